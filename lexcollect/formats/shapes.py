"""Shapes: what a reader brings back from a file.

Owns the plain data that all formats fill: the :class:`Look` (cheap, one for each file) and what content is made of:
:class:`Message`, :class:`Member`, :class:`Page`, :class:`TextPiece`, and the :class:`Part` of a file. A reader never
decides what becomes of a file beyond its status, never writes, and never keeps a password. Everything is numbered
from 1.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from lexcollect.findings import Finding
from lexcollect.formats.hidden import Hidden
from lexcollect.formats.kinds import Status
from lexcollect.formats.said import Attachment as Attachment
from lexcollect.formats.said import Derived as Derived
from lexcollect.formats.said import Moment as Moment
from lexcollect.formats.said import NameKind as NameKind
from lexcollect.formats.said import Note as Note
from lexcollect.formats.said import Payment as Payment
from lexcollect.formats.said import Precision as Precision
from lexcollect.formats.said import Quote as Quote
from lexcollect.formats.said import State as State
from lexcollect.formats.said import TimeSource as TimeSource
from lexcollect.formats.said import Version as Version
from lexcollect.records import dataclass, field

#: So many runs of pages are named in one finding.
_RUNS_TOLD = 12


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A day this file may belong to, and where the day comes from (``exif``, ``name``, ``mail`` …).

    Candidates are proposals: nothing is decided here, and the modification time of a file is never one.
    """

    day: date
    source: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """What two pictures are compared by: a 256-bit difference hash, a small grey copy, width ÷ height."""

    hash: int
    grey: bytes
    aspect: float
    pixels: int


@dataclass(slots=True)
class Said:
    """What two exports of one chat are compared by: of each message with words and a time, its minute since 1970 and
    a number that two messages share when they say the same in the same minute; it holds within one run only.

    ``partial`` says that a person chose what is in it, or that messages of it have no time.
    """

    minutes: array[int] = field(default_factory=lambda: array("q"))
    keys: array[int] = field(default_factory=lambda: array("q"))
    partial: bool = False


class Spoken(NamedTuple):
    """What one message says, with number and day (ISO, empty: none), and whether the owner of the device sent it."""

    number: int
    day: str
    words: str
    outgoing: bool | None


@dataclass(slots=True)
class Look:
    """One look at one file.

    ``text`` is what the file says, bounded, for cues only; ``refers`` are relative names that a chat
    points to; ``findings`` carry no place yet: the caller puts the name in; ``hidden`` is what lies in the file and
    on none of its pages; ``said`` is what a chat is compared with others by, ``spoken`` what its messages say, as far
    as ``text`` goes.
    """

    status: Status = Status.USABLE
    facts: dict[str, str] = field(default_factory=dict)
    dates: list[DateCandidate] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    text: str = ""
    refers: tuple[str, ...] = ()
    picture: Picture | None = None
    hidden: tuple[Hidden, ...] = ()
    said: Said | None = None
    spoken: list[Spoken] = field(default_factory=list)


