"""Leases in papers: what was handed over, how the lease ended, what is to be given back (租赁).

Owns which facts of a lease are told. The sentences are in ``history.yaml`` and ``complaint.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from lexcollect.casefile.models import LeasedThing
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, day, listed, titled, yuan

_Row = tuple[date, str, tuple[str, ...]]


def handed_over(view: View, debtor: str, creditor: str) -> list[str]:
    """Return one sentence for each day on which things were handed over, with its exhibits."""
    days: dict[date, list[LeasedThing]] = {}
    for thing in _things(view):
        if thing.handed_over_on and thing.handed_over_on <= view.material.as_of:
            days.setdefault(thing.handed_over_on, []).append(thing)
    return [
        view.pen.one(
            "history.handover",
            {
                "日期": day(on),
                "债权人": creditor,
                "债务人": debtor,
                "租赁物": named(view, things),
                "证据": view.material.cite(dict.fromkeys(id for thing in things for id in thing.evidence)),
            },
        )
        for on, things in sorted(days.items())
    ]


def ends(view: View, debtor: str, creditor: str) -> Iterator[_Row]:
    """Yield termination, acceleration and the end of the term to the cut-off day, each with its exhibits."""
    yield from early(view, debtor, creditor)
    yield from ended(view, debtor, creditor)
    over = view.material.contract.ends_on
    if over and {"term_over", "terminated"} & view.material.circumstances == {"term_over"}:
        yield over, view.pen.one("history.term_over"), ()


def came_back(view: View, creditor: str) -> Iterator[_Row]:
    """Yield the return of things to the cut-off day, each with its exhibits."""
    as_of = view.material.as_of
    for thing in _things(view):
        if thing.returned_on and thing.returned_on <= as_of:
            said = {"债权人": creditor, "租赁物": named(view, [thing])}
            yield thing.returned_on, view.pen.one("history.returned", said), thing.return_evidence


def early(view: View, debtor: str, creditor: str) -> Iterator[_Row]:
    """Yield that all that was left was called in, on its day (民法典 752), if that is not after the cut-off day."""
    told = view.material.contract.acceleration
    if told and told.day <= view.material.as_of:
        said = {"债权人": creditor, "债务人": debtor, "条款": told.clause}
        yield told.day, view.pen.one("history.accelerated", said), told.evidence


def held(view: View, debtor: str) -> list[dict[str, str]]:
    """Return that things are still out on the cut-off day though the lease is over, as one row; or nothing."""
    if "returning" not in view.material.circumstances:
        return []
    things = c.to_return(view.material.case, view.material.contract, view.material.as_of)
    said = view.pen.one("history.held", {"债务人": debtor, "租赁物": named(view, things)})
    on = view.pen.one("history.held_until", {"截止日": day(view.material.as_of)})
    return [{"日期": on, "内容": said, "证据": ""}]


def ended(view: View, debtor: str, creditor: str) -> Iterator[_Row]:
    """Yield the termination, on the day its notice arrived (民法典 565), if that is not after the cut-off day."""
    told = view.material.contract.termination
    if told and told.day <= view.material.as_of:
        said = {"债权人": creditor, "债务人": debtor, "事由": told.ground, "条款": told.clause}
        yield told.day, view.pen.one("history.terminated", said), told.evidence


def relief(view: View, debtor: str, creditor: str) -> Iterator[str]:
    """Yield what is asked for beside money: that the termination is confirmed, that each thing is given back."""
    material, contract = view.material, view.material.contract
    if contract.termination and "confirming" in material.circumstances:
        said = {
            "债权人": creditor,
            "债务人": debtor,
            "合同": titled(contract.name) if contract.name else "",
            "日期": day(contract.termination.day),
        }
        yield view.pen.one("complaint.relief_termination", said, c.those({"named": contract.name}))
    yield from returns(view, debtor, creditor)


def returns(view: View, debtor: str, creditor: str) -> Iterator[str]:
    """Yield that each thing that is still out is given back."""
    material, contract = view.material, view.material.contract
    for thing in c.to_return(material.case, contract, material.as_of):
        said = {
            "债务人": debtor,
            "债权人": creditor,
            "租赁物": named(view, [thing]),
            "价值": yuan(thing.value) if thing.value is not None else "",
        }
        if thing.value is not None:
            view.say("LX-P092", thing.where, thing=thing.name, value=thing.value)
        yield view.pen.one("complaint.relief_return", said, c.those({"valued": thing.value is not None}))


def named(view: View, things: Iterable[LeasedThing]) -> str:
    """Return what papers call leased things: name, number and place, as far as they were entered."""
    return listed(
        view.pen.one("history.leased_thing", {"品名": thing.name, "号码": thing.number, "坐落": thing.place})
        for thing in things
    )


def _things(view: View) -> list[LeasedThing]:
    material = view.material
    return [thing for thing in material.case.leased_things if thing.contract == material.contract.id]
