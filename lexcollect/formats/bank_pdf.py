"""Statements as PDF (PDF流水): the rows of an account by where their words stand on the page.

Owns how words become cells: a word belongs to the column under whose head it stands, a line without a day to the row
nearest to it. Heads that each page repeats set the columns anew. What is drawn as a picture has no words and no rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.formats.bank_table import BankTable, Cells, columns_in, table_of
from lexcollect.formats.limits import MAX_CUE_PAGES
from lexcollect.records import dataclass

#: Characters of a page that are looked at; a page of a statement has some thousand.
_CHARS = 20_000
#: In heights of a character: words of one line lie so near in height, parts of a word so near in width.
_LINE, _GAP, _WRAPPED = 0.5, 0.7, 1.9


@dataclass(frozen=True, slots=True)
class Word:
    """Characters that stand together: left, right, the height of their middle, and how high they are."""

    left: float
    right: float
    middle: float
    height: float
    text: str


def bank_table_of_pdf(path: Path) -> BankTable | None:
    """Return the statement that the PDF is, or ``None``; never raises for what the file holds."""
    with suppress(Exception):
        import pypdfium2

        with pypdfium2.PdfDocument(path) as document:
            pages = []
            for number in range(min(len(document), MAX_CUE_PAGES)):
                sheet = document[number]
                pages.append(lines_of(sheet.get_textpage()))
                sheet.close()
        found = table_of(_rows(pages))
        return found if found is not None and (found.rows or found.foreign) else None
    return None


def lines_of(page: Any) -> list[list[Word]]:
    """Return the words of a page, line by line from its top, each line from the left."""
    chars = []
    for at in range(min(page.count_chars(), _CHARS)):
        said = page.get_text_range(at, 1)
        if not said.strip():
            continue
        left, bottom, right, top = page.get_charbox(at, loose=True)
        chars.append(Word(left, right, (bottom + top) / 2, max(top - bottom, 1.0), said))
    lines: list[list[Word]] = []
    for char in sorted(chars, key=lambda one: (-one.middle, one.left)):
        if lines and abs(lines[-1][0].middle - char.middle) <= _LINE * char.height:
            lines[-1].append(char)
        else:
            lines.append([char])
    return [_words(sorted(line, key=lambda one: one.left)) for line in lines]


def _words(chars: Sequence[Word]) -> list[Word]:
    out: list[Word] = []
    for char in chars:
        if out and char.left - out[-1].right <= _GAP * char.height:
            last = out[-1]
            out[-1] = Word(last.left, max(last.right, char.right), last.middle, last.height, last.text + char.text)
        else:
            out.append(char)
    return out


def _rows(pages: Sequence[list[list[Word]]]) -> Iterator[Cells]:
    """Yield the lines before the first head as they stand, then head and rows in its columns."""
    head: list[Word] = []
    for number, lines in enumerate(pages, start=1):
        body: list[list[Word]] = []
        for at, line in enumerate(lines, start=1):
            if columns_in([word.text for word in line]):
                yield from _aligned(body, head, number)
                body, fresh = [], not head
                head = line
                if fresh:
                    yield at, number, [word.text for word in line]
            elif head:
                body.append(line)
            else:
                yield at, number, [word.text for word in line]
        yield from _aligned(body, head, number)


def _aligned(lines: Sequence[list[Word]], head: Sequence[Word], page: int) -> Iterator[Cells]:
    """Yield one row for each line that has a day, with the lines beside it that only go on with its words."""
    dated = [at for at, line in enumerate(lines) if _has_day(line)]
    rows: dict[int, list[int]] = {at: [at] for at in dated}
    for at, line in enumerate(lines):
        if at in rows or not dated or not line:
            continue
        near = min(dated, key=lambda other: abs(lines[other][0].middle - line[0].middle))
        if abs(lines[near][0].middle - line[0].middle) <= _WRAPPED * line[0].height:
            rows[near].append(at)
    for at in dated:
        cells = [""] * len(head)
        for one in sorted(rows[at]):
            if one == at or _goes_on(lines[one], head):
                for word in lines[one]:
                    cells[_column(word, head)] += word.text
        yield at + 1, page, cells


def _has_day(line: Sequence[Word]) -> bool:
    for word in line[:3]:
        with suppress(BadDate):
            parse_date(word.text)
            return True
    return False


def _goes_on(line: Sequence[Word], head: Sequence[Word]) -> bool:
    """Tell whether a line without a day only goes on with words: a sum in it is a subtotal's."""
    return not any(word.text.replace(",", "").replace(".", "").lstrip("+-￥¥").isdigit() for word in line) and not any(
        word.text.startswith(("合计", "小计", "本页", "承前", "过次", "第")) for word in line
    )


def _column(word: Word, head: Sequence[Word]) -> int:
    """Return the head under which ``word`` stands: with which it shares most, else the nearest."""

    def shared(at: int) -> tuple[float, float]:
        over = min(word.right, head[at].right) - max(word.left, head[at].left)
        apart = abs((word.left + word.right) - (head[at].left + head[at].right))
        return max(over, 0.0), -apart

    return max(range(len(head)), key=shared)
