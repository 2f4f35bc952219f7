"""Listing: the catalogue of a matter on the desk as a list: groups, cards, filters.

Owns what a card says, which cards a filter keeps, and how much of a long list is sent at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.findings import shown
from lexcollect.matter.desk.questions import open_about
from lexcollect.review.closed import is_asked
from lexcollect.review.exhibits import is_submitted, lines_of, problems, title_of
from lexcollect.review.keys import key_of
from lexcollect.review.terms import choice

if TYPE_CHECKING:
    from lexcollect.matter.desk.draft import Desk
    from lexcollect.sheets.rows import Row

#: So many lines of a group, or of the files outside the exhibits, stand on one page of the list.
PAGE = 400
#: What can be looked at alone.
ONLY = ("open", "problem", "undated", "twins", "asked")
#: Groups of the filter beside those of the catalogue: files that wait, files that are left out.
WAITING, LEFT = "waiting", "left"


class Filter(NamedTuple):
    """Which lines are shown: a word in them, one state, one group, one kind, days from ``first`` to ``last``."""

    word: str = ""
    only: str = ""
    group: str = ""
    of_kind: str = ""
    first: str = ""
    last: str = ""
    page: int = 0

    @property
    def address(self) -> str:
        """What stands in the address for it, without the page."""
        return urlencode({key: value for key, value in zip(self._fields[:-1], self[:-1], strict=True) if value})


def asked(given: Callable[[str], str], prefix: str = "") -> Filter:
    """Return the filter that a request asks for; what cannot be meant filters nothing."""
    page = given(f"{prefix}page")
    return Filter(
        given(f"{prefix}word")[:200],
        only if (only := given(f"{prefix}only")) in ONLY else "",
        given(f"{prefix}group")[:10],
        given(f"{prefix}of_kind")[:20],
        _day(given(f"{prefix}first")),
        _day(given(f"{prefix}last")),
        int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 0,
    )


def _day(words: str) -> str:
    try:
        return parse_date(words[:40]).isoformat() if words.strip() else ""
    except BadDate:
        return ""


def listed(desk: Desk, wanted: Filter) -> dict[str, Any]:
    """Return the groups with their exhibits and the files outside them, as far as ``wanted`` keeps them."""
    from lexcollect.evidence.items import EVIDENCE_KINDS
    from lexcollect.matter.desk.moves import members
    from lexcollect.review.twins import twins_of
    from lexcollect.sheets.columns import NO

    lines = lines_of(desk)
    kinds = [(name, choice("kind", name)) for name in ("", *EVIDENCE_KINDS)]
    choices = {"only": ["", *ONLY], "kinds": kinds, "filter": wanted, "address": wanted.address}
    if lines is None:
        return {"none": True, "parts": [], "groups": [], "more": False, "shown": 0, "all": 0, **choices}
    twins = twins_of(desk.seen)
    keep = {row.id for row in lines.rows if _is_wanted(row, wanted, desk, twins)}
    outside = [row for row in lines.rows if row.id in keep and not is_submitted(row)]
    parts: list[tuple[str, str, list[Row]]] = [
        (str(number), title, [row for row in members(lines, number) if row.id in keep])
        for number, title in sorted(lines.groups.items())
    ]
    parts.append((WAITING, "", [row for row in outside if row.cells.get("submit") != NO]))
    parts.append((LEFT, "", [row for row in outside if row.cells.get("submit") == NO]))
    start = wanted.page * PAGE
    return {
        "none": False,
        "groups": sorted(lines.groups.items()),
        "parts": [
            {
                "name": name,
                "title": title,
                "count": len(rows),
                "rows": [card_of(row, desk, twins) for row in rows[start : start + PAGE]],
            }
            for name, title, rows in parts
            if wanted.group in ("", name)
        ],
        "more": any(len(rows) > start + PAGE for _, _, rows in parts),
        "shown": len(keep),
        "all": len(lines.rows),
        **choices,
    }


def asked_at(address: str) -> Filter:
    """Return the filter of an address of the page, as the browser names where it is."""
    given = dict(parse_qsl(urlsplit(address).query))
    return asked(lambda name: given.get(name, ""))


def neighbours(desk: Desk, row: Row, wanted: Filter) -> tuple[str, str, int, int]:
    """Return (before, after, place, count): the lines beside ``row`` among those that a filter keeps.

    A line that it keeps no more (it was looked at meanwhile) stands between those that it does; its place is 0 then.
    """
    from lexcollect.review.twins import twins_of

    rows = desk.lines.rows
    twins = twins_of(desk.seen)
    kept = [one for one in rows if one.id == row.id or not wanted.address or _is_wanted(one, wanted, desk, twins)]
    at = next(n for n, one in enumerate(kept) if one.id == row.id)
    own = not wanted.address or _is_wanted(row, wanted, desk, twins)
    before = key_of(kept[at - 1].id) if at else ""
    after = key_of(kept[at + 1].id) if at + 1 < len(kept) else ""
    return before, after, at + 1 if own else 0, len(kept) - (not own)


def is_wanted(row: Row, wanted: Filter, desk: Desk) -> bool:
    """Tell whether a filter keeps a line."""
    from lexcollect.review.twins import twins_of

    return not wanted.address or _is_wanted(row, wanted, desk, twins_of(desk.seen))


def _is_wanted(row: Row, wanted: Filter, desk: Desk, twins: Mapping[str, Sequence[Any]]) -> bool:
    cells = row.cells
    if wanted.word:
        texts = (cells.get(key, "") for key in ("number", "title", "date", "purpose", "source", "files", "note"))
        if not any(wanted.word.casefold() in text.casefold() for text in texts):
            return False
    if wanted.group and wanted.group != _part_of(row):
        return False
    if wanted.of_kind and wanted.of_kind != cells.get("kind", ""):
        return False
    if (wanted.first or wanted.last) and not (
        cells.get("date", "") and wanted.first <= cells["date"] <= (wanted.last or "9999")
    ):
        return False
    return not wanted.only or _STATES[wanted.only](row, desk, twins)


def _part_of(row: Row) -> str:
    from lexcollect.sheets.columns import NO

    if is_submitted(row):
        return row.cells.get("number", "").partition("-")[0]
    return LEFT if row.cells.get("submit") == NO else WAITING


def is_open(row: Row, desk: Desk) -> bool:
    """Tell whether nobody has looked at a line yet: a text is open, a question unanswered, or nothing decided."""
    from lexcollect.evidence.items import OPEN

    if not is_submitted(row):
        return not row.cells.get("reason")
    return (
        is_asked(desk, row)
        or bool(open_about(row, desk.seen))
        or any(OPEN in row.cells.get(key, "") for key in ("title", "purpose", "source", "date_source"))
    )


#: What each state means, by line, desk and twins.
_STATES: Mapping[str, Callable[[Row, Desk, Mapping[str, Sequence[Any]]], bool]] = {
    "open": lambda row, desk, twins: is_open(row, desk),
    "problem": lambda row, desk, twins: bool(problems(desk, row)),
    "undated": lambda row, desk, twins: is_submitted(row) and not row.cells.get("date"),
    "twins": lambda row, desk, twins: any(name in twins for name in row.files),
    "asked": lambda row, desk, twins: bool(open_about(row, desk.seen)),
}


def asked_outside(desk: Desk) -> int:
    """Return how many files that are no exhibit hold a question that nobody has decided."""
    lines = lines_of(desk)
    rows = lines.rows if lines is not None else ()
    return sum(len(row.files) for row in rows if not is_submitted(row) and open_about(row, desk.seen))


def card_of(row: Row, desk: Desk, twins: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """Return what a card says of a line; ``twins`` are the pairs of each file by its name."""
    from lexcollect.sheets.edits import bare, is_item

    files = [shown(name) for name in row.files]
    return {
        "key": key_of(row.id),
        "number": row.cells.get("number", ""),
        "title": shown(title_of(row)) or (files[0] if files else ""),
        "date": row.cells.get("date", ""),
        "kind_name": choice("kind", row.cells.get("kind", "")),
        "files": files,
        "file": shown(row.files[0].rpartition("/")[2]) if row.files and title_of(row) == row.cells.get("title") else "",
        "problem": problems(desk, row),
        "open": is_open(row, desk),
        "served": desk.served.get(bare(row.id), "") if is_item(row.id) else "",
        "reason": shown(row.cells.get("reason", "")),
        "submit": row.cells.get("submit", ""),
        "twins": len({twin for name in row.files for twin in twins.get(name, ())}),
    }
