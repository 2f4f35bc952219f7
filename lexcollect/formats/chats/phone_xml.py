"""Short messages and calls of a telephone (手机短信、通话记录备份): the XML of SMS Backup & Restore.

Owns its elements. They are looked for in the bytes one by one, so that no parser resolves anything: a file with a
document type or entities of its own is refused. Emoji written as two halves, which no XML allows, are mended in memory.
Only what was received or sent counts as exchanged: a draft was told to nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lexcollect.formats.chats import kinds
from lexcollect.formats.chats.appmsg import plain
from lexcollect.formats.chats.json_stream import lone
from lexcollect.formats.chats.source import Source
from lexcollect.formats.chats.words import label
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.said import Attachment, NameKind, Note, State
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.formats.times import epoch
from lexcollect.patterns import regex

_CHUNK = 1 << 20
#: Longest element: a message with pictures inside.
_ELEMENT = 64 << 20
_ATTRIBUTES = rb"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*"
_ELEMENTS = regex(
    rb"<(?P<short>sms|call)\b"
    + _ATTRIBUTES
    + rb"/?>|<mms\b"
    + _ATTRIBUTES
    + rb">.*?</mms>|<mms\b"
    + _ATTRIBUTES
    + rb"/>",
    16,
)
_ROOT = regex(rb"<(?:smses|calls)\b[^>]*\bcount\s*=\s*[\"'](\d{1,9})[\"']")
_ATTRIBUTE = regex(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_PART = regex(r"<part\b((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*/?>")
_ADDR = regex(r"<addr\b((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*/?>")
_HALVES = regex(r"&#(5[5-6]\d{3});&#(5[6-7]\d{3});")
_STATES = {"1": State.SENT, "2": State.SENT, "3": State.DRAFT, "4": State.FAILED, "5": State.FAILED, "6": State.FAILED}
_NOBODY = frozenset({"", "null", "(Unknown)"})
#: An address of a sender and of a recipient of a message with pictures.
_FROM, _TO = "137", "151"


def read(source: Source) -> Iterator[Message]:
    """Yield the messages, or the calls, in the order of the file; which is not that of time."""
    with source.bytes() as stream:
        for offset, raw in _elements(stream, source):
            text = raw.decode("utf-8", "surrogateescape")
            mended = _HALVES.sub(_joined, text)
            if mended != text:
                source.remarks.add(Note.XML_REPAIRED)
            if text.startswith("<call"):
                yield _call(source, offset, len(raw), _attributes(mended))
            elif text.startswith("<mms"):
                yield _pictures(source, offset, len(raw), mended)
            else:
                yield _short(source, offset, len(raw), _attributes(mended))


def _elements(stream: BinaryIO, source: Source) -> Iterator[tuple[int, bytes]]:
    stream.seek(0)
    kept, base = b"", 0
    while chunk := stream.read(_CHUNK):
        piece = kept + chunk
        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
            raise BadFile(Reason.BROKEN)
        if source.remarks.declared is None and (root := _ROOT.search(piece)):
            source.remarks.declared = int(root[1])
        at = 0
        for match in _ELEMENTS.finditer(piece):
            yield base + match.start(), match[0]
            at = match.end()
        rest = piece.find(b"<", at)
        keep_from = rest if rest >= 0 else len(piece)
        # What looks like the begin of an element may go on in the next chunk; what is no element is passed over.
        if rest >= 0 and not _begins(piece, rest):
            keep_from = _last_begin(piece, at)
        if len(piece) - keep_from > _ELEMENT:
            raise BadFile(Reason.TOO_MUCH)
        kept, base = piece[keep_from:], base + keep_from
    if _begins(kept, 0):
        source.remarks.torn = base


def _begins(piece: bytes, at: int) -> bool:
    return piece.startswith((b"<sms ", b"<call ", b"<mms "), at)


def _last_begin(piece: bytes, at: int) -> int:
    found = max(piece.rfind(mark, at) for mark in (b"<sms ", b"<call ", b"<mms "))
    return found if found >= 0 else max(at, len(piece) - 16)


def _joined(match: object) -> str:
    high, low = int(match[1]), int(match[2])  # type: ignore[index]
    if 0xD800 <= high < 0xDC00 <= low < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)
    return str(match[0])  # type: ignore[index]


def _attributes(element: str) -> dict[str, str]:
    head = element[: element.find(">") + 1] if element.startswith("<mms") else element
    return {name: lone(plain(double or single)) for name, double, single in _ATTRIBUTE.findall(head)}


def _name(row: dict[str, str]) -> str:
    name = row.get("contact_name", "")
    return "" if name in _NOBODY else name


def _short(source: Source, offset: int, size: int, row: dict[str, str]) -> Message:
    kind, address = row.get("type", ""), row.get("address", "")
    state = _STATES.get(kind, State.SENT)
    outgoing = {"1": False, "2": True}.get(kind, None if state is State.SENT else True)
    return source.said(
        offset,
        size,
        epoch(row.get("date", "")),
        "" if outgoing else _name(row),
        MessageKind.TEXT,
        row.get("body", ""),
        sender_id="" if outgoing else address,
        outgoing=outgoing,
        recipients=(address,) if outgoing else (),
        conversation=address,
        name_kind=NameKind.PHONE_BOOK if _name(row) and not outgoing else NameKind.UNKNOWN,
        ids=(("date_sent", row["date_sent"]),) if row.get("date_sent", "0") != "0" else (),
        state=state,
    )


def _pictures(source: Source, offset: int, size: int, element: str) -> Message:
    row = _attributes(element)
    texts, files = [], []
    for part in _PART.finditer(element):
        found = {name: lone(plain(double or single)) for name, double, single in _ATTRIBUTE.findall(part[1])}
        if found.get("ct") == "text/plain":
            texts.append(found.get("text", ""))
        elif found.get("ct") != "application/smil":
            name = next((found[key] for key in ("name", "fn", "cl") if found.get(key, "null") not in _NOBODY), "")
            files.append(Attachment(name, media_type=found.get("ct", ""), present="data" in found))
    people = [
        {name: double or single for name, double, single in _ATTRIBUTE.findall(one[1])}
        for one in _ADDR.finditer(element)
    ]
    sent = row.get("msg_box") == "2"
    sender = next((one.get("address", "") for one in people if one.get("type") == _FROM), row.get("address", ""))
    return source.said(
        offset,
        size,
        epoch(row.get("date", "")),
        "" if sent else _name(row),
        MessageKind.TEXT if any(texts) else MessageKind.IMAGE,
        "\n".join(text for text in texts if text),
        sender_id="" if sent else sender,
        outgoing=sent,
        recipients=tuple(one.get("address", "") for one in people if one.get("type") == _TO),
        conversation=row.get("address", ""),
        name_kind=NameKind.PHONE_BOOK,
        attachments=tuple(files),
    )


def _call(source: Source, offset: int, size: int, row: dict[str, str]) -> Message:
    seconds = kinds.whole(row.get("duration", ""))
    kind = row.get("type", "")
    number = row.get("number", "")
    return source.said(
        offset,
        size,
        epoch(row.get("date", "")),
        _name(row),
        MessageKind.CALL,
        "",
        sender_id=number,
        outgoing={"1": False, "2": True, "3": False, "5": False}.get(kind),
        conversation=number,
        name_kind=NameKind.PHONE_BOOK,
        derived=(label(f"{seconds}″"),) if seconds is not None else (),
    )
