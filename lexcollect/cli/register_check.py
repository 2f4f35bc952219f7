"""``register check``: whether the register agrees with itself and with the folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.register import register_option
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


def answer(console: Console, named: str | None) -> Report:
    """Check; the findings are the answer."""
    from lexcollect.cli.register_common import fresh_findings, opened, words_of
    from lexcollect.register import reading
    from lexcollect.register.checking import check_register, drifted

    with opened(named) as register:
        wrong = check_register(register)
        with register.reading() as connection:
            rows, roots = reading.matters(connection), reading.roots(connection)
        changed = drifted(register)
        findings = [*wrong, *fresh_findings(register, roots, rows, console.settings.as_of)]
        place = register.place.shown
    broken = any(f.stops for f in wrong)

    def show(out: Console) -> None:
        out.say("register.about_it.head", register=place)
        if not findings and not changed:
            out.say("register.check.fine", count=len(rows))
        for folder in changed:
            out.say("register.check.digest", folder=folder)

    following = (
        ("register", "rebuild") if broken else ("register", "update") if findings or changed else ("due", "--all")
    )
    data = {"register": place, "matters": len(rows), "changed": changed}
    return Report(tuple(findings), data, show, next=(*following, *words_of(named)))


command = SubVerb("register check", "register.about.check", answer, [register_option()])
