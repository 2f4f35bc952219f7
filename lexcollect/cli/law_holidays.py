"""``law update --holidays FILE`` (补充放假安排): take in the yearly holiday notice for every calculation.

Owns taking in and telling what was taken; where the local table lies is told in ``matter.holidays``, checking is the
business of ``law.holiday_update``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lexcollect.cli.report import Report
from lexcollect.findings import Where, finding, has_errors
from lexcollect.wording import say

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from lexcollect.cli.console import Console
    from lexcollect.findings import Finding
    from lexcollect.law.holiday_update import Listed, Notice


def take_notice(console: Console, table: Path, *, check: bool) -> Report:
    """Take in the notice in ``table``; ``check`` writes nothing."""
    from lexcollect.cli.turn import in_turn
    from lexcollect.matter.holidays import local_holidays
    from lexcollect.matter.outputs import HOLIDAYS, refuse_output

    target, today = local_holidays(), console.settings.as_of
    if check:
        return _taken(table, target, today, check=True)
    refuse_output(target, HOLIDAYS)
    taken = lambda: _taken(table, target, today, check=False)  # noqa: E731 - asked for when the turn has come
    return in_turn(console, target.parent, "law update", taken, settings=True)


def _taken(table: Path, target: Path, today: date, *, check: bool) -> Report:
    from lexcollect.files import write_text
    from lexcollect.law.holiday_update import update_holidays

    kept, remarks = _kept(target)
    notice, findings = update_holidays(table, kept=kept, today=today)
    findings = [*remarks, *findings]
    if notice is None or has_errors(findings):
        return Report(tuple(findings))
    written = not check and bool(notice.added) and not _same(target, notice.text())
    if written:
        write_text(target, notice.text(), bom=True)
    data = as_json(notice, target, written=written)
    return Report(tuple(findings), data, lambda out: _show(out, notice, target, written=written, check=check))


def _kept(target: Path) -> tuple[tuple[Listed, ...], list[Finding]]:
    """Return the days the local table holds already; one that cannot be used is not kept, and that is said."""
    from lexcollect.law.holiday_update import update_holidays
    from lexcollect.matter.rates import is_there

    if not is_there(target):
        return (), []
    earlier, _ = update_holidays(target)
    return (earlier.days, []) if earlier else ((), [finding("LX-L625", Where(str(target)))])


def _same(target: Path, content: str) -> bool:
    from lexcollect.files import read_bounded
    from lexcollect.law.holiday_update import MAX_BYTES

    try:
        return read_bounded(target, MAX_BYTES).decode("utf-8-sig") == content
    except (OSError, UnicodeDecodeError):
        return False


def as_json(notice: Notice, target: Path, *, written: bool) -> dict[str, Any]:
    """Return what a notice adds as plain data."""
    return {
        "source": notice.source,
        "years": list(notice.years),
        "added": list(notice.added),
        "days": [
            {"date": one.day.isoformat(), "type": "work" if one.working else "off", "name": one.name}
            for one in notice.days
        ],
        "known_before": notice.known_before.isoformat(),
        "known_after": notice.calendar.data_through.isoformat(),
        "file": str(target),
        "written": written,
    }


def _show(out: Console, notice: Notice, target: Path, *, written: bool, check: bool) -> None:
    for year in notice.added:
        mine = [one for one in notice.days if one.day.year == year]
        off = sum(1 for one in mine if not one.working)
        work = tuple(one.day for one in mine if one.working)
        out.say("calc.update.notice", year=year, off=off, work=work or say("calc.update.no_work"))
    out.say("calc.update.notice_known", before=notice.known_before, after=notice.calendar.data_through)
    if not notice.added:
        out.say("calc.update.nothing")
    elif written:
        out.say("calc.update.notice_written", file=str(target))
    else:
        out.say("calc.update.checked" if check else "calc.update.same", file=str(target))
