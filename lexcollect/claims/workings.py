"""Workings of a claim as tables (计算过程): how each line was multiplied and its rate made, what each payment met.

Owns the rows that the page of the sums and the terminal show alike, taken from the account, its heads and the trace of
the law's answers. Computes no money: a row repeats a line of the account, the rest is how it is written. Refuses
nothing; a claim on which nothing runs has no rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from lexcollect.casefile import kinds as k
from lexcollect.causes import HeadKind
from lexcollect.claims.heads import PART_OF, USE_OF_MONEY, Head, counted_heads
from lexcollect.claims.schedule_table import Factor, factors_of
from lexcollect.claims.shown_rates import plain, rate_shown, yearly
from lexcollect.law.book import shipped_book
from lexcollect.law.rates import LPR, LPR_BEGINS, Rates, shipped_rates
from lexcollect.law.rules.enforcement import BEGINS
from lexcollect.law.rules.loans import LATE_STEP
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import BadMoney, RateUnknown
from lexcollect.law.trace import Citation, Step
from lexcollect.records import dataclass
from lexcollect.wording import Text, say, text

if TYPE_CHECKING:
    from datetime import date

    from lexcollect.casefile.models import Case
    from lexcollect.claims.account import Account
    from lexcollect.claims.claim import Claims
    from lexcollect.claims.titles import TitleAccount
    from lexcollect.law.rules.debts import Share
    from lexcollect.law.rules.schedule import Line

ZERO = Decimal("0.00")
#: A multiple of a published rate has no more places; what has more was made otherwise (加点).
_PLACES = Decimal("0.0001")
#: Steps that say nothing of a rate: when a debt was due, what payments met, sums, the lines of a reduction.
_NO_RATE = ("money.", "penalty.reduction", "sharing.")


@dataclass(frozen=True, slots=True)
class Row:
    """One line as it was multiplied: base × rate × days over the basis; ``made`` says how its rate came about."""

    line: Line
    factors: tuple[Factor, ...]
    made: Text | None
    source: Text | None
    in_yuan: bool = False
    to_limit: bool = False

    @property
    def basis(self) -> str:
        """What the days are divided by: nothing for a rate of the day, else 365, or 132/366+50/365."""
        if self.line.per == "day":
            return ""
        if len(self.factors) == 1 and self.factors[0].days == self.line.days:
            return str(self.factors[0].over)
        return "+".join(f"{one.days}/{one.over}" for one in self.factors)

    @property
    def rate(self) -> str:
        """The rate as a cell tells it: 0.05%/日（年18.25%）, 5.175%/年, of a daily fee its yuan."""
        if self.to_limit:
            return say("claims.working.to_limit")
        if self.in_yuan:
            return say("claims.working.fee_a_day", amount=self.line.base * self.line.rate)
        return rate_shown(self.line.rate, self.line.per) + yearly(self.line.rate, self.line.per)


@dataclass(frozen=True, slots=True)
class HeadWorking:
    """How one head came about: its rows, what payments took of them, and the steps that led to the rates."""

    head: Head
    rows: tuple[Row, ...]
    met: Decimal
    steps: tuple[Step, ...]

    @property
    def of_fee(self) -> bool:
        """Whether it is a fee for each day (占用费)."""
        return self.head.kind is HeadKind.USE_FEE

    @property
    def accrued(self) -> Decimal:
        """What the rows come to."""
        return sum((row.line.amount for row in self.rows), ZERO)

    @property
    def between(self) -> Decimal:
        """What stands between the rows less payments, and the head: rounding other than line by line."""
        return self.head.amount - (self.accrued - self.met)


@dataclass(frozen=True, slots=True)
class Met:
    """What one payment did to one part of one debt: what was open of it, what it took, what remained, and why."""

    share: Share
    part: Text


@dataclass(frozen=True, slots=True)
class Applied:
    """One payment or set-off: what it met in order, and what of it found no debt (``unused``)."""

    id: str
    day: date
    amount: Decimal
    set_off: bool
    met: tuple[Met, ...]
    unused: Decimal = ZERO
    double: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class OrderOf:
    """In which order the payments on a contract's debts were applied, and on what that rests."""

    contract: str
    name: Text
    parts: tuple[Text, ...]
    clause: str
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Workings:
    """Everything that stands behind the sums of one money."""

    heads: tuple[HeadWorking, ...]
    orders: tuple[OrderOf, ...]
    applied: tuple[Applied, ...]

    @property
    def sources(self) -> tuple[Text, ...]:
        """Where the published rates of the rows come from, each once."""
        return tuple(dict.fromkeys(row.source for head in self.heads for row in head.rows if row.source))


