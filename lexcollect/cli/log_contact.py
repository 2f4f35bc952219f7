"""A contact typed for ``log``: call, visit, message and e-mail have most of their entry in common.

Owns the values of that entry, the questions for what was not typed, and the promise that was given in it. What is
particular to a kind is added by its sub-verb.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lexcollect.cli.log_entry import enter
from lexcollect.cli.log_given import Asking, Choice, Moment, case_of, read_moment, whom
from lexcollect.cli.log_options import kind_of
from lexcollect.records import dataclass
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.cli.console import Console
    from lexcollect.cli.log_given import Whom
    from lexcollect.cli.report import Report
    from lexcollect.matter.log_exhibits import Attached

#: Kinds whose day is the day on which the other side had it.
_AT_ONCE = "delivered"


@dataclass(frozen=True)
class Talk:
    """How a kind of contact is entered: its sub-verb, its kind in the case file, how its id begins, what is asked.

    ``asks`` are questions in their order (among ``answered``, ``said``, ``reply``); ``file_key`` is the key under which
    the first file is named.
    """

    verb: str
    kind: str
    asks: tuple[str, ...]
    file_key: str = ""
    at_once: bool = True


More = Callable[["Case", Asking], Mapping[str, Any]]


def enter_contact(
    console: Console,
    talk: Talk,
    given: Mapping[str, Any],
    *,
    answered: bool | None = None,
    more: Mapping[str, Any] | None = None,
    ask_more: More | None = None,
    files: Sequence[Attached] = (),
) -> Report:
    """Enter one contact as ``given`` by the options of :func:`~lexcollect.cli.log_options.of_contact`."""
    from lexcollect.matter.layout import find_matter
    from lexcollect.matter.logbook import Entry

    matter = find_matter(given["matter"])
    case = case_of(matter)
    asking = Asking(console)
    moment: Moment = asking.read(given["at"], "at", lambda words: read_moment(console, words))
    to = asking.words(given["to"], "to")
    reached = whom(case, to, given["party"])
    answered = asking.yes_no(answered, "answered") if "answered" in talk.asks else answered
    silent = answered is False
    said = asking.words(given["said"], "said") if not silent else given["said"]
    capacity = given["capacity"] or reached.capacity
    if reached.person and not capacity and not silent:
        choice: Choice = kind_of("Capacity")
        capacity = asking.choice("", "capacity", choice)
    extra = dict(more or {}) | dict(ask_more(case, asking) if ask_more else {})
    promise = "" if silent else asking.words(given["promise"], "promise")
    until = asking.words(given["until"], "until") if promise else ""
    by = asking.words(given["by"], "by")
    values: dict[str, Any] = {
        "kind": talk.kind,
        "date": moment.day.isoformat(),
        "time": moment.time,
        "sender": case.creditor.id,
        "recipient": reached.party,
        "covers": list(given["covers"]),
        "amount": given["amount"],
        "demands_payment": None if not (silent or given["no_demand"]) else False,
        "content": said,
        "reply": given["reply"],
        "reply_on": moment.day.isoformat() if given["reply"] else "",
        "caller": by,
        "number": given["number"] or (reached.number if talk.verb == "call" else ""),
        "answered": answered,
        "spoken_to": reached.person,
        "post": given["post"] or reached.post,
        "capacity": capacity,
        "request": given["asked"],
        "next_step": given["next_step"],
        "evidence": list(given["evidence"]),
        **({"status": _AT_ONCE, "delivered_on": moment.day.isoformat()} if talk.at_once and not silent else {}),
        **extra,
    }
    label = say(f"log_verb.called.{talk.verb}")
    entries = [
        Entry(
            "communications",
            values,
            f"{label}{moment.day.isoformat()}",
            files=tuple(files),
            file_key=talk.file_key,
        )
    ]
    if promise:
        entries.append(_promise(reached, moment, promise, until, said, talk, given))
    following = ("draft", "letter") if talk.verb in ("call", "visit") else ("log", "show")
    return enter(console, matter, entries, verb=talk.verb, by=by, yes=given["yes"], following=following)


def _promise(
    reached: Whom, moment: Moment, amount: str, until: str, said: str, talk: Talk, given: Mapping[str, Any]
) -> Any:
    """Return the promise given in a contact as an entry of its own."""
    from lexcollect.matter.logbook import Entry

    values = {
        "kind": "promise_message",
        "date": moment.day.isoformat(),
        "by": reached.party,
        "covers": list(given["covers"]),
        "amount": amount,
        "signed_by": reached.person,
        "channel": talk.kind,
        "content": said,
        "new_due_on": until,
        "contact": 0,
        "evidence": list(given["evidence"]),
    }
    return Entry("acknowledgements", values, f"{say('log_verb.called.promise')}{moment.day.isoformat()}")
