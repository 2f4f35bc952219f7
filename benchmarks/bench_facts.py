"""What is read of the example matters, with and without recognising pictures: shares of the truth, and what is wrong.

Run: ``python benchmarks/bench_facts.py [--ocr]``. The truth stands in ``tests/data/proposing/truth.csv``, written by
hand from the sheets of facts; ``where`` says whether a person reads it in the words of a file (``text``), in a
picture, in a locked file or in a chat. A value that is wrong and not marked doubtful is an error.
"""

from __future__ import annotations

import csv
import shutil
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
        return " ".join(said(value[key]) for key in keys)
    return " ".join(map(said, value)) if isinstance(value, (list, tuple)) else str(value)


def measured(matter: str, words: Path | None = None) -> tuple[Counter[str], list[str], list[str]]:
    """Return counts by where, what is wrong and believed, and what could be read and was not.

    ``words`` is a folder of words kept of the pictures; those that are missing in it are recognised and kept there.
    """
    from lexcollect.formats.ocr.engine import installed
    from lexcollect.intake.taking import take_in
    from lexcollect.layout import OCR
    from lexcollect.matter.proposing import papers_of
    from lexcollect.matter.recognising import recognise_words, waiting
    from lexcollect.proposing.gathering import gather
    from lexcollect.proposing.shapes import Trust

    known = truth(matter)
    with tempfile.TemporaryDirectory() as folder:
        intake = take_in(ROOT / "examples" / f"matter-{matter}" / "inbox", Path(folder) / "案")
        if words is not None:
            shutil.copytree(words, Path(folder) / "案" / OCR)
            if installed() and waiting(Path(folder) / "案", intake.records):
                recognise_words(Path(folder) / "案", intake.records)
                shutil.copytree(Path(folder) / "案" / OCR, words, dirs_exist_ok=True)
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
    readable = {"text"} if words is None else {"text", "picture"}
    missed = [" ".join(place) for place, (_, where) in known.items() if where in readable and place not in right]
    return counts, wrong, missed


def main() -> int:
    """Print the shares of every matter that has a truth."""
    errors = 0
    for matter in ("steel", "lease"):
        with tempfile.TemporaryDirectory() as folder:
            counts, wrong, missed = measured(matter, Path(folder) if "--ocr" in sys.argv else None)
        places = [where for where in counts if not where.endswith(" found")]
        total, found = sum(counts[w] for w in places), sum(counts[f"{w} found"] for w in places)
        share = counts["text found"] / counts["text"]
        words = f"{counts['text found']} of {counts['text']} values in words ({share:.0%})"
        chats = f"{counts['chat found']} of {counts['chat']} said in chats"
        print(f"{matter}: {words}, {chats}, {found} of {total} of all ({found / total:.0%})")
        for line in missed:
            print(f"  not found: {line}")
        for line in wrong:
            print(f"  WRONG: {line}")
        errors += len(wrong)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
