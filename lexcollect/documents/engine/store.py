"""Store: compiled templates kept on disk between runs.

Owns the format of the cache file. A file counts only if it was made by the same engine, Python, Jinja and docxtpl
for the same template, and is whole; anything else is compiled anew. The folder must be the user's own: the files
hold code, so a cache that came along with somebody else's matter must never be read. Folders that others may
write to are ignored.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import stat
from importlib.metadata import version
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Any

from lexcollect.documents.engine.compiled import Compiled, Part
from lexcollect.documents.engine.places import Place
from lexcollect.files import write_bytes
from lexcollect.findings import Finding, Level, Where
from lexcollect.wording import Text

#: Raised with every change of gate, lint, compile or of this format.
_FORMAT = "lexcollect/engine/2"


def _stamp() -> bytes:
    made_with = (_FORMAT, MAGIC_NUMBER.hex(), version("Jinja2"), version("docxtpl"), version("lxml"))
    return hashlib.sha256("\n".join(made_with).encode()).digest()


def _private(folder: Path) -> bool:
    """Tell whether only the user can write to ``folder``."""
    if os.name == "nt":  # a Windows profile folder is private by its access list
        return folder.is_dir()
    try:
        info = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(info.st_mode) and info.st_uid == os.getuid() and not info.st_mode & 0o022


def _path(folder: Path, sha256: str) -> Path:
    return folder / f"{sha256}.lxt"


def recall(folder: Path, sha256: str) -> Compiled | None:
    """Return the compiled template ``sha256`` from ``folder``, or ``None`` when it is not there or not ours."""
    if not _private(folder):
        return None
    try:
        data = _path(folder, sha256).read_bytes()
    except OSError:
        return None
    head, payload = data[:96], data[96:]
    if head != _stamp() + bytes.fromhex(sha256) + hashlib.sha256(payload).digest():
        return None
    parts, fixed, dropped, fields, remarks, literals = marshal.loads(payload)
    return Compiled(
        tuple(_part(values) for values in parts),
        fixed,
        frozenset(dropped),
        frozenset(fields),
        tuple(_remark(*values) for values in remarks),
        tuple((Place(*place), words, name) for place, words, name in literals),
    )


def _remark(code: str, file: str, place: str, params: tuple[tuple[str, Any], ...], level: str) -> Finding:
    return Finding(code, Where(file, field=place), tuple((key, _said(value)) for key, value in params), Level(level))


def _said(value: Any) -> Any:
    """A sentence of the catalogue is kept as its key and number: ``{key: …}``."""
    if isinstance(value, tuple):
        return tuple(map(_said, value))
    return Text(value["key"], tuple(value["params"])) if isinstance(value, dict) else value


def _kept(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_kept, value))
    return {"key": value.key, "params": value.params} if isinstance(value, Text) else value


def _part(values: tuple[Any, ...]) -> Part:
    name, code, lines, *flags = values
    return Part(name, code, {line: (Place(*place), words) for line, (place, words) in lines.items()}, *flags)


def keep(folder: Path, sha256: str, compiled: Compiled) -> None:
    """Write the compiled template to ``folder``; a folder that cannot be used is passed over in silence."""
    try:
        if not folder.exists():
            folder.mkdir(parents=True, mode=0o700)
        if not _private(folder):
            return
        parts = [
            (
                p.name,
                p.code,
                {line: (_numbers(place), words) for line, (place, words) in p.lines.items()},
                p.listing,
                p.grid,
                p.pictures,
                p.blocks,
                p.notes,
            )
            for p in compiled.parts
        ]
        remarks = [
            (f.code, f.where.file, f.where.field, tuple((k, _kept(v)) for k, v in f.params), f.level.value)
            for f in compiled.remarks
        ]
        literals = [(_numbers(place), words, name) for place, words, name in compiled.literals]
        payload = marshal.dumps(
            (parts, compiled.fixed, sorted(compiled.dropped), sorted(compiled.fields), remarks, literals)
        )
        head = _stamp() + bytes.fromhex(sha256) + hashlib.sha256(payload).digest()
        write_bytes(_path(folder, sha256), head + payload)
    except OSError:
        # A cache that cannot be written costs a hundredth of a second, not the paper.
        return


def _numbers(place: Place) -> tuple[str, int, int, int, int]:
    return (place.part, place.paragraph, place.table, place.row, place.cell)
