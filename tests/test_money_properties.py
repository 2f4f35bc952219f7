"""What holds for every schedule, settlement and cap, whatever the figures."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lexcollect.law.conventions import DEFAULTS
from lexcollect.law.rates import shipped_rates
from lexcollect.law.rules.appropriation import in_proportion, settle
from lexcollect.law.rules.debts import CHARGES_FIRST, STATUTE, Charge, Debt, Due, Payment, clause
from lexcollect.law.rules.lending import capped_interest
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import daily, schedule, yearly

FEN = Decimal("0.01")
DAYS = st.dates(date(2019, 8, 20), date(2026, 9, 20))
YUAN = st.decimals(min_value=FEN, max_value=Decimal("9999999.99"), places=2)
LPR = shipped_rates().series("lpr_1y").line(Decimal("1.5"))
SLOW = settings(max_examples=40, deadline=None)


@st.composite
def loans(draw):
    """A principal, a period inside the known LPR, and payments that together stay below the principal."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    principal = draw(YUAN)
    cuts = sorted(draw(st.lists(st.integers(0, int(principal * 100)), max_size=3)))
    amounts = [Decimal(b - a) / 100 for a, b in pairwise([0, *cuts])]
    paid = [(draw(DAYS), amount) for amount in amounts if amount]
    return principal, first, last, paid


@SLOW
@given(loan=loans())
def test_lines_follow_each_other_without_gap_or_overlap(loan) -> None:
    principal, first, last, paid = loan
    lines = schedule(principal, LPR, first, last, reductions=paid).lines
    assert lines == () or lines[0].first == first
    for line, after in pairwise(lines):
        assert after.first == line.last + timedelta(days=1)
        assert (after.base, after.rate) != (line.base, line.rate)
    if sum(amount for _, amount in paid) < principal:
        assert sum(line.days for line in lines) == (last - first).days + 1


@SLOW
@given(loan=loans())
def test_the_total_is_the_sum_of_the_lines(loan) -> None:
    principal, first, last, paid = loan
    value = schedule(principal, LPR, first, last, reductions=paid)
    assert value.total == sum((line.amount for line in value.lines), Decimal(0))
    assert all(line.amount == line.exact.quantize(FEN, ROUND_HALF_UP) for line in value.lines)


@settings(max_examples=15, deadline=None)
@given(loan=loans())
def test_a_schedule_equals_the_sum_of_its_single_days(loan) -> None:
    principal, first, last, paid = loan
    exact, day = Decimal(0), first
    while day <= last:
        balance = principal - sum(amount for when, amount in paid if when <= day)
        exact += balance * shipped_rates().lpr(day).rate * Decimal("1.5") / 36500
        day += timedelta(days=1)
    value = schedule(principal, LPR, first, last, reductions=paid)
    assert abs(value.exact_total - exact) < Decimal("1e-9")


@SLOW
@given(loan=loans(), at=DAYS, year=st.sampled_from(["365", "360", "actual", "30/360", "days/30"]))
def test_cutting_a_period_changes_nothing_when_only_the_total_is_rounded(loan, at, year) -> None:
    principal, first, last, paid = loan
    conventions = DEFAULTS.but("year", year).but("rounding", "total")
    whole = schedule(principal, LPR, first, last, reductions=paid, conventions=conventions)
    assume(first <= at < last)
    before = schedule(principal, LPR, first, at, reductions=paid, conventions=conventions)
    after = schedule(principal, LPR, at + timedelta(days=1), last, reductions=paid, conventions=conventions)
    assert abs(before.exact_total + after.exact_total - whole.exact_total) < Decimal("1e-12")


@st.composite
def debts_and_payments(draw):
    """Up to three debts at penalty, and payments, some of them naming a debt."""
    names = ["A", "B", "C"][: draw(st.integers(1, 3))]
    debts = [
        Debt(
            name,
            draw(YUAN),
            Due(draw(DAYS), draw(st.sampled_from(["day", "period"]))),
            (Charge(Part.PENALTY, daily(draw(st.sampled_from([Decimal("0.0005"), Decimal("0.0001")])))),),
            secured=draw(st.sampled_from([Decimal(0), Decimal(5)])),
        )
        for name in names
    ]
    payments = [
        Payment(str(i), draw(DAYS), draw(YUAN), debt=draw(st.sampled_from(["", *names])))
        for i in range(draw(st.integers(0, 3)))
    ]
    return debts, payments


