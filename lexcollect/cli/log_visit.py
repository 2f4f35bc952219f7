"""``log visit`` (记上门): a visit, where, by how many, and whether the minutes were signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.log_contact import Talk, enter_contact
from lexcollect.cli.log_given import Asking
from lexcollect.cli.log_options import attached, choice, file, flag, kind_of, of_contact, shared, sub_verb, words
from lexcollect.cli.options import Opt

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.cli.console import Console
    from lexcollect.cli.report import Report

_TALK = Talk("visit", "visit", ())


@sub_verb(
    "visit",
    *shared(),
    *of_contact(),
    choice("premises", "Premises"),
    Opt(["--visitors"], "log_verb.opt.visitors", value_key="log_verb.value.count", type=click.IntRange(1, 99)),
    words("address"),
    words("signed-by", "person"),
    flag("stayed"),
    flag("filmed"),
    file("minutes"),
    file("recording"),
    flag("told-recording"),
)
def command(
    console: Console,
    premises: str | None,
    visitors: int | None,
    address: str,
    signed_by: str,
    stayed: bool,
    filmed: bool,
    minutes: Path | None,
    recording: Path | None,
    told_recording: bool,
    **given: Any,
) -> Report:
    """Enter a visit."""
    more = {
        "visitors": str(visitors) if visitors else "",
        "address": address,
        "signed_by": signed_by,
        "stayed": True if stayed else None,
        "filmed": True if filmed else None,
        "recorded": True if recording else None,
        "notified": True if told_recording else None,
    }

    def ask(case: Case, asking: Asking) -> dict[str, Any]:
        return {"premises": asking.choice(premises or "", "premises", kind_of("Premises"))}

    talk = Talk("visit", "visit", (), file_key="recording") if recording else _TALK
    return enter_contact(
        console, talk, given, more=more, ask_more=ask, files=attached(recording=recording, minutes=minutes)
    )
