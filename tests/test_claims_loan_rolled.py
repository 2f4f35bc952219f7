"""A loan whose interest was written into a new note: both tests of 民间借贷规定 27, counted by hand, then asked.

First loan 100,000 of 2021-01-01 (natural persons; LPR 3.85 %, cap 15.4 %) at 20 %; on 2022-01-01 a note of 120,000, due
2022-12-31; account of 2022-12-31, that day counted. Interest of the first year counts up to the cap: 15,400; the later
principal is 115,400 (27(1)). At most 100,000 + 100,000 × 15.4 % × 730 / 365 = 130,800 may be asked (27(2)).

* New rate 15 %: 115,400 × 15 % × 365 / 365 = 17,310.00; 132,710.00 pass 130,800.00, which is asked for: 100,000 and
  30,800.00 from 2021-01-01 on.
* New rate 10 %: 11,540.00; 126,940.00 stay below: 115,400 and 11,540.00.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from lexcollect.casefile import parse_case
from lexcollect.causes import HeadKind
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Material
from lexcollect.findings import Refused
from test_claims_loan_parts import heads
from test_papers_loan import texts

CASE = """schema: lexcollect/case/1
案名: 结转
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 自然人, 名称: 甲示例, 住所: 江州市东湖区1号, 电话: "13800000001",
     账户: {户名: 甲示例, 开户行: 示例银行, 账号: "62000001"}}
  - {编号: 乙, 身份: 债务人, 类型: 自然人, 名称: 乙示例, 住所: 江州市西湖区2号}
合同:
  - {编号: 借条, 案由: 民间借贷纠纷, 名称: 借条, 签订日期: 2022-01-01, 付款期限: {固定日期: 2022-12-31},
     期内利息: 年利率RATE, 管辖: {类型: 法院, 法院: 江州市东湖区人民法院, 条款: 第8条}}
应收款:
  - {编号: 借款, 合同: 借条, 日期: 2022-01-01, 金额: NOTE, 前期借款结转: {日期: 2022-01-01, 利率: 年利率EARLIER}}
借款交付:
  - {应收款: 借款, 日期: 2021-01-01, 金额: 100000, 渠道: 银行转账}
