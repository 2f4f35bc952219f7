"""提交保全担保材料的函: the undertaking of an insurer or a bank is handed in (财产保全规定 7, 8; ``undertaking``)."""

from __future__ import annotations

from lexcollect.documents.material import Material, View
from lexcollect.documents.views import undertaking


def view(material: Material) -> View:
    """Return the fields of the paper and what is to be said about it."""
    return undertaking.written("preservation_cover", material)
