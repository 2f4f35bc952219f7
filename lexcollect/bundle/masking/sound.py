"""Sound (复核单页): does a page from which letters were taken say all it said before but these?

Owns the comparison of one page before and after, by another engine than the one that cut: its words without the masked
ones must be the same in the same order, it must look the same outside of the bars, and none of its bytes may say a
value. What is not the same becomes a picture.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from lexcollect.bundle.masking.kinds import Kind
from lexcollect.bundle.masking.page_text import inside, letters_of
from lexcollect.bundle.masking.places import by_value
from lexcollect.formats.boxes import Box

#: The renderer sets letters on whole pixels: only means of cells so wide, and grey levels so far apart, tell something.
_CELL, _APART = 8, 48
#: A bar reaches so many pixels further.
_ROUND_BARS = 2
_SCALE = 1.5


def is_sound(pdf: Any, number: int, before: Any, boxes: Sequence[Box], values: Iterable[tuple[str, Kind]]) -> bool:
    """Tell whether page ``number`` of ``pdf``, as it is now, is what it was without what stood in ``boxes``."""
    import pikepdf
    import pypdfium2

    with pikepdf.new() as single:
        single.pages.append(pdf.pages[number - 1])
        held = io.BytesIO()
        single.save(held, compress_streams=False)
    with pypdfium2.PdfDocument(held.getvalue()) as document:
        after = letters_of(document, 1)
        try:
            return (
                _same_words(before, after, boxes) and not by_value(after.text, values) and _looks(before, after, boxes)
            )
        finally:
            after.close()


def _same_words(before: Any, after: Any, boxes: Sequence[Box]) -> bool:
    kept = [
        char
        for place, char in enumerate(before.text)
        if not char.isspace() and (box := before.box(place)) is not None and not inside(box, boxes)
    ]
    left = [char for place, char in enumerate(after.text) if not char.isspace() and after.box(place) is not None]
    return kept == left


def _looks(before: Any, after: Any, boxes: Sequence[Box]) -> bool:
    from PIL import ImageChops, ImageDraw

    pictures = [one.page.render(scale=_SCALE, grayscale=True).to_pil().convert("L") for one in (before, after)]
    height = before.page.get_size()[1]
    for picture in pictures:
        draw = ImageDraw.Draw(picture)
        for left, low, right, high in boxes:
            draw.rectangle(
                (
                    left * _SCALE - _ROUND_BARS,
                    (height - high) * _SCALE - _ROUND_BARS,
                    right * _SCALE + _ROUND_BARS,
                    (height - low) * _SCALE + _ROUND_BARS,
                ),
                0,
            )
    _, highest = ImageChops.difference(*(picture.reduce(_CELL) for picture in pictures)).getextrema()
    assert isinstance(highest, int)  # a grey picture has one band
    return highest <= _APART