"""


def rolled(
    rate: str, earlier: str = "20%", note: str = "120000", more: str = "", as_of: date = date(2022, 12, 31)
) -> Matter:
    loaded = parse_case(CASE.replace("RATE", rate).replace("EARLIER", earlier).replace("NOTE", note) + more)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, as_of)


def test_above_the_ceiling_the_first_principal_with_the_cap_is_asked_for() -> None:
    matter = rolled("15%")
    assert heads(matter) == {HeadKind.LOAN: D("100000"), HeadKind.TERM_INTEREST: D("30800.00")}
    assert matter.claims.total == D("130800.00")
    (loan,) = matter.account.obligations
    assert [(str(x.first), str(x.last), x.days, x.rate) for x in loan.lines] == [
        ("2021-01-01", "2022-12-31", 730, D("15.40"))
    ]
    codes = {f.code for f in matter.claims.findings}
    assert {"LX-M280", "LX-M281"} <= codes and "LX-M175" not in codes


def test_below_the_ceiling_the_new_note_counts_from_its_day() -> None:
    matter = rolled("10%")
    assert heads(matter) == {HeadKind.LOAN: D("115400.00"), HeadKind.TERM_INTEREST: D("11540.00")}
    assert "LX-M281" not in {f.code for f in matter.claims.findings}


def test_earlier_interest_within_the_cap_is_principal_whole() -> None:
    """10 %: the note of 110,000 stands; 12 % of it, 13,200; 123,200 stay below 130,800."""
    matter = rolled("12%", earlier="10%", note="110000")
    assert heads(matter) == {HeadKind.LOAN: D("110000.00"), HeadKind.TERM_INTEREST: D("13200.00")}
    assert "LX-M280" not in {f.code for f in matter.claims.findings}


def test_the_new_rate_stands_under_the_cap_of_the_new_note() -> None:
    """LPR of 2022-01-01 is 3.80 %, cap 15.2 %: 110,000 × 15.2 % = 16,720; 126,720 stay below the 130,800."""
    matter = rolled("20%", earlier="10%", note="110000")
    assert heads(matter) == {HeadKind.LOAN: D("110000.00"), HeadKind.TERM_INTEREST: D("16720.00")}


def test_both_accounts_take_the_payments_and_the_lower_one_is_asked_for() -> None:
    """20,000 on 2022-07-01 (546 days from 2021-01-01, 181 from 2022-01-01), 184 days to the end.

    By the note at 15 %: 115,400 × 15 % × 181 / 365 = 8,583.86; 11,416.14 of the principal, 103,983.86 left, 7,862.89:
    111,846.75. By the cap: 100,000 × 15.4 % × 546 / 365 = 23,036.71, of which 20,000 were paid; 100,000 × 15.4 % ×
    184 / 365 = 7,763.29: 100,000 + 3,036.71 + 7,763.29 = 110,800.00, the lower one.
    """
    matter = rolled("15%", more="付款:\n  - {编号: 款, 日期: 2022-07-01, 金额: 20000}\n")
    assert heads(matter) == {HeadKind.LOAN: D("100000"), HeadKind.TERM_INTEREST: D("10800.00")}
    one = matter.account.ledger.rolled["借款"]
    assert (one.carried, one.ceiling) == (D("111846.75"), D("110800.00"))


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("借款交付:\n", "付款:\n  - {编号: 款, 日期: 2021-03-01, 金额: 200000}\n借款交付:\n", "LX-M279"),
        ("日期: 2021-01-01, 金额: 100000", "日期: 2022-01-01, 金额: 100000", "LX-M279"),
    ],
)
def test_what_the_article_does_not_answer_is_refused_by_name(was: str, now: str, code: str) -> None:
    text = CASE.replace("RATE", "15%").replace("EARLIER", "20%").replace("NOTE", "120000")
    assert was in text
    loaded = parse_case(text.replace(was, now))
    assert loaded.case is not None
    with pytest.raises(Refused) as refused:
        answer_case(loaded.case, date(2022, 12, 31))
    assert [f.code for f in refused.value.findings] == [code]


def test_a_payment_from_before_the_note_lowers_what_the_note_could_hold() -> None:
    """20,000 on 2021-07-01 (181 days): 100,000 × 15.4 % × 181 / 365 = 7,636.71, the rest off the principal: 87,636.71.

    To the note 184 days: 6,803.49; owed then 94,440.20, which the later principal is. 10 % of it: 9,444.02, in all
    103,884.22. By the cap: 87,636.71 and 549 days of it, 20,299.54: 107,936.25, the higher one.
    """
    matter = rolled("10%", more="付款:\n  - {编号: 款, 日期: 2021-07-01, 金额: 20000}\n")
    assert heads(matter) == {HeadKind.LOAN: D("94440.20"), HeadKind.TERM_INTEREST: D("9444.02")}
    one = matter.account.ledger.rolled["借款"]
    assert (one.carried, one.ceiling) == (D("103884.22"), D("107936.25"))
    told = next(f for f in matter.claims.findings if f.code == "LX-M327")
    assert dict(told.params)["owed"] == D("94440.20")


def test_above_the_ceiling_an_early_payment_is_taken_by_the_first_principal() -> None:
    """At 15 %: 94,440.20 and 14,166.03 pass the 107,936.25: 87,636.71 and 20,299.54 are asked for."""
    matter = rolled("15%", more="付款:\n  - {编号: 款, 日期: 2021-07-01, 金额: 20000}\n")
    assert heads(matter) == {HeadKind.LOAN: D("87636.71"), HeadKind.TERM_INTEREST: D("20299.54")}


def test_money_handed_over_in_parts_bears_from_the_day_of_each() -> None:
    """60,000 of 2021-01-01 for 365 days, 9,240.00; 40,000 of 2021-07-01 for 184 days, 3,105.32: 112,345.32.

    10 % of it 11,234.53: 123,579.85. By the cap: 60,000 for 730 days, 18,480.00, 40,000 for 549, 9,265.32: 127,745.32.
    """
    parts = ("日期: 2021-01-01, 金额: 100000, 渠道: 银行转账}\n", "日期: 2021-01-01, 金额: 60000, 渠道: 银行转账}\n")
    text = CASE.replace("RATE", "10%").replace("EARLIER", "20%").replace("NOTE", "120000").replace(*parts)
    loaded = parse_case(text + "  - {应收款: 借款, 日期: 2021-07-01, 金额: 40000, 渠道: 银行转账}\n")
    assert loaded.case is not None
    matter = answer_case(loaded.case, date(2022, 12, 31))
    assert heads(matter) == {HeadKind.LOAN: D("112345.32"), HeadKind.TERM_INTEREST: D("11234.53")}
    assert matter.account.ledger.rolled["借款"].ceiling == D("127745.32")


OLD = (
    ("签订日期: 2022-01-01", "签订日期: 2020-07-01"),
    ("固定日期: 2022-12-31", "固定日期: 2021-06-30"),
    ("日期: 2022-01-01, 金额", "日期: 2020-07-01, 金额"),
    ("日期: 2022-01-01, 利率", "日期: 2020-07-01, 利率"),
    ("日期: 2021-01-01, 金额: 100000", "日期: 2019-07-01, 金额: 100000"),
)


def old(rate: str, as_of: date = date(2021, 6, 30)) -> Matter:
    text = CASE.replace("RATE", rate).replace("EARLIER", "30%").replace("NOTE", "130000")
    for was, now in OLD:
        assert was in text
        text = text.replace(was, now)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, as_of)


def test_a_first_loan_from_before_the_present_caps_takes_those_of_each_time() -> None:
    """民间借贷规定 31(2), 旧版 28. 100,000 of 2019-07-01 at 30 %, note of 2020-07-01.

    Earlier interest under 24 %: 366 days, 24,065.75; later principal 124,065.75. At 10 %, by the
    stretch of each cap: 50 days 1,699.53, 315 days 10,707.04, in all 136,472.32. Ceiling: 24 % for 416 days to
    2020-08-19, 27,353.42, then 15.4 % (LPR of 2021-06-30 3.85 %) for 315, 13,290.41: 140,643.83.
    """
    matter = old("10%")
    assert heads(matter) == {HeadKind.LOAN: D("124065.75"), HeadKind.TERM_INTEREST: D("12406.57")}
    one = matter.account.ledger.rolled["借款"]
    assert (one.carried, one.ceiling) == (D("136472.32"), D("140643.83"))
    assert {"LX-M280", "LX-M328"} <= {f.code for f in matter.claims.findings}


def test_its_ceiling_is_asked_for_where_the_note_comes_to_more() -> None:
    """At 20 %: 50 days of it, 3,399.06, then 15.4 % for 315 days, 16,488.85: 143,953.66 pass 140,643.83."""
    matter = old("20%")
    assert heads(matter) == {HeadKind.LOAN: D("100000"), HeadKind.TERM_INTEREST: D("40643.83")}
    assert "LX-M176" not in {f.code for f in matter.claims.findings}


def test_the_complaint_tells_both_caps_of_an_older_loan(tmp_path: Path) -> None:
    said = complaint(old("20%", date(2021, 7, 31)), tmp_path)
    for words in (
        "2020年8月19日以前按年利率24%、2020年8月20日以后按起诉时一年期贷款市场报价利率3.85%的四倍（年利率15.4%）计算",
        "现按后者主张",
        "第二十七条",
        "第三十一条",
    ):
        assert words in said


def test_the_complaint_tells_what_was_paid_before_the_note(tmp_path: Path) -> None:
    paid = "付款:\n  - {编号: 款, 日期: 2021-07-01, 金额: 20000}\n"
    said = complaint(rolled("10%", more=paid, as_of=date(2023, 1, 31)), tmp_path)
    assert "（年利率20%，此前已付20,000.00元）" in said
    assert "2021年7月1日，被告还款20,000.00元，已在2022年1月1日结算前期借款本息时扣除" in said
    assert "已付0.00元" not in said and "暂未冲抵" not in said


def test_the_working_names_article_27_and_both_sums() -> None:
    steps = [step for step in rolled("15%").account.answer.trace if step.rule == "lending.compound"]
    said = "".join(step.text.render("zh") for step in steps)
    assert "115,400.00" in said and "132,710.00" in said and "130,800.00" in said
    assert {str(c) for step in steps for c in step.cites} == {"民间借贷规定第27条"}


def complaint(matter: Matter, root: Path) -> str:
    return texts(
        draft(("complaint",), Material(matter.case, matter.claims, {}), root, sources={"案件.yaml": "0" * 64})
    )["complaint"]


def test_the_complaint_tells_the_note_and_the_ceiling_that_is_asked_for(tmp_path: Path) -> None:
    """31 days later: 100,000 × 15.4 % × 31 / 365 = 1,307.95 of late interest."""
    said = complaint(rolled("15%", as_of=date(2023, 1, 31)), tmp_path)
    assert "返还借款本金100,000.00元" in said and "借期内利息30,800.00元" in said
    assert "逾期利息（暂计至2023年1月31日为1,307.95元；自2023年2月1日起以100,000.00元为基数，按年利率15.4%" in said
    assert "重新出具金额为120,000.00元的债权凭证" in said and "现按后者主张" in said
    assert "第二十七条" in said and "实际交付的" not in said


def test_the_complaint_on_the_note_asks_for_no_more_than_the_ceiling_later(tmp_path: Path) -> None:
    """Three months after the due day at 10 %: the request for what runs on names the ceiling."""
    said = complaint(rolled("10%", as_of=date(2023, 3, 31)), tmp_path)
    assert "后期借款本金为115,400.00元" in said
    assert "按年利率10%计算至实际付清之日止，本息之和以最初借款本金100,000.00元与以其为基数" in said


def test_the_letter_rests_on_the_article_too(tmp_path: Path) -> None:
    matter = rolled("15%", as_of=date(2023, 1, 31))
    drafted = draft(("demand",), Material(matter.case, matter.claims, {}), tmp_path, sources={"案件.yaml": "0" * 64})
    assert "第二十七条" in texts(drafted)["demand"]
