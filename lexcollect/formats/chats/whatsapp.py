"""WhatsApp (导出聊天): the text that the telephone writes, of either make and in many countries' dates.

Owns its header lines, the order of day and month, and what stands in place of media. The order is taken only when the
file shows it: a number above twelve, a year in front, or times that go back under every other order. Where it stays
open no day is set, and that is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.formats.chats.blocks import Block, blocks, doubted
from lexcollect.formats.chats.source import Source
from lexcollect.formats.chats.words import label
from lexcollect.formats.said import Attachment, Derived, Moment, NameKind, Note, State
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.formats.times import local
from lexcollect.patterns import regex
from lexcollect.records import dataclass

_MARK = "\u200e\u200f\u202a\u202c"
_DATE = r"(?P<a>\d{1,4})[/.\-](?P<b>\d{1,2})[/.\-](?P<c>\d{1,4})"
_HALF = "上午|下午|凌晨|中午|晚上|清晨|早上|傍晚"
_AFTER = r"(?P<after>[AaPp]\.?[ \u00a0\u202f]?[Mm]\.?)"
_CLOCK = (
    rf"(?:klo[ ]?)?(?P<before>{_HALF})?[ ]?(?P<h>\d{{1,2}})[:.](?P<mi>\d{{2}})(?:[:.](?P<s>\d{{2}}))?"
    rf"(?:[ \u00a0\u2009\u202f]?{_AFTER})?"
)
_ANDROID = regex(rf"^[{_MARK}]?{_DATE},?[ \u00a0]{_CLOCK} - (?P<rest>.*)$")
_APPLE = regex(rf"^[{_MARK}]?\[{_DATE},?[ \u00a0]{_CLOCK}\] (?P<rest>.*)$")
_NAMED = regex(r"^(?P<name>[^:\n]{1,80}): (?P<words>.*)$")
_BARE_NAME = regex(r"^(?P<name>[^:\n]{1,80}):(?P<words>)$")
_ENCRYPTED = regex(r"端到端加密|端對端加密|end-to-end encrypted")
_FILE = regex(r"^(?P<name>\S[^\n]*?\.\w{2,5}) \((?:文件附件|檔案附件|file attached)\)(?:\n(?P<more>.*))?$", 16)
_ATTACHED = regex(r"^<(?:attached|附件|已附加)[:：] ?(?P<name>[^<>\n]+)>(?:\n(?P<more>.*))?$", 16)
_OMITTED = regex(
    r"^(?:<(?:Media omitted|省略影音内容|省略影音內容|媒体省略|已省略多媒体文件|省略多媒體檔)>|"
    r"(?:image|video|audio|sticker|GIF|document|Contact card) omitted|"
    r"(?:图片|視訊|圖片|影片|音訊|貼圖|视频|音频)(?:已略去|已忽略))$"
)
_DELETED = frozenset(
    {
        "这条消息已删除",
        "此消息已删除",
        "您删除了这条消息",
        "此訊息已刪除",
        "您已刪除此訊息",
        "This message was deleted",
        "You deleted this message",
        "This message was deleted.",
        "You deleted this message.",
    }
)
_EDITED = regex(r"[ ]?<(?:This message was edited|此消息已编辑|此訊息已編輯)>$")
#: Messages from which the order of day and month is learnt.
_LEARNT = 5_000
_ORDERS = ("ymd", "dmy", "mdy")


@dataclass(frozen=True, slots=True)
class _Head:
    """A header line: three numbers of the date, the clock, and what follows."""

    date: tuple[int, int, int]
    clock: tuple[int, int, int | None]
    half: str
    raw: str
    rest: str


def is_whatsapp(line: str) -> bool:
    """Tell whether ``line`` begins a message as WhatsApp writes it."""
    return _head(line) is not None


def read(source: Source) -> Iterator[Message]:
    """Yield the messages of an exported chat."""
    order = _order(source)
    return doubted(_messages(source, order))


def _order(source: Source) -> str:
    """Return which of year, month and day comes first: ``ymd``, ``dmy``, ``mdy``; empty where that stays open."""
    possible = set(_ORDERS)
    before: dict[str, Moment] = {}
    met = 0
    for line in source.lines():
        head = _head(line.text.rstrip("\r\n"))
        if head is None:
            continue
        met += 1
        for order in sorted(possible):
            moment = _moment(head, order)
            last = before.get(order)
            if moment.value is None or (last and last.value and moment.value < last.value):
                possible.discard(order)
            before[order] = moment
        if len(possible) <= 1 or met > _LEARNT:
            break
    return possible.pop() if len(possible) == 1 else ""


def _messages(source: Source, order: str) -> Iterator[Message]:
    for block in blocks(source.lines(), _opens):
        if block.head is None:
            if block.body.strip():
                yield source.unparsed(block.text, block.offset, block.size)
            continue
        yield _message(source, block, block.head, order)


def _message(source: Source, block: Block[_Head], head: _Head, order: str) -> Message:
    time = _moment(head, order) if order else Moment(raw=head.raw)
    notes: tuple[Note, ...] = () if order else (Note.DATE_ORDER,)
    rest = head.rest.lstrip(_MARK)
    match = _NAMED.match(rest) or _BARE_NAME.match(rest)
    first = match["words"] if match else rest
    words = _without_marks("\n".join(part for part in (first, block.body) if part) if block.body else first)
    if match is None or _ENCRYPTED.search(first):
        return source.said(block.offset, block.size, time, "", MessageKind.SYSTEM, words, notes=notes)
    kind, words, attachments, derived = _taken_apart(words)
    state = State.SENT
    if words in _DELETED:
        state, derived, words = State.DELETED, (label(words),), ""
    elif edited := _EDITED.search(words):
        state, words = State.EDITED, words[: edited.start()].rstrip()
        notes = (*notes, Note.EDITED_NO_HISTORY)
    return source.said(
        block.offset,
        block.size,
        time,
        _without_marks(match["name"]),
        kind,
        words,
        name_kind=NameKind.PHONE_BOOK,
        attachments=attachments,
        derived=derived,
        state=state,
        notes=notes,
    )


def _taken_apart(words: str) -> tuple[MessageKind, str, tuple[Attachment, ...], tuple[Derived, ...]]:
    if match := _FILE.match(words) or _ATTACHED.match(words):
        name = match["name"].strip()
        shown = words.partition("\n")[0]
        return MessageKind.FILE, match["more"] or "", (Attachment(name, path=name),), (label(shown),)
    if _OMITTED.match(words):
        return MessageKind.OTHER, "", (), (label(words),)
    return MessageKind.TEXT, words, (), ()


def _opens(line: str, following: str) -> tuple[_Head, int] | None:
    head = _head(line)
    return (head, 1) if head else None


def _head(line: str) -> _Head | None:
    match = _APPLE.match(line) or _ANDROID.match(line)
    if match is None:
        return None
    second = match["s"]
    clock = (int(match["h"]), int(match["mi"]), int(second) if second else None)
    half = match["before"] or (match["after"] or "").replace("\u202f", "").replace("\u00a0", "")
    raw = line[: match.start("rest")].strip(_MARK + "[] -")
    return _Head((int(match["a"]), int(match["b"]), int(match["c"])), clock, half, raw, match["rest"])


def _moment(head: _Head, order: str) -> Moment:
    parts = dict(zip(order, head.date, strict=True))
    year = parts["y"]
    if order == "ymd" and year < 1000:
        return Moment(raw=head.raw)
    return local(year if year > 99 else 2000 + year, parts["m"], parts["d"], head.clock, head.raw, half=head.half)


def _without_marks(words: str) -> str:
    return words.translate(_GONE) if any(mark in words for mark in _MARK) else words


_GONE = {ord(mark): None for mark in _MARK}
