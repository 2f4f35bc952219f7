"""Planning (催收计划): which plan of steps a matter follows, and its steps on a day.

Owns where a plan is looked for: the one named in the run, the matter's own file, the case file (``choices.plan``), the
office's file beside the matters, else the standard plan; and which letters lie drafted and were not entered as sent.
Writes nothing; ``matter.step_records`` does. Steps are the office's own, no periods of law.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Level, Refused, Where, finding, has_errors
from lexcollect.layout import CASE, OFFICE, PAPERS, PLAN, PLANS, STEPS
from lexcollect.matter.plan_chosen import above, office_plan
from lexcollect.records import dataclass
from lexcollect.steps.decided import NOTHING, Decided, read_decided
from lexcollect.steps.plan import Do, Plan
from lexcollect.steps.plan_files import STANDARD, Read, known, named, read_plan, shipped
from lexcollect.wording import Text, text
from lexcollect.yamltree import read_yaml

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.matter.answering import Answered
    from lexcollect.steps.lines import Line
    from lexcollect.steps.schedule import Schedule

#: Which step a paper is, by its id in the register of papers.
_STEP_OF_PAPER: Mapping[str, Do] = {
    "reminder": Do.REMINDER,
    "statement": Do.STATEMENT,
    "demand": Do.LETTER,
    "final_demand": Do.FINAL_LETTER,
    "letter": Do.LAWYER_LETTER,
    "guarantor": Do.GUARANTOR_LETTER,
    "payment_order": Do.PAYMENT_ORDER,
    "preservation": Do.PRESERVE,
    "complaint": Do.SUE,
    "enforcement": Do.ENFORCE,
}


@dataclass(frozen=True)
class Planned:
    """The steps of a matter on a day: ``source`` says why it follows this plan."""

    folder: Path
    case: Case
    schedule: Schedule
    source: Text
    findings: tuple[Finding, ...] = ()


def planned(answered: Answered, word: str = "") -> Planned:
    """Return the steps of an answered matter; ``word`` names another plan than its own.

    :class:`Refused` when the plan, or what was recorded of its steps, cannot be read.
    """
    from lexcollect.matter.holidays import calendar_in_use
    from lexcollect.steps.schedule import schedule

    read, source = plan_for(answered.folder, answered.case, word)
    if read.plan is None:
        raise Refused(read.findings)
    decided, about = decided_in(answered.folder)
    calendar, _ = calendar_in_use()
    found = schedule(read.plan, answered.matter, calendar, decided)
    drafted = drafted_in(answered.folder)
    found = replace(found, lines=tuple(_with_draft(line, drafted) for line in found.lines))
    findings = (*read.findings, *about, *found.findings)
    return Planned(answered.folder, answered.case, found, source, findings)


def plan_for(folder: Path, case: Case | None, word: str = "") -> tuple[Read, Text]:
    """Return the plan that the matter in ``folder`` follows, and in words why this one."""
    folders = plan_folders(folder)
    if word:
        return _by_word(word, folders), text("plan_verb.source.named", name=word)
    own = folder / PLAN
    if own.is_file():
        return read_plan(own, shown=PLAN, folders=folders), text("plan_verb.source.own", file=PLAN)
    chosen = case.choices.plan if case is not None else ""
    if chosen and case is not None:
        where = replace(case.choices.where, field="choices.plan") if case.choices.where.file else Where(CASE)
        return named(chosen, folders, where), text("plan_verb.source.case", name=chosen)
    office = office_plan(folder)
    if office:
        return named(office, folders, Where(OFFICE)), text("plan_verb.source.office", name=office, file=OFFICE)
    return Read(shipped(STANDARD)), text("plan_verb.source.standard", name=STANDARD)


def _by_word(word: str, folders: tuple[Path, ...]) -> Read:
    """Return the plan that a user typed: a YAML file by its path, else a name."""
    path = Path(word)
    return read_plan(path, folders=folders) if word.endswith(".yaml") and path.is_file() else named(word, folders)


def plan_folders(folder: Path) -> tuple[Path, ...]:
    """Return the folders of plans that a matter may name: its own, then those beside the matters."""
    return tuple(place / PLANS for place in (folder, *above(folder)))


def known_plans(folder: Path | None) -> tuple[str, ...]:
    """Return the names of all plans that can be chosen."""
    return known(plan_folders(folder) if folder is not None else ())


def decided_in(folder: Path) -> tuple[Decided, tuple[Finding, ...]]:
    """Return what was recorded of the steps of a matter; a wrong entry is told and left out."""
    path = folder / STEPS
    if not path.is_file():
        return NOTHING, ()
    tree, found = read_yaml(path, STEPS)
    if tree is None:
        raise Refused(found)
    decided, wrong = read_decided(tree)
    # What cannot be read of a hold must not silently let a reminder go out.
    if has_errors(wrong):
        raise Refused(wrong)
    return decided, (*found, *(replace(one, level=Level.WARNING) for one in wrong))


def drafted_in(folder: Path) -> dict[Do, tuple[date, str]]:
    """Return for each step that has a paper of the matter when it was drafted last, and where it lies."""
    from lexcollect.documents import versions

    found: dict[Do, tuple[date, str]] = {}
    for version, receipt in versions.kept(folder / PAPERS):
        do = _STEP_OF_PAPER.get(receipt.paper)
        if do is None:
            continue
        try:
            on = date.fromisoformat(receipt.as_of)
        except ValueError:
            continue
        file = f"{PAPERS}/{version}/{receipt.file}"
        if (do not in found or found[do][0] <= on) and (folder / file).is_file():
            found[do] = on, file
    return found


def _with_draft(line: Line, drafted: Mapping[Do, tuple[date, str]]) -> Line:
    """Return an open line with the paper that lies ready for it."""
    if not line.open or line.step.do not in drafted:
        return line
    on, file = drafted[line.step.do]
    return replace(line, why=(*line.why, text("steps.why.drafted", on=on, file=file)))


def check_file(path: Path) -> tuple[Plan | None, tuple[Finding, ...]]:
    """Return the plan in the file ``path`` and everything that is wrong with it."""
    if not path.is_file():
        return None, (finding("LX-A341", Where(str(path))),)
    read = read_plan(path, folders=(path.resolve().parent / PLANS, path.resolve().parent))
    return read.plan, read.findings
