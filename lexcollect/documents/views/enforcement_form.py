"""强制执行申请书（要素式）: form 60, on the title that the narrative application stands on (法〔2025〕82号)."""

from __future__ import annotations

from lexcollect.documents.material import Material, View
from lexcollect.documents.views import title_form


def view(material: Material) -> View:
    """Return what fills the form and what is to be said about it."""
    return title_form.written(title_form.APPLICATION, material)
