"""``log call`` (记电话): a call, answered or not, with what was said, promised and recorded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli.log_contact import Talk, enter_contact
from lexcollect.cli.log_options import attached, file, flag, of_contact, shared, sub_verb
from lexcollect.cli.options import Opt

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.cli.report import Report

_TALK = Talk("call", "call", ("answered",), file_key="recording")


@sub_verb(
    "call",
    *shared(),
    Opt(["--answered/--unanswered"], "log_verb.opt.answered", default=None, is_flag=True),
    *of_contact(),
    file("recording"),
    flag("told-recording"),
)
def command(
    console: Console, answered: bool | None, recording: Path | None, told_recording: bool, **given: Any
) -> Report:
    """Enter a call."""
    more = {"recorded": True if recording else None, "notified": True if told_recording else None}
    return enter_contact(console, _TALK, given, answered=answered, more=more, files=attached(recording=recording))
