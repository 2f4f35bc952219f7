"""Several contracts in one matter: each clause binds the debts of its own contract, each head stands under its own.

Facts: the buyer owes 100,000 yuan due 2024-01-10 under 合同一 and 50,000 yuan due 2024-02-01 under 合同二; 合同零 is an
older contract between the same parties under which nothing is owed. As of 2024-04-10. Counted by hand: A1 is in default
from 2024-01-11, 91 days to the as-of day (21, 29, 31, 10); B1 from 2024-02-02, 69 days (28, 31, 10).
"""

from __future__ import annotations

import copy
from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_kit import PARTIES, SURETY, case_with, matter_with
from lexcollect.casefile import kinds as k
from lexcollect.casefile import parse_case
from lexcollect.causes import HeadKind
from lexcollect.claims.claim import Claims
from lexcollect.claims.heads import sum_of
from lexcollect.law.trace import Citation
from steel import steel_text

AS_OF = date(2024, 4, 10)
PENALTY = {"rate": "每日万分之五", "clause": "第8条"}
PRINCIPAL_FIRST = {"order": ["oldest_principal", "penalty", "costs"], "clause": "第5条"}
COSTS = {"covers": ["lawyer_fee"], "clause": "第9条"}
LAWYER = {"kind": "lawyer_fee", "amount": "20000.00", "evidence": ["律师费发票"]}


def contract(id: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "cause": "买卖合同纠纷", "name": f"{id}书", "signed_on": "2023-10-09", **more}


def owed(id: str, contract: str, amount: str, due: str) -> dict[str, Any]:
    return {"id": id, "contract": contract, "amount": amount, "due": {"day": due, "roll": "none"}}


A1, B1 = owed("A1", "合同一", "100000.00", "2024-01-10"), owed("B1", "合同二", "50000.00", "2024-02-01")


def paid(amount: str, on: str = "2024-04-10", **more: Any) -> dict[str, Any]:
    return {"id": f"付{on}", "date": on, "amount": amount, "payer": "乙", "evidence": ["回单"], **more}


def claims(as_of: date = AS_OF, **groups: Any) -> Claims:
    return matter_with(as_of, **groups).claims


def shares(found: Claims) -> list[tuple[str, str, D]]:
    return [(s.debt, s.part.value, s.amount) for s in found.account.shares]


def test_the_order_agreed_in_an_unrelated_contract_is_not_applied() -> None:
    # 民法典 561: 合同一 agreed no order, so the 4,500 of penalty (90 days to the day before) go before principal.
    unrelated = contract("合同零", appropriation=PRINCIPAL_FIRST)
    found = claims(
        contracts=[unrelated, contract("合同一", late_penalty=PENALTY)], obligations=[A1], payments=[paid("60000.00")]
    )
    assert shares(found) == [("A1", "penalty", D("4500.00")), ("A1", "principal", D("55500.00"))]
    assert found.account.ledger.clause is None


def test_the_cost_clause_of_an_unrelated_contract_is_not_applied() -> None:
    found = claims(
        contracts=[contract("合同零", cost_clause=COSTS), contract("合同一", late_penalty=PENALTY)],
        obligations=[A1],
        costs=[LAWYER],
    )
    assert [(c.claimed, c.contract, c.clause) for c in found.costs] == [(False, "合同一", "")]
    assert found.cost_total == 0 and found.total == D("104550.00")


def test_a_cost_goes_by_the_clause_of_the_contract_it_was_spent_for() -> None:
    both = [contract("合同一", late_penalty=PENALTY), contract("合同二", late_penalty=PENALTY, cost_clause=COSTS)]
    facts = {"contracts": both, "obligations": [A1, B1]}
    named = claims(**facts, costs=[{**LAWYER, "contract": "合同二"}])
    assert [(c.claimed, c.clause) for c in named.costs] == [(True, "第9条")]
    head = next(h for h in named.heads if h.kind is HeadKind.COSTS)
    assert (head.contract, head.amount, head.clause, head.title.render("zh")) == (
        "合同二",
        D("20000.00"),
        "第9条",
        "律师费",
    )
    other = claims(**facts, costs=[{**LAWYER, "contract": "合同一"}])
    assert [c.claimed for c in other.costs] == [False, False]  # spent for 合同一; 合同二 would allow one of its own
    assert other.costs[0].reason.key == "claims.cost_no_clause"


