"""Titles, days and purposes of exhibits from what their papers say, in the first catalogue."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from intake_kit import EXAMPLE
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.evidence.items import Item
from lexcollect.evidence.proposal import draft_catalogue
from lexcollect.findings import has_errors
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.page_words import Origin
from lexcollect.formats.pdf_signed import is_signed
from lexcollect.formats.shapes import DateCandidate
from lexcollect.intake.records import Record
from lexcollect.layout import CATALOGUE, RAW
from lexcollect.matter.creation import create
from lexcollect.matter.receiving import receive
from lexcollect.proposing.electronic import is_electronic
from lexcollect.proposing.exhibits import exhibits_of
from lexcollect.proposing.gathering import found_in
from lexcollect.proposing.papers import Paper
from proposing_kit import BUYER, paper
from test_proposing_finders import CONTRACT, INVOICE, LETTER, NOTE, SLIP, TRACK, WAYBILL


def drafted(made: Paper) -> tuple[str, str, date | None, str]:
    """Title, purpose, day and group of the only exhibit that ``made`` is."""
    (one,) = exhibits_of(found_in(made)).values()
    return one.title, one.purpose, one.day, one.group


def test_a_delivery_note_as_a_paralegal_writes_it() -> None:
    title, purpose, day, group = drafted(paper(NOTE.replace("SH-01", "SH-0412")))
    assert title == "送货单 SH-0412（2025年6月12日，刘小样签收）"
    assert purpose == "2025年6月12日交付H型钢60吨，259,200.00元，刘小样签收"
    assert (day, group) == (date(2025, 6, 12), "交货与开票")


@pytest.mark.parametrize(
    ("words", "title", "group"),
    [
        (CONTRACT, "《钢材购销合同》（编号GX-2023-07）", "合同与担保"),
        (INVOICE, "发票 23122000000000000001（2023年5月10日，432,000.00元）", "交货与开票"),
        (SLIP, "银行回单（2023年7月14日，300,000.00元）", "付款与结算"),
        (SLIP.replace("货款", "挖机押金"), "银行回单（2023年7月14日，押金300,000.00元）", "付款与结算"),
        (LETTER, f"《催款函》（2026年8月17日，致{BUYER}）", "催收与时效"),
        (WAYBILL, "邮件详情单 EA202608179CN（2026年8月17日，收件人沈阳沈河样例重型机械有限公司）", "催收与时效"),
        (TRACK, "邮件投递查询结果 EA202608179CN（2026年8月19日单位收发章签收）", "催收与时效"),
    ],
)
def test_titles_by_kind(words: str, title: str, group: str) -> None:
    said = drafted(paper(words))
    assert (said[0], said[3]) == (title, group)


def test_a_draft_gets_no_title() -> None:
    assert exhibits_of(found_in(paper(CONTRACT, draft=True))) == {}


def test_a_letter_is_called_as_it_calls_itself() -> None:
    made = paper(LETTER.replace("催款函\n", "关于催要货款的催告函\n"))
    assert drafted(made)[0].startswith("《关于催要货款的催告函》")


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Item]:
    folder = tmp_path_factory.mktemp("m") / "沈河案"
    create(folder, "沈河案")
    receive(EXAMPLE / "inbox", folder)
    catalogue, findings = load_catalogue(folder / CATALOGUE, folder / RAW)
    assert not has_errors(findings)
    assert catalogue is not None
    assert catalogue.unconfirmed
    return {item.files[0].name: item for item in catalogue.items}


def test_the_first_catalogue_has_the_days_that_the_papers_print(items: dict[str, Item]) -> None:
    letter = items["催款函（2025.5.20）.pdf"]
    assert letter.date == date(2025, 5, 20)  # 二〇二五年五月二十日, printed in Chinese numerals
    assert letter.date_source == "文件里写的日期（待确认）"
    slip = items["网银回单20230714.pdf"]
    assert (slip.title, slip.date) == ("银行回单（2023年7月14日，300,000.00元）", date(2023, 7, 14))


def test_what_a_program_drafted_stays_open(items: dict[str, Item]) -> None:
    assert all(item.purpose == "待确认" or item.purpose.endswith("（待确认）") for item in items.values())


def test_pictures_keep_what_their_names_say(items: dict[str, Item]) -> None:
    assert items["EMS面单.jpg"].title == "邮件详情单"
    assert items["IMG_2032.jpg"].title.startswith("待确认")


def test_what_proves_itself_electronic_needs_no_original_and_a_scan_still_asks(items: dict[str, Item]) -> None:
    """证据规定 15(2): an e-invoice, a mail and a chat are originals; of a receipt without a signature nobody knows."""
    invoices = [item for name, item in items.items() if "dzfp" in name]
    assert invoices and {(one.kind, one.original) for one in invoices} == {("电子数据", "电子")}
    assert all(item.original == "电子" for name, item in items.items() if name.endswith(".eml"))
    assert items["网银回单20230714.pdf"].original == items["送货单　0828.png"].original == "待确认"


@pytest.mark.parametrize(
    ("made", "signed", "electronic"),
    [
        (paper(INVOICE), False, True),
        (paper(INVOICE.replace("电子发票", "").replace("23122000000000000001", "12345678")), False, False),
        (paper(SLIP), False, False),
        (paper(SLIP), True, True),
        (paper(NOTE), True, False),
        (paper(INVOICE, origin=Origin.OCR), True, False),
        (paper(INVOICE, loose=True), False, False),
    ],
)
def test_a_file_is_the_original_where_it_shows_that_itself(made: Paper, signed: bool, electronic: bool) -> None:
    assert is_electronic(made, signed=signed) is electronic


def test_a_pdf_is_signed_where_a_field_holds_a_signature_over_its_bytes(tmp_path: Path) -> None:
    signature = {"/ByteRange": [0, 1, 2, 3], "/Contents": b"\x30\x03"}
    for name, value in (("签.pdf", signature), ("空栏.pdf", None)):
        pdf = pikepdf.new()
        pdf.add_blank_page()
        held = {"/V": pikepdf.Dictionary(value)} if value else {}
        inner = pdf.make_indirect(pikepdf.Dictionary({"/FT": pikepdf.Name.Sig, **held}))
        outer = pdf.make_indirect(pikepdf.Dictionary({"/Kids": [inner]}))
        if not value:
            outer["/Kids"].append(outer)  # a tree that bites its tail ends all the same
        pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary({"/Fields": [outer]}))
        pdf.save(tmp_path / name)
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 broken")
    assert [is_signed(tmp_path / name) for name in ("签.pdf", "空栏.pdf", "坏.pdf")] == [True, False, False]


@pytest.mark.parametrize(("words", "said"), [(SLIP, "付款"), (CONTRACT, "订立《"), (INVOICE, "开具发票")])
def test_a_purpose_is_a_clause_that_begins_with_its_day(words: str, said: str) -> None:
    purpose = drafted(paper(words))[1]
    assert said in purpose and re.match(r"\d{4}年\d{1,2}月\d{1,2}日", purpose), purpose


def test_days_that_compete_stand_beside_the_one_that_was_chosen() -> None:
    days = (DateCandidate(date(2025, 7, 10), "name"), DateCandidate(date(2025, 7, 4), "exif"))
    text = draft_catalogue([Record("微信图片_20250710.png", 1, "0" * 64, FileKind.PNG, dates=days)])
    assert "日期: 2025-07-10" in text
    assert "# 另有日期：2025-07-04（照片拍摄时间），请核对哪一天是形成日期" in text


def test_a_day_that_says_the_same_competes_with_nothing() -> None:
    same = (DateCandidate(date(2025, 7, 4), "name"), DateCandidate(date(2025, 7, 4), "exif"))
    assert "另有日期" not in draft_catalogue([Record("a.jpg", 1, "0" * 64, FileKind.JPEG, dates=same)])
