"""``log promise`` (记承诺): what the other side promised to pay, until when, by whom and how it was said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli.log_entry import enter
from lexcollect.cli.log_given import Asking, case_of, read_moment, required, whom
from lexcollect.cli.log_options import attached, choice, file, shared, sub_verb, words
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.cli.log_given import Moment
    from lexcollect.cli.report import Report


@sub_verb(
    "promise",
    *shared(),
    words("from", "person", as_="from_"),
    words("amount", "amount"),
    words("until", "date"),
    choice("how", "CommunicationKind"),
    words("said"),
    words("signed-by", "person"),
    words("seal"),
    words("tied-to"),
    words("contact", "id"),
    file("paper"),
)
def command(console: Console, paper: Path | None, **given: Any) -> Report:
    """Enter a promise."""
    from lexcollect.matter.layout import find_matter
    from lexcollect.matter.logbook import Entry

    matter = find_matter(given["matter"])
    case = case_of(matter)
    asking = Asking(console)
    moment: Moment = asking.read(given["at"], "at", lambda words: read_moment(console, words))
    reached = whom(case, asking.words(given["from_"], "from"), given["party"])
    amount = required(asking.words(given["amount"], "promise"), "amount", "--amount")
    until = asking.words(given["until"], "until")
    by = asking.words(given["by"], "by")
    values = {
        "kind": "promise_message",
        "date": moment.day.isoformat(),
        "by": reached.party,
        "covers": list(given["covers"]),
        "amount": amount,
        "signed_by": given["signed_by"] or reached.person,
        "seal": given["seal"],
        "channel": given["how"],
        "tied_to": given["tied_to"],
        "content": given["said"],
        "new_due_on": until,
        "contact": given["contact"],
        "evidence": list(given["evidence"]),
    }
    entry = Entry(
        "acknowledgements",
        values,
        f"{say('log_verb.called.promise')}{moment.day.isoformat()}",
        files=attached(paper=paper),
    )
    return enter(console, matter, [entry], verb="promise", by=by, yes=given["yes"], following=("due",))
