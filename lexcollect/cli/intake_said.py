"""``intake --said`` (聊天里说的话): the statements that may count, and those that were kept back, with the reason.

Owns how a statement is shown: what it may be, who said it, when, the words, two lines before and after. Writes nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli.console import words_for
from lexcollect.cli.report import Report
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.intake.records import Intake
    from lexcollect.matter.deciding import Open
    from lexcollect.matter.lock import Held
    from lexcollect.proposing.gathering import Gathered
    from lexcollect.proposing.papers import Spot
    from lexcollect.proposing.sayings.hearing import Heard
    from lexcollect.proposing.sayings.shapes import At, Line, Saying


def listed(console: Console, held: Held, intake: Intake) -> Report:
    """Return the list of all statements of the matter that is held: candidates first, then what was kept back."""
    from lexcollect.matter.deciding import open_facts
    from lexcollect.matter.proposing import papers_of

    with console.step("cli.facts.reading"):
        found = open_facts(held.folder, list(papers_of(held.folder, intake.records)))

    def show(out: Console) -> None:
        got = found.gathered
        if got is None:
            return
        for file, heard in got.talks.items():
            _talk(out, file, heard, got)

    following: tuple[str | Path, ...] = ("intake", *words_for(held.folder), "--facts")
    return Report((), {**said_json(found)}, show, following, held.folder, ())


def _talk(out: Console, file: str, heard: Heard, got: Gathered) -> None:
    talk = heard.talk
    candidates = heard.candidates(got.sides)
    rest = [one for one in talk.sayings if one not in set(candidates)]
    out.say("cli.said.head", file=file, messages=talk.messages, count=len(candidates))
    for number in dict.fromkeys(one.at.number for one in candidates):
        _candidate(out, heard, [one for one in candidates if one.at.number == number])
    if rest:
        out.say("cli.said.kept_back", count=len(rest))
        for one in rest:
            reasons = reasons_told(heard.reason_against(one, got.sides))
            words = " ".join(one.words.split())
            category = say(f"proposing.category.{one.hit.category}")
            out.say("cli.said.rejected", number=one.at.number, category=category, words=words, why=reasons)
    for key, count in (
        ("left", talk.left),
        ("cut", talk.cut),
        ("red", talk.red_packets),
        ("voice", len(talk.recordings)),
    ):
        if count:
            out.say(f"cli.said.{key}", count=count)


def _candidate(out: Console, heard: Heard, hits: list[Saying]) -> None:
    """Show one message with all that it may be."""
    from lexcollect.proposing.sayings.shapes import told_moment

    one = hits[0]
    known = heard.who.get(one.speaker)
    party = (known.party or say("cli.said.nobody")) if known else say("cli.said.unknown")
    category = "、".join(dict.fromkeys(say(f"proposing.category.{hit.hit.category}") for hit in hits))
    rules = "、".join(dict.fromkeys(hit.hit.rule for hit in hits))
    when, sender = told_moment(one.at.when), one.at.sender or one.speaker
    out.say(
        "cli.said.one",
        category=category,
        number=one.at.number,
        when=when,
        sender=sender,
        party=party,
        rule=rules,
    )
    for line in _lines(one.at, one.text):
        out.line(f"      {line}")


def reasons_told(reasons: tuple[str, ...]) -> str:
    """Return the reasons for which a statement was kept back, as a person reads them."""
    return say("proposing.sep").join(_reason(reason) for reason in reasons)


def _reason(reason: str) -> str:
    kind, _, name = reason.partition(":")
    if kind == "category" and name != "none":
        return say("proposing.against.category", category=say(f"proposing.category.{name}"))
    return say(f"proposing.against.{reason.replace(':', '.')}")


def around(spot: Spot) -> list[str]:
    """Return the lines before and after the message of ``spot``, and itself between them; nothing for a paper."""
    return _lines(spot.said, spot.words) if spot.said is not None and (spot.said.before or spot.said.after) else []


def _lines(at: At, words: str) -> list[str]:
    before = [say("cli.said.line", who=line.who, text=line.text) for line in at.before if line.text]
    own = say("cli.said.this", who=at.sender, text=" ".join(words.split()))
    return [*before, own, *(say("cli.said.line", who=line.who, text=line.text) for line in at.after if line.text)]


def spot_json(spot: Spot) -> dict[str, Any]:
    """Return a place as plain data; of words that were said with their message."""
    place = {"file": spot.file, "page": spot.page, "start": spot.start, "words": spot.words}
    return place | ({"said": _at_json(spot.said)} if spot.said is not None else {})


def _at_json(at: At) -> dict[str, Any]:
    return {
        "message": at.number,
        "id": at.reference,
        "place": at.locator,
        "sender": at.sender,
        "time": at.when.value.isoformat() if at.when.value else None,
        "zone_from": at.when.source.value,
        "before": [_line_json(line) for line in at.before],
        "after": [_line_json(line) for line in at.after],
    }


def _line_json(line: Line) -> dict[str, Any]:
    return {"sender": line.who, "time": line.when.value.isoformat() if line.when.value else None, "text": line.text}


def said_json(found: Open) -> dict[str, Any]:
    """Return the statements and the speakers of all chats and mails as plain data."""
    got = found.gathered
    if got is None:
        return {"statements": [], "speakers": []}
    statements, speakers = [], []
    for file, heard in got.talks.items():
        for one in heard.talk.speakers:
            who = heard.who.get(one.key)
            speakers.append(
                {
                    "file": file,
                    "key": one.key,
                    "names": list(one.names),
                    "messages": one.messages,
                    "party": who.party if who else None,
                    "person": who.person if who else "",
                    "known_by": who.sign.value if who else "",
                }
            )
        statements += [
            {
                "file": file,
                "category": one.hit.category,
                "rule": one.hit.rule,
                "words": one.words,
                "text": one.text,
                "speaker": one.speaker,
                "origin": one.origin.value,
                "against": list(heard.reason_against(one, got.sides)),
                **_at_json(one.at),
            }
            for one in heard.talk.sayings
        ]
    return {"statements": statements, "speakers": speakers}
