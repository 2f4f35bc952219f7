"""``law show 民法典188``: one article of the law as it stood on a day, and the words behind a rule.

Owns how texts are told on the screen, and what is said of an article that has none: never other words in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexcollect.cli.exits import Exit
from lexcollect.cli.law_words import put_rows
from lexcollect.cli.report import Report
from lexcollect.findings import Finding, finding
from lexcollect.law.texts import ArticleText, Missing, NoText, paragraphs, text_of
from lexcollect.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lexcollect.cli.console import Console
    from lexcollect.law.citations import Edition
    from lexcollect.law.trace import Citation

_CODES = {
    NoText.NO_LAW: "LX-L630",
    NoText.NOT_THEN: "LX-L631",
    NoText.NO_ARTICLE: "LX-L632",
    NoText.REPORT: "LX-L633",
    NoText.NOT_SHIPPED: "LX-L634",
}


def article_report(citation: Citation, day: date) -> Report:
    """Return the words of ``citation`` as they stood on ``day``, or why there are none."""
    from lexcollect.matter.shapes.texts import text_json

    found = text_of(citation, day)
    data = {"article": text_json(found)}
    if isinstance(found, Missing):
        return Report((missing_finding(found, day),), data, exit=Exit.LAW_UNKNOWN)
    notes = (finding("LX-L635", cite=str(citation), day=day, version=found.version),) if found.older(day) else ()
    return Report(notes, data, lambda out: _show(out, found))


def missing_finding(found: Missing, day: date) -> Finding:
    """Return why there is no text of an article on ``day``."""
    known = tuple(say("law_verb.edition", edition=one.edition, days=_days(one)) for one in found.editions)
    return finding(_CODES[found.why], cite=str(found.citation), law=found.citation.law, day=day, known=known)


def _show(out: Console, found: ArticleText) -> None:
    edition = found.edition
    out.line(f"{found.citation}　{edition.title}")
    out.line("  " + say("law_verb.edition", edition=edition.edition, days=_days(edition)))
    out.line()
    for number, paragraph in enumerate(paragraphs(found.text), 1):
        cited = "→" if paragraph == found.paragraph != found.text else " "
        lines = paragraph.splitlines()
        put_rows(out, [(f"{cited} {number}", lines[0]), *(("", line) for line in lines[1:])])
    out.line()
    out.line("  " + say("law_verb.text_source", source=found.source, version=found.version, checked=found.checked))


def _days(edition: Edition) -> str:
    if edition.until is None:
        return say("law_verb.in_force_since", day=edition.in_force)
    return say("law_verb.in_force_between", first=edition.in_force, last=edition.until)


def text_rows(cites: Iterable[Citation]) -> list[tuple[str, str]]:
    """Return two columns: each article of ``cites`` and the words it is cited for; one without text says so.

    The last row says when the texts were last compared.
    """
    rows: list[tuple[str, str]] = []
    checked: date | None = None
    for cite in dict.fromkeys(cites):
        found = text_of(cite)
        if isinstance(found, Missing):
            rows.append((str(cite), say("law_verb.no_text")))
            continue
        lines = found.paragraph.splitlines()
        rows += [(str(cite), lines[0]), *(("", line) for line in lines[1:])]
        checked = min(checked or found.checked, found.checked)
    return [*rows, ("", say("law_verb.text_checked", checked=checked))] if checked else rows
