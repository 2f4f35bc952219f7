"""``log message`` (记消息): WeChat or text messages, one or several, and the picture of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.log_contact import Talk, enter_contact
from lexcollect.cli.log_options import attached, file, of_contact, shared, sub_verb, words
from lexcollect.cli.options import Opt

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.cli.report import Report


@sub_verb(
    "message",
    *shared(),
    Opt(["--sms"], "log_verb.opt.sms", is_flag=True),
    *of_contact(),
    Opt(["--messages"], "log_verb.opt.messages", value_key="log_verb.value.count", type=click.IntRange(1, 9999)),
    words("tied-to"),
    file("picture"),
)
def command(
    console: Console, sms: bool, messages: int | None, tied_to: str, picture: Path | None, **given: Any
) -> Report:
    """Enter messages."""
    talk = Talk("message", "sms" if sms else "im", ())
    more = {"messages": str(messages) if messages else "", "tied_to": tied_to}
    return enter_contact(console, talk, given, more=more, files=attached(**{"sms" if sms else "picture": picture}))
