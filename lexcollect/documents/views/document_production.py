"""责令提交书证申请书 (民诉法解释 112, 证据规定 45–48; ``evidence_requests``)."""

from __future__ import annotations

from lexcollect.documents.material import Material, View
from lexcollect.documents.views import evidence_requests


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    return evidence_requests.written("document_production", material)
