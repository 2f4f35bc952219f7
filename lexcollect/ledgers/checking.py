"""Checking: a ledger file → a :class:`~lexcollect.ledgers.row.Ledger`, every row accounted for.

Owns the one entry, :func:`check`, and which rows below the heading are debts: sums and notes are told by their numbers,
nothing is dropped in silence. The same file, day and mapping give the same ledger, in one process or in several.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from lexcollect.cn.width import squeeze
from lexcollect.files import sha256_file
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.formats.refusals import BadFile
from lexcollect.ledgers.across import compared
from lexcollect.ledgers.fields import MONEY, NEEDED, Field
from lexcollect.ledgers.headings import Heading, find_heading, find_sheet, is_heading_again, place_of
from lexcollect.ledgers.judging import Plan
from lexcollect.ledgers.mapping_file import read_mapping
from lexcollect.ledgers.opening import open_ledger, refused
from lexcollect.ledgers.pool import judged
from lexcollect.ledgers.raw import RawRow, Source
from lexcollect.ledgers.row import Ledger, LedgerRow
from lexcollect.patterns import regex
from lexcollect.records import dataclass, field
from lexcollect.wording import text

_TOTAL = regex(r"^(?:合计|总计|小计|累计|共计|总和|本页合计|本页小计|本月合计|总额|合计金额)(?:[:：(（]|\d|$)")
_NOTE = regex(r"^(?:注|说明|备注|制表|审核|复核|填表|填报|单位负责人|财务负责人|打印|日期|第\d+页|以下空白|※|\*)")
#: Numbers of rows that a finding names.
_NAMED = 12

#: Called now and then with the number of rows that are done: long work is not silent.
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a user may say about a ledger: sheet, row of the heading, columns by field, a mapping file."""

    sheet: str = ""
    head: int = 0
    columns: Mapping[Field, str] = field(default_factory=dict)
    mapping: Path | None = None


@dataclass(slots=True)
class _Sorted:
    """The rows below the heading that are no debts, by number, and the hidden ones."""

    totals: list[int] = field(default_factory=list)
    remarks: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)


def check(
    path: Path,
    as_of: date,
    choices: Choices | None = None,
    *,
    processes: int = 0,
    progress: Progress | None = None,
) -> Ledger:
    """Return the ledger at ``path`` as it stands on ``as_of``: its rows read, compared and classed.

    ``processes``: how many work beside each other; 0 leaves it to the size of the ledger. Raises
    :class:`~lexcollect.findings.Refused` for what cannot be read or has no heading, with the remedy.
    """
    choices = choices or Choices()
    source = open_ledger(path)
    try:
        return _checked(path, source, as_of, choices, processes, progress)
    except BadFile as bad:
        raise refused(bad, Where(path.name)) from bad


def _checked(
    path: Path, source: Source, as_of: date, choices: Choices, processes: int, progress: Progress | None
) -> Ledger:
    sheet, others, heading = located(path, source, choices)
    plan = plan_of(heading, as_of)
    sorted_out = _Sorted()
    raw = debts(source.rows(sheet), heading, sorted_out.totals, sorted_out.remarks, sorted_out.hidden)
    rows = compared(judged(raw, plan, processes, progress), plan)
    found = [*source.findings, *_told(path, sheet, source, heading, others, sorted_out, rows)]
    return Ledger(
        path.name,
        sheet,
        as_of,
        sha256_file(path),
        heading.rows,
        heading.columns,
        rows,
        tuple(sorted_out.totals),
        tuple(sorted_out.remarks),
        tuple(sorted_out.hidden),
        tuple(one.name for one in source.sheets if one.name != sheet),
        tuple(found),
    )


