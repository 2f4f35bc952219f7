"""Facts in papers: a paper, the question, the answer; and the look-alikes that must not be taken."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_kit import PARTIES, SURETY, case_with
from lexcollect.casefile.persons import identities
from lexcollect.formats.page_words import Origin
from lexcollect.proposing.debts import debt_of
from lexcollect.proposing.finders.calls import calls_in
from lexcollect.proposing.gathering import gather
from lexcollect.proposing.papers import mended
from lexcollect.proposing.shapes import Trust
from proposing_kit import BUYER, BUYER_CODE, SELLER, SELLER_CODE, fact, facts, paper, proposals, trust

# --- the words themselves ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("付款人 江州汉东样例产业园开发有限\n公司\n收款人", "付款人 江州汉东样例产业园开发有限公司\n收款人"),
        ("交易日期：2023 年 9 月 15 日", "交易日期：2023年9月15日"),
        ("（2023）江 0102 民初 456 号", "（2023）江0102民初456号"),
        ("签订日期：2026 年 4 月 2\n日", "签订日期：2026年4月2日"),
        ("编号：ＳＨ－０４１２", "编号：SH－0412"),
    ],
)
def test_what_the_margin_broke_is_one_again(broken: str, whole: str) -> None:
    assert mended(broken) == whole


def test_a_sum_cut_by_the_margin_is_one_sum() -> None:
    letter = (
        "催　款　函\n致：沈阳沈河样例重型机械有限公司\n"
        "　　贵我双方于2023年3月15日签订编号JB-SH-2023-001《钢材购销框架\n"
        "合同》。我司依约向贵司交付H型钢、中厚板、圆钢共300吨，货款合计1,3\n"
        "01,600元，贵司仅支付450,000元，截至本函出具之日尚欠货款人民币851,\n"
        "600元。\n　　请贵司于收到本函之日起7日内付清货款851,600\n元。\n"
        f"{SELLER}\n二〇二五年五月二十日"
    )
    said = fact(letter, "communications")
    assert (said["date"], said["amount"]) == ("2025-05-20", "851600.00")  # neither 1,301,600 nor 450,000
    assert (said["sender"], said["recipient"]) == (SELLER, BUYER)


# --- contracts --------------------------------------------------------------------------------------------------

CONTRACT = f"""钢材购销合同
合同编号：GX-2023-07　　签订日期：2023年3月15日
甲方（卖方）：{SELLER}，统一社会信用代码{SELLER_CODE}，住所天津市北辰区虚构路18号，法定代表人周范例。
乙方（买方）：{BUYER}，统一社会信用代码{BUYER_CODE}，住所沈阳市沈河区样例街99号，法定代表人吴样本。
第一条　单价4,320元/吨。
第四条　每份订单项下最后一批货物签收之日起60日内，乙方付清该订单全部货款。
第五条　甲方逾期交货的，按每日万分之三支付违约金。
第六条　乙方逾期付款的，以逾期货款为基数，按每日万分之五向甲方支付违约金，至实际付清之日止。
第八条　争议由甲方住所地人民法院管辖。
"""


def test_a_contract_says_its_terms() -> None:
    """The penalty is that for late payment (clause 6), not that of the seller for late delivery (clause 5)."""
    said = fact(CONTRACT, "contracts")
    assert (said["name"], said["number"], said["signed_on"]) == ("钢材购销合同", "GX-2023-07", "2023-03-15")
    assert said["late_penalty"] == {"rate": "每日万分之五", "clause": "第六条"}
    term = said["payment_term"]
    assert (term["count"], term["unit"], term["after"], term["clause"]) == ("60", "day", "last_delivery", "第四条")
    assert said["jurisdiction"] == "甲方住所地人民法院"


def test_both_sides_of_a_contract_with_their_codes() -> None:
    found = {one.plain("name"): one for one in facts(CONTRACT, "parties")}
    assert found[SELLER].plain("role") == "creditor"
    assert found[BUYER].plain("role") == "debtor"
    assert (found[SELLER].plain("uscc"), found[BUYER].plain("uscc")) == (SELLER_CODE, BUYER_CODE)
    assert (found[BUYER].plain("legal_rep"), found[BUYER].plain("domicile")) == ("吴样本", "沈阳市沈河区样例街99号")


def test_a_code_whose_digit_is_wrong_is_not_taken() -> None:
    wrong = CONTRACT.replace(BUYER_CODE, "91210103FAKE00022K")
    found = {one.plain("name"): one for one in facts(wrong, "parties")}
    assert "uscc" not in found[BUYER].values


def test_two_times_for_payment_are_none_of_the_whole() -> None:
    works = (
        "建设工程施工合同　HD-SG-2023-05\n"
        "12.3　竣工验收合格后15日内付至合同价款的85%。\n12.4　竣工结算完成后30日内付至结算价款的97%。\n"
    )
    said = fact(works, "contracts")
    assert said["number"] == "HD-SG-2023-05"
    assert "payment_term" not in said


def test_a_part_of_the_price_is_not_the_price() -> None:
    assert "payment_term" not in fact("买卖合同\n第二条　货到后10日内支付货款的30%。\n", "contracts")


def test_a_fixed_day_is_a_term() -> None:
    said = fact("建材购销合同\n第五条　货款于2022年9月30日前付清。\n", "contracts")
    assert said["payment_term"] == {"day": "2022-09-30", "clause": "第五条"}


def test_an_unsigned_contract_is_doubtful() -> None:
    assert trust(CONTRACT, "contracts") is Trust.LIKELY
    assert trust(CONTRACT, "contracts", draft=True) is Trust.DOUBTFUL
    assert trust(CONTRACT + "\n（谈判稿）", "contracts") is Trust.DOUBTFUL
    assert trust(CONTRACT, "contracts", name="合同 草稿v3.pdf") is Trust.DOUBTFUL


def test_a_letter_that_speaks_of_a_contract_is_no_contract() -> None:
    letter = f"催款函\n致：{BUYER}\n贵司应按《钢材购销合同》付款，尚欠851,600元。\n{SELLER}\n2025年5月20日"
    assert facts(letter, "contracts") == []
    assert facts("竣工验收报告\n合同编号：HD-1\n签订日期：2023年1月1日", "contracts") == []


# --- invoices ---------------------------------------------------------------------------------------------------

INVOICE = f"""电子发票（增值税专用发票） 发票号码：23122000000000000001
开票日期：2023年05月10日
购买方　名称：{BUYER} 销售方　名称：{SELLER}
统一社会信用代码/纳税人识别号：{BUYER_CODE} 统一社会信用代码/纳税人识别号：{SELLER_CODE}
合计　　　　　　　　¥382300.88　　　　　　¥49699.12
价税合计（大写）：肆拾叁万贰仟圆整　　　（小写）¥432000.00
"""


def test_an_invoice_with_tax() -> None:
    """The sum with tax (432,000.00), neither that without (382,300.88) nor the tax (49,699.12)."""
    assert fact(INVOICE, "invoices") == {"number": "23122000000000000001", "date": "2023-05-10", "amount": "432000.00"}
    assert trust(INVOICE, "invoices") is Trust.SURE


def test_each_side_gets_its_own_code() -> None:
    found = {one.plain("role"): one for one in facts(INVOICE, "parties")}
    assert (found["debtor"].plain("name"), found["debtor"].plain("uscc")) == (BUYER, BUYER_CODE)
    assert (found["creditor"].plain("name"), found["creditor"].plain("uscc")) == (SELLER, SELLER_CODE)


def test_capitals_that_say_another_sum_are_told() -> None:
    assert trust(INVOICE.replace("肆拾叁万", "肆拾贰万"), "invoices") is Trust.DOUBTFUL


def test_an_invoice_of_a_repairer_to_our_side_is_no_fact_and_the_repairer_no_party() -> None:
    repair = INVOICE.replace(SELLER, "大连示例工程机械维修服务部").replace(BUYER, SELLER)
    found = proposals(paper(CONTRACT, "合同.pdf"), paper(repair, "维修发票.pdf"))
    assert not any(id.startswith("invoices") for id in found)
    assert not any("维修服务部" in id for id in found)


# --- money ------------------------------------------------------------------------------------------------------

SLIP = f"""渤海湾示范银行　单位客户专用回单
交易日期：2023年07月14日 10:22:41　　　　回单编号：HD2023071400000001
付款人户名：{BUYER}
付款人账号：2100 0000 0000 0000 002　　开户行：盛京样例银行沈阳沈河支行
收款人户名：{SELLER}
金额（大写）：叁拾万元整　　（小写）¥300,000.00
用途/附言：货款
"""


def test_a_bank_slip_is_a_payment() -> None:
    said = fact(SLIP, "payments")
    assert (said["date"], said["amount"], said["memo"], said["payer"]) == ("2023-07-14", "300000.00", "货款", BUYER)
    assert trust(SLIP, "payments") is Trust.SURE


def test_a_deposit_is_no_payment_of_the_debt() -> None:
    assert facts(SLIP.replace("货款", "挖机押金"), "payments") == []
    said = fact(SLIP.replace("货款", "挖机押金"), "contracts")
    assert said == {"deposit": {"amount": "300000.00", "paid_on": "2023-07-14"}}


def test_money_that_our_side_paid_is_no_payment_of_the_debtor() -> None:
    back = SLIP.replace(BUYER, "某某").replace(SELLER, BUYER).replace("某某", SELLER)
    assert not any(id.startswith("payments") for id in proposals(paper(CONTRACT, "合同.pdf"), paper(back, "回单.pdf")))


def test_the_debtors_words_choose_the_debt_and_an_equal_sum_does_not() -> None:
    """民法典 560(1): the debtor says for which debt it pays; 300,000 is the sum of order two, and nobody said so."""
    case = {
        "parties": [{"id": "卖", "role": "creditor", "name": SELLER}, {"id": "买", "role": "debtor", "name": BUYER}],
        "contracts": [{"id": "合同", "name": "合同"}],
        "obligations": [
            {"id": "DD-1", "contract": "合同", "date": "2023-08-21", "amount": "537600"},
            {"id": "DD-2", "contract": "合同", "date": "2023-06-02", "amount": "300000"},
        ],
    }
    plain = proposals(paper(SLIP), case=case)["payments:2023-07-14:300000.00"]
    assert "designated_for" not in plain.values
    named = paper(SLIP.replace("附言：货款", "附言：付2023年8月21日订单货款"))
    assert proposals(named, case=case)["payments:2023-07-14:300000.00"].values["designated_for"].value == "DD-1"


# --- goods ------------------------------------------------------------------------------------------------------

NOTE = (
    f"送货单\n单号：SH-01　日期：2025年6月12日\n收货单位：{BUYER}\n货物：H型钢　数量：60吨\n"
    "单价：4,320元\n金额：259,200.00元\n签收人：刘小样\n"
)


def test_a_delivery_note() -> None:
    said = fact(NOTE, "deliveries")
    assert (said["doc_no"], said["date"], said["goods"]) == ("SH-01", "2025-06-12", "H型钢")
    assert (said["quantity"], said["receiver"], said["amount"]) == ("60吨", "刘小样", "259200.00")


def test_a_note_that_nobody_signed_has_no_receiver() -> None:
    said = fact(NOTE.replace("签收人：刘小样\n", "签收人：\n"), "deliveries")
    assert not {"receiver", "receiver_authority"} & said.keys()


def test_a_note_with_a_seal() -> None:
    said = fact(NOTE.replace("签收人：刘小样", f"收货：{BUYER}（收货专用章）"), "deliveries")
    assert said["receiver_authority"] == "seal"


# --- letters and parcels ----------------------------------------------------------------------------------------

LETTER = (
    f"催款函\n{BUYER}：\n贵公司尚欠本公司货款346,150.00元。请于收到本函之日起7日内付清上述货款及逾期利息。\n"
    f"{SELLER}（盖章）　二〇二六年八月十七日\n"
)
WAYBILL = (
    f"EMS邮件详情单\n邮件号：EA202608179CN\n收件人：{BUYER}\n地址：常州市新北区样例路66号\n"
    "内件品名：催款函（催要货款346,150元及逾期利息）\n收寄日期：2026年8月17日\n"
)
TRACK = (
    "EMS邮件投递查询\n邮件号：EA202608179CN\n2026-08-17 16:00:00　已收寄\n"
    "2026-08-19 10:21:37　已签收，签收人：单位收发章\n"
)


def test_letter_waybill_and_track_are_one_communication() -> None:
    found = proposals(
        paper(CONTRACT, "合同.pdf"), paper(LETTER, "函.pdf"), paper(WAYBILL, "面单.pdf"), paper(TRACK, "查询.pdf")
    )
    said = {key: v.value for key, v in found[f"communications:2026-08-17:{BUYER}"].values.items()}
    assert (said["tracking_no"], said["carrier"], said["posted_on"]) == ("EA202608179CN", "EMS", "2026-08-17")
    assert (said["delivered_on"], said["status"], said["signed_by"]) == ("2026-08-19", "delivered", "单位收发章")
    assert said["contents_named"] is True
    assert said["amount"] == "346150.00"


def test_a_content_line_that_says_only_papers_names_nothing() -> None:
    vague = paper(WAYBILL.replace("催款函（催要货款346,150元及逾期利息）", "文件"), "面单.pdf")
    found = proposals(paper(CONTRACT, "合同.pdf"), paper(LETTER, "函.pdf"), vague)
    assert found[f"communications:2026-08-17:{BUYER}"].values["contents_named"].value is False


def test_a_parcel_of_another_month_is_not_that_letter() -> None:
    later = paper(WAYBILL.replace("2026年8月17日", "2026年9月30日"), "面单.pdf")
    found = proposals(paper(CONTRACT, "合同.pdf"), paper(LETTER, "函.pdf"), later)
    assert "tracking_no" not in found[f"communications:2026-08-17:{BUYER}"].values


def test_a_parcel_that_was_refused_was_not_signed_for() -> None:
    refused = paper(
        "EMS邮件投递查询\n邮件号：EA202608179CN\n2026-08-17 16:00 已收寄\n"
        "2026-08-19 10:21 收件人拒收\n2026-08-24 09:00 已退回\n",
        "查询.pdf",
    )
    found = proposals(paper(CONTRACT, "合同.pdf"), paper(LETTER, "函.pdf"), paper(WAYBILL, "面单.pdf"), refused)
    said = found[f"communications:2026-08-17:{BUYER}"].values
    assert (said["status"].value, said["delivered_on"].value) == ("refused", "2026-08-19")
    assert "signed_by" not in said


def test_sums_that_differ_are_no_demand_of_either() -> None:
    letter = LETTER.replace("付清上述货款", "付清300,000元")
    assert "amount" not in fact(letter, "communications")


# --- acknowledgements -------------------------------------------------------------------------------------------


def test_a_statement_that_the_debtor_confirmed() -> None:
    words = (
        f"往来账项对账单\n{BUYER}：\n截至2026年3月31日，贵公司应付本公司货款人民币342,650.00元。\n{SELLER}（盖章）\n"
        f"以上信息核对无误。{BUYER}（财务专用章）　2026年4月2日\n"
    )
    said = fact(words, "acknowledgements")
    assert (said["kind"], said["date"], said["amount"]) == ("statement", "2026-04-02", "342650.00")
    assert (said["by"], said["seal"]) == (BUYER, "财务专用章")
    sent = words.partition("以上信息")[0]
    assert facts(sent, "acknowledgements") == []  # sent by the creditor and not answered: it binds nobody


def test_what_the_sender_of_a_mail_owes_is_doubtful_and_what_it_quotes_is_nothing() -> None:
    mail = "王总：\n截止目前我司尚欠贵司货款851600元，拟按附件计划分期支付。\n"
    said = fact(mail, "acknowledgements", sender="采购部 <a@b.example>", day="2024-04-18")
    assert (said["kind"], said["date"], said["amount"]) == ("repayment_plan", "2024-04-18", "851600.00")
    assert trust(mail, "acknowledgements", sender="采购部 <a@b.example>", day="2024-04-18") is Trust.DOUBTFUL
    quoted = "收到。\n\n> 我司尚欠贵司货款851600元\n"
    assert facts(quoted, "acknowledgements", sender="王 <w@b.example>", day="2024-04-18") == []
    ours = "何经理：贵司尚欠货款851600元，请核对。\n"
    assert facts(ours, "acknowledgements", sender="王 <w@b.example>", day="2024-04-18") == []


# --- guarantees -------------------------------------------------------------------------------------------------


def test_a_guarantee_of_its_own() -> None:
    words = (
        f"最高额保证书\n本人郑样例，自愿为{BUYER}对{SELLER}的货款、违约金及实现债权的费用承担连带责任保证，最高债权额为80万元。\n"
        "保证期间：主债务履行期限届满之日起二年。\n2023年3月15日\n"
    )
    said = fact(words, "securities")
    assert (said["kind"], said["cap"], said["grantor"]) == ("surety_joint", "800000.00", "郑样例")
    assert said["period"] == "主债务履行期限届满之日起二年"
    assert said["scope"] == ["principal", "penalty", "costs"]
    assert said["created_on"] == "2023-03-15"


def test_a_guarantee_keeps_every_word_of_what_it_covers() -> None:
    covered = "租金、违约金、房屋占有使用费、赔偿金及实现债权的费用"
    words = f"租赁合同\n出租方（甲方）：{SELLER}\n承租方（乙方）：{BUYER}\n保证人（丙方）：冯样例，女，"
    words += f"公民身份号码210299198209190035\n第九条 丙方对乙方在本合同项下的{covered}承担连带责任保证。\n"
    said = fact(words, "securities")
    assert said["scope_text"] == covered
    assert said["scope"] == ["principal", "penalty", "damages", "costs"]


def test_the_sex_a_contract_prints_is_read_and_its_contradiction_with_the_number_is_told() -> None:
    """GB 11643: the 17th digit is odd for a man; the contract prints 女."""
    words = f"租赁合同\n出租方（甲方）：{SELLER}\n承租方（乙方）：{BUYER}\n"
    words += "保证人（丙方）：冯样例，女，公民身份号码210299198209190035\n"
    (person,) = (one for one in facts(words, "parties") if one.plain("name") == "冯样例")
    assert (person.plain("gender"), person.plain("id_no")) == ("女", "210299198209190035")
    entered = {**SURETY, "id_no": person.plain("id_no"), "gender": person.plain("gender")}
    told = [one for one in identities(case_with(parties=[*PARTIES, entered])) if one.code == "LX-C052"]
    assert [one.message("zh") for one in told] == ["丁样 写明性别“女”，身份号码显示为“男”"]


def test_without_the_word_joint_the_kind_is_not_clear() -> None:
    words = f"保证书\n保证人：郑样例\n本人为{BUYER}的货款提供保证。\n2023年3月15日\n"
    assert fact(words, "securities")["kind"] == "surety_unclear"  # 民法典 686(2): what it then is, the law says


# --- court ------------------------------------------------------------------------------------------------------


def test_a_judgment_is_a_title_without_its_effect() -> None:
    words = (
        f"民事判决书\n沈阳市沈河区人民法院\n（2024）辽0103民初1234号\n原告：{SELLER}　被告：{BUYER}\n2024年9月10日\n"
    )
    said = fact(words, "titles")
    assert (said["kind"], said["case_no"], said["organ"]) == (
        "judgment",
        "（2024）辽0103民初1234号",
        "沈阳市沈河区人民法院",
    )
    assert said["made_on"] == "2024-09-10"
    assert "effective_on" not in said  # 民事诉讼法 171: there is an appeal


def test_a_receipt_of_service_with_two_days_serves_nobody_on_either() -> None:
    one = "送达回证\n（2024）辽0103民初1234号民事判决书\n受送达人于2024年9月20日签收。\n"
    assert fact(one, "titles")["served_on"] == "2024-09-20"
    assert facts(one + "被告于2024年9月25日签收。\n", "titles") == []


# --- forms that trap ------------------------------------------------------------------------------------------

FORM = """工矿产品购销合同
合同编号：2023-GX-118
供方：江州云河示例机电设备有限公司
需方：南浦长风样例制造股份有限公司
三、结算方式及期限：预付30%，货到验收合格后30日内付清余款。
四、违约责任：需方逾期付款，每逾期一日按未付款总额的0.5‰支付违约金；供方逾期交货，每逾期一日按合同总额的1‰支付违约金。
五、解决合同纠纷的方式：协商不成，向供方所在地人民法院起诉。
供方（章）：江州云河示例机电设备有限公司    需方（章）：南浦长风样例制造股份有限公司
法定代表人：张样一    法定代表人：李样二
日期：2023年6月18日    日期：2023年6月20日
"""


def test_two_columns_of_signatures_are_not_read_across() -> None:
    """Below both names stand two legal representatives: which is whose, a line of text does not say."""
    assert not any("legal_rep" in one.values for one in facts(FORM, "parties"))
    said = fact(FORM, "contracts")
    assert said["late_penalty"]["rate"] == "每日万分之五"
    assert said["jurisdiction"] == "供方所在地人民法院"
    assert "signed_on" not in said  # two days, and no word on which counts


def test_a_label_is_nobodys_name() -> None:
    two = (
        "网上银行电子回单\n付款方 户名：南浦样例商贸有限公司 收款方 户名：江州示例建材有限公司\n账号：6222 账号：6223\n"
        "金额 ￥50,000.00 大写 伍万元整\n用途 货款\n交易时间 2023-09-15 10:22:33\n"
    )
    assert fact(two, "payments")["payer"] == "南浦样例商贸有限公司"
    assert facts(two.replace("南浦样例商贸有限公司", ""), "payments") == []


def test_a_lawyers_letter_speaks_for_its_client() -> None:
    letter = (
        "律师函\n致：南浦样例商贸有限公司\n受江州示例建材有限公司委托，就贵司拖欠货款一事致函如下：\n"
        "截至2024年5月1日，贵司尚欠货款480,000元及违约金20,000元，合计500,000元。请于收函后5日内付清。\n"
        "江州样例律师事务所\n律师：张示例\n2024年5月2日\n"
    )
    said = fact(letter, "communications")
    assert (said["kind"], said["sender"], said["date"]) == ("lawyer_letter", "江州示例建材有限公司", "2024-05-02")
    assert said["amount"] == "500000.00"
    assert not any("律师事务所" in one.plain("name") for one in facts(letter, "parties"))


def test_an_iou_is_its_signers() -> None:
    note = (
        "欠条\n今欠江州示例建材有限公司货款人民币壹拾贰万叁仟元整（¥123,000.00），定于2024年6月30日前付清。\n"
        "欠款人：南浦样例商贸有限公司（盖章）\n2024年3月5日\n"
    )
    said = fact(note, "acknowledgements")
    assert (said["kind"], said["date"], said["by"]) == ("iou", "2024-03-05", "南浦样例商贸有限公司")
    assert said["amount"] == "123000.00"
    assert facts(note.replace("欠款人：南浦样例商贸有限公司（盖章）\n", ""), "acknowledgements") == []


def test_a_letter_of_account_confirmed_below_a_note_of_the_seal() -> None:
    words = (
        "对账函\n致：南浦样例商贸有限公司\n截至2023年12月31日止，贵公司尚欠我公司货款人民币480,000.00元。\n"
        "江州示例建材有限公司\n2024年1月5日\n数据证明无误。\n（公司盖章）南浦样例商贸有限公司\n2024年1月10日\n"
    )
    said = fact(words, "acknowledgements")
    assert (said["date"], said["amount"], said["by"]) == ("2024-01-10", "480000.00", "南浦样例商贸有限公司")


def test_the_place_of_a_court_is_nobodys_domicile() -> None:
    words = (
        "买卖合同\n卖方：江州示例建材有限公司（以下简称乙方）\n一、货物总价款：人民币500,000元。\n"
        "四、本合同在履行中发生争议，由原告住所地人民法院管辖。\n"
    )
    assert "domicile" not in facts(words, "parties")[0].values


def test_an_invoice_whose_sides_are_not_read_is_doubtful() -> None:
    """The newest form prints 购买方 down a column; where names are missing, whose it is must be looked at."""
    column = (
        "电子发票（普通发票）\n发票号码：24112000000012345678\n开票日期：2024年05月06日\n"
        "购 名称：江州样例学校 销 名称：江州示例文具商行\n买 售\n"
        "价税合计（大写） 叁万陆仟叁佰陆拾圆整 （小写）¥36360.00\n"
    )
    (one,) = facts(column, "invoices")
    assert (one.between, one.trust) == (("江州示例文具商行", "江州样例学校"), Trust.SURE)
    assert trust(column.replace("江州样例学校", ""), "invoices") is Trust.DOUBTFUL


def test_what_was_asked_is_told_in_its_whole_sentence() -> None:
    letter = (
        "催款通知书\n江州样例学校：\n贵校2023年采购文具，货款共计56,780.50元，已付20,000元，尚欠36,780.50元，请于2024年7月15日前支付。\n"
        "江州示例文具商行\n2024.6.30\n"
    )
    said = fact(letter, "communications")
    assert said["content"].startswith("贵校2023年采购文具")
    assert (said["amount"], said["date"]) == ("36780.50", "2024-06-30")


# --- leases -----------------------------------------------------------------------------------------------------


def test_the_rent_of_a_lease() -> None:
    lease = (
        "设备租赁合同\n合同编号：LC-1\n第一条　租赁物：样例牌XE215挖掘机2台，出厂编号SMP-0001、SMP-0002，"
        "每台约定价值人民币420,000元。\n"
        "第二条　租期：自2024年3月1日起至2026年2月28日止。\n"
        "第三条　租金：每台每月29,000元，两台合计58,000元。乙方于每月5日前支付当月租金，遇节假日不顺延。"
        "不足一月的，日租金按月租金除以30计算。\n"
    )
    rent = fact(lease, "rents")
    assert (rent["amount"], rent["every"], rent["due_day"]) == ("58000.00", "month", "5")  # not 29,000 for one machine
    assert (rent["first"], rent["last"]) == ("2024-03-01", "2026-02-28")
    assert (rent["roll"], rent["month_days"]) == ("none", "30")
    things = [one.plain("number") for one in facts(lease, "leased_things")]
    assert things == ["SMP-0001", "SMP-0002"]


def test_two_rents_without_a_whole_are_no_rent() -> None:
    lease = "租赁合同\n二、租期：自2024年1月1日起至2024年12月31日止。\n三、租金：每月8,500元，第二年每月9,000元。\n"
    assert facts(lease, "rents") == []


# --- whose words ------------------------------------------------------------------------------------------------


def test_words_recognised_in_a_picture_are_doubtful() -> None:
    assert trust(SLIP, "payments", origin=Origin.OCR) is Trust.DOUBTFUL


def test_two_papers_that_differ_stand_side_by_side() -> None:
    other = INVOICE.replace("2023年05月10日", "2023年05月11日")
    found = proposals(paper(INVOICE, "a.pdf"), paper(other, "b.pdf"), paper(CONTRACT, "合同.pdf"))
    (doubted,) = (one for id, one in found.items() if id.startswith("invoices") and one.rivals)
    assert doubted.trust is Trust.DOUBTFUL
    assert {str(doubted.values["date"].value), str(doubted.rivals[0].value)} == {"2023-05-10", "2023-05-11"}


def test_every_value_has_its_place() -> None:
    for one in gather(
        [paper(text, f"{n}.pdf") for n, text in enumerate((CONTRACT, INVOICE, SLIP, NOTE))], {}, {}
    ).found:
        for value in (*one.values.values(), *one.people.values()):
            made = paper((CONTRACT, INVOICE, SLIP, NOTE)[int(value.spot.file[0])])
            passage = made.passages[0].text
            assert passage[value.spot.start : value.spot.start + len(value.spot.words)] == value.spot.words


_PIECES = st.sampled_from(
    [
        CONTRACT,
        INVOICE,
        SLIP,
        NOTE,
        LETTER,
        WAYBILL,
        TRACK,
        "\n",
        "　",
        "元",
        "2023年13月45日",
        "¥1,2,3",
        "（",
        "第条",
        "{",
        "致：",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=30)), max_size=6), st.integers(0, 400), st.integers(0, 60))
def test_no_text_raises(pieces: list[str], start: int, cut: int) -> None:
    words = "".join(pieces)
    words = words[:start] + words[start + cut :]
    gather([paper(words), paper(words[::-1], "b.txt", sender="x", day="2024-01-01")], {"parties": [{"id": "a"}]}, {})


@pytest.mark.parametrize("head", ["设备租赁合同", "催款函", "采购订单", "保证书", "送货单", "对账单", "银行回单"])
def test_a_paper_of_repetitions_takes_no_longer_than_its_length(head: str) -> None:
    """Read by patterns that try again from every place, 30,000 empty lines took a minute."""
    began = time.perf_counter()
    for body in ("\n" * 30_000 + "x", "保证人：王样例，" * 5_000, "中公司" * 10_000, "甲 " * 15_000):
        gather([paper(f"{head}\n{body}")], {}, {})
    assert time.perf_counter() - began < 20


# --- what a hurried hand would adopt wrongly ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("remark", "recorded"),
    [("备注：已录音，录音在王例成手机，尚未导出。", True), ("备注：未录音。", False), ("备注：无。", None)],
)
def test_a_note_of_a_call_says_itself_whether_it_was_recorded(remark: str, recorded: bool | None) -> None:
    note = f"电话沟通记录\n时间：2025年11月3日\n内容：催要货款851600元。\n{remark}\n记录人：王例成"
    (one,) = calls_in(paper(note))
    assert (one.values["recorded"].value if "recorded" in one.values else None) is recorded
    assert recorded is None or "录音" in one.values["recorded"].spot.words


def test_clauses_that_share_a_paragraph_have_each_its_number() -> None:
    """3.1 to 3.3 stand in one paragraph; a price of 4.32 yuan behind a full stop is no clause."""
    said = "3.1　运费由甲方承担。4.32元每公斤。3.2　乙方指定收货人：刘小样（电话19900000005）。3.3　7日内提出异议。"
    (one,) = fact(CONTRACT.replace("第一条　单价4,320元/吨。", said), "contracts")["receivers"]
    assert (one["name"], one["clause"]) == ("刘小样", "第3.2条")


def test_a_letter_that_was_only_written_is_not_proposed_as_sent() -> None:
    written = proposals(paper(CONTRACT, "合同.pdf"), paper(LETTER, "函.pdf"))[f"communications:2026-08-17:{BUYER}"]
    assert "status" not in written.values and written.lacking == ("posted_on",)
    posted = proposals(paper(CONTRACT, "合同.pdf"), paper(LETTER, "函.pdf"), paper(WAYBILL, "面单.pdf"))
    assert posted[f"communications:2026-08-17:{BUYER}"].values["status"].value == "sent"


def test_a_month_with_the_goods_names_the_debt() -> None:
    debts = [
        {"id": "订单二", "date": "2023-05-20", "goods": "圆钢", "amount": "332000"},
        {"id": "订单三", "date": "2023-08-21", "goods": "圆钢Φ80", "amount": "537600"},
    ]
    assert debt_of("payments", {"memo": "是8月那个圆钢订单的"}, {"obligations": debts}) == "订单三"
    assert debt_of("payments", {"memo": "是8月那个槽钢订单的"}, {"obligations": debts}) == ""
    assert debt_of("payments", {"memo": "18月圆钢"}, {"obligations": debts}) == ""
