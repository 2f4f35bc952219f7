"""A masked page: what stood there is gone from every byte, and all else is as it was."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageFilter

from bundle_kit import bundle_of, item, material, packed, page_text, pdf_bytes, picture_bytes, shown
from lexcollect.bundle.masking.document import mask_document
from lexcollect.bundle.masking.kinds import Kind
from lexcollect.bundle.masking.wanted import How, Masked, Wanted

PHONE = "13800138000"


def typed(content: bytes, **more: object) -> bytes:
    """Return a PDF of one A4 page with ``content``; /F1 is Helvetica with widths."""
    pdf = pikepdf.new()
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name.Helvetica,
        Encoding=Name.WinAnsiEncoding,
        FirstChar=32,
        LastChar=126,
        Widths=Array([556] * 95),
    )
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, 595, 842]),
        Resources=Dictionary(Font=Dictionary(F1=pdf.make_indirect(font))),
        Contents=pdf.make_stream(content),
        **more,
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf_bytes(pdf)


def masked(tmp: Path, *pdfs: bytes, wanted: Wanted | None = None, kind: str = "pdf") -> tuple[Path, Path, Masked]:
    """Return the bundle of exhibits made of ``pdfs``, its masked copy, and what was masked."""
    items = [item(f"1-{n}", material(tmp, f"{n}.{kind}", data)) for n, data in enumerate(pdfs, start=1)]
    source, out = bundle_of(packed(tmp, *items)), tmp / "masked.pdf"
    return source, out, mask_document(source, out, wanted or Wanted(), lambda: None)


def says(pdf: Path, value: str) -> bool:
    """Tell whether any page, read by two engines, or any stream says ``value``, spaces aside."""
    with pikepdf.open(pdf) as opened:
        raw = b" ".join(
            o.read_bytes() for o in opened.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") != "/Image"
        )
    texts = [page_text(pdf, n + 1) for n in range(pages(pdf))]
    with pypdfium2.PdfDocument(pdf) as document:
        texts += [document[n].get_textpage().get_text_range() for n in range(len(document))]
    return value in "".join("".join(texts).split()) or value.encode() in raw


def pages(pdf: Path) -> int:
    """Return how many pages there are."""
    with pikepdf.open(pdf) as opened:
        return len(opened.pages)


def same_but_for_bars(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two pictures differ only where the second is black."""
    soft = [picture.convert("L").filter(ImageFilter.GaussianBlur(2)) for picture in (one, other)]
    apart = ImageChops.difference(*soft).point(lambda v: 255 if v > 60 else 0)
    bars = other.convert("L").point(lambda v: 255 if v < 60 else 0).filter(ImageFilter.MedianFilter(9))
    bars = bars.filter(ImageFilter.MaxFilter(25))  # letters are no bars; their soft edges are
    return ImageChops.subtract(apart, bars).getbbox() is None


def reds(picture: Image.Image) -> int:
    """Return how many pixels are red."""
    red, green, _ = picture.split()
    strong = ImageChops.multiply(red.point(lambda v: 255 * (v > 150)), green.point(lambda v: 255 * (v < 80)))
    return strong.histogram()[255]


LINES = {
    "one string": b"BT /F1 12 Tf 72 700 Td (Call 13800138000 now) Tj ET",
    "split across operators": b"BT /F1 12 Tf 72 700 Td (Call 138) Tj (0013) Tj (8000 now) Tj ET",
    "kerned": b"BT /F1 12 Tf 72 700 Td [(Call 1) -20 (38001) 15 (380) -3 (00 now)] TJ ET",
    "spaced out": b"BT /F1 12 Tf 3 Tc 90 Tz 72 700 Td (Call 13800138000 now) Tj ET",
    "quote operators": b"BT /F1 12 Tf 14 TL 72 700 Td (Call) ' 0 0 (me 13800138000 now) \" ET",
    "turned": b"BT /F1 12 Tf 0 1 -1 0 200 300 Tm (Call 13800138000 now) Tj ET",
    "under a black box": b"BT /F1 12 Tf 72 700 Td (Call 13800138000 now) Tj ET 0 g 60 690 200 20 re f",
    "said again": b"/Span <</ActualText (13800138000)>> BDC BT /F1 12 Tf 72 700 Td (Call 13800138000 now) Tj ET EMC",
    "unseen": b"BT /F1 12 Tf 3 Tr 72 700 Td (Call 13800138000 now) Tj ET",
}


def test_a_number_is_cut_out_of_the_content_however_it_was_set(tmp_path: Path) -> None:
    source, out, brought = masked(tmp_path, *map(typed, LINES.values()))
    assert [p.kind for p in brought.places] == [Kind.MOBILE] * len(LINES)
    assert brought.painted == (2 + list(LINES).index("said again"),), "words beside glyphs make their places unsure"
    assert says(source, PHONE) and not says(out, PHONE)
    assert pages(source) == pages(out)
    for number in range(2, pages(out) + 1):
        assert same_but_for_bars(shown(source, number, 2.0), shown(out, number, 2.0)), list(LINES)[number - 2]
        if list(LINES)[number - 2] not in ("turned", "said again"):
            words = page_text(out, number)
            assert "now" in words and "Call" in words and f"第{number}页" in words


def test_what_is_not_certain_becomes_a_picture_that_says_no_more(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)  # no widths: a guess
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, 595, 842]),
        Resources=Dictionary(Font=Dictionary(F1=font)),
        Contents=pdf.make_stream(b"BT /F1 12 Tf 72 700 Td (Call 13800138000 now) Tj ET"),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    source, out, brought = masked(tmp_path, pdf_bytes(pdf))
    assert [p.how for p in brought.places] == [How.PAINTED] and brought.painted == (2,)
    assert says(source, PHONE) and not says(out, PHONE)
    assert "now" in page_text(out, 2), "the other words can still be found"
    assert "证据1-1" in "".join(page_text(out, 2).split())
    assert same_but_for_bars(shown(source, 2, 2.0), shown(out, 2, 2.0))


