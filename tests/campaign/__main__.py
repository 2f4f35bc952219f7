"""The campaigns: many hostile and careless trials, counted. Not part of the tests; those run a small share of each.

Usage::

    python tests/campaign [--share 0.01] [--seed 1] [NAME ...]

Without a share each runs in full (``COUNTS``). Ends with 1 when anything went wrong.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
for place in (HERE, HERE.parent, HERE.parent.parent):
    if str(place) not in sys.path:
        sys.path.insert(0, str(place))

from tally import BAD, Tally  # noqa: E402

#: Campaign → trials of a full run.
COUNTS = {
    "alterations": 10_000,
    "stamped": 2_000,
    "kills": 500,
    "saving": 200,
    "entered": 500,
    "disks": 60,
    "readers": 10_000,
    "fuzz": 10_000,  # for each reader
    "folders": 10_000,  # small files in one folder
    "templates": 150,
    "payloads": 400,
}


def run(name: str, count: int, seed: int) -> Tally:
    """Run ``count`` trials of a campaign in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix=f"campaign-{name}-") as folder:
        tally: Tally = importlib.import_module(name).run(count, seed, Path(folder))
    return tally


def line(tally: Tally, seconds: float) -> str:
    """Return the figures of a campaign on one line."""
    bad = "  ".join(f"{what} {getattr(tally, what)}" for what in BAD)
    facts = "  ".join(f"{name} {number}" for name, number in sorted(tally.facts.items()))
    return f"{tally.name:12} tried {tally.tried:6}  {bad}  {seconds:6.0f} s  {facts}"


def main() -> int:
    """Run the campaigns that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    worst = 0
    for name in asked.names or COUNTS:
        started = time.monotonic()
        tally = run(name, max(1, round(COUNTS[name] * asked.share)), asked.seed)
        print(line(tally, time.monotonic() - started), flush=True)
        for note in tally.notes:
            print(f"    {note}")
        worst |= not tally.clean
    return worst


if __name__ == "__main__":
    sys.exit(main())
