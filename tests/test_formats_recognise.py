"""One recogniser for the whole program: a file is what its own first bytes say, and a reader is one module."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bundle_kit import marked_pdf, pdf_bytes
from intake_kit import INBOX, docx, jpeg, words, zipped
from lexcollect.formats import readers, registry
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.readers.text import TextContent
from lexcollect.formats.reading import content, look
from lexcollect.formats.recognise import broken_promise, identify, identify_stream, recognise
from lexcollect.formats.refusals import BadFile
from lexcollect.formats.registry import Format, Mark, formats

DATA = Path(__file__).resolve().parent / "data" / "formats"
PDF = pdf_bytes(marked_pdf())
HEAVY = ("PIL", "pillow_heif", "pikepdf", "pypdf", "pypdfium2", "lxml", "email", "zipfile", "xml.etree")


def kind_of(data: bytes, name: str = "x") -> FileKind:
    return identify_stream(io.BytesIO(data), name).kind


# --- recognition ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("stored-pdfs.zip", FileKind.ZIP),
        ("发票.rar", FileKind.ARCHIVE),
        ("发票.7z", FileKind.ARCHIVE),
        ("说明.txt", FileKind.TEXT),
        ("bom.eml", FileKind.MAIL),
        ("digital-invoice.ofd", FileKind.OFD),
        ("digital-invoice.xml", FileKind.XML),
        ("海涛.html", FileKind.CHAT),
        ("statement.csv", FileKind.TEXT),  # a bank puts account and span above its table
        ("05-memotrace-1x.csv", FileKind.CHAT),
        ("call-2024-09-18.amr", FileKind.AUDIO),
        ("voice.silk", FileKind.AUDIO),
        ("送货单合订.tif", FileKind.TIFF),
        ("freetext-noap.pdf", FileKind.PDF),
    ],
)
def test_a_mark_further_in_does_not_beat_the_first_bytes(name: str, kind: FileKind) -> None:
    """Archives and a text that hold ``%PDF-`` are no PDF: all their content would be passed over but one file."""
    assert recognise(DATA / name) is kind


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        (b"", FileKind.PDF),
        (b"\xef\xbb\xbf", FileKind.PDF),
        (b"\r\n\r\n  ", FileKind.PDF),
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n", FileKind.PDF),
        (b"\0" * 128, FileKind.PDF),  # the head that old Macintosh programs put in front
        (b"\0" * 2_000, FileKind.UNKNOWN),  # no viewer looks so far
        (b"Rar!\x1a\x07\x01\0", FileKind.ARCHIVE),
        (b"PK\x03\x04" + b"\0" * 40, FileKind.ZIP),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, FileKind.JPEG),
        (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
        (b"ID3\x04\0\0", FileKind.AUDIO),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40, FileKind.OLE),
    ],
)
def test_a_pdf_may_have_something_in_front_but_nothing_of_another_format(before: bytes, kind: FileKind) -> None:
    assert kind_of(before + PDF) is kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PDF[:257].ljust(257, b" ") + b"ustar" + PDF, FileKind.PDF),  # an archive only to who looks at byte 257 first
        (b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n" + PDF, FileKind.PDF),
        (b"From: a\r\nTo: b\r\nSubject: c\r\nContent-Transfer-Encoding: binary\r\n\r\n" + PDF, FileKind.MAIL),
        (b"<html><body>\n" + PDF, FileKind.HTML),
        (b"{\\rtf1 \n" + PDF, FileKind.RTF),
        (b"\x1f\x8b\x08\0" + b"\n" + PDF, FileKind.ARCHIVE),
        (b"7z\xbc\xaf\x27\x1c" + b"\n" + PDF, FileKind.ARCHIVE),
        (b"GIF89a\x01\0\x01\0" + PDF, FileKind.GIF),
        (PDF + zipped({"合同.docx": b"x"}), FileKind.PDF),  # both at once: the first bytes have it
        ("ID3 号仓库\n".encode(), FileKind.TEXT),
        (b"\xff\xf3\x40\xc0" + b"\0" * 40, FileKind.AUDIO),
        (b"\0\0\0\x08wide\0\0\x10\0mdat", FileKind.VIDEO),
    ],
)
def test_the_first_bytes_have_it(data: bytes, kind: FileKind) -> None:
    assert kind_of(data) is kind


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("判决书.doc", b"<html><body>x</body></html>"),
        ("合同.doc", b"{\\rtf1 x}"),
        ("合同.doc", docx(words("x"))),
        ("合同.zip", docx(words("x"))),
        ("流水.xls", b"<table><tr><td>1</td></tr></table><html>"),
        ("流水.xls", "日期,摘要,金额\n2023-01-01,货款,1\n".encode("gb18030")),
        ("流水.csv", zipped({"a": b"x"})),
        ("说明.txt", b"<html><body>x</body></html>"),
        ("扫描.tif", jpeg()),
        ("照片.webp", jpeg()),
        ("打包.rar", zipped({"a": b"x"})),
        ("打包.zip", b"Rar!\x1a\x07\0"),
        ("录音.mp3", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"),
        ("往来.eml", "这不是邮件".encode()),
        ("票.ofd", PDF),
    ],
)
def test_an_ending_that_lies_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert "LX-I003" in {found.code for found in look(path, name, identify(path)).findings}


@pytest.mark.parametrize(
    "text", ["附件请用 PDF 看，开头是 %PDF-1.4。\n", "说明：\n%PDF-1.4 开头即正常\n", "a,b,c\n1,2,%PDF-1.4\n"]
)
def test_a_text_that_speaks_of_pdf_is_a_text(text: str) -> None:
    assert kind_of(text.encode("utf-8")) in (FileKind.TEXT, FileKind.CSV)
    assert kind_of(text.encode("gb18030")) in (FileKind.TEXT, FileKind.CSV)


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": b"", "content.xml": b""},
         FileKind.ODF),
        ({"mimetype": b"application/epub+zip", "META-INF/container.xml": b""}, FileKind.PACKAGE),
        ({"[Content_Types].xml": b"", "FixedDocSeq.fdseq": b""}, FileKind.PACKAGE),
        ({"[Content_Types].xml": b"", "word/document.xml": b""}, FileKind.DOCX),
        ({"mimetype": b"x", "照片.jpg": b""}, FileKind.ZIP),
        ({"合同/word/document.xml": b"", "合同/[Content_Types].xml": b""}, FileKind.ZIP),
        ({"OFD.xml": b"", "Doc_0/Document.xml": b""}, FileKind.OFD),
    ],
)  # fmt: skip
def test_a_document_that_is_a_zip_inside_is_told_from_an_archive(members: dict[str, bytes], kind: FileKind) -> None:
    assert kind_of(zipped(members)) is kind


def test_a_page_in_an_encoding_we_do_not_read_still_says_what_it_is() -> None:
    page = b"<!DOCTYPE html><html><body>" + "請款單：貨款".encode("big5") + b"\x81\xff</body></html>"
    assert kind_of(page) is FileKind.HTML


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    (tmp_path / "真.pdf").write_bytes(PDF)
    (tmp_path / "链接.pdf").symlink_to(tmp_path / "真.pdf")
    with pytest.raises(OSError):
        recognise(tmp_path / "链接.pdf")


@pytest.mark.parametrize(
    ("name", "kind", "ending"),
    [
        ("合同.pdf", FileKind.PDF, ""),
        ("合同.PDF", FileKind.JPEG, "pdf"),
        ("合同.docx", FileKind.OLE, ""),  # an encrypted Word file
        ("合同.docx", FileKind.ZIP, "docx"),
        ("a.pdf/照片", FileKind.JPEG, ""),
        ("照片", FileKind.JPEG, ""),
        ("空.pdf", FileKind.EMPTY, ""),
        ("聊天.txt", FileKind.CHAT, ""),
    ],
)
def test_a_name_promises_a_kind(name: str, kind: FileKind, ending: str) -> None:
    assert broken_promise(name, kind) == ending


# --- the registry -----------------------------------------------------------------------------------------------


def test_every_kind_has_one_reader_and_every_module_is_a_format() -> None:
    kinds = [kind for card in formats() for kind in card.kinds]
    # Chats are written as tables and otherwise, and each has a module of its own.
    assert sorted(kinds) == sorted([*FileKind, FileKind.CHAT])
    assert formats()[-1].mark is Mark.NOTHING
    assert all(isinstance(card, Format) for card in formats())


def test_no_reader_needs_a_library_before_it_reads() -> None:
    """Recognising imports every reader; the cost of a heavy library belongs to the first file that needs it."""
    code = (
        "import sys; from lexcollect.formats.registry import formats, promises; formats(); promises();"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_matter_is_opened_without_any_reader() -> None:
    code = (
        "import sys, lexcollect.evidence.catalogue;"
        "print([m for m in sys.modules if m.startswith(('lexcollect.formats.re', 'lexcollect.formats.shapes'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


READER = '''"""Notes of a program that writes one message a line behind its own mark."""

from lexcollect.formats.kinds import FileKind
from lexcollect.formats.readers.text import TextContent
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import Look, Message, MessageKind, Moment


def _recognise(start):
    return FileKind.CHAT if start.head.startswith(b"#notes") else None


def look(path, name, kind):
    return Look(facts={"rows": str(sum(1 for _ in NoteContent(path, kind).messages()))})


class NoteContent(TextContent):
    def messages(self, part=None):
        for line in self.text():
            if line.number > 1:
                yield Message(line.number - 1, line.offset, line.size, Moment(), "", MessageKind.TEXT, line.text)


FORMAT = Format(kinds=(), mark=Mark.FIRST_BYTES, recognise=_recognise, look=look, content=NoteContent)
'''


def test_a_new_reader_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The module is put beside the others; recognition, list and content know it without another word."""
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "notes_demo.py").write_text(READER, "utf-8")
    source = tmp_path / "记录"
    source.write_bytes("#notes\n货款月底付\n好的\n".encode())
    assert recognise(source) is FileKind.TEXT
    with monkeypatch.context() as patch:
        patch.setattr(readers, "__path__", [*readers.__path__, str(folder)])
        registry.formats.cache_clear()
        known = identify(source)
        assert known.kind is FileKind.CHAT
        assert look(source, "记录", known).facts == {"rows": "2"}
        assert [message.text for message in content(source).messages()] == ["货款月底付\n", "好的\n"]
    registry.formats.cache_clear()
    sys.modules.pop("lexcollect.formats.readers.notes_demo")
    assert recognise(source) is FileKind.TEXT


