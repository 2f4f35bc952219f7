"""调解协议: the settlement of a pending suit, of which the court makes a mediation paper (民事调解规定 2, 8, 9).

The same agreement as the private one (``settlement``), confirmed by the court instead of a withdrawal.
"""

from lexcollect.documents.material import Material, View
from lexcollect.documents.views import settlement


def view(material: Material) -> View:
    """Return the fields of the agreement and what is to be said about it."""
    return settlement.written(settlement.IN_SUIT, material)
