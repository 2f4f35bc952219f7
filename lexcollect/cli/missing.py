"""Missing: what to type next after a name that names nothing.

Owns the suggestion alone: a matter or folder of nearly that name, the only matter around, the list of all of them, or
how to make one. Looks at names, opens no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.console import words_for
from lexcollect.cli.report import MISSING
from lexcollect.matter.layout import is_matter
from lexcollect.matter.many import matters_below

if TYPE_CHECKING:
    from lexcollect.findings import Finding

#: Verbs whose word is a matter folder.
_ON_MATTERS = frozenset(("calc", "due", "draft", "bundle", "verify"))
#: So many matters are looked for.
_ENOUGH = 2


def after_missing(verb: str, findings: Iterable[Finding]) -> Sequence[str | Path]:
    """Return the words to type after ``verb`` ended with ``findings``; none when they are about something else."""
    found = next((one for one in findings if one.code in MISSING), None)
    if found is None:
        return ()
    name = verb.split()[0]
    typed = Path(str(found.where.file)) if found.where.file else Path()
    if name in _ON_MATTERS:
        near = _near(typed, matters=True)
        if near is not None:
            return name, *words_for(near)
        return _around(name)
    near = _near(typed, matters=False)
    if near is not None and name in ("intake", "new"):
        return (name, near) if name == "intake" else (name, "--from", near)
    return *verb.split(), "--help"


def _near(typed: Path, *, matters: bool) -> Path | None:
    """Return the folder beside ``typed`` whose name is nearest to its name."""
    if not typed.name or typed.exists():
        return None
    try:
        beside = {p.name: p for p in typed.parent.iterdir() if p.is_dir() and (is_matter(p) or not matters)}
    except OSError:
        return None
    names = get_close_matches(typed.name, beside, n=1)
    return beside[names[0]] if names else None


def _around(name: str) -> Sequence[str | Path]:
    """Return the words for the only matter below the current folder, for the list of several, or for a first one."""
    below = []
    for matter in matters_below(Path()):
        below.append(matter)
        if len(below) == _ENOUGH:
            return "due", "--all"
    return (name, *words_for(below[0])) if below else ("new",)
