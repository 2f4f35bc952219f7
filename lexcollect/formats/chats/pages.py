"""Pages (网页形式的聊天): what MemoTrace, WeFlow and WechatExporter write for a browser.

Owns finding the data of a chat in a page: an array in a script, or one element a message. Nothing is run and no page is
built in memory; markup inside a message is read as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any, BinaryIO

from lexcollect.formats.chats import kinds
from lexcollect.formats.chats.blocks import blocks
from lexcollect.formats.chats.json_stream import Item, Reader, Torn, lone, text_of
from lexcollect.formats.chats.source import Source
from lexcollect.formats.chats.wechat_json import memotrace_row, message_of
from lexcollect.formats.chats.words import Style, spoken
from lexcollect.formats.said import Moment
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.formats.times import epoch, moment_of
from lexcollect.patterns import regex

#: Where the array of each program begins.
WEFLOW, MEMOTRACE = b"WEFLOW_DATA = [", b"chatMessages = ["
#: How WechatExporter begins a message.
EXPORTER = b'<div class="msg '
_CHUNK = 1 << 20
_TAG = regex(r"<[^<>]*>")
_BREAK = regex(r"<(?:br|/p|/div|/tr|/li)\b[^<>]*>", 2)
_TITLE = regex(r"<title>([^<]*)</title>", 2)
_BODY = regex(r'<div class="message-content">(.*)</div>\s*$', 16)
_SENDER = regex(r'<div class="(?:message-sender|sender-name)">(.*?)</div>', 16)
_DEEP = 8


def read_memotrace(source: Source) -> Iterator[Message]:
    """Yield the messages of MemoTrace's page: the data of its side-car, each string escaped for a page once."""
    return _array(source, MEMOTRACE, lambda item: message_of(source, _unescaped(item), memotrace_row))


def read_weflow(source: Source) -> Iterator[Message]:
    """Yield the messages of WeFlow's page; it names the side and the time, and the words as markup."""
    title = _title(source)
    return _array(source, WEFLOW, lambda item: source.row(item, lambda item, row: _weflow(source, item, row, title)))


def _array(source: Source, mark: bytes, made: Any) -> Iterator[Message]:
    with source.bytes() as stream:
        begin = _find(stream, mark)
        if begin < 0:
            return
        reader = Reader(stream, begin + len(mark) - 1)
        try:
            for item in reader.items(""):
                yield made(item)
        except Torn as torn:
            source.remarks.torn = torn.offset
            rest = reader.rest()
            yield source.unparsed(lone(rest), torn.offset, reader.to_end())


def _find(stream: BinaryIO, mark: bytes) -> int:
    """Return the byte at which ``mark`` stands first; -1 when it does not."""
    stream.seek(0)
    base, kept = 0, b""
    while chunk := stream.read(_CHUNK):
        piece = kept + chunk
        if (at := piece.find(mark)) >= 0:
            return base + at
        kept = piece[-len(mark) :]
        base += len(piece) - len(kept)
    return -1


def _title(source: Source) -> str:
    with source.bytes() as stream:
        head = stream.read(1 << 16).decode("utf-8", "replace")
    match = _TITLE.search(head)
    title = unescape(match[1]).removesuffix(" - 聊天记录") if match else ""
    source.remarks.facts["title"] = title
    return title


def _unescaped(item: Item, depth: int = 0) -> Item:
    return Item(item.pointer, item.offset, item.size, _plain(item.value, depth), item.broken)


def _plain(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return unescape(value) if "&" in value else value
    if depth > _DEEP:
        return value
    if isinstance(value, list):
        return [_plain(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one, depth + 1) for key, one in value.items()}
    return value


def _weflow(source: Source, item: Item, row: dict[str, Any], title: str) -> Message:
    body = text_of(row, "b")
    content = _BODY.search(body)
    said = spoken(words_in(content[1] if content else body), Style.WEFLOW)
    outgoing = kinds.flag(row.get("s"))
    named = _SENDER.search(body)
    sender = words_in(named[1]) if named else title if outgoing is False else ""
    server = text_of(row, "p")
    return source.said(
        item.offset,
        item.size,
        epoch(row.get("t")),
        sender,
        said.kind,
        said.text,
        reference=server,
        outgoing=None if said.kind in (MessageKind.SYSTEM, MessageKind.RECALL) else outgoing,
        conversation=title,
        ids=(("server_id", server),) if server else (),
        quote=said.quote,
        children=said.children,
        attachments=said.attachments,
        money=said.money,
        derived=said.derived,
        notes=said.notes,
        place=item.pointer,
    )


def words_in(markup: str) -> str:
    """Return what a person reads of ``markup``: its text, lines where it breaks them."""
    if "<" in markup:
        markup = _TAG.sub("", _BREAK.sub("\n", markup))
    return unescape(markup).replace("\xa0", " ").strip("\n")


# --- WechatExporter ---------------------------------------------------------------------------------------------

_OPENS = regex(r'<div class="msg (?P<kind>[^"]*)" msgid="(?P<id>[^"]*)"(?: msgtype="(?P<type>[^"]*)")?')
_NAME = regex(r'class="dspname[^"]*"(?: wxId="(?P<id>[^"]*)")?>(?P<name>[^<]*)</span>\s*(?P<time>[\d\-: ]+)')
_WORDS = regex(r"<pre>(.*?)</pre>", 16)
_NOTICE = regex(r'<span class="dont-break-out[^"]*">(.*?)</span>', 16)


def read_exporter(source: Source) -> Iterator[Message]:
    """Yield the messages of WechatExporter's page; its ids count up within the chat."""
    last = Moment()
    title = _title(source).removesuffix(" - 微信聊天记录")
    source.remarks.facts["title"] = title
    for block in blocks(source.lines(), _opens):
        if block.head is None:
            continue  # the page around the messages
        message = _exported(source, block.text, block.offset, block.size, last, title)
        if message.time.value is not None:
            last = message.time
        yield message


def _opens(line: str, following: str) -> tuple[str, int] | None:
    return (line, 1) if '<div class="msg ' in line else None


def _exported(source: Source, markup: str, offset: int, size: int, last: Moment, title: str) -> Message:
    head, named = _OPENS.search(markup), _NAME.search(markup)
    found = _WORDS.search(markup) or _NOTICE.search(markup)
    if head is None or found is None:
        return source.unparsed(markup, offset, size)
    words = words_in(found[1])
    known = kinds.wechat(kinds.whole(head["type"]))
    if named is None:
        said = spoken(words.removeprefix("系统消息：").strip(), Style.EXPORTER, MessageKind.SYSTEM)
    else:
        said = spoken(words, Style.EXPORTER, known)
    id = head["id"]
    return source.said(
        offset,
        size,
        moment_of(named["time"].strip()) if named else Moment(not_before=last.value),
        unescape(named["name"]) if named else "",
        said.kind,
        said.text,
        reference=id,
        sender_id=(named["id"] or "") if named else "",
        outgoing=None if named is None else "right" in head["kind"].split(),
        conversation=title,
        ids=(("local_id", id),),
        quote=said.quote,
        children=said.children,
        attachments=said.attachments,
        money=said.money,
        derived=said.derived,
        notes=said.notes,
        place=f"msgid={id}",
    )
