"""Waybills: what is to be said of a waybill whose content line names no letter (内件品名只写“文件”).

Owns that one remark. A waybill nobody could read is told of by nobody: its picture has to be looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lexcollect.findings import Finding, Where, finding
from lexcollect.proposing.finders.courier import parcels_in
from lexcollect.proposing.kinds import PaperKind, kind_of
from lexcollect.proposing.papers import Paper


def unnamed_contents(papers: Iterable[Paper]) -> Iterator[Finding]:
    """Yield the waybills that do not show which letter was in the parcel (诉讼时效规定 8)."""
    for paper in papers:
        if kind_of(paper) is not PaperKind.WAYBILL:
            continue
        for parcel in parcels_in(paper, PaperKind.WAYBILL):
            named = parcel.values.get("contents_named")
            if parcel.paper == PaperKind.WAYBILL and named is not None and named.value is False:
                number, inside = parcel.plain("tracking_no"), parcel.plain("inside")
                yield finding("LX-I233", Where(paper.file), number=number, inside=inside)
