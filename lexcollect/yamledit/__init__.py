"""Editing YAML by place: values, keys and entries change, everything else stays byte for byte.

Owns the way from a text and a few edits to a new text: comments, order, indentation, quotes, spelling and line ends of
everything untouched stay. Built on PyYAML's marks. Knows nothing of cases, catalogues or files.
"""

from lexcollect.yamledit.cuts import CannotEdit
from lexcollect.yamledit.editing import Edited, EditFailed, Unreadable, edited
from lexcollect.yamledit.edits import Drop, Edit, Insert, Put, get, has
from lexcollect.yamledit.places import Found, Key, Keys, NoPlace, Place, differences, find, spelled
from lexcollect.yamledit.scalars import quoted, scalar

__all__ = [
    "CannotEdit",
    "Drop",
    "Edit",
    "EditFailed",
    "Edited",
    "Found",
    "Insert",
    "Key",
    "Keys",
    "NoPlace",
    "Place",
    "Put",
    "Unreadable",
    "differences",
    "edited",
    "find",
    "get",
    "has",
    "quoted",
    "scalar",
    "spelled",
]
