"""Placeholders (占位页): what stands in the place of a file that is not shown, and setting it.

Owns the words of a placeholder and how they reach their sheet: many at a time, when the whole bundle is joined, so that
three thousand of them share a few fonts. A placeholder is always one page: long words are set smaller.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lexcollect.bundle.canvas import INSTEAD
from lexcollect.bundle.fonts import marked
from lexcollect.bundle.problems import Unshown
from lexcollect.bundle.typeset import typeset
from lexcollect.findings import finding
from lexcollect.records import dataclass
from lexcollect.wording import say

#: Set in one run of the typesetter: enough to share a font, few enough for its memory.
_AT_ONCE = 200
#: More of a title or reason than this is no longer read on a page; the list of files has the whole.
_MOST_CHARS = 1200


@dataclass(frozen=True, slots=True)
class Shown:
    """What a placeholder says of its file, ``rows`` more of it; a file that could not be taken out has no digest."""

    name: str
    size: int
    sha256: str
    rows: tuple[tuple[str, str], ...] = ()


def words_of(no: str, title: str, why: Unshown, file: Shown) -> str:
    """Return the words of a placeholder for ``file`` of the exhibit ``no``, as :func:`fill` reads them."""
    reason = finding(why.code, **why.params).message("zh")
    rows = [
        [say("bundle.row_file", "zh"), marked(file.name)],
        [say("bundle.row_size", "zh"), say("bundle.size", "zh", size=f"{file.size:,}")],
        *([label, words] for label, words in file.rows),
        *([["SHA-256", file.sha256]] if file.sha256 else []),
    ]
    said = {
        "no": say("bundle.exhibit_no", "zh", no=no),
        "title": title[:_MOST_CHARS],
        "reason": say("bundle.placeholder", "zh", reason=reason[:_MOST_CHARS]),
        "rows": rows,
    }
    return json.dumps(said)


def keeps_free(part: Path) -> bool:
    """Tell whether a part file has a page that is kept free for a placeholder."""
    return INSTEAD.encode("ascii") in part.read_bytes()


def fill(pdf: Any, pages: Sequence[Any]) -> None:
    """Set every placeholder among ``pages`` of ``pdf``."""
    free = [page for page in pages if INSTEAD in page.obj]
    for batch in _batches(free):
        _fill(pdf, batch)


def _batches(pages: list[Any]) -> Iterator[list[Any]]:
    for first in range(0, len(pages), _AT_ONCE):
        yield pages[first : first + _AT_ONCE]


def _fill(pdf: Any, pages: list[Any]) -> None:
    import pikepdf

    said = [json.loads(str(page.obj[INSTEAD])) for page in pages]
    with pikepdf.open(io.BytesIO(typeset("placeholder", {"pages": said}))) as made:
        taken: dict[tuple[int, int], Any] = {}
        for page, drawn in zip(pages, made.pages, strict=True):
            page.obj.Contents = _own(pdf, drawn.obj.Contents, taken)
            page.obj.Resources = _own(pdf, drawn.obj.Resources, taken)
            del page.obj[INSTEAD]


def _own(pdf: Any, value: Any, taken: dict[tuple[int, int], Any]) -> Any:
    """Return ``value`` of a document that is closed before ``pdf`` is saved, with its streams, as an object of it.

    A document copied by the library must stay open with all its pages; three thousand placeholders have fifteen.
    """
    from pikepdf import Array, Dictionary, Object, Stream

    if not isinstance(value, Object):
        return value
    key = value.objgen if value.is_indirect else (0, 0)
    if key in taken:
        return taken[key]
    if isinstance(value, Stream):
        entries = {k: _own(pdf, v, taken) for k, v in value.items() if k != "/Length"}
        made = pdf.make_stream(value.read_raw_bytes(), entries)
    elif isinstance(value, Dictionary):
        made = Dictionary({k: _own(pdf, v, taken) for k, v in value.items()})
    elif isinstance(value, Array):
        made = Array([_own(pdf, v, taken) for v in value])
    else:
        made = value
    if key == (0, 0):
        return made
    taken[key] = made if isinstance(made, Stream) else pdf.make_indirect(made)
    return taken[key]
