"""Headings: where the table stands in a sheet, and which column is what.

Owns the search for the heading row (titles and notes may stand above it, it may take two rows), the naming of columns
by their headings, then by what they hold, and the choice of the sheet. What a saved mapping or the user says goes
first. A field is one column, and a column nobody knows stays unnamed and is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from lexcollect.cn.width import squeeze
from lexcollect.ledgers.fields import Field, as_compared, debtor_kinds, names, plain
from lexcollect.ledgers.raw import Holds, RawRow, Source, letters_of
from lexcollect.ledgers.row import Column
from lexcollect.patterns import regex
from lexcollect.records import dataclass

#: So many rows from the top are looked through for a heading, and so many below it for what columns hold.
_HEAD_ROWS, _SAMPLE_ROWS = 60, 200
#: A heading names at least so many fields.
_FEWEST = 3
_LONGEST_HEAD = 40
_WAN = regex(r"[(（\[【]?(?:单位[:：]?)?(?:人民币)?万元[)）\]】]?")
_IDENT = regex(r"^(?:[0-9]{17}[0-9Xx]|[0-9]{15}|[0-9A-Za-z]{18})$")
_PHONE = regex(r"^(?:\+?86-?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}$")
#: What of a column must look alike before it is named by its content, in hundredths.
_MOSTLY = 60
#: The first columns of a result of ours; they are no part of the ledger.
OURS = "问题"


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the heading stands, the columns by place, and the fields whose bare figures are in 万元.

    ``wide``: so many columns belong to the ledger; those to the right were written by an earlier check.
    """

    rows: tuple[int, ...]
    columns: tuple[Column, ...]
    in_wan: tuple[tuple[Field, str], ...] = ()
    wide: int = 0

    @property
    def places(self) -> dict[str, int]:
        """Return field → place of its column (from 0)."""
        return {column.field: at for at, column in enumerate(self.columns) if column.field}

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the words of the headings."""
        return tuple(column.head for column in self.columns)


def find_sheet(source: Source, wanted: str) -> tuple[str, list[str]]:
    """Return the sheet whose heading names the most fields, and the others that have one too; else the first."""
    scored = []
    for at, sheet in enumerate(source.sheets):
        if wanted and sheet.name != wanted:
            continue
        best = max((score for _, _, score in _candidates(_top(source, sheet.name))), default=0)
        scored.append((best, not sheet.hidden, -at, sheet.name))
    if not scored:
        return "", []
    scored.sort(reverse=True)
    return scored[0][3], [name for score, _, _, name in scored[1:] if score >= _FEWEST]


def find_heading(
    source: Source, sheet: str, given: Mapping[Field, str], saved: Mapping[Field, str], row: int
) -> Heading | None:
    """Return the heading of ``sheet``; ``None`` when no row is one.

    ``given`` and ``saved`` are field → letters or words of a heading, from the command line and from a mapping file;
    ``row`` is the number of the heading row if the user named it.
    """
    top = _top(source, sheet)
    chosen = _choice(top, row)
    if chosen is None:
        return None
    numbers, heads = chosen
    wide = _width_of_ledger(heads)
    heads = heads[:wide]
    sample = list(islice(_below(source, sheet, numbers[-1]), _SAMPLE_ROWS))
    columns = _named(heads, sample, given, saved)
    above = [one for one in top if one.number < numbers[0]]
    return Heading(numbers, columns, _in_wan(columns, above), wide)


def is_heading_again(row: RawRow, heads: Sequence[str]) -> bool:
    """Tell whether a row below repeats the heading, as ledgers that were printed and joined do."""
    words = [squeeze(one) for one in row.words()]
    same = sum(bool(one) and one == squeeze(head) for one, head in zip(words, heads, strict=False))
    return same >= max(_FEWEST, sum(map(bool, words)) * 2 // 3)


def _top(source: Source, sheet: str) -> list[RawRow]:
    return list(islice(source.rows(sheet), _HEAD_ROWS))


def _below(source: Source, sheet: str, number: int) -> Iterable[RawRow]:
    return (row for row in source.rows(sheet) if row.number > number)


def _choice(top: Sequence[RawRow], row: int) -> tuple[tuple[int, ...], list[str]] | None:
    if row:
        return (
            next(((one.number,), _heads(one)) for one in top if one.number == row)
            if any(one.number == row for one in top)
            else None
        )
    found = sorted(_candidates(top), key=lambda one: (-one[2], len(one[0]), one[0]))
    if not found or found[0][2] < _FEWEST:
        return None
    return found[0][0], found[0][1]


def _candidates(top: Sequence[RawRow]) -> list[tuple[tuple[int, ...], list[str], int]]:
    """Return every row, and every pair of rows, that may be a heading: numbers, words, how many fields it names."""
    found: list[tuple[tuple[int, ...], list[str], int]] = []
    for at, row in enumerate(top):
        heads = _heads(row)
        score = _score(heads)
        if score:
            found.append(((row.number,), heads, score))
        if at + 1 < len(top) and top[at + 1].number == row.number + 1 and _only_words(top[at + 1]):
            both = _joined(heads, _heads(top[at + 1]))
            # A second row counts only when it names something that the first one alone does not.
            if (together := _score(both)) > max(score, _score(_heads(top[at + 1]))):
                found.append(((row.number, row.number + 1), both, together))
    return found


def _heads(row: RawRow) -> list[str]:
    return [" ".join(one.split()) for one in row.words()]


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Return the words of two heading rows column by column; a word above spreads over the empty ones beside it."""
    wide = max(len(above), len(below))
    heads, last = [], ""
    for at in range(wide):
        first = above[at] if at < len(above) else ""
        second = below[at] if at < len(below) else ""
        last = first or (last if second else "")
        heads.append(second if second and (plain(second) in names() or not last) else f"{last}{second}")
    return heads


