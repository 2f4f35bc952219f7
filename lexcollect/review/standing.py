"""Standing: whether the matter may be handed in as it is (可以提交), and what a person does about a finding.

Owns how the reasons stand on the page and where each leads, the record of a decision on a contradiction, the record
that somebody looked at a warning (已看过), and the button of a finding that has one right remedy. What stands against
handing in is told in ``matter.handing_in``, what the papers lack in ``gaps``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from lexcollect.findings import Finding, Refused, changes_sum, finding, shown
from lexcollect.matter.decided_findings import CASE_ITSELF, can_be_seen, contradicts, place_of, seen_by, words_of
from lexcollect.matter.desk.remedies import remedy_of
from lexcollect.matter.desk.steps import New
from lexcollect.matter.handing_in import Against, Ground, against, unseen
from lexcollect.matter.opening import read_parts
from lexcollect.review.closed import closed
from lexcollect.review.exhibits import is_submitted, lines_of, name_of
from lexcollect.review.keys import key_of, message, told
from lexcollect.review.people import DECIDES
from lexcollect.review.saying import said
from lexcollect.review.views import Place
from lexcollect.wording import say

if TYPE_CHECKING:
    from starlette.requests import Request

    from lexcollect.casefile.reviews import Review
    from lexcollect.matter.desk.draft import Desk
    from lexcollect.review.forms import Form
    from lexcollect.review.frame import Frame, Gets, Posts

#: So many names of one reason are in sight.
_NAMES = 8
#: The table of the case file in which decisions stand, and its headings.
_TABLE, _RULE, _PAPER, _WORDS, _BY, _DAY, _WHY = "复核意见", "规则", "文书", "原文", "复核人", "日期", "理由"
_OF = "涉及"


class StandingPage:
    """The list of findings, and what may be done about each."""

    def __init__(
        self,
        frame: Frame,
        clock: Callable[[], datetime],
        places: Callable[[], dict[Finding, Place]],
        papers: Callable[[], dict[str, Any]],
    ) -> None:
        self._frame = frame
        self._desk = frame.desk
        self._clock = clock
        self._places = places
        self._papers = papers

    def gets(self) -> Gets:
        """Return the addresses that show something."""
        return {"/findings": self._findings, "/standing": self._standing}

    @property
    def free(self) -> tuple[Callable[[Request], Response], ...]:
        """Those that read the material, which no other work waits for."""
        return (self._standing,)

    def posts(self) -> Posts:
        """Return the addresses that change something."""
        return {"/settle/{key}": self._settle, "/seen/{key}": self._seen, "/mend/{key}": self._mend}

    def _findings(self, request: Request) -> Response:
        return self._frame.page("findings", view=self._view())

    def _standing(self, request: Request) -> Response:
        if not self._desk.proposed.listed:
            self._desk.proposed.read()
        with self._frame.turn:
            return self._frame.page("standing", view=standing(self._desk, self._papers()))

    def _settle(self, request: Request, form: Form) -> Response:
        one = self._named(request)
        if one is None or not contradicts(one):
            return self._frame.told((finding("LX-W101", row=""),))
        by, why = form.one("by").strip()[:60], form.one("why").strip()[:500]
        if not by or not why:
            return self._after([told(finding("LX-W070"))])
        return self._recorded(one, by, why)

    def _seen(self, request: Request, form: Form) -> Response:
        """Record that somebody looked at a warning; it goes on being told, and other words ask again."""
        one = self._named(request)
        if one is None or not can_be_seen(one):
            return self._frame.told((finding("LX-W101", row=""),))
        by = form.one("by").strip()[:60]
        if not by:
            return self._after([told(finding("LX-W109"))])
        if self._review(one) is not None:
            return self._after([])
        return self._recorded(one, by, form.one("why").strip()[:500] or say("desk.seen.why", "zh"))

    def _recorded(self, one: Finding, by: str, why: str) -> Response:
        self._frame.people.typed(DECIDES, by)
        cells = (
            (_RULE, one.code),
            (_PAPER, CASE_ITSELF),
            (_WORDS, words_of(one)),
            (_BY, by),
            (_DAY, self._clock().date().isoformat()),
            (_WHY, why),
            *(((_OF, place),) if (place := place_of(one, self._desk.parts.case)) else ()),
        )
        return self._after(self._frame.taken(lambda: self._desk.take(New(_TABLE, cells))))

    def _review(self, one: Finding) -> Review | None:
        return seen_by(one, self._desk.parts.case)

    def _mend(self, request: Request, form: Form) -> Response:
        one = self._named(request)
        remedy = remedy_of(self._desk, one) if one is not None else None
        if remedy is None:
            return self._frame.told((finding("LX-W101", row=""),))
        return self._after(self._frame.taken(lambda: self._desk.take(remedy.step)))

    def _after(self, said: list[dict[str, str]]) -> Response:
        return self._frame.piece("findings_list", view=self._view(), told=said)

    def _named(self, request: Request) -> Finding | None:
        key = request.path_params["key"]
        return next((one for one in self._desk.findings if finding_key(one) == key), None)

    def _view(self) -> dict[str, Any]:
        places = self._places()
        ranked = sorted(self._desk.findings, key=self._rank)
        return {
            "findings": [self._one(one, places.get(one) or _of_code(one)) for one in ranked],
            "decider": self._frame.people.proposed(DECIDES),
        }

    def _rank(self, one: Finding) -> int:
        """Return where a finding stands in the list: mistakes, then what changes the sum, then what was looked at."""
        if one.stops or contradicts(one):
            return 0 if one.stops else 1
        if one.informs:
            return 5
        return 4 if self._review(one) is not None else 2 if changes_sum(one.code) else 3

    def _one(self, one: Finding, place: Place) -> dict[str, Any]:
        remedy, review = remedy_of(self._desk, one), self._review(one)
        return {
            **told(said(self._desk, one)),
            "key": finding_key(one),
            "link": place.link,
            "place": place.name or ("" if place.link else told(one)["place"]),
            "grave": contradicts(one),
            "sum": can_be_seen(one) and changes_sum(one.code),
            "see": can_be_seen(one) and review is None,
            "seen": _seen(review) if review is not None else "",
            "mend": shown(str(remedy.told)) if remedy is not None else "",
        }


def _seen(review: Review) -> str:
    """Return who looked at a warning, when, and the note where one was left."""
    if review.why == say("desk.seen.why", "zh"):
        return say("desk.seen.by", by=review.by, day=review.date)
    return say("desk.seen.noted", by=review.by, day=review.date, why=review.why)


def finding_key(one: Finding) -> str:
    """Return how a finding is called in the browser."""
    return key_of(f"{one.code}\n{one.where}\n{one.message('zh')}")


def _of_code(one: Finding) -> Place:
    """Return where a finding without a place is looked at: sums, or the proof of events."""
    if one.code.startswith("LX-D"):
        return Place("/proof", say("desk.proof.title"))
    return Place("/money", say("desk.nav_money")) if one.code.startswith("LX-M") else Place()


def standing(desk: Desk, papers: dict[str, Any]) -> dict[str, Any]:
    """Return whether the draft may be handed in, and the reasons against it with where each leads.

    ``papers`` is what the papers to be filed lack. Ready is what has no reason against it and whole
    papers, as far as that is known.
    """
    unread = desk.proposed.unread
    wait = desk.proposed.listed and desk.proposed.untouched
    try:
        proposals = () if wait else desk.proposed.open().proposals
    except Refused as refused:
        found = [Against(Ground.MISTAKE, finding=one) for one in refused.findings]
    else:
        strict = desk.once("strict", lambda: read_parts(desk.folder, desk.sources)).findings
        found = list(against(desk.findings, desk.parts.catalogue, proposals, strict, unread, desk.parts.case))
    told_here = {one.finding for one in found}
    others = [one for one in unseen(desk.findings, desk.parts.case) if one not in told_here]
    return {
        "ready": not found and papers["clear"],
        "waits": not found and not papers["known"],
        "papers": papers,
        "unsaved": bool(desk.steps),
        "reasons": [_reason(desk, one) for one in found],
        "others": len(others),
        "placeholders": _placeholders(desk),
    }


def _placeholders(desk: Desk) -> list[dict[str, str]]:
    """Return the exhibits with a file that cannot be shown: the package has a page without its content."""
    lines = lines_of(desk)
    rows = [row for row in lines.rows if is_submitted(row) and closed(desk, row)] if lines else []
    return [{"name": name_of(row), "link": f"/file/{key_of(row.id)}"} for row in rows]


def _reason(desk: Desk, one: Against) -> dict[str, Any]:
    names, lines = one.names, lines_of(desk)
    links: list[dict[str, str]] = []
    if one.ground in (Ground.QUESTION, Ground.UNLISTED) and lines is not None:
        rows = {name: row for row in lines.rows for name in row.files}
        links = [{"name": shown(n), "link": f"/file/{key_of(rows[n].id)}"} for n in names[:_NAMES] if n in rows]
    elif one.ground is Ground.OPEN:
        links = [
            {"name": shown(desk.exhibits.shown(id)), "link": f"/file/{key_of(f'item:{id}')}"} for id in names[:_NAMES]
        ]
    where = {
        Ground.RIVAL: "/proposed",
        Ground.UNREAD: "/proposed",
        Ground.EMPTY: "/evidence",
        Ground.OPEN: "/evidence?only=open",
    }
    link = where.get(one.ground, "/evidence?only=open" if names else "")
    if one.finding is not None:
        link = f"/findings#f-{finding_key(one.finding)}"
    return {
        "ground": one.ground.value,
        "what": _what(desk, one),
        "link": link,
        "links": links,
        "more": max(0, len(names) - _NAMES),
    }


def _what(desk: Desk, one: Against) -> str:
    if one.finding is None:
        return say(f"desk.against.{one.ground}", count=one.count)
    words = message(said(desk, one.finding))
    return say("desk.against.sum", what=words) if one.ground is Ground.SUM else words
