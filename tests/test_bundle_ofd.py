"""OFD in the bundle (电子发票、电子合同): a judge without an OFD reader sees what the file shows."""

from __future__ import annotations

import io
import random
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

import ofd_kit as kit
from bundle_kit import BLUE, RED, bundle_of, codes, item, material, near, packed, page_text, shown
from lexcollect.bundle.ofd_source import print_ofd
from lexcollect.bundle.problems import Notes, Unshown
from lexcollect.formats.ofd_numbers import chained, deltas, floats
from lexcollect.formats.refusals import BadFile


def _shown(tmp_path: Path, data: bytes) -> tuple[str, list[str], Path]:
    """Return the words of the page behind the index, the findings and the bundle."""
    built = packed(tmp_path, item("3-1", material(tmp_path, "电子发票.ofd", data), title="电子发票"))
    pdf = bundle_of(built)
    return page_text(pdf, 2), codes(built), pdf


def _colour(colour: tuple[int, int, int]) -> bytes:
    square = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(square, "PNG")
    return square.getvalue()


def test_an_electronic_invoice_shows_title_parties_sum_and_remark(tmp_path: Path) -> None:
    said, told, pdf = _shown(tmp_path, kit.invoice())
    plain = said.replace(" ", "")
    for words in (
        "电子发票（普通发票）",
        "发票号码：23122000000000000009",
        "江北例示机械有限公司",
        "¥3,200.00",
        "叁仟贰佰圆整",
        "已开具红字发票",
    ):
        assert words in plain
    assert "不显示的批注" not in plain
    assert told == ["LX-B280"]
    assert "证据3-1" in plain, "the sheet is numbered as every other"
    # The frame of the template is dark red: some of it lies left of the middle of the page.
    assert near(shown(pdf, 2, 2), (128, 0, 0)) is not None


def test_letters_stand_where_the_distances_put_them(tmp_path: Path) -> None:
    """Two digits 60 mm apart: 'g' repeats a distance as the standard writes it."""
    page = kit.content(kit.text(1, "10 10 190 10", "1元2", delta="5 55"))
    (tmp_path / "a.ofd").write_bytes(kit.ofd([page]))
    made = print_ofd(tmp_path / "a.ofd", tmp_path, Notes("a", "证据1"))
    import pypdfium2

    with pypdfium2.PdfDocument(made) as document:
        found = document[0].get_textpage()
        at = {found.get_text_range(n, 1): found.get_charbox(n)[0] for n in range(found.count_chars())}
    assert at["2"] - at["1"] == pytest.approx(60 / 25.4 * 72, abs=1.5)
    assert deltas("g 3 4.5 2") == [4.5, 4.5, 4.5, 2.0]


def test_a_seal_that_is_a_picture_is_drawn_and_its_signature_not_judged(tmp_path: Path) -> None:
    data = kit.ofd([kit.content(kit.text(1, "10 10 90 6", "合同"))], more=kit.sealed("png", _colour(RED)))
    _, told, pdf = _shown(tmp_path, data)
    place = near(shown(pdf, 2, 2), RED)
    assert told == ["LX-B280", "LX-B284"]
    assert place is not None and place[0] > 0.6, "the seal stands at the right, where its signature puts it"


def test_a_seal_that_is_a_document_itself_is_drawn(tmp_path: Path) -> None:
    """Tax authorities keep the picture of their seal as an OFD (GB/T 38540)."""
    ring = kit.path(1, "0 0 40 40", "M 0 0 L 40 0 L 40 40 L 0 40 C", colour="0 0 255", more='Fill="true"').replace(
        "<ofd:StrokeColor", '<ofd:FillColor Value="0 0 255"/><ofd:StrokeColor'
    )
    inner = kit.ofd([kit.content(ring, area="0 0 40 40")])
    data = kit.ofd([kit.content(kit.text(1, "10 10 90 6", "合同"))], more=kit.sealed("ofd", inner))
    _, told, pdf = _shown(tmp_path, data)
    assert told == ["LX-B280", "LX-B284"] and near(shown(pdf, 2, 2), BLUE) is not None


@pytest.mark.parametrize("data", [b"", b"no picture", _colour(RED)[:60]])
def test_a_seal_whose_picture_cannot_be_read_is_told(tmp_path: Path, data: bytes) -> None:
    packed_in = kit.ofd([kit.content(kit.text(1, "10 10 90 6", "合同"))], more=kit.sealed("png", data))
    said, told, _ = _shown(tmp_path, packed_in)
    assert "合同" in said
    assert "LX-B281" in told or "LX-B283" in told


def test_what_the_file_names_and_does_not_hold_is_told(tmp_path: Path) -> None:
    page = kit.content(kit.text(1, "10 10 90 6", "价税合计") + kit.picture(2, "10 30 20 20", 99), template="88")
    said, told, _ = _shown(tmp_path, kit.ofd([page]))
    assert "价税合计" in said and told == ["LX-B280", "LX-B283"]


def test_a_cover_without_content_has_its_sheet_with_the_reason(tmp_path: Path) -> None:
    said, told, _ = _shown(tmp_path, kit.ofd([]))
    assert told == ["LX-B282"] and "没有可以画出的内容" in said.replace("\n", "").replace(" ", "")


