"""Checks: what a case file says must be able to be true together.

Owns the cross-checks between facts: references, order of dates, sums. Each check is a generator of findings;
none of them decides a question of law.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.facts import Fact, Field, fields_of, walk
from lexcollect.casefile.fields import EXHIBITS
from lexcollect.casefile.models import Case, Party, PaymentTerm, Proved
from lexcollect.casefile.twins import entered_twice
from lexcollect.casefile.values import Ref
from lexcollect.cn.identifiers import check_id_number, check_s10, id_birth, id_gender
from lexcollect.findings import Finding, finding
from lexcollect.wording import Text, pair, text


def check_case(case: Case) -> list[Finding]:
    """Return every finding about how the facts of ``case`` fit together."""
    return [
        found
        for check in (
            _some,
            _parties,
            _ids,
            _references,
            _due_dates,
            _sums,
            _dates,
            _communications,
            _identities,
            _securities,
            _settlement,
            _proceedings,
            entered_twice,
        )
        for found in check(case)
    ]


def check_fragments(case: Case) -> list[Finding]:
    """Return what can be said of the sound facts of a case whose other facts could not be read."""
    return [
        found
        for check in (_ids, _references, _dates, _communications, _identities, entered_twice)
        for found in check(case)
    ]


def check_evidence(case: Case, known: Iterable[str]) -> list[Finding]:
    """Return a finding for each exhibit id that the catalogue does not have (证据编号不存在), one if it has none."""
    have = set(known)
    named = [(fact.where, id) for fact, refers, id in references_of(case) if refers.group == EXHIBITS]
    wrong = [(where, id) for where, id in named if id not in have]
    if wrong and not have:
        return [finding("LX-C029", case.where, count=len({id for _, id in wrong}))]
    return [finding("LX-C030", where, id=id, near=_near(id, have, "casefile.nearest")) for where, id in wrong]


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
        if field.model is not None and field.many and any(f.key == "id" for f in fields_of(field.model)):
            yield field, tuple(fact for fact in getattr(case, field.name) if _id(fact))


def _near(id: str, have: set[str], words: str) -> Text | str:
    """Return ``words`` (a key) about the id that looks most like ``id``; nothing when none does."""
    import difflib

    near = difflib.get_close_matches(id, sorted(have), n=1, cutoff=0.3)
    return text(words, id=near[0]) if near else ""


def _some(case: Case) -> Iterator[Finding]:
    for group in (case.contracts, case.obligations):
        if not group:
            yield finding("LX-C021", case.where)


def _parties(case: Case) -> Iterator[Finding]:
    for role in (k.Role.CREDITOR, k.Role.DEBTOR):
        found = case.by_role(role)
        if not found:
            yield finding("LX-C031", case.where, role=pair(*role.named))
        for extra in found[1:]:
            yield finding("LX-C032", extra.where, role=pair(*role.named), name=extra.name)


def _ids(case: Case) -> Iterator[Finding]:
    for field, group in named_groups(case):
        counts = Counter(_id(fact) for fact in group)
        for fact in group:
            if counts[_id(fact)] > 1:
                yield finding("LX-C033", fact.where, group=_noun(field), id=_id(fact))


def _references(case: Case) -> Iterator[Finding]:
    groups = {field.key: (field, {_id(fact) for fact in group}) for field, group in named_groups(case)}
    for fact, refers, id in references_of(case):
        if refers.group not in groups:
            continue  # exhibits stand in a file of their own: check_evidence
        field, known = groups[refers.group]
        if id not in known:
            yield finding("LX-C034", fact.where, group=_noun(field), id=id, near=_near(id, known, "casefile.is_it"))


def _id(fact: Fact) -> str:
    return str(getattr(fact, "id"))  # noqa: B009 - only groups that have one


def _noun(field: Field) -> Text:
    assert field.model is not None
    return pair(*field.model.noun)


def term_of(case: Case, obligation_id: str) -> PaymentTerm | None:
    """Return the payment term of an obligation: its own, else its contract's."""
    obligation = next(o for o in case.obligations if o.id == obligation_id)
    if obligation.due is not None:
        return obligation.due
    contract = next((c for c in case.contracts if c.id == obligation.contract), None)
    return contract.payment_term if contract else None


def _due_dates(case: Case) -> Iterator[Finding]:
    for obligation in case.obligations:
        term = term_of(case, obligation.id)
        if term is None:
            yield finding("LX-C035", obligation.where, id=obligation.id)
        elif term.day is None and (term.count is None or term.after is None):
            yield finding("LX-C036", term.where, id=obligation.id)
        elif term.after is k.After.LAST_DELIVERY and not case.deliveries_of(obligation.id):
            yield finding("LX-C037", obligation.where, id=obligation.id)
        elif term.after is k.After.INVOICE and not [i for i in case.invoices if i.obligation == obligation.id]:
            yield finding("LX-C038", obligation.where, id=obligation.id)


