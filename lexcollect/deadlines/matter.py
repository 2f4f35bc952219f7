"""Matter: the answers about one case together.

Owns the order of work: account → agenda → claims. Papers, ``calc`` and ``due`` all start here, so that no two of
them can differ.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case
from lexcollect.claims.account import Account, account_of
from lexcollect.claims.standards import is_works, void_loan
from lexcollect.deadlines.agenda import Agenda, agenda_of
from lexcollect.deadlines.guarantees import DOUBTFUL, LAST_INSTALMENT, PERIOD_UNSAID, standings_of
from lexcollect.deadlines.links import Shown
from lexcollect.findings import Finding, Level, Refused, Where, finding
from lexcollect.law.calendar import Calendar
from lexcollect.law.rates import Rates
from lexcollect.law.trace import LawUnknown
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.claims.claim import Claims
    from lexcollect.claims.priority import Priority


#: What is found on the way and whoever reads the claims must know: doubtful guarantees, a whole price that may be
#: refused, a penalty that binds nobody.
_OF_THE_CLAIM = (
    DOUBTFUL,
    LAST_INSTALMENT,
    PERIOD_UNSAID,
    "LX-D041",
    "LX-D042",
    "LX-C233",
    "LX-M304",
    "LX-M305",
    "LX-D070",
)
#: A payment in another money than the debts.
_OTHER_MONEY = "LX-M214"


@dataclass(frozen=True)
class Matter:
    """A case on an as-of day: what is owed and until when.

    The claims are put together when they are first asked for: dates stand on the account alone. ``short`` tells that a
    rate, or the due day or the amount of a debt, is missing and the amounts are not complete, ``refused`` why there are
    none: whoever asks for claims is refused with it, dates are given all the same.
    """

    case: Case
    as_of: date
    account: Account
    agenda: Agenda
    short: tuple[Finding, ...] = ()
    shown: Shown = None
    refused: tuple[Finding, ...] = ()

    @cached_property
    def due_now(self) -> Matter | None:
        """The same matter without the retentions that are not due yet and the debts whose day or amount is unknown.

        ``None`` where there is none, or nothing else. A retention has its own day (建设工程解释一 17) and holds up no
        suit for the price; no more does a debt of which nobody entered how much it is, or when it was to be paid.
        """
        due = {o.id: o.due.rolled for o in self.account.obligations}
        kept_back = {o.id for o in self.case.obligations if o.portion is k.Portion.RETENTION}
        gaps = {o.id for o in self.account.obligations if o.due.unknown}
        gaps |= {o.id for o in self.case.obligations if not o.amount}
        aside = gaps | {id for id in kept_back if due[id] >= self.as_of}
        kept = tuple(o for o in self.case.obligations if o.id not in aside)
        ids = {o.id for o in kept}
        spent = {p.id for p in self.account.ledger.payments if p.debt in gaps}
        left_over = any(s.payment in spent and s.debt not in gaps for s in self.account.shares)
        payments = tuple(p for p in self.case.payments if p.designated_for not in gaps)
        named = {p.designated_for for p in payments} - {""}
        if not aside or left_over or not named <= ids or not any(due[id] < self.as_of for id in ids):
            return None
        case, means = self.case.but(obligations=kept, payments=payments), self.account.means
        account = account_of(
            case,
            self.as_of,
            calendar=means.calendar,
            conventions=self.account.conventions,
            rates=means.rates,
            beyond=means.beyond,
        )
        agenda = agenda_of(case, account, calendar=means.calendar, shown=self.shown)
        return Matter(case, self.as_of, account, agenda, (), self.shown)

    @property
    def claims(self) -> Claims:
        """Every head of claim, costs, fees, and what each guarantor answers for; of the chosen receivables alone."""
        return self.asked[1]

    @cached_property
    def asked(self) -> tuple[Case, Claims]:
        """Facts and claims of the receivables that are claimed now (本次主张): of all of them, if none was chosen."""
        if self.refused:
            raise Refused(self.refused)
        from lexcollect.claims.claim import claims_of
        from lexcollect.deadlines.stops import stops_of

        if _foreign(self.case) or any(f.code == _OTHER_MONEY for f in self.agenda.findings):
            from lexcollect.claims.currencies import refuse

            refuse(self.case)
            apart = [f for f in self.agenda.findings if f.code == _OTHER_MONEY]
            if apart:
                raise Refused([replace(f, level=Level.ERROR) for f in apart])
        case, account = self.case, self.account
        claims = claims_of(case, self.as_of, standings_of(self.agenda), account)
        if chosen := _chosen(case):
            from lexcollect.claims.parting import some_of  # only where some of the receivables were chosen

            case, claims = some_of(case, claims, chosen)
            account = claims.account
        # A claim that rests on a doubtful guarantee is made, and whoever reads the claim is told.
        doubtful = tuple(f for f in self.agenda.findings if f.code in _OF_THE_CLAIM)
        stops = stops_of(case, claims, self.agenda)
        priorities = self._priorities(case, account)
        found = (*claims.findings, *doubtful, *(f for each in priorities for f in _outlived(self.case, each)))
        return case, replace(claims, findings=found, stops=stops, priorities=priorities)

    def _priorities(self, case: Case, account: Account) -> tuple[Priority, ...]:
        """Return for each works contract what of its price has priority; of any other matter nothing."""
        owing = dict.fromkeys(o.contract for o in case.obligations)
        works = [c for c in map(case.contract, owing) if is_works(c)]
        if not works:
            return ()
        from lexcollect.deadlines.priority import priority_of

        return tuple(priority_of(case, c, account, self.agenda) for c in works)


def _outlived(case: Case, priority: Priority) -> tuple[Finding, ...]:
    """Return the warning that a settlement pays later than the priority lives: nothing extends it (民法典 199)."""
    terms = case.settlement
    if terms is None or priority.last_day is None or priority.asked is False:
        return ()
    last = max(i.due_on for i in terms.instalments)
    if not priority.entitled or last <= priority.last_day:
        return ()
    return (finding("LX-M198", terms.where, day=last, last=priority.last_day),)


def _chosen(case: Case) -> tuple[str, ...]:
    """Return the receivables that were chosen to be claimed now; nothing where that is all of them."""
    chosen = tuple(o.id for o in case.obligations if o.id in case.choices.claimed)
    return chosen if len(chosen) < len(case.obligations) else ()


def _aside(case: Case, account: Account) -> tuple[Finding, ...]:
    """Return the note that some receivables are not claimed now: their time runs on."""
    chosen = _chosen(case)
    owed = {o.id: o.principal + o.penalty + o.interest for o in account.obligations if o.id not in chosen}
    left = tuple(id for id, amount in owed.items() if chosen and amount)
    if not left:
        return ()
    amount = sum((owed[id] for id in left), Decimal(0))
    return (finding("LX-D070", case.choices.where, ids=chosen, left=left, amount=amount),)


def _foreign(case: Case) -> bool:
    """Tell whether anything stands in another money than the renminbi."""
    moneys = (*(o.currency for o in case.obligations), *(p.currency for p in case.payments))
    return any(money not in (None, k.Currency.CNY) for money in moneys)


def _without_elsewhere(case: Case, as_of: date) -> tuple[Case, tuple[Finding, ...]]:
    """Return the case without payments on contracts that are not in dispute, and a note for each."""
    aside = [p for p in case.payments if p.elsewhere]
    if not aside:
        return case, ()
    left = case.but(payments=tuple(p for p in case.payments if not p.elsewhere))
    return left, tuple(finding("LX-M215", p.where, day=p.date, amount=p.amount) for p in aside if p.date <= as_of)


def _whole_rent(case: Case, as_of: date) -> Collection[str]:
    """Return the finance leases that were terminated: their whole rent counts, less the value of the thing."""
    if not any(contract.termination for contract in case.contracts):
        return ()
    from lexcollect.claims.taking_back import ended  # only a lease that was terminated needs it

    return ended(case, as_of)


def _short(case: Case, account: Account, rates: Rates | None, unknown: LawUnknown) -> Finding:
    """Return why the amounts are no claim: days are not counted, or all of them on a cap that is not certain yet."""
    if account.settlement.stopped is None:
        from lexcollect.claims.loans import cap_carried  # only where a rate lacks

        if (carried := cap_carried(case, account.ledger.debts, account.as_of, rates)) is not None:
            return carried
    return finding("LX-M011", Where(case.where.file), reason=unknown.text)


def answer_case(
    case: Case,
    as_of: date,
    rates: Rates | None = None,
    *,
    calendar: Calendar | None = None,
    dates_anyway: bool = False,
    shown: Shown = None,
) -> Matter:
    """Return claims and deadlines of ``case`` on ``as_of``; ``rates`` and ``calendar`` replace the shipped ones.

    ``shown`` says what each exhibit is, by the catalogue if there is one: dates rest on exhibits that can carry them.

    :class:`~lexcollect.law.trace.LawUnknown` when the law of a needed day is not in the book. ``dates_anyway``: a rate
    that is not published yet leaves the amounts short, which a finding tells, and never hides a deadline; no more does
    a fact without which no amount can be told, while no payment was made.
    """
    if case.rents:
        from lexcollect.casefile.rents import claimable  # only a lease has periods

        case = claimable(case, as_of, _whole_rent(case, as_of))
    short: tuple[Finding, ...] = ()
    undated: tuple[Finding, ...] = ()
    case, aside = _without_elsewhere(case, as_of)
    if any(contract.works for contract in case.contracts):
        from lexcollect.claims.works import binding  # only works contracts need it

        case, void = binding(case)
        aside = (*aside, *void)
    if any(void_loan(contract) for contract in case.contracts):
        from lexcollect.claims.void_loans import binding as of_void  # only a void loan needs it

        case, fallen = of_void(case)
        aside = (*aside, *fallen)
    if _foreign(case):
        from lexcollect.claims.currencies import set_apart  # only a matter in foreign money needs it

        case, other = set_apart(case)
        aside = (*aside, *other)
    try:
        account = account_of(case, as_of, calendar=calendar, rates=rates)
    except (LawUnknown, Refused) as error:
        if not dates_anyway:
            raise
        account = account_of(case, as_of, calendar=calendar, rates=rates, beyond="stop")
        if isinstance(error, LawUnknown):
            short = (_short(case, account, rates, error),)
    refused = account.ledger.refused
    if refused and any(p.date <= as_of for p in case.payments):
        # Which debt a payment met decides whose clock it interrupts: no dates without the amounts.
        raise Refused(refused)
    if any(o.due.unknown for o in account.obligations) or not all(o.amount for o in case.obligations):
        from lexcollect.claims import gaps  # only a debt without a day or an amount on file needs it

        undated, aside = gaps.incomplete(case, account), (*aside, *gaps.remarks(case, account))
    agenda = agenda_of(case, account, calendar=calendar, shown=shown)
    softened = (replace(f, level=Level.WARNING) for f in refused)
    aside = (*aside, *_aside(case, account))
    told = replace(agenda, findings=(*short, *softened, *aside, *agenda.findings))
    return Matter(case, as_of, account, told, (*short, *undated), shown, refused)
