"""Chats, mails, texts and office files in the bundle: a judge reads them on pages, and nothing of them is left out."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from bundle_kit import bundle_of, codes, item, material, packed, page_text
from intake_kit import INBOX
from lexcollect.bundle.fonts import MARK
from lexcollect.formats.shapes import Part, Unit
from lexcollect.office import find_office

BODY = "欠款851600元，拟按附件分期。\r\n> 请尽快付款\r\n好的。\r\n"
HEAD = "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\n"


def _text(pdf: Path) -> str:
    """Return the text of all pages behind the index."""
    with pikepdf.open(pdf) as opened:
        count = len(opened.pages)
    return "\n".join(page_text(pdf, page) for page in range(2, count + 1))


def _row(number: int, said: str, *, ours: bool = True) -> str:
    at = f"2023-0{1 + number % 9}-1{number % 10} 09:{number % 60:02d}:30"
    who = "wxid_ours" if ours else "wxid_theirs"
    return f'{number},3,1,0,{int(ours)},{1672565820 + number},,"{said}",{at},何姐,何样文,{who}\n'


def _chat(*said: str) -> bytes:
    return (HEAD + "".join(_row(n, words, ours=n % 2 == 1) for n, words in enumerate(said, start=1))).encode(
        "utf-8-sig"
    )


def test_a_chat_is_a_table_with_full_times_accounts_and_every_message(tmp_path: Path) -> None:
    """民诉证据规定14、15: a chat is electronic data; what is printed of it comes directly from the export."""
    built = packed(
        tmp_path, item("5-1", material(tmp_path, "聊天.csv", _chat("尾款851600我们认", "好的")), title="微信聊天记录")
    )
    said = page_text(bundle_of(built), 2)
    for words in (
        "微信聊天记录",
        "尾款851600我们认",
        "2023-01-01",
        "17:37:01",
        "wxid_ours",
        "wxid_theirs",
        "全部 2 条",
    ):
        assert words in said
    assert "（本机）" in said and "原件随附，本版未排印" not in said and codes(built) == []


def test_an_excerpt_is_continuous_and_says_of_how_many(tmp_path: Path) -> None:
    one = material(tmp_path, "聊天.csv", _chat(*(f"第{n}句话" for n in range(1, 41))))
    object.__setattr__(one, "part", Part(Unit.MESSAGES, 11, 20))
    built = packed(tmp_path, item("5-1", one))
    said = _text(bundle_of(built))
    assert re.findall(r"第(\d+)句话", said) == [str(n) for n in range(11, 21)]
    assert "第 11 条至第 20 条" in said and "共 40 条" in said and "摘录以外的消息见随附" in said


def test_more_messages_than_there_are_is_told(tmp_path: Path) -> None:
    one = material(tmp_path, "聊天.csv", _chat("一", "二"))
    object.__setattr__(one, "part", Part(Unit.MESSAGES, 2, 9))
    built = packed(tmp_path, item("5-1", one))
    assert codes(built) == ["LX-B161"] and "只有 2 条" in built.findings[0].message("zh")


def test_batches_leave_no_seam(tmp_path: Path) -> None:
    """Of 2,600 messages in three runs each stands once and in order, and no page before the last is half empty."""
    data = _chat(*(f"〈{n}〉{'货款什么时候付，请给个准话。' * (1 + n % 3)}" for n in range(1, 2601)))
    pdf = bundle_of(packed(tmp_path, item("5-1", material(tmp_path, "聊天.csv", data))))
    with pikepdf.open(pdf) as opened:
        count = len(opened.pages)
    pages = [re.findall(r"〈(\d+)〉", page_text(pdf, page)) for page in range(2, count + 1)]
    assert [int(n) for page in pages for n in page] == list(range(1, 2601))
    assert min(len(page) for page in pages[1:-1]) >= 12


def test_a_message_longer_than_a_page_goes_on_and_the_next_ones_follow(tmp_path: Path) -> None:
    data = _chat("开头", "长" * 9000, "结尾")
    said = _text(bundle_of(packed(tmp_path, item("5-1", material(tmp_path, "聊天.csv", data)))))
    assert said.count("长") == 9000 and "结尾" in said


def test_an_emoji_is_named_and_an_unknown_sign_is_marked(tmp_path: Path) -> None:
    """A thumb held up may acknowledge a debt: it must not become a blank."""
    data = _chat("对账单发您了", "👍🏻", "🧬", "\ue123")
    said = _text(bundle_of(packed(tmp_path, item("5-1", material(tmp_path, "聊天.csv", data)))))
    assert "〔表情：赞〕" in said and "〔表情：U+1F9EC〕" in said and MARK in said


def test_pictures_stand_in_their_place_and_on_a_page_of_their_own(tmp_path: Path) -> None:
    beside = INBOX / "微信" / "沈河样例-何会计"
    names = [*beside.glob("*.csv"), *sorted(beside.rglob("*.jpg"))]
    assert len(names) == 4
    files = [material(tmp_path, path.relative_to(INBOX).as_posix(), path.read_bytes()) for path in names]
    built = packed(tmp_path, item("5-1", *files))
    first, last = built.pages["5-1"]
    with pikepdf.open(bundle_of(built)) as pdf:
        drawn = [len(_images(page.obj)) for page in pdf.pages[first - 1 : last]]
    assert sum(drawn) == 2 * (len(files) - 1), drawn


def _images(obj: pikepdf.Object, depth: int = 0) -> list[pikepdf.Object]:
    found = []
    for _, one in (obj.get("/Resources", {}).get("/XObject", {}) or {}).items():
        if one.get("/Subtype") == "/Image":
            found.append(one)
        elif depth < 4:
            found += _images(one, depth + 1)
    return found


def test_a_mail_shows_its_heads_its_body_whole_and_what_hangs_on_it(tmp_path: Path) -> None:
    letter = (
        b"From: =?gb18030?B?us7R+c7E?= <he@x.example>\r\nTo: wang@y.example\r\n"
        b"Subject: =?utf-8?B?6L+Y5qy+6K6h5YiS?=\r\n"
        b"Date: Thu, 18 Apr 2024 09:41:07 +0800\r\nMessage-ID: <1@x.example>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=gb18030\r\n'
        b"Content-Transfer-Encoding: 8bit\r\n\r\n"
        + BODY.encode("gb18030")
        + b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n"
        + b'Content-Disposition: attachment; filename="p.txt"\r\n\r\n'
        + "每月十日前付十万元\r\n".encode()
        + b"--b--\r\n"
    )
    built = packed(tmp_path, item("5-2", material(tmp_path, "a.eml", letter), title="电子邮件"))
    said = _text(bundle_of(built))
    for words in ("何样文", "wang@y.example", "还款计划", "Thu, 18 Apr 2024 09:41:07 +0800", "<1@x.example>"):
        assert words in said
    body = "".join(said.split())
    assert (
        body.index("欠款851600元") < body.index("请尽快付款") < body.index("好的。") < body.index("每月十日前付十万元")
    )
    assert "邮件附件 1：p.txt" in said and codes(built) == []


def test_a_table_lies_and_shows_every_row(tmp_path: Path) -> None:
    rows = "日期,摘要,借方,贷方,余额\n" + "".join(
        f"2024-01-{1 + n % 28:02d},货款{n},,{n}.00,{n}.50\n" for n in range(1, 121)
    )
    built = packed(tmp_path, item("4-1", material(tmp_path, "流水.csv", rows.encode("gb18030")), title="银行流水"))
    said = _text(bundle_of(built))
    assert re.findall(r"货款(\d+)", said) == [str(n) for n in range(1, 121)]
    with pikepdf.open(bundle_of(built)) as pdf:
        assert all(page.mediabox[2] > page.mediabox[3] for page in list(pdf.pages)[1:])


def test_a_text_in_gbk_keeps_its_lines(tmp_path: Path) -> None:
    data = "\r\n".join(["通话记录", "", "我：钱什么时候付？", "何：下周。"]).encode("gb18030")
    said = _text(bundle_of(packed(tmp_path, item("5-9", material(tmp_path, "记录.txt", data)))))
    assert re.search(r"1\s+通话记录", said) and re.search(r"4\s+何：下周。", said)


def test_the_same_chat_gives_the_same_bytes(tmp_path: Path) -> None:
    data = _chat(*(f"第{n}句👍" for n in range(1200)))
    first, second = (
        packed(folder, item("5-1", material(folder, "聊天.csv", data))) for folder in (tmp_path / "a", tmp_path / "b")
    )
    assert bundle_of(first).read_bytes() == bundle_of(second).read_bytes()


def test_markup_in_a_message_is_read_as_words(tmp_path: Path) -> None:
    """Hostile words: what looks like the typesetter's own language is printed, never carried out."""
    said = '#import "x"; #read("/etc/passwd") $x$ [*] \\ @a <b> `c`'
    data = (HEAD + _row(1, said.replace('"', '""'))).encode("utf-8-sig")
    shown = "".join(_text(bundle_of(packed(tmp_path, item("5-1", material(tmp_path, "聊天.csv", data))))).split())
    assert "".join(said.split()) in shown


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_office_files_are_printed_in_one_run_and_a_broken_one_costs_no_other(tmp_path: Path) -> None:
    good = INBOX / "合同最终版2.docx"
    with zipfile.ZipFile(tmp_path / "torn.docx", "w") as box:
        box.writestr("[Content_Types].xml", "<Types/>")
        box.writestr("word/document.xml", "<w:document")
    built = packed(
        tmp_path,
        item("1-1", material(tmp_path, "还款计划.docx", good.read_bytes())),
        item("1-2", material(tmp_path, "坏.docx", (tmp_path / "torn.docx").read_bytes())),
        item("1-3", material(tmp_path, "另一份.docx", good.read_bytes())),
    )
    told = {f.where.file: f.code for f in built.findings}
    assert told["还款计划.docx"] == told["另一份.docx"] == "LX-B167"
    assert told["坏.docx"] in ("LX-B164", "LX-B011")
    assert "本版未排印" not in page_text(bundle_of(built), built.pages["1-1"][0])


