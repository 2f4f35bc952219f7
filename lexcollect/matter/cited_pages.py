"""Cited pages: what written papers say of exhibits, against where those stand now (引用的页码是否变动).

Owns the question of each paper's newest version: does it cite a number, a page or a withdrawn exhibit otherwise than
the package at hand? Reads receipts, no paper; what a person changed in a Word file by hand is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cn.page_labels import Span, page_span, whole
from lexcollect.findings import Finding, Where, finding
from lexcollect.layout import PAPERS
from lexcollect.patterns import regex
from lexcollect.wording import text

if TYPE_CHECKING:
    from lexcollect.evidence.items import Catalogue
    from lexcollect.wording import Text

_NO, _LABEL = r"\d{1,3}-\d{1,4}[a-z]?", r"\d{1,7}[A-Z]{0,3}"
_CITED = regex(rf"证据({_NO})(?:至({_NO}))?，第({_LABEL})(?:–({_LABEL}))?页")
#: So many citations are named of one paper.
_SHOWN = 4


def moved_citations(matter: Path, catalogue: Catalogue, pages: Mapping[str, Span]) -> list[Finding]:
    """Return a finding for each paper whose newest version cites other pages than ``pages`` (id → labels)."""
    from lexcollect.documents.versions import kept

    newest = {receipt.paper: (version, receipt) for version, receipt in kept(matter / PAPERS)}
    by_number = {item.no: (pages.get(item.id), bool(item.withdrawn)) for item in catalogue.items}
    found = []
    for version, receipt in newest.values():
        place = Where(f"{PAPERS}/{version}/{receipt.file}")
        cited = dict.fromkeys(_cited(receipt.fields))
        moved = [told for no, until, span in cited if (told := _moved(no, until, span, by_number))]
        named = dict.fromkeys(no for first, until, _ in cited for no in (first, until))
        gone = [no for no in named if by_number.get(no, (None, False))[1]]
        if moved:
            shown: list[Text | str] = [*moved[:_SHOWN], *(["…"] if len(moved) > _SHOWN else [])]
            found.append(finding("LX-B227", place, count=len(moved), cited=shown))
        if gone:
            found.append(finding("LX-B228", place, nos=gone))
    return found


def _moved(no: str, until: str, span: Span, by_number: Mapping[str, tuple[Span | None, bool]]) -> Text | None:
    """Return what is wrong with the citation of ``no``, or of the row of exhibits from ``no`` to ``until``."""
    for one in (no, until):
        if one not in by_number:
            return text("bundle_verb.cited.none", no=one, was=str(span))
    first, last = by_number[no][0], by_number[until][0]
    if first is None or last is None or span == (now := whole([first, last])):
        return None
    name = no if no == until else f"{no}–{until}"
    return text("bundle_verb.cited.moved", no=name, was=str(span), now=str(now))


def _cited(fields: Any) -> Iterator[tuple[str, str, Span]]:
    """Yield first and last number and the pages of every citation in a paper, in running words and in lists."""
    if isinstance(fields, Mapping):
        no, pages = fields.get("编号"), fields.get("页码")
        if isinstance(no, str) and isinstance(pages, str) and (span := page_span(pages)):
            yield no, no, span
        for value in fields.values():
            yield from _cited(value)
    elif isinstance(fields, list | tuple):
        for value in fields:
            yield from _cited(value)
    elif isinstance(fields, str):
        for no, until, first, last in _CITED.findall(fields):
            span = page_span(f"{first}–{last or first}")
            if span is not None:
                yield no, until or no, span
