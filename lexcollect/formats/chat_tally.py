"""Chat tally: what a court will ask about a chat, counted while its messages go by.

Owns the span of time, the pictures referred to, messages recalled or refused, and the rows that are named: without a
time, out of order, standing twice. Keeps numbers, not messages: memory is flat.
"""

from __future__ import annotations

import re
from array import array
from datetime import date, datetime
from pathlib import PurePosixPath

from lexcollect.findings import Finding, finding
from lexcollect.formats.limits import MAX_TEXT_CHARS
from lexcollect.formats.said import DerivedKind
from lexcollect.formats.shapes import DateCandidate, Look, Message, MessageKind, Said, Spoken
from lexcollect.patterns import regex
from lexcollect.records import dataclass, field

#: What WeChat writes for a message that was taken back, and for one that did not arrive.
RECALLED, REFUSED = "撤回了一条消息", "被对方拒收"
#: A picture that a message points to.
PICTURE = regex(r"([\w\-./\\]+\.(?:jpe?g|png|gif|webp|heic|bmp))", re.IGNORECASE)
#: What people typed; a text that is the name of a file stands for the file in some exports.
_SPOKEN, _FILE_NAME = frozenset({MessageKind.TEXT, MessageKind.QUOTE}), regex(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
#: So many rows are named one by one.
_NAMED = 20
#: So many rows are compared with each other at a time.
_SHARE = 100_000


@dataclass(slots=True)
class Rows:
    """How many rows are of a kind, and the first of them by number."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, number: int) -> None:
        """Count the row with ``number``."""
        self.count += 1
        if len(self.first) < _NAMED:
            self.first.append(str(number))

    def told_as(self, code: str) -> list[Finding]:
        """Return the finding that names these rows; none when there are none."""
        more = ("…",) if self.count > _NAMED else ()
        return [finding(code, count=self.count, rows=(*self.first, *more))] if self.count else []


@dataclass(slots=True)
class ChatTally:
    """What is counted while the messages go by; ``folder`` is where the export lies."""

    folder: PurePosixPath
    rows: int = 0
    recalled: int = 0
    refused: int = 0
    first: tuple[date, str] | None = None
    last: tuple[date, str] | None = None
    words: list[str] = field(default_factory=list)
    length: int = 0
    refers: dict[str, None] = field(default_factory=dict)
    timeless: Rows = field(default_factory=Rows)
    backwards: Rows = field(default_factory=Rows)
    before: datetime | None = None
    said: Said = field(default_factory=Said)
    marks: array[int] = field(default_factory=lambda: array("q"))
    spoken: list[Spoken] = field(default_factory=list)

    def add(self, message: Message) -> None:
        """Count ``message``, which comes after those counted before."""
        self.rows += 1
        self.marks.append(_mark(message))
        if message.kind is not MessageKind.UNPARSED:
            self._place_in_time(message)
        self.recalled += RECALLED in message.text
        self.refused += REFUSED in message.text
        if self.length < MAX_TEXT_CHARS:
            self.words.append(message.text)
            self._hear(message)
            self.length += len(message.text) + 1
        self.refers.update(dict.fromkeys(message.refers))
        if message.kind in _SPOKEN and message.text and message.time.value and not _FILE_NAME.search(message.text):
            minute = int(message.time.value.timestamp()) // 60
            self.said.minutes.append(minute)
            self.said.keys.append(hash((minute, message.text.strip())))

    def _hear(self, message: Message) -> None:
        """Keep what a message says, with what it quotes and what was made of its voice: all of it is handed in."""
        more = [one.text for one in message.derived if one.kind is DerivedKind.SPEECH_TO_TEXT]
        more += [message.quote.text] if message.quote else []
        words = "\n".join([message.text, *more]) if more else message.text
        if words:
            day = message.time.value.date().isoformat() if message.time.value else ""
            self.spoken.append(Spoken(message.number, day, words, message.outgoing))

    def _place_in_time(self, message: Message) -> None:
        time = message.time
        if time.value is None:
            self.timeless.add(message.number)
            return
        day = (time.value.date(), time.raw)
        self.first = min(self.first or day, day)
        self.last = max(self.last or day, day)
        if self.before is not None and time.value < self.before:
            self.backwards.add(message.number)
        self.before = time.value

    def tell(self, seen: Look) -> None:
        """Write into ``seen`` what was counted."""
        seen.facts["rows"] = str(self.rows)
        # What has no time cannot be found in the other export: it is not held to be missing here.
        self.said.partial = self.said.partial or self.timeless.count > 0
        seen.said, seen.spoken = self.said, self.spoken
        pictures = [_inside(self.folder, name) for name in self.refers if PICTURE.fullmatch(name)]
        seen.refers = tuple(dict.fromkeys(name for name in pictures if name))
        seen.text = "\n".join(self.words)[:MAX_TEXT_CHARS]
        if self.first and self.last:
            seen.facts["first"], seen.facts["last"] = self.first[0].isoformat(), self.last[0].isoformat()
            seen.dates.append(DateCandidate(self.first[0], "chat_first", self.first[1]))
            seen.dates.append(DateCandidate(self.last[0], "chat_last", self.last[1]))
        seen.findings += self.timeless.told_as("LX-I066") + self.backwards.told_as("LX-I069")
        seen.findings += _doubled(self.marks).told_as("LX-I068")
        if self.recalled or self.refused:
            seen.findings.append(finding("LX-I041", recalled=self.recalled, refused=self.refused))


def _mark(message: Message) -> int:
    """Return a number that two rows share when they say the same of the same moment."""
    return hash((message.time.raw, message.sender, message.sender_id, message.kind, message.text, message.reference))


def _doubled(marks: array[int]) -> Rows:
    """Return the rows that repeat an earlier one. A share of the marks at a time keeps memory flat."""
    doubled: list[int] = []
    shares = 1 + len(marks) // _SHARE
    for share in range(shares):
        seen: set[int] = set()
        for number, mark in enumerate(marks, start=1):
            if mark % shares == share:
                if mark in seen:
                    doubled.append(number)
                seen.add(mark)
    rows = Rows()
    for number in sorted(doubled):
        rows.add(number)
    return rows


def _inside(folder: PurePosixPath, picture: str) -> str:
    """Return the name below the material that a message points to; empty when it would leave the folder."""
    relative = PurePosixPath(picture.replace("\\", "/").lstrip("/"))
    if ".." in relative.parts:
        return ""
    return (folder / relative).as_posix()
