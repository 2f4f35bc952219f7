"""Hearing: the conversations of a matter, who speaks for whom in each, and the facts that follow beside the papers.

Owns that what a paper proves is not proposed once more from talk about it, and which speakers are to be asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from lexcollect.proposing.finders.calls import calls_in
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.sayings.facts import facts_said
from lexcollect.proposing.sayings.shapes import Origin, Saying, Speaker, Talk
from lexcollect.proposing.sayings.speakers import Who, people_in, who_speaks
from lexcollect.proposing.shapes import Found, Value
from lexcollect.proposing.sides import Sides
from lexcollect.records import dataclass

#: What is kept so that it is not taken for something else: a plain answer is no extension of time.
_IDLE = frozenset({"not.extension"})


@dataclass(frozen=True, slots=True)
class Heard:
    """A conversation and for whom its speakers speak, by their key; who is missing is to be asked for."""

    talk: Talk
    who: Mapping[str, Who]

    def asked(self) -> tuple[Speaker, ...]:
        """Return the speakers nobody knows who said something that counts, the one who said most first."""
        said = {one.speaker for one in self.talk.sayings if counts(one)}
        open_ = [one for one in self.talk.speakers if one.key in said and one.key not in self.who]
        return tuple(sorted(open_, key=lambda one: -one.messages))

    def reason_against(self, one: Saying, sides: Sides) -> tuple[str, ...]:
        """Return why a statement is no candidate, by key; empty where it is one.

        A guard, another category, the wide net; the other side said it; it is quoted, forwarded, taken back.
        """
        known = self.who.get(one.speaker)
        side = sides.side(known.party) if known else ""
        wanted = one.hit.who.value
        reasons = list(one.hit.against)
        if known is not None and not side:
            reasons.append("speaker:nobody")
        elif side and wanted != "either" and (side == "creditor") != (wanted == "creditor"):
            reasons.append("speaker:other")
        if one.origin is not Origin.OWN:
            reasons.append(f"origin:{one.origin}")
        if one.lost:
            reasons.append(f"state:{one.lost}")
        if one.hit.category in _IDLE:
            reasons.append("category:none")
        return tuple(reasons)

    def candidates(self, sides: Sides) -> tuple[Saying, ...]:
        """Return the statements that a person is to look at first."""
        return tuple(one for one in self.talk.sayings if not self.reason_against(one, sides))


def counts(one: Saying) -> bool:
    """Tell whether a statement is a candidate: a rule stands, the words are the speaker's own, and were sent."""
    return not one.hit.against and one.origin is Origin.OWN and not one.lost


def heard(
    papers: Iterable[Paper], case: Mapping[str, Any], sides: Sides, decided: Mapping[str, Who]
) -> dict[str, Heard]:
    """Return the conversations among ``papers`` by their file."""
    people = people_in(case, sides)
    return {
        paper.file: Heard(paper.talk, who_speaks(paper.talk, paper.file, sides, people, decided))
        for paper in papers
        if paper.talk is not None
    }


def called(papers: Iterable[Paper], sides: Sides) -> Iterator[Found]:
    """Yield the calls that notes tell of, where one debtor alone can have been called."""
    if len(sides.debtors) != 1:
        return
    (debtor,) = sides.debtors
    for paper in papers:
        for one in calls_in(paper):
            people = {"recipient": Value(debtor, one.spot)}
            if len(sides.creditors) == 1:
                people["sender"] = Value(next(iter(sides.creditors)), one.spot)
            yield replace(one, people=people)


def said_beside(found: Iterable[Found], talks: Mapping[str, Heard], sides: Sides) -> Iterator[Found]:
    """Yield the facts said in ``talks`` that no paper among ``found`` has: a slip proves more than talk of it."""
    paid = {(one.plain("date"), one.plain("amount")) for one in found if one.group == "payments"}
    agreed = {(one.spot.file, one.plain("date")) for one in found if one.group == "acknowledgements"}
    for file, one in talks.items():
        for fact in facts_said(one.talk, file, one.who, sides):
            if fact.group == "payments" and (fact.plain("date"), fact.plain("amount")) in paid:
                continue
            if fact.group == "acknowledgements" and (file, fact.plain("date")) in agreed:
                continue  # the plan in this mail, read as a paper
            yield fact
