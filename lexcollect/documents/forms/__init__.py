"""Official element forms (要素式文书示范文本): rows, boxes and measures of the court's own pages, and what fills them.

Owns a second maker of papers beside the template engine: a form is data (``data/<edition>/``, one file a form, written
by ``docs/forms.py``), drawn row by row. What may be filled in is a blank or a box of that form and nothing else: a box
is a closed value of its own, ticked by its exact name. Repeating a block of a party and enlarging a cell is what note 4
of every form allows; no row is left out, added, renamed or moved. Knows no case and no law.
"""

from lexcollect.documents.forms.filling import Cell, Filling, Misfit, Person, filled
from lexcollect.documents.forms.form import Block, Form, Row, Section
from lexcollect.documents.forms.reading import EDITION, form_of, numbers

__all__ = [
    "EDITION",
    "Block",
    "Cell",
    "Filling",
    "Form",
    "Misfit",
    "Person",
    "Row",
    "Section",
    "filled",
    "form_of",
    "numbers",
]
