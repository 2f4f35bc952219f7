"""Folding: the words of a paper as the language rules read them, whatever they were disguised as (伪装的用语).

Owns the way from typed text to plain text: width, blanks, marks of no width, signs set between characters, traditional
characters, pinyin and other writings of the same sound. Judges nothing: that is ``lint``.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from lexcollect.patterns import regex

DATA = Path(__file__).parent / "data"
#: Signs that stand between two characters to part a word: 后*果*自*负.
_SIGNS = regex(r"(?<=[一-鿿a-z])[*·•‧∙・●○_~^|\\/#+=\-–—.`'\"]+(?=[一-鿿a-z])")
#: What is neither seen nor read: marks, formats, blanks, controls.
_UNREAD = frozenset({"Mn", "Me", "Cf", "Zs", "Zl", "Zp", "Cc"})
#: A whole word in Latin letters shorter than that may be English.
_SHORTEST = 6
_SENTENCE = regex(r"[^。!?;！？；\n]+[。!?;！？；\n]?")


def folded(words: str) -> str:
    """Return ``words`` as the patterns expect them; of Latin letters the small ones."""
    return _undisguised(_shown(words))


def all_folded(said: Sequence[str]) -> list[str]:
    """Return each of ``said`` as :func:`folded` does; what holds no disguise anywhere is looked through once."""
    plain = [_shown(words) for words in said]
    whole = "\n".join(plain)
    return plain if _undisguised(whole) == whole else [_undisguised(words) for words in plain]


def _shown(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).translate(_plain()).lower()
    return _SIGNS.sub("", plain)


def sentences(line: str) -> Iterator[str]:
    """Yield the sentences of a paragraph as they stand there, without blanks around them."""
    for match in _SENTENCE.finditer(line):
        if said := match.group().strip():
            yield said


class _Plain(dict[int, "int | str | None"]):
    """What each character is read as; looked up once a character."""

    def __missing__(self, code: int) -> int | None:
        """Return ``None`` for what nobody reads, else the character itself."""
        self[code] = None if unicodedata.category(chr(code)) in _UNREAD else code
        return self.get(code)  # type: ignore[return-value]


@cache
def _plain() -> _Plain:
    (row,) = rows_of("lint-traditional.tsv")
    return _Plain(str.maketrans(row["from"], row["to"]))


def _undisguised(plain: str) -> str:
    """Return ``plain`` with the words of the rules in place of their pinyin and their other writings."""
    latin = any("a" <= char <= "z" for char in plain)
    for word, syllables, writings in _disguises():
        for other in writings:
            if other in plain:
                plain = plain.replace(other, word)
        if latin and any(syllable in plain for syllable in syllables):
            plain = _spelled(word, syllables).sub(lambda found, word=word: _word(found, word), plain)  # type: ignore[misc]
    return plain


def _word(found: re.Match[str], word: str) -> str:
    """Return ``word`` for a match that is partly Chinese, or long enough to be no English."""
    said = found.group()
    return word if not said.isascii() or len(said) >= _SHORTEST else said


@cache
def _spelled(word: str, syllables: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of ``word`` with any of its characters spelled in Latin letters."""
    parts = (f"(?:{char}|{syllable})" for char, syllable in zip(word, syllables, strict=True))
    return re.compile(f"(?<![a-z])(?!{word}){''.join(parts)}(?![a-z])")


@cache
def _disguises() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    return tuple(
        (row["word"], tuple(row["pinyin"].split()), tuple(filter(None, row["writings"].split("|"))))
        for row in rows_of("lint-disguises.tsv")
    )


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of the language rules."""
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        lines = [line for line in stream if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
