"""Papers say what happened and no more: set-offs, other payers, orders by name, sums that match what stands beside."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from in_suit import INSURER
from lexcollect.documents.drafting import DraftResult
from papers import drafted, material, text_of
from steel import steel_text

MONEY = "channel: 银行转账, memo: 货款, evidence: 回单0714"
CAP = "    cap: 800000.00\n"
SCOPE = "    scope: [principal, penalty, costs]\n"
APPROPRIATION = """    appropriation:            # 指明订单从其指明；未指明按到期先后冲本金；最后冲违约金和费用
      order: [designated, oldest_principal, penalty, costs]
      clause: 第4.2条
"""
DEMAND_ON_SURETY = "    recipient: 郑样例\n"


def text(root: Path, paper: str, *changes: tuple[str, str], as_of: date | None = None) -> str:
    given = material(*changes, as_of=as_of) if as_of else material(*changes)
    return text_of(drafted(root, paper, given=given), paper)


def codes(result: DraftResult) -> set[str]:
    return {f.code for f in result.findings}


# --- a set-off is no payment (民法典 568: it takes effect when its notice reaches the other side)


@pytest.mark.parametrize("paper", ["complaint", "letter", "preservation"])
def test_a_set_off_is_told_as_a_set_off_in_every_paper(tmp_path: Path, paper: str) -> None:
    # 300,000.00 of 2023-07-14 is the creditor's own set-off, 150,000.00 of 2024-02-05 was paid.
    said = text(tmp_path, paper, (MONEY, "kind: set_off, memo: 质保押金, evidence: 回单0714"))
    assert "支付300,000.00元" not in said
    assert "已付450,000.00元" not in said
    if paper == "complaint":
        assert (
            "2023年7月14日，原告主张抵销的通知到达被告一，原告对被告一所负债务300,000.00元与被告一所欠债务在同等数额内抵销"
            "（质保押金），"
        ) in said
        assert "已付及抵销（元）" in said
        assert "第五百六十八条" in said
    else:
        assert "已付150,000.00元，另以抵销方式消灭300,000.00元" in said


def test_a_set_off_whose_notice_nothing_proves_shows_a_blank(tmp_path: Path) -> None:
    result = drafted(tmp_path, "complaint", given=material((MONEY, "kind: set_off")))
    assert "原告主张抵销的通知到达被告一【待补：抵销“付款一”的通知到达证明】" in text_of(result, "complaint")
    assert "LX-P003" in codes(result)


def test_without_money_only_the_set_off_is_told(tmp_path: Path) -> None:
    said = text(
        tmp_path,
        "letter",
        (MONEY, "kind: set_off, evidence: 回单0714"),
        ("payer: 沈河, channel: 银行转账, memo: 付2023年8月21日订单货款", "kind: set_off"),
    )
    assert "货款合计1,301,600.00元；以抵销方式消灭450,000.00元。" in said
    assert "贵方已付" not in said


def test_a_set_off_that_pays_penalty_is_no_payment_of_penalty(tmp_path: Path) -> None:
    said = text(tmp_path, "letter", (MONEY, "kind: set_off, evidence: 回单0714"), (APPROPRIATION, ""))
    assert (
        "贵方已付150,000.00元（冲抵违约金24,192.00元、本金125,808.00元），"
        "另以抵销方式消灭300,000.00元（冲抵违约金5,184.00元、本金294,816.00元）" in said
    )


def test_articles_of_a_set_off_are_not_cited_where_there_is_none(tmp_path: Path) -> None:
    assert "第五百六十八条" not in text(tmp_path, "complaint")


# --- who did it


def test_a_payment_by_the_guarantor_is_not_told_as_the_debtors(tmp_path: Path) -> None:
    paid = ("payer: 沈河, channel: 银行转账, memo: 付2023", "payer: 郑样例, channel: 银行转账, memo: 付2023")
    assert "被告二支付150,000.00元，附言“付2023年8月21日订单货款”" in text(tmp_path / "a", "complaint", paid)
    assert "委托人已收到付款450,000.00元" in text(tmp_path / "b", "letter", paid)


def test_an_acknowledgement_by_the_guarantor_is_not_put_into_the_debtors_mouth(tmp_path: Path) -> None:
    by = ("    by: 沈河\n    amount: 851600.00\n    signed_by", "    by: 郑样例\n    amount: 851600.00\n    signed_by")
    assert "2024年9月12日，被告二的授权经办人何样文" in text(tmp_path / "a", "complaint", by)
    assert "2024年9月12日，郑样例的授权经办人何样文" in text(tmp_path / "b", "letter", by)


def test_a_demand_by_somebody_else_is_not_the_creditors(tmp_path: Path) -> None:
    other = ("    sender: 津渤\n    recipient: 沈河\n", "    sender: 郑样例\n    recipient: 沈河\n")
    assert "寄送催告函，要求收到之日起7日内付清货款851,600元" not in text(tmp_path, "complaint", other)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("iou", "被告一出具欠条，载明"),
        ("extension_request", "被告一请求延期付款，"),
        ("agreed_extension", "原告与被告一约定延期付款至2023年12月31日，"),
        ("security_provided", "被告一为所欠债务提供担保，"),
    ],
)
def test_an_acknowledgement_is_told_as_what_it_was(tmp_path: Path, kind: str, said: str) -> None:
    day = "    new_due_on: 2023-12-31\n" if kind == "agreed_extension" else ""
    changes = (
        ("    kind: statement\n    date: 2023-10-08\n", f"    kind: {kind}\n    date: 2023-10-08\n{day}"),
        ("    seal: 财务专用章\n    content: 确认五批", "    seal: 财务专用章\n    content: 五批"),
    )
    assert f"2023年10月8日，{said}五批货物合计" in text(tmp_path, "complaint", *changes)


# --- which orders (民法典 693: a joint guarantor is kept by a demand that reaches him within the period)


def test_the_complaint_names_exactly_the_orders_whose_guarantee_was_kept(tmp_path: Path) -> None:
    # Order 1 fell due on 2023-06-17, its period ended on 2025-06-17; the demand arrived on 2025-07-04.
    said = text(tmp_path, "complaint")
    assert "上述订单的保证期间" not in said
    assert (
        "被告二于2025年7月4日收到催告时，订单DD-20230602、DD-20230821的保证期间（最早的于2025年8月8日届满）尚未届满。"
        in said
    )


def test_each_demand_keeps_the_orders_of_its_own_day(tmp_path: Path) -> None:
    # A first demand that speaks of order 2 only, arrived 2025-06-03; the letter of 2025-07-04 keeps order 3.
    earlier = """  - {id: 早函, kind: letter, date: 2025-06-01, sender: 津渤, recipient: 郑样例, covers: [DD-20230602],
     carrier: EMS, tracking_no: EA1, contents_named: 是, address: 沈阳市沈河区样例街99号院3号楼2-1,
     address_basis: id_card, posted_on: 2025-06-01,
     delivered_on: 2025-06-03, status: delivered, signed_by: 本人, evidence: [保证催告函, EMS面单2, EMS查询2],
     links: {content: 保证催告函, sent: EMS面单2, arrival: EMS查询2}}
  - id: 保证催告函
