"""Problems: the findings of a package or a draft as a list, where they are too many for a screen.

Owns the two lists beside that of the intake (``layout.PROBLEMS_OF``): written anew by every run, and taken away by one
with few findings, so that none tells of a run before.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.layout import PROBLEMS_OF

if TYPE_CHECKING:
    from lexcollect.findings import Finding

#: So many findings need no list.
_FEW = 12


def list_problems(folder: Path, verb: str, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Write every finding of a run of ``verb`` in the matter ``folder`` to its list, if they are many.

    Return the name of the list, nothing when there is none.
    """
    from lexcollect.files import write_bytes
    from lexcollect.intake.tables import problems_bytes
    from lexcollect.matter.placing import in_words

    name = PROBLEMS_OF[verb]
    if len(findings) <= _FEW:
        (folder / name).unlink(missing_ok=True)
        return ()
    write_bytes(folder / name, problems_bytes([in_words(one) for one in findings]))
    return (name,)
