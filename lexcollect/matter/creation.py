"""Creation: a new matter folder with an explained case file.

Owns the folders and the first 案件.yaml. Refuses a folder that already holds one; never overwrites anything.
"""

from __future__ import annotations

from pathlib import Path

from lexcollect.findings import Refused, Where, finding
from lexcollect.layout import CASE, FOLDERS
from lexcollect.matter.outline import Answers, outline


def create(folder: Path | str, name: str = "", answers: Answers | None = None) -> tuple[str, ...]:
    """Make the folders of a matter called ``name`` (else as its folder) and its case file; return what was written.

    :class:`Refused` when ``folder`` already is a matter.
    """
    from lexcollect.files import write_text

    folder = Path(folder)
    refuse_existing(folder)
    for part in FOLDERS:
        (folder / part).mkdir(parents=True, exist_ok=True)
    write_text(folder / CASE, outline(name or folder.resolve().name, answers))
    return (CASE,)


def refuse_existing(folder: Path) -> None:
    """Refuse a folder that already is a matter."""
    if (folder / CASE).exists():
        raise Refused([finding("LX-A106", Where(str(folder)), name=folder.name)])


def place_for(typed: str) -> tuple[Path, str]:
    """Return the folder for the typed name, safe on every system, and the name of the matter."""
    from lexcollect.cn.names import safe_file_name

    path = Path(typed)
    title = path.name if path.name not in ("", "..") else path.resolve().name
    return path.parent / safe_file_name(title), title
