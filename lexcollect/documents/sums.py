"""Sums: what the figures in one piece of text say of each other (数额的勾稽).

Owns the grammar of sums in Chinese papers: parts in a bracket after a sum, 其中, 合计 after its parts, what is left of
a total (尚欠), the total of numbered requests, capitals beside figures, total rows of tables. Says where the parts do
not come to the whole; computes nothing else. A sum it does not understand is not doubted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lexcollect.cn.amounts import BadAmount
from lexcollect.cn.capitals import parse_capitals
from lexcollect.cn.numerals import han_number
from lexcollect.patterns import regex
from lexcollect.records import dataclass

#: Signs that people type for one another; the length of a text stays.
_ONE_SIGN = str.maketrans("():０１２３４５６７８９．", "（）：0123456789.")
_AMOUNT = regex(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?元(?![/／每])")
_IN_CAPITALS = regex(r"（大写[:：]?(?:人民币)?([^（）]*)）")
#: What stands in a bracket and is no figure: the exhibit.
_EXHIBIT = regex(r"（证据[^（）]*）")
_BRACKET = regex(r"（([^（）]*)）")
#: What was paid and how much of it went to the principal: only that lessens what is left.
_APPLIED = regex(r"[\d,]+(?:\.\d+)?元（冲抵[^（）]*?(?:本金([\d,]+(?:\.\d+)?元))?）")
#: Figures that are no part of any sum: rates, bases, ceilings, and by how much another reading differs.
_NO_PART = regex(r"每[日月年天]|基数|单价|最高|不超过|上限|为限|[-−+]$")
#: What begins like this stands beside the sum, or is no more than some of it; a single figure also by what it says.
_BESIDE = regex(r"另|已|其中|含|包含|不含|扣除")
_BESIDE_ALONE = regex(r"另|已|未|尚|含|扣|减|抵|余|欠|不计|其中")
_TOTAL = regex(r"(?:合计|共计|总计|共)为?(?:人民币)?$")
_OF_SO_MANY = regex(r"([二两三四五六七八九])项(?:合计|共计|总计|共)为?(?:人民币)?$")
_NUMBERED = regex(r"^(\d+)[.．、]")
_REQUESTS = regex(r"以上第(\d+)(?:、(\d+)|项至第(\d+))?项[^。]*共(?:人民币)?$")
_CELL = regex(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?")
_TOTAL_ROW = "合计"


@dataclass(frozen=True, slots=True)
class Wrong:
    """Parts that do not come to their whole, with the words they stand in; amounts in yuan."""

    words: str
    whole: Decimal
    parts: Decimal


@dataclass(frozen=True, slots=True)
class _Amount:
    value: Decimal
    before: str
    start: int
    end: int


def wrong_sums(paragraph: str) -> Iterator[Wrong]:
    """Yield every sum of ``paragraph`` whose parts do not come to it."""
    plain, flat = as_compared(paragraph)
    yield from _brackets(plain)
    for sentence in flat.split("。"):
        amounts = _amounts(sentence)
        for place in range(len(amounts)):
            yield from _totalled(sentence, amounts, place)
            yield from _left_over(sentence, amounts, place)
    yield from _listed(flat)


def as_compared(text: str) -> tuple[str, str]:
    """Return ``text`` as sums are looked for: without capitals and exhibits, and without any bracket."""
    plain = _EXHIBIT.sub("", _IN_CAPITALS.sub("", text.translate(_ONE_SIGN)))
    return plain, _BRACKET.sub("", _APPLIED.sub(lambda found: found[1] or "0元", plain))


def wrong_capitals(paragraph: str) -> Iterator[tuple[str, Decimal, str]]:
    """Yield words, amount and capitals where capitals do not say the amount that stands before them."""
    plain = paragraph.translate(_ONE_SIGN)
    for found in _IN_CAPITALS.finditer(plain):
        before = _amounts(plain[: found.start()])
        if before and before[-1].end == found.start() and not _says(found[1], before[-1].value):
            yield paragraph[before[-1].start : found.end()], before[-1].value, found[1]


def _says(words: str, value: Decimal) -> bool:
    try:
        return parse_capitals(words) == value
    except BadAmount:
        return False


def wrong_requests(lines: Sequence[str]) -> Iterator[tuple[int, Wrong]]:
    """Yield where the total of numbered requests (以上第1、2项…共…元) misses them, and its place in ``lines``."""
    asked: dict[int, Decimal] = {}
    for place, line in enumerate(lines):
        number, amounts = _NUMBERED.match(line), _amounts(line)
        if number:
            if number[1] == "1":
                asked = {}
            if amounts:
                asked[int(number[1])] = amounts[0].value
        for amount in amounts:
            named = _REQUESTS.search(amount.before)
            if named:
                first, last = int(named[1]), int(named[2] or named[3] or named[1])
                parts = sum((asked.get(n, Decimal(0)) for n in range(first, last + 1)), Decimal(0))
                if parts != amount.value:
                    yield place, Wrong(line, amount.value, parts)


def wrong_totals(rows: Sequence[Sequence[str]]) -> Iterator[Wrong]:
    """Yield each column of a table (rows of cells, a cell over several columns repeated) that misses its total row."""
    body: list[Sequence[str]] = []
    for row in rows:
        if not row or row[0].strip() != _TOTAL_ROW:
            body.append(row)
            continue
        for column, cell in enumerate(row):
            whole = _figure(cell)
            figures = [_figure(line[column]) for line in body if column < len(line)]
            parts = [figure for figure in figures if figure is not None]
            if whole is not None and parts and sum(parts) != whole:
                head = body[0][column] if column < len(body[0]) else ""
                yield Wrong(f"{head}：{cell}", whole, sum(parts, Decimal(0)))
        body = []


def _figure(cell: str) -> Decimal | None:
    text = cell.strip()
    return Decimal(text.replace(",", "")) if _CELL.fullmatch(text) else None


def _amounts(text: str) -> list[_Amount]:
    found, last = [], 0
    for match in _AMOUNT.finditer(text):
        value = Decimal((match[1] + (match[2] or "")).replace(",", ""))
        found.append(_Amount(value, text[last : match.start()], match.start(), match.end()))
        last = match.end()
    return found


def _sum(amounts: Sequence[_Amount]) -> Decimal:
    return sum((a.value for a in amounts), Decimal(0))


def _brackets(text: str) -> Iterator[Wrong]:
    """A元（…B元、…C元）: the parts come to the sum before the bracket, or the bracket says what else they are."""
    outer = {amount.end: amount for amount in _amounts(text)}
    for bracket in _BRACKET.finditer(text):
        whole = outer.get(bracket.start())
        if whole is None:
            continue
        words = text[whole.start : bracket.end()]
        inside = _amounts(bracket[1])
        parts = [a for a in inside if not _NO_PART.search(a.before)]
        gross = next((n for n, a in enumerate(parts) if a.before.endswith("总额")), None)
        if gross is not None:
            total, rest = parts[gross], parts[gross + 1 :]
            if rest and _sum(rest) != total.value:
                yield Wrong(words, total.value, _sum(rest))
            elif total.value < whole.value:
                yield Wrong(words, whole.value, total.value)
        elif parts and (_BESIDE.match(parts[0].before) or (len(parts) == 1 and _BESIDE_ALONE.search(parts[0].before))):
            if "其中" in parts[0].before and _sum(parts) > whole.value:
                yield Wrong(words, whole.value, _sum(parts))
        elif parts and _sum(parts) != whole.value:
            yield Wrong(words, whole.value, _sum(parts))


def _totalled(sentence: str, amounts: Sequence[_Amount], place: int) -> Iterator[Wrong]:
    """A元、B元，合计C元; 两项合计C元."""
    total = amounts[place]
    many = _OF_SO_MANY.search(total.before)
    if many:
        number = next((n for n in range(2, 10) if han_number(n) == many[1].replace("两", "二")), 0)
        first = place - number
    elif re.fullmatch(r"[，、；]?(?:以上|上述)?(?:合计|共计|总计|共)为?(?:人民币)?", total.before):
        first = place - 1
        while first > 0 and re.match(r"[、及和]", amounts[first].before):
            first -= 1
    else:
        return
    parts = amounts[max(first, 0) : place]
    if len(parts) > 1 and first >= 0 and _sum(parts) != total.value:
        yield Wrong(sentence[parts[0].start : total.end], total.value, _sum(parts))


def _left_over(sentence: str, amounts: Sequence[_Amount], place: int) -> Iterator[Wrong]:
    """合计A元，已付B元，尚欠C元; 共A元，其中B元已经冲抵，尚欠C元."""
    left = amounts[place]
    if "尚欠" not in left.before and "还欠" not in left.before:
        return
    first = next((n for n in range(place - 1, -1, -1) if _TOTAL.search(amounts[n].before)), None)
    if first is None:
        return
    taken = amounts[first + 1 : place]
    settled = all(re.search(r"付|抵|消灭|收到|其中", a.before) for a in taken)
    if settled and (taken or "尚未付款" in left.before) and amounts[first].value != _sum(taken) + left.value:
        words = sentence[amounts[first].start : left.end]
        yield Wrong(words, amounts[first].value, _sum(taken) + left.value)


def _listed(text: str) -> Iterator[Wrong]:
    """A元。其中：B元、C元；D元。"""
    for found in re.finditer("其中[:：]", text):
        before = _amounts(text[: found.start()])
        if not before or len(text[before[-1].end : found.start()].strip("。，；、 ")):
            continue
        end = text.find("。", found.end())
        parts = _amounts(text[found.end() : end if end >= 0 else len(text)])
        if parts and _sum(parts) != before[-1].value:
            yield Wrong(text[before[-1].start : found.end() + parts[-1].end], before[-1].value, _sum(parts))