def _sums(case: Case) -> Iterator[Finding]:
    owed = sum((o.amount for o in case.obligations), Decimal(0))
    paid = sum((p.amount for p in case.payments), Decimal(0))
    # Where a penalty, a loss or costs may be owed besides, the account tells what finds no debt.
    if paid > owed and not any(c.late_penalty or c.overdue_loss or c.cost_clause for c in case.contracts):
        yield finding("LX-C040", case.payments[-1].where, paid=paid, owed=owed)
    for obligation in case.obligations:
        invoiced = sum((i.amount for i in case.invoices if i.obligation == obligation.id), Decimal(0))
        if invoiced > obligation.amount:
            yield finding("LX-C041", obligation.where, id=obligation.id, invoiced=invoiced, amount=obligation.amount)


def _dates(case: Case) -> Iterator[Finding]:
    signed = {c.id: c.signed_on for c in case.contracts}
    of_obligation = {o.id: signed.get(o.contract) for o in case.obligations}
    for delivery in case.deliveries:
        start = of_obligation.get(delivery.obligation)
        if start and delivery.date < start:
            yield finding("LX-C042", delivery.where, day=delivery.date, signed=start)
    earliest = min(signed.values(), default=date.min)
    for payment in case.payments:
        if payment.date < earliest:
            yield finding("LX-C043", payment.where, day=payment.date, signed=earliest)


def future_facts(case: Case, as_of: date) -> list[Finding]:
    """Return a finding for each fact dated after the as-of day: it is not counted (基准日之后的事实)."""
    days: list[tuple[Fact, date]] = [
        (f, f.date)
        for group in (case.deliveries, case.payments, case.acknowledgements, case.communications, case.filings)
        for f in group
    ]
    days += [(m, m.taken_on) for m in case.measures]
    days += [(i, i.accepted_on) for i in case.insolvencies]
    days += [(t, t.served_on) for t in case.titles if t.served_on]
    days += [(w, w.start) for w in case.watched]
    return [finding("LX-C044", fact.where, day=day, as_of=as_of) for fact, day in days if day > as_of]


def _communications(case: Case) -> Iterator[Finding]:
    for c in case.communications:
        if c.posted_on and c.delivered_on and c.delivered_on < c.posted_on:
            yield finding("LX-C045", c.where, posted=c.posted_on, delivered=c.delivered_on)
        if c.status is k.Status.DELIVERED and c.delivered_on is None and c.carrier:
            yield finding("LX-C046", c.where)
        if c.tracking_no and len(c.tracking_no) == 13 and check_s10(c.tracking_no):
            yield finding("LX-C047", c.where, text=c.tracking_no)


def _identities(case: Case) -> Iterator[Finding]:
    for party in case.parties:
        if party.kind is k.PartyKind.NATURAL:
            yield from _natural(party)
        elif party.uscc is None:
            yield finding("LX-C048", party.where, name=party.name)
        if not party.domicile:
            yield finding("LX-C049", party.where, name=party.name)


def _natural(party: Party) -> Iterator[Finding]:
    if party.id_no is None:
        yield finding("LX-C050", party.where, name=party.name)
        return
    if "unknown_county" in check_id_number(party.id_no):
        yield finding("LX-C051", party.where, name=party.name)
    printed = id_gender(party.id_no)
    if party.gender and printed and party.gender != printed:
        yield finding("LX-C052", party.where, name=party.name, stated=party.gender, derived=printed)
    born = id_birth(party.id_no)
    if party.birth and born and party.birth != born:
        yield finding("LX-C053", party.where, name=party.name, stated=party.birth, derived=born)


def _securities(case: Case) -> Iterator[Finding]:
    for security in case.securities:
        if security.grantor in {p.id for p in case.parties if p.role is not k.Role.SURETY}:
            yield finding("LX-C054", security.where, id=security.grantor)
        period = security.period
        if period and sum((period.count is not None, period.until is not None, period.until_repaid)) > 1:
            yield finding("LX-C055", period.where)


def _settlement(case: Case) -> Iterator[Finding]:
    if case.settlement is None:
        return
    days = [i.due_on for i in case.settlement.instalments]
    if days != sorted(days):
        yield finding("LX-C056", case.settlement.where)


def _proceedings(case: Case) -> Iterator[Finding]:
    for filing in case.filings:
        if filing.ended_on and filing.ended_on < filing.date:
            yield finding("LX-C057", filing.where, start=filing.date, end=filing.ended_on)
    for fee in case.running_fees:
        if fee.last and fee.last < fee.first:
            yield finding("LX-C057", fee.where, start=fee.first, end=fee.last)
    for obstacle in case.obstacles:
        if obstacle.last and obstacle.last < obstacle.first:
            yield finding("LX-C057", obstacle.where, start=obstacle.first, end=obstacle.last)
    for title in case.titles:
        if title.effective_on and title.served_on and title.effective_on < title.served_on:
            yield finding("LX-C057", title.where, start=title.served_on, end=title.effective_on)
