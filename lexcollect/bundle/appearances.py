"""Looks (外观) for form values and annotations that have none: what a viewer would draw by itself is drawn here.

Owns the drawing of text fields, choices, check boxes, typed remarks, marks over words, strokes and shapes from their
entries, and the naming of what it cannot draw. Written with our fonts, so that Chinese values stand there as well.
Refuses to draw what is switched off, and the characters of a password.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lexcollect.bundle.sheets import numbers
from lexcollect.bundle.stamp import Lettering
from lexcollect.formats.boxes import Box, normalised
from lexcollect.formats.layers import is_array, is_dict, name_of
from lexcollect.formats.pdf_files import annotations_of
from lexcollect.formats.readers.pdf import inherited, number_of
from lexcollect.records import dataclass

_OFF = 0x01 | 0x02 | 0x20  # Invisible, Hidden, NoView
_MULTILINE, _PASSWORD, _PUSH = 1 << 12, 1 << 13, 1 << 16
_TYPED, _SHAPES = ("/FreeText", "/Stamp"), ("/Square", "/Circle", "/Line", "/Polygon", "/PolyLine", "/Ink")
_OVER_WORDS = ("/Highlight", "/Underline", "/StrikeOut", "/Squiggly")
#: These show a sign on the screen only; what they say is told as hidden content.
_SIGNS = frozenset(
    {"/Text", "/Popup", "/Link", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/Redact", "/Watermark"}
)
_PADDING, _LEADING, _SMALLEST, _USUAL = 2.0, 1.2, 4.0, 12.0
_MOST_CHARS = 2000
_TOLD_CHARS = 40
Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Written:
    """A value or remark without a look: on which page, what it is called, what it says, whether it was drawn."""

    page: int
    name: str
    value: str
    drawn: bool = True

    @property
    def told(self) -> str:
        """Return how a finding names it."""
        value = self.value if len(self.value) <= _TOLD_CHARS else f"{self.value[:_TOLD_CHARS]}…"
        return f"{self.name}={value}" if self.name else value


@dataclass(frozen=True, slots=True)
class Looks:
    """What was given a look, the lettering it needs, and the pages of which something may be missing."""

    written: tuple[Written, ...]
    letters: Lettering | None
    failed: frozenset[int]


def draw_missing(pdf: Any, pages: list[Any]) -> Looks:
    """Give a look to every value and annotation of ``pages`` that has none, and return them.

    The lettering returned must stay open until the pages are written. What one annotation makes its reader raise costs
    no other: its page is named.
    """
    form = pdf.Root.get("/AcroForm")
    anew = is_dict(form) and form.get("/NeedAppearances") is True
    failed: set[int] = set()
    found: list[tuple[int, Any, str]] = []
    for number, page in enumerate(pages, start=1):
        try:
            found += [(number, one, _words(one)) for one in _without_look(page, anew)]
        except Exception:  # odd bytes raise anything; the other pages are sound
            failed.add(number)
    said = [words for _, _, words in found if words]
    letters = Lettering(pdf, said) if said else None
    written = []
    for number, one, words in found:
        try:
            drawn = _draw(pdf, one, letters)
            if drawn or words:
                written.append(Written(number, _title(one), words, drawn))
        except Exception:
            failed.add(number)
    return Looks(tuple(written), letters, frozenset(failed))


def _without_look(page: Any, anew: bool) -> Iterator[Any]:
    for one in annotations_of(page.obj):
        kind, flags = name_of(one.get("/Subtype")), one.get("/F", 0)
        if kind in _SIGNS or (isinstance(flags, int) and flags & _OFF):
            continue
        look = one.get("/AP")
        has_look = is_dict(look) and look.get("/N") is not None
        if kind == "/Widget":
            typed = name_of(inherited(one, "/FT")) in ("/Tx", "/Ch")
            if has_look and not (anew and typed):
                _choose_state(one, look)
            elif inherited(one, "/V") is not None and name_of(inherited(one, "/FT")) != "/Sig":
                yield one
        elif not has_look:
            yield one


def _choose_state(one: Any, look: Any) -> None:
    """A box with looks for on and off, and no word which of them holds, shows its value."""
    from pikepdf import Name

    states, value = look.get("/N"), name_of(inherited(one, "/V"))
    if "/AS" not in one and is_dict(states) and value.startswith("/") and value in states:
        one.AS = Name(value)


def _title(one: Any) -> str:
    """Return the full name of a field; of a remark nothing."""
    names, node = [], one
    for _ in range(16):
        if not is_dict(node):
            break
        if "/T" in node and name_of(node.get("/Subtype")) in ("/Widget", "", "None"):
            names.append(name_of(node["/T"]))
        node = node.get("/Parent")
    return ".".join(reversed(names))


def _words(one: Any) -> str:
    """Return what the annotation says."""
    if name_of(one.get("/Subtype")) != "/Widget":
        return _text(one.get("/Contents")) or _stamp_name(one)
    kind, flags = name_of(inherited(one, "/FT")), int(number_of(inherited(one, "/Ff"), 0))
    value = inherited(one, "/V")
    if kind == "/Btn":
        return ""
    if kind == "/Tx" and flags & _PASSWORD:
        return "*" * min(len(_text(value)), 12)
    shown = _displayed(inherited(one, "/Opt"))
    values = list(value)[:64] if is_array(value) else [value]
    return "、".join(shown.get(_text(part), _text(part)) for part in values)[:_MOST_CHARS]


def _displayed(options: Any) -> dict[str, str]:
    """Return export value → displayed words of a choice."""
    pairs = list(options)[:2000] if is_array(options) else []
    return {_text(pair[0]): _text(pair[1]) for pair in pairs if is_array(pair) and len(pair) == 2}


def _text(value: Any) -> str:
    from pikepdf import Stream

    if value is None or is_dict(value) or is_array(value):
        return ""
    words = value.read_bytes()[:_MOST_CHARS].decode("utf-8", "replace") if isinstance(value, Stream) else name_of(value)
    return words[:_MOST_CHARS].strip("\0")


def _stamp_name(one: Any) -> str:
    return name_of(one.get("/Name", "")).lstrip("/") if name_of(one.get("/Subtype")) == "/Stamp" else ""


def _draw(pdf: Any, one: Any, letters: Lettering | None) -> bool:
    """Give ``one`` its look; tell whether there was anything to draw."""
    rect = _rect(one)
    if rect is None:
        return False
    kind = name_of(one.get("/Subtype"))
    if kind == "/Widget" and name_of(inherited(one, "/FT")) == "/Btn":
        content = _box_mark(one, rect)
    elif kind == "/Widget":
        content = _typed(one, rect, letters, frame=False)
    elif kind in _TYPED:
        content = _typed(one, rect, letters, frame=True)
    elif kind in _OVER_WORDS:
        content = _over_words(one, kind)
    elif kind in _SHAPES:
        content = _shape(one, kind, rect)
    else:
        return False
    if not content:
        return False
    _attach(pdf, one, rect, content, letters, multiply=kind == "/Highlight")
    return True


def _attach(pdf: Any, one: Any, rect: Box, content: bytes, letters: Lettering | None, *, multiply: bool) -> None:
    from pikepdf import Array, Dictionary, Name

    resources = Dictionary()
    if letters is not None:
        resources.Font = Dictionary(letters.fonts)
    if multiply:
        resources.ExtGState = Dictionary(G=Dictionary(BM=Name.Multiply))
        content = b"/G gs\n" + content
    look = pdf.make_stream(content)
    look.Type, look.Subtype, look.Resources = Name.XObject, Name.Form, resources
    # In the coordinates of the page, so that strokes and marks need no shift.
    look.BBox, look.Matrix = Array(list(rect)), Array([1, 0, 0, 1, 0, 0])
    one.AP = Dictionary(N=look)
    if "/AS" in one:
        del one["/AS"]


def _rect(one: Any) -> Box | None:
    rect = _floats(one.get("/Rect"))
    if len(rect) != 4:
        return None
    box = normalised((rect[0], rect[1], rect[2], rect[3]))
    return box if box[2] > box[0] and box[3] > box[1] else None


def _floats(values: Any) -> list[float]:
    return [number_of(value, 0.0) for value in list(values)[:20_000]] if is_array(values) else []


def _typed(one: Any, rect: Box, letters: Lettering | None, *, frame: bool) -> bytes:
    words = _words(one)
    if letters is None or not words.strip():
        return b""
    size, colour = _default_look(one)
    several = frame or int(number_of(inherited(one, "/Ff"), 0)) & _MULTILINE
    width, height = rect[2] - rect[0] - 2 * _PADDING, rect[3] - rect[1] - 2 * _PADDING
    lines, size = _fitted(words, letters, width, height, size, several=bool(several))
    out = bytearray(b"q\n" + f"{numbers((rect[0], rect[1], rect[2] - rect[0], rect[3] - rect[1]))} re W n\n".encode())
    if frame and (back := _colour(one, "/C")) and name_of(one.get("/Subtype")) == "/FreeText":
        out += f"{_triple(back)} rg {numbers((rect[0], rect[1], rect[2] - rect[0], rect[3] - rect[1]))} re f\n".encode()
    drop = size * _LEADING
    top = rect[3] - _PADDING - size if several else (rect[1] + rect[3]) / 2 - size * 0.36
    for at, line in enumerate(lines):
        start = rect[0] + _PADDING + _indent(one, width - letters.width(line, size))
        out += letters.line(line, start, top - at * drop, size, colour)
    return bytes(out + b"Q\n")


def _fitted(
    words: str, letters: Lettering, width: float, height: float, size: float, *, several: bool
) -> tuple[list[str], float]:
    """Return lines and size: as large as asked for, smaller where the words would not fit, never cut off."""
    size = size or min(_USUAL, max(_SMALLEST, height * 0.75))
    while True:
        lines = list(_lines(words, letters, width, size)) if several else [" ".join(words.split())]
        fits = (
            max(letters.width(line, size) for line in lines) <= width and len(lines) * size * _LEADING <= height + size
        )
        if fits or size <= _SMALLEST:
            return lines, size
        size = max(_SMALLEST, size * 0.9)


def _lines(words: str, letters: Lettering, width: float, size: float) -> Iterator[str]:
    for paragraph in words.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line, used = "", 0.0
        for char in paragraph:
            wide = letters.width(char, size)
            if line and used + wide > width:
                yield line
                line, used = "", 0.0
            line, used = line + char, used + wide
        yield line


def _indent(one: Any, spare: float) -> float:
    return max(0.0, spare) * {1: 0.5, 2: 1.0}.get(int(number_of(inherited(one, "/Q"), 0)), 0.0)


def _default_look(one: Any) -> tuple[float, Colour]:
    """Return size (0: as it fits) and colour that the default appearance asks for."""
    words = _text(inherited(one, "/DA")).split()
    size, colour = 0.0, BLACK
    for at, word in enumerate(words):
        parts = [_float(part) for part in words[max(0, at - 4) : at]]
        if word == "Tf" and parts:
            size = parts[-1]
        elif word == "g" and parts:
            colour = (parts[-1], parts[-1], parts[-1])
        elif word == "rg" and len(parts) >= 3:
            colour = (parts[-3], parts[-2], parts[-1])
    return max(0.0, min(size, 72.0)), colour


def _float(word: str) -> float:
    try:
        return float(word)
    except ValueError:
        return 0.0


def _colour(one: Any, key: str) -> Colour | None:
    parts = _floats(one.get(key))
    if len(parts) == 1:
        return (parts[0], parts[0], parts[0])
    if len(parts) == 3:
        return (parts[0], parts[1], parts[2])
    if len(parts) == 4:
        return tuple((1 - part) * (1 - parts[3]) for part in parts[:3])  # type: ignore[return-value]
    return None


def _triple(colour: Colour) -> str:
    return " ".join(f"{max(0.0, min(1.0, part)):.3f}" for part in colour)


def _box_mark(one: Any, rect: Box) -> bytes:
    """Draw a check mark in a box that is on; a box that is off, and a push button, stay as they are."""
    state = name_of(one.get("/AS", inherited(one, "/V")))
    if int(number_of(inherited(one, "/Ff"), 0)) & _PUSH or state in ("/Off", "None", ""):
        return b""
    width, height = rect[2] - rect[0], rect[3] - rect[1]
    points = [(0.2, 0.5), (0.42, 0.25), (0.82, 0.8)]
    drawn = [f"{rect[0] + x * width:.2f} {rect[1] + y * height:.2f}" for x, y in points]
    return f"q {max(0.8, min(width, height) / 9):.2f} w {drawn[0]} m {drawn[1]} l {drawn[2]} l S Q\n".encode()


def _over_words(one: Any, kind: str) -> bytes:
    points = _floats(one.get("/QuadPoints"))
    colour = _colour(one, "/C") or (1.0, 0.85, 0.0)
    out = ["q", f"{_triple(colour)} rg {_triple(colour)} RG 1 w"]
    for at in range(0, len(points) - 7, 8):
        quad = points[at : at + 8]
        left, right = min(quad[::2]), max(quad[::2])
        low, high = min(quad[1::2]), max(quad[1::2])
        if kind == "/Highlight":
            out.append(f"{left:.2f} {low:.2f} {right - left:.2f} {high - low:.2f} re f")
        else:
            y = (low + high) / 2 if kind == "/StrikeOut" else low + 1
            out.append(f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S")
    return "\n".join([*out, "Q\n"]).encode() if len(out) > 2 else b""


def _shape(one: Any, kind: str, rect: Box) -> bytes:
    style = one.get("/BS")
    width = number_of(style.get("/W"), 1.0) if is_dict(style) else 1.0
    colour, inside = _colour(one, "/C") or BLACK, _colour(one, "/IC")
    path = "\n".join(_path(one, kind, rect, width / 2))
    if not path:
        return b""
    fill = f"{_triple(inside)} rg" if inside and kind in ("/Square", "/Circle", "/Polygon") else ""
    paint = "B" if fill else "S"
    return f"q {_triple(colour)} RG {fill} {width:.2f} w 1 J 1 j\n{path}\n{paint} Q\n".encode()


def _path(one: Any, kind: str, rect: Box, inset: float) -> Iterator[str]:
    if kind == "/Square":
        yield f"{rect[0] + inset:.2f} {rect[1] + inset:.2f} {rect[2] - rect[0] - 2 * inset:.2f} "
        yield f"{rect[3] - rect[1] - 2 * inset:.2f} re"
    elif kind == "/Circle":
        yield from _ellipse(rect, inset)
    elif kind == "/Ink":
        strokes = one.get("/InkList")
        for stroke in list(strokes)[:2000] if is_array(strokes) else []:
            yield from _polyline(_floats(stroke))
    else:
        yield from _polyline(_floats(one.get("/L" if kind == "/Line" else "/Vertices")))
        if kind == "/Polygon":
            yield "h"


def _polyline(points: list[float]) -> Iterator[str]:
    for at in range(0, len(points) - 1, 2):
        yield f"{points[at]:.2f} {points[at + 1]:.2f} {'l' if at else 'm'}"


def _ellipse(rect: Box, inset: float) -> Iterator[str]:
    """Four curves; 0.5523 makes them round."""
    x, y = (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2
    a, b = (rect[2] - rect[0]) / 2 - inset, (rect[3] - rect[1]) / 2 - inset
    k = 0.5523
    yield f"{x + a:.2f} {y:.2f} m"
    for c, s, c2, s2 in ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)):
        first = (x + a * (c + k * c2), y + b * (s + k * s2))
        second = (x + a * (c2 + k * c), y + b * (s2 + k * s))
        last = (x + a * c2, y + b * s2)
        yield " ".join(f"{v:.2f}" for v in (*first, *second, *last)) + " c"
