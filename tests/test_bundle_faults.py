"""Faults: whatever one file or one exhibit raises, on any stage of its way to a page, the package is made.

The file keeps its number, its original and a page with the reason; the others are shown as ever.
"""

from __future__ import annotations

import errno
import io
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest

from bundle_kit import (
    BLUE,
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
    picture_bytes,
    quartered,
    shown,
)
from lexcollect.bundle import archive_source, pdf_source, pdf_surroundings
from lexcollect.bundle.canvas import Canvas
from lexcollect.bundle.model import Built
from lexcollect.formats.shapes import Part, Unit
from outside import program


class Odd(Exception):
    """An error that nobody foresaw."""


def _when(real: Callable[..., Any], hit: Callable[..., bool], error: BaseException) -> Callable[..., Any]:
    def instead(*args: Any, **more: Any) -> Any:
        if hit(*args):
            raise error
        return real(*args, **more)

    return instead


def _three(folder: Path) -> Built:
    """Three exhibits; the second is a red and blue page, and the one that fails."""
    return packed(
        folder,
        item("1-1", material(folder, "营业执照.jpg", picture_bytes(quartered(), "JPEG"))),
        item("2-1", material(folder, "合同.pdf", pdf_bytes(marked_pdf())), title="购销合同"),
        item("3-1", material(folder, "送货单.png", picture_bytes(quartered(), "PNG"))),
    )


class Outcome(NamedTuple):
    """What a reader and a lawyer find of three exhibits of which the second failed."""

    told: list[str]
    file: str
    pages: dict[str, tuple[int, int]]
    total: int
    says: list[str]
    others_shown: bool
    original_there: bool
    sound: bool


def _outcome(built: Built, kind: str) -> Outcome:
    """Look the package up: ``kind`` is the name of the error, which the page of the failed exhibit gives."""
    pdf = bundle_of(built)
    text = page_text(pdf, 3)
    return Outcome(
        codes(built),
        built.findings[0].where.file if built.findings else "",
        dict(built.pages),
        built.total_pages,
        [words for words in ("证据2-1", "购销合同", kind, "原件随附") if words in text],
        bool(near(shown(pdf, 2), RED) and near(shown(pdf, 4), BLUE)),
        built.folder is not None and (built.folder / "data/originals/2-1_购销合同.pdf").exists(),
        subprocess.run([program("qpdf"), "--check", str(pdf)], capture_output=True, check=False).returncode == 0,
    )


def _placeholder(kind: str) -> Outcome:
    """The others are shown; the second stands with its number, its title, its reason and its original."""
    pages = {"1-1": (2, 2), "2-1": (3, 3), "3-1": (4, 4)}
    says = ["证据2-1", "购销合同", kind, "原件随附"]
    return Outcome(["LX-B060"], "合同.pdf", pages, 4, says, others_shown=True, original_there=True, sound=True)


STAGES = {
    "opening": ("lexcollect.bundle.pdf_source.open_pdf", lambda path, *_: "2-1" in path.name),
    "listing": ("lexcollect.bundle.pdf_source._pages", lambda *_: True),
    "measuring": ("lexcollect.bundle.pdf_source.place_page", lambda *_: True),
    "drawing": ("lexcollect.bundle.exhibits.add_pdf", lambda *_: True),
    "promising": ("lexcollect.bundle.exhibits.broken_promise", lambda name, *_: name == "合同.pdf"),
}


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("error", [Odd("x"), RecursionError(), MemoryError(), KeyError("/X"), OSError(errno.EIO, "x")])
def test_an_exhibit_that_fails_is_a_placeholder_and_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str, error: Exception
) -> None:
    place, hit = STAGES[stage]
    module, _, name = place.rpartition(".")
    real = getattr(__import__(module, fromlist=[name]), name)
    monkeypatch.setattr(place, _when(real, hit, error))
    assert _outcome(_three(tmp_path), type(error).__name__) == _placeholder(type(error).__name__)


@pytest.mark.parametrize("stage", ["show", "settle", "finish", "_write"])
def test_a_sheet_that_cannot_be_made_or_written_is_a_placeholder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    """The canvas itself fails, for the second exhibit only: its placeholders are written on another one."""

    def hit(canvas: Canvas, *_: Any) -> bool:
        return canvas._stem == "item-1"

    monkeypatch.setattr(Canvas, stage, _when(getattr(Canvas, stage), hit, Odd("x")))
    assert _outcome(_three(tmp_path), "Odd") == _placeholder("Odd")


