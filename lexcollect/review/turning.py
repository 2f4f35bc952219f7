"""Turning: the pages of a file on its page, turned upright for the reading copy and left out of it.

Owns how each page stands, the addresses at which one is turned, left out or taken back, and the way from there to the
cells 转正 and 略去页 of the evidence sheet. The original stays as it is. Refuses a page that the file does not have,
the last page that is left, and files without pages of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from lexcollect.evidence.paged import (
    EVERY,
    LEFT_OUT,
    TURNED,
    WITH_PAGES,
    BadPages,
    cell_of,
    left_out_of,
    page_words,
    said_of,
    turn_words,
    turns_of,
)
from lexcollect.findings import finding
from lexcollect.formats.limits import MAX_PAGES
from lexcollect.formats.shapes import page_list
from lexcollect.matter.desk.steps import Lined
from lexcollect.records import dataclass
from lexcollect.review import exhibits
from lexcollect.review.keys import key_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from lexcollect.matter.desk.draft import Desk
    from lexcollect.review.app import Review
    from lexcollect.review.forms import Form
    from lexcollect.sheets.rows import Row

#: Quarter turns clockwise of what can be done with a page.
_WAYS = {"right": 1, "left": 3}
_LEAVE, _TAKE = "leave", "take"
#: So many pages of a file are shown.
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """How the pages of one file stand: quarter turns by page (``EVERY``: what is not named), and what is left out."""

    turns: Mapping[int, int]
    left_out: frozenset[int]

    def turn(self, page: int) -> int:
        """Return by how many degrees clockwise a page is turned."""
        return 90 * (self.turns.get(page, self.turns.get(EVERY, 0)) % 4)


_PLAIN = Standing({}, frozenset())


def standing_of(row: Row, at: int) -> Standing:
    """Return how the pages of a file of a line stand; as they lie where the catalogue cannot be read there."""
    try:
        return Standing(
            dict(turns_of(words)) if (words := _said(row, TURNED).get(row.files[at], "")) else {},
            frozenset(left_out_of(words)) if (words := _said(row, LEFT_OUT).get(row.files[at], "")) else frozenset(),
        )
    except (BadPages, IndexError):
        return _PLAIN


def pages_of(desk: Desk, row: Row, at: int, count: int) -> dict[str, Any]:
    """Return the pages of a file as its page shows them, and whether they can be turned and left out."""
    stand = standing_of(row, at)
    out = sorted(page for page in stand.left_out if page <= count)
    return {
        "can_turn": _can(desk, row, at),
        "sheets_of": [_sheet(stand, number) for number in range(min(count, SHOWN))],
        "printed": count - len(out),
        "out": page_list(out),
    }


def routes(review: Review) -> list[Route]:
    """Return the addresses at which pages are turned, left out and taken back."""
    page = _Turning(review)
    return [
        Route("/sheet/{key}/{at:int}/{number:int}", review.writing(page.one), methods=["POST"]),
        Route("/sheets/{key}/{at:int}", review.writing(page.all_of_them), methods=["POST"]),
    ]


class _Turning:
    """The answers about the pages of the files of one matter."""

    def __init__(self, review: Review) -> None:
        self.review = review

    def one(self, request: Request, form: Form) -> Response:
        """Turn one page, leave it out, or take it back."""
        asked = request.path_params
        row, count, what = self._asked(request, form)
        number = asked["number"] + 1
        if row is None or not 1 <= number <= count or what not in (*_WAYS, _LEAVE, _TAKE):
            return self._strange()
        try:
            cells = _one(row, asked["at"], number, count, what)
        except BadPages as bad:
            return self._refused(row, bad)
        return self._done(request, cells, count)

    def all_of_them(self, request: Request, form: Form) -> Response:
        """Turn every page of a file."""
        row, count, what = self._asked(request, form)
        if row is None or what not in _WAYS:
            return self._strange()
        try:
            cells = _every(row, request.path_params["at"], count, _WAYS[what])
        except BadPages as bad:
            return self._refused(row, bad)
        return self._done(request, cells, count)

    def _asked(self, request: Request, form: Form) -> tuple[Row | None, int, str]:
        asked = request.path_params
        row = exhibits.row_of(self.review.desk, asked["key"])
        of = form.one("of")
        count = int(of) if of.isascii() and of.isdecimal() and len(of) < 7 else 0
        if row is None or not 1 <= count <= MAX_PAGES or not _can(self.review.desk, row, asked["at"]):
            return None, 0, ""
        return row, count, form.one("what")

    def _strange(self) -> Response:
        return self.review.told((finding("LX-W101", row=""),))

    def _refused(self, row: Row, bad: BadPages) -> Response:
        return self.review.told((finding(bad.code, **{"file": exhibits.name_of(row), **bad.params}),))

    def _done(self, request: Request, cells: tuple[tuple[str, str, str], ...], count: int) -> Response:
        desk, asked = self.review.desk, request.path_params
        before = desk.version
        told = self.review.taken(lambda: desk.take(Lined(cells)))
        row = exhibits.row_of(desk, asked["key"])
        if desk.version == before or row is None:
            return self.review.only_told(told)
        file = {"at": asked["at"], "pages": count, **pages_of(desk, row, asked["at"], count)}
        return self.review.piece("file_pages", told=told, view={"key": key_of(row.id)}, file=file)


def _can(desk: Desk, row: Row, at: int) -> bool:
    from lexcollect.sheets.edits import bare, is_item

    if desk.read_only or not is_item(row.id) or bare(row.id) in desk.served or not 0 <= at < len(row.files):
        return False
    seen = desk.seen.get(row.files[at])
    return seen is not None and seen.kind in WITH_PAGES


def _sheet(stand: Standing, number: int) -> dict[str, Any]:
    return {"turn": stand.turn(number + 1), "out": number + 1 in stand.left_out}


def _said(row: Row, key: str) -> dict[str, str]:
    return said_of(row.cells.get(key, ""), row.files, row.files[0] if len(row.files) == 1 else "")


def _one(row: Row, at: int, number: int, count: int, what: str) -> tuple[tuple[str, str, str], ...]:
    """Return the cell after something was done with one of ``count`` pages."""
    said, name = _said(row, TURNED if what in _WAYS else LEFT_OUT), row.files[at]
    if what in _WAYS:
        turns = _turns(said.get(name, ""), count)
        turns[number] = (turns.get(number, 0) + _WAYS[what]) % 4
        return _cell(row, TURNED, {**said, name: turn_words(_shortened(turns, count).items())})
    out = set(left_out_of(said[name])) if said.get(name) else set()
    out = out | {number} if what == _LEAVE else out - {number}
    if all(page in out for page in range(1, count + 1)):
        raise BadPages("LX-E143", count=count)
    return _cell(row, LEFT_OUT, {**said, name: page_words(out)})


def _every(row: Row, at: int, count: int, turn: int) -> tuple[tuple[str, str, str], ...]:
    """Return the cell after each of the ``count`` pages of a file was turned by so many quarters."""
    said, name = _said(row, TURNED), row.files[at]
    was = _turns(said.get(name, ""), count)
    turns = {page: (was.get(page, 0) + turn) % 4 for page in range(1, count + 1)}
    return _cell(row, TURNED, {**said, name: turn_words(_shortened(turns, count).items())})


def _turns(words: str, count: int) -> dict[int, int]:
    """Return the turn of each page of a file that is turned."""
    turns = dict(turns_of(words)) if words else {}
    every = turns.pop(EVERY, 0)
    return {page: turns.get(page, every) for page in range(1, count + 1)} if every else turns


def _shortened(turns: Mapping[int, int], count: int) -> Mapping[int, int]:
    """Return turns without naming pages where every page of a file lies the same way."""
    ways = {turns.get(page, 0) for page in range(1, count + 1)}
    return {EVERY: ways.pop()} if len(ways) == 1 else turns


def _cell(row: Row, key: str, said: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    words = "".join(said.values()) if len(row.files) == 1 else cell_of(said)
    return ((row.id, key, words),)
