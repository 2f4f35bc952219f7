"""Looked: one press says that what is proposed of an exhibit is right, and leads to the next that nobody looked at.

Owns what is still open of a line, and the cells that settle it: the words without their mark 待确认, the day as chosen
by a person, and what the exhibit is as a proof where that person ticks that the original was seen. Refuses to settle
what holds no words yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from starlette.routing import Route

from lexcollect.evidence.items import OPEN
from lexcollect.findings import Finding, Refused, finding
from lexcollect.matter.desk.steps import Lined
from lexcollect.review import exhibits
from lexcollect.wording import language, say

if TYPE_CHECKING:
    from starlette.requests import Request

    from lexcollect.matter.desk.draft import Desk
    from lexcollect.review.app import Review
    from lexcollect.review.forms import Form
    from lexcollect.sheets.rows import Row

#: The mark behind words that a program proposed, and the columns in which it stands.
_MARK = f"（{OPEN}）"
_WORDS = ("title", "source", "purpose")


def open_in(row: Row) -> list[str]:
    """Return the columns of an exhibit in which something is still to be confirmed."""
    return [key for key in (*_WORDS, "date_source") if OPEN in row.cells.get(key, "")]


def lacking(row: Row) -> list[str]:
    """Return the columns that hold no words yet: they cannot be confirmed, only filled in."""
    return [key for key in _WORDS if OPEN in _settled(row, key)]


def _settled(row: Row, key: str) -> str:
    return row.cells.get(key, "").replace(_MARK, "")


def looked(desk: Desk, row: Row) -> dict[str, Any]:
    """Return what the page of an exhibit says of it: whether something is open, and what must be filled in first.

    ``proof`` is what it may be as a proof by its name; nothing where a person has said it.
    """
    is_in = exhibits.is_submitted(row)
    open_ = open_in(row) if is_in else []
    return {
        "submitted": is_in,
        "open": [_head(key) for key in open_],
        "lacking": [_head(key) for key in lacking(row)] if open_ else [],
        "proof": proposed_proof(desk, row) if is_in else "",
    }


def proposed_proof(desk: Desk, row: Row) -> str:
    """Return what the exhibit may be as a proof (证明类型), by the names of its files and its title."""
    from lexcollect.evidence.titles import drafted_proof, proof_in

    if row.cells.get("proof"):
        return ""
    named = (drafted_proof(name, desk.seen[name].kind) for name in row.files if name in desk.seen)
    return next(filter(None, (proof_in(row.cells.get("title", "")), *named)), "")


def _head(key: str) -> str:
    from lexcollect.sheets.columns import BY_KEY

    return BY_KEY[key].head if language() == "zh" else say(f"desk.column.{key}")


def cells_of(row: Row, proof: str = "") -> tuple[tuple[str, str, str], ...]:
    """Return the cells that settle an exhibit, which is ``proof`` as a proof; :class:`Refused` where words lack."""
    if names := lacking(row):
        raise Refused([finding("LX-W144", what=[_head(key) for key in names])])
    cells = [(row.id, key, _settled(row, key)) for key in _WORDS if _MARK in row.cells.get(key, "")]
    if OPEN in row.cells.get("date_source", ""):
        cells.append((row.id, "date", row.cells.get("date", "")))
    return (*cells, (row.id, "proof", proof)) if proof else tuple(cells)


def _settle(desk: Desk, row: Row, proof: str) -> tuple[Finding, ...]:
    cells = cells_of(row, proof)
    return desk.take(Lined(cells)) if cells else ()  # all of it was typed by hand: nothing is left to settle


def next_open(desk: Desk, row: Row) -> str:
    """Return the key of the next exhibit that nobody looked at, behind ``row`` and from the first again."""
    from lexcollect.review.keys import key_of

    rows = [one for one in desk.lines.rows if exhibits.is_submitted(one)]
    at = next((n for n, one in enumerate(rows) if one.id == row.id), -1)
    return next((key_of(one.id) for one in (*rows[at + 1 :], *rows[: max(at, 0)]) if open_in(one)), "")


def routes(review: Review) -> list[Route]:
    """Return the address of the press."""

    def press(request: Request, form: Form) -> Response:
        row = exhibits.row_of(review.desk, request.path_params["key"])
        if row is None:
            return review.told((finding("LX-W101", row=""),))
        before = review.desk.version
        proof = proposed_proof(review.desk, row) if form.one("seen") else ""
        told = review.taken(lambda: _settle(review.desk, row, proof))
        if review.desk.version == before and told:
            return review.piece("file_form", told=told, view=exhibits.one_file(review.desk, row))
        following = next_open(review.desk, row)
        return Response(status_code=204, headers={"HX-Redirect": f"/file/{following}" if following else "/evidence"})

    return [Route("/looked/{key}", review.writing(press), methods=["POST"])]
