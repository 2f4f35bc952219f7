"""``bundle --transport-password`` (传输加密): the package as one file that opens with a password only.

Owns that the password is typed twice and never stands in a command line, a journal or a log, and how the file is told.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.report import Report
from lexcollect.findings import Refused, Where, finding
from lexcollect.matter.layout import shown
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console

#: So often a password may be typed anew.
_TRIES = 3


def asked(console: Console) -> str:
    """Return the password that a person types, twice the same; :class:`Refused` where nobody can be asked."""
    from getpass import getpass

    from lexcollect.bundle.transport import SHORTEST, acceptable

    if not console.settings.ask or not sys.stdin.isatty():
        raise Refused([finding("LX-B265", Where())])
    for _ in range(_TRIES):
        password = getpass(say("bundle_verb.transport.ask", least=SHORTEST))
        if not acceptable(password):
            print(say("bundle_verb.transport.weak", least=SHORTEST))
        elif getpass(say("bundle_verb.transport.again")) != password:
            print(say("bundle_verb.transport.differ"))
        else:
            return password
    raise Refused([finding("LX-B266", Where())])


def sent(console: Console, matter: Path, report: Report, password: str) -> Report:
    """Return ``report`` on a package that stands, with the file for transport beside it."""
    from lexcollect.bundle.transport import TooLarge, pack_for_transport

    place = report.data.get("package") or report.data.get("folder")
    if not place:
        return report
    package = matter / str(place)
    out = package.with_name(say("bundle_verb.transport.name", "zh", package=package.name))
    try:
        with console.step("bundle_verb.transport.working"):
            pack_for_transport(package, out, password)
    except TooLarge:
        return replace(report, findings=(*report.findings, finding("LX-B267", Where(package.name))))
    name = out.relative_to(matter).as_posix()

    def show(screen: Console) -> None:
        if report.show:
            report.show(screen)
        screen.say("bundle_verb.transport.made", file=shown(out))

    return replace(report, data={**report.data, "transport": name}, show=show, changed=(*report.changed, name))
