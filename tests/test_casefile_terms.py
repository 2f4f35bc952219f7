"""When a debt falls due: by a day, by a clause in words, by a step of performance (民法典 201, 203, 628)."""

from __future__ import annotations

from datetime import date

import pytest

from case_kit import PARTIES
from lexcollect.casefile.loader import Loaded, parse_case
from lexcollect.claims.due_days import due_date
from lexcollect.law.calendar import shipped_calendar
from lexcollect.law.conventions import DEFAULTS

HEAD = """\
schema: lexcollect/case/1
matter: 小案
parties:
  - {id: 甲, role: creditor, kind: organisation, name: 甲方示例有限公司, domicile: 甲地, legal_rep: 周范例}
  - {id: 乙, role: debtor, kind: organisation, name: 乙方样例有限公司, domicile: 乙地, legal_rep: 乙例}
contracts:
  - {id: 合同, cause: 买卖合同纠纷, name: 买卖合同, signed_on: 2024-01-10, 付款期限: TERM, 违约金: 每日万分之五}
应收款:
  - {id: 货款, contract: 合同, date: 2024-01-15, amount: 100000DUE}
"""


def loaded(term: str = "", due: str = "", more: str = "") -> Loaded:
    return parse_case(HEAD.replace("TERM", term).replace("DUE", f", 到期: {due}" if due else "") + more)


def due(found: Loaded) -> tuple[date | None, date, date]:
    """Return the day the term runs from, the last day, and the last day moved off rest days."""
    assert found.case is not None, [f.line() for f in found.findings]
    fallen = due_date(found.case, found.case.obligations[0], shipped_calendar(), DEFAULTS)
    return fallen.start, fallen.unrolled, fallen.rolled


def codes(found: Loaded) -> list[str]:
    return [f.code for f in found.findings if f.code != "LX-C048"]


def test_a_day_alone_is_the_due_day() -> None:
    """The first users needed four tries to write a due day."""
    assert due(loaded(due="2024-05-01")) == (None, date(2024, 5, 1), date(2024, 5, 1))
    assert due(loaded(due="2024年5月1日前付清")) == (None, date(2024, 5, 1), date(2024, 5, 1))


@pytest.mark.parametrize(
    ("term", "more", "start", "last", "moved"),
    [
        # 2024-03-01 + 60 days (the day itself not counted, 民法典 201) = 2024-04-30
        (
            "签收后60日内",
            "deliveries: [{obligation: 货款, date: 2024-03-01}]",
            "2024-03-01",
            "2024-04-30",
            "2024-04-30",
        ),
        # month of the last delivery ends 2024-02-29; + 60 days = 2024-04-29
        ("月结60天", "deliveries: [{obligation: 货款, date: 2024-02-07}]", "2024-02-29", "2024-04-29", "2024-04-29"),
        (
            "验收合格后15日内",
            "节点: [{订单: 货款, 类型: 验收, 日期: 2024-03-05}]",
            "2024-03-05",
            "2024-03-20",
            "2024-03-20",
        ),
        # 2024-03-31 is a Sunday: the period ends on the Monday (民法典 203)
        (
            "结算后30日内",
            "节点: [{合同: 合同, 类型: 结算, 日期: 2024-03-01}]",
            "2024-03-01",
            "2024-03-31",
            "2024-04-01",
        ),
        (
            "竣工后一个月内",
            "节点: [{合同: 合同, 类型: 竣工, 日期: 2024-01-31}]",
            "2024-01-31",
            "2024-02-29",
            "2024-02-29",
        ),
        (
            "收到发票后10日内",
            "节点: [{订单: 货款, 类型: 收到发票, 日期: 2024-02-08}]",
            "2024-02-08",
            "2024-02-18",
            "2024-02-18",
        ),
    ],
)
def test_a_clause_in_words_counts_from_its_event(term: str, more: str, start: str, last: str, moved: str) -> None:
    found = loaded(term, more=more + "\n")
    assert tuple(day and day.isoformat() for day in due(found)) == (start, last, moved)
    assert codes(found) == []


def test_the_step_of_the_debt_goes_before_that_of_the_contract_and_the_last_counts() -> None:
    steps = (
        "节点:\n  - {合同: 合同, 类型: 验收, 日期: 2024-02-01}\n"
        "  - {订单: 货款, 类型: 验收, 日期: 2024-03-01}\n  - {订单: 货款, 类型: 验收, 日期: 2024-03-05}\n"
    )
    assert due(loaded("验收合格后15日内", more=steps))[0] == date(2024, 3, 5)


def test_a_share_of_the_price_is_refused_by_name_at_its_line() -> None:
    found = loaded("验收合格后15日内付至97%")
    assert found.case is None
    (told,) = [f for f in found.findings if f.code == "LX-C142"]
    assert told.where.line == 7 and "付至97%" in told.message()


@pytest.mark.parametrize(
    ("term", "more", "code"),
    [
        ("验收合格后15日内", "", "LX-C121"),
        ("竣工后30日内", "节点: [{合同: 合同, 类型: 验收, 日期: 2024-03-01}]\n", "LX-C121"),
        ("签收后60日内", "", "LX-C037"),
        ("开票后30天", "", "LX-C038"),
    ],
)
def test_an_event_that_was_not_entered_is_asked_for(term: str, more: str, code: str) -> None:
    found = loaded(term, more=more)
    assert found.case is not None and code in codes(found)  # what hangs on the day is withheld, nothing else


