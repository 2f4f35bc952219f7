"""Lint: what a paper to a debtor or a court must not say (用语规则).

Owns the language rules (data, a pattern or more a rule), the contexts in which their words are in order, the conditions
that patterns cannot see, and the truthful quotation. Warns or stops; never rewrites. Knows no template and no layout;
who takes a red flag upon himself is the business of ``clearing``, how words are disguised that of ``folding``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache, cached_property

from lexcollect.documents.folding import all_folded, folded, rows_of, sentences
from lexcollect.findings import NOWHERE, Finding, Where, finding
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.wording import text

#: Verbs that make a letter a demand (诉讼时效规定 8).
_DEMAND = regex(r"支付|付清|付款|履行|清偿|偿还|归还|结清")
#: Words by which a sentence or its paper is about money.
_OWED = regex(r"付|还款|还钱|归还|偿还|清偿|欠|结清|结账|给钱")
_SILENCE = "视为"
_LENDERS = regex(r"银行|信用社|小额贷款|消费金融|信托|汽车金融|农商行")
#: The marks of a quotation, opening and closing.
_MARKS = (("“", "”"), ("「", "」"), ("『", "』"), ("‘", "’"), ('"', '"'))
_QUOTED = regex(r"“([^“”]+)”|「([^「」]+)」|『([^『』]+)』|‘([^‘’]+)’|\"([^\"]+)\"")
#: A quotation of so few characters proves nothing of what was said.
_FEWEST = 2


class Grade(StrEnum):
    """How much a hit weighs: a red flag (红线) keeps a paper from being final, a quotation (引语) is told as one."""

    RED = "red"
    WARNING = "warn"
    NOTE = "note"
    QUOTED = "quoted"


#: The finding of each grade.
CODES = {Grade.RED: "LX-P030", Grade.WARNING: "LX-P031", Grade.NOTE: "LX-P321", Grade.QUOTED: "LX-P320"}


class Runs(StrEnum):
    """Where a rule is looked for: in words, by a view or an account, or in the register of calls and contacts."""

    WORDS = "words"
    PAPERS = "papers"
    REGISTER = "register"


@dataclass(frozen=True)
class Setting:
    """What the rules must know of the paper: is it a letter, is a lawyer with licence behind it …

    ``notes``: the words are notes of the user's own. ``names`` of parties are no words of the rules; ``case_numbers``
    are those on file, ``strangers`` the identity numbers of persons whom the paper does not go to, ``entered`` what
    others said or agreed, word by word, as the case file has it.
    """

    letter: bool = False
    lawyer: bool = False
    case_no: bool = False
    property_service: bool = False
    lender: bool = False
    notes: bool = False
    names: tuple[str, ...] = ()
    case_numbers: frozenset[str] = frozenset()
    strangers: frozenset[str] = frozenset()
    entered: tuple[str, ...] = ()

    @cached_property
    def place_of(self) -> dict[str, int]:
        """Where each entered text stands among them."""
        return {said: place for place, said in reversed([*enumerate(self.entered)])}

    @cached_property
    def entered_folded(self) -> str:
        """All entered texts, folded, one a line: whether a quotation is among them is asked of every paragraph."""
        return "\n".join(folded(said) for said in self.entered)


@dataclass(frozen=True, slots=True)
class Rule:
    """A language rule (用语规则), or one of its parts: ``elsewhere`` is its grade in what is no letter.

    ``needles``: without one of these words there is no match, so that the pattern need not be compiled.
    """

    id: str
    runs: Runs
    grade: Grade
    elsewhere: Grade | None
    condition: str
    basis: str
    needles: tuple[str, ...]
    pattern: re.Pattern[str]

    def grade_in(self, setting: Setting) -> Grade | None:
        """Return how much a hit weighs in such a paper; ``None``: it is not looked for there."""
        return self.grade if setting.letter else self.elsewhere


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that a rule found, and the whole ``sentence`` they stand in, as it was written."""

    rule: Rule
    grade: Grade
    words: str
    sentence: str

    def finding(self, where: Where) -> Finding:
        """Return the finding that tells it."""
        return finding(
            CODES[self.grade],
            where,
            rule=self.rule.id,
            words=self.words,
            basis=self.rule.basis,
            why=text(f"documents.lint.{self.rule.id}.why"),
            advice=text(f"documents.lint.{self.rule.id}.advice"),
        )


