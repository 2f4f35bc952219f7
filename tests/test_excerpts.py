"""Excerpts of a chat: one run of messages is the exhibit, and everybody knows which.

Facts: 沈河案, exhibit 5-1, the chat with 何样文. Question: what may a catalogue say of an excerpt, what is packed
of it, and what happens when it changes after the package was made?
"""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lexcollect.cn.page_labels import PageLabel, Span
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.evidence.excerpts import BadExcerpt, excerpt_of, words_of
from lexcollect.evidence.served import Handed, Served, ServedExhibit, ServedSet, read_served, text_of
from lexcollect.evidence.served_checks import check_served
from lexcollect.formats.shapes import Part, Unit
from lexcollect.layout import CATALOGUE, PACKAGES, RAW
from lexcollect.matter.answering import answer
from lexcollect.matter.example import load_example
from lexcollect.matter.exhibits import packed_in, pages_in
from lexcollect.sheets.catalogue_changes import plan_of
from lexcollect.sheets.edits import Edit
from lexcollect.sheets.rows import lines_of
from review_kit import steel

AS_OF = load_example("steel").as_of


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def matter(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))


def said(matter: Path, id: str, words: str) -> None:
    """Write an excerpt into the entry of an exhibit."""
    path = matter / CATALOGUE
    text = path.read_text("utf-8")
    text = re.sub(r"(?m)^    excerpt: .*\n", "", text)
    path.write_text(re.sub(rf"(?m)^  - id: {id}\n", f"  - id: {id}\n    excerpt: {words}\n", text, count=1), "utf-8")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("3-12", 3, 12),
        ("第3至12条", 3, 12),
        ("第３条到第12条", 3, 12),
        ("7", 7, 7),
        ("3—12", 3, 12),
        (" 3 ~ 12 ", 3, 12),
    ],
)
def test_a_run_of_messages_is_read_however_it_is_written(words: str, first: int, last: int) -> None:
    part = excerpt_of(words)
    assert part == Part(Unit.MESSAGES, first, last)
    assert part is not None and excerpt_of(words_of(part)) == part


@pytest.mark.parametrize("words", ["12-3", "0-4", "3,5,9", "全部", "3-", "-3", "3-12、15"])
def test_single_messages_cannot_be_picked_out(words: str) -> None:
    with pytest.raises(BadExcerpt):
        excerpt_of(words)


def test_no_words_are_the_whole_chat() -> None:
    assert excerpt_of("  ") is None


def test_the_catalogue_says_which_messages_are_the_exhibit(matter: Path) -> None:
    whole, _ = load_catalogue(matter / CATALOGUE, matter / RAW)
    said(matter, "微信", "16-19")
    part, found = load_catalogue(matter / CATALOGUE, matter / RAW)
    assert part is not None and whole is not None
    item = part.item("微信")
    assert item is not None
    assert item.files[0].part == Part(Unit.MESSAGES, 16, 19)
    assert all(file.part is None for file in item.files[1:]), "pictures of the chat are whole"
    assert not [one for one in found if one.code in ("LX-E045", "LX-E046")]
    assert part.digest != whole.digest, "another excerpt is another catalogue"


@pytest.mark.parametrize(("id", "words", "code"), [("微信", "3,5", "LX-E045"), ("SH-0412", "1-2", "LX-E046")])
def test_what_is_no_excerpt_is_told(matter: Path, id: str, words: str, code: str) -> None:
    said(matter, id, words)
    _, found = load_catalogue(matter / CATALOGUE, matter / RAW)
    assert [one.code for one in found if one.stops] == [code]


def test_a_package_holds_the_run_and_its_pages_are_not_cited_for_another(matter: Path) -> None:
    said(matter, "微信", "16-19")
    built = answer(matter, AS_OF).build_package(load_example("steel").passwords)
    package = matter / PACKAGES / "v1"
    assert built.folder is not None, [one.line() for one in built.findings if one.stops]
    no = next(item.no for item in built_items(matter) if item.id == "微信")
    assert packed_in(package)[no].excerpt == Part(Unit.MESSAGES, 16, 19)
    catalogue, _ = load_catalogue(matter / CATALOGUE, matter / RAW)
    pages, stale = pages_in(package, catalogue)
    assert "微信" in pages and not stale
    said(matter, "微信", "3-19")
    changed, _ = load_catalogue(matter / CATALOGUE, matter / RAW)
    pages, stale = pages_in(package, changed)
    assert "微信" not in pages and [one.code for one in stale] == ["LX-A114"]


def test_what_was_handed_in_as_one_run_is_not_quietly_another(matter: Path) -> None:
    item = ServedExhibit("微信", "5-1", "聊天", Span(PageLabel(1), PageLabel(2)), ("0" * 64,), "16-19")
    one = ServedSet("v1", "0" * 64, False, (Handed(date(2026, 11, 22), "法院"),), item.pages, 2, (item,))
    kept = read_served(text_of(Served((one,))).encode(), "已提交.yaml")
    assert kept.sets[0].exhibits[0].excerpt == "16-19"
    for words, told in (("16-19", []), ("3-19", ["LX-E133"])):
        said(matter, "微信", words)
        catalogue, _ = load_catalogue(matter / CATALOGUE, matter / RAW)
        assert catalogue is not None
        own = next(one for one in catalogue.items if one.id == "微信")
        digests = tuple(sorted({file.sha256 for file in own.files}))
        record = replace(item, no=own.no, files=digests)
        found = check_served(catalogue, Served((replace(one, exhibits=(record,)),)))
        assert [one.code for one in found if one.code == "LX-E133"] == told


def test_the_page_changes_no_excerpt_that_was_handed_in(matter: Path) -> None:
    said(matter, "微信", "16-19")
    rows = lines_of((matter / CATALOGUE).read_bytes(), {})
    assert rows is not None
    edit = Edit(0, "item:微信", "excerpt", "16-19", "3-19")
    plan = plan_of([edit], rows, {}, {}, AS_OF, CATALOGUE, {"微信": "5-1"})
    assert [one.code for one in plan.findings] == ["LX-W138"] and not plan.changes


def built_items(matter: Path):
    catalogue, _ = load_catalogue(matter / CATALOGUE, matter / RAW)
    assert catalogue is not None
    return catalogue.items
