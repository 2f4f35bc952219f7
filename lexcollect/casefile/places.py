"""Places: the keys of a case file, as the editor wants to know them.

Owns nothing but the view: which keys stand where, in which spellings and order, and that facts are called by their
``id``. All of it follows from the fields of the fact groups.
"""

from __future__ import annotations

from functools import partial

from lexcollect.casefile.facts import Fact, fields_of
from lexcollect.casefile.loader import keys_of, words_in
from lexcollect.casefile.models import Case
from lexcollect.yamledit import Key, Keys

_NAMES = ("id",)
#: The keys of a group are the same for every file.
_KNOWN: dict[type[Fact], Keys] = {}


def case_keys() -> Keys:
    """Return the keys of a case file; those of its groups follow from there."""
    return _keys(Case)


def _keys(model: type[Fact]) -> Keys:
    if model in _KNOWN:
        return _KNOWN[model]
    spellings = keys_of(model)
    out: dict[str, Key] = {}
    for field in fields_of(model):
        inner = field.model
        out[field.key] = Key(
            field.key,
            tuple(written for written, key in spellings.items() if key == field.key and written != key),
            below=partial(_keys, inner) if inner else None,
            many=field.many,
            names=_NAMES if inner else (),
            split=None if inner else words_in,
        )
    return _KNOWN.setdefault(model, out)
