"""Checks: what a case file says must be able to be true together.

Owns the cross-checks between facts: references, due dates, sums. The order of days is checked in ``days``, who
a person is in ``persons``, what stands twice in ``twins``. Each check is a generator of findings; none of them decides
a question of law.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.days import order_of_days, sme_start, start_of
from lexcollect.casefile.facts import Fact, Field, fields_of, has_name, walk
from lexcollect.casefile.fields import EXHIBITS
from lexcollect.casefile.models import Case, Milestone, Obligation, PaymentTerm, Proved
from lexcollect.casefile.persons import ages, identities
from lexcollect.casefile.review_checks import check_reviews
from lexcollect.casefile.sides import sides
from lexcollect.casefile.twins import entered_twice
from lexcollect.casefile.values import Ref
from lexcollect.cn.identifiers import check_s10
from lexcollect.cn.width import fold
from lexcollect.findings import Finding, finding
from lexcollect.wording import Text, pair, text

#: Causes of claims that come from another debt.
_FROM_OTHER_DEBTS = ("追偿权", "保理")


def check_case(case: Case) -> list[Finding]:
    """Return every finding about how the facts of ``case`` fit together."""
    return [
        found
        for check in (
            _some,
            _parties,
            sides,
            _ids,
            _references,
            _papers,
            _due_dates,
            _undated_guarantees,
            _unsized,
            _sums,
            _works,
            order_of_days,
            _communications,
            _links,
            _standings,
            identities,
            ages,
            _securities,
            _grantors,
            _settlement,
            _proceedings,
            _suits,
            _titles,
            _leases,
            _transfers,
            entered_twice,
            check_reviews,
        )
        for found in check(case)
    ]


def _standings(case: Case) -> Iterator[Finding]:
    for fact in facts_of(case):
        if fact.standing is k.FactStanding.SHOWN and not fact.evidence:
            yield finding("LX-C171", fact.where)


def _links(case: Case) -> Iterator[Finding]:
    for fact in case.communications:
        if left := [id for id in (fact.links.own if fact.links else ()) if id not in fact.evidence]:
            yield finding("LX-C170", fact.where, ids=left)


def check_fragments(case: Case) -> list[Finding]:
    """Return what can be said of the sound facts of a case whose other facts could not be read."""
    return [
        found
        for check in (_ids, _references, order_of_days, _communications, identities, ages, entered_twice)
        for found in check(case)
    ]


def check_evidence(case: Case, known: Iterable[str], numbers: Mapping[str, str] | None = None) -> list[Finding]:
    """Return a finding for each exhibit id that the catalogue does not have (证据编号不存在), one if it has none.

    ``numbers`` are the ids by the numbers of the exhibits: who writes 3-2 is told the id of that exhibit.
    """
    have = set(known)
    named = [(fact.where, id) for fact, refers, id in references_of(case) if refers.group == EXHIBITS]
    wrong = [(where, id) for where, id in named if id not in have]
    if wrong and not have:
        return [finding("LX-C029", case.where, count=len({id for _, id in wrong}))]
    return [finding("LX-C030", where, id=id, near=_exhibit_meant(id, have, numbers or {})) for where, id in wrong]


def _exhibit_meant(id: str, have: set[str], numbers: Mapping[str, str]) -> Text | str:
    import difflib

    if found := numbers.get(fold(id)):
        return text("casefile.of_number", id=found)
    # Ids that nobody made up resemble each other: only one that differs in little was meant.
    near = difflib.get_close_matches(id, sorted(have), n=1, cutoff=0.6)
    return text("casefile.nearest", id=near[0]) if near else ""


def facts_of(case: Case) -> Iterator[Proved]:
    """Yield every fact of the case that can name evidence."""
    return (fact for fact in walk(case) if isinstance(fact, Proved))


def references_of(case: Case) -> Iterator[tuple[Fact, Ref, str]]:
    """Yield every reference of the case: the fact that holds it, what it refers to, and the id."""
    for fact in walk(case):
        for field in fields_of(type(fact)):
            if field.refers is not None:
                found = getattr(fact, field.name)
                for id in found if field.many else (found,):
                    if id:
                        yield fact, field.refers, id


def named_groups(case: Case) -> Iterator[tuple[Field, tuple[Fact, ...]]]:
    """Yield the groups whose facts have an id, each with those that have one."""
    for field in fields_of(Case):
        if field.model is not None and field.many and has_name(field.model, "id"):
            yield field, tuple(fact for fact in getattr(case, field.name) if _id(fact))


def _near(id: str, have: set[str], words: str) -> Text | str:
    """Return ``words`` (a key) about the id that looks most like ``id``; nothing when none does."""
    import difflib

    near = difflib.get_close_matches(id, sorted(have), n=1, cutoff=0.3)
    return text(words, id=near[0]) if near else ""


def _some(case: Case) -> Iterator[Finding]:
    # A rent that is not sound is told by itself.
    for group in (case.contracts, case.obligations or case.rents):
        if not group:
            yield finding("LX-C021", case.where)


def _parties(case: Case) -> Iterator[Finding]:
    for role in (k.Role.CREDITOR, k.Role.DEBTOR):
        if not case.by_role(role):
            yield finding("LX-C031", case.where, role=pair(*role.named))


def _ids(case: Case) -> Iterator[Finding]:
    for field, group in named_groups(case):
        counts = Counter(_id(fact) for fact in group)
        for fact in group:
            if counts[_id(fact)] > 1:
                yield finding("LX-C033", fact.where, group=_noun(field), id=_id(fact))


def _of_a_rent(case: Case, id: str) -> bool:
    """Tell whether ``id`` is a period of a rent of which it is told that it cannot be written out."""
    if not case.rents:
        return False
    from lexcollect.casefile.rents import may_be_rent  # only who has rents pays for it

    return may_be_rent(case, id)


def _references(case: Case) -> Iterator[Finding]:
    groups = {field.key: (field, {_id(fact) for fact in group}) for field, group in named_groups(case)}
    for fact, refers, id in references_of(case):
        if refers.group not in groups:
            continue  # exhibits stand in a file of their own: check_evidence
        field, known = groups[refers.group]
        if id not in known and not _of_a_rent(case, id):
            near = _meant(case, refers, id, known) or _near(id, known, "casefile.is_it")
            yield finding("LX-C034", fact.where, group=_noun(field), id=id, near=near)


def _meant(case: Case, refers: Ref, id: str, known: set[str]) -> Text | str:
    """Return what to write for a reference that is several in one, or the name of a party."""
    several = [word for word in re.split("[、，,；;和及与]", id) if word.strip()]
    if len(several) > 1 and all(word.strip() in known for word in several):
        return text("casefile.one_only", ids=tuple(word.strip() for word in several))
    if refers.group == "parties" and len(id) > 1:
        named = [party for party in case.parties if id in party.name]
        if len(named) == 1:
            return text("casefile.its_id", name=named[0].name, id=named[0].id)
    return ""


def _id(fact: Fact) -> str:
    return str(getattr(fact, "id"))  # noqa: B009 - only groups that have one


def _noun(field: Field) -> Text:
    assert field.model is not None
    return pair(*field.model.noun)


def term_of(case: Case, obligation_id: str) -> PaymentTerm | None:
    """Return the payment term of an obligation: its own, else its contract's; a retention has none but its own."""
    obligation = case.obligation(obligation_id)
    if obligation.due is not None or obligation.portion is k.Portion.RETENTION:
        return obligation.due
    contract = next((c for c in case.contracts if c.id == obligation.contract), None)
    return contract.payment_term if contract else None


