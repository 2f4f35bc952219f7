"""The short ways of a verification say what the long ones say: lists read at once, small files read at once."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lexcollect.bundle import digest_lists, present, small_files
from lexcollect.bundle.digest_lists import DigestList, Unusable, _understood
from lexcollect.bundle.present import Files, look
from lexcollect.bundle.small_files import agreeing
from lexcollect.bundle.verification import Outcome
from lexcollect.bundle.verify import verify

_DIGEST = st.text("0123456789abcdef", min_size=64, max_size=64) | st.sampled_from(["A" * 64, "0" * 63, "0" * 128])
_NAME = st.text(st.sampled_from("ab/. .%*\\:,;\t-中é\x85\u2028"), min_size=1, max_size=8) | st.sampled_from(
    ["data/a.txt", "data/b c.txt", "data/../x", "/etc/passwd", "C:/x", "./data/a", "sha256", "name,sha256", "#a"]
)
_END = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\n\n", ""])
_MIDDLE = st.sampled_from(["  ", "  ", "  ", " *", "\t", " "])


@st.composite
def lists(draw: st.DrawFn) -> str:
    rows = draw(st.lists(st.tuples(_DIGEST, _MIDDLE, _NAME, _END), min_size=1, max_size=5))
    return draw(st.sampled_from(["", "", "\ufeff", "\n"])) + "".join(map("".join, rows))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(lists(), st.sampled_from(["", "sha256", "sm3", "sha512"]), st.sets(_NAME, max_size=3))
def test_a_list_read_at_once_says_what_it_says_line_by_line(body: str, algorithm: str, there: set[str]) -> None:
    def read() -> DigestList | str:
        try:
            return _understood(body, body.encode(), algorithm, there)
        except Unusable as unusable:
            return str(unusable)

    with pytest.MonkeyPatch.context() as patch:
        short = read()
        patch.setattr(digest_lists, "_common", lambda *_: None)
        assert short == read()


def test_the_list_of_sha256sum_is_read_at_once() -> None:
    body = "".join(
        f"{hashlib.sha256(name.encode()).hexdigest()}  {name}\n" for name in ("data/a b.txt", "data/证据.pdf")
    )
    assert list(digest_lists._common(body, "sha256") or ()) == ["data/a b.txt", "data/证据.pdf"]


def _looked_at(folder: Path) -> Files:
    return look(folder, Outcome()).files


def _digests(files: Files) -> dict[str, str]:
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def test_the_short_way_says_yes_to_small_files_that_are_as_the_folder_and_the_list_say(tmp_path: Path) -> None:
    (tmp_path / "内").mkdir()
    for name, size in (("a", 5), ("内/b", 0), ("内/c", 64 << 10), ("内/d", (64 << 10) + 1)):
        (tmp_path / name).write_bytes(b"x" * size)
    files = _looked_at(tmp_path)
    names = ["a", "none", "内/b", "内/c", "内/d"]
    claims = dict.fromkeys(names, "0" * 64) | _digests(files)
    assert agreeing(files, names, claims, "sha256") == {"a", "内/b", "内/c"}
    assert agreeing(files, names, claims, "sha512") == set()


def test_what_became_something_else_since_the_folder_was_looked_at_is_left_to_the_long_way(tmp_path: Path) -> None:
    for name in "abcd":
        (tmp_path / name).write_bytes(b"12345")
    files = _looked_at(tmp_path)
    claims = _digests(files)
    (tmp_path / "a").write_bytes(b"123456")
    (tmp_path / "b").unlink()
    (tmp_path / "b").symlink_to(tmp_path / "d")
    (tmp_path / "c").unlink()
    os.mkfifo(tmp_path / "c")
    assert agreeing(files, ["a", "b", "c", "d"], claims, "sha256") == {"d"}


@pytest.mark.parametrize("fate", ["helps", "dies at once", "dies with its second piece", "lies", "is not made"])
@pytest.mark.parametrize("many", [0, 4000], ids=["listed only", "looked at"])
def test_two_processes_find_what_one_finds_whatever_becomes_of_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fate: str, many: int
) -> None:
    """Altered, missing, added, linked, twice named, too large and unreadable files, and one that goes meanwhile."""
    monkeypatch.setattr(present, "_MANY", many)
    bag = _bag(tmp_path / "袋", 80, lambda number: b"%d" % number * (30_000 if number == 33 else 1))
    data = bag / "data"
    for number in (7, 55):
        (data / f"{number}.txt").write_bytes(b"altered")
    (data / "21.txt").unlink()
    (data / "多.txt").write_bytes(b"more")
    (data / "40.txt").rename(tmp_path / "elsewhere")
    (data / "40.txt").symlink_to(tmp_path / "elsewhere")
    os.link(data / "41.txt", tmp_path / "zweiter Name")
    (data / "60.txt").chmod(0)
    alone = verify(bag)
    monkeypatch.setattr(small_files, "_PIECE", 4)
    monkeypatch.setattr(small_files, "worth_it", lambda pieces: fate != "is not made")
    mine, read, pieces = os.getpid(), small_files._read, []

    def watched(files: Files, names: Any, algorithm: str) -> Any:
        pieces.append(names)
        if os.getpid() != mine and len(pieces) == {"dies at once": 1, "dies with its second piece": 2}.get(fate, 0):
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.002)  # both get their share
        found, sizes = read(files, names, algorithm)
        return ([bytes(32)] * len(found), sizes) if os.getpid() != mine and fate == "lies" else (found, sizes)

    monkeypatch.setattr(small_files, "_read", watched)
    assert verify(bag) == alone and alone.checked >= 76
    assert alone.changed == ("data/40.txt", "data/55.txt", "data/7.txt")
    assert alone.missing == ("data/21.txt",) and alone.added == ("data/多.txt",)


def test_a_file_that_goes_after_the_second_process_began_is_missing_or_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other process is dead: nothing that it might have read counts, and the file is not there any more."""
    bag = _bag(tmp_path / "袋", 60, lambda number: b"%d" % number)
    monkeypatch.setattr(small_files, "_PIECE", 4)
    monkeypatch.setattr(small_files, "worth_it", lambda pieces: True)
    monkeypatch.setattr(present, "_MANY", 0)
    mine, read = os.getpid(), small_files._read

    def dies(*given: Any) -> Any:
        if os.getpid() != mine:
            os.kill(os.getpid(), signal.SIGKILL)
        (bag / "data" / "59.txt").unlink(missing_ok=True)
        return read(*given)

    monkeypatch.setattr(small_files, "_read", dies)
    found = verify(bag)
    assert found.missing == ("data/59.txt",) and found.checked == 59 and not found.changed


