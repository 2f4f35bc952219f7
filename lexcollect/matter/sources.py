"""Sources: case file and catalogue as bytes, read so that the two belong together.

Owns :func:`read_sources`. While another run writes both, a reader sees both old or both new, without waiting: it looks
through the record of that run. Parses nothing; what cannot be read is :class:`Refused` with its findings.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.files import sha256_bytes
from lexcollect.findings import Finding, Refused
from lexcollect.layout import CASE, CATALOGUE, COMMIT
from lexcollect.records import dataclass
from lexcollect.yamltree import read_bytes

if TYPE_CHECKING:
    from lexcollect.matter.commit import Record

#: So often two files are read again when they change meanwhile; after that they are taken as they come.
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Sources:
    """Case file and catalogue of a matter as they were read; ``catalogue`` is nothing where there is none."""

    case: bytes
    catalogue: bytes | None = None

    @property
    def files(self) -> dict[str, bytes]:
        """The files by their name below the matter's folder."""
        return {CASE: self.case} | ({} if self.catalogue is None else {CATALOGUE: self.catalogue})

    def sha256(self, name: str) -> str:
        """Return the digest of the file ``name``; empty where there is none."""
        raw = self.files.get(name)
        return "" if raw is None else sha256_bytes(raw)


def read_sources(folder: Path) -> Sources:
    """Return case file and catalogue of ``folder`` as they stand together."""
    for _ in range(_TRIES):
        began = _state(folder)
        record = _pending(folder) if began[-1] else None
        held = _read(folder)
        if _state(folder) == began:
            break
    if record is not None:
        from lexcollect.matter.commit import seen_through

        held |= seen_through(folder, record, held)
    return Sources(held[CASE], held.get(CATALOGUE))


def _pending(folder: Path) -> Record | None:
    from lexcollect.matter.commit import pending  # a rare sight, and heavier than all the rest

    return pending(folder)


def _read(folder: Path) -> dict[str, bytes]:
    held: dict[str, bytes] = {}
    findings: list[Finding] = []
    for name in (CASE, CATALOGUE):
        if name == CATALOGUE and not (folder / name).is_file():
            continue
        raw, found = read_bytes(folder / name, name if name == CASE else None)
        findings += found
        if raw is not None:
            held[name] = raw
    if findings:
        raise Refused(findings)
    return held


def _state(folder: Path) -> tuple[object, ...]:
    """Return what tells one state of the two files and the record from another."""
    out: list[object] = []
    for name in (CASE, CATALOGUE, COMMIT):
        try:
            found = (folder / name).stat()
        except OSError:
            out.append(None)
        else:
            out.append((found.st_ino, found.st_mtime_ns, found.st_size))
    return tuple(out)
