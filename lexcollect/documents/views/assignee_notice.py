"""债权转让通知书 that the assignee sends alone, with the proof of the assignment (民法典 546; 合同编通则解释 48).

A debtor may ask for that proof before it pays; where there is none, the assignor has to sign (``assignment_notice``).
"""

from __future__ import annotations

from lexcollect.documents.material import Material, View
from lexcollect.documents.views import assignment_notice


def view(material: Material) -> View:
    """Return the fields of the notices and what is to be said about them."""
    return assignment_notice.written("assignee_notice", material, alone=True)
