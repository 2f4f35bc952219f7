"""诉前财产保全申请书, and 仲裁前: asked for before a suit or an arbitration because it cannot wait (民事诉讼法 104)."""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.documents.material import Material, View
from lexcollect.documents.views import preservation


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    return preservation.written("preservation_before_suit", material)


def applies(material: Material) -> bool:
    """Tell whether the case file asks for preservation before suit."""
    asked = material.case.preservation
    return asked is not None and asked.stage is k.Stage.PRE_SUIT