def by_regulation(case: Case, obligation: Obligation) -> bool:
    """Tell whether the regulation on payments to small enterprises says when the debt is due; no retention."""
    if obligation.portion is k.Portion.RETENTION:
        return False
    return any(c.id == obligation.contract and c.sme is not None for c in case.contracts)


def _papers(case: Case) -> Iterator[Finding]:
    """Yield contracts that are said to be in writing and have no name."""
    for contract in case.contracts:
        if contract.written and not contract.name:
            yield finding("LX-C169", contract.where, id=contract.id)


def _due_dates(case: Case) -> Iterator[Finding]:
    for obligation in case.obligations:
        term = term_of(case, obligation.id)
        if term is not None and term.none_agreed and by_regulation(case, obligation) and not obligation.portion:
            term = None
        if (
            term is None
            and obligation.portion
            and not (by_regulation(case, obligation) and sme_start(case, obligation))
        ):
            yield from _due_by_law(case, obligation)
        elif term is None and by_regulation(case, obligation):
            if sme_start(case, obligation) is None:
                yield finding("LX-C168", obligation.where, id=obligation.id)
        elif term is None:
            yield finding("LX-C035", obligation.where, id=obligation.id)
        elif term.after is k.After.DEMAND and term.day is None:
            continue
        elif not term.whole:
            yield finding("LX-C036", term.where, id=obligation.id)
        elif term.day is None:
            yield from _start(case, obligation, term)


def _undated_guarantees(case: Case) -> Iterator[Finding]:
    """Yield guarantees without a day: which law governs them hangs on it, and a paper tells it."""
    for security in case.securities:
        if security.created_on is None:
            names = {party.id: party.name for party in case.parties}
            yield finding("LX-C510", security.where, name=names.get(security.grantor, security.grantor))


