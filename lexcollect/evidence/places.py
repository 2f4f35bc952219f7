"""Places: the keys of an evidence catalogue, as the editor wants to know them.

Owns nothing but the view: which keys stand where and in which order; exhibits are called by their ``id``, groups by
their number, files that are left out or decided on by their name.
"""

from __future__ import annotations

from lexcollect.evidence.decisions import DECISION_KEYS
from lexcollect.evidence.reading import GROUP_KEYS, ITEM_KEYS, LEFT_KEYS, TOP_KEYS
from lexcollect.yamledit import Key, Keys

#: Keys that hold a list of mappings: what stands in each, and what an entry is called by.
_LISTS = {
    "groups": (GROUP_KEYS, "number"),
    "items": (ITEM_KEYS, "id"),
    "left_out": (LEFT_KEYS, "file"),
    "decisions": (DECISION_KEYS, "file"),
}


def catalogue_keys() -> Keys:
    """Return the keys of a catalogue."""
    return {name: _top(name) for name in TOP_KEYS}


def _top(name: str) -> Key:
    if name not in _LISTS:
        return Key(name)
    keys, called = _LISTS[name]
    return Key(name, below=lambda: {key: _below(key) for key in keys}, many=True, names=(called,))


def _below(name: str) -> Key:
    return Key(name, many=True, split=lambda text: [text]) if name in ("files", "about", "proof") else Key(name)