ORDERS = st.sampled_from([STATUTE, CHARGES_FIRST, clause(Part.PRINCIPAL)])


@SLOW
@given(facts=debts_and_payments(), order=ORDERS, extra=YUAN, day=DAYS)
def test_a_payment_never_raises_what_is_owed(facts, order, extra, day) -> None:
    debts, payments = facts
    as_of = date(2026, 11, 21)
    conventions = DEFAULTS.but("rounding", "total")
    less = settle(debts, payments, as_of, order=order, conventions=conventions)
    more = settle(debts, [*payments, Payment("extra", day, extra)], as_of, order=order, conventions=conventions)
    assert more.total <= less.total


@SLOW
@given(facts=debts_and_payments(), order=ORDERS)
def test_every_fen_of_every_payment_is_accounted_for(facts, order) -> None:
    debts, payments = facts
    value = settle(debts, payments, date(2026, 11, 21), order=order)
    for payment in payments:
        given_ = sum((s.amount for s in value.shares if s.payment == payment.id), Decimal(0))
        kept = sum((amount for name, amount in value.credits if name == payment.id), Decimal(0))
        assert given_ + kept == payment.amount
    for debt in debts:
        paid = sum((s.amount for s in value.shares if s.debt == debt.id and s.part is Part.PRINCIPAL), Decimal(0))
        assert value.balance(debt.id).principal == debt.principal - paid >= 0
    accrued = sum((line.amount for line in value.lines), Decimal(0))
    paid_charges = sum((s.amount for s in value.shares if s.part is Part.PENALTY), Decimal(0))
    assert value.penalty == accrued - paid_charges >= 0


@SLOW
@given(amount=YUAN, owed=st.lists(YUAN, min_size=1, max_size=5))
def test_shares_in_proportion_lose_no_fen_and_exceed_no_debt(amount, owed) -> None:
    shares = in_proportion(amount, owed)
    assert sum(shares) == min(amount, sum(owed))
    assert all(0 <= share <= debt for share, debt in zip(shares, owed, strict=True))
    exact = [min(amount, sum(owed)) * each / sum(owed) for each in owed]
    assert all(abs(share - each) < FEN for share, each in zip(shares, exact, strict=True))


@SLOW
@given(
    principal=YUAN,
    agreed=st.decimals(min_value=0, max_value=60, places=2),
    days=st.integers(1, 2000),
    made=st.dates(date(2017, 1, 1), date(2024, 12, 31)),
)
def test_the_protected_interest_is_never_above_the_claimed_one(principal, agreed, days, made) -> None:
    last = min(made + timedelta(days=days), date(2026, 9, 20))
    value = capped_interest(principal, agreed, made, made, last, filed=date(2026, 9, 1)).value
    assert value.total <= value.claimed
    assert value.before + value.after == value.total
    assert all(rate <= 24 for rate in (line.rate for line in value.schedule.lines))


def test_the_five_year_bases_on_one_loan() -> None:
    # 100,000 at 12 % from 2024-01-15 to 2024-04-20 (not counted): 96 days, three months and five days
    def interest(year: str) -> Decimal:
        return schedule(
            Decimal(100_000),
            yearly(Decimal(12)),
            date(2024, 1, 15),
            date(2024, 4, 20),
            until="payment",
            conventions=DEFAULTS.but("year", year),
        ).total

    assert interest("365") == Decimal("3156.16")
    assert interest("360") == Decimal("3200.00")
    assert interest("actual") == Decimal("3147.54")
    assert interest("30/360") == Decimal("3166.67")
    assert interest("months") == Decimal("3166.67")
    assert interest("days/30") == Decimal("3200.00")


def test_first_and_last_day_by_each_reading_of_the_span() -> None:
    def days(span: str) -> tuple[date, date]:
        line = schedule(
            Decimal(100),
            daily(Decimal("0.01")),
            date(2025, 3, 1),
            date(2025, 3, 10),
            until="payment",
            conventions=DEFAULTS.but("span", span),
        ).lines[0]
        return line.first, line.last

    assert days("head") == (date(2025, 3, 1), date(2025, 3, 9))
    assert days("both") == (date(2025, 3, 1), date(2025, 3, 10))
    assert days("tail") == (date(2025, 3, 2), date(2025, 3, 10))
