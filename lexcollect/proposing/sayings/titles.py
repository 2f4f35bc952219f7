"""Titles of chats as a paralegal writes them: 与何样文的微信聊天记录（2023-04-12至2025-05-23）.

Owns title, day, source, original carrier and purpose of a chat as an exhibit. The purpose is what its statements are
(收货确认、承认欠款、催收), never what follows from them in law; a name that nobody confirmed stands in quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath

from lexcollect.cn.amounts import format_yuan
from lexcollect.cn.dates import long_date
from lexcollect.evidence.drafts import Drafted
from lexcollect.proposing.sayings.hearing import Heard
from lexcollect.proposing.sayings.media import called
from lexcollect.proposing.shapes import Found
from lexcollect.proposing.sides import Sides
from lexcollect.wording import say

#: So many days of demands are named in a purpose.
_DAYS = 4


def chats_as_exhibits(talks: Mapping[str, Heard], sides: Sides, found: Iterable[Found]) -> dict[str, Drafted]:
    """Return for each chat what is known of it as an exhibit; a mail is a paper of its own and not among them."""
    facts: dict[str, list[Found]] = {}
    for one in found:
        if one.spot.said is not None:
            facts.setdefault(one.spot.file, []).append(one)
    return {
        file: _drafted(file, heard, sides, facts.get(file, []))
        for file, heard in talks.items()
        if heard.talk.program != "mail" and heard.talk.messages
    }


def _drafted(file: str, heard: Heard, sides: Sides, facts: list[Found]) -> Drafted:
    talk = heard.talk
    first, last = talk.first.value, talk.last.value
    span = f"（{first.date().isoformat()}至{last.date().isoformat()}）" if first and last else ""
    if first and last and first.date() == last.date():
        span = f"（{first.date().isoformat()}）"
    ours, theirs = _ours(heard, sides), _theirs(file, heard, sides)
    what = f"{called(talk.program)}{'' if talk.program == 'sms' else '聊天'}记录"
    title = f"{ours}与{theirs}的{what}{span}" if theirs else f"{what}{span}"
    purpose = "；".join(_purposes(heard, sides, facts))
    medium = called(talk.program)
    origin = say("proposing.chat.origin", "zh", who=ours or say("proposing.chat.staff", "zh"), medium=medium)
    carrier = say("proposing.chat.carrier", "zh", who=ours or say("proposing.chat.owner", "zh"))
    source = say("proposing.chat.first", "zh")
    return Drafted(title, "聊天记录", first.date() if first else None, source, purpose, "催收与时效", origin, carrier)


def _ours(heard: Heard, sides: Sides) -> str:
    return next((who.person for who in heard.who.values() if who.person and sides.side(who.party) == "creditor"), "")


def _theirs(file: str, heard: Heard, sides: Sides) -> str:
    """Return who is on the other side: a person of the case file, a party, else the name as exported in marks."""
    for who in heard.who.values():
        if sides.side(who.party) in ("debtor", "surety") and who.person:
            return who.person
    others = [one for one in heard.talk.speakers if one.key and one.owner is not True]
    ours = {key for key, who in heard.who.items() if sides.side(who.party) == "creditor"}
    names = [name for one in others if one.key not in ours for name in one.names[:1] if name]
    if len(names) == 1 and len(heard.talk.speakers) <= 2:
        stem = PurePosixPath(file).stem
        return f"“{stem if heard.talk.title == stem else names[0]}”"
    return ""


def _purposes(heard: Heard, sides: Sides, facts: list[Found]) -> Iterator[str]:
    met = {one.hit.category for one in heard.candidates(sides)}
    if "delivery.confirmed" in met:
        yield say("proposing.chat.delivery", "zh")
    for one in sorted(facts, key=lambda one: one.plain("date")):
        if one.group == "acknowledgements" and one.plain("amount"):
            amount, day = format_yuan(Decimal(one.plain("amount"))), long_date(date.fromisoformat(one.plain("date")))
            yield say("proposing.chat.owes", "zh", day=day, amount=amount)
    promised = _days(one for one in facts if one.plain("kind") == "promise_message" and not one.plain("amount"))
    if promised:
        yield say("proposing.chat.promises", "zh", days=promised)
    if demanded := _days(one for one in facts if one.group == "communications"):
        yield say("proposing.chat.demands", "zh", days=demanded)


def _days(facts: Iterable[Found]) -> str:
    days = sorted({one.plain("date") for one in facts if "content" in one.values and one.plain("date")})
    if len(days) <= _DAYS:
        return "、".join(days)
    return say("proposing.chat.many", "zh", first=days[0], last=days[-1], count=len(days))
