"""Slack (Slack 导出): the zip of a workspace, one file a day and channel.

Owns its members and its marks in texts. The time of a message is its ``ts``, which is its id as well; files are
addresses and never in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from lexcollect.formats.chats.json_stream import part, parts, text_of
from lexcollect.formats.chats.source import Source
from lexcollect.formats.refusals import BadFile
from lexcollect.formats.said import Attachment, Moment, NameKind, Note, Precision, Quote, State, Version
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.formats.times import epoch
from lexcollect.formats.zipbox import Entry, entries, natural, open_zip, read_member
from lexcollect.patterns import regex

_DAY = regex(r"^(?P<channel>[^/]+)/\d{4}-\d{2}-\d{2}\.json$")
_MARKUP = regex(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_STAMP = regex(r"^(\d{9,10})\.(\d{6})$")
_ESCAPED = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


def is_slack(members: frozenset[str]) -> bool:
    """Tell whether the names in a zip are those of a workspace's export."""
    return "users.json" in members and any(_DAY.match(name) for name in members)


def read(source: Source) -> Iterator[Message]:
    """Yield the messages channel by channel, day by day."""
    with source.bytes() as stream, open_zip(stream) as box:
        inside = {entry.name: entry for entry in entries(box)}
        people = {
            text_of(one, "id"): text_of(one, "real_name")
            or text_of(part(one, "profile"), "real_name")
            or text_of(one, "name")
            for one in _list(box, inside.get("users.json"))
        }
        for name in sorted(inside, key=natural):
            match = _DAY.match(name)
            if match is None:
                continue
            rows = _list(box, inside[name])
            if not rows and inside[name].info.file_size > 2:
                yield source.unparsed(name, 0, 0, name)
            for number, row in enumerate(rows):
                if isinstance(row, dict):
                    yield _message(source, row, people, match["channel"], f"{name}#/{number}")
                else:
                    yield source.unparsed(str(row), 0, 0, f"{name}#/{number}")


def _list(box: Any, entry: Entry | None) -> list[Any]:
    """Return the list in a member; an empty one where it cannot be read."""
    if entry is None:
        return []
    try:
        found = json.loads(read_member(box, entry.info), parse_float=str)
    except (BadFile, ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []


def _message(source: Source, row: dict[str, Any], people: dict[str, str], channel: str, place: str) -> Message:
    user, stamp = text_of(row, "user"), text_of(row, "ts")
    words = _words(text_of(row, "text"), people)
    edited = text_of(part(row, "edited"), "ts")
    thread = text_of(row, "thread_ts")
    subtype = text_of(row, "subtype")
    system = bool(subtype) and subtype not in ("bot_message", "file_share", "thread_broadcast", "me_message")
    files = tuple(
        Attachment(text_of(one, "name", "title"), media_type=text_of(one, "mimetype"), present=False)
        for one in parts(row, "files")[:100]
    )
    return source.said(
        0,
        0,
        _moment(stamp),
        people.get(user, "") or text_of(row, "username"),
        MessageKind.SYSTEM if system else MessageKind.FILE if files and not words else MessageKind.TEXT,
        words,
        reference=stamp,
        sender_id=user,
        conversation=channel,
        name_kind=NameKind.ACCOUNT,
        ids=(("ts", stamp),),
        quote=Quote("", reference=thread) if thread and thread != stamp else None,
        attachments=files,
        state=State.EDITED if edited else State.SENT,
        versions=(Version(words, _moment(edited)),) if edited else (),
        notes=(Note.EDITED_NO_HISTORY,) if edited else (),
        place=place,
    )


def _moment(stamp: str) -> Moment:
    match = _STAMP.match(stamp)
    seconds = epoch(match[1]) if match else Moment(raw=stamp)
    if match is None or seconds.value is None:
        return Moment(raw=stamp)
    value = seconds.value + timedelta(microseconds=int(match[2]))
    return Moment(value, seconds.source, Precision.MICROSECOND, stamp)


def _words(text: str, people: dict[str, str]) -> str:
    """Return the text as its readers saw it: people by name, links by their label, three signs as themselves."""

    def shown(match: object) -> str:
        sign, target, label = match[1], match[2], match[3]  # type: ignore[index]
        named = str(label or target)
        if sign == "@":
            return "@" + people.get(target, named)
        return "#" + named if sign == "#" else named

    text = _MARKUP.sub(shown, text)
    for escaped, sign in _ESCAPED.items():
        text = text.replace(escaped, sign)
    return text
