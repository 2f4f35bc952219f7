"""``verify`` (验包): is a package, or the raw material, still what its list says.

Owns which folder is meant and how the answer is told: every changed, missing and added file by name. Separates
“checked and different” (4) from “could not be checked” (3).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.exits import Exit
from lexcollect.cli.matter import CASE, PACKAGES, shown
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.cli.verb import verb

if TYPE_CHECKING:
    from lexcollect.bundle.verify import Verification
    from lexcollect.cli.console import Console

#: Findings that say nothing could be compared, as against: compared, and different.
_NOT_CHECKED = frozenset({"LX-B055", "LX-B056", "LX-B058"})


@verb(
    "verify",
    Arg(["folder"], "cli.value.package", required=False, type=click.Path(path_type=Path)),
    Opt(["--list", "listing"], "cli.opt.list", value_key="cli.value.file", type=click.Path(path_type=Path)),
)
def command(console: Console, folder: Path | None, listing: Path | None) -> Report:
    """Compare ``folder`` (default: the latest package of the matter) with its list."""
    from lexcollect.bundle.verify import verify

    place = package_of(folder or Path())
    with console.step("cli.verify.working", folder=shown(place)):
        result = verify(place, listing)

    def show(out: Console) -> None:
        out.say("cli.verify.head", folder=shown(place), count=result.checked)
        if result.ok:
            out.say("cli.verify.same")
        else:
            counts = {"changed": len(result.changed), "missing": len(result.missing), "added": len(result.added)}
            out.say("cli.verify.different", **counts)

    return Report(result.findings, as_json(result), show, exit=exit_of(result))


def exit_of(result: Verification) -> Exit:
    """Return 0 for “the same”, 3 when nothing could be compared, 4 for every difference."""
    if result.ok:
        return Exit.FINE
    different = result.changed or result.missing or result.added
    only_unreadable = {f.code for f in result.findings} <= _NOT_CHECKED
    return Exit.UNREADABLE if only_unreadable and not different else Exit.INTEGRITY


def as_json(result: Verification) -> dict[str, object]:
    """Return the answer as plain data."""
    return {
        "ok": result.ok,
        "checked": result.checked,
        "changed_files": list(result.changed),
        "missing_files": list(result.missing),
        "added_files": list(result.added),
    }


def package_of(folder: Path) -> Path:
    """Return ``folder``, or its latest package when it is a matter or a folder of packages."""
    packages = folder / PACKAGES if (folder / CASE).is_file() else folder
    versions = {int(p.name[1:]): p for p in packages.glob("v*") if re.fullmatch(r"v[1-9]\d{0,5}", p.name)}
    is_package = (packages / "bagit.txt").exists() or any(packages.glob("manifest-*.txt"))
    return versions[max(versions)] if versions and not is_package else packages
