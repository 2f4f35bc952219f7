"""Pages of received PDFs: whatever their boxes and turns, they stand upright and the number stands at one place."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest

from bundle_kit import (
    BLUE,
    GREEN,
    RED,
    bundle_of,
    codes,
    item,
    marked_pdf,
    material,
    near,
    packed,
    page_text,
    pdf_bytes,
    shown,
)
from lexcollect.bundle.sheets import BAND, place_page
from lexcollect.formats.boxes import displayed_box, right_angle
from outside import program

BOXES = [
    (None, (0, 0, 595, 842)),
    ((40, 60, 500, 700), (0, 0, 595, 842)),
    ((-200, -300, 100, 150), (-300, -400, 300, 400)),
]


def test_every_turn_and_box_is_shown_upright_with_the_number_at_the_same_place(tmp_path: Path) -> None:
    sources, wanted = [], []
    for turn in (None, 0, 90, 180, 270, -90, 450, 45):
        for crop, media in BOXES:
            name = f"{len(sources)}.pdf"
            sources.append(material(tmp_path, name, pdf_bytes(marked_pdf(media, turn, crop))))
            wanted.append(right_angle(turn or 0))
    built = packed(tmp_path, item("1-1", *sources))
    pdf = bundle_of(built)
    stamps = set()
    for number, turn in enumerate(wanted, start=built.index_pages + 1):
        picture = shown(pdf, number)
        red, blue = near(picture, RED), near(picture, BLUE)
        assert red and blue
        # Lower left stays so at 0; a quarter turn clockwise brings it to the upper left, and so on.
        assert (red[1] > blue[1]) is (turn == 270) or turn in (0, 180)
        assert (red[0] < blue[0]) is (turn == 0) or turn in (90, 270)
        assert f"证据1-1 · 第{number}页" in page_text(pdf, number)
        words = _words(pdf, number, picture.size)
        stamps.add(words)
    assert len(stamps) == 1


def _words(pdf: Path, number: int, size: tuple[int, int]) -> tuple[int, int]:
    """Return how far the page number ends from the right and lower edge."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        text = document[number - 1].get_textpage()
        _, bottom, right, top = text.get_charbox(text.count_chars() - 1)
        assert top < BAND
        return round(size[0] - right), round(bottom)


def test_nothing_of_the_source_reaches_the_band_of_the_number(tmp_path: Path) -> None:
    black = marked_pdf(content=b"0 g -1000 -1000 5000 5000 re f\n")
    pdf = bundle_of(packed(tmp_path, item("1-1", material(tmp_path, "全黑.pdf", pdf_bytes(black)))))
    picture = shown(pdf, 2)
    band = picture.crop((0, picture.size[1] - int(BAND) + 2, 300, picture.size[1]))
    assert band.getextrema() == ((255, 255), (255, 255), (255, 255))
    assert picture.getpixel((300, 300)) == (0, 0, 0)


@pytest.mark.parametrize(
    "content",
    [
        b"q q q 0.1 0 0 0.1 0 0 cm\n",
        b"Q Q Q 0.1 0 0 0.1 300 300 cm\n",
        b"BT /F0 9 Tf\n",
        b"0 0 1 1 re W n\n",
        b"1 1 1 rg 1 1 1 RG 3 Tr\n",
    ],
)
def test_a_page_that_leaves_its_graphics_state_changed_does_not_move_the_number(tmp_path: Path, content: bytes) -> None:
    source = material(tmp_path, "乱.pdf", pdf_bytes(marked_pdf(content=content)))
    pdf = bundle_of(packed(tmp_path, item("1-1", source)))
    assert "证据1-1 · 第2页" in page_text(pdf, 2)
    assert near(shown(pdf, 2).crop((450, 800, 596, 842)), (10, 61, 168), 90)


def test_content_in_several_streams_with_a_token_cut_between_them(tmp_path: Path) -> None:
    source = marked_pdf()
    page = source.pages[0].obj
    page.Contents = pikepdf.Array(
        [
            source.make_stream(b"q 1 0 0 rg 20 20 60 60 re"),
            source.make_stream(b"f Q"),
            source.make_stream(b"0 0 1 rg 300 20 60 60 re f"),
        ]
    )
    pdf = bundle_of(packed(tmp_path, item("1-1", material(tmp_path, "a.pdf", pdf_bytes(source)))))
    assert near(shown(pdf, 2), RED) and near(shown(pdf, 2), BLUE)


def test_boxes_and_resources_given_by_the_page_tree_come_along(tmp_path: Path) -> None:
    source = marked_pdf((0, 0, 300, 400), 90)
    page, tree = source.pages[0].obj, source.Root.Pages
    for key in ("/MediaBox", "/Rotate", "/Resources"):
        tree[key] = page[key]
        del page[key]
    pdf = bundle_of(packed(tmp_path, item("1-1", material(tmp_path, "a.pdf", pdf_bytes(source)))))
    red, blue = near(shown(pdf, 2), RED), near(shown(pdf, 2), BLUE)
    assert red and blue and red[1] < blue[1]


