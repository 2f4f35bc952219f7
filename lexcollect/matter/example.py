"""Example: the shipped matter, made anew in a folder of the user's.

Owns where the example lies and what of it is copied; the case itself is data (``examples/matter-steel``).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lexcollect.findings import Refused, Where, finding
from lexcollect.layout import CASE, CATALOGUE, CATALOGUE_NAME, FOLDERS
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
    """Copy case file and catalogue of the example into a new matter; an existing one is kept as it is."""
    from lexcollect.files import write_bytes

    files = {CASE: example.folder / CASE, CATALOGUE: example.folder / CATALOGUE_NAME}
    present = [name for name in files if (matter / name).exists()]
    if matter.exists() and not present and any(matter.iterdir()):
        raise Refused([finding("LX-A116", Where(str(matter)))])
    for part in FOLDERS:
        (matter / part).mkdir(parents=True, exist_ok=True)
    missing = {name: source for name, source in files.items() if name not in present}
    for name, source in missing.items():
        write_bytes(matter / name, source.read_bytes())
    return tuple(missing)
