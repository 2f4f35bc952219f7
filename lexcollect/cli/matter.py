"""Matter: which folder a verb works on, and how it is laid out.

Owns the rule “the matter is the first argument, else the current folder”, the names of the folders that a new
matter gets, and where a matter keeps templates of its own. Changes nothing that exists.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lexcollect.findings import Refused, Where, finding

CASE = "案件.yaml"
RAW = "1-收到的材料"
SORTED = "2-整理"
PAPERS = "3-文书"
PACKAGES = "4-证据包"
LOG = "5-日志"
#: Templates of the matter's own; not made by ``new``.
TEMPLATES = "templates"
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


def template_folders(matter: Path, given: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Return the folders whose templates go before the shipped ones: those ``given``, then the matter's own.

    :class:`Refused` with every one that is no folder: a slip in the path must not draft from another template.
    """
    own = matter / TEMPLATES
    wanted = (*given, *([own] if own.exists() or own.is_symlink() else []))
    if wrong := [finding("LX-A102", Where(str(folder))) for folder in wanted if not folder.is_dir()]:
        raise Refused(wrong)
    return wanted


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
