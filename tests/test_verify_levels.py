"""What exactly was compared, and why the answer is not “agrees”: each level of verify by itself.

The other side takes a page out of the reading copy and makes every list anew: nothing but the index inside contradicts.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from alteration_kit import SM3, everything_anew, make_lists_anew
from bundle_kit import marked_pdf, pdf_bytes
from cli_run import typed
from lexcollect.layout import PACKAGES


@pytest.fixture(scope="module")
def matter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("levels")
    code, out, err = typed("demo", cwd=folder)
    assert code == 0, out + err
    return folder / "示例-沈河案"


@pytest.fixture
def copy(matter: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(matter / PACKAGES / "v1", tmp_path / "v1"))


def answer(*words: str) -> tuple[int, dict[str, Any]]:
    code, out, err = typed("verify", *words, "--json", cwd=Path())
    assert out, err
    return code, json.loads(out)


def codes(said: dict[str, Any]) -> set[str]:
    return {one["code"] for one in said["findings"] if one["level"] == "error"}


def test_every_level_is_named_and_one_that_nobody_asked_for_is_not_called_the_same(matter: Path) -> None:
    package = str(matter / PACKAGES / "v1")
    code, said = answer(package)
    assert (code, said["reasons"]) == (0, [])
    none = {"renderings": "not_asked", "stamps": "none", "chain": "none"}
    assert said["levels"] == {"payload": "agrees", "lists": "agrees", "pages": "not_asked", **none}
    _, out, _ = typed("verify", package, cwd=Path())
    assert "证据页与 index.json：没有核对（加 --deep）" in out
    code, said = answer(package, "--deep")
    assert (code, said["levels"]["pages"]) == (0, "agrees")
    code, said = answer(str(matter), "--deep")
    assert (code, said["levels"]["pages"]) == (0, "agrees")


def test_altered_missing_extra_and_unverifiable_are_told_apart(copy: Path) -> None:
    (copy / "data/清单.csv").write_bytes(b"x")
    assert (answer(str(copy))[0], answer(str(copy))[1]["reasons"]) == (4, ["altered"])
    (copy / "打印方案.txt").unlink()
    (copy / "data/9-9.txt").write_bytes(b"x")
    code, said = answer(str(copy))
    assert (code, said["reasons"]) == (4, ["altered", "missing", "extra"])
    assert (said["levels"]["payload"], said["levels"]["lists"]) == ("differs", "differs")


def test_papers_that_contradict_files_as_listed_are_a_reason_of_their_own(copy: Path) -> None:
    (copy / "merkle-root.txt").write_text("0" * 64 + "\n")
    make_lists_anew(copy)
    code, said = answer(str(copy))
    assert (code, said["reasons"], codes(said)) == (4, ["contradicts"], {"LX-B190"})
    assert (said["levels"]["payload"], said["levels"]["lists"]) == ("agrees", "differs")


def test_a_page_that_was_taken_out_is_seen_although_every_list_was_made_anew(copy: Path) -> None:
    path = copy / "data/证据.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.pages[9]
        pdf.save(path)
    everything_anew(copy)
    assert answer(str(copy))[0] == 0
    code, said = answer(str(copy), "--deep")
    assert (code, codes(said), said["reasons"]) == (4, {"LX-B199"}, ["contradicts"])
    assert said["levels"]["pages"] == "differs" and said["levels"]["payload"] == "agrees"
    told = [one["message"] for one in said["findings"] if one["code"] == "LX-B199"]
    assert any("页" in one for one in told) and any("书签" in one for one in told)


def test_pages_that_changed_places_are_seen_by_their_bookmarks(copy: Path) -> None:
    path = copy / "data/证据.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[3], pdf.pages[20] = pdf.pages[20], pdf.pages[3]
        pdf.save(path)
    everything_anew(copy)
    assert answer(str(copy), "--deep")[0] == 4


def test_another_document_in_the_place_of_the_pages_is_seen(copy: Path) -> None:
    (copy / "data/证据.pdf").write_bytes(pdf_bytes(marked_pdf()))
    everything_anew(copy)
    code, said = answer(str(copy), "--deep")
    assert (code, codes(said)) == (4, {"LX-B199"})


def test_a_document_that_does_not_open_was_not_compared_and_accuses_nobody(copy: Path) -> None:
    (copy / "data/证据.pdf").write_bytes(b"%PDF-1.4 torn")
    everything_anew(copy)
    code, said = answer(str(copy), "--deep")
    assert (code, codes(said), said["reasons"]) == (3, {"LX-B201"}, ["unverifiable"])
    assert said["levels"]["pages"] == "open"


@pytest.mark.parametrize("words", ["{}", '{"items": [{}], "package": {}}', '{"items": 3}', "[" * 10_000])
def test_an_index_that_is_none_breaks_nothing(copy: Path, words: str) -> None:
    (copy / "data/index.json").write_text(words)
    make_lists_anew(copy)
    code, said = answer(str(copy), "--deep")
    assert code == 4 and said["levels"]["pages"] == "open"


def test_the_list_with_sm3_is_compared_with_the_bytes(copy: Path) -> None:
    if not (copy / SM3).exists():
        pytest.skip("no SM3 on this computer")
    raw = (copy / SM3).read_text("utf-8")
    (copy / SM3).write_text(("0" if raw[0] != "0" else "1") + raw[1:], "utf-8")
    make_lists_anew(copy)
    assert answer(str(copy))[0] == 0
    code, said = answer(str(copy), "--deep")
    assert (code, codes(said), said["levels"]["lists"]) == (4, {"LX-B200"}, "differs")


def test_volumes_and_withdrawn_exhibits_agree_too(matter: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(matter, tmp_path / "案"))
    code, out, err = typed("bundle", "--profile", "group", "--as-of", "2026-11-21", "--no-input", cwd=other)
    assert code == 0, out + err
    package = other / PACKAGES / "v2"
    assert len(list((package / "data").glob("证据-*.pdf"))) > 2
    code, said = answer(str(package), "--deep")
    assert (code, said["levels"]["pages"]) == (0, "agrees"), said["findings"]
