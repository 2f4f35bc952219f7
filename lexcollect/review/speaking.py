"""Speaking: for whom the speakers of a chat speak, decided on its page.

Owns who is shown with what hints at a party, and the way from a choice to a step of the draft. Guesses nobody; what is
read from their words follows by the rules of ``proposing``, as after a decision on the terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from starlette.routing import Route

from lexcollect.findings import Refused, finding, shown
from lexcollect.matter.desk.spoken import Spoken
from lexcollect.review import exhibits
from lexcollect.review.html import Kept
from lexcollect.review.keys import key_of
from lexcollect.wording import say

if TYPE_CHECKING:
    from starlette.requests import Request

    from lexcollect.proposing.gathering import Gathered
    from lexcollect.proposing.sayings.hearing import Heard
    from lexcollect.proposing.sayings.shapes import Speaker
    from lexcollect.review.app import Review
    from lexcollect.review.forms import Form

#: Characters of a name and of a ground.
_NAME, _GROUND = 60, 300


def routes(review: Review) -> list[Route]:
    """Return the addresses of the speakers of a chat."""
    page = _Speakers(review)
    return [
        Route("/speakers/{key}/{at:int}", page.shown, methods=["GET"]),
        Route("/speakers/{key}/{at:int}", review.writing(page.decided), methods=["POST"]),
    ]


class _Speakers:
    """The answers about the speakers of one matter."""

    def __init__(self, review: Review) -> None:
        self.review = review

    def shown(self, request: Request) -> Response:
        """Answer with the speakers of a chat; the material is read outside any turn."""
        self.review.desk.proposed.read()
        with self.review.turn:
            view = self._view(request)
            if view is None:
                return Response(status_code=404)
            return self.review.bare("speakers", view=view, read_only=self.review.desk.read_only)

    def decided(self, request: Request, form: Form) -> Response:
        """Take a decision on one speaker."""
        found = self._heard(request)
        if found is None:
            return self.review.told((finding("LX-W101", row=""),))
        file, heard, got = found
        one = next((each for each in heard.talk.speakers if key_of(each.key) == form.one("speaker")), None)
        party = form.one("party")
        if one is None or (party and party not in _parties(got)):
            return self.review.told((finding("LX-W101", row=""),))
        person, ground = (
            (form.one("person").strip()[:_NAME], form.one("ground").strip()[:_GROUND]) if party else ("", "")
        )
        step = Spoken(_kept_as(file, one), "、".join(one.names), party, person, ground)
        told = self.review.taken(lambda: self.review.desk.take(step))
        return self.review.piece("speakers", told=told, view=self._view(request), read_only=self.review.desk.read_only)

    def _heard(self, request: Request) -> tuple[str, Heard, Gathered] | None:
        desk, at = self.review.desk, request.path_params["at"]
        row = exhibits.row_of(desk, request.path_params["key"])
        if row is None or not 0 <= at < len(row.files):
            return None
        try:
            got = desk.proposed.open().gathered
        except Refused:
            return None
        heard = got.talks.get(row.files[at]) if got is not None else None
        return None if got is None or heard is None else (row.files[at], heard, got)

    def _view(self, request: Request) -> dict[str, Any] | None:
        asked = request.path_params
        if exhibits.row_of(self.review.desk, asked["key"]) is None:
            return None
        here = f"/speakers/{asked['key']}/{asked['at']}"
        found = self._heard(request)
        if found is None:
            return {"here": here, "speakers": [], "parties": []}
        _, heard, got = found
        return {
            "here": here,
            "speakers": [_told(one, heard) for one in heard.talk.speakers],
            "parties": [Kept(one) for one in _parties(got)],
        }


def _parties(got: Gathered) -> tuple[str, ...]:
    return (*sorted(got.sides.debtors), *sorted(got.sides.sureties), *sorted(got.sides.creditors))


def _kept_as(file: str, one: Speaker) -> str:
    from lexcollect.proposing.sayings.speakers import decided_as

    return decided_as(file, one)


def _told(one: Speaker, heard: Heard) -> dict[str, Any]:
    from lexcollect.proposing.sayings.speakers import Sign

    who = heard.who.get(one.key)
    hint = say(f"proposing.said.by.{who.sign}", party=who.party, person=who.person) if who is not None else ""
    decided = who is not None and who.sign is Sign.DECIDED
    return {
        "key": key_of(one.key),
        "name": shown("、".join(name for name in one.names if name) or one.key),
        "count": one.messages,
        "hint": shown(hint) if hint else say("desk.speaks.unknown"),
        "decided": decided,
        "party": who.party if who is not None and decided else "",
        "person": Kept(who.person) if who is not None and decided else "",
        "ground": Kept(who.ground) if who is not None and decided else "",
    }
