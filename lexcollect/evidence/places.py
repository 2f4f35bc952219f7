"""Places: the keys of an evidence catalogue, as the editor wants to know them.

Owns nothing but the view: which keys stand where and in which order; exhibits are called by their ``id``, groups by
their number, files that are left out or decided on by their name.
"""

from __future__ import annotations

from lexcollect.evidence.keys import LISTS, TOP
from lexcollect.yamledit import Key, Keys

#: What an entry of each list is called by.
_CALLED = {"groups": "number", "items": "id", "left_out": "file", "decisions": "file"}


def catalogue_keys() -> Keys:
    """Return the keys of a catalogue."""
    return {name: _top(name) for name in TOP}


def _top(name: str) -> Key:
    if name not in LISTS:
        return Key(name, TOP[name])
    keys = LISTS[name]
    return Key(
        name,
        TOP[name],
        below=lambda: {key: _below(key, labels) for key, labels in keys.items()},
        many=True,
        names=(_CALLED[name],),
    )


def _below(name: str, labels: tuple[str, ...]) -> Key:
    if name in ("files", "about", "proof"):
        return Key(name, labels, many=True, split=lambda text: [text])
    return Key(name, labels)
