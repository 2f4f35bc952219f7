"""Burden (举证): what must be shown for a claim, which exhibits bear it, what is missing and what would fill it.

Owns the proof matrix (:func:`matrix`), pure: case, answers and exhibits in, rows out. The elements of a claim are data
of its cause, dated there; each "if" is here. Reads no file and says no sentence that is not in the wording.
"""

from __future__ import annotations

from lexcollect.burden.matrix import matrix
from lexcollect.burden.shapes import Gap, Gravity, Row, Standing, Supplier, gaps_of

__all__ = ["Gap", "Gravity", "Row", "Standing", "Supplier", "gaps_of", "matrix"]
