"""延期举证申请书 (民诉法解释 100, 证据规定 52, 54; ``evidence_requests``)."""

from __future__ import annotations

from lexcollect.documents.material import Material, View
from lexcollect.documents.views import evidence_requests


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    return evidence_requests.written("evidence_extension", material)
