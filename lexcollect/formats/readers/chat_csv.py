"""Chat exports as a table (聊天记录导出表): messages, and what a court will ask about.

Owns the column sets of known exporters, the messages with their bytes, and which rows are damaged. Keeps file order and
rewrites nothing. A row that is no row of a table is handed out as it stands, never dropped.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path, PurePosixPath

from lexcollect.findings import Finding, finding
from lexcollect.formats.chat_tally import PICTURE, RECALLED, ChatTally, Rows
from lexcollect.formats.chats import kinds
from lexcollect.formats.chats.appmsg import is_card, read_card
from lexcollect.formats.chats.linking import linked, names_beside
from lexcollect.formats.chats.remarks import Remarks
from lexcollect.formats.chats.words import Spoken, Style, spoken
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.limits import MAX_CHAT_BYTES, MAX_ROWS
from lexcollect.formats.readers.text import TextContent
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.rows import rows_of
from lexcollect.formats.said import Attachment, Moment, NameKind, Note, Precision
from lexcollect.formats.shapes import (
    Line,
    Look,
    Message,
    MessageKind,
    Part,
    Unit,
)
from lexcollect.formats.start import Start
from lexcollect.formats.times import moment_of, serial_moment
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.wording import text as word

K = MessageKind

_EXPONENT = regex(r"^\d(?:\.\d+)?E\+\d{2}$", re.IGNORECASE)
_OUTGOING = {"1": True, "0": False}
#: Lines of the program are nobody's.
_NOBODYS = frozenset({K.SYSTEM, K.RECALL})
#: What PyWxDump writes in place of an account, and the name that follows from it.
_STAND_INS = {"我": "我", "未知": "", "系统": ""}
_PROGRAMS = {
    Style.MEMOTRACE_1: "memotrace-1x-csv",
    Style.MEMOTRACE_2: "memotrace-2x-csv",
    Style.PYWXDUMP: "pywxdump-csv",
    Style.CHATLOG: "chatlog-csv",
}
#: What holds for every file of an exporter: whether its ids count up within one conversation.
_NOTES = {
    Style.MEMOTRACE_1: (Note.THIRD_PARTY, Note.SHARED_IDS),
    Style.MEMOTRACE_2: (Note.THIRD_PARTY,),
    Style.PYWXDUMP: (Note.THIRD_PARTY, Note.RENUMBERED),
    Style.CHATLOG: (Note.THIRD_PARTY,),
}
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
    row: str = ""
    conversation: str = ""
    style: Style = Style.OTHER


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
        style=Style.MEMOTRACE_1,
    ),
    _Columns(
        "时间",
        "内容",
        frozenset({"类型", "发送人"}),
        kind="类型",
        reference="消息ID",
        sender="发送人",
        style=Style.MEMOTRACE_2,
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
        row="id",
        conversation="room_name",
        style=Style.PYWXDUMP,
    ),
    _Columns(
        "发送时间",
        "消息内容",
        frozenset({"用户名", "消息类型", "isSend"}),
        kind="消息类型",
        reference="msgId",
        sender="用户名",
        outgoing="isSend",
        style=Style.MEMOTRACE_1,
    ),
    _Columns(
        "Time",
        "Content",
        frozenset({"SenderName", "Sender", "TalkerName", "Talker"}),
        kind="",
        reference="",
        sender="SenderName",
        sender_id="Sender",
        conversation="TalkerName",
        style=Style.CHATLOG,
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
    for message in linked(content.messages(), path.parent):
        content.remarks.see_attachments(message)
        count.add(message)
    count.tell(seen)
    seen.facts["program"] = content.program
    seen.findings = content.findings + content.told() + seen.findings
    return seen


class ChatContent(TextContent):
    """The messages of a chat table."""

    def __init__(self, path: Path, kind: FileKind) -> None:
        super().__init__(path, kind)
        self.unparsed, self.mended, self.other_width, self.spoilt = Rows(), Rows(), Rows(), Rows()
        self.remarks, self.program = Remarks(), ""

    def messages(self, part: Part | None = None) -> Iterator[Message]:
        """Yield the messages, numbered from 1 in the order of the file, those of ``part`` if given."""
        part = part and part.counts(Unit.MESSAGES)
        lines = self.text()
        head = next((line.text for line in lines if line.text.strip()), "")
        delimiter = _delimiter(head)
        table = _Table.of(next(csv.reader([head.lstrip("\ufeff")], delimiter=delimiter))) if delimiter else None
        if table is None:
            return
        self.remarks, self.program = Remarks("row" if table.row >= 0 else ""), _PROGRAMS[table.style]
        for note in _NOTES.get(table.style, ()):
            self.remarks.add(note)
        names = names_beside(self.path) if table.style is Style.PYWXDUMP else {}
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
                message = self._message(table, number, row.cells, row.lines, delimiter)
                if names and message.sender_id in names:
                    message = replace(message, sender=names[message.sender_id], name_kind=NameKind.NICKNAME)
                self.remarks.see(message)
                yield message
        self.remarks.close()

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
        known = finding("LX-I100", program=word(f"formats.program.{self.program}"), count=self.remarks.messages)
        return [
            *([known] if self.program else []),
            *self.remarks.findings(frozenset({Note.UNPARSED})),
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
    row: int
    conversation: int
    style: Style

    @classmethod
    def of(cls, head: list[str]) -> _Table | None:
        """Return the table that ``head`` begins, ``None`` when its exporter is not known."""
        columns = _known(head)
        if columns is None:
            return None
        places = {name.strip(): place for place, name in reversed(list(enumerate(head)))}
        named = {f.name: getattr(columns, f.name) for f in fields(cls) if f.name not in ("width", "style")}
        found = {key: places.get(name, -1) if name else -1 for key, name in named.items()}
        return cls(len(head), **found, style=columns.style)

    def begins(self, cells: list[str]) -> bool:
        """Tell whether ``cells`` look like the begin of a row: a kind that is known, and a time where one belongs."""
        if self.kind >= 0 and (len(cells) <= self.kind or not _is_kind(cells[self.kind])):
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
        words, file = cells[self.words].replace("\r\n", "\n"), cells[self.file]
        time, spoilt = _time(cells[self.time], cells[self.other_time])
        said = self._said(cells, words)
        if file and not said.attachments:
            name = file.replace("\\", "/").rpartition("/")[2]
            said = replace(said, attachments=(Attachment(name, path=file),))
        who, id, notes = cells[self.sender], cells[self.sender_id], said.notes
        if self.style is Style.PYWXDUMP and id in _STAND_INS:
            who, id = _STAND_INS[id], ""
        if _EXPONENT.match(cells[self.reference].strip()) or spoilt or _cut(time, self.style):
            notes = (*notes, Note.RESAVED)
        message = Message(
            number,
            offset,
            size,
            time,
            who,
            said.kind,
            said.text,
            cells[self.reference],
            id,
            None if said.kind in _NOBODYS else _OUTGOING.get(cells[self.outgoing]),
            (*PICTURE.findall(words), file) if file else tuple(PICTURE.findall(words)),
            conversation=cells[self.conversation],
            ids=(("row", cells[self.row]),) if self.row >= 0 else (),
            quote=said.quote,
            children=said.children,
            attachments=said.attachments,
            money=said.money,
            derived=said.derived,
            notes=notes,
        )
        return message, spoilt

    def _said(self, cells: list[str], words: str) -> Spoken:
        """Return what the cells say, taken apart as the exporter glued it together."""
        if self.kind < 0:
            return spoken(words, self.style)
        kind = _kind(cells[self.kind], cells[self.card], words)
        if is_card(words) and kind is not K.TEXT:
            return read_card(words, kind)
        if not words and cells[self.kind] == "49":
            return Spoken(kind, "", notes=(Note.EMPTY_TYPES,))
        said = spoken(words, self.style, kind)
        if self.style is Style.PYWXDUMP and kind in (K.QUOTE, K.OTHER) and not (said.quote or said.money):
            # WeFlow writes the same columns and glues words together in its own way.
            other = spoken(words, Style.WEFLOW, kind)
            return other if other.quote or other.money or other.kind is not kind else said
        return said


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
    return kind.isdecimal() or kind in kinds.NAMES or kind in ("未知", "其他消息") or kind.startswith("消息撤回")


def _kind(kind: str, card: str, words: str) -> MessageKind:
    known = kinds.wechat(int(kind), kinds.whole(card)) if _is_number(kind) else kinds.NAMES.get(kind)
    # What a person writes about a recalled message is no recall: only the program's own line is.
    if kind.startswith("消息撤回") or (known is MessageKind.SYSTEM and RECALLED in words):
        return MessageKind.RECALL
    return known or MessageKind.OTHER


def _is_number(kind: str) -> bool:
    return kind.isascii() and kind.isdecimal() and len(kind) < 20


def _cut(time: Moment, style: Style) -> bool:
    """Tell whether the seconds are gone from a time that the exporter always writes with them."""
    return style is not Style.OTHER and time.precision is Precision.MINUTE


def _known(head: list[str]) -> _Columns | None:
    names = {column.strip() for column in head}
    return next((c for c in _HEADS if {c.time, c.words} <= names and c.needed <= names), None)


FORMAT = Format(kinds=(FileKind.CHAT,), mark=Mark.WORDS, recognise=_recognise, look=look, content=ChatContent)
