"""Old law: what a paper cites for facts from before the Civil Code (民法典时间效力规定).

Owns which article lets the Civil Code apply to a contract or guarantee made before it, or says that it does not, and
the articles of the old laws that are on file (data). What has no text on file (合同法) is never cited from memory: the
Civil Code's article stays behind the article of the transition, and a finding says what counsel has to change.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from lexcollect.casefile.models import Security
from lexcollect.causes.cause import HeadKind
from lexcollect.claims.before_the_code import code_day
from lexcollect.claims.coverage import arisen_on
from lexcollect.documents.material import Material, View
from lexcollect.law.citations import article_number
from lexcollect.law.trace import Citation
from lexcollect.records import dataclass

CODE, BRIDGE = "民法典", "民法典时间效力规定"
#: Contracts of this chapter take the Civil Code whenever they were made (时间效力规定 12).
_FACTORING = range(761, 770)
#: No fact of this year or later asks for the day of the Civil Code.
_LONG_AFTER = 2022
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Times:
    """When the contract of a paper was made, when its debts were first late, in part ``before`` the Code or ``after``.

    ``paid_before`` and ``paid_after`` say the same of the payments.
    """

    made: date
    late_before: date | None
    late_after: date | None
    paid_before: bool
    paid_after: bool


def applied(view: View, cites: Sequence[Citation]) -> list[Citation]:
    """Return ``cites`` as they hold for the facts of the one contract of ``view``; what is open is told."""
    material = view.material
    found = list(cites)
    if any(c.law == CODE for c in found):
        times = _times(material)
        if times is not None:
            found = _of_contract(view, found, times)
    return _of_guarantees(view, found)


def of_sides(view: View, cites: Sequence[Citation]) -> list[Citation]:
    """Return ``cites`` on the sides of a paper on several contracts: its guarantees may be older than the Code."""
    return _of_guarantees(view, list(cites))


def _times(material: Material) -> Times | None:
    """Return the times of a contract made before the Civil Code; ``None`` for any other."""
    case, contract = material.case, material.contract
    arisen = [arisen_on(case, o) for o in case.obligations]
    made = (
        min(arisen) if _is_recourse(material) or contract.signed_on is None else contract.signed_on
    )  # 追偿权: from the payment
    if made.year >= _LONG_AFTER or made >= (first := code_day(material.as_of)):
        return None
    late = [o.first_day for o in material.claims.account.obligations if not o.due.open and o.first_day != date.max]
    before, after = [day for day in late if day < first], [day for day in late if first <= day <= material.as_of]
    paid = {share.day < first for share in material.claims.account.shares}
    return Times(made, min(before, default=None), min(after, default=None), True in paid, False in paid)


def _of_contract(view: View, cites: list[Citation], times: Times) -> list[Citation]:
    """Return the articles on the contract: old ones for what was over before the Code, and the transition before all.

    What was to be performed after that day falls under the Code (20); what was broken before it does not (1(2)), and a
    breach that went on is argued under 1(3).
    """
    contract, old = view.material.contract, times.late_before is not None
    found = _put(cites, "late", before=old, after=times.late_after is not None)
    found = _put(found, "paid", before=times.paid_before, after=times.paid_after)
    if _is_recourse(view.material):
        found = _put(found, "recourse", before=True, after=False)
    bridge = [Citation(BRIDGE, "1")]
    if any(c.law == CODE and int(article_number(c)) in _FACTORING for c in cites):
        bridge.append(Citation(BRIDGE, "12"))
    if not old or times.late_after is not None:
        bridge.append(Citation(BRIDGE, "20"))
    if old:
        view.say("LX-P262", contract.where, name=contract.called, made=times.made, late=times.late_before)
    else:
        view.say("LX-P263", contract.where, name=contract.called, made=times.made)
    return [*bridge, *found]


def _is_recourse(material: Material) -> bool:
    return material.cause is not None and material.cause.principal is HeadKind.RECOURSE


def _of_guarantees(view: View, cites: list[Citation]) -> list[Citation]:
    """Return the articles on guarantees: of those made before the Code by the old law (1(2)), their period by 27."""
    material = view.material
    if not any(c.law == CODE for c in cites) or not material.sureties:
        return cites
    first, given = code_day(material.as_of), {s.id: s for s in material.case.securities}
    mine = [(claim, given[claim.security]) for claim in material.sureties]
    for _, security in mine:
        if security.created_on is None and any(c.law == BRIDGE for c in cites):
            view.say("LX-P265", security.where, name=material.case.party(security.grantor).name)
    old = [(claim, s) for claim, s in mine if s.created_on is not None and s.created_on < first]
    if not old:
        return cites
    new = len(old) < len(mine)
    found = _put(cites, "guarantee", before=True, after=new)
    for kind, joint in (("joint", True), ("general", False)):
        if any(claim.joint is joint for claim, _ in old):
            found = _put(found, kind, before=True, after=True)
    if not new:
        replaced = {row["article"] for row in _rows() if row["of"] in ("joint", "general")}
        found = [c for c in found if c.law != CODE or article_number(c) not in replaced]
    for _, security in old:
        name = material.case.party(security.grantor).name
        view.say("LX-P264", security.where, name=name, made=security.created_on)
    bridge = [Citation(BRIDGE, "1")]
    if any(_unclear(security) for _, security in old):
        bridge.append(Citation(BRIDGE, "27"))
    return [*bridge, *found]


def _unclear(security: Security) -> bool:
    """Tell whether no period was agreed that can be counted: 时间效力规定 27 says which one then holds."""
    period = security.period
    return period is None or period.until_repaid or not (period.count or period.until)


def _put(cites: Iterable[Citation], of: str, *, before: bool, after: bool) -> list[Citation]:
    """Return ``cites`` with the old articles beside today's, or in their place where nothing came later."""
    rows = [row for row in _rows() if row["of"] == of] if before else []
    found: list[Citation] = []
    for cite in cites:
        mine = [row for row in rows if (row["law"], row["article"]) == (cite.law, article_number(cite))]
        found += [Citation(row["old_law"], row["old_article"]) for row in mine]
        if after or not mine:
            found.append(cite)
    return found


def mark_of(law: str) -> str:
    """Return what tells an old text from the present one of the same title; nothing for any other."""
    return next((row["mark"] for row in _rows() if row["old_law"] == law), "")


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (DATA / "old_law.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(line for line in stream if not line.startswith("#")))
