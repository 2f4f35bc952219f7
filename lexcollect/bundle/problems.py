"""Problems: why a file is not shown, and what was seen while showing it.

Owns :class:`Unshown` and :class:`Notes`. A file that cannot be shown is never dropped: it becomes a placeholder page
and a finding.
"""

from __future__ import annotations

from typing import Any

from lexcollect.findings import Finding, Level, Where, finding
from lexcollect.records import dataclass, field


class Unshown(Exception):
    """This source cannot be shown as pages; ``code`` is the finding that says why."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(slots=True)
class Notes:
    """Findings about one source file, gathered while it is turned into pages."""

    name: str
    label: str
    found: list[Finding] = field(default_factory=list)

    def add(self, code: str, *, level: Level | None = None, **params: Any) -> None:
        """Add finding ``code`` about this file."""
        self.found.append(finding(code, Where(self.name, field=self.label), level=level, **params))
