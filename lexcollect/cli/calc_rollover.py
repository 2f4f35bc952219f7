"""``calc rollover`` (复利): what a loan is worth whose interest was written into a new note.

Owns the options; the sum is put together in ``matter.sums.ruled``, the figures are the law's.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lexcollect.cli import calc_options
from lexcollect.cli.calc_subs import sub_verb
from lexcollect.cli.options import DateType, Opt
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


@sub_verb(
    "rollover",
    calc_options.principal(),
    Opt(["--made"], "calc.opt.made", value_key="cli.value.date", type=DateType(), required=True),
    Opt(["--rate"], "calc.opt.loan_rate", value_key="calc.value.percent", required=True),
    Opt(["--rolled"], "calc.opt.rolled", value_key="cli.value.date", type=DateType(), required=True),
    Opt(["--note"], "calc.opt.note", value_key="calc.value.amount", required=True),
    Opt(["--note-rate"], "calc.opt.note_rate", value_key="calc.value.percent", required=True),
    Opt(["--to", "last"], "calc.opt.term_end", value_key="cli.value.date", type=DateType()),
)
def command(
    console: Console,
    principal: str,
    made: date,
    rate: str,
    rolled: date,
    note: str,
    note_rate: str,
    last: date | None,
) -> Report:
    """Compute what is payable on ``last`` of a loan rolled over on ``rolled``."""
    from pathlib import Path

    from lexcollect.cli.calc_ruled_show import show
    from lexcollect.matter.shapes.ruled import ruled_json
    from lexcollect.matter.sums.inputs import Inputs
    from lexcollect.matter.sums.rate import rates_for
    from lexcollect.matter.sums.ruled import rollover

    inputs, end = Inputs(), last or console.settings.as_of
    lent, written = inputs.amount(principal, ""), inputs.amount(note, "--note")
    before, after = inputs.number(rate, "--rate"), inputs.number(note_rate, "--note-rate")
    for option, first, then in (("--rolled", made, rolled), ("--to", rolled, end)):
        if then < first:
            inputs.say("LX-M107", option, first=first, last=then)
    published = rates_for(inputs, None, Path())
    noted = inputs.done()
    assert before is not None and after is not None  # otherwise there was a finding
    found = rollover(lent, made, before, rolled, written, after, end, rates=published)
    return Report(noted, ruled_json(found), lambda out: show(out, found))
