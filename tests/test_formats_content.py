"""What a file holds, piece by piece: every piece points at the exact bytes it was read from."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bundle_kit import codes, item, marked_pdf, material, packed, pdf_bytes
from intake_kit import INBOX, docx, words, zipped
from lexcollect.formats import encodings, mixed, zipbox
from lexcollect.formats.content import Content
from lexcollect.formats.encodings import decode, detect, lines, read
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.limits import MAX_MEMBERS
from lexcollect.formats.readers import archive, chat_csv
from lexcollect.formats.reading import content, look
from lexcollect.formats.recognise import identify
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.shapes import MessageKind, Part, Precision, TimeSource, Unit
from lexcollect.formats.times import CHINA, moment_of

DATA = Path(__file__).resolve().parent / "data" / "formats"
CHAT = INBOX / "微信" / "沈河样例-何会计" / "沈河样例-何会计.csv"
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
HEAD = "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender"
ANY_DIRECTORY = [HealthCheck.function_scoped_fixture]
#: Words with an ASCII letter in front, so that UTF-16 without a mark can be told.
TEXTS = st.lists(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(lambda words: f"a{words}"), min_size=1
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


# --- text -------------------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(TEXTS, ENDS, st.sampled_from(ENCODINGS), st.booleans())
def test_the_pieces_of_a_text_are_its_bytes_without_a_gap(said: list[str], end: str, name: str, last: bool) -> None:
    text = end.join(said) + (end if last else "")
    raw = text.encode(name)
    stream = io.BytesIO(raw)
    found = detect(stream)
    whole = read(raw)
    assert (found is None) == (whole is None)
    if found is None or whole is None:
        return
    assert found == whole[1]
    pieces = list(lines(stream, found))
    at = found.start
    for number, piece in enumerate(pieces, start=1):
        assert (piece.number, piece.offset) == (number, at)
        if found.codec:
            assert raw[piece.offset : piece.offset + piece.size].decode(found.codec) == piece.text
        at += piece.size
    assert at == len(raw)
    assert "".join(piece.text for piece in pieces) == whole[0].removeprefix("\ufeff")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_what_is_a_text_does_not_depend_on_how_it_is_read(raw: bytes) -> None:
    found, whole = detect(io.BytesIO(raw)), read(raw)
    assert found == (whole[1] if whole else None)
    if (strict := decode(raw)) and found and found.codec:
        assert whole and strict == (whole[0], found.name)  # where one encoding holds, both readings are one


def test_a_line_without_end_comes_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "MAX_LINE_CHARS", 7)
    raw = ("款" * 20 + "\r\n好").encode()
    stream = io.BytesIO(raw)
    found = detect(stream)
    assert found is not None
    pieces = list(lines(stream, found))
    assert max(len(piece.text) for piece in pieces) == 7
    assert b"".join(raw[p.offset : p.offset + p.size] for p in pieces) == raw


def test_a_text_that_stops_being_one_is_told_broken(tmp_path: Path) -> None:
    """The head is UTF-8, the tail is nothing: nothing is guessed and nothing dropped."""
    path = written(tmp_path / "说明.txt", "欠款属实\n".encode() * 20_000 + b"\xff\xfe\xfd\xfc" * 20_000)
    with pytest.raises(BadFile):
        list(content(path).text())
    seen = look(path, "说明.txt", identify(path))
    assert [f.code for f in seen.findings] == ["LX-I063"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["欠", "a", "\n", "\r", "\r\n"]), max_size=12), st.integers(3, 9))
def test_mixed_lines_end_where_all_others_do(said: list[str], most: int) -> None:
    """A byte of no encoding in front: the lines are those of the same text without it, and none is lost."""
    text = "欠款属实，月底前付清。" * 4 + "".join(said)
    raw = b"\xff" + text.encode()
    found = detect(io.BytesIO(raw))
    assert found is not None and not found.codec
    pieces = [piece.text for piece in lines(io.BytesIO(raw), found)]
    assert pieces == [*io.StringIO("\\xff" + text, newline="")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mixed, "MAX_LINE_CHARS", most)
        assert b"".join(mixed.raw_lines(io.BytesIO(raw), 0)) == raw


def test_a_text_that_lost_a_byte_keeps_all_others(tmp_path: Path) -> None:
    path = written(tmp_path / "说明.txt", "欠款属实\n".encode() * 20_000 + b"\xff\xff")
    opened = content(path)
    pieces = list(opened.text())
    assert (len(pieces), pieces[-1].text, pieces[0].text) == (20_001, "\\xff\\xff", "欠款属实\n")
    assert [f.code for f in opened.findings] == ["LX-I061"]


def test_every_line_of_a_web_page_and_of_a_table_can_be_shown(tmp_path: Path) -> None:
    for name in ("海涛.html", "digital-invoice.xml", "statement.csv"):
        path = DATA / name
        raw = path.read_bytes()
        pieces = list(content(path).text())
        assert b"".join(raw[p.offset : p.offset + p.size] for p in pieces) == raw[pieces[0].offset :]


# --- chats ------------------------------------------------------------------------------------------------------


def row_of(raw: bytes, encoding: str) -> list[str]:
    return next(csv.reader(io.StringIO(raw.decode(encoding), newline="")))


@pytest.mark.parametrize(
    "path",
    [
        CHAT,
        DATA / "05-memotrace-1x.csv",
        DATA / "06-memotrace-2x.csv",
        DATA / "wxid_bc1d3f5g7h9j21_0_30.csv",
        DATA / "11-pywxdump-resaved-by-spreadsheet.csv",
        DATA / "wx_excel_sci.csv",
    ],
    ids=lambda path: path.name,
)
def test_each_message_points_at_the_bytes_of_its_row(path: Path) -> None:
    raw = path.read_bytes()
    opened = content(path)
    assert isinstance(opened, chat_csv.ChatContent)
    codec = opened.encoding().codec
    table = list(csv.reader(io.StringIO(raw.decode(opened.encoding().name), newline="")))
    messages = list(opened.messages())
    assert [m.number for m in messages] == list(range(1, len(messages) + 1))
    assert [row_of(raw[m.offset : m.offset + m.size], codec) for m in messages] == [r for r in table[1:] if r]
    assert messages[-1].offset + messages[-1].size == len(raw)


@pytest.mark.parametrize(
    ("name", "source", "outgoing"),
    [
        ("05-memotrace-1x.csv", TimeSource.IN_DATA, {True, False}),
        ("06-memotrace-2x.csv", TimeSource.ASSUMED, {None}),
        ("wxid_bc1d3f5g7h9j21_0_30.csv", TimeSource.ASSUMED, {True, False}),
    ],
)
def test_three_exports_of_one_chat_tell_the_same(name: str, source: TimeSource, outgoing: set[bool | None]) -> None:
    """30 messages from 2023-08-16 09:12:05 to 2025-04-02 10:00:00, as the owner's telephone shows them."""
    messages = list(content(DATA / name).messages())
    kinds = Counter(message.kind for message in messages)
    assert len(messages) == 30
    assert messages[0].time.value == datetime(2023, 8, 16, 9, 12, 5, tzinfo=CHINA)
    assert messages[-1].time.value == datetime(2025, 4, 2, 10, 0, tzinfo=CHINA)
    assert {m.time.source for m in messages} == {source}
    assert {m.time.precision for m in messages} == {Precision.SECOND}
    assert {m.outgoing for m in messages if m.kind is not MessageKind.RECALL} == outgoing
    assert (kinds[MessageKind.TEXT], kinds[MessageKind.TRANSFER], kinds[MessageKind.MERGED_FORWARD]) == (20, 2, 1)
    for kind in ("file", "image", "quote", "voice", "recall", "call"):
        assert kinds[MessageKind(kind)] == 1, kind
    assert all(message.reference for message in messages)


