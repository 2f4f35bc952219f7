"""Survey: how each paper of a matter stands, without writing any (各文书的现状).

Owns the four answers: a paper could be signed as it is, it lacks something, the law stands against it, or it belongs to
no matter like this; with the blanks, findings and articles behind each, and what a paper says otherwise than the
version before. Writes nothing and decides no law.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from lexcollect.documents import versions
from lexcollect.documents.changes import changes_of
from lexcollect.documents.clearing import Point, marks_of, words_of_blanks
from lexcollect.documents.making import Making, law_digest
from lexcollect.documents.material import Material
from lexcollect.documents.own_sentences import own_sentences
from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.receipts import Change
from lexcollect.documents.register import PAPERS, Paper
from lexcollect.documents.weak_points import as_decided
from lexcollect.findings import NOWHERE, Finding, Where, has_errors
from lexcollect.records import dataclass
from lexcollect.wording import finding_text, speaking
from lexcollect.wording.sheets import Means


class Readiness(StrEnum):
    """How a paper stands."""

    READY = "ready"  # nothing is open
    LACKS = "lacks"  # a blank, a fact or a decision is missing
    BARRED = "barred"  # the law stands against it
    APART = "apart"  # it does not belong to such a matter


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One paper: ``blanks`` it would show, ``refusals`` that leave it unwritten, ``doubts`` a person has to decide.

    ``since`` is the version before that says something else (v2), ``changes`` what differs from it. ``places`` are
    where each of the blanks is filled in, as far as a place is known.
    """

    paper: Paper
    title: str
    readiness: Readiness
    blanks: tuple[str, ...] = ()
    refusals: tuple[Finding, ...] = ()
    doubts: tuple[Finding, ...] = ()
    since: str = ""
    changes: tuple[Change, ...] = ()
    places: tuple[Where, ...] = ()

    @property
    def open(self) -> int:
        """How many things are open."""
        return len(self.blanks) + len(self.refusals) + len(self.doubts)


def survey(
    material: Material,
    root: Path,
    *,
    sources: Mapping[str, str],
    templates: Sequence[Path] = (),
    papers: Iterable[Paper] | None = None,
) -> tuple[Surveyed, ...]:
    """Return how ``papers`` (all but those for the office) stand; ``root`` is where their versions lie (3-文书)."""
    book, problems = own_sentences(material.book, templates)
    if has_errors(problems):
        return ()
    decided = replace(as_decided(material), wording=book, along=())  # each as if it were drafted by itself
    chosen = [paper for paper in PAPERS.values() if not paper.internal] if papers is None else list(papers)
    with speaking("zh"):
        return tuple(_one(Making(decided, root, sources, templates, law_digest()), paper) for paper in chosen)


def _one(run: Making, paper: Paper) -> Surveyed:
    drawn = run.prepare(paper)
    refusals = tuple(dict.fromkeys(f for f in run.findings if f.stops))
    if drawn is None:
        return Surveyed(paper, run.title(paper), _why(refusals), refusals=refusals)
    blanks = words_of_blanks(paragraphs(drawn.data))
    doubts = _doubts(run.open)
    standing = Readiness.LACKS if blanks or doubts else Readiness.READY
    earlier = versions.earlier(run.root, run.key(paper), drawn.receipt.content_digest)
    since, changes = (earlier.folder.name, changes_of(earlier.receipt, drawn.receipt)) if earlier else ("", ())
    places = tuple(mark.where if (mark := marks_of(words, run.findings)) else NOWHERE for words in blanks)
    return Surveyed(paper, run.title(paper), standing, blanks, (), doubts, since, changes, places)


def _why(refusals: Sequence[Finding]) -> Readiness:
    means = frozenset().union(*(finding_text(f.code).means for f in refusals))
    if Means.APART in means:
        return Readiness.APART
    return Readiness.BARRED if Means.BARRED in means else Readiness.LACKS


def _doubts(points: Sequence[Point]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(point.finding for point in points if point.clearable))
