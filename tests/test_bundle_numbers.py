"""Stable numbers: what was served never moves, whatever is added, withdrawn or put in between later."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bundle_kit as kit
from lexcollect.bundle.numbers import INDEX, Placed, Series, place
from lexcollect.bundle.supplement import Numbering
from lexcollect.cn.page_labels import PageLabel, Span, page_label, page_span, rising, span
from lexcollect.evidence.items import Item, Withdrawn


def test_labels_put_in_behind_twelve_count_on_in_letters() -> None:
    """12A, 12B … 12Z, 12AA stand behind 12 and before 13."""
    label, seen = PageLabel(12), []
    for _ in range(28):
        label = label.inserted
        seen.append(str(label))
    assert seen[:2] == ["12A", "12B"] and seen[25:] == ["12Z", "12AA", "12AB"]
    order = [page_label(words) for words in ("12", *seen, "13")]
    assert sorted(order, key=lambda one: one.order) == order  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("17–19", ["17", "18", "19"]),
        ("17-19", ["17", "18", "19"]),
        ("17", ["17"]),
        ("12A–12C", ["12A", "12B", "12C"]),
        ("2–2A", ["2", "2A"]),
        ("9–11B", ["9", "10", "11", "11A", "11B"]),
    ],
)
def test_a_span_is_read_and_counted(words: str, labels: list[str]) -> None:
    """The pages 2–2A are two: 2 and 2A."""
    found = page_span(words)
    assert found is not None and [str(one) for one in found.labels()] == labels


@pytest.mark.parametrize("words", ["", "0", "-1", "19–17", "12a", "第3页", "1–2–3", "1" * 9, "12AAAA"])
def test_what_is_no_page_is_no_span(words: str) -> None:
    """A page that nobody prints is refused, and crashes nothing."""
    assert page_span(words) is None


def _item(no: str) -> Item:
    return kit.item(no)


def _served(placed: Placed, items: list[Item], before: Series) -> Series:
    """Return the series after ``placed`` was handed in."""
    last = max(before.last, max(one.last.number for one in placed.labels))
    kept = {**before.kept, **{i.id: before.kept.get(i.id, placed.spans[i.id]) for i in items if i.id in placed.spans}}
    apart = (*before.apart, *([placed.spans[INDEX]] if before.supplement else []))
    index = before.index or placed.spans[INDEX]
    return Series(last, kept, index, apart)


_Steps = st.lists(
    st.tuples(
        st.sampled_from(["whole", "insert", "supplement"]),
        st.booleans(),
        st.lists(st.tuples(st.integers(1, 3), st.integers(1, 4)), max_size=3),
        st.integers(1, 3),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=7,
)


@given(first=st.lists(st.tuples(st.integers(1, 3), st.integers(1, 4)), min_size=1, max_size=4), steps=_Steps)
@settings(max_examples=300, deadline=None)
def test_a_served_page_never_moves(
    first: list[tuple[int, int]], steps: list[tuple[str, bool, list[tuple[int, int]], int, int]]
) -> None:
    """S3 Exhibits come, are handed in, withdrawn, put in between and supplemented, in any order.

    Each package shows every exhibit it should, once; labels are unique and rise; who was served stays where it was.
    """
    series = Series()
    counts: dict[str, int] = {}
    withdrawn: set[str] = set()
    next_no = {1: 0, 2: 0, 3: 0}

    def add(new: list[tuple[int, int]]) -> None:
        for group, pages in new:
            next_no[group] += 1
            counts[f"{group}-{next_no[group]}"] = pages

    add(first)
    for kind, serve, new, index_pages, gone in steps:
        add(new)
        if series.kept and gone < len(series.kept):
            withdrawn.add(sorted(series.kept)[gone])
        if kind == "supplement" and not (series.last and set(counts) - set(series.kept)):
            continue
        now = Series(
            series.last,
            series.kept,
            series.index,
            series.apart,
            supplement=kind == "supplement",
            insert=kind == "insert",
        )
        wanted = [
            _item(no)
            for no in sorted(counts, key=lambda no: tuple(map(int, no.split("-"))))
            if not (now.supplement and no in series.kept)
        ]
        fewer = {no: 1 if no in withdrawn else pages for no, pages in counts.items()}
        placed = place(wanted, fewer, index_pages, now)
        if placed.torn:  # an index that grows into pages put in right behind it: refused, never shifted
            assert placed.torn == (INDEX,) and now.index is not None
            continue
        assert rising(placed.labels)
        assert {one.id for one in wanted} <= set(placed.segments)
        assert sum(last - first + 1 for first, last in placed.ranges.values()) == len(placed.labels)
        assert all(placed.spans[no] == kept for no, kept in series.kept.items() if no in placed.spans)
        assert all(
            placed.spans[one.id].first.number >= series.last
            for one in wanted
            if now.supplement and one.id not in series.kept
        )
        if serve:
            series = _served(placed, wanted, now)


def _pdf(pages: int, words: str = "x") -> bytes:
    pdf = pikepdf.new()
    for number in range(pages):
        one = kit.marked_pdf(content=f"% {words} {number}\n".encode())
        pdf.pages.append(one.pages[0])
    return kit.pdf_bytes(pdf)


def _labels(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        return [page.label for page in pdf.pages]


def _listed(package: Path) -> dict[str, tuple[str, str]]:
    rows = csv.DictReader(io.StringIO((package / "data" / "清单.csv").read_text("utf-8-sig"), newline=""))
    return {row["编号"]: (row["起页"], row["止页"]) for row in rows}


def test_a_supplement_goes_on_behind_the_last_page_served(tmp_path: Path) -> None:
    """S6 The set ended on page 6. The supplement has pages 7 to 9: stamp, label, index and list agree."""
    old = kit.item("1-1", kit.material(tmp_path, "a.pdf", _pdf(5)))
    new = kit.item("1-2", kit.material(tmp_path, "b.pdf", _pdf(2)), title="验收单")
    series = Series(6, {"1-1": span(2, 6)}, span(1, 1), number=2, supplement=True)
    numbering = Numbering(series, "G", "ab" * 32, date(2026, 12, 1), late="对方12月3日才交还")
    built = kit.packed(tmp_path, old, new, numbering=numbering)
    pdf = kit.bundle_of(built)
    assert _labels(pdf) == ["7", "8", "9"]
    first = kit.page_text(pdf, 1)
    assert "补充证据清单（二）" in first and "第6页" in first and "8–9" in first and "1-1" not in first
    assert "对方12月3日才交还" in first and "abababab abababab" in first
    assert "证据1-2 · 第9页" in kit.page_text(pdf, 3)
    assert built.folder is not None and _listed(built.folder) == {"1-2": ("8", "9")}
    info = (built.folder / "bag-info.txt").read_text("utf-8")
    assert "Bag-Group-Identifier: G\nBag-Count: 2 of ?\nPrevious-Manifest-SHA256: abab" in info
    assert "ab" * 32 in (built.folder / "核验说明.txt").read_text("utf-8-sig")


def test_a_withdrawn_exhibit_leaves_one_sheet_for_its_pages(tmp_path: Path) -> None:
    """S4 证据1-1, pages 2 to 4, was withdrawn: one sheet says so, and 证据1-2 is still page 5; no file of it."""
    why = Withdrawn(date(2026, 12, 5), "与本案无关（内部）")
    gone = replace(kit.item("1-1", kit.material(tmp_path, "a.pdf", _pdf(3))), withdrawn=why)
    stays = kit.item("1-2", kit.material(tmp_path, "b.pdf", _pdf(1)), title="验收单")
    series = Series(5, {"1-1": span(2, 4), "1-2": span(5, 5)}, span(1, 1))
    built = kit.packed(tmp_path, gone, stays, numbering=Numbering(series))
    pdf = kit.bundle_of(built)
    assert _labels(pdf) == ["1", "2", "5"]
    sheet = kit.page_text(pdf, 2)
    assert "证据1-1已撤回" in sheet and "2026年12月5日" in sheet and "第2–4页" in sheet
    assert "（已撤回）" in kit.page_text(pdf, 1) and "2–4" in kit.page_text(pdf, 1)
    assert built.folder is not None and _listed(built.folder) == {"1-2": ("5", "5")}
    assert "无关" not in kit.everything_said(built.folder)
    assert len(list((built.folder / "data" / "originals").iterdir())) == 1


def test_an_exhibit_put_in_between_gets_letters(tmp_path: Path) -> None:
    """S3 证据1-1a belongs behind 证据1-1 (page 2): its pages are 2A and 2B, and 证据1-2 stays on page 3."""
    one = kit.item("1-1", kit.material(tmp_path, "a.pdf", _pdf(1)))
    between = kit.item("1-1a", kit.material(tmp_path, "n.pdf", _pdf(2, "n")), title="补充页")
    two = kit.item("1-2", kit.material(tmp_path, "b.pdf", _pdf(1, "y")))
    series = Series(3, {"1-1": span(2, 2), "1-2": span(3, 3)}, span(1, 1), insert=True)
    built = kit.packed(tmp_path, one, between, two, numbering=Numbering(series))
    assert _labels(kit.bundle_of(built)) == ["1", "2", "2A", "2B", "3"]
    assert str(built.labels["1-1a"]) == "2A–2B"
    assert "第2A页" in kit.page_text(kit.bundle_of(built), 3)


def test_a_longer_index_of_a_later_set_moves_no_exhibit(tmp_path: Path) -> None:
    """S3 With forty new exhibits the index takes more pages: they are 1A, 1B; 证据1-1 stays on page 2."""
    one = kit.item("1-1", kit.material(tmp_path, "a.pdf", _pdf(1)))
    new = [
        kit.item(f"1-{n}", kit.material(tmp_path, f"{n}.pdf", _pdf(1, str(n))), purpose="交货" * 40)
        for n in range(2, 42)
    ]
    built = kit.packed(tmp_path, one, *new, numbering=Numbering(Series(2, {"1-1": span(2, 2)}, span(1, 1))))
    labels = _labels(kit.bundle_of(built))
    assert labels[:2] == ["1", "1A"] and str(built.labels["1-1"]) == "2" and str(built.labels["1-2"]) == "3"


def test_a_served_exhibit_with_other_pages_is_told(tmp_path: Path) -> None:
    """S5 Three pages were served, one is there now: it stands for 2 to 4, and whoever builds is told."""
    one = kit.item("1-1", kit.material(tmp_path, "a.pdf", _pdf(1)))
    two = kit.item("1-2", kit.material(tmp_path, "b.pdf", _pdf(1, "y")))
    served = {"1-1": span(2, 4), "1-2": span(5, 5)}
    built = kit.packed(tmp_path, one, two, numbering=Numbering(Series(5, served, span(1, 1))))
    assert "LX-B212" in kit.codes(built) and _labels(kit.bundle_of(built)) == ["1", "2", "5"]
    assert str(built.labels["1-2"]) == "5"


def test_further_pages_without_a_free_label_are_refused(tmp_path: Path) -> None:
    """S5 2A is served and the exhibit of page 2 now has two pages: nothing is shifted, the package is refused."""
    one = kit.item("1-1", kit.material(tmp_path, "a.pdf", _pdf(2)))
    two = kit.item("1-1a", kit.material(tmp_path, "b.pdf", _pdf(1, "y")))
    served = {"1-1": span(2, 2), "1-1a": Span(PageLabel(2, "A"), PageLabel(2, "A"))}
    built = kit.packed(tmp_path, one, two, numbering=Numbering(Series(2, served, span(1, 1))))
    assert built.folder is None and "LX-B213" in kit.codes(built)


def test_nothing_new_is_no_supplement(tmp_path: Path) -> None:
    """S6 Everything was served: an empty supplement is refused with the reason."""
    one = kit.item("1-1", kit.material(tmp_path, "a.pdf", _pdf(1)))
    series = Series(2, {"1-1": span(2, 2)}, span(1, 1), number=2, supplement=True)
    built = kit.packed(tmp_path, one, numbering=Numbering(series))
    assert built.folder is None and kit.codes(built) == ["LX-B210"]
