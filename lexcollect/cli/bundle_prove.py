"""``bundle prove`` (单份证明): one exhibit of a package with the proof that it belongs to it, without the others.

Owns what is typed and how it is told.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.bundle_subs import matter_words
from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.refusals import Steps, then
from lexcollect.cli.report import Report
from lexcollect.matter.layout import shown

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


def answer(console: Console, number: str, folder: Path | None, out: Path | None, version: str) -> Report:
    """Write the exhibit with its proof into a folder of its own."""
    from lexcollect.bundle.exhibit_proof import root_stated
    from lexcollect.bundle.manifest import grouped
    from lexcollect.cn.width import fold
    from lexcollect.matter.layout import find_matter, is_matter
    from lexcollect.matter.proving import package_to_prove, prove_exhibit

    number = fold(number).strip().removeprefix("证据")
    place, again = folder or Path(), (*((folder,) if folder else ()), *(("--out", out) if out else ()))
    named = ("--of", version) if version else ()
    steps: Steps = {
        "LX-B192": lambda: ("verify", package_to_prove(place, version)),
        "LX-B195": lambda: _first(package_to_prove(place, version), (*again, *named)),
        "LX-B196": lambda: ("bundle", *matter_words(find_matter(folder))) if is_matter(place) else ("verify", place),
        "LX-B296": ("bundle", "prove", number, *again),
    }
    with then(steps):
        made, new = prove_exhibit(place, number, out, version)
    root = root_stated(made)

    def show(console: Console) -> None:
        console.say("bundle_verb.prove.made" if new else "bundle_verb.prove.same", no=number, folder=shown(made))
        console.say("bundle_verb.prove.root", root=grouped(root))
        console.say("bundle_verb.prove.says")

    data = {"number": number, "folder": shown(made), "new": new, "merkle_root": root}
    return Report((), data, show, ("verify", made, "--digest", root))


def _first(package: Path, again: tuple[str | Path, ...]) -> tuple[str | Path, ...]:
    """Return how the first exhibit of the package is proved; where it has none with files, how it is looked at."""
    from lexcollect.bundle.exhibit_proof import numbers_in

    known = numbers_in(package)
    return ("bundle", "prove", known[0], *again) if known else ("verify", package)


command = SubVerb(
    "bundle prove",
    "bundle_verb.about.prove",
    answer,
    [
        Arg(["number"], "bundle_verb.value.number"),
        Arg(["folder"], "cli.value.package", required=False, type=click.Path(path_type=Path)),
        Opt(["--of", "version"], "bundle_verb.opt.prove_of", value_key="bundle_verb.value.version", default=""),
        Opt(["--out"], "bundle_verb.opt.prove_out", value_key="cli.value.folder", type=click.Path(path_type=Path)),
    ],
)
