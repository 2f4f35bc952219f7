"""Rendered exhibits are kept in the matter: a package renders only what changed, and never shows what was forged."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import hidden_kit as kit
from bundle_kit import codes, item, marked_pdf, material, packed, pdf_bytes, picture_bytes, quartered
from cli_run import typed
from lexcollect.bundle import kept_pages
from lexcollect.bundle.memory import Memory
from lexcollect.bundle.model import Built
from lexcollect.evidence.items import Item
from lexcollect.formats.ocr.shapes import Piece, Sheet
from test_damage import JPEG, pictured

SECRET = bytes(range(32))


def exhibits(folder: Path) -> list[Item]:
    """A form that was never drawn, a damaged scan, a photograph, a text, a file that nobody can read."""
    files = {
        "批注.pdf": pdf_bytes(kit.annotated(Contents=pikepdf.String("已付30万元"))),
        "扫描.pdf": pictured(JPEG[: len(JPEG) // 2] + bytes(40), "DCTDecode"),
        "照片.png": picture_bytes(quartered(), "PNG"),
        "说明.txt": "收到货物60吨。\n".encode(),
        "未知.xyz": b"\0\1\2",
    }
    return [item(f"1-{n}", material(folder, name, data)) for n, (name, data) in enumerate(files.items(), start=1)]


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The numbers of the exhibits that are rendered, as it goes on."""
    seen: list[str] = []
    real = kept_pages.make_exhibit
    monkeypatch.setattr(kept_pages, "make_exhibit", lambda one, *more: (seen.append(one.no), real(one, *more))[1])
    return seen


def memory(folder: Path, secret: bytes = SECRET) -> Memory:
    return Memory(pages=folder / ".lexcollect" / "pages", secret=secret)


def entries(folder: Path) -> list[Path]:
    return sorted((folder / ".lexcollect" / "pages").iterdir())


def everything(built: Built) -> dict[str, bytes]:
    assert built.folder is not None
    return {p.relative_to(built.folder).as_posix(): p.read_bytes() for p in built.folder.rglob("*") if p.is_file()}


def test_with_and_without_kept_pages_in_any_folder_the_bytes_are_the_same(tmp_path: Path, rendered: list[str]) -> None:
    bare = packed(tmp_path / "一", *exhibits(tmp_path / "一"))
    cold = packed(tmp_path / "二", *exhibits(tmp_path / "二"), memory=memory(tmp_path))
    del rendered[:]
    warm = packed(tmp_path / "三", *exhibits(tmp_path / "三"), memory=memory(tmp_path))
    assert rendered == []
    assert everything(bare) == everything(cold) == everything(warm)
    assert bare.findings == cold.findings == warm.findings and {"LX-B063", "LX-B068", "LX-B013"} <= set(codes(warm))
    for one, other in zip(cold.findings, warm.findings, strict=True):
        assert one.line("zh") == other.line("zh") and one.line("en") == other.line("en")


def test_of_many_exhibits_only_the_changed_one_is_rendered_again(tmp_path: Path, rendered: list[str]) -> None:
    packed(tmp_path, *exhibits(tmp_path), memory=memory(tmp_path))
    del rendered[:]
    changed = exhibits(tmp_path)
    changed[2] = item("1-3", material(tmp_path, "照片.png", picture_bytes(quartered(300, 200), "PNG")))
    built = packed(tmp_path, *changed, memory=memory(tmp_path))
    assert rendered == ["1-3"] and built.folder is not None and built.folder.name == "v2"
    assert built.content == packed(tmp_path / "另", *changed).content


def test_what_is_printed_with_an_exhibit_is_part_of_its_key(tmp_path: Path, rendered: list[str]) -> None:
    packed(tmp_path, *exhibits(tmp_path), memory=memory(tmp_path))
    del rendered[:]
    one = exhibits(tmp_path)
    one[4] = item("1-5", *one[4].files, title="另一个名称")
    packed(tmp_path, *one, memory=memory(tmp_path))
    assert rendered == ["1-5"]


