"""A list of evidence of ten thousand exhibits, and what the same list takes with docxtpl.

Told are the seconds of the processor for the whole paper (view, Word file, language rules, a look at the finished
text, receipt), the peak memory of the process, and for fewer rows the ratio of docxtpl to the engine on the shipped
template with the same fields, warm: of so long a table most is the rows themselves, and the ratio is smaller than that
of a paper (``bench_render``). Usage::

    python benchmarks/bench_list.py [ROWS]

Ends with 1 when the process takes more than 300 MB, when a row is missing in the Word file, or when the ratio is below
the promised one.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from docxtpl import DocxTemplate
from jinja2 import Environment

from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.documents.drafting import draft
from lexcollect.documents.engine import load
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import words_of
from lexcollect.documents.register import PAPERS
from lexcollect.documents.unbroken import unbroken
from lexcollect.matter.answering import answer
from lexcollect.matter.example import load_example, prepare
from lexcollect.matter.papers import material_of
from lexcollect.resources import resource

ROWS, FEWER, MEGABYTES, PROMISED = 10_000, 2_000, 300, 3
PAPER = "evidence_list"


def exhibits(rows: int) -> dict[str, ExhibitRef]:
    """Return slips of delivery, each a row with all that a catalogue says of one."""
    return {
        f"S{n}": ExhibitRef(
            *(f"S{n}", f"9-{n}", f"第{n}号送货单", "书证", 9, date(2024, 1, 1), "有", n, n),
            *("原告制作，被告签收", f"证明第{n}次交货", "送货单"),
        )
        for n in range(1, rows + 1)
    }


def material(rows: int) -> Material:
    """Return the shipped example with so many slips among its exhibits."""
    example = load_example()
    with tempfile.TemporaryDirectory() as folder:
        matter = Path(folder) / "案"
        prepare(example, matter)
        given = material_of(answer(matter, example.as_of), {})
    return replace(given, exhibits={**given.exhibits, **exhibits(rows)})


def whole(rows: int) -> bool:
    """Draft the list and tell seconds and memory; return whether it is whole and bounded."""
    given = material(rows)
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        made = draft([PAPER], given, Path(folder), sources={})
        seconds = time.process_time() - start
        path = made.papers[0].path
        assert path is not None
        data = path.read_bytes()
    memory = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    listed = sum(len(table) for table in words_of(data).tables)
    print(f"{rows:,} rows: {seconds:.2f} s, {memory:.0f} MB, {len(data) / 1e6:.1f} MB of Word file")
    return listed > rows and memory < MEGABYTES


def ratio(rows: int) -> float:
    """Return how many times as long docxtpl takes for the same template and fields."""
    fields = unbroken(PAPERS[PAPER].view()(material(rows)).fields)
    path = resource("templates") / PAPERS[PAPER].template
    ready = load(path)
    ours = _least(lambda: ready.render(fields))
    theirs = _least(lambda: DocxTemplate(path).render(fields, jinja_env=Environment(autoescape=True)))
    print(f"{rows:,} rows rendered: {ours * 1000:.0f} ms, docxtpl {theirs * 1000:.0f} ms, ratio {theirs / ours:.0f}")
    return theirs / ours


def _least(work: Callable[[], object], times: int = 3) -> float:
    """Return the least time of the processor that ``work`` takes: what else runs on the machine does not count."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    sys.exit(0 if whole(asked) and ratio(min(asked, FEWER)) >= PROMISED else 1)
