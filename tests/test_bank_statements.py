"""Bank statements: columns in any form, sides, balances, reversals, third persons, and the debt that is probably paid.

Every balance was added up by hand.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexcollect.formats.bank_pdf import bank_table_of_pdf
from lexcollect.formats.bank_table import BankTable, bank_table
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.remarks import remarks_on
from lexcollect.proposing.shapes import Proposal, Trust
from proposing_kit import BUYER, SELLER, paper, proposals

OWNER = f"户名：{SELLER}\n"
CASE: dict[str, Any] = {
    "parties": [
        {"id": "津渤", "role": "creditor", "name": SELLER},
        {"id": "沈河", "role": "debtor", "name": BUYER},
        {"id": "郑", "role": "surety", "name": "郑样例"},
    ],
    "contracts": [{"id": "框架合同", "number": "JB-SH-2023-001", "name": "钢材购销框架合同"}],
    "obligations": [
        {"id": "DD-1", "title": "订单一", "date": "2023-04-06", "amount": "432000.00"},
        {"id": "DD-2", "title": "订单二", "date": "2023-06-02", "amount": "332000.00"},
        {"id": "DD-3", "title": "订单三", "date": "2023-08-21", "amount": "537600.00"},
    ],
}


def table(words: str) -> BankTable:
    found = bank_table(words.splitlines(keepends=True))
    assert found is not None
    return found


def statement(words: str, name: str = "流水.csv") -> Paper:
    return paper(words, name, loose=True, table=table(words))


def payments(words: str, case: dict[str, Any] | None = None) -> list[Proposal]:
    found = proposals(statement(words), case=CASE if case is None else case)
    return [one for one in found.values() if one.group == "payments"]


def sums(words: str) -> list[tuple[str, str]]:
    return [(str(row.received or ""), str(row.paid or "")) for row in table(words).rows]


# --- the head and the sides -------------------------------------------------------------------------------------


def test_a_head_over_two_rows_with_the_columns_in_another_order() -> None:
    head = "对方信息,,发生额,,余额,交易日期,附言\n户名,账号,借方,贷方,,,\n"
    words = f'{OWNER}{head}{BUYER},621,,"1,000.00",5000.00,20240105,货款\n'
    (row,) = table(words).rows
    assert (row.day, row.received, row.paid, row.counterparty) == (date(2024, 1, 5), Decimal(1000), None, BUYER)
    assert (row.balance, row.memo) == (Decimal(5000), "货款")


def test_signs_tell_the_side_where_there_are_any() -> None:
    words = "交易日期,交易金额,余额,对方户名\n2024-01-05,+1000.00,6000,甲公司\n2024-01-06,-200.00,5800,乙公司\n"
    assert sums(words) == [("1000.00", ""), ("", "200.00")]


def test_without_sign_or_mark_the_balance_tells_it_and_the_first_row_stays_open() -> None:
    """6000 + 300 = 6300: in; 6300 − 100 = 6200: out; what comes before the first row nobody knows."""
    words = "交易日期,发生额,余额,对方户名\n2024-01-05,500,6000,甲\n2024-01-06,300,6300,甲\n2024-01-07,100,6200,乙\n"
    assert sums(words) == [("", ""), ("300.00", ""), ("", "100.00")]


@pytest.mark.parametrize(("mark", "inside"), [("贷", True), ("借", False), ("C", True), ("D", False)])
def test_a_mark_of_debit_or_credit(mark: str, inside: bool) -> None:
    words = f"交易日期,借贷标志,交易金额,对方户名\n2024-01-05,{mark},300,甲\n"
    assert sums(words) == [("300.00", "") if inside else ("", "300.00")]


def test_repeated_heads_subtotals_and_the_newest_row_first() -> None:
    """From below: 1000, +500 = 1500, −200 = 1300."""
    head = "交易日期,收入金额,支出金额,余额,对方户名\n"
    below = "2024-03-02,500,,1500,甲\n2024-03-01,1000,,1000,甲\n合计,1500,200,,\n"
    words = f"{head}2024-03-03,,200,1300,乙\n本页小计,,200,,\n{head}{below}"
    rows = table(words).rows
    assert [(row.day.day, row.balance_follows, row.balance_breaks) for row in rows] == [
        (1, False, False),
        (2, True, False),
        (3, True, False),
    ]


def test_a_balance_that_does_not_follow_is_told() -> None:
    """1000 + 500 is not 1700."""
    words = "交易日期,收入金额,余额,对方户名\n2024-03-01,1000,1000,甲\n2024-03-02,500,1700,甲\n"
    (found,) = remarks_on([statement(words)])
    assert (found.code, dict(found.params)["lines"]) == ("LX-I288", "3")


def test_other_money_than_yuan_is_named_and_not_read() -> None:
    whole = f"{OWNER}币种：美元\n交易日期,收入金额,对方户名\n2024-03-01,1000,{BUYER}\n"
    assert (table(whole).rows, table(whole).foreign) == ((), ("美元",))
    assert [found.code for found in remarks_on([statement(whole)])] == ["LX-I286"]
    assert payments(whole) == []
    mixed = f"交易日期,币种,收入金额,对方户名\n2024-03-01,USD,1000,{BUYER}\n2024-03-02,人民币,2000,{BUYER}\n"
    assert [row.received for row in table(mixed).rows] == [Decimal(2000)]


def test_a_bill_of_alipay_leaves_out_what_was_closed_or_given_back() -> None:
    words = (
        "支付宝交易记录明细查询\n交易创建时间,交易对方,商品说明,收/支,金额,交易状态,交易订单号\n"
        f"2024-03-01 10:00:00,{BUYER},货款,收入,2000.00,交易成功,1\n"
        f"2024-03-02 10:00:00,{BUYER},货款,收入,3000.00,交易关闭,2\n"
        f"2024-03-03 10:00:00,{BUYER},转入余额宝,不计收支,4000.00,交易成功,3\n"
    )
    (one,) = payments(words)
    assert (one.values["amount"].value, one.values["channel"].value) == ("2000.00", "支付宝")


@pytest.mark.parametrize(
    "words", ["日期,摘要,金额\n2024-01-01,租金,100\n", "序号,日期,金额,余额\n1,2024-01-01,1,1\n", ""]
)
def test_a_ledger_of_ones_own_is_no_statement(words: str) -> None:
    assert bank_table(words.splitlines()) is None


# --- PDF --------------------------------------------------------------------------------------------------------


def drawn(path: Path, rows: int) -> Path:
    """A statement as PDF over several pages: the head repeated, long names wrapped within their cell."""
    import typst

    from lexcollect.bundle.fonts import choose

    fonts = choose([SELLER, BUYER, "账户明细户名币种"])
    body, balance = "", Decimal("10000.00")
    for number in range(rows):
        balance += Decimal("1000.00")
        body += f"[2024-01-{number % 28 + 1:02}], [], [1,000.00], [{balance:,.2f}], [{BUYER}], [货款{number}],\n"
    source = (
        '#set page(width: 297mm, height: 210mm)\n#set text(font: "' + fonts.serif[0] + '", size: 9pt)\n'
        f"账户明细　户名：{SELLER}　币种：人民币\n"
        "#table(columns: (28mm, 28mm, 28mm, 32mm, 60mm, 40mm), align: (center, right, right, right, left, left), "
        "table.header(repeat: true, [交易日期], [支出金额], [收入金额], [余额], [对方户名], [摘要]),\n"
        f"{body}[合计], [], [{rows * 1000:,}.00], [], [], [])\n"
    )
    path.write_bytes(typst.compile(source.encode("utf-8"), font_paths=[str(fonts.files[0].parent)]))
    return path


def test_a_statement_as_pdf_is_read_by_where_its_words_stand(tmp_path: Path) -> None:
    """60 rows of 1,000 over three pages; each balance is that of the row before and 1,000."""
    found = bank_table_of_pdf(drawn(tmp_path / "流水.pdf", 60))
    assert found is not None
    assert (found.owner, len(found.rows)) == (SELLER, 60)
    assert {(row.received, row.paid, row.counterparty) for row in found.rows} == {(Decimal("1000.00"), None, BUYER)}
    assert [row.memo for row in found.rows] == [f"货款{number}" for number in range(60)]
    assert found.rows[-1].balance == Decimal("70000.00")
    assert {row.page for row in found.rows} == {1, 2, 3}


# --- what is proposed -------------------------------------------------------------------------------------------

HEAD = f"{OWNER}交易日期,收入金额,支出金额,余额,对方户名,附言\n"


def test_a_payment_taken_back_stays_visible_and_is_no_payment() -> None:
    """Received on 3-01, taken back on 3-02 (冲正): doubtful, with the line that took it back."""
    words = f"{HEAD}2024-03-01,1000,,1000,{BUYER},货款\n2024-03-02,,1000,0,{BUYER},冲正\n"
    (one,) = payments(words)
    assert one.trust is Trust.DOUBTFUL
    assert any("2024-03-02" in str(reason) and "冲正" in str(reason) for reason in one.why)
    codes = [(found.code, dict(found.params)["amount"]) for found in remarks_on([statement(words)])]
    assert codes == [("LX-I287", Decimal(1000))]
    red = f"{HEAD}2024-03-01,1000,,1000,{BUYER},货款\n2024-03-02,-1000,,0,{BUYER},红字\n"
    (again,) = payments(red)
    assert again.trust is Trust.DOUBTFUL


def test_money_of_ours_that_came_back_is_nobodys_payment() -> None:
    words = f"{HEAD}2024-03-01,,800,200,{BUYER},退押金\n2024-03-04,800,,1000,{BUYER},退汇\n"
    assert payments(words) == []


def test_the_same_sum_twice_on_one_day_is_two_payments() -> None:
    words = f"{HEAD}2024-03-01,1000,,1000,{BUYER},货款\n2024-03-01,1000,,2000,{BUYER},货款\n"
    found = payments(words)
    assert sorted(one.id for one in found) == ["payments:2024-03-01:1000.00", "payments:2024-03-01:1000.00:第2笔"]
    case = {**CASE, "payments": [{"id": "a", "date": "2024-03-01", "amount": "1000", "payer": "沈河", "memo": "货款"}]}
    left = [one for one in payments(words, case) if one.at is None]
    assert [one.id for one in left] == ["payments:2024-03-01:1000.00:第2笔"]


def test_slip_and_statement_tell_one_payment_with_both_places() -> None:
    slip = paper(
        f"电子回单\n付款人：{BUYER}\n收款人：{SELLER}\n交易日期：2024-03-01\n金额：￥1,000.00\n大写：壹仟元整\n用途：货款\n",
        "回单.pdf",
    )
    read = statement(f"{HEAD}2024-03-01,1000,,1000,{BUYER},货款\n")
    (one,) = (o for o in proposals(slip, read, case=CASE).values() if o.group == "payments")
    assert {spot.file for spot in one.sources} == {"回单.pdf", "流水.csv"}


@pytest.mark.parametrize(
    ("amount", "reason", "debts"),
    [
        ("332000.00", "的未付数，", "DD-2"),  # what is open on the second order alone
        ("764000.00", "未付数之和", "DD-1、DD-2"),  # 432,000 + 332,000
        ("50000.00", "最早一笔", "DD-1"),  # fits nothing: the oldest, and a person decides
    ],
)
def test_the_debt_a_payment_probably_pays_is_a_reason_and_never_written(amount: str, reason: str, debts: str) -> None:
    """民法典 560: what the debtor names; where it names nothing, no program does."""
    (one,) = payments(f"{HEAD}2024-03-01,{amount},,900000.00,{BUYER},货款\n")
    assert "designated_for" not in one.values
    assert any(reason in str(why) and debts in str(why) for why in one.why)


def test_words_that_name_the_order_decide_and_those_of_the_contract_name_the_contract() -> None:
    (one,) = payments(f"{HEAD}2024-03-01,1000,,1000,{BUYER},付订单二货款\n")
    assert one.values["designated_for"].value == "DD-2"
    (other,) = payments(f"{HEAD}2024-03-01,1000,,1000,{BUYER},JB-SH-2023-001货款\n")
    assert (other.values["for_contract"].value, "designated_for" in other.values) == ("框架合同", False)


def test_what_a_person_matched_is_never_matched_anew() -> None:
    """The words name the second order; a person entered the third: it stays, and nothing is proposed again."""
    held = {"id": "p", "date": "2024-03-01", "amount": "1000.00", "payer": "沈河", "designated_for": "DD-3"}
    words = f"{HEAD}2024-03-01,1000.00,,1000,{BUYER},付订单二货款\n"
    for one in payments(words, {**CASE, "payments": [held]}):
        assert "designated_for" not in one.values
        assert one.at == "p"


def test_a_third_person_is_doubtful_and_only_with_a_sign() -> None:
    paid = f"{HEAD}2024-03-01,1000,,1000,沈阳代付示例有限公司,"
    (one,) = payments(f"{paid}代沈阳沈河样例重型机械付货款\n")
    assert (one.trust, "payer" in one.values) == (Trust.DOUBTFUL, False)
    assert any("沈阳代付示例有限公司" in str(reason) for reason in one.why)
    assert payments(f"{paid}咨询服务\n") == []
    known = {
        **CASE,
        "parties": [*CASE["parties"], {"id": "代付", "role": "third_party", "name": "沈阳代付示例有限公司"}],
    }
    (entered,) = payments(f"{paid}咨询服务\n", known)
    assert entered.values["payer"].value == "代付"


def test_what_the_creditor_moves_between_its_accounts_is_no_payment() -> None:
    assert payments(f"{HEAD}2024-03-01,1000,,1000,{SELLER},货款\n") == []


HEADS = ("交易日期", "收入金额", "支出金额", "余额", "对方户名", "附言", "发生额")
PIECES = (*HEADS, "2024-03-01", "2024-02-30", "1,000.00", "-5", "冲正", "货款", "美元", "币种：")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*PIECES, ",", ",", "\n", '"', "合计", BUYER]),
        max_size=60,
    ).map("".join)
)
def test_no_table_raises(words: str) -> None:
    for text in (words, HEAD + words):
        found = bank_table(text.splitlines(keepends=True))
        if found is not None:
            read = paper(text, "流水.csv", table=found)
            proposals(read, case=CASE)
            list(remarks_on([read]))
