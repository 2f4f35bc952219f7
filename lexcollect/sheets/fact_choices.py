"""Fact choices: what a person decided in the table of proposed facts (待确认).

Owns how decisions are read: one for a whole block, or one for a single value of it; a value that was emptied is not
taken, one without a decision stays open. A block whose fact says something else than when the sheet was written is
told and decided by nobody. Writes nothing: ``matter.deciding`` does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from lexcollect.findings import Finding, Where, finding
from lexcollect.proposing.decisions import Decided, Verdict, mark_of
from lexcollect.proposing.shapes import Proposal
from lexcollect.proposing.standing import fields_by_key
from lexcollect.records import dataclass, field
from lexcollect.sheets.case_rows import canonical
from lexcollect.sheets.cells import Cell, Held
from lexcollect.sheets.fact_rows import (
    FACT,
    ID,
    KEY,
    TABLE,
    VALUE,
    VERDICT,
    VERDICTS,
    WHO,
    is_plain,
    keys_of,
    name_of,
    seal_of,
    shown_of,
)
from lexcollect.sheets.reading import Book, Line

_NOBODY = ""
#: What people write for a decision.
_ALSO = {
    "√": "采纳",
    "✓": "采纳",
    "是": "采纳",
    "y": "采纳",
    "×": "不采纳",
    "x": "不采纳",
    "否": "不采纳",
    "n": "不采纳",
}


@dataclass(frozen=True)
class FactChoice:
    """A decision on one fact: ``refused`` keys and those still ``open`` are not written; ``corrected`` are new values.

    ``keys`` are those the sheet showed, ``seal`` is that of the fact as it was shown; ``mark`` and ``told`` are for the
    list of decisions.
    """

    id: str
    row: int
    name: str
    by: str
    verdict: Verdict
    corrected: Mapping[str, str]
    refused: frozenset[str]
    open: frozenset[str]
    keys: frozenset[str]
    seal: str
    mark: str
    told: str


@dataclass
class FactChoices:
    """The decisions of a table, and what is to be told."""

    taken: list[FactChoice] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def fact_choices(
    book: Book, proposals: Sequence[Proposal], decided: Sequence[Decided], file: str, pending: frozenset[str]
) -> FactChoices:
    """Return what was decided in ``book`` on ``proposals``; ``pending`` are groups that the same sheet changes too."""
    out = FactChoices()
    table = book.tables.get(TABLE)
    if table is None:
        return out
    memory = book.memory.rows(TABLE)
    lines: dict[str, Line] = {}
    for line in table.lines:
        lines.setdefault(line.text(ID), line)
    now = {f"{FACT}{one.id}": one for one in proposals}
    done = {f"{FACT}{one.id}" for one in decided}
    person = next((line.text(WHO) for line in table.lines if line.text(WHO)), _NOBODY)
    for id, base in memory.items():
        if KEY in id or id not in lines:
            continue
        block = _Block(id, base, {k: v for k, v in memory.items() if k.startswith(id + KEY)}, lines, file, out)
        if not block.spoken():
            continue
        proposal = now.get(id)
        if proposal is None and (rest := now.get(_other(id))) is not None and _is_rest(rest, base):
            block.choose(rest, person)  # a run that was cut short wrote its other half
            continue
        if proposal is None:
            if id not in done:
                block.settled(person)
            continue
        if seal_of(proposal) != base.get("seal", "") and proposal.group not in pending:
            out.findings.append(finding("LX-W084", block.where, was=base.get("told", ""), now=_told(proposal)))
            continue
        block.choose(proposal, person)
    return out


@dataclass(frozen=True)
class Weighed:
    """What was decided key by key: ``verdict`` of the whole (``None``: nothing was decided), ``structured`` those keys
    whose value was typed over although it cannot be typed in one cell.
    """

    verdict: Verdict | None
    corrected: Mapping[str, str]
    refused: frozenset[str]
    open: frozenset[str]
    structured: tuple[str, ...]


def weigh(proposal: Proposal, words: Mapping[str, str], whole: str, own: Mapping[str, str]) -> Weighed:
    """Return what the ``words`` under the keys of ``proposal`` and the verdicts (``whole``, ``own`` by key) decide.

    A key without words of its own stands as proposed; one that was emptied is not taken; one without a verdict is open.
    """
    refused, open_, corrected = set[str](), set[str](), dict[str, str]()
    structured: list[str] = []
    fields = fields_by_key(proposal.group)
    for key in keys_of(proposal):
        shown, held = shown_of(proposal, key), proposal.values.get(key)
        said, verdict = words.get(key, shown), own.get(key, "") or whole
        if verdict == Verdict.REFUSED or (verdict and not said):
            refused.add(key)
        elif not verdict:
            open_.add(key)
        elif canonical(fields[key], said) != canonical(fields[key], shown):
            if held is not None and not is_plain(held.value):
                structured.append(key)
                continue
            corrected[key] = said
    known = set(proposal.values)
    sets = (corrected, frozenset(refused), frozenset(open_), tuple(structured))
    if known <= open_ and not corrected:
        return Weighed(None, *sets)
    verdict_ = Verdict.CORRECTED if corrected or refused & known else Verdict.ACCEPTED
    if not (known - refused - open_) and not corrected:
        verdict_ = Verdict.REFUSED
    return Weighed(verdict_, *sets)


def _other(id: str) -> str:
    """Return the id of the other half of a fact: what is believed, and what is to be looked at."""
    return id.removesuffix("?") if id.endswith("?") else f"{id}?"


def _is_rest(proposal: Proposal, base: Mapping[str, str]) -> bool:
    """Tell whether ``proposal`` says nothing but what the sheet showed."""
    return set(mark_of(proposal).split()) <= set(base.get("mark", "").split())


def _told(proposal: Proposal) -> str:
    from lexcollect.proposing.telling import told

    return told(proposal, "zh")


@dataclass
class _Block:
    """The rows of one fact on their way."""

    id: str
    base: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    lines: Mapping[str, Line]
    file: str
    out: FactChoices

    @property
    def line(self) -> Line:
        """The first row."""
        return self.lines[self.id]

    @property
    def where(self) -> Where:
        """The place of the first row."""
        return Where(f"{self.file}（{TABLE}）", self.line.number)

    def spoken(self) -> bool:
        """Tell whether anything was decided; a value that was changed without a decision is told."""
        if self.line.text(VERDICT) or any(line.text(VERDICT) for _, line in self._rows()):
            return True
        fields = fields_by_key(self.id.removeprefix(FACT).partition(":")[0])
        changed = []
        for id, line in self._rows():
            field, was = fields.get(id.rpartition(KEY)[2]), self.values[id].get(VALUE, "")
            if field is not None and canonical(field, _words(line.cells.get(VALUE), was)) != canonical(field, was):
                changed.append(line.number)
        if changed:
            self.out.findings.append(finding("LX-W081", Where(self.where.file, changed[0])))
        return False

    def settled(self, person: str) -> None:
        """Keep a decision on a fact that waits no more: a run that was cut short wrote it, or somebody typed it."""
        by = self.line.text(WHO) or person
        verdict = self._verdict(self.line)
        if by and verdict:
            self.out.findings.append(finding("LX-W083", self.where, fact=self.base.get("told", "")))
            self._taken(self.id.removeprefix(FACT), "", by, Verdict(verdict))

    def choose(self, proposal: Proposal, person: str) -> None:
        """Read the decision on ``proposal``, made by ``person`` unless its row names somebody else."""
        whole = self._verdict(self.line)
        by = self.line.text(WHO) or person
        if not by:
            self.out.findings.append(finding("LX-W080", self.where))
            return
        rows = {key: self.lines[id] for key in keys_of(proposal) if (id := f"{self.id}{KEY}{key}") in self.lines}
        words = {key: _words(line.cells.get(VALUE), shown_of(proposal, key)) for key, line in rows.items()}
        own = {key: self._verdict(line) for key, line in rows.items()}
        weighed = weigh(proposal, words, whole, own)
        for key in weighed.structured:
            line = rows[key]
            self.out.findings.append(
                finding("LX-W082", Where(self.where.file, line.number), label=line.text("写到哪里"))
            )
        if weighed.verdict is None:
            return
        self._taken(
            proposal.id, name_of(proposal), by, weighed.verdict, weighed.corrected, weighed.refused, weighed.open
        )

    def _taken(
        self,
        id: str,
        name: str,
        by: str,
        verdict: Verdict,
        corrected: Mapping[str, str] | None = None,
        refused: Collection[str] = (),
        open_: Collection[str] = (),
    ) -> None:
        seal, mark, told = (self.base.get(key, "") for key in ("seal", "mark", "told"))
        row, keys = self.line.number, (frozenset(refused), frozenset(open_))
        shown = frozenset(id.rpartition(KEY)[2] for id in self.values)
        self.out.taken.append(FactChoice(id, row, name, by, verdict, corrected or {}, *keys, shown, seal, mark, told))

    def _rows(self) -> Iterator[tuple[str, Line]]:
        return ((id, self.lines[id]) for id in self.values if id in self.lines)

    def _verdict(self, line: Line) -> str:
        words = line.text(VERDICT)
        found = _ALSO.get(words.casefold(), words)
        if found and found not in VERDICTS:
            at = Where(self.where.file, line.number)
            self.out.findings.append(finding("LX-W064", at, head=VERDICT, text=words, choices=VERDICTS))
            return ""
        return found


def _words(cell: Cell | None, shown: str) -> str:
    if cell is None:
        return ""
    return shown if cell.held is Held.FORMULA else cell.text
