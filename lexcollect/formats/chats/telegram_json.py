"""Telegram (Telegram 导出 JSON): one chat, or all chats of an account, as the desktop program exports them.

Owns its keys. The time is that of ``date_unixtime``; the local one beside it is only text. Of an edited message only
the last wording is given, and says so. A file that was not exported is missing, whatever stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lexcollect.formats.chats.json_stream import Item, Reader, text_of, words
from lexcollect.formats.chats.source import Source
from lexcollect.formats.said import Attachment, Derived, DerivedKind, NameKind, Note, Quote, State, Version
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.formats.times import epoch, moment_of

K = MessageKind
_NOT_INCLUDED = "(File "
_MEDIA = {"voice_message": K.VOICE, "video_file": K.VIDEO, "sticker": K.STICKER}


def read_telegram(source: Source) -> Iterator[Message]:
    """Yield the messages of Telegram's export of one chat, or of all."""
    return source.json(lambda reader: _telegram(source, reader, ""))


def _telegram(source: Source, reader: Reader, pointer: str) -> Iterator[Message]:
    title = ""
    for key in reader.names():
        if key == "messages" and reader.peek() == "[":
            for item in reader.items(f"{pointer}/messages"):
                yield _telegram_message(source, item, title)
        elif key == "chats" and not pointer and reader.peek() == "{":
            for name in reader.names():
                if name == "list" and reader.take("["):
                    number = 0
                    while not reader.take("]"):
                        reader.take(",")
                        yield from _telegram(source, reader, f"/chats/list/{number}")
                        number += 1
                else:
                    reader.value()
        else:
            value = reader.value()
            if key == "name":
                title = words(value)
                source.remarks.facts.setdefault("title", title)


def _telegram_message(source: Source, item: Item, title: str) -> Message:
    return source.row(item, lambda item, row: _telegram_made(source, item, row, title))


def _telegram_made(source: Source, item: Item, row: dict[str, Any], title: str) -> Message:
    id = text_of(row, "id")
    unix = text_of(row, "date_unixtime")
    service = text_of(row, "type") == "service"
    attachments, kind = _telegram_files(row)
    edited = text_of(row, "edited_unixtime", "edited")
    replied = text_of(row, "reply_to_message_id")
    said = _telegram_words(row.get("text"))
    unix_edit = text_of(row, "edited_unixtime")
    when = epoch(unix_edit) if unix_edit else moment_of(edited)
    derived = (Derived(DerivedKind.DATA, text_of(row, "action")),) if service else ()
    return source.said(
        item.offset,
        item.size,
        epoch(unix, text_of(row, "date")) if unix else moment_of(text_of(row, "date")),
        text_of(row, "actor" if service else "from"),
        K.CALL if text_of(row, "action") == "phone_call" else K.SYSTEM if service else kind,
        said,
        reference=id,
        sender_id=text_of(row, "actor_id" if service else "from_id"),
        conversation=title,
        name_kind=NameKind.PHONE_BOOK,
        ids=(("id", id),),
        quote=Quote("", reference=replied) if replied else None,
        attachments=attachments,
        derived=derived,
        state=State.EDITED if edited else State.SENT,
        versions=(Version(said, when),) if edited else (),
        notes=(Note.EDITED_NO_HISTORY,) if edited else (),
        place=item.pointer,
    )


def _telegram_words(value: Any) -> str:
    if not isinstance(value, list):
        return words(value)
    return "".join(words(one) if isinstance(one, str) else text_of(one, "text") for one in value)


def _telegram_files(row: dict[str, Any]) -> tuple[tuple[Attachment, ...], MessageKind]:
    found = []
    kind = K.TEXT
    for key, shown in (("photo", K.IMAGE), ("file", K.FILE)):
        if path := text_of(row, key):
            kind = _MEDIA.get(text_of(row, "media_type"), shown)
            missing = path.startswith(_NOT_INCLUDED)
            name = text_of(row, "file_name") or ("" if missing else path.rpartition("/")[2])
            found.append(
                Attachment(
                    name or path if missing else name,
                    path="" if missing else path,
                    media_type=text_of(row, "mime_type"),
                    present=False if missing else None,
                )
            )
    return tuple(found), kind
