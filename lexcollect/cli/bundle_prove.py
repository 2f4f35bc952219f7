"""``bundle prove`` (单份证明): one exhibit of a package with the proof that it belongs to it, without the others.

Owns what is typed and how it is told.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.matter.layout import shown

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


def answer(console: Console, number: str, folder: Path | None, out: Path | None) -> Report:
    """Write the exhibit with its proof into a folder of its own."""
    from lexcollect.bundle.exhibit_proof import root_stated
    from lexcollect.bundle.manifest import grouped
    from lexcollect.cn.width import fold
    from lexcollect.matter.proving import prove_exhibit

    number = fold(number).strip().removeprefix("证据")
    made, new = prove_exhibit(folder or Path(), number, out)
    root = root_stated(made)

    def show(console: Console) -> None:
        console.say("bundle_verb.prove.made" if new else "bundle_verb.prove.same", no=number, folder=shown(made))
        console.say("bundle_verb.prove.root", root=grouped(root))
        console.say("bundle_verb.prove.says")

    data = {"number": number, "folder": shown(made), "new": new, "merkle_root": root}
    return Report((), data, show, ("verify", made, "--digest", root))


command = SubVerb(
    "bundle prove",
    "bundle_verb.about.prove",
    answer,
    [
        Arg(["number"], "bundle_verb.value.number"),
        Arg(["folder"], "cli.value.package", required=False, type=click.Path(path_type=Path)),
        Opt(["--out"], "bundle_verb.opt.prove_out", value_key="cli.value.folder", type=click.Path(path_type=Path)),
    ],
)
