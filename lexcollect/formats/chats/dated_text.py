"""Dated text (带时间行的文本导出): what MemoTrace, WeFlow, chatlog, WechatExporter and others write as plain text.

Owns their headers: a line with time and name, then the words until the next. What has no date or no year gets none. A
program that prints a file as a transfer of money is known for it (WeFlow): such a line is no payment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lexcollect.formats.chats.blocks import blocks, doubted
from lexcollect.formats.chats.source import Source
from lexcollect.formats.chats.words import Style, spoken
from lexcollect.formats.said import Moment, NameKind, Note
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.formats.times import moment_of
from lexcollect.patterns import regex
from lexcollect.records import dataclass

_STAMP = r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}"
_DATED = regex(rf"^({_STAMP})(?: (?P<name>\S.*))?$")
_QUOTED_NAME = regex(r"^'(.*)'$")
_CHATLOG = regex(
    r"^(?!> )(?P<name>.+?)(?:\((?P<id>我|[\w@.-]+)\))? (?P<time>(?:(?:\d{4}-)?\d{2}-\d{2} )?\d{2}:\d{2}:\d{2})$"
)
_DECRYPT = regex(r"^\[(\d{4}-\d{2}-\d{2} \d{2}:\d{2})\] (?P<name>[^:：]{1,64})[:：] ?(?P<words>.*)$")
_WELINK = regex(rf"^(?P<name>[^\t]+?)\((?P<id>\w+)\)\t({_STAMP})$")
_EXPORTER = regex(rf"^(?P<name>.+?) \(({_STAMP})\):(?P<words>.*)$")
_TITLE = regex(r"^(.*) - (?:微信聊天记录|WeChat Chat History)$")
_SYSTEM = regex(r"^(?:系统消息： ?|System Message: ?)(?P<words>.*)$")
_QUOTE_OPEN = regex(r"^「[^\n：]*：")
_QUOTE_LINE = regex(r"^(?:- ){3,}-$")
_NEST_OPEN, _NEST_CLOSE = regex(r"^<< (.+)$"), regex(r"^.* 结束 >>$")
_OWNER = "我"


@dataclass(frozen=True, slots=True)
class _Head:
    """What the first line of a message says; ``words`` are those that stand in the same line."""

    time: Moment
    name: str
    id: str = ""
    words: str = ""
    outgoing: bool | None = None
    kind: MessageKind | None = None
    notes: tuple[Note, ...] = ()


_Opens = Callable[[str, str], tuple[_Head, int] | None]


def is_dated(lines: tuple[str, ...]) -> bool:
    """Tell whether ``lines`` (blank ones too) are messages under lines with a time, and not the lines of a log."""
    heads = [n for n, line in enumerate(lines) if _DATED.match(line)]
    # One line with a time above a text may head anything: a note, a minute.
    if len(heads) < 2 or heads[0] != 0 or not any(_named(lines[n]) for n in heads):
        return False
    return all(_stands_alone(lines, n) for n in heads)


def _stands_alone(lines: tuple[str, ...], n: int) -> bool:
    """Tell whether line ``n`` has a blank line, or the begin, before it and something other than its like after it."""
    after = lines[n + 1] if n + 1 < len(lines) else ""
    return (n == 0 or not lines[n - 1].strip()) and not _DATED.match(after)


def _named(line: str) -> bool:
    match = _DATED.match(line)
    return bool(match and match["name"])


def is_chatlog(line: str) -> bool:
    """Tell whether ``line`` begins a message of chatlog's text."""
    match = _CHATLOG.match(line)
    return bool(match and match["id"])


def is_decrypt(line: str) -> bool:
    """Tell whether ``line`` is a message with its time in brackets, to the minute."""
    return bool(_DECRYPT.match(line))


def is_welink(line: str) -> bool:
    """Tell whether ``line`` begins a message of WeLink's."""
    return bool(_WELINK.match(line))


def is_exporter(line: str) -> bool:
    """Tell whether ``line`` is the title of WechatExporter's text."""
    return bool(_TITLE.match(line))


def read_memotrace(source: Source) -> Iterator[Message]:
    """Yield the messages of MemoTrace's text, of either generation."""
    return doubted(_read(source, _dated_head, Style.MEMOTRACE_2, NameKind.REMARK))


def read_weflow(source: Source) -> Iterator[Message]:
    """Yield the messages of WeFlow's text; the names stand in quotes, the owner is 我."""
    return doubted(_read(source, _weflow_head, Style.WEFLOW, NameKind.REMARK))


def read_chatlog(source: Source) -> Iterator[Message]:
    """Yield the messages of chatlog's text, whose times lack the year, or the day."""
    return doubted(_read(source, _chatlog_head, Style.CHATLOG, NameKind.REMARK))


def read_decrypt(source: Source) -> Iterator[Message]:
    """Yield the messages of text with the time in brackets."""
    return doubted(_read(source, _decrypt_head, Style.OTHER, NameKind.UNKNOWN))


def read_welink(source: Source) -> Iterator[Message]:
    """Yield the messages of Huawei WeLink; the number behind the name is that of the employee."""
    return doubted(_read(source, _welink_head, Style.OTHER, NameKind.ACCOUNT))


