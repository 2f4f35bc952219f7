"""Places (遮盖处): where in a text stands what is to be masked, however it is spelled.

Owns folding (full width, blanks, invisible marks, line ends), the search by shape and the search by value: a value that
was found once is masked wherever it stands, in whatever spelling. Takes text, gives ranges of characters; draws and
writes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from lexcollect.bundle.masking.kinds import Check, Kind, Shape, Spelling, shapes
from lexcollect.cn.identifiers import check_id_number
from lexcollect.cn.width import fold
from lexcollect.patterns import regex
from lexcollect.records import dataclass

#: Between two figures of one number at most so many of these stand.
_GAP = r"[ \n.·_()*\-‐‑‒–—−]{0,3}"
_GAPS = regex(r"[^0-9Xx]+")
_TOKEN = regex(r"(\(\?:(?:[^()]|\(\?:[^()]*\))*\)|\[[^\]]*\]|\\d|.)(\{\d+(?:,\d+)?\})?")
#: What may stand between a label and its number: a name before an account or a mobile number.
_BETWEEN = {
    Kind.ACCOUNT: r"[^0-9\n]{0,24}\n?[^0-9\n]{0,4}?",
    Kind.MOBILE: r"[^0-9\n]{0,10}\n?[^0-9\n]{0,4}?",
    Kind.LANDLINE: r"[号码为是：:（(\s]{0,5}",
}
#: How people group figures: the lengths of the groups.
_GROUPS = frozenset(
    {(3, 4, 4), (3, 3, 5), (4, 4, 3), (4, 3, 4), (2, 11), (2, 3, 4, 4), (3, 8), (2, 3, 8), (5, 6), (6, 5)}
)
_LANDLINE_GROUPS = frozenset({(3, 8), (4, 7), (4, 8), (3, 4, 4), (4, 4, 4), (4, 3, 4), (3, 7)})
#: A line that ends within a number holds at least so many characters.
_FULL_LINE = 8
#: A number of fewer figures may be part of another: of a sum, of a number of an invoice.
_LONG = 11
_SUM, _BEGUN, _GOES_ON = regex(r"\d[.,]\d"), regex(r"\d[.,]?$"), regex(r"[.,]?\d")
#: Words of fewer characters than this are no value to search for everywhere.
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of a text are of ``kind``; ``value`` is what they say, folded."""

    start: int
    end: int
    kind: Kind
    value: str


def folded(text: str) -> tuple[str, list[int]]:
    """Return ``text`` in plain figures and blanks, and for each of its characters the place in ``text``.

    Every character gives at most one: what shows nothing gives none.
    """
    chars, at = [], []
    for place, char in enumerate(text):
        plain = fold(char)
        if len(plain) != 1:
            continue
        if not plain.isascii():
            compatible = unicodedata.normalize("NFKC", plain)
            plain = compatible if len(compatible) == 1 else plain
            if plain.isdecimal():
                plain = str(unicodedata.decimal(plain))
        chars.append("\n" if plain in "\r\v\f\x85\u2028\u2029\x02\ufffe" else " " if plain == "\t" else plain)
        at.append(place)
    return "".join(chars), at


def canonical(text: str, kind: Kind) -> str:
    """Return what a masked place says in the one form by which places are compared."""
    plain = folded(text)[0]
    if kind in (Kind.WORDS, Kind.ADDRESS, Kind.EMAIL, Kind.WECHAT):
        return "".join(plain.split()).casefold()
    return "".join(char for char in plain if char.isascii() and char.isalnum()).upper()


def by_shape(text: str, kinds: Collection[Kind]) -> list[Span]:
    """Return the places of ``text`` that have a shape of one of ``kinds``; none lies in another."""
    plain, at = folded(text)
    found: list[tuple[int, int, Kind]] = []
    for shape in shapes():
        if shape.kind in kinds:
            found += [(a, b, shape.kind) for a, b in _fitting(plain, shape)]
    spans: list[Span] = []
    for start, end, kind in sorted(found, key=lambda one: (one[0], -one[1])):
        if spans and at[start] < spans[-1].end:
            continue
        a, b = at[start], at[end - 1] + 1
        spans.append(Span(a, b, kind, canonical(text[a:b], kind)))
    return spans


def by_value(text: str, values: Iterable[tuple[str, Kind]]) -> list[Span]:
    """Return every place of ``text`` that says one of ``values`` (canonical), in whatever spelling."""
    plain, at = folded(text)
    figures = [
        (char.upper(), place) for char, place in zip(plain, at, strict=True) if char.isascii() and char.isalnum()
    ]
    words = [
        (low, place) for char, place in zip(plain, at, strict=True) if not char.isspace() for low in char.casefold()
    ]
    spans = []
    for value, kind in values:
        if len(value) < _SHORTEST:
            continue
        row = words if kind in (Kind.WORDS, Kind.ADDRESS, Kind.EMAIL, Kind.WECHAT) else figures
        found = (Span(a, b, kind, value) for a, b in _says(row, value))
        spans += [one for one in found if len(value) >= _LONG or row is words or _stands_alone(text, one)]
    return merged(spans)


