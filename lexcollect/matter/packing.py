"""Packing: what a package is built from, also before the case file is finished.

Owns what a package needs of a matter: its catalogue with the raw files read, and the words of its cover. A mistake of
the case file elsewhere, a rate that is missing, a sum that cannot be told do not stop it: they are told, and the cover
says what is known. What is not known is printed as 【待补】 and told.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Refused, Where, finding, has_errors
from lexcollect.law.trace import LawUnknown
from lexcollect.layout import CASE, CATALOGUE
from lexcollect.matter.opening import Matter, open_parts, softened
from lexcollect.records import dataclass
from lexcollect.wording import say, text

if TYPE_CHECKING:
    from lexcollect.bundle.model import Cover
    from lexcollect.casefile.sketch import Sketch
    from lexcollect.evidence.items import Catalogue
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.opening import Parts


@dataclass(frozen=True)
class Packing:
    """A matter as its package sees it; ``name`` is what the case file calls it, ``read_findings`` those of reading."""

    folder: Path
    name: str
    catalogue: Catalogue
    cover: Cover
    read_findings: tuple[Finding, ...]


def packing_of(answered: Answered) -> Packing:
    """Return what the package of an answered matter is built from; :class:`Refused` when it has no catalogue.

    ``answered`` must have its material read: a package holds the bytes that are there now, not remembered ones.
    """
    from lexcollect.matter.cover import cover_of

    catalogue = needed(answered.catalogue)
    if not answered.material_read:
        raise ValueError("a package is built from a matter opened with read_material=True")
    return Packing(answered.folder, answered.case.matter, catalogue, cover_of(answered), answered.read_findings)


def open_packing(folder: Path, as_of: date) -> Packing:
    """Return what the package of the matter ``folder`` is built from on ``as_of``.

    :class:`Refused` with every finding when the catalogue cannot be used, or the case file not be read at all.
    """
    parts = open_parts(folder, read_material=True)
    if parts.case is not None and not has_errors(parts.findings):
        opened = Matter(
            parts.folder, parts.case, parts.catalogue, parts.findings, parts.case_sha256, material_read=True
        )
        try:
            return packing_of(_answered(opened, as_of))
        except LawUnknown as error:
            unknown = finding("LX-A104", reason=error.text)
            return _sketched(parts, [*parts.findings, *softened([unknown])])
        except Refused as error:  # no amount can be told: a package needs none
            return _sketched(parts, [*parts.findings, *softened(error.findings)])
    about_case = softened(parts.case_findings)
    if parts.sources.catalogue is None:
        raise Refused([finding("LX-A115", Where(CATALOGUE)), *about_case])
    if parts.sketch is None:
        raise Refused(parts.findings)
    if parts.catalogue is None or has_errors(parts.cited):  # an exhibit that the facts cite would be missing
        raise Refused([*parts.catalogue_findings, *parts.cited, *about_case])
    if parts.sketch.unplaced:
        unplaced = finding("LX-B156", Where(CASE), names=parts.sketch.unplaced)
        raise Refused([unplaced, *about_case, *parts.catalogue_findings])
    told = finding("LX-B153", Where(CASE), count=sum(one.stops for one in parts.case_findings))
    return _sketched(parts, [*about_case, *parts.catalogue_findings, *parts.cited, told])


def _answered(opened: Matter, as_of: date) -> Answered:
    from lexcollect.matter.answering import answer_opened

    return answer_opened(opened, as_of, dates_anyway=True)


def _sketched(parts: Parts, findings: list[Finding]) -> Packing:
    """Return the packing with a cover of what the case file says of the suit by itself."""
    sketch = parts.sketch
    assert sketch is not None
    cover, told = _cover(sketch)
    return Packing(parts.folder, sketch.matter, needed(parts.catalogue), cover, (*findings, *told))


def _cover(sketch: Sketch) -> tuple[Cover, list[Finding]]:
    from lexcollect.bundle.model import Cover

    open_ = []

    def known(words: tuple[str, ...], field: str) -> list[str]:
        named = list(dict.fromkeys(word for word in words if word))
        if named and all(words):
            return named
        open_.append(text(f"bundle.cover_{field}"))
        return [*named, say("bundle.cover_open", "zh", field=say(f"bundle.cover_{field}", "zh"))]

    plaintiffs, defendants = known(sketch.creditors, "plaintiff"), known(sketch.opponents, "defendant")
    (cause,) = known((sketch.cause,), "cause")
    key = "cli.bundle.case_title_enforcement" if sketch.decided else "cli.bundle.case_title"
    title = say(key, "zh", plaintiff=plaintiffs, defendants=defendants, cause=cause)
    told = [finding("LX-B154", Where(CASE), fields=tuple(open_))] if open_ else []
    if len(defendants) > 1:
        told.append(finding("LX-B155", Where(CASE), names=tuple(name for name in sketch.opponents if name)))
    cover = Cover(title, "、".join(plaintiffs), len(defendants), cause, open=bool(open_), enforcement=sketch.decided)
    return cover, told


def needed(catalogue: Catalogue | None) -> Catalogue:
    """Return the catalogue of a matter; :class:`Refused` when there is none that can be used."""
    if catalogue is None:
        raise Refused([finding("LX-A115", Where(CATALOGUE))])
    return catalogue
