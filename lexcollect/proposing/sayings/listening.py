"""Listening (听): the messages of one chat or mail, streamed, into what is kept of them.

Owns what is searched of a message (own words; quoted, forwarded and derived text apart), which lines stand around a
hit, and how much is kept: of very many the first and the last, counted. Memory does not grow with the chat.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lexcollect.formats.said import Derived, DerivedKind, Moment, PaymentState, State
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.proposing.sayings.folded import folded
from lexcollect.proposing.sayings.rules import Rules, shipped_rules
from lexcollect.proposing.sayings.searching import hits_in
from lexcollect.proposing.sayings.shapes import DIRECTIONS, At, Line, Origin, Saying, Speaker, Talk, Transfer

#: So many lines before and after are shown, and so many characters of each.
_AROUND, _SHOWN = 2, 160
#: So many statements at the begin of a chat and as many at its end are kept, so many speakers, and names of one.
_KEPT, _SPEAKERS, _NAMES = 1_000, 500, 5
#: So many characters of a message are kept with a hit.
_WORDS = 1_000
_NOBODYS = frozenset({MessageKind.SYSTEM, MessageKind.RECALL, MessageKind.UNPARSED})
_LOST = frozenset({State.RECALLED, State.DELETED, State.FAILED, State.DRAFT})
_HEARD = frozenset({DerivedKind.SPEECH_TO_TEXT, DerivedKind.OCR})
_PAID = frozenset({PaymentState.INITIATED, PaymentState.RECEIVED, PaymentState.RETURNED, PaymentState.EXPIRED})


def listen(messages: Iterable[Message], program: str, title: str, rules: Rules | None = None) -> Talk:
    """Return what is kept of ``messages``; ``program`` and ``title`` are told with it."""
    ear = _Ear(rules or shipped_rules())
    for message in messages:
        ear.hear(message)
    return ear.talk(program, title)


class _Ear:
    """What is gathered while messages go by."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.before: deque[Line] = deque(maxlen=_AROUND)
        self.speakers: dict[str, Speaker] = {}
        self.head: list[Saying] = []
        self.tail: deque[Saying] = deque(maxlen=_KEPT)
        self.transfers: deque[Transfer] = deque(maxlen=_KEPT)
        self.recordings: deque[At] = deque(maxlen=_KEPT)
        self.count = self.met = self.cut = self.red = 0
        self.first, self.last = Moment(), Moment()
        self.waiting: deque[tuple[int, list[Saying]]] = deque()

    def hear(self, message: Message) -> None:
        """Take one message in."""
        if message.kind is MessageKind.UNPARSED:
            return
        self.count += 1
        self._span(message.time)
        key = _key(message)
        line = Line(message.sender, message.time, _short(message), key if message.text.strip() else "")
        self._follow(line)
        if message.kind not in _NOBODYS:
            self._count(message, key)
            at = _at(message, tuple(self.before))
            said = list(self._said(message, at, key))
            if said:
                self.waiting.append((_AROUND, said))
            self._money(message, at, key)
            if message.kind is MessageKind.VOICE:
                self.recordings.append(at)
        self.before.append(line)
        for child in message.children:
            if not child.hearsay:  # a chat that was sent as a mail, a mail that hangs on another
                self.hear(child)

    def _span(self, when: Moment) -> None:
        if when.value is None:
            return
        if self.first.value is None or when.value < self.first.value:
            self.first = when
        if self.last.value is None or when.value >= self.last.value:
            self.last = when

    def _follow(self, line: Line) -> None:
        """Put ``line`` behind the statements that wait for it, and keep those that wait no more."""
        waiting: deque[tuple[int, list[Saying]]] = deque()
        for left, said in self.waiting:
            said = [replace(one, at=replace(one.at, after=(*one.at.after, line))) for one in said]
            if left > 1:
                waiting.append((left - 1, said))
            else:
                self._keep(said)
        self.waiting = waiting

    def _keep(self, said: list[Saying]) -> None:
        for one in said:
            self.met += 1
            if len(self.head) < _KEPT:
                self.head.append(one)
            else:
                self.tail.append(one)

    def _count(self, message: Message, key: str) -> None:
        known = self.speakers.get(key)
        if known is None:
            if len(self.speakers) < _SPEAKERS:
                self.speakers[key] = Speaker(key, (message.sender,), message.outgoing, 1)
            return
        new = message.sender not in known.names and len(known.names) < _NAMES
        names = (*known.names, message.sender) if new else known.names
        owner = known.owner if known.owner is not None else message.outgoing
        self.speakers[key] = Speaker(key, names, owner, known.messages + 1)

    def _said(self, message: Message, at: At, key: str) -> Iterator[Saying]:
        lost = message.state.value if message.state in _LOST else ""
        for origin, text in _texts(message):
            one = folded(text)
            self.cut += one.cut
            for hit in hits_in(one, self.rules):
                start, end = one.place(hit.start, hit.end)
                yield Saying(hit, at, key, text[:_WORDS].strip(), text[start:end].strip(), origin, lost)

    def _money(self, message: Message, at: At, key: str) -> None:
        for payment in message.money:
            if payment.state is PaymentState.GIVEN:
                self.red += 1
            elif payment.state in _PAID and message.state not in _LOST:
                self.transfers.append(Transfer(at, key, payment))

    def talk(self, program: str, title: str) -> Talk:
        """Return what was gathered."""
        for _, said in self.waiting:
            self._keep(said)
        self.waiting.clear()
        kept = (*self.head, *self.tail)
        return Talk(
            program,
            title,
            tuple(self.speakers.values()),
            self.count,
            self.first,
            self.last,
            kept,
            tuple(self.transfers),
            self.met - len(kept),
            self.cut,
            self.red,
            tuple(self.recordings),
        )


def _texts(message: Message) -> Iterator[tuple[Origin, str]]:
    """Yield what is searched of a message, with whose words they are."""
    if message.text.strip():
        yield (Origin.FORWARDED if message.hearsay else Origin.OWN), message.text
    if message.quote is not None and message.quote.text.strip():
        yield Origin.QUOTED, message.quote.text
    for derived in message.derived:
        if _is_heard(derived):
            yield Origin.DERIVED, derived.text
    for child in (one for one in message.children if one.hearsay):
        for _, text in _texts(child):
            yield Origin.FORWARDED, text


def _is_heard(derived: Derived) -> bool:
    return derived.kind in _HEARD and bool(derived.text.strip())


def _short(message: Message) -> str:
    text = " ".join((message.text or next((one.text for one in message.derived), "")).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _key(message: Message) -> str:
    """Return by what a speaker is known: the account, the name, else the direction alone (我 and 对方)."""
    if key := message.sender_id or message.sender:
        return key
    return "" if message.outgoing is None or message.kind in _NOBODYS else DIRECTIONS[message.outgoing]


def _at(message: Message, before: tuple[Line, ...]) -> At:
    return At(message.number, message.reference, message.offset, message.locator, message.sender, message.time, before)
