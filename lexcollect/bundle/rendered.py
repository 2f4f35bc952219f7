"""Rendered: do our sheets look as the received pages do? A second engine (pypdfium2) renders both.

Owns the comparison of an exhibit's pages with those of its PDFs, outside our foot band: a page that came out blank or
otherwise is told, whatever the reason. Pages of text cost little and are all compared, but for those that the traces
leave out (``carried``); of scans, which cost a decoding each and are passed on untouched, some of each file are.
Received pictures are compared with what another program decodes (``pictured``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.bundle.canvas import Trace
from lexcollect.bundle.lending import whole
from lexcollect.bundle.pictured import Pictured, decoded, window
from lexcollect.bundle.sheets import Place
from lexcollect.formats.boxes import Box
from lexcollect.records import dataclass, field

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

#: The finding that a picture looks otherwise than another program decodes it.
PICTURED_OTHERWISE = "LX-B076"
#: Cells of so many points are compared by their mean grey: a word of a line changes one, a shift of half a pixel none.
_CELL = 16
_APART = 24
#: A page with a picture of more pixels is a scan; so many of them, and of other pages, are compared in one file.
_SCAN_PIXELS = 1_000_000
_SCANS, _PAGES = 8, 400
_BLANK = 4
_TEXT, _IMAGE = 1, 3


@dataclass(slots=True)
class Seen:
    """Pages of one received file that look otherwise, or blank although they say something; ``failed`` tells why not.

    ``pictured`` are frames of a picture that another program decodes otherwise. The numbers are those of the received
    file.
    """

    name: str
    otherwise: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    pictured: list[int] = field(default_factory=list)
    failed: str = ""


def compare(
    parts: Sequence[Path], traces: Sequence[Trace], lent: Mapping[str, Path], pictured: Sequence[Pictured] = ()
) -> Iterator[Seen]:
    """Yield what the comparison of the sheets in ``parts`` with the pages they were made from shows, file by file.

    ``lent`` are the originals by digest, where the pictures of the parts lie. Members of an archive are gone by now and
    are not compared.
    """
    import pypdfium2

    traces = [trace for trace in traces if trace.compared]
    with ExitStack() as stack:
        shown = [whole(part, lent) for part in parts] if traces or pictured else []
        sheets = _Sheets([stack.enter_context(pypdfium2.PdfDocument(part)) for part in shown])
        for path, group in groupby(traces, key=lambda trace: trace.path):
            listed = list(group)
            seen = Seen(listed[0].name)
            if path.exists():
                try:
                    _compare_file(path, listed, sheets, seen)
                except Exception as error:  # a renderer that fails costs no page, but nobody has compared them
                    seen.failed = type(error).__name__
                yield seen
        for path, frames in groupby(pictured, key=lambda one: one.path):
            if path.exists():
                yield _compare_picture(list(frames), sheets)


def _compare_picture(shown: list[Pictured], sheets: _Sheets) -> Seen:
    seen = Seen(shown[0].name)
    step = max(1, -(-len(shown) // _SCANS))
    try:
        for _, windows in groupby(shown[::step], key=lambda one: one.frame):
            listed = list(windows)
            before = decoded(listed[0])
            if before is not None and any(_is_otherwise(before, one, sheets) for one in listed):
                seen.pictured.append(listed[0].frame)
    except Exception as error:  # as above
        seen.failed = type(error).__name__
    return seen


def _is_otherwise(before: PillowImage, one: Pictured, sheets: _Sheets) -> bool:
    after = _grey(sheets.page(one.page), 1)
    return _differ(window(before, one), after, _frame(one.place, after.size))


def _compare_file(path: Path, traces: list[Trace], sheets: _Sheets, seen: Seen) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(path, password=traces[0].password or None) as source:
        source.init_forms()
        for trace in _chosen(source, traces):
            _look(source[trace.number - 1], sheets.page(trace.page), trace, seen)


class _Sheets:
    """The sheets of all part files, numbered through from 1."""

    def __init__(self, documents: list[Any]) -> None:
        self._pages = [(document, number) for document in documents for number in range(len(document))]

    def page(self, number: int) -> Any:
        document, at = self._pages[number - 1]
        return document[at]


def _chosen(source: Any, traces: list[Trace]) -> Iterator[Trace]:
    scans = {trace.number for trace in traces if _is_scan(source[trace.number - 1])}
    for wanted, most in ((False, _PAGES), (True, _SCANS)):
        group = [trace for trace in traces if (trace.number in scans) is wanted]
        step = max(1, -(-len(group) // most))
        yield from group[::step]


def _is_scan(page: Any) -> bool:
    return any(_pixels(one) > _SCAN_PIXELS for one in page.get_objects(filter=[_IMAGE], max_depth=3))


def _pixels(image: Any) -> int:
    width, height = image.get_px_size()
    return int(width * height)


def _look(page: Any, sheet: Any, trace: Trace, seen: Seen) -> None:
    before, after = _rendered(page, trace), _grey(sheet, 1)
    frame = _frame(trace.place, after.size)
    if not trace.drawn_by_us and _differ(before, after, frame):
        seen.otherwise.append(trace.number)
    elif _is_blank(after, frame) and _says_something(page):
        seen.blank.append(trace.number)


def _rendered(page: Any, trace: Trace) -> PillowImage:
    """Return the received page about as large as it stands on the sheet, in grey, turned as it is there."""
    width, height = page.get_size()
    if trace.turn in (90, 270):
        width, height = height, width
    scale = max(trace.place.width / max(width, 1), trace.place.height / max(height, 1))
    return _grey(page, min(scale, 4.0), trace.turn)


def _grey(page: Any, scale: float, turn: int = 0) -> PillowImage:
    picture: PillowImage = page.render(scale=scale, grayscale=True, rotation=turn).to_pil().convert("L")
    return picture


def _frame(place: Place, size: tuple[int, int]) -> Box:
    """Return where the page stands on a sheet of ``size`` pixels, from the upper left."""
    top = place.sheet[1] - place.y - place.height
    return (
        max(0.0, place.x),
        max(0.0, top),
        min(float(size[0]), place.x + place.width),
        min(float(size[1]), top + place.height),
    )


def _differ(before: PillowImage, after: PillowImage, frame: Box) -> bool:
    """Tell whether the mean grey of some cell of the page is another on the sheet."""
    from PIL import Image, ImageChops

    mean = Image.Resampling.BOX
    cells = (max(1, round(frame[2] - frame[0]) // _CELL), max(1, round(frame[3] - frame[1]) // _CELL))
    apart = ImageChops.difference(before.resize(cells, mean), after.resize(cells, mean, box=frame))
    return _extremes(apart)[1] > _APART


def _is_blank(after: PillowImage, frame: Box) -> bool:
    left, top, right, low = frame
    x, y = ceil(left), ceil(top)
    lowest, highest = _extremes(after.crop((x, y, max(x + 1, int(right)), max(y + 1, int(low)))))
    return highest - lowest <= _BLANK


def _extremes(picture: PillowImage) -> tuple[int, int]:
    lowest, highest = picture.getextrema()
    assert isinstance(lowest, int) and isinstance(highest, int)  # a grey picture has one band
    return lowest, highest


def _says_something(page: Any) -> bool:
    """Tell whether the page draws letters or a picture."""
    objects: Iterable[Any] = page.get_objects(filter=[_TEXT, _IMAGE], max_depth=3)
    return next(iter(objects), None) is not None
