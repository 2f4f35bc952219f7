"""Accounts and deadlines of ten thousand mixed matters on one core, and ``calc`` and ``due`` on the largest example.

Every example and every test matter that is answered takes its turn, each time on another day and with other payments,
so that no two are alike. Case files are read outside the timing: what is measured is ``answer_case``. Usage::

    python benchmarks/bench_mixed.py [MATTERS]

Prints what each kind takes. Ends with 1 when 10,000 would take longer than 25 seconds, or when a verb takes more than
half a second of CPU on the largest example.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from processes import cpu_seconds

from lexcollect.casefile import parse_case
from lexcollect.casefile.facts import read_fact
from lexcollect.casefile.models import Case, Payment
from lexcollect.deadlines.matter import answer_case
from lexcollect.findings import Refused
from lexcollect.law.trace import LawUnknown
from lexcollect.layout import CASE
from lexcollect.matter.example import load_example, prepare

LIMIT, WANTED = 25, 10_000
VERB_LIMIT = 0.5
LAST = date(2026, 11, 21)
ROOT = Path(__file__).resolve().parent.parent


def matters() -> dict[str, Case]:
    """Return every matter of the examples and the tests that is answered on the last day."""
    found: dict[str, Case] = {}
    for path in sorted([*(ROOT / "examples").glob(f"*/{CASE}"), *(ROOT / "tests" / "data").rglob(CASE)]):
        case = parse_case(path.read_text("utf-8")).case
        try:
            if case is not None:
                answer_case(case, LAST, dates_anyway=True)
                found[path.parent.name] = case
        except (Refused, LawUnknown):
            print(f"(not answered: {path.parent.relative_to(ROOT)})")
    return found


def varied(case: Case, chance: random.Random, number: int) -> Case:
    """Return the matter with up to three part payments more."""
    paid = []
    for i in range(chance.randrange(4)):
        day = LAST - timedelta(days=chance.randrange(1, 500))
        data = {"id": f"更{number}-{i}", "date": day.isoformat(), "amount": f"{chance.randrange(100, 900)}.00"}
        payment, _ = read_fact(Payment, {**data, "payer": case.debtor.id})
        if payment is not None:
            paid.append(payment)
    return case.but(payments=(*case.payments, *paid))


def main() -> int:
    """Measure, print, compare with the limits."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    kinds = matters()
    chance = random.Random(9)
    spent = dict.fromkeys(kinds, 0.0)
    refused = 0
    names = list(kinds)
    for number in range(wanted):
        name = names[number % len(names)]
        case, day = varied(kinds[name], chance, number), LAST - timedelta(days=chance.randrange(300))
        start = time.process_time()
        try:
            answer_case(case, day, dates_anyway=True)
        except (Refused, LawUnknown):
            refused += 1
        spent[name] += time.process_time() - start
    whole = sum(spent.values()) / wanted * WANTED
    for name, seconds in spent.items():
        print(f"{name:24} {seconds / (wanted / len(names)) * 1000:7.2f} ms a matter")
    print(f"{len(kinds)} kinds, {wanted} matters ({refused} refused): {whole:.1f} s for {WANTED:,} (limit {LIMIT} s)")
    return 1 if verbs() or whole > LIMIT else 0


def verbs() -> bool:
    """Measure ``calc`` and ``due`` on the largest example; tell whether one is over the limit."""
    over = False
    with tempfile.TemporaryDirectory() as work:
        matter = Path(work, "案")
        prepare(load_example(), matter)
        for verb in ("calc", "due"):
            words = ("-m", "lexcollect", verb, "--as-of", LAST.isoformat())
            seconds = statistics.median(cpu_seconds(words, matter) for _ in range(5))
            print(f"{verb:24} {seconds:7.3f} s CPU (limit {VERB_LIMIT} s)")
            over |= seconds > VERB_LIMIT
    return over


if __name__ == "__main__":
    raise SystemExit(main())
