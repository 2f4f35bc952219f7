"""Files that hide something, made on the spot: PDFs with words under bars, Word files and workbooks with remarks."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import xlsxwriter
from pikepdf import Array, Dictionary, Name, String

from bundle_kit import pdf_bytes
from intake_kit import zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PRICE = b"BT /F1 12 Tf 72 700 Td (Lowest price 998877.66 for all) Tj ET\n"


def sheet(content: bytes = PRICE, **more: Any) -> pikepdf.Pdf:
    """Return a PDF of one page that draws ``content`` with the font F1; ``more`` are entries of the page."""
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, 595, 842]),
        Resources=Dictionary(Font=Dictionary(F1=font)),
        Contents=pdf.make_stream(content),
        **more,
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf


def annotated(**annotation: Any) -> pikepdf.Pdf:
    """Return a page with one annotation."""
    pdf = sheet()
    one = Dictionary(Type=Name.Annot, Rect=Array([100, 500, 300, 540]), **annotation)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(one)])
    return pdf


def script(words: str = "app.alert(1)") -> Dictionary:
    """Return an action that runs a script."""
    return Dictionary(S=Name.JavaScript, JS=String(words))


def scan(words: bytes) -> pikepdf.Pdf:
    """Return a page that a picture covers, with ``words`` drawn before it."""
    pdf = sheet(words + b"q 595 0 0 842 0 0 cm /Im0 Do Q\n")
    image = pdf.make_stream(bytes([255] * 100 * 140))
    image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    image.Width, image.Height, image.BitsPerComponent = 100, 140, 8
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im0=image)
    return pdf


def updated(first: pikepdf.Pdf, later: bytes) -> bytes:
    """Return a file in which the page of ``first`` was replaced afterwards, the earlier one still inside."""
    data = pdf_bytes(first, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page, content = pdf.pages[0].obj.objgen[0], pdf.pages[0].obj.Contents.objgen[0]
        size, before = int(pdf.trailer.Size), data.rindex(b"startxref")
        root = pdf.Root.objgen[0]
    start = int(data[before:].split()[1])
    at = len(data)
    new = f"{content} 0 obj\n<< /Length {len(later)} >>\nstream\n".encode() + later + b"\nendstream\nendobj\n"
    table = f"xref\n{content} 1\n{at:010d} 00000 n \ntrailer << /Size {size} /Root {root} 0 R /Prev {start} >>\n"
    assert page
    return data + new + table.encode() + f"startxref\n{at + len(new)}\n%%EOF\n".encode()


def word(body: str = "", **parts: str) -> bytes:
    """Return a Word file; ``parts`` are further parts by name, each wrapped into its root."""
    members = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode(),
    }
    for name, inner in parts.items():
        members[f"word/{name}.xml"] = f"<w:{name} {W}>{inner}</w:{name}>".encode()
    return zipped(members)


def run(words: str, properties: str = "") -> str:
    """Return a paragraph of one run."""
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def workbook(fill: Any) -> bytes:
    """Return a workbook that ``fill`` wrote; it has the sheets 往来 and 成本."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    fill(book, book.add_worksheet("往来"), book.add_worksheet("成本"))
    book.close()
    return out.getvalue()


def presentation(slides: dict[str, str], **parts: str) -> bytes:
    """Return a presentation: attributes of each slide by its number, further parts by name."""
    p = (
        'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    members = {"[Content_Types].xml": b"<Types/>"}
    for number, attributes in slides.items():
        members[f"ppt/slides/slide{number}.xml"] = f"<p:sld {p} {attributes}><p:cSld/></p:sld>".encode()
    for name, inner in parts.items():
        members[f"ppt/{name.replace('__', '/')}.xml"] = f"<p:notes {p}>{inner}</p:notes>".encode()
    return zipped(members)


def open_document(body: str, styles: str = "") -> bytes:
    """Return an OpenDocument file with ``body`` and automatic ``styles``."""
    names = ("office", "text", "style", "table", "fo", "presentation", "draw")
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    content = f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": f"{content}<office:body>{body}</office:body></office:document-content>".encode(),
        }
    )