def test_a_number_of_nineteen_digits_stays_a_text() -> None:
    assert next(content(DATA / "06-memotrace-2x.csv").messages()).reference == "5510323336190340515"


def test_a_spreadsheet_program_took_the_seconds_and_none_are_invented() -> None:
    first = next(content(DATA / "11-pywxdump-resaved-by-spreadsheet.csv").messages())
    assert first.time.value == datetime(2023, 8, 16, 9, 12, tzinfo=CHINA)
    assert (first.time.precision, first.time.raw) == (Precision.MINUTE, "2023/8/16 9:12")


def test_a_spoilt_time_is_taken_from_the_column_beside_it() -> None:
    first = next(content(DATA / "wx_excel_sci.csv").messages())
    assert first.time.value == datetime(2024, 2, 1, 10, 0, tzinfo=CHINA)
    assert (first.time.source, first.text) == (TimeSource.ASSUMED, "第一行\n第二行")


def test_words_about_a_recalled_message_are_no_recall(tmp_path: Path) -> None:
    rows = ["1,1,1,0,0,1706752800,2,你昨天撤回了一条消息", '2,1,10000,0,0,1706752801,2,"""海涛"" 撤回了一条消息"']
    path = written(tmp_path / "聊天.csv", "\n".join([HEAD, *rows]).encode())
    assert [m.kind for m in content(path).messages()] == [MessageKind.TEXT, MessageKind.RECALL]


