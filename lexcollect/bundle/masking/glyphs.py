"""Glyphs (去字): letters taken out of the content of a page, so that they are gone and not covered.

Owns the walk through a page's content with its graphics and text state, down through its forms: a glyph whose middle
lies in a masked place is left out and its width kept as a gap, so that nothing else moves. A form that other pages
share is copied first. Refuses (:class:`Uncertain`) what cannot be told for certain: unknown fonts, places that lie over
a picture, damaged content. Never draws a letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lexcollect.bundle.masking.advance import Advance, Uncertain
from lexcollect.formats.boxes import Box
from lexcollect.records import dataclass

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
#: Where in its em the middle of a glyph stands above the line.
_MIDDLE = 0.35
#: Forms lie in forms no deeper; a page has no more operators than this.
_DEEPEST, _MOST = 12, 2_000_000
#: What says again in words what glyphs show.
_SAID_AGAIN = ("/ActualText", "/Alt", "/E")


@dataclass(slots=True)
class _State:
    """What ``q`` keeps: where the page stands, and how letters are written."""

    ctm: Matrix = _UNIT
    font: Any = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


def pictures_on(page: Any) -> tuple[Box, ...]:
    """Return where pictures stand on ``page``, in points; :class:`Uncertain` when its content cannot be followed."""
    walk = _Walk(page, ())
    walk.run(page, page.get("/Resources"), _UNIT, 0, fonts=False)
    return tuple(walk.pictures)


def without(pdf: Any, page: Any, boxes: Sequence[Box]) -> tuple[bytes, Any, int]:
    """Return content and resources of ``page`` without the glyphs in ``boxes``, and how many these were.

    :class:`Uncertain` where the page has to become a picture instead. The page itself is not changed.
    """
    walk = _Walk(pdf, boxes)
    content, resources = walk.run(page, page.get("/Resources"), _UNIT, 0)
    if any(_meet(box, picture) for box in boxes for picture in walk.pictures):
        raise Uncertain
    return content, resources, walk.removed


class _Walk:
    def __init__(self, pdf: Any, boxes: Sequence[Box]) -> None:
        self._pdf, self._boxes = pdf, boxes
        self._fonts: dict[tuple[int, int], Advance] = {}
        self._left = _MOST
        self.pictures: list[Box] = []
        self.removed = 0

    def run(self, stream: Any, resources: Any, ctm: Matrix, depth: int, *, fonts: bool = True) -> tuple[bytes, Any]:
        """Follow the content of a page or form; return it without what is masked, and its resources."""
        import pikepdf
        from pikepdf import Dictionary

        if depth > _DEEPEST:
            raise Uncertain
        try:
            operations = pikepdf.parse_content_stream(stream)
        except Exception as error:  # the library raises whatever damaged content makes of it
            raise Uncertain from error
        one = _Content(self, Dictionary(resources) if resources is not None else Dictionary(), ctm, depth, fonts)
        kept: list[Any] = []
        before = self.removed
        for operands, operator in operations:
            self._left -= 1
            if self._left < 0:
                raise Uncertain
            try:
                kept += one.done(list(operands), str(operator), (operands, operator))
            except (TypeError, ValueError, IndexError, KeyError, AttributeError, ZeroDivisionError) as error:
                raise Uncertain from error
        if depth == 0 or self.removed > before:
            one.finish()
        return bytes(pikepdf.unparse_content_stream(kept)), one.resources

    def advance(self, font: Any) -> Advance:
        """Return the widths of a font."""
        if font is None:
            raise Uncertain
        key = font.objgen
        if key == (0, 0):
            return Advance(font)
        if key not in self._fonts:
            self._fonts[key] = Advance(font)
        return self._fonts[key]

    def masked(self, x: float, y: float) -> bool:
        """Tell whether a point lies in a masked place."""
        return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in self._boxes)

    def form(self, form: Any, resources: Any, ctm: Matrix, depth: int, fonts: bool) -> Any:
        """Return a form without what is masked in it: itself when nothing is, else a copy."""
        from pikepdf import Stream

        before = self.removed
        own = form.get("/Resources", resources)
        matrix = tuple(float(v) for v in form.get("/Matrix", _UNIT))
        if len(matrix) != 6:
            raise Uncertain
        content, mended = self.run(form, own, _product(matrix, ctm), depth + 1, fonts=fonts)
        if self.removed == before:
            return form
        copy = Stream(self._pdf, content)
        for key in form.keys():  # noqa: SIM118 - a dictionary of the library is no mapping
            if key not in ("/Length", "/Filter", "/DecodeParms", "/Resources"):
                copy[key] = form[key]
        copy.Resources = mended
        return self._pdf.make_indirect(copy)


class _Content:
    """One content stream on the way through."""

    def __init__(self, walk: _Walk, resources: Any, ctm: Matrix, depth: int, fonts: bool) -> None:
        self.walk, self.resources, self.depth, self.fonts = walk, resources, depth, fonts
        self.state, self.stack = _State(ctm), list[_State]()
        self.line = self.matrix = _UNIT
        self.drawn: set[str] = set()

    def done(self, operands: list[Any], operator: str, whole: Any) -> list[Any]:
        """Take one operator; return what stands in its place."""
        if operator in ("Tj", "TJ", "'", '"'):
            return self._show(operands, operator, whole) if self.fonts else [whole]
        if operator == "Do":
            return self._do(operands, whole)
        if operator == "INLINE IMAGE":
            self._picture()
        elif operator in ("BDC", "DP"):
            return [_silent(operands, operator, whole)]
        else:
            self._set(operands, operator)
        return [whole]

    def _set(self, operands: list[Any], operator: str) -> None:
        state = self.state
        if operator == "q":
            self.stack.append(_copied(state))
        elif operator == "Q":
            if self.stack:
                self.state = self.stack.pop()
        elif operator == "cm":
            state.ctm = _product(_matrix(operands), state.ctm)
        elif operator == "BT":
            self.line = self.matrix = _UNIT
        elif operator == "Tf":
            fonts = self.resources.get("/Font", {})
            state.font, state.size = fonts.get(str(operands[0])), float(operands[1])
        elif operator == "Tm":
            self.line = self.matrix = _matrix(operands)
        elif operator in ("Td", "TD"):
            if operator == "TD":
                state.leading = -float(operands[1])
            self._next(float(operands[0]), float(operands[1]))
        elif operator == "T*":
            self._next(0.0, -state.leading)
        elif operator == "gs":
            if "/Font" in self.resources.get("/ExtGState", {}).get(str(operands[0]), {}) and self.fonts:
                raise Uncertain
        else:
            self._set_number(operands, operator)

    def _set_number(self, operands: list[Any], operator: str) -> None:
        names = {"Tc": "spacing", "Tw": "word_spacing", "TL": "leading", "Ts": "rise"}
        if operator in names:
            setattr(self.state, names[operator], float(operands[0]))
        elif operator == "Tz":
            self.state.stretch = float(operands[0]) / 100

    def _next(self, x: float, y: float) -> None:
        self.line = self.matrix = _product((1, 0, 0, 1, x, y), self.line)

    def _show(self, operands: list[Any], operator: str, whole: Any) -> list[Any]:
        from pikepdf import Array, Operator

        before: list[Any] = []
        if operator in ("'", '"'):
            if operator == '"':
                self.state.word_spacing, self.state.spacing = float(operands[0]), float(operands[1])
                before += [([operands[0]], Operator("Tw")), ([operands[1]], Operator("Tc"))]
            self._next(0.0, -self.state.leading)
            before.append(([], Operator("T*")))
        parts = list(operands[0]) if operator == "TJ" else [operands[-1]]
        removed, kept = self.walk.removed, list(self._kept(parts))
        if self.walk.removed == removed:
            return [whole]
        return [*before, ([Array(kept)], Operator("TJ"))]

    def _kept(self, parts: Sequence[Any]) -> Iterator[Any]:
        """Yield the strings and moves of a line without masked glyphs; what they were wide stays free."""
        from decimal import Decimal

        from pikepdf import String

        state, advance = self.state, self.walk.advance(self.state.font)
        for part in parts:
            if not isinstance(part, String):
                self._move(-float(part) / 1000 * state.size * state.stretch)
                yield part
                continue
            held = b""
            for code, width in advance.codes(bytes(part)):
                blank = state.word_spacing if code == b" " else 0.0
                step = width * state.size + state.spacing + blank
                x, y = _point(self._glyph(), (width / 2, _MIDDLE))
                self._move(step * state.stretch)
                if not self.walk.masked(x, y):
                    held += code
                    continue
                self.walk.removed += 1
                if not state.size:
                    raise Uncertain
                if held:
                    yield String(held)
                held = b""
                yield Decimal(f"{-step / state.size * 1000:.3f}")
            if held:
                yield String(held)

    def _glyph(self) -> Matrix:
        """Return the matrix of the glyph that is drawn next: an em is its unit."""
        state = self.state
        own: Matrix = (state.size * state.stretch, 0, 0, state.size, 0, state.rise)
        return _product(_product(own, self.matrix), state.ctm)

    def _move(self, by: float) -> None:
        self.matrix = _product((1, 0, 0, 1, by, 0), self.matrix)

    def _do(self, operands: list[Any], whole: Any) -> list[Any]:
        from pikepdf import Dictionary, Name, Operator

        listed = self.resources.get("/XObject", {})
        thing = listed.get(str(operands[0]))
        kind = str(thing.get("/Subtype", "")) if thing is not None else ""
        if kind == "/Image":
            self._picture()
        mended = thing
        if kind == "/Form":
            mended = self.walk.form(thing, self.resources, self.state.ctm, self.depth, self.fonts)
        if mended is thing:
            self.drawn.add(str(operands[0]))
            return [whole]
        name = next(f"/LXM{n}" for n in range(len(listed) + 1) if f"/LXM{n}" not in listed)
        self.resources.XObject = Dictionary(listed)
        self.resources.XObject[name] = mended
        self.drawn.add(name)
        return [([Name(name)], Operator("Do"))]

    def finish(self) -> None:
        """Drop what is not drawn any more: a form that was mended would still say all of it."""
        from pikepdf import Dictionary

        listed = self.resources.get("/XObject")
        if listed is not None and any(name not in self.drawn for name in listed.keys()):  # noqa: SIM118
            self.resources.XObject = Dictionary({name: one for name, one in listed.items() if name in self.drawn})

    def _picture(self) -> None:
        corners = [_point(self.state.ctm, corner) for corner in ((0, 0), (1, 0), (0, 1), (1, 1))]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        self.walk.pictures.append((min(xs), min(ys), max(xs), max(ys)))


def _silent(operands: list[Any], operator: str, whole: Any) -> Any:
    """Return marked content without the words that say again what its glyphs show."""
    from pikepdf import Dictionary, Operator

    if len(operands) == 2 and isinstance(operands[1], Dictionary):
        kept = {key: one for key, one in operands[1].items() if key not in _SAID_AGAIN}
        return ([operands[0], Dictionary(kept)], Operator(operator))
    return whole


def _copied(state: _State) -> _State:
    return _State(
        state.ctm,
        state.font,
        state.size,
        state.spacing,
        state.word_spacing,
        state.stretch,
        state.leading,
        state.rise,
    )


def _matrix(operands: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = (float(v) for v in operands)
    return (a, b, c, d, e, f)


def _product(one: Sequence[float], other: Matrix) -> Matrix:
    """Return the matrix that maps first by ``one``, then by ``other``."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _point(matrix: Matrix, point: tuple[float, float]) -> tuple[float, float]:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
