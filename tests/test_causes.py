"""Causes of action as data: which names a file covers, what it says, and what a broken file is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from lexcollect.causes import Cause, HeadKind, cause_of, causes
from lexcollect.causes.reading import read_cause, unknown_law
from lexcollect.causes.table import DATA, official
from lexcollect.law.trace import Citation
from lexcollect.yamltree.shipped import AHEAD, kept_of, read_shipped

SALE = (DATA / "sale.yaml").read_text(encoding="utf-8")


def sale() -> Cause:
    found = cause_of("买卖合同纠纷")
    assert found is not None
    return found


def broken(tmp_path: Path, old: str, new: str) -> list[tuple[str, str]]:
    """Return code and place of what is said about the sale's file with one passage changed."""
    assert old in SALE
    path = tmp_path / "sale.yaml"
    path.write_text(SALE.replace(old, new, 1), encoding="utf-8")
    cause, problems = read_cause(path)
    assert cause is None
    return [(p.code, str(p.where.field)) for p in problems]


@pytest.mark.parametrize("name", ["买卖合同纠纷", "买卖合同", "分期付款买卖合同纠纷", " 信息网络买卖合同纠纷 "])
def test_a_sale_is_known_by_its_name_and_by_the_names_below_it(name: str) -> None:
    assert cause_of(name) is sale()


@pytest.mark.parametrize(
    "name", ["房屋买卖合同纠纷", "互易纠纷", "农村土地承包合同纠纷", "金融借款合同纠纷", "小额借款合同纠纷", "买卖", ""]
)
def test_what_no_file_covers_is_no_sale(name: str) -> None:
    # A house is sold under cause 96 with its own form and court; barter (88.6) owes no price in money.
    assert cause_of(name) is None


def test_an_international_sale_has_four_years_and_every_other_sale_three() -> None:
    # 民法典 594: four years for international sale of goods; 188(1): three years.
    assert sale().limitation_of("国际货物买卖合同纠纷") == "limitation.international_sale"
    assert sale().limitation_of("凭样品买卖合同纠纷") == "limitation.general"


def test_the_articles_of_a_paper_follow_the_circumstances() -> None:
    assert [c.article for c in sale().articles("letter")] == ["509", "577", "579", "626", "628"]
    assert Citation("民法典", "585") in sale().articles("complaint", ["penalty"])
    lost = sale().articles("complaint", ["loss"])
    assert Citation("买卖合同解释", "18") in lost and Citation("民法典", "585") not in lost
    assert sale().articles("preservation") == ()


def test_a_statutory_loss_is_not_called_a_penalty() -> None:
    heads = sale().heads
    assert (heads[HeadKind.PENALTY].title, heads[HeadKind.LATE_INTEREST].title) == ("违约金", "逾期付款损失")
    assert Citation("买卖合同解释", "18(4)") in heads[HeadKind.LATE_INTEREST].cites
    assert sale().principal is HeadKind.PRICE


@pytest.mark.parametrize("cause", causes(), ids=lambda c: c.id)
def test_every_file_cites_law_names_rules_and_numbers_that_exist(cause: Cause) -> None:
    assert unknown_law(cause, official()) == []


def test_no_name_is_covered_twice() -> None:
    names = [covered.name for cause in causes() for covered in cause.covers]
    assert len(set(names)) == len(names)
    assert len(set(official())) == 252


def test_a_key_that_is_not_known_is_named_with_its_file(tmp_path: Path) -> None:
    assert broken(tmp_path, "roles:", "role: x\nroles:") == [("LX-K002", "role")]
    assert broken(tmp_path, "burden: debtor\n", "burden: debtor\n    prove: x\n") == [("LX-K002", "proof[6].prove")]
    assert broken(tmp_path, "{rule: overdue.sale}", "{rule: overdue.sale, markup: 50}") == [
        ("LX-K002", "lateness.markup")
    ]


def test_a_key_that_is_missing_or_a_word_that_is_not_known_is_named(tmp_path: Path) -> None:
    assert broken(tmp_path, "limitation: limitation.general\n", "") == [("LX-K001", "")]
    assert broken(tmp_path, "  债: 货款\n", "") == [("LX-K001", "nouns")]
    assert broken(tmp_path, "债务人: 买受人", "债务人: [买受人]") == [("LX-K001", "roles.债务人")]
    assert broken(tmp_path, "principal: price", "principal: loan") == [("LX-K001", "heads")]
    assert broken(tmp_path, "penalty: {title:", "fine: {title:") == [("LX-K004", "heads.fine")]
    assert broken(tmp_path, "rule: overdue.sale", "rule: overdue.sales") == [("LX-K004", "lateness.rule")]
    assert broken(tmp_path, "when: loss", "when: lost") == [("LX-K004", "articles[4].when")]
    assert broken(tmp_path, "burden: creditor", "burden: seller") == [("LX-K004", "proof[1].burden")]
    assert broken(tmp_path, "edition: 2026-01-01", "edition: 2026") == [("LX-K003", "edition")]


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    path = tmp_path / "sale.yaml"
    path.write_text("name: 买卖合同纠纷\nedition: today\nprincipal: money\nroles: {卖: 出卖人}\n", encoding="utf-8")
    cause, problems = read_cause(path)
    assert cause is None
    said = [str(p) for p in problems]
    assert {p.code for p in problems} == {"LX-K001", "LX-K002", "LX-K003", "LX-K004"}
    assert len(said) > 15 and {p.where.file for p in problems} == {"sale.yaml"}


def test_law_that_does_not_exist_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sale.yaml"
    written = SALE.replace("cite: 民法典 626}", "cite: 民法典 1626}", 1).replace(
        "right.quality_notice", "right.quality"
    )
    path.write_text(written.replace('number: "88.1"', 'number: "88.9"'), encoding="utf-8")
    cause, problems = read_cause(path)
    assert cause is not None and not problems
    assert [p.code for p in unknown_law(cause, official())] == ["LX-K005", "LX-K006", "LX-K007"]


def test_a_cause_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        sale().nouns["债"] = "借款"  # type: ignore[index]


@pytest.mark.parametrize("folder", ["clauses", "data"])
def test_what_is_kept_of_the_shipped_files_is_what_they_hold(folder: str) -> None:
    """A file that changed is read as YAML: kept late it would only cost time, and this says so."""
    place = DATA.parent / folder
    anew = "python -m lexcollect.yamltree.shipped lexcollect/causes/clauses lexcollect/causes/data"
    assert (place / AHEAD).read_text("utf-8") == kept_of(place), anew


def test_a_shipped_file_that_was_changed_is_read_as_it_is_now(tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    file.write_text("title: 甲\n", "utf-8")
    (tmp_path / AHEAD).write_text(kept_of(tmp_path), "utf-8")
    (kept,) = (read_shipped(file)[0],)
    assert kept is not None and kept.data == {"title": "甲"} and not kept.marks
    file.write_text("title: 乙\n", "utf-8")
    (now,) = (read_shipped(file)[0],)
    assert now is not None and now.data == {"title": "乙"} and now.marks
