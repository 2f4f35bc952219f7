"""What must not leave the house is looked for in every file of a package; a package that says it is not made."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from bundle_kit import COVER, MADE_ON, catalogue, codes, item, marked_pdf, material, pdf_bytes
from lexcollect.bundle import build as building
from lexcollect.bundle.build import build
from lexcollect.bundle.model import Built
from lexcollect.evidence.items import Catalogue, LeftOut

NOTE = "客户说这份签名是后补的"
LEFT = "与律师的谈话纪要（绝密）.docx"
RECEIVED = "老板手机导出_勿外传.pdf"


def internal(folder: Path) -> Catalogue:
    """Return a catalogue with an internal source, a file that came under a telling name, and one that was left out."""
    one = item("1-1", material(folder, f"老王/{RECEIVED}", pdf_bytes(marked_pdf())))
    whole = catalogue(replace(one, working_source=NOTE))
    return replace(whole, left_out=(LeftOut(LEFT, "不提交", "庭前不要让对方知道这件事"),))


def made(folder: Path, whole: Catalogue) -> Built:
    """Build the package of a catalogue."""
    return build(whole, COVER, folder / "4-证据包", made_on=MADE_ON)


def test_an_ordinary_package_says_nothing_of_it(tmp_path: Path) -> None:
    built = made(tmp_path, internal(tmp_path))
    assert built.ok and "LX-B260" not in codes(built)


SAID = {
    "an internal source": NOTE,
    "a note on a file left out": "庭前不要让对方知道这件事",
    "the name of a file left out": LEFT,
    "the name a file came in with": RECEIVED,
    "broken over lines": "客户说这份签名\r\n是后补的",
}
PLACES = ("data/清单.csv", "data/index.json", "打印方案.txt", "新文件.txt", "data/表.docx", "data/证据.pdf")


def say_it(root: Path, place: str, words: str) -> None:
    """Let a file of the package say ``words``, in the way its kind says words."""
    path = root / place
    if place.endswith(".docx"):
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("word/document.xml", f"<w:t>{words[:4]}</w:t><w:t>{words[4:]}</w:t>")
    elif place.endswith(".pdf"):
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            with pdf.open_outline() as outline:
                outline.root[0].title += words
            pdf.save(path)
    else:
        said = path.read_text("utf-8-sig") if path.exists() else ""
        path.write_text(said + words, "utf-8")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("what", SAID)
def test_wherever_it_is_said_the_package_is_kept_back(
    what: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Facts: some room of the program, today or in years, writes an internal word. Question: does it leave? F4."""
    papers = building._papers

    def leaking(root: Path, *rest: Any) -> None:
        papers(root, *rest)
        say_it(root, place, SAID[what])

    monkeypatch.setattr(building, "_papers", leaking)
    built = made(tmp_path, internal(tmp_path))
    assert built.folder is None and codes(built) == ["LX-B260"]
    (told,) = [one for one in built.findings if one.code == "LX-B260"]
    assert told.where.file == place and SAID[what] not in told.line()
    assert not [one for one in (tmp_path / "4-证据包").iterdir() if one.name.startswith("v")]


def test_a_path_of_the_machine_in_the_document_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = building._papers

    def leaking(root: Path, *rest: Any) -> None:
        papers(root, *rest)
        with (root / "data/证据.pdf").open("ab") as stream:
            stream.write(b"%" + str(tmp_path.resolve()).encode("utf-8"))

    monkeypatch.setattr(building, "_papers", leaking)
    assert codes(made(tmp_path, internal(tmp_path))) == ["LX-B260"]


def test_words_that_the_catalogue_prints_are_no_leak(tmp_path: Path) -> None:
    """The internal source says what the filed one says; a file came in under the words of its title."""
    file = material(tmp_path, "购销合同原件扫描.pdf", pdf_bytes(marked_pdf()))
    one = item("1-1", file, title="购销合同原件扫描", source="原告保管的合同原件")
    assert made(tmp_path, catalogue(replace(one, working_source="原告保管的合同原件"))).ok


def test_words_of_our_own_instructions_are_no_leak(tmp_path: Path) -> None:
    one = item("1-1", material(tmp_path, "a1.pdf", pdf_bytes(marked_pdf())))
    assert made(tmp_path, catalogue(replace(one, working_source="收到的原始文件"))).ok
