"""Recognised facts (识别所得): how far a fact is believed whose words were read in a picture.

Owns the measured bounds below which a piece of words may be wrong, and what raises a sum: a check of its own (capitals
beside figures, quantity times price, a balance that follows, a check digit). What was read in a picture is never sure:
a person looks at the picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lexcollect.formats.page_words import Origin
from lexcollect.patterns import regex
from lexcollect.proposing.papers import Paper, Spot
from lexcollect.proposing.shapes import Found, Trust
from lexcollect.wording import Text, text

#: The reason that words were read in a picture.
OCR = "proposing.why.ocr"
#: So surely, in thousandths, every piece of a fact must be read. Of the 709 pieces of the examples' pictures the print
#: that was misread lies at 905 and below; on a bank slip drawn at 50 dpi a figure too many was read at 949 and a wrong
#: letter at 957 (``benchmarks/bench_ocr.py``), none above.
SURELY = 970
#: Signs that pictures confuse with figures, beside figures.
_CONFUSED = regex(r"\d[OoIl|BSZ]|[OoIl|BSZ]\d")
#: A number of a paper or parcel has letters of its own at its begin and end (SH-0412, EA102030405CN), and none within.
_NUMBERED = regex(r"^[A-Z]{0,4}-?\d[\d-]*[A-Z]{0,2}$")
#: The keys that hold a sum of money.
_SUMS = frozenset({"amount", "cap", "total", "tax", "deposit", "balance"})


def read_in_picture(one: Found, paper: Paper) -> Found | None:
    """Return the fact as far as it is to be believed; ``None`` where none of its words come from a picture."""
    read = [sure for spot in _spots(one) if (sure := _sure(paper, spot)) is not None]
    if not read:
        return None
    sure = min(read)
    why = (*one.why, text(OCR, percent=sure // 10))
    return replace(one, trust=_trust(one, sure), why=why)


def reasons(why: Iterable[Text]) -> tuple[Text, ...]:
    """Return reasons without those that stand twice; of how surely pictures were read the weakest counts."""
    once = list(dict.fromkeys(why))
    read = [one for one in once if one.key == OCR]
    if len(read) < 2:
        return tuple(once)
    weakest = min(read, key=lambda one: int(dict(one.params)["percent"]))
    return tuple(one for one in once if one.key != OCR or one is weakest)


def _trust(one: Found, sure: int) -> Trust:
    if one.trust is Trust.DOUBTFUL or sure < SURELY or any(_unclear(spot.words) for spot in _spots(one)):
        return Trust.DOUBTFUL
    if one.trust is not Trust.SURE and _SUMS & set(one.values):  # a figure that nothing else confirms
        return Trust.DOUBTFUL
    return Trust.LIKELY


def _spots(one: Found) -> Iterator[Spot]:
    for value in (*one.values.values(), *one.people.values()):
        yield value.spot


def _sure(paper: Paper, spot: Spot) -> int | None:
    passage = next((p for p in paper.passages if p.page == spot.page), None)
    if passage is None or passage.origin is not Origin.OCR or spot.file != paper.file:
        return None
    return passage.surely(spot.start, spot.start + max(len(spot.words), 1))


def _unclear(words: str) -> bool:
    """Tell whether a figure in ``words`` may be a letter."""
    return any(_CONFUSED.search(word) and not _NUMBERED.match(word) for word in words.split())
