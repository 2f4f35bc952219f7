"""Matrix: the elements of each contract's claim, what bears them, and the gaps (证明矩阵).

Owns the way from an element of a cause to its row. Pure: the same case, answers and exhibits give the same rows. An
exhibit bears a fact only if the fact names it or, where it names none, the purpose speaks of that very fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from lexcollect.burden import chains
from lexcollect.burden.bearing import BEARING
from lexcollect.burden.inquiry import Inquiry, evidence
from lexcollect.burden.shapes import Asked, Doubt, Gap, Gravity, Row, Standing, Supplier
from lexcollect.burden.weighing import EMPTY, MEANING, copies, doubts
from lexcollect.causes import cause_of
from lexcollect.causes.cause import Burden, Element, Shows
from lexcollect.wording import Text, text

if TYPE_CHECKING:
    from lexcollect.casefile.exhibits import ExhibitRef
    from lexcollect.casefile.models import Case
    from lexcollect.claims.claim import Claims
    from lexcollect.deadlines.deadline import Agenda

#: Elements that carry a part of the claim only, or a better place: without them the rest still stands.
_BESIDE = frozenset(
    {
        *(Shows.EXTRA, Shows.ADVANCES, Shows.DAMAGE, Shows.USE_AFTER, Shows.RETENTION, Shows.PRIORITY),
        *(Shows.INTEREST, Shows.LATE_INTEREST, Shows.LATE_CHARGE, Shows.COSTS, Shows.REGISTERED, Shows.FUNDS),
    }
)
#: Of these nobody asks for a paper before the other side or the court does.
_ON_QUESTION = frozenset({Shows.FUNDS, Shows.REGISTERED})
#: What the law gives where nothing was agreed: no paper is wanted.
_BY_LAW = frozenset({Shows.LATE_CHARGE, Shows.LATE_INTEREST})
#: What a judgment leaves open: time, costs, and who else answers.
_AFTER_TITLE = frozenset({Shows.LIMITATION, Shows.COSTS, Shows.SECURITY})
#: The sentence of a copy that stands beside other proof.
_COPY = f"burden.doubt.{Doubt.COPY}"
#: Elements of which the lawyer looks the papers up.
_LOOKED_UP = frozenset({Shows.PARTIES, Shows.REGISTERED})


def matrix(case: Case, claims: Claims, agenda: Agenda, exhibits: Mapping[str, ExhibitRef]) -> tuple[Row, ...]:
    """Return the rows of every contract that something is owed under, in the order of the cause's elements.

    ``exhibits`` are those of the catalogue; without one the exhibits that facts name are taken at their word.
    """
    owing = {o.contract for o in case.obligations} | {fee.contract for fee in case.running_fees}
    found: list[Row] = []
    for contract in case.contracts:
        cause = cause_of(contract.cause)
        if cause is None or contract.id not in owing:
            continue
        asked = Inquiry(case, claims, agenda, exhibits, contract, cause)
        found += _copies_once(row for element in cause.proof for row in _rows(asked, element))
    return tuple(found)


def _copies_once(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield ``rows``: a copy that stands beside other proof is told where it is first used, and not again."""
    told: set[Text] = set()
    for row in rows:
        gaps = []
        for gap in row.gaps:
            if gap.what.key == _COPY:
                names = tuple(name for name in gap.names if name not in told)
                told.update(names)
                if not names:
                    continue
                gap = replace(gap, names=names)
            gaps.append(gap)
        yield replace(row, gaps=tuple(gaps))


def _rows(asked: Inquiry, element: Element) -> Iterator[Row]:
    """Yield the row of an element; none where it is not in question."""
    shows, contract = element.shows, asked.contract
    if element.burden is Burden.DEBTOR:
        yield Row(contract.id, element, Standing.OTHER_SIDE, asked.there(_of_other_side(asked, shows)))
    elif asked.decided and shows not in _AFTER_TITLE:
        titles = [t for t in asked.case.titles if asked.of_debts(t.covers)]
        yield Row(contract.id, element, Standing.DECIDED, asked.there(evidence(titles)))
    elif shows in _CHAINED:
        row = _CHAINED[shows](asked, element)
        if row is not None:
            yield row
    elif shows is Shows.ELECTION:
        if contract.termination or contract.acceleration:
            yield Row(contract.id, element, Standing.BY_LAW)
    else:
        borne = list(BEARING[shows](asked))
        if borne:
            yield _borne(asked, element, borne)
        elif shows in _BY_LAW:
            yield Row(contract.id, element, Standing.BY_LAW)


def _of_other_side(asked: Inquiry, shows: Shows) -> tuple[str, ...]:
    """Return the exhibits about what the other side must prove, as far as facts name them."""
    if shows is Shows.PAID:
        return evidence(p for p in asked.case.payments if not p.elsewhere)
    if shows is Shows.DEPOSIT and asked.contract.deposit is not None:
        return asked.contract.deposit.evidence
    return ()


def _borne(asked: Inquiry, element: Element, borne: list[Asked]) -> Row:
    """Return the row of an element whose facts are ``borne``: doubts that are alike make one gap."""
    shows = element.shows
    found: dict[Doubt, list[Text]] = {}
    copied: dict[Doubt, dict[str, None]] = {}
    used: dict[str, None] = {}
    empty = 0
    for one in borne:
        exhibits = asked.there(one.exhibits or asked.speaking(shows, one.marks))
        used.update(dict.fromkeys(exhibits))
        raised = doubts(asked, one, exhibits)
        empty += bool(EMPTY & {*raised})
        for doubt in raised:
            found.setdefault(doubt, []).append(one.label)
            if doubt in (Doubt.COPY, Doubt.COPY_ONLY):
                copied.setdefault(doubt, {}).update(dict.fromkeys(copies(asked, exhibits)))
    gaps = [_gap(asked, element, doubt, names, tuple(copied.get(doubt, ()))) for doubt, names in found.items()]
    return Row(asked.contract.id, element, _standing(gaps, empty=empty == len(borne)), tuple(used), tuple(gaps))


def _standing(gaps: list[Gap], *, empty: bool) -> Standing:
    if empty:
        return Standing.MISSING
    return Standing.WEAK if any(gap.gravity < Gravity.HELPS for gap in gaps) else Standing.SHOWN


def _gap(asked: Inquiry, element: Element, doubt: Doubt, names: list[Text], without: tuple[str, ...]) -> Gap:
    meaning, shows = MEANING[doubt], element.shows
    gravity = meaning.gravity
    if shows in _BESIDE:
        gravity = max(gravity, Gravity.HELPS if shows in _ON_QUESTION else Gravity.WEAK)
    by = Supplier.LAWYER if shows in _LOOKED_UP else meaning.supplier
    if without:
        refs = (asked.exhibits[id] for id in without)
        names = [text("burden.fact.exhibit", no=ref.no, title=ref.title) for ref in refs]
    bare = doubt in EMPTY
    fill = None if bare else text(f"burden.fill.{doubt}")
    cites = meaning.cites or element.cites
    return Gap(gravity, text(f"burden.doubt.{doubt}"), tuple(names), fill, by, cites, None, bare)


_CHAINED = {
    Shows.LIMITATION: chains.limitation,
    Shows.SECURITY: chains.security,
    Shows.DEMAND: chains.demand,
    Shows.TRANSFER_NOTICE: chains.transfer_notice,
    Shows.COSTS: chains.costs,
}
