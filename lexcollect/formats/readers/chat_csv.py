"""Chat exports as a table (聊天记录导出表): messages, and what a court will ask about.

Owns the column sets of known exporters, the messages with their bytes, and the counting of rows, span of time,
pictures referred to, messages recalled or refused. Keeps file order and rewrites nothing. A row that is no row of a
table is handed out as it stands, never dropped.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path, PurePosixPath

from lexcollect.findings import finding
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.limits import MAX_CHAT_BYTES, MAX_ROWS, MAX_TEXT_CHARS
from lexcollect.formats.readers.text import TextContent
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import DateCandidate, Line, Look, Message, MessageKind, Moment, Part, Unit
from lexcollect.formats.start import Start
from lexcollect.formats.times import moment_of
from lexcollect.records import dataclass, field
from lexcollect.wording import text as word

K = MessageKind

#: WeChat's own numbers of types (3.x); 49 is told apart by its second number.
_TYPES = {
    "1": K.TEXT,
    "3": K.IMAGE,
    "34": K.VOICE,
    "42": K.CONTACT_CARD,
    "43": K.VIDEO,
    "47": K.STICKER,
    "48": K.LOCATION,
    "50": K.CALL,
    "62": K.VIDEO,
    "66": K.CONTACT_CARD,
    "10000": K.SYSTEM,
    "10002": K.SYSTEM,
}
_CARDS = {
    "3": K.LINK,
    "4": K.LINK,
    "5": K.LINK,
    "6": K.FILE,
    "17": K.LOCATION,
    "19": K.MERGED_FORWARD,
    "33": K.MINI_PROGRAM,
    "36": K.MINI_PROGRAM,
    "57": K.QUOTE,
    "62": K.SYSTEM,
    "74": K.FILE,
    "2000": K.TRANSFER,
    "2001": K.RED_PACKET,
}
#: The names exporters give to types.
_NAMES = {
    "文本": K.TEXT,
    "图片": K.IMAGE,
    "语音": K.VOICE,
    "视频": K.VIDEO,
    "文件": K.FILE,
    "动画表情": K.STICKER,
    "表情包": K.STICKER,
    "位置": K.LOCATION,
    "名片": K.CONTACT_CARD,
    "(分享)卡片式链接": K.LINK,
    "链接": K.LINK,
    "小程序": K.MINI_PROGRAM,
    "合并转发的聊天记录": K.MERGED_FORWARD,
    "引用消息": K.QUOTE,
    "引用回复": K.QUOTE,
    "转账": K.TRANSFER,
    "红包": K.RED_PACKET,
    "语音通话": K.CALL,
    "音视频通话": K.CALL,
    "系统消息": K.SYSTEM,
    "系统通知": K.SYSTEM,
    "拍一拍": K.SYSTEM,
}
_RECALLED, _REFUSED = "撤回了一条消息", "被对方拒收"
_OUTGOING = {"1": True, "0": False}
_PICTURE = re.compile(r"([\w\-./\\]+\.(?:jpe?g|png|gif|webp|heic|bmp))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of one exporter by name; the first two and ``needed`` tell its tables from others."""

    time: str
    words: str
    needed: frozenset[str]
    kind: str
    reference: str
    sender: str = ""
    sender_id: str = ""
    outgoing: str = ""
    card: str = ""
    file: str = ""
    other_time: str = ""


_HEADS = (
    _Columns(
        "CreateTime",
        "StrContent",
        frozenset({"localId", "Type", "IsSender"}),
        kind="Type",
        card="SubType",
        reference="localId",
        sender="NickName",
        sender_id="Sender",
        outgoing="IsSender",
        other_time="StrTime",
    ),
    _Columns(
        "时间", "内容", frozenset({"类型", "发送人"}), kind="类型", reference="消息ID", sender="发送人", other_time=""
    ),
    _Columns(
        "CreateTime",
        "msg",
        frozenset({"type_name", "is_sender", "talker"}),
        kind="type_name",
        reference="MsgSvrID",
        sender_id="talker",
        outgoing="is_sender",
        file="src",
    ),
)


def _recognise(start: Start) -> FileKind | None:
    return FileKind.CHAT if start.lines and is_head(start.lines[0]) else None