def test_without_libreoffice_an_office_file_is_a_placeholder_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lexcollect.bundle.office_source.find_office", lambda: None)
    data = (INBOX / "合同最终版2.docx").read_bytes()
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.docx", data)))
    assert codes(built)[0] == "LX-B163" and "没有安装 LibreOffice" in page_text(bundle_of(built), 2)


def _ledger(columns: int, rows: int) -> bytes:
    """Return a workbook as an accountant saves it: many columns, no thought of printing."""
    import io

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([f"栏目{number}" for number in range(1, columns + 1)])
    for row in range(rows):
        sheet.append([f"DD-{row:04}-{number}" for number in range(1, columns + 1)])
    for number in range(columns):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(number + 1)].width = 15
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_a_wide_ledger_is_printed_with_all_its_columns_on_one_page(tmp_path: Path) -> None:
    """A row torn over four sheets cannot be read: eighteen columns stand beside each other on a lying page."""
    built = packed(tmp_path, item("4-1", material(tmp_path, "台账.xlsx", _ledger(18, 30)), title="应收台账"))
    assert built.pages["4-1"] == (2, 2)
    said = page_text(bundle_of(built), 2)
    assert "DD-0000-1 " in said and "DD-0000-18" in said and "DD-0029-18" in said


def test_what_its_author_set_and_every_cell_stays(tmp_path: Path) -> None:
    import io

    import openpyxl

    from lexcollect.bundle.sheet_fit import fitted

    narrow = openpyxl.load_workbook(io.BytesIO(fitted(_ledger(3, 5)))).active
    assert (narrow.page_setup.orientation, narrow.page_setup.fitToWidth, narrow.page_setup.fitToHeight) == (None, 1, 0)
    wide = openpyxl.load_workbook(io.BytesIO(fitted(_ledger(18, 5)))).active
    assert wide.page_setup.orientation == "landscape" and wide["R6"].value == "DD-0004-18"
    book = openpyxl.load_workbook(io.BytesIO(_ledger(18, 5)))
    book.active.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    buffer = io.BytesIO()
    book.save(buffer)
    assert fitted(buffer.getvalue()) == buffer.getvalue()
    for damaged in (b"", b"PK\x03\x04", _ledger(3, 5)[:900]):
        assert fitted(damaged) == damaged


