"""App: the addresses of the page and what each answers.

Owns the way from a request to the desk and back to HTML, one request at a time for each matter. A step that is refused
is told on the page and changes nothing; GET changes nothing at all. Everything is behind ``guard``.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.formats.kinds import FileKind
from lexcollect.layout import RAW
from lexcollect.matter.desk.draft import Desk
from lexcollect.review import (
    changes,
    chats,
    choosing,
    deciding,
    exhibits,
    listing,
    looked,
    parts,
    phrases,
    speaking,
    timeline,
    turning,
    twins,
    typed,
    undone,
    views,
)
from lexcollect.review.box import box as box_of
from lexcollect.review.box import deadlines
from lexcollect.review.costs_left_out import left_out
from lexcollect.review.doing import Doing
from lexcollect.review.forms import BadForm, Form
from lexcollect.review.frame import Frame
from lexcollect.review.heading import whose
from lexcollect.review.html import Pages, tile
from lexcollect.review.keys import key_of, told_all
from lexcollect.review.leaving import watched
from lexcollect.review.painting import Original, Painting
from lexcollect.review.people import People
from lexcollect.review.proof import ProofPage
from lexcollect.review.proposed import ProposedPage
from lexcollect.review.standing import StandingPage
from lexcollect.review.workings import workings

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from lexcollect.sheets.rows import Row

#: Pixels of the longer side of a tile, of a page, of a page looked at closely.
SIDES = {"tile": 260, "page": 1200, "close": 2200}
#: What is shown of a file of which nothing is known.
_NOTHING: dict[str, Any] = {"pages": 0, "sheets": [], "words": [], "left": 0, "inside": []}
STATIC = Path(__file__).parent / "static"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


class Review:
    """The page of one matter: its desk, its painter, and when it ends.

    ``clock`` tells the moment for journal lines; ``finish`` is called when the person is done.
    """

    def __init__(
        self,
        desk: Desk,
        clock: Callable[[], datetime],
        finish: Callable[[], None],
        painting: Painting | None = None,
        started: tuple[Finding, ...] = (),
    ) -> None:
        self.desk = desk
        self.painting = painting or Painting()
        self._clock = clock
        self._finish = finish
        self._turn = threading.RLock()
        self._pages = Pages()
        self.people = People()
        self._started = started
        self._free: tuple[Callable[[Request], Any], ...] = ()
        self.refusals = typed.Refusals()
        self._doing = Doing(desk, clock, self._pages, self._page, self.people, self._turn)

    def close(self) -> None:
        """End the processes that belong to the page."""
        self._doing.close()
        self.painting.close()

    def app(self) -> ASGIApp:
        """Return the page as an ASGI app, without its guard."""
        gets: dict[str, Callable[[Request], Any]] = {
            "/": self._overview,
            "/evidence": self._evidence,
            "/file/{key}": self._file,
            "/money": self._money,
            "/save": self._save_page,
            "/picture/{key}/{at:int}/{page:int}/{size}": self._picture,
            "/static/{path:path}": self._static,
            "/favicon.ico": self._favicon,
            **self._doing.gets,
        }
        posts: dict[str, Callable[[Request, Form], Response]] = {
            "/move": self._move,
            "/undo": self._undo,
            "/redo": self._redo,
            "/drop": self._drop,
            "/again": self._again,
            "/save": self._save,
            "/undecide/{key}": self._undecide,
            "/who": self._sits,
            "/finish": self._done,
            **self._doing.posts,
        }
        frame = Frame(self.desk, self._page, self._piece, self._taken, self._told, self._turn, self.people)
        places = partial(views.places, self.desk)
        proposed, standing = ProposedPage(frame), StandingPage(frame, self._clock, places, self._doing.gaps.told)
        self._free = (*proposed.free, *standing.free)
        for room in (proposed, ProofPage(frame), standing):
            gets |= room.gets()
            posts |= room.posts()
        gets |= timeline.gets(self.desk, self._page)
        posts |= timeline.posts(self.desk, self._piece, self._clock)
        routes = [Route(path, self._reading(answer), methods=["GET"]) for path, answer in gets.items()]
        routes += [Route(path, self._writing(answer), methods=["POST"]) for path, answer in posts.items()]
        for module in (twins, deciding, looked, chats, speaking, parts, turning, phrases, typed, choosing):
            routes += module.routes(self)
        return Starlette(routes=routes)

    # --- the way in ------------------------------------------------------------------------------------------------

    def _reading(self, answer: Callable[[Request], Any]) -> Callable[[Request], Any]:
        if answer in (self._picture, self._file):
            return watched(answer)  # they take the turn for what they need of the desk: the painter never holds up work
        if answer in (self._static, self._favicon, *self._doing.free, *self._free):
            return answer

        def reading(request: Request) -> Any:
            with self._turn:
                return answer(request)

        return reading

    def _writing(self, answer: Callable[[Request, Form], Response]) -> Callable[[Request], Any]:
        async def writing(request: Request) -> Response:
            from starlette.concurrency import run_in_threadpool

            body = await request.body()
            return await run_in_threadpool(self._done_with, answer, request, body)

        return writing

    def _done_with(self, answer: Callable[[Request, Form], Response], request: Request, body: bytes) -> Response:
        try:
            form = Form(body)
        except BadForm:
            return Response(status_code=400)
        with self._turn:
            exhibits.row_of(self.desk, "")  # how lines are called now is known after the step too
            try:
                return answer(request, form)
            except Refused as refused:  # a file that somebody broke meanwhile: told, whatever was asked
                return self._told(refused.findings)

    # --- pages -----------------------------------------------------------------------------------------------------

    def _overview(self, request: Request) -> Response:
        started, self._started = self._started, ()
        return self._page("overview", told=told_all(started), view=views.overview(self.desk))

    def _evidence(self, request: Request) -> Response:
        found = listing.listed(self.desk, listing.asked(lambda name: request.query_params.get(name, "")))
        return self._page("evidence", view=found)

    def _file(self, request: Request) -> Response:
        key = request.path_params["key"]
        with self._turn:
            row = exhibits.row_of(self.desk, key)
            if row is None:
                return Response(status_code=404)
            originals = [self._original(row, at) for at in range(len(row.files))]
        counted = [self._counted(path, kind) for path, kind in originals]
        with self._turn:
            row = exhibits.row_of(self.desk, key)
            if row is None:
                return Response(status_code=404)
            self.refusals.forget(row.id)
            wanted = listing.asked(lambda name: request.query_params.get(name, ""))
            view = exhibits.one_file(self.desk, row, wanted=wanted)
            for one, found in zip(view["files"], [*counted, *[_NOTHING] * len(row.files)], strict=False):
                one.update(found)
                one.update(turning.pages_of(self.desk, row, one["at"], found["pages"]))
            return self._page("file", view=view)

    def _counted(self, path: Path | None, kind: FileKind) -> dict[str, Any]:
        """Return how many pages a file shows; its sheets, else its words where it has none. Asks outside any turn."""
        if path is None:
            return _NOTHING
        pages, left = self.painting.counted(path, kind)
        sheets = [] if pages else self.painting.sheets(path, kind)
        words = [] if pages or sheets else self.painting.words(path)
        inside = [exhibits.packed(one) for one in self.painting.inside(path, kind)]
        return {"pages": pages, "sheets": sheets, "words": words, "left": left, "inside": inside}

    def _money(self, request: Request) -> Response:
        view = {**workings(self.desk), "left_out": left_out(self.desk), "deadlines": deadlines(self.desk)}
        return self._page("money", view=view)

    def _save_page(self, request: Request) -> Response:
        return self._page("save", view=self._to_save())

    def _to_save(self) -> dict[str, Any]:
        new = views.placed(self.desk, self.desk.check().new_errors) if self.desk.steps else []
        return {
            "changes": changes.changes(self.desk),
            "decisions": views.decisions(self.desk),
            "new_errors": new,
            "conflicts": [],
            "saved": 0,
        }

    def _picture(self, request: Request) -> Response:
        asked = request.path_params
        side = SIDES.get(asked["size"])
        with self._turn:
            row = exhibits.row_of(self.desk, asked["key"])
            path, kind = self._original(row, asked["at"]) if row is not None else (None, FileKind.UNKNOWN)
            stands = turning.standing_of(row, asked["at"]).turn(asked["page"] + 1) if row is not None else 0
        turn = request.query_params.get("turn", str(stands))
        if side is None or turn not in ("0", "90", "180", "270"):
            return Response(status_code=404)
        if path is None:
            return _svg(tile("gone"))
        found = self.painting.picture(path, kind, asked["page"], side, int(turn))
        return Response(found.body, media_type="image/png") if found.body else _svg(tile(found.why, kind.value))

    def _static(self, request: Request) -> Response:
        wanted = (STATIC / request.path_params["path"]).resolve()
        kind = _TYPES.get(wanted.suffix)
        if kind is None or not wanted.is_relative_to(STATIC.resolve()) or not wanted.is_file():
            return Response(status_code=404)
        return Response(wanted.read_bytes(), media_type=kind)

    def _favicon(self, request: Request) -> Response:
        return Response((STATIC / "icon.svg").read_bytes(), media_type="image/svg+xml")

    # --- steps -----------------------------------------------------------------------------------------------------

    def _move(self, request: Request, form: Form) -> Response:
        rows = [row.id for key in form.all_of("row") if (row := exhibits.row_of(self.desk, key)) is not None]
        before = exhibits.row_of(self.desk, form.one("before"))
        group = form.one("group")
        number = int(group) if group.isascii() and group.isdecimal() and len(group) < 4 else 0
        typed = form.one("number").strip()
        if not rows or not (number or typed):
            return self._told((finding("LX-W101", row=""),))
        if typed:
            told = self._taken(lambda: self.desk.place(rows, typed))
        else:
            told = self._taken(lambda: self.desk.move(rows, number, before.id if before else ""))
        found = listing.listed(self.desk, listing.asked(form.one, "shown-"))
        return self._piece("list", told=told, view=found)

    def _undo(self, request: Request, form: Form) -> Response:
        step = self.desk.steps[-1] if self.desk.steps else None
        self._taken(lambda: (self.desk.undo(), ())[1])
        return _anew(more=undone.told(self.desk, step, "undone") if step is not None else {})

    def _redo(self, request: Request, form: Form) -> Response:
        before = len(self.desk.steps)
        self._taken(lambda: (self.desk.redo(), ())[1])
        again = len(self.desk.steps) > before
        return _anew(more=undone.told(self.desk, self.desk.steps[-1], "redone") if again else {})

    def _drop(self, request: Request, form: Form) -> Response:
        self.desk.drop()
        return _anew("/")

    def _again(self, request: Request, form: Form) -> Response:
        self._started = self.desk.read_again().findings
        return _anew("/save")

    def _save(self, request: Request, form: Form) -> Response:
        from lexcollect.matter.writing import Conflicting

        who = form.one("who").strip()
        if who:
            self.people.sits(who)
        if self._doing.making.running:
            return self._piece("save_form", told=told_all((finding("LX-W141"),)), view=self._to_save())
        decided = sum(not one.written for one in self.desk.decisions) + len(self.desk.spoken)
        try:
            written = self.desk.save(self.people.here if who else "", self._clock())
        except Conflicting as conflict:
            met = [changes.conflict(one, self.desk) for one in conflict.conflicts]
            view = self._to_save() | {"conflicts": met}
            return self._piece("save_form", told=told_all(conflict.findings), view=view)
        except Refused as refused:
            return self._piece("save_form", told=told_all(refused.findings), view=self._to_save())
        except OSError as error:
            from lexcollect.system import reason_of

            refusal = finding("LX-A103", Where(Path(str(error.filename or "")).name), reason=reason_of(error))
            return self._piece("save_form", told=told_all((refusal,)), view=self._to_save())
        done = self._to_save() | {"saved": len(written.differences) + decided}
        return self._piece("save_form", told=told_all(written.findings), view=done)

    def _undecide(self, request: Request, form: Form) -> Response:
        """Take back one decision on a proposed fact, and lead to the fact, which waits again."""
        key = request.path_params["key"]
        step = next((one for one in self.desk.decisions if views.decision_key(one) == key), None)
        if step is None:
            return self._told((finding("LX-W101", row=""),))
        try:
            self.desk.take_back(step)
        except Refused as refused:
            return self._piece("save_form", told=told_all(refused.findings), view=self._to_save())
        fact = key_of(step.id)
        return _anew(f"/proposed?of={fact}#of-{fact}", redirect=True)

    def _sits(self, request: Request, form: Form) -> Response:
        """Take the name of who works here: a field of the page, no change of the matter."""
        self.people.sits(form.one("who"))
        return self.bare("who", **self.people.shown())

    def _done(self, request: Request, form: Form) -> Response:
        self._finish()
        self.painting.close()  # what was asked for on the page that is over ends too
        return HTMLResponse(self._pages.render("done", {"steps": len(self.desk.steps)}))

    # --- small things ----------------------------------------------------------------------------------------------

    def _taken(self, doing: Callable[[], tuple[Finding, ...]]) -> list[dict[str, str]]:
        """Do a step; return what is told of it, which is why it was refused where it was."""
        try:
            return told_all(doing())
        except Refused as refused:
            return told_all(refused.findings)

    # --- what the modules of single pages answer with ----------------------------------------------------------------

    @property
    def turn(self) -> threading.RLock:
        """The turn of the desk: whoever looks at it or changes it holds it; nobody who asks the painter does."""
        return self._turn

    def reading(self, answer: Callable[[Request], Any]) -> Callable[[Request], Any]:
        """Return ``answer`` as it is asked, in its turn."""
        return self._reading(answer)

    def writing(self, answer: Callable[[Request, Form], Response]) -> Callable[[Request], Any]:
        """Return ``answer`` as it is called with a form, in its turn."""
        return self._writing(answer)

    def page(self, name: str, **values: Any) -> Response:
        """Return the page ``name`` with the box beside it."""
        return self._page(name, **values)

    def piece(self, name: str, **values: Any) -> Response:
        """Return a piece of a page, with the box beside it and what is told."""
        return self._piece(name, **values)

    def bare(self, name: str, **values: Any) -> Response:
        """Return a piece of a page that changes nothing beside it."""
        return HTMLResponse(self._pages.render(name, values))

    def told(self, found: tuple[Finding, ...]) -> Response:
        """Return findings alone; the page stays as it is."""
        return self._told(found)

    def only_told(self, told: list[dict[str, str]]) -> Response:
        """Return what was told of a step that changed nothing; the page stays as it is."""
        values = {"told": told, "box": box_of(self.desk), "piece": ""}
        return HTMLResponse(self._pages.render("piece", values), headers={"HX-Reswap": "none"})

    def taken(self, doing: Callable[[], tuple[Finding, ...]]) -> list[dict[str, str]]:
        """Do a step and return what is told of it."""
        return self._taken(doing)

    def original_named(self, name: str) -> Original | None:
        """Return a file of the material by its name; nothing where it is no plain file there."""
        lines = exhibits.lines_of(self.desk)
        row = next((one for one in lines.rows if name in one.files), None) if lines else None
        path, kind = self._original(row, row.files.index(name)) if row is not None else (None, FileKind.UNKNOWN)
        return None if path is None else Original(path, kind)

    def _original(self, row: Row, at: int) -> tuple[Path | None, FileKind]:
        """Return a file of a row and what it is; nothing where it is no plain file of the material."""
        if not 0 <= at < len(row.files) or row.files[at] not in self.desk.seen:
            return None, FileKind.UNKNOWN
        name = row.files[at]
        raw = self.desk.folder / RAW
        path = raw / name
        parts = [raw, *(raw.joinpath(*Path(name).parts[: n + 1]) for n in range(len(Path(name).parts)))]
        if ".." in Path(name).parts or any(part.is_symlink() for part in parts) or not path.is_file():
            return None, FileKind.UNKNOWN
        return path, self.desk.seen[name].kind

    def _page(self, name: str, **values: Any) -> Response:
        given = {"told": [], **self.people.shown(), **values}
        own = {"box": box_of(self.desk), "page": name, "matter": self.desk.folder.name, "whose": whose(self.desk)}
        return HTMLResponse(self._pages.render(name, {**given, **own}))

    def _piece(self, name: str, **values: Any) -> Response:
        """Return a piece of the page, with the box beside it and what is told."""
        refused = any(one["level"] == "error" for one in values["told"])
        body = self._pages.render("piece", {**self.people.shown(), **values, "box": box_of(self.desk), "piece": name})
        return HTMLResponse(body, headers={"X-Refused": "1"} if refused else {})

    def _told(self, found: tuple[Finding, ...]) -> Response:
        values = {"told": told_all(found), "box": box_of(self.desk), "piece": ""}
        return HTMLResponse(self._pages.render("piece", values), headers={"HX-Reswap": "none"})


def _anew(path: str = "", redirect: bool = False, more: Mapping[str, str] = MappingProxyType({})) -> Response:
    """Tell the page to load itself, or another one, anew; ``redirect``: at a place of it; ``more`` is told with it."""
    header = {"HX-Redirect" if redirect else "HX-Location": path} if path else {"HX-Refresh": "true"}
    return Response(status_code=204, headers={**header, **more})


def _svg(words: str) -> Response:
    return Response(words, media_type="image/svg+xml")
