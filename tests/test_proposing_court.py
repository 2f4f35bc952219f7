"""Court papers and messages: what they say, on which day they count as served, and which days follow by law.

Every day was counted by hand from the articles named beside it. 2026-12-12 is a Saturday; 2026-10-01 to 10-07 are
holidays; 2027-01-01 is a Friday and New Year.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexcollect.proposing.finders.court_messages import asks_like_a_fraud, strange_hosts
from lexcollect.proposing.gathering import found_in
from lexcollect.proposing.shapes import Proposal, Trust
from proposing_kit import BUYER, SELLER, fact, facts, paper, proposals

SURETY = "郑样例"
NO = "（2026）津0113民初1234号"
COURT = "天津市北辰区人民法院"
PARTIES: dict[str, Any] = {
    "parties": [
        {"id": "津渤", "role": "creditor", "name": SELLER},
        {"id": "沈河", "role": "debtor", "name": BUYER},
        {"id": "郑", "role": "surety", "name": SURETY},
    ]
}
HEAD = f"原告：{SELLER}，住所地天津市北辰区。\n被告：{BUYER}，住所地沈阳市沈河区。\n"
JUDGMENT = (
    f"{COURT}\n民事判决书\n{NO}\n{HEAD}被告：{SURETY}，男。\n判决如下：\n"
    f"一、被告{BUYER}于本判决生效之日起十日内支付货款851,600元。\n"
    "如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状。\n二〇二六年十一月二十日\n"
)


def told(*words: str, case: dict[str, Any] | None = None) -> dict[str, Proposal]:
    """The proposals from papers with ``words``, between the parties of the steel matter."""
    read = [paper(one, f"{number}.pdf") for number, one in enumerate(words)]
    return proposals(*read, case={**PARTIES, **(case or {})})


def said(found: dict[str, Proposal], group: str) -> dict[str, Any]:
    """The values of all proposals of ``group``, which are of one fact."""
    return {key: value.value for one in found.values() if one.group == group for key, value in one.values.items()}


# --- titles and their service -----------------------------------------------------------------------------------


def test_a_judgment_gives_the_days_to_perform_and_no_day_of_effect() -> None:
    """Question: which term does it grant? Answer: ten days from its effect; the effect itself is open (158, 171)."""
    title = said(told(JUDGMENT), "titles")
    assert (title["kind"], title["case_no"], title["made_on"]) == ("judgment", NO, "2026-11-20")
    assert title["performance_count"] == "10"
    assert "effective_on" not in title
    assert not any(key.startswith("_") for key in title)


def test_a_judgment_of_second_instance_is_known_by_its_number() -> None:
    second = JUDGMENT.replace("津0113民初1234号", "津01民终77号").replace("如不服本判决", "本判决为终审判决。如不服")
    assert said(told(second), "titles")["kind"] == "appeal_judgment"


def test_electronic_service_is_the_day_of_arrival() -> None:
    """民事诉讼法 90(2): the day on which it reached the system, not that on which the slip was printed."""
    slip = (
        f"电子送达凭证\n案号：{NO}\n受送达人：{SELLER}\n送达文书：民事判决书\n送达方式：电子送达\n"
        "送达信息到达受送达人特定系统时间：2026-11-27 10:12\n打印日期 2026-11-30\n"
    )
    one = next(o for o in told(slip).values() if o.group == "titles")
    assert one.values["served_on"].value == "2026-11-27"
    assert one.trust is Trust.LIKELY


def test_of_several_electronic_ways_the_first_counts() -> None:
    """在线诉讼规则 31(4): the first valid one."""
    slip = "电子送达凭证\n案号：{}\n受送达人：{}\n送达文书：民事判决书\n方式：电子送达\n送达成功时间：{}\n"
    found = told(slip.format(NO, SELLER, "2026-11-28"), slip.format(NO, SELLER, "2026-11-27"))
    assert said(found, "titles")["served_on"] == "2026-11-27"


def test_posted_and_refused_is_served_on_the_day_of_return_and_doubtful() -> None:
    """法院专递邮寄送达规定 11: the day of return, where the address was given or confirmed; a person looks at that."""
    head = f"送达回证\n{NO}\n受送达人：{SELLER}\n送达文书名称：民事判决书\n"
    slip = f"{head}邮寄送达，收件人拒收，退回日期：2026年12月17日\n"
    one = next(o for o in told(slip).values() if o.group == "titles")
    assert (one.values["served_on"].value, one.trust) == ("2026-12-17", Trust.DOUBTFUL)


def test_a_paper_left_at_the_door_is_served_that_day() -> None:
    slip = f"送达回证\n{NO}\n受送达人：{SELLER}\n送达文书名称：民事判决书\n2026年11月25日在其住所拍照留置送达。\n"
    assert said(told(slip), "titles")["served_on"] == "2026-11-25"


def test_what_was_served_on_the_debtor_is_not_our_service() -> None:
    """The appeal period is each party's own (民诉法解释 244)."""
    slip = f"送达回证\n{NO}\n受送达人：{BUYER}\n送达文书名称：民事判决书\n受送达人于2026年11月25日签收。\n"
    assert said(told(slip), "titles") == {}
    assert told(slip.replace(BUYER, "南浦样例商贸有限公司")) == {}


