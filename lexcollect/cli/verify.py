"""``verify`` (验包): is a package, or the raw material, still what its list says.

Owns which folder is meant and how the answer is told: every changed, missing and added file by name. Separates
“checked and different” (4) from “could not be checked” (3). A matter stands for its raw material and its latest
package.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.console import words_for
from lexcollect.cli.exits import Exit
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.cli.verb import verb
from lexcollect.layout import CASE, PACKAGES, RAW
from lexcollect.matter.layout import shown

if TYPE_CHECKING:
    from lexcollect.bundle.verify import Verification
    from lexcollect.cli.console import Console
    from lexcollect.findings import Finding

#: Findings that say nothing could be compared, as against: compared, and different.
_NOT_CHECKED = frozenset({"LX-B055", "LX-B056", "LX-B058", "LX-I023", "LX-I024"})


@verb(
    "verify",
    Arg(["folder"], "cli.value.package", required=False, type=click.Path(path_type=Path)),
    Opt(["--list", "listing"], "cli.opt.list", value_key="cli.value.file", type=click.Path(path_type=Path)),
)
def command(console: Console, folder: Path | None, listing: Path | None) -> Report:
    """Compare ``folder`` (default: the current one) with its list."""
    place = folder or Path()
    if (place / CASE).is_file() and listing is None:
        return of_matter(console, place)
    return of_folder(console, package_of(place), listing)


def of_folder(console: Console, place: Path, listing: Path | None = None) -> Report:
    """Compare a package, or a folder with a ``listing``."""
    from lexcollect.bundle.verify import verify

    with console.step("cli.verify.working", folder=shown(place)):
        result = verify(place, listing)
    data = {"ok": result.ok, "checked": result.checked, **_names(result)}
    following = ("verify", place, "--json") if result.checked or _different(result) else ()
    return Report(result.findings, data, lambda out: show(out, result), following, exit=exit_of(result))


def of_matter(console: Console, matter: Path) -> Report:
    """Compare the raw material of ``matter`` with what was taken in, then its latest package."""
    from lexcollect.intake.register import check_material, registered

    with console.step("cli.verify.working", folder=shown(matter / RAW)):
        material = check_material(matter)
    known = len(registered(matter))
    package = package_of(matter)
    rest = of_folder(console, package) if package.parent.name == PACKAGES else Report()

    def show_both(out: Console) -> None:
        out.say("cli.verify.head", folder=shown(matter / RAW), count=known)
        out.say(_told(material), count=len(material))
        if rest.show:
            rest.show(out)

    ok = not material and bool(rest.data.get("ok", True))
    data = {**rest.data, "ok": ok, "material": {"checked": known, "ok": not material}}
    code = max(rest.code, _exit(material))
    following = ("due" if ok else "intake", *words_for(matter))
    return Report((*material, *rest.findings), data, show_both, following, exit=code)


def _told(material: list[Finding]) -> str:
    """Return the key of the sentence about the raw material: the same, different, or not to be compared."""
    if not material:
        return "cli.verify.same"
    return "cli.verify.not_checked" if _exit(material) is Exit.UNREADABLE else "cli.verify.material_different"


def show(out: Console, result: Verification) -> None:
    """Print what was compared and how it ended; the files themselves are findings."""
    out.say("cli.verify.head", folder=shown(result.folder), count=result.checked)
    if result.ok:
        out.say("cli.verify.same")
    elif result.checked or _different(result):
        out.say("cli.verify.different", **{k.removesuffix("_files"): len(v) for k, v in _names(result).items()})
    else:
        out.say("cli.verify.not_checked")


def exit_of(result: Verification) -> Exit:
    """Return 0 for “the same”, 3 when nothing could be compared, 4 for every difference."""
    if result.ok:
        return Exit.FINE
    return Exit.INTEGRITY if _different(result) else max(_exit(result.findings), Exit.UNREADABLE)


def _exit(found: tuple[Finding, ...] | list[Finding]) -> Exit:
    if not found:
        return Exit.FINE
    return Exit.UNREADABLE if {f.code for f in found} <= _NOT_CHECKED else Exit.INTEGRITY


def _different(result: Verification) -> bool:
    return bool(result.changed or result.missing or result.added)


def _names(result: Verification) -> dict[str, list[str]]:
    return {
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
