"""Looked: one press says that what is proposed of an exhibit is right, and leads to the next that nobody looked at.

Owns what is still open of a line, all that a press confirms, and the cells that settle it: the words without their
mark 待确认, the day as chosen by a person, whether there is an original, and what the exhibit is as a proof where that
person says so. Refuses to settle what holds no words yet, an original of which nobody said anything, and a file that
cannot be shown where nobody says how it was looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from starlette.routing import Route

from lexcollect.evidence.items import OPEN
from lexcollect.findings import Finding, Refused, finding, shown
from lexcollect.matter.desk.steps import Lined
from lexcollect.review import closed, exhibits
from lexcollect.review.listing import asked_at
from lexcollect.review.typed import Refusal
from lexcollect.wording import language, listed, say

if TYPE_CHECKING:
    from starlette.requests import Request

    from lexcollect.matter.desk.draft import Desk
    from lexcollect.review.app import Review
    from lexcollect.review.forms import Form
    from lexcollect.review.listing import Filter
    from lexcollect.sheets.rows import Row

#: The mark behind words that a program proposed, and the columns in which it stands.
_MARK = f"（{OPEN}）"
#: What is refused at the press stands under this name; columns with words to choose from.
PRESS, _CHOSEN = "press", ("kind", "original", "proof")
_NONE: Mapping[str, Refusal] = MappingProxyType({})
_WORDS = ("title", "source", "purpose")
#: All that a press confirms, in the order in which it is told.
_CONFIRMED = ("title", "date", "kind", "original", "proof", "source", "purpose")


def open_in(row: Row) -> list[str]:
    """Return the columns of an exhibit in which something is still to be confirmed."""
    return [key for key in (*_WORDS, "date_source", "original") if OPEN in row.cells.get(key, "")]


def lacking(row: Row) -> list[str]:
    """Return the columns that hold no words yet: they cannot be confirmed, only filled in."""
    return [key for key in _WORDS if OPEN in _settled(row, key)]


def _settled(row: Row, key: str) -> str:
    return row.cells.get(key, "").replace(_MARK, "")


def looked(desk: Desk, row: Row, refused: Mapping[str, Refusal] = _NONE) -> dict[str, Any]:
    """Return what the page of an exhibit says of it: all that a press confirms, and what must be filled in first.

    ``ask`` is whether the original has to be answered; ``proof`` is what the exhibit may be as a proof by what its file
    says, ``proofs`` what can be chosen where a person has not said it.
    """
    from lexcollect.evidence.items import ORIGINALS
    from lexcollect.law.carriers import carriers
    from lexcollect.review.terms import choice

    is_in = exhibits.is_submitted(row)
    open_ = open_in(row) if is_in else []
    settled = bool(row.cells.get("proof"))
    held = refused.get(PRESS)
    proof = proposed_proof(desk, row) if is_in else ""
    return {
        "submitted": is_in,
        "open": [_head(key) for key in open_],
        "lacking": [_head(key) for key in lacking(row)] if open_ else [],
        "confirms": [_confirmed(row, key) for key in _CONFIRMED] if is_in else [],
        "original_head": _head("original"),
        "ask": is_in and row.cells.get("original") == OPEN,
        "originals": [{"value": one, "name": choice("original", one)} for one in ORIGINALS],
        "closed": [shown(one) for one in closed.closed(desk, row)] if is_in and not closed.is_said(row) else [],
        "hows": [{"value": one, "name": say(f"desk.closed.{one}")} for one in closed.HOWS],
        "proof": proof,
        "proof_name": choice("proof", proof),
        "proofs": []
        if settled or proof or not is_in
        else [{"value": one.zh, "name": choice("proof", one.zh)} for one in carriers().values()],
        "refused": list(held.told) if held is not None else [],
    }


def _confirmed(row: Row, key: str) -> dict[str, Any]:
    """Return one thing that a press confirms: its heading, what stands there without its mark, whether it is open."""
    from lexcollect.review.terms import choice

    words = row.cells.get(key, "")
    open_ = OPEN in words or (key == "date" and OPEN in row.cells.get("date_source", ""))
    said = listed(choice(key, one) for one in _settled(row, key).split("、")) if key in _CHOSEN else _settled(row, key)
    return {"head": _head(key), "value": shown(said if words != OPEN else ""), "open": open_}


def proposed_proof(desk: Desk, row: Row) -> str:
    """Return what the exhibit may be as a proof (证明类型), by what its file says; nothing where a person has said it.

    What a file is called, or an exhibit, proves nothing and proposes nothing.
    """
    from lexcollect.evidence.proposal import proofs_read
    from lexcollect.evidence.titles import proof_by_kind
    from lexcollect.sheets.edits import bare, is_item

    if row.cells.get("proof") or not is_item(row.id):
        return ""
    read = desk.once("proofs_read", lambda: proofs_read((desk.sources.catalogue or b"").decode("utf-8", "replace")))
    kinds = (proof_by_kind(desk.seen[name].kind) for name in row.files if name in desk.seen)
    return read.get(bare(row.id), "") or next(filter(None, kinds), "")


def _head(key: str) -> str:
    from lexcollect.sheets.columns import BY_KEY

    return BY_KEY[key].head if language() == "zh" else say(f"desk.column.{key}")


def cells_of(row: Row, proof: str = "", original: str = "") -> tuple[tuple[str, str, str], ...]:
    """Return the cells that settle an exhibit, which is ``proof`` as a proof and has this ``original``.

    :class:`Refused` where words lack, and where nobody says whether there is an original.
    """
    missing = lacking(row)
    if row.cells.get("original") == OPEN and not original:
        missing.append("original")
    if missing:
        raise Refused([finding("LX-W144", what=[_head(key) for key in missing])])
    cells = [(row.id, key, _settled(row, key)) for key in _WORDS if _MARK in row.cells.get(key, "")]
    if OPEN in row.cells.get("date_source", ""):
        cells.append((row.id, "date", row.cells.get("date", "")))
    if row.cells.get("original") == OPEN:
        cells.append((row.id, "original", original))
    note = row.cells.get("note", "")
    if OPEN in note:  # what stays inside was looked at with the rest: its mark goes, its words stay
        cells.append((row.id, "note", "" if note == OPEN else note.replace(_MARK, "")))
    return (*cells, (row.id, "proof", proof)) if proof else tuple(cells)


def _settle(desk: Desk, row: Row, form: Form) -> tuple[Finding, ...]:
    """Settle an exhibit by what a person said at the press."""
    from lexcollect.evidence.items import ORIGINALS
    from lexcollect.law.carriers import carriers

    seen, chosen = bool(form.one("seen")), form.one("proof")
    named = chosen if chosen in {one.zh for one in carriers().values()} and not row.cells.get("proof") else ""
    proof = proposed_proof(desk, row) if seen and not named else named
    original = form.one("original") if form.one("original") in ORIGINALS else ""
    how, unseen = form.one("how"), [] if closed.is_said(row) else closed.closed(desk, row)
    if unseen and how not in closed.HOWS:
        raise Refused([finding("LX-W150", names=[shown(one) for one in unseen])])
    cells = cells_of(row, proof, original)
    if unseen:
        held = next((words for _, key, words in cells if key == "note"), row.cells.get("note", ""))
        cells = (*(one for one in cells if one[1] != "note"), (row.id, "note", closed.noted(held, how)))
    return desk.take(Lined(cells)) if cells else ()  # all of it was typed by hand: nothing is left to settle


def next_open(desk: Desk, row: Row, wanted: Filter) -> str:
    """Return the key of the next exhibit that nobody looked at, behind ``row`` and from the first again.

    Of those that the filter of the list keeps from which one came.
    """
    from lexcollect.review.keys import key_of
    from lexcollect.review.listing import is_wanted

    rows = [one for one in desk.lines.rows if one.id == row.id or exhibits.is_submitted(one)]
    rows = [one for one in rows if one.id == row.id or is_wanted(one, wanted, desk)]
    at = next((n for n, one in enumerate(rows) if one.id == row.id), -1)
    rest = (*rows[at + 1 :], *rows[: max(at, 0)])
    return next((key_of(one.id) for one in rest if open_in(one) or closed.is_asked(desk, one)), "")


def routes(review: Review) -> list[Route]:
    """Return the address of the press."""

    def press(request: Request, form: Form) -> Response:
        row = exhibits.row_of(review.desk, request.path_params["key"])
        if row is None:
            return review.told((finding("LX-W101", row=""),))
        before = review.desk.version
        review.refusals.forget(row.id, PRESS)
        told = review.taken(lambda: _settle(review.desk, row, form))
        if review.desk.version == before and told:
            review.refusals.keep(row.id, PRESS, Refusal("", tuple(told)))
            refused = review.refusals.of(row.id)
            return review.piece("file_form", told=told, view=exhibits.one_file(review.desk, row, refused))
        wanted = asked_at(request.headers.get("hx-current-url", "")[:2000])
        following = next_open(review.desk, row, wanted)
        behind = f"?{wanted.address}" if wanted.address else ""
        place = f"/file/{following}{behind}" if following else f"/evidence{behind}"
        return Response(status_code=204, headers={"HX-Redirect": place})

    return [Route("/looked/{key}", review.writing(press), methods=["POST"])]
