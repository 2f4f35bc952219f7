"""The proof matrix as plain data: words in both languages, days ISO, exhibits by id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lexcollect.burden import Gap, Row, gaps_of
from lexcollect.burden.shapes import Chain
from lexcollect.matter.shapes.said import articles, said


def proof_json(rows: Sequence[Row]) -> dict[str, Any]:
    """Return the rows and, the most urgent first, the gaps."""
    return {
        "matrix": [_row(row) for row in rows],
        "gaps": [{"number": n, **_gap(row, gap)} for n, (row, gap) in enumerate(gaps_of(rows), 1)],
    }


def _row(row: Row) -> dict[str, Any]:
    element = row.element
    return {
        "contract": row.contract,
        "element": element.shows.value,
        "fact": element.fact,
        "fact_en": element.fact_en,
        "burden": element.burden.value,
        "cites": articles(element.cites),
        "standing": row.standing.value,
        "exhibits": list(row.exhibits),
        "chains": [_chain(chain) for chain in row.chains],
    }


def _chain(chain: Chain) -> dict[str, Any]:
    links = [{**said("link", name), "exhibits": list(ids)} for name, ids in chain.links]
    return {**said("event", chain.title), "on": chain.on.isoformat(), "counts": chain.counts, "links": links}


def _gap(row: Row, gap: Gap) -> dict[str, Any]:
    element = row.element
    papers = {"papers": list(element.evidence), "papers_en": list(element.evidence_en)} if gap.papers else {}
    return {
        "contract": row.contract,
        "element": element.shows.value,
        "gravity": gap.gravity.name.lower(),
        **said("what", gap.what),
        "names": [name.render("zh") for name in gap.names],
        "names_en": [name.render("en") for name in gap.names],
        **(said("fill", gap.fill) if gap.fill else {}),
        **papers,
        "by": gap.supplier.value,
        "cites": articles(gap.cites),
        "until": gap.until.isoformat() if gap.until else None,
    }
