"""``register`` (登记库): all matters in one database; what is done with it are sub-verbs, each in its module.

By itself it says where the register is, what it holds, and how far it can be trusted today.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import Parent
from lexcollect.cli.options import Opt
from lexcollect.cli.report import Report
from lexcollect.cli.verb import section
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console

#: Sub-verb → module that holds its ``command``; in the order of the work.
SUBS: dict[str, str] = {
    "update": "lexcollect.cli.register_update",
    "rebuild": "lexcollect.cli.register_rebuild",
    "show": "lexcollect.cli.register_show",
    "check": "lexcollect.cli.register_check",
    "forget": "lexcollect.cli.register_forget",
}


class RegisterVerb(Parent):
    """The verb ``register`` with its sub-verbs."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sub-verbs before the options."""
        section(formatter, say("register.head.subs"), [(name, say(f"register.sub.{name}")) for name in SUBS])
        self.format_shared(ctx, formatter)


def register_option() -> Opt:
    """Return the option that names the register."""
    return Opt(["--register", "named"], "register.opt.register", value_key="register.value.register")


def answer(console: Console, named: str | None) -> Report:
    """Say what the register is and holds."""
    from lexcollect.cli.register_common import fresh_findings, opened, words_of
    from lexcollect.register import reading
    from lexcollect.register.ledgers import files

    with opened(named) as register:
        with register.reading() as connection:
            rows, roots = reading.matters(connection), reading.roots(connection)
            sums = reading.principal_by_currency(connection)
            events = reading.count_events(connection)
            ledgers = files(connection)
        findings = fresh_findings(register, roots, rows, console.settings.as_of)
        place = register.place.shown

    def show(out: Console) -> None:
        out.say("register.about_it.head", register=place)
        told = [
            say("register.sum_yuan" if currency == "CNY" else "register.sum", amount=amount, currency=currency)
            for currency, amount in sums.items()
        ]
        out.say("register.about_it.counts", count=len(rows), sums=told or "—", events=events)
        out.say("register.about_it.roots", roots=roots or "—")
        if ledgers:
            named_so = [one.place for one in ledgers]
            out.say(
                "register.about_it.ledgers", ledgers=named_so, count=sum(sum(one.counts.values()) for one in ledgers)
            )

    data = {
        "register": place,
        "matters": len(rows),
        "principal": {currency: str(amount) for currency, amount in sums.items()},
        "events": events,
        "roots": roots,
        "ledgers": {one.place: sum(one.counts.values()) for one in ledgers},
    }
    following = ("register", "update", *words_of(named)) if findings else ("due", "--all", *words_of(named))
    return Report(tuple(findings), data, show, next=following)


command = RegisterVerb("register", answer, [register_option()], SUBS, "register")
