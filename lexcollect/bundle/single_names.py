"""Names of single files (单份): what the document of one exhibit is called.

Owns the fields of the pattern that a profile gives and the names made from it: like the names of originals they hold
nothing that a file system, BagIt or a portal refuses, and no two are equal.
"""

from __future__ import annotations

from collections.abc import Mapping

from lexcollect.cn.names import safe_file_name
from lexcollect.patterns import regex

#: What a pattern may name: number and title of the exhibit, its group, its place in the order, its pages.
FIELDS = ("no", "title", "group", "number", "first", "last")
_FIELD = regex(r"\{([^{}]*)\}")
#: Longest name, in bytes of UTF-8.
_BYTES = 120


def unknown_fields(pattern: str) -> tuple[str, ...]:
    """Return what stands between braces in ``pattern`` and is no field, and braces that stand alone."""
    unknown = [f"{{{one}}}" for one in _FIELD.findall(pattern) if one not in FIELDS]
    alone = [sign for sign in _FIELD.sub("", pattern) if sign in "{}"]
    return (*unknown, *dict.fromkeys(alone))


def single_name(pattern: str, values: Mapping[str, str], taken: set[str], mark: str = "") -> str:
    """Return the name of a single file; ``taken`` are those given before, which it joins.

    ``mark`` follows the title where an exhibit makes several files. A name that is taken moves on to ``_2``, ``_3`` …
    """
    base = _FIELD.sub(lambda found: values[found[1]], pattern)
    for count in range(1, 10_000):
        ending = f"{mark}{f'_{count}' if count > 1 else ''}.pdf"
        name = safe_file_name(base, max_bytes=_BYTES - len(ending.encode()), max_chars=60) + ending
        if name.casefold() not in taken:
            taken.add(name.casefold())
            return name
    raise AssertionError("no free name")
