"""What it costs to search a million messages for statements that may count: seconds, peak memory, what is kept.

CPU and peak memory of this process. Usage::

    python benchmarks/bench_sayings.py [ROWS]

The messages are the sentences of ``tests/data/sayings/challenge.yaml`` in turn, of which seven in ten are events: far
more than any chat has; and once more with a plain line between them nine times in ten. Ends with 1 when a million
messages would take above 240 s, or 100 MB.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml

from lexcollect.formats.said import Moment, Precision, TimeSource
from lexcollect.formats.shapes import Message, MessageKind
from lexcollect.proposing.sayings.listening import listen

MILLION = 1_000_000
SECONDS, MEGABYTES = 240, 100
BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
SENTENCES = Path(__file__).resolve().parent.parent / "tests" / "data" / "sayings" / "challenge.yaml"
PLAIN = "好的，明天上午到厂里再说"


def messages(rows: int, each: int) -> Iterator[Message]:
    """Yield ``rows`` messages, every ``each`` of them one of the sentences."""
    said = [one["text"] for one in yaml.safe_load(SENTENCES.read_text("utf-8"))["sentences"]]
    for n in range(rows):
        when = Moment(BEGIN + timedelta(minutes=n), TimeSource.IN_DATA, Precision.SECOND)
        text = said[n // each % len(said)] if n % each == 0 else PLAIN
        yield Message(n + 1, n * 80, 80, when, ("王例成", "何姐")[n % 2], MessageKind.TEXT, text, outgoing=n % 2 == 0)


def measured(rows: int, each: int) -> tuple[float, float, int]:
    """Return CPU seconds for a million messages, peak megabytes of Python memory, statements kept."""
    listen(messages(100, 1), "wechat", "")  # patterns are compiled when first used
    begun = time.process_time()
    for _ in messages(rows, each):
        pass
    made = time.process_time() - begun
    begun = time.process_time()
    talk = listen(messages(rows, each), "wechat", "")
    seconds = time.process_time() - begun - made
    tracemalloc.start()
    listen(messages(rows // 4, each), "wechat", "")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return seconds * MILLION / rows, peak / 1e6, len(talk.sayings)


def main() -> int:
    """Print the figures with their limits."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    failed = False
    for name, each in (("seven events in ten messages", 1), ("one in fourteen", 10)):
        seconds, peak, kept = measured(rows, each)
        failed = failed or seconds > SECONDS or peak > MEGABYTES
        print(f"{name:32s}{seconds:7.1f} s CPU for a million   {peak:6.1f} MB   {kept} statements kept")
    print(f"limits {SECONDS} s and {MEGABYTES} MB; measured on {rows} messages")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
