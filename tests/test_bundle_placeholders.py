"""What cannot be shown: a page with the reason, a finding, and the original enclosed. Nothing is dropped."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from bundle_kit import (
    bundle_of,
    codes,
    item,
    marked_pdf,
    material,
    packed,
    page_text,
    pdf_bytes,
    picture_bytes,
    quartered,
)


def _no_pages() -> bytes:
    pdf = pikepdf.new()
    return pdf_bytes(pdf)


def _loop() -> bytes:
    pdf = marked_pdf()
    pdf.Root.Pages.Kids = pikepdf.Array([pdf.Root.Pages])
    return pdf_bytes(pdf)


ODD = {
    "cut": (pdf_bytes(marked_pdf())[:200], "LX-B011"),
    "only_a_head": (b"%PDF-1.4\n", "LX-B011"),
    "no_pages": (_no_pages(), "LX-B019"),
    "loop": (_loop(), "LX-B011"),
    "empty": (b"", "LX-B012"),
    "office": (b"PK\x03\x04 no archive at all", "LX-B011"),
    "sound": (b"#!AMR\n" + bytes(40), "LX-B286"),
    "garbage": (bytes(range(256)) * 40, "LX-B013"),
}


@pytest.mark.parametrize("kind", ODD)
def test_a_file_that_cannot_be_shown_gets_a_page_with_the_reason(tmp_path: Path, kind: str) -> None:
    data, code = ODD[kind]
    source = material(tmp_path, "材料.pdf", data)
    built = packed(tmp_path, item("5-2", source, title="还款计划"))
    found = [f for f in built.findings if f.code == code]
    assert found and found[0].where.file == "材料.pdf" and "5-2" in found[0].where.field
    text = page_text(bundle_of(built), 2)
    for words in (
        "证据5-2",
        "还款计划",
        "原件随附，本版未排印内容",
        found[0].message("zh"),
        source.sha256,
        f"{len(data):,} 字节",
    ):
        assert words in text
    assert built.folder
    assert next((built.folder / "data" / "originals").iterdir()).read_bytes() == data


def test_a_name_that_promises_something_else_is_reported_and_the_content_decides(tmp_path: Path) -> None:
    built = packed(tmp_path, item("3-5", material(tmp_path, "送货单9.7.pdf", picture_bytes(quartered(), "JPEG"))))
    assert codes(built) == ["LX-B014"]
    assert [f for f in built.files if f.startswith("data/originals")] == ["data/originals/3-5_送货单.jpg"]


def test_a_password_opens_the_pages_only(tmp_path: Path) -> None:
    locked = pdf_bytes(marked_pdf(), encryption=pikepdf.Encryption(owner="o", user="jb2023", R=4))
    source = material(tmp_path, "工商/查询(加密).pdf", locked)
    for password, expected in (("", ["LX-B010"]), ("wrong", ["LX-B026"]), ("jb2023", [])):
        built = packed(tmp_path, item("1-1", source), passwords={"查询(加密).pdf": password})
        assert codes(built) == expected
        with pikepdf.open(bundle_of(built)) as pdf:
            assert not pdf.is_encrypted
        assert built.folder
        assert next((built.folder / "data" / "originals").iterdir()).read_bytes() == locked
        for path in built.folder.rglob("*"):
            assert path.is_dir() or b"jb2023" not in path.read_bytes()


def test_a_file_with_an_owner_password_only_opens_by_itself(tmp_path: Path) -> None:
    data = pdf_bytes(marked_pdf(), encryption=pikepdf.Encryption(owner="o", user="", R=6))
    assert codes(packed(tmp_path, item("1-1", material(tmp_path, "a.pdf", data)))) == []


def test_one_bad_page_does_not_cost_the_others(tmp_path: Path) -> None:
    pdf = marked_pdf()
    for _ in range(2):
        pdf.pages.append(pdf.pages[0])
    bad = pdf.make_stream(b"never deflated")
    bad.Filter = pikepdf.Name.NoSuchFilter
    pdf.pages[1].obj.Contents = pikepdf.Array([bad, bad])
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.pdf", pdf_bytes(pdf))))
    assert built.pages["1-1"] == (2, 4)
    assert "LX-B015" in codes(built)
    assert "第 2 页无法读取" in page_text(bundle_of(built), 3)


def test_a_stream_that_grows_without_end_is_refused_before_it_has_grown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lexcollect.bundle.pdf_source.MAX_PAGE_CONTENT", 1000)
    pdf = marked_pdf()
    grown = pdf.make_stream(b"% " + b"0" * 100_000)
    pdf.pages[0].obj.Contents = pikepdf.Array([grown, grown])
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.pdf", pdf_bytes(pdf, compress_streams=True))))
    assert codes(built) == ["LX-B015"]


def test_files_inside_a_pdf_and_forms_that_move_are_reported(tmp_path: Path) -> None:
    pdf = marked_pdf()
    pdf.attachments["附件.txt"] = b"inside"
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]), XFA=pikepdf.String("x"))
    pdf.Root.Collection = pikepdf.Dictionary(View=pikepdf.Name.D)
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.pdf", pdf_bytes(pdf))))
    assert {"LX-B023", "LX-B024", "LX-B025"} <= set(codes(built))
    with pikepdf.open(bundle_of(built)) as bundle:
        assert not bundle.attachments


def test_a_pdf_whose_list_of_inner_files_is_broken_is_told_damaged(tmp_path: Path) -> None:
    """Whether a file lies inside cannot be told; silence would say that none does."""
    pdf = marked_pdf()
    pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=pikepdf.Array([1, 2, 3])))
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.pdf", pdf_bytes(pdf))))
    assert codes(built)[-1] == "LX-B016", "older pikepdf counts an inner file besides"


def test_inner_files_that_cannot_even_be_counted_are_told_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: pikepdf.Pdf) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(pikepdf.Pdf, "attachments", property(broken))
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.pdf", pdf_bytes(marked_pdf()))))
    assert codes(built) == ["LX-B016"]


def test_a_character_no_font_has_is_named_in_a_file_name_but_does_not_stop(tmp_path: Path) -> None:
    built = packed(tmp_path, item("5-2", material(tmp_path, "重要\U000e0fff❗.zip", b"")))
    assert built.folder and codes(built) == ["LX-B012"]


def test_a_stream_that_is_broken_inside_a_sound_file_is_reported(tmp_path: Path) -> None:
    data = bytearray(pdf_bytes(marked_pdf(content=b"% " + bytes(range(33, 126)) * 30 + b"\n"), compress_streams=True))
    at = data.index(b"stream\n") + 30
    data[at : at + 8] = b"\xff" * 8
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.pdf", bytes(data))))
    assert codes(built) == ["LX-B068"] and "第 1 页" in built.findings[0].message("zh")


def test_names_of_arbitrary_bytes_inside_a_pdf_do_no_harm(tmp_path: Path) -> None:
    data = pdf_bytes(marked_pdf()).replace(b"/Contents", b"/S /\xff\xfe /Contents")
    pdf = marked_pdf()
    odd = pdf.make_stream(b"x")
    odd.Filter = pikepdf.Name("/FlateDecodX")
    pdf.Root.Odd = odd
    named = pdf_bytes(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none).replace(
        b"/FlateDecodX", b"/FlateDec\xfe\xff!"
    )
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.pdf", data), material(tmp_path, "b.pdf", named)))
    assert built.pages["1-1"] == (2, 3) and built.folder


def test_placeholders_of_several_batches_keep_their_words_and_links_once_their_sources_are_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lexcollect.bundle.placeholders._AT_ONCE", 2)
    monkeypatch.setattr("lexcollect.bundle.index_page._ROWS_AT_ONCE", 3)
    items = [item(f"1-{n}", material(tmp_path, f"录音{n}.bin", b"\1\2%d" % n), title=f"录音{n}") for n in range(1, 8)]
    built = packed(tmp_path, *items)
    pdf = bundle_of(built)
    with pikepdf.open(pdf) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
        jumps = [
            (link.Dest[0].objgen, [float(part) for part in link.Rect])
            for page in document.pages[: built.index_pages]
            for link in page.obj.Annots
        ]
        assert [pages[to] for to, _ in jumps[::3]] == [built.pages[f"1-{n}"][0] for n in range(1, 8)]
        assert all(left < right and low < high for _, (left, low, right, high) in jumps)
        assert all("/LXInstead" not in page.obj for page in document.pages)
    for n in range(1, 8):
        text = page_text(pdf, built.pages[f"1-{n}"][0])
        assert f"证据1-{n}" in text and f"录音{n}" in text and "原件随附" in text
