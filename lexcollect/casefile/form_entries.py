"""Entries of official forms: what a party fills into a row that no other fact fills (要素栏).

Owns :class:`FormEntry`. Whether the form has such a row and box is for the papers: they know the forms.
"""

from __future__ import annotations

from lexcollect.casefile.fields import Line
from lexcollect.casefile.parties import Proved
from lexcollect.casefile.values import Alike


class FormEntry(Proved, noun=("要素栏", "form entry"), alike=(Alike(("form", "section", "row")),)):
    """What stands in one row of an official form (要素栏): boxes by the words they print, and words.

    ``form`` is the number of the form, ``section`` the title of its section, ``row`` the number printed in it, or its
    label where it has none; a section of one row needs no ``row``. A choice that is the client's own (先行调解) stands
    here too once it was made.
    """

    form: Line
    section: Line = ""
    row: Line = ""
    ticks: tuple[Line, ...] = ()
    text: Line = ""
