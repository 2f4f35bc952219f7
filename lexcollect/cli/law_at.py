"""``law at``: parameters, rates and calendar of one day; what is unknown is said as unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.law_reach import sources_in_use
from lexcollect.cli.law_words import cites_words, put_rows, title_of, value_json, value_words
from lexcollect.cli.options import Arg, DateType
from lexcollect.cli.report import Report
from lexcollect.law.state import reach, state_on
from lexcollect.matter.shapes.said import said
from lexcollect.wording import say

if TYPE_CHECKING:
    from datetime import date

    from lexcollect.cli.console import Console
    from lexcollect.law.state import DayState, ParameterState, RateState


def answer(console: Console, day: date | None) -> Report:
    """Return parameters, rates and calendar on ``day`` (default: the as-of day)."""
    day = day or console.settings.as_of
    sources, findings = sources_in_use()
    state = state_on(day, sources)
    texts = reach(sources).texts
    return Report(tuple(findings), _state_json(state), lambda out: _show_state(out, state, texts))


def _show_state(out: Console, state: DayState, texts: date) -> None:
    out.say("law_verb.at_head", day=state.day)
    if state.beyond_texts:
        out.say("law_verb.beyond_texts", day=state.day, texts=texts)
    out.say("law_verb.in_force", count=len(state.in_force))
    out.say("law_verb.rates")
    for rate in state.rates:
        out.line(_rate_words(rate))
    out.say("law_verb.calendar")
    out.line(_day_words(state))
    _show_parameters(out, [p for p in state.parameters if p.value is not None])
    unknown = [p for p in state.parameters if p.value is None]
    if unknown:
        out.say("law_verb.unknown", count=len(unknown))
    for one in unknown:
        out.line("  " + _unknown_words(one, state.day))


def _rate_words(rate: RateState) -> str:
    name = say(f"law_verb.series.{rate.series.name}")
    if rate.quote is None:
        return say("law_verb.rate_unknown", name=name, why=rate.unknown)
    source = say("law_verb.rate_source", file=rate.series.source) if rate.series.source else ""
    return say("law_verb.rate", name=name, rate=rate.quote.rate, published=rate.quote.published) + source


def _day_words(state: DayState) -> str:
    kind = say(f"law_verb.kind.{state.kind}", day=state.day, why=state.calendar_unknown or "")
    if state.calendar_unknown:
        return kind
    return kind + say("law_verb.firm" if state.calendar_firm else "law_verb.provisional")


def _show_parameters(out: Console, known: list[ParameterState]) -> None:
    out.say("law_verb.known", count=len(known))
    put_rows(
        out,
        [
            (
                one.parameter.name,
                say(
                    "law_verb.value_of",
                    title=title_of(one.parameter),
                    value=value_words(one.value, short=True),
                    day=one.value.since,
                    cites=cites_words(one.value.cite),
                ),
            )
            for one in known
            if one.value is not None
        ],
    )


def _unknown_words(one: ParameterState, day: date) -> str:
    parameter = one.parameter
    title, first = title_of(parameter), parameter.values[0].since
    if day < first:
        return say("law_verb.only_since", title=title, name=parameter.name, day=first)
    return say("law_verb.only_until", title=title, name=parameter.name, day=parameter.until)


def _state_json(state: DayState) -> dict[str, Any]:
    return {
        "day": state.day.isoformat(),
        "after_last_verification": state.beyond_texts,
        "calendar": {
            "kind": state.kind,
            "published": state.calendar_firm,
            **said("unknown", state.calendar_unknown),
        },
        "rates": [
            {
                "name": r.series.name,
                "rate": str(r.quote.rate) if r.quote else None,
                "published": r.quote.published.isoformat() if r.quote else None,
                **said("unknown", r.unknown),
            }
            for r in state.rates
        ],
        "parameters": [
            {
                "name": p.parameter.name,
                "title": title_of(p.parameter),
                **(value_json(p.value) if p.value else {"value": None}),
                **said("unknown", p.unknown),
            }
            for p in state.parameters
        ],
        "in_force": [
            {"name": e.name, "edition": e.edition, "title": e.title, "since": e.in_force.isoformat()}
            for e in state.in_force
        ],
    }


command = SubVerb(
    "law at",
    "law_verb.about.at",
    answer,
    [
        Arg(["day"], "cli.value.date", required=False, type=DateType()),
    ],
)
