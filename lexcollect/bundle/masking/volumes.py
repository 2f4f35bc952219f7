"""Volumes (分册): the documents of one package masked as one set.

Owns that a value found in one volume is hidden in every other, and that pages are counted through all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from lexcollect.bundle.masking.document import mask_document, values_of
from lexcollect.bundle.masking.wanted import Masked, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from lexcollect.formats.ocr.engine import Engine

_What = TypeVar("_What")


def mask_documents(
    documents: Sequence[tuple[Path, int]], data: Path, wanted: Wanted, engine: Callable[[], Engine | None]
) -> Masked:
    """Write ``documents`` (each with its number of pages) masked into ``data``, under their names.

    Pages of ``wanted``, and of what is returned, count through all documents from 1.
    """
    starts = [sum(pages for _, pages in documents[:number]) for number in range(len(documents))]
    parts = [_part(wanted, start, pages) for (_, pages), start in zip(documents, starts, strict=True)]
    values = tuple(
        dict.fromkeys(
            value for (path, _), part in zip(documents, parts, strict=True) for value in values_of(path, part)
        )
        if len(documents) > 1
        else ()
    )
    made = [
        mask_document(path, data / path.name, part, engine, values)
        for (path, _), part in zip(documents, parts, strict=True)
    ]
    return Masked(
        tuple(
            replace(one, page=one.page + start) if one.page else one
            for masked, start in zip(made, starts, strict=True)
            for one in masked.places
        ),
        tuple(dict.fromkeys(value for masked in made for value in masked.values)),
        tuple(page + start for masked, start in zip(made, starts, strict=True) for page in masked.unseen),
        tuple(page + start for masked, start in zip(made, starts, strict=True) for page in masked.painted),
        sum(masked.pages for masked in made),
        any(masked.draft for masked in made),
    )


def _part(wanted: Wanted, start: int, pages: int) -> Wanted:
    """Return what is wanted of the ``pages`` behind page ``start``, counted from 1."""

    def moved(found: frozenset[int]) -> frozenset[int]:
        return frozenset(page - start for page in found if start < page <= start + pages)

    return replace(
        wanted, boxes=_moved(wanted.boxes, start, pages), looked=moved(wanted.looked), wordless=moved(wanted.wordless)
    )


def _moved(found: Mapping[int, _What], start: int, pages: int) -> dict[int, _What]:
    return {page - start: one for page, one in found.items() if start < page <= start + pages}
