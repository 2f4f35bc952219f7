"""中小企业款项投诉材料, 坏账核销说明, 抵押人催告函: who may complain, what is written off, who answers with a thing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from letter_pages import codes, written
from lexcollect.casefile import parse_case
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.material import Material
from lexcollect.resources import resource
from papers import material as steel_material
from test_papers_collateral import CASE, REGISTERED
from test_papers_stages import material_of

AS_OF = date(2026, 11, 21)


def small(*changes: tuple[str, str], name: str = "invoices", as_of: date = AS_OF) -> Material:
    """Return an example with changes: the bearings sold by a small enterprise, or the price after judgment."""
    text = (resource("examples") / f"matter-{name}" / "案件.yaml").read_text("utf-8")
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return material_of(answer_case(loaded.case, as_of))


# --- 投诉材料 ---


def test_a_small_enterprise_that_said_so_complains_of_a_large_one(tmp_path: Path) -> None:
    # The sums of tests/test_example_invoices.py: 346,150.00 and 60,491.00.
    said, found = written(tmp_path, small(), "sme_complaint")
    assert "投诉人：苏州联轴示例轴承有限公司（小型企业）" in said and "（大型企业）" in said
    assert "督促被投诉人向投诉人付清货款本金人民币346,150.00元" in said and "60,491.00元" in said
    assert "《保障中小企业款项支付条例》第九条、第十七条、第二十四条、第二十五条" in said
    assert "没有虚假、恶意投诉" in said and "LX-P562" in [f.code for f in found]
    # Nobody entered whether there is a dispute or a suit: the complainant ticks it.
    assert "双方对上述款项的争议：□没有" in said and "诉讼、仲裁：□没有　□有" in said


def test_who_did_not_say_that_it_was_small_cannot_complain(tmp_path: Path) -> None:
    given = small()
    (contract,) = given.case.contracts
    assert contract.sme is not None
    silent = given.case.but(contracts=(contract.but(sme=contract.sme.but(told=False)),))
    for number, case in enumerate((silent, given.case.but(contracts=(contract.but(sme=None),)))):
        found = codes(tmp_path / str(number), Material(case, given.claims, given.exhibits), "sme_complaint")
        assert "LX-P561" in found
    assert "LX-P561" in codes(tmp_path / "steel", steel_material(), "sme_complaint")


def test_a_suit_on_file_is_told_with_its_number(tmp_path: Path) -> None:
    court = "organ: 常州市新北区人民法院, case_no: （2026）苏0411民初1号"
    suit = f"filings:\n  - {{id: 起诉, kind: suit, date: 2026-10-08, {court}}}\n"
    given = small(("\nchoices:\n", f"\n{suit}\nchoices:\n"))
    said, found = written(tmp_path, given, "sme_complaint")
    assert "投诉人已于2026年10月8日向常州市新北区人民法院提起诉讼，案号（2026）苏0411民初1号" in said
    assert "LX-P563" in [f.code for f in found]


# --- 坏账核销说明 ---

#: A ground that somebody entered.
GONE = ("\nchoices:\n", "\nchoices:\n  unrecoverable: 债务人已注销\n")


def test_the_age_of_each_order_is_counted_to_the_day_of_the_file(tmp_path: Path) -> None:
    # 2023-06-19 to 2026-11-21: three years to 2026-06-19 are 1,096 days, and 155 more to 11-21: 1,251.
    # 2023-11-06: 1,096 to 2026-11-06 and 15: 1,111. All three are older than three years.
    said, found = written(tmp_path, steel_material(), "write_off")
    lines = said.splitlines()
    assert lines[lines.index("DD-20230406") + 3] == "1251" and lines[lines.index("DD-20230821") + 3] == "1111"
    assert "逾期三年以上的本金为人民币851,600.00元" in said and "0.00元；" not in said
    assert "第二十三条，未核实" in said and "第二十四条" not in said and "LX-P565" in [f.code for f in found]


def test_a_write_off_releases_nobody_and_leaves_the_books_to_the_accountant(tmp_path: Path) -> None:
    said, _ = written(tmp_path, steel_material(), "write_off")
    assert "不免除债务人的债务；继续追索" in said and "内部文书，不得发送债务人" in said
    assert "账面余额：\n" in said and "【待补" not in said
    assert "本金人民币851,600.00元的欠款逾期已满三年，截至2026年11月21日仍未收回。" in said
    assert not any(word in said for word in ("放弃债权", "予以免除"))


def test_between_one_and_three_years_only_the_small_sums_have_a_rule(tmp_path: Path) -> None:
    # On 2025-06-30 the oldest order (2023-06-19) is two years old.
    gone = ("\nchoices:\n", "\nchoices:\n  无法收回的依据: 债务人已注销，清算报告载明没有可以分配的财产\n")
    said, _ = written(tmp_path, steel_material(gone, as_of=date(2025, 6, 30)), "write_off")
    assert "四、无法收回的依据\n债务人已注销，清算报告载明没有可以分配的财产。" in said and "逾期已满三年" not in said
    assert "逾期一年以上不足三年的本金" in said and "第二十四条，未核实" in said and "第二十三条" not in said


@pytest.mark.parametrize(("name", "on"), [("lease", AS_OF), ("works", date(2026, 3, 20)), ("invoices", AS_OF)])
def test_a_debt_that_can_still_be_had_is_not_written_off(tmp_path: Path, name: str, on: date) -> None:
    """The oldest rent was due on 2025-03-05, the oldest price of works on 2024-10-08, of bearings on 2025-08-11."""
    assert "LX-P800" in codes(tmp_path, small(name=name, as_of=on), "write_off")


def test_a_person_who_lent_keeps_no_books(tmp_path: Path) -> None:
    assert "LX-P801" in codes(tmp_path, small(name="loan", as_of=date(2026, 9, 10)), "write_off")


def test_what_a_title_decided_is_told_by_the_title(tmp_path: Path) -> None:
    said, _ = written(tmp_path, small(name="enforcement"), "write_off")
    assert "已由生效文书确定，尚欠人民币148,161.00元" in said and "178,019.44" not in said
    assert "申请强制执行，案号（2023）江0102执789号" in said


def test_a_repair_is_written_off_once_by_its_own_name(tmp_path: Path) -> None:
    # The lease: rent 267,733.33 and repair 18,600.00; together they would be 286,333.33, and the repair told again.
    said, found = written(tmp_path, small(GONE, name="lease"), "write_off")
    assert "尚欠本金人民币267,733.33元" in said and "维修费人民币18,600.00元" in said and "286,333.33" not in said
    assert "LX-P050" not in [f.code for f in found] and "LX-P030" not in [f.code for f in found]


# --- 抵押人催告函 ---


def mortgaged(grantor: str = "丙", kind: str = "抵押") -> Material:
    """Return a loan whose repayment a third person secured with a house."""
    bank = "名称: 甲示例, 住所: 甲地, 电话: 024-1, 收款账户: {户名: 甲示例, 开户行: 示范银行, 账号: '1'}}"
    text = CASE.replace("名称: 甲示例, 住所: 甲地}", bank).replace("REGARDLESS", "")
    text = text.replace("KIND", kind).replace("GRANTOR", grantor).replace("REGISTERED", REGISTERED)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return material_of(answer_case(loaded.case, date(2025, 6, 30)))


@pytest.mark.parametrize(("kind", "words"), [("抵押", "第四百一十条"), ("质押", "第四百三十六条")])
def test_a_third_person_answers_with_the_thing_alone(tmp_path: Path, kind: str, words: str) -> None:
    said, found = written(tmp_path, mortgaged(kind=kind), "mortgagor")
    assert "丙示例：" in said and "乙地1号房屋" in said and "担保的数额为400,000.00元" in said and words in said
    assert "督促乙示例付清上述款项" in said and "请求贵方支付" not in said and "连带" not in said
    assert "LX-P567" in [f.code for f in found]


def test_the_debtors_own_house_is_no_matter_for_a_letter_to_a_mortgagor(tmp_path: Path) -> None:
    assert "LX-P566" in codes(tmp_path, mortgaged("乙"), "mortgagor")


def test_a_guarantor_is_told_when_the_debts_fell_due_and_the_user_when_his_period_ends(tmp_path: Path) -> None:
    # Two years from 2023-08-08 and 2023-11-06 (tests/test_deadlines_steel.py).
    said, found = written(tmp_path, steel_material(), "guarantor")
    assert "DD-20230602为2023年8月8日、DD-20230821为2023年11月6日" in said
    (days,) = [dict(f.params)["days"] for f in found if f.code == "LX-P560"]
    assert days == ("DD-20230602 2025-08-08", "DD-20230821 2025-11-06")
