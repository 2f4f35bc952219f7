"""Several contracts between the same parties: an agreed order of payments ends at the border of its own contract.

Facts: contract 甲 owes A1, 100,000 yuan due 2024-01-10; contract 乙 owes B1, 50,000 yuan due 2024-02-01. Each bears a
penalty of 0.05 % a day. On 2024-04-10 the debtor pays without naming a debt. Counted by hand: A1 had run 90 days (21 in
January, 29, 31, 9) at 50 yuan, 4,500; B1 68 days (28, 31, 9) at 25 yuan, 1,700.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from lexcollect.law.rules.account import account
from lexcollect.law.rules.appropriation import settle
from lexcollect.law.rules.debts import CHARGES_FIRST, STATUTE, Charge, Debt, Due, Payment, clause
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import daily
from lexcollect.law.trace import Citation

D = Decimal
LATE = (Charge(Part.PENALTY, daily(D("0.0005"))),)
A1 = Debt("A1", D("100000.00"), Due(date(2024, 1, 10)), LATE, contract="甲")
B1 = Debt("B1", D("50000.00"), Due(date(2024, 2, 1)), LATE, contract="乙")
PRINCIPAL_FIRST = clause(Part.PRINCIPAL, Part.PENALTY, naming="ignored")
PAID_ON = date(2024, 4, 10)


def paid(amount: str, debt: str = "", agreed=None):
    """Return what of one payment went where: (debt, part, amount)."""
    value = settle([A1, B1], [Payment("p", PAID_ON, D(amount), debt)], PAID_ON, agreed=agreed or {})
    return [(s.debt, s.part.value, s.amount) for s in value.shares]


def test_the_clause_of_another_contract_says_nothing() -> None:
    # 民法典 560(2): A1 is due earlier and takes the money; 561: its penalty before its principal.
    expected = [("A1", "penalty", D("4500.00")), ("A1", "principal", D("55500.00"))]
    assert paid("60000") == expected
    assert paid("60000", agreed={"乙": PRINCIPAL_FIRST}) == expected


def test_the_own_clause_governs_what_falls_to_its_contract() -> None:
    assert paid("60000", agreed={"甲": PRINCIPAL_FIRST}) == [("A1", "principal", D("60000.00"))]


def test_what_the_first_contract_leaves_goes_to_the_second_by_its_own_order() -> None:
    # A1 owes 104,500 in all; 45,500 are left for B1, whose contract agreed nothing.
    assert paid("150000", agreed={"甲": PRINCIPAL_FIRST}) == [
        ("A1", "principal", D("100000.00")),
        ("A1", "penalty", D("4500.00")),
        ("B1", "penalty", D("1700.00")),
        ("B1", "principal", D("43800.00")),
    ]


def test_naming_a_debt_names_its_contract_even_where_the_clause_ignores_naming() -> None:
    # The debtor names B1 (560(1)); the clause of 乙 governs among the debts of 乙; what is left is for A1.
    assert paid("60000", "B1", {"乙": PRINCIPAL_FIRST}) == [
        ("B1", "principal", D("50000.00")),
        ("B1", "penalty", D("1700.00")),
        ("A1", "penalty", D("4500.00")),
        ("A1", "principal", D("3800.00")),
    ]


def test_money_for_a_contract_whose_debts_come_later_waits_for_them() -> None:
    later = Debt("B2", D("50000.00"), Due(date(2024, 6, 3)), LATE, contract="乙")
    value = settle(
        [A1, later], [Payment("p", PAID_ON, D("30000"), "B2")], date(2024, 6, 3), agreed={"乙": PRINCIPAL_FIRST}
    )
    assert [(s.debt, s.part.value, s.amount, s.day, s.received) for s in value.shares] == [
        ("B2", "principal", D("30000.00"), date(2024, 6, 3), PAID_ON)
    ]
    assert value.shares[0].waited


def test_the_working_says_what_fell_to_which_contract_and_why() -> None:
    answer = account([A1, B1], [Payment("p", PAID_ON, D("150000"))], PAID_ON, agreed={"甲": PRINCIPAL_FIRST})
    step = next(s for s in answer.trace if s.rule == "money.contracts")
    assert Citation("民法典", "560") in step.cites
    said = step.text.render("zh")
    assert "合同甲项下104,500.00元（到期较早）" in said and "合同乙项下45,500.00元" in said
    orders = [s.text.render("zh") for s in answer.trace if s.rule == "money.appropriation"]
    assert ["合同约定的顺序" in words for words in orders] == [True, False]
    assert [w.count("104,500.00元，按合同约定的顺序") for w in orders] == [1, 0]


def test_each_day_more_is_answered_by_the_law() -> None:
    value = settle([A1, B1], [Payment("p", PAID_ON, D("60000"), "A1")], PAID_ON)
    assert [b.penalty_per_day for b in value.balances] == [D("22.25"), D("25.00")]  # 44,500 and 50,000 at 0.05 %
    ended = Debt("C", D("1000.00"), Due(date(2024, 1, 10)), (Charge("interest", daily(D("0.001")), last=PAID_ON),))
    assert settle([ended], [], PAID_ON).balances[0].interest_per_day == 0
    assert settle([ended], [], date(2024, 4, 9)).balances[0].interest_per_day == D("1.00")


DAYS = st.dates(date(2023, 1, 1), date(2025, 6, 30))
YUAN = st.decimals(min_value=D("0.01"), max_value=D("99999.99"), places=2)
ORDERS = {
    "甲": st.sampled_from([clause(Part.PRINCIPAL), PRINCIPAL_FIRST, clause(Part.PENALTY, Part.PRINCIPAL)]),
    "乙": st.sampled_from([None, clause(Part.PRINCIPAL), PRINCIPAL_FIRST]),
}


@st.composite
def matters(draw):
    """Four debts under two contracts, up to four payments of which some name a debt, and the agreed orders."""
    debts = [
        Debt(
            f"{contract}{i}",
            draw(YUAN),
            Due(draw(DAYS)),
            (Charge(Part.PENALTY, daily(draw(st.sampled_from([D("0.0005"), D("0.0001")])))),),
            secured=draw(st.sampled_from([D(0), D(5)])),
            contract=contract,
        )
        for contract in ("甲", "乙")
        for i in (1, 2)
    ]
    names = ["", "", *(debt.id for debt in debts)]
    payments = [
        Payment(str(i), draw(DAYS), draw(YUAN), draw(st.sampled_from(names))) for i in range(draw(st.integers(0, 4)))
    ]
    agreed = {contract: order for contract in ORDERS if (order := draw(ORDERS[contract]))}
    return debts, payments, agreed


AS_OF = date(2025, 12, 31)


@settings(max_examples=150, deadline=None)
@given(matter=matters(), order=st.sampled_from([STATUTE, CHARGES_FIRST]))
def test_no_payment_is_lost_whatever_the_contracts_agreed(matter, order) -> None:
    debts, payments, agreed = matter
    value = settle(debts, payments, AS_OF, order=order, agreed=agreed)
    for payment in payments:
        applied = sum((s.amount for s in value.shares if s.payment == payment.id), D(0))
        kept = sum((amount for id, amount in value.credits if id == payment.id), D(0))
        assert applied + kept == payment.amount
    for contract in ("甲", "乙"):
        ids = [debt.id for debt in debts if debt.contract == contract]
        taken = sum((s.amount for s in value.shares if s.debt in ids), D(0))
        accrued = sum((line.amount for line in value.lines if line.item in ids), D(0))
        owed = sum((debt.principal for debt in debts if debt.contract == contract), D(0))
        assert sum((value.balance(id).total for id in ids), D(0)) == owed + accrued - taken >= 0


@settings(max_examples=150, deadline=None)
@given(matter=matters())
def test_a_clause_does_inside_its_contract_what_it_does_when_the_contract_stands_alone(matter) -> None:
    debts, payments, agreed = matter
    value = settle(debts, payments, AS_OF, agreed=agreed)
    for contract, order in agreed.items():
        mine = [debt for debt in debts if debt.contract == contract]
        ids = {debt.id for debt in mine}
        fell: dict[tuple[str, date, bool], Decimal] = {}
        for share in value.shares:
            if share.debt in ids:
                key = (share.payment, share.day, share.why == "named")
                fell[key] = fell.get(key, D(0)) + share.amount
        names = {payment.id: payment.debt for payment in payments}
        alone = [
            Payment(f"{id}/{i}", day, amount, names[id] if named else "")
            for i, ((id, day, named), amount) in enumerate(fell.items())
        ]
        found = settle(mine, alone, AS_OF, order=order)
        assert [found.balance(debt.id) for debt in mine] == [value.balance(debt.id) for debt in mine]
        assert not found.credits


@settings(max_examples=60, deadline=None)
@given(matter=matters())
def test_without_any_clause_contracts_make_no_difference(matter) -> None:
    debts, payments, _ = matter
    one = [Debt(d.id, d.principal, d.due, d.charges, secured=d.secured) for d in debts]
    assert settle(debts, payments, AS_OF).balances == settle(one, payments, AS_OF).balances
