"""What a guarantee covers and when it is claimed: counted by hand from 民法典 691, 692, 公司法 15, 担保制度解释 7.

One price in three instalments of 100,000, due 2024-01-31, 2024-06-30 and 2025-03-31, guarantee of six months. Counted
from each due day the periods end on 2024-07-31, 2024-12-30 (six months from 06-30 have no other day: 12-30) and
2025-09-30; from the last, all end on 2025-09-30. On 2025-08-15 nobody has been asked: the first two are over by the
one reading and open by the other, the third runs.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from lexcollect.casefile import parse_case
from lexcollect.claims.standing import Hold
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.law.states import State

CASE = """schema: lexcollect/case/1
案名: 设备分期
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 虚构甲设备有限公司}
  - {编号: 乙, 身份: 债务人, 类型: 法人, 名称: 虚构乙制造有限公司}
  - {编号: 丙, 身份: 保证人, 类型: KIND, 名称: 丙示例}
合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2023-12-01, 货物: 设备, 履行方式: NATURE}
应收款:
  - {编号: 一, 合同: 合同, 金额: 100000, 到期: 2024-01-31}
  - {编号: 二, 合同: 合同, 金额: 100000, 到期: 2024-06-30}
  - {编号: 三, 合同: 合同, 金额: 100000, 到期: 2025-03-31}
担保:
  - {编号: 保, 类型: 连带责任保证, 担保人: 丙, 合同: 合同, 出具日期: 2023-12-01, 保证期间: {期间长度: 6, 单位: 月}MORE}
