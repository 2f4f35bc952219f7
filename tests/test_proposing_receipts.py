"""Slips and receipts that name no payee: what is proposed of them, and what is told.

Facts: a transfer whose slip shows the payer alone, and receipts as people write them (收据、收条). Question: is a
payment to the creditor guessed? Answer: no; it is proposed as doubtful with the reason, and the material has a finding.
"""

from __future__ import annotations

import pytest

from lexcollect.proposing.exhibits import exhibits_of
from lexcollect.proposing.finders.receipts import without_payee
from lexcollect.proposing.gathering import found_in
from lexcollect.proposing.kinds import kind_of
from lexcollect.proposing.remarks import remarks_on
from lexcollect.proposing.shapes import Trust
from proposing_kit import fact, facts, paper, proposals, trust

CONTRACT = "借款合同\n出借人：林示例  借款人：陈样例\n第一条 借款金额400,000元。\n签订日期：2020年5月6日\n"
SLIP = "银行电子回单\n交易日期：2020年11月20日\n付款人：陈样例\n收款人：林示例\n金额：60,000.00元\n附言：还款\n"
BARE = SLIP.replace("收款人：林示例\n", "")
RECEIPT = "收条\n今收到陈样例归还借款10,000元。\n收款人：林示例\n2021年3月1日\n"


def test_a_slip_without_a_payee_is_proposed_as_doubtful_and_says_why() -> None:
    found = proposals(paper(CONTRACT, "合同.pdf"), paper(BARE, "回单.pdf"))
    one = found["payments:2020-11-20:60000.00"]
    assert one.trust is Trust.DOUBTFUL and "proposing.why.no_payee" in {reason.key for reason in one.why}
    assert "collected_by" not in one.values
    assert trust(SLIP, "payments") is Trust.LIKELY
    assert {one.plain("name") for one in found_in(paper(BARE)) if one.group == "parties"} == {"陈样例"}


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (BARE, ["LX-I289"]),
        (SLIP, []),
        (RECEIPT, []),
        (RECEIPT.replace("收款人：林示例\n", "收款人：\n"), ["LX-I289"]),
        ("银行电子回单\n付款人：陈样例\n", []),  # no day and no sum: nothing is known of a payment
    ],
)
def test_the_material_has_a_finding(words: str, codes: list[str]) -> None:
    assert [one.code for one in remarks_on([paper(words)])] == codes


def test_a_receipt_in_words() -> None:
    said = fact(RECEIPT, "payments")
    assert (said["date"], said["amount"], said["payer"]) == ("2021-03-01", "10000.00", "陈样例")
    found = proposals(paper(CONTRACT, "合同.pdf"), paper(RECEIPT, "收条.jpg"))
    assert found["payments:2021-03-01:10000.00"].values["payer"].value
    assert exhibits_of(found_in(paper(RECEIPT)))["材料.pdf"].group == "付款与结算"


def test_a_receipt_as_a_form() -> None:
    words = (
        "收款收据\n日期：2021年3月1日\n交款人：陈样例\n金额（小写）：¥10,000.00\n收款事由：还借款\n"
        "收款单位（签章）：林示例\n"
    )
    said = fact(words, "payments")
    assert (said["amount"], said["payer"], said["memo"]) == ("10000.00", "陈样例", "还借款")


def test_a_receipt_of_the_borrower_is_no_payment() -> None:
    """What the borrower received was lent to him."""
    lent = "收条\n今收到林示例交来借款250,000元。\n收款人：陈样例\n2020年5月6日\n"
    assert not [
        one for one in proposals(paper(CONTRACT, "合同.pdf"), paper(lent, "收条.pdf")) if one.startswith("payments")
    ]


@pytest.mark.parametrize(
    "words", ["收条\n今收到钢材60吨。\n刘小样 2023年4月12日\n", "诉讼费票据\n今收到案件受理费100元\n"]
)
def test_what_is_no_receipt_of_money_between_the_sides(words: str) -> None:
    assert not facts(words, "payments")
    assert without_payee(paper(words), kind_of(paper(words))) is None