def test_a_cost_that_names_no_contract_is_asked_about_only_where_several_could_bear_it() -> None:
    both = [contract("合同一", cost_clause=COSTS), contract("合同二", cost_clause=COSTS)]
    found = claims(contracts=both, obligations=[A1, B1], costs=[LAWYER])
    said = next(f for f in found.findings if f.code == "LX-M012")
    assert "合同" in said.line("zh") and found.cost_total == 0
    assert "合同一、合同二" in found.costs[0].reason.render("zh")
    alone = claims(contracts=both, obligations=[A1], costs=[LAWYER])
    assert alone.cost_total == D("20000.00") and "LX-M012" not in {f.code for f in alone.findings}


def test_penalty_and_statutory_loss_stand_side_by_side_under_their_own_names() -> None:
    # 100,000 × 0.05 % × 91 = 4,550.00. LPR on 2024-02-02 was 3.45 % (published 2024-01-22); × 1.5 = 5.175 %;
    # 50,000 × 5.175 % × 69 ÷ 365 = 489.14.
    found = claims(
        contracts=[
            contract("合同一", late_penalty=PENALTY),
            contract("合同二", overdue_loss={"markup": "50"}),
        ],
        obligations=[A1, B1],
    )
    asked = [(h.title.render("zh"), h.contract, h.amount, h.per_day) for h in found.heads]
    assert asked == [
        ("货款", "合同一", D("100000.00"), D("0.00")),
        ("违约金", "合同一", D("4550.00"), D("50.00")),
        ("货款", "合同二", D("50000.00"), D("0.00")),
        ("逾期付款损失", "合同二", D("489.14"), D("7.09")),
    ]
    assert found.total == D("155039.14") and found.per_day == D("57.09")
    assert (found.account.penalty, found.account.interest) == (D("4550.00"), D("489.14"))
    loss = found.heads[-1]
    assert loss.cites == (Citation("买卖合同解释", "18(4)"),)
    assert [(line.base_rate, line.published, line.rate) for line in loss.lines] == [
        (D("3.45"), date(2024, 1, 22), D("5.175"))
    ]
    said = loss.answer.trace[0]
    assert said.cites == (Citation("买卖合同解释", "18(4)"),)
    assert "3.45%（2024-01-22公布），加计50%，年利率5.175%" in said.text.render("zh")
    readings = {a.reading.key: a.value for a in loss.answer.alternatives}
    assert readings["law_money.mode.segmented"] == D("489.14")  # LPR stood at 3.45 % all the while
    assert readings["law_money.mode.markup_low"] == D("423.92")  # 50,000 × 4.485 % × 69 ÷ 365
    penalty = found.heads[1]
    assert (penalty.clause, penalty.cites) == ("第8条", (Citation("民法典", "585"),))
    assert penalty.answer.alternatives and "law_money.mode.markup_low" not in {
        a.reading.key for a in penalty.answer.alternatives
    }


@pytest.mark.parametrize(
    ("cause", "kind", "title"),
    [("运输合同纠纷", HeadKind.FEE, "运费"), ("服务合同纠纷", HeadKind.FEE, "服务费")],
)
def test_what_is_no_sale_takes_the_rule_by_reference_and_says_so(cause: str, kind: HeadKind, title: str) -> None:
    # 民法典 646: other paid contracts by reference to the rules of the sale; it is cited first.
    found = claims(contracts=[{**contract("合同一", overdue_loss={"markup": "30"}), "cause": cause}], obligations=[A1])
    loss = next(h for h in found.heads if h.kind is HeadKind.LATE_INTEREST)
    assert loss.cites == (
        Citation("民法典", "646"),
        Citation("买卖合同解释", "32(2)"),
        Citation("买卖合同解释", "18(4)"),
    )
    principal = found.heads[0]
    assert (principal.kind, principal.title.render("zh")) == (kind, title)


