"""Exhibit names: what the screen calls an exhibit (5-3 催款函), never the id that catalogue and case file share.

Owns the names of the run at hand: who prints sets them from the catalogue, what prints below asks for them. Without a
catalogue the id is all there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lexcollect.evidence.items import Catalogue

_names: list[Mapping[str, str]] = [{}]


@contextmanager
def named_by(catalogue: Catalogue | None) -> Iterator[None]:
    """Name exhibits as ``catalogue`` numbers and entitles them, while it lasts."""
    items = catalogue.items if catalogue else ()
    _names.append({item.id: " ".join(part for part in (item.no, item.title) if part) for item in items})
    try:
        yield
    finally:
        _names.pop()


def exhibit_names(ids: Iterable[str]) -> list[str]:
    """Return the names of the exhibits ``ids``; one that no catalogue names keeps its id."""
    names = _names[-1]
    return [names.get(id) or id for id in ids]
