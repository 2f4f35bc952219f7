"""Exhibit names: what the screen calls an exhibit (5-3 催款函), never the id that catalogue and case file share.

Owns the names of the run at hand: who prints sets them from the catalogue, what prints below asks for them. Without a
catalogue the id is all there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lexcollect.evidence.items import Catalogue
    from lexcollect.findings import Finding
    from lexcollect.wording import Text

#: Sentences and findings whose ``ids`` or ``id`` are exhibits.
_OF_EXHIBITS = frozenset({"deadlines.why.unstated", "deadlines.need.state", "LX-D020", "LX-D021"})
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


def in_names(said: Text) -> Text:
    """Return a sentence with its exhibits by their names."""
    if said.key not in _OF_EXHIBITS:
        return said
    return type(said)(said.key, _named(said.params))


def findings_in_names(findings: Iterable[Finding], catalogue: Catalogue | None) -> tuple[Finding, ...]:
    """Return ``findings`` with the exhibits they speak of by their names."""
    from dataclasses import replace

    with named_by(catalogue):
        return tuple(replace(f, params=_named(f.params)) if f.code in _OF_EXHIBITS else f for f in findings)


def _named(params: Iterable[tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    said = dict(params)
    for key in said.keys() & {"ids", "id"}:
        said[key] = tuple(exhibit_names([said[key]] if isinstance(said[key], str) else said[key]))
    return tuple(said.items())
