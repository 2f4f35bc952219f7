"""What a matter reaches: small matters as the guide has them typed, counted by hand from the articles first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.casefile import parse_case
from lexcollect.causes import HeadKind
from lexcollect.cli.exits import Exit
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.findings import Refused

AS_OF = date(2026, 10, 1)
CASE = """schema: lexcollect/case/1
案名: 轴承货款
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 虚构甲商贸有限公司, 住所地: 天津市北辰区样例路1号}
  - {编号: 乙, 身份: 债务人, 类型: 法人, 名称: 虚构乙制造有限公司, 住所地: 沈阳市沈河区样例街9号}
合同: [{编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, MORE}]
应收款: [{编号: 一, 所属合同: 合同, 金额: 100000, 到期: 2024-03-27}]
"""


def matter(more: str, facts: str = "", *, as_of: date = AS_OF, anyway: bool = False, cause: str = "") -> Matter:
    text = CASE.replace("MORE", more) + facts
    loaded = parse_case(text.replace("买卖合同纠纷", cause) if cause else text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, as_of, dates_anyway=anyway)


def penalty(found: Matter) -> D:
    return next(head.amount for head in found.claims.heads if head.kind is HeadKind.PENALTY)


def written(folder: Path, more: str, facts: str = "", cause: str = "") -> Path:
    text = CASE.replace("MORE", more) + facts
    (folder / "案件.yaml").write_text(text.replace("买卖合同纠纷", cause) if cause else text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # From 2024-03-28: 30 days × 30.00 and, from 2024-04-27 to 2026-10-01, 888 days × 50.00.
        ("{标准: 每日万分之三, 其后标准: {逾期满天数: 30, 标准: 每日万分之五}}", "45300.00"),
        # LPR 3.45 % at the breach on 2024-03-28, half as much again: 5.175 % for 918 days.
        ("违约时一年期LPR的1.5倍", "13015.48"),
    ],
)
def test_a_penalty_that_does_not_hang_on_the_day_of_contract_does_not_ask_for_it(words: str, expected: str) -> None:
    assert penalty(matter(f"违约金: {words}")) == D(expected)


def test_a_penalty_on_the_rate_of_the_day_of_contract_asks_for_that_day_and_hides_no_deadline(tmp_path: Path) -> None:
    # 民法典 188(1): three years from 2024-03-27, whatever the penalty comes to.
    words = "违约金: 合同成立时一年期LPR的1.5倍"
    with pytest.raises(Refused) as refused:
        matter(words)
    assert [f.code for f in refused.value.findings] == ["LX-M210"]
    found = matter(words, anyway=True)
    assert [d.period.nominal for d in found.agenda.deadlines if d.period] == [date(2027, 3, 27)]
    assert [f.level.value for f in found.agenda.findings if f.code == "LX-M210"] == ["warning"]
    folder = written(tmp_path, words)
    assert typed("due", "--as-of", "2026-10-01", cwd=folder)[0] == Exit.FINE
    code, out, _ = typed("calc", "--as-of", "2026-10-01", cwd=folder)
    assert code == Exit.FINDINGS and "LX-M210" in out


def test_where_something_was_paid_the_dates_hang_on_the_amounts_and_are_refused_with_them() -> None:
    # 民法典 560: which debt a payment met decides whose clock it interrupts.
    with pytest.raises(Refused):
        matter("违约金: 合同成立时一年期LPR的1.5倍", "付款: [{日期: 2024-05-01, 金额: 1000}]\n", anyway=True)


@pytest.mark.parametrize("cause", ["金融借款合同纠纷", "合伙合同纠纷", "买卖"])
def test_a_cause_without_a_file_is_told_by_name_with_money_and_dates(cause: str) -> None:
    # 买卖合同解释 18(4) is the rule of the sale: nobody is told to ask for it in a bank's loan.
    found = matter("签订日期: 2023-12-01", cause=cause)
    told = {f.code: f.line("zh") for f in (*found.claims.findings, *found.agenda.findings)}
    assert "LX-M001" not in told and found.account.interest == 0
    assert f"“{cause}”" in told["LX-M295"] and f"“{cause}”" in told["LX-D065"]


def test_a_cause_with_a_file_is_not_told() -> None:
    found = matter("违约金: 每日万分之五")
    assert not {"LX-M295", "LX-D065"} & {f.code for f in (*found.claims.findings, *found.agenda.findings)}


def test_a_contract_without_a_name_stops_the_papers_that_tell_it_and_no_sum_and_no_date(tmp_path: Path) -> None:
    # 100,000 × 0.05 % × 918 days from 2024-03-28.
    folder = written(tmp_path, "违约金: 每日万分之五")
    case = folder / "案件.yaml"
    case.write_text(case.read_text("utf-8").replace("名称: 购销合同, ", ""), "utf-8")
    day = ("--as-of", "2026-10-01")
    code, out, _ = typed("calc", *day, cwd=folder)
    assert code == Exit.FINE and "45,900.00" in out and "LX-C169" in out
    assert typed("due", *day, cwd=folder)[0] == Exit.FINE
    code, out, _ = typed("draft", "complaint", "preservation", *day, cwd=folder)
    assert code == Exit.FINDINGS and out.count("LX-P230") == 1
    case.write_text(case.read_text("utf-8").replace("案由:", "书面: 否, 案由:"), "utf-8")
    assert "LX-P230" not in typed("draft", "preservation", *day, cwd=folder)[1]


TITLE = """生效文书:
  - 编号: 判
    类型: 一审判决
    机关: 沈阳市沈河区人民法院
    案号: （2025）辽0103民初1号
    送达我方日期: 2025-03-10
    生效日期: 2025-03-26
    履行期限届满日: 2025-04-05
    判项: [{种类: 货款, 金额: 100000}, RUNS]
