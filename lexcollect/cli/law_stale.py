"""``law stale``: what is out of date on the as-of day, with the publication that is missing, and for how long nobody
has compared the texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.exits import Exit, exit_for
from lexcollect.cli.law_reach import reach_json, show_reach, sources_in_use
from lexcollect.cli.law_words import title_of
from lexcollect.cli.report import Report
from lexcollect.findings import finding
from lexcollect.law.state import known_by_report, reach, stale_on
from lexcollect.wording import text

if TYPE_CHECKING:
    from datetime import date

    from lexcollect.cli.console import Console
    from lexcollect.findings import Finding
    from lexcollect.law.state import Reach, Stale

#: So many missing publications are named one by one; of more, the first and the last.
_NAMED = 6


def answer(console: Console) -> Report:
    """Return what must not be relied on any more on the as-of day; exit code 5 when there is anything."""
    as_of = console.settings.as_of
    sources, local = sources_in_use()
    found, how_far = stale_on(as_of, sources), reach(sources)
    findings = _stale_findings(found, how_far)

    def show(out: Console) -> None:
        show_reach(out, how_far)
        out.say(f"law_verb.stale_{'some' if found else 'none'}", day=as_of, count=len(findings))

    data = {
        "known_through": reach_json(how_far),
        "stale": {
            "parameters": [p.name for p in found.parameters],
            "lpr": [day.isoformat() for day in found.publications],
            "holidays": list(found.years),
        },
        "texts": {
            "verified_from": how_far.texts_from.isoformat(),
            "verified_through": how_far.texts.isoformat(),
            "unchecked_days": max(0, (as_of - how_far.texts).days),
        },
    }
    notes = _notes(as_of, how_far)
    code = Exit.LAW_UNKNOWN if found else exit_for(local)
    return Report((*local, *findings, *notes), data, show, exit=code, one_by_one=True)


def _stale_findings(found: Stale, how_far: Reach) -> list[Finding]:
    out = [finding("LX-L502", title=title_of(p), name=p.name, due=p.review_by) for p in found.parameters]
    if found.publications:
        days = found.publications
        few = len(days) <= _NAMED
        named = text("law_verb.days", days=days) if few else text("law_verb.days_more", first=days[0], last=days[-1])
        out.append(finding("LX-L503", through=how_far.lpr, count=len(days), days=named, first=days[0]))
    if found.years:
        first, last = str(found.years[0]), str(found.years[-1])
        years = first if first == last else text("law_verb.days_more", first=first, last=last)
        out.append(finding("LX-L504", through=how_far.holidays, years=years))
    return out


def _notes(as_of: date, how_far: Reach) -> list[Finding]:
    """Return what is not stale yet but known to be missing."""
    notes = [finding("LX-L506", title=e.title, day=e.in_force) for e in known_by_report(as_of)]
    if (days := (as_of - how_far.texts).days) > 0:
        notes.insert(0, finding("LX-L627", last=how_far.texts, days=days, as_of=as_of))
    if as_of.year == how_far.holidays.year:
        notes.insert(0, finding("LX-L505", year=as_of.year + 1))
    return notes


command = SubVerb("law stale", "law_verb.about.stale", answer, [])
