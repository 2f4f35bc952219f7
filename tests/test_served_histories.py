"""Histories of a matter: exhibits come, are handed in, withdrawn, renumbered by mistake, put in between, supplemented.

Whatever happens in whatever order, a number and a page that court and other side have do not move, no label is printed
twice, and nothing is lost. The record goes through its file each time, as it does in a matter.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from lexcollect.bundle.numbers import INDEX, Placed, place
from lexcollect.bundle.supplement import to_pack
from lexcollect.cn.page_labels import PageLabel, Span, rising
from lexcollect.evidence.items import Catalogue, Group, Item, SourceFile, Withdrawn
from lexcollect.evidence.served import Handed, Served, ServedExhibit, ServedSet, read_served, text_of
from lexcollect.evidence.served_checks import check_served
from lexcollect.files import sha256_bytes
from lexcollect.findings import Refused
from lexcollect.matter.serving import numbering_behind

DAY = date(2026, 12, 1)


def _exhibit(id: str, no: str) -> Item:
    group = int(no.split("-")[0])
    digest = sha256_bytes(id.encode())
    file = SourceFile(Path("x"), id, digest, 1, "pdf")
    return Item(id, no, group, id, None, "", "书证", "", "原告", "交货", "有", (file,))


def _order(item: Item) -> tuple[int, int, str]:
    group, _, rest = item.no.partition("-")
    return int(group), int(rest.rstrip("abcdefghijklmnopqrstuvwxyz")), rest.lstrip("0123456789")


class Histories(RuleBasedStateMachine):
    """One matter. ``first`` keeps where each exhibit was handed in first: what must never change."""

    @initialize(pages=st.lists(st.integers(1, 4), min_size=1, max_size=4))
    def begins(self, pages: list[int]) -> None:
        self.items: dict[str, Item] = {}
        self.counts: dict[str, int] = {}
        self.served = Served()
        self.first: dict[str, tuple[str, Span]] = {}
        self.sets = 0
        for count in pages:
            self.comes(1, count)

    @property
    def catalogue(self) -> Catalogue:
        items = tuple(sorted(self.items.values(), key=_order))
        return Catalogue(tuple(Group(n, str(n)) for n in sorted({i.group for i in items})), items, (), "")

    @rule(group=st.integers(1, 3), count=st.integers(1, 4))
    def comes(self, group: int, count: int) -> None:
        """A new exhibit gets the next number of its group that nobody ever had."""
        highest = max((_order(i)[1] for i in self.items.values() if i.group == group), default=0)
        id = f"件{len(self.items)}"
        self.items[id], self.counts[id] = _exhibit(id, f"{group}-{highest + 1}"), count

    @rule(behind=st.integers(0, 30), count=st.integers(1, 3))
    def comes_between(self, behind: int, count: int) -> None:
        """A new exhibit is numbered 3-2a behind 3-2, if nobody has that number."""
        one = sorted(self.items.values(), key=_order)[behind % len(self.items)]
        stem = one.no.rstrip("abcdefghijklmnopqrstuvwxyz")
        taken = {item.no for item in self.items.values()}
        no = next((f"{stem}{c}" for c in "abcdefghijklmnopqrstuvwxyz" if f"{stem}{c}" not in taken), "")
        if no:
            id = f"件{len(self.items)}"
            self.items[id], self.counts[id] = _exhibit(id, no), count

    @precondition(lambda self: self.first)
    @rule(behind=st.integers(0, 5), count=st.integers(1, 2))
    def is_put_in(self, behind: int, count: int) -> None:
        """The same, and the whole set with it between is handed in."""
        self.comes_between(behind, count)
        self.is_packed("insert", 1, hand_in=True)

    @precondition(lambda self: self.first)
    @rule(which=st.integers(0, 30))
    def is_withdrawn(self, which: int) -> None:
        id = sorted(self.first)[which % len(self.first)]
        self.items[id] = replace(self.items[id], withdrawn=Withdrawn(DAY, "不再使用"))

    @precondition(lambda self: self.first)
    @rule(which=st.integers(0, 30), group=st.integers(1, 3))
    def is_renumbered_by_mistake(self, which: int, group: int) -> None:
        """Whoever moves a served number is told; the catalogue is put back."""
        id = sorted(self.first)[which % len(self.first)]
        right = self.items[id]
        self.items[id] = replace(right, no=f"{group}-99", group=group)
        assert "LX-E130" in [one.code for one in check_served(self.catalogue, self.served) if one.stops]
        new = _exhibit("冒用", right.no)
        wrong = replace(self.catalogue, items=(*self.catalogue.items, new))
        assert "LX-E131" in [one.code for one in check_served(wrong, self.served) if one.stops]
        del self.items[id]
        assert "LX-E132" in [one.code for one in check_served(self.catalogue, self.served) if one.stops]
        self.items[id] = right

    @rule(kind=st.sampled_from(["whole", "insert", "supplement"]), index=st.integers(1, 3), hand_in=st.booleans())
    def is_packed(self, kind: str, index: int, hand_in: bool) -> None:
        """A package is made, and perhaps handed in."""
        supplement = kind == "supplement"
        if supplement and (not self.first or set(self.items) == set(self.first)):
            return
        assert check_served(self.catalogue, self.served) == []
        series = numbering_behind(self.served, supplement=supplement, insert=kind == "insert").series
        packed = to_pack(self.catalogue, series)
        counts = {i.id: 1 if i.withdrawn else self.counts[i.id] for i in packed.items}
        placed = place(packed.items, counts, index, series)
        if placed.torn:  # the index grew into pages that were put in right behind it: refused, never shifted
            assert placed.torn == (INDEX,) and not supplement
            return
        self._sound(placed, packed, supplement=supplement)
        if hand_in:
            self._handed_in(placed, packed, supplement=supplement)

    def _sound(self, placed: Placed, packed: Catalogue, *, supplement: bool) -> None:
        assert rising(placed.labels)
        shown = {item.id for item in packed.items}
        wanted = {id for id, item in self.items.items() if not supplement or id not in self.first}
        assert shown == wanted and shown <= set(placed.segments)
        for id, (_, pages) in self.first.items():
            assert supplement or placed.spans[id] == pages
        if supplement:
            assert placed.labels[0].first == PageLabel(self.served.last + 1)
        else:  # every page that was handed in is accounted for
            held = {n for label in placed.labels for n in range(label.first.number, label.last.number + 1)}
            assert set(range(1, self.served.last + 1)) <= held

    def _handed_in(self, placed: Placed, packed: Catalogue, *, supplement: bool) -> None:
        self.sets += 1
        exhibits = tuple(
            ServedExhibit(i.id, i.no, i.title, placed.spans[i.id], tuple(f.sha256 for f in self.items[i.id].files))
            for i in packed.items
            if not i.withdrawn
        )
        if not exhibits:
            return
        last = max(label.last.number for label in placed.labels)
        made = ServedSet(
            f"v{self.sets}",
            f"{self.sets:064x}",
            supplement,
            (Handed(DAY, "法院"),),
            placed.spans[INDEX],
            last,
            exhibits,
        )
        self.served = read_served(text_of(Served((*self.served.sets, made))).encode(), "已提交.yaml")
        for item in packed.items:
            self.first.setdefault(item.id, (item.no, placed.spans[item.id]))

    @invariant()
    def nothing_that_was_handed_in_moved(self) -> None:
        if not hasattr(self, "first"):
            return
        assert {id: (e.no, e.pages) for id, e in self.served.exhibits.items()} == self.first


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)


WHOLE = text_of(
    Served(
        (
            ServedSet(
                "v1",
                "a" * 64,
                False,
                (Handed(DAY, "法院"),),
                Span(PageLabel(1), PageLabel(1)),
                3,
                (ServedExhibit("合同", "2-1", "合同", Span(PageLabel(2), PageLabel(3)), ("b" * 64,)),),
                "客观原因",
            ),
        )
    )
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("末页: 3", "末页: 99999999"),
        ("末页: 3", "末页: 2"),
        ("末页: 3", "末页: 三"),
        ('"2–3"', '"3–2"'),
        ('"2–3"', '"1–9999999"'),
        ('"2–3"', "[2, 3]"),
        ("v1", "../v1"),
        ("a" * 64, "A" * 63),
        ("b" * 64, "{}"),
        ("全套", "半套"),
        ("2026-12-01", "2026-13-01"),
        ("2026-12-01", "{}"),
        ("提交:", "提交: {}"),
        ('"合同"', '""'),
    ],
)
def test_a_record_altered_at_one_place_is_refused_or_says_what_it_says(old: str, new: str) -> None:
    """A record is read as it was written, or refused with one finding; nothing is guessed."""
    assert read_served(WHOLE.encode(), "x").sets[0].late == "客观原因" and old in WHOLE
    with pytest.raises(Refused) as refused:
        read_served(WHOLE.replace(old, new, 1).encode(), "已提交.yaml")
    assert [one.code for one in refused.value.findings] == ["LX-B219"]
