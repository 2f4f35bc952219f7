"""What files say before anybody looks for facts: e-invoices, statements of an account, tracks of parcels, pages."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from intake_kit import taken, zipped
from lexcollect.formats.bank_table import BankTable, bank_table, bank_table_of_workbook
from lexcollect.formats.courier_track import Fate, tracks_in
from lexcollect.formats.e_invoice import read_e_invoice
from lexcollect.formats.ofd_pages import invoice_of_ofd
from lexcollect.formats.page_words import Origin, said
from lexcollect.formats.reading import content
from lexcollect.matter.proposing import papers_of
from lexcollect.proposing.gathering import gather
from lexcollect.proposing.papers import paper_of
from lexcollect.proposing.remarks import remarks_on
from lexcollect.proposing.shapes import Trust

DATA = Path(__file__).resolve().parent / "data" / "proposing"
SELLER, BUYER = "天津市津北恒泽钢材贸易有限公司", "沈阳铁西北辰重型机械制造有限公司"


def table(name: str) -> BankTable:
    found = bank_table(piece.text for piece in content(DATA / name).text())
    assert found is not None
    return found


# --- e-invoices -------------------------------------------------------------------------------------------------


def test_the_fields_of_an_e_invoice() -> None:
    """228,191.15 + 29,664.85 = 257,856.00."""
    found = read_e_invoice((DATA / "digital-invoice.xml").read_bytes())
    assert found is not None
    assert (found.number, found.issued) == ("99122000000000000002", "2023-09-12 13:40:11")
    assert (found.seller, found.buyer) == (SELLER, BUYER)
    assert (found.amount, found.tax, found.total) == (Decimal("228191.15"), Decimal("29664.85"), Decimal("257856.00"))
    assert found.adds_up
    assert found.goods == ("*黑色金属冶炼压延品*H型钢 300×300 Q235B 65.28 吨",)


def test_an_e_invoice_whose_sums_differ_does_not_add_up() -> None:
    raw = (DATA / "digital-invoice.xml").read_bytes().replace(b"29664.85</TotalTaxAm>", b"29664.86</TotalTaxAm>")
    found = read_e_invoice(raw)
    assert found is not None
    assert not found.adds_up


def test_other_xml_is_no_invoice() -> None:
    assert read_e_invoice(b"<?xml version='1.0'?><sms><InvoiceNumber>12</InvoiceNumber></sms>") is None
    assert read_e_invoice(b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>") is None
    assert read_e_invoice(b"not xml") is None


def test_an_ofd_says_its_lines_and_carries_its_invoice() -> None:
    found = invoice_of_ofd(DATA / "digital-invoice.ofd")
    assert found is not None
    assert (found.number, found.total) == ("99122000000000000002", Decimal("257856.00"))
    assert found.seller_code == "91120110MA0SAMPLE1"
    (page,) = said(DATA / "digital-invoice.ofd")
    assert page.page == 1
    assert "购买方信息 名称：沈阳铁西北辰重型机械制造有限公司" in page.text


def test_the_data_in_the_head_of_an_ofd_serve_where_no_xml_is_attached(tmp_path: Path) -> None:
    said_there = {"发票号码": "25212000000000000009", "价税合计": "18600.00", "开票日期": "2025年09月28日"}
    data = "".join(f'<o:CustomData Name="{name}">{value}</o:CustomData>' for name, value in said_there.items())
    head = f'<o:OFD xmlns:o="http://www.ofdspec.org/2016">{data}</o:OFD>'
    path = tmp_path / "a.ofd"
    path.write_bytes(zipped({"OFD.xml": head.encode()}))
    found = invoice_of_ofd(path)
    assert found is not None
    assert (found.number, found.total, found.issued) == ("25212000000000000009", Decimal("18600.00"), "2025年09月28日")


def test_one_invoice_in_three_formats_is_one_fact_without_a_code_that_fails(tmp_path: Path) -> None:
    """The codes of this sample (MA0SAMPLE) fail their check digit: names are taken, codes are not."""
    files = {name: (DATA / name).read_bytes() for name in ("digital-invoice.xml", "digital-invoice.ofd")}
    read = papers_of(tmp_path / "案", taken(tmp_path, files).records)
    found = gather(read, {}, {}).proposals
    (invoice,) = (one for one in found if one.group == "invoices")
    assert {spot.file for spot in invoice.sources} == set(files)
    assert (invoice.trust, invoice.values["amount"].value) == (Trust.SURE, "257856.00")
    assert not any("uscc" in one.values for one in found if one.group == "parties")


# --- statements of an account -----------------------------------------------------------------------------------


def test_the_head_of_a_statement_is_found_and_its_sum_line_is_no_row() -> None:
    """GB18030, two lines before the head, sums with thousands signs, numbers behind a tab, a line 合计 at the end."""
    found = table("statement.csv")
    assert found.owner == SELLER
    assert [(r.day, r.received, r.paid) for r in found.rows] == [
        (date(2023, 12, 29), Decimal("200000.00"), None),
        (date(2024, 1, 15), None, Decimal("35000.00")),
        (date(2024, 6, 28), Decimal("50000.00"), None),
    ]
    assert (found.rows[0].counterparty, found.rows[0].memo) == (BUYER, "付钢材款HZ-2023-0816")
    assert found.rows[0].serial == "20231229000012345678"


def test_a_balance_that_follows_is_seen_and_one_that_does_not_is_too() -> None:
    """1,356,220.15 − 35,000 = 1,321,220.15; from there to 902,118.66 rows are missing."""
    assert [row.balance_follows for row in table("statement.csv").rows] == [False, True, False]


def test_a_bill_with_one_column_of_sums_is_read_by_its_side() -> None:
    rows = table("wechat-pay-bill.csv").rows
    assert [(r.day, r.received, r.paid, r.counterparty) for r in rows] == [
        (date(2024, 2, 5), Decimal("20000.00"), None, "海涛"),
        (date(2024, 2, 6), None, Decimal("18.50"), "某便利店"),
    ]


def test_statement_and_bill_of_one_matter_as_they_are_expected() -> None:
    """Two sums of the debtor, the first naming the contract; of the bill one sum, whose payer is only a nickname.

    35,000 and 18.50 went out. The balance of line 6 does not follow: the statement is an extract.
    """
    case = {
        "parties": [
            {"id": "恒泽", "role": "creditor", "name": SELLER},
            {"id": "北辰", "role": "debtor", "name": BUYER},
        ],
        "contracts": [{"id": "合同", "number": "HZ-2023-0816", "name": "钢材购销合同"}],
    }
    read = [paper_of(name, [], loose=True, table=table(name)) for name in ("statement.csv", "wechat-pay-bill.csv")]
    found = {one.id: one for one in gather(read, case, {}).proposals if one.group == "payments"}
    said = {id: {key: value.value for key, value in one.values.items()} for id, one in found.items()}
    assert set(said) == {
        "payments:2023-12-29:200000.00",
        "payments:2024-06-28:50000.00",
        "payments:2024-02-05:20000.00",
    }
    first = said["payments:2023-12-29:200000.00"]
    assert (first["payer"], first["for_contract"], first["channel"]) == ("北辰", "合同", "银行转账")
    bill = found["payments:2024-02-05:20000.00"]
    assert (bill.trust, "payer" in bill.values, bill.values["channel"].value) == (Trust.DOUBTFUL, False, "微信")
    told = [(one.code, dict(one.params)["lines"]) for one in remarks_on(read)]
    assert told == [("LX-I288", "6")]


def test_a_ledger_of_ones_own_is_no_statement(tmp_path: Path) -> None:
    assert bank_table(["序号,名称,金额", "1,H型钢,432000"]) is None
    assert bank_table(["日期,摘要,金额", "2024-01-01,租金,100"]) is None
    assert bank_table([]) is None


def test_a_statement_in_a_workbook(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (
        ["户名：", "甲有限公司"],
        ["交易日期", "收入金额", "支出金额", "余额", "对方户名", "摘要"],
        [datetime.fromisoformat("2024-03-04 10:04"), 58000, None, 374000.5, "乙有限公司", "3月租金"],
    ):
        book.active.append(row)
    book.save(tmp_path / "流水.xlsx")
    found = bank_table_of_workbook(tmp_path / "流水.xlsx")
    assert found is not None
    (row,) = found.rows
    assert (row.day, row.received, row.balance) == (date(2024, 3, 4), Decimal("58000"), Decimal("374000.50"))
    assert bank_table_of_workbook(DATA / "statement.csv") is None


# --- tracks -----------------------------------------------------------------------------------------------------


def test_a_pasted_track() -> None:
    (found,) = tracks_in((DATA / "ems-track.txt").read_text("utf-8"))
    assert (found.number, found.signer, len(found.events)) == ("1234567890123", "前台", 3)
    ended = found.last(Fate.DELIVERED)
    assert ended is not None
    assert ended.time == datetime.fromisoformat("2025-03-14 10:15")


def test_a_track_as_json_in_json() -> None:
    (found,) = tracks_in((DATA / "sf-routes.json").read_text("utf-8"))
    assert (found.number, found.signer, len(found.events)) == ("SF1234567890123", "前台代收", 3)
    ended = found.last(Fate.DELIVERED)
    assert ended is not None
    assert ended.time == datetime.fromisoformat("2025-03-14 10:15:22")


def test_two_parcels_on_one_page_are_two() -> None:
    page = (
        "邮件号：EA203040110CN\n2025-06-12 09:00:00 已签收，签收人：前台\n"
        "邮件号：EA203040123CN\n2025-06-12 11:00:00 收件人拒收\n2025-06-14 09:00:00 已退回\n"
    )
    first, second = tracks_in(page)
    assert (first.signer, second.last(Fate.DELIVERED)) == ("前台", None)
    refused = second.last(Fate.REFUSED)
    assert refused is not None
    assert refused.time.date() == date(2025, 6, 12)


def test_what_was_not_delivered_yet_is_not() -> None:
    (found,) = tracks_in("邮件号：EA203040110CN\n2025-06-12 09:00 未妥投，另约时间\n")
    assert found.last(Fate.DELIVERED) is None
    assert tracks_in("合同编号：1234567890123") == ()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises_in_a_reader(words: str) -> None:
    for text in (words, f"邮件号：EA203040110CN {words}", f'{{"mailNo": "1", "routes": [{{"acceptTime": "{words}"'):
        tracks_in(text)
    bank_table(f"交易日期,收入金额,对方户名\n2024-01-01,{words}".splitlines())
    read_e_invoice(words.encode("utf-8"))


# --- pages ------------------------------------------------------------------------------------------------------


def test_words_come_page_by_page_with_their_origin() -> None:
    inbox = Path(__file__).resolve().parent.parent / "examples" / "matter-steel" / "inbox"
    (letter,) = said(inbox / "催款函（2025.5.20）.pdf")
    assert (letter.page, letter.origin) == (1, Origin.TEXT)
    (mail,) = said(inbox / "邮件" / "还款计划.eml")
    assert (mail.page, mail.origin) == (0, Origin.MAIL)
    assert said(inbox / "合同盖章版.pdf") == ()  # a scan says nothing without recognition
    assert said(inbox / "对账单(盖章) - 副本.pdf") == ()  # cut off: told at the intake, nothing to read
