"""Relief: what a complaint asks for, as it can be enforced (诉讼请求), contract by contract.

Owns the order: money under each contract in the order of its heads, who pays beside the debtor, priority and return of
things, securities, guarantors within what they guaranteed, fees. The sentences are in ``complaint.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from lexcollect.casefile.models import Party
from lexcollect.claims.heads import PART_OF, Head
from lexcollect.claims.persons import SuretyClaim
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, day, listed, yuan
from lexcollect.documents.views import contract, contracts, figures, going_on, guarantee, loans, naming, parties, sides


def plaintiffs(found: View) -> dict[str, str]:
    """Return what each plaintiff is called: 原告, or 原告一, 原告二 …"""
    return parties.numbered(found, found.material.case.creditors, "complaint.plaintiff")


def relief(found: View, sued: list[Party], label: dict[str, str]) -> Iterator[str]:
    """Yield every request, in the order in which they are numbered."""
    debtor = sides.debtors(found, label)
    yield from _sums(found, label)
    yield from rights(found, debtor)
    yield from on_securities(found, label, debtor)
    yield found.pen.one("complaint.relief_fees", {"全体被告": parties.all_of(found, sued, "complaint.defendants")})


def _sums(found: View, label: dict[str, str]) -> Iterator[str]:
    """Yield the money asked for under each contract, and who owes it beside the debtor."""
    if found.material.sureties_only:
        return
    yield from of_heads(found, label, lambda _: True)
    yield from by_those_beside(found, label)


def by_those_beside(found: View, label: Mapping[str, str]) -> Iterator[str]:
    """Yield what is asked of those who owe beside the debtor (债务加入、配偶)."""
    for party in () if found.material.sureties_only else sides.beside(found.material):
        yield _beside(found, party, label, len(found.material.claims.heads))


def of_heads(found: View, label: Mapping[str, str], wanted: Callable[[Head], bool]) -> Iterator[str]:
    """Yield the money asked for under the heads that are ``wanted``, contract by contract."""
    pays = sides.payers(found, label, listed(plaintiffs(found).values()))
    for part in found.parts:
        who = contracts.under(found, part.material.contract, pays)
        for head in part.material.claims.heads:
            if wanted(head):
                yield _head(part, head, who) + _shares(found, head, label)


def rights(found: View, debtor: str) -> Iterator[str]:
    """Yield what is asked for that is no money: priority of a works price, the end of a lease, return of its thing."""
    if found.material.sureties_only:
        return
    for part in found.parts:
        yield from _priority(part)
        if part.material.circumstances & {"confirming", "returning"}:
            from lexcollect.documents.views import leases  # only a lease asks for them

            yield from leases.relief(part, debtor, listed(plaintiffs(found).values()))


def on_securities(found: View, label: dict[str, str], debtor: str) -> Iterator[str]:
    """Yield what is asked of things given as security and of guarantors, within what they stand for."""
    if found.material.case.collaterals:
        from lexcollect.documents.views import collateral  # only a matter with a thing as security

        yield from collateral.relief(found, label, debtor, listed(plaintiffs(found).values()))
        collateral.note_order(found, found.material.case)
    for surety in found.material.sureties:
        yield _surety_relief(found, surety, label[surety.party], debtor)


def _head(found: View, head: Head, debtor: str) -> str:
    as_of, on = found.material.as_of, found.material.case.contract(head.contract)
    said = {
        "债务人": debtor,
        "名目": head.title.render("zh"),
        "金额": yuan(head.amount),
        "截止": figures.penalty_until(found),
        "截止日": day(as_of),
        "次日": day(as_of + timedelta(days=1)),
        "续算": going_on.running(found, PART_OF[head.kind]),
        "上限": loans.rolled_limit(found, on.id) if head.of_loan else contract.penalty_limit(found, on.late_penalty),
        "每日": yuan(head.per_day),
    }
    return found.pen.one("complaint.relief", said, c.of_head(head))


def _shares(found: View, head: Head, label: Mapping[str, str]) -> str:
    parts = sides.parts(found, head.amount, label, plaintiffs(found))
    return found.pen.one("complaint.relief_shares", {"各份": parts}) if parts else ""


def _beside(found: View, party: Party, label: Mapping[str, str], heads: int) -> str:
    cap = party.tie.cap if party.tie else None
    said = {
        "被告": label[party.id],
        "末项": str(heads),
        "限额": yuan(cap) if cap is not None else "",
        "债务人": sides.names(label, sides.main(found.material)),
    }
    many = c.those({"one": heads == 1, "two": heads == 2})
    return found.pen.one("complaint.relief_beside", said, many, c.of_tie(party))


def _priority(found: View) -> Iterator[str]:
    """Yield the request for priority of a works price, and say of what it is not asked (民法典 807)."""
    about = found.material.claims.priority
    if about is None or about.asked is False:
        return
    if not about.entitled:
        if about.asked:
            found.say("LX-P087", about.where)
        return
    if about.asked and about.lapsed:
        found.say("LX-P086", about.where, ids=[id for id, _ in about.lapsed], last=max(d for _, d in about.lapsed))
    if not about.obligations:
        return
    if not about.asked:
        found.say("LX-P085", about.where, ids=about.obligations, last=about.last_day)
        return
    said = {
        "工程": found.need(about.project, "works_project", about.where),
        "各笔": naming.items(found, about.obligations),
        "金额": yuan(about.amount),
    }
    yield found.pen.one("complaint.priority", said)


def _surety_relief(found: View, surety: SuretyClaim, label: str, debtor: str) -> str:
    said = {
        "保证人": label,
        "最高额": yuan(surety.cap) if surety.cap is not None else "",
        "各笔": naming.items(found, surety.covered),
        "截止日": day(found.material.as_of),
        "数额": listed(guarantee.guaranteed(found, surety, "guarantee.amount")),
        "此后": guarantee.guaranteed_after(found, surety),
        "责任": guarantee.burden(found, surety, debtor),
    }
    return found.pen.one("complaint.relief_guarantee", said, c.of_surety(surety))
