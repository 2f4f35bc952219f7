"""QQ as a page with its pictures (QQ 消息管理器导出的 MHT).

Owns its rows and its parts. It is read in pieces, for such files have gigabytes. The day stands in a row of its own;
colours tell the side, and are known to be wrong in the first row of a day, which is left open. Pictures are members.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from lexcollect.files import open_regular
from lexcollect.formats.chats.json_stream import lone
from lexcollect.formats.chats.pages import words_in
from lexcollect.formats.chats.source import Source
from lexcollect.formats.limits import MAX_MEMBER_BYTES
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.said import Attachment, LinkedBy, Moment, NameKind
from lexcollect.formats.shapes import Member, Message, MessageKind
from lexcollect.formats.times import local
from lexcollect.patterns import regex

_CHUNK, _ROW, _LINE = 1 << 18, 1 << 22, 1 << 16
_BOUNDARY = regex(rb'boundary="?([^"\r\n;]{1,200})"?')
_DATE = regex(r"日期: (\d{4})-(\d{1,2})-(\d{1,2})")
_PEER = regex(r"消息对象:([^<]*)<")
_SAID = regex(
    r"<div style=color:#(?P<colour>\w{6});[^>]*><div style=float:left;[^>]*>(?P<name>.*?)</div>"
    r"(?P<h>\d{1,2}):(?P<mi>\d{2}):(?P<s>\d{2})(?: (?P<half>[AP]M))?</div>"
    r"<div style=padding-left:20px;>(?P<words>.*)</div>",
    16,
)
_NAMED = regex(r"^(?P<name>.*?)(?:\((?P<id>\d{5,12})\)|&lt;(?P<mail>[^<>]+)&gt;)?$")
_PICTURE = regex(r"<IMG src=\"([^\"]+)\"[^>]*>", 2)
_OWN = {"42B475": True, "006EFE": False}
_HEADS = 40


def read(source: Source) -> Iterator[Message]:
    """Yield the messages of the page."""
    with source.bytes() as stream:
        names = frozenset(name for name, _, _ in _parts(stream))
        day: tuple[int, int, int] | None = None
        peer, first = "", True
        for offset, raw in _rows(stream):
            row = raw.decode("utf-8", "surrogateescape")
            if match := _DATE.search(row):
                day, first = (int(match[1]), int(match[2]), int(match[3])), True
            elif match := _PEER.search(row):
                peer = source.remarks.facts["title"] = words_in(lone(match[1]))
            elif match := _SAID.search(row):
                clock = (int(match["h"]), int(match["mi"]), int(match["s"]))
                shown = f"{match['h']}:{match['mi']}:{match['s']}"
                time = local(*day, clock, shown, half=match["half"] or "") if day else Moment(raw=shown)
                outgoing = None if first else _OWN.get(match["colour"].upper())
                yield _message(
                    source, offset, len(raw), time, lone(match["name"]), lone(match["words"]), outgoing, names, peer
                )
                first = False
            elif "color:#" in row and "padding-left:20px" in row:
                yield source.unparsed(lone(row), offset, len(raw))


def _message(
    source: Source,
    offset: int,
    size: int,
    time: Moment,
    named: str,
    markup: str,
    outgoing: bool | None,
    names: frozenset[str],
    peer: str,
) -> Message:
    match = _NAMED.match(named)
    id = (match["id"] or match["mail"] or "") if match else ""
    pictures = tuple(
        Attachment(name, path=name, present=name in names, linked_by=LinkedBy.INSIDE if name in names else LinkedBy.NOT)
        for name in _PICTURE.findall(markup)
    )
    words = words_in(_PICTURE.sub("", markup))
    system = id in ("10000", "1000000")
    return source.said(
        offset,
        size,
        time,
        "" if system else words_in(match["name"] if match else named),
        MessageKind.SYSTEM if system else MessageKind.IMAGE if pictures and not words else MessageKind.TEXT,
        words,
        sender_id="" if system else id,
        outgoing=None if system else outgoing,
        conversation=peer,
        name_kind=NameKind.NICKNAME,
        attachments=pictures,
    )


def _rows(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the rows of the page with where they stand; it ends where its part does."""
    stream.seek(0)
    head = stream.read(_CHUNK)
    match = _BOUNDARY.search(head)
    begin = head.find(b"<html")
    if match is None or begin < 0:
        raise BadFile(Reason.BROKEN)
    end_mark = b"\n--" + match[1].strip()
    stream.seek(begin)
    base, kept = begin, b""
    while chunk := stream.read(_CHUNK):
        kept += chunk
        end = kept.find(end_mark)
        piece = kept if end < 0 else kept[:end]
        at = 0
        while (close := piece.find(b"</tr>", at)) >= 0:
            yield base + at, piece[at : close + 5]
            at = close + 5
        if end >= 0:
            return
        if len(kept) - at > _ROW:
            raise BadFile(Reason.TOO_MUCH)
        kept, base = kept[at:], base + at


def _parts(stream: BinaryIO) -> Iterator[tuple[str, str, int]]:
    """Yield name, type and first byte of every part that has a name."""
    stream.seek(0)
    name, kind, heads = "", "", 0
    while line := stream.readline(_LINE):
        if line.startswith(b"--"):
            name, kind, heads = "", "", _HEADS
        elif heads:
            lower = line[:60].lower()
            if lower.startswith(b"content-location:"):
                name = line.partition(b":")[2].strip().decode("utf-8", "replace")[:300]
            elif lower.startswith(b"content-type:"):
                kind = line.partition(b":")[2].partition(b";")[0].strip().decode("ascii", "replace")
            elif not line.strip():
                heads = 0
                if name:
                    yield name, kind, stream.tell()
                continue
            heads -= 1


def members(path: Path) -> Iterator[Member]:
    """Yield the pictures of the page."""
    with open_regular(path) as stream:
        found = list(_parts(stream))
    for number, (name, kind, offset) in enumerate(found, start=1):
        yield Member(number, name.replace("\\", "/").rpartition("/")[2], None, partial(_decoded, path, offset), kind)


def _decoded(path: Path, offset: int) -> Iterator[bytes]:
    with open_regular(path) as stream:
        stream.seek(offset)
        size = 0
        while (line := stream.readline(_LINE)) and not line.startswith(b"--"):
            try:
                data = binascii.a2b_base64(line)
            except binascii.Error as error:
                raise BadFile(Reason.BROKEN) from error
            size += len(data)
            if size > MAX_MEMBER_BYTES:
                raise BadFile(Reason.TOO_MUCH)
            if data:
                yield data
