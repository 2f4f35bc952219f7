"""Sheets: the catalogue as it lies on the disk, one row a sentence or a finding, Chinese and English side by side.

Owns the reading of ``sentences/<room>.csv`` (key, zh, en), ``findings/<room>.csv`` (code, level and what a refusal
means, what is wrong, what to do, why it is told, an example) and ``click.csv`` (the sentences of the command-line
library). UTF-8 with the mark that spreadsheets need; a sheet saved by one with other line ends reads the same. A broken
row is a programming mistake (:class:`ValueError`), found by the tests.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Literal, NamedTuple, cast

Level = Literal["error", "warning", "note"]

# Help pages read a sheet on every start: pathlib would cost them 4 ms.
_HERE = os.path.dirname(__file__)  # noqa: PTH120
_SENTENCES = ("key", "zh", "en")
_FINDINGS = ("code", "level", "zh", "en", "remedy_zh", "remedy_en", "why_zh", "why_en", "example")
_CLICK = ("en", "zh")
_LEVELS = frozenset({"error", "warning", "note"})


class Means(StrEnum):
    """What a refusal by a finding means for the paper at hand; written behind the level (``error apart``)."""

    APART = "apart"  # the paper belongs to no matter like this: another stage, another ground, nobody to write to
    BARRED = "barred"  # the law stands against it
    STOP = "stop"  # the run ends as a legal stop


class FindingText(NamedTuple):
    """What a finding code says: level, sentence and remedy; ``means``: what it means where it refuses a paper."""

    level: Level
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str
    means: frozenset[Means] = frozenset()


class Reason(NamedTuple):
    """Why a finding is told, in Chinese and in English, and an example of what leads to it or mends it."""

    zh: str
    en: str
    example: str


class FindingRow(NamedTuple):
    """All that the catalogue holds of a finding."""

    said: FindingText
    reason: Reason


@cache
def sentences(room: str) -> Mapping[str, tuple[str, str]]:
    """Return the sentences of ``room``: key → (Chinese, English)."""
    return {key: (zh, en) for key, zh, en in _rows("sentences", f"{room}.csv", columns=_SENTENCES)}


@cache
def findings(room: str) -> Mapping[str, FindingRow]:
    """Return the findings of ``room`` by code."""
    found = {}
    for code, said, zh, en, remedy_zh, remedy_en, *words in _rows("findings", f"{room}.csv", columns=_FINDINGS):
        level, *means = said.split()
        if level not in _LEVELS:
            raise ValueError(f"{code}: {level}")
        meant = frozenset(map(Means, means))
        told = FindingText(cast(Level, level), zh, en, remedy_zh, remedy_en, meant)
        found[code] = FindingRow(told, Reason(*words))
    return found


@cache
def click_sentences() -> Mapping[str, str]:
    """Return the sentences of the command-line library: English → Chinese, placeholders as it names them."""
    return dict(_rows("click.csv", columns=_CLICK))


def rooms(kind: Literal["sentences", "findings"]) -> list[str]:
    """Return the rooms that have a sheet of ``kind``."""
    return sorted(name.removesuffix(".csv") for name in os.listdir(os.path.join(_HERE, kind)))  # noqa: PTH118, PTH208


def _rows(*place: str, columns: tuple[str, ...]) -> Iterator[list[str]]:
    path = os.path.join(_HERE, *place)  # noqa: PTH118
    # Line ends become plain ones, inside a cell too: a spreadsheet writes its own.
    with open(path, encoding="utf-8") as stream:  # noqa: PTH123
        lines = csv.reader(stream, strict=True)
        head = next(lines, [""])
        if (head[0].removeprefix("\ufeff"), *head[1:]) != columns:
            raise ValueError(f"{path}: {columns}")
        for row in lines:
            if len(row) != len(columns):
                raise ValueError(f"{path}: {row}")
            yield row
