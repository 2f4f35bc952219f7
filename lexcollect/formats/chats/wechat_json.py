"""WeChat as JSON (微信第三方导出的 JSON): MemoTrace's side-car, PyWxDump, chatlog, WeFlow, echotrace, CipherTalk.

Owns what the keys of each mean. The original XML of a message is read where the program kept it; where it kept only its
own line of text, that is taken apart. Ids stay text. Which side a message is on follows from the account, not from a
flag that the program itself calls unreliable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lexcollect.formats.chats import kinds
from lexcollect.formats.chats.appmsg import amount_of, is_card, read_card
from lexcollect.formats.chats.json_stream import Item, Reader, part, parts, text_of
from lexcollect.formats.chats.source import Source
from lexcollect.formats.chats.words import Spoken, Style, label, payment_note, spoken
from lexcollect.formats.said import (
    Attachment,
    Derived,
    DerivedKind,
    Moment,
    NameKind,
    Note,
    Payment,
    PaymentState,
    Quote,
)
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.formats.times import epoch, moment_of
from lexcollect.records import dataclass

K = MessageKind
_PAID = {
    1: PaymentState.INITIATED,
    7: PaymentState.INITIATED,
    3: PaymentState.RECEIVED,
    5: PaymentState.RECEIVED,
    8: PaymentState.RECEIVED,
    4: PaymentState.RETURNED,
    9: PaymentState.RETURNED,
    10: PaymentState.EXPIRED,
}
#: What a message is made of: the row, and the facts of the file.
_Row = Callable[[dict[str, Any], dict[str, str]], "_Read"]


@dataclass(frozen=True, slots=True)
class _Read:
    """One row read: the time, who, and what was said."""

    time: Moment
    sender: str
    said: Spoken
    sender_id: str = ""
    outgoing: bool | None = None
    ids: tuple[tuple[str, str], ...] = ()
    conversation: str = ""
    name_kind: NameKind = NameKind.REMARK
    reference: str = ""


def read_array(source: Source, row: _Row) -> Iterator[Message]:
    """Yield the messages of a file that is one array."""
    return source.json(lambda reader: (message_of(source, item, row) for item in reader.items("")))


def read_object(source: Source, row: _Row, about: Callable[[str, Any, Source], None]) -> Iterator[Message]:
    """Yield the messages in ``messages`` of a file that is one object; ``about`` takes its other keys."""

    def walk(reader: Reader) -> Iterator[Message]:
        for key in reader.names():
            if key == "messages" and reader.peek() == "[":
                for item in reader.items("/messages"):
                    yield message_of(source, item, row)
            else:
                about(key, reader.value(), source)

    return source.json(walk)


def message_of(source: Source, item: Item, row: _Row) -> Message:
    """Return the message in ``item`` as ``row`` reads it."""

    def made(item: Item, value: dict[str, Any]) -> Message:
        read = row(value, source.remarks.facts)
        said = read.said
        return source.said(
            item.offset,
            item.size,
            read.time,
            read.sender,
            said.kind,
            said.text,
            reference=read.reference,
            sender_id=read.sender_id,
            outgoing=read.outgoing,
            conversation=read.conversation,
            name_kind=read.name_kind if read.sender else NameKind.UNKNOWN,
            ids=read.ids,
            quote=said.quote,
            children=said.children,
            attachments=said.attachments,
            money=said.money,
            derived=said.derived,
            notes=said.notes,
            place=item.pointer,
        )

    return source.row(item, made)


def _ids(**named: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in named.items() if value)


# --- MemoTrace 2.x ----------------------------------------------------------------------------------------------


def read_memotrace(source: Source) -> Iterator[Message]:
    """Yield the messages of the side-car of MemoTrace's page."""
    yield from read_array(source, memotrace_row)


def memotrace_row(row: dict[str, Any], facts: dict[str, str]) -> _Read:
    """Return what one message of MemoTrace 2.x says."""
    server = text_of(row, "server_id")
    return _Read(
        epoch(row.get("timestamp")),
        text_of(row, "display_name"),
        _memotrace(row),
        outgoing=kinds.flag(row.get("is_send")),
        ids=_ids(server_id=server),
        reference=server,
    )


