"""Remarks: what is doubtful about a chat, gathered while its messages go by, and the sentences that tell it.

Owns the doubts by their code (:class:`Note`) with the messages they are about, the count that the file declares, the
gaps in ids that follow each other, and which finding tells each. Keeps numbers, not messages. A gap is a question and
no proof of deletion.
"""

from __future__ import annotations

from collections.abc import Mapping

from lexcollect.findings import Finding, finding
from lexcollect.formats.chat_tally import PICTURE, Rows
from lexcollect.formats.said import Moment, Note, Precision, State, TimeSource
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.records import dataclass, field
from lexcollect.wording import text

#: So many gaps, and names of missing files, are told one by one.
_NAMED = 20
#: The doubts that have a finding of their own, in the order in which they are told.
_CODES: Mapping[Note, str] = {
    Note.UNPARSED: "LX-I112",
    Note.RESAVED: "LX-I111",
    Note.NO_DATE: "LX-I103",
    Note.NO_YEAR: "LX-I104",
    Note.RELATIVE: "LX-I120",
    Note.DATE_ORDER: "LX-I121",
    Note.FALSE_TRANSFER: "LX-I117",
    Note.HEADER_INSIDE: "LX-I124",
    Note.EMPTY_TYPES: "LX-I122",
    Note.EDITED_NO_HISTORY: "LX-I123",
    Note.NOT_SENT: "LX-I125",
    Note.TRANSFER_UNCONFIRMED: "LX-I118",
    Note.RED_PACKET: "LX-I119",
    Note.HEARSAY: "LX-I126",
    Note.RECALLED: "LX-I127",
}
#: Those about the file as a whole.
_WHOLE: Mapping[Note, str] = {
    Note.PASTED: "LX-I110",
    Note.SELECTION: "LX-I109",
    Note.ZONE_ASSUMED: "LX-I107",
    Note.NO_SECONDS: "LX-I108",
    Note.NAME_ONLY: "LX-I114",
    Note.ID_ONLY: "LX-I128",
    Note.NO_DIRECTION: "LX-I115",
    Note.XML_REPAIRED: "LX-I129",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """Ids that are missing between two messages of one conversation, with the times of both."""

    after: int
    before: int
    since: Moment
    until: Moment

    @property
    def missing(self) -> int:
        """Return how many ids are missing."""
        return self.before - self.after - 1


@dataclass(slots=True)
class Remarks:
    """What is doubtful about one chat.

    ``sequence`` names the id that counts up by one within a conversation (empty: the format has none). ``facts`` are
    what the file says of itself: title, owner, day of export. ``torn`` is the byte at which a cut file ends.
    """

    sequence: str = ""
    declared: int | None = None
    torn: int | None = None
    facts: dict[str, str] = field(default_factory=dict)
    notes: dict[Note, Rows] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)
    missing: dict[str, None] = field(default_factory=dict)
    messages: int = 0
    _minutes: int = 0
    _assumed: int = 0
    _named: int = 0
    _numbered: int = 0
    _directed: int = 0
    _last: dict[str, tuple[int, Moment]] = field(default_factory=dict)

    def add(self, note: Note, number: int = 0) -> None:
        """Write down ``note``, about the message with ``number`` or about the file."""
        rows = self.notes.setdefault(note, Rows())
        if number:
            rows.add(number)

    def see(self, message: Message) -> None:
        """Write down what ``message`` shows."""
        for note in message.notes:
            self.add(note, message.number)
        if message.kind is MessageKind.UNPARSED:
            self.add(Note.UNPARSED, message.number)
            return
        self.messages += 1
        self._minutes += message.time.precision is Precision.MINUTE
        self._assumed += message.time.source is TimeSource.ASSUMED
        if message.kind not in (MessageKind.SYSTEM, MessageKind.RECALL):
            self._named += bool(message.sender) and not message.sender_id
            self._numbered += bool(message.sender_id) and not message.sender
            self._directed += message.outgoing is not None
        if message.state in (State.RECALLED, State.DELETED):
            self.add(Note.RECALLED, message.number)
        elif message.state in (State.DRAFT, State.FAILED):
            self.add(Note.NOT_SENT, message.number)
        if self.sequence:
            self._follow(message)

    def see_attachments(self, message: Message) -> None:
        """Write down which files of ``message`` were looked for and not found."""
        for one in message.attachments:
            # Pictures that are named by a path are compared with the whole delivery, and told there.
            if one.present is not False or PICTURE.fullmatch(one.path):
                continue
            self.add(Note.ATTACHMENT_MISSING, message.number)
            if len(self.missing) < _NAMED:
                self.missing[one.name or one.path or one.md5] = None

    def _follow(self, message: Message) -> None:
        found = next((value for name, value in message.ids if name == self.sequence), "")
        if not found.isascii() or not found.isdigit() or len(found) > 18:
            return
        here = int(found)
        before = self._last.get(message.conversation)
        if before is not None and here > before[0] + 1 and len(self.gaps) < _NAMED:
            self.gaps.append(Gap(before[0], here, before[1], message.time))
        if len(self._last) < 10_000 or message.conversation in self._last:
            self._last[message.conversation] = (here, message.time)

    def close(self) -> None:
        """Write down what only the whole shows."""
        if self._minutes:
            self.add(Note.NO_SECONDS)
        if self._assumed:
            self.add(Note.ZONE_ASSUMED)
        if self._named and self._named * 2 > self.messages:
            self.add(Note.NAME_ONLY)
        if self._numbered and self._numbered * 2 > self.messages:
            self.add(Note.ID_ONLY)
        if self.messages and not self._directed:
            self.add(Note.NO_DIRECTION)
        if self.declared is not None and self.declared != self.messages:
            self.add(Note.COUNT)
        if self.gaps:
            self.add(Note.GAP)

    def findings(self, besides: frozenset[Note] = frozenset()) -> list[Finding]:
        """Return the sentences that tell it, the gravest first; those in ``besides`` are told elsewhere."""
        told: list[Finding] = []
        if self.torn is not None:
            told.append(finding("LX-I113", offset=self.torn))
        if Note.COUNT in self.notes and self.declared is not None:
            told.append(finding("LX-I105", declared=self.declared, found=self.messages))
        if self.gaps:
            places = tuple(
                text("formats.gap", after=gap.after, before=gap.before, since=_day(gap.since), until=_day(gap.until))
                for gap in self.gaps[:5]
            )
            told.append(finding("LX-I106", count=sum(gap.missing for gap in self.gaps), places=places))
        if self.missing:
            told.append(finding("LX-I116", count=len(self.missing), names=tuple(self.missing)[:3]))
        for note, code in _CODES.items():
            if note not in besides and (rows := self.notes.get(note)) is not None:
                told += rows.told_as(code)
        return told + [finding(code) for note, code in _WHOLE.items() if note in self.notes]


def _day(moment: Moment) -> str:
    return moment.value.date().isoformat() if moment.value else "?"
