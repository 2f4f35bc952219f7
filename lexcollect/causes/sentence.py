"""Sentence: Chinese text with named gaps, filled by plain substitution and nothing else.

``判令{债务人}支付{债}{金额}元[（{条款}）]``: a name in braces is a gap; what stands in square brackets falls away as a
whole when one of its gaps is empty. There are no attributes, no formats, no expressions: a text from anybody's file
can name a gap, it cannot reach anything. A debt may be called by the noun of its cause: the noun then stands once
(借款, never 借款借款). Refuses braces and brackets that are not in pairs, names that are no Chinese
words, characters that nobody sees, and texts longer than any sentence. What fills a gap is never read as a gap again.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from lexcollect.patterns import regex
from lexcollect.records import dataclass

#: No sentence of a pleading is longer.
MAX_TEXT = 2000
#: Every reason a :class:`BadSentence` may carry.
SENTENCE_REASONS = ("empty", "too_long", "unseen", "gap", "brackets", "nothing_optional")
#: The words of a cause by which a debt may itself be called.
_DEBT = ("单笔", "债")
_NAME = regex(r"[\u4e00-\u9fff]{1,12}")
_TOKEN = regex(r"\{([^{}\[\]]*)\}|([\[\]{}])|([^\[\]{}]+)")
#: Controls, marks without width or of direction, line separators, lone surrogates, private and unassigned characters.
_NEVER = ("Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn")


class BadSentence(ValueError):
    """Text that is no sentence; ``reason`` is one of :data:`SENTENCE_REASONS`, ``shown`` the piece at fault."""

    def __init__(self, reason: str, shown: str = "") -> None:
        super().__init__(f"{reason}: {shown[:40]!r}")
        self.reason, self.shown = reason, shown[:40]


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in a sentence that a fact fills (字段)."""

    name: str


@dataclass(frozen=True, slots=True)
class Optional:
    """A part that stands only when all its gaps are filled (可省部分)."""

    parts: tuple[str | Gap, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence ready to be filled; ``gaps`` are the names it uses."""

    text: str
    parts: tuple[str | Gap | Optional, ...]
    gaps: frozenset[str]
    nouns: tuple[str, ...] = ()

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the sentence with ``values``; a missing name is a programming mistake (``KeyError``)."""
        out = []
        for part in self.parts:
            if isinstance(part, str):
                out.append(part)
            elif isinstance(part, Gap):
                out.append(values[part.name])
            elif all(values[inner.name] for inner in part.parts if isinstance(inner, Gap)):
                out += [inner if isinstance(inner, str) else values[inner.name] for inner in part.parts]
        return _once(out, self.nouns) if self.nouns else "".join(out)

    def with_words(self, words: Mapping[str, str]) -> Sentence:
        """Return the sentence with the gaps that ``words`` fill for good; they never count as empty."""
        nouns = tuple({words[name]: None for name in _DEBT if words.get(name)})
        if not self.gaps & words.keys():
            return Sentence(self.text, self.parts, self.gaps, nouns)
        parts = [_with_words(part, words) for part in self.parts]
        return Sentence(self.text, _joined(parts, nouns), self.gaps - words.keys(), nouns)


def _once(pieces: Iterable[str], nouns: tuple[str, ...]) -> str:
    """Return the pieces as one text; where two meet at the same noun of the cause, it stands once."""
    said = ""
    for piece in pieces:
        twice = next((noun for noun in nouns if piece.startswith(noun) and said.endswith(noun)), "")
        said += piece[len(twice) :]
    return said


def _with_words(part: str | Gap | Optional, words: Mapping[str, str]) -> str | Gap | Optional:
    if isinstance(part, Optional):
        inner = [words.get(p.name, p) if isinstance(p, Gap) else p for p in part.parts]
        return Optional(tuple(inner))
    return words.get(part.name, part) if isinstance(part, Gap) else part


def _joined(parts: list[str | Gap | Optional], nouns: tuple[str, ...]) -> tuple[str | Gap | Optional, ...]:
    """Return the parts with neighbouring texts put together."""
    out: list[str | Gap | Optional] = []
    for part in parts:
        before = out[-1] if out else None
        if isinstance(part, str) and isinstance(before, str):
            out[-1] = _once((before, part), nouns)
        else:
            out.append(part)
    return tuple(out)


def read_sentence(text: str) -> Sentence:
    """Return ``text`` as a sentence; :class:`BadSentence` when it is none."""
    _check(text)
    parts: list[str | Gap | Optional] = []
    inner: list[str | Gap] | None = None
    gaps: set[str] = set()
    for match in _TOKEN.finditer(text):
        name, sign, plain = match.groups()
        if sign == "[" and inner is None:
            inner = []
        elif sign == "]" and inner is not None:
            parts.append(_optional(inner))
            inner = None
        elif sign:
            raise BadSentence("brackets", text[match.start() :])
        else:
            part = plain or _gap(name, match[0])
            gaps |= {part.name} if isinstance(part, Gap) else set()
            (parts if inner is None else inner).append(part)
    if inner is not None:
        raise BadSentence("brackets", text[text.rindex("[") :])
    return Sentence(text, tuple(parts), frozenset(gaps))


def _check(text: str) -> None:
    if not text.strip():
        raise BadSentence("empty")
    if len(text) > MAX_TEXT:
        raise BadSentence("too_long", text)
    if text.isprintable():
        return
    unseen = [c for c in text if unicodedata.category(c) in _NEVER]
    if unseen:
        raise BadSentence("unseen", f"U+{ord(unseen[0]):04X}")


def _gap(name: str, shown: str) -> Gap:
    if not _NAME.fullmatch(name):
        raise BadSentence("gap", shown)
    return Gap(name)


def _optional(inner: list[str | Gap]) -> Optional:
    if not any(isinstance(part, Gap) for part in inner):
        raise BadSentence("nothing_optional", "".join(str(part) for part in inner))
    return Optional(tuple(inner))
