"""The index (证据目录): its words, and how many pages it takes.

Owns the table that stands first in the bundle. Its own pages count, so its length and the numbers it prints
depend on each other: it is set again until they agree. Internal columns (working source, source of a date,
原件/复印件) are not known here.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from lexcollect.bundle.manifest import grouped
from lexcollect.bundle.model import USUAL, Cover
from lexcollect.bundle.numbers import INDEX, Placed, Series, place
from lexcollect.bundle.supplement import ALONE, Numbering, numbering_rows
from lexcollect.bundle.typeset import typeset
from lexcollect.cn.dates import long_date
from lexcollect.cn.names import han_ordinal
from lexcollect.evidence.collecting import told
from lexcollect.evidence.excerpts import told_of
from lexcollect.evidence.items import Catalogue, Item
from lexcollect.records import dataclass
from lexcollect.wording import say

#: The address a row's link bears until the page it leads to exists.
LINK = "lx-item:"
_TALL_ROW = 700
#: Rows set in one run of the typesetter: each costs it a tenth of a megabyte.
_ROWS_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Shelved:
    """In which volume each exhibit stands: the words for it by the exhibit's id, and how many volumes there are.

    ``linked`` are the exhibits of the volume that is at hand; ``None`` when there is only one.
    """

    words: Mapping[str, str]
    count: int = 1
    linked: Collection[str] | None = None


#: Everything stands in one document.
ONE_VOLUME = Shelved({})


@dataclass(frozen=True, slots=True)
class Index:
    """The index as PDF, in pieces; its number of pages, its title, where every page of the bundle stands, and the
    ``data`` it was set from.
    """

    pieces: tuple[bytes, ...]
    pages: int
    placed: Placed
    title: str
    data: Mapping[str, Any]

    @property
    def ranges(self) -> Mapping[str, tuple[int, int]]:
        """Return each item's first and last page in the PDF."""
        return self.placed.ranges


def make_index(
    catalogue: Catalogue,
    counts: Mapping[str, int],
    cover: Cover,
    made_on: date,
    originals: str,
    numbering: Numbering = ALONE,
    columns: Sequence[str] = USUAL,
    shelve: Callable[[Placed], Shelved] = lambda _: ONE_VOLUME,
) -> Index:
    """Return the index for items that have ``counts`` pages each; ``originals`` is the digest printed at its end.

    ``shelve`` tells in which volume each exhibit stands once its pages are known.
    """
    pages, series = 1, numbering.series
    for _ in range(6):
        placed = place(catalogue.items, counts, pages, series)
        whole = _data(catalogue, placed, cover, made_on, originals, numbering, columns, shelve(placed))
        made = [typeset("index", data) for data in _pieces(whole)]
        needed = sum(map(_length, made))
        if needed == pages:
            break
        pages = max(pages, needed)  # never shrink again: a length that swings must still come to rest
    return Index(tuple(made), needed, place(catalogue.items, counts, needed, series), index_title(series), whole)


def index_title(series: Series) -> str:
    """Return 证据目录, or 补充证据清单（二） of a supplement."""
    if not series.supplement:
        return say("bundle.index_title", "zh")
    number = han_ordinal(series.number) if series.number < 100 else str(series.number)
    return say("bundle.index_title_more", "zh", number=number)


def group_heading(no: int, title: str) -> str:
    """Return 第一组　主体资格."""
    number = han_ordinal(no) if 1 <= no <= 99 else str(no)
    return say("bundle.group", "zh", number=number, title=title)


def range_words(pages: tuple[int, int]) -> str:
    """Return ``5–8``, or ``5`` for a single page."""
    return str(pages[0]) if pages[0] == pages[1] else f"{pages[0]}–{pages[1]}"


def cover_texts(cover: Cover) -> Iterator[tuple[str, str]]:
    """Yield what the head of the index prints of parties and court, each with the place it comes from."""
    for field, text in (
        ("case_title", cover.case_title),
        ("submitter", cover.submitter),
        ("cause", cover.cause),
        ("case_no", cover.case_no),
    ):
        yield say(f"bundle.{field}"), text


