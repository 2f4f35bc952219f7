"""``bundle sign`` (签名): the manifest signed with the user's own certificate, beside the package in ``proofs/``.

Owns asking for the password of the key, which is used once and kept nowhere.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg, Opt, now
from lexcollect.cli.report import Report
from lexcollect.matter.layout import shown
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


def answer(console: Console, folder: Path | None, key: Path, password: str | None) -> Report:
    """Sign the manifest of the package and keep the signature."""
    from lexcollect.cli.bundle_stamp import alone, report_on
    from lexcollect.cli.token_show import show_tokens
    from lexcollect.matter.shapes.papers import token_json
    from lexcollect.matter.signing import sign_package
    from lexcollect.matter.stamping import package_to_stamp

    package = package_to_stamp(folder or Path())
    secret = password if password is not None else _asked(console, key)

    def work() -> Report:
        name, checked = sign_package(package, key, secret, now())

        def show(out: Console) -> None:
            out.say("bundle_verb.sign.done", folder=shown(package), name=name)
            show_tokens(out, [checked])

        data = {"package": shown(package), "signature": token_json(checked)}
        return report_on(package, data, show, (name,), ("verify", *((folder,) if folder else ())))

    return alone(console, package, "bundle sign", work)


def _asked(console: Console, key: Path) -> str:
    """Return the password that the user types; none where nobody can be asked."""
    if not console.settings.ask or not sys.stdin.isatty():
        return ""
    from getpass import getpass

    return getpass(say("bundle_verb.sign.ask_password", file=key.name))


command = SubVerb(
    "bundle sign",
    "bundle_verb.about.sign",
    answer,
    [
        Arg(["folder"], "cli.value.package", required=False, type=click.Path(path_type=Path)),
        Opt(
            ["--key"], "bundle_verb.opt.key", value_key="cli.value.file", required=True, type=click.Path(path_type=Path)
        ),
        Opt(["--password"], "bundle_verb.opt.password", value_key="bundle_verb.value.password"),
    ],
)
