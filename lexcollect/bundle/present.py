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
from lexcollect.formats.system_names import is_leaving, is_system_name, lies_in_system_folder
from lexcollect.records import dataclass, field

#: What a system's own file is by its content; a picture or a PDF under such a name is somebody's document.
_PLAIN = frozenset({FileKind.UNKNOWN, FileKind.TEXT, FileKind.EMPTY, FileKind.OLE})
#: The size of a file that was listed and not looked at.
UNKNOWN = -1
#: Of so many files each is looked at when it is opened, and not before.
_MANY = 4000


class Files(Mapping[str, Path]):
    """The ordinary files below a folder by their names with ``/``; a path is made when one is asked for."""

    def __init__(self, folder: Path) -> None:
        #: Bytes of the files that were read and found right without being looked at before.
        self.read = 0
        self._folder, self._base = folder, f"{folder}{os.sep}"
        self._names: dict[str, int] = {}

    def put(self, name: str, size: int) -> None:
        """Say that there is a file of this name and of so many bytes, or of :data:`UNKNOWN` ones."""
        self._names[name] = size

    def drop(self, name: str) -> None:
        """Say that there is no such file after all."""
        self._names.pop(name, None)

    def larger(self, size: int) -> list[str]:
        """Return the names of the files of more bytes, the largest first."""
        return sorted((name for name, its in self._names.items() if its > size), key=lambda name: -self._names[name])

    @property
    def base(self) -> str:
        """Return how the place of every file begins; its name follows."""
        return self._base

    def sizes(self) -> Mapping[str, int]:
        """Return how many bytes each file had when it was looked at; :data:`UNKNOWN` where it was only listed."""
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
    """The entries of a folder: ordinary files, and links and devices, by their names with ``/``.

    ``linked`` are the files that stand in a folder under another name too, as far as they were looked at.
    """

    files: Files
    odd: dict[str, str] = field(default_factory=dict)
    linked: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """Every name there is, whatever lies under it."""
        return [*self.files, *self.odd]

    def measure(self, names: Iterable[str]) -> int:
        """Look at each file of these names that was only listed so far, and return how many were."""
        sizes = self.files.sizes()
        listed = [name for name in names if sizes.get(name) == UNKNOWN]
        for name in listed:
            try:
                state = os.lstat(self.files.base + name)
            except OSError:  # gone since the folder was read: then it is missing
                self.files.drop(name)
                continue
            if stat.S_IFMT(state.st_mode) != stat.S_IFREG:
                self.files.drop(name)
                self.odd[name] = "link" if stat.S_ISLNK(state.st_mode) else "device"
                continue
            self.files.put(name, state.st_size)
            if state.st_nlink > 1:
                self.linked.append(name)
        return len(listed)

    def tell_linked(self, outcome: Outcome) -> None:
        """Tell of files with another name elsewhere."""
        if self.linked:
            outcome.notes("LX-B129", count=len(self.linked), names=some(sorted(self.linked)))


def look(folder: Path, outcome: Outcome, leave: Path | None = None, *, later: bool = False) -> Present:
    """Return what lies below ``folder``, and tell of what is odd about it; ``leave`` is passed over.

    ``later``: of very many files names are listed only. Whoever reads one looks at it then, calls
    :meth:`Present.measure` for those it does not read, and tells of the linked ones.
    """
    found = Present(Files(folder))
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
            if entry.is_file(follow_symlinks=False):
                found.files.put(name, UNKNOWN)
            else:
                found.odd[name] = "link" if entry.is_symlink() else "device"
    if not later or len(found.files) < _MANY:
        found.measure(found.files)
    if not later:
        found.tell_linked(outcome)
    _tell_alike(found.names, outcome)
    return found


def system_files(names: Iterable[str], files: Mapping[str, Path]) -> set[str]:
    """Return those of ``names`` that an operating system or Office made by itself: by their names and their content."""
    return {name for name in names if name in files and _is_system(name, files[name])}


def _is_system(name: str, path: Path) -> bool:
    from lexcollect.formats.recognise import recognise  # what nobody listed is rare, and what reads it is not small

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