def catalogue_texts(catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what is printed of each group and exhibit, with the place it comes from."""
    for group in catalogue.groups:
        yield say("bundle.group_place", no=group.no), (group.title,)
    for item in catalogue.items:
        stated = (words for _, words in told(item.collected))
        yield say("bundle.exhibit_no", no=item.no), (item.title, item.source, item.purpose, *stated)


def _data(
    catalogue: Catalogue,
    placed: Placed,
    cover: Cover,
    made_on: date,
    originals: str,
    numbering: Numbering,
    columns: Sequence[str],
    shelved: Shelved,
) -> dict[str, Any]:
    head = [[say("bundle.head_case", "zh"), cover.case_title]]
    if cover.cause and cover.cause not in cover.case_title:
        head.append([say("bundle.head_cause", "zh"), cover.cause])
    if cover.case_no:
        head.append([say("bundle.head_case_no", "zh"), cover.case_no])
    head += [
        [say("bundle.head_submitter", "zh"), cover.submitter],
        [
            say("bundle.head_extent", "zh"),
            say(
                "bundle.extent",
                "zh",
                groups=len(_used(catalogue)),
                items=len(catalogue.items),
                pages=len(placed.labels),
                index=placed.words(INDEX),
            )
            + (say("binding.extent_volumes", "zh", count=shelved.count) if shelved.count > 1 else ""),
        ],
        *numbering_rows(placed, numbering),
    ]
    day = long_date(cover.submitted_on or made_on)
    return {
        "title": index_title(numbering.series),
        "head": head,
        "groups": _groups(catalogue, placed, shelved, [item.id for item in catalogue.items]),
        "columns": _heads(columns),
        "foot": [
            [
                say("bundle.foot_copies", "zh"),
                say(
                    "bundle.foot_sets_enforcement" if cover.enforcement else "bundle.foot_sets",
                    "zh",
                    sets=cover.sets_to_file,
                    opponents=max(0, cover.opponents),
                ),
            ],
            [say("bundle.foot_digest", "zh"), say("bundle.foot_originals", "zh", digest=grouped(originals))],
        ],
        "sign": [[say("bundle.foot_submitter", "zh"), ""], [say("bundle.foot_date", "zh"), day]],
    }


def part_index(
    catalogue: Catalogue, placed: Placed, shelved: Shelved, ids: Sequence[str], label: str, columns: Sequence[str]
) -> tuple[tuple[bytes, ...], int]:
    """Return the index of a further volume, called ``label``, which holds the exhibits ``ids``; and its pages.

    It has no head, foot or signature of its own: those of the whole index hold for every volume.
    """
    data = {
        "title": say("binding.part_index", "zh", label=label),
        "head": [],
        "groups": _groups(catalogue, placed, shelved, ids),
        "columns": _heads(columns),
        "foot": [],
        "sign": [],
    }
    made = tuple(typeset("index", piece | {"last": False}) for piece in _pieces(data))
    return made, sum(map(_length, made))


def _heads(columns: Sequence[str]) -> list[list[str]]:
    return [[column, say(f"bundle.column_{column}", "zh")] for column in columns]


def _groups(catalogue: Catalogue, placed: Placed, shelved: Shelved, ids: Collection[str]) -> list[dict[str, Any]]:
    """Return the rows of the exhibits ``ids``, group by group."""
    rows: dict[int, list[dict[str, Any]]] = {}
    wanted = set(ids)
    for number, item in enumerate(catalogue.items):
        if item.id in wanted:
            row = _row(number, item, placed.words(item.id), _count(placed.ranges[item.id]))
            row["volume"] = shelved.words.get(item.id, "")
            if shelved.linked is not None and item.id not in shelved.linked:
                row["link"] = ""
            rows.setdefault(item.group, []).append(row)
    return [{"title": group_heading(no, catalogue.group_title(no)), "rows": found} for no, found in rows.items()]


def _pieces(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the index as it is; a very long one in pieces that begin on a page of their own, so that memory is flat."""
    pieces: list[list[dict[str, Any]]] = [[]]
    room = _ROWS_AT_ONCE
    for group in data["groups"]:
        title, rows = group["title"], group["rows"]
        while rows:
            if not room:
                pieces.append([])
                room = _ROWS_AT_ONCE
            pieces[-1].append({"title": title, "rows": rows[:room]})
            title = say("bundle.group_continued", "zh", title=group["title"])
            rows, room = rows[room:], max(0, room - len(rows))
    for number, groups in enumerate(pieces, start=1):
        first, last = number == 1, number == len(pieces)
        outer = {"title": data["title"] if first else "", "head": data["head"] if first else []}
        yield data | outer | {"groups": groups, "last": last}


def _used(catalogue: Catalogue) -> list[int]:
    return list(dict.fromkeys(item.group for item in catalogue.items))


def _count(pages: tuple[int, int]) -> int:
    return pages[1] - pages[0] + 1


def _row(number: int, item: Item, pages: str, count: int) -> dict[str, Any]:
    title, purpose = item.title, item.purpose
    if not item.withdrawn and (cut := told_of(item)):
        title = f"{title}（{cut}）"
    if item.withdrawn:
        title = say("bundle.withdrawn_title", "zh", title=title)
        purpose = say("bundle.withdrawn_row", "zh", day=long_date(item.withdrawn.day))
    return {
        "no": item.no,
        "title": title,
        "kind": item.kind,
        "date": item.date.isoformat() if item.date else "",
        "source": item.source,
        "purpose": purpose,
        "count": str(count),
        "pages": pages,
        "link": f"{LINK}{number}",
        "breakable": max(len(purpose), 2 * len(title), 3 * len(item.source)) > _TALL_ROW,
    }


def _length(pdf: bytes) -> int:
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)
