"""SM3 is taken beside the work and known again: the list says the same, and a forged memory is none."""

from __future__ import annotations

import hashlib
import io
import json
import threading
from pathlib import Path

import pytest

from bundle_kit import item, marked_pdf, material, packed, pdf_bytes
from lexcollect.bundle import digested_ahead, outflow, second_digests
from lexcollect.bundle.digest_lists import read_list
from lexcollect.bundle.digested_ahead import DigestedAhead
from lexcollect.bundle.kept_digests import KeptDigests
from lexcollect.bundle.memory import Memory
from lexcollect.bundle.model import Built
from lexcollect.bundle.outflow import Outflow
from lexcollect.bundle.second_digests import SecondDigests, Unwanted
from lexcollect.evidence.items import Item
from lexcollect.files import sha256_bytes
from lexcollect.matter.page_memory import kept_in
from lexcollect.matter.receiving import take

SECRET = bytes(range(32))


def _page(number: int) -> bytes:
    return pdf_bytes(marked_pdf((0, 0, 500 + number, 842)))


def exhibits(folder: Path) -> list[Item]:
    return [item(f"1-{n}", material(folder, f"{n}.pdf", _page(n))) for n in range(1, 4)]


def listed(built: Built) -> dict[str, str]:
    assert built.folder is not None
    return read_list(built.folder / "manifest-sm3.txt").entries


def computed(built: Built) -> dict[str, str]:
    assert built.folder is not None
    return {
        p.relative_to(built.folder).as_posix(): hashlib.new("sm3", p.read_bytes()).hexdigest()
        for p in (built.folder / "data").rglob("*")
        if p.is_file()
    }


def test_the_list_with_sm3_is_that_of_the_bytes_with_and_without_memory_and_for_large_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory(pages=tmp_path / "pages", secret=SECRET)
    first = packed(tmp_path / "一", *exhibits(tmp_path / "一"), memory=memory)
    assert listed(first) == computed(first)
    known = json.loads((tmp_path / "sm3.json").read_bytes())["sm3"]
    assert known == {
        f.sha256: hashlib.new("sm3", f.path.read_bytes()).hexdigest()
        for i in exhibits(tmp_path / "一")
        for f in i.files
    }
    monkeypatch.setattr(second_digests, "_sm3", lambda path: pytest.fail("hashed again"))
    monkeypatch.setattr(outflow, "BLOCK", 1000)
    monkeypatch.setattr(second_digests, "_PIECE", 700)
    again = packed(tmp_path / "二", *exhibits(tmp_path / "二"), memory=memory)
    assert listed(again) == computed(again) == listed(first)


@pytest.mark.parametrize("forged", ["digest", "seal", "secret", "no json"])
def test_a_memory_that_somebody_else_wrote_is_none(tmp_path: Path, forged: str) -> None:
    memory = Memory(pages=tmp_path / "pages", secret=SECRET)
    packed(tmp_path / "一", *exhibits(tmp_path / "一"), memory=memory)
    place = tmp_path / "sm3.json"
    about = json.loads(place.read_bytes())
    about["sm3"] = dict.fromkeys(about["sm3"], "0" * 64)
    if forged == "seal":
        about["seal"] = "0" * 64
    if forged == "secret":
        about["seal"] = KeptDigests(Memory(pages=memory.pages, secret=b"other")).seal(about["sm3"])
    place.write_text("{" if forged == "no json" else json.dumps(about))
    again = packed(tmp_path / "二", *exhibits(tmp_path / "二"), memory=memory)
    assert listed(again) == computed(again)


def test_a_file_that_changes_its_bytes_is_another_file_for_the_memory(tmp_path: Path) -> None:
    memory = Memory(pages=tmp_path / "pages", secret=SECRET)
    packed(tmp_path, *exhibits(tmp_path), memory=memory)
    changed = [*exhibits(tmp_path)[:2], item("1-3", material(tmp_path, "3.pdf", _page(9)))]
    again = packed(tmp_path, *changed, memory=memory)
    assert listed(again) == computed(again)


