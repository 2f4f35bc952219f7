"""Titles as money: what an enforceable paper grants, what was recovered on it, the doubled part (生效文书的债权).

Owns which titles are counted, which payments were made on them, what acceleration and a settlement in enforcement do,
and the other readings in yuan. The sums are those of ``law.rules.judgment_debts``. Refuses by name a payment that may
belong to several titles, and a title whose day nobody entered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Award, Case, EnforcementAgreement, Title
from lexcollect.claims.title_days import effect_of, performance_of
from lexcollect.findings import Finding, Refused, finding
from lexcollect.law.book import shipped_book
from lexcollect.law.rules.debts import ONE_DAY, Charge, Payment
from lexcollect.law.rules.judgment_debts import JudgmentDebt, TitleOwed, owed_under_title
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import BadMoney, agreed
from lexcollect.law.rules.terms import Law
from lexcollect.law.trace import Answer, Citation
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

if TYPE_CHECKING:
    from lexcollect.claims.account import Account

ZERO = Decimal("0.00")
_PRINCIPAL = (k.AwardKind.PRINCIPAL, k.AwardKind.DAMAGES)
_COSTS = (k.AwardKind.LAWYER_FEE, k.AwardKind.OTHER_COSTS)
#: Treated as general interest: it bears no doubled part (迟延履行利息解释 1(3)).
_INTEREST = (k.AwardKind.GENERAL_INTEREST, k.AwardKind.DAILY_PENALTY)
_INTERPRETATION = "迟延履行利息解释"


class Kept(StrEnum):
    """How a settlement in enforcement stands (执行和解规定 8, 9)."""

    RUNNING = "running"
    BROKEN = "broken"
    PERFORMED = "performed"


@dataclass(frozen=True, slots=True)
class Agreed:
    """A settlement in enforcement on the as-of day: how it stands, since when it is broken, what was paid on it."""

    fact: EnforcementAgreement
    kept: Kept
    broken_on: date | None
    paid: Decimal
    next_due: date | None

    @property
    def promised(self) -> Decimal:
        """What it promised in all, in yuan."""
        return sum((i.amount for i in self.fact.instalments), ZERO)


@dataclass(frozen=True, slots=True)
class OtherTitleReading:
    """Another reading of a title with its effect on the whole, in yuan."""

    reading: Text
    effect: Decimal
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class TitleAccount:
    """One title on the as-of day: what it grants (``debts``), what is left, on which readings.

    ``against`` are the persons it binds, ``covers`` the receivables it decided. ``missed`` is the instalment whose
    day made the rest due. ``payments`` are those that were made on it.
    """

    title: Title
    against: tuple[str, ...]
    covers: tuple[str, ...]
    effective: date
    debts: tuple[JudgmentDebt, ...]
    payments: tuple[Payment, ...]
    answer: Answer[TitleOwed]
    agreement: Agreed | None
    missed: date | None
    readings: tuple[OtherTitleReading, ...]

    @property
    def owed(self) -> TitleOwed:
        """What is left of it."""
        return self.answer.value

    @property
    def settled(self) -> bool:
        """Whether a settlement in enforcement was kept to the end: nothing is left (执行和解规定 8)."""
        return self.agreement is not None and self.agreement.kept is Kept.PERFORMED

    @property
    def total(self) -> Decimal:
        """What can still be asked on it, in yuan."""
        return ZERO if self.settled else self.owed.total

    def left(self, part: Part) -> Decimal:
        """Return what is left of one part of what it grants."""
        return ZERO if self.settled else self.owed.settlement.left(part)

    @property
    def double(self) -> Decimal:
        """The doubled part not paid yet, in yuan."""
        return ZERO if self.settled else self.owed.double_left

    @property
    def per_day(self) -> Decimal:
        """What each further day adds, in yuan: general interest that runs, and the doubled part."""
        if self.settled:
            return ZERO
        return self.interest_per_day + self.owed.double_per_day

    @property
    def running(self) -> Text:
        """What runs by the title itself is called: interest, a penalty by the day, or both."""
        kinds = {a.kind for a in self.title.awards if a.rate or a.kind in _INTEREST}
        daily = k.AwardKind.DAILY_PENALTY in kinds
        name = "both" if daily and kinds - {k.AwardKind.DAILY_PENALTY} else "penalty" if daily else "interest"
        return text(f"claims.title_runs.{name}")

    @property
    def interest_per_day(self) -> Decimal:
        """What each further day adds of interest the title itself grants."""
        return sum((b.interest_per_day + b.penalty_per_day for b in self.owed.settlement.balances), ZERO)


def title_accounts(case: Case, account: Account) -> tuple[TitleAccount, ...]:
    """Return the account of every title in force whose sums are entered; :class:`Refused` for facts that contradict."""
    law = Law(shipped_book(), account.means.calendar)
    found = []
    for title in case.titles:
        effective, _ = effect_of(title, case.creditor.id, law)
        if title.awards and effective is not None and effective <= account.as_of:
            found.append((title, effective))
    received = _received(case, found, account.as_of)
    return tuple(_account(case, account, title, day, received[title.id], law) for title, day in found)


def decided_ids(case: Case, title: Title) -> tuple[str, ...]:
    """Return the receivables a title decided; none named: all."""
    return title.covers or tuple(o.id for o in case.obligations)


def _since(title: Title, effective: date) -> date:
    """Return the day up to which payments are in the title's own figures: that of the paper."""
    return title.made_on or min(day for day in (title.served_on, effective) if day)


