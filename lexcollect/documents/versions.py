"""Versions: the folders ``v1``, ``v2`` … below ``3-文书`` and what lies in them.

Owns reading and writing of version folders. A new folder is filled beside its place and renamed into it, so that
an interrupted run leaves the old state or the new one. Never overwrites a file: what was edited by hand, or has no
sound receipt, stays as it is.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from lexcollect.documents import receipts
from lexcollect.documents.receipts import Receipt
from lexcollect.files import leaving, sha256_file, write_all, write_bytes
from lexcollect.layout import RECEIPTS
from lexcollect.patterns import regex
from lexcollect.records import dataclass

_VERSION = regex(r"v([1-9]\d{0,5})")


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper ready to be written: its receipt and its bytes."""

    receipt: Receipt
    data: bytes


@dataclass(frozen=True, slots=True)
class Last:
    """The newest version of one paper on disk; ``edited``: the file is not what the receipt says."""

    folder: Path
    receipt: Receipt
    present: bool
    edited: bool

    @property
    def path(self) -> Path:
        """The paper's file."""
        return self.folder / self.receipt.file


def numbers(root: Path) -> Iterator[int]:
    """Yield every version number that is taken, by whatever lies there."""
    if root.is_dir():
        for entry in root.iterdir():
            if match := _VERSION.fullmatch(entry.name):
                yield int(match[1])


def last_of(root: Path, paper: str) -> Last | None:
    """Return the newest version of ``paper`` that has a sound receipt."""
    return next(_versions(root, paper), None)


def earlier(root: Path, paper: str, digest: str) -> Last | None:
    """Return the newest version of ``paper`` whose content is not that of ``digest``: what it is compared with."""
    return next((one for one in _versions(root, paper) if one.receipt.content_digest != digest), None)


def _versions(root: Path, paper: str) -> Iterator[Last]:
    """Yield the versions of ``paper`` that have a sound receipt, the newest first."""
    for number in sorted(numbers(root), reverse=True):
        folder = root / f"v{number}"
        if folder.is_symlink() or not folder.is_dir():
            continue
        receipt = receipts.read(receipts.path_of(folder, paper))
        if receipt is None or receipt.paper != paper or Path(receipt.file).name != receipt.file:
            continue
        path = folder / receipt.file
        present = path.is_file()
        yield Last(folder, receipt, present, present and sha256_file(path) != receipt.sha256)


def kept(root: Path) -> Iterator[tuple[str, Receipt]]:
    """Yield every paper with a sound receipt and its file, by version: the name of the folder and the receipt."""
    for number in sorted(numbers(root)):
        folder = root / f"v{number}"
        for path in sorted((folder / RECEIPTS).glob("*.json")):
            receipt = receipts.read(path)
            if receipt is not None and Path(receipt.file).name == receipt.file and (folder / receipt.file).is_file():
                yield folder.name, receipt


def variants(root: Path, paper: str) -> list[str]:
    """Return the numbers under which versions of ``paper`` are kept beside its own: 65 of ``form-65``."""
    names = (path.stem for number in numbers(root) for path in (root / f"v{number}" / RECEIPTS).glob(f"{paper}-*.json"))
    return sorted({name.removeprefix(f"{paper}-").partition("@")[0] for name in names})


def unclaimed(root: Path, paper: str, file: str) -> list[Path]:
    """Return papers under our name that have no sound receipt: they may be anybody's."""
    found = []
    for number in sorted(numbers(root)):
        folder = root / f"v{number}"
        if (folder / file).exists() and receipts.read(receipts.path_of(folder, paper)) is None:
            found.append(folder / file)
    return found


def put_back(last: Last, data: bytes) -> None:
    """Write a paper that was removed back to its version; the receipt is already there."""
    write_bytes(last.path, data)


def target(root: Path, drafts: Sequence[Draft]) -> Path:
    """Return the folder for new papers: the newest one while it has none of them, else the next number."""
    newest = max(numbers(root), default=0)
    folder = root / f"v{newest}"
    taken = [
        path
        for d in drafts
        for path in (folder / d.receipt.file, receipts.path_of(folder, d.receipt.paper))
        if path.exists() or path.is_symlink()
    ]
    free = newest and folder.is_dir() and not folder.is_symlink() and not taken
    return folder if free else root / f"v{newest + 1}"


def write(folder: Path, drafts: Sequence[Draft]) -> None:
    """Write ``drafts`` into ``folder``: whole if it is new, else all of them or none, receipts first."""
    if folder.exists():
        _write_into(folder, drafts)
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=leaving(), dir=folder.parent))
    try:
        partial.chmod(0o755)
        _write_into(partial, drafts)
        partial.rename(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def _write_into(folder: Path, drafts: Sequence[Draft]) -> None:
    # Receipts first: a receipt without its paper is mended by the next run, a paper without a receipt is nobody's.
    receipts_first = [(receipts.path_of(folder, d.receipt.paper), d.receipt.text().encode("utf-8")) for d in drafts]
    write_all([*receipts_first, *((folder / d.receipt.file, d.data) for d in drafts)])