def test_a3_landscape_stays_landscape_and_is_reported(tmp_path: Path) -> None:
    source = material(tmp_path, "对账单.pdf", pdf_bytes(marked_pdf((0, 0, 1190.4, 841.92))))
    built = packed(tmp_path, item("4-2", source))
    with pikepdf.open(bundle_of(built)) as pdf:
        assert [round(float(v)) for v in pdf.pages[1].mediabox] == [0, 0, 842, 595]
    assert codes(built) == ["LX-B030"]


def test_a_small_page_is_not_enlarged_and_a_page_is_never_cut() -> None:
    assert place_page(200, 100).scale == 1
    for width, height in [(595, 842), (842, 595), (5000, 300), (300, 5000), (14400, 14400)]:
        place = place_page(width, height)
        assert place.x >= 0 and place.y >= BAND
        assert place.x + place.width <= place.sheet[0] and place.y + place.height <= place.sheet[1]


def test_the_shown_box_is_the_crop_inside_the_media_box() -> None:
    assert displayed_box((600, 800, 0, 0), (-50, 100, 300, 900)) == (0, 100, 300, 800)
    assert displayed_box((0, 0, 100, 100), (500, 500, 600, 600)) == (0, 0, 100, 100)
    assert displayed_box((0, 0, 0, 0), None)[2] > 500


def test_a_hidden_layer_stays_hidden_and_is_reported(tmp_path: Path) -> None:
    source = marked_pdf(content=b"/OC /L0 BDC 0 0.63 0 rg 200 400 200 200 re f EMC\n")
    layer = source.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("底稿")))
    source.pages[0].obj.Resources.Properties = pikepdf.Dictionary(L0=layer)
    source.Root.OCProperties = pikepdf.Dictionary(
        OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
    )
    built = packed(tmp_path, item("1-1", material(tmp_path, "图层.pdf", pdf_bytes(source))))
    assert "LX-B020" in codes(built)
    assert near(shown(bundle_of(built), 2), GREEN) is None
    assert near(shown(bundle_of(built), 2), RED)


def test_scripts_launches_and_links_are_left_behind(tmp_path: Path) -> None:
    source = marked_pdf()
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
    source.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    source.pages[0].obj.Annots = pikepdf.Array(
        [
            source.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 99, 99]), A=launch
                )
            )
        ]
    )
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.pdf", pdf_bytes(source))))
    assert "LX-B021" in codes(built)
    with pikepdf.open(bundle_of(built)) as pdf:
        text = b"".join(o.unparse() for o in pdf.objects if isinstance(o, pikepdf.Dictionary))
    for word in (b"/Launch", b"/JavaScript", b"cmd.exe", b"/URI", b"/OpenAction"):
        assert word not in text


def test_a_signature_keeps_its_look_and_the_page_says_where_to_verify_it(tmp_path: Path) -> None:
    source = marked_pdf()
    look = source.make_stream(b"0 0.63 0 rg 0 0 100 50 re f")
    look.Type, look.Subtype, look.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 100, 50])
    field = source.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T=pikepdf.String("签名"),
            F=4,
            Rect=pikepdf.Array([200, 400, 300, 450]),
            AP=pikepdf.Dictionary(N=look),
            V=pikepdf.Dictionary(Type=pikepdf.Name.Sig),
        )
    )
    source.pages[0].obj.Annots = pikepdf.Array([field])
    source.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
    built = packed(tmp_path, item("3-8", material(tmp_path, "发票.pdf", pdf_bytes(source))))
    assert codes(built) == ["LX-B022"]
    assert near(shown(bundle_of(built), 2), GREEN)
    assert "原件含电子签名" in page_text(bundle_of(built), 2)


def test_two_sources_with_the_same_names_inside_do_not_mix(tmp_path: Path) -> None:
    sources = []
    for colour in (b"1 0 0", b"0 0 1"):
        source = pikepdf.new()
        form = source.make_stream(colour + b" rg 100 100 300 300 re f")
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 595, 842])
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=pikepdf.Array([0, 0, 595, 842]),
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(X0=form)),
            Contents=source.make_stream(b"/X0 Do"),
        )
        source.pages.append(pikepdf.Page(source.make_indirect(page)))
        sources.append(material(tmp_path, f"{len(sources)}.pdf", pdf_bytes(source)))
    pdf = bundle_of(packed(tmp_path, item("1-1", sources[0]), item("1-2", sources[1])))
    assert near(shown(pdf, 2), RED) and not near(shown(pdf, 2), BLUE)
    assert near(shown(pdf, 3), BLUE) and not near(shown(pdf, 3), RED)


def test_qpdf_finds_nothing_to_complain_about(tmp_path: Path) -> None:
    sources = [material(tmp_path, f"{n}.pdf", pdf_bytes(marked_pdf(rotate=n * 90))) for n in range(4)]
    pdf = bundle_of(packed(tmp_path, item("1-1", *sources)))
    assert subprocess.run([program("qpdf"), "--check", str(pdf)], capture_output=True, check=False).returncode == 0
