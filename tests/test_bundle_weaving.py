"""A package written part after part: nothing is lost or mixed up between the parts, and only few are open at a time."""

from __future__ import annotations

import io
import random
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from bundle_kit import bundle_of, item, marked_pdf, material, packed, page_text, pdf_bytes, shown
from lexcollect.bundle import assemble as assembly
from lexcollect.bundle import canvas, index_page
from lexcollect.bundle.outflow import Outflow
from lexcollect.bundle.weaving import Weaver


def _woven(pdf: Any, **roots: Any) -> pikepdf.Pdf:
    """Return a document whose root has the objects ``roots`` of ``pdf``, as a reader that repairs nothing opens it."""
    out = io.BytesIO()
    weaver = Weaver(Outflow(out))
    root, info, tree = weaver.reserve(), weaver.reserve(), weaver.reserve()
    numbers = {weaver.reserve(): one for one in roots.values()}
    weaver.take(pdf, numbers, {})
    named = b" ".join(b"/%b %d 0 R" % (n.encode(), number) for n, number in zip(roots, numbers, strict=True))
    weaver.put(root, b"<< /Type /Catalog /Pages %d 0 R %b >>" % (tree, named))
    weaver.put(info, b"<< >>")
    weaver.put(tree, b"<< /Type /Pages /Kids [ ] /Count 0 >>")
    weaver.finish(root, info)
    return pikepdf.open(io.BytesIO(out.getvalue()), attempt_recovery=False)


def test_words_that_look_like_references_stay_words() -> None:
    pdf = pikepdf.new()
    words = ["12 0 R", "a ) ( 1 0 R", "\\", "中 3 0 R", "<< 1 0 R >>"]
    names = ["/1 0 R", "/a(1 0 R", "/中", "/#"]
    one = pdf.make_indirect(
        pikepdf.Dictionary(
            Words=pikepdf.Array([pikepdf.String(word) for word in words]),
            Names=pikepdf.Array([pikepdf.Name(name) for name in names]),
            Bytes=pikepdf.String(b"\x00\xff\\(1 0 R"),
            Numbers=pikepdf.Array([1, 2, Decimal("1.50"), -3, True, None, pdf.make_indirect(pikepdf.Array([7]))]),
        )
    )
    woven = _woven(pdf, One=one)
    got = woven.Root.One
    assert [str(word) for word in got.Words] == words
    assert [str(name) for name in got.Names] == names
    assert bytes(got.Bytes) == b"\x00\xff\\(1 0 R"
    assert list(got.Numbers)[:6] == [1, 2, Decimal("1.50"), -3, True, None] and list(got.Numbers[6]) == [7]


def test_what_is_shared_is_written_once_and_circles_end() -> None:
    pdf = pikepdf.new()
    shared = pdf.make_stream(b"shared")
    first = pdf.make_indirect(pikepdf.Dictionary(Shared=shared, Own=pdf.make_stream(b"")))
    second = pdf.make_indirect(pikepdf.Dictionary(Shared=shared, Back=first))
    first.Back = second
    got = _woven(pdf, First=first, Second=second)
    assert got.Root.First.Shared.objgen == got.Root.Second.Shared.objgen
    assert got.Root.First.Back.Back.objgen == got.Root.First.objgen
    assert got.Root.First.Shared.read_bytes() == b"shared" and got.Root.First.Own.read_bytes() == b""
    assert len(list(got.objects)) == 3 + 2 + 2


@pytest.mark.parametrize("value", [b"12", b"1.50", b"true", b"null", b"(5 0 R)", b"/Name", b"[ 1 2 ]"])
def test_values_that_are_objects_of_their_own_come_along(value: bytes) -> None:
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[5 0 R]/Count 1>>",
        value,
        b"<</Value 3 0 R /Gone 9 0 R>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    )
    words = b"\n".join(b"%d 0 obj %b endobj" % one for one in enumerate(objects, start=1))
    source = pikepdf.open(io.BytesIO(b"%PDF-1.7\n" + words + b"\ntrailer <</Root 1 0 R>>"))
    woven = _woven(source, One=source.get_object(4, 0))
    got = woven.Root.One
    assert got.get("/Value") == source.get_object(4, 0).get("/Value")
    assert got.get("/Gone") is None


def test_a_stream_keeps_its_coding_or_is_packed() -> None:
    pdf = pikepdf.new()
    coded = pikepdf.Stream(pdf, b"414243>", Filter=pikepdf.Name.ASCIIHexDecode)
    woven = _woven(pdf, Coded=coded, Plain=pdf.make_stream(b"0 0 m " * 1000))
    got = woven.Root
    assert got.Coded.read_raw_bytes() == b"414243>" and got.Coded.read_bytes() == b"ABC"
    assert got.Plain.read_bytes() == b"0 0 m " * 1000 and len(got.Plain.read_raw_bytes()) < 100


