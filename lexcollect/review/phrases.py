"""Phrases: what an exhibit may be said to prove (证明对象), from the facts that name it.

Owns which sentences are offered and how one is taken; what a fact lets an exhibit prove is said in ``purposes``. The
headings of the matrix of proof are none: 已经付款 says neither who nor when nor how much. Where no fact names the
exhibit none is offered.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from lexcollect.evidence.items import OPEN
from lexcollect.findings import finding
from lexcollect.matter.desk.steps import Lined
from lexcollect.review import exhibits, purposes

if TYPE_CHECKING:
    from starlette.requests import Request

    from lexcollect.casefile.models import Case
    from lexcollect.matter.desk.draft import Desk
    from lexcollect.review.app import Review
    from lexcollect.review.forms import Form
    from lexcollect.sheets.rows import Row

#: So many are offered.
MOST = 8


def routes(review: Review) -> list[Route]:
    """Return the addresses of the phrases of an exhibit."""

    def phrases(request: Request) -> Response:
        with review.turn:
            row = exhibits.row_of(review.desk, request.path_params["key"])
            if row is None:
                return Response(status_code=404)
            view = {"key": request.path_params["key"], "phrases": phrases_for(review.desk, row)}
            return review.bare("phrases", view=view, read_only=review.desk.read_only)

    def take(request: Request, form: Form) -> Response:
        row = exhibits.row_of(review.desk, request.path_params["key"])
        phrase = form.one("phrase").strip()
        if row is None or phrase not in phrases_for(review.desk, row):
            return review.told((finding("LX-W101", row=""),))
        step = Lined(((row.id, "purpose", added(row.cells.get("purpose", ""), phrase)),))
        told = review.taken(lambda: review.desk.take(step))
        return review.piece(
            "file_form", told=told, view=exhibits.one_file(review.desk, review.desk.lines.row(row.id) or row)
        )

    return [
        Route("/phrases/{key}", phrases, methods=["GET"]),
        Route("/phrase/{key}", review.writing(take), methods=["POST"]),
    ]


def phrases_for(desk: Desk, row: Row) -> list[str]:
    """Return what may be said of an exhibit, by the facts that name it; without facts there is nothing to say."""
    from lexcollect.sheets.edits import bare, is_item

    if not is_item(row.id):
        return []
    id = bare(row.id)
    case = desk.parts.case
    found = [] if case is None else list(_of_facts(case, id))
    now = row.cells.get("purpose", "")
    return [one for one in dict.fromkeys(found) if one and one not in now][:MOST]


def _of_facts(case: Case, id: str) -> Iterator[str]:
    for group in purposes.groups():
        for fact in getattr(case, group, ()):
            if group == "contracts":
                yield purposes.of_deposit(fact, id)
            if id in purposes.named(fact):
                yield purposes.said(group, fact, case, id)


def added(now: str, phrase: str) -> str:
    """Return a purpose with ``phrase`` behind what stands there; an open text gives way to it."""
    return phrase if not now.strip() or OPEN in now else f"{now.rstrip('；。')}；{phrase}"
