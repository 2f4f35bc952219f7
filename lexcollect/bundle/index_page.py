"""The index (证据目录): its words, and how many pages it takes.

Owns the table that stands first in the bundle. Its own pages count, so its length and the numbers it prints
depend on each other: it is set again until they agree. Internal columns (working source, source of a date,
原件/复印件) are not known here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from lexcollect.bundle.manifest import grouped
from lexcollect.bundle.model import Cover
from lexcollect.bundle.typeset import typeset
from lexcollect.cn.dates import long_date
from lexcollect.cn.names import han_ordinal
from lexcollect.evidence.items import Catalogue, Item
from lexcollect.records import dataclass
from lexcollect.wording import say

#: The address a row's link bears until the page it leads to exists.
LINK = "lx-item:"
_TALL_ROW = 700
#: Rows set in one run of the typesetter: each costs it a tenth of a megabyte.
_ROWS_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Index:
    """The index as PDF, in pieces; its number of pages, and each item's first and last page in the whole bundle."""

    pieces: tuple[bytes, ...]
    pages: int
    ranges: Mapping[str, tuple[int, int]]


def make_index(catalogue: Catalogue, counts: Mapping[str, int], cover: Cover, made_on: date, originals: str) -> Index:
    """Return the index for items that have ``counts`` pages each; ``originals`` is the digest printed at its end."""
    pages = 1
    for _ in range(6):
        ranges = page_ranges(catalogue.items, counts, pages)
        whole = _data(catalogue, ranges, pages, cover, made_on, originals)
        made = [typeset("index", data) for data in _pieces(whole)]
        needed = sum(map(_length, made))
        if needed == pages:
            break
        pages = max(pages, needed)  # never shrink again: a length that swings must still come to rest
    return Index(tuple(made), needed, page_ranges(catalogue.items, counts, needed))


def page_ranges(items: Sequence[Item], counts: Mapping[str, int], before: int) -> dict[str, tuple[int, int]]:
    """Return each item's first and last page when ``before`` pages stand in front."""
    ranges, page = {}, before
    for item in items:
        ranges[item.id] = (page + 1, page + counts[item.id])
        page += counts[item.id]
    return ranges


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
        yield say("bundle.exhibit_no", no=item.no), (item.title, item.source, item.purpose)


def _data(
    catalogue: Catalogue,
    ranges: Mapping[str, tuple[int, int]],
    own: int,
    cover: Cover,
    made_on: date,
    originals: str,
) -> dict[str, Any]:
    last = max((r[1] for r in ranges.values()), default=own)
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
                pages=last,
                index=range_words((1, own)),
            ),
        ],
    ]
    groups = [
        {
            "title": group_heading(no, catalogue.group_title(no)),
            "rows": [
                _row(number, item, ranges[item.id]) for number, item in enumerate(catalogue.items) if item.group == no
            ],
        }
        for no in _used(catalogue)
    ]
    day = long_date(cover.submitted_on or made_on)
    return {
        "title": say("bundle.index_title", "zh"),
        "head": head,
        "groups": groups,
        "columns": [say(f"bundle.column_{c}", "zh") for c in ("no", "title", "source", "purpose", "pages")],
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


def _row(number: int, item: Item, pages: tuple[int, int]) -> dict[str, Any]:
    return {
        "no": item.no,
        "title": item.title,
        "source": item.source,
        "purpose": item.purpose,
        "pages": range_words(pages),
        "link": f"{LINK}{number}",
        "breakable": max(len(item.purpose), 2 * len(item.title), 3 * len(item.source)) > _TALL_ROW,
    }


def _length(pdf: bytes) -> int:
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)