SLIP = "送达回证\n{}\n受送达人：{}\n送达文书名称：民事判决书\n受送达人于{}签收。\n"
ANNOUNCED = (
    f"{COURT}公告\n{SURETY}：\n本院受理原告{SELLER}诉你买卖合同纠纷一案，案号{NO}，现依法向你公告送达民事判决书。"
    "自公告之日起，经过三十日即视为送达。\n二〇二六年十二月一日\n"
)


def test_a_judgment_takes_effect_after_the_last_appeal_period() -> None:
    """Ours 11-27, the debtor's 11-30, the guarantor by announcement of 12-01: served 12-31 (95), appeal to 2027-01-15
    (a Friday), in force on 2027-01-16 if nobody appeals (158)."""
    found = told(JUDGMENT, SLIP.format(NO, SELLER, "2026-11-27"), SLIP.format(NO, BUYER, "2026-11-30"), ANNOUNCED)
    title = said(found, "titles")
    assert title["served_on"] == "2026-11-27"
    assert title["effective_on"] == "2027-01-16"
    doubted = next(o for o in found.values() if "effective_on" in o.values)
    assert doubted.trust is Trust.DOUBTFUL


def test_an_announcement_of_sixty_days_is_of_a_party_abroad() -> None:
    """283(2): 12-01 + 60 days = 2027-01-30; 286: thirty days more = 2027-03-01, a Monday; in force on 03-02."""
    abroad = ANNOUNCED.replace("经过三十日", "经过六十日")
    found = told(JUDGMENT, SLIP.format(NO, SELLER, "2026-11-27"), SLIP.format(NO, BUYER, "2026-11-30"), abroad)
    assert said(found, "titles")["effective_on"] == "2027-03-02"


def test_while_one_defendant_is_not_served_there_is_no_effect() -> None:
    found = told(JUDGMENT, SLIP.format(NO, SELLER, "2026-11-27"), SLIP.format(NO, BUYER, "2026-11-30"))
    assert "effective_on" not in said(found, "titles")


def test_the_courts_own_certificate_gives_the_effect() -> None:
    words = f"裁判文书生效证明\n{COURT}\n{NO}民事判决书已于2027年1月16日发生法律效力。\n2027年1月20日\n"
    one = next(o for o in told(words).values() if o.group == "titles")
    assert (one.values["effective_on"].value, one.trust) == ("2027-01-16", Trust.LIKELY)


def test_the_complaint_counts_as_served_when_the_last_defendant_has_it() -> None:
    slip = "送达回证\n{}\n受送达人：{}\n送达文书名称：起诉状副本、应诉通知书\n受送达人于{}签收。\n"
    found = told(slip.format(NO, BUYER, "2026年11月5日"), slip.format(NO, SURETY, "2026年11月9日"))
    assert said(found, "filings")["complaint_served_on"] == "2026-11-09"


def test_an_announced_complaint_keeps_its_own_day_of_announcement() -> None:
    """The thirty days are counted by the deadlines from the announcement, here nothing is."""
    words = ANNOUNCED.replace("民事判决书", "起诉状副本及应诉通知书")
    assert said(told(words), "filings")["announced_on"] == "2026-12-01"


# --- notices ----------------------------------------------------------------------------------------------------


def test_a_notice_of_fees_proposes_the_early_day_and_tells_the_sum() -> None:
    """诉讼费用交纳办法 22(1): seven days from its receipt; the day at the foot is the safe one."""
    words = (
        f"{COURT}\n交纳诉讼费用通知书\n{NO}\n{SELLER}：\n你诉{BUYER}买卖合同纠纷一案，应预交案件受理费17,032.74元。"
        "请在收到本通知次日起七日内交纳，逾期不交按自动撤诉处理。\n2026年9月24日\n"
    )
    one = next(o for o in told(words).values() if o.group == "filings")
    assert one.values["fee_notice_on"].value == "2026-09-24"
    assert (one.values["kind"].value, one.trust) == ("suit", Trust.DOUBTFUL)
    assert "fee_paid" not in one.values
    assert any("17,032.74" in str(reason) for reason in one.why)