@pytest.mark.parametrize("cause", ["保管合同纠纷", "金融借款合同纠纷", "互易纠纷"])
def test_a_cause_without_a_file_is_never_treated_as_a_sale(cause: str) -> None:
    # A bank's loan, say, has rules of its own: its name is told and no standard is taken from the sale.
    found = claims(contracts=[{**contract("合同一", overdue_loss={"markup": "30"}), "cause": cause}], obligations=[A1])
    assert [h.kind for h in found.heads] == [HeadKind.PRINCIPAL]
    assert cause in next(f for f in found.findings if f.code == "LX-M013").line("zh")


def test_a_cause_without_a_statutory_standard_is_told_and_not_given_the_one_of_the_sale(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A loan, say: 买卖合同解释 18(4) is not its rule. Its file names no standard, so none is applied.
    import lexcollect.causes

    sale = lexcollect.causes.cause_of("买卖合同纠纷")
    assert sale is not None
    bare = copy.copy(sale)
    object.__setattr__(bare, "lateness", None)
    monkeypatch.setattr(lexcollect.causes, "cause_of", lambda name: bare)
    found = claims(contracts=[contract("合同一", overdue_loss={"markup": "50"})], obligations=[A1])
    assert found.account.interest == 0 and found.total == D("100000.00")
    assert "LX-M013" in {f.code for f in found.findings}


def test_a_payment_that_names_no_debt_is_divided_by_the_statute_and_the_other_readings_are_told() -> None:
    # 560(2)(4): A1 is due earlier, owes 104,500 and takes it; 45,500 are left for B1. Inside 合同一 its clause governs,
    # inside 合同二 the statute (561): its 1,700 of penalty first.
    found = claims(
        contracts=[
            contract("合同一", late_penalty=PENALTY, appropriation=PRINCIPAL_FIRST),
            contract("合同二", late_penalty=PENALTY),
        ],
        obligations=[A1, B1],
        payments=[paid("150000.00")],
    )
    assert shares(found) == [
        ("A1", "principal", D("100000.00")),
        ("A1", "penalty", D("4500.00")),
        ("B1", "penalty", D("1700.00")),
        ("B1", "principal", D("43800.00")),
    ]
    others = {(o.reading.key, dict(o.reading.params).get("contract")): o for o in found.account.other_orders}
    # The clause read for both contracts: all principal first, 6,200 − 0 of penalty left; nothing runs on.
    for_all = others["claims.order_clause_for_all", "合同一"]
    assert (for_all.settlement.principal, for_all.settlement.penalty) == (D("0.00"), D("6200.00"))
    # Meant for 合同二: B1 is paid with its penalty, 98,300 are left for A1, by its clause all principal.
    meant = others["claims.order_contract_first", "合同二"]
    assert [(s.debt, s.part.value, s.amount) for s in meant.settlement.shares] == [
        ("B1", "penalty", D("1700.00")),
        ("B1", "principal", D("50000.00")),
        ("A1", "principal", D("98300.00")),
    ]
    assert found.account.settlement.total == D("6203.10")  # 6,200 of principal, one day on it: 3.10
    assert meant.effect == D("6200.85") - D("6203.10")  # 1,700 principal, 4,500 penalty, one day: 0.85
    assert meant.cites == (Citation("民法典", "560(1)"),)
    assert ("claims.order_contract_first", "合同一") not in others  # changes nothing: it came first already


def test_one_contract_needs_no_reading_of_its_borders() -> None:
    found = claims(contracts=[contract("合同一", late_penalty=PENALTY)], obligations=[A1], payments=[paid("60000.00")])
    keys = {o.reading.key for o in found.account.other_orders}
    assert not keys & {"claims.order_clause_for_all", "claims.order_contract_first"}


def test_a_set_off_is_kept_apart_from_a_payment() -> None:
    found = claims(
        contracts=[contract("合同一", late_penalty=PENALTY)],
        obligations=[A1],
        payments=[paid("60000.00"), {"id": "押金", "kind": "set_off", "date": "2024-04-10", "amount": "1000.00"}],
    )
    kinds = found.account.ledger.kinds
    assert [kinds[s.payment] for s in found.account.shares][-1] is k.PaymentKind.SET_OFF
    assert kinds["付2024-04-10"] is k.PaymentKind.PAYMENT


def test_a_guarantee_covers_the_heads_within_its_scope_of_the_debts_it_names() -> None:
    guarantee = {
        "id": "保证",
        "kind": "surety_joint",
        "grantor": "丁",
        "contract": "合同二",
        "created_on": "2023-10-09",
        "scope": ["principal", "interest"],
    }
    found = claims(
        parties=[*PARTIES, SURETY],
        contracts=[contract("合同一", late_penalty=PENALTY), contract("合同二", overdue_loss={"markup": "50"})],
        obligations=[A1, B1],
        securities=[guarantee],
    )
    (surety,) = found.sureties
    assert [(h.kind, h.obligations, h.amount) for h in surety.heads] == [
        (HeadKind.PRICE, ("B1",), D("50000.00")),
        (HeadKind.LATE_INTEREST, ("B1",), D("489.14")),
    ]
    assert (surety.principal, surety.interest, surety.penalty) == (D("50000.00"), D("489.14"), D("0.00"))
    assert surety.gross == surety.amount == D("50489.14")


def test_a_guarantee_that_names_no_scope_covers_the_costs_spent_for_its_contract() -> None:
    # 民法典 691: the principal, its interest, penalty, damages and the costs of realising the claim.
    guarantee = {
        "id": "保证",
        "kind": "surety_joint",
        "grantor": "丁",
        "contract": "合同一",
        "created_on": "2023-10-09",
    }
    both = [contract(id, late_penalty=PENALTY, cost_clause=COSTS) for id in ("合同一", "合同二")]
    facts: dict[str, Any] = {"parties": [*PARTIES, SURETY], "contracts": both, "obligations": [A1, B1]}
    spent = [{**LAWYER, "contract": id} for id in ("合同一", "合同二")]
    (surety,) = claims(**facts, costs=spent, securities=[guarantee]).sureties
    assert (surety.principal, surety.penalty, surety.costs) == (D("100000.00"), D("4550.00"), D("20000.00"))
    assert surety.gross == D("124550.00")
    narrow = {**guarantee, "scope": ["principal", "penalty"]}
    (surety,) = claims(**facts, costs=spent, securities=[narrow]).sureties
    assert (surety.costs, surety.gross) == (D("0.00"), D("104550.00"))


def test_a_payment_id_used_twice_is_refused() -> None:
    # What a payment went to is told by its id: two of one name would be told as one.
    text = steel_text().replace("{id: 付款二,", "{id: 付款一,")
    assert [f.code for f in parse_case(text).findings if f.code == "LX-C033"] == ["LX-C033"] * 2


DAYS = st.dates(date(2024, 1, 2), date(2026, 9, 1))
YUAN = st.decimals(min_value=D("0.01"), max_value=D("99999.99"), places=2)


def several(each: st.SearchStrategy[date], least: int, most: int) -> st.SearchStrategy[list[date]]:
    return st.lists(each, min_size=least, max_size=most, unique=True)


@st.composite
def matters(draw: Any) -> dict[str, Any]:
    """Two contracts with or without penalty, loss and clause, four debts, payments, a cost, a daily fee."""
    # A file that says more was paid than can be owed is refused: something runs under 合同一 at least.
    basis = {
        "合同一": st.sampled_from([{"late_penalty": PENALTY}, {"overdue_loss": {"markup": "30"}}]),
        "合同二": st.sampled_from([{}, {"late_penalty": PENALTY}, {"overdue_loss": {"markup": "50"}}]),
    }
    order = st.sampled_from([{}, {"appropriation": PRINCIPAL_FIRST}, {"cost_clause": COSTS}])
    both = [contract(id, **draw(basis[id]), **draw(order)) for id in basis]
    # Two facts that say the same are one entered twice, which is refused: debts and payments have days of their own.
    dues, paid_on = draw(several(DAYS, 4, 4)), draw(several(DAYS, 0, 3))
    ids = [("一", 1), ("一", 2), ("二", 1), ("二", 2)]
    debts = [
        owed(f"{which}{i}", f"合同{which}", str(draw(YUAN)), due.isoformat())
        for (which, i), due in zip(ids, dues, strict=True)
    ]
    names = st.sampled_from(["", "", *(str(d["id"]) for d in debts)])
    payments = [
        {"id": f"p{i}", "date": on.isoformat(), "amount": str(draw(YUAN)), "designated_for": draw(names)}
        for i, on in enumerate(paid_on)
    ]
    fee = {
        "id": "占用",
        "contract": "合同一",
        "title": "占用费",
        "per_day": str(draw(YUAN)),
        "first": draw(DAYS).isoformat(),
    }
    return {
        "contracts": both,
        "obligations": debts,
        "payments": payments,
        "costs": [{**LAWYER, "contract": draw(st.sampled_from(["合同一", "合同二"]))}],
        "running_fees": draw(st.sampled_from([[], [fee]])),
    }


@settings(max_examples=40, deadline=None)
@given(facts=matters())
def test_no_fact_of_these_matters_is_entered_twice(facts: dict[str, Any]) -> None:
    for group in ("obligations", "payments"):
        said = [{key: value for key, value in fact.items() if key != "id"} for fact in facts[group]]
        assert all(fact not in said[:n] for n, fact in enumerate(said))
    assert len(case_with(**facts).payments) == len(facts["payments"])


@settings(max_examples=40, deadline=None)
@given(facts=matters(), as_of=st.dates(date(2026, 9, 2), date(2026, 10, 15)))
def test_heads_add_up_and_no_payment_is_lost(facts: dict[str, Any], as_of: date) -> None:
    found = claims(as_of, **facts)
    account = found.account
    owing = account.principal + account.penalty + account.interest
    assert found.total == owing + found.running_total + found.cost_total == sum_of(found.heads)
    assert found.cost_total == sum((c.amount for c in found.costs if c.claimed), D(0))
    assert found.running_total == sum((f.amount for f in found.running), D(0))
    assert found.per_day == account.per_day + sum((f.per_day for f in found.running if f.open), D(0))
    for head in found.heads:
        assert sum((line.amount for line in head.lines), D(0)) >= (head.amount if head.lines else 0)
    for payment in facts["payments"]:
        applied = sum((s.amount for s in account.shares if s.payment == payment["id"]), D(0))
        kept = sum((amount for id, amount in account.credits if id == payment["id"]), D(0))
        assert applied + kept == D(payment["amount"])
    for id in ("合同一", "合同二"):
        mine = [o for o in account.obligations if o.contract == id]
        taken = sum((s.amount for s in account.shares if s.debt in {o.id for o in mine}), D(0))
        charged = sum((line.amount for o in mine for line in o.lines), D(0))
        left = sum((o.principal + o.penalty + o.interest for o in mine), D(0))
        assert left == sum((o.amount for o in mine), D(0)) + charged - taken


@settings(max_examples=25, deadline=None)
@given(facts=matters())
def test_the_next_day_adds_what_each_head_says(facts: dict[str, Any]) -> None:
    # No rate in these facts changes between the two days: the loss is fixed at breach, the penalty is by the day.
    as_of = date(2026, 9, 10)
    today, tomorrow = claims(as_of, **facts), claims(as_of + timedelta(days=1), **facts)
    grown = tomorrow.total - today.total
    assert abs(grown - today.per_day) <= D("0.05")  # each line is rounded by itself (C5)
