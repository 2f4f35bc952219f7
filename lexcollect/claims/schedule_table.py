"""The schedule of a matter as a table (计算表): the rows an annex shows, each redoable by hand.

Owns what stands in a 逾期付款违约金计算表, whatever it is written as: rows with their multiplication, payments put on
the penalty, subtotals, total, and the conventions in words. Computes no money of its own: every figure comes from the
account, the factors only say how a line was multiplied. Refuses nothing; an account without lines has no rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from lexcollect.casefile import kinds as k
from lexcollect.law.conventions import SCHEDULE_OPTIONS, Conventions
from lexcollect.law.options import Cutoff, Rounding, Year
from lexcollect.law.rules.parts import Part
from lexcollect.records import dataclass
from lexcollect.wording import Text, say, text

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.claims.account import Account
    from lexcollect.claims.heads import Head
    from lexcollect.claims.ledger import Ledger
    from lexcollect.law.rules.debts import Share
    from lexcollect.law.rules.schedule import Line

ZERO = Decimal("0.00")
#: Year bases that divide real days by a fixed number.
_YEAR_DAYS = {Year.DAYS_365: 365, Year.DAYS_360: 360, Year.DAYS_30: 360}
_MONTHS_OF_30 = 360
#: The parts of a payment that take from what the lines come to.
_CHARGES = frozenset({Part.PENALTY, Part.INTEREST})


@dataclass(frozen=True, slots=True)
class Factor:
    """``days`` over ``over``: a line is base × rate × the sum of its factors (rate as a fraction)."""

    days: int
    over: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the schedule; ``rate`` is a fraction (0.0005 per day, 0.0365 per year)."""

    item: str
    kind: Part
    base: Decimal
    first: date
    last: date
    days: int
    rate: Decimal
    per: str
    base_rate: Decimal | None
    published: date | None
    factors: tuple[Factor, ...]
    exact: Decimal
    amount: Decimal
    #: The agreed limit of the penalty was reached on this day: only what was left up to it is counted.
    to_limit: bool = False


@dataclass(frozen=True, slots=True)
class Paid:
    """A part of a payment: what it went to (本金, 违约金 …) and in which obligation; ``charge``: it lessens the sum.

    ``day`` is the day of the payment; one that came before its debt was due says in ``why`` when it took effect.
    ``set_off``: no money came, the creditor set off a debt of its own (民法典 568); ``payment`` says so too.
    """

    payment: str
    day: date
    item: str
    part: str
    amount: Decimal
    why: str
    charge: bool
    set_off: bool = False
    kind: Part = Part.PRINCIPAL


@dataclass(frozen=True, slots=True)
class Subtotal:
    """What one obligation comes to: accrued under the rounding convention, paid on it, left; ``kind`` of charge.

    ``called``: ``loan`` where what runs by time is the interest of a loan or of a works price, else ``interest``.
    """

    item: str
    title: str
    kind: Part
    days: int
    accrued: Decimal
    paid: Decimal
    called: str = ""

    @property
    def left(self) -> Decimal:
        """What is left of it."""
        return self.accrued - self.paid


@dataclass(frozen=True)
class Table:
    """The whole schedule; ``kind`` is penalty, interest (a loss), loan, lent (a loan with a penalty), mixed, built
    (the interest of a works price beside a penalty), or several (a loss beside the interest of another contract).
    ``total`` is the account's own figure, with which every sum is compared; ``person``: the creditors are persons.
    """

    title: str
    matter: str
    creditor: str
    debtor: str
    as_of: date
    counted: bool
    kind: str
    rounding: Rounding
    rows: tuple[Row, ...]
    payments: tuple[Paid, ...]
    subtotals: tuple[Subtotal, ...]
    total: Decimal
    principal: Decimal
    per_day: Decimal
    moves: bool
    foot: tuple[Text, ...]
    person: bool = False

    @property
    def accrued(self) -> Decimal:
        """What the lines come to before payments on them."""
        return sum((s.accrued for s in self.subtotals), ZERO)

    @property
    def paid(self) -> Decimal:
        """What payments took from it."""
        return sum((s.paid for s in self.subtotals), ZERO)

    def left_of(self, kind: Part) -> Decimal:
        """Return what is left of one kind of charge."""
        return sum((s.left for s in self.subtotals if s.kind is kind), ZERO)

    @property
    def set_off(self) -> bool:
        """Whether a set-off is among the payments: headings then name both."""
        return any(p.set_off for p in self.payments)

    def of(self, item: str, kind: Part | None = None) -> tuple[Row, ...]:
        """Return the rows of one obligation, those of one charge or of all."""
        return tuple(row for row in self._by_item.get(item, ()) if kind in (None, row.kind))

    @cached_property
    def _by_item(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.item, []).append(row)
        return found


