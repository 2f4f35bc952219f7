"""Watching: a rule asked with nothing but the day it runs from.

Owns the way from a rule's record (``watch``) to the function of one day. A rule that needs more has none: it is never
counted by a guess.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from lexcollect.law.index import rule as rule_of
from lexcollect.law.record import Rule
from lexcollect.law.rules.limitation import limitation
from lexcollect.law.rules.limitation_starts import from_knowledge
from lexcollect.law.rules.terms import Law, answer, term
from lexcollect.law.trace import Answer

OneDay = Callable[[date, Law], Answer[Any]]
_GENERAL = "limitation.general"


@cache
def one_day(name: str) -> OneDay | None:
    """Return the function of rule ``name`` that takes one day; ``None`` when it needs more facts."""
    rule = rule_of(name)
    make = _WAYS.get(rule.watch)
    return make(rule) if make else None


def _limitation(rule: Rule) -> OneDay:
    return lambda day, law: limitation(day, rule=rule.id, length=rule.id, book=law.book, calendar=law.calendar)


def _knowledge(rule: Rule) -> OneDay:
    length = rule.id if rule.length else _GENERAL
    return lambda day, law: limitation(
        from_knowledge(day, rule.id), rule=rule.id, length=length, book=law.book, calendar=law.calendar
    )


def _function(rule: Rule) -> OneDay:
    made = rule.implementation()
    return lambda day, law: made(day, law=law)


#: From the word in the record to the function of one day.
_WAYS: dict[str, Callable[[Rule], OneDay]] = {
    "term": lambda rule: lambda day, law: answer(rule.id, day, law),
    "length": lambda rule: lambda day, law: term(rule.id, day, law),
    "function": _function,
    "limitation": _limitation,
    "knowledge": _knowledge,
}
