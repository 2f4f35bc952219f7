"""How each fact stands: papers assert nothing unknown and tell what is disputed as what the plaintiff asserts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from case_kit import PARTIES, agenda_with, case_with, claim, letter, seal
from lexcollect.casefile.checks import check_case
from papers import drafted, fields, material, text_of
from steel import steel_with

D = date
DELIVERY = "doc_no: SH-0412, "
CHAT = "    content: 尾款851600我们认，老板说年底前先安排一部分，您再宽限宽限\n"
STATEMENT = "    seal: 财务专用章\n"


def marked(words: str, place: str) -> tuple[str, str]:
    """Return the change that writes a standing beside ``place``."""
    return (place, f"{place}    {words}\n" if place.endswith("\n") else f"{place}{words}, ")


def text(tmp_path: Path, *changes: tuple[str, str]) -> str:
    return text_of(drafted(tmp_path, "complaint", given=material(*changes)), "complaint")


def test_an_unknown_delivery_is_not_told_and_performance_is_not_claimed(tmp_path: Path) -> None:
    before, after = text(tmp_path / "1"), text(tmp_path / "2", marked("standing: 不明", DELIVERY))
    assert "2023年4月12日" in before and "2023年4月12日" not in after
    assert "2023年4月18日交付" in after  # the other delivery stays


def test_a_disputed_delivery_is_told_as_what_the_plaintiff_asserts(tmp_path: Path) -> None:
    said = text(tmp_path, marked("standing: disputed", DELIVERY))
    assert "原告于2023年4月12日交付60吨（原告主张）（证据3" in said
    assert "交付40吨（原告主张）" not in said and "原告已依约交货" not in said


def test_a_disputed_contract_and_guarantee_are_told_as_asserted(tmp_path: Path) -> None:
    said = text(tmp_path / "1", marked("standing: 有争议", "    number: JB-SH-2023-001\n"))
    assert "约定由原告向被告一供应钢材（原告主张）（证据2" in said
    said = text(tmp_path / "2", marked("standing: 有争议", "    name: 最高额连带责任保证书\n"))
    assert "分别计算（原告主张）（证据2" in said


def test_a_disputed_letter_is_told_as_what_the_plaintiff_asserts(tmp_path: Path) -> None:
    said = text(tmp_path, marked("standing: 有争议", "    signed_by: 单位收发章\n"))
    assert "加盖单位收发章签收（原告主张）" in said


def test_a_disputed_statement_is_told_as_asserted_and_counts_as_medium(tmp_path: Path) -> None:
    change = marked("standing: 有争议", STATEMENT)
    assert "尚欠1,001,600.00元（原告主张）（证据4" in text(tmp_path, change)
    agenda = agenda_with(acknowledgements=[seal("2025-03-04", standing="disputed")])
    found = claim(agenda)
    assert (found.period.nominal, found.proof and found.proof.grade.value) == (D(2028, 3, 4), "medium")
    assert found.proof and "争议" in found.proof.why.render("zh")


def test_an_unknown_promise_is_not_told_and_moves_no_date(tmp_path: Path) -> None:
    assert "尾款851600我们认" in text(tmp_path / "1")
    assert "尾款851600我们认" not in text(tmp_path / "2", marked("standing: unknown", CHAT))
    agenda = agenda_with(acknowledgements=[seal("2025-03-04", standing="unknown")])
    assert claim(agenda).period.nominal == D(2027, 3, 15) and "核实" in claim(agenda).ignored[0].would_count.render(
        "zh"
    )  # type: ignore[union-attr]


def test_what_is_only_asserted_moves_no_date() -> None:
    # Due 2024-03-15: three years end on 2027-03-15; a proved letter of 2025-03-04 would make it 2028-03-04.
    for standing, nominal in (("asserted", D(2027, 3, 15)), ("shown", D(2028, 3, 4))):
        assert claim(agenda_with(communications=[letter("2025-03-04", standing=standing)])).period.nominal == nominal


def test_shown_without_an_exhibit_is_told() -> None:
    paid = {"date": "2025-03-04", "amount": "1000.00", "证明状态": "已证"}
    assert "LX-C171" in [f.code for f in check_case(case_with(payments=[paid]))]
    assert "LX-C171" not in [f.code for f in check_case(case_with(payments=[{**paid, "evidence": ["回单"]}]))]


@pytest.mark.parametrize(
    "place",
    ["id: DD-20230406, title: 订单一, ", "  - {id: 付款一, ", "    number: JB-SH-2023-001\n"],
    ids=["debt", "payment", "contract"],
)
def test_a_paper_that_would_have_to_tell_what_is_unknown_is_refused(tmp_path: Path, place: str) -> None:
    result = drafted(tmp_path, "complaint", given=material(marked("standing: 不明", place)))
    assert result.papers[0].refused and "LX-P115" in [f.code for f in result.findings]


def test_a_due_day_that_counts_from_an_unknown_delivery_is_not_told(tmp_path: Path) -> None:
    # Order 1 is due sixty days after its last delivery, that of 2023-04-18.
    change = marked("standing: 不明", "doc_no: SH-0418, ")
    result = drafted(tmp_path, "complaint", given=material(change))
    [told] = [f for f in result.findings if f.code == "LX-P117"]
    assert result.papers[0].refused and "DD-20230406" in told.line()


def test_an_order_that_is_disputed_is_told_as_asserted() -> None:
    rows = fields("complaint", marked("standing: 对方否认", "id: DD-20230406, title: 订单一, "))["订单"]
    assert rows[0]["订立"].startswith("原告主张2023年4月6日") and not rows[1]["订立"].startswith("原告主张")


def test_what_nobody_wants_pleaded_is_left_out_and_still_counts(tmp_path: Path) -> None:
    change = marked("plead: 否", CHAT)
    assert "尾款851600我们认" not in text(tmp_path, change)
    days = [
        [f.period.last_day for f in d.fallbacks]
        for m in (steel_with(), steel_with(change))
        for d in m.agenda.deadlines[:1]
    ]
    assert days[0] == days[1]


def test_a_weak_point_is_not_pleaded_without_asking(tmp_path: Path) -> None:
    decided = "    refusal_told: 否             # 文书不写“原告未予接受”：承办人已决定\n"
    open_ = drafted(tmp_path / "1", "complaint", given=material((decided, "")))
    assert "未予接受" not in text_of(open_, "complaint") and "LX-P116" in [f.code for f in open_.findings]
    silent = drafted(tmp_path / "2", "complaint")
    assert "未予接受" not in text_of(silent, "complaint") and "LX-P116" not in [f.code for f in silent.findings]
    asked = drafted(tmp_path / "3", "complaint", given=material((decided, "    写明未接受: 是\n")))
    assert "原告未予接受" in text_of(asked, "complaint") and "LX-P116" not in [f.code for f in asked.findings]


def test_the_four_standings_have_words_in_both_languages() -> None:
    for words in (("已证", "主张", "有争议", "不明"), ("shown", "asserted", "disputed", "unknown")):
        for word in words:
            case = case_with(parties=[{**p, "standing": word} for p in PARTIES])
            assert case.parties[0].standing is not None
    assert "LX-C171" in [f.code for f in check_case(case_with(parties=[{**p, "standing": "已证"} for p in PARTIES]))]