@pytest.mark.parametrize(
    ("raw", "precision", "source"),
    [
        ("1692148325", Precision.SECOND, TimeSource.IN_DATA),
        ("1692148325000", Precision.SECOND, TimeSource.IN_DATA),
        ("2023-08-16 09:12:05", Precision.SECOND, TimeSource.ASSUMED),
        ("2023/8/16 9:12", Precision.MINUTE, TimeSource.ASSUMED),
        ("2023.8.16", Precision.DAY, TimeSource.ASSUMED),
        ("2023-08-16 29:99:99", Precision.DAY, TimeSource.ASSUMED),
        ("昨天 16:08", Precision.NONE, TimeSource.NONE),
        ("08-16 09:12", Precision.NONE, TimeSource.NONE),
        ("2023-02-30", Precision.NONE, TimeSource.NONE),
        ("99999999999", Precision.NONE, TimeSource.NONE),
    ],
)
def test_a_time_says_how_exact_it_is_and_where_its_zone_comes_from(
    raw: str, precision: Precision, source: TimeSource
) -> None:
    moment = moment_of(raw)
    assert (moment.precision, moment.source, moment.raw) == (precision, source, raw)
    assert (moment.value is None) == (precision is Precision.NONE)


def test_a_quote_that_never_closes_costs_no_later_message(tmp_path: Path) -> None:
    """The broken row is handed out as it stands; what comes behind it is read as rows of their own."""
    rows = [f"{n},1,1,0,0,{1706752800 + n},2,好的{n}" for n in range(30_000)]
    rows[3] = '4,1,1,0,0,1706752803,2,"未闭合'
    path = written(tmp_path / "聊天.csv", "\r\n".join([HEAD, *rows]).encode("utf-8-sig"))
    raw = path.read_bytes()
    messages = list(content(path).messages())
    (broken,) = [m for m in messages if m.kind is MessageKind.UNPARSED]
    assert raw[broken.offset : broken.offset + broken.size].decode() == broken.text
    assert broken.text.startswith("4,1,1,0,0,1706752803")
    assert messages[-1].text == "好的29999"
    assert len(messages) == len(rows)  # every row is in exactly one place
    seen = look(path, "聊天.csv", identify(path))
    assert [f.code for f in seen.findings if f.code < "LX-I100"] == [
        "LX-I052",
        "LX-I064",
    ]  # and the empty columns at the end are not written


cells = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)


@settings(max_examples=80, deadline=None, suppress_health_check=ANY_DIRECTORY)
@given(
    st.lists(st.tuples(cells, cells), max_size=12),
    ENDS.filter(lambda end: end != "\r"),
    st.sampled_from(["utf-8", "gb18030"]),
)
def test_whatever_people_write_the_row_is_found_in_its_bytes(
    tmp_path: Path, said: list[tuple[str, str]], end: str, encoding: str
) -> None:
    # A writer with a line end of its own leaves a lone CR unquoted, and then nobody can tell it from a row's end.
    lone = any("\r" in text or "\r" in name for text, name in said)
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL if lone else csv.QUOTE_MINIMAL)
    table.writerow(HEAD.split(","))
    table.writerows(
        [str(n), "1", "1", "0", "0", "1706752800", "2", text, "", "", name] for n, (text, name) in enumerate(said)
    )
    path = written(tmp_path / "聊天.csv", out.getvalue().encode(encoding))
    opened = chat_csv.ChatContent(path, FileKind.CHAT)
    try:
        codec = opened.encoding().codec
    except BadFile:
        assert decode(path.read_bytes()) is None  # control characters: no text at all
        return
    raw = path.read_bytes()
    messages = list(opened.messages())
    assert len(messages) == len(said)
    for message in messages:
        assert row_of(raw[message.offset : message.offset + message.size], codec)[7] == message.text


