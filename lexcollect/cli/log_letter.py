"""``log letter`` (记函件): a letter posted, and later what became of it, under the same tracking number.

Owns what is typed. A tracking number that is on file completes that letter instead of adding another one.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.log_entry import enter
from lexcollect.cli.log_given import Asking, case_of, read_moment, whom
from lexcollect.cli.log_options import attached, choice, file, flag, shared, sub_verb, words
from lexcollect.cli.options import DateType, Opt
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case, Communication
    from lexcollect.cli.console import Console
    from lexcollect.cli.log_given import Moment
    from lexcollect.cli.report import Report
    from lexcollect.matter.log_exhibits import Attached


@sub_verb(
    "letter",
    *shared(),
    words("to", "person"),
    choice("kind", "CommunicationKind"),
    words("carrier"),
    words("tracking", "number"),
    words("contents"),
    flag("no-contents"),
    words("address"),
    choice("address-basis", "AddressBasis"),
    words("amount", "amount"),
    words("said"),
    Opt(["--posted"], "log_verb.opt.posted", value_key="cli.value.date", type=DateType()),
    Opt(["--delivered"], "log_verb.opt.delivered", value_key="cli.value.date", type=DateType()),
    choice("result", "Status"),
    words("signed-by", "person"),
    file("copy"),
    file("slip"),
    file("page"),
)
def command(
    console: Console,
    posted: date | None,
    delivered: date | None,
    copy: Path | None,
    slip: Path | None,
    page: Path | None,
    **given: Any,
) -> Report:
    """Enter a letter, or what became of one."""
    from lexcollect.matter.layout import find_matter

    matter = find_matter(given["matter"])
    case = case_of(matter)
    asking = Asking(console)
    known = _known(case, given["tracking"])
    files = attached(copy=copy, slip=slip, page=page)
    for day in (posted, delivered):
        if day is not None:
            read_moment(console, day.isoformat())
    if known is not None:
        return _completed(console, matter, known, delivered, files, given, asking)
    moment: Moment = asking.read(given["at"] or (posted.isoformat() if posted else ""), "posted", _reader(console))
    reached = whom(case, asking.words(given["to"], "to_party"), given["party"])
    carrier = asking.words(given["carrier"], "carrier")
    tracking = asking.words(given["tracking"], "tracking")
    contents = given["contents"] if given["no_contents"] else asking.words(given["contents"], "contents")
    address = asking.words(given["address"], "address")
    by = asking.words(given["by"], "by")
    values = {
        "kind": given["kind"] or "letter",
        "date": moment.day.isoformat(),
        "time": moment.time if given["at"] else "",
        "sender": case.creditor.id,
        "recipient": reached.party,
        "spoken_to": reached.person,
        "covers": list(given["covers"]),
        "amount": given["amount"],
        "content": given["said"] or contents,
        "carrier": carrier,
        "tracking_no": tracking,
        "contents_named": False if given["no_contents"] else True if contents else None,
        "address": address,
        "address_basis": given["address_basis"] or _basis(case, reached.party, address),
        "posted_on": (posted or moment.day).isoformat(),
        "caller": by,
        "evidence": list(given["evidence"]),
        **_outcome(delivered, given),
    }
    return _entered(
        console, matter, values, f"{say('log_verb.called.letter')}{moment.day.isoformat()}", "", files, by, given
    )


def _reader(console: Console) -> Any:
    return lambda words: read_moment(console, words)


def _completed(
    console: Console,
    matter: Path,
    known: Communication,
    delivered: date | None,
    files: tuple[Attached, ...],
    given: dict[str, Any],
    asking: Asking,
) -> Report:
    """Enter what became of a letter that is on file."""
    values: dict[str, Any] = {
        "address": given["address"],
        "address_basis": given["address_basis"],
        "contents_named": False if given["no_contents"] else True if given["contents"] else None,
        "evidence": [*known.evidence, *(id for id in given["evidence"] if id not in known.evidence)]
        if given["evidence"]
        else None,
        **_outcome(delivered, given),
    }
    by = asking.words(given["by"], "by")
    if not files and all(value in (None, "") for value in values.values()):
        raise click.UsageError(say("log_verb.letter_known", number=known.tracking_no, id=known.id))
    return _entered(console, matter, values, known.id, known.id, files, by, given)


def _entered(
    console: Console,
    matter: Path,
    values: dict[str, Any],
    called: str,
    at: str,
    files: tuple[Attached, ...],
    by: str,
    given: dict[str, Any],
) -> Report:
    from lexcollect.matter.logbook import Entry

    entry = Entry("communications", values, called, at=at, files=files)
    return enter(console, matter, [entry], verb="letter", by=by, yes=given["yes"], following=("due",))


def _outcome(delivered: date | None, given: dict[str, Any]) -> dict[str, Any]:
    """Return what became of the letter: with a day of delivery it was delivered, unless another result is typed."""
    result = given["result"] or ("delivered" if delivered else None)
    return {
        "status": result,
        "delivered_on": delivered.isoformat() if delivered else "",
        "signed_by": given["signed_by"],
    }


def _known(case: Case, tracking: str) -> Communication | None:
    plain = "".join(tracking.split()).upper()
    return next((c for c in case.communications if plain and "".join(c.tracking_no.split()).upper() == plain), None)


def _basis(case: Case, party: str, address: str) -> str:
    """Return why an address counts as the party's: agreed, or registered; empty where the file does not say."""
    one = case.party(party)
    if not address:
        return ""
    if one.service_address is not None and one.service_address.address == address:
        return "contract" if one.service_address.clause else ""
    return "registered" if one.domicile == address else ""