"""
    said = text(tmp_path, "complaint", ("  - id: 保证催告函\n", earlier))
    assert "被告二于2025年6月3日收到催告时，订单DD-20230602的保证期间（至2025年8月8日届满）尚未届满；" in said
    assert "被告二于2025年7月4日收到催告时，订单DD-20230821的保证期间（至2025年11月6日届满）尚未届满。" in said


def test_a_general_guarantor_is_kept_by_a_suit_not_by_the_demand(tmp_path: Path) -> None:
    # 民法典 693(1): sued within the period; the letter of 2025-07-04 did nothing for the guarantee.
    suit = (
        "preservation:\n",
        """filings:
  - {id: 诉, kind: suit, date: 2025-05-01, against: [沈河], evidence: 催款函}
preservation:
""",
    )
    said = text(tmp_path, "complaint", suit, ("kind: surety_joint", "kind: surety_general"), as_of=date(2025, 7, 10))
    assert "郑样例" in said
    assert "收到催告时" not in said


def test_a_guarantee_for_named_orders_is_not_told_as_one_for_every_debt(tmp_path: Path) -> None:
    said = text(tmp_path, "complaint", (CAP, f"{CAP}    covers: [DD-20230602]\n"))
    assert "承诺对被告一对原告的订单DD-20230602项下债务提供连带责任保证" in said


def test_invoices_for_some_orders_name_them_and_their_sum(tmp_path: Path) -> None:
    all_three = steel_text()
    third = next(line for line in all_three.splitlines(keepends=True) if "evidence: 发票3" in line)
    said = text(tmp_path, "complaint", (third, ""))
    assert "原告已就订单DD-20230406、DD-20230602货款开具增值税发票2份，金额合计764,000.00元（证据" in said
    assert "上述货款" not in said


# --- sums that match


def amounts(line: str) -> list[Decimal]:
    return [Decimal(x.replace(",", "")) for x in re.findall(r"\d[\d,]*\.\d\d(?!%)", line)]


def test_the_table_of_the_penalty_adds_up_when_payments_went_to_the_penalty(tmp_path: Path) -> None:
    # Without a clause on appropriation 29,376.00 of the two payments went to penalty (民法典 561).
    result = drafted(tmp_path, "complaint", given=material((APPROPRIATION, "")))
    lines = text_of(result, "complaint").splitlines()
    start = lines.index("违约金（元）") + 1
    cells = lines[start : lines.index("合计", start) + 6]
    rows = [amounts(cell)[0] for cell in cells if re.fullmatch(r"[\d,]+\.\d\d", cell)]
    assert sum(rows[1:-1:2]) == rows[-1] == Decimal("523124.20")
    assert "违约金共523,124.20元，其中29,376.00元已经冲抵，尚欠493,748.20元，计算如下" in "\n".join(lines)


def test_a_sum_in_brackets_is_not_more_than_the_sum_before_it(tmp_path: Path) -> None:
    said = text(tmp_path, "preservation", ("preservation:\n", "preservation:\n  amount: 500000.00\n"))
    assert (
        "人民币500,000.00元（在债权总额1,359,193.80元范围内，"
        "该总额包括货款本金851,600.00元、暂计至2026年11月21日的违约金507,593.80元）"
    ) in said


def test_a_guarantee_without_penalty_is_not_told_with_a_penalty_of_nothing(tmp_path: Path) -> None:
    without = (SCOPE, "    scope: [principal]\n")
    for paper in ("complaint", "preservation", "settlement"):
        said = text(tmp_path / paper, paper, without)
        assert "0.00元" not in re.sub(r"[\d,]+[1-9]\d*0\.00|[\d,]*[1-9][\d,]*0?\.\d\d", "", said), paper
    assert "应承担保证责任的订单DD-20230602、DD-20230821项下债务，货款本金为719,600.00元。" in text(
        tmp_path / "x", "complaint", without
    )


def test_a_penalty_that_ended_does_not_run_on(tmp_path: Path) -> None:
    # Insolvency accepted 2025-03-01: penalty to 2025-02-28 (企业破产法 46(2)), for the guarantor too (担保制度解释 22).
    stopped = ("choices:\n", "insolvencies:\n  - {person: 沈河, accepted_on: 2025-03-01}\nchoices:\n")
    complaint = text(tmp_path / "a", "complaint", stopped)
    assert (
        "计算至2025年2月28日（附利息的债权自破产申请受理时起停止计息），违约金合计238,914.00元，计算如下。" in complaint
    )
    assert "《中华人民共和国企业破产法》第四十六条" in complaint
    assert "每日0.00元" not in complaint
    assert "此后违约金" not in complaint


def test_a_price_that_is_paid_is_not_asked_for(tmp_path: Path) -> None:
    paid = (
        "acknowledgements:\n",
        "  - {id: 付款三, date: 2026-01-05, amount: 851600.00, payer: 沈河, evidence: 回单0205}\n\nacknowledgements:\n",
    )
    said = text(tmp_path, "complaint", paid)
    assert "判令被告一支付货款0.00元" not in said
    assert "1. 判令被告一支付违约金" in said
    assert "（以上第1项暂计至2026年11月21日共" in said
    assert "计算至2026年1月4日" in said


# --- nothing that was not entered


def test_payment_after_the_letter_makes_it_not_paid_in_full(tmp_path: Path) -> None:
    later = (
        "acknowledgements:\n",
        "  - {id: 付款三, date: 2026-01-05, amount: 1000.00, payer: 沈河, evidence: 回单0205}\n\nacknowledgements:\n",
    )
    assert "被申请人一至今未付清。" in text(tmp_path / "a", "preservation", later)
    assert "被申请人一至今未付。" in text(tmp_path / "b", "preservation")


@pytest.mark.parametrize(
    ("paper", "phrase"),
    [
        ("complaint", "原告已依约交货"),
        ("letter", "委托人依约交付货物"),
        ("preservation", "申请人依约供货"),
        ("settlement", "甲方已按订单"),
    ],
)
def test_performance_that_was_not_entered_is_not_claimed(tmp_path: Path, paper: str, phrase: str) -> None:
    # Order 3 falls due on a fixed day and no delivery of it is on file.
    delivery = next(line for line in steel_text().splitlines(keepends=True) if "SH-0828" in line)
    changes = (
        ("amount: 537600.00, evidence: 订单三", "amount: 537600.00, due: {day: 2023-11-06}, evidence: 订单三"),
        (delivery, ""),
        ("  - obligation: DD-20230821\n    date: 2023-09-07\n", "  - obligation: DD-20230602\n    date: 2023-06-07\n"),
    )
    assert phrase in text(tmp_path / "a", paper)
    assert phrase not in text(tmp_path / "b", paper, *changes)


def test_a_statement_without_an_exhibit_is_not_annexed(tmp_path: Path) -> None:
    said = text(tmp_path, "letter", ("    evidence: [对账单, 对账单邮件]\n", ""))
    assert "对账单复印件" not in said


def test_security_that_is_not_offered_is_not_annexed(tmp_path: Path) -> None:
    offered = f"  guarantee: {INSURER}\n"
    assert "保全担保材料1份" in text(tmp_path / "a", "preservation")
    assert "保全担保材料1份" not in text(tmp_path / "b", "preservation", (offered, ""))


def test_a_message_to_the_guarantor_is_not_told_as_a_letter(tmp_path: Path) -> None:
    message = """  - id: 保证催告函
    kind: im
    tied_to: 保证书载明的微信号
    reply: 知道了
    reply_on: 2025-07-04
    date: 2025-07-02
"""
    said = text(tmp_path, "complaint", ("  - id: 保证催告函\n    kind: letter\n    date: 2025-07-02\n", message))
    assert "2025年7月2日，原告以微信要求被告二承担连带保证责任（证据" in said
    assert "向被告二寄送" not in said