def test_a_notice_on_evidence_gives_its_own_last_day_or_its_days() -> None:
    """民事诉讼证据规定 50: the notice fixes it. 2026-09-16 and fifteen days: 2026-10-01, not rolled here."""
    head = f"{COURT}\n举证通知书\n{NO}\n{SELLER}：\n"
    fixed = told(f"{head}本院指定举证期限至2026年10月20日届满。\n2026年9月16日\n")
    assert said(fixed, "filings")["evidence_until"] == "2026-10-20"
    days = said(told(f"{head}你方应在收到本通知书之日起十五日内向本院提交证据。\n2026年9月16日\n"), "filings")
    assert (days["evidence_notice_on"], days["evidence_until"]) == ("2026-09-16", "2026-10-01")


def test_a_summons_is_the_hearing() -> None:
    words = (
        f"{COURT}\n传　票\n案号：{NO}\n案由：买卖合同纠纷\n被传唤人：{SELLER}\n传唤事由：开庭\n"
        "应到时间：2026年12月22日上午9时30分\n应到处所：第三法庭\n审判员：赵示例\n书记员：孙样本\n2026年11月25日\n"
    )
    hearing = said(told(words), "hearing")
    assert hearing == {
        "date": "2026-12-22",
        "time": "上午9时30分",
        "room": "第三法庭",
        "judge": "赵示例",
        "clerk": "孙样本",
    }


def test_a_new_day_of_the_hearing_stands_beside_the_old_one() -> None:
    words = f"传票\n{NO}\n应到时间：2027年1月12日上午9时\n"
    found = told(words, case={"hearing": {"date": "2026-12-22", "time": "上午9时30分"}})
    (one,) = (o for o in found.values() if o.group == "hearing")
    assert (one.trust, one.rivals[0].value) == (Trust.DOUBTFUL, "2026-12-22")


def test_a_number_goes_to_the_only_suit_that_has_none() -> None:
    """A suit is filed before it gets a number; its day of filing is no contradiction to the day of acceptance."""
    words = f"{COURT}\n受理案件通知书\n{NO}\n{SELLER}：\n你诉{BUYER}一案，本院于2026年9月10日立案。\n2026年9月10日\n"
    case = {"filings": [{"id": "起诉", "kind": "suit", "date": "2026-09-04"}]}
    (one,) = (o for o in told(words, case=case).values() if o.group == "filings")
    assert one.at == "起诉"
    assert {key: value.value for key, value in one.values.items()} == {"case_no": NO, "organ": COURT}


# --- rulings and measures ---------------------------------------------------------------------------------------

RULING = f"{COURT}\n民事裁定书\n{NO}\n{HEAD}"


def test_a_withdrawal_ends_the_suit_and_is_doubtful() -> None:
    found = told(f"{RULING}裁定如下：\n准许原告{SELLER}撤诉。\n2026年11月20日\n")
    filing = said(found, "filings")
    assert (filing["outcome"], filing["ended_on"]) == ("withdrawn", "2026-11-20")
    assert all(o.trust is Trust.DOUBTFUL for o in found.values() if o.group == "filings")


def test_an_objection_that_was_asked_for_is_not_yet_decided() -> None:
    """Only what stands in the operative part was decided."""
    asked = f"{RULING}原告{SELLER}申请撤诉，被告{BUYER}提出管辖权异议。裁定如下：\n本案转为普通程序。\n2026年11月20日\n"
    assert said(told(asked), "filings") == {}


def test_a_ruling_on_jurisdiction_with_its_service() -> None:
    """171(2): ten days from its service on us where the case went elsewhere; served 2026-11-27."""
    words = (
        f"{RULING}被告{BUYER}在提交答辩状期间，对管辖权提出异议。裁定如下：\n"
        f"被告{BUYER}对本案管辖权提出的异议成立，本案移送沈阳市沈河区人民法院处理。\n2026年11月20日\n"
    )
    slip = f"电子送达凭证\n{NO}\n受送达人：{SELLER}\n送达文书：民事裁定书\n电子送达\n送达成功时间：2026年11月27日\n"
    objection = said(told(words, slip), "filings")["objection"]
    assert objection == {
        "by": "沈河",
        "upheld": True,
        "court": "沈阳市沈河区人民法院",
        "ruling_served_on": "2026-11-27",
    }
    refused = words.replace(
        f"被告{BUYER}对本案管辖权提出的异议成立，本案移送沈阳市沈河区人民法院处理。",
        f"驳回被告{BUYER}对本案管辖权提出的异议。",
    )
    assert said(told(refused), "filings")["objection"]["upheld"] is False


