"""Layout: which folder is a matter, and where in it a thing lies.

Owns the rule “a matter is a folder with a case file” and where a matter keeps templates of its own; the names are
those of :mod:`lexcollect.layout`. Changes nothing that exists.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from lexcollect.findings import Refused, Where, finding
from lexcollect.layout import CASE, GUARDED, TEMPLATES


def find_matter(given: Path | None) -> Path:
    """Return the matter folder for ``given`` (a folder, its case file, or nothing for the current folder)."""
    folder = given or Path()
    if folder.name == CASE and folder.is_file():
        folder = folder.parent
    if not folder.is_dir():
        raise Refused([finding("LX-A102", Where(str(folder)))])
    if not is_matter(folder):
        raise Refused([finding("LX-A101", Where(shown(folder)))])
    refuse_odd_bytes(folder)
    refuse_links(folder)
    return folder


def is_matter(folder: Path) -> bool:
    """Tell whether ``folder`` holds a case file."""
    return (folder / CASE).is_file()


def refuse_odd_bytes(folder: Path) -> None:
    """:class:`Refused` when the place of a matter is named in bytes that are no text: it cannot be written down."""
    place = str(folder.absolute())
    try:
        place.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused([finding("LX-A131", Where(place.encode("utf-8", "backslashreplace").decode()))]) from None


def refuse_links(folder: Path, names: Sequence[str] = GUARDED) -> None:
    """:class:`Refused` when one of ``names`` below the matter is a link: what it leads to lies elsewhere."""
    if links := [name for name in names if is_link(folder / name)]:
        raise Refused([finding("LX-W003", Where(name)) for name in links])


def is_link(path: Path) -> bool:
    """Tell whether ``path`` is a link, or on Windows a junction."""
    is_junction: Callable[[], bool] | None = getattr(path, "is_junction", None)  # Windows, from Python 3.12
    return path.is_symlink() or (is_junction is not None and is_junction())


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
