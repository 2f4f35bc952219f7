"""Commit: several files of a matter written together, or none of them.

Owns ``.lexcollect/commit.json``, the record of what is about to be written: texts before and after, and the line for
the journal. Once the record stands, the writing counts as done; whoever comes next finishes it, or undoes it where
somebody changed a file in between. A record is made and used only by who holds the matter; readers look through it and
see all files new, or all old. Killed at any moment, nothing is lost and nothing torn.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from lexcollect.files import read_bounded, write_bytes
from lexcollect.findings import Finding, Where, finding
from lexcollect.layout import CASE, CATALOGUE, COMMIT, FACTS
from lexcollect.matter import journal
from lexcollect.records import dataclass
from lexcollect.yamltree import MAX_BYTES

_FORMAT = "lexcollect/commit/1"
#: No other file is ever written by a record.
_FILES = frozenset({CASE, CATALOGUE, FACTS})
#: The list of decisions is made with the first of them; before, it is nothing, and goes again where that is undone.
_MADE = FACTS
#: The files before and after, as text, and the line for the journal: no record is longer.
_MOST_BYTES = 32 * MAX_BYTES
#: What could not be finished is kept beside the record, so that no text is lost.
_KEPT = "commit-undone.json"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A file of the matter (name below its folder), its bytes before and after; a list that is new was empty."""

    name: str
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Record:
    """What is about to be written; ``mark`` stands in ``line``, which the journal gets, and nowhere else."""

    exchanges: tuple[Exchange, ...]
    mark: str
    line: bytes

    def outcome(self, held: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return what each file should hold, given what they hold now: all new, or all as they were.

        A file that holds neither was changed by somebody else since; it stays, and the others are as they were.
        """
        free = all(held.get(one.name) in (one.before, one.after) for one in self.exchanges)
        if free:
            return {one.name: one.after for one in self.exchanges}
        return {
            one.name: one.before if held.get(one.name) == one.after else held[one.name]
            for one in self.exchanges
            if one.name in held
        }


def commit(folder: Path, record: Record) -> None:
    """Write all files of ``record``; called by who holds the matter. :class:`OSError` when none could be written."""
    write_bytes(folder / COMMIT, _packed(record))
    done: list[Exchange] = []
    try:
        for one in record.exchanges:
            _replace(folder, one.name, one.after)
            done.append(one)
        journal.append_line(folder, record.line)
    except OSError:
        # A full disk, a file open in another program: back to what was, as if nothing had been asked.
        for one in done:
            _replace(folder, one.name, one.before)
        _forget(folder)
        raise
    _forget(folder)


def settle(folder: Path) -> tuple[Finding, ...]:
    """Finish or undo what a killed run was about to write; called by who holds the matter."""
    raw = _record_bytes(folder)
    if raw is None:
        return ()
    record = _unpacked(raw)
    if record is None:
        (folder / COMMIT).replace((folder / COMMIT).with_name(_KEPT))
        return (finding("LX-W031", Where(COMMIT), kept=_KEPT),)
    held = _held(folder, record)
    wanted = record.outcome(held)
    for name, content in wanted.items():
        if held[name] != content:
            _replace(folder, name, content)
    names = [one.name for one in record.exchanges]
    if all(wanted.get(one.name) == one.after for one in record.exchanges):
        if not journal.holds(folder, record.mark.encode()):
            journal.append_line(folder, record.line)
        _forget(folder)
        return (finding("LX-W030", Where(COMMIT), files=names),)
    (folder / COMMIT).replace((folder / COMMIT).with_name(_KEPT))
    return (finding("LX-W032", Where(COMMIT), files=names, kept=_KEPT),)


def pending(folder: Path) -> Record | None:
    """Return the record that stands in ``folder``; nothing when there is none or it cannot be read."""
    raw = _record_bytes(folder)
    return None if raw is None else _unpacked(raw)


def _replace(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    if name == _MADE:
        if not content:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(exist_ok=True)
    write_bytes(path, content, keep_mode=True)


def _held(folder: Path, record: Record) -> dict[str, bytes]:
    held = {}
    for one in record.exchanges:
        if one.name == _MADE:
            held[one.name] = list_of_decisions(folder)
            continue
        with contextlib.suppress(FileNotFoundError):
            held[one.name] = read_bounded(folder / one.name, MAX_BYTES)
    return held


def list_of_decisions(folder: Path) -> bytes:
    """Return the list of decisions as it stands; nothing where there is none."""
    try:
        return read_bounded(folder / FACTS, 5 * MAX_BYTES)
    except FileNotFoundError:
        return b""


def seen_through(folder: Path, record: Record, held: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what the files are once ``record`` is finished or undone, given the two that were read."""
    more = {one.name: list_of_decisions(folder) for one in record.exchanges if one.name == _MADE}
    return record.outcome({**held, **more})


def _forget(folder: Path) -> None:
    (folder / COMMIT).unlink(missing_ok=True)


def _record_bytes(folder: Path) -> bytes | None:
    try:
        return read_bounded(folder / COMMIT, _MOST_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _packed(record: Record) -> bytes:
    files = [[one.name, _text(one.before), _text(one.after)] for one in record.exchanges]
    return json.dumps([_FORMAT, record.mark, _text(record.line), files]).encode()


def _unpacked(raw: bytes) -> Record | None:
    try:
        shape, mark, line, files = json.loads(raw)
        exchanges = tuple(Exchange(str(name), _raw(before), _raw(after)) for name, before, after in files)
        record = Record(exchanges, str(mark), _raw(line))
    except (ValueError, TypeError, binascii.Error):
        return None
    sound = shape == _FORMAT and exchanges and all(one.name in _FILES for one in exchanges)
    return record if sound else None


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _raw(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def exchanges(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Sequence[Exchange]:
    """Return one exchange for each file of ``after`` that differs."""
    return [Exchange(name, before[name], new) for name, new in after.items() if before[name] != new]