def test_a_part_of_a_chat_holds_its_messages_and_reads_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages 5 to 8 of the accountant's chat are the exhibit; numbers and bytes are those of the whole."""
    whole = list(content(CHAT).messages())
    part = Part(Unit.MESSAGES, 5, 8)
    assert list(content(CHAT).messages(part)) == whole[4:8]
    assert list(content(CHAT).messages(Part(Unit.MESSAGES, 5))) == whole[4:]
    read = 0
    real = chat_csv._Table.message

    def counted(self: object, number: int, *more: object) -> object:
        nonlocal read
        read = number
        return real(self, number, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(chat_csv._Table, "message", counted)
    list(content(CHAT).messages(part))
    assert read == 8


@pytest.mark.parametrize(("first", "last"), [(0, None), (-1, 3), (5, 4)])
def test_a_part_that_holds_nothing_cannot_be_made(first: int, last: int | None) -> None:
    with pytest.raises(ValueError, match="no part"):
        Part(Unit.PAGES, first, last)


def test_rows_beyond_the_bound_are_said_to_be_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_csv, "MAX_ROWS", 3)
    rows = [f"{n},1,1,0,0,1706752800,2,好" for n in range(5)]
    path = written(tmp_path / "聊天.csv", "\n".join([HEAD, *rows]).encode())
    opened = content(path)
    assert len(list(opened.messages())) == 3
    assert [f.code for f in opened.findings] == ["LX-I050"]


def test_a_large_chat_is_read_in_bounded_memory(tmp_path: Path) -> None:
    import tracemalloc

    row = '{n},1,1,0,0,{time},2,"第{n}条：货款月底前安排，请放心"\r\n'
    path = tmp_path / "聊天.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        out.write(HEAD + "\r\n")
        out.writelines(row.format(n=n, time=1706752800 + n) for n in range(60_000))
    tracemalloc.start()
    try:
        count = sum(1 for _ in content(path).messages())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 60_000
    assert peak < 4_000_000 < path.stat().st_size


# --- mail -------------------------------------------------------------------------------------------------------


def test_a_mail_is_a_message_with_its_time_sender_and_reference() -> None:
    """Sent 09:58:22 Chinese time although the header is in UTC: the confirmation is of 1 March, not of February."""
    (mail,) = content(DATA / "02-reply-confirmation.eml").messages()
    assert mail.time.value == datetime(2024, 3, 1, 9, 58, 22, tzinfo=CHINA)
    assert (mail.time.source, mail.kind, mail.refers) == (TimeSource.IN_DATA, MessageKind.MAIL, ("盖章回函.jpg",))
    assert mail.sender_id == "zhaomz@beichen-heavy.example"
    assert mail.size == (DATA / "02-reply-confirmation.eml").stat().st_size


def test_attachments_are_members_and_a_forwarded_mail_is_one_of_them(tmp_path: Path) -> None:
    (photo,) = content(DATA / "02-reply-confirmation.eml").members()
    path = written(tmp_path / "附件", photo.read(1_000_000))
    assert (photo.name, identify(path).kind) == ("盖章回函.jpg", FileKind.JPEG)
    (letter,) = content(DATA / "03-forwarded-as-attachment.eml").members()
    inner = written(tmp_path / "内", letter.read(1_000_000))
    assert identify(inner).kind is FileKind.MAIL
    assert [member.name for member in content(inner).members()] == ["盖章回函.jpg"]


@pytest.mark.parametrize(
    ("name", "subject", "attached"),
    [
        ("raw-gbk-all.eml", "对账单主题", ["对账单四.pdf"]),
        ("raw-utf8-name.eml", "对账单（未编码主题）", ["对账单三.pdf"]),
        ("bom.eml", "x", []),
    ],
)
def test_headers_that_are_not_encoded_are_read(name: str, subject: str, attached: list[str]) -> None:
    path = DATA / name
    assert look(path, name, identify(path)).facts["subject"] == subject
    assert [member.name for member in content(path).members()] == attached


def test_a_day_without_a_time_of_day_claims_none(tmp_path: Path) -> None:
    head = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n"
    path = written(tmp_path / "信.eml", head + b"Date: Fri, 1 Mar 2024 99:20:05 +0800\r\n\r\nx")
    (mail,) = content(path).messages()
    assert (mail.time.value, mail.time.precision) == (datetime(2024, 3, 1, tzinfo=CHINA), Precision.DAY)


