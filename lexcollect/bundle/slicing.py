"""Slicing: some pages of an exhibit's part files, and what each of its pages weighs.

Owns the cut through an exhibit that is larger than a volume or a single file may be. A page comes along whole, with
what it draws; nothing is coded anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lexcollect.bundle.lending import weight_of
from lexcollect.bundle.saving import save


def page_weights(files: Sequence[Path]) -> list[int]:
    """Return the bytes of the streams that each page of ``files`` draws; what pages share is counted for each."""
    import pikepdf

    weights = []
    for path in files:
        with pikepdf.open(path) as pdf:
            weights += [_weight(page.obj) for page in pdf.pages]
    return weights


def sliced(files: Sequence[Path], skip: int, pages: int, work: Path, stem: str) -> list[Path]:
    """Return files with ``pages`` pages of ``files`` behind the first ``skip``; cut ones are new in ``work``."""
    import pikepdf

    found: list[Path] = []
    first, last = skip, skip + pages
    at = 0
    for path in files:
        with pikepdf.open(path) as pdf:
            count = len(pdf.pages)
            begin, end = max(first - at, 0), min(last - at, count)
            at += count
            if begin >= end:
                continue
            if (begin, end) == (0, count):
                found.append(path)
                continue
            with pikepdf.new() as cut:
                cut.pages.extend(pdf.pages[begin:end])
                found.append(work / f"{stem}-{len(found)}.pdf")
                save(
                    cut,
                    found[-1],
                    static_id=True,
                    object_stream_mode=pikepdf.ObjectStreamMode.disable,
                    stream_decode_level=pikepdf.StreamDecodeLevel.none,
                )
    return found


def _weight(page: Any) -> int:
    from pikepdf import Array, Dictionary, Stream

    total, seen, pending = 0, set(), [page]
    while pending:
        one = pending.pop()
        if getattr(one, "is_indirect", False):
            if one.objgen in seen:
                continue
            seen.add(one.objgen)
        if isinstance(one, Stream):
            total += weight_of(one)
            pending.append(one.stream_dict)
        elif isinstance(one, Dictionary):
            pending += [value for key, value in one.items() if key != "/Parent"]
        elif isinstance(one, Array):
            pending += list(one)
    return total