#: Condition of a rule → does it hold for this paper and its whole text?
_CONDITIONS: Mapping[str, Callable[[Setting, str], bool]] = {
    "": lambda setting, whole: True,
    "asks_payment": lambda setting, whole: bool(_OWED.search(whole)),
    "no_lawyer": lambda setting, whole: not setting.lawyer,
    "no_case_no": lambda setting, whole: not setting.case_no,
    "not_lender": lambda setting, whole: not setting.lender,
    "notes": lambda setting, whole: setting.notes,
    "letter_without_demand": lambda setting, whole: setting.letter and not _DEMAND.search(whole),
    "property_service": lambda setting, whole: setting.property_service,
    "silence_not_agreed": lambda setting, whole: not any(_SILENCE in said for said in setting.entered),
    "without_unease": lambda setting, whole: "不安抗辩" not in whole and "五百二十七条" not in whole,
    "unknown_case_no": lambda setting, whole: True,
    "strangers": lambda setting, whole: bool(setting.strangers),
}
#: Condition of a rule → does it hold of these words?
_OF_WORDS: Mapping[str, Callable[[Setting, str], bool]] = {
    "unknown_case_no": lambda setting, words: words not in setting.case_numbers,
    "strangers": lambda setting, words: words in setting.strangers,
}


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules in order of their ids; those of the register among them."""
    return tuple(
        Rule(
            row["id"],
            Runs(row["runs"]),
            Grade(row["level"]),
            None if row["elsewhere"] == "-" else Grade(row["elsewhere"] or row["level"]),
            row["condition"],
            row["basis"],
            tuple(filter(None, row["needles"].split("|"))),
            regex(row["pattern"]),
        )
        for row in rows_of("lint-rules.tsv")
    )


def hits(lines: Iterable[str], setting: Setting) -> list[Hit]:
    """Return what the rules find in ``lines`` (paragraphs of one paper), each sentence and wording once a rule."""
    said = [pair for line in lines for pair in _parts(line, setting)]
    read = all_folded([sentence for sentence, _ in said])
    plain = [(_nameless(words, setting), *pair) for words, pair in zip(read, said, strict=True)]
    whole = "\n".join(words for words, _, _ in plain)
    found: dict[tuple[str, str, str], Hit] = {}
    for rule in rules():
        grade = rule.grade_in(setting)
        if rule.runs is not Runs.WORDS or grade is None or not any(needle in whole for needle in rule.needles):
            continue
        if not _CONDITIONS[rule.condition](setting, whole):
            continue
        for words, sentence, quoted in plain:
            for hit in _matches(rule, words, setting):
                key = (rule.id, hit, sentence)
                found.setdefault(key, Hit(rule, Grade.QUOTED if quoted else grade, hit, sentence))
    return list(found.values())


def lint(lines: Iterable[str], setting: Setting, where: Where = NOWHERE) -> list[Finding]:
    """Return a finding for each rule and wording in ``lines``."""
    return list({(hit.rule.id, hit.words): hit.finding(where) for hit in reversed(hits(lines, setting))}.values())[::-1]


def _matches(rule: Rule, words: str, setting: Setting) -> Iterator[str]:
    if not any(needle in words for needle in rule.needles):
        return
    found = list(rule.pattern.finditer(words))
    if not found:
        return
    allowed = [match.span() for pattern in _allowed(rule.id) for match in pattern.finditer(words)]
    holds = _OF_WORDS.get(rule.condition)
    for match in found:
        inside = any(start <= match.start() and match.end() <= end for start, end in allowed)
        if not inside and (holds is None or holds(setting, match.group())):
            yield match.group()


def _parts(line: str, setting: Setting) -> Iterator[tuple[str, bool]]:
    """Yield the sentences of a paragraph, and after them the quotations of what the case file has word by word."""
    rest, quotes = line, []
    for said in _within_marks(line, setting):
        for opening, closing in _MARKS:
            if (quote := f"{opening}{said}{closing}") in rest:
                rest = rest.replace(quote, opening + closing)
                quotes.append(said)

    def kept(match: re.Match[str]) -> str:
        inner = next(filter(None, match.groups()))
        if len(plain := folded(inner)) < _FEWEST or plain not in setting.entered_folded:
            return match.group()
        quotes.append(inner)
        return match.group()[0] + match.group()[-1]

    rest = _QUOTED.sub(kept, rest)
    yield from ((sentence, False) for sentence in sentences(rest))
    yield from ((sentence, True) for quote in quotes for sentence in sentences(quote))


def _within_marks(line: str, setting: Setting) -> list[str]:
    """Return the texts of the case file that stand between marks of quotation in ``line``, in the file's order."""
    order = setting.place_of
    inner = {
        line[start.end() : end.start()]
        for opening, closing in _MARKS
        for start in re.finditer(re.escape(opening), line)
        for end in re.finditer(re.escape(closing), line)
        if start.end() < end.start()
    }
    return sorted((words for words in inner if words in order), key=order.__getitem__)


def _nameless(plain: str, setting: Setting) -> str:
    """Return folded words without the names of parties: 微博 in a company's name publishes nothing."""
    for name in setting.names:
        plain = plain.replace(name, "〇")
    return plain


@cache
def _allowed(rule: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in rows_of("lint-allowed.tsv") if row["id"] == rule)


def is_lender(name: str) -> bool:
    """Tell whether a name is that of a lender, who feeds the credit system (征信业管理条例 29)."""
    return bool(_LENDERS.search(name))
