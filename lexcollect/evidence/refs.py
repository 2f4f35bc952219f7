"""Refs: exhibits of a catalogue as the rest of the house cites them.

Owns the way from :class:`Item` to the light ``ExhibitRef`` of the case file. Knows pages only when it is told.
"""

from __future__ import annotations

from collections.abc import Mapping

from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.evidence.items import OPEN, Catalogue

_NO_PAGES: Mapping[str, tuple[int, int]] = {}


def exhibit_refs(catalogue: Catalogue, pages: Mapping[str, tuple[int, int]] = _NO_PAGES) -> dict[str, ExhibitRef]:
    """Return id → reference for every exhibit; ``pages`` maps ids to first and last page (from 1) of a bundle."""
    refs, titles = {}, {group.no: group.title for group in catalogue.groups}
    for item in catalogue.items:
        first, last = pages.get(item.id, (None, None))
        refs[item.id] = ExhibitRef(
            item.id,
            item.no,
            item.title,
            item.kind,
            item.group,
            item.date,
            item.original,
            first,
            last,
            _filed(item.source),
            _filed(item.purpose),
            titles.get(item.group, ""),
        )
    return refs


def _filed(words: str) -> str:
    """Return the words that are filed; of a proposal that nobody confirmed there are none yet."""
    return "" if OPEN in words else words
