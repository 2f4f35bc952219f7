"""A thousand letters from a thousand matters on one core, against docxtpl filling the same template.

Every example and test matter that sends a letter of demand (催款函) takes its turn, each time on another day and with
other payments, so that no two letters are alike. Told are: filling the template with ready fields, which is all that
the peer does; and the whole road, from the text of the case file to the letter on the disk with its receipt. The run
is repeated in a second process, whose letters must be the same byte for byte. Usage::

    python benchmarks/bench_letters.py [LETTERS]

Ends with 1 when filling is less than 20 times as fast as the peer, when a process takes more than 150 MB, or when the
second run differs.
"""

from __future__ import annotations

import hashlib
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from lexcollect.casefile import parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.casefile.facts import read_fact
from lexcollect.casefile.models import Case, Payment
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents import engine
from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Material
from lexcollect.documents.papers import template_path
from lexcollect.documents.register import PAPERS
from lexcollect.documents.unbroken import unbroken
from lexcollect.findings import Refused
from lexcollect.law.trace import LawUnknown
from lexcollect.layout import CASE

WANTED, TIMES, MEGABYTES = 1_000, 20, 150
#: How many letters the peer fills: it takes so long that a sample must do.
SAMPLE = 20
LAST = date(2026, 11, 21)
ROOT = Path(__file__).resolve().parent.parent
PAPER = PAPERS["demand"]


def matter_of(text: str, chance: random.Random, number: int) -> Material:
    """Return the matter of a case file on a day of its own, with up to three part payments more."""
    case = parse_case(text).case
    if case is None:
        raise Refused([])
    day = LAST - timedelta(days=chance.randrange(200))
    case = case.but(payments=(*case.payments, *_paid(case, chance, number, day)))
    ids = dict.fromkeys(id for fact in facts_of(case) for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    matter = answer_case(case, day)
    return Material(matter.case, matter.claims, exhibits)


def _paid(case: Case, chance: random.Random, number: int, last: date) -> Iterator[Payment]:
    for i in range(chance.randrange(4)):
        at = last - timedelta(days=chance.randrange(1, 300))
        data = {"id": f"更{number}-{i}", "date": at.isoformat(), "amount": f"{chance.randrange(100, 900)}.00"}
        payment, _ = read_fact(Payment, {**data, "payer": case.debtor.id})
        if payment is not None:
            yield payment


def written(material: Material, folder: Path) -> bytes | None:
    """Return the letter as ``draft`` leaves it on the disk, or nothing where such a matter has none."""
    result = draft([PAPER.id], material, folder, sources={CASE: "0" * 64})
    path = result.papers[0].path
    return path.read_bytes() if path is not None else None


def fit() -> list[str]:
    """Return the texts of the case files that have a letter of demand."""
    found = []
    for path in sorted([*(ROOT / "examples").glob(f"*/{CASE}"), *(ROOT / "tests" / "data").rglob(CASE)]):
        text = path.read_text("utf-8")
        try:
            with tempfile.TemporaryDirectory() as folder:
                if written(matter_of(text, random.Random(1), 0), Path(folder)):
                    found.append(text)
        except (Refused, LawUnknown):
            continue
    return found


def materials(wanted: int) -> Iterator[tuple[float, Material]]:
    """Yield that many matters, each with the CPU seconds from its text to the answers."""
    texts, chance = fit(), random.Random(11)
    number = told = 0
    while told < wanted:
        text = texts[number % len(texts)]
        start = time.process_time()
        number += 1
        try:
            material = matter_of(text, chance, number)
        except (Refused, LawUnknown):
            continue
        told += 1
        yield time.process_time() - start, material


def run(wanted: int) -> dict[str, object]:
    """Write the letters and return the digest of all of them, what they cost, and the peak of memory."""
    digest, road, filling, count = hashlib.sha256(), 0.0, 0.0, 0
    template = engine.load(_template())
    with tempfile.TemporaryDirectory() as root:
        for number, (answered, material) in enumerate(materials(wanted)):
            start = time.process_time()
            letter = written(material, Path(root, str(number)))
            road += answered + time.process_time() - start
            fields = unbroken(PAPER.view()(material).fields)
            start = time.process_time()
            template.render(fields, title=PAPER.title)
            filling += time.process_time() - start
            count += letter is not None
            digest.update(letter or b"-")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"digest": digest.hexdigest(), "road": road, "filling": filling, "letters": count, "megabytes": peak}


def peer() -> dict[str, float]:
    """Return the CPU seconds that docxtpl takes for one letter."""
    from docxtpl import DocxTemplate
    from jinja2 import Environment

    source = _template().read_bytes()
    every = [unbroken(PAPER.view()(material).fields) for _, material in materials(SAMPLE)]
    spent = 0.0
    for fields in (every[0], *every):
        start = time.process_time()
        paper = DocxTemplate(io.BytesIO(source))
        paper.render(fields, Environment(autoescape=True))
        paper.save(io.BytesIO())
        spent = 0.0 if fields is every[0] and not spent else spent + time.process_time() - start
    return {"each": spent / len(every)}


def _template() -> Path:
    path = template_path(PAPER.template)
    assert path is not None
    return path


def child(*words: str) -> dict[str, object]:
    """Return what this script says in a process of its own."""
    done = subprocess.run([sys.executable, __file__, *words], capture_output=True, text=True, check=True, cwd=ROOT)
    answer: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return answer


def main() -> int:
    """Measure, print, compare with the limits."""
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps(run(int(sys.argv[2]))))
        return 0
    if sys.argv[1:2] == ["--peer"]:
        print(json.dumps(peer()))
        return 0
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else WANTED
    first, theirs, second = child("--run", str(wanted)), child("--peer"), child("--run", str(wanted))
    each, ours, whole = (float(str(v)) for v in (theirs["each"], first["filling"], first["road"]))
    ratio, peak = each * wanted / ours, max(float(str(r["megabytes"])) for r in (first, second))
    same = first["digest"] == second["digest"]
    print(f"{first['letters']} of {wanted} matters have their letter; the others are refused by name")
    print(f"filling: docxtpl {each * 1000:.1f} ms, ours {ours / wanted * 1000:.2f} ms a letter, ratio {ratio:.1f}")
    gain = each * wanted / whole
    print(f"whole road, case file to disk: {whole / wanted * 1000:.1f} ms a letter, {gain:.2f} times the peer")
    print(f"peak {peak:.0f} MB; second run {'the same' if same else 'DIFFERS'}, byte for byte")
    return 0 if ratio >= TIMES and peak <= MEGABYTES and same else 1


if __name__ == "__main__":
    sys.exit(main())