def _received(case: Case, titles: Sequence[tuple[Title, date]], as_of: date) -> dict[str, list[Payment]]:
    """Return the payments made on each title: those that name it, else those after its day on what it decided."""
    out: dict[str, list[Payment]] = {title.id: [] for title, _ in titles}
    for number, p in enumerate(case.payments, 1):
        if p.date > as_of:
            continue
        may = [
            title
            for title, effective in titles
            if (p.title == title.id)
            or (
                not p.title
                and p.date > _since(title, effective)
                and (not p.designated_for or p.designated_for in decided_ids(case, title))
            )
        ]
        if len(may) > 1:
            ids = tuple(title.case_no or title.id for title in may)
            raise Refused([finding("LX-M223", p.where, day=p.date, amount=p.amount, ids=ids)])
        for title in may:
            out[title.id].append(Payment(p.id or f"付款{number}", p.date, p.amount))
    return out


def _account(
    case: Case, account: Account, title: Title, effective: date, payments: list[Payment], law: Law
) -> TitleAccount:
    as_of = account.as_of
    expires = performance_of(title, effective, law)
    debts = _debts(title, expires, account.ledger.stopped)
    missed = _missed(title, debts, payments, as_of)
    counted = _together(debts, missed) if missed else debts
    agreement = _agreement(title, payments, as_of)
    stays = _stays(title, as_of)

    def owed(of: Sequence[JudgmentDebt], stays: list[tuple[date, date]], *, fee: bool) -> Answer[TitleOwed]:
        try:
            return owed_under_title(
                of,
                payments,
                as_of,
                doubled=title.own_sanction is not True,
                suspensions=stays,
                with_court_fee=fee,
                stop=account.ledger.stopped,
                conventions=account.conventions,
                calendar=account.means.calendar,
                rates=account.means.rates,
                beyond=account.means.beyond,
            )
        except BadMoney as bad:
            raise Refused([finding("LX-M009", title.where, reason=bad.text)]) from bad

    fee = title.court_fee_in_base
    answer = owed(counted, stays, fee=fee)
    readings = []
    for key, other, cites in _readings(title, debts, missed, agreement, as_of):
        of, more, with_fee = other
        found = owed(of or counted, [*stays, *more], fee=fee is not with_fee)
        if found.value.total != answer.value.total:
            readings.append(OtherTitleReading(text(key), found.value.total - answer.value.total, cites))
    return TitleAccount(
        title,
        title.against or (case.debtor.id,),
        decided_ids(case, title),
        effective,
        counted,
        tuple(payments),
        answer,
        agreement,
        missed,
        tuple(readings),
    )


def _debts(title: Title, expires: date, stopped: date | None) -> tuple[JudgmentDebt, ...]:
    """Return what a title grants, one debt for each day on which something must be paid."""
    days = sorted({award.due_on or expires for award in title.awards})
    return tuple(_debt(title, day, [a for a in title.awards if (a.due_on or expires) == day], stopped) for day in days)


def _debt(title: Title, day: date, awards: list[Award], stopped: date | None) -> JudgmentDebt:
    def sums(*kinds: k.AwardKind) -> Decimal:
        return sum((a.amount for a in awards if a.kind in kinds and a.amount), ZERO)

    # What runs, runs on all principal of the title: an award that names no instalment speaks of each.
    running = [a for a in title.awards if a.rate and (a.due_on is None or a.due_on == day)]
    charges = tuple(
        Charge(Part.INTEREST, agreed(a.rate), a.first, min((d for d in (a.last, stopped) if d), default=None))
        for a in running
        if a.rate is not None and a.first
    )
    return JudgmentDebt(
        f"{title.id}:{day}" if title.instalment_days else title.id,
        day,
        sums(*_PRINCIPAL),
        sums(k.AwardKind.FIXED_PENALTY),
        sums(*_COSTS),
        sums(*_INTEREST),
        sums(k.AwardKind.COURT_FEE_TO_CREDITOR),
        charges,
    )


def _missed(title: Title, debts: Sequence[JudgmentDebt], payments: list[Payment], as_of: date) -> date | None:
    """Return the day of the first instalment that was not paid in full on time, where that makes the rest due."""
    if not title.accelerates:
        return None
    promised = ZERO
    for debt in debts:
        promised += debt.fixed
        paid = sum((p.amount for p in payments if p.day <= debt.expires), ZERO)
        if paid < promised and debt.expires < as_of:
            return debt.expires if debt is not debts[-1] else None
    return None