def test_pages_keep_their_size_and_order(tmp_path: Path) -> None:
    pages = [
        kit.content(kit.text(1, "10 10 90 6", f"第{number}张"), area=area)
        for number, area in enumerate(("0 0 210 297", "0 0 297 210", "0 0 80 120"), start=1)
    ]
    built = packed(tmp_path, item("3-1", material(tmp_path, "三页.ofd", kit.ofd(pages))))
    assert [f"第{n}张" in page_text(bundle_of(built), 1 + n).replace(" ", "") for n in (1, 2, 3)] == [True] * 3


def test_same_file_same_bytes(tmp_path: Path) -> None:
    raw = kit.invoice()  # packed once: a ZIP tells to two seconds when it was made
    made = [packed(tmp_path / name, item("3-1", material(tmp_path / name, "a.ofd", raw))) for name in "ab"]
    assert made[0].content == made[1].content


HOSTILE: Mapping[str, bytes] = {
    "deep groups": kit.ofd([kit.content("<ofd:PageBlock ID='1'>" * 90 + "</ofd:PageBlock>" * 90)]),
    "deeper than XML is read": kit.ofd([kit.content("<ofd:PageBlock ID='1'>" * 900 + "</ofd:PageBlock>" * 900)]),
    "no numbers": kit.ofd([kit.content(kit.text(1, "10 10 90 6", "甲", x="nan", y="inf", delta="g 1e9 1e308 g"))]),
    "a kilometre": kit.ofd([kit.content(kit.text(1, "10 10 90 6", "甲"), area="0 0 1000000 1000000")]),
    "no size": kit.ofd([kit.content(kit.text(1, "10 10 90 6", "甲"), area="0 0 0 -5")]),
    "a path of nonsense": kit.ofd([kit.content(kit.path(1, "0 0 9 9", "M 0 0 X 1 L 1e400 A 1 C &lt;script&gt;"))]),
    "markup in words": kit.ofd([kit.content(kit.text(1, "10 10 90 6", "</text><image href='file:///etc/passwd'/>"))]),
    "markup in colours": kit.ofd([kit.content(kit.path(1, "0 0 9 9", "M 0 0 L 9 9", colour='1"/&gt;&lt;x'))]),
    "places that lead out": kit.ofd([], more={"Doc_0/Document.xml": "<a><Pages><Page BaseLoc='../../x'/></Pages></a>"}),
    "a set of values that names itself": kit.ofd(
        [kit.content("<ofd:PathObject ID='1' Boundary='0 0 9 9' DrawParam='5'/>")],
        resources="<ofd:DrawParams><ofd:DrawParam ID='5' Relative='5'/></ofd:DrawParams>",
    ),
    "a composite that holds itself": kit.ofd(
        [kit.content("<ofd:CompositeObject ID='1' Boundary='0 0 9 9' ResourceID='6'/>")],
        resources="<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID='6'><ofd:Content>"
        "<ofd:CompositeObject ID='2' Boundary='0 0 9 9' ResourceID='6'/><ofd:CompositeObject ID='3' Boundary='0 0 9 9' "
        "ResourceID='6'/></ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>",
    ),
    "a document type": kit.ofd([], more={"OFD.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}),
    "a seal in a seal": kit.ofd([kit.content(kit.text(1, "9 9 9 9", "甲"))], more=kit.sealed("ofd", kit.invoice()[:9])),
}  # fmt: skip


@pytest.mark.parametrize("data", list(HOSTILE.values()), ids=list(HOSTILE))
def test_a_hostile_file_has_its_page_or_its_reason(tmp_path: Path, data: bytes) -> None:
    built = packed(
        tmp_path,
        item("3-1", material(tmp_path, "坏.ofd", data)),
        item("3-2", material(tmp_path, "好.txt", "其余证据照常装订".encode())),
    )
    assert built.ok and built.total_pages == 3
    assert "其余证据照常装订" in page_text(bundle_of(built), 3)
    assert "root:" not in page_text(bundle_of(built), 2)


def test_mutated_files_are_drawn_or_refused(tmp_path: Path) -> None:
    """Members of an honest invoice with flipped, cut and doubled bytes: an answer or a refusal, nothing else."""
    import zipfile

    honest = kit.ofd([kit.content(kit.text(1, "9 9 9 9", "甲"))], more=kit.sealed("png", _colour(RED)))
    with zipfile.ZipFile(io.BytesIO(honest)) as box:
        members = {name: box.read(name) for name in box.namelist()}
    for number in range(150):
        draw = random.Random(number)
        name = draw.choice(sorted(members))
        data = bytearray(members[name])
        for _ in range(draw.randint(1, 4)):
            data[draw.randrange(len(data))] = draw.randrange(256)
        if draw.random() < 0.2:
            data = data[: draw.randrange(len(data))]
        path = tmp_path / f"{number}.ofd"
        with zipfile.ZipFile(path, "w") as box:
            for other, whole in members.items():
                box.writestr(other, bytes(data) if other == name else whole)
        with suppress(Unshown, BadFile):
            print_ofd(path, tmp_path, Notes("a", "证据1")).unlink()


def test_moves_are_chained_from_inside_out() -> None:
    """First doubled, then moved by ten: the point (1, 1) comes to (12, 12); the other way round to (22, 22)."""
    double, ten = (2, 0, 0, 2, 0, 0), (1, 0, 0, 1, 10, 10)
    a, b, c, d, e, f = chained(ten, double)
    assert (a + c + e, b + d + f) == (12, 12)
    a, b, c, d, e, f = chained(double, ten)
    assert (a + c + e, b + d + f) == (22, 22)
    assert floats("1 x 2 nan 3e9") == [1, 2]