def _memotrace(row: dict[str, Any], depth: int = 0) -> Spoken:
    kind = kinds.wechat(kinds.whole(row.get("type"))) or K.OTHER
    said = text_of(row, "text")
    if kind is K.TEXT:
        return Spoken(kind, said)
    if kind is K.SYSTEM:
        return spoken(said, Style.MEMOTRACE_2, kind)
    if kind is K.QUOTE:
        who, _, quoted = text_of(row, "quote_text").partition(": ")
        return Spoken(kind, said, Quote(quoted, who, reference=text_of(row, "quote_server_id")))
    if kind is K.TRANSFER:
        return _transfer(row, said)
    if kind is K.RED_PACKET:
        given = Payment(None, PaymentState.GIVEN)
        return Spoken(kind, "", money=(given,), derived=_labels(said), notes=(Note.RED_PACKET,))
    if kind is K.MERGED_FORWARD:
        inside = parts(row, "messages")[:2_000] if depth < 3 else []
        children = tuple(_child(n, one, depth) for n, one in enumerate(inside, 1))
        return Spoken(kind, "", children=children, derived=_labels(text_of(row, "title")), notes=(Note.HEARSAY,))
    heard = text_of(row, "voice_to_text")
    derived = (Derived(DerivedKind.SPEECH_TO_TEXT, heard),) if heard else ()
    shown = said or text_of(row, "display_content", "title")
    path = text_of(row, "path")
    attachment = Attachment(_named(row, path), path=path, size=kinds.whole(row.get("file_size")))
    return Spoken(kind, "", attachments=(attachment,) if path else (), derived=(*derived, *_labels(shown)))


def _named(row: dict[str, Any], path: str) -> str:
    name = text_of(row, "file_name")
    return name or path.replace("\\", "/").rpartition("/")[2]


def _transfer(row: dict[str, Any], said: str) -> Spoken:
    state = _PAID.get(kinds.whole(row.get("pay_subtype")) or 0, PaymentState.INITIATED)
    payment = Payment(amount_of(text_of(row, "fee_desc")), state, memo=text_of(row, "pay_memo"))
    return Spoken(K.TRANSFER, "", money=(payment,), derived=_labels(said), notes=payment_note(payment))


def _child(number: int, row: Any, depth: int) -> Message:
    row = row if isinstance(row, dict) else {}
    said = _memotrace(row, depth + 1)
    return Message(
        number, 0, 0, epoch(row.get("timestamp")), text_of(row, "display_name"), said.kind, said.text, hearsay=True
    )


def _labels(shown: str) -> tuple[Derived, ...]:
    return (label(shown),) if shown else ()


# --- PyWxDump ---------------------------------------------------------------------------------------------------


def read_pywxdump(source: Source) -> Iterator[Message]:
    """Yield the messages of PyWxDump's JSON."""
    yield from read_array(source, _pywxdump_row)


def _pywxdump_row(row: dict[str, Any], facts: dict[str, str]) -> _Read:
    server, talker = text_of(row, "MsgSvrID"), text_of(row, "talker")
    path = text_of(row, "src")
    said = spoken(text_of(row, "msg"), Style.PYWXDUMP, kinds.NAMES.get(text_of(row, "type_name"), K.OTHER))
    if path and not said.attachments:
        said = _with_file(said, path)
    return _Read(
        moment_of(text_of(row, "CreateTime")),
        "",
        said,
        "" if talker in ("我", "未知", "系统") else talker,
        kinds.flag(row.get("is_sender")),
        _ids(server_id=server),
        text_of(row, "room_name"),
        reference=server,
    )


def _with_file(said: Spoken, path: str) -> Spoken:
    from dataclasses import replace

    return replace(said, attachments=(Attachment(path.replace("\\", "/").rpartition("/")[2], path=path),))


# --- chatlog ----------------------------------------------------------------------------------------------------


def read_chatlog(source: Source) -> Iterator[Message]:
    """Yield the messages of chatlog's JSON."""
    yield from read_array(source, _chatlog_row)


