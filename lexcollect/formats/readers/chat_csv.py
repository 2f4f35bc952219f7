"""Chat exports as a table (聊天记录导出表): messages, and what a court will ask about.

Owns the column sets of known exporters, the messages with their bytes, and which rows are damaged. Keeps file order and
rewrites nothing. A row that is no row of a table is handed out as it stands, never dropped.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path, PurePosixPath

from lexcollect.findings import Finding, finding
from lexcollect.formats.chat_tally import PICTURE, RECALLED, ChatTally, Rows
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.limits import MAX_CHAT_BYTES, MAX_ROWS
from lexcollect.formats.readers.text import TextContent
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.rows import rows_of
from lexcollect.formats.shapes import (
    Line,
    Look,
    Message,
    MessageKind,
    Moment,
    Part,
    Unit,
)
from lexcollect.formats.start import Start
from lexcollect.formats.times import moment_of, serial_moment
from lexcollect.patterns import regex
from lexcollect.records import dataclass
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
_EXPONENT = regex(r"^\d(?:\.\d+)?E\+\d{2}$", re.IGNORECASE)
_OUTGOING = {"1": True, "0": False}
#: A spreadsheet program saves a table with the sign of its country between the cells.
_DELIMITERS = (",", "\t", ";")


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
    return _delimiter(line) != ""


def _delimiter(line: str) -> str:
    """Return the sign between the columns of a known chat export that begins with ``line``; empty for any other."""
    try:
        return next((d for d in _DELIMITERS if _known(next(csv.reader([line.lstrip("\ufeff")], delimiter=d), []))), "")
    except csv.Error:
        return ""


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return rows, span and references of the chat export at ``path``; ``name`` is its relative name."""
    seen = Look()
    if path.stat().st_size > MAX_CHAT_BYTES:
        seen.status = Status.UNREADABLE
        seen.findings.append(finding("LX-I037", limit=MAX_CHAT_BYTES // 1_000_000))
        return seen
    content = ChatContent(path, kind)
    seen.facts["encoding"] = content.encoding().name
    count = ChatTally(PurePosixPath(name).parent)
    for message in content.messages():
        count.add(message)
    count.tell(seen)
    seen.findings = content.findings + content.told() + seen.findings
    return seen


class ChatContent(TextContent):
    """The messages of a chat table."""

    def __init__(self, path: Path, kind: FileKind) -> None:
        super().__init__(path, kind)
        self.unparsed, self.mended, self.other_width, self.spoilt = Rows(), Rows(), Rows(), Rows()

    def messages(self, part: Part | None = None) -> Iterator[Message]:
        """Yield the messages, numbered from 1 in the order of the file, those of ``part`` if given."""
        part = part and part.counts(Unit.MESSAGES)
        lines = self.text()
        head = next((line.text for line in lines if line.text.strip()), "")
        delimiter = _delimiter(head)
        table = _Table.of(next(csv.reader([head.lstrip("\ufeff")], delimiter=delimiter))) if delimiter else None
        if table is None:
            return
        number = 0
        for row in rows_of(lines, delimiter, table.width, table.begins):
            if row.cells == []:
                continue
            if number == MAX_ROWS:
                self.findings.append(finding("LX-I050", limit=MAX_ROWS, unit=word("formats.unit.rows")))
                return
            number += 1
            if part and part.is_over(number):
                return
            if part is None or number in part:
                if row.mended:
                    self.mended.add(number)
                yield self._message(table, number, row.cells, row.lines, delimiter)

    def _message(
        self, table: _Table, number: int, cells: list[str] | None, lines: Sequence[Line], delimiter: str
    ) -> Message:
        offset, size = lines[0].offset, sum(line.size for line in lines)
        fitted = table.fitted(cells, delimiter) if cells is not None else None
        if fitted is None:
            self.unparsed.add(number)
            return _unparsed(number, lines, offset, size)
        if len(cells or ()) != table.width:
            self.other_width.add(number)
        message, spoilt = table.message(number, fitted, offset, size)
        if spoilt:
            self.spoilt.add(number)
        return message

    def told(self) -> list[Finding]:
        """Return what is told about the rows that were handed out."""
        return [
            *self.unparsed.told_as("LX-I052"),
            *self.mended.told_as("LX-I065"),
            *self.other_width.told_as("LX-I064"),
            *self.spoilt.told_as("LX-I067"),
        ]


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

    def begins(self, cells: list[str]) -> bool:
        """Tell whether ``cells`` look like the begin of a row: a kind that is known, and a time where one belongs."""
        if len(cells) <= self.kind or not _is_kind(cells[self.kind]):
            return False
        return len(cells) <= self.time or moment_of(cells[self.time]).value is not None or _spoilt(cells[self.time])

    def fitted(self, row: list[str], delimiter: str) -> list[str] | None:
        """Return ``row`` with as many cells as the table has columns; ``None`` when it is no row of it.

        Exporters leave out empty cells at the end; an unquoted delimiter in a message makes more cells.
        """
        more = len(row) - self.width
        if more <= 0:
            return row + [""] * -more if more == 0 or self.begins(row) else None
        if not any(row[self.width :]):
            return row[: self.width]
        at = self.words
        joined = [*row[:at], delimiter.join(row[at : at + more + 1]), *row[at + more + 1 :]]
        proper = self.other_time < 0 or moment_of(joined[self.other_time]).value is not None
        return joined if proper and self.begins(joined) else None

    def message(self, number: int, row: list[str], offset: int, size: int) -> tuple[Message, bool]:
        """Return the message in ``row``, and whether a spreadsheet program spoilt its time."""
        cells = [*row, ""]  # the last is what a column at -1 holds
        words, file = cells[self.words], cells[self.file]
        time, spoilt = _time(cells[self.time], cells[self.other_time])
        message = Message(
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
            (*PICTURE.findall(words), file) if file else tuple(PICTURE.findall(words)),
        )
        return message, spoilt


def _time(first: str, other: str) -> tuple[Moment, bool]:
    """Return the time of a row: that of its column, or of the column beside it when the first is spoilt."""
    time = moment_of(first)
    if time.value is not None:
        return time, False
    beside = moment_of(other)
    if beside.value is not None:
        return beside, True
    serial = serial_moment(first)
    return (serial, True) if serial.value is not None else (time, False)


def _spoilt(time: str) -> bool:
    """Tell whether a spreadsheet program made this of a time: a short number with an exponent, a count of days."""
    return bool(_EXPONENT.match(time.strip())) or serial_moment(time).value is not None


def _unparsed(number: int, pieces: Sequence[Line], offset: int, size: int) -> Message:
    words = "".join(piece.text for piece in pieces)
    return Message(number, offset, size, Moment(), "", MessageKind.UNPARSED, words)


def _is_kind(kind: str) -> bool:
    return kind == "49" or kind in _TYPES or kind in _NAMES or kind.startswith("消息撤回") or kind.isdecimal()


def _kind(kind: str, card: str, words: str) -> MessageKind:
    known = _CARDS.get(card) if kind == "49" else _TYPES.get(kind, _NAMES.get(kind))
    # What a person writes about a recalled message is no recall: only the program's own line is.
    if kind.startswith("消息撤回") or (known is MessageKind.SYSTEM and RECALLED in words):
        return MessageKind.RECALL
    return known or MessageKind.OTHER


def _known(head: list[str]) -> _Columns | None:
    names = {column.strip() for column in head}
    return next((c for c in _HEADS if {c.time, c.words} <= names and c.needed <= names), None)


FORMAT = Format(kinds=(FileKind.CHAT,), mark=Mark.WORDS, recognise=_recognise, look=look, content=ChatContent)