def is_head(line: str) -> bool:
    """Tell whether ``line`` is the first line of a known chat export."""
    return _known(next(csv.reader([line.lstrip("\ufeff")]), [])) is not None


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return rows, span and references of the chat export at ``path``; ``name`` is its relative name."""
    seen = Look()
    if path.stat().st_size > MAX_CHAT_BYTES:
        seen.status = Status.UNREADABLE
        seen.findings.append(finding("LX-I037", limit=MAX_CHAT_BYTES // 1_000_000))
        return seen
    content = ChatContent(path, kind)
    seen.facts["encoding"] = content.encoding().name
    count = _Count(PurePosixPath(name).parent)
    for message in content.messages():
        count.add(message)
    count.tell(seen)
    seen.findings = content.findings + seen.findings
    return seen


class ChatContent(TextContent):
    """The messages of a chat table."""

    def messages(self, part: Part | None = None) -> Iterator[Message]:
        """Yield the messages, numbered from 1 in the order of the file, those of ``part`` if given."""
        part = part and part.counts(Unit.MESSAGES)
        records = _records(self.text())
        head = next((row for row, _ in records if row), None)
        table = _Table.of(head) if head else None
        if table is None:
            return
        number = 0
        for row, pieces in records:
            if row == []:
                continue
            if number == MAX_ROWS:
                self.findings.append(finding("LX-I050", limit=MAX_ROWS, unit=word("formats.unit.rows")))
                return
            number += 1
            if part and part.is_over(number):
                return
            if part is None or number in part:
                offset, size = pieces[0].offset, sum(piece.size for piece in pieces)
                if row is None:
                    yield _unparsed(number, pieces, offset, size)
                else:
                    yield table.message(number, row, offset, size)


def _records(pieces: Iterator[Line]) -> Iterator[tuple[list[str] | None, Sequence[Line]]]:
    """Yield each record of the table with the lines it was read from; ``None`` for lines that are no record."""
    taken: list[Line] = []

    def fed() -> Iterator[str]:
        for piece in pieces:
            taken.append(piece)
            yield piece.text

    table = csv.reader(fed())
    while True:
        taken.clear()
        try:
            row: list[str] | None = next(table)
        except StopIteration:
            return
        except csv.Error:  # a field that never ends, or a zero byte
            row = None
        yield row, taken


@dataclass(frozen=True, slots=True)
class _Table:
    """Where the columns of this file stand; -1 for a column that it does not have."""

    width: int
    time: int
    words: int
    kind: int
    reference: int
    sender: int
    sender_id: int
    outgoing: int
    card: int
    file: int
    other_time: int

    @classmethod
    def of(cls, head: list[str]) -> _Table | None:
        """Return the table that ``head`` begins, ``None`` when its exporter is not known."""
        columns = _known(head)
        if columns is None:
            return None
        places = {name.strip(): place for place, name in reversed(list(enumerate(head)))}
        named = {f.name: getattr(columns, f.name) for f in fields(cls) if f.name != "width"}
        return cls(len(head), **{key: places.get(name, -1) if name else -1 for key, name in named.items()})

    def message(self, number: int, row: list[str], offset: int, size: int) -> Message:
        """Return the message in ``row``; exporters leave out empty cells at the end."""
        cells = row[: self.width]
        cells += [""] * (self.width + 1 - len(cells))  # the last is what a column at -1 holds
        words, file = cells[self.words], cells[self.file]
        time = moment_of(cells[self.time])
        if time.value is None and (other := moment_of(cells[self.other_time])).value is not None:
            time = other
        return Message(
            number,
            offset,
            size,
            time,
            cells[self.sender],
            _kind(cells[self.kind], cells[self.card], words),
            words,
            cells[self.reference],
            cells[self.sender_id],
            _OUTGOING.get(cells[self.outgoing]),
            (*_PICTURE.findall(words), file) if file else tuple(_PICTURE.findall(words)),
        )


def _unparsed(number: int, pieces: Sequence[Line], offset: int, size: int) -> Message:
    words = "".join(piece.text for piece in pieces)
    return Message(number, offset, size, Moment(), "", MessageKind.UNPARSED, words)


def _kind(kind: str, card: str, words: str) -> MessageKind:
    known = _CARDS.get(card) if kind == "49" else _TYPES.get(kind, _NAMES.get(kind))
    # What a person writes about a recalled message is no recall: only the program's own line is.
    if kind.startswith("消息撤回") or (known is MessageKind.SYSTEM and _RECALLED in words):
        return MessageKind.RECALL
    return known or MessageKind.OTHER


@dataclass(slots=True)
class _Count:
    """What is counted while the messages go by; ``folder`` is where the export lies."""

    folder: PurePosixPath
    rows: int = 0
    unparsed: int = 0
    first_unparsed: int = 0
    recalled: int = 0
    refused: int = 0
    first: tuple[date, str] | None = None
    last: tuple[date, str] | None = None
    words: list[str] = field(default_factory=list)
    length: int = 0
    refers: dict[str, None] = field(default_factory=dict)

    def add(self, message: Message) -> None:
        self.rows += 1
        if message.kind is MessageKind.UNPARSED:
            self.unparsed += 1
            self.first_unparsed = self.first_unparsed or message.number
        if message.time.value is not None:
            day = (message.time.value.date(), message.time.raw)
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)
        self.recalled += _RECALLED in message.text
        self.refused += _REFUSED in message.text
        if self.length < MAX_TEXT_CHARS:
            self.words.append(message.text)
            self.length += len(message.text) + 1
        self.refers.update(dict.fromkeys(message.refers))

    def tell(self, seen: Look) -> None:
        seen.facts["rows"] = str(self.rows)
        pictures = [_inside(self.folder, name) for name in self.refers if _PICTURE.fullmatch(name)]
        seen.refers = tuple(dict.fromkeys(name for name in pictures if name))
        seen.text = "\n".join(self.words)[:MAX_TEXT_CHARS]
        if self.first and self.last:
            seen.facts["first"], seen.facts["last"] = self.first[0].isoformat(), self.last[0].isoformat()
            seen.dates.append(DateCandidate(self.first[0], "chat_first", self.first[1]))
            seen.dates.append(DateCandidate(self.last[0], "chat_last", self.last[1]))
        if self.unparsed:
            seen.findings.append(finding("LX-I052", count=self.unparsed, number=self.first_unparsed))
        if self.recalled or self.refused:
            seen.findings.append(finding("LX-I041", recalled=self.recalled, refused=self.refused))


def _known(head: list[str]) -> _Columns | None:
    names = {column.strip() for column in head}
    return next((c for c in _HEADS if {c.time, c.words} <= names and c.needed <= names), None)


def _inside(folder: PurePosixPath, picture: str) -> str:
    """Return the name below the material that a message points to; empty when it would leave the folder."""
    relative = PurePosixPath(picture.replace("\\", "/").lstrip("/"))
    if ".." in relative.parts:
        return ""
    return (folder / relative).as_posix()


FORMAT = Format(kinds=(FileKind.CHAT,), mark=Mark.WORDS, recognise=_recognise, look=look, content=ChatContent)