def workings_of(case: Case, claims: Claims) -> Workings:
    """Return how the sums of ``claims`` came about; what a title decided stands with the title."""
    account, decided = claims.account, claims.decided
    undecided = any(o.id not in decided for o in account.obligations)
    applied = _applied(account, decided) if undecided else ()
    return Workings(
        tuple(_working(head, account) for head in _heads(case, claims)),
        tuple(_orders(account)) if applied else (),
        applied,
    )


def title_workings(title: TitleAccount) -> tuple[Applied, ...]:
    """Return what each payment on a title met (迟延履行利息解释 4: what it grants before the doubled part)."""
    settlement = title.owed.settlement
    beside = _sums(settlement.credits)
    over, found = title.owed.over, []
    for payment in reversed(title.payments):  # what is beyond everything came last
        rest = beside.get(payment.id, ZERO)
        unused = min(over, rest)
        over -= unused
        met = tuple(
            Met(share, title.running if share.part is Part.INTEREST else text(f"law_money.part.{share.part.value}"))
            for share in settlement.shares
            if share.payment == payment.id
        )
        found.append(
            Applied(
                payment.id, payment.day, payment.amount, set_off=False, met=met, unused=unused, double=rest - unused
            )
        )
    return tuple(reversed(found))


def double_rate(as_of: date) -> str:
    """Return the rate of the doubled part as a cell tells it (迟延履行利息解释 1(2))."""
    rate = shipped_book().at("money.double_interest_daily", max(as_of, BEGINS)).decimal
    return rate_shown(rate, "day") + yearly(rate, "day")


def _heads(case: Case, claims: Claims) -> Iterator[Head]:
    """Yield the heads asked for, and those that payments took whole: what met them has a working too."""
    yield from claims.heads
    if any(contract.termination for contract in case.contracts):
        return
    asked = {(head.kind, head.contract, head.of_loan, head.obligations) for head in claims.heads}
    for head in counted_heads(case, claims.account):
        own = head.only([id for id in head.obligations if id not in claims.decided])
        if own and own.lines and not own.amount and (own.kind, own.contract, own.of_loan, own.obligations) not in asked:
            yield own


def _working(head: Head, account: Account) -> HeadWorking:
    rates = account.means.rates or shipped_rates()
    cut, fee = _cut(account), head.kind is HeadKind.USE_FEE
    caps = _caps(head) if head.of_loan in (0, 1) else {}
    rows = tuple(_row(line, account, _made(line, rates, caps), fee=fee, cut=cut) for line in head.lines)
    return HeadWorking(head, rows, _met_of(head, account), tuple(_rate_steps(head)) if rows or head.whole else ())


def _row(
    line: Line, account: Account, made: tuple[Text | None, Text | None], *, fee: bool, cut: frozenset[tuple[str, date]]
) -> Row:
    to_limit = line.kind is Part.PENALTY and (line.item, line.first) in cut
    return Row(line, factors_of(line, account.conventions), *made, fee, to_limit)


def _cut(account: Account) -> frozenset[tuple[str, date]]:
    """Return the lines that end at an agreed limit: only what was left up to it is counted."""
    if not any(debt.limit for debt in account.ledger.debts):
        return frozenset()
    from lexcollect.claims.penalty_limits import cut_lines  # only an agreed limit needs it

    return frozenset(cut_lines(account))


def _caps(head: Head) -> dict[Decimal, Text]:
    """Return the caps on the rate of a loan by their rate, as the steps of the answer found them (民间借贷规定 25)."""
    found = {}
    for step in head.answer.trace:
        told = dict(step.text.params)
        if step.rule != "lending.cap" or "cap" not in told:
            continue
        cap, base = Decimal(told["cap"]), told.get("lpr")
        if base is None:
            found[cap] = text("claims.working.cap", rate=plain(cap))
        else:
            times = plain(cap / Decimal(base))
            found[cap] = text("claims.working.cap_lpr", base=plain(Decimal(base)), times=times, day=told["published"])
    return found


