"""Deciding: what must be seen and decided of a file before it is handed in, on its page.

Owns the list of what the original hides and tells besides its pages (read in the painter's process), and the answer
with name and reason. Reads no file itself; what was decided is cells of the evidence sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from starlette.routing import Route

from lexcollect.findings import finding, shown
from lexcollect.formats.kinds import PICTURES
from lexcollect.intake.origin import READ_FOR_CUES
from lexcollect.matter.desk.questions import open_about
from lexcollect.matter.desk.steps import Lined
from lexcollect.review import exhibits
from lexcollect.review.leaving import watched
from lexcollect.review.people import DECIDES
from lexcollect.wording import say

if TYPE_CHECKING:
    from starlette.requests import Request

    from lexcollect.matter.desk.draft import Desk
    from lexcollect.review.app import Review
    from lexcollect.review.forms import Form
    from lexcollect.sheets.rows import Row

#: So many files of one exhibit are looked into.
_FILES = 20
#: Kinds of which it can be told what they hide, or tell besides (a photo: where it was taken).
_READ = READ_FOR_CUES | frozenset(PICTURES)
ANSWERS = {"submit": "是", "leave": "否"}


def decision(desk: Desk, row: Row) -> dict[str, Any]:
    """Return what is asked about the files of a line, and what was decided."""
    asked = open_about(row, desk.seen)
    return {
        "questions": [say(f"intake.ask.{about}") for about in asked],
        "kinds": [say(f"intake.exclude.{about}") for about in asked],
        "by": row.cells.get("by", ""),
        "why": row.cells.get("why", ""),
        "is_in": exhibits.is_submitted(row),
    }


def routes(review: Review) -> list[Route]:
    """Return the addresses of what a file hides, and of the decision on it."""
    page = _Deciding(review)
    return [
        Route("/hidden/{key}", watched(page.hidden), methods=["GET"]),
        Route("/decide/{key}", review.writing(page.decide), methods=["POST"]),
    ]


class _Deciding:
    """The answers about what files hide, of one matter."""

    def __init__(self, review: Review) -> None:
        self.review = review

    def hidden(self, request: Request) -> Response:
        """Answer with what each file of a line hides; asks the painter, outside any turn."""
        with self.review.turn:
            row = exhibits.row_of(self.review.desk, request.path_params["key"])
            if row is None:
                return Response(status_code=404)
            seen = self.review.desk.seen
            wanted = [name for name in row.files if name in seen and seen[name].kind in _READ][:_FILES]
            originals = [(name, self.review.original_named(name)) for name in wanted]
        found = []
        for name, original in originals:
            told = self.review.painting.hidden(original.path, name) if original is not None else {"why": "gone"}
            closed = "why" in told or not told.get("opened", True)
            found.append(
                {
                    "name": shown(name),
                    "hidden": told.get("hidden", ()),
                    "besides": told.get("besides", ()),
                    "closed": closed,
                }
            )
        return self.review.bare("hidden", view={"files": found})

    def decide(self, request: Request, form: Form) -> Response:
        """Record the answer of a person; without name and reason nothing is done."""
        desk = self.review.desk
        row = exhibits.row_of(desk, request.path_params["key"])
        answer = ANSWERS.get(form.one("answer"), "")
        if row is None or not answer:
            return self.review.told((finding("LX-W101", row=""),))
        by, why = form.one("by").strip()[:60], form.one("why").strip()[:500]
        if not by or not why:
            return self.review.told((finding("LX-W070"),))
        self.review.people.typed(DECIDES, by)
        step = Lined(((row.id, "by", by), (row.id, "why", why), (row.id, "submit", answer)))
        told = self.review.taken(lambda: desk.take(step))
        after = desk.lines.row(row.id) or next((one for one in desk.lines.rows if set(row.files) & set(one.files)), row)
        return self.review.piece("file_form", told=told, view=exhibits.one_file(desk, after))
