"""WeChat without any other program (微信邮件导出、从电脑端复制): the mail that the phone sends, and pasted text.

Owns both shapes. The mail holds only what its owner ticked; pasted text is tied to no device. Both have minutes and no
seconds, names that the owner chose and no ids, and both say so. A line with 昨天 or a weekday is no time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lexcollect.formats.chats.blocks import Block, blocks, doubted
from lexcollect.formats.chats.source import Source
from lexcollect.formats.chats.words import Style, spoken
from lexcollect.formats.said import Moment, NameKind, Note
from lexcollect.formats.shapes import Line, Message, MessageKind
from lexcollect.formats.times import local
from lexcollect.patterns import regex

_PRIVATE = regex(r"^\s*(?P<names>.+ 和 .+) 在微信上的聊天记录如下，请查收。\s*$")
_GROUP = regex(r"^\s*(?P<group>.+?) ?微信群上的聊天记录如下，请查收。\s*$")
_DAY = regex(r"^\s*—{3,}\s+(\d{4})[-/](\d{1,2})[-/](\d{1,2})\s+—{3,}\s*$")
_NAMED = regex(r"^(?P<name>\S.*?) {2}(?P<h>\d{1,2}):(?P<m>\d{2})\s*$")
_DATE = r"(?P<y>\d{4})(?:年|[-/])(?P<mo>\d{1,2})(?:月|[-/])(?P<d>\d{1,2})日?"
_CLOCK = r"(?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<s>\d{2}))?(?:[ \t]*(?P<half>AM|PM|上午|下午))?"
_ONE_LINE = regex(rf"^(?P<name>\S.*?)[ \t]+{_DATE}(?:[ \t]*星期.)?[ \t]+{_CLOCK}[:：]?\s*$")
_ALONE = regex(rf"^{_DATE}(?:[ \t]*星期.)?[ \t]+{_CLOCK}\s*$")
_LOOSE = regex(r"^(?:(?:昨天|前天|星期.|周.)?[ ]?(?:上午|下午|凌晨|晚上)?\d{1,2}:\d{2})$")
#: A name in WeChat has at most sixty-four characters.
_NAME = 64
#: No heading is longer: a line without end would be searched from each of its characters.
_HEADING = 500


def is_mail_heading(line: str) -> bool:
    """Tell whether ``line`` is the heading of a chat that WeChat sends by mail."""
    return len(line) <= _HEADING and bool(_PRIVATE.match(line) or _GROUP.match(line))


def is_pasted(lines: Sequence[str]) -> bool:
    """Tell whether ``lines`` begin text copied from the desktop client: at least two messages, the first at once.

    One name with a time above a text may head anything: a note, a minute.
    """
    heads = [n for n in range(len(lines)) if _pasted_head(lines[n], lines[n + 1] if n + 1 < len(lines) else "")]
    return len(heads) > 1 and heads[0] == 0


def read_mail(source: Source) -> Iterator[Message]:
    """Yield the messages of a chat that was sent by mail and saved as text."""
    source.remarks.add(Note.SELECTION)
    yield from doubted(_mailed(source.lines(), source))


def read_body(body: str, source: Source) -> Iterator[Message]:
    """Yield the messages in the ``body`` of a mail; none when it holds no chat of WeChat's."""
    if not any(is_mail_heading(line) for line in body[:4_000].splitlines()[:12]):
        return
    lines = (Line(n, text, 0, 0) for n, text in enumerate(body.splitlines(keepends=True), start=1))
    yield from _mailed(iter(lines), source)


def _mailed(lines: Iterator[Line], source: Source) -> Iterator[Message]:
    day: tuple[int, int, int] | None = None
    group, names = "", ""
    for block in blocks(lines, _mail_head):
        kind, *more = block.head or ("",)
        if kind == "day":
            day = (int(more[0]), int(more[1]), int(more[2]))
            if block.body.strip():
                yield source.unparsed(block.text, block.offset, block.size)
        elif kind == "heading":
            group, names = more
            source.remarks.facts["title"] = group or names
            if names:
                # So WeChat writes it: the owner first. A person confirms who that is.
                source.remarks.facts["owner"] = names.partition(" 和 ")[0]
        elif kind == "said":
            time = _at(day, more, block)
            said = spoken(block.body, Style.WECHAT)
            yield source.said(
                block.offset,
                block.size,
                time,
                more[0],
                said.kind,
                said.text,
                conversation=group or names,
                name_kind=NameKind.REMARK,
                quote=said.quote,
                attachments=said.attachments,
                derived=said.derived,
                refers=tuple(one.path for one in said.attachments if one.path),
                money=said.money,
                notes=said.notes,
            )
        elif block.body.strip() not in ("", "Dear:", "Dear"):
            yield source.unparsed(block.text, block.offset, block.size)


def _mail_head(line: str, following: str) -> tuple[tuple[str, ...], int] | None:
    if len(line) > _HEADING:
        return None
    if match := _DAY.match(line):
        return ("day", *match.groups()), 1
    if match := _PRIVATE.match(line):
        return ("heading", "", match["names"].strip()), 1
    if match := _GROUP.match(line):
        return ("heading", match["group"].strip(), ""), 1
    if (match := _NAMED.match(line)) and len(match["name"]) <= _NAME:
        return ("said", match["name"], match["h"], match["m"]), 1
    return None


def _at(day: tuple[int, int, int] | None, more: list[str], block: Block[tuple[str, ...]]) -> Moment:
    hour, minute = int(more[1]), int(more[2])
    raw = f"{more[1]}:{more[2]}"
    if day is None:
        return Moment(raw=raw)
    return local(*day, (hour, minute, None), f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d} {raw}")


def read_pasted(source: Source) -> Iterator[Message]:
    """Yield the messages of text copied from the desktop client, the header in one line or in two."""
    source.remarks.add(Note.PASTED)
    yield from doubted(_pasted(source))


def _pasted(source: Source) -> Iterator[Message]:
    for block in blocks(source.lines(), _pasted_head):
        if block.head is None:
            if block.body.strip():
                yield source.unparsed(block.text, block.offset, block.size)
            continue
        name, raw, time = block.head
        if not name:
            yield source.said(block.offset, block.size, time, "", MessageKind.SYSTEM, raw)
            continue
        said = spoken(block.body, Style.WECHAT)
        yield source.said(
            block.offset,
            block.size,
            time,
            name,
            said.kind,
            said.text,
            name_kind=NameKind.REMARK,
            quote=said.quote,
            attachments=said.attachments,
            derived=said.derived,
            money=said.money,
            notes=said.notes,
        )


def _pasted_head(line: str, following: str) -> tuple[tuple[str, str, Moment], int] | None:
    if len(line) > _HEADING:
        return None
    if match := _ONE_LINE.match(line):
        if len(match["name"]) <= _NAME and not _ALONE.match(line):
            return (match["name"], line, _moment(match.groupdict(), line)), 1
        return None
    if _is_name(line) and (match := _ALONE.match(following)):
        return (line.strip(), following, _moment(match.groupdict(), following.strip())), 2
    return None


def _moment(found: dict[str, str | None], raw: str) -> Moment:
    second = found["s"]
    clock = (int(found["h"] or 0), int(found["mi"] or 0), int(second) if second else None)
    year, month, day = int(found["y"] or 0), int(found["mo"] or 0), int(found["d"] or 0)
    return local(year, month, day, clock, raw, half=found["half"] or "")


def _is_name(line: str) -> bool:
    return 0 < len(line.strip()) <= _NAME and not _ALONE.match(line) and not _LOOSE.match(line.strip())
