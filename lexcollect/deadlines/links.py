"""Links: which exhibit of an event carries which link of its proof.

Owns the question "who carries this link": an exhibit that the case file names for it, or one named under the event,
of a kind that can carry it (``law.carriers``). What an exhibit is, the catalogue says; where there is a catalogue, one
of no stated kind carries nothing. Grades nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lexcollect.law.carriers import Link, able, carriers
from lexcollect.records import dataclass
from lexcollect.wording import Text, pair, text

#: Exhibit id → what it is (keys of ``law.carriers``); ``None``: there is no catalogue that says so.
Shown = Mapping[str, tuple[str, ...]] | None


@dataclass(frozen=True, slots=True)
class Held:
    """One link and the exhibits that carry it; none: the link is missing."""

    link: Link
    exhibits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exhibits:
    """The exhibits of one event: ``evidence`` as it names them, and what the catalogue says they are."""

    evidence: tuple[str, ...]
    shown: Shown = None

    def held(self, link: Link, named: Iterable[str] = (), also: Iterable[str] = ()) -> Held:
        """Return who carries ``link``: of what is ``named`` for it, and of the event's and ``also`` other exhibits.

        Without a catalogue what is named carries, since nobody has said what it is; nothing else does.
        """
        wanted = tuple(dict.fromkeys(named))
        if self.shown is None:
            return Held(link, wanted)
        table = carriers()
        among = dict.fromkeys((*wanted, *self.evidence, *also))
        able_ones = tuple(i for i in among if any(link in table[kind].links for kind in self.shown.get(i, ())))
        return Held(link, able_ones)

    def only(self, link: Link) -> Held:
        """Return who carries the one link of an event that has no other: the exhibits under it are named for it."""
        return self.held(link, self.evidence)

    @property
    def unstated(self) -> tuple[str, ...]:
        """The exhibits of which the catalogue does not say what they are."""
        return () if self.shown is None else tuple(i for i in self.evidence if not self.shown.get(i))


def wanted_for(link: Link) -> tuple[Text, ...]:
    """Return the names of what can carry ``link``, for a sentence that asks for it."""
    return tuple(pair(one.zh, one.en) for one in able(link))


def name_of(link: Link) -> Text:
    """Return what ``link`` is called."""
    return text(f"deadlines.link.{link.value}")
