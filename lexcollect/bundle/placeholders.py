"""Placeholders (占位页): what stands in the place of a file that is not shown, and setting it.

Owns the words of a placeholder and how they reach their sheet: many at a time, when the whole bundle is joined, so that
three thousand of them share a few fonts. A placeholder is always one page: long words are set smaller.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
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
    """What a placeholder says of its file; a file that could not be taken out has no digest."""

    name: str
    size: int
    sha256: str


def words_of(no: str, title: str, why: Unshown, file: Shown) -> str:
    """Return the words of a placeholder for ``file`` of the exhibit ``no``, as :func:`fill` reads them."""
    reason = finding(why.code, **why.params).message("zh")
    rows = [
        [say("bundle.row_file", "zh"), marked(file.name)],
        [say("bundle.row_size", "zh"), say("bundle.size", "zh", size=f"{file.size:,}")],
        *([["SHA-256", file.sha256]] if file.sha256 else []),
    ]
    said = {
        "no": say("bundle.exhibit_no", "zh", no=no),
        "title": title[:_MOST_CHARS],
        "reason": say("bundle.placeholder", "zh", reason=reason[:_MOST_CHARS]),
        "rows": rows,
    }
    return json.dumps(said)


def fill(pdf: Any, pages: Sequence[Any]) -> list[Any]:
    """Set every placeholder among ``pages`` of ``pdf``; the documents returned stay open until ``pdf`` is saved."""
    free = [page for page in pages if INSTEAD in page.obj]
    return [_fill(pdf, batch) for batch in _batches(free)]


def _batches(pages: list[Any]) -> Iterator[list[Any]]:
    for first in range(0, len(pages), _AT_ONCE):
        yield pages[first : first + _AT_ONCE]


def _fill(pdf: Any, pages: list[Any]) -> Any:
    import pikepdf

    said = [json.loads(str(page.obj[INSTEAD])) for page in pages]
    made = pikepdf.open(io.BytesIO(typeset("placeholder", {"pages": said})))
    for page, drawn in zip(pages, made.pages, strict=True):
        page.obj.Contents = pdf.copy_foreign(_indirect(made, drawn.obj.Contents))
        page.obj.Resources = pdf.copy_foreign(_indirect(made, drawn.obj.Resources))
        del page.obj[INSTEAD]
    return made


def _indirect(pdf: Any, value: Any) -> Any:
    return value if value.is_indirect else pdf.make_indirect(value)
