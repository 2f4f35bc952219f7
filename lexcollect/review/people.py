"""People: who works on the page, and whose name stands in a field before somebody types another.

Owns the one name of this sitting (在此工作的人), which the journal gets, and the name typed last for each role
beside it: who decides is not who makes papers final. A name typed for one role becomes neither the other's nor that of
the sitting. Kept while the page is open, and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What a name is asked for beside the work itself: decisions and marks; papers that are made final.
DECIDES, FINAL = "decides", "final"
#: So many characters of a name are taken.
_LONGEST = 60


class People:
    """Who works here; nobody until somebody says so."""

    def __init__(self) -> None:
        self.here = ""
        self._last: dict[str, str] = {}

    def sits(self, name: str) -> None:
        """Take the name of who works here from now on; with another person the names typed before are forgotten."""
        name = name.strip()[:_LONGEST]
        if name != self.here:
            self.here = name
            self._last.clear()

    def typed(self, role: str, name: str) -> None:
        """Remember the name that somebody typed for a role."""
        self._last[role] = name.strip()[:_LONGEST]

    def proposed(self, role: str) -> str:
        """Return the name to stand in a field of a role: typed last for it, else of who works here."""
        return self._last.get(role) or self.here

    def shown(self) -> Mapping[str, Any]:
        """Return the names as the templates use them."""
        return {"who": self.here, "decider": self.proposed(DECIDES), "finisher": self.proposed(FINAL)}