def _only_words(row: RawRow) -> bool:
    """Tell whether a row holds short words only, as a heading does and data does not."""
    cells = [cell for cell in row.cells if cell and cell.text.strip()]
    return bool(cells) and all(
        cell.holds is Holds.TEXT and len(cell.text) <= _LONGEST_HEAD and not any(sign.isdigit() for sign in cell.text)
        for cell in cells
    )


def _score(heads: Sequence[str]) -> int:
    return len({field for head in heads if head and len(head) <= _LONGEST_HEAD and (field := names().get(plain(head)))})


def _width_of_ledger(heads: Sequence[str]) -> int:
    """Return how many columns are the ledger's own: an earlier result has ours at the right."""
    pair = [at for at in range(len(heads) - 1) if heads[at] == OURS and heads[at + 1] == "处理"]
    return pair[0] if pair else len(heads)


def _named(
    heads: Sequence[str], sample: Sequence[RawRow], given: Mapping[Field, str], saved: Mapping[Field, str]
) -> tuple[Column, ...]:
    wide = max([len(heads), *(len(row.cells) for row in sample)]) if not heads else len(heads)
    taken: dict[int, tuple[Field, str]] = {}
    for told, by in ((given, "typed"), (saved, "saved")):
        for field, words in told.items():
            at = place_of(words, heads)
            if at is not None and at not in taken and field not in {one for one, _ in taken.values()}:
                taken[at] = (field, by)
    _by_name(heads, taken)
    _by_content(wide, sample, taken)
    return tuple(
        Column(letters_of(at), heads[at] if at < len(heads) else "", *(taken.get(at) or ("", ""))) for at in range(wide)
    )


def place_of(words: str, heads: Sequence[str]) -> int | None:
    """Return the place of the column that ``words`` mean: the words of its heading, else its letters."""
    from lexcollect.ledgers.raw import column_of

    same = [at for at, head in enumerate(heads) if head and (head == words or plain(head) == plain(words))]
    if same:
        return same[0]
    try:
        at = column_of(words)
    except ValueError:
        return None
    return at if at < len(heads) else None


def _by_name(heads: Sequence[str], taken: dict[int, tuple[Field, str]]) -> None:
    known = names()
    for at, head in enumerate(heads):
        field = known.get(plain(head))
        if field and at not in taken and field not in {one for one, _ in taken.values()}:
            taken[at] = (field, "name")
    longest = sorted((name for name in known if len(name) > 1), key=len, reverse=True)
    for at, head in enumerate(heads):
        if at in taken or not head or len(head) > _LONGEST_HEAD:
            continue
        used = {one for one, _ in taken.values()}
        part = next((name for name in longest if name in plain(head)), None)
        if part and known[part] not in used:
            taken[at] = (known[part], "name")


def _by_content(wide: int, sample: Sequence[RawRow], taken: dict[int, tuple[Field, str]]) -> None:
    """Name columns of identity numbers, telephones and kinds that no heading named, where most cells say so."""
    tests = (
        (Field.IDENT, lambda words: bool(_IDENT.match(words))),
        (Field.PHONE, lambda words: bool(_PHONE.match(words))),
        (Field.KIND, lambda words: as_compared(words) in debtor_kinds()),
    )
    for field, looks in tests:
        if field in {one for one, _ in taken.values()}:
            continue
        shares: Counter[int] = Counter()
        for at in range(wide):
            cells = [
                squeeze(cell.text)
                for row in sample
                if at < len(row.cells) and (cell := row.cells[at]) and cell.text.strip()
            ]
            if at not in taken and len(cells) >= 3:
                shares[at] = sum(map(looks, cells)) * 100 // len(cells)
        if shares and (best := shares.most_common(1)[0])[1] >= _MOSTLY:
            taken[best[0]] = (field, "content")


def _in_wan(columns: Sequence[Column], above: Sequence[RawRow]) -> tuple[tuple[Field, str], ...]:
    """Return the columns of money whose bare figures are in 万元, with the words that say so."""
    noted = next((words for row in above for words in row.words() if "单位" in words and "万元" in words), "")
    found = []
    for column in columns:
        if column.field in ("amount", "paid", "balance"):
            if _WAN.search(column.head) and "万元" in column.head:
                found.append((Field(column.field), column.head))
            elif noted and "元" not in column.head:
                found.append((Field(column.field), noted))
    return tuple(found)
