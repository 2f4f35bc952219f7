"""Creation: a new matter folder with an explained case file.

Owns the folders and the first 案件.yaml, and the mark of a creation that is not finished yet, so that one cut short can
be typed again. Refuses a folder that already holds a finished one, and places where no matter may lie; never overwrites
anything.
"""

from __future__ import annotations

from pathlib import Path

from lexcollect.findings import Refused, Where, finding
from lexcollect.layout import BEGUN, CASE, FOLDERS
from lexcollect.matter.answers import Answers
from lexcollect.matter.outline import outline


def create(folder: Path | str, name: str = "", answers: Answers | None = None) -> tuple[str, ...]:
    """Make the folders of a matter called ``name`` (else as its folder) and its case file; return what was written.

    :class:`Refused` when ``folder`` already is a matter, or lies where none may.
    """
    folder = Path(folder)
    refuse_existing(folder)
    return _make(folder, name, answers)


def begin(folder: Path, name: str = "", answers: Answers | None = None) -> tuple[str, ...]:
    """Make a matter that is to take in material as :func:`create` does, marked as begun until :func:`finish`.

    One that was begun before and cut short is completed: what stands there already is kept as it is.
    """
    if unfinished(folder):
        return ()
    refuse_existing(folder)
    from lexcollect.files import write_text

    write_text(folder / BEGUN, "")
    return _make(folder, name, answers)


def finish(folder: Path) -> None:
    """Take the mark of a begun matter away; called when its material is in."""
    (folder / BEGUN).unlink(missing_ok=True)


def unfinished(folder: Path) -> bool:
    """Tell whether a creation of ``folder`` was begun and cut short, and its case file stands already."""
    return (folder / BEGUN).is_file() and (folder / CASE).is_file()


def refuse_existing(folder: Path) -> None:
    """Refuse a folder that already is a matter, or a place where none may lie."""
    from lexcollect.matter.outputs import refuse_folder

    refuse_folder(folder)
    if unfinished(folder):
        raise Refused([finding("LX-A130", Where(str(folder)))])
    if (folder / CASE).exists() or (folder / CASE).is_symlink():
        raise Refused([finding("LX-A106", Where(str(folder)), name=folder.name)])


def place_for(typed: str) -> tuple[Path, str]:
    """Return the folder for the typed name, safe on every system, and the name of the matter."""
    from lexcollect.cn.names import safe_file_name

    path = Path(typed)
    title = path.name if path.name not in ("", "..") else path.resolve().name
    return path.parent / safe_file_name(title), title


def _make(folder: Path, name: str, answers: Answers | None) -> tuple[str, ...]:
    from lexcollect.files import write_text

    for part in FOLDERS:
        (folder / part).mkdir(parents=True, exist_ok=True)
    write_text(folder / CASE, outline(name or folder.resolve().name, answers))
    return (CASE,)
