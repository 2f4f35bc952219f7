"""Same words (文字相同): a picture that says what another file says, and a screenshot that belongs to a chat.

Owns the comparison of recognised words with those of other files: a screenshot is tied to the chat in which its lines
stand, two papers are the same when their words agree and every figure does. Two delivery notes of one day's loads have
nearly the same words and other figures: they are two. Tells; decides nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from lexcollect.findings import Finding, Where, finding
from lexcollect.patterns import regex
from lexcollect.proposing.papers import Paper, squeezed
from lexcollect.records import dataclass

#: A line of so many characters is a sentence of its own; so many of them, and this part of all, tie a screenshot.
_LINE, _LINES, _SHARE = 5, 3, 0.7
_TIME = regex(r"^[\d\s:：年月日/.-]+$")
#: Words are cut into runs of this length; a paper shorter than this says too little to be compared.
_RUN, _SHORTEST = 6, 60
#: Two papers are the same when they share this part of their runs, and all figures.
_ALIKE = 0.7
_FIGURES = regex(r"\d[\d,.]*\d")
#: So many pairs are compared; a folder of ten thousand photographs is not compared each with each.
_PAIRS = 20_000


@dataclass(frozen=True, slots=True)
class _Words:
    file: str
    recognised: bool
    figures: Counter[str]
    runs: frozenset[str]


def same_words(papers: Sequence[Paper], chats: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what recognised papers share with ``chats`` (file → its messages, squeezed, a line each) and others."""
    tied = set()
    for paper in papers:
        if paper.recognised and (found := _chat_of(paper, chats)):
            tied.add(paper.file)
            chat, lines, all_ = found
            yield finding("LX-I310", Where(paper.file), chat=chat, lines=lines, all=all_)
    known = [_words(paper) for paper in papers if paper.file not in tied]
    known = [one for one in known if one.runs]
    for number, (one, other) in enumerate(combinations(known, 2)):
        if number == _PAIRS:
            return
        if (one.recognised or other.recognised) and _same(one, other):
            late, early = (one, other) if one.recognised and not other.recognised else (other, one)
            yield finding("LX-I311", Where(late.file), twin=early.file)


def _chat_of(paper: Paper, chats: Mapping[str, str]) -> tuple[str, int, int] | None:
    """Return the chat in which most lines of a screenshot stand, with how many of how many."""
    lines = [squeezed(line) for passage in paper.passages for line in passage.text.split("\n")]
    lines = [line for line in lines if len(line) >= _LINE and not _TIME.match(line)]
    if len(lines) < _LINES:
        return None
    counts = {chat: sum(line in said for line in lines) for chat, said in chats.items()}
    best = max(counts, key=lambda chat: counts[chat], default="")
    enough = best and counts[best] >= _LINES and counts[best] >= _SHARE * len(lines)
    return (best, counts[best], len(lines)) if enough else None


def _words(paper: Paper) -> _Words:
    words = squeezed(paper.text)
    runs = frozenset(words[i : i + _RUN] for i in range(len(words) - _RUN + 1)) if len(words) >= _SHORTEST else ()
    return _Words(paper.file, paper.recognised, Counter(_FIGURES.findall(words)), frozenset(runs))


def _same(one: _Words, other: _Words) -> bool:
    if one.figures != other.figures:
        return False
    return len(one.runs & other.runs) >= _ALIKE * len(one.runs | other.runs)
