"""Material: the files that a catalogue may name.

Owns the lookup from a name in the catalogue to a file below ``1-收到的材料``: by its bytes where a package is built, by
what intake remembers where a matter is only opened. Refuses names that leave the folder before the disk is touched, and
links. Names written in another Unicode form are found.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Mapping
from pathlib import Path, PurePosixPath

from lexcollect.evidence.items import SourceFile
from lexcollect.findings import Finding, Where, finding
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.system_names import kind_by_name
from lexcollect.intake.private_words import unpacked
from lexcollect.intake.register import Remembered
from lexcollect.intake.store import hash_regular
from lexcollect.intake.walk import walk
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.system import reason_of

#: Returns what is known of the file at a path under a name; :class:`OSError` when it cannot be looked at.
Look = Callable[[Path, str], SourceFile]
_DRIVE = regex(r"^[A-Za-z]:[/\\]")


class Material:
    """Every file below a folder, known by what ``look`` finds of it when it is first asked for."""

    def __init__(self, folder: Path, look: Look) -> None:
        self._look = look
        #: Whether files are opened at all.
        self.opens = not isinstance(look, Memory)
        walked = walk(folder.resolve())
        self.findings: list[Finding] = list(walked.findings)
        self._paths = {found.name: found.path for found in walked.files}
        self._composed = {unicodedata.normalize("NFC", name): name for name in self._paths}
        self._known: dict[str, SourceFile | None] = {}

    @property
    def names(self) -> list[str]:
        """Return the names of all files, sorted."""
        return sorted(self._paths)

    def find(self, name: str) -> str:
        """Return the stored name that ``name`` means, or an empty text."""
        if name in self._paths:
            return name
        return self._composed.get(unicodedata.normalize("NFC", name), "")

    def nearest(self, name: str) -> str:
        """Return the stored name that looks most like ``name``, or an empty text."""
        import difflib

        near = difflib.get_close_matches(name, self._paths, n=1, cutoff=0.6)
        return near[0] if near else ""

    def file(self, name: str) -> SourceFile | None:
        """Return the stored file ``name`` with hash and kind; ``None`` and a finding when it cannot be read."""
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def is_system(self, name: str) -> bool:
        """Tell whether ``name`` is a small file of an operating system."""
        found = self.file(name)
        return found is not None and found.kind == FileKind.SYSTEM.value

    def _read(self, name: str) -> SourceFile | None:
        try:
            return self._look(self._paths[name], name)
        except OSError as error:
            self.findings.append(finding("LX-I024", Where(name), reason=reason_of(error)))
            return None


def by_bytes(path: Path, name: str, known_ids: Collection[str] = ()) -> SourceFile:
    """Return the file hashed, recognised and, where its words decide whether it may be packed, read by its bytes.

    ``known_ids`` are the ID numbers of the parties: they are expected in the papers.
    """
    from lexcollect.formats.reading import look
    from lexcollect.formats.recognise import identify
    from lexcollect.formats.shapes import Look as Looked
    from lexcollect.intake.origin import READ_FOR_CUES, asks_of
    from lexcollect.intake.private_words import marks_of

    digest, size = hash_regular(path)
    known = identify(path, name)
    seen = look(path, name, known) if known.kind in READ_FOR_CUES else Looked()
    asks = tuple(ask.about for ask in asks_of(name, known.kind, seen, known_ids))
    return SourceFile(path, name, digest, size, known.kind.value, asks=asks, private=marks_of(seen.spoken))


@dataclass(frozen=True, slots=True)
class Memory:
    """The look that opens no file: its size from the folder, hash and kind as intake saw them (``known``).

    A file that intake does not know, or whose size is another one now, has no hash; its kind then is what name and
    size tell: empty, a system's own, or unknown.
    """

    known: Mapping[str, Remembered]

    def __call__(self, path: Path, name: str) -> SourceFile:
        """Return what is known of the file at ``path``."""
        size = path.lstat().st_size
        one = self.known.get(name)
        if one is not None and one.size == size:
            marks = unpacked(one.private) if one.private else ()
            return SourceFile(path, name, one.sha256, size, one.kind.value, asks=one.asks, private=marks)
        return SourceFile(path, name, "", size, kind_by_name(name, size).value)


def by_memory(known: Mapping[str, Remembered]) -> Look:
    """Return the look that opens no file and knows what intake remembers (``known``)."""
    return Memory(known)


def leaves_folder(name: str) -> bool:
    """Tell whether ``name`` points out of the folder: absolute, with ``..``, a drive, or a backslash."""
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or bool(_DRIVE.match(name))