def _made(line: Line, rates: Rates, caps: Mapping[Decimal, Text]) -> tuple[Text | None, Text | None]:
    """Return of which published rate or cap the rate of ``line`` was made, and where that stands; else nothing."""
    base = line.base_rate
    if base is None or line.published is None:
        cap = caps.get(line.rate)
        return cap, text("claims.working.source_lpr") if cap and cap.key == "claims.working.cap_lpr" else None
    name, source = _series(line, rates)
    told = {"name": name, "base": plain(base), "day": line.published}
    times = (line.rate / base).quantize(_PLACES) if base else Decimal(0)
    if base * times == line.rate:
        key = "made" if times == 1 else "made_times"
        return text(f"claims.working.{key}", **told, times=plain(times)), source
    points = line.rate - base
    return text(f"claims.working.made_{'plus' if points > 0 else 'minus'}", **told, points=plain(abs(points))), source


def _series(line: Line, rates: Rates) -> tuple[Text, Text]:
    """Return what the published rate of a line is called, and the table it stands in."""
    assert line.published is not None
    if line.published < LPR_BEGINS:
        return text("claims.working.benchmark"), text("claims.working.source_benchmark")
    for name in LPR:
        try:
            series = rates.series(name)
            if series.at(line.published).rate == line.base_rate:
                own = series.source
                source = text("claims.working.source_own", file=own) if own else text("claims.working.source_lpr")
                return text(f"claims.working.{name}"), source
        except (BadMoney, RateUnknown):
            continue
    return text("claims.working.published"), text("claims.working.source_entered")


def _met_of(head: Head, account: Account) -> Decimal:
    """Return what payments took of what ran under ``head``; of a loan the interest of its term goes first."""
    part = PART_OF[head.kind]
    if part not in (Part.INTEREST, Part.PENALTY) or not head.lines:
        return ZERO
    taken = dict.fromkeys(head.obligations, ZERO)
    for share in account.shares:
        if share.debt in taken and share.part is part:
            taken[share.debt] += share.amount
    if head.of_loan is None or head.of_loan == USE_OF_MONEY:
        return sum(taken.values(), ZERO)
    met = ZERO
    for id, amount in taken.items():
        due = account.obligation(id).first_day
        term = sum((line.amount for line in account.obligation(id).lines if _is_term(line, due)), ZERO)
        met += min(amount, term) if head.of_loan == 0 else max(amount - term, ZERO)
    return met


def _is_term(line: Line, first_day: date) -> bool:
    return line.kind is Part.INTEREST and line.last < first_day


def _rate_steps(head: Head) -> Iterator[Step]:
    """Yield the steps of the law's answer that say how the rates of ``head`` were found."""
    part = PART_OF[head.kind]
    for step in head.answer.trace:
        if step.rule.startswith(_NO_RATE):
            continue
        if step.rule.startswith("penalty.") is not (part is Part.PENALTY) and step.rule != "lending.together":
            continue
        if head.of_loan in (0, 1) and step.rule.startswith("lending.") and _other_time(step, head.of_loan):
            continue
        yield step


def _other_time(step: Step, of_loan: int | None) -> bool:
    """Tell whether a step speaks of the other time of a loan: of its delay under the term's head, or the other way."""
    if step.rule == LATE_STEP:
        return of_loan == 0
    return step.rule == "lending.rate" and of_loan == 1


def _applied(account: Account, decided: Iterable[str]) -> tuple[Applied, ...]:
    ledger, unused = account.ledger, _sums(account.credits)
    by_payment: dict[str, list[Share]] = {}
    for share in account.shares:
        if share.debt not in decided:
            by_payment.setdefault(share.payment, []).append(share)
    return tuple(
        Applied(
            payment.id,
            payment.day,
            payment.amount,
            ledger.kinds[payment.id] is k.PaymentKind.SET_OFF,
            tuple(Met(s, text(ledger.part_key(s.debt, s.part))) for s in by_payment.get(payment.id, ())),
            unused.get(payment.id, ZERO),
        )
        for payment in ledger.payments
        if payment.id in by_payment or payment.id in unused
    )


def _orders(account: Account) -> Iterator[OrderOf]:
    for contract in account.ledger.contracts:
        order, clause = account.ledger.order(contract), account.ledger.clauses.get(contract)
        yield OrderOf(
            contract,
            text(f"law_money.order.{order.name}"),
            tuple(text(f"law_money.part.{part.value}") for part in order.parts),
            clause.clause if clause else "",
            order.cites,
        )


def _sums(credits: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for payment, amount in credits:
        found[payment] = found.get(payment, ZERO) + amount
    return found
