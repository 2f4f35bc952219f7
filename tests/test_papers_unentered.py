"""Every paper of every kind with one fact less: nothing in it hangs on what is no longer there.

From a complete matter of each kind one fact, one key, or everything that can be spared at once is taken out, and every
paper of the register is written again. No sentence may be broken, no blank untold, no id of the case file shown, and
nothing said to have been delivered, paid, sent, invoiced, confirmed, guaranteed or agreed that nobody entered.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from hearing_day import ENDED, HEARD
from in_suit import INSURER, LATER, OWN, TAKEN, THIRD
from lexcollect.casefile import Case, parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.engine import load
from lexcollect.documents.material import Material, View
from lexcollect.documents.papers import template_path
from lexcollect.documents.plaintext import paragraphs, tables
from lexcollect.documents.register import PAPERS, Paper
from lexcollect.documents.unbroken import unbroken
from lexcollect.findings import Refused
from lexcollect.wording import speaking
from running_suit import ASKED, PENDING
from test_every_kind import KINDS, case_text

ROOT = Path(__file__).resolve().parent
EXAMPLES = ROOT.parent / "examples"
#: The twelve kinds, and the shipped examples that hold what they do not: loans, works, invoices, a lease, steel.
OTHERS = {
    "matter-steel": "2026-11-21",
    "matter-loan": "2026-05-31",
    "matter-invoices": "2026-06-30",
    "matter-works": "2026-06-30",
    "matter-lease": "2026-06-30",
}
MATTERS = {**{name: found[0] for name, found in KINDS.items()}, **OTHERS}
DRAWN = [
    paper
    for paper in PAPERS.values()
    # A letter of a law firm says what the creditor's own says; who heads a company is no fact of the debt.
    if not paper.on_title and not paper.on_form and paper.id not in ("letter", "identity_certificate")
]
#: What a hole in a sentence looks like, and words that belong to the program.
HOLES = re.compile(
    r"None|True|False|[{}]|（[），；、：]|[，；、（：]）|。。|；；|，，|、、|[，；、：]。|[：、]，|，[；、]|；[，、]|：；"
    r"|《》|“”|元元|的的|款款|\d\. [，；。]|(?<![a-z_（(])[a-z]{3,}_[a-z_]+(?! ?）】)"
)
Path_ = tuple[Any, ...]


@cache
def complete(name: str) -> dict[str, Any]:
    """Return the case file of a matter as it stands, every value a text, with ids that no paper may show."""
    text = (EXAMPLES / name / "案件.yaml").read_text("utf-8") if name in OTHERS else case_text(name)
    tree: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return _with_hidden_ids(tree)


#: Groups whose ids link facts and are no numbers of papers (those of receivables and payments are).
HIDDEN = ("parties", "当事人", "contracts", "合同", "communications", "催收", "securities", "担保", "agents", "代理人")
MARK = "〔内〕"


def _with_hidden_ids(tree: dict[str, Any]) -> dict[str, Any]:
    named = {fact.get("name") or fact.get("名称") or fact.get("姓名") for g in HIDDEN for fact in tree.get(g, [])}
    ids = [fact.get("id") or fact.get("编号") for group in HIDDEN for fact in tree.get(group, [])]
    exhibits = {text for group in tree.values() for text in _exhibits(group)}
    hidden = {id: f"{MARK}{n}" for n, id in enumerate(ids) if id and id not in named and id not in exhibits}

    def swap(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: swap(part) for key, part in value.items()}
        if isinstance(value, list):
            return [swap(part) for part in value]
        return hidden.get(value, value)

    return {key: value if key in ("matter", "案名", "schema", "格式") else swap(value) for key, value in tree.items()}


def _exhibits(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key in ("evidence", "证据", "links", "证明链"):
                yield from _texts(part)
            else:
                yield from _exhibits(part)
    elif isinstance(value, list):
        for part in value:
            yield from _exhibits(part)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _texts(part)
    else:
        yield value


def spared(tree: dict[str, Any]) -> Iterator[Path_]:
    """Yield what is taken out: each group, the first fact of several, and each key of a group once."""
    seen = set()
    for group, facts in tree.items():
        if group in ("schema", "格式", "matter", "案名"):
            continue
        yield (group,)
        for path in _inside((group,), facts):
            shape = tuple(part for part in path if not isinstance(part, int))
            if isinstance(path[-1], int) or shape not in seen:
                seen.add(shape)
                yield path


def _inside(path: Path_, value: Any) -> Iterator[Path_]:
    if isinstance(value, list):
        for n, part in enumerate(value):
            if isinstance(part, dict):
                if len(value) > 1 and n < 1:
                    yield (*path, n)
                yield from _inside((*path, n), part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield (*path, key)
            yield from _inside((*path, key), part)


def without(tree: dict[str, Any], path: Path_) -> dict[str, Any]:
    """Return the case file without what stands at ``path``."""
    found: Any = copy.deepcopy(tree)
    inner = found
    for part in path[:-1]:
        inner = inner[part]
    del inner[path[-1]]
    return found  # type: ignore[no-any-return]


def minimal(tree: dict[str, Any]) -> dict[str, Any]:
    """Return the case file with everything taken out that leaves one that is read."""
    for path in sorted(spared(tree), key=len):
        try:
            smaller = without(tree, path)
        except (KeyError, IndexError):
            continue
        if material(smaller, date(2026, 3, 31)) is not None:
            tree = smaller
    return tree


def material(tree: dict[str, Any], as_of: date) -> Material | None:
    """Return what the papers are written from; nothing where the case file is not accepted or not answered."""
    case = parse_case(json.dumps(tree, ensure_ascii=False)).case
    if case is None:
        return None
    try:
        matter = answer_case(case, as_of)
    except Refused:
        return None
    ids = dict.fromkeys(id for fact in facts_of(case) for id in fact.evidence)
    return Material(case, matter.claims, {id: ExhibitRef(id, str(n), id, "书证", 1) for n, id in enumerate(ids, 1)})


def written(given: Material, paper: Paper) -> tuple[str, View] | None:
    """Return the text of a paper, tables with it, and its view; nothing where it is refused."""
    path = template_path(paper.template, ())
    assert path is not None
    with speaking("zh"):
        try:
            view = paper.view()(given.due_for(paper.act))
        except Refused:
            return None
        if any(f.stops for f in view.findings):
            return None
        data = load(path).render(unbroken(view.fields), title=paper.title)
    cells = (cell for table in tables(data) for row in table for cell in row)
    return "\n".join([*paragraphs(data), *cells]), view


def holes(text: str) -> list[str]:
    """Return every hole with the words around it."""
    return [text[max(0, m.start() - 12) : m.end() + 12] for m in HOLES.finditer(text)]


def untold_blanks(text: str, view: View) -> list[str]:
    """Return the blanks that no finding tells."""
    lines = [f.line("zh") for f in view.findings]
    blanks = re.findall(r"【待补：(.*?)】", text)
    if "LX-P013" in {f.code for f in view.findings}:  # its own finding, in words of its own
        blanks = [b for b in blanks if not b.startswith("担保方式")]
    # A ground for owing names the person by the word of the paper, its finding by name.
    return [b for b in blanks if not any(b in line or ("依据" in b and "依据" in line) for line in lines)]


def _done(case: Case) -> bool:
    return bool(case.deliveries or case.payouts or case.milestones or case.leased_things)


def _agreed_penalty(case: Case) -> bool:
    named = any(c.late_penalty or c.appropriation for c in case.contracts)
    return named or any(o.asked_as for o in case.obligations)


#: Who has none of these facts cannot be told to have them: whether there is one, and how a paper would tell it.
ASSERTED = {
    "delivery": (_done, r"已经?(交货|交付|履行|完成)|依约(交付|供货|提供|完成|交货|施工)|\d日交付"),
    "payment": (lambda case: case.payments, r"已付[1-9]|已收到付款|附言|未指明[^的]|付款(、对账)?与欠款|抵销与欠款"),
    "letter": (lambda case: case.communications, r"寄送|由[^。，]{1,20}签收|催要|债权转让通知送达|收到催告"),
    "invoice": (lambda case: case.invoices, r"增值税发票"),
    "confirmation": (lambda case: case.acknowledgements, r"对账单|出具欠条|还款计划[，；。]|债务确认书|对账.{0,3}欠款"),
    "guarantee": (lambda case: case.securities, r"连带责任保证|一般保证|已经设立的担保"),
    "collateral": (lambda case: case.collaterals, r"抵押|出质|质押"),
    "penalty": (lambda case: _agreed_penalty(case) or case.securities, r"(?<!没有约定逾期付款)违约金"),
    "court": (lambda case: any(c.jurisdiction for c in case.contracts), r"约定，争议由|关于[^。]*管辖[^。]*的约定"),
    "costs": (lambda case: case.costs or any(c.cost_clause for c in case.contracts), r"律师费|费用承担"),
    "agent": (lambda case: case.agents, r"委托诉讼代理人|授权委托书各"),
    "assignment": (lambda case: case.assignments, r"转让给|受让"),
    "clue": (lambda case: case.asset_clues, r"上述线索"),
    "exhibit": (lambda case: any(f.evidence for f in facts_of(case)), r"（证据\d"),
    "signing": (
        lambda case: any(c.signed_on for c in case.contracts),
        r"\d日，[^，。]{2,40}签订《|于\d{4}年\d+月\d+日签订《",
    ),
    "order": (lambda case: any(o.date for o in case.obligations), r"的订单向"),
    "witness": (lambda case: bool(case.opposing_exhibits), r"证人.*出庭|证人姓名"),
}


def said_without(case: Case, text: str) -> list[str]:
    """Return what a paper says of facts that the case file has none of."""
    own = repr(case)  # what the user wrote in his own words may be said
    found = []
    for name, (there, how) in ASSERTED.items():
        matches = [] if there(case) else [m for m in re.finditer(how, text) if m.group() not in own]
        found += [f"{name}: {text[max(0, m.start() - 12) : m.end() + 8]}" for m in matches]
    return found


def troubles(given: Material) -> Iterator[tuple[str, str]]:
    """Yield each paper and what is wrong with it."""
    for paper in DRAWN:
        made = written(given, paper)
        if made is None:
            continue
        text, view = made
        wrong = [*holes(text), *untold_blanks(text, view), *said_without(given.case, text.replace(paper.title, ""))]
        yield from ((paper.id, each) for each in wrong)
        if MARK in text:
            yield paper.id, text[max(0, text.index(MARK) - 20) :][:50]


@pytest.mark.parametrize("name", MATTERS)
def test_no_paper_hangs_on_a_fact_that_was_taken_out(name: str) -> None:
    tree, as_of = complete(name), date.fromisoformat(MATTERS[name])
    wrong = {}
    taken = 0
    for path in spared(tree):
        given = material(without(tree, path), as_of)
        if given is not None:
            taken += 1
            wrong |= {(*path, paper): found for paper, found in troubles(given)}
    assert taken > 20 and not wrong


@pytest.mark.parametrize("name", MATTERS)
def test_the_papers_of_a_complete_matter_have_no_hole(name: str) -> None:
    given = material(complete(name), date.fromisoformat(MATTERS[name]))
    assert given is not None
    assert list(troubles(given)) == []
    assert len([paper for paper in DRAWN if written(given, paper)]) >= 6


@pytest.mark.parametrize("name", MATTERS)
def test_the_papers_of_a_matter_with_the_fewest_facts_say_no_more_than_them(name: str) -> None:
    few = minimal(complete(name))
    given = material(few, date(2026, 3, 31))
    assert given is not None and not given.case.payments and not given.case.communications
    assert list(troubles(given)) == []


#: The groups that papers of preservation and of a running suit tell, beside the debt itself.
IN_SUIT = (
    *("preservation", "asset_clues", "filings", "evidence_requests", "measures", "agents"),
    *("opposing_exhibits", "issues", "questions", "hearing", "closing"),
)


@pytest.mark.parametrize("security", [INSURER, OWN, THIRD])
def test_no_paper_in_a_suit_hangs_on_a_fact_that_was_taken_out(security: str) -> None:
    """The steel matter with its suit, its requests on evidence and a measure; the security in each of its kinds."""
    text = (EXAMPLES / "matter-steel" / "案件.yaml").read_text("utf-8").replace(INSURER, security)
    for was, now in (TAKEN, ASKED, PENDING, HEARD, ENDED):
        text = text.replace(was, now)
    tree: dict[str, Any] = _with_hidden_ids(yaml.load(text, Loader=yaml.BaseLoader))
    wrong: dict[tuple[Any, ...], str] = {}
    whole, taken = material(tree, date(2026, 11, 21)), 0
    assert whole is not None and list(troubles(whole)) == []
    assert len([paper for paper in DRAWN if paper.id in LATER and written(whole, paper)]) >= 12
    for path in spared(tree):
        if path[0] == "preservation" or (security == INSURER and path[0] in IN_SUIT):
            given = material(without(tree, path), date(2026, 11, 21))
            if given is not None:
                taken += 1
                wrong |= {(*path, paper): found for paper, found in troubles(given)}
    assert taken > 5 and not wrong


def test_what_the_examination_looks_for_is_found_where_it_stands() -> None:
    """The signs themselves, each on a sentence that has the fault."""
    for fault in ("附后（）。", "甲、，乙", "共3笔，。", "款款", "Nonee", "见 late_penalty 条", "1. ，服务费"):
        assert holes(fault), fault
    assert not holes("自2024年3月1日起，按《买卖合同》（编号：A-1）计算；至付清之日止。")
    case = parse_case(json.dumps(complete("欠条"), ensure_ascii=False)).case
    assert case is not None and not case.payments and not case.securities
    said = "原告已经交货；被告已付300.00元；提供连带责任保证；开具增值税发票；向被告寄送律师函"
    assert {each.partition(":")[0] for each in said_without(case, said)} == {
        "delivery",
        "payment",
        "guarantee",
        "invoice",
        "letter",
    }
