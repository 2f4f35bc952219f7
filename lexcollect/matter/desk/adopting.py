"""Adopting: a proposed fact that a person takes or refuses, as a step of the draft.

Owns what such a step holds: all that it writes, and the line for the list of decisions, so that it is taken again after
a crash without the material being read. Refuses a fact that somebody entered or changed in between.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.layout import CASE
from lexcollect.matter.writing import Sources, revise
from lexcollect.proposing.decisions import Decided, Verdict
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.matter.deciding import Chosen
    from lexcollect.proposing.shapes import Proposal


@dataclass(frozen=True, slots=True)
class Adopted:
    """A decision on one proposed fact, with what it writes.

    ``at`` is the entry it adds to (its name or place; ``None``: a new one), ``was`` what the entry says now under the
    keys of ``values``; all three are JSON, as the memory of the draft keeps them. ``written`` is the place of the fact;
    nothing is written of one that is refused.
    """

    id: str
    group: str
    at: str
    values: str
    was: str
    exhibits: tuple[str, ...]
    lacking: tuple[str, ...]
    verdict: Verdict
    told: str
    mark: str
    written: str

    def decided(self, by: str, day: date) -> Decided:
        """Return the line for the list of decisions, once somebody answers for it."""
        return Decided(self.id, self.verdict, by, day, self.told, self.mark, self.written)


def adopted(sources: Sources, proposal: Proposal, chosen: Chosen, told: str, mark: str) -> Adopted:
    """Return the step by which ``proposal`` is decided as ``chosen``."""
    from lexcollect.matter.deciding import entry_in

    refused = chosen.verdict is Verdict.REFUSED
    values = {} if refused else chosen.values
    entry = entry_in(sources.case, proposal)
    was = {key: entry.get(key) for key in values}
    return Adopted(
        proposal.id,
        proposal.group,
        _json(proposal.at),
        _json(values),
        _json(was),
        () if refused else proposal.exhibits,
        () if refused else proposal.lacking,
        chosen.verdict,
        told,
        mark,
        "" if refused else chosen.written,
    )


def adopt(step: Adopted, sources: Sources) -> tuple[Sources, tuple[Finding, ...]]:
    """Return the two files after ``step``; :class:`Refused` where the entry says something else by now."""
    from lexcollect.matter.deciding import changes_of, entry_in
    from lexcollect.matter.spelling import in_chinese
    from lexcollect.proposing.shapes import Proposal, Trust

    if step.verdict is Verdict.REFUSED:
        return sources, ()
    at, values, was = json.loads(step.at), json.loads(step.values), json.loads(step.was)
    fact = Proposal(step.id, step.group, at, {}, Trust.LIKELY, (), (), step.exhibits, (), step.lacking)
    entry = entry_in(sources.case, fact)
    if _taken(step.group, at, values, sources) or any(_plain(entry.get(key)) != was.get(key) for key in values):
        raise Refused([finding("LX-I152", Where(CASE), fact=step.told)])
    changes = changes_of(fact, values, entry, chinese=in_chinese(sources.case))
    revision = revise(sources, case=changes)
    return revision.sources, revision.findings


def plain_adopted(step: Adopted) -> dict[str, Any]:
    """Return the step as data for JSON."""
    return {
        "step": "adopted",
        "id": step.id,
        "group": step.group,
        "at": step.at,
        "values": step.values,
        "was": step.was,
        "exhibits": list(step.exhibits),
        "lacking": list(step.lacking),
        "verdict": step.verdict.value,
        "told": step.told,
        "mark": step.mark,
        "written": step.written,
    }


def adopted_from(data: Mapping[str, Any]) -> Adopted:
    """Return the step that ``data`` is; :class:`ValueError`, :class:`KeyError` or :class:`TypeError` for none."""
    words = {key: str(data[key]) for key in ("id", "group", "at", "values", "was", "told", "mark", "written")}
    at = json.loads(words["at"])
    if not (at is None or isinstance(at, (str, int))):
        raise ValueError("no place")
    if not all(isinstance(json.loads(words[key]), dict) for key in ("values", "was")):
        raise ValueError("no values")
    exhibits, lacking = (tuple(str(one) for one in data[key]) for key in ("exhibits", "lacking"))
    return Adopted(**words, exhibits=exhibits, lacking=lacking, verdict=Verdict(data["verdict"]))


def _taken(group: str, at: str | int | None, values: Mapping[str, Any], sources: Sources) -> bool:
    """Tell whether the name of a new fact is another's by now."""
    from lexcollect.casefile.loader import in_english
    from lexcollect.proposing.standing import entries_of

    if at is not None or "id" not in values:
        return False
    entries = entries_of(in_english(sources.case, CASE, as_placed=True), group)
    return any(one.get("id") == values["id"] for one in entries)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _plain(value: Any) -> Any:
    return json.loads(_json(value))
