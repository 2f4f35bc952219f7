"""Mails as they arrive in a law office: written by every program there is, cut, mislabelled, many in one file."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_kit import taken
from lexcollect.formats import mailbox
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.letters import Doubts, characters, header
from lexcollect.formats.reading import content, look
from lexcollect.formats.recognise import identify
from lexcollect.formats.refusals import BadFile
from lexcollect.formats.shapes import Look, Message, MessageKind, Part, Unit

DATA = Path(__file__).resolve().parent / "data" / "formats"
HEAD = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nDate: Thu, 1 Feb 2024 10:00:00 +0800\r\n"


def written(tmp_path: Path, data: bytes, name: str = "信.eml") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    assert identify(path).kind is FileKind.MAIL
    return path


def seen(path: Path) -> Look:
    return look(path, path.name, identify(path))


def codes(path: Path) -> set[str]:
    return {found.code for found in seen(path).findings}


def only(path: Path) -> Message:
    (message,) = content(path).messages()
    return message


def names(path: Path) -> list[str]:
    return [member.name for member in content(path).members()]


def parts(*pieces: bytes, kind: bytes = b"mixed", end: bytes = b"--B--\r\n") -> bytes:
    head = HEAD + b"MIME-Version: 1.0\r\nContent-Type: multipart/" + kind + b'; boundary="B"\r\n\r\n'
    return head + b"".join(b"--B\r\n" + piece + b"\r\n" for piece in pieces) + end


def plain(words: str, charset: str = "utf-8") -> bytes:
    return f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + words.encode(charset)


def attached(name: bytes, data: bytes = b"%PDF-1.4 x", coded: bytes | None = None) -> bytes:
    head = b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; "
    return head + name + b"\r\n\r\n" + (base64.encodebytes(data) if coded is None else coded)


# --- headers and names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("对账单（未编码）".encode(), "对账单（未编码）"),
        ("对账单（未编码）".encode("gb18030"), "对账单（未编码）"),
        (b"=?gb2312?B?ttTVy7WltcS7\r\n 2Li0?=", "对账单的回复"),  # broken inside a word
        (b"=?gb2312?B?ttQ=?=\r\n =?GB2312?B?1cu1pQ==?=", "对账单"),
        (b"=?utf-8?B?5a+?=\r\n =?utf-8?B?uei0pg==?=", "对账"),  # one character cut over two words
        (b"=?gb2312?Q?=B6=D4=D5\r\n =CB_=B5=A5?=", "对账 单"),
        (b"Re: =?gb2312?B?ttTVyw==?= \xb5\xa5", "Re: 对账 单"),  # encoded and raw in one line
        (b"=?gb2312*zh?B?ttTVyw==?=", "对账"),
        (b"=?x-unknown?B?ttTVyw==?=", "对账"),
        (b"=?gb2312?B?ttTV?", "=?gb2312?B?ttTV?"),  # cut: shown as it stands
        (b"=?gb2312?B?t?=", "=?gb2312?B?t?="),
        (b"a =?utf-8?Q?b?= c", "a b c"),
    ],
)
def test_a_subject_is_read_whatever_was_made_of_it(tmp_path: Path, raw: bytes, text: str) -> None:
    path = written(tmp_path, HEAD.replace(b"Subject: x", b"Subject: " + raw) + b"\r\nx")
    assert seen(path).facts["subject"] == text


@pytest.mark.parametrize(
    "name",
    [
        'filename="对账单.pdf"'.encode(),
        'filename="对账单.pdf"'.encode("gb18030"),
        b'filename="=?gb2312?B?ttTVy7WlLnBkZg==?="',
        b"filename*=gb2312''%B6%D4%D5%CB%B5%A5.pdf",
        b"filename*0*=utf-8''%E5%AF%B9%E8%B4%A6;\r\n filename*1*=%E5%8D%95.pdf",
        b"filename*=x-unknown''%B6%D4%D5%CB%B5%A5.pdf",
        b'filename*0="=?gb2312?B?ttTVy7Wl";\r\n filename*1="LnBkZg==?="',
        'filename="C:\\文件\\对账单.pdf"'.encode(),
        'filename="../../对账单.pdf"'.encode(),
        'filename="对\u202e账\u200b单.pdf"'.encode(),
    ],
)
def test_an_attachment_is_named_as_its_sender_named_it(tmp_path: Path, name: bytes) -> None:
    path = written(tmp_path, parts(plain("见附件"), attached(name)))
    assert names(path) == ["对账单.pdf"] and seen(path).facts["attachment_names"] == "对账单.pdf"
    assert only(path).refers == ("对账单.pdf",)


def test_a_name_that_gbk_does_not_hold_is_whole(tmp_path: Path) -> None:
    """朱镕基's second character is not in GB2312, which the label says; it is not to become a box."""
    coded = "".join(f"%{byte:02X}" for byte in "朱镕基.pdf".encode("gb18030"))
    path = written(tmp_path, parts(attached(f"filename*=gb2312''{coded}".encode())))
    assert names(path) == ["朱镕基.pdf"]


