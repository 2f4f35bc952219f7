"""补充意见: the party's own opinion on the issues, beside or after a hearing (``counsel_opinion``)."""

from lexcollect.documents.material import Material, View
from lexcollect.documents.views import counsel_opinion


def view(material: Material) -> View:
    """Return the fields of the opinion and what is to be said about it."""
    return counsel_opinion.written("supplementary_opinion", material)
