"""Periods of rent in papers: many of them in a row are named and told as one (租金各期).

Owns when periods are told together: in a row, of the same sum, due as agreed or called early alike. The sentences are
in ``history.yaml`` and ``contract.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from lexcollect.claims.account import ObligationAccount
from lexcollect.documents import circumstances as c
from lexcollect.documents.grounds import written
from lexcollect.documents.material import View, day, listed, yuan

#: Fewer periods than these are named one by one.
_MANY = 3


def items(view: View, ids: Sequence[str]) -> str:
    """Return the debts ``ids`` by name: periods in a row as one, what is asked for besides by its title.

    A period on which nothing is left is not named where others are.
    """
    accounts = {o.id: o for o in view.material.claims.account.obligations}
    left = [id for id in ids if accounts[id].principal or accounts[id].penalty or accounts[id].interest] or list(ids)
    mine = [o.id for o in view.material.own]
    names = [name for run in _runs([id for id in mine if id in left], mine) for name in _named(view, run)]
    besides = [accounts[id].title or id for id in left if id not in mine]
    said = [view.pen.one("contract.items", {"编号": listed(names)})] if names else []
    return listed([*said, *besides])


def told(view: View, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of the debt one by one, many equal periods in a row as one row."""
    accounts = {view.material.case.printed[o.id]: o for o in view.material.own}
    found: list[dict[str, Any]] = []
    for _, group in groupby(rows, key=lambda row: _alike(accounts[row["编号"]])):
        same = list(group)
        if len(same) < _MANY:
            found += same
        else:
            found.append({**same[0], **_together(view, [accounts[row["编号"]] for row in same])})
    return [{**row, "序号": str(number)} for number, row in enumerate(found, 1)]


def _alike(o: ObligationAccount) -> tuple[Any, ...]:
    return o.amount, o.due.called_from is not None, o.due.cites and o.due.rolled


def _together(view: View, periods: list[ObligationAccount]) -> dict[str, str]:
    first, last = periods[0], periods[-1]
    early = first.due.called_from is not None
    said = {
        "起": first.id,
        "止": last.id,
        "期数": str(len(periods)),
        "金额": yuan(first.amount),
        "合计": yuan(sum((o.amount for o in periods), start=first.amount - first.amount)),
    }
    if first.due.cites:
        basis = {"依据": written(first.due.cites), "日期": day(first.due.rolled)}
        return {"订立": view.pen.one("history.periods", said), "到期": view.pen.one("history.periods_by_law", basis)}
    due = {"首日": day(first.due.agreed), "末日": day(last.due.agreed), "日期": day(last.due.rolled)}
    return {
        "订立": view.pen.one("history.periods", said),
        "到期": view.pen.one("history.periods_due", due, c.those({"called_early": early})),
    }


def _runs(ids: Sequence[str], order: Sequence[str]) -> Iterator[list[str]]:
    """Yield the ``ids`` in groups that follow one another without a gap."""
    place = {id: number for number, id in enumerate(order)}
    for _, run in groupby(enumerate(ids), key=lambda pair: place[pair[1]] - pair[0]):
        yield [id for _, id in run]


def _named(view: View, run: list[str]) -> list[str]:
    return [view.pen.one("contract.span", {"起": run[0], "止": run[-1]})] if len(run) >= _MANY else run