def _unsized(case: Case) -> Iterator[Finding]:
    written_out = {rent.where for rent in case.rents}  # of these the rent itself says what is missing
    for obligation in case.obligations:
        if not obligation.amount and obligation.where not in written_out:
            yield finding("LX-C280", obligation.where, id=obligation.id)


def _due_by_law(case: Case, obligation: Obligation) -> Iterator[Finding]:
    """Tell from which event the law takes the day of a works price without one, or that none is recorded."""
    from lexcollect.casefile.works import due_event  # only who claims a works price needs it

    retention, found = obligation.portion is k.Portion.RETENTION, due_event(case, obligation)
    if found is None:
        yield finding("LX-C141" if retention else "LX-C140", obligation.where, id=obligation.id)
        return
    event = pair(*(found.kind.named if found.kind else k.FilingKind.SUIT.named))
    code = "LX-C147" if retention else "LX-C146"
    yield finding(code, obligation.where, id=obligation.id, event=event, day=found.fact.date)


def _works(case: Case) -> Iterator[Finding]:
    """Yield how the parts of a works price fit together, where there is one."""
    shares = any(c.payment_term and c.payment_term.up_to for c in case.contracts)
    if shares or any(o.portion or (o.due and o.due.up_to) for o in case.obligations):
        from lexcollect.casefile.works import check_works

        yield from check_works(case)


def _start(case: Case, obligation: Obligation, term: PaymentTerm) -> Iterator[Finding]:
    """Tell that the event a term runs from is not in the case file, or stands in for one that is not."""
    assert term.after is not None
    if not any(c.id == obligation.contract for c in case.contracts):
        return  # told by the reference
    start = start_of(case, obligation, term)
    if start is None and term.after in (k.After.LAST_DELIVERY, k.After.MONTH_END):
        yield finding("LX-C037", obligation.where, id=obligation.id)
    elif start is None and term.after is k.After.SIGNING:
        yield finding("LX-C167", obligation.where, id=obligation.id)
    elif start is None and term.after is k.After.INVOICE:
        yield finding("LX-C038", obligation.where, id=obligation.id)
    elif start is None and _report_instead(case, obligation, term):
        return  # the retention counts from the report: 建设工程解释一 17(1)(3)
    elif start is None and (silent := _silent(case, obligation, term)):
        submitted, days = silent
        yield finding("LX-C145", obligation.where, id=obligation.id, day=submitted.date, days=days)
    elif start is None:
        yield finding(
            "LX-C121",
            obligation.where,
            id=obligation.id,
            event=pair(*term.after.named),
            kind=pair(term.after.label, term.after.value),
        )
    elif start.assumed:
        code = "LX-C122" if term.after is k.After.INVOICE_RECEIPT else "LX-C123"
        yield finding(code, obligation.where, id=obligation.id, day=start.day)


def _silent(case: Case, obligation: Obligation, term: PaymentTerm) -> tuple[Milestone, int] | None:
    """Return the settlement papers that silence accepted, for a part of a works price."""
    if obligation.portion is None:
        return None
    from lexcollect.casefile.works import by_silence

    return by_silence(case, obligation, term)


def _report_instead(case: Case, obligation: Obligation, term: PaymentTerm) -> bool:
    """Tell whether a retention that is due after acceptance can be counted from the report that asked for it.

    The period of a retention is one of months or years (建设工程解释一 17); one of days waits for the acceptance.
    """
    of_retention = obligation.portion is k.Portion.RETENTION and term.after is k.After.ACCEPTANCE
    of_retention &= term.unit in (k.TermUnit.MONTH, k.TermUnit.YEAR)
    return of_retention and case.milestone(obligation, k.MilestoneKind.REPORT_SUBMITTED) is not None


def _sums(case: Case) -> Iterator[Finding]:
    owed = sum((o.amount for o in case.obligations), Decimal(0))
    paid = sum((p.amount for p in case.payments if not p.elsewhere), Decimal(0))
    # Where a penalty, a loss or costs may be owed besides, the account tells what finds no debt.
    beside = any(c.late_penalty or c.overdue_loss or c.cost_clause or c.term_interest for c in case.contracts)
    if paid > owed and not beside and not case.payouts and not case.titles:
        yield finding("LX-C040", case.payments[-1].where, paid=paid, owed=owed)
    payouts: dict[str, Decimal] = {}
    for payout in case.payouts:
        payouts[payout.obligation] = payouts.get(payout.obligation, Decimal(0)) + payout.amount
    for obligation in case.obligations:
        invoiced = sum((i.amount for i in case.invoices_of(obligation.id)), Decimal(0))
        if invoiced > obligation.amount > 0:
            yield finding("LX-C041", obligation.where, id=obligation.id, invoiced=invoiced, amount=obligation.amount)
        lent = payouts.get(obligation.id, Decimal(0))
        if lent > obligation.amount:
            yield finding("LX-C132", obligation.where, id=obligation.id, lent=lent, amount=obligation.amount)


