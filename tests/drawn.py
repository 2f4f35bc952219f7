"""Every paper there is, drafted: each paper of the register on each example matter, and on a matter of its own.

Owns the list of matters on which papers are drawn for the tests that look at all of them (words, schema, oracle, PDF).
A paper that no example has a use for gets the matter it is written for in ``OWN``.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from case_kit import matter_with
from in_suit import LATER, matter_for
from lexcollect.casefile import parse_case
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.casefile.facts import walk
from lexcollect.claims.schedule_table import table_of
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.documents.drafting import draft
from lexcollect.documents.engine import load
from lexcollect.documents.material import Material
from lexcollect.documents.papers import SCHEDULE
from lexcollect.documents.receipts import path_of, read
from lexcollect.documents.register import ALL, PAPERS
from lexcollect.documents.views.schedule import view
from lexcollect.matter.answering import answer
from lexcollect.matter.example import load_example, names, prepare
from lexcollect.matter.papers import material_of
from lexcollect.resources import resource
from test_every_kind import KINDS, case_text
from test_papers_endings import lease as lease_before_its_end
from test_papers_preservation import decided as in_force
from test_papers_reports import mortgaged
from transfers import assigned


class Drawn(NamedTuple):
    """One paper of one matter: the template and fields it was drawn from, and the Word file; or why it is refused."""

    matter: str
    paper: str
    title: str
    data: bytes = b""
    template: Path | None = None
    fields: dict[str, Any] = {}  # noqa: RUF012
    refused: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """As tests call it: 钢材/律师函."""
        return f"{self.matter}/{self.title}"


def _example(name: str) -> Material:
    example = load_example(name)
    with tempfile.TemporaryDirectory() as folder:
        matter = Path(folder) / "案"
        prepare(example, matter)
        answered = answer(matter, example.as_of)
    assert answered.catalogue is not None
    return material_of(answered, {item.id: (3 * n + 1, 3 * n + 3) for n, item in enumerate(answered.catalogue.items)})


def _numbered(text: str, as_of: date) -> Material:
    """A matter from its case file, its exhibits numbered in the order in which the facts name them."""
    case = parse_case(text).case
    assert case is not None
    return _with_numbers(answer_case(case, as_of))


def _with_numbers(matter: Matter) -> Material:
    ids = dict.fromkeys(id for fact in walk(matter.case) for id in getattr(fact, "evidence", ()))
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    return Material(matter.case, matter.claims, exhibits)


def _kind(name: str) -> Material:
    return _numbered(case_text(name), date.fromisoformat(KINDS[name][0]))


def _decided() -> Material:
    """The example after judgment, before enforcement was applied for."""
    given = _example("enforcement")
    case = given.case.but(filings=())
    return Material(case, answer_case(case, given.as_of).claims, given.exhibits)


def _in_force() -> Material:
    """A judgment on which enforcement can still be asked for, and assets in danger."""
    return _with_numbers(matter_with(date(2026, 11, 10), **in_force()))


def _unnoticed() -> Material:
    """An assigned price of which the debtor was not told."""
    text = json.dumps({"schema": "lexcollect/case/1", "matter": "小案", **assigned(communications=[])})
    return _numbered(text, date(2026, 3, 31))


#: Paper → the matter it is written for, where no example has a use for it.
OWN: dict[str, Callable[[], Material]] = {
    **{paper: (lambda paper=paper: matter_for(paper)) for paper in sorted(LATER)},  # type: ignore[misc]
    **dict.fromkeys(("enforcement", "enforcement_form"), _decided),
    "preservation_before_enforcement": _in_force,
    **dict.fromkeys(("assignment_notice", "assignee_notice"), _unnoticed),
    "termination_notice": lease_before_its_end,
    "mortgagor": mortgaged,
}


@cache
def everything() -> tuple[Drawn, ...]:
    """Draw every paper on every matter, once for all tests of a run."""
    with tempfile.TemporaryDirectory() as folder:
        return tuple(_everything(Path(folder)))


def papers() -> list[Drawn]:
    """Return the papers that were written."""
    return [one for one in everything() if one.data]


def _everything(root: Path) -> Iterator[Drawn]:
    for name in sorted(names()):
        given = _example(name)
        yield from (one for paper in PAPERS for one in _drawn(root / name / paper, name, paper, given))
        yield from _annex(name, given)
    for paper, own in OWN.items():
        yield from _drawn(root / "own" / paper, "各文书的案件", paper, own())
    for kind in KINDS:
        name = kind.rpartition("/")[2] if kind.startswith("services") else kind.partition("/")[0]
        yield from _drawn(root / name, name, ALL, _kind(kind))


def _drawn(root: Path, matter: str, paper: str, given: Material) -> Iterator[Drawn]:
    made = draft([paper], given, root, sources={"案件.yaml": "0" * 64})
    stops = tuple(sorted({f.code for f in made.findings if f.stops}))
    for result in made.papers:
        if result.path is None:
            yield Drawn(matter, result.paper, result.title, refused=stops)
            continue
        receipt = read(path_of(result.path.parent, result.paper))
        assert receipt is not None
        form = PAPERS[result.paper].on_form
        template = None if form else resource("templates") / receipt.template
        yield Drawn(matter, result.paper, result.title, result.path.read_bytes(), template, receipt.fields)


def _annex(matter: str, given: Material) -> Iterator[Drawn]:
    """The schedule (计算表), which is an annex and no paper of the register."""
    table = table_of(given.case, given.claims.account)
    if table.rows:
        template, fields = resource("templates") / SCHEDULE, view(table, given.book)
        data = load(template).render(fields, title=table.title)
        yield Drawn(matter, "schedule", table.title, data, template, fields)
