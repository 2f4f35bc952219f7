"""Exhibits as the rest of the house sees them: the light reference to a piece of evidence.

Owns :class:`ExhibitRef` and how it is cited in a paper. Filled from the evidence catalogue and, when a package
was built, with its pages; papers and deadlines speak of exhibits without importing ``evidence``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from lexcollect.records import dataclass

#: So many exhibits in a row, page after page, are cited as one: 证据3-1至3-12，第43–78页.
_RUN = 4
#: How the catalogue says where the original is, and what nobody has confirmed yet.
HELD, NO_ORIGINAL, ELECTRONIC, UNCONFIRMED = "有", "无", "电子", "待确认"


@dataclass(frozen=True, slots=True)
class ExhibitRef:
    """One exhibit (证据): stable id, number, and where it stands in the bundle (pages are 1-based, or ``None``).

    ``source``, ``purpose`` and ``group_title`` are the words of the catalogue that are filed with it; ``labels`` are
    its pages where letters are among them (12A–12C). ``cut`` says that it is an excerpt, and of what (节选).
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
    labels: str = ""
    cut: str = ""

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
    def first_page(self) -> str:
        """The label of its first page: 17, 12A; nothing while no bundle was built."""
        return self.page_range.partition("–")[0]

    @property
    def last_page(self) -> str:
        """The label of its last page where it is another one than the first."""
        return self.page_range.partition("–")[2]

    @property
    def page_range(self) -> str:
        """Its pages as a column of a list shows them: 17, 17–18, 12A; nothing while no bundle was built."""
        if self.page_from is None or self.labels:
            return self.labels
        last = "" if self.page_to in (None, self.page_from) else f"–{self.page_to}"
        return f"{self.page_from}{last}"


def cite(ids: Iterable[str], exhibits: Mapping[str, ExhibitRef]) -> str:
    """Return （证据2-1，第3–6页；证据5-3，第40页） for ``ids``, or an empty text for none; a long row of them is one.

    Raises :class:`KeyError` for an id that is no exhibit: the caller checks ids first and reports a finding.
    """
    refs = sorted((exhibits[i] for i in dict.fromkeys(ids)), key=_order)
    return f"（{'；'.join(map(_label, _runs(refs, exhibits)))}）" if refs else ""


def _runs(refs: Sequence[ExhibitRef], exhibits: Mapping[str, ExhibitRef]) -> list[list[ExhibitRef]]:
    """Return ``refs`` in runs that stand one behind the other in the catalogue; a short run is told one by one."""
    place = {ref.id: number for number, ref in enumerate(sorted(exhibits.values(), key=_order))}
    runs: list[list[ExhibitRef]] = []
    for ref in refs:
        last = runs[-1][-1] if runs else None
        if last and last.group == ref.group and place[ref.id] == place[last.id] + 1 and _follows(last, ref):
            runs[-1].append(ref)
        else:
            runs.append([ref])
    return [part for run in runs for part in ([run] if len(run) >= _RUN else [[ref] for ref in run])]


def _follows(last: ExhibitRef, ref: ExhibitRef) -> bool:
    if last.page_to is None or ref.page_from is None:
        return last.page_to is None and ref.page_from is None
    return ref.page_from == last.page_to + 1 and not (ref.labels or last.labels)


def _label(run: Sequence[ExhibitRef]) -> str:
    first, last = run[0], run[-1]
    if first is last:
        return first.label()
    numbers_ = f"证据{first.no}至{last.no}"
    return f"{numbers_}，第{first.page_from}–{last.page_to}页" if first.page_from is not None else numbers_


def numbers(ids: Iterable[str], exhibits: Mapping[str, ExhibitRef]) -> str:
    """Return 2-1、5-3 for ``ids``, as a column of exhibits names them; pages stand in the index of the package."""
    refs = sorted((exhibits[i] for i in dict.fromkeys(ids)), key=_order)
    return "、".join(ref.no for ref in refs)


def numbers_in_runs(ids: Iterable[str], exhibits: Mapping[str, ExhibitRef]) -> str:
    """Return 2-1、3-1至3-7 for ``ids``: numbers without pages, a long row of them as one; unknown ids are left out."""
    ids = [id for id in dict.fromkeys(ids) if id in exhibits]
    if len(ids) < _RUN:
        return numbers(ids, exhibits)
    bare = {id: replace(ref, page_from=None, page_to=None) for id, ref in exhibits.items()}
    refs = sorted((bare[i] for i in ids), key=_order)
    return "、".join(run[0].no if len(run) == 1 else f"{run[0].no}至{run[-1].no}" for run in _runs(refs, bare))


def _order(ref: ExhibitRef) -> tuple[int, tuple[int, ...], str]:
    """Return where an exhibit stands: 9 before 10, whether its number names its group (3-10) or not (10)."""
    digits = "".join(c if c.isdecimal() else " " for c in ref.no).split()
    return ref.group, tuple(map(int, digits)), ref.no
