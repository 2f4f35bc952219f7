"""``calc retention`` (工程质量保证金): the day a construction retention falls due.

Owns the options; the day is the law's.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import sub_verb
from lexcollect.cli.options import DateType, Opt
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


@sub_verb(
    "retention",
    Opt(["--accepted"], "calc.opt.accepted", value_key="cli.value.date", type=DateType()),
    Opt(["--submitted"], "calc.opt.submitted", value_key="cli.value.date", type=DateType()),
    Opt(["--months"], "calc.opt.months", value_key="calc.value.number", type=click.IntRange(0, 1200)),
)
def command(console: Console, accepted: date | None, submitted: date | None, months: int | None) -> Report:
    """Count until when the retention must be paid back."""
    from lexcollect.cli.calc_ruled_show import show
    from lexcollect.matter.shapes.ruled import ruled_json
    from lexcollect.matter.sums.inputs import Inputs
    from lexcollect.matter.sums.ruled import retention

    inputs = Inputs()
    if accepted is None and submitted is None:
        inputs.say("LX-M165", "--accepted")
    if accepted is not None and submitted is not None:
        inputs.say("LX-M110", one="--accepted", other="--submitted")
    noted = inputs.done()
    found = retention(accepted=accepted, submitted=submitted, months=months)
    return Report(noted, ruled_json(found), lambda out: show(out, found))