def table_of(case: Case, account: Account) -> Table:
    """Return the schedule of ``account``; obligations without a line are left out."""
    conventions = account.conventions
    rows = tuple(_row(line, conventions) for o in account.obligations for line in sorted(o.lines, key=_kind_of))
    if any(debt.limit for debt in account.ledger.debts):
        rows = _marked(rows, account)
    kinds = {row.kind for row in rows}
    loans = account.interest_name == "interest"
    both = ("lent" if loans else "mixed") if len(kinds) > 1 else ""
    built = "works" if kinds == {Part.INTEREST} and account.interest_name == "works" else ""
    built = "sme" if kinds == {Part.INTEREST} and account.regulated else built
    built = "bills" if kinds == {Part.INTEREST} and account.on_bills else built
    kind = both or built or ("loan" if loans and kinds else next(iter(kinds), "penalty"))
    lent = {debt.id for debt in account.ledger.debts if debt.loan or debt.works}
    lost = [row.item in lent for row in rows if row.kind is Part.INTEREST]
    kind = "several" if len(set(lost)) > 1 else "built" if kind == "mixed" and all(lost) else kind
    payments = tuple(_paid(share, account.ledger) for share in account.shares)
    # Grouped once: asked for debt by debt, ten thousand debts would take a hundred million looks.
    grouped: dict[tuple[str, Part], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row.item, row.kind), []).append(row)
    met: dict[tuple[str, Part], list[Paid]] = {}
    for payment in payments:
        met.setdefault((payment.item, payment.kind), []).append(payment)
    titles = {o.id: o.title for o in account.obligations}
    subtotals = tuple(
        replace(
            _subtotal(item, of, titles[item], mine, met.get((item, of), []), conventions.rounding),
            called="loan" if item in lent else "interest",
        )
        for (item, of), mine in grouped.items()
    )
    named = case.printed
    rows = tuple(replace(row, item=named.get(row.item, row.item)) for row in rows)
    payments = tuple(replace(paid, item=named.get(paid.item, paid.item)) for paid in payments)
    subtotals = tuple(replace(one, item=named.get(one.item, one.item)) for one in subtotals)
    return Table(
        say(f"calc.annex.title_{kind}", "zh"),
        case.matter,
        "、".join(p.name for p in case.creditors),
        "、".join(p.name for p in case.debtors),
        account.as_of,
        conventions.cutoff is Cutoff.COUNTED,
        kind,
        conventions.rounding,
        rows,
        payments,
        subtotals,
        account.penalty + account.interest,
        _own_principal(case, account),
        account.per_day,
        account.moves,
        (*_foot(account, rows), *_losses(case, account), *_of_ended(case, account)),
        all(p.kind is k.PartyKind.NATURAL for p in case.creditors),
    )


def _own_principal(case: Case, account: Account) -> Decimal:
    """Return what is left of the debt itself, as every other paper tells it: without what is asked for beside it."""
    beside = {o.id for o in case.obligations if o.asked_as}
    return sum((o.principal for o in account.obligations if o.id not in beside), ZERO)


