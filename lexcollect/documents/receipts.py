"""Receipts: what a paper was made from, and what changed since.

Owns the receipt beside every paper (回执): hashes of what went in, versions of what worked on it, the fields it was
filled with, and the digest of what came out. Holds no clock: same inputs, same receipt. A receipt that cannot be
read counts as none, and the paper beside it then counts as somebody else's.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from lexcollect.files import read_bounded
from lexcollect.layout import RECEIPTS
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

SCHEMA = "lexcollect/receipt/1"
_MAX_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one paper was made from and what it is: every value is text, ``fields`` is what the template got.

    ``final_by`` is who said that it is final (定稿), ``reviewed`` what a person took upon himself in it.
    """

    paper: str
    file: str
    as_of: str
    program: str
    law_book: str
    case_schema: str
    template: str
    template_sha256: str
    sources: dict[str, str]
    content_digest: str
    sha256: str
    fields: dict[str, Any]
    final_by: str = ""
    reviewed: tuple[str, ...] | list[str] = ()
    schema: str = SCHEMA

    def text(self) -> str:
        """Return the receipt as it is written to disk."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a paper that says something else than in its last version; empty text = was not there."""

    field: str
    old: str
    new: str

    def line(self) -> Text:
        """Return the change as one line: 诉讼请求[1].内容：旧 → 新."""
        none = text("documents.change.none")
        return text("documents.change", field=self.field, old=self.old or none, new=self.new or none)


def path_of(folder: Path, paper: str) -> Path:
    """Return where the receipt of ``paper`` lies in a version folder."""
    return folder / RECEIPTS / f"{paper}.json"


def read(path: Path) -> Receipt | None:
    """Return the receipt, or ``None`` if it is missing, damaged or of another schema."""
    try:
        if path.is_symlink():
            return None
        data = json.loads(read_bounded(path, _MAX_BYTES))
        receipt = Receipt(**data)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    words = (receipt.paper, receipt.file, receipt.content_digest, receipt.sha256, receipt.template_sha256)
    sound = receipt.schema == SCHEMA and all(isinstance(w, str) for w in words) and isinstance(receipt.fields, dict)
    return receipt if sound else None


def folder_digest(folder: Path) -> str:
    """Return SHA-256 over the data files below ``folder``, by relative name."""
    digest = hashlib.sha256()
    for parts in sorted(_data_files(folder)):
        content = hashlib.sha256(folder.joinpath(*parts).read_bytes()).hexdigest()
        digest.update(f"{content}  {'/'.join(parts)}\n".encode())
    return digest.hexdigest()


def _data_files(folder: Path, below: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the relative name of each data file below ``folder``, part by part."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _data_files(Path(entry.path), (*below, entry.name))
            elif entry.name.endswith((".yaml", ".csv")):
                yield (*below, entry.name)


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return every field that differs, in the order of the new paper, dropped fields last."""
    before, after = dict(_flat(old)), dict(_flat(new))
    names = [*after, *(name for name in before if name not in after)]
    return tuple(
        Change(name, before.get(name, ""), after.get(name, ""))
        for name in names
        if before.get(name, "") != after.get(name, "")
    )


def _flat(value: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(inner, f"{prefix}.{key}" if prefix else str(key))
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value, 1):
            yield from _flat(inner, f"{prefix}[{number}]")
    elif isinstance(value, bool):
        yield prefix, "是" if value else "否"
    else:
        yield prefix, str(value)
