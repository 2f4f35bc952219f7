"""Example: the shipped matter, made anew in a folder of the user's.

Owns where the example lies and what of it is copied; the case itself is data (``examples/matter-steel``).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lexcollect.findings import Refused, Where, finding
from lexcollect.layout import CACHE, CASE, CATALOGUE, CATALOGUE_NAME, FOLDERS
from lexcollect.records import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """The shipped example: its folder, the day it is told for, and the passwords of its locked files."""

    folder: Path
    as_of: date
    passwords: dict[str, str]

    @property
    def inbox(self) -> Path:
        """Its messy folder of raw material."""
        return self.folder / "inbox"


def load_example() -> Example:
    """Return the shipped example ``matter-steel``."""
    from lexcollect.resources import resource
    from lexcollect.yamltree import read_yaml

    folder = resource("examples") / "matter-steel"
    tree, problems = read_yaml(folder / "demo.yaml")
    if tree is None or not isinstance(tree.data, dict):
        raise Refused(problems or [finding("LX-A112", names=["examples/matter-steel"])])
    return Example(folder, date.fromisoformat(tree.data["as_of"]), dict(tree.data["passwords"]))


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
        names = {tree.data.get("matter") for tree in trees if tree and isinstance(tree.data, dict)}
        return None in trees or len(names) != 1
    return any(not path.is_dir() and matter / CACHE not in path.parents for path in matter.rglob("*"))
