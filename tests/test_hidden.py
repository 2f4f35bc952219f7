"""Hidden content: what lies in an original and on none of its pages is told by kind and place before it is served."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

import hidden_kit as kit
from bundle_kit import COVER, MADE_ON, bundle_of, item, material, packed, pdf_bytes
from intake_kit import finding_of, jpeg, record, taken, zipped
from lexcollect.bundle.build import build
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.evidence.proposal import propose_catalogue
from lexcollect.formats import within
from lexcollect.formats.hidden import HiddenKind
from lexcollect.formats.reading import look
from lexcollect.formats.recognise import identify
from lexcollect.layout import CATALOGUE, RAW


def told(tmp_path: Path, name: str, data: bytes) -> str:
    """Return the sentence about what the file hides; empty when it hides nothing."""
    path = tmp_path / name
    path.write_bytes(data)
    seen = look(path, name, identify(path, name))
    found = [f.message("zh") for f in seen.findings if f.code == "LX-I080"]
    assert len(found) == bool(seen.hidden)  # one finding a file, and only then
    return found[0].removeprefix("有页面上看不见的内容：") if found else ""


# --- PDF --------------------------------------------------------------------------------------------------------


def _named_script() -> pikepdf.Pdf:
    pdf = kit.sheet()
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), kit.script()])))
    return pdf


def _root(**entries: Any) -> pikepdf.Pdf:
    pdf = kit.sheet()
    for key, value in entries.items():
        pdf.Root[f"/{key}"] = value
    return pdf


def _attached() -> pikepdf.Pdf:
    pdf = kit.sheet()
    pdf.attachments["底价.xlsx"] = b"inside"
    return pdf


def _file_annotation() -> pikepdf.Pdf:
    return kit.annotated(Subtype=Name.FileAttachment, FS=Dictionary(Type=Name.Filespec, UF=String("测算.docx")))


def _associated() -> pikepdf.Pdf:
    return _root(AF=Array([Dictionary(Type=Name.Filespec, F=String("数据.xml"))]))


def _layered(off: bool) -> pikepdf.Pdf:
    pdf = kit.sheet()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("底稿")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer] if off else [])))
    return pdf


def _field(**more: Any) -> pikepdf.Pdf:
    pdf = kit.sheet()
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("底价"), V=String("60万"), **more))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    if "Subtype" in more:
        pdf.pages[0].obj.Annots = Array([field])
    return pdf


BAR = b"0 g 60 690 300 30 re f\n"
PART = b"0 g 142 696 60 16 re f\n"
NOTE = String("我方最低可以接受60万")
PDFS: dict[str, tuple[Callable[[], pikepdf.Pdf], str]] = {
    "sticky note": (lambda: kit.annotated(Subtype=Name.Text, Contents=NOTE), "批注 1 条（第1页）"),
    "marked words": (lambda: kit.annotated(Subtype=Name.Highlight, Contents=NOTE), "批注 1 条（第1页）"),
    "rich note": (lambda: kit.annotated(Subtype=Name.Square, RC=NOTE), "批注 1 条（第1页）"),
    "empty note": (lambda: kit.annotated(Subtype=Name.Highlight, Contents=String(" ")), ""),
    "words on the page": (lambda: kit.annotated(Subtype=Name.FreeText, Contents=NOTE), ""),
    "link": (lambda: kit.annotated(Subtype=Name.Link, Contents=NOTE), ""),
    "hidden note": (lambda: kit.annotated(Subtype=Name.FreeText, Contents=NOTE, F=2), "关闭显示的批注 1 个（第1页）"),
    "unviewed note": (lambda: kit.annotated(Subtype=Name.Stamp, Contents=NOTE, F=32), "关闭显示的批注 1 个（第1页）"),
    "attached": (_attached, "内嵌文件 1 个（底价.xlsx）"),
    "attached to the page": (_file_annotation, "内嵌文件 1 个（测算.docx）"),
    "associated": (_associated, "内嵌文件 1 个（数据.xml）"),
    "script on opening": (lambda: _root(OpenAction=kit.script()), "脚本或自动动作 1 处"),
    "script by name": (_named_script, "脚本或自动动作 1 处"),
    "script on closing": (lambda: _root(AA=Dictionary(WC=kit.script())), "脚本或自动动作 1 处"),
    "script behind a jump": (
        lambda: _root(OpenAction=Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]), Next=kit.script())),
        "脚本或自动动作 1 处",
    ),
    "script behind a link": (
        lambda: kit.annotated(Subtype=Name.Link, A=kit.script()),
        "脚本或自动动作 1 处（第1页）",
    ),
    "program behind a link": (
        lambda: kit.annotated(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("cmd.exe"))),
        "脚本或自动动作 1 处（第1页）",
    ),
    "script of the page": (lambda: kit.sheet(AA=Dictionary(O=kit.script())), "脚本或自动动作 1 处（第1页）"),
    "web link": (lambda: kit.annotated(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://a.cn"))), ""),
    "hidden layer": (lambda: _layered(True), "隐藏图层 1 个（底稿）"),
    "shown layer": (lambda: _layered(False), ""),
    "field on no page": (_field, "页面上不显示的表单值 1 个（底价）"),
    "field switched off": (
        lambda: _field(Subtype=Name.Widget, Rect=Array([0, 0, 99, 20]), F=2),
        "页面上不显示的表单值 1 个（第1页）",
    ),
    "field on the page": (lambda: _field(Subtype=Name.Widget, Rect=Array([0, 0, 99, 20])), ""),
    "black bar": (lambda: kit.sheet(kit.PRICE + BAR), "遮盖块下面仍可复制的文字 1 页（第1页）"),
    "bar over a part of the line": (
        lambda: kit.sheet(kit.PRICE + PART),
        "遮盖块下面仍可复制的文字 1 页（第1页）",
    ),
    "bar on a turned page": (
        lambda: kit.sheet(kit.PRICE + PART, Rotate=90),
        "遮盖块下面仍可复制的文字 1 页（第1页）",
    ),
    "bar on a cropped page": (
        lambda: kit.sheet(kit.PRICE + PART, CropBox=Array([50, 60, 500, 800])),
        "遮盖块下面仍可复制的文字 1 页（第1页）",
    ),
    "whitened": (
        lambda: kit.sheet(kit.PRICE + b"1 g 60 690 300 30 re f\n"),
        "遮盖块下面仍可复制的文字 1 页（第1页）",
    ),
    "ground below the words": (lambda: kit.sheet(b"0.8 g 60 690 300 30 re f 0 g\n" + kit.PRICE), ""),
    "frame": (lambda: kit.sheet(kit.PRICE + b"0 G 60 690 300 30 re S\n"), ""),
    "bar beside the words": (lambda: kit.sheet(kit.PRICE + b"0 g 60 640 300 30 re f\n"), ""),
    "not blacked out yet": (
        lambda: kit.annotated(Subtype=Name.Redact),
        "标记了涂黑但没有执行 1 处（第1页）",
    ),
    "invisible words": (lambda: kit.sheet(b"3 Tr\n" + kit.PRICE), "看不见的文字 1 页（第1页）"),
    "words outside": (
        lambda: kit.sheet(kit.PRICE.replace(b" 700 ", b" 900 ")),
        "看不见的文字 1 页（第1页）",
    ),
    "white words": (lambda: kit.sheet(b"1 g\n" + kit.PRICE), "白色文字 1 处（第1页）"),
    "white words on blue": (lambda: kit.sheet(b"0 0 0.5 rg 60 690 300 30 re f 1 g\n" + kit.PRICE), ""),
    "a scan with recognised words": (lambda: kit.scan(b"3 Tr\n" + kit.PRICE), ""),
    "a scan with words below it": (lambda: kit.scan(kit.PRICE), ""),
    "nothing": (kit.sheet, ""),
}


@pytest.mark.parametrize("kind", PDFS)
def test_what_a_pdf_hides_is_told_with_its_place(tmp_path: Path, kind: str) -> None:
    made, said = PDFS[kind]
    assert told(tmp_path, "合同.pdf", pdf_bytes(made())) == said


def test_words_below_a_bar_are_found_inside_a_form(tmp_path: Path) -> None:
    """What a program placed as a whole is looked into, wherever it was put and however it was scaled."""
    pdf = kit.sheet(b"q 0.5 0 0 0.5 100 200 cm /X0 Do Q\n")
    form = pdf.make_stream(kit.PRICE + PART)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
    form.Resources = pdf.pages[0].obj.Resources
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X0=form))
    assert told(tmp_path, "a.pdf", pdf_bytes(pdf)) == "遮盖块下面仍可复制的文字 1 页（第1页）"


def test_everything_a_file_hides_is_one_finding(tmp_path: Path) -> None:
    pdf = kit.annotated(Subtype=Name.Text, Contents=NOTE)
    pdf.pages.append(pdf.pages[0])
    pdf.pages[1].obj.Contents = pdf.make_stream(kit.PRICE + BAR)
    pdf.attachments["底价.xlsx"] = b"inside"
    assert told(tmp_path, "a.pdf", pdf_bytes(pdf)) == (
        "批注 2 条（第1页、第2页）、遮盖块下面仍可复制的文字 1 页（第2页）、内嵌文件 1 个（底价.xlsx）"
    )


def test_an_earlier_version_with_other_words_is_told(tmp_path: Path) -> None:
    later = kit.PRICE.replace(b"Lowest price 998877.66", b"Price")
    data = kit.updated(kit.sheet(), later)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert b"998877" not in pdf.pages[0].obj.Contents.read_bytes()
    assert told(tmp_path, "a.pdf", data) == "含不同内容的较早版本 1 个"


def test_a_version_that_only_adds_something_hides_nothing(tmp_path: Path) -> None:
    """A signature, a stamp, a filled field: every word of the version before is still there."""
    assert told(tmp_path, "a.pdf", kit.updated(kit.sheet(), kit.PRICE)) == ""


def test_a_file_made_for_the_web_has_no_earlier_version(tmp_path: Path) -> None:
    assert told(tmp_path, "a.pdf", pdf_bytes(kit.sheet(), linearize=True)) == ""


def test_actions_that_lead_in_a_circle_come_to_an_end(tmp_path: Path) -> None:
    pdf = kit.sheet()
    jump = pdf.make_indirect(Dictionary(S=Name.GoTo, D=Array([0, Name.Fit])))
    jump.Next = jump
    pdf.Root.OpenAction = jump
    outline = pdf.make_indirect(Dictionary(Title=String("a")))
    outline.Next = outline
    pdf.Root.Outlines = Dictionary(First=outline)
    assert told(tmp_path, "a.pdf", pdf_bytes(pdf)) == ""


def test_what_cannot_be_looked_into_is_told_as_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def odd(*_: Any) -> None:
        raise RuntimeError("odd")

    monkeypatch.setattr("lexcollect.formats.hidden_pdf._layers", odd)
    assert told(tmp_path, "a.pdf", pdf_bytes(kit.sheet())) == "有部分没能查看，不知道有没有隐藏内容"


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=6))
def test_a_damaged_pdf_is_told_and_never_raises(tmp_path_factory: pytest.TempPathFactory, at: int, put: bytes) -> None:
    pdf = kit.annotated(Subtype=Name.Text, Contents=NOTE)
    pdf.Root.OpenAction = kit.script()
    data = pdf_bytes(pdf, compress_streams=False)
    at %= len(data)
    path = tmp_path_factory.getbasetemp() / "damaged.pdf"
    path.write_bytes(data[:at] + put + data[at + len(put) :])
    seen = look(path, path.name, identify(path, path.name))
    assert all(f.code != "LX-I049" for f in seen.findings)


# --- Word, slides, OpenDocument ---------------------------------------------------------------------------------

PLAIN = kit.run("钢材购销合同")
HIDDEN = kit.run("最低60万", "<w:vanish/>")
DELETED = "<w:p><w:del><w:r><w:delText>最低60万</w:delText></w:r></w:del></w:p>"
DOCUMENTS = {
    "comment": (kit.word(PLAIN, comments=f"<w:comment>{kit.run('最低60万')}</w:comment>"), "批注 1 条"),
    "hidden words": (kit.word(PLAIN + kit.run("最低60万", "<w:vanish/>")), "设为隐藏的文字 1 处（正文）"),
    "hidden on the web": (kit.word(kit.run("最低60万", "<w:webHidden/>")), "设为隐藏的文字 1 处（正文）"),
    "shown again": (kit.word(kit.run("钢材", '<w:vanish w:val="0"/>')), ""),
    "hidden by style": (
        kit.word(
            kit.run("最低60万", '<w:rStyle w:val="暗"/>'),
            styles='<w:style w:styleId="暗"><w:rPr><w:vanish/></w:rPr></w:style>',
        ),
        "设为隐藏的文字 1 处（正文）",
    ),
    "hidden footnote": (
        kit.word(PLAIN, footnotes=kit.run("最低60万", "<w:vanish/>")),
        "设为隐藏的文字 1 处（脚注尾注）",
    ),
    "hidden in the header": (
        kit.word(PLAIN, header1=kit.run("底价", "<w:vanish/>")),
        "设为隐藏的文字 1 处（页眉页脚）",
    ),
    "a footnote": (kit.word(PLAIN, footnotes=kit.run("见附件一")), ""),
    "white words": (kit.word(kit.run("最低60万", '<w:color w:val="FFFFFF"/>')), "白色文字 1 处（正文）"),
    "white on a ground": (kit.word(kit.run("甲", '<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>')), ""),
    "changes in a footnote": (kit.word(PLAIN, footnotes=DELETED), "修订痕迹 1 处（脚注尾注）"),
    "hidden mark of a paragraph": (kit.word("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>" + PLAIN), ""),
    "plain": (kit.word(PLAIN), ""),
    "hidden slide": (kit.presentation({"1": "", "2": 'show="0"'}), "隐藏的幻灯片 1 张（第2张幻灯片）"),
    "speaker's notes": (
        kit.presentation({"1": ""}, notesSlides__notesSlide1="<a:p><a:r><a:t>别说底价</a:t></a:r></a:p>"),
        "演讲者备注 1 处（第1张幻灯片）",
    ),
    "number of a slide": (
        kit.presentation({"1": ""}, notesSlides__notesSlide1="<a:p><a:fld><a:t>1</a:t></a:fld></a:p>"),
        "",
    ),
    "slide comments": (kit.presentation({"1": ""}, comments__comment1="<p:cm/><p:cm/>"), "批注 2 条"),
    "annotation": (kit.open_document("<text:p>甲<office:annotation>底价</office:annotation></text:p>"), "批注 1 条"),
    "hidden text": (kit.open_document("<text:hidden-text>底价</text:hidden-text>"), "设为隐藏的文字 1 处"),
    "text style that hides": (
        kit.open_document(
            '<text:p><text:span text:style-name="T1">底价</text:span></text:p>',
            '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>',
        ),
        "设为隐藏的文字 1 处",
    ),
    "collapsed row": (
        kit.open_document(
            '<table:table><table:table-row table:visibility="collapse">1</table:table-row></table:table>'
        ),
        "隐藏的行 1 行",
    ),
    "table that is hidden": (
        kit.open_document(
            '<table:table table:name="成本" table:style-name="ta1">1</table:table>',
            '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>',
        ),
        "隐藏的工作表 1 张（成本）",
    ),
    "changes": (
        kit.open_document("<text:tracked-changes><text:changed-region/></text:tracked-changes>"),
        "修订痕迹 1 处",
    ),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_what_a_document_hides_is_told_with_its_place(tmp_path: Path, kind: str) -> None:
    data, said = DOCUMENTS[kind]
    assert told(tmp_path, "文件", data) == said


def test_the_workbook_behind_a_chart_is_told(tmp_path: Path) -> None:
    from intake_kit import zipped

    body = b"<w:document " + kit.W.encode() + b"><w:body/></w:document>"
    members = {"[Content_Types].xml": b"<Types/>", "word/document.xml": body, "word/embeddings/成本.xlsx": b"PK"}
    assert told(tmp_path, "a.docx", zipped(members)) == "内嵌文件 1 个（成本.xlsx）"


# --- workbooks --------------------------------------------------------------------------------------------------


def _rows(book: Any, one: Any, two: Any) -> None:
    one.write("A3", 60)
    one.set_row(2, None, None, {"hidden": True})
    one.set_row(9, None, None, {"hidden": True})  # empty


def _columns(book: Any, one: Any, two: Any) -> None:
    one.write("C1", 60)
    one.set_column("C:D", None, None, {"hidden": True})
    one.set_column("F:XFD", None, None, {"hidden": True})  # empty


def _notes(book: Any, one: Any, two: Any) -> None:
    one.write_comment("B4", "最低60万")
    two.write_comment("A1", "成本价")


def _very_hidden(book: Any, one: Any, two: Any) -> None:
    two.very_hidden()


WORKBOOKS: dict[str, tuple[Callable[..., Any], str]] = {
    "rows": (_rows, "隐藏的行 1 行（往来）"),
    "columns": (_columns, "隐藏的列 1 列（往来）"),
    "notes": (_notes, "批注 2 条（往来!B4、成本!A1）"),
    "sheet": (lambda book, one, two: two.hide(), "隐藏的工作表 1 张（成本）"),
    "sheet hidden deep": (_very_hidden, "隐藏的工作表 1 张（成本）"),
    "white": (
        lambda book, one, two: one.write("A1", 60, book.add_format({"font_color": "#FFFFFF"})),
        "白色文字 1 处（往来!A1）",
    ),
    "white head": (
        lambda book, one, two: one.write("A1", 60, book.add_format({"font_color": "#FFFFFF", "bg_color": "#000080"})),
        "",
    ),
    "white and empty": (
        lambda book, one, two: one.write_blank("A1", None, book.add_format({"font_color": "#FFFFFF"})),
        "",
    ),
    "format of nothing": (
        lambda book, one, two: one.write("B2", 60, book.add_format({"num_format": ";;;"})),
        "格式设为不显示的值 1 处（往来!B2）",
    ),
    "name of another file": (
        lambda book, one, two: book.define_name("底价", "='D:\\内部\\[成本.xlsx]表'!$A$1"),
        "指向其他文件的名称或链接 1 个（底价）",
    ),
    "name of this file": (lambda book, one, two: book.define_name("单价", "=往来!$A$1"), ""),
    "plain": (lambda book, one, two: one.write("A1", 60), ""),
}


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_what_a_workbook_hides_is_told_with_its_place(tmp_path: Path, kind: str) -> None:
    fill, said = WORKBOOKS[kind]
    assert told(tmp_path, "对账.xlsx", kit.workbook(fill)) == said


def test_a_threaded_comment_counts_once_beside_its_old_form(tmp_path: Path) -> None:
    import zipfile

    from intake_kit import zipped

    with zipfile.ZipFile(io.BytesIO(kit.workbook(_notes))) as box:
        members = {name: box.read(name) for name in box.namelist()}
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    threaded = b'<Relationship Id="rId9" Type="t" Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    members[rels] = members[rels].replace(b"</Relationships>", threaded)
    members["xl/threadedComments/threadedComment1.xml"] = (
        b'<ThreadedComments><threadedComment ref="B4"/><threadedComment ref="C7"/></ThreadedComments>'
    )
    assert told(tmp_path, "对账.xlsx", zipped(members)) == "批注 3 条（往来!B4、往来!C7、成本!A1）"


# --- what is made of it -----------------------------------------------------------------------------------------


def test_every_kind_of_hiding_has_its_words() -> None:
    from lexcollect.wording import say

    assert len({say(f"formats.hidden.{kind}", "zh", count=1) for kind in HiddenKind}) == len(HiddenKind)


def test_a_file_that_hides_something_is_not_drafted_and_is_packed_on_a_decision(tmp_path: Path) -> None:
    data = pdf_bytes(kit.annotated(Subtype=Name.Text, Contents=NOTE))
    intake = taken(tmp_path, {"盖章合同.pdf": data, "送货单.pdf": pdf_bytes(kit.sheet())})
    assert finding_of(intake.findings, "LX-I080").where.file == "盖章合同.pdf"
    assert record(intake, "盖章合同.pdf").exclude == "hidden" and record(intake, "送货单.pdf").exclude == ""
    path, _ = propose_catalogue(intake, tmp_path / "案")
    catalogue, _ = load_catalogue(path, tmp_path / "案" / RAW)
    assert catalogue is not None and [file.name for file in catalogue.files()] == ["送货单.pdf"]
    assert [(one.name, one.reason) for one in catalogue.left_out] == [("盖章合同.pdf", "隐藏内容")]

    listed = (
        "schema: lexcollect/catalogue/1\ngroups: [{number: 1, title: 合同}]\nitems:\n"
        "  - {id: A, number: 1-1, title: 合同, kind: 书证, source: 原告保管, purpose: 约定, files: [盖章合同.pdf]}\n"
        "left_out: [{file: 送货单.pdf, reason: 无关}]\n"
    )
    answer = "decision: 提交, by: 王律师, date: 2026-11-20, why: 批注由对方所写"
    decided = f"decisions: [{{file: 盖章合同.pdf, about: 隐藏内容, {answer}}}]\n"
    for text, codes in ((listed, ["LX-B100"]), (listed + decided, [])):
        (tmp_path / "案" / CATALOGUE).write_text(text, encoding="utf-8")
        catalogue, problems = load_catalogue(tmp_path / "案" / CATALOGUE, tmp_path / "案" / RAW)
        assert catalogue is not None, [f.line() for f in problems]
        built = build(catalogue, COVER, tmp_path / "案" / "4-证据包", made_on=MADE_ON)
        assert [f.code for f in built.findings if f.code == "LX-B100"] == codes


# --- inside an archive, inside a mail ---------------------------------------------------------------------------


def in_zip(members: dict[str, bytes]) -> bytes:
    return zipped({"说明.jpg": jpeg(), **members})


def in_mail(members: dict[str, bytes]) -> bytes:
    from email.message import EmailMessage

    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "he@example.com", "wang@example.cn", "资料"
    mail["Date"] = "Mon, 15 May 2023 09:00:00 +0800"
    mail.set_content("附件：资料。")
    for name, data in members.items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


WRAPPED = {"zip": (in_zip, "打包.zip"), "mail": (in_mail, "邮件.eml")}
TRACKED = "<w:p><w:ins><w:r><w:t>60万</w:t></w:r></w:ins><w:del><w:r><w:delText>90万</w:delText></w:r></w:del></w:p>"
UNKNOWN = "有部分没能查看，不知道有没有隐藏内容（合同.pdf）"
#: One for every reader that knows something hidden; each is told as in a file of its own, with the member's name.
INSIDE = {
    "note of a PDF": (
        "合同.pdf",
        pdf_bytes(kit.annotated(Subtype=Name.Text, Contents=String("底价"))),
        "批注 1 条（合同.pdf：第1页）",
    ),
    "words below a box": (
        "合同.pdf",
        pdf_bytes(kit.sheet(kit.PRICE + b"0 g 60 690 300 30 re f\n")),
        "遮盖块下面仍可复制的文字 1 页（合同.pdf：第1页）",
    ),
    "comment of Word": ("合同.docx", kit.word(PLAIN, comments="<w:comment/>"), "批注 1 条（合同.docx）"),
    "tracked changes": ("合同.docx", kit.word(TRACKED), "修订痕迹 2 处（合同.docx）"),
    "hidden words": ("附/合同.docx", kit.word(HIDDEN), "设为隐藏的文字 1 处（附/合同.docx：正文）"),
    "hidden sheet": (
        "账.xlsx",
        kit.workbook(lambda book, one, two: (one.write(0, 0, 1), two.hide())),
        "隐藏的工作表 1 张（账.xlsx：成本）",
    ),
    "hidden rows": (
        "账.xlsx",
        kit.workbook(lambda book, one, two: (one.write(3, 0, "底价"), one.set_row(3, None, None, {"hidden": True}))),
        "隐藏的行 1 行（账.xlsx：往来）",
    ),
    "speaker's notes": (
        "介绍.pptx",
        kit.presentation({"1": ""}, notesSlides__notesSlide1="<a:p><a:r><a:t>别说底价</a:t></a:r></a:p>"),
        "演讲者备注 1 处（介绍.pptx：第1张幻灯片）",
    ),
    "a lie of the name": ("照片.jpg", kit.word(PLAIN, comments="<w:comment/>"), "批注 1 条（照片.jpg）"),
    "nothing": ("合同.docx", kit.word(PLAIN), ""),
    "locked": ("合同.pdf", pdf_bytes(kit.sheet(), encryption=pikepdf.Encryption(user="x", owner="x")), UNKNOWN),
    "damaged": ("合同.pdf", b"%PDF-1.7\nnothing of a PDF", UNKNOWN),
}


@pytest.mark.parametrize("wrap", WRAPPED)
@pytest.mark.parametrize("kind", INSIDE)
def test_what_a_file_inside_hides_is_told_with_its_name(tmp_path: Path, wrap: str, kind: str) -> None:
    (make, outer), (name, data, said) = WRAPPED[wrap], INSIDE[kind]
    assert told(tmp_path, outer, make({name: data})) == said.replace("附/" if wrap == "mail" else "\0", "")


@pytest.mark.parametrize(
    ("make", "place"),
    [
        (lambda data: in_zip({"里.zip": in_zip({"合同.docx": data})}), "里.zip：合同.docx"),
        (lambda data: in_mail({"里.zip": in_zip({"合同.docx": data})}), "里.zip：合同.docx"),
        (lambda data: in_zip({"转发.eml": in_mail({"合同.docx": data})}), "转发.eml：合同.docx"),
    ],
)
def test_one_archive_in_another_is_searched_too(tmp_path: Path, make: Callable[[bytes], bytes], place: str) -> None:
    data = make(kit.word(PLAIN, comments="<w:comment/>"))
    name = "外.eml" if data.startswith(b"From:") else "外.zip"
    assert told(tmp_path, name, data) == f"批注 1 条（{place}）"


def test_beyond_the_bounds_it_is_told_that_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = kit.word(PLAIN)
    for level in range(4):
        deep = in_zip({f"{level}.zip": deep}) if level else in_zip({"合同.docx": deep})
    assert "没能查看" in told(tmp_path, "深.zip", deep)
    monkeypatch.setattr(within, "MAX_SEARCHED", 2)
    many = {f"{n}.docx": kit.word(PLAIN, comments="<w:comment/>") for n in range(4)}
    said = told(tmp_path, "多.zip", in_zip(many))
    assert "批注 2 条（0.docx、1.docx）" in said and "2.docx、3.docx" in said and "没能查看" in said
    monkeypatch.setattr(within, "MAX_MEMBER_BYTES", 100)
    assert "没能查看" in told(tmp_path, "大.zip", in_zip({"0.docx": kit.word(PLAIN)}))


def test_nothing_of_a_member_stays_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "临时"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    told(tmp_path, "打包.zip", in_zip({"合同.docx": kit.word(PLAIN), "坏.pdf": b"%PDF-1.7"}))
    assert list(place.iterdir()) == []


def _spec(pdf: pikepdf.Pdf, name: str, data: bytes) -> Dictionary:
    inside = Dictionary(F=pdf.make_stream(data))
    return Dictionary(Type=Name.Filespec, F=String(name), UF=String(name), EF=inside)


def _listed(members: dict[str, bytes]) -> bytes:
    pdf = kit.sheet()
    for name, data in members.items():
        pdf.attachments[name] = data
    return pdf_bytes(pdf)


def _clipped(members: dict[str, bytes]) -> bytes:
    pdf = kit.sheet()
    pdf.pages[0].obj.Annots = Array(
        [
            Dictionary(Subtype=Name.FileAttachment, Rect=Array([9, 9, 30, 30]), FS=_spec(pdf, name, data))
            for name, data in members.items()
        ]
    )
    return pdf_bytes(pdf)


def _of_a_page(members: dict[str, bytes]) -> bytes:
    pdf = kit.sheet()
    pdf.pages[0].obj.AF = Array([pdf.make_indirect(_spec(pdf, *one)) for one in members.items()])
    return pdf_bytes(pdf)


def _of_a_film(members: dict[str, bytes]) -> bytes:
    pdf = kit.sheet()
    assets = Array([part for one in members.items() for part in (String(one[0]), _spec(pdf, *one))])
    content = Dictionary(Assets=Dictionary(Names=assets))
    pdf.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.RichMedia, RichMediaContent=content)])
    return pdf_bytes(pdf)


def _taken_off(members: dict[str, bytes]) -> bytes:
    """What was attached once and is on no list any more."""
    pdf = kit.sheet()
    pdf.Root.PieceInfo = Array([pdf.make_indirect(_spec(pdf, *one)) for one in members.items()])
    return pdf_bytes(pdf)


HOOKS = {
    "listed": _listed,
    "paper clip": _clipped,
    "of a page": _of_a_page,
    "of a film": _of_a_film,
    "taken off": _taken_off,
}


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("kind", INSIDE)
def test_what_a_file_inside_a_pdf_hides_is_told_with_its_name(tmp_path: Path, hook: str, kind: str) -> None:
    name, data, said = INSIDE[kind]
    name, said = name.removeprefix("附/"), said.replace("附/", "")
    inside = f"内嵌文件 1 个（{name}）"
    both = {f"{said}、{inside}", f"{inside}、{said}"} if said else {inside}
    assert told(tmp_path, "外.pdf", HOOKS[hook]({name: data})) in both


def test_files_inside_files_inside_a_pdf_are_searched_too(tmp_path: Path) -> None:
    comment = kit.word(PLAIN, comments="<w:comment/>")
    for hook in HOOKS.values():
        said = told(tmp_path, "外.pdf", hook({"里.zip": in_zip({"合同.docx": comment})}))
        assert "批注 1 条（里.zip：合同.docx）" in said
        assert "批注 1 条（里.pdf：合同.docx）" in told(
            tmp_path, "外.pdf", hook({"里.pdf": _listed({"合同.docx": comment})})
        )
        assert "批注 1 条（里.pdf：合同.docx）" in told(
            tmp_path, "外.zip", in_zip({"里.pdf": hook({"合同.docx": comment})})
        )


def test_what_the_outer_file_and_the_inner_one_hide_of_one_kind_is_told_once(tmp_path: Path) -> None:
    pdf = kit.annotated(Subtype=Name.Text, Contents=String("底价"))
    pdf.attachments["账.docx"] = kit.word(PLAIN, comments="<w:comment/><w:comment/>")
    assert told(tmp_path, "外.pdf", pdf_bytes(pdf)) == "批注 3 条（第1页、账.docx）、内嵌文件 1 个（账.docx）"


def test_a_file_that_stands_on_two_hooks_is_one(tmp_path: Path) -> None:
    pdf = kit.sheet()
    spec = pdf.make_indirect(_spec(pdf, "账.docx", kit.word(PLAIN, comments="<w:comment/>")))
    pdf.Root.AF = Array([spec])
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("账"), spec])))
    pdf.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.FileAttachment, FS=spec)])
    assert told(tmp_path, "外.pdf", pdf_bytes(pdf)) == "批注 1 条（账.docx）、内嵌文件 1 个（账.docx）"


def test_two_systems_may_be_given_two_files(tmp_path: Path) -> None:
    """One viewer opens the harmless file, another the one with the remark."""
    pdf = kit.sheet()
    spec = _spec(pdf, "账.docx", kit.word(PLAIN))
    spec.EF.UF = pdf.make_stream(kit.word(PLAIN, comments="<w:comment/>"))
    pdf.Root.AF = Array([spec])
    assert "批注 1 条（账.docx）" in told(tmp_path, "外.pdf", pdf_bytes(pdf))


def test_a_file_inside_that_swells_or_breaks_off_is_told_as_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unknown = "有部分没能查看，不知道有没有隐藏内容（账.docx）"
    pdf = kit.sheet()
    data = zlib.compress(zlib.compress(kit.word(PLAIN)))
    for how, raw in (
        (Array([Name.FlateDecode, Name.FlateDecode]), data),
        (Name.FlateDecode, zlib.compress(kit.word(PLAIN))[:-20]),
        (Name.FlateDecode, b"no deflate"),
        (Name.LZWDecode, b"\x80\x0b"),
    ):
        spec = _spec(pdf, "账.docx", b"")
        spec.EF.F.write(raw, filter=how)
        pdf.Root.AF = Array([spec])
        as_coded = pdf_bytes(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
        assert unknown in told(tmp_path, "外.pdf", as_coded), how
    spec = _spec(pdf, "备忘.txt", b"")
    spec.EF.F.write(zlib.compress("我们最低可以接受60万。".encode() * 9)[:-8], filter=Name.FlateDecode)
    pdf.Root.AF = Array([spec])
    assert "没能查看" in told(tmp_path, "外.pdf", pdf_bytes(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none))
    monkeypatch.setattr(within, "MAX_MEMBER_BYTES", 5_000)
    swells = zipped({"word/document.xml": b" " * 20_000, "[Content_Types].xml": random.Random(1).randbytes(9_000)})
    assert unknown in told(tmp_path, "外.pdf", _listed({"账.docx": swells}))


def test_files_embedded_in_documents_of_word_and_excel_are_searched(tmp_path: Path) -> None:
    cost = kit.workbook(lambda book, one, two: (one.write(0, 0, 1), two.hide()))
    body = kit.word(PLAIN)
    for folder, outer in (("word", body), ("ppt", kit.presentation({"1": ""}))):
        members = {name: ZipFile(io.BytesIO(outer)).read(name) for name in ZipFile(io.BytesIO(outer)).namelist()}
        said = told(tmp_path, "外", zipped({**members, f"{folder}/embeddings/成本.xlsx": cost}))
        assert said == "隐藏的工作表 1 张（成本.xlsx：成本）、内嵌文件 1 个（成本.xlsx）"


def test_the_bottom_line_in_a_file_inside_a_pdf_is_asked_about(tmp_path: Path) -> None:
    for number, hook in enumerate(HOOKS.values()):
        data = hook({"方案.docx": kit.word(kit.run("我们最低可以接受60万"))})
        intake = taken(tmp_path / str(number), {"合同.pdf": data})
        assert {"privileged", "hidden"} <= {ask.value for ask in record(intake, "合同.pdf").asks}


@pytest.mark.parametrize("hook", ["listed", "paper clip"])
def test_the_package_tells_of_files_inside_wherever_they_hang(tmp_path: Path, hook: str) -> None:
    data = HOOKS[hook]({"底价.docx": kit.word(PLAIN)})
    built = packed(tmp_path, item("1-1", material(tmp_path, "合同.pdf", data)))
    assert "LX-B023" in [found.code for found in built.findings]
    assert "底价".encode() not in bundle_of(built).read_bytes()


@pytest.mark.parametrize("wrap", WRAPPED)
def test_an_archive_or_mail_that_hides_something_waits_for_a_decision(tmp_path: Path, wrap: str) -> None:
    make, outer = WRAPPED[wrap]
    data = make({"盖章.pdf": pdf_bytes(kit.annotated(Subtype=Name.Text, Contents=String("底价")))})
    intake = taken(tmp_path, {outer: data})
    assert "hidden" in {ask.value for ask in record(intake, outer).asks}


@pytest.mark.parametrize("wrap", WRAPPED)
def test_the_bottom_line_in_a_file_inside_is_asked_about(tmp_path: Path, wrap: str) -> None:
    make, outer = WRAPPED[wrap]
    intake = taken(tmp_path, {outer: make({"方案.docx": kit.word(kit.run("我们最低可以接受60万"))})})
    assert "privileged" in {ask.value for ask in record(intake, outer).asks}
