"""Doing: papers, packages and comparisons from the page (出文书、出证据包、验包).

Owns what can be asked for, that it is made of what is saved, one thing at a time, and how the outcome is shown. The
work itself is done in the maker's process, by the functions behind the verbs.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from lexcollect.findings import Finding, finding
from lexcollect.layout import CASE, CATALOGUE, CATALOGUE_NAME, PROFILES
from lexcollect.review import outputs, wanted
from lexcollect.review.exhibits import in_words
from lexcollect.review.gaps import Gaps
from lexcollect.review.html import Pages
from lexcollect.review.keys import told_all
from lexcollect.review.lines import FactLines
from lexcollect.review.making import Making, Work
from lexcollect.review.people import DECIDES, FINAL, People
from lexcollect.wording import language, say

if TYPE_CHECKING:
    from lexcollect.matter.desk.draft import Desk
    from lexcollect.review.forms import Form

#: What can be asked for; all but the comparison write in the matter.
WORKS = ("papers", "package", "masked", "serve", "check")
#: The page of each of the two files.
_HOMES = {CASE: "/case", CATALOGUE: "/evidence", CATALOGUE_NAME: "/evidence"}
#: So many changed fields of one paper are in sight; the others open on a click.
_CHANGES = 4


class Doing:
    """The page on which papers and packages of one matter are made."""

    def __init__(
        self,
        desk: Desk,
        clock: Callable[[], datetime],
        pages: Pages,
        page: Callable[..., Response],
        people: People,
        turn: threading.RLock | None = None,
    ) -> None:
        self.making = Making()
        self.looking = Making()
        self._desk = desk
        self._clock = clock
        self._pages = pages
        self._page = page
        self._people = people
        self._turn = turn or threading.RLock()
        self._looked: object = None
        self._writes = False
        self.gaps = Gaps(desk, self._asked, self._turn, self.making)

    @property
    def gets(self) -> dict[str, Callable[[Request], Response]]:
        """What is asked for, by address."""
        return {
            "/do": self._do,
            "/do/work": self._progress,
            "/do/offer": self._offer,
            "/do/gaps": self._gaps,
            "/do/file/{key}": self._file,
        }

    @property
    def free(self) -> tuple[Callable[[Request], Response], ...]:
        """Those that need nothing of the desk, and so no turn."""
        return self._progress, self._file, self._gaps

    @property
    def posts(self) -> dict[str, Callable[[Request, Form], Response]]:
        """What is done, by address."""
        return {"/do/start": self._start, "/do/stop": self._stop}

    def close(self) -> None:
        """End what is being done."""
        self.making.stop()
        self.looking.stop()
        self.gaps.close()

    # --- answers ---------------------------------------------------------------------------------------------------

    def _do(self, request: Request) -> Response:
        self._look()
        return self._page("do", view=self._view())

    def _view(self) -> dict[str, Any]:
        return {
            "work": self._shown(),
            "told": [],
            "unsaved": len(self._desk.differences) if self._desk.steps else 0,
            "profiles": _profiles(self._desk),
            **wanted.view(self._desk),
            **self._offer_view(),
            "outputs": outputs.outputs(self._desk.folder),
            **self._people.shown(),
        }

    def _progress(self, request: Request) -> Response:
        """Tell how far the work is: a line while it runs, the outcome in place of it all when it is over."""
        work = self.making.work
        if work is not None and work.running:
            return self._piece("do_progress", view={"work": _shown(work, [])})
        answer = self._piece("do_done", view=self._work_view())
        answer.headers["HX-Retarget"] = "#work"
        answer.headers["HX-Reswap"] = "innerHTML"
        return answer

    def _work_view(self, *told: str | Finding, **params: Any) -> dict[str, Any]:
        findings = [finding(one, **params) if isinstance(one, str) else one for one in told]
        return {
            "work": self._shown(),
            "told": told_all(findings),
            "outputs": outputs.outputs(self._desk.folder),
            **self._people.shown(),
            "handed": wanted.handed(self._desk),
            "versions": wanted.versions(self._desk),
        }

    def _offer(self, request: Request) -> Response:
        self._look()
        return self._piece("do_offer", view=self._offer_view())

    def _gaps(self, request: Request) -> Response:
        """Have it looked what the papers of the draft lack; once that is known, the standing is told anew."""
        return self._piece("do_gaps", view={"known": self.gaps.look()})

    def _file(self, request: Request) -> Response:
        return outputs.sent(self._desk.folder, request.path_params["key"])

    def _start(self, request: Request, form: Form) -> Response:
        what = form.one("what")
        if what not in WORKS:
            return Response(status_code=404)
        if self._desk.read_only and what != "check":
            return self._piece("do_done", view=self._work_view("LX-W105"))
        if self._desk.steps and self._desk.differences and what != "check":
            return self._piece("do_done", view=self._work_view("LX-W140", count=len(self._desk.differences)))
        names = form.all_of("paper")
        if what == "papers" and not names:
            return self._piece("do_done", view=self._work_view("LX-W143"))
        read, told = wanted.read(self._desk, what, form)
        if told:
            return self._piece("do_done", view=self._work_view(*told))
        if not self.making.start(what, {**self._asked(), "papers": names, "who": self._people.here, **read}):
            return self._piece("do_done", view=self._work_view("LX-W141"))
        if read.get("keep"):
            self._people.typed(DECIDES, read["by"])
        if read.get("final"):
            self._people.typed(FINAL, read["final_by"])
        self._looked = None
        self._writes = what == "serve" or bool(read.get("keep"))
        return self._piece("do_done", view=self._work_view())

    def _stop(self, request: Request, form: Form) -> Response:
        self.making.stop()
        return self._piece("do_done", view=self._work_view())

    # --- inside ----------------------------------------------------------------------------------------------------

    def _asked(self) -> dict[str, str]:
        desk = self._desk
        return {
            "folder": str(desk.folder),
            "as_of": desk.as_of.isoformat(),
            "now": self._clock().isoformat(),
            "lang": language(),
        }

    def _look(self) -> None:
        """Have it looked how each paper stands, once for each state of the saved files and of what was made."""
        work = self.making.work
        if self._writes and not (work is not None and work.running):
            self._writes = False
            self._desk.read_again()  # what was kept, or handed in, stands in the matter now
        seen = (dict(self._desk.base.files), work.number if work else 0)
        if self._looked == seen or (work is not None and work.running):
            return
        self.looking.stop()
        self._looked = seen
        self.looking.start("offer", self._asked())

    def _offer_view(self) -> dict[str, Any]:
        work = self.looking.work
        if work is None or work.running:
            return {"offered": None, "offer_told": []}
        offered = work.outcome.get("data", {}).get("offered", [])
        fallen = [finding("LX-W142", why=say("desk.do.fallen"))] if work.ended == "fallen" else []
        stops = [one for one in work.outcome.get("told", ()) if one["level"] == "error"]
        return {"offered": _stages(offered), "offer_told": self._placed([*stops, *told_all(fallen)])}

    def _shown(self) -> dict[str, Any] | None:
        work = self.making.work
        return None if work is None else _shown(work, self._placed(work.outcome.get("told", ())))

    def _placed(self, told: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
        """Return what was told of the saved files, each with the page on which it is mended.

        Beside unsaved changes the lines are others: then it leads to the page of the file.
        """
        with self._turn:
            desk = self._desk
            facts = None if desk.steps else desk.once("fact lines", lambda: FactLines(desk))
            found = []
            for one in told:
                known = facts is not None and one.get("file") == CASE and one.get("line", "").isdecimal()
                link, name = facts.at(int(one["line"])) if facts is not None and known else ("", "")
                if not link and one.get("file") in _HOMES:
                    link, name = _HOMES[one["file"]], one["place"]
                words = {key: in_words(desk, one[key]) for key in ("message", "remedy")}
                found.append({**one, **words, "link": link, "name": name})
        return found

    def _piece(self, name: str, **values: Any) -> Response:
        box = {"read_only": self._desk.read_only}
        return HTMLResponse(self._pages.render(name, {"told": [], **values, "box": box}))


def _shown(work: Work, told: list[dict[str, str]]) -> dict[str, Any]:
    """Return a piece of work as the page shows it, with what it ``told``."""
    papers = work.outcome.get("data", {}).get("papers", []) if work.ended == "done" else []
    return {
        "what": work.what,
        "running": work.running,
        "ended": work.ended,
        "step": work.step or "starting",
        "seconds": work.seconds,
        "broken": bool(work.outcome.get("broken")),
        "lines": work.outcome.get("lines", []),
        "keep": wanted.kept(work.outcome.get("data", {})) if work.what == "papers" and work.ended == "done" else None,
        "stops": [one for one in told if one["level"] == "error"],
        "looks": [one for one in told if one["level"] == "warning"],
        "notes": [one for one in told if one["level"] == "note"],
        "changed": [
            {
                "title": one["title"],
                "from": (one["changed_from"] or "").rpartition("/")[0].rpartition("/")[2],
                "first": one["changes"][:_CHANGES],
                "more": one["changes"][_CHANGES:],
            }
            for one in papers
            if one["changes"]
        ],
    }


def _stages(offered: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the papers stage by stage as ``draft`` offers them, those of other matters at the end."""
    from lexcollect.documents.register import STAGES

    found = []
    for stage in STAGES:
        mine = [_paper(one) for one in offered if one["stage"] == stage and one["readiness"] != "apart"]
        if mine:
            found.append({"name": say(f"cli.draft.stage.{stage}"), "papers": mine, "apart": False})
    apart = [_paper(one) for one in offered if one["readiness"] == "apart"]
    if apart:
        found.append({"name": say("desk.do.apart", count=len(apart)), "papers": apart, "apart": True})
    return found


def _paper(one: dict[str, Any]) -> dict[str, Any]:
    open_ = [*(say("cli.draft.blank", what=what).strip("● ") for what in one["blanks"])]
    open_ += [said["message"] for said in (*one["refusals"], *one["doubts"])]
    return {
        "id": one["paper"],
        "title": one["title"] if language() == "zh" else f"{one['paper'].replace('_', ' ')} {one['title']}",
        "state": one["readiness"],
        "open": open_,
        "since": one["since"] or "",
        "count": len(one["changes"]),
    }


def _profiles(desk: Desk) -> list[dict[str, str]]:
    """Return the ways of binding that can be chosen; those of the matter only where no link stands in their place."""
    from lexcollect.bundle.profile_files import listed
    from lexcollect.matter.layout import is_link

    own = desk.folder / PROFILES
    rows, _ = listed(None if is_link(own) else own)
    return [{"name": row.name, "title": str(row.title)} for row in rows]
