"""Limitation of many matters: twenty events each, with working, on one core.

Prints milliseconds per matter and the seconds that 10,000 matters take. Usage::

    python benchmarks/bench_limitation.py [MATTERS]

Ends with 1 when 10,000 would take longer than the limit of 20 seconds.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date, timedelta

from lexcollect.law.rules.event_kinds import EventKind
from lexcollect.law.rules.events import LawEvent
from lexcollect.law.rules.limitation import limitation

LIMIT = 20
WANTED = 10_000
EVENTS = 20
KINDS = (
    EventKind.DEMAND_SIGNED,
    EventKind.LETTER_ARRIVED,
    EventKind.ELECTRONIC_ARRIVED,
    EventKind.PART_PAYMENT,
    EventKind.DEBT_ACKNOWLEDGED,
    EventKind.EXTENSION_REQUEST,
    EventKind.MEDIATION_REQUESTED,
    EventKind.CALL_UNRECORDED,
)


def matter(chance: random.Random) -> tuple[date, list[LawEvent]]:
    """Return a due date and twenty events after it."""
    due = date(2019, 1, 1) + timedelta(days=chance.randrange(1500))
    return due, [
        LawEvent(chance.choice(KINDS), due + timedelta(days=chance.randrange(2500)), str(number))
        for number in range(EVENTS)
    ]


def main() -> int:
    """Evaluate the matters and print what 10,000 of them cost."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    chance = random.Random(1)
    matters = [matter(chance) for _ in range(count)]
    limitation(*matters[0])  # reads the book and the calendar once
    start = time.perf_counter()
    for due, events in matters:
        limitation(due, events, as_of=date(2026, 11, 21))
    each = (time.perf_counter() - start) / count
    print(f"{each * 1000:.2f} ms a matter, {each * WANTED:.1f} s for {WANTED:,} (limit {LIMIT} s)")
    return 0 if each * WANTED < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
