"""The report on costs (催收成本): each matter against the rules of thumb, the costs by kind, every entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from lexcollect.reporting.facts import ZERO, Facts, Spent
from lexcollect.reporting.figures.costs import Measured, Verdict, measured
from lexcollect.reporting.limits import Limit, Limits
from lexcollect.reporting.parts.common import DRAWN, TOTAL, debtor_column, matter_column, money, owner_column
from lexcollect.reporting.tables import Cell, Chart, Column, Form, Part, Table
from lexcollect.wording import Text, text

_VERDICTS = {
    Verdict.WITHIN: "reporting.cost_within",
    Verdict.OVER: "reporting.cost_over",
    Verdict.CHECK: "reporting.cost_check",
    Verdict.NO_RULE: "reporting.cost_no_rule",
    Verdict.NO_BASE: "reporting.cost_no_base",
}


def costs_part(facts: Facts, limits: Limits) -> Part:
    """Return the report on what was spent to the as-of day of ``facts``, against ``limits``."""
    rows = measured(facts.debts, facts.costs, facts.as_of, limits.rules)
    meaning = (
        text("reporting.meaning_costs"),
        text("reporting.meaning_limits", source=limits.source, day=limits.verified_on),
    )
    tables = (_matters(rows), _kinds(facts.costs), _rules(limits), _entries(facts.costs))
    repairs = (_repairs(facts.repairs),) if facts.repairs else ()
    return Part("costs", text("reporting.title_costs"), meaning, (*tables, *repairs))


def _matters(rows: Sequence[Measured]) -> Table:
    owners = any(r.who.owner for r in rows)
    columns = (
        matter_column(),
        debtor_column(),
        *((owner_column(),) if owners else ()),
        Column("days", text("reporting.col_longest"), Form.COUNT, aside=True),
        Column("count", text("reporting.col_overdue_count"), Form.COUNT, aside=True),
        money("pursued", text("reporting.col_pursued")),
        Column("received", text("reporting.col_received_late"), Form.MONEY, aside=True),
        money("spent", text("reporting.col_spent")),
        Column("rate", text("reporting.col_cost_rate"), Form.RATE),
        money("per_debt", text("reporting.col_per_debt")),
        Column("verdict", text("reporting.col_verdict")),
    )
    body = tuple(
        (
            *(r.matter, r.who.name, *((r.who.owner,) if owners else ())),
            *(r.days, r.count, r.pursued, r.received, r.spent, r.rate, r.per_debt, _verdict(r)),
        )
        for r in rows
    )
    pursued, spent = (sum((getattr(r, key) for r in rows), ZERO) for key in ("pursued", "spent"))
    count = sum(r.count for r in rows)
    total: tuple[Cell, ...] = (
        *(TOTAL, "", *(("",) if owners else ())),
        *(None, count, pursued, sum((r.received for r in rows), ZERO), spent),
        *(spent / pursued if pursued else None, spent / count if count else None, ""),
    )
    chart = Chart(text("reporting.col_spent"), "matter", ("spent",), across=True, rows=DRAWN)
    return Table("costs", text("reporting.title_costs_matters"), columns, body, total, chart=chart)


def _verdict(row: Measured) -> Text:
    return text(_VERDICTS[row.verdict], rule=row.rule.name if row.rule else "")


def _kinds(costs: Sequence[Spent]) -> Table:
    sums: dict[str, tuple[Text | str, int, Decimal]] = {}
    for one in costs:
        name = one.kind if isinstance(one.kind, str) else one.kind.render()
        _, count, amount = sums.get(name, (one.kind, 0, ZERO))
        sums[name] = (one.kind, count + 1, amount + one.amount)
    whole = sum((amount for _, _, amount in sums.values()), ZERO)
    columns = (
        Column("kind", text("reporting.col_cost_kind")),
        Column("count", text("reporting.col_entries"), Form.COUNT),
        money("amount", text("reporting.col_sum")),
        Column("share", text("reporting.col_share"), Form.RATE),
    )
    ordered = sorted(sums.values(), key=lambda each: -each[2])
    body = tuple((kind, count, amount, amount / whole if whole else None) for kind, count, amount in ordered)
    total = (TOTAL, len(costs), whole, Decimal(1) if whole else None)
    return Table("cost_kinds", text("reporting.title_cost_kinds"), columns, body, total)


def _rules(limits: Limits) -> Table:
    columns = (
        Column("rule", text("reporting.col_rule")),
        Column("when", text("reporting.col_when")),
        Column("limit", text("reporting.col_limit")),
    )
    body = tuple((rule.name, _when(rule), _limit(rule)) for rule in limits.rules)
    return Table("cost_limits", text("reporting.title_cost_limits"), columns, body)


def _when(rule: Limit) -> Text:
    if rule.upto is not None:
        return text("reporting.when_upto", first=rule.over + 1, last=rule.upto)
    return text("reporting.when_over", days=rule.over) if rule.over else text("reporting.when_any")


def _limit(rule: Limit) -> Text:
    if rule.per_debt is not None:
        return text("reporting.limit_per_debt", amount=f"{rule.per_debt:,f}")
    return text("reporting.limit_rate", rate=f"{(rule.rate or ZERO) * 100:f}".rstrip("0").rstrip("."))


def _repairs(repairs: Sequence[Spent]) -> Table:
    """Return what was entered as a cost and is claimed as damages: told here, counted among the debts."""
    title = text("reporting.title_cost_repairs")
    return replace(_entries(repairs), key="cost_repairs", title=title, detail=False)


def _entries(costs: Sequence[Spent]) -> Table:
    columns = (
        matter_column(),
        Column("day", text("reporting.col_day"), Form.DATE),
        Column("kind", text("reporting.col_cost_kind")),
        money("amount", text("reporting.col_sum")),
    )
    ordered = sorted(costs, key=lambda c: (c.matter, c.day or date.max))
    body = tuple((c.matter, c.day or text("reporting.no_day"), c.kind, c.amount) for c in ordered)
    total: tuple[Cell, ...] = (TOTAL, "", "", sum((c.amount for c in costs), ZERO))
    return Table("cost_entries", text("reporting.title_cost_entries"), columns, body, total, detail=True)
