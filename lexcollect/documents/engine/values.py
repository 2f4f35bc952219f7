"""Values: what a paper may be filled with.

Owns the check of the data before rendering: mappings, lists, texts, whole numbers, and true or false for
conditions. Characters that XML cannot carry are findings with the field's name; a ``None``, a float, a date or an
amount not yet written out is a programming mistake (:class:`TypeError`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lexcollect.documents.engine.listing import CONTROLS
from lexcollect.findings import Finding, Where, finding
from lexcollect.patterns import regex

#: Control characters but tab, line feed, new paragraph and new page; lone surrogates; two non-characters.
_UNFIT = regex("[\x00-\x06\x08\x0b\r\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MAX_DEPTH = 12
#: Longest text of all values together, in characters.
MAX_CHARACTERS = 8_000_000


def read_values(context: Mapping[str, Any], file: str) -> tuple[bool, list[Finding]]:
    """Return whether any value holds a line break or tab, and a finding for each character that cannot be kept.

    Raises :class:`TypeError` naming the field when a value is of a kind papers are not filled with.
    """
    texts: list[str] = []
    _collect(context, "", texts, 0)
    joined = "".join(texts)
    if len(joined) > MAX_CHARACTERS:
        return False, [finding("LX-T073", Where(file), limit=MAX_CHARACTERS)]
    bad = (
        []
        if not _UNFIT.search(joined)
        else [
            finding(
                "LX-T072",
                Where(file, field=name),
                field=name,
                character=f"U+{ord(match[0]):04X}",
                before=_UNFIT.sub("□", text[max(0, match.start() - 10) : match.start()]),
            )
            for name, text in _texts(context, "")
            for match in [_UNFIT.search(text)]
            if match
        ]
    )
    return CONTROLS.search(joined) is not None, bad


def _collect(value: Any, name: str, texts: list[str], depth: int) -> None:
    kind = type(value)
    if kind is str:
        texts.append(value)
    elif kind is int or kind is bool:
        return
    elif isinstance(value, Mapping):
        if depth > _MAX_DEPTH:
            raise TypeError(f"field {name}: nested more than {_MAX_DEPTH} levels deep")
        for key, inner in value.items():
            if type(inner) is str:
                texts.append(inner)
                continue
            if type(key) is not str:
                raise TypeError(f"field {name}: key {key!r} is not a text")
            _collect(inner, f"{name}.{key}" if name else key, texts, depth + 1)
    elif kind is list or kind is tuple:
        if depth > _MAX_DEPTH:
            raise TypeError(f"field {name}: nested more than {_MAX_DEPTH} levels deep")
        for number, inner in enumerate(value, 1):
            _collect(inner, f"{name}[{number}]", texts, depth + 1)
    else:
        raise TypeError(f"field {name}: {kind.__name__} cannot be printed in a paper; hand over a text")


def _texts(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value, 1):
            yield from _texts(inner, f"{name}[{number}]")
