"""Typed: what a person types into a field of an exhibit or of a fact, on its way to the draft and back to its field.

Owns the pages of the case file with their steps, and what was refused: the words stay in their field, with the reason
beside it, until they are right or the page is asked for anew. Refuses nothing itself; the desk does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from starlette.routing import Route

from lexcollect.findings import Finding, Refused, finding
from lexcollect.matter.desk.steps import Gone, Lined, New, Typed, grid_named
from lexcollect.records import dataclass
from lexcollect.review import exhibits, facts
from lexcollect.review.keys import key_of, told_all

if TYPE_CHECKING:
    from starlette.requests import Request

    from lexcollect.review.app import Review
    from lexcollect.review.forms import Form
    from lexcollect.sheets.case_grids import Grid

#: So many refused fields are remembered; more are of no person.
MOST = 200


@dataclass(frozen=True)
class Refusal:
    """The words that were refused, and what was told of them."""

    words: str
    told: tuple[dict[str, str], ...]


class Refusals:
    """What was refused of the fields in sight, by the row and the field."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], Refusal] = {}

    def of(self, row: str) -> dict[str, Refusal]:
        """Return what was refused of the fields of ``row``, by field."""
        return {field: one for (there, field), one in self._held.items() if there == row}

    def keep(self, row: str, field: str, refusal: Refusal) -> None:
        """Remember that the words of a field were refused."""
        self._held[(row, field)] = refusal
        while len(self._held) > MOST:
            del self._held[next(iter(self._held))]

    def forget(self, row: str, field: str = "") -> None:
        """Forget what was refused of a field, or of a whole row."""
        self._held = {
            (there, one): held for (there, one), held in self._held.items() if there != row or (field and one != field)
        }


def routes(review: Review) -> list[Route]:
    """Return the addresses of the forms of the case file, and of the cells of an exhibit."""
    page = _Forms(review)
    gets = {"/case": page.case, "/case/{key}": page.table}
    posts = {
        "/cell/{key}": page.cell,
        "/typed/{key}": page.typed,
        "/fact/{key}": page.fact,
        "/gone/{key}": page.gone,
    }
    return [
        *(Route(path, review.reading(answer), methods=["GET"]) for path, answer in gets.items()),
        *(Route(path, review.writing(answer), methods=["POST"]) for path, answer in posts.items()),
    ]


class _Forms:
    """The answers about fields of one matter."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.desk = review.desk

    # --- pages -----------------------------------------------------------------------------------------------------

    def case(self, request: Request) -> Response:
        """Return the list of tables."""
        try:
            return self.review.page("case", view={"tables": facts.tables(self.desk), "unread": []})
        except Refused as refused:
            return self._unread(refused)

    def table(self, request: Request) -> Response:
        """Return one table with its fields."""
        grid = _grid(request)
        if grid is None:
            return Response(status_code=404)
        self.review.refusals.forget(grid.name)
        try:
            return self.review.page("table", view=facts.table(self.desk, grid))
        except Refused as refused:
            return self._unread(refused)

    def _unread(self, refused: Refused) -> Response:
        return self.review.page("case", view={"tables": [], "unread": told_all(refused.findings)})

    # --- steps -----------------------------------------------------------------------------------------------------

    def cell(self, request: Request, form: Form) -> Response:
        """Take cells of an exhibit; the pages stay as they are: no edit waits for the painter."""
        desk, row = self.desk, exhibits.row_of(self.desk, request.path_params["key"])
        if row is None:
            return self._nothing_there()
        cells = form.below("cell-")
        step = Lined(tuple((row.id, key, words) for key, words in cells))

        def take() -> tuple[Finding, ...]:
            if wrong := [one for key, words in cells for one in exhibits.no_choice(key, words, row)]:
                raise Refused(wrong)
            return desk.take(step)

        told = self._take(row.id, dict(cells), take)
        after = desk.lines.row(row.id) or next((one for one in desk.lines.rows if set(row.files) & set(one.files)), row)
        view = exhibits.one_file(desk, after, self.review.refusals.of(row.id))
        return self.review.piece("file_form", told=told, view=view)

    def typed(self, request: Request, form: Form) -> Response:
        """Take one field of a fact."""
        grid = _grid(request)
        if grid is None:
            return self._nothing_there()
        head = next((column.head for column in grid.columns if key_of(column.head) == form.one("head")), "")
        words = "\n".join(form.all_of("words")) if form.one("several") else form.one("words")
        step = Typed(grid.name, form.one("row"), head, words)
        told = self._take(grid.name, {f"{step.row}\n{head}": words}, lambda: self.desk.take(step))
        return self._facts(grid, told)

    def fact(self, request: Request, form: Form) -> Response:
        """Take a new fact; why it was refused stands at its form."""
        grid = _grid(request)
        if grid is None:
            return self._nothing_there()
        heads = {key_of(column.head): column.head for column in grid.columns}
        cells: dict[str, str] = {}
        for key, words in form.below("new-"):
            if key in heads and words.strip():
                cells[heads[key]] = f"{cells[heads[key]]}\n{words}" if heads[key] in cells else words
        step = New(grid.name, tuple(cells.items()), form.one("parent"))
        told = self._take(grid.name, {facts.NEW: ""}, lambda: self.desk.take(step))
        return self._facts(grid, told)

    def gone(self, request: Request, form: Form) -> Response:
        """Take a fact away."""
        grid = _grid(request)
        if grid is None:
            return self._nothing_there()
        row = form.one("row")
        return self._facts(grid, self.review.taken(lambda: self.desk.take(Gone(grid.name, row))))

    def _facts(self, grid: Grid, told: list[dict[str, str]]) -> Response:
        view = facts.table(self.desk, grid, self.review.refusals.of(grid.name))
        return self.review.piece("facts", told=told, view=view)

    def _take(self, row: str, fields: dict[str, str], doing: Callable[[], tuple[Finding, ...]]) -> list[dict[str, str]]:
        """Do a step of some fields; what is refused is remembered beside them."""
        before = self.desk.version
        told = self.review.taken(doing)
        refused = tuple(one for one in told if one["level"] == "error")
        for field, words in fields.items():
            self.review.refusals.forget(row, field)
            if refused and self.desk.version == before:
                self.review.refusals.keep(row, field, Refusal(words, refused))
        return told

    def _nothing_there(self) -> Response:
        return self.review.told((finding("LX-W101", row=""),))


def _grid(request: Request) -> Grid | None:
    from lexcollect.sheets.case_grids import grids

    key: Any = request.path_params["key"]
    name = next((grid.name for grid in grids() if key_of(grid.name) == key), "")
    return grid_named(name) if name else None
