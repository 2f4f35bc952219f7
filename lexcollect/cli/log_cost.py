"""``log cost`` (记费用): what the collection cost, of which kind and what for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli.log_entry import enter
from lexcollect.cli.log_given import Asking, read_moment, required
from lexcollect.cli.log_options import attached, choice, file, kind_of, shared, sub_verb, words

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.cli.log_given import Moment
    from lexcollect.cli.report import Report


@sub_verb(
    "cost",
    *shared(),
    choice("kind", "CostKind"),
    words("amount", "amount"),
    words("what"),
    words("contract", "id"),
    file("invoice"),
)
def command(console: Console, invoice: Path | None, **given: Any) -> Report:
    """Enter a cost."""
    from lexcollect.matter.layout import find_matter
    from lexcollect.matter.logbook import Entry

    matter = find_matter(given["matter"])
    asking = Asking(console)
    moment: Moment = asking.read(given["at"], "at", lambda words: read_moment(console, words))
    kind = required(asking.choice(given["kind"] or "", "cost_kind", kind_of("CostKind")), "cost_kind", "--kind")
    amount = required(asking.words(given["amount"], "amount"), "amount", "--amount")
    what = asking.words(given["what"], "what")
    by = asking.words(given["by"], "by")
    values = {
        "contract": given["contract"],
        "kind": kind,
        "amount": amount,
        "date": moment.day.isoformat(),
        "title": what,
        "evidence": list(given["evidence"]),
    }
    entry = Entry("costs", values, files=attached(invoice=invoice))
    return enter(console, matter, [entry], verb="cost", by=by, yes=given["yes"], following=("calc",))
