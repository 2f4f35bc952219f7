"""Options that say which rate: an agreed one, or LPR with its company.

Owns their names and help; what they ask for is read in ``matter.sums.rate``.
"""

from __future__ import annotations

import click

from lexcollect.cli.options import DateType, Opt


def options() -> list[click.Parameter]:
    """Return the options that say which rate."""
    return [
        Opt(["--rate"], "calc.opt.rate", value_key="calc.value.rate"),
        Opt(["--lpr"], "calc.opt.lpr", is_flag=True),
        Opt(["--term"], "calc.opt.term", type=click.Choice(("1y", "5y"))),
        Opt(["--times"], "calc.opt.times", value_key="calc.value.times"),
        Opt(["--markup"], "calc.opt.markup", value_key="calc.value.percent"),
        Opt(["--points"], "calc.opt.points", value_key="calc.value.points"),
        Opt(["--fixed"], "calc.opt.fixed", is_flag=True),
        Opt(["--segmented"], "calc.opt.segmented", is_flag=True),
        Opt(["--lpr-on"], "calc.opt.lpr_on", value_key="cli.value.date", type=DateType()),
    ]
