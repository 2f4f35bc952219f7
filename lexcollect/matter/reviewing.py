"""Reviewing: what a person keeps in a paper goes on record in the case file (复核意见).

Owns the way from the open red flags and doubts of some papers to entries of ``reviews``, written by the one writer with
name and reason, so that the journal has them too. Decides nothing: who keeps what is told by the caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lexcollect.findings import Finding, finding
from lexcollect.matter.answering import Answered
from lexcollect.matter.exhibits import Pages
from lexcollect.matter.lock import Held
from lexcollect.matter.papers import open_in_papers
from lexcollect.matter.writing import Add, Errors, read_sources, revise, write
from lexcollect.records import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """Which rules (L17) or findings (LX-P075) are kept in the papers at hand, by whom, and why.

    ``who`` wrote it down, where that is another than who decided.
    """

    rules: tuple[str, ...] = ()
    by: str = ""
    why: str = ""
    who: str = ""

    def lacking(self, *, final: bool) -> list[Finding]:
        """Return what must be said before anything is final or kept."""
        found = [] if self.by.strip() or not (self.rules or final) else [finding("LX-P326")]
        return found + ([finding("LX-P327", rules=self.rules)] if self.rules and not self.why.strip() else [])


def keep(
    held: Held,
    answered: Answered,
    papers: Sequence[str],
    pages: Pages,
    decision: Decision,
    templates: Sequence[Path] = (),
    contract: str = "",
    form: str = "",
) -> list[Finding]:
    """Write a review for each open point of the decision's rules in ``papers``; return what was not found there.

    :class:`~lexcollect.findings.Refused` where the writer refuses.
    """
    open_ = open_in_papers(answered, papers, pages, templates, contract, form)
    known = {point.rule for point in open_}
    entries = {(p.rule, p.paper, p.words): None for p in open_ if p.rule in decision.rules}
    changes = [
        Add(
            ("reviews",),
            {
                "rule": rule,
                "paper": paper,
                "words": words,
                "by": decision.by.strip(),
                "date": held.now.date(),
                "why": decision.why.strip(),
            },
        )
        for rule, paper, words in entries
    ]
    if changes:
        revision = revise(read_sources(held.folder), case=changes)
        write(held, revision, who=decision.who.strip() or decision.by.strip(), means="draft", errors=Errors.REFUSE_NEW)
    return [finding("LX-P328", rule=rule) for rule in decision.rules if rule not in known]
