"""Proposed: the facts that the papers of a matter say, beside its draft.

Owns when the material is read for them (once, when they are first asked for), which of them wait after the decisions of
the draft, and how a decision on the page becomes a step. What is proposed, what may be decided and how it is written
are those of terminal and sheet (``matter.deciding``, ``sheets.fact_choices``).
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.layout import CASE, FACTS
from lexcollect.matter.desk.adopting import Adopted, adopted
from lexcollect.matter.desk.spoken import joined
from lexcollect.proposing.decisions import Verdict

if TYPE_CHECKING:
    from lexcollect.matter.deciding import Open
    from lexcollect.matter.desk.draft import Desk
    from lexcollect.matter.following import Following
    from lexcollect.proposing.papers import Paper
    from lexcollect.proposing.shapes import Found, Proposal

_NOTHING: Mapping[str, Any] = MappingProxyType({})
#: The list as the last intake left it has one of these lines for each fact that waits.
_WAITS, _DECIDED, _ONE = "\n待确认:", "\n已决定:", "\n  - 编号:"


class Proposed:
    """The proposed facts of a matter on the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._reading = threading.Lock()
        self._read: tuple[Sequence[Paper], Sequence[Found]] | None = None
        self._known: tuple[object, Open] | None = None
        self._last: tuple[int, int] | None = None

    def read(self) -> None:
        """Read the material, once; what takes long is done here, and needs nothing of the draft."""
        from lexcollect.matter.proposing import papers_known
        from lexcollect.proposing.gathering import found_in

        with self._reading:
            if self._read is None:
                papers = papers_known(self._desk.folder)
                self._read = papers, tuple(one for paper in papers for one in found_in(paper))

    def forget(self) -> None:
        """Look at the list of decisions anew: it was written, or somebody else wrote it."""
        self._known = self._last = None
        self.__dict__.pop("_waiting", None)

    def open(self) -> Open:
        """Return what waits for a decision beside the draft; reads the material the first time.

        :class:`~lexcollect.findings.Refused` where the list of decisions cannot be read.
        """
        from lexcollect.matter.deciding import Open, decided_in
        from lexcollect.matter.proposing import gathered_beside, speakers_in
        from lexcollect.proposing.decisions import still_open

        desk = self._desk
        state = (desk.sources.files, tuple(desk.decisions), tuple(desk.spoken))
        if self._known is not None and self._known[0] == state:
            return self._known[1]
        folder = desk.folder
        speakers = joined(speakers_in(folder), desk.spoken, "", desk.today)
        decided = (*decided_in(folder), *(one.decided("", desk.today) for one in desk.decisions))
        self.read()
        assert self._read is not None
        papers, each = self._read
        found = gathered_beside(papers, desk.sources.case, self._exhibits(), speakers, each)
        left = still_open(found.proposals, decided)
        files = {spot.file for one in left for spot in one.sources}
        waiting = Open(left, decided, len(files), speakers, found)
        self._known, self._last = (state, waiting), (len(left), len(desk.decisions))
        return waiting

    @property
    def unread(self) -> int:
        """How many facts wait that nobody has looked at since the page began; none where there is no such list yet.

        Decisions that were taken up from the last time are no more among them.
        """
        return max(0, self._kept - len(self._desk.decisions)) if self._read is None else 0

    @property
    def untouched(self) -> bool:
        """Whether the material was not read yet."""
        return self._read is None

    @property
    def listed(self) -> bool:
        """Whether an intake left a list of what waits: then nothing has to be read to know that none does."""
        return (self._desk.folder / FACTS).is_file()

    def rests_on(self, names: Sequence[str]) -> bool:
        """Tell whether a fact that waits is read from one of these files, by the list of the last intake."""
        return any(name in self._waiting for name in names)

    def count(self) -> int:
        """Return how many facts wait, without reading anything: as they were seen last, or as the last intake left it.

        A step elsewhere does not pay for it; decisions since are counted.
        """
        waited, decided = self._last or (self._kept, 0)
        return max(0, waited + decided - len(self._desk.decisions))

    def ahead(self, proposal: Proposal) -> tuple[Following, ...]:
        """Return the days before a court that would follow from ``proposal``."""
        from lexcollect.matter.following import Foresight

        return Foresight(self._desk.folder, self._desk.as_of, self._desk.parts).of(proposal)

    def decide(
        self, key: str, seal: str, verdict: str, words: Mapping[str, str], more: Mapping[str, Any] = _NOTHING
    ) -> tuple[Finding, ...]:
        """Take the decision ``verdict`` on the fact ``key`` (its id), with the ``words`` that stand under its keys.

        ``more`` are the new values of keys that hold a list or a group of keys. ``seal`` is that of the fact as
        it was shown. :class:`Refused` where it says something else by now, or where a value cannot be read:
        nothing is decided then.
        """
        from lexcollect.matter.deciding import Chosen, choose
        from lexcollect.proposing.decisions import mark_of
        from lexcollect.proposing.telling import key_label, told
        from lexcollect.sheets.fact_choices import weigh
        from lexcollect.sheets.fact_rows import seal_of

        alike = [one for one in self.open().proposals if one.id == key]
        proposal = next((one for one in alike if seal_of(one) == seal), None)
        if proposal is None:
            raise Refused([finding("LX-W120", Where(CASE))])
        weighed = weigh(proposal, words, verdict, {})
        if weighed.structured:
            wrong = [finding("LX-W082", Where(CASE), label=key_label(proposal, one)) for one in weighed.structured]
            raise Refused(wrong)
        if weighed.verdict is None or weighed.verdict is Verdict.REFUSED:
            chosen = Chosen({}, Verdict.REFUSED, "")
        else:
            chosen = choose(proposal, {**weighed.corrected, **more}, weighed.refused, weighed.open)
        mark = mark_of(proposal, weighed.open)
        step = adopted(self._desk.sources, proposal, chosen, told(proposal, "zh"), mark)
        self._refuse_new(step)
        return self._desk.take(step)

    def saved(self, by: str, day: date) -> bytes | None:
        """Return the list of decisions with those of the draft, made by ``by``; nothing where it stays as it is.

        What was entered by hand waits no more: the next start reads the list and no material. Called by who holds the
        matter: what others decided meanwhile stays.
        """
        from lexcollect.matter.deciding import Open, bytes_of, decided_in
        from lexcollect.matter.proposing import speakers_in
        from lexcollect.proposing.decisions import still_open

        steps = [*self._desk.decisions, *self._desk.spoken]
        if not steps and (self._read is None or not self.listed):
            return None
        folder = self._desk.folder
        decided = (*decided_in(folder), *(one.decided(by, day) for one in self._desk.decisions))
        left = still_open(self.open().proposals, decided)
        if not steps and len(left) == self._kept:
            return None  # the list says what waits as it is
        return bytes_of(Open(left, decided, 0, joined(speakers_in(folder), self._desk.spoken, by, day)))

    # --- inside ----------------------------------------------------------------------------------------------------

    def _refuse_new(self, step: Adopted) -> None:
        """Refuse what would bring a mistake into a case file that has none, as on the terminal."""
        if step.verdict is Verdict.REFUSED or any(one.stops for one in self._desk.parts.findings):
            return
        if wrong := [one for one in self._desk.foresee(step).parts.findings if one.stops]:
            raise Refused([finding("LX-W040", count=len(wrong)), *wrong])

    def _exhibits(self) -> dict[str, str]:
        catalogue = self._desk.parts.catalogue
        return {file.name: item.id for item in catalogue.items for file in item.files} if catalogue else {}

    @cached_property
    def _waiting(self) -> str:
        """The part of the list of the last intake that waits for a person, as it is written."""
        from lexcollect.files import read_bounded

        try:
            words = read_bounded(self._desk.folder / FACTS, 20_000_000).decode("utf-8", "replace")
        except OSError:
            return ""
        return words.partition(_WAITS)[2].partition(_DECIDED)[0]

    @property
    def _kept(self) -> int:
        return self._waiting.count(_ONE)
