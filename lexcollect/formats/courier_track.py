"""Courier tracks (物流轨迹): the waybill and what became of the parcel, event by event.

Owns the shapes in which tracks come: lines pasted from a page (EMS 投递查询), and the answer of a courier's interface
as JSON, which holds JSON as a text inside; and, where a page is known to be one, days without a clock
(2024年6月20日 已签收). A proxy who signed is told as the words have it; who may sign is no
question of formats. What is no track has no parcels.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from typing import Any

from lexcollect.patterns import regex
from lexcollect.records import dataclass

_NUMBER = regex(
    r"(?:邮件号码?|运单号|快递单号|邮件编号|单号|(?:邮件|快递|物流|投递)查询(?:结果)?)\s*[：:]?\s*(?P<value>[A-Z]{2}\d{9,12}[A-Z]{0,2}|\d{10,15})(?![0-9A-Za-z])"
)
_EVENT = regex(r"(?P<time>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[ T]\d{1,2}:\d{2}(?::\d{2})?)\s*[，,]?\s*(?P<words>[^\n]*)")
_SIGNER = regex(
    r"(?:签收人|代收人)\s*[：:]\s*(?P<a>[^\s，,。；;（(]{1,20})|他人代收\s*[：:]\s*(?P<b>[^\s，,。]{1,20})"
    r"|[（(](?P<c>[^）)]{1,10}(?:代收|签收))[）)]|(?P<d>本人|单位收发章|前台|门卫)(?:签收|代收)"
)
#: A day with or without a clock in front of its words, or behind the label of what ended the way.
_DAY = r"\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)"
_CLOCK = r"(?:[ T]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
_BY_DAY = regex(rf"(?:^|\n)[ ]*(?P<day>{_DAY}){_CLOCK}[ ，,：:]*(?P<words>[^\n]+)")
_LABELLED = regex(rf"(?P<words>签收|妥投|投递|拒收|退回|收寄|揽收)\s*(?:日期|时间)\s*[：:]?\s*(?P<day>{_DAY})")
_BY_LABEL = {
    "签收": "已签收",
    "妥投": "已妥投",
    "投递": "",
    "拒收": "拒收",
    "退回": "已退回",
    "收寄": "收寄",
    "揽收": "已揽收",
}
_LONGEST = 2_000_000


class Fate(StrEnum):
    """What an event says of the parcel; the values are those of a communication's status."""

    SENT = "sent"
    DELIVERED = "delivered"
    REFUSED = "refused"
    RETURNED = "returned"


_FATES = (
    (Fate.RETURNED, regex(r"退回(?:妥投|签收|寄件人)|已退回|退件(?:签收|完成)")),
    (Fate.REFUSED, regex(r"拒收|拒签")),
    (Fate.DELIVERED, regex(r"(?<!未)(?<!待)(?<!可查看)(?:已签收|妥投|投递并签收|已妥投|签收成功|已投递)")),
    (Fate.SENT, regex(r"已?收寄|已收件|已收取|已揽收|揽投员.{0,6}揽收")),
)


@dataclass(frozen=True, slots=True)
class TrackEvent:
    """One line of a track: when, its words, and what they say of the parcel (``None``: under way)."""

    time: datetime
    words: str
    fate: Fate | None


@dataclass(frozen=True, slots=True)
class Track:
    """The track of one parcel: its number, the events in the order of time, and who signed by the words of it."""

    number: str
    events: tuple[TrackEvent, ...]
    signer: str = ""

    def last(self, *fates: Fate) -> TrackEvent | None:
        """Return the last event of one of ``fates``."""
        return next((event for event in reversed(self.events) if event.fate in fates), None)


def tracks_in(text: str, *, by_days: bool = False) -> tuple[Track, ...]:
    """Return every parcel whose track ``text`` is; events before the first number belong to none.

    ``by_days``: the text is known to be the page of a track, and a day without a clock is the time of an event.
    """
    if text.lstrip()[:1] == "{":
        return tuple(_of_json(text))
    marks = list(_NUMBER.finditer(text))
    out = []
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        if found := _track(mark["value"], text[mark.end() : end], by_days=by_days):
            out.append(found)
    return tuple(out)


def _track(number: str, text: str, *, by_days: bool = False) -> Track | None:
    events = [event for found in _EVENT.finditer(text) if (event := _event(found["time"], found["words"]))]
    if not events and by_days:
        events = list(_events_by_day(text))
    if not events:
        return None
    signed = _SIGNER.search(text)
    signer = next((part for part in signed.groups() if part), "") if signed else ""
    return Track(number, tuple(sorted(events, key=lambda e: e.time)), signer)


def _event(time: str, words: str) -> TrackEvent | None:
    with suppress(ValueError):
        when = datetime.fromisoformat(_iso(time))
        fate = next((fate for fate, sign in _FATES if sign.search(words)), None)
        return TrackEvent(when, words.strip(), fate)
    return None


def _events_by_day(text: str) -> Iterator[TrackEvent]:
    """Yield the events of a page that tells days only; a day whose words say nothing of the parcel is none."""
    for pattern in (_BY_DAY, _LABELLED):
        for found in pattern.finditer(text):
            words = found["words"] if pattern is _BY_DAY else _BY_LABEL[found["words"]]
            event = _event(f"{_plain_day(found['day'])} 00:00", words)
            if event and event.fate:
                yield TrackEvent(event.time, found[0].strip(), event.fate)


def _plain_day(words: str) -> str:
    return "-".join(part for part in regex(r"\D+").split(words) if part)


def _iso(time: str) -> str:
    day, _, clock = time.replace("/", "-").replace(".", "-").replace("T", " ").partition(" ")
    year, month, date = day.split("-")
    hour, _, rest = clock.partition(":")
    return f"{year}-{month:0>2}-{date:0>2} {hour:0>2}:{rest}"


def _of_json(text: str) -> Iterator[Track]:
    if len(text) > _LONGEST:
        return
    with suppress(ValueError, RecursionError):
        for node in _nodes(json.loads(text)):
            routes = node.get("routes") or node.get("traces")
            number = node.get("mailNo") or node.get("waybillNo") or node.get("mail_no")
            if isinstance(routes, list) and isinstance(number, str):
                lines = [
                    f"{_time(one)} {one.get('remark') or one.get('opName') or ''}"
                    for one in routes
                    if isinstance(one, dict)
                ]
                if found := _track(number, "\n".join(lines)):
                    yield found


def _time(one: dict[str, Any]) -> str:
    return str(one.get("acceptTime") or one.get("opTime") or one.get("time") or "")


def _nodes(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield every mapping in ``data``; a text that is JSON itself is looked into."""
    if depth > 12:
        return
    if isinstance(data, str) and data[:1] in "{[" and data:
        with suppress(ValueError):
            yield from _nodes(json.loads(data), depth + 1)
    elif isinstance(data, list):
        for one in data:
            yield from _nodes(one, depth + 1)
    elif isinstance(data, dict):
        yield data
        for one in data.values():
            yield from _nodes(one, depth + 1)
