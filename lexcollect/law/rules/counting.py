"""Counting: which articles say how a period is counted, on the day it ends.

Owns the choice between the Civil Code and the General Principles before it, and between the editions of the law of
civil procedure. Cites nothing where no text of that time is on file.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lexcollect.law.citations import Known, check
from lexcollect.law.trace import Citation

_CIVIL = (
    (Citation("民法典", "201(1)"), Citation("民法典", "202"), Citation("民法典", "203(1)")),
    (Citation("民法通则", "154(2)"), Citation("民法通则", "154(3)")),
)
_COURT = (
    (Citation("民事诉讼法(2023)", "85(2)"), Citation("民事诉讼法(2023)", "85(3)")),
    (Citation("民事诉讼法(2021)", "85(2)"), Citation("民事诉讼法(2021)", "85(3)")),
    (Citation("民事诉讼法(2017)", "82(2)"), Citation("民事诉讼法(2017)", "82(3)")),
)
_INTERPRETED = Citation("民诉法解释", "125")
_PRESENT = Citation("民事诉讼法")


@lru_cache(maxsize=4096)
def counting_articles(ends: date, *, court: bool = False) -> tuple[Citation, ...]:
    """Return the articles by which a period that ends on ``ends`` is counted; ``court``: a procedural period.

    民法典 201–203 and, before 2021, 民法通则 154; 民事诉讼法 85 and, before 2022, 82.
    """
    for found in _COURT if court else _CIVIL:
        if all(check(cite, ends) is Known.YES for cite in found):
            return _named(found, ends) if court else found
    return ()


def _named(found: tuple[Citation, ...], ends: date) -> tuple[Citation, ...]:
    """Return procedural articles with the edition only where it is not the present one."""
    shown = found
    if found is _COURT[0]:
        shown = tuple(Citation(_PRESENT.law, cite.article) for cite in found)
    return (*shown, _INTERPRETED) if check(_INTERPRETED, ends) is Known.YES else shown
