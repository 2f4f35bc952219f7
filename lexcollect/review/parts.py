"""Parts: the files of one exhibit on its page: in which order, which is taken out, what it becomes part of.

Owns the way from what a person did with the list of files to the cells 文件 and 并入 of the evidence sheet. After a
change the page is loaded anew, since every picture on it is called by the place of its file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from starlette.routing import Route

from lexcollect.findings import finding
from lexcollect.matter.desk.steps import Lined
from lexcollect.review import exhibits
from lexcollect.review.keys import key_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from lexcollect.matter.desk.draft import Desk
    from lexcollect.review.app import Review
    from lexcollect.review.forms import Form
    from lexcollect.sheets.rows import Row

#: So many files of one exhibit are put in order on the page.
MOST = 150


def parts_of(desk: Desk, row: Row) -> dict[str, Any]:
    """Return what can be done with the files of a line: put in order, joined to which exhibits."""
    from lexcollect.sheets.edits import bare, is_item

    held = is_item(row.id) and bare(row.id) in desk.served
    others = [
        {"key": key_of(one.id), "name": exhibits.name_of(one)}
        for one in desk.lines.rows
        if is_item(one.id) and one.id != row.id and bare(one.id) not in desk.served
    ]
    return {
        "can_order": is_item(row.id) and 1 < len(row.files) <= MOST and not held,
        "others": [] if held else others,
    }


def routes(review: Review) -> list[Route]:
    """Return the addresses at which files are put in order and joined."""
    page = _Parts(review)
    return [
        Route("/files/{key}", review.writing(page.ordered), methods=["POST"]),
        Route("/join/{key}", review.writing(page.joined), methods=["POST"]),
    ]


class _Parts:
    """The answers about the files of exhibits of one matter."""

    def __init__(self, review: Review) -> None:
        self.review = review

    def ordered(self, request: Request, form: Form) -> Response:
        """Take the files of an exhibit in the order of the places sent; a place that is missing is taken out."""
        row = exhibits.row_of(self.review.desk, request.path_params["key"])
        places = form.all_of("order")
        if row is None or not all(place.isascii() and place.isdecimal() and len(place) < 5 for place in places):
            return self.review.told((finding("LX-W101", row=""),))
        wanted = [int(place) for place in places]
        if any(place >= len(row.files) for place in wanted):
            return self.review.told((finding("LX-W101", row=""),))
        return self._done(Lined(((row.id, "files", "\n".join(row.files[place] for place in wanted)),)), row)

    def joined(self, request: Request, form: Form) -> Response:
        """Make a file or an exhibit part of another exhibit."""
        row = exhibits.row_of(self.review.desk, request.path_params["key"])
        target = exhibits.row_of(self.review.desk, form.one("target"))
        if row is None or target is None or not target.cells.get("number"):
            return self.review.told((finding("LX-W101", row=""),))
        return self._done(Lined(((row.id, "into", target.cells["number"]),)), target)

    def _done(self, step: Lined, shown: Row) -> Response:
        before = self.review.desk.version
        told = self.review.taken(lambda: self.review.desk.take(step))
        if self.review.desk.version == before:
            return self.review.only_told(told)
        if shown.id != step.cells[0][0]:
            return Response(status_code=204, headers={"HX-Location": f"/file/{key_of(shown.id)}"})
        return Response(status_code=204, headers={"HX-Refresh": "true"})
