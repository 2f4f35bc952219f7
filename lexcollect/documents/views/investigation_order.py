"""律师调查令申请书: local rules, contents as 证据规定 20 (``evidence_requests``)."""

from __future__ import annotations

from lexcollect.documents.material import Material, View
from lexcollect.documents.views import evidence_requests


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    return evidence_requests.written("investigation_order", material)
