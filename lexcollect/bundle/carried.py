"""Carried: which pages go over as they are (原样转入), and which are delicate.

Owns the rule by which a page counts as carried over: its drawing is one that cannot look otherwise inside a form than
as a page, and nothing of it was changed by us. Everything else is delicate and always compared with its source:
annotations drawn in, layers, blending, patterns, turned and cut pages, fonts drawn by instructions, forms without
resources of their own. In doubt a page is delicate.

Of large packages (:data:`ALL_UP_TO`) pages that are carried over are compared in some of the files only, chosen by
their digests: whoever makes a file cannot tell whether it is among them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lexcollect.formats.layers import is_array, is_dict, name_of
from lexcollect.formats.readers.pdf import inherited

_DEEPEST = 4
#: In a package of so many files every page is compared; of larger ones, carried pages of about so many files.
ALL_UP_TO, _SAMPLED = 60, 40
_RESOURCES = frozenset({"/Font", "/XObject", "/ProcSet", "/ColorSpace", "/ExtGState"})
#: Entries of a graphics state that mix what is drawn with what lies below.
_OPAQUE = {"/ca": 1, "/CA": 1, "/SMask": "/None", "/BM": "/Normal"}


#: Tells whether a carried page is compared: its number and the number of pages of its file.
Sampled = Callable[[int, int], bool]


def every_page(_: int, __: int) -> bool:
    """Return that a page is compared."""
    return True


def one_in(files: int) -> int:
    """Return of how many files one is looked at with its carried pages, in a package of ``files``."""
    return 1 if files <= ALL_UP_TO else -(-files // _SAMPLED)


def in_sample(digest: str, every: int, number: int, count: int) -> bool:
    """Tell whether the carried page ``number`` of ``count`` is compared, in the file with this SHA-256."""
    if every == 1:
        return True
    chosen = int(digest[:8] or "0", 16) % every == 0
    return chosen and number in (1, 1 + int(digest[8:16] or "0", 16) % count)


class Carried:
    """Looks at the pages of one file; what several pages share is looked at once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bool] = {}

    def page(self, page: Any) -> bool:
        """Tell whether ``page`` (a dictionary of the library) goes over as it is."""
        try:
            upright = not inherited(page, "/Rotate") and "/UserUnit" not in page and "/Annots" not in page
            return upright and _uncut(page) and self._resources(inherited(page, "/Resources"), 0)
        except Exception:  # what cannot be looked at is delicate
            return False

    def _resources(self, resources: Any, depth: int) -> bool:
        if not is_dict(resources):
            return False
        key = resources.objgen if resources.is_indirect else (0, 0)
        if key not in self._known or key == (0, 0):
            self._known[key] = self._plain(resources, depth)
        return self._known[key]

    def _plain(self, resources: Any, depth: int) -> bool:
        if not set(resources.keys()) <= _RESOURCES or depth > _DEEPEST:
            return False
        return (
            all(self._drawn(one, depth) for one in _entries(resources, "/XObject"))
            and all(map(_opaque, _entries(resources, "/ExtGState")))
            and all(is_dict(font) and font.get("/Subtype") != "/Type3" for font in _entries(resources, "/Font"))
            and all(not _of_patterns(space) for space in _entries(resources, "/ColorSpace"))
        )

    def _drawn(self, one: Any, depth: int) -> bool:
        if "/OC" in one:
            return False
        if name_of(one.get("/Subtype")) == "/Image":
            return True
        own = one.get("/Resources")
        return "/Group" not in one and is_dict(own) and self._resources(own, depth + 1)


def _uncut(page: Any) -> bool:
    media, crop = inherited(page, "/MediaBox"), inherited(page, "/CropBox")
    sides = [float(one) for one in media]
    return sides[:2] == [0, 0] and (crop is None or [float(one) for one in crop] == sides)


def _entries(resources: Any, key: str) -> list[Any]:
    listed = resources.get(key)
    if listed is None:
        return []
    return [listed[name] for name in listed.keys()]  # noqa: SIM118 - a dictionary of the library is no mapping


def _opaque(state: Any) -> bool:
    return all(key not in state or state[key] == plain for key, plain in _OPAQUE.items())


def _of_patterns(space: Any) -> bool:
    return name_of(space[0] if is_array(space) else space) == "/Pattern"
