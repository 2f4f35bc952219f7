"""Example: a shipped matter, made anew in a folder of the user's.

Owns which examples are offered, where they lie and what of them is copied; the cases themselves are data
(``examples/matter-NAME``). An example that lacks raw material, catalogue or conditions is not offered.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from lexcollect.findings import Refused, Where, finding
from lexcollect.layout import CACHE, CASE, CATALOGUE, CATALOGUE_NAME, FOLDERS
from lexcollect.records import dataclass

#: What the folder of an example is called, before its name.
PREFIX = "matter-"
#: The example taken when none is named.
DEFAULT = "steel"
#: The fixed conditions of an example, in its folder.
CONDITIONS = "demo.yaml"
#: Its messy folder of raw material.
INBOX = "inbox"


@dataclass(frozen=True, slots=True)
class Example:
    """A shipped example: its folder, the day it is told for, the passwords of its locked files, the papers drawn."""

    folder: Path
    matter: str
    as_of: date
    passwords: dict[str, str]
    papers: tuple[str, ...] = ("all",)

    @property
    def inbox(self) -> Path:
        """Its messy folder of raw material."""
        return self.folder / INBOX

    @property
    def into(self) -> str:
        """The folder it is made in when none is named."""
        return f"示例-{self.matter}"


def names() -> tuple[str, ...]:
    """Return the examples that are offered, the default first; an unfinished folder is none."""
    from lexcollect.resources import resource

    try:
        folders = [path for path in resource("examples").glob(f"{PREFIX}*") if _finished(path)]
    except FileNotFoundError:
        return (DEFAULT,)
    found = sorted(path.name.removeprefix(PREFIX) for path in folders)
    return tuple(sorted(found, key=lambda name: name != DEFAULT)) or (DEFAULT,)


def _name_in(data: dict[str, Any]) -> str:
    """Return the name of a matter in a case file, under whichever of its keys it stands."""
    from lexcollect.casefile.labels import labels_of

    return next((str(data[key]) for key in ("matter", *labels_of("Case", "matter")) if key in data), "")


def _finished(folder: Path) -> bool:
    inbox = folder / INBOX
    files = (CASE, CATALOGUE_NAME, CONDITIONS)
    return all((folder / name).is_file() for name in files) and inbox.is_dir() and any(inbox.iterdir())


def load_example(name: str = DEFAULT) -> Example:
    """Return the shipped example ``matter-NAME``; :class:`Refused` when the installation lacks it."""
    from lexcollect.resources import resource
    from lexcollect.yamltree import read_yaml

    folder = resource("examples") / f"{PREFIX}{name}"
    lacking = [finding("LX-A112", names=[f"examples/{folder.name}"])]
    if not _finished(folder):
        raise Refused(lacking)
    (tree, problems), (case, others) = read_yaml(folder / CONDITIONS), read_yaml(folder / CASE)
    if not (tree and case and isinstance(tree.data, dict) and isinstance(case.data, dict)):
        raise Refused([*problems, *others] or lacking)
    told = tree.data
    day, words = date.fromisoformat(told["as_of"]), dict(told.get("passwords") or {})
    return Example(folder, _name_in(case.data), day, words, tuple(told.get("papers") or ("all",)))


def prepare(example: Example, matter: Path) -> tuple[str, ...]:
    """Copy case file and catalogue of the example into a new matter; one made before is kept as it is.

    :class:`Refused` when ``matter`` holds anything else, or lies where no matter may.
    """
    from lexcollect.files import write_bytes

    refuse_another(example, matter)
    files = {CASE: example.folder / CASE, CATALOGUE: example.folder / CATALOGUE_NAME}
    present = [name for name in files if (matter / name).exists()]
    for part in FOLDERS:
        (matter / part).mkdir(parents=True, exist_ok=True)
    missing = {name: source for name, source in files.items() if name not in present}
    for name, source in missing.items():
        write_bytes(matter / name, source.read_bytes())
    return tuple(missing)


def refuse_another(example: Example, matter: Path) -> None:
    """:class:`Refused` when ``matter`` holds anything but this example, or lies where no matter may."""
    from lexcollect.matter.outputs import refuse_folder

    refuse_folder(matter)
    if _of_another(example, matter):
        raise Refused([finding("LX-A116", Where(str(matter)))])


def _of_another(example: Example, matter: Path) -> bool:
    """Tell whether ``matter`` holds what neither the example nor a walk of it that was cut short has put there."""
    from lexcollect.yamltree import read_yaml

    if (matter / CASE).exists():
        trees = [read_yaml(folder / CASE)[0] for folder in (matter, example.folder)]
        names = {_name_in(tree.data) for tree in trees if tree and isinstance(tree.data, dict)}
        return None in trees or len(names) != 1
    return any(not path.is_dir() and matter / CACHE not in path.parents for path in matter.rglob("*"))
