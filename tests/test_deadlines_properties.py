"""What must hold of every agenda, whatever happened (debt due 2024-03-15, as of 2026-11-21)."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from case_kit import PARTIES, SURETY, agenda_with, claim, filing, letter, seal, surety
from lexcollect.deadlines.deadline import Agenda

FIRST, LAST = date(2023, 12, 1), date(2027, 1, 31)
days = st.dates(FIRST, LAST).map(date.isoformat)
letters = st.builds(
    lambda on, who, ok, n: letter(on, who, f"c{n}", contents_named=ok, evidence=[f"c{n}"]),
    days,
    st.sampled_from("乙丁"),
    st.booleans(),
    st.integers(0, 10**6),
)
consents = st.builds(
    lambda on, kind, n: seal(on, kind, f"a{n}", evidence=[f"a{n}"]),
    days,
    st.sampled_from(["statement", "repayment_plan", "promise_message", "iou"]),
    st.integers(0, 10**6),
)
suits = st.builds(
    lambda on, kind, outcome, served, n: filing(
        on,
        kind,
        f"f{n}",
        outcome=outcome,
        ended_on=None if outcome == "pending" else on,
        complaint_served_on=on if served else None,
    ),
    days,
    st.sampled_from(["suit", "arbitration", "mediation"]),
    st.sampled_from(["pending", "withdrawn", "dismissed"]),
    st.booleans(),
    st.integers(0, 10**6),
)


def unique(facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the facts with one for each id and without empty keys; two that look alike are meant as two."""
    found = {f["id"]: {**f, "distinct": True} for f in facts}
    return [{k: v for k, v in f.items() if v is not None} for f in found.values()]


def bare(fact: dict[str, Any]) -> dict[str, Any]:
    """Return the fact without any exhibit."""
    return {key: value for key, value in fact.items() if key not in ("evidence", "links")}


def answered(said: list[Any], agreed: list[Any], filed: list[Any], **more: Any) -> Agenda:
    return agenda_with(
        parties=[*PARTIES, SURETY],
        securities=[surety()],
        communications=unique(said),
        acknowledgements=unique(agreed),
        filings=unique(filed),
        **more,
    )


groups = (st.lists(letters, max_size=6), st.lists(consents, max_size=4), st.lists(suits, max_size=2))


@settings(max_examples=40, deadline=None)
@given(*groups)
def test_act_by_then_nominal_then_last_day_and_no_date_without_a_trace(said, agreed, filed) -> None:  # type: ignore[no-untyped-def]
    agenda = answered(
        said,
        agreed,
        filed,
        watched=[{"id": "w", "rule": "proc.appeal.ruling", "start": "2026-11-01"}],
        measures=[{"id": "m", "asset": "bank", "owner": "乙", "taken_on": "2026-02-01"}],
    )
    for deadline in agenda.deadlines:
        assert deadline.answer.trace
        assert any(step.cites for step in deadline.answer.trace)
        periods = [
            deadline.period,
            *(f.period for f in deadline.fallbacks),
            *(a.value for a in deadline.answer.alternatives),
        ]
        for period in (p for p in periods if p):
            assert period.act_by <= period.nominal <= period.last_day


@settings(max_examples=30, deadline=None)
@given(*groups, st.integers())
def test_the_order_of_input_never_matters(said, agreed, filed, seed) -> None:  # type: ignore[no-untyped-def]
    before = answered(said, agreed, filed)
    shuffled = [unique(group) for group in (said, agreed, filed)]
    for group in shuffled:
        random.Random(seed).shuffle(group)
    after = answered(*shuffled)

    def told(agenda: Agenda) -> list[Any]:
        return [
            (d.id, d.state, d.period, d.deciding and d.deciding.law.id, [(f.period, f.state) for f in d.fallbacks])
            for d in agenda.deadlines
        ]

    assert told(before) == told(after)


@settings(max_examples=40, deadline=None)
@given(st.lists(letters, max_size=6), st.lists(consents, max_size=4), days)
def test_an_earlier_proved_event_never_shortens(said, agreed, on) -> None:  # type: ignore[no-untyped-def]
    before = claim(answered(said, agreed, [])).period
    after = claim(answered([*said, letter(on, id="neu", evidence=["neu"])], agreed, [])).period
    assert after.nominal >= before.nominal


@settings(max_examples=40, deadline=None)
@given(*groups)
def test_without_the_proof_of_the_deciding_event_the_first_fallback_holds(said, agreed, filed) -> None:  # type: ignore[no-untyped-def]
    deadline = claim(answered(said, agreed, filed))
    for step, fallback in enumerate(deadline.fallbacks):
        gone = {e.law.id for f in deadline.fallbacks[: step + 1] for e in f.without}
        left = [[bare(f) if f["id"] in gone else f for f in unique(g)] for g in (said, agreed, filed)]
        found = claim(answered(*left))
        assert (found.period, found.state) == (fallback.period, fallback.state)


@settings(max_examples=20, deadline=None)
@given(*groups, st.dates(date(2024, 3, 16), date(2030, 1, 1)))
def test_every_as_of_day_is_answered_and_sorted(said, agreed, filed, as_of) -> None:  # type: ignore[no-untyped-def]
    agenda = answered(said, agreed, filed, as_of=as_of)
    open_ = [d for d in agenda.deadlines if d.open]
    assert list(agenda.deadlines[: len(open_)]) == sorted(open_, key=lambda d: (d.period.act_by, d.id))
    assert all(d.period.last_day >= as_of - timedelta(0) for d in open_)
