"""Numbers (编号与页码): which label each page of a package bears, and in which order exhibits stand.

Owns that a page once served (已提交) never moves: the exhibits of an earlier set keep their labels, what is new comes
behind the last page, or is put in behind another exhibit as 12A, 12B; what was withdrawn leaves one sheet that stands
for all its pages. Labels are unique and rise through the package. Before anything is served they are the numbers
1, 2, 3 of the pages themselves. Knows no file; what was served is told by the matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from lexcollect.cn.page_labels import PageLabel, Span, rising, whole
from lexcollect.evidence.items import Item
from lexcollect.records import dataclass, field

#: The key of the index among the segments of a package.
INDEX = ""


@dataclass(frozen=True, slots=True)
class Series:
    """What was served before this package is made, and what kind of package it is.

    ``last`` is the last page served (0: none was); ``kept`` are the labels of served exhibits by stable id, ``index``
    those of the pages in front of the first of them; ``apart`` are served pages that belong to no exhibit (the index of
    a supplement). ``supplement``: only what is new is packed, as the set number ``number`` (补充证据清单（二）).
    ``insert``: what is new is put in at its place in the catalogue instead of behind the last page.
    """

    last: int = 0
    kept: Mapping[str, Span] = field(default_factory=dict)
    index: Span | None = None
    apart: tuple[Span, ...] = ()
    number: int = 1
    supplement: bool = False
    insert: bool = False


#: Nothing was served: pages are counted from 1.
FIRST = Series()


@dataclass(frozen=True, slots=True)
class Placed:
    """Every page of a package in its order.

    ``segments`` are the index, exhibits (by stable id) and, as ``#0``, ``#1`` …, the sheets for what was served apart;
    ``labels`` has a span for each page: more than one label where a sheet stands for several. ``ranges`` are first and
    last page of each segment in the PDF, from 1; ``spans`` its labels. ``grown`` are served exhibits that now have more
    pages than labels, ``torn`` those whose further pages find no free label.
    """

    segments: tuple[str, ...]
    labels: tuple[Span, ...]
    ranges: Mapping[str, tuple[int, int]]
    spans: Mapping[str, Span]
    grown: tuple[str, ...] = ()
    torn: tuple[str, ...] = ()

    def words(self, key: str) -> str:
        """Return the labels of a segment as they are printed: 17–19."""
        return str(self.spans[key])


def place(items: Sequence[Item], counts: Mapping[str, int], index_pages: int, series: Series = FIRST) -> Placed:
    """Return where the index of ``index_pages`` and ``items`` of ``counts`` pages each stand.

    A served exhibit that was withdrawn counts one page: the sheet for all its labels.
    """
    made: dict[str, list[Span]] = {}
    if series.last and not series.supplement:
        made[INDEX] = fitted(index_pages, series.index or Span(PageLabel(1), PageLabel(1)))
        for item in items:
            if item.id in series.kept:
                made[item.id] = fitted(counts[item.id], series.kept[item.id])
        made |= {f"#{number}": [apart] for number, apart in enumerate(series.apart)}
    else:
        made[INDEX] = _counted(series.last, index_pages)
    _add_new(made, items, counts, series)
    order = sorted(made, key=lambda key: made[key][0].first.order)
    labels = [label for key in order for label in made[key]]
    ranges, page = {}, 0
    for key in order:
        ranges[key] = (page + 1, page + len(made[key]))
        page += len(made[key])
    spans = {key: whole(made[key]) for key in order}
    grown = tuple(key for key, kept in series.kept.items() if key in made and len(made[key]) > len(kept.labels()))
    torn = () if rising(labels) else tuple(_torn(order, spans))
    return Placed(tuple(order), tuple(labels), ranges, spans, grown, torn)


def _counted(before: int, pages: int) -> list[Span]:
    return [Span(PageLabel(before + n), PageLabel(before + n)) for n in range(1, pages + 1)]


def fitted(pages: int, kept: Span) -> list[Span]:
    """Return the labels of ``pages`` pages that were served as ``kept``.

    The last of fewer pages stands for all labels that are left; further pages are put in behind the last.
    """
    labels = kept.labels()
    while len(labels) < pages:
        labels.append(labels[-1].inserted)
    singles = [Span(label, label) for label in labels[: pages - 1]]
    return [*singles, Span(labels[pages - 1], labels[-1])]


def _add_new(made: dict[str, list[Span]], items: Sequence[Item], counts: Mapping[str, int], series: Series) -> None:
    """Give labels to the exhibits that were never served."""
    last = max(series.last, made[INDEX][-1].last.number)
    before = INDEX
    for item in items:
        if item.id in made:
            before = item.id
            continue
        base = made[before][-1].last
        if series.insert and base.number < last:
            made[item.id] = _inserted(made, base, counts[item.id])
        else:
            made[item.id] = _counted(last, counts[item.id])
            last += counts[item.id]
        before = item.id


def _inserted(made: Mapping[str, list[Span]], base: PageLabel, pages: int) -> list[Span]:
    """Return labels behind ``base`` and behind everything that was put in there before."""
    behind = (one.last for spans in made.values() for one in spans if one.last.number == base.number)
    label = max(behind, key=lambda one: one.order)
    found = []
    for _ in range(pages):
        label = label.inserted
        found.append(Span(label, label))
    return found


def _torn(order: Sequence[str], spans: Mapping[str, Span]) -> list[str]:
    """Return the segments that reach into the labels of the one behind them."""
    return [one for one, other in pairwise(order) if spans[one].last.order >= spans[other].first.order]
