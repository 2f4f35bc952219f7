"""Deadlines of many matters: twenty events, two debts and a guarantor each, with working and fallbacks, on one core.

Prints milliseconds per matter and the seconds of all of them. Usage::

    python benchmarks/bench_deadlines.py [MATTERS]

Case files and accounts are built outside the timing: what is measured is ``agenda_of``. Ends with 1 when 10,000
matters would take longer than the limit of 20 seconds.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from lexcollect.casefile import parse_case
from lexcollect.casefile.facts import Fact, read_fact
from lexcollect.casefile.models import Acknowledgement, Case, Communication, Payment
from lexcollect.claims.account import Account, account_of
from lexcollect.deadlines.agenda import agenda_of

F = TypeVar("F", bound=Fact)
LIMIT = 20
WANTED = 10_000
EVENTS = 20
#: So many different sets of payments (their accounts are the dear part to build); the other events differ each time.
ACCOUNTS = 50
AS_OF = date(2026, 11, 21)
CASE_FILE = Path(__file__).resolve().parent.parent / "examples" / "matter-steel" / "案件.yaml"


def base() -> Case:
    """Return the shipped matter without its events."""
    case = parse_case(CASE_FILE.read_text("utf-8")).case
    if case is None:
        raise SystemExit("the example cannot be read")
    orders = tuple(o for o in case.obligations[:2])
    kept = {o.id for o in orders}
    return case.but(
        obligations=orders,
        payments=(),
        acknowledgements=(),
        communications=(),
        invoices=(),
        deliveries=tuple(d for d in case.deliveries if d.obligation in kept),
    )


def fact(model: type[F], data: dict[str, object]) -> F:
    """Return the fact that ``data`` says."""
    found, slips = read_fact(model, data)
    if found is None:
        raise SystemExit(f"the bench itself is wrong: {slips}")
    return found


def day(chance: random.Random) -> date:
    """Return a day between the due dates and the as-of day."""
    return date(2023, 7, 1) + timedelta(days=chance.randrange(1200))


def with_payments(case: Case, chance: random.Random) -> tuple[Case, Account]:
    """Return the matter with four part payments, and its account."""
    paid = tuple(
        fact(
            Payment,
            {
                "id": f"p{i}",
                "date": day(chance).isoformat(),
                "amount": "1000.00",
                "payer": case.debtor.id,
                "evidence": [f"slip{i}"],
            },
        )
        for i in range(4)
    )
    filled = case.but(payments=paid)
    return filled, account_of(filled, AS_OF)


def with_dealings(case: Case, chance: random.Random) -> Case:
    """Return the matter with sixteen demands and consents more."""
    surety = case.securities[0].grantor
    said = tuple(
        fact(
            Communication,
            {
                "id": f"c{i}",
                "kind": "letter" if i % 2 else "im",
                "date": (on := day(chance)).isoformat(),
                "recipient": surety if i % 4 == 0 else case.debtor.id,
                "delivered_on": on.isoformat(),
                "status": "delivered",
                "contents_named": "是",
                "address_basis": "contract",
                "tied_to": "合同",
                "reply": "收到" if i % 3 else "",
                "evidence": [f"letter{i}"],
                "links": {
                    "content": [f"letter{i}"],
                    "sent": [f"letter{i}"],
                    "arrival": [f"letter{i}"],
                    "address": [f"letter{i}"],
                },
            },
        )
        for i in range(10)
    )
    agreed = tuple(
        fact(
            Acknowledgement,
            {
                "id": f"a{i}",
                "kind": "statement" if i % 2 else "repayment_plan",
                "date": day(chance).isoformat(),
                "seal": "公章",
                "evidence": [f"paper{i}"],
            },
        )
        for i in range(EVENTS - 4 - len(said))
    )
    return case.but(communications=said, acknowledgements=agreed)


def main() -> int:
    """Evaluate the matters and print what they cost."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else WANTED
    chance = random.Random(1)
    accounts = [with_payments(base(), chance) for _ in range(ACCOUNTS)]
    agenda_of(*accounts[0])  # reads the book and the calendar once
    spent, told = 0.0, 0
    for number in range(count):
        case, account = accounts[number % ACCOUNTS]
        case = with_dealings(case, chance)
        start = time.perf_counter()
        agenda = agenda_of(case, account)
        spent += time.perf_counter() - start
        told += len(agenda.deadlines)
    each = spent / count
    print(
        f"{count:,} matters, {EVENTS} events each, {told:,} deadlines: {each * 1000:.2f} ms a matter, "
        f"{spent:.1f} s in all, {each * WANTED:.1f} s for {WANTED:,} (limit {LIMIT} s)"
    )
    return 0 if each * WANTED < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
