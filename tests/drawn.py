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
from enforced import NEVER, NOTICE, OWNER, SETTLED, STAYED, enforced, requests
from in_suit import LATER, matter_for
from lexcollect.casefile import parse_case
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.casefile.facts import walk
from lexcollect.claims.schedule_table import table_of
from lexcollect.cn.page_labels import span
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.documents.drafting import draft
from lexcollect.documents.engine import load
from lexcollect.documents.material import Material
from lexcollect.documents.papers import SCHEDULE
from lexcollect.documents.receipts import path_of, read
from lexcollect.documents.register import ALL, PAPERS
from lexcollect.documents.unbroken import unbroken
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
    pages = {item.id: span(3 * n + 1, 3 * n + 3) for n, item in enumerate(answered.catalogue.items)}
    return material_of(answered, pages)


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


def _asked_in_enforcement() -> Material:
    """The example after judgment, with what is asked of the executing court about persons."""
    asked = requests(
        "编号: 限高, 类型: 限制消费, 被执行人: 南浦, 事实: 收到执行通知后仍向关联公司转款",
        "编号: 失信, 类型: 纳入失信, 被执行人: 南浦, 失信情形: 规避执行, 事实: 将设备无偿转让给关联公司",
        "编号: 追加, 类型: 追加被执行人, 被追加人: 赵样品, 追加依据: 未出资股东, 责任范围金额: 800000.00, "
        "事实日期: 2023-12-31, 事实: 认缴100万元，实缴20万元, 财产不足的情况: 查询到的存款为312.05元",
    )
    return enforced(OWNER, NOTICE, asked)


def _settled_in_enforcement() -> Material:
    """The same title before any settlement in enforcement, and what is offered now."""
    return enforced(NEVER, SETTLED)


def _stayed() -> Material:
    """The same title, where a third person gives a house so that enforcement is stayed."""
    return enforced(OWNER, STAYED)


def _unnoticed() -> Material:
    """An assigned price of which the debtor was not told."""
    text = json.dumps({"schema": "lexcollect/case/1", "matter": "小案", **assigned(communications=[])})
    return _numbered(text, date(2026, 3, 31))


#: Paper → the matter it is written for, where no example has a use for it.
OWN: dict[str, Callable[[], Material]] = {
    **{paper: (lambda paper=paper: matter_for(paper)) for paper in sorted(LATER)},  # type: ignore[misc]
    **dict.fromkeys(("enforcement", "enforcement_form"), _decided),
    "preservation_before_enforcement": _in_force,
    "enforcement_settlement": _settled_in_enforcement,
    "enforcement_undertaking": _stayed,
    **dict.fromkeys(("consumption_limit", "dishonest_listing", "debtor_joinder"), _asked_in_enforcement),
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
        data = load(template).render(unbroken(fields), title=table.title)
        yield Drawn(matter, "schedule", table.title, data, template, fields)
