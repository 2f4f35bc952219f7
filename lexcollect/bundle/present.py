"""Present: what really lies in a folder.

Owns the walk of a verification: every entry below a folder by the name the file system gives, what is no ordinary file,
what a reader's computer put there by itself. Follows no link, waits for no pipe, leaves the folder never.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from lexcollect.bundle.manifest import same_name
from lexcollect.bundle.verification import Outcome, some
from lexcollect.findings import Level
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.recognise import recognise
from lexcollect.formats.system_names import is_leaving, is_system_name, lies_in_system_folder
from lexcollect.records import dataclass, field

#: What a system's own file is by its content; a picture or a PDF under such a name is somebody's document.
_PLAIN = frozenset({FileKind.UNKNOWN, FileKind.TEXT, FileKind.EMPTY, FileKind.OLE})


@dataclass(slots=True)
class Present:
    """The entries of a folder: ordinary files, and links and devices, by their names with ``/``."""

    files: dict[str, Path] = field(default_factory=dict)
    odd: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """Every name there is, whatever lies under it."""
        return [*self.files, *self.odd]


def look(folder: Path, outcome: Outcome, leave: Path | None = None) -> Present:
    """Return what lies below ``folder``, and tell of what is odd about it; ``leave`` is passed over."""
    found = Present()
    linked: list[str] = []

    def unreadable(error: OSError) -> None:
        place = Path(error.filename).relative_to(folder).as_posix() if error.filename else folder.name
        outcome.cannot("LX-B058", place)

    for base, folders, names in os.walk(folder, onerror=unreadable, followlinks=False):
        for name in [*names, *(n for n in folders if (Path(base) / n).is_symlink())]:
            path = Path(base) / name
            if path == leave:
                continue
            key = path.relative_to(folder).as_posix()
            try:
                state = path.lstat()
            except OSError:  # gone since the folder was read: then it is missing
                continue
            if not stat.S_ISREG(state.st_mode):
                found.odd[key] = "link" if stat.S_ISLNK(state.st_mode) else "device"
                continue
            found.files[key] = path
            if state.st_nlink > 1:
                linked.append(key)
    if linked:
        outcome.notes("LX-B129", count=len(linked), names=some(sorted(linked)))
    _tell_alike(found.names, outcome)
    return found


def system_files(names: Iterable[str], files: Mapping[str, Path]) -> set[str]:
    """Return those of ``names`` that an operating system or Office made by itself: by their names and their content."""
    return {name for name in names if name in files and _is_system(name, files[name])}


def _is_system(name: str, path: Path) -> bool:
    try:
        if lies_in_system_folder(name):
            return recognise(path, "-") in _PLAIN | {FileKind.ARCHIVE}  # macOS packs the journal of a disc
        named = is_system_name(name) or is_leaving(name, path.lstat().st_size)
        return named and recognise(path, "-") in _PLAIN
    except OSError:
        return False


def _tell_alike(names: Iterable[str], outcome: Outcome) -> None:
    """Tell of names that another system takes for one: equal but for the normal form, or for upper and lower case."""
    forms: dict[str, list[str]] = {}
    for name in names:
        forms.setdefault(same_name(name).casefold(), []).append(name)
    for alike in forms.values():
        if len(alike) > 1:
            outcome.notes("LX-B133", alike[0], level=Level.WARNING, names=some(sorted(alike)))
