"""``draft`` (出文书): papers ready to sign, version by version.

Owns which papers are meant and how the outcome is told; what they are written from is decided in ``matter.papers``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli import draft_review
from lexcollect.cli.draft_next import FORM, NOTHING, USAGE, Typed, step
from lexcollect.cli.exits import Exit, exit_for
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.cli.verb import verb

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.documents.drafting import DraftResult
    from lexcollect.findings import Finding
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.lock import Held
    from lexcollect.matter.pdf_copies import PdfCopies

#: So many changed fields of all papers are named on the screen; the rest is counted.
SHOWN_CHANGES, FEWEST_CHANGES = 12, 3


@verb(
    "draft",
    Arg(["words"], "cli.value.papers", nargs=-1),
    Opt(
        ["--templates"],
        "cli.opt.templates",
        value_key="cli.value.folder",
        multiple=True,
        type=click.Path(path_type=Path),
    ),
    Opt(["--contract"], "cli.opt.contract", value_key="cli.value.contract", default=""),
    Opt(["--number"], "cli.opt.number", value_key="cli.value.number", default=""),
    Opt(["--pdf"], "cli.opt.pdf", is_flag=True),
    Opt(["--final"], "cli.opt.final", is_flag=True),
    Opt(["--keep"], "cli.opt.keep", value_key="cli.value.rule", multiple=True),
    Opt(["--by"], "cli.opt.decided_by", value_key="cli.value.person", default=""),
    Opt(["--why"], "cli.opt.keep_why", value_key="cli.value.reason", default=""),
    Opt(["--full"], "cli.opt.full", is_flag=True),
    Opt(["--yes"], "cli.opt.yes", is_flag=True),
)
def command(
    console: Console,
    words: tuple[str, ...],
    templates: tuple[Path, ...],
    contract: str,
    number: str,
    pdf: bool,
    final: bool,
    keep: tuple[str, ...],
    by: str,
    why: str,
    full: bool,
    yes: bool,
) -> Report:
    """Write the papers named in ``words``, or tell which fit; what ``by`` keeps of red flags is recorded first."""
    from lexcollect.cli.sheet_turn import sheets_first, with_sheets
    from lexcollect.cli.turn import holding
    from lexcollect.matter.layout import find_matter

    given, papers = split(words)
    folder = find_matter(given)
    found = sheets_first(console, folder, yes=yes)
    if not (papers or number or final or keep or pdf):
        from lexcollect.cli.draft_offer import offered

        return with_sheets(found, lambda: offered(console, folder, templates, contract, full=full))
    chosen = Typed(papers or [FORM] * bool(number), templates, contract, number, pdf, final, keep, by.strip(), why)
    return with_sheets(found, lambda: holding(console, folder, "draft", lambda held: _drafted(console, held, chosen)))


def _drafted(console: Console, held: Held, chosen: Typed) -> Report:
    """Answer the matter and write its papers."""
    from lexcollect.matter.paper_run import Asked, drafted
    from lexcollect.matter.reviewing import Decision

    decision = Decision(chosen.keep, chosen.by, chosen.why)
    asked = Asked(chosen.papers, chosen.templates, chosen.contract, chosen.number, chosen.final, decision, chosen.pdf)
    made = drafted(held, console.settings.as_of, asked, lambda what: console.step(f"cli.draft.{what}"))
    return report_of(
        made.answered, made.result, list(made.beside), packed=bool(made.pages), typed=chosen, copies=made.copies
    )


def split(words: tuple[str, ...]) -> tuple[Path | None, list[str]]:
    """Return the matter and the papers: the first word that is no paper and names something on disk is the matter."""
    from lexcollect.documents.register import ALL, FILING, FILING_TITLE
    from lexcollect.documents.register import PAPERS as KNOWN

    names = {*KNOWN, *(paper.title for paper in KNOWN.values()), ALL, FILING, FILING_TITLE}
    for at, word in enumerate(words):
        if word not in names and Path(word).exists():
            return Path(word), [*words[:at], *words[at + 1 :]]
    return None, list(words)


def report_of(
    answered: Answered,
    result: DraftResult,
    more: list[Finding],
    *,
    packed: bool,
    typed: Typed = NOTHING,
    copies: PdfCopies | None = None,
) -> Report:
    """Return what became of each paper of ``typed``, and of their PDF ``copies``."""
    from lexcollect.matter.problems import list_problems
    from lexcollect.matter.shapes.papers import papers_json

    printed = copies.written if copies else ()
    changed = tuple(path.relative_to(answered.folder).as_posix() for path in (*result.written, *printed))
    beside = copies.findings if copies else ()
    findings = tuple(dict.fromkeys((*answered.read_findings, *more, *result.findings, *beside)))
    listed = list_problems(answered.folder, "draft", findings)
    after = step(answered, result, findings, typed, packed=packed)
    return Report(
        findings,
        papers_json(answered, result, copies),
        lambda out: show(out, answered, result, findings, copies),
        next=after.words,
        enter=after.enter,
        matter=answered.folder,
        changed=(*changed, *listed),
        listed_in=str(answered.folder / listed[0]) if listed else "",
        exit=_exit(findings),
    )


def _exit(findings: tuple[Finding, ...]) -> Exit:
    unknown = any(f.stops and f.code in USAGE for f in findings)
    return Exit.USAGE if unknown else exit_for(findings)


def show(
    out: Console,
    answered: Answered,
    result: DraftResult,
    findings: tuple[Finding, ...] = (),
    copies: PdfCopies | None = None,
) -> None:
    """Print one line for each paper, and what changed since its last version as far as the screen goes."""
    out.say("cli.draft.head", matter=answered.matter.case.matter, day=answered.matter.as_of)
    # A paper whose changes are cut takes one line more.
    taken = 2 * len(result.papers) + 1 + (draft_review.LINES if result.overview else 0)
    room = min(SHOWN_CHANGES, max(out.left_before(findings) - taken, FEWEST_CHANGES))
    for paper in result.papers:
        mark = "×" if paper.refused else "√"
        out.line(f" {mark} {paper.title}　{paper.line()}")
        for change in paper.changes[:room]:
            out.line(f"     {change.line()}")
        if len(paper.changes) > room:
            out.say("cli.draft.more", count=len(paper.changes) - room)
        room = max(room - len(paper.changes), 0)
    if result.overview:
        draft_review.show(out, result.overview, findings)
    if copies and (copies.written or copies.same):
        out.say("cli.draft.printed", count=len(copies.written), same=len(copies.same))
