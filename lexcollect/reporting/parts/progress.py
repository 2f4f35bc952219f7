"""The report on progress (案件进度): what is left at each stage, every matter with its next step and blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lexcollect.deadlines.urgency import Alarm
from lexcollect.reporting.facts import ZERO
from lexcollect.reporting.parts.common import TOTAL, debtor_column, matter_column, money, owner_column
from lexcollect.reporting.stages import Progress, Stage
from lexcollect.reporting.tables import Cell, Chart, Column, Form, Part, Table
from lexcollect.wording import Text, say, text

_ALARMS = {
    Alarm.CALM: "reporting.alarm_calm",
    Alarm.NOTICE: "reporting.alarm_notice",
    Alarm.WARNING: "reporting.alarm_warning",
    Alarm.CRITICAL: "reporting.alarm_critical",
    Alarm.OVER: "reporting.alarm_over",
}
#: In the order of the work.
_LADDER = tuple(reversed(Stage))


def stage_words(stage: Stage) -> Text:
    """Return how a stage is called."""
    return text(f"reporting.stage_{stage.value}")


def progress_part(found: Sequence[Progress]) -> Part:
    """Return the report on where every matter stands."""
    rows = sorted(found, key=lambda row: row.order)
    tables = (*_stages(rows), _matters(rows))
    meaning = (text("reporting.meaning_progress"), text("reporting.meaning_blocked"))
    return Part("progress", text("reporting.title_progress"), meaning, tables)


def _stages(rows: Sequence[Progress]) -> Iterator[Table]:
    moneys = sorted({r.currency for r in rows if r.principal is not None}, key=lambda m: (m != "CNY", m)) or ["CNY"]
    for currency in moneys:
        mine = [r for r in rows if r.currency == currency and r.principal is not None]
        unit = "" if moneys == ["CNY"] else text("reporting.in_money", money=currency)
        yield _of_money(mine, unit)


def _of_money(rows: Sequence[Progress], unit: Text | str) -> Table:
    columns = (
        Column("stage", text("reporting.col_stage"), short=True),
        Column("matters", text("reporting.col_matters"), Form.COUNT),
        money("principal", text("reporting.col_principal")),
        Column("blocked", text("reporting.col_blocked"), Form.COUNT),
        Column("pressing", text("reporting.col_pressing"), Form.COUNT),
    )
    body = []
    for stage in _LADDER:
        mine = [r for r in rows if r.stage is stage]
        if mine:
            body.append((stage_words(stage), *_sums(mine)))
    chart = Chart(text("reporting.col_principal"), "stage", ("principal",))
    total: tuple[Cell, ...] = (TOTAL, *_sums(rows))
    return Table("stages", text("reporting.title_stages", unit=unit), columns, tuple(body), total, chart=chart)


def _sums(rows: Sequence[Progress]) -> tuple[Cell, ...]:
    principal = sum((r.principal or ZERO for r in rows), ZERO)
    pressing = sum(r.alarm >= Alarm.CRITICAL for r in rows)
    return len(rows), principal, sum(bool(r.blocks) for r in rows), pressing


def _matters(rows: Sequence[Progress]) -> Table:
    owners = any(r.who.owner for r in rows)
    columns = (
        matter_column(),
        debtor_column(),
        *((owner_column(),) if owners else ()),
        money("principal", text("reporting.col_principal")),
        Column("stage", text("reporting.col_stage"), short=True),
        Column("since", text("reporting.col_since"), Form.DATE, aside=True),
        Column("next", text("reporting.col_next_step")),
        Column("deadline", text("reporting.col_deadline"), aside=True),
        Column("act_by", text("reporting.col_act_by"), Form.DATE),
        Column("alarm", text("reporting.col_alarm"), short=True),
        Column("blocks", text("reporting.col_blocks"), aside=True),
    )
    body = tuple(
        (
            *(r.matter, r.who.name, *((r.who.owner,) if owners else ())),
            *(r.principal, stage_words(r.stage), r.since, _next(r), r.deadline),
            *(r.act_by, text(_ALARMS[r.alarm]), joined(r.blocks)),
        )
        for r in rows
    )
    return Table("progress", text("reporting.title_each_matter"), columns, body, below="blocks")


def _next(row: Progress) -> Text:
    """Return what comes next: the step of the office's plan before a suit, else what its stage asks for."""
    if row.step and row.step_on is not None:
        return text("reporting.next_planned", step=row.step, day=row.step_on)
    return text("reporting.next_planned_undated", step=row.step) if row.step else _by_stage(row.stage)


def _by_stage(stage: Stage) -> Text:
    return text(f"reporting.next_{stage.value}")


def joined(words: Sequence[Text | str]) -> str:
    """Return several reasons in one cell."""
    told = [one if isinstance(one, str) else one.render() for one in words]
    return say("reporting.and").join(one.rstrip("。.") for one in told)
