"""What is read of the example matters without recognising pictures: shares of the truth, and what is wrong.

Run: ``python benchmarks/bench_facts.py``. The truth stands in ``tests/data/proposing/truth.csv``, written by hand from
the sheets of facts; ``where`` says whether a person reads it in the words of a file (``text``), in a picture, in a
locked file or in a chat. A value that is wrong and not marked doubtful is an error.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TRUTH = ROOT / "tests" / "data" / "proposing" / "truth.csv"
#: What follows from a fact, or is the words of a paper in full: the truth has no line for it.
BESIDE = frozenset(
    {"id", "payer", "sender", "recipient", "grantor", "by", "contract", "status", "channel", "content", "memo", "name"}
)


def truth(matter: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Return (fact, key) → value and where a person reads it."""
    with TRUTH.open(encoding="utf-8", newline="") as stream:
        return {
            (r["fact"], r["key"]): (r["value"], r["where"]) for r in csv.DictReader(stream) if r["matter"] == matter
        }


def said(value: Any) -> str:
    """Return a proposed value as the truth writes it: of a group what counts, of a list its entries."""
    if isinstance(value, dict):
        keys = (
            ("rate",)
            if "rate" in value
            else ("name",)
            if "name" in value
            else tuple(k for k in value if k not in ("text", "clause"))
        )
        return " ".join(str(value[key]) for key in keys)
    return " ".join(map(said, value)) if isinstance(value, (list, tuple)) else str(value)


def measured(matter: str) -> tuple[Counter[str], list[str], list[str]]:
    """Return counts by where, what is wrong and believed, and what could be read and was not."""
    from lexcollect.intake.taking import take_in
    from lexcollect.matter.proposing import papers_of
    from lexcollect.proposing.gathering import gather
    from lexcollect.proposing.shapes import Trust

    known = truth(matter)
    with tempfile.TemporaryDirectory() as folder:
        intake = take_in(ROOT / "examples" / f"matter-{matter}" / "inbox", Path(folder) / "案")
        found = gather(papers_of(Path(folder) / "案", intake.records), {}, {}).proposals
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    right: set[tuple[str, str]] = set()
    for one in found:
        for key, value in one.values.items():
            place = (one.id.removesuffix("?"), key)
            if place in known and known[place][0] == said(value.value):
                right.add(place)
            elif (place in known or key not in BESIDE) and one.trust is not Trust.DOUBTFUL:
                wrong.append(f"{place[0]} {key} {said(value.value)}")
    for place, (_, where) in known.items():
        counts[where] += 1
        counts[f"{where} found"] += place in right
    missed = [" ".join(place) for place, (_, where) in known.items() if where == "text" and place not in right]
    return counts, wrong, missed


def main() -> int:
    """Print the shares of every matter that has a truth."""
    errors = 0
    for matter in ("steel", "lease"):
        counts, wrong, missed = measured(matter)
        places = [where for where in counts if not where.endswith(" found")]
        total, found = sum(counts[w] for w in places), sum(counts[f"{w} found"] for w in places)
        share = counts["text found"] / counts["text"]
        words = f"{counts['text found']} of {counts['text']} values in words ({share:.0%})"
        print(f"{matter}: {words}, {found} of {total} of all ({found / total:.0%})")
        for line in missed:
            print(f"  not found: {line}")
        for line in wrong:
            print(f"  WRONG: {line}")
        errors += len(wrong)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
