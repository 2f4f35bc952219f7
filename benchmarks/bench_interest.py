"""Interest schedules per second: 30 rate levels, three payments, Decimal throughout, one core.

Prints the seconds that 100,000 schedules take, the time of one, and the ratio to the limit. Usage::

    python benchmarks/bench_interest.py [SCHEDULES]

Ends with 1 when 100,000 would take longer than the limit of 30 seconds.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from decimal import Decimal

from lexcollect.law.rules.schedule import RateLine, schedule

LIMIT = 30
LEVELS = 30
WANTED = 100_000


def rate_line() -> RateLine:
    """Return a made-up rate that changes every sixty days."""
    first = date(2021, 1, 20).toordinal()
    rates = tuple(Decimal("3.00") + Decimal(level % 2) / 10 for level in range(LEVELS))
    return RateLine(
        "year", tuple(first + 60 * level for level in range(LEVELS)), rates, rates, published=(None,) * LEVELS
    )


def main() -> int:
    """Compute the schedules and print what 100,000 of them cost."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else WANTED
    line = rate_line()
    paid = [
        (date(2022, 1, 5), Decimal("1000.00")),
        (date(2023, 3, 3), Decimal("2000.00")),
        (date(2024, 4, 4), Decimal("3000.00")),
    ]
    start = time.perf_counter()
    for number in range(count):
        found = schedule(Decimal(100_000 + number), line, date(2021, 1, 21), date(2025, 12, 1), reductions=paid)
    spent = time.perf_counter() - start
    seconds = spent * WANTED / count
    measured = "" if count == WANTED else f", measured on {count:,}"
    print(
        f"{len(found.lines)} lines a schedule, {spent / count * 1e6:.0f} µs a schedule; {seconds:.1f} s for "
        f"{WANTED:,} schedules{measured}; {seconds / LIMIT:.0%} of the limit of {LIMIT} s"
    )
    return int(seconds > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
