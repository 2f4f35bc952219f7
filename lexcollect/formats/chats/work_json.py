"""Offices' platforms as JSON (企业微信会话内容存档、飞书消息列表): what their servers hand out.

Owns the keys of WeCom's conversation archive and of Feishu's list of messages. A recalled message that the source kept
is shown and marked; one of which only the last wording is given says so. Names are not guessed from ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from lexcollect.formats.chats import kinds
from lexcollect.formats.chats.json_lines import Bad, json_lines
from lexcollect.formats.chats.json_stream import Item, Reader, inner, part, parts, text_of, words
from lexcollect.formats.chats.source import Source
from lexcollect.formats.said import (
    Attachment,
    Derived,
    DerivedKind,
    Moment,
    Note,
    Payment,
    PaymentState,
    Quote,
    State,
    Version,
)
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.formats.times import epoch

K = MessageKind
_WECOM = {
    "text": K.TEXT,
    "image": K.IMAGE,
    "voice": K.VOICE,
    "video": K.VIDEO,
    "emotion": K.STICKER,
    "file": K.FILE,
    "link": K.LINK,
    "location": K.LOCATION,
    "card": K.CONTACT_CARD,
    "weapp": K.MINI_PROGRAM,
    "chatrecord": K.MERGED_FORWARD,
    "redpacket": K.RED_PACKET,
    "external_redpacket": K.RED_PACKET,
    "mixed": K.TEXT,
    "revoke": K.RECALL,
    "agree": K.SYSTEM,
    "disagree": K.SYSTEM,
    "voiptext": K.CALL,
    "meeting_voice_call": K.CALL,
}
_FEISHU = {
    "text": K.TEXT,
    "post": K.TEXT,
    "image": K.IMAGE,
    "file": K.FILE,
    "audio": K.VOICE,
    "media": K.VIDEO,
    "sticker": K.STICKER,
    "system": K.SYSTEM,
    "location": K.LOCATION,
    "share_user": K.CONTACT_CARD,
    "merge_forward": K.MERGED_FORWARD,
}


def read_wecom(source: Source) -> Iterator[Message]:
    """Yield the messages of WeCom's archive, decrypted by the company, in the order of the file.

    A message that was recalled stays in the archive; the line that recalled it is a message of its own and says which.
    """
    recalled: set[str] = set()
    with source.bytes() as stream:
        # What was recalled is known only at the end: the ids are gathered first, the words are read again.
        for raw in stream:
            if b'"pre_msgid"' in raw and len(recalled) < 100_000:
                recalled.add(text_of(part(inner(raw.decode("utf-8", "replace")), "revoke"), "pre_msgid"))
    for found in json_lines(source):
        if isinstance(found, Bad):
            source.remarks.torn = found.offset
            yield source.unparsed(found.text, found.offset, found.size)
        elif text_of(found.value, "action") != "switch":
            yield _wecom(source, found, recalled)


def _wecom(source: Source, item: Item, recalled: set[str]) -> Message:
    row = item.value
    name, id = text_of(row, "msgtype"), text_of(row, "msgid")
    if not isinstance(row, dict) or not id:
        return source.unparsed(words(row), item.offset, item.size, item.pointer)
    kind = _WECOM.get(name, K.OTHER)
    load = part(row, name) or part(row, name.removeprefix("external_")) or part(row, "info") or part(row, "doc")
    said, attachments, derived, children = _wecom_words(kind, name, load)
    money: tuple[Payment, ...] = ()
    notes: tuple[Note, ...] = ()
    if kind is K.RED_PACKET:
        fen = kinds.whole(load.get("totalamount"))
        amount = Decimal(fen) / 100 if fen is not None else None
        money = (Payment(amount, PaymentState.GIVEN, memo=text_of(load, "wish")),)
        notes = (Note.RED_PACKET,)
    return source.said(
        item.offset,
        item.size,
        epoch(row.get("msgtime")),
        "",
        kind,
        said,
        reference=id,
        sender_id=text_of(row, "from"),
        recipients=tuple(words(one) for one in parts(row, "tolist")[:500]),
        conversation=text_of(row, "roomid"),
        ids=(("msgid", id),),
        quote=Quote("", reference=text_of(load, "pre_msgid")) if kind is K.RECALL else None,
        children=children,
        attachments=attachments,
        money=money,
        derived=derived,
        state=State.RECALLED if id in recalled else State.SENT,
        notes=(*notes, Note.HEARSAY) if children else notes,
        place=item.pointer,
    )


def _wecom_words(
    kind: MessageKind, name: str, load: dict[str, Any]
) -> tuple[str, tuple[Attachment, ...], tuple[Derived, ...], tuple[Message, ...]]:
    if name == "mixed":
        pieces, files = [], []
        for one in parts(load, "item")[:500]:
            packed = inner(one.get("content")) if isinstance(one, dict) else {}
            if text_of(one, "type") == "text":
                pieces.append(text_of(packed, "content"))
            else:
                files.append(_wecom_file(packed))
        return "\n".join(pieces), tuple(files), (), ()
    if kind is K.TEXT:
        return text_of(load, "content"), (), (), ()
    if kind is K.MERGED_FORWARD:
        children = tuple(_wecom_child(n, one) for n, one in enumerate(parts(load, "item")[:2_000], 1))
        title = text_of(load, "title")
        return "", (), (Derived(DerivedKind.EXPORTER_LABEL, title),) if title else (), children
    if kind in (K.IMAGE, K.VOICE, K.VIDEO, K.FILE, K.STICKER):
        return "", (_wecom_file(load),), (), ()
    if kind in (K.RECALL, K.RED_PACKET):
        return "", (), (), ()
    return "", (), (Derived(DerivedKind.DATA, words(load)),) if load else (), ()


def _wecom_file(load: dict[str, Any]) -> Attachment:
    return Attachment(text_of(load, "filename"), size=kinds.whole(load.get("filesize")), md5=text_of(load, "md5sum"))


def _wecom_child(number: int, row: Any) -> Message:
    packed = inner(row.get("content")) if isinstance(row, dict) else {}
    kind = K.TEXT if text_of(row, "type") == "ChatRecordText" else K.OTHER
    time = epoch(row.get("msgtime")) if isinstance(row, dict) else Moment()
    return Message(number, 0, 0, time, "", kind, text_of(packed, "content"), hearsay=True)


# --- Feishu -----------------------------------------------------------------------------------------------------


def read_feishu(source: Source) -> Iterator[Message]:
    """Yield the messages of Feishu's answer, bare or with ``code`` and ``data`` around it."""
    return source.json(lambda reader: _feishu(source, reader, ""))


