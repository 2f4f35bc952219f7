"""Rules (用语规则): the words by which a statement is proposed, with what keeps each back.

Owns the reading of ``data/<day>/phrases.yaml``: patterns with their guards, cues of the wide net, words of the reading
list. The file is data with a day and a source; what a guard means is code (``searching``). Refuses a file that names
what it does not have.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.yamltree.shipped import read_shipped

FOLDER = Path(__file__).parent / "data" / "2026-11-29"


class Speaker(StrEnum):
    """Who has to say it for it to count."""

    DEBTOR = "debtor"
    CREDITOR = "creditor"
    EITHER = "either"


class Scope(StrEnum):
    """How far around a hit a guard looks."""

    SENTENCE = "sentence"
    CLAUSE = "clause"
    TO_MATCH_END = "clause_to_match_end"
    PLUS_FOUR = "match_plus_4"


@dataclass(frozen=True, slots=True)
class Guard:
    """What keeps a hit back: ``name``, where it looks, what it looks for."""

    name: str
    scope: Scope
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern for one category; every hit holds one of the characters ``needs``. Its examples are tested."""

    id: str
    category: str
    who: Speaker
    pattern: re.Pattern[str]
    needs: frozenset[str]
    guards: tuple[str, ...]
    example: str
    counter_example: str
    rejected_by: str


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of the wide net: a category is hinted at where all of them are met somewhere in a message."""

    category: str
    who: Speaker
    all_of: tuple[tuple[frozenset[str], re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Priority:
    """Of two categories met in one clause ``loser`` gives way; with ``when`` these words must be there too."""

    winner: str
    loser: str
    when: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Rules:
    """All of the file."""

    rules: tuple[Rule, ...]
    by_character: dict[str, tuple[int, ...]]
    guards: dict[str, Guard]
    safe_words: re.Pattern[str]
    priorities: tuple[Priority, ...]
    cues: tuple[Cue, ...]
    net: re.Pattern[str]
    definitions: dict[str, str]


@cache
def shipped_rules() -> Rules:
    """Return the rules that are shipped; :class:`ValueError` when the file is not what it has to be."""
    tree, findings = read_shipped(FOLDER / "phrases.yaml")
    if tree is None or findings or not isinstance(tree.data, dict):
        raise ValueError("phrases.yaml cannot be read")
    return read_rules(tree.data)


def read_rules(data: dict[str, Any]) -> Rules:
    """Return the rules in ``data``; :class:`ValueError` or :class:`KeyError` names what is wrong."""
    words = {key: str(value) for key, value in data["definitions"].items()}
    guards = {
        name: Guard(name, Scope(one["scope"]), regex(_filled(one["regex"], words)))
        for name, one in data["guards"].items()
    }
    rules = tuple(_rule(one, words) for one in data["patterns"])
    if unknown := {name for rule in rules for name in rule.guards} - guards.keys():
        raise ValueError(f"unknown guards: {sorted(unknown)}")
    index: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        for character in rule.needs or ("",):
            index.setdefault(character, []).append(number)
    return Rules(
        rules,
        {character: tuple(numbers) for character, numbers in index.items()},
        guards,
        regex(data["safe_words"]),
        tuple(Priority(p["winner"], p["loser"], regex(p["when"]) if p["when"] else None) for p in data["priorities"]),
        tuple(_cue(one, words) for one in data["cues"]),
        regex(data["net"]),
        words,
    )


def _filled(pattern: str, words: dict[str, str]) -> str:
    for key, value in words.items():
        pattern = pattern.replace(f"{{{key}}}", value)
    return pattern


def _rule(one: dict[str, Any], words: dict[str, str]) -> Rule:
    return Rule(
        one["id"],
        one["category"],
        Speaker(one["who"]),
        regex(_filled(one["pattern"], words)),
        frozenset(one.get("needs") or ""),
        tuple(one["guards"]),
        str(one["example"]),
        str(one["counter_example"]),
        str(one["rejected_by"]),
    )


def _cue(one: dict[str, Any], words: dict[str, str]) -> Cue:
    parts = ((frozenset(part["needs"]), regex(_filled(part["regex"], words))) for part in one["all_of"])
    return Cue(one["category"], Speaker(one["who"]), tuple(parts))
