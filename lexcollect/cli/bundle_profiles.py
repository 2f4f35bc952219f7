"""``bundle --profile``: which way of binding (装订方案) a package is made in, and which there are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.report import Report
from lexcollect.findings import Finding, Refused, has_errors
from lexcollect.layout import PROFILES

if TYPE_CHECKING:
    from lexcollect.bundle.model import Profile
    from lexcollect.cli.console import Console

#: The word that asks for a list.
LIST = "list"


def chosen(matter: Path, word: str) -> tuple[Profile, list[Finding]]:
    """Return the profile and what is to be said of it; :class:`Refused` with every mistake in it."""
    from lexcollect.matter.packages import profile_named

    profile, found = profile_named(matter, word)
    if profile is None or has_errors(found):
        raise Refused(found)
    return profile, found


def list_profiles(folder: Path | None) -> Report:
    """List the profiles; with a matter, its own among them, each checked."""
    from lexcollect.bundle.profile_files import listed
    from lexcollect.cli.console import words_for
    from lexcollect.matter.layout import find_matter, is_matter

    matter = find_matter(folder) if folder or is_matter(Path()) else None
    rows, found = listed(matter / PROFILES if matter else None)

    def show(out: Console) -> None:
        out.say("binding.list_head", count=len(rows))
        for row in rows:
            out.say("binding.list_own" if row.own else "binding.list_row", name=row.name, title=row.title)
        out.say("binding.list_foot")

    data = {"profiles": [{"name": row.name, "title": str(row.title), "own": row.own} for row in rows]}
    return Report(tuple(found), data, show, ("bundle", *(words_for(matter) if matter else ()), "--profile", "paper"))