FROZEN = (
    f"{COURT}\n财产保全情况告知书\n{NO}\n{SELLER}：\n本院已采取如下措施：\n"
    f"1.已于2026年3月2日冻结被申请人{BUYER}名下渤海湾示范银行账户2100123，实际冻结金额312,000.00元，"
    "期限自2026年3月2日至2027年3月1日；\n"
    f"2.已于2026年3月4日轮候查封被申请人{SURETY}名下沈阳市沈河区样例街99号房产一套，期限自2026年3月4日至2029年3月3日。\n"
    "2026年3月6日\n"
)


def test_what_was_frozen_is_told_thing_by_thing() -> None:
    found = [o for o in told(FROZEN).values() if o.group == "measures"]
    values = [{key: value.value for key, value in one.values.items()} for one in found]
    bank = next(one for one in values if one["asset"] == "bank")
    house = next(one for one in values if one["asset"] == "immovable")
    assert (bank["owner"], bank["taken_on"], bank["notified_end"]) == ("沈河", "2026-03-02", "2027-03-01")
    assert (bank["amount"], bank["organ"], "waiting" in bank) == ("312000.00", COURT, False)
    assert (house["owner"], house["taken_on"], house["notified_end"]) == ("郑", "2026-03-04", "2029-03-03")
    assert (house["waiting"], "amount" in house) == (True, False)


def test_a_ruling_alone_froze_nothing_yet() -> None:
    """The order has no day of an act; with the notice of what was done it adds nothing."""
    words = f"{RULING}裁定如下：\n冻结被申请人{BUYER}名下银行存款1,359,193.80元。\n2026年2月27日\n"
    (one,) = (o for o in told(words).values() if o.group == "measures")
    assert (one.trust, one.values["amount"].value) == (Trust.DOUBTFUL, "1359193.80")
    assert "taken_on" in one.lacking
    both = [o for o in told(words, FROZEN).values() if o.group == "measures"]
    assert len(both) == 2


def test_the_end_of_an_enforcement_goes_to_its_title() -> None:
    words = (
        f"{COURT}\n执行裁定书\n民事裁定书\n（2027）津0113执88号\n申请执行人：{SELLER}，住所地天津市。\n"
        f"本院在执行{NO}民事判决书一案中，裁定如下：\n终结本次执行程序。\n2027年6月30日\n"
    )
    title = said(told(words), "titles")
    assert title == {"case_no": NO, "kind": "judgment", "terminated_on": "2027-06-30", **_derived(title)}


def _derived(title: dict[str, Any]) -> dict[str, Any]:
    return {key: title[key] for key in ("id",) if key in title}


# --- messages ---------------------------------------------------------------------------------------------------

SMS = (
    f"2026-11-27 10:12\n【{COURT}】您好，您的{NO}买卖合同纠纷一案有新的送达文书：民事判决书。"
    "请登录 https://zxfw.court.gov.cn/zxfw 查收。\n"
)


def test_a_message_serves_on_the_day_it_came_and_stays_doubtful() -> None:
    (one,) = (o for o in told(SMS).values() if o.group == "titles")
    assert (one.values["served_on"].value, one.values["case_no"].value) == ("2026-11-27", NO)
    assert one.trust is Trust.DOUBTFUL


def test_the_slip_of_service_goes_before_the_message() -> None:
    """The platform recorded 11-26: the first valid one."""
    slip = f"电子送达凭证\n{NO}\n受送达人：{SELLER}\n送达文书：民事判决书\n电子送达\n送达成功时间：2026-11-26\n"
    assert said(told(SMS, slip), "titles")["served_on"] == "2026-11-26"


def test_a_message_without_a_day_serves_nothing() -> None:
    undated = SMS.split("\n", 1)[1]
    assert said(told(undated), "titles") == {}
    (one,) = facts(undated, "services", name="法院消息/收到2026-11-27-ab.txt")
    assert one.plain("day") == "2026-11-27"