# --- charsets that lie ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("us-ascii", "gb18030"),
        ("iso-8859-1", "gb18030"),
        ("windows-1252", "utf-8"),
        ("utf-8", "gb18030"),
        ("gb2312", "utf-8"),
        ("x-unknown", "gb18030"),
        ("unicode_escape", "utf-8"),
        ("base64", "utf-8"),
        ("utf-16", "gb18030"),
    ],
)
def test_a_label_that_does_not_fit_is_told_and_the_words_are_read(tmp_path: Path, label: str, encoding: str) -> None:
    words = "截至今日尚欠货款"
    path = written(
        tmp_path, HEAD + f"Content-Type: text/plain; charset={label}\r\n\r\n".encode() + words.encode(encoding)
    )
    assert only(path).text == words
    assert codes(path) == {"LX-I055"}


@pytest.mark.parametrize(("label", "words"), [("iso-8859-1", "Müller été naïf"), ("gbk", "好"), ("big5", "貨款")])
def test_a_label_that_fits_is_believed(tmp_path: Path, label: str, words: str) -> None:
    path = written(tmp_path, HEAD + f"Content-Type: text/plain; charset={label}\r\n\r\n".encode() + words.encode(label))
    assert only(path).text == words and codes(path) == set()


def test_bytes_of_no_encoding_are_shown_and_told(tmp_path: Path) -> None:
    cut = "尚欠货款".encode()[:-1] + b" 80\xff\xff"
    path = written(tmp_path, HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + cut)
    assert only(path).text == "尚欠货\\xe6\\xac 80\\xff\\xff"
    assert codes(path) == {"LX-I055", "LX-I056"}


@given(
    st.binary(max_size=60), st.sampled_from(["", "gb2312", "utf-8", "latin1", "ascii", "big5", "hz", "utf-7", "\x00"])
)
def test_no_bytes_and_no_label_stop_the_reading(raw: bytes, label: str) -> None:
    assert isinstance(characters(raw, label, Doubts()), str)
    header("".join(map(chr, raw)), Doubts())


@given(st.text(alphabet="对账单货款尚欠壹贰叁 ab1", min_size=1, max_size=20), st.sampled_from(["utf-8", "gb18030"]))
def test_what_was_encoded_in_words_comes_back(words: str, encoding: str) -> None:
    coded = base64.b64encode(words.encode(encoding)).decode()
    assert header(f"=?{encoding}?B?{coded}?=", Doubts()) == " ".join(words.split())


