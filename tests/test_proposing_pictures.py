"""Facts in recognised pictures: forms without colons, rows that check themselves, how far each is believed.

The words are those the engine reads in the example matters' photographs; what counts as wrong was written down first.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexcollect.casefile import parse_case
from lexcollect.formats.page_words import Origin, Said
from lexcollect.proposing.finders.clauses import appropriation_in
from lexcollect.proposing.finders.goods import goods_in
from lexcollect.proposing.gathering import found_in, gather
from lexcollect.proposing.papers import Paper, paper_of, squeezed
from lexcollect.proposing.recognised import OCR
from lexcollect.proposing.same_words import same_words
from lexcollect.proposing.shapes import Found, Trust
from proposing_kit import BUYER, SELLER, fact, facts, paper, proposals, trust

CASE = {
    "parties": [{"id": "债务人", "role": "debtor", "name": BUYER}, {"id": "我方", "role": "creditor", "name": SELLER}],
    "obligations": [{"id": "DD-20230406", "amount": "432000.00"}, {"id": "DD-20230602", "amount": "332000.00"}],
}


def picture(words: str, sure: int = 985, name: str = "图.jpg", weak: dict[str, int] | None = None) -> Paper:
    """A picture whose cells were all read as surely as ``sure``, those of ``weak`` less."""
    cells = [cell for line in words.split("\n") for cell in line.split("  ") if cell]
    return paper_of(name, [Said(1, words, Origin.OCR, tuple((c, (weak or {}).get(c, sure)) for c in cells))])


# --- orders and delivery notes ----------------------------------------------------------------------------------

ORDER = f"""采购订单
订单编号：DD-20230821  订货日期:2023年8月21日
供方:{SELLER}
需方:{BUYER}
品名  规格/材质  数量(吨)  含税单价(元/吨)金额(元)
圆钢  Φ80 45#  120.000  4,480.00  537,600.00
合计人民币(大写):伍拾叁万柒仟陆佰元整
"""
NOTE = f"""{SELLER}  送货单
No.SH-0412  送货日期:2023年4月12日  对应订单: DD-20230406
收货单位:{BUYER}  地点:沈阳市沈河区样例街99号一号库
品名  规格  数量(吨)  单价（元)  金额（元)
H型钢  400×200 Q355B  60.000  4,320.00  259,200.00
合计  60.000  259,200.00
送货人（司机：丁小运）  车牌: 样A·00001  收货单位及经手人（签章）：刘小样
样例·虚构·仅供软件测试SAMPLE"""


def one(found: Paper, group: str) -> dict[str, object]:
    (only,) = [f for f in found_in(found) if f.group == group and f.trust is not Trust.DOUBTFUL]
    return {key: value.value for key, value in only.values.items()}


def test_an_order_in_a_scan_says_goods_quantity_and_amount() -> None:
    """120.000 t x 4,480.00 = 537,600.00, which the capitals say as well."""
    said = one(picture(ORDER), "obligations")
    assert (said["id"], said["date"], said["amount"]) == ("DD-20230821", "2023-08-21", "537600.00")
    assert (said["goods"], said["quantity"]) == ("圆钢", "120.000吨")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("537,600.00", "587,600.00"),  # a figure misread: 120 x 4,480 is not that
        ("4,480.00", "4,430.00"),
        ("伍拾叁万柒仟陆佰元整", "伍拾叁万壹仟陆佰元整"),  # the capitals say another sum
    ],
)
def test_a_table_that_contradicts_itself_says_no_amount(was: str, now: str) -> None:
    assert goods_in(picture(ORDER.replace(was, now))) is None
    assert all("amount" not in f.values for f in found_in(picture(ORDER.replace(was, now))))


def test_an_amount_that_nothing_confirms_is_doubtful_in_a_picture() -> None:
    without_capitals = ORDER.replace("合计人民币(大写):伍拾叁万柒仟陆佰元整\n", "")
    (found,) = [f for f in found_in(picture(without_capitals)) if f.group == "obligations"]
    assert (found.plain("amount"), found.trust) == ("537600.00", Trust.DOUBTFUL)


def test_two_rows_come_to_the_total() -> None:
    """60 x 4,320 = 259,200 and 10 x 4,480 = 44,800, together 304,000; which goods it is, two rows do not say."""
    two = NOTE.replace("合计  60.000  259,200.00", "圆钢  Φ80  10.000  4,480.00  44,800.00\n合计  70.000  304,000.00")
    found = goods_in(picture(two))
    assert found is not None and (str(found.amount), found.checked, found.goods) == ("304000.00", True, None)


def test_a_note_in_a_photograph_is_likely_and_its_signature_doubtful() -> None:
    """Handwriting loses letters (郑样例 was read 郑样): the signer is a fact of its own that a person looks at."""
    note = picture(NOTE)
    said = one(note, "deliveries")
    assert (said["doc_no"], said["date"], said["quantity"]) == ("SH-0412", "2023-04-12", "60.000吨")
    assert "receiver" not in said
    (signed,) = [f for f in found_in(note) if f.group == "deliveries" and f.trust is Trust.DOUBTFUL]
    assert signed.plain("receiver") == "刘小样"
    ids = {p.id: p for p in gather([note], CASE, {}).proposals}
    assert ids["deliveries:SH-0412"].trust is Trust.LIKELY and "receiver" not in ids["deliveries:SH-0412"].values


def test_a_note_goes_to_the_order_that_it_names() -> None:
    found = proposals(picture(NOTE), case=CASE)
    assert found["deliveries:SH-0412"].values["obligation"].value == "DD-20230406"


def test_no_name_is_taken_from_a_signature_in_a_picture() -> None:
    words = "保证书\n一、保证人：郑样例，男\n保证人（签字、按指印）：郑样\n2023年3月15日"
    assert [f.plain("name") for f in found_in(picture(words)) if f.group == "parties"].count("郑样") == 0
    assert "王样例" in [
        f.plain("name") for f in facts("保证书\n保证人（签字）：王样例\n", "parties")
    ]  # typed words stay


# --- how far a picture is believed ------------------------------------------------------------------------------


def test_a_cell_that_was_read_weakly_makes_its_fact_doubtful() -> None:
    weak = picture(NOTE, weak={"送货日期:2023年4月12日": 880})
    assert all(f.trust is Trust.DOUBTFUL for f in found_in(weak) if f.group == "deliveries")


def test_a_figure_too_many_is_read_more_surely_than_one_would_think() -> None:
    """A slip drawn at 50 dpi said HD02023… for HD2023… at 949 thousandths: what is read so is doubtful."""
    assert {f.trust for f in found_in(picture(ORDER, 949))} == {Trust.DOUBTFUL}
    assert Trust.LIKELY in {f.trust for f in found_in(picture(ORDER, 975))}


def test_a_figure_that_may_be_a_letter_makes_it_doubtful() -> None:
    def notes(was: str, now: str) -> list[Found]:
        return [f for f in found_in(picture(NOTE.replace(was, now))) if f.group == "deliveries"]

    assert all("quantity" not in f.values for f in notes("60.000  4,320.00", "60.0OO  4,320.00"))
    assert all(f.trust is Trust.DOUBTFUL for f in notes("SH-0412", "SH-04l2"))


def test_nothing_from_a_picture_is_sure() -> None:
    for words in (ORDER, NOTE, WAYBILL, TRACK):
        assert all(f.trust is not Trust.SURE for f in found_in(picture(words)))


def test_several_pictures_of_one_fact_tell_once_how_surely_they_were_read() -> None:
    """Two photographs of one note, read at 98 and 96 of a hundred: the weaker counts."""
    found = proposals(picture(NOTE, 985, "a.jpg"), picture(NOTE, 962, "b.jpg"), case=CASE)["deliveries:SH-0412"]
    assert [dict(why.params)["percent"] for why in found.why if why.key == OCR] == [96]


# --- waybills and tracks ----------------------------------------------------------------------------------------

WAYBILL = """国内特快专递邮件详情单 (样例)  EA102030405CN
寄件人  王例成  19900000002  寄件单位  天津津渤示例钢材贸易有限公司
寄件地址  天津市北辰区虚构路18号示例大厦6层  收寄日期  2025年5月20日
收件人  吴样本（法定代表人）  电话  19900000004
收件地址  沈阳市沈河区样例街99号沈阳沈河样例重型机械有限公司  重量  0.05kg
内件品名  催款函（催要货款851600元及违约金）  保价  否
2025.5.20"""
TRACK = """邮件查询  EA102030405CN
2025-05-2310:12:08
已签收，签收人：单位收发章，投递员：样例01
2025-05-2308:20:15
正在派件
2025-05-2016:05:33
已收寄，收寄局：天津北辰样例支局"""
LETTER = f"催款函\n致：{BUYER}\n贵司尚欠货款851,600元。请于7日内付清货款851,600元。\n{SELLER}\n二〇二五年五月二十日"


def test_letter_and_photographs_of_waybill_and_track_are_one_communication() -> None:
    waybill, track = picture(WAYBILL, name="面单.jpg"), picture(TRACK, name="查询.png")
    found = proposals(paper(LETTER, "函.pdf"), waybill, track, case=CASE)
    told = {key: value.value for key, value in found[f"communications:2025-05-20:{BUYER}"].values.items()}
    assert (told["tracking_no"], told["posted_on"], told["delivered_on"]) == (
        "EA102030405CN",
        "2025-05-20",
        "2025-05-23",
    )
    assert (told["signed_by"], told["contents_named"], told["status"]) == ("单位收发章", True, "delivered")


def test_a_number_without_label_must_have_its_check_digit() -> None:
    """EA102030405CN: 8x1+6x0+4x2+2x0+3x3+5x0+9x4+7x0 = 61, 61 mod 11 = 6, 11 - 6 = 5."""
    assert facts(WAYBILL, "parcels")
    assert not facts(WAYBILL.replace("EA102030405CN", "EA102030406CN"), "parcels")


def test_the_sender_of_a_parcel_is_not_its_addressee() -> None:
    """A letter to our own side is not the one in a parcel that our own side sent."""
    own = LETTER.replace(BUYER, "某某").replace(SELLER, BUYER).replace("某某", SELLER)
    found = proposals(paper(own, "函.pdf"), picture(WAYBILL, name="面单.jpg"), case=CASE)
    assert all("tracking_no" not in one.values for one in found.values())


# --- statements that were confirmed by hand and seal ------------------------------------------------------------

STATEMENT = f"""往来账项对账单
致:{BUYER}  对账截止日:2023年9月30日  编号：DZ-2023Q3
期末应收余额  1,001,600.00  大写：壹佰万零壹仟陆佰元整
请核对后在下方盖章确认并寄回。若有异议请于收到后5日内书面提出。
发出单位（盖章）  {SELLER}  客户确认:上列账项核对无误。
经办人:  何样文
日期:2023年10月8日"""


def test_a_statement_filled_in_by_hand_is_doubtful_because_the_seal_is_no_words() -> None:
    (found,) = [f for f in found_in(picture(STATEMENT)) if f.group == "acknowledgements"]
    assert (found.plain("date"), found.plain("amount")) == ("2023-10-08", "1001600.00")
    assert (found.people["by"].value, found.trust) == (BUYER, Trust.DOUBTFUL)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("日期:2023年10月8日", "日期:"),  # sent and never filled in
        ("壹佰万零壹仟陆佰元整", "壹佰万零陆佰元整"),  # two sums
        ("客户确认:上列账项核对无误。", ""),
    ],
)
def test_a_statement_that_nobody_confirmed_binds_nobody(was: str, now: str) -> None:
    assert not [f for f in found_in(picture(STATEMENT.replace(was, now))) if f.group == "acknowledgements"]


# --- terms of guarantees and contracts --------------------------------------------------------------------------

GUARANTEE = """最高额连带责任保证书
致：天津津渤示例钢材贸易有限公司
一、保证人：郑样例，男，公民身份号码210199197105060017，住沈阳市沈河区样例街99号院3号楼2-1。
二、保证方式：连带责任保证。
三、被担保债权:2023年3月15日至2023年12月31日期间，债务人依上述合同对贵司发生的全部债务，最高债权额为人民币捌拾万元整（¥800,000.00)。
四、保证期间:自每份订单项下债务履行期限届满之日起二年，分别计算。
2023年3月15日"""


def test_a_guarantee_up_to_a_ceiling_has_the_days_between_which_its_debts_arise() -> None:
    said = fact(GUARANTEE, "securities")
    assert (said["debts_from"], said["debts_to"], said["cap"]) == ("2023-03-15", "2023-12-31", "800000.00")
    assert said["period"] == "自每份订单项下债务履行期限届满之日起二年"


def test_the_term_of_a_loan_is_not_the_time_of_the_guaranteed_debts() -> None:
    loan = GUARANTEE.replace("被担保债权:2023年3月15日至2023年12月31日期间", "借款期限2023年3月15日至2023年12月31日")
    assert "debts_from" not in fact(loan, "securities")
    backwards = GUARANTEE.replace("至2023年12月31日期间", "至2022年12月31日期间")
    assert "debts_from" not in fact(backwards, "securities")


@pytest.mark.parametrize(
    ("clause", "order"),
    [
        (
            "乙方付款时指明所付订单的，从其指明；未指明的，按订单到期先后顺序冲抵货款本金，货款本金全部清偿后再冲抵违约金及其他费用。",
            ["designated", "oldest_principal", "penalty", "costs"],
        ),
        (
            "乙方的付款不足以清偿全部债务的，按实现债权的费用、违约金、利息、本金的顺序抵充。",
            ["costs", "penalty", "interest", "oldest_principal"],
        ),
        ("甲方收到的款项优先冲抵利息，再冲抵本金。", ["interest", "oldest_principal"]),
        ("甲方有权自行决定冲抵顺序，包括本金、利息和费用。", None),
        ("乙方以货物抵扣货款的，双方另行协商违约金和费用的顺序。", None),
        ("质保金可先行抵扣维修费用。", None),
        ("乙方应当先付款，甲方后交货，违约金另计，费用各自承担。", None),
    ],
)
def test_the_order_in_which_payments_are_applied(clause: str, order: list[str] | None) -> None:
    found = appropriation_in(paper(f"买卖合同\n第四条　价款\n4.2 {clause}\n"))
    assert (found.value["order"] if found else None) == order
    if found:
        assert found.value["clause"] == "第4.2条" and not found.value["text"].startswith("4")


def test_the_title_of_a_contract_stands_below_its_number_too() -> None:
    words = f"合同编号:JB-SH-2023-001\n钢材购销框架合同\n甲方(卖方):{SELLER}\n乙方(买方):{BUYER}\n"
    said = fact(words, "contracts")
    assert (said["name"], said["number"]) == ("钢材购销框架合同", "JB-SH-2023-001")
    lines = "合同编号:JB-1\n甲方、乙方经协商一致订立本合同\n第一条 标的\n"
    assert facts(lines, "contracts") == []  # a sentence is no title


HEAD = f"钢材购销合同\n合同编号：GX-1\n甲方（卖方）：{SELLER}\n乙方（买方）：{BUYER}\n"


@pytest.mark.parametrize(
    ("clause", "count", "unit", "after"),
    [
        ("货到60天内付清全部货款。", "60", "day", "last_delivery"),
        ("乙方应于货物验收合格之日起三十日内一次性付清货款。", "30", "day", "acceptance"),
        ("货物签收后两个月内付款。", "2", "month", "last_delivery"),
        ("乙方收货后六十天内付清货款。", "60", "day", "last_delivery"),
        ("乙方自收到发票后45日内支付货款。", "45", "day", "invoice_receipt"),
    ],
)
def test_the_time_for_payment_in_other_words(clause: str, count: str, unit: str, after: str) -> None:
    said = fact(f"{HEAD}第四条　{clause}", "contracts")["payment_term"]
    assert (said["count"], said["unit"], said["after"]) == (count, unit, after)


@pytest.mark.parametrize(
    "clause", ["货到六十天内付清货款的30%。", "乙方收货后三日内提出异议，逾期视为合格。", "账期另行商定。"]
)
def test_what_is_no_time_for_the_whole_price(clause: str) -> None:
    assert "payment_term" not in fact(f"{HEAD}第四条　{clause}", "contracts")


@pytest.mark.parametrize(
    ("clause", "rate"),
    [
        ("乙方逾期付款的，每逾期一日，按逾期金额的0.05%支付违约金。", "每日万分之五"),
        ("如乙方迟延付款，需按每天3‰支付滞纳金。", "每日千分之三"),
        ("乙方逾期付款的，按月利率1.5%计算违约金。", "月利率1.5%"),
        ("乙方逾期付款的，按年利率12%支付违约金。", "年利率12%"),
        ("乙方逾期付款，按同期一年期LPR的1.5倍支付违约金。", "同期一年期LPR的1.5倍"),
        ("甲方逾期交货的，每逾期一日，按货款的0.1%支付违约金。", None),
        ("乙方逾期付款的，按每日万分之五支付违约金，且按年利率12%付息。", None),  # two rates
        ("乙方逾期付款的，按LPR的4倍但不超过年利率15%支付。", None),  # a cap is none of the words that are read
    ],
)
def test_the_penalty_for_late_payment_in_other_words(clause: str, rate: str | None) -> None:
    found = fact(f"{HEAD}第五条　{clause}", "contracts").get("late_penalty")
    assert (found["rate"] if found else None) == rate
    if rate:
        case = f"schema: lexcollect/case/1\ncontracts:\n  - {{id: 合同, late_penalty: {{rate: {rate}}}}}\n"
        assert not [f for f in parse_case(case).findings if "late_penalty" in f.where.field]


# --- the same words elsewhere -----------------------------------------------------------------------------------

CHAT = (
    "何经理，851600元货款拖一年了，再不付我们要起诉了\n"
    "王总，尾款851600我们认，老板说年底前先安排一部分，您再宽限宽限\n违约金也在涨，请尽快\n孩子上学的事"
)
SCREEN = (
    "沈河样例-何会计\n2024-09-12 15:30\n何经理，851600元货款拖一年了，再不付\n我们要起诉了\n2024-09-12 15:32\n"
    "王总，尾款851600我们认，老板说年底前\n先安排一部分，您再宽限宽限\n2024-09-12 15:33\n违约金也在涨，请尽快"
)


def told(*papers: Paper, chats: dict[str, str] | None = None) -> list[tuple[str, str, dict[str, object]]]:
    return [(one.code, one.where.file, dict(one.params)) for one in same_words(papers, chats or {})]


def test_a_screenshot_is_tied_to_the_chat_in_which_its_lines_stand() -> None:
    """Five of its six lines: the name of the chat is no message."""
    screen = picture(SCREEN, name="截图.png")
    chats = {"别的.html": squeezed("收到\n好的"), "导出.html": "\n".join(squeezed(line) for line in CHAT.split("\n"))}
    assert told(screen, chats=chats) == [("LX-I310", "截图.png", {"chat": "导出.html", "lines": 5, "all": 6})]


def test_two_common_lines_tie_nothing() -> None:
    screen = picture("收到谢谢您了\n今天到账了吗\n另外一句话", name="截图.png")
    assert told(screen, chats={"a": "收到谢谢您了\n今天到账了吗"}) == []


def test_the_same_note_forwarded_is_told_and_the_note_of_another_load_is_not() -> None:
    """SH-0412 of 60 t and SH-0418 of 40 t have nearly the same words: the figures part them."""
    other = NOTE.replace("SH-0412", "SH-0418").replace("4月12日", "4月18日").replace("60.000", "40.000")
    note = picture(NOTE, name="IMG_1.jpg")
    again = picture(NOTE.replace("（签章）：刘小样", "(签章):刘小"), name="转发.jpg")
    assert told(note, again, picture(other, name="IMG_2.jpg")) == [("LX-I311", "转发.jpg", {"twin": "IMG_1.jpg"})]


def test_two_typed_papers_are_not_compared_here() -> None:
    assert told(paper(NOTE, "a.pdf"), paper(NOTE, "b.pdf")) == []
    assert told(paper(NOTE, "a.pdf"), picture(NOTE, name="b.jpg")) == [("LX-I311", "b.jpg", {"twin": "a.pdf"})]


# --- hostile words ----------------------------------------------------------------------------------------------


_LINES = [line for words in (ORDER, NOTE, WAYBILL, STATEMENT) for line in words.split("\n")]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(_LINES), st.text(max_size=20)), max_size=9), st.integers(0, 1000))
def test_no_picture_raises_and_none_is_sure(lines: list[str], sure: int) -> None:
    found = found_in(picture("\n".join(lines), sure))
    assert all(one.trust is not Trust.SURE for one in found)
    if sure < 900:
        assert all(one.trust is Trust.DOUBTFUL for one in found)


@pytest.mark.parametrize("head", ["采购订单", "送货单", "对账单", "邮件详情单", "购销合同", "保证合同"])
def test_rows_without_end_take_no_longer_than_their_length(head: str) -> None:
    began = time.perf_counter()
    for body in ("圆钢 " * 10_000, "1 " * 15_000, "债权债务" * 8_000, "冲抵先后" * 8_000, "余额 " * 12_000):
        found_in(paper(f"{head}\n{body}"))
    assert time.perf_counter() - began < 20


def test_trust_of_a_sheet_of_words_without_sureness_is_doubt() -> None:
    assert trust(GUARANTEE, "securities", origin=Origin.OCR) is Trust.DOUBTFUL