def _together(debts: Sequence[JudgmentDebt], missed: date) -> tuple[JudgmentDebt, ...]:
    """Return the debts with what was not due yet on ``missed`` joined to the instalment of that day."""
    early = [d for d in debts if d.expires < missed]
    rest = [d for d in debts if d.expires >= missed]

    def sums(name: str) -> Decimal:
        return sum((getattr(d, name) for d in rest), ZERO)

    joined = replace(
        rest[0],
        principal=sums("principal"),
        penalty=sums("penalty"),
        costs=sums("costs"),
        interest=sums("interest"),
        court_fee=sums("court_fee"),
    )
    return (*early, joined)


def _agreement(title: Title, payments: list[Payment], as_of: date) -> Agreed | None:
    """Return how the last settlement in enforcement stands: kept as long as each instalment came in time."""
    known = [a for a in title.agreements if a.signed_on <= as_of]
    if not known:
        return None
    fact = max(known, key=lambda a: a.signed_on)
    ended = fact.resumed_on if fact.resumed_on and fact.resumed_on <= as_of else None
    received = [p for p in payments if fact.signed_on <= p.day and (ended is None or p.day < ended)]
    paid = sum((p.amount for p in received), ZERO)
    if ended is None and paid >= sum((i.amount for i in fact.instalments), ZERO):
        return Agreed(fact, Kept.PERFORMED, None, paid, None)  # late or not: 执行和解规定 11(1), 15
    promised = ZERO
    for instalment in sorted(fact.instalments, key=lambda i: i.due_on):
        promised += instalment.amount
        in_time = sum((p.amount for p in received if p.day <= instalment.due_on), ZERO)
        if in_time >= promised:
            continue
        if instalment.due_on < as_of:
            return Agreed(fact, Kept.BROKEN, instalment.due_on, paid, None)
        return Agreed(fact, Kept.BROKEN if ended else Kept.RUNNING, ended, paid, None if ended else instalment.due_on)
    return Agreed(fact, Kept.BROKEN, ended, paid, None)


def _stays(title: Title, as_of: date) -> list[tuple[date, date]]:
    """Return the stays the debtor did not ask for, as (first day, first day after) (迟延履行利息解释 3(3))."""
    return [(s.first, (s.last or as_of) + ONE_DAY) for s in title.stays if not s.debtors_request and s.first <= as_of]


_Other = tuple[Sequence[JudgmentDebt], list[tuple[date, date]], bool]


def _readings(
    title: Title, debts: Sequence[JudgmentDebt], missed: date | None, agreement: Agreed | None, as_of: date
) -> Iterator[tuple[str, _Other, tuple[Citation, ...]]]:
    """Yield the other ways to count: (words, (other debts, further stays, the fee the other way), articles)."""
    if missed:
        each = (Citation(_INTERPRETATION, "2"),)
        yield "claims.title.reading_each", (debts, [], False), each
    if any(d.court_fee for d in debts):
        key = "claims.title.reading_without_fee" if title.court_fee_in_base else "claims.title.reading_with_fee"
        yield key, ((), [], True), (Citation(_INTERPRETATION, "1(3)"),)
    if agreement and agreement.kept is Kept.BROKEN and agreement.broken_on:
        between = (agreement.fact.signed_on, agreement.broken_on + ONE_DAY)
        yield "claims.title.reading_agreement", ((), [between], False), (Citation(_INTERPRETATION, "3(3)"),)


def title_findings(case: Case, account: Account, found: Sequence[TitleAccount]) -> Iterator[Finding]:
    """Yield what a reader of a title's account must know."""
    law, counted = Law(shipped_book(), account.means.calendar), {t.title.id for t in found}
    for title in case.titles:
        effective, _ = effect_of(title, case.creditor.id, law)
        if title.id not in counted and effective is not None and effective <= account.as_of and not title.awards:
            yield finding("LX-M220", title.where, number=title.case_no or title.id)
    for each in found:
        yield from _of_title(each)


def _of_title(each: TitleAccount) -> Iterator[Finding]:
    title, number = each.title, each.title.case_no or each.title.id
    if title.kind is k.TitleKind.MEDIATION_PAPER and title.own_sanction is None:
        yield finding("LX-M221", title.where, number=number, amount=each.owed.double)
    elif title.own_sanction:
        yield finding("LX-M222", title.where, number=number)
    if any(a.kind is k.AwardKind.COURT_FEE_TO_COURT for a in title.awards):
        yield finding("LX-M224", title.where, number=number)
    if each.missed:
        yield finding("LX-M225", title.where, number=number, day=each.missed)
    if each.owed.over:
        yield finding("LX-M226", title.where, number=number, amount=each.owed.over)
    agreement = each.agreement
    if agreement is None:
        return
    where, signed = agreement.fact.where, agreement.fact.signed_on
    if agreement.kept is Kept.BROKEN:
        yield finding("LX-M227", where, number=number, day=signed, broken=agreement.broken_on, paid=agreement.paid)
    elif agreement.kept is Kept.RUNNING:
        yield finding("LX-M228", where, number=number, day=signed, next=agreement.next_due)
    else:
        yield finding("LX-M229", where, number=number, day=signed, paid=agreement.paid)
