"""Message rows (聊天记录的一行): one message as the cells of its row.

Owns what is said of a message beside its words: what it quotes, sends, forwards, what a program wrote about it, that
it was recalled. The words of a person stand as they are; everything else is marked, so that nobody takes the words of a
program for those of a party.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lexcollect.bundle.written.emoji import with_names
from lexcollect.cn.amounts import format_yuan
from lexcollect.formats.kinds import PICTURES
from lexcollect.formats.recognise import identify
from lexcollect.formats.said import Attachment, Derived, Moment, Payment, Precision, State
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.formats.thumbnail import thumbnail
from lexcollect.wording import say

Row = dict[str, Any]
#: Rows with more characters than this, or a picture, may be broken by a page end.
_LONG = 900
#: A picture in the transcript: at most so many pixels a side, points wide and high. Its own page follows.
_PIXELS, _WIDTH, _HEIGHT = 640, 180.0, 170.0
#: More pictures than this are named only.
_MOST_PICTURES = 2000
#: Kinds whose words are no words of a person.
_LINES = frozenset({MessageKind.SYSTEM, MessageKind.RECALL})
_SHARES = {Precision.MINUTE: "%H:%M", Precision.DAY: ""}


class Pictures:
    """Small copies of the pictures that a chat names, for their place in the transcript.

    ``folder`` holds the received files, ``room`` takes the copies.
    """

    def __init__(self, folder: Path, room: Path) -> None:
        self._folder, self._room, self._count = folder, room, 0

    def small(self, name: str) -> tuple[str, float] | None:
        """Return the name of the copy of ``name``, a received file, and its width in points.

        Nothing for what is no picture, not there, or beyond the folder of the chat.
        """
        if not name or self._count >= _MOST_PICTURES:
            return None
        path = self._folder / name
        if not path.resolve().is_relative_to(self._folder.resolve()):
            return None
        try:
            kind = identify(path).kind
            data = thumbnail(path, kind, _PIXELS) if kind in PICTURES else b""
        except (OSError, ValueError):
            return None
        if not data:
            return None
        self._count += 1
        copy = f"picture-{self._count}.jpg"
        (self._room / copy).write_bytes(data)
        return copy, _width_of(data)


def _width_of(data: bytes) -> float:
    import io

    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        width, height = picture.size
    return min(_WIDTH, width * 0.6, _HEIGHT * width / height)


def separator(words: str) -> tuple[Row, int]:
    """Return a line across the table."""
    return {"kind": "line", "text": with_names(words), "no": ""}, len(words)


def row_of(message: Message, pictures: Pictures) -> tuple[Row, int]:
    """Return the row of ``message`` and about how many characters it has."""
    bits = list(_bits(message, pictures))
    chars = sum(len(bit[1]) for bit in bits if bit[0] != "picture")
    day, time = _when(message.time)
    row = {
        "kind": "row",
        "no": str(message.number),
        "day": day,
        "time": time,
        "who": with_names(_who(message)),
        "id": message.sender_id if message.sender else "",
        "bits": bits,
        "long": chars > _LONG,
    }
    return row, chars + len(message.sender_id) + 40


def _who(message: Message) -> str:
    who = message.sender or message.sender_id
    if message.kind in _LINES and not who:
        return say("bundle.chat_system", "zh")
    return f"{who}{say('bundle.chat_owner', 'zh')}" if message.outgoing else who


def _when(moment: Moment) -> tuple[str, str]:
    """Return day and time as far as the export has them; what it has not is not filled in."""
    if moment.value is None:
        return (moment.raw or say("bundle.chat_no_time", "zh"), "")
    shape = _SHARES.get(moment.precision, "%H:%M:%S")
    return moment.value.strftime("%Y-%m-%d"), moment.value.strftime(shape) if shape else ""


def _bits(message: Message, pictures: Pictures) -> list[tuple[Any, ...]]:
    """Return what stands in the last cell: (kind, words), or a picture with its width."""
    bits: list[tuple[Any, ...]] = []
    if message.quote is not None:
        who = message.quote.sender or say("bundle.chat_somebody", "zh")
        bits.append(("quote", with_names(say("bundle.chat_quote", "zh", who=who, said=message.quote.text))))
    if message.text:
        kind = "note" if message.kind in _LINES else "text"
        bits.append((kind, with_names(message.text)))
    bits += [("note", with_names(words)) for one in message.money for words in [_money(one)]]
    for one in message.attachments:
        bits.append(("note", with_names(_attachment(one))))
    bits += [("note", with_names(_derived(one))) for one in message.derived]
    named = dict.fromkeys([one.found for one in message.attachments if one.found] + [*message.refers])
    bits += [("picture", *small) for name in named if (small := pictures.small(name))]
    bits += [("quote", with_names(line)) for line in _forwarded(message.children, 0)]
    bits += [("note", with_names(_version(one.text, one.time))) for one in message.versions]
    if message.state is not State.SENT:
        bits.append(("note", say(f"bundle.chat_state_{message.state}", "zh")))
    if not bits:
        bits.append(("note", say("bundle.chat_empty", "zh", kind=say(f"bundle.chat_kind_{message.kind}", "zh"))))
    elif not message.text and message.kind not in _LINES:
        bits.insert(0, ("note", say("bundle.chat_kind", "zh", kind=say(f"bundle.chat_kind_{message.kind}", "zh"))))
    return bits


def _money(one: Payment) -> str:
    amount = format_yuan(one.amount) if one.amount is not None else say("bundle.chat_no_amount", "zh")
    words = say("bundle.chat_money", "zh", amount=amount, currency=one.currency, state=_state_of(one))
    for key, value in (("memo", one.memo), ("transfer", one.transfer), ("transaction", one.transaction)):
        if value:
            words += say(f"bundle.chat_{key}", "zh", value=value)
    return words


def _state_of(one: Payment) -> str:
    return say(f"bundle.chat_paid_{one.state}", "zh")


def _attachment(one: Attachment) -> str:
    name = one.name or one.path.replace("\\", "/").rsplit("/", 1)[-1]
    return say(f"bundle.chat_file_{'missing' if one.present is False else 'named'}", "zh", name=name)


def _derived(one: Derived) -> str:
    return say(f"bundle.chat_derived_{one.kind}", "zh", said=one.text)


def _version(words: str, time: Moment) -> str:
    day, clock = _when(time)
    return say("bundle.chat_version", "zh", time=f"{day} {clock}".strip(), said=words)


def _forwarded(children: tuple[Message, ...], depth: int) -> list[str]:
    """Return the lines of a forward (合并转发): its names and times are only what the forward says."""
    lines = []
    for child in children:
        day, clock = _when(child.time)
        said = child.text or say(f"bundle.chat_kind_{child.kind}", "zh")
        line = say("bundle.chat_forwarded", "zh", who=child.sender, time=f"{day} {clock}".strip(), said=said)
        lines.append("　" * depth + line)
        lines += _forwarded(child.children, depth + 1) if depth < 8 else []
    return lines
