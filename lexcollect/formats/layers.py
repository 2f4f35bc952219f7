"""Layers of a PDF (可选内容组): which of them a viewer does not show.

Owns the reading of the default configuration. Switches nothing on or off.
"""

from __future__ import annotations

from functools import cache
from typing import Any


def layers_of(pdf: Any) -> list[tuple[Any, bool]]:
    """Return the layers of an open PDF, each with whether a viewer hides it at first."""
    properties = pdf.Root.get("/OCProperties")
    if not is_dict(properties):
        return []
    default = properties.get("/D")
    default = default if is_dict(default) else {}
    listed = {key: _ids(default.get(key)) for key in ("/ON", "/OFF")}
    all_off = name_of(default.get("/BaseState")) == "/OFF"
    found = []
    for layer in properties.get("/OCGs") or []:
        if is_dict(layer) and layer.is_indirect:
            off = layer.objgen in listed["/OFF"] or (all_off and layer.objgen not in listed["/ON"])
            found.append((layer, off))
    return found


def is_dict(value: Any) -> bool:
    """Tell whether ``value`` is a dictionary of a PDF and no stream."""
    return isinstance(value, _kinds()[0])


def is_array(value: Any) -> bool:
    """Tell whether ``value`` is an array of a PDF."""
    return isinstance(value, _kinds()[1])


@cache
def _kinds() -> tuple[type, type]:
    """Return what the library calls a dictionary (a stream is none) and an array; asked a million times for a book."""
    from pikepdf import Array, Dictionary

    return Dictionary, Array


def name_of(value: Any) -> str:
    """Return a name (or a text) of a PDF as text; empty when its bytes are none."""
    try:
        return str(value)
    except UnicodeDecodeError:
        return ""  # a name of arbitrary bytes is none of those anybody looks for


def _ids(layers: Any) -> set[tuple[int, int]]:
    return {layer.objgen for layer in layers if is_dict(layer)} if is_array(layers) else set()