@pytest.mark.parametrize("name", ["../../x.pdf", "C:\\x.pdf", "a/b/x.pdf"])
def test_the_name_of_an_attachment_leads_nowhere(tmp_path: Path, name: str) -> None:
    head = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n"
    path = written(tmp_path / "信.eml", head + f'Content-Disposition: attachment; filename="{name}"\r\n\r\nx'.encode())
    assert [member.name for member in content(path).members()] == ["x.pdf"]


# --- archives ---------------------------------------------------------------------------------------------------


def members_of(path: Path) -> dict[str, bytes]:
    return {member.name: member.read(10_000_000) for member in archive.ZipContent(path, FileKind.ZIP).members()}


def test_the_members_of_an_archive_come_as_a_person_lays_them_out(tmp_path: Path) -> None:
    inside = {"照片/10.jpg": b"ten", "照片/2.jpg": b"two", "__MACOSX/._2.jpg": b"x", "Thumbs.db": b"y" * 9000}
    path = written(tmp_path / "照片.zip", zipped(inside))
    opened = archive.ZipContent(path, FileKind.ZIP)
    assert [(m.number, m.name, m.size) for m in opened.members()] == [(1, "照片/2.jpg", 3), (2, "照片/10.jpg", 3)]
    assert opened.left == 2
    assert members_of(path) == {"照片/2.jpg": b"two", "照片/10.jpg": b"ten"}


def test_a_large_document_called_like_a_lock_file_is_no_leaving(tmp_path: Path) -> None:
    """A name alone never condemns a document, inside an archive as little as outside."""
    path = written(tmp_path / "包.zip", zipped({"~$合同.docx": b"x" * 9_000, "~$别的.docx": b"x" * 162}))
    assert set(members_of(path)) == {"~$合同.docx"}


def test_what_a_member_says_of_its_size_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 1_000)
    path = written(tmp_path / "包.zip", zipped({"1.txt": b"a" * 600, "2.txt": b"b" * 600, "3.txt": b"c" * 300}))
    read: dict[str, object] = {}
    for member in archive.ZipContent(path, FileKind.ZIP).members():
        try:
            read[member.name] = len(member.read(10_000))
        except BadFile as bad:
            read[member.name] = bad.reason
    assert read == {"1.txt": 600, "2.txt": Reason.TOO_MUCH, "3.txt": 300}


def test_a_bomb_is_refused_before_anything_is_unpacked(tmp_path: Path) -> None:
    swelling = written(tmp_path / "胀.zip", zipped({"大.txt": b"\0" * 30_000_000}))
    many = written(tmp_path / "多.zip", zipped({f"{n}": b"" for n in range(MAX_MEMBERS + 1)}))
    leaving = written(tmp_path / "出.zip", zipped({"../外.txt": b"x"}))
    for path, reason in ((swelling, Reason.TOO_MUCH), (many, Reason.TOO_MUCH), (leaving, Reason.LEAVES)):
        with pytest.raises(BadFile) as refused:
            next(content(path).members())
        assert refused.value.reason is reason


def test_as_many_members_as_the_list_takes_are_handed_out(tmp_path: Path) -> None:
    path = written(tmp_path / "多.zip", zipped({f"{n}": b"" for n in range(MAX_MEMBERS)}))
    assert sum(1 for _ in content(path).members()) == MAX_MEMBERS
    assert look(path, "多.zip", identify(path)).facts["members"] == str(MAX_MEMBERS)


def test_an_archive_is_closed_when_nobody_reads_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    real = zipbox.open_regular

    def watched(path: Path) -> io.BufferedReader:
        opened.append(real(path))
        return opened[-1]  # type: ignore[return-value]

    monkeypatch.setattr(zipbox, "open_regular", watched)
    path = written(tmp_path / "包.zip", zipped({"1": b"x", "2": b"y"}))
    members: Iterator[object] = archive.ZipContent(path, FileKind.ZIP).members()
    next(members)
    members.close()  # type: ignore[attr-defined]
    assert [stream.closed for stream in opened] == [True]


# --- pages ------------------------------------------------------------------------------------------------------


def pages_pdf(tmp_path: Path) -> Path:
    """Three upright pages, the second turned, the third a quarter of A3 with a unit of two points."""
    pdf = marked_pdf()
    for _ in range(2):
        pdf.pages.append(pdf.pages[0])
    pdf.pages[1].obj.Rotate = 90
    pdf.pages[2].obj.UserUnit = 2
    return written(tmp_path / "合同.pdf", pdf_bytes(pdf))


