"""Flow: something long, set in batches that leave no seam on the pages.

Owns how many units (messages, lines, rows) are set in one run of the typesetter, so that memory stays bounded, and
where one run ends and the next begins: at a page that a unit opens, so that no page stays half empty. Knows nothing of
what the units say.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from lexcollect.bundle.canvas import Canvas
from lexcollect.bundle.pdf_source import form_of
from lexcollect.bundle.sheets import Place
from lexcollect.bundle.typeset import Flowing, typeset_flowing
from lexcollect.records import dataclass

#: Units and characters in one run.
_UNITS, _CHARS = 1000, 150_000
#: Points by which two units at the top of a page may differ.
_TOP = 1.5
#: How the links begin that name a unit.
_MARK = "lx:"


class Flow:
    """Units of one file on their way to the canvas; ``data`` is what the layout needs beside them."""

    def __init__(self, canvas: Canvas, folder: Path, layout: Flowing, data: dict[str, Any]) -> None:
        self._canvas, self._folder, self._layout, self._data = canvas, folder, layout, data
        self._held: list[dict[str, Any]] = []
        self._chars, self._most = 0, _UNITS
        self._is_first = True

    def add(self, unit: dict[str, Any], chars: int) -> None:
        """Take the next unit, of about so many characters."""
        self._held.append(unit)
        self._chars += chars
        if len(self._held) >= self._most or self._chars >= _CHARS * self._most // _UNITS:
            self._set(is_last=False)

    def close(self) -> None:
        """Set what is left."""
        if self._held or self._is_first:
            self._set(is_last=True)

    def _set(self, *, is_last: bool) -> None:
        import pikepdf

        head = self._data["head"] if self._is_first else None
        made = typeset_flowing(self._layout, {**self._data, "head": head, "units": self._held}, self._folder)
        source = pikepdf.open(io.BytesIO(made))
        pages = list(source.pages)
        seam = None if is_last else _seam(pages)
        if seam is None and not is_last:  # one unit that fills all pages: wait for more
            source.close()
            self._most *= 2
            return
        self._canvas.keep_open(source)
        for page in pages[: seam.page if seam else None]:
            self._show(source, page)
        self._canvas.settle()
        self._held = self._held[seam.unit :] if seam else []
        self._chars, self._most, self._is_first = 0, _UNITS, False

    def _show(self, source: Any, page: Any) -> None:
        x0, y0, x1, y1 = (float(v) for v in page.obj.MediaBox)
        place = Place((x1 - x0, y1 - y0), 0, 0, x1 - x0, y1 - y0, 1.0)
        form = form_of(self._canvas, source, page, (x0, y0, x1, y1))
        self._canvas.ours(form)
        self._canvas.show(place, (1, 0, 0, 1, -x0, -y0), form)


@dataclass(frozen=True, slots=True)
class _Start:
    """The unit that begins first on a page (both from 0), and its points from the lower edge."""

    unit: int
    page: int
    y: float


def _seam(pages: list[Any]) -> _Start | None:
    """Return the unit that opens the last page that a unit opens, of the pages behind the first."""
    starts = [start for number, page in enumerate(pages) if number and (start := _first(page, number))]
    top = max((start.y for start in starts), default=0.0)
    return max((start for start in starts if top - start.y <= _TOP), key=lambda start: start.page, default=None)


def _first(page: Any, number: int) -> _Start | None:
    """Return the first unit that begins on ``page``: the links that the layout puts at the begin of each."""
    marks = page.obj.get("/Annots")
    if not marks:
        return None
    first = min(marks, key=lambda mark: int(str(mark.A.URI).removeprefix(_MARK)))
    return _Start(int(str(first.A.URI).removeprefix(_MARK)), number, float(first.Rect[3]))
