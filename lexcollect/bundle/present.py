"""Present: what really lies in a folder.

Owns the walk of a verification: every entry below a folder by the name the file system gives, what is no ordinary file,
what a reader's computer put there by itself. Follows no link, waits for no pipe, leaves the folder never.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
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
#: What Windows keeps with the folder does not count the names of a file.
_LOOKS_ITSELF = os.name == "nt"


class Files(Mapping[str, Path]):
    """The ordinary files below a folder by their names with ``/``; a path is made when one is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._base = folder, f"{folder}{os.sep}"
        self._names: dict[str, int] = {}

    def put(self, name: str, size: int) -> None:
        """Say that there is a file of this name and of so many bytes."""
        self._names[name] = size

    def larger(self, size: int) -> list[str]:
        """Return the names of the files of more bytes, the largest first."""
        return sorted((name for name, its in self._names.items() if its > size), key=lambda name: -self._names[name])

    @property
    def base(self) -> str:
        """Return how the place of every file begins; its name follows."""
        return self._base

    def sizes(self) -> Mapping[str, int]:
        """Return how many bytes each file had when the folder was looked at."""
        return self._names

    def place(self, name: str) -> str | None:
        """Return where the file lies, as the system is asked for it; ``None`` when there is none."""
        return self._base + name if name in self._names else None

    def __getitem__(self, name: str) -> Path:
        if name not in self._names:
            raise KeyError(name)
        return self._folder / name

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(slots=True)
class Present:
    """The entries of a folder: ordinary files, and links and devices, by their names with ``/``."""

    files: Files
    odd: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """Every name there is, whatever lies under it."""
        return [*self.files, *self.odd]


def look(folder: Path, outcome: Outcome, leave: Path | None = None) -> Present:
    """Return what lies below ``folder``, and tell of what is odd about it; ``leave`` is passed over."""
    found = Present(Files(folder))
    linked: list[str] = []
    left = leave.relative_to(folder).as_posix() if leave is not None else ""
    pending = [("", str(folder))]
    while pending:
        start, base = pending.pop()
        try:
            with os.scandir(base) as listed:
                entries = sorted(listed, key=attrgetter("name"))
        except OSError:
            outcome.cannot("LX-B058", start.removesuffix("/") or folder.name)
            continue
        for entry in entries:
            name = start + entry.name
            if name == left:
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append((f"{name}/", entry.path))
                continue
            try:
                state = os.lstat(entry.path) if _LOOKS_ITSELF else entry.stat(follow_symlinks=False)
            except OSError:  # gone since the folder was read: then it is missing
                continue
            if stat.S_IFMT(state.st_mode) != stat.S_IFREG:
                found.odd[name] = "link" if stat.S_ISLNK(state.st_mode) else "device"
                continue
            found.files.put(name, state.st_size)
            if state.st_nlink > 1:
                linked.append(name)
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
    names = list(names)
    plain = map(str.casefold, names if "".join(names).isascii() else map(same_name, names))
    if len(set(plain)) == len(names):
        return
    forms: dict[str, list[str]] = {}
    for name in names:
        forms.setdefault(same_name(name).casefold(), []).append(name)
    for alike in forms.values():
        if len(alike) > 1:
            outcome.notes("LX-B133", alike[0], level=Level.WARNING, names=some(sorted(alike)))
