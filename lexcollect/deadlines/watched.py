"""Watched periods: any rule of the index that runs from one day, by its name.

Owns the way from a rule's name and a day in the case file to the rule's function. A rule that needs more than a day,
or that does not exist, is a finding that names what was meant; it is never counted by a guess.
"""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from lexcollect.casefile.models import Watched
from lexcollect.deadlines.deadline import Deadline, told, unknown
from lexcollect.deadlines.facts import Facts
from lexcollect.findings import Finding, finding
from lexcollect.law.book import shipped_book
from lexcollect.law.index import Rule, rules
from lexcollect.law.period import Period
from lexcollect.law.rules.limitation import limitation
from lexcollect.law.rules.limitation_starts import from_knowledge
from lexcollect.law.rules.terms import Law, term
from lexcollect.law.states import State
from lexcollect.law.trace import Answer
from lexcollect.wording import Text, text

#: What a function may require besides its day: the words by which it tells its rules apart.
_WORDS = frozenset(("date", "Matter", "Paper", "Right"))
_OneDay = Callable[[date, Law], Answer[Any]]
_GENERAL = "limitation.general"
_LIMITATIONS = frozenset((_GENERAL, "limitation.international_sale", "limitation.technology_trade", "limitation.cap20"))
_KNOWLEDGE = "limitation_starts:from_knowledge"


def named(rule: str) -> Rule | None:
    """Return the rule that ``rule`` names, by its id or its Chinese title."""
    found = rules().get(rule)
    return found or next((r for r in rules().values() if r.title == rule), None)


def nearest(rule: str, count: int = 3) -> list[str]:
    """Return the ids of the rules most like ``rule``, in id or title."""
    by_word = {**{id: id for id in rules()}, **{r.title: id for id, r in rules().items()}}
    inside = [id for word, id in by_word.items() if rule and rule in word]
    close = [by_word[w] for w in difflib.get_close_matches(rule, by_word, n=count, cutoff=0.4)]
    return list(dict.fromkeys((*inside, *close)))[:count]


@cache
def one_day(rule: str) -> _OneDay | None:
    """Return the function of ``rule`` that takes one day; ``None`` when it needs more facts."""
    entry, book = rules()[rule], shipped_book()
    if rule in _LIMITATIONS:
        return lambda day, law: limitation(day, rule=rule, length=rule, book=law.book, calendar=law.calendar)
    if entry.function == _KNOWLEDGE:
        length = rule if rule in book else _GENERAL
        return lambda day, law: limitation(
            from_knowledge(day, rule), rule=rule, length=length, book=law.book, calendar=law.calendar
        )
    needed, laws = _signature(entry)
    if needed == ["date"] and laws:
        made = entry.implementation()
        return lambda day, law: _for_rule(made(day, law=law), entry, day, law)
    # A function for several rules, told apart by a word: the length of each stands in the book under its own id.
    if needed.count("date") < 2 and set(needed) <= _WORDS and rule in book:
        return lambda day, law: term(rule, day, law)
    return None


def _signature(entry: Rule) -> tuple[list[str], bool]:
    """Return the annotations of what the rule's function requires, and whether it takes book and calendar."""
    parameters = inspect.signature(entry.implementation()).parameters.values()
    needed = [str(p.annotation) for p in parameters if p.default is inspect.Parameter.empty]
    return needed, any(p.name == "law" for p in parameters)


def _for_rule(answer: Answer[Any], entry: Rule, day: date, law: Law) -> Answer[Any]:
    """Return the answer if it is that of the rule: a function may serve a second rule with another length."""
    alone = sum(r.function == entry.function for r in rules().values()) == 1
    given = getattr(answer.value, "rule", entry.id if alone else "")
    return answer if given == entry.id or entry.id not in law.book else term(entry.id, day, law)


def watched_deadlines(facts: Facts) -> list[Deadline]:
    """Return the deadline of every watched rule that is known and runs from one day."""
    out: list[Deadline] = []
    for watched in facts.case.watched:
        rule = named(watched.rule)
        if rule is None or one_day(rule.id) is None:
            continue  # see watched_findings
        title = text("law.pair", zh=rule.title, en=rule.title_en)
        out += told(
            lambda w=watched, r=rule, t=title: [_deadline(facts, w, r, t)],  # type: ignore[misc]
            f"watched:{watched.id}",
            rule.id,
            title,
            facts.case.creditor.id,
        )
    return out


def _deadline(facts: Facts, watched: Watched, rule: Rule, title: Text) -> Deadline:
    id, person = f"watched:{watched.id}", facts.case.creditor.id
    if watched.start > facts.as_of:
        return unknown(id, rule.id, title, person, (), text("law.ignored_future", as_of=facts.as_of), State.NOT_STARTED)
    make = one_day(rule.id)
    assert make is not None
    answer = make(watched.start, facts.law)
    period = _period(answer.value)
    notes = (text("deadlines.note.watched", note=watched.note),) if watched.note else ()
    if period is None:
        return Deadline(
            id, rule.id, title, person, (), None, getattr(answer.value, "status", State.DATED), answer, notes=notes
        )
    state = period.state(facts.as_of)
    lost = State.EXPIRED if rule.id.startswith("limitation.") else State.GONE
    return Deadline(
        id, rule.id, title, person, (), period, lost if state is State.EXPIRED else state, answer, notes=notes
    )


def _period(value: Any) -> Period | None:
    """Return the dates of an answer: its period, or of a measure its renewal."""
    found = getattr(value, "renewal", None) or getattr(value, "period", None)
    return found if isinstance(found, Period) else None


def watched_findings(facts: Facts) -> list[Finding]:
    """Return a finding for each watched rule that does not exist or needs more than a day."""
    out = []
    for watched in facts.case.watched:
        rule = named(watched.rule)
        if rule is None:
            out.append(finding("LX-D003", watched.where, rule=watched.rule, near=nearest(watched.rule) or ["—"]))
        elif one_day(rule.id) is None:
            out.append(finding("LX-D004", watched.where, rule=rule.id, title=rule.title, needs=rule.triggers))
    return out
