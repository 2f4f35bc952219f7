"""Talking: the messages of a chat as plain data, read in the painter's process.

Owns what is told of a message and how much of it; the words stay as they are, what a program says of them stands apart.
Bounded in messages and characters: what lies beyond is told as cut. Runs where evidence is opened, nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lexcollect.formats.said import Moment
    from lexcollect.formats.shapes import Message

#: Messages, characters of one and of all that are shown.
MAX_MESSAGES, _MOST_OF_ONE, _MOST_OF_ALL = 60_000, 4_000, 12_000_000
#: Times of a chat are told in Beijing time, as the packages have them.
_BEIJING = timezone(timedelta(hours=8))
_NAMES = 8


def talk_of(path: Path) -> dict[str, Any]:
    """Return the messages of the chat at ``path`` in its order, and whether some were ``cut`` off."""
    from lexcollect.formats.reading import content

    reader = content(path)
    found: list[dict[str, Any]] = []
    size, cut = 0, False
    for message in reader.messages():
        if len(found) >= MAX_MESSAGES or size >= _MOST_OF_ALL:
            cut = True
            break
        found.append(dict(_told(message)))
        size += len(found[-1].get("text", "")) + 40
    if not cut:  # the gaps are known once all of it was read
        _gaps(reader, found)
    for one in found:
        del one["ids"]
    return {"messages": found, "cut": cut}


def _told(message: Message) -> Iterator[tuple[str, Any]]:
    """Yield what there is of a message, and nothing that is empty."""
    yield "n", message.number
    yield "ids", [value for _, value in message.ids]
    day, time = _when(message.time)
    told: Mapping[str, Any] = {
        "day": day,
        "time": time,
        "who": (message.sender or message.sender_id)[:80],
        "text": message.text[:_MOST_OF_ONE],
        "long": len(message.text) > _MOST_OF_ONE,
        "kind": "" if message.kind.value == "text" else message.kind.value,
        "state": "" if message.state.value == "sent" else message.state.value,
        "quote": [message.quote.sender[:80], message.quote.text[:400]] if message.quote else [],
        "files": [one.name[:200] or one.path[-200:] for one in message.attachments[:_NAMES]],
        "derived": [[one.kind.value, one.text[:400]] for one in message.derived[:_NAMES]],
        "money": [
            [one.state.value, str(one.amount) if one.amount is not None else ""] for one in message.money[:_NAMES]
        ],
        "forwarded": len(message.children),
    }
    yield from ((key, value) for key, value in told.items() if value)
    if message.outgoing is not None:
        yield "out", message.outgoing


def _when(moment: Moment) -> tuple[str, str]:
    if moment.value is None:
        return "", moment.raw[:40]
    value = moment.value.astimezone(_BEIJING) if moment.value.tzinfo else moment.value
    exact = {"day": "", "minute": "%H:%M"}.get(moment.precision.value, "%H:%M:%S")
    return value.date().isoformat(), value.strftime(exact) if exact else ""


def _gaps(reader: Any, found: list[dict[str, Any]]) -> None:
    """Write before each message how many ids are missing there."""
    remarks = getattr(reader, "remarks", None)
    gaps = {str(gap.before): gap.missing for gap in getattr(remarks, "gaps", ())}
    for one in found if gaps else ():
        missing = next((gaps[id] for id in one["ids"] if id in gaps), 0)
        if missing:
            one["missing"] = missing
