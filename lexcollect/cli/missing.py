"""Missing: what to type next after a name that names nothing.

Owns the suggestion alone: a matter, folder or file of nearly that name, the only matter around, the list of all of
them, how to make one, or the shipped template that is copied to begin with. Looks at names, opens no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli.console import words_for
from lexcollect.cli.report import MISSING
from lexcollect.matter.layout import is_matter
from lexcollect.matter.many import matters_below

if TYPE_CHECKING:
    from lexcollect.findings import Finding

#: Verbs whose word is a matter folder.
_ON_MATTERS = frozenset(("calc", "due", "draft", "bundle", "verify"))
#: Verbs of two words whose last word is a matter folder, and what is typed before it.
_SUBS_ON_MATTERS = {
    "law court": "",
    "template": "",
    "template copy": "paper",
    "template preview": "template",
    "bundle stamp": "",
    "bundle sign": "",
    "bundle prove": "number",
}
#: Verbs of two words whose words are files, and how such a file ends.
_ON_FILES = {"template check": ".docx", "law check": ".yaml"}
#: So many matters are looked for.
_ENOUGH = 2


def after_missing(verb: str, findings: Iterable[Finding]) -> Sequence[str | Path]:
    """Return the words to type after ``verb`` ended with ``findings``; none when they are about something else."""
    found = next((one for one in findings if one.code in MISSING), None)
    if found is None:
        return ()
    lost = Path(str(found.where.file)) if found.where.file else Path()
    name = verb.split()[0]
    if verb in _ON_FILES:
        return _file(verb)
    if name in _ON_MATTERS or verb in _SUBS_ON_MATTERS:
        words = (*verb.split(), *filter(None, (_typed(_SUBS_ON_MATTERS.get(verb, "")),)))
        near = _near(lost, matters=True)
        return (*words, *words_for(near)) if near is not None else _around(*words)
    near = _near(lost, matters=False)
    if near is not None and name in ("intake", "new"):
        return (name, near) if name == "intake" else (name, "--from", near)
    return *verb.split(), "--help"


def _typed(name: str) -> Any:
    """Return what was typed as the parameter ``name`` of this run."""
    import click

    context = click.get_current_context(silent=True)
    return context.params.get(name) if context else None


def _file(verb: str) -> Sequence[str | Path]:
    """Return the words after a file that is none: one of nearly that name, one in the folder, a template to copy."""
    lost = next((path for path in _typed("files") or () if not path.is_file()), Path())
    ending = _ON_FILES[verb]
    beside = lost if lost.is_dir() else lost.parent
    try:
        files = {path.name: path for path in sorted(beside.iterdir()) if path.suffix.lower() == ending}
    except OSError:
        files = {}
    named = [*files] if lost.is_dir() else get_close_matches(lost.name, files, n=1)
    if named:
        return (*verb.split(), files[named[0]])
    return _to_copy(lost) if verb == "template check" else (*verb.split(), "--help")


def _to_copy(lost: Path) -> Sequence[str | Path]:
    """Return the words that copy the shipped template of that name into the only matter around, or list all of them."""
    from lexcollect.matter.templating import paper_named

    paper = paper_named(lost.name)
    if paper is None or paper.on_form:
        return ("template",)
    words = _around("template", "copy", paper.id)
    return words if words[:1] == ("template",) else ("template",)


def _near(lost: Path, *, matters: bool) -> Path | None:
    """Return the folder beside ``typed`` whose name is nearest to its own."""
    if not lost.name or lost.exists():
        return None
    try:
        beside = {p.name: p for p in lost.parent.iterdir() if p.is_dir() and (is_matter(p) or not matters)}
    except OSError:
        return None
    names = get_close_matches(lost.name, beside, n=1)
    return beside[names[0]] if names else None


def _around(*words: str | Path) -> Sequence[str | Path]:
    """Return ``words`` with the only matter below the current folder, the list of several, or a first one to make."""
    below = []
    for matter in matters_below(Path()):
        below.append(matter)
        if len(below) == _ENOUGH:
            return "due", "--all"
    return (*words, *words_for(below[0])) if below else ("new",)
