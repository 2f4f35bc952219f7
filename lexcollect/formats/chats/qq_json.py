"""QQ as JSON (qq-chat-exporter 导出): what the plug-in of that name writes.

Owns its keys of both generations. The server counts ``seq`` up within a conversation, so that a gap is a question. A
recalled message may have kept its words, because the plug-in saw it before; it is marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lexcollect.formats.chats import kinds
from lexcollect.formats.chats.json_stream import Item, Reader, part, parts, text_of
from lexcollect.formats.chats.source import Source
from lexcollect.formats.said import Attachment, NameKind, State
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.formats.times import epoch, moment_of

K = MessageKind
_QQ = {
    "image": K.IMAGE,
    "file": K.FILE,
    "video": K.VIDEO,
    "audio": K.VOICE,
    "voice": K.VOICE,
    "forward": K.MERGED_FORWARD,
}


def read_qq(source: Source) -> Iterator[Message]:
    """Yield the messages of qq-chat-exporter's JSON; the server counts ``seq`` up within a conversation."""

    def walk(reader: Reader) -> Iterator[Message]:
        for key in reader.names():
            if key == "messages" and reader.peek() == "[":
                for item in reader.items("/messages"):
                    yield _qq_message(source, item)
                continue
            value = reader.value()
            if key == "chatInfo":
                source.remarks.facts["title"] = text_of(value, "name")
                source.remarks.facts["owner"] = text_of(value, "selfUin", "selfUid")
            elif key == "statistics":
                source.remarks.declared = kinds.whole(text_of(value, "totalMessages"))

    return source.json(walk)


def _qq_message(source: Source, item: Item) -> Message:
    return source.row(item, lambda item, row: _qq_made(source, item, row))


def _qq_made(source: Source, item: Item, row: dict[str, Any]) -> Message:
    facts = source.remarks.facts
    sender, load = part(row, "sender"), part(row, "content")
    uin = text_of(sender, "uin", "uid")
    files = tuple(
        Attachment(text_of(one, "filename"), path=text_of(one, "localPath"), size=kinds.whole(text_of(one, "size")))
        for one in parts(load, "resources")[:500]
    )
    first = next((text_of(one, "type") for one in parts(load, "elements")), "")
    kind = K.SYSTEM if row.get("system") is True else _QQ.get(first, K.TEXT)
    time = epoch(row.get("timestamp"), text_of(row, "time"))
    card = text_of(sender, "groupCard")
    recalled = row.get("recalled") is True or row.get("isRecalled") is True
    id = text_of(row, "id", "messageId")
    return source.said(
        item.offset,
        item.size,
        time if time.value else moment_of(text_of(row, "time")),
        card or text_of(sender, "name", "nickname"),
        kind,
        text_of(load, "text"),
        reference=id,
        sender_id=uin,
        outgoing=uin == facts["owner"] if facts.get("owner") and kind is not K.SYSTEM else None,
        conversation=facts.get("title", ""),
        name_kind=NameKind.GROUP_CARD if card else NameKind.NICKNAME,
        ids=(("id", id), ("seq", text_of(row, "seq"))),
        attachments=files,
        state=State.RECALLED if recalled else State.SENT,
        place=item.pointer,
    )
