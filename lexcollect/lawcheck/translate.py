"""Facts of worked examples as the law sees them, and answers as the examples write them.

Owns the vocabulary that the adapters share: terms, events, dates, other readings. No law is here.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any, TypeVar

from lexcollect.law.period import Period, Unit
from lexcollect.law.rules.event_kinds import EventKind, Outcome
from lexcollect.law.rules.events import LawEvent
from lexcollect.law.rules.limitation import LimitationResult
from lexcollect.law.trace import Answer
from lexcollect.lawcheck.facts import Facts, MissingFact, Plain, bad_fact
from lexcollect.wording import text

_E = TypeVar("_E", bound=StrEnum)
_UNITS: dict[str, Unit] = {"day": "day", "month": "month", "year": "year"}


def dates(period: Period) -> Plain:
    """Return the dates of a period under the keys of the examples."""
    out: Plain = {
        "start": period.start,
        "nominal": period.nominal,
        "last_day": period.last_day,
        "act_by": period.act_by,
    }
    if period.provisional:
        out["provisional"] = True
    return out


def readings(answer: Answer[Any]) -> list[Plain]:
    """Return the other readings of an answer."""
    return [dates(other.value) for other in answer.alternatives if isinstance(other.value, Period)]


def term_of(facts: Facts | None) -> tuple[int, Unit] | None:
    """Return ``{n, unit}`` or ``None``."""
    if facts is None or facts.get("n") is None:
        return None
    unit = _UNITS.get(facts.text("unit"))
    if unit is None:
        raise bad_fact("unit", facts.text("unit"))
    if not re.fullmatch(r"\d{1,4}", facts.text("n"), re.ASCII):
        raise bad_fact("n", facts.text("n"))
    return int(facts.text("n")), unit


def needed_term(facts: Facts) -> tuple[int, Unit]:
    """Return ``{n, unit}``; :class:`MissingFact` when there is none."""
    term = term_of(facts)
    if term is None:
        raise MissingFact(text("law.example_missing", name="n, unit"))
    return term


def events_of(facts: Facts) -> list[LawEvent]:
    """Return the events of an example as the law sees them."""
    return [_event(row) for row in facts.rows("events")]


#: Other ways to write who signed; the rules know one word for each.
_SIGNED_BY = {
    "authorised_person": "authorised",
    "authorized_person": "authorised",
    "authorized": "authorised",
    "agent": "authorised",
    "self": "debtor",
    "debtor_in_person": "debtor",
    "mail_department": "mail_room",
    "adult_family_member": "adult_relative",
    "adult_relative_in_household": "adult_relative",
}
_FINANCIAL = frozenset(("financial", "financial_institution", "bank", "lender"))


def creditor_kind(facts: Facts) -> str:
    """Return ``financial`` for the words that mean a financial institution, else what is written."""
    kind = facts.text("creditor_kind")
    return "financial" if kind in _FINANCIAL else kind


def _one_of(kind: type[_E], name: str, value: str) -> _E:
    """Return the member of ``kind`` that ``value`` writes, or refuse the fact ``name``."""
    try:
        return kind(value)
    except ValueError:
        raise bad_fact(name, value) from None


def _event(row: Facts) -> LawEvent:
    served = row.day("complaint_served_on") or row.day("complaint_served_on_surety")
    missing = row.flag("debtor_missing") if row.get("debtor_missing") is not None else None
    signed = row.text("signed_by")
    return LawEvent(
        _one_of(EventKind, "events.type", row.text("type")),
        row.need("date"),
        person=row.text("on"),
        until=row.day("until"),
        ended=row.day("ended"),
        outcome=_one_of(Outcome, "events.outcome", outcome) if (outcome := row.text("outcome")) else None,
        complaint_served_on=served,
        decision_known=row.day("decision_known"),
        new_due_date=row.day("new_due_date"),
        named_date=row.day("named_date"),
        settlement_last_day=row.day("settlement_last_day"),
        grace=term_of(row.inner("grace")),
        signed_by=_SIGNED_BY.get(signed, signed),
        other_proof_of_arrival=row.flag("other_proof_of_arrival"),
        outlet_level=row.text("outlet_level"),
        debtor_missing=missing,
        rest_waived=row.flag("rest_waived"),
    )


def limitation_plain(answer: Answer[LimitationResult]) -> Plain:
    """Return a limitation under the keys of the examples."""
    result = answer.value
    out: Plain = {
        "status": result.status,
        "revived": result.revived,
        "alt": readings(answer),
        "relies_on_rollover": result.relies_on_rollover,
        "cap": result.cap,
    }
    return {**out, **(dates(result.period) if result.period else {})}


def agreed_term(facts: Facts) -> tuple[int, Unit] | None:
    """Return what was agreed as ``{n, unit}``, or ``None``."""
    return term_of(facts.inner("agreed"))
