"""``log email`` (记邮件): an e-mail to a mailbox, and on what it rests that the mailbox is the addressee's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli.log_contact import Talk, enter_contact
from lexcollect.cli.log_options import attached, choice, file, of_contact, shared, sub_verb, words

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.cli.report import Report

_TALK = Talk("email", "email", ())


@sub_verb(
    "email",
    *shared(),
    *of_contact(),
    choice("address-basis", "AddressBasis"),
    words("tied-to"),
    file("mail"),
)
def command(console: Console, address_basis: str | None, tied_to: str, mail: Path | None, **given: Any) -> Report:
    """Enter an e-mail."""
    more = {"address_basis": address_basis, "tied_to": tied_to}
    return enter_contact(console, _TALK, given, more=more, files=attached(mail=mail))
