"""Draft: a matter on the desk, step by step.

Owns the steps that were taken, the two files after each of them, and the way back; :class:`Desk` is used by one thread
at a time, which its caller sees to. Nothing reaches case file and catalogue before :meth:`Desk.save`, which is the one
writer; what is not saved is kept in ``memory`` after every step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.layout import SERVED, UNSAVED
from lexcollect.matter.desk.adopting import Adopted
from lexcollect.matter.desk.memory import UnreadableMemory, keep, recalled
from lexcollect.matter.desk.moves import moved, placed
from lexcollect.matter.desk.questions import may_hand_in, passed_over
from lexcollect.matter.desk.spoken import Spoken
from lexcollect.matter.desk.steps import Ground, Lined, Step, after, data_in, exhibits_in, lines_in
from lexcollect.matter.layout import find_matter, refuse_links
from lexcollect.matter.writing import (
    Changed,
    Difference,
    Errors,
    Revision,
    Sources,
    Written,
    between,
    check,
    hold,
    read_sources,
    write,
)
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.intake.register import Seen
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.desk.proposed import Proposed
    from lexcollect.matter.opening import Parts
    from lexcollect.sheets.case_rows import CaseRow, Exhibits
    from lexcollect.sheets.rows import Lines

_T = TypeVar("_T")
#: So many steps are kept with the files after them; further back they are taken anew.
_KEPT = 60


@dataclass(frozen=True)
class Recovered:
    """What a start found unsaved: so many ``steps`` taken again, and what is told of those that could not be."""

    steps: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Read:
    """The two files as read, their answers as far as there are any, and all that is to be told of them."""

    sources: Sources
    parts: Parts
    answered: Answered | None
    findings: tuple[Finding, ...]


class Desk:
    """A matter while it is put in order, counted for the day ``as_of``.

    ``clock`` tells the day on which somebody does something here; without one that is ``as_of`` too.
    """

    def __init__(
        self,
        folder: Path | str | None,
        as_of: date,
        *,
        read_only: bool = False,
        clock: Callable[[], date] | None = None,
    ) -> None:
        from lexcollect.intake.register import seen

        self.folder = find_matter(None if folder is None else Path(folder))
        refuse_links(self.folder)
        self.as_of = as_of
        self._clock = clock or (lambda: as_of)
        self.read_only = read_only
        self.base = read_sources(self.folder)
        self.seen: Mapping[str, Seen] = seen(self.folder)
        self.steps: list[Step] = []
        self._after: list[Sources | None] = []
        self._undone: list[Step] = []
        self._answers: Read | None = None
        self._ahead: Read | None = None
        self.version = 0
        #: The files of lines as they were once called on a page, by that key: handed in or left out a line is another.
        self.called: dict[str, tuple[str, ...]] = {}
        self._known: tuple[Sources, dict[str, Any]] = (self.base, {})
        self._saved: Read | None = None

    # --- what stands there -----------------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        """The day of the clock, on which what is done here is done."""
        return self._clock()

    @property
    def sources(self) -> Sources:
        """The two files after the last step."""
        return self._at(len(self.steps))

    def once(self, what: str, work: Callable[[], _T]) -> _T:
        """Return what ``work`` makes of the two files as they stand; done once until they change, under this name."""
        sources = self.sources
        if self._known[0] is not sources:
            self._known = (sources, {})
        held = self._known[1]
        if what not in held:
            held[what] = work()
        found: _T = held[what]
        return found

    @property
    def lines(self) -> Lines:
        """The lines of the catalogue after the last step; :class:`Refused` without one."""
        return self.once("lines", lambda: lines_in(self.sources, self.seen))

    @property
    def exhibits(self) -> Exhibits:
        """The exhibits by number and title."""
        return self.once("exhibits", lambda: exhibits_in(self.sources, self.seen))

    @property
    def data(self) -> Mapping[str, Any]:
        """What the case file says, with English keys; :class:`Refused` where it cannot be read at all."""
        return self.once("data", lambda: data_in(self.sources))

    @property
    def rows(self) -> Mapping[str, tuple[CaseRow, ...]]:
        """The facts of the case file as rows, by table; :class:`Refused` where it cannot be read at all."""
        from lexcollect.sheets.case_rows import rows_of

        return self.once("rows", lambda: rows_of(self.data, self.exhibits))

    @property
    def served(self) -> dict[str, str]:
        """The numbers that were handed in, by the id of the exhibit: they do not move."""
        if not (self.folder / SERVED).exists():
            return {}
        from lexcollect.matter.sheets import served_numbers

        return served_numbers(self.folder)

    @property
    def parts(self) -> Parts:
        """Case file and catalogue as the loaders read them, with every finding."""
        return self._answered().parts

    @property
    def answered(self) -> Answered | None:
        """Sums and deadlines on the day; ``None`` while the case file cannot be answered."""
        return self._answered().answered

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that is to be told of the draft."""
        return self._answered().findings

    def saved_answers(self) -> Answered | None:
        """Return sums and deadlines of what is saved."""
        return self._once_saved().answered

    def saved(self) -> tuple[Parts, Answered | None]:
        """Return what is saved as the loaders read it, and its sums and deadlines."""
        return self._once_saved().parts, self._once_saved().answered

    # --- steps -----------------------------------------------------------------------------------------------------

    def take(self, step: Step) -> tuple[Finding, ...]:
        """Take one step and return what is told of it; :class:`Refused` leaves everything as it was."""
        if self.read_only:
            raise Refused([finding("LX-W105")])
        if isinstance(step, Lined) and may_hand_in(step) and (unseen := passed_over(step, self.lines, self.seen)):
            raise Refused(unseen)
        wanted, findings = after(step, self.sources, self._ground())
        if wanted.files == self.sources.files and not isinstance(step, (Adopted, Spoken)):
            return findings
        self._push(step, wanted)
        self._undone.clear()
        self._keep()
        return findings

    def foresee(self, step: Step) -> Read:
        """Return what the matter would say after ``step``, which is not taken; :class:`Refused` where it cannot be."""
        wanted, _ = after(step, self.sources, self._ground())
        if self._ahead is None or self._ahead.sources.files != wanted.files:
            self._ahead = _answer(self.folder, wanted, self.as_of)
        return self._ahead

    def move(self, rows: Sequence[str], group: int, before: str = "") -> tuple[Finding, ...]:
        """Put the lines ``rows`` into ``group`` before the line ``before``, or at its end."""
        return self.take(moved(self.lines, rows, group, before, self.served))

    def place(self, rows: Sequence[str], words: str) -> tuple[Finding, ...]:
        """Put the lines ``rows`` where ``words`` say: 3-2, or 3 for the end of a group."""
        return self.take(placed(self.lines, rows, words, self.served))

    def undo(self) -> bool:
        """Go back one step; tell whether there was one."""
        if not self.steps:
            return False
        self._undone.append(self.steps.pop())
        self._after.pop()
        self._keep()
        return True

    def redo(self) -> bool:
        """Take the step again that was undone last; tell whether there was one."""
        if not self._undone:
            return False
        step = self._undone.pop()
        self._push(step, after(step, self.sources, self._ground())[0])
        self._keep()
        return True

    def take_back(self, step: Step) -> tuple[Finding, ...]:
        """Take one step back out of the middle; those behind it are taken again. :class:`Refused` leaves all as it was.

        Undo goes back to before it no more than to any other: what was undone is forgotten.
        """
        if self.read_only:
            raise Refused([finding("LX-W105")])
        if step not in self.steps:
            raise Refused([finding("LX-W120")])
        kept = (list(self.steps), list(self._after))
        at = self.steps.index(step)
        later = self.steps[at + 1 :]
        del self.steps[at:], self._after[at:]
        try:
            for one in later:
                self._push(one, after(one, self.sources, self._ground())[0])
        except Refused:
            self.steps, self._after = kept
            raise
        self._undone.clear()
        self._keep()
        return ()

    @property
    def can_redo(self) -> bool:
        """Whether a step was undone that can be taken again."""
        return bool(self._undone)

    @property
    def decisions(self) -> list[Adopted]:
        """The decisions on proposed facts that are not saved yet; one that refuses changes neither file."""
        return [step for step in self.steps if isinstance(step, Adopted)]

    @property
    def spoken(self) -> list[Spoken]:
        """For whom speakers speak, as decided and not saved yet; changes neither file."""
        return [step for step in self.steps if isinstance(step, Spoken)]

    @cached_property
    def proposed(self) -> Proposed:
        """What the papers say, for a person to take or refuse."""
        from lexcollect.matter.desk.proposed import Proposed

        return Proposed(self)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every place that is otherwise than it is saved."""
        return self.once("differences", lambda: between(self.base, self.sources).differences)

    def recover(self) -> Recovered:
        """Take up what was not saved last time; what cannot be done any more is told, nothing is dropped unseen."""
        try:
            unsaved = recalled(self.folder)
        except UnreadableMemory as error:
            return Recovered(0, (finding("LX-W106", Where(UNSAVED), file=str(error)),))
        if unsaved is None:
            return Recovered(0, ())
        if unsaved.saved_in(self.base):
            self._keep()
            return Recovered(0, ())
        told: list[Finding] = [] if unsaved.fits(self.base) else [finding("LX-W107", Where(UNSAVED))]
        taken = 0
        for step in unsaved.steps:
            try:
                wanted, _ = after(step, self.sources, self._ground())
            except Refused as refused:
                told += [finding("LX-W108", Where(UNSAVED), why=refused.findings[0].message())]
                continue
            self._push(step, wanted)
            taken += 1
        if told and not self.read_only:
            self._keep()
        return Recovered(taken, tuple(told))

    # --- saving ----------------------------------------------------------------------------------------------------

    def check(self) -> Changed:
        """Return what the loaders say of the two files as saved and as they would be."""
        return check(self.folder, self._revision())

    def save(self, who: str, now: datetime) -> Written:
        """Write all of it into case file and catalogue, or nothing, and write the sheets anew.

        :class:`~lexcollect.matter.writing.Conflicting` where a file changed since it was read; :class:`Refused` for
        new mistakes and for a name that is missing. The draft stays as it is then.
        """
        if self.read_only:
            raise Refused([finding("LX-W105")])
        if not who.strip():
            raise Refused([finding("LX-W109")])
        from lexcollect.matter.sheets import write_sheets

        with hold(self.folder, "review", now) as held:
            if self.sources.files != self.base.files:
                keep(self.folder, self.steps, self.base, goal=self.sources)
            written = write(
                held,
                self._revision(),
                who=who.strip(),
                means="review",
                errors=Errors.REFUSE_NEW,
                decisions=self.proposed.saved(who.strip(), now.date()),
            )
            self._begin_anew()
            sheets = write_sheets(held)
        return replace(written, findings=(*written.findings, *sheets.findings))

    def read_again(self) -> Recovered:
        """Read the two files again and take the steps on them, after somebody else changed them."""
        steps = self.steps
        self.base = read_sources(self.folder)
        self._after, self.steps, self._answers = [], [], None
        self.proposed.forget()
        self._undone.clear()
        keep(self.folder, steps, self.base)
        return self.recover()

    def drop(self) -> None:
        """Forget everything that is not saved."""
        self.steps.clear()
        self._after.clear()
        self._undone.clear()
        self.base = read_sources(self.folder)
        self._answers = None
        self._keep()

    # --- inside ----------------------------------------------------------------------------------------------------

    def _begin_anew(self) -> None:
        self.base = read_sources(self.folder)
        self.proposed.forget()
        self.steps.clear()
        self._after.clear()
        self._undone.clear()
        self._keep()

    def _revision(self) -> Revision:
        return between(self.base, self.sources)

    def _push(self, step: Step, wanted: Sources) -> None:
        self.steps.append(step)
        self._after.append(wanted)
        if len(self._after) > _KEPT:
            self._after[-_KEPT - 1] = None
        self.version += 1

    def _at(self, count: int) -> Sources:
        """Return the files after ``count`` steps; those long past are taken anew from the last that is kept."""
        if not count:
            return self.base
        found = self._after[count - 1]
        if found is None:
            found, _ = after(self.steps[count - 1], self._at(count - 1), self._ground())
            self._after[count - 1] = found
        return found

    def _keep(self) -> None:
        self.version += 1
        if not self.read_only:
            keep(self.folder, self.steps, self.base)

    def _ground(self) -> Ground:
        return Ground(self.folder, self.seen, self.served, self.today)

    def _once_saved(self) -> Read:
        if self._saved is None or self._saved.sources is not self.base:
            self._saved = _answer(self.folder, self.base, self.as_of)
        return self._saved

    def _answered(self) -> Read:
        sources = self.sources
        if self._answers is None or self._answers.sources is not sources:
            known = self._ahead if self._ahead is not None and self._ahead.sources.files == sources.files else None
            found = known or _answer(self.folder, sources, self.as_of)
            self._answers = Read(sources, found.parts, found.answered, found.findings)
        return self._answers


def _answer(folder: Path, sources: Sources, as_of: date) -> Read:
    """Return the two files as read, their answers as far as there are any, and all that is to be told."""
    from lexcollect.law.trace import LawUnknown
    from lexcollect.matter.answering import answer_opened
    from lexcollect.matter.opening import Matter, read_parts

    parts = read_parts(folder, sources, for_figures=True)
    if parts.case is None or any(one.stops for one in parts.findings):
        return Read(sources, parts, None, parts.findings)
    opened = Matter(folder, parts.case, parts.catalogue, parts.findings, parts.case_sha256, False, sources)
    try:
        answered = answer_opened(opened, as_of, dates_anyway=True)
        return Read(sources, parts, answered, answered.findings)
    except LawUnknown as unknown:
        return Read(sources, parts, None, (*parts.findings, finding("LX-A104", reason=unknown.text)))
    except Refused as refused:
        return Read(sources, parts, None, (*parts.findings, *refused.findings))
