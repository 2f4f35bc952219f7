"""Plan files (计划文件): where plans lie, and how one is found by its name.

Owns the shipped plans and the order in which a name is looked up: the folder of a matter's or office's own plans before
the shipped ones. Which plan a matter follows is decided where matters are opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from lexcollect.findings import Finding, Where, finding, has_errors
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.steps.plan import Plan
from lexcollect.steps.reading import PlanReader
from lexcollect.yamltree import read_yaml

#: The plan of a matter for which nobody chose one.
STANDARD = "standard"
_NAME = regex(r"[\w.-]{1,60}")


@dataclass(frozen=True, slots=True)
class Read:
    """A plan as it was read: ``None`` with the findings where there is none, or something in it is wrong."""

    plan: Plan | None
    findings: tuple[Finding, ...] = ()


def shipped_folder() -> Path:
    """Return the folder of the plans that come with the program."""
    return Path(str(files("lexcollect.steps"))) / "plans"


def shipped_names() -> tuple[str, ...]:
    """Return the names of the shipped plans, ``standard`` first."""
    found = sorted(path.stem for path in shipped_folder().iterdir() if path.suffix == ".yaml")
    return (STANDARD, *(name for name in found if name != STANDARD))


@cache
def shipped(name: str) -> Plan | None:
    """Return the shipped plan ``name``, or ``None``."""
    if name not in shipped_names():
        return None
    read = read_plan(shipped_folder() / f"{name}.yaml", own=False)
    if read.plan is None:
        raise AssertionError("; ".join(one.line("en") for one in read.findings))
    return read.plan


def read_plan(path: Path, *, own: bool = True, shown: str = "", folders: Sequence[Path] = ()) -> Read:
    """Return the plan in the file ``path``; ``shown`` is how findings call it, ``folders`` have plans it may name."""
    tree, found = read_yaml(path, shown or path.name)
    if tree is None:
        return Read(None, tuple(found))

    def find(name: str) -> Plan | None:
        # A plan that is named stands on shipped plans alone: so two plans cannot name each other without end.
        other = named(name, folders, but=path, deeper=()).plan
        return other if other is None or not other.bands else None

    reader = PlanReader(tree, find, known(folders))
    plan = reader.plan(path.stem, own=own)
    return Read(None if has_errors(reader.found) else plan, tuple(reader.found))


def named(
    name: str,
    folders: Sequence[Path] = (),
    where: Where | None = None,
    but: Path | None = None,
    deeper: Sequence[Path] | None = None,
) -> Read:
    """Return the plan called ``name``: a file of one of ``folders``, else a shipped one.

    ``but`` is no answer; ``deeper`` are the folders of plans that the plan itself may name (none given: the same).
    """
    if _NAME.fullmatch(name) and not name.startswith("."):
        for folder in folders:
            path = folder / f"{name}.yaml"
            if path.is_file() and path != but:
                return read_plan(path, folders=folders if deeper is None else deeper)
        plan = shipped(name)
        if plan is not None:
            return Read(plan)
    return Read(None, (finding("LX-S001", where or Where(), name=name, known=known(folders)),))


def known(folders: Sequence[Path] = ()) -> tuple[str, ...]:
    """Return the names of all plans there are."""
    own = [path.stem for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.yaml"))]
    return tuple(dict.fromkeys((*shipped_names(), *own)))
