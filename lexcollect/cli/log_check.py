"""``log check`` (查联系): every contact of the matter against the rules on contacts, also those entered by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.console import words_for
from lexcollect.cli.log_options import matter, sub_verb
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


@sub_verb("check", matter())
def command(console: Console, matter: Path | None) -> Report:
    """Look through every contact."""
    from lexcollect.cli.log_given import case_of
    from lexcollect.matter.contact_rules import rules_on
    from lexcollect.matter.layout import find_matter

    folder = find_matter(matter)
    case = case_of(folder)
    found = tuple(dict.fromkeys(one for made in case.communications for one in rules_on(folder, case, made)))
    looked = len(case.communications)

    def show(out: Console) -> None:
        out.say("log_verb.checked", count=looked, errors=sum(one.stops for one in found), rest=len(found))

    return Report(found, {"contacts": looked}, show, ("log", "show", *words_for(folder)), one_by_one=True)
