"""Gaps: what the papers to be filed lack, for the very draft that is on the page (文书还缺的内容).

Owns the run that draws every paper of the draft in a process of its own, and that an answer counts for one state only:
these two files, and this many works done beside them. What is not known for that state is told as not known. The run
waits behind a work that somebody asked for, and nothing of the page waits for it.
"""

from __future__ import annotations

import threading
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from lexcollect.findings import shown
from lexcollect.layout import CASE, CATALOGUE, CATALOGUE_NAME
from lexcollect.matter.making import digests_of
from lexcollect.review.exhibits import in_words
from lexcollect.review.making import Making
from lexcollect.wording import language, say

if TYPE_CHECKING:
    from lexcollect.matter.desk.draft import Desk

#: So many gaps of one paper are in sight; how many there are is told of each.
_SEEN = 6
#: Where a gap is filled whose place nobody knows.
_ANYWHERE = "/case"

#: A state of the draft: the digests of its files, and how many works were begun that write beside them.
State = tuple[Mapping[str, str], int]


class Gaps:
    """What the run said of the draft; ``making`` is what somebody has made, beside which nothing is known.

    ``asked`` is what every run is told: the matter, its day, the language.
    """

    def __init__(
        self, desk: Desk, asked: Callable[[], Mapping[str, str]], turn: threading.RLock, making: Making
    ) -> None:
        self._desk = desk
        self._asked = asked
        self._turn = turn
        self._making = making
        self._looking = Making()
        self._one = threading.Lock()
        self._begun: State | None = None

    def close(self) -> None:
        """End the run."""
        self._looking.stop()

    def look(self) -> bool:
        """Have it looked, unless it is known or somebody's work is being done; tell whether it is known."""
        with self._one:
            with self._turn:
                state, sources = self._state(), self._desk.sources
            if self._outcome(state) is not None:
                return True
            if self._begun != state and not self._making.running:
                self._looking.stop()
                held = {
                    "case": b64encode(sources.case).decode(),
                    "catalogue": None if sources.catalogue is None else b64encode(sources.catalogue).decode(),
                }
                self._begun = state
                self._looking.start("offer", {**self._asked(), **held})
            return False

    def told(self) -> dict[str, Any]:
        """Return what the papers of the draft lack, as the page shows it; asked in the turn of the desk.

        ``known`` is whether the run has answered for the draft as it is now; ``clear`` that it has, and that no paper
        to be filed has a gap.
        """
        outcome = self._outcome(self._state())
        offered = (outcome or {}).get("data", {}).get("offered", [])
        open_ = [one for one in offered if one["readiness"] != "apart" and (one["blanks"] or one["refusals"])]
        lacking = [_paper(self._desk, one) for one in open_ if one["filed"]]
        return {
            "known": outcome is not None,
            "clear": bool(offered) and not lacking,
            "none": outcome is not None and not offered,
            "lacking": lacking,
            "others": [_paper(self._desk, one) for one in open_ if not one["filed"] and one["readiness"] == "lacks"],
            "doubts": sum(len(one["doubts"]) for one in offered if one["filed"]),
        }

    def _state(self) -> State:
        work = self._making.work
        return self._desk.once("digests", lambda: digests_of(self._desk.sources)), work.number if work else 0

    def _outcome(self, state: State) -> Mapping[str, Any] | None:
        """Return what a run said of just this state; nothing where none has, or a work is being done beside it."""
        if self._making.running:
            return None
        mine = self._looking.work
        if self._begun == state and mine is not None and mine.ended in ("done", "fallen"):
            return mine.outcome  # one that fell has said nothing: then the papers are told as not to be made
        return None


def _paper(desk: Desk, one: Mapping[str, Any]) -> dict[str, Any]:
    gaps = list(_gaps(desk, one))
    return {
        "title": one["title"] if language() == "zh" else f"{one['paper'].replace('_', ' ')} {one['title']}",
        "count": len(gaps),
        "barred": one["readiness"] == "barred",
        "gaps": gaps[:_SEEN],
        "more": max(0, len(gaps) - _SEEN),
    }


def _gaps(desk: Desk, one: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Yield what one paper lacks, each with the page on which it is filled in."""
    for words, where in zip(one["blanks"], one["places"], strict=False):
        yield {"words": shown(words) or say("desk.against.papers.blank"), "link": _link(desk, where)}
    for said in one["refusals"]:
        yield {"words": in_words(desk, said["message"]), "link": _link(desk, said["where"])}


def _link(desk: Desk, where: Mapping[str, Any]) -> str:
    from lexcollect.review.lines import FactLines

    if where["file"] in (CATALOGUE, CATALOGUE_NAME):
        return "/evidence"
    if where["file"] != CASE:
        return _ANYWHERE
    return desk.once("fact lines", lambda: FactLines(desk)).at(where["line"])[0] or _ANYWHERE
