"""Page labels (页码): what is printed at the foot of a page: 17, and 12A for a page put in behind 12.

Owns the order of labels, the label that comes next, and spans of them (第17–19页). A label is a number from 1 with or
without capital letters behind it. Knows no page and no package.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from lexcollect.patterns import regex
from lexcollect.records import dataclass

_LABEL = regex(r"^([1-9]\d{0,6})([A-Z]{0,3})$")
_A, _Z = ord("A"), ord("Z")


@dataclass(frozen=True, slots=True)
class PageLabel:
    """A label: its ``number``, and the ``letters`` of a page that was put in behind that number."""

    number: int
    letters: str = ""

    def __str__(self) -> str:
        return f"{self.number}{self.letters}"

    @property
    def order(self) -> tuple[int, int, str]:
        """Return where it stands among others: 12, 12A, 12B … 12Z, 12AA, 13."""
        return self.number, len(self.letters), self.letters

    @property
    def inserted(self) -> PageLabel:
        """Return the label of a page put in right behind this one: 12A behind 12, 12B behind 12A."""
        return PageLabel(self.number, _after(self.letters))


def _after(letters: str) -> str:
    """Return A, B … Z, AA, AB …: the letters that come next."""
    kept = letters.rstrip("Z")
    turned = "A" * (len(letters) - len(kept))
    if not kept:
        return "A" + turned
    return f"{kept[:-1]}{chr(ord(kept[-1]) + 1)}{turned}"


def page_label(words: str) -> PageLabel | None:
    """Return the label that ``words`` mean; ``None`` when they are none."""
    match = _LABEL.match(words.strip())
    return PageLabel(int(match[1]), match[2]) if match else None


@dataclass(frozen=True, slots=True)
class Span:
    """The labels from ``first`` to ``last``: the pages of an exhibit, or what one sheet stands for."""

    first: PageLabel
    last: PageLabel

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    def labels(self) -> list[PageLabel]:
        """Return every label of the span: 17, 18, 19; 12A, 12B; 2, 2A when letters follow the last number."""
        first, last = self.first, self.last
        found = [first]
        while found[-1].number < last.number:
            found.append(PageLabel(found[-1].number + 1))
        while found[-1] != last and found[-1].order < last.order:
            found.append(found[-1].inserted)
        return found

    def holds(self, label: PageLabel) -> bool:
        """Tell whether ``label`` lies in the span."""
        return self.first.order <= label.order <= self.last.order


def span(first: int, last: int) -> Span:
    """Return the span of two plain numbers."""
    return Span(PageLabel(first), PageLabel(last))


def page_span(words: str) -> Span | None:
    """Return the span that 17–19, 17-19 or 17 means; ``None`` when it is none or runs backwards."""
    parts = words.replace("—", "–").replace("-", "–").split("–")
    ends = [page_label(part) for part in parts]
    if len(ends) not in (1, 2) or None in ends:
        return None
    made = Span(ends[0], ends[-1])  # type: ignore[arg-type]
    return made if made.first.order <= made.last.order else None


def whole(spans: Sequence[Span]) -> Span:
    """Return the span from the first label of the first to the last label of the last."""
    return Span(spans[0].first, spans[-1].last)


def rising(spans: Iterable[Span]) -> bool:
    """Tell whether spans follow each other: none twice, none back."""
    every = list(spans)
    return all(a.last.order < b.first.order for a, b in pairwise(every))