def _marked(rows: tuple[Row, ...], account: Account) -> tuple[Row, ...]:
    """Return ``rows``, those marked that end at an agreed limit: their rate is what was left, by the base and a day."""
    from lexcollect.claims.penalty_limits import cut_lines  # only an agreed limit needs it

    cut = cut_lines(account)
    return tuple(replace(row, to_limit=True) if (row.item, row.first) in cut else row for row in rows)


def _kind_of(line: Line) -> bool:
    """Sort the penalty of a loan behind its interest: the rows of one subtotal stand together."""
    return line.kind is Part.PENALTY


def _subtotal(
    item: str, kind: Part, title: str, mine: Sequence[Row], met: Sequence[Paid], rounding: Rounding
) -> Subtotal:
    """Return the subtotal of the rows of one charge of one debt, and of what payments ``met`` of it."""
    from lexcollect.cn.amounts import fen

    by_line = rounding is Rounding.LINE
    accrued = fen(sum((row.amount if by_line else row.exact for row in mine), ZERO))
    paid = sum((payment.amount for payment in met), ZERO)
    # In whole yuan is what is left, not what payments met on the way.
    return Subtotal(item, title, kind, sum(row.days for row in mine), paid + rounding.sum_of(accrued - paid), paid)


def _row(line: Line, conventions: Conventions) -> Row:
    rate = line.rate if line.per == "day" else line.rate / 100
    return Row(
        line.item,
        line.kind,
        line.base,
        line.first,
        line.last,
        line.days,
        rate,
        line.per,
        None if line.base_rate is None else line.base_rate / 100,
        line.published,
        factors_of(line, conventions),
        line.exact,
        line.amount,
    )


def factors_of(line: Line, conventions: Conventions) -> tuple[Factor, ...]:
    """Return how ``line`` was multiplied: days over the year basis, split by years for the actual one."""
    if line.per == "day":
        return (Factor(line.days, 1),)
    if conventions.year in _YEAR_DAYS:
        return (Factor(line.days, _YEAR_DAYS[conventions.year]),)
    if conventions.year is Year.ACTUAL:
        return tuple(_actual(line.first, line.last))
    # 30/360 and whole months: thirtieths of a month, which the unrounded amount holds exactly.
    thirtieths = line.exact * 100 * _MONTHS_OF_30 / (line.base * line.rate) if line.base * line.rate else Decimal(0)
    return (Factor(int(thirtieths.to_integral_value()), _MONTHS_OF_30),)


def _actual(first: date, last: date) -> list[Factor]:
    """Return the days of each year from ``first`` to ``last``, both counted, over the days of that year."""
    found = []
    while first <= last:
        end = min(last, date(first.year, 12, 31))
        length = (date(first.year, 12, 31) - date(first.year, 1, 1)).days + 1
        found.append(Factor((end - first).days + 1, length))
        first = end + timedelta(days=1)
    return found


def _paid(share: Share, ledger: Ledger) -> Paid:
    why = say(f"law_money.why.{share.why}", "zh")
    set_off = ledger.kinds[share.payment] is k.PaymentKind.SET_OFF
    return Paid(
        say("calc.annex.set_off", "zh", name=share.payment) if set_off else share.payment,
        share.received,
        share.debt,
        say(ledger.part_key(share.debt, share.part), "zh"),
        share.amount,
        say("calc.annex.waited", "zh", day=share.day, why=why) if share.waited else why,
        share.part in _CHARGES,
        set_off,
        share.part,
    )


def _orders(account: Account) -> list[Text]:
    """Return in which order payments were applied; contract by contract where they agreed differently."""
    names = {contract: account.ledger.order(contract).name for contract in account.ledger.contracts}
    if len(set(names.values())) == 1:
        return [text("calc.foot.order", order=text(f"law_money.order.{next(iter(names.values()))}"))]
    return [
        text("calc.foot.order_of", contract=contract, order=text(f"law_money.order.{name}"))
        for contract, name in names.items()
    ]


