"""Reading a case file: what is accepted, in which spellings, and what every slip is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
import yaml

from lexcollect.casefile import facts, load_case, parse_case
from lexcollect.casefile.checks import check_evidence
from lexcollect.casefile.days import future_facts
from lexcollect.casefile.exhibits import ExhibitRef, cite
from lexcollect.casefile.kinds import Role, Target
from lexcollect.casefile.schema import schema_text

ROOT = Path(__file__).resolve().parent.parent
STEEL = ROOT / "examples" / "matter-steel" / "案件.yaml"

SMALL = """\
schema: lexcollect/case/1
matter: 小案
parties:
  - {id: 甲, role: creditor, kind: organisation, name: 甲公司, uscc: 91120113FAKE00013M, domicile: 天津}
  - {id: 乙, role: debtor, kind: organisation, name: 乙公司, uscc: 91210103FAKE00021K, domicile: 沈阳}
contracts:
  - {id: 合同, cause: 买卖合同纠纷, name: 购销合同, signed_on: 2024-01-05}
obligations:
  - {id: 一, contract: 合同, amount: 1000.00, due: {day: 2024-03-01}}
payments:
  - {date: 2024-04-01, amount: 100.00}
"""


def codes(text: str) -> list[str]:
    return [f.code for f in parse_case(text).findings]


def test_example_loads_with_one_note_about_the_invented_county() -> None:
    loaded = load_case(STEEL)
    assert [f.code for f in loaded.findings] == ["LX-C051"]
    assert loaded.case is not None
    assert loaded.case.creditor.uscc == "91120113FAKE00013M"
    assert sum(o.amount for o in loaded.case.obligations) == Decimal("1301600.00")
    assert loaded.case.contracts[0].appropriation.order[0] is Target.DESIGNATED
    letter = loaded.case.communications[3]
    assert STEEL.read_text("utf-8").split("\n")[letter.where.line - 1].strip() == f"- id: {letter.id}"


def test_every_fact_knows_its_line() -> None:
    case = parse_case(SMALL).case
    assert case is not None
    lines = SMALL.split("\n")
    assert "2024-04-01" in lines[case.payments[0].where.line - 1]
    assert "甲公司" in lines[case.parties[0].where.line - 1]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("matter: 小案", "案名: 小案"),
        ("role: creditor", "身份: 债权人"),
        ("amount: 1000.00", '金额: "1,000.00元"'),
        ("signed_on: 2024-01-05", "签订日期: 二〇二四年一月五日"),
        ("payments:", "付款:"),
        ("kind: organisation, name: 乙公司", "类型: 公司, 名称: 乙公司"),
    ],
)
def test_chinese_keys_and_spellings_read_the_same(english: str, chinese: str) -> None:
    assert english in SMALL
    plain, aliased = parse_case(SMALL).case, parse_case(SMALL.replace(english, chinese)).case
    assert aliased is not None
    assert plain is not None
    assert facts.plain(aliased) == facts.plain(plain)


@pytest.mark.parametrize(
    ("was", "now", "code", "says"),
    [
        ("amount: 1000.00", "amount: 10w", "LX-C012", "w"),
        ("amount: 1000.00", "amount: -5", "LX-C012", "负数"),
        ("amount: 1000.00", "amount: 0", "LX-C016", "大于零"),
        ("amount: 1000.00", "amount: 1.005", "LX-C012", "两位小数"),
        ("day: 2024-03-01", "day: 2024-12-32", "LX-C011", "没有这一天"),
        ("day: 2024-03-01", "day: 24/3/1", "LX-C011", "两位"),
        ("matter: 小案", "matter: 小案\nmattter: 另案", "LX-C010", "matter"),
        ("matter: 小案", "matter: 小案\n案名: 另案", "LX-C020", "同一项"),
        ("role: debtor", "role: 被欠", "LX-C007", "债务人"),
        ("uscc: 91210103FAKE00021K", "uscc: 91210103FAKE00012K", "LX-C017", "校验位"),
        ("contract: 合同", "contract: 合约", "LX-C034", "合同"),
        ("name: 购销合同, ", "", "LX-C169", "没有写名称"),
        (", role: debtor", "", "LX-C003", "必填"),
        ("lexcollect/case/1", "lexcollect/case/9", "LX-C002", "lexcollect/case/1"),
        ("schema: lexcollect/case/1\n", "", "LX-C001", "格式"),
        ("date: 2024-04-01", "date： 2024-04-01", "LX-A006", "全角冒号"),
        ("amount: 100.00}", "amount: 2000.00}", "LX-C040", "超过应收"),
        ("due: {day: 2024-03-01}", "due: {count: 30}", "LX-C036", "不完整"),
        (", due: {day: 2024-03-01}", "", "LX-C035", "到期"),
        ("date: 2024-04-01", "date: 2023-04-01", "LX-C043", "早于合同"),
        ("id: 乙, role: debtor", "id: 甲, role: debtor", "LX-C033", "重复"),
        ("id: 乙, role: debtor", "id: 乙, role: surety", "LX-C031", "债务人"),
        ("amount: 100.00}", "amount: 1,000.00元}", "LX-C024", "逗号"),
        ("date: 2024-04-01", "date: 2024-04-01, zzz: 1", "LX-C019", "金额"),
        ("payments:", "payments: 一百元\nnote:", "LX-C004", "列表"),
    ],
)
def test_a_slip_is_told_with_place_fact_and_remedy(was: str, now: str, code: str, says: str) -> None:
    assert was in SMALL
    loaded = parse_case(SMALL.replace(was, now))
    found = [f for f in loaded.findings if f.code == code]
    assert found, [f.line() for f in loaded.findings]
    line = found[0].line("zh")
    assert says in line
    assert "案件.yaml:" in line
    assert found[0].remedy("zh")
    assert found[0].message("en") != found[0].message("zh")


def test_a_mark_of_no_width_copied_along_changes_no_name() -> None:
    """Without this a reference would not be found although both look the same."""
    marked = SMALL.replace("contract: 合同", 'contract: "合\u200b同\ufeff"')
    marked = marked.replace("name: 甲公司", "name: 甲\u2060公司")
    case = parse_case(marked).case
    assert case is not None
    assert (case.creditor.name, case.obligations[0].contract) == ("甲公司", "合同")


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f"])
def test_a_mark_that_turns_the_writing_is_refused_with_its_place(mark: str) -> None:
    """On the screen 司公甲 would read 甲公司; the paper would carry another name than the one seen."""
    findings = parse_case(SMALL.replace("name: 乙公司", f"name: {mark}司公乙")).findings
    assert [(f.code, f.where.line) for f in findings] == [("LX-C014", 5)]
    assert f"U+{ord(mark):04X}" in findings[0].message("zh")


def test_all_slips_are_told_at_once_in_file_order() -> None:
    text = (
        STEEL.read_text("utf-8")
        .replace("amount: 300000.00", "amount: 30w")
        .replace("date: 2024-02-05", "date: 2024-12-32")
        .replace("memo: 货款,", "memmo: 货款,")
        .replace("uscc: 91210103FAKE00021K", "uscc: 91210103FAKE00021X")
        .replace("obligation: DD-20230602, evidence: 发票2", "obligation: DD-2023060, evidence: 发票2")
    )
    loaded = parse_case(text)
    assert loaded.case is None
    assert [f.code for f in loaded.findings if f.level == "error"] == [
        "LX-C017",
        "LX-C034",
        "LX-C012",
        "LX-C010",
        "LX-C011",
    ]
    assert [f.where.line for f in loaded.findings] == sorted(f.where.line for f in loaded.findings)


def test_no_wording_of_a_library_reaches_the_user() -> None:
    for text in ("[]", "a", "", "schema: lexcollect/case/1\nparties: {}\ncontracts: x\nobligations: 3"):
        for found in parse_case(text).findings:
            assert "validation" not in found.line("en").lower()
            assert "python" not in found.line("en").lower()


def test_exhibit_that_is_in_no_catalogue() -> None:
    case = load_case(STEEL).case
    assert case is not None
    known = {id for fact in case.payments for id in fact.evidence}
    found = check_evidence(case, known | {"合同", "对帐单"})
    unknown = {dict(f.params)["id"] for f in found}
    assert "对账单" in unknown
    assert "合同" not in unknown
    assert all("证据目录" in f.line("zh") for f in found)
    near = next(f for f in found if dict(f.params)["id"] == "对账单")
    assert "（最接近的是“对帐单”）" in near.line("zh")
    assert not any("—" in f.line("zh") for f in found)


def test_without_a_catalogue_one_finding_stands_for_all_exhibits() -> None:
    case = load_case(STEEL).case
    assert case is not None
    assert [f.code for f in check_evidence(case, ())] == ["LX-C029"]


def test_facts_after_the_as_of_day_are_named() -> None:
    case = load_case(STEEL).case
    assert case is not None
    found = future_facts(case, date(2025, 6, 1))
    assert [dict(f.params)["day"] for f in found] == [date(2025, 7, 2), date(2025, 11, 3)]
    assert not future_facts(case, date(2026, 11, 21))


def test_roles_and_persons() -> None:
    case = load_case(STEEL).case
    assert case is not None
    assert [p.name for p in case.by_role(Role.SURETY)] == ["郑样例"]
    assert case.party("沈河") is case.debtor


def test_sex_that_contradicts_the_id_number_is_a_warning() -> None:
    text = STEEL.read_text("utf-8").replace("gender: 男", "gender: 女")
    loaded = parse_case(text)
    assert loaded.ok
    assert "LX-C052" in [f.code for f in loaded.findings]


def test_schema_in_the_repository_is_current() -> None:
    assert (ROOT / "schemas" / "case-1.schema.json").read_text("utf-8") == schema_text()


def test_schema_accepts_the_example_and_refuses_an_unknown_key() -> None:
    import json

    data = yaml.load(STEEL.read_text("utf-8"), Loader=yaml.BaseLoader)
    validator = jsonschema.Draft202012Validator(json.loads(schema_text()))
    assert list(validator.iter_errors(data)) == []
    data["payments"][0]["betrag"] = "1"
    assert not validator.is_valid(data)


def test_numbers_without_a_group_are_cited_as_numbers_and_a_long_row_as_one() -> None:
    """Twelve exhibits of three pages each, 1 to 36: 9 comes before 10; 3 to 7 are five in a row, so pages 7 to 21."""
    refs = {
        f"件{n}": ExhibitRef(f"件{n}", str(n), "件", "书证", 1, page_from=3 * n - 2, page_to=3 * n)
        for n in range(1, 13)
    }
    assert cite(["件10", "件11", "件9"], refs) == "（证据9，第25–27页；证据10，第28–30页；证据11，第31–33页）"
    assert cite([f"件{n}" for n in (5, 4, 3, 7, 6, 12)], refs) == "（证据3至7，第7–21页；证据12，第34–36页）"
    # A row with a gap in it is two rows, each too short to be told as one.
    assert cite([f"件{n}" for n in (1, 2, 4, 5)], refs).count("证据") == 4
    # 证据4-2a stands between 4-2 and 4-3: without it the three others are no row.
    numbers = ("4-1", "4-2", "4-2a", "4-3", "4-4")
    bare = {no: ExhibitRef(no, no, "件", "书证", 4) for no in numbers}
    assert cite(numbers, bare) == "（证据4-1至4-4）"
    assert cite([no for no in numbers if no != "4-2a"], bare) == "（证据4-1；证据4-2；证据4-3；证据4-4）"


def test_exhibits_are_cited_in_order_with_pages() -> None:
    refs = {
        "合同": ExhibitRef("合同", "2-1", "合同", "书证", 2, page_from=4, page_to=7),
        "查询": ExhibitRef("查询", "5-10", "查询", "电子数据", 5),
        "函": ExhibitRef("函", "5-3", "函", "书证", 5, page_from=31, page_to=31),
    }
    assert cite(["查询", "函", "合同", "函"], refs) == "（证据2-1，第4–7页；证据5-3，第31页；证据5-10）"
    assert cite([], refs) == ""
    with pytest.raises(KeyError):
        cite(["无"], refs)
