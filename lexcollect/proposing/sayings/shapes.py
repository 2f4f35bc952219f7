"""Shapes: what is kept of a conversation: its speakers, its span, the statements met, the money shown.

Plain data with bounded size, whatever the length of the chat: the messages themselves stay in their file. Names are
not identities: a :class:`Speaker` is an account or a name as exported, and who that is, is decided elsewhere.
"""

from __future__ import annotations

from enum import StrEnum

from lexcollect.formats.said import Moment, Payment, Precision, TimeSource
from lexcollect.proposing.sayings.searching import Hit
from lexcollect.records import dataclass
from lexcollect.wording import Lang, in_brackets, say

#: What the two of a chat are called whose export names nobody.
DIRECTIONS = {True: "我", False: "对方"}


class Origin(StrEnum):
    """Whose words they are: only ``own`` are those of the speaker."""

    OWN = "own"
    QUOTED = "quoted"  # 引用：另一条消息里的话
    FORWARDED = "forwarded"  # 合并转发：转述
    DERIVED = "derived"  # 语音转写、图片识别


@dataclass(frozen=True, slots=True)
class Line:
    """A message as it is shown beside another: who (``speaker`` is its key), when, what, shortened."""

    who: str
    when: Moment
    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class At:
    """Which message: its number, its id in the source, sender and time, and the lines around it.

    ``locator`` are the bytes or the record, ``when`` is told with its zone and where that comes from.
    """

    number: int
    reference: str
    offset: int
    locator: str
    sender: str
    when: Moment
    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """One hit of one message: ``text`` are all its words, ``words`` those met, ``speaker`` the key of who said it.

    ``lost`` says that the message was recalled, never sent, or only a draft: it is shown and proposes nothing.
    """

    hit: Hit
    at: At
    speaker: str
    text: str
    words: str
    origin: Origin = Origin.OWN
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """The card of a transfer with its message; a red packet (红包) is none."""

    at: At
    speaker: str
    payment: Payment


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who wrote: ``key`` is the account, else the name; ``names`` are all its names; ``owner`` of the device or not."""

    key: str
    names: tuple[str, ...]
    owner: bool | None
    messages: int


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation: its speakers, its first and last day, what was met, how much of it was not kept.

    ``program`` is what it was held in (``wechat``, ``mail`` …), ``title`` what it is called beside the file's name.
    """

    program: str
    title: str
    speakers: tuple[Speaker, ...]
    messages: int
    first: Moment
    last: Moment
    sayings: tuple[Saying, ...]
    transfers: tuple[Transfer, ...]
    left: int = 0
    cut: int = 0
    red_packets: int = 0
    recordings: tuple[At, ...] = ()

    def speaker(self, key: str) -> Speaker:
        """Return the speaker with ``key``."""
        return next(one for one in self.speakers if one.key == key)


def told_moment(when: Moment, lang: Lang | None = None) -> str:
    """Return a time as it is shown: as exact as the source has it, with its zone and where that comes from."""
    if when.value is None:
        return say("proposing.said.no_time", lang)
    shapes = {Precision.DAY: "%Y-%m-%d", Precision.MINUTE: "%Y-%m-%d %H:%M"}
    shown = when.value.strftime(shapes.get(when.precision, "%Y-%m-%d %H:%M:%S"))
    zone = when.value.strftime("%z")
    source = say(f"proposing.said.zone.{'data' if when.source is TimeSource.IN_DATA else 'assumed'}", lang)
    return f"{shown} {zone[:3]}:{zone[3:]}{in_brackets(source).render(lang)}" if zone else shown
