"""Grounds: the articles a paper relies on.

Owns the table of articles common to all causes, by paper and circumstance (data), and how they are written together
with those of the cause in a pleading: 《中华人民共和国民法典》第五百零九条、第五百七十七条. Whether an article exists
is checked against the index of laws.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from lexcollect.causes.cause import Cause, HeadKind
from lexcollect.cn.numerals import han_number
from lexcollect.documents import old_law
from lexcollect.documents.material import View
from lexcollect.law.citations import article_number, full_title, statutes_first
from lexcollect.law.trace import Citation

#: The papers that say on which articles each head rests.
_TELL_HEADS = frozenset({"complaint", "letter"})
#: The creditor's own demand rests on what a lawyer's letter rests on.
_LIKE = {"demand": "letter", "final_demand": "letter"}
DATA = Path(__file__).parent / "data"
_GENERAL_LOSS = frozenset({"loss"})


def grounds(
    paper: str, circumstances: Iterable[str], cause: Cause | None, more: Iterable[Citation] = ()
) -> tuple[Citation, ...]:
    """Return the articles for ``paper`` (``complaint`` …) in the given circumstances, and ``more``, as whole articles.

    Those of the ``cause`` and the common ones together: statutes first, articles by number.
    """
    holds = {"always", *circumstances}
    own = cause.articles(paper, holds) if cause else ()
    common = (Citation(row["law"], row["article"]) for row in _rows() if row["paper"] == paper and row["when"] in holds)
    return _in_order([Citation(c.law, article_number(c)) for c in (*own, *common, *more)])


def _in_order(found: list[Citation]) -> tuple[Citation, ...]:
    """Return articles each once: statutes first, laws of a rank as they first come, articles by number.

    The provisions on which law holds for old facts (时间效力规定) come first among the interpretations.
    """
    named = list(dict.fromkeys(c.law for c in found))
    laws = statutes_first(sorted(named, key=lambda law: law != old_law.BRIDGE))
    return tuple(sorted(dict.fromkeys(found), key=lambda c: (laws.index(c.law), int(c.article))))


#: The article on breach of contract (违约责任); no law that a paper cites but the Civil Code is that long.
_BREACH = "577"
#: What holds of the sides whatever the contracts are: its articles are not asked for contract by contract.
_OF_SIDES = frozenset(
    {"guarantee_void"}
    | {"guarantee", "joint", "general", "ceiling", "assigned", "assigned_secured", "insolvent", "costs", "set_off"}
    | {"several_creditors", "several_debtors", "agents", "clues", "exhibits", "sureties_only"}
)
#: What a bill, which is no contract, does not rest on: how contracts are made.
_OF_CONTRACT = frozenset({"unwritten"})


def grounds_of(view: View, more: Iterable[Citation] = ()) -> tuple[Citation, ...]:
    """Return the articles the paper of ``view`` relies on as its matter stands; ``more``: those of its sentences.

    Facts from before the Civil Code take what held then, or the article that lets the Code apply (``old_law``).
    """
    material = view.material
    if len(view.parts) > 1:
        sides = grounds(_LIKE.get(view.paper, view.paper), material.circumstances & _OF_SIDES, None, more)
        each = [cite for part in view.parts for cite in old_law.applied(part, _of_one(part))]
        return _in_order([*each, *old_law.of_sides(view, sides)])
    return _in_order(old_law.applied(view, _of_one(view, more)))


def _of_one(view: View, more: Iterable[Citation] = ()) -> tuple[Citation, ...]:
    material = view.material
    # What a small enterprise is owed late rests on its regulation, not on the articles of the general loss.
    holds = material.circumstances - (_GENERAL_LOSS if "sme" in material.circumstances else frozenset())
    if "bill" in holds:
        holds -= _OF_CONTRACT
    paper = _LIKE.get(view.paper, view.paper)
    found = grounds(paper, holds, material.cause, (*more, *_of_heads(view)))
    if paper == "letter" and "undemanded" in holds:  # the first demand: nothing is breached yet
        return tuple(c for c in found if c.article != _BREACH)
    return found


def _of_heads(view: View) -> Iterator[Citation]:
    """Yield what the law itself names for a loss by statute and for daily fees, where the paper says what is owed."""
    if _LIKE.get(view.paper, view.paper) in _TELL_HEADS and not view.material.sureties_only:
        for head in view.material.claims.heads:
            if head.kind is HeadKind.USE_FEE or (head.kind is HeadKind.LATE_INTEREST and head.of_loan is None):
                yield from head.cites


def written(cites: Iterable[Citation]) -> str:
    """Return the articles as one text: law by law, statutes first, the last one joined by 和; nothing for none."""
    found = list(cites)
    laws: dict[str, list[str]] = {law: [] for law in statutes_first(c.law for c in found)}
    for citation in found:
        laws[citation.law].append(f"第{han_number(int(article_number(citation)))}条")
    parts = [
        f"《{_inside(full_title(law))}》{old_law.mark_of(law)}{'、'.join(articles)}" for law, articles in laws.items()
    ]
    return "".join(parts) if len(parts) < 2 else f"{'、'.join(parts[:-1])}和{parts[-1]}"


def _inside(title: str) -> str:
    """Return a title as it stands between book-title marks: those within it become single ones (GB/T 15834)."""
    return title.replace("《", "〈").replace("》", "〉")


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (DATA / "grounds.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(line for line in stream if not line.startswith("#")))
