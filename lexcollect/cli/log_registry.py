"""``log registry`` (记工商查询): what a public register showed of a party on a day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli.log_entry import enter
from lexcollect.cli.log_given import Asking, case_of, read_moment, whom
from lexcollect.cli.log_options import attached, choice, file, kind_of, shared, sub_verb, words

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.cli.log_given import Moment
    from lexcollect.cli.report import Report


@sub_verb(
    "registry",
    *shared(),
    words("source"),
    choice("state", "RegistryState"),
    words("found"),
    file("page"),
)
def command(console: Console, page: Path | None, **given: Any) -> Report:
    """Enter a registry check."""
    from lexcollect.matter.layout import find_matter
    from lexcollect.matter.logbook import Entry

    matter = find_matter(given["matter"])
    case = case_of(matter)
    asking = Asking(console)
    moment: Moment = asking.read(given["at"], "at", lambda words: read_moment(console, words))
    reached = whom(case, "", given["party"])
    source = asking.words(given["source"], "source")
    state = asking.choice(given["state"] or "", "state", kind_of("RegistryState"))
    found = asking.words(given["found"], "found")
    by = asking.words(given["by"], "by")
    values = {
        "party": reached.party,
        "date": moment.day.isoformat(),
        "by": by,
        "source": source,
        "state": state,
        "content": found,
        "evidence": list(given["evidence"]),
    }
    entry = Entry("registry_checks", values, files=attached(register=page))
    return enter(console, matter, [entry], verb="registry", by=by, yes=given["yes"])
