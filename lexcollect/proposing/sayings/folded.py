"""Folded (规整): the text in which rules are looked for, and the way back to what was written.

Owns the one form: NFKC (digits and signs of half width), no blanks, a run of digits too long for any sum or number
covered, so much of one message and no more. Refuses to change what is shown: every place is told in the original.
"""

from __future__ import annotations

import unicodedata

from lexcollect.patterns import regex
from lexcollect.records import dataclass

#: So many characters of one message are searched; nobody promises behind them, and a pattern must end.
LONGEST = 4_000
#: What stands for a run of digits that is no sum, date or number of a paper.
_COVER = "\ufffd"
_RUN = regex(r"\d{25,}")
_BLANKS = str.maketrans("", "", " \u00a0\u3000\t\u200b\u200e\u200f\ufeff")


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` is what is searched, ``original`` what was written; ``cut`` says that the end was not searched."""

    original: str
    text: str
    cut: bool = False

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]`` stands in the original; all of it where the two cannot be aligned."""
        at: list[int] = []
        for position, character in enumerate(self.original):
            at += [position] * len(_folded(character))
            if len(at) > LONGEST:
                break
        if at and (len(at) < end or "".join(_folded(self.original[: at[end - 1] + 1]))[start:end] == ""):
            return 0, len(self.original)
        return (at[start], at[end - 1] + 1) if 0 <= start < end <= len(at) else (0, len(self.original))


def folded(text: str) -> Folded:
    """Return ``text`` as it is searched."""
    plain = _folded(text[: LONGEST * 2])
    cut = len(plain) > LONGEST or len(text) > LONGEST * 2
    return Folded(text, _RUN.sub(lambda run: _COVER * len(run[0]), plain[:LONGEST]), cut)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_BLANKS).replace("\r\n", "\n").replace("\r", "\n")