def _feishu(source: Source, reader: Reader, pointer: str) -> Iterator[Message]:
    for key in reader.names():
        if key == "items" and reader.peek() == "[":
            for item in reader.items(f"{pointer}/items"):
                yield _feishu_message(source, item)
        elif key == "data" and not pointer and reader.peek() == "{":
            yield from _feishu(source, reader, "/data")
        elif key == "has_more" and reader.value() is True:
            source.remarks.add(Note.SELECTION)
        elif key != "has_more":
            reader.value()


def _feishu_message(source: Source, item: Item) -> Message:
    return source.row(item, lambda item, row: _feishu_made(source, item, row))


def _feishu_made(source: Source, item: Item, row: dict[str, Any]) -> Message:
    kind = _FEISHU.get(text_of(row, "msg_type"), K.OTHER)
    body = text_of(part(row, "body"), "content")
    load, id = inner(body), text_of(row, "message_id")
    deleted, updated = row.get("deleted") is True, row.get("updated") is True
    said = "" if deleted else _feishu_words(load, kind)
    for one in parts(row, "mentions")[:200]:
        if (key := text_of(one, "key")) and (name := text_of(one, "name")):
            said = said.replace(key, f"@{name}")
    known = kind in (K.TEXT, K.FILE, K.IMAGE, K.VOICE, K.VIDEO) and bool(load)
    file = text_of(load, "file_name")
    sender = part(row, "sender")
    parent = text_of(row, "parent_id")
    return source.said(
        item.offset,
        item.size,
        epoch(row.get("create_time")),
        "",
        kind,
        said,
        reference=id,
        sender_id=text_of(sender, "id"),
        conversation=text_of(row, "chat_id"),
        ids=(("message_id", id),),
        quote=Quote("", reference=parent) if parent else None,
        attachments=(Attachment(file),) if file else (),
        derived=() if known or not body else (Derived(DerivedKind.DATA, body),),
        state=State.RECALLED if deleted else State.EDITED if updated else State.SENT,
        versions=(Version(said, epoch(row.get("update_time"))),) if updated else (),
        notes=(Note.EDITED_NO_HISTORY,) if updated else (),
        place=item.pointer,
    )


def _feishu_words(load: dict[str, Any], kind: MessageKind) -> str:
    if kind is not K.TEXT:
        return ""
    if "text" in load:
        return text_of(load, "text")
    lines = []
    for line in parts(load, "content"):
        pieces = line if isinstance(line, list) else []
        lines.append("".join(text_of(piece, "text") for piece in pieces))
    return "\n".join(line for line in (text_of(load, "title"), *lines) if line)
