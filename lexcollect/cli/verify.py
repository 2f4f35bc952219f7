"""``verify`` (验包): is a package, or the raw material, still what its list says.

Owns how the answer is told: every changed, missing and added file by name. Separates “checked and different” (4) from
“could not be checked” (3). What a folder stands for is decided in ``matter.packages``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.console import words_for
from lexcollect.cli.exits import Exit
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.cli.verb import verb
from lexcollect.layout import RAW
from lexcollect.matter.layout import is_matter, shown

if TYPE_CHECKING:
    from lexcollect.bundle.verify import Verification
    from lexcollect.cli.console import Console
    from lexcollect.findings import Finding


@verb(
    "verify",
    Arg(["folder"], "cli.value.package", required=False, type=click.Path(path_type=Path)),
    Opt(["--list", "listing"], "cli.opt.list", value_key="cli.value.file", type=click.Path(path_type=Path)),
)
def command(console: Console, folder: Path | None, listing: Path | None) -> Report:
    """Compare ``folder`` (default: the current one) with its list."""
    from lexcollect.matter.packages import latest_package

    place = folder or Path()
    if is_matter(place) and listing is None:
        return of_matter(console, place)
    return of_folder(console, latest_package(place), listing)


def of_folder(console: Console, place: Path, listing: Path | None = None) -> Report:
    """Compare a package, or a folder with a ``listing``."""
    return _report(place, _compared(console, place, listing))


def _compared(console: Console, place: Path, listing: Path | None = None) -> Verification:
    from lexcollect.matter.packages import verify_folder

    with console.step("cli.verify.working", folder=shown(place)):
        return verify_folder(place, listing)


def _report(place: Path, result: Verification) -> Report:
    from lexcollect.matter.shapes.papers import verification_json

    following = ("verify", place, "--json") if result.checked or _different(result) else ()
    return Report(
        result.findings, verification_json(result), lambda out: show(out, result), following, exit=exit_of(result)
    )


def of_matter(console: Console, matter: Path) -> Report:
    """Compare the raw material of ``matter`` with what was taken in, then its latest package."""
    from lexcollect.matter.packages import Checked, check_raw, package_of
    from lexcollect.matter.shapes.papers import checked_json

    with console.step("cli.verify.working", folder=shown(matter / RAW)):
        raw = check_raw(matter)
    package = package_of(matter)
    checked = Checked(raw, _compared(console, package) if package else None)
    rest = _report(package, checked.package) if package and checked.package else Report()

    def show_both(out: Console) -> None:
        out.say("cli.verify.head", folder=shown(matter / RAW), count=raw.registered)
        out.say(_told(raw.findings), count=len(raw.findings))
        if rest.show:
            rest.show(out)

    code = max(rest.code, _exit(raw.findings))
    following = ("due" if checked.ok else "intake", *words_for(matter))
    return Report(checked.findings, checked_json(checked), show_both, following, exit=code)


def _told(material: Sequence[Finding]) -> str:
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
        counts = {"changed": len(result.changed), "missing": len(result.missing), "added": len(result.added)}
        out.say("cli.verify.different", **counts)
    else:
        out.say("cli.verify.not_checked")


def exit_of(result: Verification) -> Exit:
    """Return 0 for “the same”, 3 when nothing could be compared, 4 for every difference."""
    if result.ok:
        return Exit.FINE
    return Exit.INTEGRITY if _different(result) else max(_exit(result.findings), Exit.UNREADABLE)


def _exit(found: Sequence[Finding]) -> Exit:
    from lexcollect.matter.packages import NOT_CHECKED

    if not found:
        return Exit.FINE
    return Exit.UNREADABLE if {f.code for f in found} <= NOT_CHECKED else Exit.INTEGRITY


def _different(result: Verification) -> bool:
    return bool(result.changed or result.missing or result.added)