程序: [{编号: 执, 类型: 申请执行, 日期: 2025-05-06, 机关: 沈阳市沈河区人民法院, 结果: 进行中}]
"""


@pytest.mark.parametrize(
    ("runs", "called"),
    [
        ("{种类: 按日违约金, 标准: 每日万分之五, 起: 2024-04-01}", "违约金"),
        ("{种类: 利息, 标准: 年利率6%, 起: 2024-04-01}", "利息"),
    ],
)
def test_what_runs_by_a_title_is_called_as_the_title_calls_it(runs: str, called: str) -> None:
    # 2024-04-01 to 2026-10-01 are 914 days: 50.00 a day, or 6 % of 100,000 ÷ 365.
    found = matter("违约金: 每日万分之五", TITLE.replace("RUNS", runs)).claims
    (title,) = found.titles
    late = next(head for head in found.heads if head.kind is HeadKind.LATE_INTEREST)
    assert late.amount == {"违约金": D("45700.00"), "利息": D("15024.66")}[called]
    assert late.title.render("zh") == f"生效文书确定的{called}" and title.running.render("zh") == called


def test_the_screen_says_of_a_title_nothing_of_a_loss_without_an_agreed_penalty(tmp_path: Path) -> None:
    runs = "{种类: 按日违约金, 标准: 每日万分之五, 起: 2024-04-01}"
    folder = written(tmp_path, "违约金: 每日万分之五", TITLE.replace("RUNS", runs))
    _, out, _ = typed("calc", "--as-of", "2026-10-01", cwd=folder)
    assert "违约金 45,700.00" in out and "没有约定违约金" not in out and "利息 45,700.00" not in out


def test_a_penalty_in_foreign_money_is_not_compared_with_the_rate_of_the_renminbi() -> None:
    # 外币逾期利息批复 2: the loss in dollars follows the rates of dollars; the book has none.
    text = CASE.replace("MORE", "违约金: 每日万分之五").replace("金额: 100000", "金额: 100000, 币种: 美元")
    case = parse_case(text).case
    assert case is not None
    told = {f.code: f.line("zh") for f in answer_case(case, AS_OF).claims.findings}
    assert "LX-M004" not in told and "18.25%" in told["LX-M296"] and "美元" in told["LX-M296"]


def test_where_a_penalty_stands_among_what_a_payment_discharges_is_told_in_yuan() -> None:
    # 民法典 561 names no penalty. 34 days × 50.00 = 1,700.00 on 2024-05-01. Paid first: 71,700.00 left, and 884 days ×
    # 35.85 = 31,691.40, in all 103,391.40. Paid after principal: 70,000.00 left, 1,700.00 and 884 × 35.00 = 30,940.00.
    found = matter("违约金: 每日万分之五", "付款: [{日期: 2024-05-01, 金额: 30000}]\n").account
    assert found.principal + found.penalty == D("103391.40")
    (other,) = [a for a in found.assumptions if dict(a.detail)["option"] == "penalty_rank"]
    assert other.effect == D("102640.00") - D("103391.40")
    agreed = "违约金: 每日万分之五, 付款冲抵: {顺序: [违约金, 先到期本金]}"
    clear = matter(agreed, "付款: [{日期: 2024-05-01, 金额: 30000}]\n").account
    assert not [a for a in clear.assumptions if dict(a.detail)["option"] == "penalty_rank"]


@pytest.mark.parametrize(
    ("cause", "article"), [("民间借贷纠纷", "民法典第675条"), ("服务合同纠纷", "民法典第511条第1款第4项")]
)
def test_a_debt_that_nobody_demanded_is_not_sued_for_and_a_letter_that_can_be_written_is_named(
    tmp_path: Path, cause: str, article: str
) -> None:
    folder = written(tmp_path, "签订日期: 2024-01-05", "选择: {法院: 沈阳市沈河区人民法院}\n", cause)
    case = folder / "案件.yaml"
    case.write_text(case.read_text("utf-8").replace("到期: 2024-03-27", "到期: 随时"), "utf-8")
    code, out, _ = typed("draft", "complaint", "--as-of", "2026-10-01", cwd=folder)
    assert code == Exit.LEGAL_STOP and article in out and "draft demand" in out


def test_no_letter_goes_to_a_guarantor_whose_period_is_over_and_the_stop_names_the_article(tmp_path: Path) -> None:
    # 民法典 692(2): six months from 2024-03-27, over on 2024-09-27; 693(2): nobody asked within them.
    surety = "  - {编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 钱样保}\n合同:"
    security = "担保: [{编号: 保, 类型: 连带责任保证, 担保人: 丙, 设立日期: 2024-01-05, 保证期间: 没有约定}]\n"
    folder = written(tmp_path, "违约金: 每日万分之五", security)
    case = folder / "案件.yaml"
    case.write_text(case.read_text("utf-8").replace("合同:", surety, 1), "utf-8")
    code, out, _ = typed("draft", "guarantor", "--as-of", "2026-10-01", cwd=folder)
    assert code == Exit.LEGAL_STOP and "LX-P231" in out and "民法典第693条第2款" in out and "LX-P082" not in out
    assert typed("calc", "--as-of", "2026-10-01", cwd=folder)[0] == Exit.FINE


def test_a_payment_whose_contract_the_debtor_named_is_not_moved_by_the_reading_of_one_that_names_none() -> None:
    # P1 was named for 二 (民法典 560(1)). P3 goes to 一 by the ladder; meant for 二, 一 bears 100,000 × 0.05 % × 274
    # = 13,700.00 and 二 70,000 × 0.03 % × 93 = 1,953.00, against 12,330.00 and 2,232.00: + 1,091.00.
    two = """合同:
  - {编号: 合同一, 案由: 买卖合同纠纷, 名称: 购销合同一, 违约金: 每日万分之五}
  - {编号: 合同二, 案由: 买卖合同纠纷, 名称: 购销合同二, 违约金: 每日万分之三}
