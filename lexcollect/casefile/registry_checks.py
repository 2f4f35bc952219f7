"""Registry checks: what a public register showed of a party on a day (工商查询).

Owns the fact group. What a state means for the debt is no business of this room.
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.casefile.fields import Day, Line, PartyRef
from lexcollect.casefile.parties import Proved
from lexcollect.casefile.values import Alike


class RegistryCheck(
    Proved,
    noun=("工商查询", "registry check"),
    alike=(Alike(("party", "date"), ("source", "state", "content")),),
):
    """A look into a public register (工商查询): whom, when, by whom, in which register, and what it showed.

    ``content`` are the facts found (法定代表人、住所的变更，列为被执行人), each as the register puts it.
    """

    party: PartyRef
    date: Day
    by: Line = ""
    source: Line = ""
    state: k.RegistryState | None = None
    content: Line = ""