def test_whoever_gives_up_waits_for_no_digest(tmp_path: Path) -> None:
    path = tmp_path / "half.pdf"
    path.write_bytes(b"x" * 10)
    before = threading.active_count()
    with pytest.raises(RuntimeError), SecondDigests(Memory(), wanted=True) as second:
        follower = second.follow(path)
        assert follower is not None
        follower.reached(10)
        raise RuntimeError
    assert isinstance(follower.result.exception(), Unwanted) and threading.active_count() == before


@pytest.mark.parametrize(
    "sizes", [[0], [1], [2999, 1], [3000], [1, 5000, 2], [10] * 1000, [70_000], [5, 70_000], [70_000] * 9]
)
def test_what_flows_out_in_pieces_is_hashed_as_one(sizes: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outflow, "BLOCK", 3000)
    out = io.BytesIO()
    flow = Outflow(out)
    whole = b""
    for number, size in enumerate(sizes):
        flow.write(bytes([number % 256]) * size)
        whole += bytes([number % 256]) * size
        assert flow.at == len(whole)
    assert flow.digest() == hashlib.sha256(whole).hexdigest()
    flow.write(b"end")
    assert flow.finish() == hashlib.sha256(whole + b"end").hexdigest()
    assert out.getvalue() == whole + b"end"


def _kept(memory: Memory) -> dict[str, str]:
    return dict(KeptDigests(memory).known)


def test_what_intake_read_ahead_is_kept_beside_the_digest_of_the_very_bytes(tmp_path: Path) -> None:
    memory = Memory(pages=tmp_path / "pages", secret=SECRET)
    right, altered = tmp_path / "对账单.pdf", tmp_path / "收条.pdf"
    right.write_bytes(b"one")
    altered.write_bytes(b"two")
    with DigestedAhead(memory) as ahead:
        ahead.begin(right, sha256_bytes(b"one"), 3)
        ahead.begin(altered, sha256_bytes(b"as it was received"), 3)
        ahead.begin(tmp_path / "gone.pdf", sha256_bytes(b"gone"), 4)
    assert _kept(memory) == {sha256_bytes(b"one"): hashlib.new("sm3", b"one").hexdigest()}


def test_what_would_be_waited_for_is_left_to_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(pages=tmp_path / "pages", secret=SECRET)
    path = tmp_path / "录像.mp4"
    path.write_bytes(b"x" * 100)
    monkeypatch.setattr(digested_ahead, "_MOST_WAITING", 99)
    with DigestedAhead(memory) as ahead:
        ahead.begin(path, sha256_bytes(b"x" * 100), 100)
    assert _kept(memory) == {} and not (tmp_path / "sm3.json").exists()


@pytest.mark.parametrize("why", ["nobody wants it", "no secret", "given up"])
def test_nothing_is_kept_ahead(tmp_path: Path, why: str) -> None:
    memory = Memory(pages=tmp_path / "pages", secret=b"" if why == "no secret" else SECRET)
    path = tmp_path / "对账单.pdf"
    path.write_bytes(b"one")
    before = threading.active_count()
    ahead = DigestedAhead(memory, wanted=why != "nobody wants it")
    if why == "given up":
        with pytest.raises(OSError, match="full"), ahead:
            ahead._stop.set()
            ahead.begin(path, sha256_bytes(b"one"), 3)
            raise OSError("the disk is full")
    else:
        with ahead:
            ahead.begin(path, sha256_bytes(b"one"), 3)
    assert not (tmp_path / "sm3.json").exists() and threading.active_count() == before


def test_a_package_of_what_was_taken_in_reads_no_original_for_sm3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, matter = tmp_path / "来源", tmp_path / "案"
    folder.mkdir()
    (folder / "对账单.pdf").write_bytes(_page(1))
    take(folder, matter)
    kept = _kept(kept_in(matter))
    assert kept == {sha256_bytes(_page(1)): hashlib.new("sm3", _page(1)).hexdigest()}
    monkeypatch.setattr(second_digests, "_sm3", lambda path: pytest.fail("hashed again"))
    built = packed(tmp_path / "包", item("1-1", material(tmp_path, "对账单.pdf", _page(1))), memory=kept_in(matter))
    assert listed(built) == computed(built)