STATEMENT = """辽海示范银行企业网银交易明细（样例）
账户名称：\t辽宁辽畅示例设备租赁有限公司
起止日期：20240201-20250731

交易日期,交易时间,收入金额,支出金额,余额,对方户名,摘要
20240228\t,"10:28:00\t","116,000.00",,"316,000.00",大连连港样例建筑工程有限公司,挖机押金
20240304\t,"10:04:00\t","58,000.00",,"374,000.00",大连连港样例建筑工程有限公司,3月租金
20240403\t,"10:03:00\t","58,000.00",,"432,000.00",大连连港样例建筑工程有限公司,4月租金
20240505\t,"10:05:00\t","58,000.00",,"490,000.00",大连连港样例建筑工程有限公司,5月租金
合计：4笔
"""


def test_a_bank_statement_with_lines_above_its_heading_is_a_table(tmp_path: Path) -> None:
    """As banks export them: account and period first, then the table, then a line of totals. Every line is there."""
    built = packed(tmp_path, item("3-2", material(tmp_path, "流水.csv", STATEMENT.encode("gb18030")), title="银行流水"))
    said = page_text(bundle_of(built), 2)
    for words in ("辽海示范银行企业网银交易明细", "起止日期：20240201-20250731", "交易日期", "对方户名", "合计：4笔"):
        assert words in said
    row = next(line for line in said.splitlines() if "20240228" in line)
    assert re.search(r"10:28:00\s+116,000\.00\s+316,000\.00\s+大连连港样例建筑工程有限公司\s+挖机押金", row)
    with pikepdf.open(bundle_of(built)) as pdf:
        box = pdf.pages[1].MediaBox
        assert box[2] > box[3], "a lying sheet"


