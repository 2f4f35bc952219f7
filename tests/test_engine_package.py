"""The package of a paper: same inputs, same bytes; its content digest does not depend on who zipped it."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from engine_builder import docx, members, texts, zipped
from lexcollect.documents import engine
from lexcollect.documents.engine import store
from lexcollect.documents.engine.package import BrokenPackage, inflate, pack, read_members, write_package
from lexcollect.findings import Refused

PLAIN = docx("原告：{{ 原告 }}")
DATA = {"原告": "甲公司"}


def test_same_inputs_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(PLAIN)
    program = (
        "import sys, pathlib; from lexcollect.documents import engine; "
        "sys.stdout.buffer.write(engine.load(pathlib.Path(sys.argv[1])).render({'原告': '甲公司'}))"
    )
    other = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program, str(path)],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": "7"},
    )
    assert other.stdout == engine.load(path).render(DATA)


def test_members_stand_in_fixed_order_with_a_date_that_says_nothing() -> None:
    with zipfile.ZipFile(io.BytesIO(engine.load(PLAIN).render(DATA))) as paper:
        assert paper.testzip() is None
        names = paper.namelist()
        assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
        assert names[2:] == sorted(names[2:])
        assert {info.date_time for info in paper.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_unchanged_members_are_copied_as_they_were_compressed() -> None:
    before = {m.name: m.raw for m in read_members(PLAIN)}
    after = {m.name: m.raw for m in read_members(engine.load(PLAIN).render(DATA))}
    same = {name for name in after if before.get(name) == after[name]}
    assert same == {"word/numbering.xml", "word/theme/theme1.xml", "word/fontTable.xml"}


def test_the_content_digest_is_that_of_sorted_names_and_hashes() -> None:
    lines = sorted((n, hashlib.sha256(c).hexdigest()) for n, c in members(PLAIN).items())
    expected = hashlib.sha256("".join(f"{n}\0{h}\n" for n, h in lines).encode()).hexdigest()
    assert engine.content_digest(PLAIN) == expected
    assert engine.content_digest(zipped(reversed(members(PLAIN).items()))) == expected
    assert engine.content_digest(engine.load(PLAIN).render(DATA)) != expected


def test_the_digest_of_what_is_no_package_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        engine.content_digest(b"no zip")
    assert refused.value.findings[0].code == "LX-T001"


def test_a_package_round_trips() -> None:
    content = [("b/乙.xml", b"2" * 1000), ("a.xml", b"")]
    data = write_package(pack(name, text) for name, text in content)
    assert {m.name: inflate(m) for m in read_members(data)} == dict(content)
    assert members(data) == dict(content)


def test_a_changed_byte_of_a_member_is_noticed() -> None:
    data = bytearray(write_package([pack("a.xml", b"abc" * 100)]))
    data[38] ^= 1
    with pytest.raises(BrokenPackage):
        inflate(read_members(bytes(data))[0])


def fresh(path: Path, cache: Path) -> bytes:
    """Render with nothing in the process' own cache."""
    engine._cache.clear()
    return engine.load(path, cache_dir=cache).render(DATA)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "t.docx"
    file.write_bytes(PLAIN)
    return file


def test_the_cache_on_disk_gives_the_same_paper_without_docxtpl(path: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = fresh(path, cache)
    assert [p.suffix for p in cache.iterdir()] == [".lxt"]
    program = (
        "import sys, pathlib; from lexcollect.documents import engine; "
        "t = engine.load(pathlib.Path(sys.argv[1]), cache_dir=pathlib.Path(sys.argv[2])); "
        "sys.stdout.buffer.write(t.render({'原告': '甲公司'})); "
        "sys.exit('docxtpl' in sys.modules or 'lxml' in sys.modules)"
    )
    other = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program, str(path), str(cache)], capture_output=True, check=True
    )
    assert other.stdout == first


def test_a_damaged_or_foreign_cache_is_passed_over(path: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = fresh(path, cache)
    kept = next(cache.iterdir())
    good = kept.read_bytes()
    for bad in (b"", good[:-1], bytes(96) + good[96:], good[:40] + b"\xff" + good[41:]):
        kept.write_bytes(bad)
        assert store.recall(cache, kept.stem) is None
        assert fresh(path, cache) == first
        assert kept.read_bytes() == good


def test_a_cache_made_by_other_versions_is_passed_over(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    fresh(path, cache)
    name = next(cache.iterdir()).stem
    assert store.recall(cache, name) is not None
    monkeypatch.setattr(store, "version", lambda _: "0.0")
    assert store.recall(cache, name) is None


def test_a_cache_folder_others_may_write_to_is_never_read(path: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    fresh(path, cache)
    name = next(cache.iterdir()).stem
    cache.chmod(0o777)
    assert store.recall(cache, name) is None
    cache.chmod(0o700)
    assert store.recall(cache, name) is not None


def test_missing_fields_keep_their_places_when_the_code_comes_from_disk(path: Path, tmp_path: Path) -> None:
    fresh(path, tmp_path / "cache")
    engine._cache.clear()
    with pytest.raises(Refused) as refused:
        engine.load(path, cache_dir=tmp_path / "cache").render({})
    assert [(f.code, f.where.field) for f in refused.value.findings] == [("LX-T070", "正文第1段")]


def test_a_cache_folder_that_cannot_be_made_costs_nothing_but_time(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert texts(fresh(path, tmp_path / "file" / "cache")) == ["原告：甲公司"]


def test_a_changed_template_is_compiled_anew(path: Path) -> None:
    assert engine.load(path) is engine.load(path)
    old = engine.load(path)
    path.write_bytes(docx("被告：{{ 原告 }}"))
    assert engine.load(path) is not old
    assert texts(engine.load(path).render(DATA)) == ["被告：甲公司"]