def test_another_program_library_font_or_converter_renders_anew(
    tmp_path: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    packed(tmp_path, *exhibits(tmp_path), memory=memory(tmp_path))
    del rendered[:]
    monkeypatch.setattr(kept_pages, "surroundings", lambda: "another")
    packed(tmp_path, *exhibits(tmp_path), memory=memory(tmp_path))
    assert len(rendered) == 5


def test_words_recognised_later_come_onto_the_page(tmp_path: Path, rendered: list[str]) -> None:
    photo = item("1-1", material(tmp_path, "照片.png", picture_bytes(quartered(), "PNG")))
    sheet = Sheet(1, 240, 160, 0, (Piece("欠条", (10, 10, 60, 10, 60, 30, 10, 30), 0.9),))
    packed(tmp_path, photo, memory=memory(tmp_path))
    read = packed(tmp_path, photo, memory=memory(tmp_path), words=lambda *_: sheet)
    again = packed(tmp_path, photo, memory=memory(tmp_path), words=lambda *_: sheet)
    assert rendered == ["1-1", "1-1"] and "LX-B168" in codes(read) and again.content == read.content


def test_a_file_that_a_password_opened_is_not_kept(tmp_path: Path, rendered: list[str]) -> None:
    lock = pikepdf.Encryption(user="geheim", owner="geheim")
    locked = material(tmp_path, "对账单.pdf", pdf_bytes(marked_pdf(), encryption=lock))
    for _ in range(2):
        built = packed(tmp_path, item("1-1", locked), memory=memory(tmp_path), passwords={"对账单.pdf": "geheim"})
        assert built.pages["1-1"] == (2, 2) and "LX-B010" not in codes(built)
    assert rendered == ["1-1", "1-1"] and not (tmp_path / ".lexcollect").exists()


# --- what lies in the folder is not believed --------------------------------------------------------------------


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.unlink()  # a package may share the file
    path.write_bytes(data)


def forge(folder: Path) -> None:
    """Another picture in the place of a kept page, with its digest written anew: what only the seal can tell."""
    from lexcollect.files import sha256_file

    for entry in entries(folder):
        (entry / "1.pdf").unlink()
        (entry / "1.pdf").write_bytes(pdf_bytes(marked_pdf()))
        about = (entry / "about.json").read_text("ascii")
        start = about.index('"parts": ["') + len('"parts": ["')
        (entry / "about.json").write_text(about[:start] + sha256_file(entry / "1.pdf") + about[start + 64 :], "ascii")


def swap(folder: Path) -> None:
    one, other = entries(folder)[:2]
    one.rename(folder / "x")
    other.rename(one)
    (folder / "x").rename(other)


HARMS: dict[str, Any] = {
    "a bit of a page": lambda folder: [flip(entry / "1.pdf") for entry in entries(folder)],
    "a bit of what is said": lambda folder: [flip(entry / "about.json") for entry in entries(folder)],
    "cut": lambda folder: [os.truncate(entry / "1.pdf", 100) for entry in entries(folder)],
    "page gone": lambda folder: [(entry / "1.pdf").unlink() for entry in entries(folder)],
    "seal gone": lambda folder: [(entry / "about.json").write_text("{}") for entry in entries(folder)],
    "no JSON": lambda folder: [(entry / "about.json").write_bytes(b"[" * 100_000) for entry in entries(folder)],
    "forged": forge,
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS.keys())
def test_kept_pages_that_somebody_touched_are_rendered_anew(tmp_path: Path, rendered: list[str], harm: Any) -> None:
    first = packed(tmp_path, *exhibits(tmp_path), memory=memory(tmp_path))
    del rendered[:]
    harm(tmp_path)
    again = packed(tmp_path, *exhibits(tmp_path), memory=memory(tmp_path))
    assert len(rendered) == 5 and again.content == first.content and not again.new
    del rendered[:]
    packed(tmp_path, *exhibits(tmp_path), memory=memory(tmp_path))
    assert rendered == []


def test_two_entries_that_changed_places_are_rendered_anew(tmp_path: Path, rendered: list[str]) -> None:
    first = packed(tmp_path, *exhibits(tmp_path), memory=memory(tmp_path))
    del rendered[:]
    swap(tmp_path)
    assert packed(tmp_path, *exhibits(tmp_path), memory=memory(tmp_path)).content == first.content
    assert len(rendered) == 2


def test_pages_sealed_on_another_machine_are_not_used(tmp_path: Path, rendered: list[str]) -> None:
    first = packed(tmp_path, *exhibits(tmp_path), memory=memory(tmp_path, b"x" * 32))
    del rendered[:]
    assert packed(tmp_path, *exhibits(tmp_path), memory=memory(tmp_path)).content == first.content
    assert len(rendered) == 5


def test_without_a_secret_nothing_is_kept(tmp_path: Path) -> None:
    packed(tmp_path, *exhibits(tmp_path), memory=memory(tmp_path, b""))
    assert not (tmp_path / ".lexcollect").exists()


def test_a_disk_that_keeps_nothing_costs_no_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(kept_pages, "_link", full)
    built = packed(tmp_path, *exhibits(tmp_path), memory=memory(tmp_path))
    assert built.ok and entries(tmp_path) == []


def test_more_than_the_bound_is_kept_only_while_it_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "MOST_BYTES", 1000)
    packed(tmp_path, *exhibits(tmp_path), memory=memory(tmp_path))
    assert len(entries(tmp_path)) == 5
    packed(tmp_path, *exhibits(tmp_path)[:1], memory=memory(tmp_path))
    assert len(entries(tmp_path)) == 1


