"""Recognise: what a file is, by its content.

Owns the one decision on :class:`FileKind` in the whole program: formats are asked in the order of their marks, and the
first that knows the file has it. A file's name decides nothing except that small files of operating systems are
called that. Opens no payload.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from lexcollect.files import open_regular
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.registry import Format, formats, promises, signs
from lexcollect.formats.start import Start
from lexcollect.formats.system_names import is_system
from lexcollect.records import dataclass

_SILENT = frozenset({FileKind.SYSTEM, FileKind.EMPTY})


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is: its kind, and the format that reads it."""

    kind: FileKind
    format: Format


def recognise(path: Path, name: str = "") -> FileKind:
    """Return what the file at ``path`` is; ``name`` is its relative name. :class:`OSError` when unreadable."""
    return identify(path, name).kind


def identify(path: Path, name: str = "") -> Recognised:
    """Return kind and format of the file at ``path``, as :func:`recognise` does."""
    with open_regular(path) as stream:
        return identify_stream(stream, name or path.name)


def identify_stream(stream: BinaryIO, name: str = "") -> Recognised:
    """Return kind and format of the bytes behind ``stream``, which can be sought."""
    start = Start(stream)
    for sign, card in signs():
        if (kind := sign(start)) is not None:
            if is_system(name, kind, start.size):
                return Recognised(FileKind.SYSTEM, _last())
            return Recognised(kind, card)
    raise AssertionError("the last format takes every file")


def broken_promise(name: str, kind: FileKind) -> str:
    """Return the end of ``name`` that promises something else than ``kind``, or an empty text."""
    if kind in _SILENT:
        return ""
    last = name.rpartition("/")[2]
    ending = last.rpartition(".")[2].lower()
    promised = promises().get(ending, frozenset())
    return ending if promised and kind not in promised else ""


def _last() -> Format:
    return formats()[-1]