class Unit(StrEnum):
    """What a part of a file is counted in."""

    MESSAGES = "messages"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file: its messages or pages from ``first`` to ``last``, both included.

    Numbers count from 1 as in :class:`Message` and :class:`Page`; without ``last`` the part goes to the end. Raises
    :class:`ValueError` for a range that holds nothing.
    """

    unit: Unit
    first: int = 1
    last: int | None = None

    def __post_init__(self) -> None:
        if self.first < 1 or (self.last is not None and self.last < self.first):
            raise ValueError(f"no part of a file: {self.first} to {self.last}")

    def __contains__(self, number: int) -> bool:
        return self.first <= number and not self.is_over(number)

    def counts(self, unit: Unit) -> Part:
        """Return this part; :class:`ValueError` when it is counted in something else than ``unit``."""
        if self.unit is not unit:
            raise ValueError(f"a part in {self.unit} where {unit} are asked for")
        return self

    def is_over(self, number: int) -> bool:
        """Tell whether ``number`` lies behind the part: nothing after it needs to be read."""
        return self.last is not None and number > self.last


class MessageKind(StrEnum):
    """What a message is."""

    TEXT = "text"
    IMAGE = "image"
    VOICE = "voice"
    VIDEO = "video"
    FILE = "file"
    LINK = "link"
    LOCATION = "location"
    CONTACT_CARD = "contact_card"
    STICKER = "sticker"
    TRANSFER = "transfer"
    RED_PACKET = "red_packet"
    CALL = "call"
    QUOTE = "quote"
    MERGED_FORWARD = "merged_forward"
    MINI_PROGRAM = "mini_program"
    RECALL = "recall"
    SYSTEM = "system"
    MAIL = "mail"
    OTHER = "other"  # a type the exporter named and this program does not know
    UNPARSED = "unparsed"  # bytes that are no record; ``text`` holds them as they are


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a chat, or a mail: one record of the source, whatever program wrote it.

    ``offset`` and ``size`` say which bytes of the source it was read from, ``place`` where it lies in a source that is
    no run of bytes (a JSON pointer, a table with its row, the name of a member); ``time`` is that of sending as the
    format has it; ``sender`` is the name as exported, ``name_kind`` who chose it, ``sender_id`` the account,
    ``outgoing`` whether the owner of the device sent it (``None``: the format does not say); ``text`` is what was
    said, unchanged and without what it quotes; ``derived`` is what a program wrote; ``reference`` is what the format
    calls the message (its id), ``ids`` every id by its name, as text: 64-bit numbers lose digits elsewhere.
    ``refers`` are relative names of files that it points to. ``children`` are the messages of a forward (合并转发);
    their names and times are only text (``hearsay``). ``versions`` are the wordings of an
    edited message that are known, the last one last; ``notes`` say what is doubtful;
    ``arrived`` is when the recipient's side took the message in, where the source says so.
    """

    number: int
    offset: int
    size: int
    time: Moment
    sender: str
    kind: MessageKind
    text: str
    reference: str = ""
    sender_id: str = ""
    outgoing: bool | None = None
    refers: tuple[str, ...] = ()
    conversation: str = ""
    name_kind: NameKind = NameKind.UNKNOWN
    recipients: tuple[str, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    quote: Quote | None = None
    children: tuple[Message, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    money: tuple[Payment, ...] = ()
    derived: tuple[Derived, ...] = ()
    state: State = State.SENT
    versions: tuple[Version, ...] = ()
    notes: tuple[Note, ...] = ()
    place: str = ""
    hearsay: bool = False
    arrived: Moment = Moment()

    @property
    def locator(self) -> str:
        """Return where the record lies in its source, as text: the same for the same bytes."""
        return "#".join(part for part in (self.place, f"{self.offset}+{self.size}" if self.size else "") if part)

    def record_id(self, file_sha256: str) -> str:
        """Return the stable id of this record of the file with ``file_sha256``: 16 hexadecimal digits."""
        from hashlib import sha256

        return sha256(f"{file_sha256}:{self.locator}".encode("utf-8", "surrogateescape")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a file: of an archive, or attached to a mail.

    ``name`` is decoded and never leads out of a folder; it is still no path to write to. ``size`` is what the
    container says in bytes (``None``: it does not say) and is not believed while reading. ``chunks`` streams the
    bytes, each time anew, and raises :class:`~lexcollect.formats.refusals.BadFile` when the member is damaged or
    holds more than the limits.
    """

    number: int
    name: str
    size: int | None
    chunks: Callable[[], Iterator[bytes]] = field(repr=False, compare=False)
    media_type: str = ""

    def read(self, limit: int) -> bytes:
        """Return the member's bytes, at most ``limit`` of them; more is refused as ``TOO_MUCH``."""
        from lexcollect.formats.refusals import BadFile, Reason

        data = bytearray()
        for chunk in self.chunks():
            data += chunk
            if len(data) > limit:
                raise BadFile(Reason.TOO_MUCH)
        return bytes(data)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a viewer shows it: ``width`` and ``height`` in points, ``rotation`` in degrees clockwise.

    The turn is already in width and height. ``readable`` is false when the page is listed but cannot be read.
    """

    number: int
    width: float
    height: float
    rotation: int
    readable: bool = True


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A piece of what a file says: a line, or a paragraph of a document."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Line(TextPiece):
    """A line of a text: ``size`` bytes of the source from ``offset`` on, decoded, with its line end."""

    offset: int
    size: int


def page_list(pages: Iterable[int]) -> str:
    """Return ``3、5–8、12`` for pages in any order; of very many the first."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    words = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:_RUNS_TOLD]]
    return "、".join([*words, *(["…"] if len(runs) > _RUNS_TOLD else [])])