def _communications(case: Case) -> Iterator[Finding]:
    for c in case.communications:
        if c.posted_on and c.delivered_on and c.delivered_on < c.posted_on:
            yield finding("LX-C045", c.where, posted=c.posted_on, delivered=c.delivered_on)
        if c.status is k.Status.DELIVERED and c.delivered_on is None and c.carrier:
            yield finding("LX-C046", c.where)
        if c.tracking_no and len(c.tracking_no) == 13 and check_s10(c.tracking_no):
            yield finding("LX-C047", c.where, text=c.tracking_no)
        if c.kind is k.CommunicationKind.TERMINATION_NOTICE and c.demands_payment and not c.content:
            yield finding("LX-C512", c.where)


def _securities(case: Case) -> Iterator[Finding]:
    for security in case.securities:
        if security.grantor in {p.id for p in case.parties if p.role is not k.Role.SURETY}:
            yield finding("LX-C054", security.where, id=security.grantor)
        period = security.period
        ways = (
            (period.count is not None, period.until is not None, period.until_repaid, period.none_agreed)
            if period
            else ()
        )
        if period and sum(ways) > 1:
            yield finding("LX-C055", period.where)
        if k.Scope.NONE_AGREED in security.scope and security.agreed_scope:
            yield finding("LX-C500", security.where)


def _grantors(case: Case) -> Iterator[Finding]:
    """Yield who is to have given a thing as security, and no thing is on record (民法典 394)."""
    gave = {found.grantor for found in case.collaterals}
    for party in case.by_role(k.Role.GRANTOR):
        if party.id not in gave:
            yield finding("LX-C234", party.where, name=party.name)


def _settlement(case: Case) -> Iterator[Finding]:
    if case.settlement is None:
        return
    days = [i.due_on for i in case.settlement.instalments]
    if days != sorted(days):
        yield finding("LX-C056", case.settlement.where)
    terms, open_ = case.settlement, [i.amount is None for i in case.settlement.instalments]
    if any(open_[:-1]):
        yield finding("LX-C133", terms.where)
    if terms.waive_rest and (terms.waive_penalty or any(open_)):
        yield finding("LX-C134", terms.where)


def _transfers(case: Case) -> Iterator[Finding]:
    if case.assignments or any(word in c.cause for c in case.contracts for word in _FROM_OTHER_DEBTS):
        from lexcollect.casefile.transfers import transfer_slips  # a claim of one's own needs none of it

        yield from transfer_slips(case)


def _titles(case: Case) -> Iterator[Finding]:
    if case.titles:
        from lexcollect.casefile.title_checks import title_slips  # a matter before judgment needs none of it

        yield from title_slips(case)


def _leases(case: Case) -> Iterator[Finding]:
    if case.rents or case.leased_things:
        from lexcollect.casefile.rents import check_leases  # only a lease pays for it

        yield from check_leases(case)


def _suits(case: Case) -> Iterator[Finding]:
    if case.filings or case.evidence_requests:
        from lexcollect.casefile.suit_checks import suit_slips  # a matter before any suit needs none of it

        yield from suit_slips(case)


def _proceedings(case: Case) -> Iterator[Finding]:
    for filing in case.filings:
        if filing.ended_on and filing.ended_on < filing.date:
            yield finding("LX-C057", filing.where, start=filing.date, end=filing.ended_on)
    for fee in case.running_fees:
        if (fee.per_day is None) is not bool(fee.per_month and fee.month_days):
            yield finding("LX-C156", fee.where, title=fee.title)
        if fee.last and fee.last < fee.first:
            yield finding("LX-C057", fee.where, start=fee.first, end=fee.last)
    for found in case.insolvencies:
        if found.person in {p.id for p in case.parties if p.kind is k.PartyKind.NATURAL}:
            yield finding("LX-C560", found.where, name=case.party(found.person).name)
        if found.ended_on and found.ended_on < found.accepted_on:
            yield finding("LX-C057", found.where, start=found.accepted_on, end=found.ended_on)
    for obstacle in case.obstacles:
        if obstacle.last and obstacle.last < obstacle.first:
            yield finding("LX-C057", obstacle.where, start=obstacle.first, end=obstacle.last)
    for title in case.titles:
        if title.effective_on and title.served_on and title.effective_on < title.served_on:
            yield finding("LX-C057", title.where, start=title.served_on, end=title.effective_on)