def test_a_stand_in_for_the_day_of_the_event_is_told() -> None:
    invoice = "invoices: [{number: '1', date: 2024-02-01, amount: 100000, obligation: 货款}]\n"
    found = loaded("收到发票后10日内", more=invoice)
    assert due(found)[0] == date(2024, 2, 1) and codes(found) == ["LX-C122"]
    assert due(loaded("月结30天"))[0] == date(2024, 1, 31) and codes(loaded("月结30天")) == ["LX-C123"]


def test_one_value_stands_for_a_group_where_only_one_reading_exists() -> None:
    case = loaded(due="2024-05-01").case
    assert case is not None and case.parties[0].legal_rep is not None
    assert case.parties[0].legal_rep.name == "周范例"
    assert case.contracts[0].late_penalty is not None and case.contracts[0].late_penalty.rate.per == "day"
    assert PARTIES, "the kit's parties write the group out, which reads the same"


def test_a_group_that_no_value_can_stand_for_is_still_refused() -> None:
    found = parse_case(HEAD.replace("TERM", "签收后60日").replace("DUE", "") + "preservation: 冻结账户\n")
    assert found.case is None


GUARANTEE = """格式: lexcollect/case/1
案名: 保证案
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 甲公司}
  - {编号: 乙, 身份: 债务人, 类型: 法人, 名称: 乙公司}
  - {编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 丙样例}
合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 买卖合同, 签订日期: 2024-01-10, 管辖: 江州市东湖区人民法院}
应收款:
  - {编号: 货款, 合同: 合同, 金额: 100000, 到期: 2024-06-30}
担保:
  - {编号: 保证, 类型: 连带, 保证人: 丙, 设立日期: 2024-01-10, 保证期间: 二年}
"""


@pytest.mark.parametrize(
    ("words", "count", "unit", "until", "repaid", "each"),
    [
        ("二年", 2, "year", None, False, False),
        ("6个月", 6, "month", None, False, False),
        ("主债务履行期限届满之日起六个月", 6, "month", None, False, False),
        ("每份订单到期后二年，分别计算", 2, "year", None, False, True),
        ("直至主债务本息还清时为止", None, "year", None, True, False),
        ("至2026年12月31日止", None, "year", "2026-12-31", False, False),
    ],
)
def test_a_guarantee_period_may_be_written_in_words(words, count, unit, until, repaid, each) -> None:
    case = parse_case(GUARANTEE.replace("保证期间: 二年", f"保证期间: {words}")).case
    assert case is not None
    period = case.securities[0].period
    assert (period.count, period.unit, period.until_repaid, period.each) == (count, unit, repaid, each)
    assert (period.until.isoformat() if period.until else None) == until and period.text == words


@pytest.mark.parametrize(
    "words", ["自签订之日起两年", "本合同生效后二年", "2024年1月10日起两年", "两年或者三年", "长期"]
)
def test_a_guarantee_period_with_a_start_of_its_own_is_not_guessed(words: str) -> None:
    """民法典 692: it runs from the debt's last day; another start would turn a live guarantee into a lapsed one."""
    (found,) = [f for f in parse_case(GUARANTEE.replace("保证期间: 二年", f"保证期间: {words}")).findings if f.stops]
    assert found.code == "LX-C237" and words in found.message("zh") and "截止日" in found.remedy("zh")


@pytest.mark.parametrize(
    ("clause", "kind", "court", "text"),
    [
        ("江州市东湖区人民法院", "court", "江州市东湖区人民法院", ""),
        ("甲方住所地人民法院", "court", "", "甲方住所地人民法院"),
        ("甲方所在地法院", "court", "", "甲方所在地法院"),
        ("提交江州仲裁委员会仲裁", "arbitration", "", "提交江州仲裁委员会仲裁"),
    ],
)
def test_a_dispute_clause_may_be_written_in_words(clause: str, kind: str, court: str, text: str) -> None:
    case = parse_case(GUARANTEE.replace("管辖: 江州市东湖区人民法院", f"争议解决: {clause}")).case
    assert case is not None
    chosen = case.contracts[0].jurisdiction
    assert (chosen.kind, chosen.court, chosen.text) == (kind, court, text)


@pytest.mark.parametrize(
    ("words", "do"),
    [
        ("利息2分", "月利率2%"),
        ("年息2分", "年利率20%"),
        ("逾期一日万分之三，不超过合同总价的10%", "一次性违约金"),
        ("按规定", "没有约定的，不写这一项"),
    ],
)
def test_what_to_do_with_a_rate_depends_on_what_is_wrong_with_it(words: str, do: str) -> None:
    text = GUARANTEE.replace("管辖: 江州市东湖区人民法院", f'违约金: "{words}"')
    (found,) = [f for f in parse_case(text).findings if f.stops]
    assert found.code == "LX-C013" and do in found.remedy("zh")