# --- a run that is killed ---------------------------------------------------------------------------------------


def packages(folder: Path) -> dict[str, dict[str, bytes]]:
    versions = [one for one in (folder / "4-证据包").iterdir() if not one.name.startswith(".lx-")]
    return {
        one.name: {p.relative_to(one).as_posix(): p.read_bytes() for p in one.rglob("*") if p.is_file()}
        for one in versions
    }


def run(raw: Path, folder: Path) -> Built:
    """Pack the material of ``raw`` with another text in ``folder``: a second version."""
    changed = exhibits(raw)
    changed[3] = item("1-4", material(raw, "说明.txt", "收到货物61吨。\n".encode()))
    return packed(folder, *changed, memory=memory(folder))


def in_child(raw: Path, folder: Path, point: int) -> subprocess.CompletedProcess[bytes]:
    """Do so in a process of its own that is killed at ``point``; it prints how many points it saw."""
    words = "import sys, kill_kit, test_bundle_kept_pages as t; from pathlib import Path; a = sys.argv\n"
    words += "print(kill_kit._run(lambda: t.run(Path(a[1]), Path(a[2])), int(a[3])))"
    here = str(Path(__file__).resolve().parent)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((here, os.environ.get("PYTHONPATH", "")))}
    command = [sys.executable, "-c", words, str(raw), str(folder), str(point)]
    return subprocess.run(command, capture_output=True, env=env, timeout=300, check=False)


def test_killed_at_any_moment_a_run_leaves_the_old_packages_or_the_new_one_and_no_page_that_is_half(
    tmp_path: Path,
) -> None:
    """What is there is whole; the same run again ends as one that was never killed, whatever was kept until then."""
    before = tmp_path / "前"
    packed(before, *exhibits(before), memory=memory(before))
    whole = shutil.copytree(before, tmp_path / "全")
    count = int(in_child(before, whole, -1).stdout)
    old, new = packages(before), packages(whole)
    assert count > 100 and set(new) == {"v1", "v2"}
    for point in range(count // 7, count, count // 7):
        trial = shutil.copytree(before, tmp_path / f"试{point}")
        assert in_child(before, trial, point).returncode == -signal.SIGKILL
        assert packages(trial) in (old, new), point
        run(before, trial)
        assert packages(trial) == new, point
        assert [e.name for e in entries(trial)] == [e.name for e in entries(whole)], point


# --- from the matter --------------------------------------------------------------------------------------------


def test_a_matter_keeps_its_pages_and_builds_the_same_package_without_them(tmp_path: Path) -> None:
    settings = {"LEXCOLLECT_CONFIG": str(tmp_path / "设置")}
    code, _, err = typed("demo", "--matter", "loan", "--into", "案", cwd=tmp_path, **settings)
    assert code in (0, 1), err
    kept = tmp_path / "案" / ".lexcollect" / "pages"
    assert len(list(kept.iterdir())) == 18 and len((tmp_path / "设置" / "pages.key").read_bytes()) == 32
    # One exhibit gets another title, so that there is a new version; then the same without anything kept.
    catalogue = tmp_path / "案" / "2-整理" / "证据目录.yaml"
    catalogue.write_text(
        catalogue.read_text("utf-8").replace("title: 居民身份证（林示例）", "title: 居民身份证", 1), "utf-8"
    )
    typed("bundle", "案", "--as-of", "2026-09-10", cwd=tmp_path, **settings)
    assert len(list(kept.iterdir())) == 19 and (tmp_path / "案" / "4-证据包" / "v2").is_dir()
    shutil.rmtree(kept)
    code, out, _ = typed("bundle", "案", "--as-of", "2026-09-10", cwd=tmp_path, **settings)
    assert code in (0, 1) and not (tmp_path / "案" / "4-证据包" / "v3").exists(), out
    code, _, _ = typed("verify", "案", cwd=tmp_path, **settings)
    assert code == 0