def _stands_alone(text: str, span: Span) -> bool:
    """Tell whether a short number stands by itself: the figures of a sum or of a longer number are not it."""
    around = folded(text[max(0, span.start - 2) : span.start])[0], folded(text[span.end : span.end + 2])[0]
    inside = folded(text[span.start : span.end])[0]
    return not (_SUM.search(inside) or _BEGUN.search(around[0]) or _GOES_ON.match(around[1]))


def _says(row: list[tuple[str, int]], value: str) -> Iterator[tuple[int, int]]:
    whole = "".join(char for char, _ in row)
    start = whole.find(value)
    while start >= 0:
        yield row[start][1], row[start + len(value) - 1][1] + 1
        start = whole.find(value, start + 1)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return ``spans`` in order, those that overlap as one."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if out and span.start < out[-1].end:
            last = out[-1]
            if span.end > last.end:
                out[-1] = Span(last.start, span.end, last.kind, last.value)
        else:
            out.append(span)
    return out


def blotted(text: str, spans: Iterable[Span], mark: str = "●") -> str:
    """Return ``text`` with ``mark`` in place of every letter and figure of ``spans``; its length stays."""
    chars = list(text)
    for span in spans:
        for place in range(span.start, span.end):
            if not chars[place].isspace():
                chars[place] = mark
    return "".join(chars)


def _fitting(plain: str, shape: Shape) -> Iterator[tuple[int, int]]:
    pattern = _pattern(shape)
    for found in pattern.finditer(plain):
        start, end = found.span("it")
        words = plain[start:end]
        if shape.spelling is Spelling.TEXT or (_adds_up(words, shape) and _spelled(plain, start, words, shape)):
            yield start, end


@cache
def _pattern(shape: Shape) -> re.Pattern[str]:
    if shape.spelling is Spelling.TEXT:
        label = rf"(?:{shape.label})[号\s:：]*" if shape.label else r"(?<![A-Za-z0-9._%+-])"
        return re.compile(rf"{label}(?P<it>{shape.digits})")
    gap = "" if shape.spelling is Spelling.PLAIN else _GAP
    country = rf"(?:(?:\+|00)?86{gap})?" if shape.kind is Kind.MOBILE else ""
    figures = gap.join(_figures(shape.digits, gap))
    if shape.label:
        before = rf"(?:{shape.label}){_BETWEEN[shape.kind]}"
        return re.compile(rf"{before}(?<![0-9])(?P<it>{country}{figures})(?![ -]?[0-9])")
    return re.compile(rf"(?<![0-9A-Za-z.,])(?P<it>{country}{figures})(?![0-9A-Za-z]|[.,][0-9])")


def _figures(digits: str, gap: str) -> Iterator[str]:
    """Yield the parts of a shape, a figure each, so that a gap may stand between any two."""
    for part, times in _TOKEN.findall(digits):
        if not times:
            yield part if not part.startswith("(?:") else _spread(part, gap)
            continue
        low, _, high = times[1:-1].partition(",")
        first = [part] * int(low)
        if high:
            first[-1] += rf"(?:{gap}{part}){{0,{int(high) - int(low)}}}"
        yield from first


def _spread(choice: str, gap: str) -> str:
    """Return alternatives of several figures with gaps between them."""
    return "(?:" + "|".join(gap.join(_figures(one, gap)) for one in choice[3:-1].split("|")) + ")"


def _adds_up(words: str, shape: Shape) -> bool:
    number = "".join(char for char in words if char.isalnum()).upper()
    if shape.check is Check.ID18:
        return not set(check_id_number(number)) - {"unknown_county"}
    if shape.check is Check.ID15:
        return not set(check_id_number(_as_18(number))) & {"birth", "charset", "unknown_county"}
    if shape.check is Check.LUHN:
        return _luhn(number)
    return True


def _as_18(number: str) -> str:
    return f"{number[:6]}19{number[6:]}X"


def _luhn(number: str) -> bool:
    if len(number) not in (16, 17, 18, 19) or len(set(number)) < 3:
        return False
    total = 0
    for place, char in enumerate(reversed(number)):
        figure = int(char) * (2 if place % 2 else 1)
        total += figure - 9 if figure > 9 else figure
    return total % 10 == 0


def _spelled(plain: str, start: int, words: str, shape: Shape) -> bool:
    """Tell whether the separators within ``words`` are such as stand within one number."""
    if shape.spelling is not Spelling.GROUPED:
        return True
    groups = tuple(len(group) for group in _GAPS.split(words.strip("+() ")) if group)
    known = _LANDLINE_GROUPS if shape.kind is Kind.LANDLINE else _GROUPS
    if len(groups) == 1 or groups in known or set(groups) == {1}:
        return "\n" not in words or _line_before(plain, start) >= _FULL_LINE
    if "\n" in words and _line_before(plain, start) >= _FULL_LINE:  # the line ended within the number
        rest = tuple(len(group) for group in _GAPS.split(words.replace("\n", "")) if group)
        return len(rest) == 1 or rest in known
    return False


def _line_before(plain: str, start: int) -> int:
    """Return how many characters that are no blanks stand before ``start`` in its line."""
    line = plain[plain.rfind("\n", 0, start) + 1 : start]
    return len("".join(line.split()))
