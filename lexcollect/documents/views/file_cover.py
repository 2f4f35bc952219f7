"""卷宗封面: the particulars of a closed file (结案归档). The sentences are in ``closing.yaml``."""

from __future__ import annotations

from lexcollect.documents.material import Material, View
from lexcollect.documents.views import closed


def view(material: Material) -> View:
    """Return the fields of the cover and what is to be said about it."""
    found = View("file_cover", material)
    closing = closed.of(found)
    if closing is not None:
        found.fields = {"各项": closed.sheet(found, closing, cover=True)}
    return found
