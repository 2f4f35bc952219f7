"""Twins: files that are the same twice, or nearly, side by side, and what becomes of each.

Owns which files stand beside which (what intake saw, in both directions), how the pair is shown, and the steps that
follow from "this one", "that one" or "both". Chooses nothing itself: where a doubt is left nothing is preselected, and
what was handed in stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.responses import Response
from starlette.routing import Route

from lexcollect.findings import Refused, Where, finding, shown
from lexcollect.formats.kinds import Status
from lexcollect.intake.origin import About
from lexcollect.layout import CATALOGUE
from lexcollect.matter.desk.steps import Lined
from lexcollect.review import exhibits
from lexcollect.review.html import tile
from lexcollect.review.keys import key_of
from lexcollect.review.leaving import watched
from lexcollect.wording import say, text

if TYPE_CHECKING:
    from starlette.requests import Request

    from lexcollect.intake.register import Seen
    from lexcollect.matter.desk.draft import Desk
    from lexcollect.review.app import Review
    from lexcollect.review.forms import Form
    from lexcollect.review.painting import Original
    from lexcollect.sheets.rows import Lines, Row

#: Pixels of the longer side of a page beside its twin; so many pages are shown.
_SIDE, _PAGES = 1000, 60
#: Which of two is handed in.
ANSWERS = ("left", "right", "both")
_SIDES = ("left", "right")


class Twin(NamedTuple):
    """Two files that may be one: the one intake would keep, the other, and why (``same``, ``alike`` …)."""

    left: str
    right: str
    why: str


def twins_of(seen: Mapping[str, Seen]) -> dict[str, list[Twin]]:
    """Return for each file the pairs it belongs to, by its name."""
    found: dict[str, list[Twin]] = {}
    for name, one in seen.items():
        for twin in _of(name, one):
            if twin.left in seen:
                for side in (twin.left, twin.right):
                    found.setdefault(side, []).append(twin)
    return found


def _of(name: str, one: Seen) -> Iterator[Twin]:
    if one.twin and one.status is Status.DUPLICATE:
        yield Twin(one.twin, name, "same")
    elif one.twin and one.status is Status.BROKEN:
        yield Twin(one.twin, name, "broken")
    elif one.twin and About.DRAFT in one.asks:
        yield Twin(one.twin, name, "draft")
    if alike := one.facts.get("alike", ""):
        yield Twin(alike, name, "alike")


def pairs(desk: Desk, row: Row) -> list[Twin]:
    """Return the pairs to which the files of a line belong, in a fixed order."""
    found = twins_of(desk.seen)
    return list(dict.fromkeys(twin for name in row.files for twin in found.get(name, ())))


def key_of_pair(twin: Twin) -> str:
    """Return how a pair is called in the browser: by its files, which stay when its lines become others."""
    return key_of("\n".join(twin))


def routes(review: Review) -> list[Route]:
    """Return the addresses of the pages of twins."""
    page = _Twins(review)
    return [
        Route("/twins/{key}", watched(page.all_of), methods=["GET"]),
        Route("/pair/{pair}/words", watched(page.words), methods=["GET"]),
        Route("/pair/{pair}/{number:int}", watched(page.sheet), methods=["GET"]),
        Route("/pair/{pair}/{number:int}/{side}", watched(page.picture), methods=["GET"]),
        Route("/twins/{key}/{pair}", review.writing(page.answer), methods=["POST"]),
    ]


class _Twins:
    """The pages of twins of one matter."""

    def __init__(self, review: Review) -> None:
        self.review = review

    def all_of(self, request: Request) -> Response:
        key = request.path_params["key"]
        with self.review.turn:
            found = self._row(key)
        if found is None:
            return Response(status_code=404)
        row, twins = found
        counted = [self._counted(twin) for twin in twins]
        with self.review.turn:
            return self.review.page("twins", view=self._view(key, row, twins, counted))

    def sheet(self, request: Request) -> Response:
        """Answer with one page of a pair: what differs in words, and the two pictures."""
        asked = request.path_params
        twin = self._pair(asked["pair"])
        if twin is None or asked["number"] >= _PAGES:
            return Response(status_code=404)
        ends = self._ends(twin)
        if ends is None:
            return self.review.bare("twin_page", view={"why": say("desk.tile.gone")})
        told = [self.review.painting.apart(*two, asked["number"], _SIDE) for two in (ends, ends[::-1])]
        why = next((one.why for one in told if one.why), "")
        view = {
            "why": say(f"desk.tile.{why}") if why else "",
            "told": told[0].told,
            "number": asked["number"],
            "addresses": [f"/pair/{asked['pair']}/{asked['number']}/{side}" for side in _SIDES],
            "names": [shown(twin.left), shown(twin.right)],
        }
        return self.review.bare("twin_page", view=view)

    def picture(self, request: Request) -> Response:
        asked = request.path_params
        twin = self._pair(asked["pair"])
        if twin is None or asked["side"] not in _SIDES or asked["number"] >= _PAGES:
            return Response(status_code=404)
        ends = self._ends(twin)
        if ends is None:
            return _svg(tile("gone"))
        two = ends if asked["side"] == "left" else ends[::-1]
        found = self.review.painting.apart(*two, asked["number"], _SIDE)
        if not found.body:  # a page that only one of the two has
            found = self.review.painting.picture(two[0].path, two[0].kind, asked["number"], _SIDE)
        return Response(found.body, media_type="image/png") if found.body else _svg(tile(found.why, two[0].kind.value))

    def words(self, request: Request) -> Response:
        asked = request.path_params
        twin = self._pair(asked["pair"])
        if twin is None:
            return Response(status_code=404)
        ends = self._ends(twin)
        found = self.review.painting.lines(ends[0].path, ends[1].path) if ends else {}
        return self.review.bare("twin_words", view={"found": found, "names": [shown(twin.left), shown(twin.right)]})

    def answer(self, request: Request, form: Form) -> Response:
        """Take the step that a choice is."""
        asked = request.path_params
        key = asked["key"]
        twin = self._pair(asked["pair"])
        keep = form.one("keep")
        if twin is None or keep not in ANSWERS:
            return self.review.told((finding("LX-W101", row=""),))
        told = self.review.taken(lambda: self.review.desk.take(chosen(self.review.desk, twin, keep)))
        found = self._row(key) or self._row(self._now(twin))
        if found is None:
            return self.review.told((finding("LX-W101", row=""),))
        row, twins = found
        view = self._view(key_of(row.id), row, twins, [{} for _ in twins])
        at = twins.index(twin) if twin in twins else 0
        return self.review.piece("twin_choice", told=told, view=view, twin=view["twins"][at])

    # --- what is shown -------------------------------------------------------------------------------------------

    def _view(self, key: str, row: Row, twins: list[Twin], counted: list[dict[str, Any]]) -> dict[str, Any]:
        from lexcollect.intake.register import registered

        digests = registered(self.review.desk.folder)
        lines = self.review.desk.lines
        rows = {name: one for one in lines.rows for name in one.files}
        return {
            "key": key,
            "title": exhibits.name_of(row),
            "twins": [
                {
                    "pair": key_of_pair(twin),
                    "number": number,
                    "why": say(f"desk.twins.{_why(twin, digests)}"),
                    "sure": twin.why == "same",
                    "sides": [_side(name, rows.get(name)) for name in (twin.left, twin.right)],
                    **more,
                }
                for number, (twin, more) in enumerate(zip(twins, counted, strict=True), 1)
            ],
        }

    def _counted(self, twin: Twin) -> dict[str, Any]:
        """Return how many pages are laid on each other; asks the painter, outside any turn."""
        ends = self._ends(twin)
        if ends is None:
            return {"pages": [0, 0], "sheets": 0, "said": [[], []]}
        pages = [min(self.review.painting.pages(*one), _PAGES) for one in ends]
        if all(pages):
            return {"pages": pages, "sheets": max(pages)}
        # They cannot be laid on each other: each stands there as it is, its pages or its words.
        said = [[] if n else self.review.painting.words(one.path) for n, one in zip(pages, ends, strict=True)]
        return {"pages": pages, "sheets": 0, "said": said}

    # --- small things ----------------------------------------------------------------------------------------------

    def _row(self, key: str) -> tuple[Row, list[Twin]] | None:
        row = exhibits.row_of(self.review.desk, key)
        twins = pairs(self.review.desk, row) if row is not None else []
        return (row, twins) if row is not None and twins else None

    def _pair(self, key: str) -> Twin | None:
        """Return the pair called ``key``, in whatever lines its files stand: what a page has yet to ask for comes."""
        with self.review.turn:
            found = twins_of(self.review.desk.seen)
        return next((twin for pairs_ in found.values() for twin in pairs_ if key_of_pair(twin) == key), None)

    def _now(self, twin: Twin) -> str:
        """Return the key of the line in which a file of the pair stands now."""
        row = _line_of(self.review.desk.lines, twin.right) or _line_of(self.review.desk.lines, twin.left)
        return key_of(row.id) if row is not None else ""

    def _ends(self, twin: Twin) -> tuple[Original, Original] | None:
        with self.review.turn:
            left, right = (self.review.original_named(name) for name in (twin.left, twin.right))
        return (left, right) if left is not None and right is not None else None


def _why(twin: Twin, digests: Mapping[str, str]) -> str:
    if twin.why != "same":
        return twin.why
    one, other = digests.get(twin.left, ""), digests.get(twin.right, "?")
    return "bytes" if one == other else "pixels"


def _side(name: str, row: Row | None) -> dict[str, Any]:
    from lexcollect.sheets.columns import NO, YES

    answer = row.cells.get("submit", "") if row is not None else ""
    state = {YES: "in", NO: "out"}.get(answer, "open")
    number = row.cells.get("number", "") if row is not None else ""
    return {
        "name": shown(name),
        "key": key_of(row.id) if row is not None else "",
        "at": row.files.index(name) if row is not None else 0,
        "state": say(f"desk.twins.is_{state}", number=number),
        "reason": shown(row.cells.get("reason", "")) if row is not None and state == "out" else "",
        "note": shown(row.cells.get("note", "")) if row is not None and state == "in" else "",
    }


def _svg(words: str) -> Response:
    return Response(words, media_type="image/svg+xml")


# --- the steps ---


def chosen(desk: Desk, twin: Twin, keep: str) -> Lined:
    """Return the cells that a choice between two files is; :class:`Refused` where it cannot be done."""
    lines = desk.lines
    rows = [_line_of(lines, name) for name in (twin.left, twin.right)]
    if rows[0] is None or rows[1] is None:
        raise Refused([finding("LX-W101", Where(CATALOGUE), row=twin.left)])
    left, right = rows[0], rows[1]
    if keep == "both":
        return _both((left, right), twin)
    going, staying = (right, left) if keep == "left" else (left, right)
    gone, stays = (twin.right, twin.left) if keep == "left" else (twin.left, twin.right)
    reason = say("desk.twins.reason_same" if twin.why == "same" else "desk.twins.reason_alike", "zh", twin=stays)
    out = (f"file:{gone}", "submit", "否"), (f"file:{gone}", "reason", reason)
    if not exhibits.is_submitted(going):
        return Lined((*_in(staying, going), *_out_of(going, reason)))
    _not_served(desk, going)
    if going.id == staying.id:  # both are files of one exhibit
        return Lined(((going.id, "files", "\n".join(name for name in going.files if name != gone)), *out))
    if exhibits.is_submitted(staying):
        if len(going.files) > 1:
            return Lined(((going.id, "files", "\n".join(name for name in going.files if name != gone)), *out))
        return Lined(_out_of(going, reason))
    # What stays takes the place of what goes: the exhibit keeps its number, and what the case file says of it.
    return Lined(((going.id, "files", "\n".join(stays if name == gone else name for name in going.files)), *out))


def _both(rows: tuple[Row, Row], twin: Twin) -> Lined:
    left, right = rows
    cells = [*_in(left, right), *_in(right, left)]
    for row, other in ((left, twin.right), (right, twin.left)):
        remark = say("desk.twins.note_both", "zh", twin=other)
        note = row.cells.get("note", "")
        if remark not in note and left.id != right.id:
            cells.append((row.id, "note", remark if not note or "待确认" in note else f"{note}；{remark}"))
    return Lined(tuple(cells))


def _in(row: Row, other: Row) -> tuple[tuple[str, str, str], ...]:
    """Return the cells by which a line is handed in, in the group of the other one; none where it is already."""
    if exhibits.is_submitted(row):
        return ()
    group = other.cells.get("group", "") if exhibits.is_submitted(other) else ""
    return ((row.id, "submit", "是"), *(((row.id, "group", group),) if group else ()))


def _out_of(row: Row, reason: str) -> tuple[tuple[str, str, str], ...]:
    return ((row.id, "submit", "否"), (row.id, "reason", reason))


def _not_served(desk: Desk, row: Row) -> None:
    from lexcollect.sheets.edits import bare

    if bare(row.id) in desk.served:
        why = text("desk.served_as", number=desk.served[bare(row.id)])
        raise Refused([finding("LX-W134", Where(CATALOGUE), why=why)])


def _line_of(lines: Lines, name: str) -> Row | None:
    return next((row for row in lines.rows if name in row.files), None)