def _chatlog_row(row: dict[str, Any], facts: dict[str, str]) -> _Read:
    sender, talker = text_of(row, "sender"), text_of(row, "talker")
    system = sender == "系统消息"
    kind = kinds.wechat(kinds.whole(row.get("type")), kinds.whole(row.get("subType"))) or K.OTHER
    # In a chat of two the account says whose message it is; the program's own flag is called inaccurate by itself.
    flagged = kinds.flag(row.get("isSelf"))
    outgoing = flagged if row.get("isChatRoom") or not sender else sender != talker
    return _Read(
        moment_of(text_of(row, "time")),
        text_of(row, "senderName"),
        _chatlog(row, kind),
        "" if system else sender,
        None if system else outgoing,
        _ids(seq=text_of(row, "seq")),
        text_of(row, "talkerName") or talker,
        reference=text_of(row, "seq"),
    )


def _chatlog(row: dict[str, Any], kind: MessageKind) -> Spoken:
    said, more = text_of(row, "content"), part(row, "contents")
    if kind is K.QUOTE:
        refer = part(more, "refer")
        quoted = Quote(text_of(refer, "content"), text_of(refer, "senderName"), moment_of(text_of(refer, "time")))
        return Spoken(kind, said, quoted if refer else None)
    if kind is K.MERGED_FORWARD:
        items = parts(part(part(more, "recordInfo"), "DataList"), "DataItems")
        children = tuple(_forwarded(n, one) for n, one in enumerate(items[:2_000], 1))
        return Spoken(kind, "", children=children, derived=_labels(text_of(more, "title")), notes=(Note.HEARSAY,))
    if kind is K.RED_PACKET:
        return Spoken(kind, "", money=(Payment(None, PaymentState.GIVEN),), notes=(Note.RED_PACKET,))
    found = spoken(said, Style.CHATLOG, kind)
    name, path, md5 = text_of(more, "title"), text_of(more, "path"), text_of(more, "md5")
    if kind in (K.FILE, K.IMAGE, K.VIDEO) and (name or path or md5):
        return Spoken(kind, "", attachments=(Attachment(name, path=path, md5=md5),), derived=found.derived)
    return found


def _forwarded(number: int, item: Any) -> Message:
    return Message(
        number,
        0,
        0,
        moment_of(text_of(item, "SourceTime")),
        text_of(item, "SourceName"),
        K.TEXT if text_of(item, "DataType") == "1" else K.OTHER,
        text_of(item, "DataDesc"),
        hearsay=True,
    )


# --- WeFlow, echotrace, CipherTalk ------------------------------------------------------------------------------


def read_weflow(source: Source) -> Iterator[Message]:
    """Yield the messages of WeFlow's and echotrace's JSON; their session names the peer and the number of messages."""
    yield from read_object(source, _weflow_row, _session)


def read_ciphertalk(source: Source) -> Iterator[Message]:
    """Yield the messages of CipherTalk's JSON, which keeps the original XML and the real ids."""
    yield from read_object(source, _weflow_row, _session)


def _session(key: str, value: Any, source: Source) -> None:
    facts = source.remarks.facts
    if key == "session" and isinstance(value, dict):
        source.remarks.declared = kinds.whole(value.get("messageCount"))
        facts["title"] = text_of(value, "displayName", "remark", "nickname")
        facts["owner"] = text_of(value, "ownerId")
        facts["peer"] = text_of(value, "accountId", "wxid")
    elif key in ("weflow", "exportInfo") and isinstance(value, dict):
        exported = epoch(value.get("exportedAt"))
        facts["exported"] = exported.value.isoformat() if exported.value else ""


def _weflow_row(row: dict[str, Any], facts: dict[str, str]) -> _Read:
    kind = kinds.wechat(kinds.whole(row.get("localType"))) or kinds.NAMES.get(text_of(row, "type")) or K.OTHER
    server = text_of(row, "platformMessageId")
    raw, shown = text_of(row, "rawContent"), text_of(row, "content")
    card = next((words for words in (raw, text_of(row, "source"), shown) if words and is_card(words)), "")
    said = read_card(card, kind) if card else spoken(shown, Style.WEFLOW, kind)
    system = said.kind in (K.SYSTEM, K.RECALL)
    return _Read(
        epoch(row.get("createTime")),
        text_of(row, "senderDisplayName"),
        said,
        "" if system else text_of(row, "senderUsername"),
        None if system else kinds.flag(row.get("isSend")),
        _ids(local_id=text_of(row, "localId"), server_id=server),
        facts.get("title", ""),
        reference=server or text_of(row, "localId"),
    )
