"""The short ways of a verification say what the long ones say: lists read at once, small files read at once."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexcollect.bundle import digest_lists
from lexcollect.bundle.digest_lists import DigestList, Unusable, _understood
from lexcollect.bundle.verify import verify
from lexcollect.files import read_small

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


def test_only_a_small_file_that_is_one_is_read_at_once(tmp_path: Path) -> None:
    one = tmp_path / "a"
    one.write_bytes(b"12345")
    (tmp_path / "link").symlink_to(one)
    os.mkfifo(tmp_path / "pipe")
    assert read_small(one, 5) == b"12345" and read_small(str(one), 6) == b"12345"
    assert [read_small(tmp_path / name, 9) for name in ("link", "pipe", "none", "")] == [None] * 4
    assert read_small(one, 4) is None


def _bag(folder: Path, count: int = 5) -> Path:
    lines = []
    for number in range(count):
        path = folder / "data" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * (number * 30_000))
        lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  data/{number}.txt\n")
    (folder / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    (folder / "manifest-sha256.txt").write_text("".join(lines))
    return folder


def test_small_and_large_files_links_and_pipes_are_told_apart_as_before(tmp_path: Path) -> None:
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
