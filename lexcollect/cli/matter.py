"""Matter: which folder a verb works on, and how it is laid out.

Owns the rule “the matter is the first argument, else the current folder”, and the names of the folders that a
new matter gets. Changes nothing that exists.
"""

from __future__ import annotations

from pathlib import Path

from lexcollect.findings import Refused, Where, finding

CASE = "案件.yaml"
RAW = "1-收到的材料"
SORTED = "2-整理"
PAPERS = "3-文书"
PACKAGES = "4-证据包"
LOG = "5-日志"
FOLDERS = (RAW, SORTED, PAPERS, PACKAGES, LOG)


def find_matter(given: Path | None) -> Path:
    """Return the matter folder for ``given`` (a folder, its case file, or nothing for the current folder)."""
    folder = given or Path()
    if folder.name == CASE and folder.is_file():
        return folder.parent
    if not folder.is_dir():
        raise Refused([finding("LX-A102", Where(str(folder)))])
    if not (folder / CASE).is_file():
        raise Refused([finding("LX-A101", Where(shown(folder)))])
    return folder


def shown(path: Path) -> str:
    """Return ``path`` as the user would type it: relative to the current folder where that is shorter."""
    try:
        short = path.resolve().relative_to(Path.cwd().resolve())
    except ValueError:
        return str(path)
    return str(short) if short.parts else Path.cwd().name


def words_for(matter: Path) -> tuple[Path, ...]:
    """Return the argument that names ``matter`` in a command to copy: none when it is the current folder."""
    return () if matter.resolve() == Path.cwd().resolve() else (matter,)
