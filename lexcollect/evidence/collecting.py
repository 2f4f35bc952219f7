"""Collecting (采集): who took an exhibit from where, when, with what, and where its first carrier is.

Owns the six keys of a catalogue that say it, all of them the statement of whoever fills them in: nothing here is found
out by the program. What is asked for follows 民事诉讼证据规定 93(1)(四)(六): whether electronic data were extracted by
a reliable method, and by a suitable person. Refuses a moment that is none.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.evidence.items import Collected
from lexcollect.patterns import regex
from lexcollect.wording import text as sentence

if TYPE_CHECKING:
    from lexcollect.evidence.reading import CatalogueReader
    from lexcollect.yamltree import Path_

#: The keys, in the order in which they are written.
KEYS = ("collected_by", "collected_on", "collected_from", "collected_with", "collected_how", "carrier")
_HOW = "collected_how"
_MOMENT = regex(r"^(.*?)(?:[ \tT]+([01]?\d|2[0-3])[:：]([0-5]\d)(?:[:：]([0-5]\d))?)?$")


def read_collected(reader: CatalogueReader, path: Path_, entry: dict[str, Any]) -> Collected | None:
    """Return what an exhibit's entry says of its collection; ``None`` when it says nothing."""
    if not any(key in entry for key in KEYS):
        return None
    words = {key: reader.text(path, entry, key, needed=False) for key in KEYS if key not in ("collected_on", _HOW)}
    day, time = _moment(reader, path, entry)
    steps = _steps(reader, path, entry)
    return Collected(
        words["collected_by"],
        day,
        time,
        words["collected_from"],
        words["collected_with"],
        steps,
        words["carrier"],
    )


def _steps(reader: CatalogueReader, path: Path_, entry: dict[str, Any]) -> tuple[str, ...]:
    """Return the steps: one text, a line each, or a list of texts."""
    value = entry.get(_HOW)
    if not isinstance(value, list):
        return tuple(line.strip() for line in reader.text(path, entry, _HOW, needed=False).split("\n") if line.strip())
    if not all(isinstance(step, str) for step in value):
        reader.refuse("LX-E004", (*path, _HOW), key=_HOW, shape=sentence("evidence.shape.list"))
        return ()
    found = (reader.text(path, {_HOW: step}, _HOW, needed=False) for step in value)
    return tuple(step for step in found if step)


def _moment(reader: CatalogueReader, path: Path_, entry: dict[str, Any]) -> tuple[date | None, str]:
    """Return day and time of day (``15:30``); a finding when there is no such day."""
    key = "collected_on"
    raw = reader.text(path, entry, key, needed=False)
    match = _MOMENT.match(raw)
    if not raw or match is None:
        return None, ""
    day, hour, minute, second = match.groups()
    try:
        found = parse_date(day.strip())
    except BadDate as bad:
        reason = sentence(f"general.date.{bad.reason}", day=bad.day)
        reader.refuse("LX-E015", (*path, key), text=raw, reason=reason)
        return None, ""
    return found, ":".join(part.zfill(2) for part in (hour, minute, second) if part)


def told(how: Collected | None) -> tuple[tuple[str, str], ...]:
    """Return the words of a collection by their keys."""
    if how is None:
        return ()
    words = (how.by, how.moment, how.source, how.tool, "\n".join(how.steps), how.carrier)
    return tuple((key, value) for key, value in zip(KEYS, words, strict=True) if value)
