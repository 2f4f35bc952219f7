"""Handing in (能不能提交): what stands against handing a matter in as it is, each with where it is mended or decided.

Owns the list of reasons, joined from what the verbs themselves refuse or mark: mistakes of case file and catalogue,
files that nobody decided on, texts that are still open, contradictions that nobody took upon himself, warnings that
change the sum and that nobody looked at, facts of the papers that speak against the case file. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, changes_sum
from lexcollect.matter.decided_findings import NO_PAPERS, can_be_seen, contradicts, seen_by
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.evidence.items import Catalogue
    from lexcollect.proposing.shapes import Proposal


class Ground(StrEnum):
    """Why a matter is not handed in, the gravest first."""

    MISTAKE = "mistake"  # what stops papers or package: an error, or a rate that is not on file
    QUESTION = "question"  # a file of an exhibit that waits for a decision with name and reason
    CONTRADICTION = "contradiction"  # two sources say different things
    SUM = "sum"  # a warning changes what is claimed, and nobody looked at it
    RIVAL = "rival"  # a paper says otherwise than the case file, and nobody took or refused it
    UNREAD = "unread"  # facts of the papers wait, and nobody looked whether they say otherwise
    OPEN = "open"  # an outward text says 待确认: the package would be a draft
    UNLISTED = "unlisted"  # a file is neither exhibit nor left out: the package would be a draft
    EMPTY = "empty"  # there is no exhibit


@dataclass(frozen=True)
class Against:
    """One reason: what it is about (names of files, ids of exhibits or facts; else how many), or its finding."""

    ground: Ground
    names: tuple[str, ...] = ()
    finding: Finding | None = None
    many: int = 0

    @property
    def count(self) -> int:
        """How many it concerns."""
        return self.many or len(self.names)


def against(
    findings: Sequence[Finding],
    catalogue: Catalogue | None,
    proposals: Sequence[Proposal] = (),
    strict: Sequence[Finding] = (),
    unread: int = 0,
    case: Case | None = None,
) -> tuple[Against, ...]:
    """Return what stands against handing in; nothing where nothing does.

    ``findings`` are those of sums and deadlines, which no mistake of the catalogue holds up; ``strict`` those of papers
    and package, which it does. ``unread`` is how many facts of the papers nobody has looked at; ``case`` holds who
    looked at which warning.
    """
    known = {(one.code, one.params) for one in findings if one.stops}
    more = [one for one in strict if one.stops and (one.code, one.params) not in known]
    found = [*_told([*findings, *more], case)]
    if catalogue is not None or not found:
        found += _of(catalogue)
    rivals = tuple(one.id for one in proposals if any(rival.spot is None for rival in one.rivals))
    if rivals:
        found.append(Against(Ground.RIVAL, rivals))
    if unread:
        found.append(Against(Ground.UNREAD, many=unread))
    ranks = list(Ground)
    return tuple(sorted(found, key=lambda one: ranks.index(one.ground)))


def unseen(findings: Sequence[Finding], case: Case | None) -> tuple[Finding, ...]:
    """Return the warnings that nobody looked at, but for contradictions, which want more than that."""
    return tuple(one for one in findings if can_be_seen(one) and seen_by(one, case) is None)


def _told(findings: Sequence[Finding], case: Case | None) -> Iterator[Against]:
    for one in findings:
        if one.stops or one.code in NO_PAPERS:
            yield Against(Ground.MISTAKE, finding=one)
        elif contradicts(one):
            yield Against(Ground.CONTRADICTION, finding=one)
    for one in unseen(findings, case):
        if changes_sum(one.code):
            yield Against(Ground.SUM, finding=one)


def _of(catalogue: Catalogue | None) -> Iterator[Against]:
    from lexcollect.evidence.decisions import waiting
    from lexcollect.evidence.items import OPEN

    if catalogue is None or not catalogue.items:
        yield Against(Ground.EMPTY)
        return
    for one in waiting(catalogue):
        yield Against(Ground.QUESTION, (one.file.name,))
    open_ = [
        item.id for item in catalogue.items if any(OPEN in text for text in (item.title, item.source, item.purpose))
    ]
    if open_:
        yield Against(Ground.OPEN, tuple(open_))
    if catalogue.unlisted:
        yield Against(Ground.UNLISTED, catalogue.unlisted)
