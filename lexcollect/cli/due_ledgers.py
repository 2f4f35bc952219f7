"""The rows of ledgers in ``due --all``: how many at each level, the most urgent, what a call does not save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lexcollect.deadlines.urgency import Alarm
from lexcollect.wording import language, say

if TYPE_CHECKING:
    from lexcollect.casefile.values import Kind
    from lexcollect.cli.console import Console
    from lexcollect.register.ledgers import Watch

_HEADS = ("row", "number", "name", "contract", "balance")
_ROWS = 5


def show_ledgers(out: Console, found: Watch, *, full: bool) -> None:
    """Print what must be watched in the ledgers."""
    levels = dict(found.levels)
    over, critical = levels.get(Alarm.OVER, 0), levels.get(Alarm.CRITICAL, 0)
    out.say(
        "register.ledger.head",
        count=len(found.files),
        total=found.total,
        red=over + critical,
        over=over,
        yellow=levels.get(Alarm.WARNING, 0),
        blue=levels.get(Alarm.NOTICE, 0),
        calm=levels.get(Alarm.CALM, 0),
    )
    if found.weak:
        out.say("register.ledger.weak", count=found.weak)
    if not found.rows:
        return
    places = {one.id: one.place for one in found.files}
    as_of = out.settings.as_of
    kept = found.rows if full else found.rows[:_ROWS]
    heads = [say(f"register.ledger.{head}") for head in _HEADS]
    heads += [say(f"deadlines.head.{head}") for head in ("act_by", "last", "level")] + [say("register.ledger.state")]
    lines = [
        [
            places[row.ledger],
            str(row.number),
            row.name,
            row.contract,
            f"{row.balance:,.2f}" if row.balance is not None else "-",
            row.act_by.isoformat() if row.act_by else "-",
            row.last_day.isoformat() if row.last_day else "-",
            say(f"deadlines.level.{row.level(as_of).name}"),
            _word(row.status),
        ]
        for row in kept
    ]
    out.table(heads, lines, right=(1, 4), tight=True)
    if len(kept) < found.total:
        out.say("register.ledger.more", count=found.total - len(kept))


def _word(kind: Kind) -> str:
    return kind.label if language() == "zh" else kind.english


def ledgers_json(found: Watch) -> dict[str, Any]:
    """Return the same as plain data."""
    places = {one.id: one.place for one in found.files}
    return {
        "files": [
            {"ledger": one.place, "answered_for": one.answered_for.isoformat(), "counts": one.counts}
            for one in found.files
        ],
        "levels": {level.name.lower(): count for level, count in found.levels},
        "weak_demand": found.weak,
        "rows": [
            {
                "ledger": places[row.ledger],
                "row": row.number,
                "name": row.name,
                "contract": row.contract,
                "balance": None if row.balance is None else str(row.balance),
                "act_by": row.act_by.isoformat() if row.act_by else None,
                "last_day": row.last_day.isoformat() if row.last_day else None,
                "status": row.status.value,
                "owner": row.owner,
                "court": row.court,
                "weak_demand": row.weak_demand,
            }
            for row in found.rows
        ],
    }
