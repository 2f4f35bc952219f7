"""``bundle stamp`` (时间戳): requests for a time-stamp authority and its answers, kept in ``proofs/`` of a package.

Owns what is typed and how it is told. Without an option it lists what is there. Nothing goes to a network unless an
address is given.
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
    from collections.abc import Callable

    from lexcollect.cli.console import Console


def answer(console: Console, folder: Path | None, request: bool, hash_name: str) -> Report:
    """Write requests, or list what lies in ``proofs/``."""
    from lexcollect.matter.stamping import package_to_stamp

    package = package_to_stamp(folder or Path())
    if request:
        return _alone(console, package, lambda: _requested(package, hash_name))
    return _listed(package)


def _alone(console: Console, package: Path, work: Callable[[], Report]) -> Report:
    """Return what ``work`` reports, done while no other run writes in the matter of the package."""
    from lexcollect.cli.turn import in_turn
    from lexcollect.matter.stamping import matter_of

    matter = matter_of(package)
    return in_turn(console, matter, "bundle stamp", work) if matter else work()


def _requested(package: Path, hash_name: str) -> Report:
    from lexcollect.bundle.tokens.request import Hash
    from lexcollect.matter.stamping import matter_of, write_requests

    made = write_requests(package, Hash(hash_name))
    matter = matter_of(package)
    place = package.resolve().relative_to(matter.resolve()).as_posix() if matter else ""

    def show(out: Console) -> None:
        out.say("bundle_verb.stamp.requested", count=len(made), folder=shown(package))
        for name in made:
            out.say("bundle_verb.stamp.file", name=name)
        out.say("bundle_verb.stamp.send")
        for name in made:
            file = Path(name).name
            out.say("bundle_verb.stamp.curl", request=file, answer=file.removesuffix("tsq") + "tsr")

    return Report(
        (),
        {"package": shown(package), "requests": list(made)},
        show,
        ("bundle", "stamp", package),
        matter,
        tuple(f"{place}/{name}" for name in made),
    )


def _listed(package: Path) -> Report:
    from lexcollect.bundle.tokens.store import kept

    found = kept(package)

    def show(out: Console) -> None:
        out.say("bundle_verb.stamp.listed", count=len(found), folder=shown(package))
        for one in found:
            out.say("bundle_verb.stamp.file", name=one.name)

    data = {"package": shown(package), "proofs": [one.name for one in found]}
    return Report((), data, show, ("bundle", "stamp", package, "--request"))


command = SubVerb(
    "bundle stamp",
    "bundle_verb.about.stamp",
    answer,
    [
        Arg(["folder"], "cli.value.package", required=False, type=click.Path(path_type=Path)),
        Opt(["--request"], "bundle_verb.opt.request", is_flag=True),
        Opt(
            ["--hash", "hash_name"],
            "bundle_verb.opt.hash",
            value_key="bundle_verb.value.hash",
            type=click.Choice(["sha256", "sha384", "sha512", "sm3"]),
            default="sha256",
        ),
    ],
)
