"""Searching: the rules laid over the words of one message.

Owns hits: tier 1 is a rule that no guard keeps back; what a guard keeps back, gives way to another category, or meets
the wide net alone is tier 2 and says why. Nothing is deleted: a rhetorical question is a real event that looks like a
question, and a person may overrule a guard. Knows no speakers: who said it is asked later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lexcollect.patterns import regex
from lexcollect.proposing.sayings.folded import Folded
from lexcollect.proposing.sayings.rules import Guard, Rule, Rules, Scope, Speaker
from lexcollect.records import dataclass

#: Where a sentence ends, and where a clause does besides: not inside a number or a time.
_SENTENCE_ENDS = "。!；;?！？\n"
_CLAUSE_END = regex(r"[。!；;?！？\n]|(?<!\d)[,，:：]|[,，:：](?!\d)")
#: What stands for a safe word while the guard against negation looks.
_NEUTRAL = "〇"
#: So many hits of one message are kept: a pasted contract meets everything.
_MOST = 40


@dataclass(frozen=True, slots=True)
class Hit:
    """A category met at ``start`` to ``end`` of the folded text; ``against`` says why it is only tier 2.

    ``against`` are ``guard:<name>``, ``category:<name>`` (gives way to it) or ``cue`` (the wide net alone).
    """

    rule: str
    category: str
    who: Speaker
    start: int
    end: int
    against: tuple[str, ...] = ()

    @property
    def tier(self) -> int:
        """1: proposed; 2: shown lower, with the reason."""
        return 2 if self.against else 1


def hits_in(one: Folded, rules: Rules) -> list[Hit]:
    """Return what the rules meet in ``one``, in the order of the text; each category once a clause."""
    text = one.text
    found = [_guarded(text, rule, match, rules) for rule, match in _matches(text, rules)]
    found = _settled(text, found, rules)
    met = {hit.category for hit in found}
    found += [hit for hit in _cues(text, rules) if hit.category not in met]
    return sorted(_once(text, found), key=lambda hit: (hit.start, hit.end))[:_MOST]


def on_reading_list(one: Folded, rules: Rules) -> bool:
    """Tell whether a message has anything by which a person would want to read it (tier 3)."""
    return rules.net.search(one.text) is not None


def _matches(text: str, rules: Rules) -> Iterator[tuple[Rule, re.Match[str]]]:
    index = rules.by_character
    numbers = {number for character in {*text, ""} if character in index for number in index[character]}
    for number in sorted(numbers):
        rule = rules.rules[number]
        for match in rule.pattern.finditer(text):
            yield rule, match


def _guarded(text: str, rule: Rule, match: re.Match[str], rules: Rules) -> Hit:
    start, end = match.span()
    against = tuple(f"guard:{name}" for name in rule.guards if _fires(text, start, end, rules.guards[name], rules))
    return Hit(rule.id, rule.category, rule.who, start, end, against)


def _fires(text: str, start: int, end: int, guard: Guard, rules: Rules) -> bool:
    seen = scope(text, start, end, guard.scope)
    if guard.name == "negation":
        seen = rules.safe_words.sub(lambda word: _NEUTRAL * len(word[0]), seen)
    return guard.pattern.search(seen) is not None


def scope(text: str, start: int, end: int, kind: Scope) -> str:
    """Return the part of ``text`` that a guard with scope ``kind`` looks at around ``start`` to ``end``."""
    if kind is Scope.PLUS_FOUR:
        return text[start : end + 4]
    if kind is Scope.SENTENCE:
        return text[_begin(text, start) : _finish(text, end)]
    begin, finish = clause(text, start, end)
    return text[begin : end if kind is Scope.TO_MATCH_END else finish]


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence of ``text[start:end]`` begins and ends."""
    return _begin(text, start), _finish(text, end)


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause of ``text[start:end]`` begins and ends."""
    begin = _begin(text, start)
    for mark in _CLAUSE_END.finditer(text, begin, start):
        begin = mark.end()
    after = _CLAUSE_END.search(text, max(end - 1, 0))
    return begin, after.start() if after else len(text)


def _begin(text: str, start: int) -> int:
    return max(text.rfind(sign, 0, start) for sign in _SENTENCE_ENDS) + 1


def _finish(text: str, end: int) -> int:
    """Return the end of the sentence with its sign: one that ends in a question mark is a question."""
    ends = [at for sign in _SENTENCE_ENDS if (at := text.find(sign, max(end - 1, 0))) >= 0]
    at = min(ends, default=len(text))
    return min(at + 1, len(text)) if at < len(text) and text[at] != "\n" else at


def _settled(text: str, found: list[Hit], rules: Rules) -> list[Hit]:
    """Let categories give way to each other within one clause."""
    out: list[Hit] = []
    for hit in found:
        begin, finish = clause(text, hit.start, hit.end)
        for order in rules.priorities:
            if hit.category != order.loser or hit.against:
                continue
            others = [o for o in found if o.category == order.winner and not o.against and begin <= o.start < finish]
            said = order.when is None or order.when.search(text, hit.start, finish) is not None
            if said and order.when is not None and not others:
                out.append(replace(hit, category=order.winner))  # the same words, done already
            if said and (others or order.when is not None):
                hit = replace(hit, against=(f"category:{order.winner}",))
        out.append(hit)
    return out


def _cues(text: str, rules: Rules) -> Iterator[Hit]:
    characters = set(text)
    for cue in rules.cues:
        first = None
        for needs, pattern in cue.all_of:
            if needs and characters.isdisjoint(needs):
                break
            met = pattern.search(text)
            if met is None:
                break
            first = first or met
        else:
            assert first is not None
            yield Hit(f"cue:{cue.category}", cue.category, cue.who, first.start(), first.end(), ("cue",))


def _once(text: str, found: list[Hit]) -> Iterator[Hit]:
    """Yield of one category in one clause the hit that stands, or the first that was kept back."""
    best: dict[tuple[str, int], Hit] = {}
    for hit in found:
        key = (hit.category, clause(text, hit.start, hit.end)[0])
        if key not in best or (best[key].against and not hit.against):
            best[key] = hit
    yield from best.values()
