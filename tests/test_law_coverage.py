"""Coverage over time: every rule of the index, asked for the first of each month from 1999-01 to 2036-12.

What it shows: each rule either answers with a working, or refuses in both languages naming the day since when (or
until when) the book knows its law; once a rule answers it goes on answering, and it refuses exactly where its
parameters do. No parameter leaves a day out or says two things of one day, and an article belongs to an edition
that was in force while the value held.

What it does not prove: that a value or an article is right (the worked examples and a lawyer do that), that a law
between two first days of a month was not missed, that the days before a rule's first value had no law, only that
the book says it does not know it, or that anything after the last verification is still law.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import lexcollect.law
from lexcollect.law import citations
from lexcollect.law.book import shipped_book
from lexcollect.law.calendar import shipped_calendar
from lexcollect.law.citations import ANSWERS, Known, check
from lexcollect.law.explained import parameters_of, unread_parameters
from lexcollect.law.index import rules
from lexcollect.law.parameters import Parameter
from lexcollect.law.period import Period, count
from lexcollect.law.record import Rule
from lexcollect.law.rules import (
    arbitration,
    bills,
    enforcement,
    execution,
    insolvency,
    limitation_starts,
    preservation,
    procedure,
    rights,
    sme,
)
from lexcollect.law.rules.event_kinds import EventKind
from lexcollect.law.rules.events import LawEvent
from lexcollect.law.rules.guarantee import (
    Guarantee,
    general_guarantee_limitation,
    guarantee_limitation,
    guarantee_period,
    max_amount_base,
)
from lexcollect.law.rules.limitation import limitation
from lexcollect.law.rules.schedule import BadMoney
from lexcollect.law.rules.terms import answer
from lexcollect.law.trace import Answer, Citation, LawUnknown

MONTHS = [date(year, month, 1) for year in range(1999, 2037) for month in range(1, 13)]
AMOUNT = Decimal("10000.00")
Asked = Callable[[date], Any]


def from_start(rule: str, length: str = "limitation.general") -> Asked:
    return lambda day: limitation(day, rule=rule, length=length)


def known_start(rule: str, length: str = "limitation.general") -> Asked:
    return lambda day: limitation(limitation_starts.from_knowledge(day, rule), rule=rule, length=length)


def demanded(day: date) -> Any:
    events = [LawEvent(EventKind.LETTER_ARRIVED, day)]
    return limitation_starts.limitation_without_due_date(events)


def surety_demanded(day: date) -> Any:
    return guarantee_limitation(Guarantee(day, mode="joint"), [LawEvent(EventKind.DEMAND_ON_SURETY_ARRIVED, day)])


def double_interest(day: date) -> Any:
    return enforcement.double_interest([(day, AMOUNT)], [(day + timedelta(days=10), AMOUNT)])


#: How a rule is asked whose function takes more than the one day it runs from.
ASKED: dict[str, Asked] = {
    **{
        f"period.{kind}": lambda day: count(day, 3, "month", "next", shipped_calendar())
        for kind in ("civil", "procedural")
    },
    **{
        f"limitation.{name}": from_start(f"limitation.{name}")
        for name in ("general", "transition_2017", "suspension", "joint", "partial", "cap20")
    },
    **{
        f"limitation.{name}": from_start(f"limitation.{name}", f"limitation.{name}")
        for name in ("international_sale", "technology_trade")
    },
    **{
        f"limitation.{name}": known_start(f"limitation.{name}")
        for name in ("rescission_restitution", "unjust_enrichment", "negotiorum_gestio")
    },
    **{
        f"limitation.{name}": known_start(f"limitation.{name}", f"limitation.{name}")
        for name in ("insurance_nonlife", "insurance_life")
    },
    "limitation.instalments": lambda day: limitation(limitation_starts.instalments([day])),
    "limitation.periodic": lambda day: limitation(limitation_starts.recurring(day, day)),
    "limitation.finance_lease_rent": lambda day: limitation(limitation_starts.finance_lease(day)),
    "limitation.no_due_date": demanded,
    "limitation.not_applicable": lambda day: limitation_starts.limitation_not_applicable("deposit"),
    "limitation.maritime": lambda day: limitation_starts.limitation_by_hand("maritime"),
    "limitation.labour": lambda day: limitation_starts.limitation_by_hand("labour"),
    "guarantee.period": lambda day: guarantee_period(Guarantee(day)),
    "guarantee.max_amount": lambda day: guarantee_period(Guarantee(max_amount_base(day, day))),
    "guarantee.limitation_joint": surety_demanded,
    "guarantee.limitation_general": lambda day: general_guarantee_limitation(ruling_served_on=day),
    "security.mortgage": lambda day: rights.mortgage(limitation_starts.from_due_date(day)),
    "right.contract_voidable": lambda day: rights.contract_voidable(day, day, "mistake"),
    "judgment.effective": lambda day: procedure.judgment_effective({"甲": day, "乙": day}),
    "preserve.seizure.bank": lambda day: preservation.seizure("bank", day),
    "preserve.seizure.movable": lambda day: preservation.seizure("movable", day),
    "preserve.seizure.immovable": lambda day: preservation.seizure("immovable", day),
    "preserve.seizure.other_right": lambda day: preservation.seizure("other_right", day),
    "enforce.apply": lambda day: execution.enforcement(execution.from_performance(day)),
    "enforce.apply.notarial": lambda day: execution.enforcement(execution.notarial_enforcement(day)),
    "arb.foreign_recognition": lambda day: arbitration.foreign_recognition(execution.from_effect(day)),
    "bankr.claim": lambda day: insolvency.claim(day, published_on=day),
    "bankr.preference_6m": lambda day: insolvency.look_back(day, "preference"),
    "bankr.avoid_1y": lambda day: insolvency.look_back(day, "avoidance"),
    "bill.acceptor_2y": lambda day: bills.bill_right("acceptor_2y", day),
    "bill.recourse_6m": lambda day: bills.bill_right("recourse_6m", day),
    "bill.further_recourse_3m": lambda day: bills.bill_right("further_recourse_3m", day),
    "bill.cheque_6m": lambda day: bills.bill_right("cheque_6m", day),
    "sme.payment_due": lambda day: sme.payment_term("public", day),
    "sme.interest": lambda day: sme.late_interest(AMOUNT, day, day + timedelta(days=10)),
    "enforce.delay_interest": double_interest,
}

#: Rules that answer alike on every day: they name no day at all.
TIMELESS = frozenset(("limitation.not_applicable", "limitation.maritime", "limitation.labour"))


def asked(rule: Rule) -> Asked:
    """How the rule is asked: as in the table, else by its function with the day alone, else by its record."""
    if rule.id in ASKED or rule.function:
        return ASKED.get(rule.id) or rule.implementation()
    outer = {rule.outer[1]} if rule.outer else set()
    return lambda day: answer(rule.id, day, **dict.fromkeys(outer, day))


@cache
def answers(name: str) -> tuple[Any, ...]:
    """The answer of every month, or the refusal in its place."""
    ask, out = asked(rules()[name]), []
    for day in MONTHS:
        try:
            out.append(ask(day))
        except (LawUnknown, BadMoney) as refusal:
            out.append(refusal.text)
    return tuple(out)


def answered(found: Any) -> bool:
    return isinstance(found, (Answer, Period))


def refusals(name: str) -> list[tuple[date, Any]]:
    return [(day, found) for day, found in zip(MONTHS, answers(name), strict=True) if not answered(found)]


@pytest.mark.parametrize("name", list(rules()))
def test_a_rule_answers_or_says_since_when_it_does(name: str) -> None:
    for found in answers(name):
        assert not isinstance(found, Answer) or found.trace, "no answer without its working"
    for day, refusal in refusals(name):
        for lang in ("zh", "en"):
            words = refusal.render(lang)
            dates = set(re.findall(r"\d{4}-\d\d-\d\d", words)) - {day.isoformat()}
            assert dates, f"{day}: a refusal names the day since when the law is known: {words}"


@pytest.mark.parametrize("name", list(rules()))
def test_once_known_a_rule_has_no_gap_and_answers_today(name: str) -> None:
    known = [answered(found) for found in answers(name)]
    gaps = [day for day, (before, now) in zip(MONTHS[1:], pairwise(known), strict=True) if before and not now]
    assert gaps == []
    assert known[MONTHS.index(date(2026, 5, 1))]
    assert name not in TIMELESS or all(known)


@pytest.mark.parametrize("name", [r.id for r in rules().values() if r.id in shipped_book()])
def test_a_rule_does_not_answer_before_its_own_parameter_begins(name: str) -> None:
    first = shipped_book().parameter(name).values[0].since
    early = [day for day, found in zip(MONTHS, answers(name), strict=True) if answered(found) and day < first]
    if name == "right.contract_termination":  # known before the code: counted from its first day
        first = min(first, date.fromisoformat(str(shipped_book().at("guarantee.civil_code_day", first).value)))
        early = [day for day in early if day < shipped_book().parameter("guarantee.civil_code_day").values[0].since]
    assert early == []


@pytest.mark.parametrize("parameter", list(shipped_book().parameters()), ids=lambda p: p.name)
def test_a_parameter_says_one_thing_of_every_day_it_covers(parameter: Parameter) -> None:
    days = [value.since for value in parameter.values]
    assert days == sorted(set(days)), "two values of one day, or out of order"
    assert parameter.until is None or parameter.until >= days[-1], "it ends before its last value begins"
    for older, newer in pairwise(parameter.values):
        assert parameter.at(newer.since - timedelta(days=1)) is older
        assert parameter.at(newer.since) is newer
        same = (older.value, older.cite, older.certainty, older.unit)
        assert same != (newer.value, newer.cite, newer.certainty, newer.unit), "a value that changes nothing"
    with pytest.raises(LawUnknown):
        parameter.at(days[0] - timedelta(days=1))


def test_every_parameter_is_shown_with_a_rule_or_in_the_list_of_the_others() -> None:
    book = shipped_book()
    shown = {p.name for r in rules().values() for p in parameters_of(r, book)} | {
        p.name for p in unread_parameters(book)
    }
    assert shown == {p.name for p in book.parameters()}
    # What decides the level and the kind of a court are sums and lists: no length either.
    courts = {"court.level_alike", "court.level_apart", "court.financial", "court.financial_causes", "court.internet"}
    others = {p.name for p in unread_parameters(book)}
    assert courts <= others
    assert all(name.startswith("money.") for name in others - courts), "a length that no rule shows"


# --- citations on the days they are used ---


def held(parameter: Parameter) -> Iterator[tuple[date, date, Citation]]:
    """First and last day of every value with each of its citations; the last value holds until it was verified."""
    ends = [value.since - timedelta(days=1) for value in parameter.values[1:]]
    for value, last in zip(parameter.values, [*ends, parameter.until or parameter.verified_on], strict=True):
        for citation in value.cite:
            yield value.since, last, citation


def names_an_edition(citation: Citation) -> bool:
    return citation.law == ANSWERS or bool(re.search(r"\(.*\d{4}.*\)$", citation.law))


def repealed(citation: Citation) -> bool:
    """A law without a successor under its name: what it says of old facts is cited from its last edition."""
    named = [e for e in citations.editions() if citation.law in (e.name, e.alias)]
    return bool(named) and all(e.until is not None for e in named)


def test_the_last_value_of_a_parameter_rests_on_law_in_force_when_it_was_verified() -> None:
    wrong = [
        (parameter.name, str(citation))
        for parameter in shipped_book().parameters()
        for _, last, citation in held(parameter)
        if last == parameter.verified_on
        and not names_an_edition(citation)
        and not repealed(citation)
        and check(citation, last) is not Known.YES
    ]
    assert wrong == []


def test_a_citation_in_the_book_exists_on_a_day_on_which_its_value_holds() -> None:
    wrong = []
    for parameter in shipped_book().parameters():
        for first, last, citation in held(parameter):
            # A period that still runs on the first day of the next law may rest on that law.
            after = last + timedelta(days=1)
            days = (first, last, *(e.in_force for e in citations.editions() if first <= e.in_force <= after))
            if not any(check(citation, day) is Known.YES for day in days):
                wrong.append((parameter.name, str(first), str(citation)))
    assert wrong == []


def literals() -> list[tuple[str, Citation]]:
    """The articles named in code, and those a record names for the start of its term."""
    found = [(rule.id, citation) for rule in rules().values() for citation in rule.cites]
    for path in Path(lexcollect.law.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Citation":
                parts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                if parts and len(parts) == len(node.args):
                    found.append((path.name, Citation(*parts)))
    return found


def test_a_citation_in_a_rule_names_law_in_force_or_says_which_edition_it_means() -> None:
    today = max(p.verified_on for p in shipped_book().parameters())
    wrong = []
    for place, citation in literals():
        day = None if names_an_edition(citation) or repealed(citation) else today
        if check(citation, day) is not Known.YES:
            wrong.append((place, str(citation)))
    assert wrong == []


#: Answers that name a law to come on purpose: its transition is what they are about.
LOOK_AHEAD = frozenset(("limitation.maritime", "arb.set_aside"))
#: From this day on every text the rules cite is in force in the edition on file; for older days counting is cited
#: from the law of its time, interpretations from their present edition.
SINCE = date(2022, 4, 10)


def not_in_force(found: Answer[Any], day: date) -> list[str]:
    """Articles of an answer that no edition in force between its start and its end has."""
    period = getattr(found.value, "period", None)
    last = max(day, period.last_day) if isinstance(period, Period) else day
    wrong = []
    for citation in {c for step in found.trace for c in step.cites}:
        # A law repealed before the answer's day is cited for what it still says of older facts.
        if names_an_edition(citation) or repealed(citation):
            wrong += [str(citation)] if check(citation) is not Known.YES else []
        elif not any(check(citation, d) is Known.YES for d in days_between(citation, day, last)):
            wrong.append(str(citation))
    return wrong


def days_between(citation: Citation, first: date, last: date) -> list[date]:
    """The days on which the law could have changed between two days, and the two themselves."""
    begun = [e.in_force for e in citations.editions() if citation.law in (e.name, e.alias)]
    return [first, last, *(day for day in begun if first <= day <= last)]


@pytest.mark.parametrize("name", [name for name in rules() if name not in LOOK_AHEAD])
def test_an_article_shown_in_an_answer_is_in_force_on_some_day_of_its_period(name: str) -> None:
    found = {
        (str(day), article)
        for day, answer in zip(MONTHS, answers(name), strict=True)
        if day >= SINCE and isinstance(answer, Answer)
        for article in not_in_force(answer, day)
    }
    assert sorted(found)[:5] == []