def _read(source: Source, opens: _Opens, style: Style, name_kind: NameKind) -> Iterator[Message]:
    for block in blocks(source.lines(), opens):
        head = block.head
        if head is None:
            if block.body.strip():
                yield source.unparsed(block.text, block.offset, block.size)
            continue
        words = "\n".join(part for part in (head.words, block.body) if part)
        said = spoken(words, style, head.kind)
        yield source.said(
            block.offset,
            block.size,
            head.time,
            head.name,
            said.kind,
            said.text,
            reference=said.points_to if said.kind is MessageKind.VOICE else "",
            sender_id=head.id,
            outgoing=head.outgoing,
            name_kind=name_kind if head.name else NameKind.UNKNOWN,
            quote=said.quote,
            children=said.children,
            attachments=said.attachments,
            derived=said.derived,
            money=said.money,
            notes=(*head.notes, *said.notes),
        )


def _dated_head(line: str, following: str) -> tuple[_Head, int] | None:
    match = _DATED.match(line)
    if match is None:
        return None
    name = match["name"] or ""
    return _Head(moment_of(match[1]), name, kind=None if name else MessageKind.SYSTEM), 1


def _weflow_head(line: str, following: str) -> tuple[_Head, int] | None:
    match = _DATED.match(line)
    quoted = _QUOTED_NAME.match(match["name"] or "") if match else None
    if match is None or quoted is None:
        return None
    return _Head(moment_of(match[1]), quoted[1], outgoing=quoted[1] == _OWNER), 1


def _chatlog_head(line: str, following: str) -> tuple[_Head, int] | None:
    match = _CHATLOG.match(line)
    if match is None or (not match["id"] and match["name"] != "系统消息"):
        return None
    raw = match["time"]
    time = moment_of(raw) if len(raw) > 14 else Moment(raw=raw)
    notes = () if len(raw) > 14 else (Note.NO_YEAR,) if len(raw) > 8 else (Note.NO_DATE,)
    if match["name"] == "系统消息" and not match["id"]:
        return _Head(time, "", kind=MessageKind.SYSTEM, notes=notes), 1
    own = match["id"] == _OWNER
    return _Head(time, match["name"], "" if own else match["id"], outgoing=own, notes=notes), 1


def _decrypt_head(line: str, following: str) -> tuple[_Head, int] | None:
    match = _DECRYPT.match(line)
    return (_Head(moment_of(match[1]), match["name"], words=match["words"]), 1) if match else None


def _welink_head(line: str, following: str) -> tuple[_Head, int] | None:
    match = _WELINK.match(line)
    return (_Head(moment_of(match[3]), match["name"], match["id"]), 1) if match else None


def read_exporter(source: Source) -> Iterator[Message]:
    """Yield the messages of WechatExporter's text.

    A reply with a quote and a line of the system have neither time nor name in this format: they get the time of the
    line before as a bound. What stands between ``<<`` and ``>>`` was forwarded and belongs to its message.
    """
    last = Moment()
    for message in doubted(_exported(source)):
        if message.time.value is not None:
            last = message.time
            yield message
        else:
            from dataclasses import replace

            yield replace(message, time=Moment(not_before=last.value))


def _exported(source: Source) -> Iterator[Message]:
    opens = _ExporterHeads()
    for block in blocks(source.lines(), opens):
        head = block.head
        if head is None:
            if block.body.strip():
                yield source.unparsed(block.text, block.offset, block.size)
            continue
        if head.words.startswith("\0"):
            source.remarks.facts["title"] = head.words[1:]
            continue
        words = "\n".join(part for part in (head.words, block.body) if part)
        said = spoken(words, Style.EXPORTER, head.kind)
        yield source.said(
            block.offset,
            block.size,
            head.time,
            head.name,
            said.kind,
            said.text,
            quote=said.quote,
            children=said.children,
            attachments=said.attachments,
            derived=said.derived,
            money=said.money,
            notes=(*head.notes, *said.notes),
        )


class _ExporterHeads:
    """The heads of WechatExporter's text; lines of a forward inside a message begin none."""

    def __init__(self) -> None:
        self._nested = 0

    def __call__(self, line: str, following: str) -> tuple[_Head, int] | None:
        if _NEST_OPEN.match(line):
            self._nested += 1
            return None
        if self._nested:
            self._nested -= bool(_NEST_CLOSE.match(line))
            return None
        if match := _TITLE.match(line):
            return _Head(Moment(), "", words="\0" + match[1]), 1
        if match := _SYSTEM.match(line):
            return _Head(Moment(), "", words=match["words"], kind=MessageKind.SYSTEM), 1
        if match := _EXPORTER.match(line):
            return _Head(moment_of(match[2]), match["name"], words=match["words"]), 1
        if _QUOTE_OPEN.match(line) and (_QUOTE_LINE.match(following) or not line.endswith("」")):
            return _Head(Moment(), "", words=line, notes=(Note.SENDER_UNKNOWN,)), 1
        return None