应收款:
  - {编号: 一, 所属合同: 合同一, 金额: 100000, 到期: 2025-12-31}
  - {编号: 二, 所属合同: 合同二, 金额: 100000, 到期: 2026-06-30}
付款:
  - {编号: P1, 日期: 2025-06-01, 金额: 20000, 指明合同: 合同二}
  - {编号: P3, 日期: 2025-07-01, 金额: 10000}
"""
    case = parse_case(CASE[: CASE.index("合同:")] + two).case
    assert case is not None
    found = answer_case(case, AS_OF)
    assert [(o.id, o.principal) for o in found.account.obligations] == [("一", D("90000.00")), ("二", D("80000.00"))]
    told = next(f for f in found.claims.findings if f.code == "LX-M218").line("zh")
    assert "购销合同二 +1,091.00" in told and "购销合同一 " not in told


@pytest.mark.parametrize(
    ("term", "delivered", "due"),
    [
        ("次月5日前付清", "2024-01-10", date(2024, 2, 5)),
        ("每月5日前付清上月货款", "2023-12-31", date(2024, 1, 5)),
        ("{期间长度: 31, 单位: 次月几日, 起算: 月结}", "2024-01-10", date(2024, 2, 29)),  # February has no 31st
        ("次月6日前付清", "2024-03-01", date(2024, 4, 6)),  # a Saturday: a fixed day does not move
    ],
)
def test_a_day_of_the_month_after_delivery_is_a_term(term: str, delivered: str, due: date) -> None:
    text = CASE.replace("MORE", f"付款期限: {term}, 违约金: 每日万分之五").replace(", 到期: 2024-03-27", "")
    case = parse_case(text + f"交货: [{{所属订单: 一, 日期: {delivered}}}]\n").case
    assert case is not None
    (debt,) = answer_case(case, date(2024, 6, 30)).account.obligations
    assert (debt.due.unrolled, debt.due.rolled) == (due, due)


@pytest.mark.parametrize(
    "term", ["{期间长度: 5, 单位: 次月几日, 起算: 签收}", "{期间长度: 32, 单位: 次月几日, 起算: 月结}"]
)
def test_a_day_of_the_next_month_goes_with_the_end_of_a_month_and_exists(term: str) -> None:
    text = CASE.replace("MORE", f"付款期限: {term}").replace(", 到期: 2024-03-27", "")
    found = parse_case(text + "交货: [{所属订单: 一, 日期: 2024-01-10}]\n")
    assert "LX-C036" in {f.code for f in found.findings}
    assert found.case is not None
    (debt,) = answer_case(found.case, date(2024, 6, 30)).account.obligations
    assert debt.due.unknown, "nothing is counted from a term that is none"


def test_a_day_without_its_month_is_refused_with_the_words_that_say_which() -> None:
    found = parse_case(CASE.replace("MORE", "付款期限: 每月5日前"))
    said = next(f.line("zh") for f in found.findings if f.code == "LX-C120")
    assert "次月5日前付清" in said


def test_where_arbitration_was_agreed_no_court_fee_is_asked_for(tmp_path: Path) -> None:
    # 诉讼费用交纳办法 6, 13 are of courts; an institution has a table of its own (仲裁收费办法).
    clause = "违约金: 每日万分之五, 管辖: {种类: 仲裁, 原文: 提交沈阳仲裁委员会仲裁}"
    _, out, _ = typed("calc", "--as-of", "2026-10-01", cwd=written(tmp_path, clause))
    assert "案件受理费 " not in out and "lexcollect calc fee 145900.00 --table" in out and "保全申请费" in out


@pytest.mark.parametrize(
    ("ends", "code", "article", "other"),
    [
        ("加速到期: {到期日: 2026-05-31}", "LX-M297", "民法典634", "LX-M202"),
        ("解除: {解除日: 2026-05-31}", "LX-M298", "民法典563", "LX-M201"),
    ],
)
def test_a_sale_called_early_or_ended_without_a_demand_is_not_told_in_the_words_of_a_lease(
    ends: str, code: str, article: str, other: str
) -> None:
    told = {f.code: f.line("zh") for f in matter(f"签订日期: 2024-01-01, {ends}").claims.findings}
    assert article in told[code] and "租" not in told[code] and other not in told
    demand = "催收: [{编号: 函, 类型: 催款函, 日期: 2026-05-01, 收件人: 乙, 要求付款: 是}]\n"
    asked = {f.code for f in matter(f"签订日期: 2024-01-01, {ends}", demand).claims.findings}
    assert not {code, other} & asked


def test_a_complaint_for_a_price_that_two_instalments_call_early_says_what_it_lacks(tmp_path: Path) -> None:
    # 买卖合同解释 27(1): a sale by instalments has three at least; two need a clause.
    folder = written(tmp_path, "签订日期: 2025-01-01, 履行方式: 分期, 加速到期: {到期日: 2026-05-31}")
    case = folder / "案件.yaml"
    two = "到期: 2024-03-27}, {编号: 二, 所属合同: 合同, 金额: 500000, 到期: 2026-12-31}"
    text = case.read_text("utf-8").replace("到期: 2024-03-27}", two) + "选择: {法院: 沈阳市沈河区人民法院}\n"
    case.write_text(text, "utf-8")
    code, out, _ = typed("draft", "complaint", "--as-of", "2026-10-01", "--json", cwd=folder)
    assert code == Exit.FINE and "LX-D042" in out and "LX-M297" in out


@pytest.mark.parametrize(("day", "last"), [("2025-02-01", date(2028, 2, 1)), ("2024-02-01", date(2027, 3, 27))])
def test_an_iou_is_typed_as_one_and_interrupts_only_what_was_due(day: str, last: date) -> None:
    # 民法典 195(2), 188(1): three years from 2024-03-27, again from the sealed 欠条 of 2025-02-01; before it was due
    # the debt had no limitation to interrupt.
    iou = f"确认: [{{编号: 欠, 类型: 欠条, 日期: {day}, 金额: 100000, 印章: 公章, 证据: 欠条}}]\n"
    (found,) = [d for d in matter("违约金: 每日万分之五", iou).agenda.deadlines if d.id.startswith("limitation:")]
    assert found.period is not None and found.period.nominal == last


def test_the_spouse_of_a_company_is_told_that_a_company_has_none() -> None:
    spouse = "  - {编号: 配, 身份: 配偶, 类型: 自然人, 姓名: 钱样妻}\n合同:"
    found = parse_case(CASE.replace("MORE", "签订日期: 2024-01-05").replace("合同:", spouse, 1))
    said = [f.line("zh") for f in found.findings if f.stops]
    assert len(said) == 1 and "LX-C270" in said[0] and "虚构乙制造有限公司" in said[0] and "共同债务人" in said[0]


def test_what_a_bill_bears_is_interest_from_its_maturity_and_no_loss_from_late_payment(tmp_path: Path) -> None:
    # 票据法 70(1)(2), 票据纠纷规定 21: from 2026-08-15, that day counted, 48 days to 2026-10-01 at 3 %: 394.52.
    bill = "{种类: 商业承兑汇票, 承兑人: 虚构乙制造有限公司, 提示付款日期: 2026-08-16, 拒付日期: 2026-08-18}"
    folder = written(tmp_path, "签订日期: 2026-02-15", cause="票据追索权纠纷")
    case = folder / "案件.yaml"
    case.write_text(case.read_text("utf-8").replace("到期: 2024-03-27", f"到期: 2026-08-15, 票据: {bill}"), "utf-8")
    _, out, _ = typed("calc", "--annex", "--as-of", "2026-10-01", cwd=folder)
    assert "票据金额的利息 394.52 元" in out and "2026-08-15（周六）   2026-08-15" in out
    assert "逾期付款损失" not in out and "没有约定违约金" not in out and "票据利息计算表" in out


def test_a_small_enterprise_is_told_what_its_claim_lacks_and_no_more() -> None:
    sme = "签订日期: 2025-07-01, 中小企业款项: {付款方类型: 大型企业, 企业规模: 小型企业, 已告知: 是}"
    said = next(f.line("zh") for f in matter(sme).claims.findings if f.code == "LX-M212")
    assert "尚缺：证据；" in said
