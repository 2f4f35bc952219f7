"""Refs: exhibits of a catalogue as the rest of the house cites them.

Owns the way from :class:`Item` to the light ``ExhibitRef`` of the case file. Knows pages only when it is told.
"""

from __future__ import annotations

from collections.abc import Mapping

from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.cn.page_labels import Span
from lexcollect.evidence.excerpts import told_of
from lexcollect.evidence.items import OPEN, Catalogue
from lexcollect.wording import say

_NO_PAGES: Mapping[str, Span] = {}


def exhibit_refs(catalogue: Catalogue, pages: Mapping[str, Span] = _NO_PAGES) -> dict[str, ExhibitRef]:
    """Return id → reference for every exhibit; ``pages`` maps ids to the labels of its pages in a bundle.

    One that was withdrawn says so in its title, wherever it is still named.
    """
    refs, titles = {}, {group.no: group.title for group in catalogue.groups}
    for item in catalogue.items:
        span = pages.get(item.id)
        title = say("bundle.withdrawn_title", "zh", title=item.title) if item.withdrawn else item.title
        refs[item.id] = ExhibitRef(
            item.id,
            item.no,
            title,
            item.kind,
            item.group,
            item.date,
            item.original,
            span.first.number if span else None,
            span.last.number if span else None,
            _filed(item.source),
            _filed(item.purpose),
            titles.get(item.group, ""),
            str(span) if span and (span.first.letters or span.last.letters) else "",
            "" if item.withdrawn else told_of(item),
        )
    return refs


def _filed(words: str) -> str:
    """Return the words that are filed; of a proposal that nobody confirmed there are none yet."""
    return "" if OPEN in words else words
