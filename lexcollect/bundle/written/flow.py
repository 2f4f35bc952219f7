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
from lexcollect.bundle.typeset import Flowing, Start, typeset_flowing

#: Units and characters in one run.
_UNITS, _CHARS = 1000, 150_000
#: Points by which two units at the top of a page may differ.
_TOP = 1.5


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
        head = self._data["head"] if self._is_first else None
        made, starts = typeset_flowing(self._layout, {**self._data, "head": head, "units": self._held}, self._folder)
        seam = None if is_last else _seam(starts)
        if seam is None and not is_last:  # one unit that fills all pages: wait for more
            self._most *= 2
            return
        self._show(made, seam.page - 1 if seam else None)
        self._held = self._held[seam.unit :] if seam else []
        self._chars, self._most, self._is_first = 0, _UNITS, False

    def _show(self, made: bytes, count: int | None) -> None:
        import pikepdf

        source = pikepdf.open(io.BytesIO(made))
        self._canvas.keep_open(source)
        for page in list(source.pages)[:count]:
            x0, y0, x1, y1 = (float(v) for v in page.obj.MediaBox)
            place = Place((x1 - x0, y1 - y0), 0, 0, x1 - x0, y1 - y0, 1.0)
            form = form_of(self._canvas, source, page, (x0, y0, x1, y1))
            self._canvas.ours(form)
            self._canvas.show(place, (1, 0, 0, 1, -x0, -y0), form)
        self._canvas.settle()


def _seam(starts: list[Start]) -> Start | None:
    """Return the unit that opens the last page that a unit opens, of the pages behind the first."""
    firsts: dict[int, Start] = {}
    for start in starts:
        firsts.setdefault(start.page, start)
    later = [start for page, start in firsts.items() if page > 1]
    top = min((start.y for start in later), default=0.0)
    return max((start for start in later if start.y - top <= _TOP), key=lambda start: start.page, default=None)