def located(path: Path, source: Source, choices: Choices) -> tuple[str, list[str], Heading]:
    """Return the sheet that is read, the others with a heading, and the heading; :class:`Refused` without one."""
    where = Where(path.name)
    sheet, others = find_sheet(source, choices.sheet)
    known = [one.name for one in source.sheets]
    if choices.sheet and choices.sheet not in known:
        reason = text("ledgers.why.no_sheet", known=tuple(known))
        raise Refused([finding("LX-G088", where, reason=reason, remedy=text("ledgers.do.no_sheet"))])
    saved = read_mapping(choices.mapping) if choices.mapping else {}
    heading = find_heading(source, sheet, choices.columns, saved, choices.head)
    if heading is None:
        raise Refused([finding("LX-G086", Where(path.name, sheet=sheet))])
    lost = {one: words for one, words in choices.columns.items() if place_of(words, heading.heads) is None}
    if lost:
        typed, column = next(iter(lost.items()))
        known_fields = tuple(one.label for one in Field)
        reason = text("ledgers.mapping.no_column", column=column, heads=tuple(head for head in heading.heads if head))
        raise Refused([finding("LX-G099", text=f"{typed.label}={column}", reason=reason, known=known_fields)])
    return sheet, others, heading


def plan_of(heading: Heading, as_of: date) -> Plan:
    """Return what the rows below ``heading`` are read by."""
    return Plan(heading.places, heading.wide, as_of, {one.value: words for one, words in heading.in_wan})


def debts(
    rows: Iterable[RawRow], heading: Heading, totals: list[int], remarks: list[int], hidden: list[int]
) -> Iterator[RawRow]:
    """Yield the rows that are debts; the numbers of the others go into ``totals`` and ``remarks``."""
    mapped = [at for word, at in heading.places.items() if word != Field.SERIAL]
    named = [heading.places[one] for one in (Field.NAME, Field.IDENT, Field.CONTRACT) if one in heading.places]
    for row in rows:
        if row.number <= heading.rows[-1]:
            continue
        words = row.words()[: heading.wide]
        filled = [at for at in mapped if at < len(words) and words[at]]
        if not any(words):
            continue
        if _is_total(words, named):
            totals.append(row.number)
        elif is_heading_again(row, heading.heads) or _is_remark(words, filled, named):
            remarks.append(row.number)
        else:
            if row.hidden:
                hidden.append(row.number)
            yield row


def _is_total(words: list[str], named: list[int]) -> bool:
    first = next((word for word in words if word), "")
    others = [at for at in named if at < len(words) and words[at] and words[at] != first]
    return bool(_TOTAL.match(squeeze(first))) and not others


def _is_remark(words: list[str], filled: list[int], named: list[int]) -> bool:
    """Tell whether a row is a note or a number without anything beside it: fewer than two fields say something."""
    if len(filled) > 1:
        return False
    if not filled:
        return True
    only = words[filled[0]]
    return filled[0] not in named or bool(_NOTE.match(squeeze(only))) or len(only) > 40


def _told(
    path: Path,
    sheet: str,
    source: Source,
    heading: Heading,
    others: list[str],
    sorted_out: _Sorted,
    rows: tuple[LedgerRow, ...],
) -> Iterator[Finding]:
    where = Where(path.name, sheet=sheet)
    if len(heading.rows) > 1:
        yield finding("LX-G091", where, rows="–".join(map(str, heading.rows)))
    if others:
        yield finding("LX-G092", where, sheet=sheet)
    missing: list[Field] = [one for one in NEEDED if one not in heading.places]
    if not any(one in heading.places for one in MONEY):
        missing.append(Field.BALANCE)
    for one in missing:
        yield finding("LX-G090", where, field=one)
    for words in dict.fromkeys(words for _, words in heading.in_wan):
        yield finding("LX-G096", where, text=words)
    if unnamed := tuple(column.head or column.letters for column in heading.columns if not column.field):
        yield finding("LX-G095", where, heads=unnamed)
    if sorted_out.hidden:
        yield finding("LX-G093", where, count=len(sorted_out.hidden), rows=_few(sorted_out.hidden))
    if sorted_out.totals:
        yield finding("LX-G094", where, rows=_few(sorted_out.totals))
    if sorted_out.remarks:
        yield finding("LX-G017", where, rows=_few(sorted_out.remarks))


def _few(numbers: list[int]) -> str:
    """Return row numbers for a sentence: runs as 5–9, the first dozen."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in runs[:_NAMED]]
    return "、".join(shown) + ("…" if len(runs) > _NAMED else "")
