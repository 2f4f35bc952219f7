"""A small evaluator of sheet formulas, in decimals: what a spreadsheet would compute, without a spreadsheet.

Knows what the schedule uses: + - * / < =, SUM, ROUND, ROUNDDOWN, ABS, IF, AND, COUNTIF, cells, ranges, numbers, texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

_TOKEN = re.compile(
    r'\s*(?:(?P<text>"[^"]*")|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<range>[A-Z]+[0-9]+:[A-Z]+[0-9]+)'
    r"|(?P<cell>[A-Z]+[0-9]+)|(?P<name>[A-Z]+)(?=\()|(?P<sign>[-+*/(),<=]))"
)


class Sheet:
    """A sheet of openpyxl with formulas, evaluated on demand."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet

    def value(self, cell: str) -> Any:
        """Return the value of ``cell``: numbers as decimals; a formula is computed."""
        return self._plain(self.sheet[cell].value)

    def _plain(self, found: Any) -> Any:
        if isinstance(found, str) and found.startswith("="):
            return _Parser(found[1:], self).whole()
        if isinstance(found, (int, float)):
            return Decimal(repr(found))
        return found if not isinstance(found, datetime) else found.date()

    def values(self, span: str) -> Iterator[Any]:
        """Return the values of a range, row by row."""
        for row in self.sheet[span]:
            for cell in row:
                yield self._plain(cell.value)


class _Parser:
    def __init__(self, written: str, sheet: Sheet) -> None:
        self.sheet, self.tokens = sheet, list(_tokens(written))
        self.at = 0

    def whole(self) -> Any:
        value = self.comparison()
        assert self.at == len(self.tokens), self.tokens[self.at :]
        return value

    def next(self, *expected: str) -> str:
        if self.at < len(self.tokens) and self.tokens[self.at][1] in expected:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return ""

    def comparison(self) -> Any:
        left = self.sum()
        sign = self.next("<", "=")
        if not sign:
            return left
        right = self.sum()
        return left < right if sign == "<" else left == right

    def sum(self) -> Any:
        value = self.product()
        while sign := self.next("+", "-"):
            other = self.product()
            value = value + other if sign == "+" else value - other
        return value

    def product(self) -> Any:
        value = self.atom()
        while sign := self.next("*", "/"):
            other = self.atom()
            value = value * other if sign == "*" else value / other
        return value

    def atom(self) -> Any:
        kind, word = self.tokens[self.at]
        self.at += 1
        if kind == "text":
            return word[1:-1]
        if kind == "number":
            return Decimal(word)
        if kind == "cell":
            return self.sheet.value(word)
        if kind == "range":
            return list(self.sheet.values(word))
        if kind == "name":
            return _FUNCTIONS[word](*self.arguments())
        assert word == "(", word
        value = self.comparison()
        assert self.next(")")
        return value

    def arguments(self) -> list[Any]:
        assert self.next("(")
        found = [self.comparison()]
        while self.next(","):
            found.append(self.comparison())
        assert self.next(")")
        return found


def _tokens(written: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(written):
        found = _TOKEN.match(written, at)
        assert found and found.lastgroup, written[at:]
        yield found.lastgroup, found[found.lastgroup]
        at = found.end()


def _sum(*parts: Any) -> Decimal:
    flat = [v for part in parts for v in (part if isinstance(part, list) else [part])]
    return sum((v for v in flat if isinstance(v, Decimal)), Decimal(0))


def _round_down(value: Decimal, places: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-int(places)), ROUND_DOWN)


def _round(value: Decimal, places: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)


_FUNCTIONS: dict[str, Any] = {
    "SUM": _sum,
    "ROUND": _round,
    "ROUNDDOWN": _round_down,
    "ABS": abs,
    "IF": lambda condition, yes, no: yes if condition else no,
    "AND": lambda *conditions: all(conditions),
    "COUNTIF": lambda cells, wanted: Decimal(sum(1 for cell in cells if cell == wanted)),
}