# --- days -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (b"", None),
        (b"Date: yesterday\r\n", None),
        (b"Date: 99 Foo 2024 10:00\r\n", None),
        (b"Date: " + b"9" * 5000 + b"\r\n", None),
        (b"Date: 2024-4-2 9:30:00\r\n", date(2024, 4, 2)),
    ],
)
def test_a_mail_without_a_day_says_so_and_none_is_made_up(tmp_path: Path, line: bytes, day: date | None) -> None:
    path = written(tmp_path, b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n" + line + b"\r\nx")
    assert [one.day for one in seen(path).dates] == ([day] if day else [])
    assert codes(path) == (set() if day else {"LX-I057"})


# --- what hangs on it -------------------------------------------------------------------------------------------


def test_every_part_that_is_no_text_of_the_mail_is_a_member(tmp_path: Path) -> None:
    """A photo in the text, a calendar entry, a paper without any name: each is somewhere, none is passed over."""
    data = parts(
        plain("见图"),
        b"Content-Type: image/png\r\nContent-ID: <a>\r\n\r\nx",
        b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR",
        b"Content-Type: application/octet-stream\r\n\r\ny",
        b"Content-Type: message/rfc822\r\n\r\n" + HEAD + b"\r\nz",
        plain("第二段话"),
    )
    path = written(tmp_path, data)
    assert names(path) == ["image-png", "text-calendar", "application-octet-stream", "message-rfc822"]
    assert [member.read(1000)[:1] for member in content(path).members()] == [b"x", b"B", b"y", b"F"]
    assert only(path).text == "见图\n第二段话" and seen(path).facts["attachments"] == "4"


def test_a_mail_that_is_a_paper_itself_has_it_as_member(tmp_path: Path) -> None:
    path = written(
        tmp_path, HEAD + b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n"
    )
    assert [(m.name, m.read(99)) for m in content(path).members()] == [("application-pdf", b"%PDF-")]


def test_a_page_without_plain_text_is_read_without_its_tags(tmp_path: Path) -> None:
    page = "<html><head><style>p{}</style></head><p>尚欠&nbsp;<b>80000</b>元<br>3 < 5</p><script>x('付清')</script>"
    alone = written(tmp_path, parts(b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()), "一.eml")
    assert only(alone).text == "尚欠 80000元\n3 < 5"
    twice = parts(
        plain("纯文本"), b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page.encode(), kind=b"alternative"
    )
    assert only(written(tmp_path, twice, "二.eml")).text == "纯文本"


@pytest.mark.parametrize(
    ("coded", "told"),
    [
        (b"JVBERi0xLjQK", set()),
        (b"JVBERi0x*LjQK*", {"LX-I059"}),  # signs that are no base64
        (b"JVBERi0xLjQ", {"LX-I059"}),  # cut
        (b"JVBERi0xLjQKa", {"LX-I059"}),
    ],
)
def test_an_attachment_that_lost_bytes_is_told(tmp_path: Path, coded: bytes, told: set[str]) -> None:
    path = written(tmp_path, parts(plain("见附件"), attached(b'filename="a.pdf"', coded=coded)))
    assert codes(path) - {"LX-I080"} == told  # nine bytes are no PDF: what it hides is not known either


def test_an_attachment_that_cannot_be_decoded_is_broken_and_no_gibberish(tmp_path: Path) -> None:
    path = written(tmp_path, parts(attached(b'filename="a.pdf"', coded=b"JVBERi0xLjQKa")))
    (member,) = content(path).members()
    with pytest.raises(BadFile):
        member.read(1000)


def test_a_mail_cut_in_the_middle_is_told(tmp_path: Path) -> None:
    whole = parts(plain("见附件"), attached(b'filename="a.pdf"'))
    assert codes(written(tmp_path, whole[: whole.index(b"--B--")], "断.eml")) - {"LX-I080"} == {"LX-I058"}
    assert codes(written(tmp_path, whole, "整.eml")) - {"LX-I080"} == set()


def test_a_mail_that_says_it_has_parts_and_has_none_keeps_its_words(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + b"Content-Type: multipart/mixed\r\n\r\n" + "尚欠八万元".encode())
    assert "尚欠八万元" in only(path).text and codes(path) == {"LX-I058"}


# --- many in one file -------------------------------------------------------------------------------------------

LINE = b"From a@b Thu Feb 29 17:40:05 2024\r\n"
BOX = DATA / "04-mailbox.mbox"


def test_a_mailbox_is_as_many_messages_as_mails() -> None:
    data = BOX.read_bytes()
    mails = list(content(BOX).messages())
    assert [(m.number, m.time.value and m.time.value.date()) for m in mails] == [
        (1, date(2024, 2, 29)),
        (2, date(2024, 3, 1)),
        (3, date(2024, 3, 2)),
    ]
    assert b"".join(data[m.offset : m.offset + m.size] for m in mails) == data  # nothing between them is lost
    assert mails[2].text.startswith("From the contract: clause 5")  # as it was written, not as it is quoted
    assert names(BOX) == ["1/对账函（截至2024-02-29）.pdf", "2/盖章回函.jpg"]
    facts = seen(BOX).facts
    assert (facts["mails"], facts["attachments"]) == ("3", "2")
    assert [m.number for m in content(BOX).messages(Part(Unit.MESSAGES, 2, 2))] == [2]


@pytest.mark.parametrize("front", [b"", b"\xef\xbb\xbf", b"\r\n\r\n"])
def test_the_words_from_at_the_begin_of_a_line_begin_no_mail(tmp_path: Path, front: bytes) -> None:
    mail = HEAD + b"\r\nx\r\n\r\nFrom today on we pay.\r\nFrom: nobody\r\n"
    path = written(
        tmp_path,
        front
        + b"From a@b Thu Feb 29 17:40:05 2024\r\n"
        + mail
        + b"\r\nFrom c@d Fri Mar  1 10:00:00 2024\r\n"
        + HEAD
        + b"\r\ny\r\n",
    )
    texts = [m.text for m in content(path).messages()]
    assert len(texts) == 2 and "From today on we pay." in texts[0]


def test_a_mail_that_is_too_large_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "MAX_MAIL_BYTES", 300)
    box = b"".join(LINE + HEAD + b"\r\n" + b"x" * n + b"\r\n\r\n" for n in (5, 500, 7))
    path = written(tmp_path, box)
    assert [m.kind for m in content(path).messages()] == [MessageKind.MAIL, MessageKind.UNPARSED, MessageKind.MAIL]
    assert "LX-I037" in codes(path) and seen(path).facts["mails"] == "2"


