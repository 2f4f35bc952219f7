"""What a PDF says without showing it, and where its links led: drawn on the page or named, never a silent blank."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

import hidden_kit as kit
from bundle_kit import GREEN, RED, bundle_of, codes, item, material, near, packed, page_text, pdf_bytes, shown
from lexcollect.bundle.model import Built
from lexcollect.formats.shapes import Part, Unit
from outside import program

BOX = [100, 500, 300, 540]


def form(*fields: Dictionary, **more: Any) -> pikepdf.Pdf:
    """Return a page with the widgets ``fields``, each with its name, flags and box."""
    pdf = kit.sheet(b"")
    listed = [pdf.make_indirect(field) for field in fields]
    pdf.pages[0].obj.Annots = Array(listed)
    pdf.Root.AcroForm = Dictionary(Fields=Array(listed), DA=String("/Helv 12 Tf 0 g"), **more)
    return pdf


def field(kind: str, value: Any, **more: Any) -> Dictionary:
    return Dictionary(
        {"/Type": Name.Annot, "/Subtype": Name.Widget, "/FT": Name(f"/{kind}"), "/V": value, "/F": 4}
        | {"/T": String("金额"), "/Rect": Array(BOX), "/DA": String("/Helv 12 Tf 1 0 0 rg")}
        | {f"/{key}": entry for key, entry in more.items()}
    )


def packed_pdf(folder: Path, pdf: pikepdf.Pdf, part: Part | None = None) -> Built:
    source = material(folder, "申请表.pdf", pdf_bytes(pdf))
    if part is not None:
        from dataclasses import replace

        source = replace(source, part=part)
    return packed(folder, item("1-1", source))


def words(built: Built, page: int = 2) -> str:
    return "".join(page_text(bundle_of(built), page).split())


def said(built: Built, code: str) -> str:
    found = [f for f in built.findings if f.code == code]
    assert len(found) == 1, [f.line() for f in built.findings]
    return found[0].message("zh")


FIELDS: dict[str, tuple[Callable[[], pikepdf.Pdf], str, str]] = {
    "number": (lambda: form(field("Tx", String("998877.66"))), "998877.66", "金额=998877.66"),
    "Chinese": (lambda: form(field("Tx", String("叁拾万元整"))), "叁拾万元整", "金额=叁拾万元整"),
    "asked to be drawn anew": (
        lambda: form(field("Tx", String("998877.66")), NeedAppearances=True),
        "998877.66",
        "金额=998877.66",
    ),
    "several lines": (
        lambda: form(field("Tx", String("第一行\n第二行"), Ff=1 << 12)),
        "第一行第二行",
        "金额=第一行",
    ),
    "choice": (
        lambda: form(field("Ch", String("b"), Opt=Array([Array([String("b"), String("买卖合同")])]))),
        "买卖合同",
        "金额=买卖合同",
    ),
    "several choices": (
        lambda: form(field("Ch", Array([String("甲"), String("乙")]))),
        "甲、乙",
        "金额=甲、乙",
    ),
    "password": (lambda: form(field("Tx", String("secret"), Ff=1 << 13)), "******", "金额=******"),
    "too long for its box": (
        lambda: form(field("Tx", String("沈阳沈河样例重型机械有限公司拖欠的钢材货款及违约金"))),
        "沈阳沈河样例重型机械有限公司拖欠的钢材货款及违约金",
        "金额=沈阳沈河样例",
    ),
}


@pytest.mark.parametrize("kind", FIELDS)
def test_a_value_without_a_look_stands_on_the_page_and_is_named(tmp_path: Path, kind: str) -> None:
    made, printed, named = FIELDS[kind]
    built = packed_pdf(tmp_path, made())
    assert printed in words(built)
    assert "第 1 页" in said(built, "LX-B062") and named in said(built, "LX-B062")
    if kind not in ("password",):
        where = near(shown(bundle_of(built), 2, 2), RED, 120)
        assert where and 0.15 < where[0] < 0.55 and 0.34 < where[1] < 0.42
    assert subprocess.run([program("qpdf"), "--check", str(bundle_of(built))], check=False).returncode == 0


def test_the_value_of_a_field_may_stand_above_its_boxes(tmp_path: Path) -> None:
    """Two boxes of one field: both show its value, by its full name."""
    pdf = kit.sheet(b"")
    parent = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("欠款"), V=String("300000")))
    kids = [
        pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, Parent=parent, Rect=Array([100, y, 300, y + 30]))
        )
        for y in (300, 600)
    ]
    parent.Kids = Array(kids)
    pdf.pages[0].obj.Annots = Array(kids)
    pdf.Root.AcroForm = Dictionary(Fields=Array([parent]))
    built = packed_pdf(tmp_path, pdf)
    assert words(built).count("300000") == 2 and said(built, "LX-B062").count("欠款=300000") == 2


@pytest.mark.parametrize(("state", "ink"), [("/Yes", True), ("/Off", False)])
def test_a_box_that_is_checked_shows_its_mark(tmp_path: Path, state: str, ink: bool) -> None:
    built = packed_pdf(tmp_path, form(field("Btn", Name(state), Rect=Array([100, 500, 140, 540]))))
    assert bool(near(shown(bundle_of(built), 2, 2), (0, 0, 0))) is ink
    assert ("LX-B062" in codes(built)) is ink


def test_a_box_with_looks_but_no_word_which_holds_shows_its_value(tmp_path: Path) -> None:
    pdf = form(field("Btn", Name("/Yes")))
    looks = {}
    for state, colour in (("/Yes", b"0 0.63 0 rg"), ("/Off", b"1 0 0 rg")):
        look = pdf.make_stream(colour + b" 0 0 200 40 re f")
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 40])
        looks[state] = look
    pdf.pages[0].obj.Annots[0].AP = Dictionary(N=Dictionary(looks))
    built = packed_pdf(tmp_path, pdf)
    assert near(shown(bundle_of(built), 2), GREEN) and not near(shown(bundle_of(built), 2), RED)


def test_a_value_that_has_its_look_keeps_it(tmp_path: Path) -> None:
    pdf = form(field("Tx", String("998877.66")))
    look = pdf.make_stream(b"0 0.63 0 rg 0 0 200 40 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 40])
    pdf.pages[0].obj.Annots[0].AP = Dictionary(N=look)
    built = packed_pdf(tmp_path, pdf)
    assert near(shown(bundle_of(built), 2), GREEN) and "LX-B062" not in codes(built)


def remark(kind: str, **more: Any) -> pikepdf.Pdf:
    pdf = kit.sheet(b"")
    one = Dictionary(
        {"/Type": Name.Annot, "/Subtype": Name(f"/{kind}"), "/Rect": Array(BOX), "/F": 4}
        | {f"/{key}": value for key, value in more.items()}
    )
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(one)])
    return pdf


MARKS: dict[str, tuple[dict[str, Any], tuple[int, int, int]]] = {
    "FreeText": ({"Contents": String("已收货 张三"), "DA": String("/Helv 14 Tf 1 0 0 rg")}, RED),
    "Stamp": ({"Contents": String("已核对"), "DA": String("1 0 0 rg /F 20 Tf")}, RED),
    "Highlight": ({"QuadPoints": Array([100, 540, 300, 540, 100, 500, 300, 500]), "C": Array([1, 0, 0])}, RED),
    "Underline": ({"QuadPoints": Array([100, 540, 300, 540, 100, 520, 300, 520]), "C": Array([1, 0, 0])}, RED),
    "StrikeOut": ({"QuadPoints": Array([100, 540, 300, 540, 100, 500, 300, 500]), "C": Array([1, 0, 0])}, RED),
    "Ink": (
        {"InkList": Array([Array([105, 505, 200, 530, 295, 510])]), "C": Array([1, 0, 0]), "BS": Dictionary(W=4)},
        RED,
    ),
    "Square": ({"C": Array([0, 0, 1]), "IC": Array([1, 0, 0])}, RED),
    "Circle": ({"C": Array([1, 0, 0]), "BS": Dictionary(W=3)}, RED),
    "Line": ({"L": Array([105, 505, 295, 535]), "C": Array([1, 0, 0]), "BS": Dictionary(W=3)}, RED),
    "Polygon": ({"Vertices": Array([105, 505, 295, 505, 200, 535]), "C": Array([1, 0, 0]), "BS": Dictionary(W=3)}, RED),
    "PolyLine": ({"Vertices": Array([105, 505, 200, 535, 295, 505]), "C": Array([1, 0, 0])}, RED),
}


@pytest.mark.parametrize("kind", MARKS)
def test_a_remark_without_a_look_is_drawn_where_it_belongs(tmp_path: Path, kind: str) -> None:
    entries, colour = MARKS[kind]
    built = packed_pdf(tmp_path, remark(kind, **entries))
    where = near(shown(bundle_of(built), 2, 2), colour, 120)
    assert where and 0.15 < where[0] < 0.55 and 0.34 < where[1] < 0.42
    assert "第 1 页" in said(built, "LX-B062")
    if "Contents" in entries:
        assert str(entries["Contents"]).replace(" ", "") in words(built)


@pytest.mark.parametrize(
    "pdf",
    [
        lambda: remark("Caret", Contents=String("此处漏一个零")),
        lambda: remark("FreeText", Contents=String("此处漏一个零"), Rect=Array([100, 500, 100, 500])),
        lambda: remark("Ink", Contents=String("此处漏一个零"), InkList=String("x")),
    ],
)
def test_what_cannot_be_drawn_is_named_with_its_page(tmp_path: Path, pdf: Callable[[], pikepdf.Pdf]) -> None:
    built = packed_pdf(tmp_path, pdf())
    assert "第1页 此处漏一个零" in said(built, "LX-B063")


@pytest.mark.parametrize("flags", [1, 2, 32])
def test_what_is_switched_off_is_not_drawn(tmp_path: Path, flags: int) -> None:
    built = packed_pdf(tmp_path, form(field("Tx", String("60"), F=flags)))
    assert "60" not in words(built).replace("第2页", "") and codes(built) == []


def test_only_the_pages_that_are_filed_are_named(tmp_path: Path) -> None:
    pdf = form(field("Tx", String("998877.66")))
    pdf.pages.append(pdf.pages[0])
    pdf.pages[1].obj.Annots = Array([])
    built = packed_pdf(tmp_path, pdf, Part(Unit.PAGES, 2, 2))
    assert "LX-B062" not in codes(built)


# --- links ------------------------------------------------------------------------------------------------------


def linked(*links: Any) -> pikepdf.Pdf:
    """Return a file of nine pages; each link is a page number, a name, or an action."""
    pdf = kit.sheet()
    for _ in range(8):
        pdf.pages.append(pdf.pages[0])
    made = []
    for link in links:
        one = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(BOX))
        if isinstance(link, int):
            one.Dest = Array([pdf.pages[link - 1].obj, Name.Fit])
        elif isinstance(link, str):
            one.A = Dictionary(S=Name.GoTo, D=String(link))
        else:
            one.A = link
        made.append(pdf.make_indirect(one))
    pdf.pages[1].obj.Annots = Array(made)
    named = Dictionary(Names=Array([String("付款"), Array([pdf.pages[8].obj, Name.Fit])]))
    pdf.Root.Names = Dictionary(Dests=named)
    return pdf


def test_jumps_that_no_longer_jump_are_counted(tmp_path: Path) -> None:
    web = Dictionary(S=Name.URI, URI=String("https://a.cn"))
    built = packed_pdf(tmp_path, linked(1, 9, "付款", web))
    assert "3 处跳转链接" in said(built, "LX-B064") and codes(built) == ["LX-B064"]


def test_a_jump_to_a_page_that_is_not_filed_is_told(tmp_path: Path) -> None:
    built = packed_pdf(tmp_path, linked(1, 8, "付款"), Part(Unit.PAGES, 1, 3))
    assert "第 8–9 页" in said(built, "LX-B065")


@pytest.mark.parametrize("place", ["没有这个名字", Dictionary(S=Name.GoTo, D=Array([40, Name.Fit]))])
def test_a_jump_to_nowhere_is_told(tmp_path: Path, place: Any) -> None:
    built = packed_pdf(tmp_path, linked(place))
    assert "1 处链接" in said(built, "LX-B066")


def test_links_of_pages_that_are_not_filed_are_none_of_ours(tmp_path: Path) -> None:
    built = packed_pdf(tmp_path, linked(9), Part(Unit.PAGES, 3, 5))
    assert codes(built) == []
