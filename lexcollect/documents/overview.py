"""Overview: what is open in a matter as a whole, put together by kind (还有什么没有处理).

Owns which errors and doubts are of one kind (one code, one level), in which order they are told, and which papers of
the matter are not ready. The review sheet prints it, ``draft`` tells its counts. Holds no sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.documents.clearing import CLEARABLE
from lexcollect.documents.dossier import Dossier
from lexcollect.documents.survey import Readiness, Surveyed
from lexcollect.findings import Finding, Level
from lexcollect.records import dataclass

#: After errors and red flags: law and money, deadlines, papers, the case file, evidence and packages, the rest.
_ROOMS = "LMDPCEB"


@dataclass(frozen=True)
class Kind:
    """The errors or doubts of one code and level, in the order in which they were found, each once."""

    code: str
    level: Level
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Overview:
    """What is open: ``kinds`` of errors and doubts, the gravest first; ``lacking`` are papers that are not ready.

    ``red_flags`` are what a person has to change or to keep under a name before a paper is written.
    """

    kinds: tuple[Kind, ...]
    lacking: tuple[Surveyed, ...]
    red_flags: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(len(kind.findings) for kind in self.kinds if kind.level is Level.ERROR)

    @property
    def doubts(self) -> int:
        """How many doubts there are, those of one kind counted one by one."""
        return sum(len(kind.findings) for kind in self.kinds if kind.level is not Level.ERROR)

    @property
    def kinds_of_doubts(self) -> int:
        """How many kinds of doubts there are."""
        return sum(kind.level is not Level.ERROR for kind in self.kinds)


def overview_of(dossier: Dossier) -> Overview:
    """Return what is open in the matter of ``dossier`` and in the papers that belong to it."""
    told: dict[str, Finding] = {}
    for one in _all(dossier):
        if not one.informs:
            told.setdefault(one.line("zh"), one)
    kinds: dict[tuple[str, Level], list[Finding]] = {}
    for one in told.values():
        kinds.setdefault((one.code, one.level), []).append(one)
    papers = tuple(one for one in fitting(dossier) if one.readiness is not Readiness.READY)
    return Overview(
        tuple(sorted((Kind(code, level, tuple(ones)) for (code, level), ones in kinds.items()), key=_rank)),
        papers,
        tuple(dict.fromkeys(f for one in papers for f in one.refusals if f.code in CLEARABLE)),
    )


def fitting(dossier: Dossier) -> tuple[Surveyed, ...]:
    """Return the papers that belong to such a matter."""
    return tuple(one for one in dossier.surveyed if one.readiness is not Readiness.APART)


def _all(dossier: Dossier) -> Iterator[Finding]:
    yield from dossier.findings
    for paper in fitting(dossier):
        yield from paper.refusals
        yield from paper.doubts


def _rank(kind: Kind) -> tuple[bool, bool, int]:
    room = _ROOMS.find(kind.code.removeprefix("LX-")[:1])
    return kind.level is not Level.ERROR, kind.code not in CLEARABLE, room if room >= 0 else len(_ROOMS)
