"""Problems: why a file is not shown, and what was seen while showing it.

Owns :class:`Unshown` and :class:`Notes`. A file that cannot be shown is never dropped: it becomes a placeholder page
and a finding. Whatever a damaged file makes its readers raise is such a reason too; only what the place we write to
refuses is not.
"""

from __future__ import annotations

import errno
from typing import Any

from lexcollect.findings import Finding, Level, Where, finding
from lexcollect.records import dataclass, field

#: What only the place we write to can refuse: no fault of the material.
_OUR_SIDE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


class Unshown(Exception):
    """This source cannot be shown as pages; ``code`` is the finding that says why."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def is_our_side(error: Exception) -> bool:
    """Tell whether ``error`` is a full or read-only disk."""
    return isinstance(error, OSError) and error.errno in _OUR_SIDE


def unshown(error: Exception) -> Unshown:
    """Return why a file that raised ``error`` is not shown; what our own side refuses is raised again."""
    if isinstance(error, Unshown):
        return error
    if is_our_side(error):
        raise error
    return Unshown("LX-B060", kind=type(error).__name__)


@dataclass(slots=True)
class Notes:
    """Findings about one source file, gathered while it is turned into pages."""

    name: str
    label: str
    found: list[Finding] = field(default_factory=list)

    def add(self, code: str, *, level: Level | None = None, **params: Any) -> None:
        """Add finding ``code`` about this file."""
        self.found.append(finding(code, Where(self.name, field=self.label), level=level, **params))