def test_with_two_lists_nothing_is_asked_of_the_second_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bag with SHA-256 and MD5, and one whose only list is no list: what is found is the same, none is left over."""
    monkeypatch.setattr(small_files, "_PIECE", 4)
    monkeypatch.setattr(small_files, "worth_it", lambda pieces: True)
    begun: list[int] = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: ((child := fork()) and begun.append(child)) or child)
    bag = _bag(tmp_path / "袋", 60, lambda number: b"%d" % number)
    digests = [(hashlib.md5(path.read_bytes()).hexdigest(), path.name) for path in (bag / "data").iterdir()]
    (bag / "manifest-md5.txt").write_text("".join(f"{digest}  data/{name}\n" for digest, name in digests))
    assert verify(bag).ok and verify(bag).checked == 60
    (bag / "manifest-md5.txt").unlink()
    (bag / "manifest-sha256.txt").write_bytes(b"\0")
    assert not verify(bag).ok
    assert begun
    for child in begun:
        with pytest.raises(ChildProcessError):
            os.waitpid(child, os.WNOHANG)


def _bag(folder: Path, count: int = 5, data: Callable[[int], bytes] = lambda number: b"x" * (number * 30_000)) -> Path:
    lines = []
    for number in range(count):
        path = folder / "data" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data(number))
        lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  data/{number}.txt\n")
    (folder / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    (folder / "manifest-sha256.txt").write_text("".join(lines))
    return folder


@pytest.mark.parametrize("many", [0, 4000], ids=["listed only", "looked at"])
def test_small_and_large_files_links_and_pipes_are_told_apart_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """Of very many files each is looked at when it is opened: what is found is the same."""
    monkeypatch.setattr(present, "_MANY", many)
    bag = _bag(tmp_path / "袋")
    assert verify(bag).ok and verify(bag).checked == 5
    (bag / "data" / "0.txt").write_bytes(b"y")
    (bag / "data" / "4.txt").write_bytes(b"y" * 120_000)
    (bag / "data" / "1.txt").unlink()
    (bag / "data" / "2.txt").rename(tmp_path / "elsewhere")
    (bag / "data" / "2.txt").symlink_to(tmp_path / "elsewhere")
    (bag / "data" / "more.txt").write_bytes(b"z")
    found = verify(bag)
    assert found.changed == ("data/0.txt", "data/2.txt", "data/4.txt")
    assert found.missing == ("data/1.txt",) and found.added == ("data/more.txt",)
    assert {one.code for one in found.findings} >= {"LX-B050", "LX-B051", "LX-B052", "LX-B128"}


@pytest.mark.parametrize("many", [0, 4000], ids=["listed only", "looked at"])
@pytest.mark.parametrize("shared", [False, True])
def test_the_extent_that_is_stated_is_counted_without_looking_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int, shared: bool
) -> None:
    """Right to the byte, wrong by one byte, with a file that has a second name, without a list at all."""
    monkeypatch.setattr(present, "_MANY", many)
    monkeypatch.setattr(small_files, "_PIECE", 4)
    monkeypatch.setattr(small_files, "worth_it", lambda pieces: shared)
    bag = _bag(tmp_path / "袋", 40, lambda number: b"x" * (70_000 if number == 7 else number))
    extent = sum(path.stat().st_size for path in (bag / "data").iterdir())
    (bag / "bag-info.txt").write_text(f"Payload-Oxum: {extent}.40\n")
    assert verify(bag).ok and "LX-B143" not in {one.code for one in verify(bag).findings}
    os.link(bag / "data" / "9.txt", tmp_path / "zweiter Name")
    found = verify(bag)
    assert found.ok and {"LX-B129"} <= {one.code for one in found.findings} and found.checked == 40
    (bag / "bag-info.txt").write_text(f"Payload-Oxum: {extent + 1}.40\n")
    assert "LX-B143" in {one.code for one in verify(bag).findings}
    (bag / "bag-info.txt").write_text(f"Payload-Oxum: {extent}.40\n")
    (bag / "manifest-sha256.txt").unlink()
    assert "LX-B143" not in {one.code for one in verify(bag).findings}