def test_a_part_that_holds_other_pages_than_were_drawn_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Canvas._write

    def short(canvas: Canvas) -> None:
        if canvas._stem == "item-1":
            del canvas._pdf.pages[0]
        real(canvas)

    monkeypatch.setattr(Canvas, "_write", short)
    assert _outcome(_three(tmp_path), "ValueError") == _placeholder("ValueError")


def test_pages_drawn_before_the_fault_are_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a contract beside a page that says it is not shown would say two things at once."""
    pdf = marked_pdf()
    for _ in range(4):
        pdf.pages.append(pdf.pages[0])
    monkeypatch.setattr(
        "lexcollect.bundle.pdf_source._add_page",
        _when(pdf_source._add_page, lambda *args: args[3] == 3, Odd("x")),
    )
    built = packed(
        tmp_path,
        item("1-1", material(tmp_path, "a.bin", b"\0\1\2"), material(tmp_path, "b.pdf", pdf_bytes(pdf))),
        item("1-2", material(tmp_path, "c.pdf", pdf_bytes(marked_pdf()))),
    )
    assert built.pages == {"1-1": (2, 3), "1-2": (4, 4)}
    assert codes(built) == ["LX-B013", "LX-B060"]


def test_a_member_that_fails_costs_no_other_member(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        for name in ("1.png", "2.pdf", "3.png"):
            box.writestr(name, pdf_bytes(marked_pdf()) if name == "2.pdf" else picture_bytes(quartered(), "PNG"))
    monkeypatch.setattr("lexcollect.bundle.exhibits.add_pdf", _when(lambda: None, lambda *_: True, Odd("x")))
    built = packed(tmp_path, item("1-1", material(tmp_path, "照片.zip", out.getvalue())))
    assert built.pages["1-1"] == (2, 4) and codes(built) == ["LX-B060"]
    assert near(shown(bundle_of(built), 2), RED) and near(shown(bundle_of(built), 4), RED)
    assert "原件随附" in page_text(bundle_of(built), 3) and "Odd" in page_text(bundle_of(built), 3)
    assert "第 2 个文件" in page_text(bundle_of(built), 3)
    assert built.findings[0].where.file == "照片.zip/2.pdf"  # the name is for us only


def test_an_archive_that_fails_on_the_way_keeps_what_was_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        for number in range(4):
            box.writestr(f"{number}.png", picture_bytes(quartered(), "PNG"))
    real = archive_source._take

    def take(member: Any, target: Path) -> Any:
        if member.number == 3:
            raise Odd("x")
        return real(member, target)

    monkeypatch.setattr("lexcollect.bundle.archive_source._take", take)
    built = packed(tmp_path, item("1-1", material(tmp_path, "照片.zip", out.getvalue())))
    assert built.pages["1-1"] == (2, 4) and codes(built) == ["LX-B060"]
    assert near(shown(bundle_of(built), 3), RED) and "原件随附" in page_text(bundle_of(built), 4)


def test_a_reader_that_stumbles_over_the_first_bytes_does_not_know_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lexcollect.bundle.exhibits.recognise", _when(lambda: None, lambda *_: True, Odd("x")))
    assert codes(packed(tmp_path, item("1-1", material(tmp_path, "扫描件", pdf_bytes(marked_pdf()))))) == ["LX-B013"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS])
def test_a_full_disk_is_raised_and_is_no_placeholder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(Canvas, "_write", _when(lambda: None, lambda *_: True, OSError(code, "disk")))
    with pytest.raises(OSError, match="disk"):
        _three(tmp_path)
    assert [p.name for p in (tmp_path / "4-证据包").iterdir()] == []


def test_placeholders_share_their_fonts_and_each_stays_one_page(tmp_path: Path) -> None:
    """A file for each page number, and titles as long as somebody may paste."""
    items = [item(f"1-{n}", material(tmp_path, f"{n}.bin", b"\1\2%d" % n), title=f"录音{n}") for n in range(1, 60)]
    long = "关于沈阳沈河样例重型机械有限公司拖欠钢材货款有关情况的说明" * 60
    items.append(item("1-60", material(tmp_path, "长.bin", b"\1\2"), title=long))
    built = packed(tmp_path, *items)
    pdf = bundle_of(built)
    assert built.total_pages == built.index_pages + 60
    for number in (1, 30, 59):
        first, last = built.pages[f"1-{number}"]
        assert first == last and f"录音{number}" in page_text(pdf, first)
    first, last = built.pages["1-60"]
    text = page_text(pdf, first)
    assert first == last and "SHA-256" in text and "原件随附" in text
    with pikepdf.open(pdf) as document:
        fonts = [o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
    assert len(fonts) < 30


def test_a_very_long_index_is_set_in_pieces_without_losing_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lexcollect.bundle.index_page._ROWS_AT_ONCE", 25)
    source = material(tmp_path, "a.bin", b"\1\2")
    built = packed(
        tmp_path,
        *[item(f"1-{n}", source, title=f"甲单{n}") for n in range(1, 41)],
        *[item(f"2-{n}", source, title=f"乙单{n}") for n in range(1, 31)],
    )
    text = "\n".join(page_text(bundle_of(built), page) for page in range(1, built.index_pages + 1))
    words = text.split()
    for name in [f"甲单{n}" for n in range(1, 41)] + [f"乙单{n}" for n in range(1, 31)]:
        assert words.count(name) == 1
    assert text.count("案") >= 1 and text.count("提交人（盖章）") == 1 and "分组1（续）" in text
    for first, _ in built.pages.values():
        assert f"· 第{first}页" in page_text(bundle_of(built), first)
    assert subprocess.run([program("qpdf"), "--check", str(bundle_of(built))], check=False).returncode == 0


# --- values and annotations that cannot be drawn ----------------------------------------------------------------


def _broken_value(pdf: pikepdf.Pdf) -> Any:
    """A value kept as a packed stream that is damaged: no reader gets its words."""
    value = pikepdf.Stream(pdf, b"\x78\x9c not packed at all")
    value.Filter = pikepdf.Name.FlateDecode
    return pdf.make_indirect(value)


def _remarks(*values: Any, pdf: pikepdf.Pdf) -> bytes:
    """One page for each value, with a field that has it and no look."""
    fields: list[Any] = []
    for value in values:
        pdf.add_blank_page(page_size=(595, 842))
        if value is not None:
            field = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T=pikepdf.String(f"栏{len(pdf.pages)}"),
                V=value,
                Rect=pikepdf.Array([100, 500, 400, 530]),
            )
            fields.append(pdf.make_indirect(field))
            pdf.pages[-1].obj.Annots = pikepdf.Array([fields[-1]])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(fields))
    return pdf_bytes(pdf)


def _packed(folder: Path, data: bytes, **more: Any) -> Built:
    source = replace(material(folder, "收据.pdf", data), **more)
    return packed(folder, item("1-1", source))


def _told(built: Built, code: str) -> list[str]:
    return [f.line() for f in built.findings if f.code == code]


def test_a_damaged_value_is_named_by_its_page_and_costs_no_other_value(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    built = _packed(tmp_path, _remarks(pikepdf.String("300000"), _broken_value(pdf), None, pdf=pdf))
    (line,) = _told(built, "LX-B151")
    # The oldest qpdf allowed draws no value of such a file: then the page of the sound one is named with it.
    drawn = "300000" in page_text(bundle_of(built), 2)
    assert ("第 2 页" if drawn else "第 1–2 页") + "的表单值或批注没能全部画出来" in line


def test_of_a_part_only_its_own_pages_are_named(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    data = _remarks(_broken_value(pdf), pikepdf.String("300000"), _broken_value(pdf), pdf=pdf)
    built = _packed(tmp_path, data, part=Part(Unit.PAGES, 2, 3))
    (line,) = _told(built, "LX-B151")
    assert "第 3 页" in line or "第 2–3 页" in line  # the latter with the oldest qpdf allowed


def test_where_flattening_fails_every_page_with_annotations_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> None:
        raise Odd

    monkeypatch.setattr(pdf_surroundings, "_flatten", fails)
    pdf = pikepdf.new()
    data = _remarks(None, pikepdf.String("1"), None, pikepdf.String("2"), pdf=pdf)
    (line,) = _told(_packed(tmp_path, data), "LX-B151")
    assert "第 2、4 页" in line


@pytest.mark.parametrize("step", ["_mark_layers", "damage_of"])
def test_a_step_before_that_fails_hides_no_value_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fails(*_: Any) -> None:
        raise Odd

    monkeypatch.setattr(pdf_surroundings, step, fails)
    pdf = pikepdf.new()
    built = _packed(tmp_path, _remarks(None, pikepdf.String("1"), pdf=pdf))
    (line,) = _told(built, "LX-B151")
    assert "第 2 页" in line and "LX-B016" in codes(built)


def test_links_that_cannot_be_read_cost_no_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> None:
        raise Odd

    monkeypatch.setattr(pdf_surroundings, "tell_links", fails)
    built = _packed(tmp_path, _remarks(pikepdf.String("300000"), pdf=pikepdf.new()))
    assert "300000" in page_text(bundle_of(built), 2)
    assert "LX-B152" in codes(built) and not {"LX-B151", "LX-B016"} & set(codes(built))
