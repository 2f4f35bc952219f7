"""Case file: text ⇄ :class:`~lexcollect.casefile.models.Case`.

Owns the one source of truth about a matter: which facts there are, how they are written, and whether they can be
true together. Refuses to compute anything that the law decides; ``claims`` and ``deadlines`` do that.
"""

from lexcollect.casefile.loader import Loaded, load_case, parse_case
from lexcollect.casefile.models import SCHEMA, Case

__all__ = ["SCHEMA", "Case", "Loaded", "load_case", "parse_case"]