def test_pages_are_those_a_viewer_shows(tmp_path: Path) -> None:
    pages = list(content(pages_pdf(tmp_path)).pages())
    assert [(p.number, p.width, p.height, p.rotation) for p in pages] == [
        (1, 595, 842, 0),
        (2, 842, 595, 90),
        (3, 1190, 1684, 0),
    ]


def test_a_part_of_a_pdf_is_its_pages_in_the_list_and_in_the_package(tmp_path: Path) -> None:
    """Pages 2 and 3 of the contract are the exhibit: two pages are printed, the original is packed whole."""
    from dataclasses import replace

    path = pages_pdf(tmp_path)
    part = Part(Unit.PAGES, 2, 3)
    assert [page.number for page in content(path).pages(part)] == [2, 3]
    source = material(tmp_path, "合同.pdf", path.read_bytes())
    built = packed(tmp_path, item("2-1", replace(source, part=part)))
    assert built.folder and built.pages["2-1"] == (2, 3) and codes(built) == ["LX-B030"]
    assert next((built.folder / "data" / "originals").iterdir()).read_bytes() == path.read_bytes()


@pytest.mark.parametrize(("first", "last", "pages"), [(2, 9, 2), (4, 9, 1), (4, None, 1)])
def test_a_part_that_the_file_does_not_hold_is_told(tmp_path: Path, first: int, last: int | None, pages: int) -> None:
    """The file has three pages: what lies in the range is printed, and where nothing does the reason is."""
    from dataclasses import replace

    source = material(tmp_path, "合同.pdf", pages_pdf(tmp_path).read_bytes())
    built = packed(tmp_path, item("2-1", replace(source, part=Part(Unit.PAGES, first, last))))
    assert "LX-B036" in codes(built) and built.pages["2-1"] == (2, 1 + pages)


def test_a_range_of_messages_is_no_range_of_pages(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="messages"):
        list(content(pages_pdf(tmp_path)).pages(Part(Unit.MESSAGES, 1, 2)))
    with pytest.raises(ValueError, match="pages"):
        list(content(CHAT).messages(Part(Unit.PAGES, 1, 2)))


def test_a_picture_is_a_page_and_a_tiff_one_for_each_frame() -> None:
    assert [page.number for page in content(DATA / "送货单合订.tif").pages()] == [1, 2, 3]
    (turned,) = content(INBOX / "IMG_2031.jpg").pages()
    facts = look(INBOX / "IMG_2031.jpg", "x.jpg", identify(INBOX / "IMG_2031.jpg")).facts
    stored = float(facts["width"]), float(facts["height"])
    assert (turned.rotation, (turned.height, turned.width)) == (90, stored) or (turned.width, turned.height) == stored


# --- documents --------------------------------------------------------------------------------------------------


def test_a_word_file_is_read_paragraph_by_paragraph(tmp_path: Path) -> None:
    path = written(tmp_path / "合同.docx", docx(words("钢材购销合同") + words("第一条 货款") + words("")))
    assert [(p.number, p.text) for p in content(path).text()] == [
        (1, "钢材购销合同\n"),
        (2, "第一条 货款\n"),
        (3, "\n"),
    ]


def test_what_has_no_content_of_a_kind_hands_out_nothing(tmp_path: Path) -> None:
    for name in ("call-2024-09-18.amr", "发票.rar", "digital-invoice.ofd"):
        opened = content(DATA / name)
        assert isinstance(opened, Content)
        assert [*opened.messages(), *opened.members(), *opened.pages(), *opened.text()] == []


@pytest.mark.parametrize("name", ["工商查询(加密).pdf", "对账单(盖章) - 副本.pdf"])
def test_a_locked_or_broken_file_is_refused_with_its_reason(name: str) -> None:
    path = INBOX / name
    seen = look(path, name, identify(path))
    with pytest.raises(BadFile) as refused:
        list(content(path).pages())
    expected = {Status.ENCRYPTED: Reason.LOCKED, Status.BROKEN: Reason.BROKEN}
    assert refused.value.reason is expected[seen.status]


def test_a_member_without_a_name_is_a_member(tmp_path: Path) -> None:
    """Damage can take the name; what the member holds is still there and still counted."""
    path = tmp_path / "补充.zip"
    with zipfile.ZipFile(path, "w") as box:
        box.writestr("合同.txt", "内容")
        nameless = zipfile.ZipInfo("x")
        nameless.filename = ""
        box.writestr(nameless, "内容")
    members = list(content(path, identify(path)).members())
    assert len(members) == 2