"""
AS_OF = date(2025, 8, 15)


def matter(nature: str = "分期", kind: str = "自然人", more: str = "", facts: str = "", as_of: date = AS_OF) -> Matter:
    text = CASE.replace("NATURE", nature).replace("KIND", kind).replace("MORE", more) + facts
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, as_of)


def codes(found: Matter) -> list[str]:
    return [f.code for f in found.claims.findings]


def periods(found: Matter) -> dict[str, tuple[State, str]]:
    rows = [d for d in found.agenda.deadlines if d.rule == "guarantee.period" and d.period]
    return {d.obligations[0]: (d.state, str(d.period.last_day)) for d in rows if d.period}


def test_instalments_stay_claimed_while_the_reading_from_the_last_is_open() -> None:
    found = matter()
    assert periods(found) == {
        "一": (State.DOUBTFUL, "2024-07-31"),
        "二": (State.DOUBTFUL, "2024-12-30"),
        "三": (State.RUNNING, "2025-09-30"),
    }
    (surety,) = found.claims.sureties
    assert surety.covered == ("一", "二", "三") and surety.amount == D(300000)
    assert {id: s.state for id, s in surety.standings.items()} == {
        "一": Hold.DOUBTFUL,
        "二": Hold.DOUBTFUL,
        "三": Hold.OPEN,
    }
    assert codes(found).count("LX-D040") == 2


def test_a_suit_within_the_period_of_the_last_keeps_the_third_and_leaves_the_others_doubtful() -> None:
    suit = "程序:\n  - {编号: 诉, 类型: 起诉, 日期: 2025-08-01, 对方: [乙, 丙], 证据: [受理通知书]}\n"
    states = {id: state for id, (state, _) in periods(matter(facts=suit, as_of=date(2025, 12, 1))).items()}
    assert states == {"一": State.DOUBTFUL, "二": State.DOUBTFUL, "三": State.PRESERVED}


def test_once_the_last_is_over_too_nothing_is_left() -> None:
    found = matter(as_of=date(2025, 11, 1))
    assert {state for state, _ in periods(found).values()} == {State.LAPSED}
    assert not found.claims.sureties[0].covered and "LX-D040" not in codes(found)


def test_separate_debts_of_one_contract_have_no_such_reading() -> None:
    found = matter("各自独立")
    assert periods(found)["一"] == (State.LAPSED, "2024-07-31") and "LX-D040" not in codes(found)


def test_fees_for_use_are_covered_unless_the_guarantee_names_its_scope_without_them() -> None:
    # 20 days at 100.00, first and last counted: 2025-07-27 to 2025-08-15.
    fee = "占用费:\n  - {编号: 费, 合同: 合同, 标题: 设备占用费, 每日金额: 100, 起: 2025-07-27}\n"
    (whole,) = matter(facts=fee).claims.sureties
    assert (whole.damages, whole.gross) == (D("2000.00"), D("302000.00"))
    (named,) = matter(more=", 担保范围: [本金, 损害赔偿金]", facts=fee).claims.sureties
    (bare,) = matter(more=", 担保范围: [本金]", facts=fee).claims.sureties
    assert named.gross == D("302000.00") and (bare.damages, bare.gross) == (D(0), D("300000.00"))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", {"LX-M235"}),
        (", 公司决议: 没有", {"LX-M236"}),
        (", 公司决议: 董事会决议, 为股东担保: 是", {"LX-M237"}),
        (", 公司决议: 董事会决议", set()),
        (", 公司决议: 股东会决议, 为股东担保: 是", set()),
        (", 公司决议: 全资子公司", set()),
    ],
)
def test_the_resolution_behind_a_company_s_guarantee_is_asked_for(more: str, expected: set[str]) -> None:
    found = matter(kind="法人", more=more)
    assert {code for code in codes(found) if "LX-M235" <= code <= "LX-M237"} == expected
    assert found.claims.sureties[0].amount == D(300000)


def test_a_natural_person_needs_no_resolution() -> None:
    assert not {code for code in codes(matter()) if "LX-M235" <= code <= "LX-M237"}


def test_the_resolution_of_an_older_company_guarantee_is_marked_as_unverified() -> None:
    """公司法 (2023) is in force from 2024-07-01 (公司法时间效力规定 1(2)); 公司法 (2018) 16 has no text on file."""
    told = [f for f in matter(kind="法人").claims.findings if f.code == "LX-M326"]
    assert len(told) == 1
    assert "第16条" in told[0].line()
    assert "未核实" in told[0].line()
    text = CASE.replace("出具日期: 2023-12-01", "出具日期: 2024-07-01").replace("NATURE", "分期")
    loaded = parse_case(text.replace("KIND", "法人").replace("MORE", ""))
    assert loaded.case is not None
    assert "LX-M326" not in codes(answer_case(loaded.case, AS_OF))


# --- nobody said whether a period was agreed --------------------------------------------------------------------------

AGREED = "保证期间: {期间长度: 6, 单位: 月}"


def stated(period: str, as_of: date = date(2025, 11, 1)) -> Matter:
    loaded = parse_case(
        CASE.replace("NATURE", "各自独立").replace("KIND", "自然人").replace("MORE", "").replace(AGREED, period)
    )
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, as_of)


def test_an_empty_period_does_not_let_the_guarantor_go_after_six_months() -> None:
    """The guarantee may hold two years: then nothing is over. The claim stays, and it is asked."""
    found = stated("名称: 保证书")
    assert {id: state for id, (state, _) in periods(found).items()} == dict.fromkeys("一二三", State.DOUBTFUL)
    (surety,) = found.claims.sureties
    assert surety.covered == ("一", "二", "三")
    [asked] = [f for f in found.claims.findings if f.code == "LX-D133"]
    assert "没有写不等于没有约定" in asked.line() and "2024-07-31" in asked.line()
    told = [note.render("zh") for d in found.agenda.deadlines if d.rule == "guarantee.period" for note in d.notes]
    assert len(told) == 3 and all("没有约定的，为六个月" in one and "有约定的按约定" in one for one in told)


def test_a_period_that_still_runs_by_six_months_is_asked_about_too() -> None:
    found = stated("名称: 保证书", as_of=date(2025, 8, 15))
    assert periods(found)["三"] == (State.RUNNING, "2025-09-30") and "LX-D133" in codes(found)


def test_no_period_agreed_is_six_months_and_over_without_a_question() -> None:
    found = stated("保证期间: 没有约定")
    assert {state for state, _ in periods(found).values()} == {State.LAPSED}
    assert not found.claims.sureties[0].covered and "LX-D133" not in codes(found)
