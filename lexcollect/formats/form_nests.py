"""Form nests (表单对象嵌套): how often a page of a PDF draws its forms, forms in forms included.

Owns the counting. A form that draws itself, or forms that double each other level by level, keep every viewer busy
without end: such a page is refused before anything draws it (:class:`EndlessDrawing`). Draws nothing.
"""

from __future__ import annotations

import re
from typing import Any

from lexcollect.formats.layers import is_dict, name_of

#: More drawings of forms than this has no page that a person made.
MOST_DRAWINGS = 100_000
#: Only forms nested deeper are looked into: so deep no doubling costs much. Content beyond so many bytes is not read.
_HARMLESS, _MOST_BYTES = 4, 8 << 20

_Key = tuple[int, int]


class EndlessDrawing(ValueError):
    """A page draws its forms without end, or more often than any viewer would wait for."""


class Nests:
    """Counts for one document; what was counted is remembered for its other pages."""

    def __init__(self) -> None:
        self._known: dict[_Key, tuple[int, int]] = {}

    def check(self, resources: Any) -> None:
        """Raise :class:`EndlessDrawing` when drawing with ``resources`` would never end, or too late."""
        total = sum(self._count(form, ())[0] for form in _forms(resources).values())
        if total > MOST_DRAWINGS:
            raise EndlessDrawing

    def _count(self, form: Any, above: tuple[_Key, ...]) -> tuple[int, int]:
        """Return how many drawings the form makes, and how deep it nests."""
        key = form.objgen
        if key in above:
            raise EndlessDrawing
        if key in self._known:
            return self._known[key]
        inner = _forms(form.get("/Resources"))
        counts = {name: self._count(one, (*above, key)) for name, one in inner.items()}
        deep = 1 + max((depth for _, depth in counts.values()), default=0)
        times = _times(form, counts) if deep > _HARMLESS else dict.fromkeys(counts, 1)
        made = 1 + sum(times[name] * count for name, (count, _) in counts.items())
        self._known[key] = (min(made, MOST_DRAWINGS + 1), deep)
        return self._known[key]


def _forms(resources: Any) -> dict[str, Any]:
    from pikepdf import Stream

    drawn: Any = resources.get("/XObject") if is_dict(resources) else None
    if not is_dict(drawn):
        return {}
    found = {}
    for name, one in drawn.items():
        if isinstance(one, Stream) and one.is_indirect and name_of(one.get("/Subtype")) == "/Form":
            found[name] = one
    return found


def _times(form: Any, names: Any) -> dict[str, int]:
    """Return how often the form's content draws each of ``names``; one that cannot be read draws each of them once."""
    try:
        content = form.read_bytes() if len(form.read_raw_bytes()) <= _MOST_BYTES else b""
    except Exception:  # whatever unpacking raises: the viewers cannot read it either
        content = b""
    words = {name: re.escape(name.encode("utf-8", "surrogateescape")) + rb"\s+Do\b" for name in names}
    return {name: max(1, len(re.findall(word, content))) for name, word in words.items()}
