"""恢复执行申请书: the same application once enforcement stands still.

Basis: 民事诉讼法 241(2) and 执行和解规定 9 after a broken settlement, 民诉法解释 517(2) where assets were wanting.
"""

from __future__ import annotations

from lexcollect.documents.material import Material, View
from lexcollect.documents.views import enforcement


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    return enforcement.written("resumption", material)


def applies(material: Material) -> bool:
    """Tell whether enforcement was applied for and stands still."""
    title = enforcement.title_of(material)
    return title is not None and enforcement.to_resume(material, title)
