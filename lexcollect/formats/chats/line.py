"""LINE (LINE 聊天记录): the text of the telephone, in Chinese, Japanese or English.

Owns its lines of days, also in Japanese eras, and of messages between tabs. Media are never in it. It shows minutes, in
the zone of the telephone that exported it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.formats.chats import kinds
from lexcollect.formats.chats.blocks import blocks, doubted
from lexcollect.formats.chats.source import Source
from lexcollect.formats.chats.words import label
from lexcollect.formats.said import Moment, NameKind, State
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.formats.times import local
from lexcollect.patterns import regex

_TITLE = regex(
    r"^(?:\[LINE\] ?)?(?:Chat history (?:with|in) (?P<en>.+)|(?P<ja>.+)とのトーク履歴|"
    r"[與与](?P<zh>.+)的聊天[記记][錄录])\s*$"
)
_SAVED = regex(r"^(?:Saved on: ?|保存日時[：:] ?|儲存日期[：:] ?|保存日期[：:] ?)(?P<when>.*)$")
_ERA = {"R": 2018, "H": 1988}
_YEAR = r"(?P<y>\d{4}|[RH]\d{1,2})"
_DAY = regex(
    rf"^{_YEAR}[/.](?P<mo>\d{{1,2}})[/.](?P<d>\d{{1,2}})[ ]?(?:[（(].{{1,4}}[）)]|周.|星期.|[A-Z][a-z]+day)?\s*$"
)
_ENGLISH_DAY = regex(r"^[A-Z][a-z]{2}, (?P<mo>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})\s*$")
_SAID = regex(
    r"^(?P<half>上午|下午|午前|午後|凌晨|中午|晚上)?(?P<h>\d{1,2}):(?P<mi>\d{2})(?: ?(?P<ampm>[AP]M))?\t"
    r"(?P<name>[^\t]*)\t(?P<words>.*)$"
)
_WHEN = regex(rf"^{_YEAR}[/.](?P<mo>\d{{1,2}})[/.](?P<d>\d{{1,2}}),? (?P<h>\d{{1,2}}):(?P<mi>\d{{2}})")
_PLACEHOLDER = regex(r"^\[([^\[\]]{1,12})\]$")
_UNSENT = regex(r"unsent a message|已收回訊息|已收回消息|送信を取り消しました")


def is_line(first: str, second: str) -> bool:
    """Tell whether two lines begin LINE's history."""
    return bool(_TITLE.match(first) and (first.startswith("[LINE]") or _SAVED.match(second)))


def read(source: Source) -> Iterator[Message]:
    """Yield the messages of LINE's history."""
    return doubted(_messages(source))


def _messages(source: Source) -> Iterator[Message]:
    day: tuple[int, int, int] | None = None
    title = ""
    for block in blocks(source.lines(), _opens):
        kind, *more = block.head or ("",)
        if kind == "title":
            title = source.remarks.facts["title"] = more[0]
        elif kind == "saved":
            saved = _when(more[0])
            source.remarks.facts["exported"] = saved.value.isoformat() if saved.value else more[0]
        elif kind == "day":
            day = (_year(more[0]), int(more[1]), int(more[2]))
        if kind != "said":
            if block.body.strip():
                yield source.unparsed(block.text, block.offset, block.size)
            continue
        half, hour, minute, name, first = more
        raw = f"{half}{hour}:{minute}"
        time = local(*day, (int(hour), int(minute), None), raw, half=half) if day else Moment(raw=raw)
        words = _unquoted("\n".join((first, block.body)) if block.body else first)
        yield _message(source, block.offset, block.size, time, name, words, title)


def _message(source: Source, offset: int, size: int, time: Moment, name: str, words: str, title: str) -> Message:
    placeholder = _PLACEHOLDER.match(words)
    known = kinds.PLACEHOLDERS.get(placeholder[1]) if placeholder else None
    if not name:
        kind = MessageKind.RECALL if _UNSENT.search(words) else MessageKind.SYSTEM
        return source.said(offset, size, time, "", kind, words, conversation=title)
    return source.said(
        offset,
        size,
        time,
        name,
        known or MessageKind.TEXT,
        "" if known else words,
        conversation=title,
        name_kind=NameKind.NICKNAME,
        derived=(label(words),) if known else (),
        state=State.SENT,
    )


def _opens(line: str, following: str) -> tuple[tuple[str, ...], int] | None:
    if match := _SAID.match(line):
        half = match["half"] or match["ampm"] or ""
        return ("said", half, match["h"], match["mi"], match["name"], match["words"]), 1
    if match := _DAY.match(line) or _ENGLISH_DAY.match(line):
        return ("day", match["y"], match["mo"], match["d"]), 1
    if match := _SAVED.match(line):
        return ("saved", match["when"].strip()), 1
    if match := _TITLE.match(line):
        return ("title", match["en"] or match["ja"] or match["zh"]), 1
    return None


def _year(written: str) -> int:
    return _ERA[written[0]] + int(written[1:]) if written[0] in _ERA else int(written)


def _when(words: str) -> Moment:
    match = _WHEN.match(words)
    if match is None:
        return Moment(raw=words)
    return local(_year(match["y"]), int(match["mo"]), int(match["d"]), (int(match["h"]), int(match["mi"]), None), words)


def _unquoted(words: str) -> str:
    """Return a message of several lines without the quotes that stand around it; doubled ones inside are single."""
    if len(words) > 1 and words.startswith('"') and words.endswith('"') and "\n" in words:
        return words[1:-1].replace('""', '"')
    return words
