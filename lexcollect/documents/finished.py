"""Finished: a paper looked at once more before it is handed out, as a reader sees it.

Owns what is asked of the rendered text whatever template or sentence it came from: parts come to their sums, capitals
say what the figures say, no list in a sentence is empty. What is wrong in a template or a sentence of the paper refuses
it; what the user quotes in his own words is only pointed at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lexcollect.casefile.facts import plain, walk
from lexcollect.casefile.models import Case
from lexcollect.documents.plaintext import Words, words_of
from lexcollect.documents.sums import Wrong, as_compared, wrong_capitals, wrong_requests, wrong_sums, wrong_totals
from lexcollect.findings import Finding, Level, Where, finding
from lexcollect.patterns import regex

#: A colon or comma that nothing follows, an empty bracket, and 元 without a figure.
_EMPTY = regex(
    r"[：，、；][。；，、]|[，、；]）|（[，、；。]|（\s*）|“\s*”|《\s*》|(?:人民币|合计|共计|尚欠)元(?![/／])"
)
#: So much of a paragraph is shown.
_SHOWN = 120
_AROUND = 12


def check_finished(data: bytes | Words, title: str, said_by_user: Iterable[str] = ()) -> list[Finding]:
    """Return what does not hold in the finished paper ``data``, its bytes or what was read of them.

    ``said_by_user`` are the texts of the case file.
    """
    (lines, tables), said = words_of(data) if isinstance(data, bytes) else data, "\n".join(said_by_user)
    own = "\n".join((said, *as_compared(said)))
    found = [told for number, line in enumerate(lines, 1) for told in _of_a_line(title, number, line, own)]
    found += [_sum(title, place + 1, wrong, None) for place, wrong in wrong_requests(lines)]
    for number, rows in enumerate(tables, 1):
        for wrong in wrong_totals(rows):
            told = {"paper": title, "number": number, "words": wrong.words, "whole": wrong.whole, "parts": wrong.parts}
            found.append(finding("LX-P053", Where(field=title), level=None, **told))
    return found


def _of_a_line(title: str, number: int, line: str, own: str) -> Iterator[Finding]:
    """Yield what is wrong in one paragraph; in the user's own words, quoted as they are, it is a warning."""
    where = Where(field=title)

    def level(words: str) -> Level | None:
        return Level.WARNING if words in own else None

    for wrong in wrong_sums(line):
        yield _sum(title, number, wrong, level(wrong.words))
    for words, _, _ in wrong_capitals(line):
        yield finding("LX-P054", where, level=level(words), paper=title, number=number, words=words)
    for empty in _EMPTY.finditer(line):
        words = line[max(empty.start() - _AROUND, 0) : empty.end()]
        close = level(line[max(empty.start() - 1, 0) : empty.end() + 1])
        yield finding("LX-P051", where, level=close, paper=title, number=number, words=words)


def _sum(title: str, number: int, wrong: Wrong, level: Level | None) -> Finding:
    words = wrong.words[:_SHOWN]
    told = {"paper": title, "number": number, "words": words, "whole": wrong.whole, "parts": wrong.parts}
    return finding("LX-P050", Where(field=title), level=level, **told)


def texts_of(case: Case) -> Iterator[str]:
    """Yield every text of a case file as it was read."""
    for fact in walk(case):
        yield from (value for value in plain(fact).values() if isinstance(value, str))
