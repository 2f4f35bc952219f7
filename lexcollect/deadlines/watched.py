"""Watched periods: any rule of the index that runs from one day, by its name.

Owns the way from a rule's name and a day in the case file to its deadline. A rule that needs more than a day,
or that does not exist, is a finding that names what was meant; it is never counted by a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lexcollect.casefile.models import Watched
from lexcollect.deadlines.deadline import Deadline, told, unknown
from lexcollect.deadlines.facts import Facts
from lexcollect.findings import Finding, finding
from lexcollect.law.index import find, rules, shipped_index
from lexcollect.law.index import rule as rule_of
from lexcollect.law.period import Period
from lexcollect.law.record import Rule
from lexcollect.law.rules.watch import one_day
from lexcollect.law.states import State
from lexcollect.wording import Text, pair, text


def named(rule: str) -> Rule | None:
    """Return the rule that ``rule`` names, by its id or its Chinese title."""
    return find(rule) or shipped_index().titled(rule)


def nearest(rule: str, count: int = 3) -> list[str]:
    """Return the ids of the rules most like ``rule``, in id or title."""
    import difflib

    by_word = {**{id: id for id in rules()}, **{r.title: id for id, r in rules().items()}}
    inside = [id for word, id in by_word.items() if rule and rule in word]
    close = [by_word[w] for w in difflib.get_close_matches(rule, by_word, n=count, cutoff=0.4)]
    return list(dict.fromkeys((*inside, *close)))[:count]


def watched_deadlines(facts: Facts) -> list[Deadline]:
    """Return the deadline of every watched rule that is known and runs from one day."""
    out: list[Deadline] = []
    for watched in facts.case.watched:
        rule = named(watched.rule)
        if rule is None or one_day(rule.id) is None:
            continue  # see watched_findings
        title = pair(rule.title, rule.title_en)
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
    own = [text("deadlines.note.watched", note=watched.note)] if watched.note else []
    notes = (*own, *_outer(rule))
    if period is None:
        return Deadline(
            id, rule.id, title, person, (), None, getattr(answer.value, "status", State.DATED), answer, notes=notes
        )
    state = period.state(facts.as_of)
    lost = State.EXPIRED if rule.id.startswith("limitation.") else State.GONE
    return Deadline(
        id, rule.id, title, person, (), period, lost if state is State.EXPIRED else state, answer, notes=notes
    )


def _outer(rule: Rule) -> Iterator[Text]:
    """Yield that a right also ends so long after the act, which the one day does not tell (民法典 152(2))."""
    family = rule_of(rule.like) if rule.like else rule
    for name in family.reads if rule.watch == "length" else ():
        if name.endswith("_outer") and name != rule.id:
            outer = rule_of(name)
            yield text("deadlines.note.outer", title=pair(outer.title, outer.title_en), rule=name)


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
