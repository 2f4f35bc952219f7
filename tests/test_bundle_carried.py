"""Pages that go over as they are, and pages that are compared with their source whatever it costs."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

import hidden_kit as kit
from bundle_kit import codes, item, marked_pdf, material, packed, pdf_bytes
from intake_kit import jpeg, taken
from lexcollect.bundle import rendered
from lexcollect.bundle.carried import Carried, in_sample, one_in
from lexcollect.bundle.memory import Memory
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.traces import Trace, traces_of
from lexcollect.intake.register import sound_files
from test_damage import JPEG, pictured


def with_resources(**more: Any) -> pikepdf.Pdf:
    pdf = marked_pdf()
    for key, value in more.items():
        pdf.pages[0].obj.Resources[f"/{key}"] = value
    return pdf


def form(pdf: pikepdf.Pdf, **more: Any) -> Any:
    drawn = pdf.make_stream(b"0 0 10 10 re f")
    drawn.Type, drawn.Subtype, drawn.BBox = Name.XObject, Name.Form, Array([0, 0, 10, 10])
    for key, value in more.items():
        drawn[f"/{key}"] = value
    return drawn


def is_carried(pdf: pikepdf.Pdf) -> bool:
    return Carried().page(pdf.pages[0].obj)


def test_plain_text_and_pictures_go_over_as_they_are() -> None:
    assert is_carried(marked_pdf())
    assert is_carried(with_resources(ExtGState=Dictionary(G=Dictionary(ca=1, BM=Name.Normal))))
    pdf = marked_pdf()
    pdf.pages[0].obj.Resources.XObject = Dictionary(F=form(pdf, Resources=Dictionary()))
    assert is_carried(pdf)


@pytest.mark.parametrize(
    "pdf",
    [
        marked_pdf(rotate=90),
        marked_pdf(crop=(10, 10, 300, 400)),
        marked_pdf(box=(-50, 20, 545, 862)),
        with_resources(ExtGState=Dictionary(G=Dictionary(BM=Name.Multiply))),
        with_resources(ExtGState=Dictionary(G=Dictionary(ca=0.5))),
        with_resources(ExtGState=Dictionary(G=Dictionary(SMask=Dictionary(S=Name.Luminosity)))),
        with_resources(ColorSpace=Dictionary(P=Name.Pattern)),
        with_resources(Pattern=Dictionary()),
        with_resources(Properties=Dictionary(L=Dictionary(Type=Name.OCG))),
        with_resources(Font=Dictionary(T=Dictionary(Type=Name.Font, Subtype=Name.Type3))),
    ],
    ids=("turned", "cut", "elsewhere", "mixed", "half", "masked", "pattern", "patterns", "layer", "drawn font"),
)
def test_whatever_may_look_otherwise_inside_a_form_is_delicate(pdf: pikepdf.Pdf) -> None:
    assert not is_carried(pdf)


@pytest.mark.parametrize("more", [{}, {"Resources": Dictionary(), "Group": Dictionary(S=Name.Transparency)}])
def test_a_form_without_resources_of_its_own_or_with_a_group_is_delicate(more: dict[str, Any]) -> None:
    pdf = marked_pdf()
    pdf.pages[0].obj.Resources.XObject = Dictionary(F=form(pdf, **more))
    assert not is_carried(pdf)


def test_a_page_that_cannot_be_looked_at_is_delicate() -> None:
    pdf = marked_pdf()
    pdf.pages[0].obj.MediaBox = Array([Name.A, 0, 1, 1])
    assert not is_carried(pdf)


def test_up_to_sixty_files_every_page_is_compared() -> None:
    assert one_in(60) == 1 and one_in(61) == 2 and one_in(300) == 8
    assert all(in_sample("ab" * 32, 1, number, 9) for number in range(1, 10))


def test_of_a_file_in_the_sample_its_first_page_and_one_more_are_compared() -> None:
    digest = f"{8 * 7:08x}{5:08x}" + "0" * 48
    assert [number for number in range(1, 10) if in_sample(digest, 8, number, 9)] == [1, 6]
    assert not any(in_sample(f"{8 * 7 + 1:08x}" + "0" * 56, 8, number, 9) for number in range(1, 10))


def test_in_a_large_package_what_was_touched_is_compared_all_and_the_rest_in_a_sample_which_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lexcollect.bundle.carried.ALL_UP_TO", 3)
    monkeypatch.setattr("lexcollect.bundle.carried._SAMPLED", 1)
    looked: list[str] = []
    real = rendered._look
    monkeypatch.setattr(rendered, "_look", lambda *args: (looked.append(args[2].name), real(*args))[1])
    annotated = pdf_bytes(kit.annotated(Contents=pikepdf.String("已付30万元")))
    files = {f"{n}.pdf": pdf_bytes(marked_pdf(content=b"%% %d\n" % n)) for n in range(1, 9)}
    files |= {"批注.pdf": annotated, "横.pdf": pdf_bytes(marked_pdf(rotate=90))}
    exhibits = [item(f"1-{n}", material(tmp_path, name, data)) for n, (name, data) in enumerate(files.items(), start=1)]
    built = packed(tmp_path, *exhibits)
    plain = [name for name in looked if name[0].isdigit()]
    assert {"批注.pdf", "横.pdf"} <= set(looked) and len(plain) < 8
    (told,) = [f.message("zh") for f in built.findings if f.code == "LX-B270"]
    assert (
        told.startswith("材料共 10 个文件：原样转入的页，按每 10 个文件抽 1 个与原文件比对图像；")
        and "全部比对过" in told
    )


# --- what intake looked for already -----------------------------------------------------------------------------


def test_intake_remembers_in_which_files_it_found_no_damage(tmp_path: Path) -> None:
    hurt = JPEG[: len(JPEG) // 2] + bytes(40)
    files = {"好.pdf": pdf_bytes(marked_pdf()), "坏.pdf": pictured(hurt, "DCTDecode"), "好.jpg": jpeg(), "文.txt": b"a"}
    intake = taken(tmp_path, files)
    known = sound_files(tmp_path / "案")
    assert {one.name for one in intake.records if one.sha256 in known} == {"好.pdf", "好.jpg"}


def test_what_intake_called_damaged_is_told_of_the_package_and_what_it_called_sound_is_not_searched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurt = material(tmp_path, "坏.pdf", pictured(JPEG[: len(JPEG) // 2] + bytes(40), "DCTDecode"))
    whole = material(tmp_path, "好.pdf", pictured(JPEG, "DCTDecode"))
    searched: list[int] = []
    from lexcollect.bundle import pdf_surroundings

    real = pdf_surroundings.damage_of
    monkeypatch.setattr(pdf_surroundings, "damage_of", lambda pages: (searched.append(1), real(pages))[1])
    memory = Memory(frozenset({whole.sha256}))
    built = packed(tmp_path, item("1-1", hurt), item("1-2", whole), memory=memory)
    assert "LX-B068" in codes(built) and len(searched) == 1
    again = packed(tmp_path / "b", item("1-1", hurt), item("1-2", whole))
    assert again.content == built.content and len(searched) == 3


# --- traces beside packed pixels --------------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["before", "behind", "between"])
def test_words_around_packed_pixels_are_found(tmp_path: Path, at: str) -> None:
    remark, picture = rb"<dc:creator>C:\Users\zhangsan\scan", jpeg(400, 300)
    data = {"before": remark + picture, "behind": picture + remark, "between": picture + remark + picture}[at]
    path = tmp_path / "扫描.pdf"
    path.write_bytes(b"%PDF-1.4\n" + data)
    assert {Trace.PERSON, Trace.PATH} <= traces_of(path, FileKind.PDF)


def test_a_picture_inside_a_picture_is_still_searched(tmp_path: Path) -> None:
    """The preview of a photograph lies in its head, and what it says before its own pixels counts."""
    out = io.BytesIO(b"\xff\xd8" + jpeg(40, 30)[2:-2] + b"\xff\xd9" + rb"/home/lisi/x" + jpeg(30, 30))
    path = tmp_path / "照片.bin"
    path.write_bytes(out.getvalue())
    assert Trace.PATH in traces_of(path, FileKind.UNKNOWN)
