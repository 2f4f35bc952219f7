"""Exhibits as the rest of the house sees them: the light reference to a piece of evidence.

Owns :class:`ExhibitRef` and how it is cited in a paper. Filled from the evidence catalogue and, when a package
was built, with its pages; papers and deadlines speak of exhibits without importing ``evidence``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from lexcollect.records import dataclass

#: How the catalogue says where the original is, and what nobody has confirmed yet.
HELD, NO_ORIGINAL, ELECTRONIC, UNCONFIRMED = "有", "无", "电子", "待确认"


@dataclass(frozen=True, slots=True)
class ExhibitRef:
    """One exhibit (证据): stable id, number, and where it stands in the bundle (pages are 1-based, or ``None``).

    ``source``, ``purpose`` and ``group_title`` are the words of the catalogue that are filed with it.
    """

    id: str
    no: str
    title: str
    kind: str
    group: int
    date: date | None = None
    original: str = ""
    page_from: int | None = None
    page_to: int | None = None
    source: str = ""
    purpose: str = ""
    group_title: str = ""

    @property
    def pages(self) -> int:
        """Number of pages in the bundle; 0 while no bundle was built."""
        if self.page_from is None or self.page_to is None:
            return 0
        return self.page_to - self.page_from + 1

    def label(self) -> str:
        """Return 证据3-2 or, when the bundle is built, 证据3-2，第17页 / 第17–18页."""
        if self.page_from is None:
            return f"证据{self.no}"
        return f"证据{self.no}，第{self.page_range}页"

    @property
    def page_range(self) -> str:
        """Its pages as a column of a list shows them: 17, 17–18; nothing while no bundle was built."""
        if self.page_from is None:
            return ""
        last = "" if self.page_to in (None, self.page_from) else f"–{self.page_to}"
        return f"{self.page_from}{last}"


def cite(ids: Iterable[str], exhibits: Mapping[str, ExhibitRef]) -> str:
    """Return （证据2-1，第3–6页；证据5-3，第40页） for ``ids``, or an empty text for none.

    Raises :class:`KeyError` for an id that is no exhibit: the caller checks ids first and reports a finding.
    """
    refs = sorted((exhibits[i] for i in dict.fromkeys(ids)), key=_order)
    return f"（{'；'.join(ref.label() for ref in refs)}）" if refs else ""


def numbers(ids: Iterable[str], exhibits: Mapping[str, ExhibitRef]) -> str:
    """Return 2-1、5-3 for ``ids``, as a column of exhibits names them; pages stand in the index of the package."""
    refs = sorted((exhibits[i] for i in dict.fromkeys(ids)), key=_order)
    return "、".join(ref.no for ref in refs)


def _order(ref: ExhibitRef) -> tuple[int, int, str]:
    digits = "".join(c for c in ref.no.rpartition("-")[2] if c.isdigit())
    return ref.group, int(digits or 0), ref.no
