"""``log payment`` (记回款): money that came in, and at once what is left and which days move."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli.log_entry import enter
from lexcollect.cli.log_given import Asking, case_of, read_moment, required, whom
from lexcollect.cli.log_options import attached, file, shared, sub_verb, words
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.cli.log_given import Moment
    from lexcollect.cli.report import Report


@sub_verb(
    "payment",
    *shared(),
    words("amount", "amount"),
    words("from", "person", as_="from_"),
    words("channel"),
    words("memo"),
    words("for", "id", as_="for_"),
    file("slip"),
)
def command(console: Console, slip: Path | None, **given: Any) -> Report:
    """Enter a payment."""
    from lexcollect.matter.layout import find_matter
    from lexcollect.matter.logbook import Entry

    matter = find_matter(given["matter"])
    case = case_of(matter)
    asking = Asking(console)
    moment: Moment = asking.read(given["at"], "at", lambda words: read_moment(console, words))
    amount = required(asking.words(given["amount"], "amount"), "amount", "--amount")
    reached = whom(case, given["from_"], given["party"])
    channel = asking.words(given["channel"], "channel")
    memo = asking.words(given["memo"], "memo")
    by = asking.words(given["by"], "by")
    values = {
        "date": moment.day.isoformat(),
        "amount": amount,
        "payer": reached.party,
        "channel": channel,
        "memo": memo,
        "designated_for": given["for_"],
        "evidence": list(given["evidence"]),
    }
    entry = Entry(
        "payments",
        values,
        f"{say('log_verb.called.payment')}{moment.day.isoformat()}",
        files=attached(bank_slip=slip),
    )
    return enter(console, matter, [entry], verb="payment", by=by, yes=given["yes"], following=("calc",))
