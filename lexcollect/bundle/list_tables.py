"""List tables: the index (证据目录) and the chronology (证据时间表) as tables for Word and Excel.

Owns what stands in them: the rows of the printed index, taken from the very data it was set from, and the same exhibits
by the day they were made, those without a day last and said so. How a table looks in a program is known elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lexcollect.bundle.fonts import printable
from lexcollect.evidence.items import Catalogue
from lexcollect.records import dataclass
from lexcollect.wording import say

#: Columns of the chronology.
_TIMELINE = ("date", "no", "title", "purpose", "pages")
#: How wide a column is among the others.
WIDTHS = {"no": 7, "title": 24, "kind": 10, "date": 11, "source": 17, "purpose": 34, "count": 6, "pages": 12}
# Those of a chronology of events.
WIDTHS |= {"day": 14, "lane": 9, "event": 27, "exhibits": 29, "doubt": 16}
#: Columns whose cells stand in the middle.
CENTRED = frozenset({"no", "kind", "date", "count", "pages", "day", "lane"})


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading; without one the rows stand by themselves."""

    heading: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list as it is printed: title, lines of the head, columns (key and heading), groups, lines of the foot.

    ``sign`` are the lines for seal and day.
    """

    title: str
    head: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    foot: tuple[tuple[str, str], ...] = ()
    sign: tuple[tuple[str, str], ...] = ()


def index_table(data: Mapping[str, Any]) -> ListTable:
    """Return the index from the ``data`` that its pages were set from."""
    keys = [key for key, _ in data["columns"]]
    groups = tuple(Group(_clean(g["title"]), tuple(_row(row, keys) for row in g["rows"])) for g in data["groups"])
    return ListTable(
        _clean(data["title"]),
        _lines(data["head"]),
        tuple((key, _clean(head)) for key, head in data["columns"]),
        groups,
        _lines(data["foot"]),
        _lines(data["sign"]),
    )


def timeline_table(data: Mapping[str, Any], catalogue: Catalogue) -> ListTable:
    """Return all exhibits of the index by the day they were made (形成日期); those without one stand last."""
    rows = {row["no"]: row for group in data["groups"] for row in group["rows"]}
    dated: list[tuple[str, ...]] = []
    undated: list[tuple[str, ...]] = []
    for item in sorted(catalogue.items, key=lambda item: item.date.isoformat() if item.date else ""):
        (dated if item.date else undated).append(_row(rows[item.no], _TIMELINE))
    unknown = say("binding.undated", "zh")
    last = tuple((unknown, *row[1:]) for row in undated)
    groups = [Group("", tuple(dated))] if dated else []
    if last:
        groups.append(Group(say("binding.undated_heading", "zh", count=len(last)), last))
    columns = tuple((key, say(f"bundle.column_{key}", "zh")) for key in _TIMELINE)
    head = (*_lines(data["head"][:1]), (say("binding.timeline_about", "zh"), say("binding.timeline_order", "zh")))
    return ListTable(say("binding.timeline_title", "zh"), head, columns, tuple(groups))


def _row(row: Mapping[str, Any], keys: Sequence[str]) -> tuple[str, ...]:
    cells = dict(row)
    if row.get("volume"):
        cells["pages"] = say("binding.pages_in_volume", "zh", volume=row["volume"], pages=row["pages"])
    return tuple(_clean(cells[key]) for key in keys)


def _lines(lines: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((_clean(label), _clean(words)) for label, words in lines)


def _clean(words: str) -> str:
    return printable(words)
