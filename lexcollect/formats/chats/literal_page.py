"""Pages of MemoTrace 1.x (留痕 1.x 网页): a list of JavaScript objects, one a line, with bare keys and single quotes.

Owns reading such a literal by its own few signs: it is no JSON, and nothing is run. A line that looks like one and is
none is handed out as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.formats.chats import kinds
from lexcollect.formats.chats.appmsg import is_card, read_card
from lexcollect.formats.chats.pages import words_in
from lexcollect.formats.chats.source import Source
from lexcollect.formats.chats.words import Style, spoken
from lexcollect.formats.said import Attachment, NameKind
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.formats.times import epoch
from lexcollect.patterns import regex

#: By these keys the data is known.
MARKS = (b"is_chatroom:", b"displayname:", b"timestamp:")
_OBJECT = regex(r"\{\s*type:\s*\d")
_PAIR = regex(r"\s*(\w+)\s*:\s*(?:'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"|`((?:[^`\\]|\\.)*)`|(-?\w+))\s*(,|\})")
_ESCAPE = regex(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", 16)
_SHORT = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "0": ""}
#: So many keys has one object at most.
_KEYS = 60


def read(source: Source) -> Iterator[Message]:
    """Yield the messages of the page."""
    for line in source.lines():
        at = 0
        while match := _OBJECT.search(line.text, at):
            row, end = _literal(line.text, match.start())
            piece = line.text[match.start() : max(end, match.end())]
            offset = line.offset + len(line.text[: match.start()].encode("utf-8", "surrogatepass"))
            size = len(piece.encode("utf-8", "surrogatepass"))
            if "timestamp" in row:
                yield _message(source, row, offset, size)
            else:
                yield source.unparsed(piece, offset, size)
            at = max(end, match.end())


def _literal(text: str, at: int) -> tuple[dict[str, str], int]:
    """Return the object that begins at ``at``, and where it ends; an empty one when it is none."""
    row: dict[str, str] = {}
    at += 1
    while len(row) < _KEYS and (match := _PAIR.match(text, at)):
        quoted = next((one for one in match.group(2, 3, 4) if one is not None), None)
        row[match[1]] = match[5] if quoted is None else _plain(quoted)
        at = match.end()
        if match[6] == "}":
            return row, at
        if text[at : at + 1] == "}":
            return row, at + 1
    return {}, at


def _plain(quoted: str) -> str:
    def sign(match: object) -> str:
        code = match[1] or match[2]  # type: ignore[index]
        if code:
            number = int(code, 16)
            return "\ufffd" if 0xD800 <= number < 0xE000 else chr(number)
        one = str(match[3])  # type: ignore[index]
        return _SHORT.get(one, one)

    return _ESCAPE.sub(sign, quoted) if "\\" in quoted else quoted


def _message(source: Source, row: dict[str, str], offset: int, size: int) -> Message:
    words = words_in(row.get("text", ""))
    kind = kinds.wechat(kinds.whole(row.get("type")), kinds.whole(row.get("sub_type"))) or MessageKind.OTHER
    said = read_card(words, kind) if is_card(words) else spoken(words, Style.MEMOTRACE_1, kind)
    path = row.get("path", "") if kind in (MessageKind.IMAGE, MessageKind.FILE, MessageKind.VIDEO) else ""
    files = (Attachment(path.replace("\\", "/").rpartition("/")[2], path=path),) if path else said.attachments
    system = said.kind in (MessageKind.SYSTEM, MessageKind.RECALL)
    return source.said(
        offset,
        size,
        epoch(row.get("timestamp", "")),
        "" if system else row.get("displayname", ""),
        said.kind,
        said.text,
        outgoing=None if system else kinds.flag(row.get("is_send")),
        name_kind=NameKind.REMARK,
        quote=said.quote,
        children=said.children,
        attachments=files,
        money=said.money,
        derived=said.derived,
        notes=said.notes,
    )