def test_a_message_calls_to_the_hearing() -> None:
    words = f"【{COURT}】{NO}一案定于2026年12月22日9:30在第三法庭开庭，请准时到庭。承办法官赵示例。"
    hearing = said(told(words), "hearing")
    assert (hearing["date"], hearing["time"], hearing["room"]) == ("2026-12-22", "9:30", "第三法庭")
    assert hearing["judge"] == "赵示例"


def test_a_message_asks_for_the_fee() -> None:
    words = f"2026-09-24 08:00\n【12368】{NO}一案请于收到通知次日起七日内缴纳案件受理费17032.74元。"
    filing = said(told(words), "filings")
    assert (filing["fee_notice_on"], "fee_paid" in filing) == ("2026-09-24", False)


def test_several_messages_in_one_file_keep_their_days() -> None:
    second = f"2026-11-30 09:00\n【{COURT}】{NO}一案定于2026年12月22日9:30在第三法庭开庭。\n"
    found = told(SMS + second)
    assert said(found, "titles")["served_on"] == "2026-11-27"
    assert said(found, "hearing")["date"] == "2026-12-22"


def test_a_false_message_says_nothing_or_is_told() -> None:
    """A code, a safe account, money to a person: no court's. A strange address: doubtful, and never advice to open."""
    false = f"2026-11-27 10:12\n【{COURT}】{NO}执行款请转账至个人账户并回复验证码。"
    assert told(false) == {}
    assert asks_like_a_fraud(false)
    strange = SMS.replace("zxfw.court.gov.cn", "rmfy-sd.top")
    assert strange_hosts(strange) == ("rmfy-sd.top",)
    assert strange_hosts(SMS) == ()
    (one,) = (o for o in told(strange).values() if o.group == "titles")
    assert any("rmfy-sd.top" in str(reason) and "12368" in str(reason) for reason in one.why)
    assert not any("点击" in str(reason) or "打开" in str(reason) for reason in one.why)


# --- look-alikes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        f"律师函\n致：{BUYER}：\n{NO}民事判决书已于2026年11月27日签收，请于收函后5日内履行。\n2026年12月1日\n",
        f"情况说明\n我司已于2026年11月27日收到{COURT}{NO}民事判决书。\n{BUYER}\n2026年12月1日\n",
        f"催款函\n{BUYER}：\n贵司账户已于2026年3月2日被冻结，传票载明应到时间：2026年12月22日上午9时。\n2026年12月1日\n",
    ],
)
def test_a_letter_that_quotes_a_court_is_no_court_paper(words: str) -> None:
    groups = {one.group for one in found_in(paper(words))}
    assert not groups & {"titles", "filings", "measures", "hearing", "services"}


def test_a_judgment_between_strangers_is_no_title_of_ours() -> None:
    other = JUDGMENT.replace(SELLER, "江州示例建材有限公司").replace(BUYER, "南浦样例商贸有限公司")
    assert said(told(other), "titles") == {}


def test_the_fee_of_a_lawyer_is_a_cost_when_it_was_invoiced_to_us() -> None:
    words = (
        f"电子发票（普通发票）\n发票号码：26122000000000000009\n开票日期：2026年3月1日\n购买方信息 名称：{SELLER}\n"
        "销售方信息 名称：天津样例律师事务所\n*法律服务*律师代理费\n价税合计（大写）叁万元整（小写）¥30,000.00\n"
    )
    assert fact(words, "costs") == {"kind": "lawyer_fee", "amount": "30000.00", "date": "2026-03-01"}
    assert said(told(words), "costs")["amount"] == "30000.00"
    assert said(told(words.replace(SELLER, BUYER)), "costs") == {}


def test_the_courts_receipt_is_the_fee_paid() -> None:
    words = f"诉讼费专用票据\n交款人：{SELLER}\n案号：{NO}\n项目：案件受理费\n金额：17,032.74\n2026年9月28日\n"
    assert said(told(words), "filings")["fee_paid"] == "17032.74"


PIECES = (
    f"【 】 {COURT} {NO} 民事判决书 裁定如下 送达回证 电子送达 传票 冻结 名下 账户 自 至 2026年13月40日 2026年2月29日 "
    f"2026-11-27 ： 。 元 1,0 公告 {SELLER} 日起 十五日内 应到时间 定于 开庭 受理费 退回 签收"
).split(" ")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "\n"]), max_size=40).map("".join))
def test_no_words_raise(words: str) -> None:
    told(words, f"传票\n{words}", f"{COURT}公告\n{words}", f"送达回证\n{words}", f"民事裁定书\n{words}")
