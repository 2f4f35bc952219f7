"""证据保全申请书 (民事诉讼法 84, 证据规定 25–28; ``evidence_requests``)."""

from __future__ import annotations

from lexcollect.documents.material import Material, View
from lexcollect.documents.views import evidence_requests


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    return evidence_requests.written("evidence_preservation", material)