# --- nothing breaks a reader ------------------------------------------------------------------------------------


def _tiff() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    pages = [Image.new("L", (40, 30), shade) for shade in (0, 128, 255)]
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    return out.getvalue()


def _gbk_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("XXXX.jpg", jpeg())
        box.writestr("b/说明.txt", "见附图" * 50)
    return out.getvalue().replace(b"XXXX.jpg", "照片".encode("gbk") + b".jpg")


SEEDS = {
    "pdf": PDF,
    "locked": (INBOX / "工商查询(加密).pdf").read_bytes()[:20_000],
    "annotated": (DATA / "freetext-noap.pdf").read_bytes(),
    "jpeg": jpeg(),
    "tiff": _tiff(),
    "zip": _gbk_zip(),
    "docx": docx(words("合同") + "<w:p><w:ins><w:r><w:t>六十日</w:t></w:r></w:ins></w:p>"),
    "ofd": (DATA / "digital-invoice.ofd").read_bytes(),
    "chat": (DATA / "05-memotrace-1x.csv").read_bytes(),
    "chat_quotes": (DATA / "wx_quote.csv").read_bytes(),
    "mail": (DATA / "03-forwarded-as-attachment.eml").read_bytes(),
    "mail_raw": (DATA / "raw-gbk-all.eml").read_bytes(),
    "html": (DATA / "海涛.html").read_bytes(),
    "xml": (DATA / "digital-invoice.xml").read_bytes(),
    "utf16": "货款,日期,金额\r\n一,二,三\r\n".encode("utf-16"),
}


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A file of some format with bytes changed, cut, put in, moved or taken from another file."""
    data = bytearray(SEEDS[draw(st.sampled_from(sorted(SEEDS)))])
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        what = draw(st.sampled_from(["set", "cut", "insert", "end", "double", "other"]))
        if what == "set":
            data[at : at + 1] = draw(st.binary(min_size=1, max_size=4))
        elif what == "cut":
            del data[at : at + draw(st.integers(1, 400))]
        elif what == "insert":
            data[at:at] = draw(st.binary(max_size=30))
        elif what == "end":
            del data[at:]
        elif what == "double":
            data[at:at] = data[at : at + draw(st.integers(1, 200))]
        else:
            other = SEEDS[draw(st.sampled_from(sorted(SEEDS)))]
            data[at:at] = other[: draw(st.integers(1, 300))]
    return bytes(data)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutated())
def test_no_damage_makes_a_reader_raise_anything_but_its_own_refusal(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    known = identify(path, "材料/x.pdf")
    seen = look(path, "材料/x.pdf", known)
    assert seen.status in Status
    assert not {f.code for f in seen.findings} & {"LX-I049", "LX-I024"}  # the net below the readers stays unused
    opened = content(path, known)
    for stream in (opened.messages(), opened.pages(), opened.text()):
        try:
            for _ in stream:
                pass
        except BadFile:
            continue
    try:
        for member in opened.members():
            try:
                member.read(10_000_000)
            except BadFile:
                continue
    except BadFile:
        return


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutated())
def test_what_is_damaged_points_at_its_bytes_all_the_same(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    opened = content(path)
    if not isinstance(opened, TextContent):
        return
    try:
        encoding = opened.encoding()
    except BadFile:
        return
    at = encoding.start
    for line in opened.text():
        assert line.offset == at
        if encoding.codec:
            assert data[at : at + line.size].decode(encoding.codec) == line.text
        at += line.size
    assert at == len(data)
