"""Facts of worked examples as the law sees them, and answers as the examples write them.

Owns the vocabulary that the adapters share: terms, events, dates, other readings. No law is here.
"""

from __future__ import annotations

import re
from typing import Any

from lexcollect.law.examples import BadFact, Facts
from lexcollect.law.period import Period, Unit
from lexcollect.law.rules.events import LawEvent, catalogue
from lexcollect.law.rules.limitation import LimitationResult
from lexcollect.law.trace import Answer
from lexcollect.wording import text

Plain = dict[str, Any]
_UNITS: dict[str, Unit] = {"day": "day", "month": "month", "year": "year"}


def dates(period: Period) -> Plain:
    """Return the dates of a period under the keys of the examples."""
    out: Plain = {"start": period.start, "nominal": period.nominal, "last_day": period.last_day,
                  "act_by": period.act_by}
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
        raise BadFact(text("law.example_bad_fact", name="unit", value=facts.text("unit")))
    if not re.fullmatch(r"\d{1,4}", facts.text("n"), re.ASCII):
        raise BadFact(text("law.example_bad_fact", name="n", value=facts.text("n")))
    return int(facts.text("n")), unit


def events_of(facts: Facts) -> list[LawEvent]:
    """Return the events of an example as the law sees them."""
    return [_event(row) for row in facts.rows("events")]


def _event(row: Facts) -> LawEvent:
    kind = row.text("type")
    if kind not in catalogue():
        raise BadFact(text("law.example_bad_fact", name="events.type", value=kind))
    served = row.day("complaint_served_on") or row.day("complaint_served_on_surety")
    missing = row.flag("debtor_missing") if row.get("debtor_missing") is not None else None
    return LawEvent(
        kind, row.need("date"), person=row.text("on"), until=row.day("until"), ended=row.day("ended"),
        outcome=row.text("outcome"), complaint_served_on=served, decision_known=row.day("decision_known"),
        new_due_date=row.day("new_due_date"), named_date=row.day("named_date"),
        settlement_last_day=row.day("settlement_last_day"), grace=term_of(row.inner("grace")),
        signed_by=row.text("signed_by"), other_proof_of_arrival=row.flag("other_proof_of_arrival"),
        outlet_level=row.text("outlet_level"), debtor_missing=missing, rest_waived=row.flag("rest_waived"),
    )


def limitation_plain(answer: Answer[LimitationResult]) -> Plain:
    """Return a limitation under the keys of the examples."""
    result = answer.value
    out: Plain = {"status": result.status, "revived": result.revived, "alt": readings(answer),
                  "relies_on_rollover": result.relies_on_rollover, "cap": result.cap}
    return {**out, **(dates(result.period) if result.period else {})}


def agreed_term(facts: Facts) -> tuple[int, Unit] | None:
    """Return what was agreed as ``{n, unit}``, or ``None``."""
    return term_of(facts.inner("agreed"))
