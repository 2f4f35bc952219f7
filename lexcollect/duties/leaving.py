"""Leaving (归档检查): what still runs in a matter that somebody wants to close, put away or delete.

Owns the check, and the line in the journal that says who asked and what was told. Nothing is moved or deleted by this
program; a matter that still runs is named with every day in it.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.claims.account import ZERO
from lexcollect.duties.table import sheetful
from lexcollect.findings import Finding, Refused, finding
from lexcollect.layout import PACKAGES
from lexcollect.matter.answering import Answered
from lexcollect.matter.lock import Held
from lexcollect.records import dataclass
from lexcollect.reporting.tables import Form, Sheetful
from lexcollect.wording import Text, text

_BY_POST = (k.CommunicationKind.LETTER, k.CommunicationKind.LAWYER_LETTER, k.CommunicationKind.ASSIGNMENT_NOTICE)


class What(StrEnum):
    """What still runs, or is missing."""

    DEADLINE = "deadline"  # 期限在走
    UNTOLD = "untold"  # 期限说不出来
    OWED = "owed"  # 仍有欠款
    PENDING = "pending"  # 程序未结
    MEASURE = "measure"  # 查封冻结未了
    PROMISE = "promise"  # 承诺未到期
    LETTER = "letter"  # 函件未登记送达
    PACKAGE = "package"  # 证据包未登记提交
    CLOSING = "closing"  # 没有结案记录


@dataclass(frozen=True, slots=True)
class Running:
    """One thing that stands against putting a matter away; ``stops`` where it must not be passed over."""

    what: What
    told: Text
    day: date | None = None

    @property
    def stops(self) -> bool:
        """Whether a right can be lost by it."""
        return self.what in (What.DEADLINE, What.UNTOLD, What.PENDING, What.MEASURE)


def running_in(answered: Answered) -> tuple[Running, ...]:
    """Return what still runs in a matter, what can cost a right first."""
    found = [*_deadlines(answered), *_proceedings(answered), *_money(answered), *_papers(answered)]
    order = {what: n for n, what in enumerate(What)}
    return tuple(sorted(found, key=lambda r: (not r.stops, order[r.what], r.day or date.max)))


def _deadlines(answered: Answered) -> list[Running]:
    found = []
    for one in answered.agenda.deadlines:
        if one.open and one.period:
            told = text("duties.close.deadline", title=one.title, last=one.period.last_day)
            found.append(Running(What.DEADLINE, told, one.period.act_by))
        elif one.untold:
            found.append(Running(What.UNTOLD, text("duties.close.untold", title=one.title)))
    return found


def _proceedings(answered: Answered) -> list[Running]:
    case, as_of = answered.case, answered.as_of
    found = []
    for filing in case.filings:
        if filing.outcome is k.Outcome.PENDING and not any(
            t.case_no and t.case_no == filing.case_no for t in case.titles
        ):
            named = filing.case_no or filing.kind.label
            found.append(Running(What.PENDING, text("duties.close.pending", named=named, on=filing.date)))
    renewed = {measure.renews for measure in case.measures}
    for measure in case.measures:
        if measure.id not in renewed and (measure.notified_end is None or measure.notified_end >= as_of):
            named = measure.description or measure.id
            found.append(Running(What.MEASURE, text("duties.close.measure", named=named), measure.notified_end))
    return found


def _money(answered: Answered) -> list[Running]:
    from lexcollect.steps.promises import Became, promises_of

    account = answered.matter.account
    owed = account.principal + account.penalty + account.interest
    found = [Running(What.OWED, text("duties.close.owed", amount=owed))] if owed > ZERO else []
    for one in promises_of(answered.case, account):
        if one.became is Became.RUNNING:
            told = text("duties.close.promise", until=one.until, amount=one.missing)
            found.append(Running(What.PROMISE, told, one.until))
    return found


def _papers(answered: Answered) -> list[Running]:
    from lexcollect.matter.packages import versions_in
    from lexcollect.matter.serving import served_in

    case, found = answered.case, []
    for sent in case.communications:
        if sent.kind in _BY_POST and sent.status is k.Status.SENT and sent.delivered_on is None:
            told = text("duties.close.letter", what=sent.kind.label, on=sent.posted_on or sent.date)
            found.append(Running(What.LETTER, told))
    packages = answered.folder / PACKAGES
    versions = {f"v{n}" for n in versions_in(packages)} if packages.is_dir() else set()
    try:
        handed = {one.version for one in served_in(answered.folder).sets}
    except Refused:
        handed = set()
    if versions and not handed:
        last = max(versions, key=lambda v: int(v[1:]))
        found.append(Running(What.PACKAGE, text("duties.close.package", version=last)))
    if case.closing is None:
        found.append(Running(What.CLOSING, text("duties.close.closing")))
    return found


def record(held: Held, answered: Answered, found: tuple[Running, ...], by: str, why: str) -> None:
    """Keep in the journal who asked to put the matter away, what was told, and why it is done all the same."""
    from lexcollect.matter.journal import append

    told: list[dict[str, Any]] = [
        {"what": one.what.value, "told": one.told.render("zh"), "day": one.day.isoformat() if one.day else None}
        for one in found
    ]
    append(
        held.folder,
        {
            "when": held.now.isoformat(timespec="seconds"),
            "command": "office close",
            "as_of": answered.as_of.isoformat(),
            "who": by.strip(),
            "why": why.strip(),
            "running": told,
        },
    )


def findings_of(found: tuple[Running, ...], why: str) -> tuple[Finding, ...]:
    """Return that the matter still runs: an error while a right can be lost and nobody gave a reason."""
    stopping = [one for one in found if one.stops]
    if not stopping:
        return (finding("LX-R142", count=len(found)),) if found else ()
    days = [one.day for one in stopping if one.day]
    code = "LX-R141" if why.strip() else "LX-R140"
    return (finding(code, count=len(stopping), day=min(days) if days else "—"),)


def table_of(found: tuple[Running, ...], answered: Answered, source: str) -> Sheetful:
    """Return what still runs as a table."""
    rows = [(text(f"duties.close.what.{one.what.value}"), one.told, one.day) for one in found]
    columns = [("what", Form.WORDS), ("told", Form.WORDS), ("day", Form.DATE)]
    lines = (text("duties.close.line", matter=answered.case.matter, day=answered.as_of, count=len(rows)),)
    return sheetful("close", answered.as_of, source, columns, rows, lines=lines, notes=(text("duties.close.nothing"),))
