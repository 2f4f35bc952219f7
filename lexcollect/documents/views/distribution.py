"""参与分配申请书: form 62, where another creditor's enforcement against the same debtor is under way.

Basis: 民诉法解释 506, 507: the debtor is a natural person or another organisation, no company.
"""

from __future__ import annotations

from lexcollect.documents.material import Material, View
from lexcollect.documents.views import title_form


def view(material: Material) -> View:
    """Return what fills the form and what is to be said about it."""
    return title_form.written(title_form.DISTRIBUTION, material, "distribution")
