"""ChatLab (聊天记录交换格式): JSON, and lines of JSON, as several programs write for each other.

Owns its keys and its numbers of types. Which program really exported the chat stands in the file and is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lexcollect.formats.chats import kinds
from lexcollect.formats.chats.json_lines import Bad, json_lines
from lexcollect.formats.chats.json_stream import Item, Reader, text_of
from lexcollect.formats.chats.source import Source
from lexcollect.formats.chats.words import Style, spoken
from lexcollect.formats.said import NameKind, Quote
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.formats.times import epoch

_SYSTEM = "system"


def read(source: Source) -> Iterator[Message]:
    """Yield the messages of ChatLab's JSON."""

    def walk(reader: Reader) -> Iterator[Message]:
        for key in reader.names():
            if key == "messages" and reader.peek() == "[":
                for item in reader.items("/messages"):
                    yield _message(source, item)
            else:
                _about(key, reader.value(), source)

    return source.json(walk)


def read_lines(source: Source) -> Iterator[Message]:
    """Yield the messages of ChatLab's lines of JSON; comments are passed over, a broken line is told."""
    for found in json_lines(source):
        if isinstance(found, Bad):
            source.remarks.torn = found.offset
            yield source.unparsed(found.text, found.offset, found.size)
            continue
        kind = text_of(found.value, "_type")
        if kind == "message":
            yield _message(source, found)
        elif kind == "header" and isinstance(found.value, dict):
            for key, value in found.value.items():
                _about(key, value, source)


def _about(key: str, value: Any, source: Source) -> None:
    facts = source.remarks.facts
    if key == "meta":
        facts["title"], facts["owner"] = text_of(value, "name"), text_of(value, "ownerId")
        facts["platform"] = text_of(value, "platform")
    elif key == "chatlab":
        exported = epoch(value.get("exportedAt")) if isinstance(value, dict) else None
        facts["generator"] = text_of(value, "generator")
        facts["exported"] = exported.value.isoformat() if exported and exported.value else ""


def _message(source: Source, item: Item) -> Message:
    return source.row(item, lambda item, row: _made(source, item, row))


def _made(source: Source, item: Item, row: dict[str, Any]) -> Message:
    facts = source.remarks.facts
    number = kinds.whole(row.get("type"))
    kind = kinds.CHATLAB.get(-1 if number is None else number, MessageKind.OTHER)
    sender = text_of(row, "sender")
    system = sender == _SYSTEM or kind in (MessageKind.SYSTEM, MessageKind.RECALL)
    said = spoken(text_of(row, "content"), Style.WEFLOW, kind)
    quote, replied = said.quote, text_of(row, "replyToMessageId")
    if replied:
        quote = Quote(quote.text, quote.sender, quote.time, replied) if quote else Quote("", reference=replied)
    owner = facts.get("owner", "")
    card = text_of(row, "groupNickname")
    return source.said(
        item.offset,
        item.size,
        epoch(row.get("timestamp")),
        card or text_of(row, "accountName"),
        said.kind,
        said.text,
        reference=text_of(row, "platformMessageId"),
        sender_id="" if system else sender,
        outgoing=sender == owner if owner and not system else None,
        conversation=facts.get("title", ""),
        name_kind=NameKind.GROUP_CARD if card else NameKind.UNKNOWN,
        ids=(("server_id", text_of(row, "platformMessageId")),),
        quote=quote,
        children=said.children,
        attachments=said.attachments,
        money=said.money,
        derived=said.derived,
        notes=said.notes,
        place=item.pointer,
    )