def _foot(account: Account, rows: tuple[Row, ...]) -> tuple[Text, ...]:
    """Return the conventions in words (C2–C5, C8), the order of payments, and the end of known rates."""
    options = [o for o in SCHEDULE_OPTIONS if o != "year" or any(row.per == "year" for row in rows)]
    words = list(account.conventions.words(options))
    if account.ledger.payments:
        words += _orders(account)
    if any(row.published for row in rows):
        words.append(text("calc.foot.publication_day"))
    sources = {rate.source for debt in account.ledger.debts for charge in debt.charges if (rate := charge.rate).source}
    words += [text("calc.foot.source", source=source) for source in sorted(sources)]
    stopped = account.answer.value.stopped
    if stopped:
        words.append(text("law_money.step.stopped", day=stopped))
    return tuple(words)


def _losses(case: Case, account: Account) -> Iterator[Text]:
    """Yield on what the statutory loss rests: article, LPR with its publication, mark-up, and the other readings."""
    from lexcollect.claims.heads import HeadKind, counted_heads
    from lexcollect.law.rules.overdue import RATE_STEP, READING_STEP

    for head in counted_heads(case, account):
        if head.of_loan is not None and head.lines:
            yield from _of_loan(head)
        elif account.interest_name == "works" and head.kind is HeadKind.LATE_INTEREST and head.lines:
            yield from _of_works(head)
            continue
        if head.lines:
            yield from _of_penalty(head)
        if head.kind is not HeadKind.LATE_INTEREST or head.of_loan is not None or not head.lines:
            continue
        for step in head.answer.trace:
            if step.rule == RATE_STEP:
                yield text("calc.foot.loss", cites=step.cites, said=step.text)
            elif step.rule == READING_STEP:
                yield text("calc.foot.loss_unknown", said=step.text)
        for other in head.own_readings:
            yield text(
                "calc.foot.loss_reading",
                reading=other.reading,
                ids=head.obligations,
                amount=other.value,
                effect=f"{other.value - head.amount:+,.2f}",
            )


def _of_ended(case: Case, account: Account) -> Iterator[Text]:
    """Yield what the loss of each finance lease that was terminated is made of: the sums above come to it."""
    if not any(contract.termination for contract in case.contracts):
        return
    from lexcollect.claims.taking_back import as_one_head  # only a lease that was terminated needs it

    for head in as_one_head(case, account, ()):
        for step in head.answer.trace:
            yield text("calc.foot.interest", cites=step.cites, said=step.text)
        yield from _interest_readings(head)


def _of_penalty(head: Head) -> Iterator[Text]:
    """Yield on which published rate an agreed penalty was counted, and the other readings."""
    if not head.rate_steps:
        return
    for step in head.rate_steps:
        yield text("calc.foot.penalty", cites=step.cites, said=step.text)
    yield from _interest_readings(head)


def _of_works(head: Head) -> Iterator[Text]:
    """Yield on what the interest of a works price rests: articles, rate and first day, the other reading."""
    for step in head.answer.trace:
        if step.rule == "works.rate":
            yield text("calc.foot.interest", cites=step.cites, said=step.text)
    yield from _interest_readings(head)


def _of_loan(head: Head) -> Iterator[Text]:
    """Yield on what the interest of a loan rests, under one of its heads: articles, rates, the other readings."""
    from lexcollect.law.rules.loans import LATE_STEP

    late = head.of_loan == 1
    for step in head.answer.trace:
        if step.rule.startswith("lending.") and (step.rule == LATE_STEP) is late:
            yield text("calc.foot.interest", cites=step.cites, said=step.text)
    yield from _interest_readings(head)


def _interest_readings(head: Head) -> Iterator[Text]:
    for other in head.own_readings:
        yield text(
            "calc.foot.interest_reading",
            title=head.title,
            reading=other.reading,
            ids=head.obligations or (head.contract,),
            amount=other.value,
            effect=f"{other.value - head.amount:+,.2f}",
        )
