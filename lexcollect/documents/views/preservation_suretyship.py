"""财产保全保证书: a third party stands in for the applicant (财产保全规定 6(2); ``undertaking``)."""

from __future__ import annotations

from lexcollect.documents.material import Material, View
from lexcollect.documents.views import undertaking


def view(material: Material) -> View:
    """Return the fields of the paper and what is to be said about it."""
    return undertaking.written("preservation_suretyship", material)
