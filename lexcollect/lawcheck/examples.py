"""One example: its facts to the rule, its expectations to the answer.

Owns the run of a single entry of either kind: dates (``rule``, ``facts``, ``expect``) and money (``topic``, ``input``,
``expected``). Refuses nothing silently: an unknown rule or key, a fact that cannot be read, or an expectation the
answer has no place for is told with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lexcollect.law.index import find
from lexcollect.law.rules.schedule import BadMoney
from lexcollect.law.states import State
from lexcollect.law.trace import LawUnknown
from lexcollect.lawcheck.facts import BadFact, Facts, MissingFact, bad_fact, read_day
from lexcollect.lawcheck.keys import ENTRY, MONEY_ENTRY, Slip, WrongKind, entry_slips, fact_slips
from lexcollect.lawcheck.registry import adapter_of, facts_of, topics
from lexcollect.lawcheck.verdict import (
    Difference,
    UnknownKey,
    Verdict,
    by_letter,
    by_value,
    compare,
    plain,
    shown,
)
from lexcollect.wording import Text, text
from lexcollect.yamltree import dotted

#: What hostile input makes arithmetic and look-ups raise: the example is at fault.
_SHAPE = (ArithmeticError, AttributeError, LookupError, RecursionError, StopIteration, TypeError, ValueError)


def verdict_on(row: Any) -> Verdict:
    """Return the verdict on one entry of a file, whichever kind of example it is and whatever it holds."""
    example = row if isinstance(row, dict) else {}
    kind, expect = (_Money(example), "expected") if "topic" in example else (_Dates(example), "expect")
    slips = tuple(kind.slips())
    unknown = tuple(slip for slip in slips if isinstance(slip, UnknownKey))
    verdict = Verdict(str(example.get("id") or "?"), kind.name, kind.title, unknown=unknown)
    try:
        wrong = next((slip for slip in slips if isinstance(slip, WrongKind)), None)
        if wrong is not None:
            raise bad_fact(dotted(wrong.path[1:]), shown(wrong.value))
        results = tuple(kind.run())
    except BadFact as bad:
        return _problem(verdict, bad.reason)
    except (BadMoney, LawUnknown) as refused:
        return _problem(verdict, refused.text)
    except _SHAPE as error:
        words = " ".join(str(error).split())[:60] or type(error).__name__
        return _problem(verdict, text("law.example_bad_fact", name=kind.given, value=words))
    differences = tuple(found for found in results if isinstance(found, Difference))
    more = (UnknownKey((expect, *found.path), found.near) for found in results if isinstance(found, UnknownKey))
    return Verdict(verdict.id, verdict.rule, verdict.title, differences, unknown=(*unknown, *more))


def _problem(verdict: Verdict, words: Text) -> Verdict:
    return Verdict(verdict.id, verdict.rule, verdict.title, problem=words, unknown=verdict.unknown)


class _Dates:
    """An example of a rule: ``rule``, ``facts``, ``expect``."""

    given = "facts"

    def __init__(self, example: Mapping[str, Any]) -> None:
        self.example = example
        self.name = str(example.get("rule") or "")
        self.title = str(example.get("title") or "")

    def slips(self) -> Iterable[Slip]:
        """Yield the keys nobody reads and the facts of the wrong kind."""
        yield from entry_slips(self.example, ENTRY)
        if adapter_of(self.name):
            yield from fact_slips(self.example.get("facts"), facts_of(self.name), ("facts",))

    def run(self) -> Iterable[Difference | UnknownKey]:
        """Yield what differs from the expectations."""
        adapter, expect = adapter_of(self.name), self.example.get("expect")
        if adapter is None:
            raise BadFact(text("law.example_no_rule", rule=self.name))
        if not isinstance(expect, dict) or not expect:
            raise BadFact(text("law.example_missing", name="expect"))
        facts = self.example.get("facts") or {}
        if not isinstance(facts, dict):
            raise BadFact(text("law.example_missing", name="facts"))
        as_of = self.example.get("as_of")
        day = read_day("as_of", as_of) if as_of else None
        try:
            found = _with_warning(dict(adapter(Facts(facts, self.name, day))), self.name, day)
        except MissingFact:
            if expect.get("status") != State.UNKNOWN:
                raise
            found = {"status": State.UNKNOWN}
        return compare(expect, plain(found), (), by_letter)


class _Money:
    """An example of money: ``topic``, ``input``, ``expected``."""

    given = "input"

    def __init__(self, example: Mapping[str, Any]) -> None:
        self.example = example
        self.name = str(example.get("topic") or "")
        self.title = str(example.get("title") or example.get("rule") or "")

    def slips(self) -> Iterable[Slip]:
        """Yield the keys nobody reads and the input of the wrong kind."""
        yield from entry_slips(self.example, MONEY_ENTRY)
        if self.name in topics():
            yield from fact_slips(self.example.get("input"), topics()[self.name].input, ("input",))

    def run(self) -> Iterable[Difference | UnknownKey]:
        """Yield what differs from the expectations."""
        topic, expected = topics().get(self.name), self.example.get("expected")
        if topic is None:
            raise BadFact(text("law.example_no_rule", rule=self.name))
        given = self.example.get("input")
        if not isinstance(expected, dict) or not expected or not isinstance(given, dict):
            raise BadFact(text("law.example_missing", name="input, expected"))
        found = topic.answer(Facts(given, self.name), expected)
        return compare(expected, found, (), by_value)


def _with_warning(found: dict[str, Any], rule: str, as_of: date | None) -> dict[str, Any]:
    """Add the warning level that the dates have on the as-of day."""
    act_by, known = found.get("act_by"), find(rule)
    if as_of and known and isinstance(act_by, date):
        found["warning"] = known.level(as_of, act_by)
    if as_of and found.get("status") is State.DATED and isinstance(act_by, date):
        found["status"] = _state(found, as_of)
    return found


def _state(found: Mapping[str, Any], as_of: date) -> State:
    """Return the state of plain dates on ``as_of``."""
    if as_of <= found["act_by"]:
        return State.RUNNING
    return State.GRACE if as_of <= found["last_day"] else State.EXPIRED
