"""Speakers of chats and mails (发言人), asked on the terminal: for whom each speaks, who it is, on what ground.

Owns the questions; a speaker is asked for once, with what hints at a party beside it, and nobody is guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.matter.deciding import Open
    from lexcollect.matter.lock import Held
    from lexcollect.proposing.gathering import Gathered
    from lexcollect.proposing.sayings.hearing import Heard
    from lexcollect.proposing.sayings.shapes import Speaker


def ask_speakers(console: Console, held: Held, found: Open, by: str) -> str:
    """Ask for whom the speakers speak of whom nobody is sure; return who decided, empty where nobody did."""
    from lexcollect.matter.deciding import decide_speaker
    from lexcollect.proposing.decisions import Speaks
    from lexcollect.proposing.sayings.speakers import decided_as

    got = found.gathered
    parties = _parties(got) if got else ()
    if got is None or not parties:
        return by
    asked: set[str] = set()
    for file, heard in got.talks.items():
        for one in _unsure(heard):
            key = decided_as(file, one)
            if key in asked:
                continue
            asked.add(key)
            chosen = _chosen(console, file, heard, one, parties)
            if chosen is None:
                continue
            by = by or _answer(console, say("cli.facts.who"))
            if not by:
                console.say("cli.facts.no_name")
                return ""
            person = _answer(console, say("cli.speakers.person")) if chosen else ""
            ground = _answer(console, say("cli.speakers.ground")) if chosen else ""
            called = "、".join(one.names)
            found = decide_speaker(held.folder, found, Speaks(key, called, chosen, person, ground, by, held.now.date()))
    return by


def _parties(got: Gathered) -> tuple[str, ...]:
    return (*sorted(got.sides.debtors), *sorted(got.sides.sureties), *sorted(got.sides.creditors))


def _unsure(heard: Heard) -> list[Speaker]:
    """Return who is not known for sure and said something that counts; the owner of the device is taken for ours."""
    from lexcollect.proposing.sayings.hearing import counts
    from lexcollect.proposing.sayings.speakers import SURE, Sign

    said = {one.speaker for one in heard.talk.sayings if counts(one)}
    known = {key for key, who in heard.who.items() if who.sign in SURE or who.sign is Sign.OWNER}
    return [one for one in heard.talk.speakers if one.key in said - known]


def _chosen(console: Console, file: str, heard: Heard, one: Speaker, parties: tuple[str, ...]) -> str | None:
    """Return the party by name, empty for nobody of the matter; ``None`` to be asked another time."""
    names = "、".join(name for name in one.names if name) or one.key
    console.say("cli.speakers.head", file=file, names=names, account=one.key, count=one.messages)
    hint = heard.who.get(one.key)
    if hint is not None:
        console.line("    " + say(f"proposing.said.by.{hint.sign}", party=hint.party, person=hint.person))
    for number, party in enumerate(parties, start=1):
        console.say("cli.speakers.party", number=number, party=party)
    answer = _answer(console, say("cli.speakers.ask", last=len(parties) + 1))
    if not answer.isdigit() or not 1 <= int(answer) <= len(parties) + 1:
        return None
    return parties[int(answer) - 1] if int(answer) <= len(parties) else ""


def _answer(console: Console, prompt: str) -> str:
    answer = console.ask(prompt)
    return "" if answer is None else "".join(c for c in answer if c.isprintable()).strip()
