"""The proof matrix on the review sheet (审查单的举证部分): what bears each element, and the gaps, gravest first.

Owns how rows and gaps are told to the lawyer. What bears what is the business of ``burden``; the sentences are in
``review.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence

from lexcollect.burden import Gravity, Row, gaps_of, matrix
from lexcollect.casefile.exhibits import numbers_in_runs
from lexcollect.documents.cells_told import NOTHING, dated
from lexcollect.documents.dossier import Dossier
from lexcollect.documents.material import View, day, listed, series
from lexcollect.documents.unbroken import unbroken
from lexcollect.wording import say

#: How grave a gap is, in words.
_GRAVE = {
    Gravity.DECIDES: "burden.gravity.decides",
    Gravity.WEAK: "burden.gravity.weak",
    Gravity.HELPS: "burden.gravity.helps",
}
#: So many facts of one gap are named; the screen and the data have all.
_NAMED = 4


def rows_of(found: View, dossier: Dossier) -> tuple[Row, ...]:
    """Return the matrix of the matter."""
    material = found.material
    return matrix(material.case, material.claims, dossier.agenda, material.exhibits)


def elements(found: View, rows: Sequence[Row]) -> list[dict[str, str]]:
    """Return a row for each element of the claim; the contract is named where there are several."""
    several = len({row.contract for row in rows}) > 1
    return [
        {
            "要件": found.pen.one(
                "review.element", {"合同": _called(found, row) if several else "", "要件": row.element.fact}
            ),
            "负担": say(f"burden.burden.{row.element.burden}", "zh"),
            "状态": say(f"burden.standing.{row.standing}", "zh"),
            "证据": unbroken(numbers_in_runs(row.exhibits, found.material.exhibits)) or NOTHING,
        }
        for row in rows
    ]


def _called(found: View, row: Row) -> str:
    return found.material.case.contract(row.contract).called


def gaps(found: View, rows: Sequence[Row]) -> list[dict[str, str]]:
    """Return a row for each gap: what is missing, what fills it, by whom."""
    told = []
    for row, gap in gaps_of(rows):
        about = [name.render("zh") for name in gap.names]
        said = {
            "要件": row.element.fact,
            "缺口": gap.what.render("zh"),
            "涉及": listed(about[:_NAMED]),
            "项数": str(len(about)) if len(about) > _NAMED else "",
        }
        filled = listed(row.element.evidence) if gap.papers else gap.fill.render("zh") if gap.fill else ""
        fill = {
            "补": filled,
            "日期": day(gap.until) if gap.until else "",
            "条文": series(map(str, gap.cites)),
        }
        told.append(
            {
                "轻重": say(_GRAVE[gap.gravity], "zh"),
                "内容": unbroken(dated(found.pen.one("review.gap", said))),
                "补法": found.pen.one("review.fill", fill),
                "由谁": say(f"burden.supplier.{gap.supplier}", "zh"),
            }
        )
    return told