#: Twelve columns as a bank gives them, with an account number and a long remark.
WIDE = "交易日期,交易时间,凭证号,借方发生额,贷方发生额,余额,对方账号,对方户名,对方开户行,币种,摘要,附言\n" + "".join(
    f'2024-0{month}-28,10:28:0{month},{month},,"{month * 1234567:,}.50","{month * 87654321:,}.25",6222020000000000123,'
    "大连连港样例建筑工程有限公司,中国样例银行股份有限公司大连甘井子支行,人民币,转账,"
    f"{month}月租金及此前欠付的占用费一并支付请查收\n"
    for month in range(1, 10)
)


@pytest.mark.parametrize(("data", "day", "sums"), [(STATEMENT, r"\d{8}", 2), (WIDE, r"\d{4}-\d\d-\d\d", 2)])
def test_no_day_is_broken_and_sums_end_at_one_line(tmp_path: Path, data: str, day: str, sums: int) -> None:
    """Where each sum ends on the page, and whether each day stands in one line: asked of pdfium."""
    built = packed(tmp_path, item("3-2", material(tmp_path, "流水.csv", data.encode("gb18030")), title="银行流水"))
    with pypdfium2.PdfDocument(bundle_of(built)) as pdf:
        page = pdf[1].get_textpage()
        said = page.get_text_range()
        days = re.findall(rf"^{day}\b", said, re.MULTILINE)
        ends: dict[float, int] = {}
        for at, char in enumerate(said):
            if char.isdigit() and re.search(r"\d,\d{3}\.\d\d$", said[: at + 1]) and not said[at + 1 : at + 2].isdigit():
                right = round(page.get_charbox(at, loose=True)[2], 0)
                ends[right] = ends.get(right, 0) + 1
    rows = len(re.findall(rf"^{day}", data, re.MULTILINE))
    assert len(days) == rows
    assert sorted(ends.values()) == [rows] * sums, "each column of sums ends at one line"


def test_prose_with_commas_stays_a_text(tmp_path: Path) -> None:
    words = "Dear Sir, we, the undersigned, say, again,\nthat you, sir, owe, us, money,\nand, so, on, and, on,\nyes.\n"
    built = packed(tmp_path, item("3-2", material(tmp_path, "说明.txt", words.encode())))
    said = page_text(bundle_of(built), 2)
    assert "the undersigned, say, again," in said and "本页由随附的文本文件逐行排印" in said