def test_a_single_mail_that_is_too_large_is_refused_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "MAX_MAIL_BYTES", 300)
    path = written(tmp_path, HEAD + b"\r\n" + b"x" * 400)
    assert seen(path).status is Status.UNREADABLE and codes(path) == {"LX-I037"}


# --- recognition ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"\r\n%PDF-1.4\n1 0 obj\nstartxref\n9\n%%EOF\n",
        HEAD + b"Content-Transfer-Encoding: binary\r\n\r\n\n%PDF-1.4\x00\x01\x02\xff\xfe",
        b"\r\n" + HEAD + b"\r\nx",
        "From: 甲\r\nTo: 乙\r\nSubject: 丙\r\n\r\nx".encode("gb18030"),
        (HEAD + b"\r\nx").replace(b"\r\n", b"\r"),
    ],
)
def test_a_mail_is_a_mail_whatever_it_carries(data: bytes) -> None:
    from io import BytesIO

    from lexcollect.formats.recognise import identify_stream

    assert identify_stream(BytesIO(data)).kind is FileKind.MAIL


@pytest.mark.parametrize(
    "kind",
    [
        b"text/pla6\xe6\x9c\x88\xe7\x9a\x84 10,\xe4\xb8\x87",  # a line of another file run into the type
        b"application/\xc0\xeb\xbb\xe1",
        b"x/" + b"\xff" * 400,
        b"application/\xe2\x80\xae",
        b"../../etc",
    ],
)
def test_a_type_of_raw_bytes_names_its_part_and_stops_no_intake(tmp_path: Path, kind: bytes) -> None:
    """A name with half characters can be written into no register: the whole folder was refused with code 70."""
    part = b"Content-Type: " + kind + b"\r\nContent-Disposition: attachment\r\n\r\nx"
    data = parts(plain("见附件"), part)
    (member,) = content(written(tmp_path, data)).members()
    for said in (member.name, member.media_type):
        said.encode("utf-8")
    assert member.name and "/" not in member.name and len(member.name) <= 80
    intake = taken(tmp_path, {"坏.eml": data, "好.txt": b"ok"})
    assert {record.name for record in intake.records} == {"坏.eml", "好.txt"}