def test_a_number_that_nothing_was_written_under_is_no_document() -> None:
    weaver = Weaver(Outflow(io.BytesIO()))
    root, info, _ = weaver.reserve(), weaver.reserve(), weaver.reserve()
    weaver.put(root, b"<< /Type /Catalog >>")
    weaver.put(info, b"<< >>")
    with pytest.raises(ValueError, match="never written"):
        weaver.finish(root, info)


def test_another_library_reads_it_strictly(tmp_path: Path) -> None:
    from pypdf import PdfReader

    built = _several(tmp_path)
    reader = PdfReader(bundle_of(built), strict=True)
    assert len(reader.pages) == built.total_pages
    assert all(f"第{n}页" in page.extract_text() for n, page in enumerate(reader.pages, start=1))
    assert len(reader.outline) == 7


def _several(folder: Path) -> Any:
    pages = marked_pdf()
    for _ in range(4):
        pages.pages.append(pages.pages[0])
    several = item("1-1", material(folder, "合同.pdf", pdf_bytes(pages)), title="合同")
    dark = [item(f"2-{n}", material(folder, f"录音{n}.bin", b"\1\2%d" % n), title=f"录音{n}") for n in range(1, 6)]
    return packed(folder, several, *dark, item("3-1", material(folder, "单.pdf", pdf_bytes(marked_pdf()))))


def test_one_part_at_a_time_gives_the_same_pages_as_all_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = bundle_of(_several(tmp_path / "a"))
    monkeypatch.setattr(assembly, "_FILES_AT_ONCE", 1)
    monkeypatch.setattr(index_page, "_ROWS_AT_ONCE", 400)
    single = bundle_of(_several(tmp_path / "b"))
    with pikepdf.open(whole) as one, pikepdf.open(single) as other:
        assert len(one.pages) == len(other.pages) == 12
        assert len(one.Root.Pages.Kids) < len(other.Root.Pages.Kids)
        titles = [[(str(o.title)) for o in pdf.open_outline().root] for pdf in (one, other)]
        assert titles[0] == titles[1]
    for page in range(1, 13):
        assert page_text(whole, page) == page_text(single, page)
        assert shown(whole, page).tobytes() == shown(single, page).tobytes()
    assert "录音3" in page_text(single, 9) and "证据2-3 · 第9页" in page_text(single, 9)


def test_an_index_of_several_pieces_leads_to_each_exhibit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_page, "_ROWS_AT_ONCE", 2)
    built = _several(tmp_path)
    with pikepdf.open(bundle_of(built)) as pdf:
        number = {page.obj.objgen: n for n, page in enumerate(pdf.pages, start=1)}
        listed = [page for page in pdf.pages if "/Annots" in page.obj]
        led = {number[link.Dest[0].objgen] for page in listed for link in page.obj.Annots}
    assert len(listed) == built.index_pages == 4
    assert led == {first for first, _ in built.pages.values()}


def test_few_parts_are_open_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is held for one page must not be held for all of them."""
    monkeypatch.setattr(assembly, "_FILES_AT_ONCE", 10)
    held: list[int] = []
    fill = assembly.fill
    monkeypatch.setattr(assembly, "fill", lambda pdf, pages: (held.append(len(pages)), fill(pdf, pages)))
    files = [item(f"1-{n}", material(tmp_path, f"{n}.bin", b"\1\2%d" % n)) for n in range(1, 46)]
    built = packed(tmp_path, *files)
    assert sum(held) == built.total_pages and max(held) <= 10 and len(held) == 2 + 4


def test_members_of_an_archive_do_not_stay_in_one_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canvas, "PART_SHEETS", 10)
    monkeypatch.setattr(assembly, "_FILES_AT_ONCE", 1)
    held: list[int] = []
    fill = assembly.fill
    monkeypatch.setattr(assembly, "fill", lambda pdf, pages: (held.append(len(pages)), fill(pdf, pages)))
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as out:
        for number in range(35):
            out.writestr(f"{number}.bin", b"\1\2%d" % number)
    built = packed(tmp_path, item("1-1", material(tmp_path, "录音.zip", box.getvalue())))
    assert held == [1, 10, 10, 10, 5] and built.total_pages == 36


def test_a_large_part_stands_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembly, "_BYTES_AT_ONCE", 20_000)
    joined: list[int] = []
    join = assembly._join
    monkeypatch.setattr(assembly, "_join", lambda files, out: (joined.append(len(files)), join(files, out)))
    large = marked_pdf()
    noise = pikepdf.Stream(large, random.Random(1).randbytes(30_000))
    large.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({"/N": noise}))
    small = [
        item(f"{group}-{n}", material(tmp_path, f"{group}{n}.bin", b"\1\2%d%d" % (group, n)))
        for group in (1, 3)
        for n in (1, 2)
    ]
    built = packed(tmp_path, *small[:2], item("2-1", material(tmp_path, "大.pdf", pdf_bytes(large))), *small[2:])
    assert joined == [2, 2] and built.total_pages == 6