def test_a_number_over_a_picture_takes_the_pixels_with_it(tmp_path: Path) -> None:
    scan = Image.new("RGB", (400, 300), "white")
    scan.paste((200, 30, 30), (100, 100, 300, 130))  # what a reader sees of the number
    pdf = pikepdf.new()
    image = pdf.make_stream(picture_bytes(scan, "JPEG"))
    image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, Name.DCTDecode
    image.Width, image.Height, image.ColorSpace, image.BitsPerComponent = 400, 300, Name.DeviceRGB, 8
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name.Helvetica,
        Encoding=Name.WinAnsiEncoding,
        FirstChar=32,
        LastChar=126,
        Widths=Array([556] * 95),
    )
    content = b"q 400 0 0 300 0 0 cm /I Do Q BT 3 Tr /F1 30 Tf 103 174 Td (13800138000) Tj ET"
    resources = Dictionary(XObject=Dictionary(I=image), Font=Dictionary(F1=pdf.make_indirect(font)))
    page = Dictionary(
        Type=Name.Page, MediaBox=Array([0, 0, 400, 300]), Resources=resources, Contents=pdf.make_stream(content)
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    source, out, brought = masked(tmp_path, pdf_bytes(pdf))
    assert [p.how for p in brought.places] == [How.PAINTED]
    assert not says(out, PHONE)
    red = reds(shown(source, 2))
    left = reds(shown(out, 2))
    assert red and left < red / 20
    with pikepdf.open(out) as opened:
        images = [o for o in opened.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
    assert len(images) == 1, "the old picture is not in the file any more"


def test_a_field_of_a_form_and_a_note_on_a_turned_page_with_large_units_are_masked(tmp_path: Path) -> None:
    pdf = pikepdf.open(io.BytesIO(typed(b"", Rotate=90, UserUnit=2)))
    look = pdf.make_stream(
        b"BT /F1 12 Tf 2 5 Td (13800138000) Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 20])
    )
    look.Resources = pdf.pages[0].Resources
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T="tel",
        V=PHONE,
        Rect=Array([100, 500, 300, 520]),
        F=4,
        DA="/F1 12 Tf 0 g",
        AP=Dictionary(N=look),
    )
    one = pdf.make_indirect(field)
    pdf.pages[0].Annots = Array([one])
    pdf.Root.AcroForm = Dictionary(Fields=Array([one]), DR=pdf.pages[0].Resources, DA="/F1 12 Tf 0 g")
    source, out, brought = masked(tmp_path, pdf_bytes(pdf))
    assert says(source, PHONE) and [p.kind for p in brought.places] == [Kind.MOBILE]
    assert not says(out, PHONE)
    assert same_but_for_bars(shown(source, 2, 2.0), shown(out, 2, 2.0))


def test_a_number_known_from_one_page_is_hidden_on_others_in_whatever_form(tmp_path: Path) -> None:
    strange = b"BT /F1 12 Tf 72 700 Td (Tail 1/3/8/0/0/1/3/8/0/0/0 end) Tj ET"
    _, out, brought = masked(tmp_path, typed(LINES["one string"]), typed(strange))
    assert [p.page for p in brought.places] == [2, 3]
    assert "".join(page_text(out, 3).split()).startswith("Tailend")


def test_figures_of_three_columns_are_no_telephone_number(tmp_path: Path) -> None:
    row = b"BT /F1 12 Tf 72 700 Td (138) Tj 150 0 Td (4500) Tj 150 0 Td (6210) Tj ET"
    _, out, brought = masked(tmp_path, typed(row))
    assert brought.places == () and "6210" in page_text(out, 2)


def test_what_a_person_leaves_stays_and_what_a_person_gives_goes(tmp_path: Path) -> None:
    two = b"BT /F1 12 Tf 72 700 Td (13800138000 and 13900139000 of Alice Zhao) Tj 0 -50 Td (secret corner) Tj ET"
    wanted = Wanted(leave=frozenset({"13900139000"}), words=("alice zhao",), boxes={2: ((60.0, 640.0, 300.0, 665.0),)})
    _, out, brought = masked(tmp_path, typed(two), wanted=wanted)
    assert sorted(p.kind for p in brought.places) == [Kind.BOX, Kind.MOBILE, Kind.WORDS]
    words = page_text(out, 2)
    assert "13900139000" in words and "Alice" not in words and "secret" not in words and "and" in words


def test_pictures_nobody_looked_at_are_named_and_one_that_was_looked_at_is_not(tmp_path: Path) -> None:
    photo = picture_bytes(Image.new("RGB", (300, 200), (90, 120, 90)), "JPEG")
    source, out, brought = masked(tmp_path, photo, photo + b" ", kind="jpg", wanted=Wanted(looked=frozenset({3})))
    assert brought.unseen == (2,) and brought.draft
    assert all("草稿未确认" in "".join(page_text(out, n).split()) for n in (1, 2, 3))
    again = mask_document(source, out, Wanted(looked=frozenset({2, 3})), lambda: None)
    assert not again.draft and "草稿未确认" not in page_text(out, 2)


def test_the_same_package_and_wishes_give_the_same_bytes(tmp_path: Path) -> None:
    source, out, _ = masked(tmp_path, typed(LINES["kerned"]))
    again = tmp_path / "again.pdf"
    mask_document(source, again, Wanted(), lambda: None)
    assert out.read_bytes() == again.read_bytes()
