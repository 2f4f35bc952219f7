"""Lint: what a paper to a debtor or a court must not say.

Owns the language rules (data, one pattern a rule), the contexts in which their words are in order, and the
conditions that patterns cannot see. Warns or blocks; never rewrites. Knows no template and no layout.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from lexcollect.findings import NOWHERE, Finding, Level, Where, finding
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.wording import text

DATA = Path(__file__).parent / "data"
#: Verbs that make a letter a demand (诉讼时效规定 8).
_DEMAND = regex(r"支付|付清|付款|履行|清偿|偿还|归还")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rules must know of the paper: is it a letter, is a lawyer with licence behind it …"""

    letter: bool = False
    lawyer: bool = False
    case_no: bool = False
    property_service: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A language rule (用语规则): ``level`` is error (the paper is not written) or warning."""

    id: str
    level: Level
    condition: str
    basis: str
    pattern: re.Pattern[str]


#: Condition of a rule → does it hold for this paper and its whole text?
_CONDITIONS: dict[str, Callable[[Setting, str], bool]] = {
    "": lambda setting, whole: True,
    "asks_payment": lambda setting, whole: bool(_DEMAND.search(whole)),
    "no_lawyer": lambda setting, whole: not setting.lawyer,
    "no_case_no": lambda setting, whole: not setting.case_no,
    "letter": lambda setting, whole: setting.letter,
    "letter_without_demand": lambda setting, whole: setting.letter and not _DEMAND.search(whole),
    "property_service": lambda setting, whole: setting.property_service,
}


def folded(words: str) -> str:
    """Return ``words`` with full-width forms made half-width and blanks removed, as the patterns expect."""
    return "".join(unicodedata.normalize("NFKC", words).split())


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in order of their ids."""
    return tuple(
        Rule(
            row["id"],
            Level.ERROR if row["level"] == "block" else Level.WARNING,
            row["condition"],
            row["basis"],
            re.compile(row["pattern"]),
        )
        for row in _rows("lint-rules.tsv")
    )


def lint(lines: Iterable[str], setting: Setting, where: Where = NOWHERE) -> list[Finding]:
    """Return what the rules find in ``lines`` (paragraphs of one paper), each rule and wording once."""
    plain = [folded(line) for line in lines]
    whole = "\n".join(plain)
    seen: dict[tuple[str, str], Finding] = {}
    for rule in rules():
        if not _CONDITIONS[rule.condition](setting, whole):
            continue
        for words in _hits(rule, plain):
            seen.setdefault((rule.id, words), _finding(rule, words, where))
    return list(seen.values())


def lint_words(pairs: Iterable[tuple[Where, str]], setting: Setting) -> list[Finding]:
    """Return what the rules find in the user's own words, each at its place in the case file."""
    out: list[Finding] = []
    for where, words in pairs:
        out.extend(lint([words], setting, where))
    return out


def _hits(rule: Rule, plain: Iterable[str]) -> Iterator[str]:
    for line in plain:
        allowed = [m.span() for pattern in _allowed(rule.id) for m in pattern.finditer(line)]
        for match in rule.pattern.finditer(line):
            if not any(start <= match.start() and match.end() <= end for start, end in allowed):
                yield match.group()


def _finding(rule: Rule, words: str, where: Where) -> Finding:
    code = "LX-P030" if rule.level is Level.ERROR else "LX-P031"
    return finding(
        code,
        where,
        rule=rule.id,
        words=words,
        basis=rule.basis,
        why=text(f"documents.lint.{rule.id}.why"),
        advice=text(f"documents.lint.{rule.id}.advice"),
    )


@cache
def _allowed(rule: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in _rows("lint-allowed.tsv") if row["id"] == rule)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        lines = [line for line in stream if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
