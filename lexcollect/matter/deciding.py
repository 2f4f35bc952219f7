"""Deciding: what a person accepts, corrects or refuses of the proposed facts.

Owns the file ``2-整理/待确认事实.yaml`` on disk and the way of an accepted fact into the case file, through the one
writer. Nothing is written that a person did not name; what is accepted is worked out anew against the case file as it
stands at that moment. Refuses values that the case file could not read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Refused, Where, finding
from lexcollect.layout import CASE, FACTS
from lexcollect.matter.proposing import gathered, speakers_in
from lexcollect.matter.spelling import in_chinese, spelled, yes_no
from lexcollect.matter.writing import Add, Change, Errors, Set, check, read_sources, revise, write
from lexcollect.proposing.decisions import Decided, Speaks, Verdict, mark_of, read_decisions, still_open, text_of
from lexcollect.proposing.standing import entries_of, fields_by_key, is_single, model_of
from lexcollect.proposing.telling import told
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.matter.lock import Held
    from lexcollect.proposing.gathering import Gathered
    from lexcollect.proposing.papers import Paper
    from lexcollect.proposing.shapes import Proposal

_LARGEST = 20_000_000


@dataclass(frozen=True)
class Open:
    """What waits for a decision, and what was decided before; what was said in chats and mails, and who speaks."""

    proposals: tuple[Proposal, ...]
    decided: tuple[Decided, ...]
    files: int
    speakers: tuple[Speaks, ...] = ()
    gathered: Gathered | None = None

    def said(self) -> tuple[int, ...]:
        """Return how many statements of each chat and mail may count."""
        got = self.gathered
        return tuple(len(one.candidates(got.sides)) for one in got.talks.values()) if got else ()


@dataclass(frozen=True)
class Chosen:
    """What a person takes of a fact: its values by key, the verdict, and the place at which they are written."""

    values: Mapping[str, Any]
    verdict: Verdict
    written: str


def open_facts(matter: Path, papers: Sequence[Paper]) -> Open:
    """Return the facts in ``papers`` that wait; :class:`Refused` when the decisions cannot be read."""
    decided = decided_in(matter)
    found = gathered(matter, papers)
    proposals = still_open(found.proposals, decided)
    files = {spot.file for one in proposals for spot in one.sources}
    return Open(proposals, decided, len(files), speakers_in(matter), found)


def decided_in(matter: Path) -> tuple[Decided, ...]:
    """Return the decisions of ``matter``; none where there is no file yet."""
    from lexcollect.files import read_bounded

    path = matter / FACTS
    return read_decisions(read_bounded(path, _LARGEST), FACTS) if path.is_file() else ()


def decide_speaker(matter: Path, found: Open, speaks: Speaks) -> Open:
    """Keep for whom a speaker speaks, and return what waits now; an earlier decision on the same account gives way."""
    others = tuple(one for one in found.speakers if one.key != speaks.key)
    after = Open(found.proposals, found.decided, found.files, (*others, speaks), found.gathered)
    keep(matter, after)
    return after


def keep(matter: Path, found: Open) -> tuple[str, ...]:
    """Write the open proposals and the decisions down; return what was written: nothing where nothing changed."""
    from lexcollect.files import write_bytes

    path, data = matter / FACTS, bytes_of(found)
    if not (found.proposals or found.decided or found.speakers) and not path.exists():
        return ()
    if path.is_file() and path.read_bytes() == data:
        return ()
    write_bytes(path, data)
    return (FACTS,)


def bytes_of(found: Open) -> bytes:
    """Return the file of open proposals and decisions."""
    words = text_of([(one, told(one, "zh")) for one in found.proposals], found.decided, found.speakers)
    return words.encode("utf-8")


def refuse(proposal: Proposal, by: str, day: date, undecided: Collection[str] = ()) -> Decided:
    """Return the decision that ``proposal`` is no fact of the matter; keys ``undecided`` are asked again."""
    return Decided(proposal.id, Verdict.REFUSED, by, day, told(proposal, "zh"), mark_of(proposal, undecided))


def accept(
    held: Held,
    papers: Sequence[Paper],
    proposal: Proposal,
    by: str,
    corrected: Mapping[str, str] | None = None,
    *,
    refused: Collection[str] = (),
    undecided: Collection[str] = (),
) -> Decided:
    """Write ``proposal`` into the case file, with what a person ``corrected`` (key → words), and return the decision.

    Keys that were ``refused`` are not written; those ``undecided`` are not either, and are asked again.
    :class:`Refused` when the case file could not read a value, or when the writer refuses; nothing is written then.
    """
    found = gathered(held.folder, papers).proposals
    now = next((one for one in found if one.id == proposal.id), None)
    if now is None:
        raise Refused([finding("LX-I152", Where(CASE), fact=told(proposal))])
    sources = read_sources(held.folder)
    chosen = choose(now, corrected or {}, refused, undecided)
    revision = revise(sources, case=changes_in(sources.case, now, chosen.values))
    sound = not any(one.stops for one in check(held.folder, revision).before)
    write(held, revision, who=by, means="facts", errors=Errors.REFUSE_NEW if sound else Errors.ALLOW)
    mark = mark_of(proposal, undecided)
    return Decided(now.id, chosen.verdict, by, held.now.date(), told(proposal, "zh"), mark, chosen.written)


def choose(
    proposal: Proposal, corrected: Mapping[str, Any], refused: Collection[str] = (), undecided: Collection[str] = ()
) -> Chosen:
    """Return what is taken of ``proposal``, as :func:`accept` writes it; :class:`Refused` for what cannot be read."""
    values: dict[str, Any] = {key: value.value for key, value in proposal.values.items()} | dict(corrected)
    values = {key: value for key, value in values.items() if key not in refused and key not in undecided}
    refuse_unreadable(proposal, values)
    verdict = Verdict.CORRECTED if corrected or set(refused) & set(proposal.values) else Verdict.ACCEPTED
    at = proposal.at if proposal.at is not None else values.get("id", "")
    written = proposal.group if is_single(proposal.group) else f"{proposal.group}.{at}".rstrip(".")
    return Chosen(values, verdict, written)


def changes_in(raw: bytes, proposal: Proposal, values: Mapping[str, Any]) -> list[Change]:
    """Return what ``proposal`` with ``values`` writes into the case file ``raw``."""
    return changes_of(proposal, values, entry_in(raw, proposal), chinese=in_chinese(raw))


def changes_of(
    proposal: Proposal, values: Mapping[str, Any], entry: Mapping[str, Any], *, chinese: bool
) -> list[Change]:
    """Return what is written: a new entry with its blanks, or the keys that an entry lacks; exhibits are added."""
    fields = fields_by_key(proposal.group)
    said = {key: spelled(fields[key], yes_no(values[key]), chinese=chinese) for key in fields if key in values}
    if proposal.at is None:
        blanks = {key: None for key in proposal.lacking if key not in said}
        ordered = {key: ({**said, **blanks})[key] for key in fields if key in said or key in blanks}
        if proposal.exhibits and "evidence" in fields:
            ordered["evidence"] = list(proposal.exhibits)
        return [Set((proposal.group,), ordered)] if is_single(proposal.group) else [Add((proposal.group,), ordered)]
    place = (proposal.group,) if is_single(proposal.group) else (proposal.group, proposal.at)
    changes: list[Change] = [Set((*place, key), value) for key, value in said.items()]
    held = entry.get("evidence")
    new = [one for one in proposal.exhibits if one not in (held or ())]
    if new and "evidence" in fields:
        changes += [Add((*place, "evidence"), one) for one in new] if held else [Set((*place, "evidence"), new)]
    return changes


def refuse_unreadable(proposal: Proposal, values: Mapping[str, Any]) -> None:
    """Refuse ``values`` (by key) that the case file could not read; :class:`Refused` names each."""
    from lexcollect.casefile.facts import read_fact
    from lexcollect.casefile.refusals import finding_of

    data = {key: yes_no(value) for key, value in values.items() if value not in (None, "")}
    _, slips = read_fact(model_of(proposal.group), data)
    wrong = [slip for slip in slips if not slip.remark and slip.code != "missing"]
    if wrong:
        raise Refused([finding_of(slip, Where(FACTS, field=str(slip.loc[-1]) if slip.loc else "")) for slip in wrong])


def entry_in(raw: bytes, proposal: Proposal) -> Mapping[str, Any]:
    """Return the entry of the case file ``raw`` that ``proposal`` adds to; empty where there is none."""
    from lexcollect.casefile.loader import in_english

    entries = entries_of(in_english(raw, CASE, as_placed=True), proposal.group)
    for at, entry in enumerate(entries):
        if isinstance(entry, dict) and proposal.at in (at, entry.get("id")):
            return entry
    return {}
