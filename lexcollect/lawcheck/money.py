"""What each money rule makes of the input of a worked example.

Owns the translation of example input into the plain arguments of the rules and of their answers back into the keys
of ``expected``, by topic. No law is here: an adapter that decides something is a mistake.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from lexcollect.cn.amounts import BadAmount, format_yuan
from lexcollect.cn.capitals import capitals, parse_capitals
from lexcollect.law.calendar import shipped_calendar
from lexcollect.law.conventions import DEFAULTS, Conventions
from lexcollect.law.rates import LPR_BEGINS, Rates, shipped_rates
from lexcollect.law.rules.debts import Debt, Due
from lexcollect.law.rules.manner import Manner
from lexcollect.law.rules.overdue import late_payment_loss, loss_rate, running_lpr
from lexcollect.law.rules.penalty import annual_equivalent, reduction_lines
from lexcollect.law.rules.schedule import Line, RateUnknown, Schedule, daily, schedule
from lexcollect.law.rules.sme import late_interest, payment_term
from lexcollect.lawcheck.facts import BadFact, Facts, MoneyAdapter, Plain, Topic, kinds, read_day, read_number
from lexcollect.wording import text

#: The day on which the examples ask for fees and warnings.
DAY = date(2026, 11, 21)


def conventions_of(facts: Facts, key: str = "day_basis") -> Conventions:
    """Return the defaults on the year basis the example names."""
    return DEFAULTS.but("year", facts.text(key)) if facts.get(key) else DEFAULTS


def rates_of(facts: Facts) -> Rates:
    """Return the shipped rates, cut at ``lpr_data_through`` when the example has it."""
    last = facts.day("lpr_data_through")
    return shipped_rates().through(last, shipped_calendar()) if last else shipped_rates()


def pairs(facts: Facts, key: str) -> list[tuple[str, str]]:
    """Return a list of two-part lists as texts."""
    rows = facts.get(key)
    if not isinstance(rows, list) or not all(isinstance(row, list) and len(row) >= 2 for row in rows):
        raise BadFact(text("law.example_missing", name=key))
    return [(str(row[0]), str(row[1])) for row in rows]


def amount(written: str) -> Decimal:
    """Return a sum as it is read at every door; :class:`BadFact` when the text is none."""
    return read_number("amount", written)


def day(written: str) -> date:
    """Return a day as it is read at every door; :class:`BadFact` when the text is none."""
    return read_day("date", written)


def lines_of(lines: Sequence[Line]) -> list[Plain]:
    """Return schedule lines under the keys of the examples."""
    return [
        {
            "from": line.first,
            "to_inclusive": line.last,
            "days": line.days,
            "base_rate": line.base_rate,
            "rate": line.rate,
            "interest": line.amount,
        }
        for line in lines
    ]


def schedule_of(value: Schedule) -> Plain:
    """Return a schedule under the keys of the examples."""
    return {
        "lines": lines_of(value.lines),
        "days": value.days,
        "total": value.total,
        "unrounded_total": value.exact_total.quantize(Decimal("0.000001")),
    }


# --- interest ---


def _sales(facts: Facts, _: Mapping[str, Any]) -> Plain:
    debt = Debt("A", facts.number("principal"), Due(facts.need("due_date")))
    end = facts.need("payment_day_not_counted")
    manner = Manner(until="payment", conventions=conventions_of(facts))
    answer = late_payment_loss([debt], [], end, manner, markup=facts.number("markup_percent"))
    line = answer.value.lines[0]
    return {"lpr": line.base_rate, "rate": line.rate, "days": line.days, "interest": answer.value.interest}


def _instalments(facts: Facts, _: Mapping[str, Any]) -> Plain:
    debts = [Debt(str(i), amount(sum_), Due(day(due))) for i, (sum_, due) in enumerate(pairs(facts, "instalments"))]
    answer = late_payment_loss(
        debts,
        [],
        facts.need("end_not_counted"),
        Manner(until="payment", conventions=conventions_of(facts)),
        markup=facts.number("markup_percent"),
    )
    rows = [
        {
            "amount": line.base,
            "first_day_of_breach": line.first,
            "lpr": line.base_rate,
            "rate": line.rate,
            "days": line.days,
            "interest": line.amount,
        }
        for line in answer.value.lines
    ]
    return {"lines": rows, "total": answer.value.interest}


def _segmented(facts: Facts, _: Mapping[str, Any]) -> Plain:
    line = rates_of(facts).series("lpr_1y").line(facts.number("multiplier"))
    try:
        return schedule_of(
            schedule(
                facts.number("principal"),
                line,
                facts.need("start_counted"),
                facts.need("end_not_counted"),
                until="payment",
                conventions=conventions_of(facts),
            )
        )
    except RateUnknown as unknown:
        return {"error": unknown.code, "computable_until_inclusive": unknown.computable_until}


def _split(facts: Facts, _: Mapping[str, Any]) -> Plain:
    first, end = facts.need("start_counted"), facts.need("end_not_counted")
    line = loss_rate(first, end, "split", facts.number("multiplier"), term=facts.text("benchmark_term"))
    value = schedule(facts.number("principal"), line, first, end, until="payment", conventions=conventions_of(facts))
    parts = {}
    for name, lines in (
        ("part1", [ln for ln in value.lines if ln.first < LPR_BEGINS]),
        ("part2", [ln for ln in value.lines if ln.first >= LPR_BEGINS]),
    ):
        parts[name] = {"lines": lines_of(lines), "total": sum((ln.amount for ln in lines), Decimal(0))}
    return {**parts, "total": value.total}


def _benchmark(facts: Facts, _: Mapping[str, Any]) -> Plain:
    first, end = facts.need("start_counted"), facts.need("end_not_counted")
    line = loss_rate(first, end, "benchmark", facts.number("multiplier"), term=facts.text("term"))
    return schedule_of(
        schedule(facts.number("principal"), line, first, end, until="payment", conventions=conventions_of(facts))
    )


def _running(kind: Any) -> MoneyAdapter:
    def adapter(facts: Facts, _: Mapping[str, Any]) -> Plain:
        return schedule_of(
            running_lpr(
                facts.number("amount"),
                facts.need("start_counted"),
                facts.need("end_not_counted"),
                kind,
                until="payment",
                conventions=conventions_of(facts),
            ).value
        )

    return adapter


def _daily(facts: Facts, _: Mapping[str, Any]) -> Plain:
    rate = facts.number("daily_rate")
    value = schedule(
        facts.number("principal"),
        daily(rate),
        facts.need("start_counted"),
        facts.need("end_not_counted"),
        until="payment",
    )
    return {
        "days": value.days,
        "penalty": value.total,
        "annualised_365": annual_equivalent(rate),
        "annualised_360": annual_equivalent(rate, 360),
    }


def _warning(facts: Facts, _: Mapping[str, Any]) -> Plain:
    annual, lpr = annual_equivalent(facts.number("daily_rate")), facts.number("lpr_at_breach")
    # The example gives the LPR, the rule takes the breach: a day on which this LPR was in force.
    series = shipped_rates().series("lpr_1y")
    breach = next(
        date.fromordinal(first) for first, value in zip(series.days, series.values, strict=True) if value == lpr
    )
    found = reduction_lines(annual, breach, day=DAY).value
    one, more, most = found.lines
    return {
        "annual_rate": found.annual,
        "line_130_of_lpr": one,
        "line_130_of_lpr_x1.3": more,
        "line_130_of_lpr_x1.5": most,
        "four_lpr": found.four_lpr,
        "warn": found.warn,
    }


def _lookup(facts: Facts, _: Mapping[str, Any]) -> Plain:
    try:
        return {"lpr_1y": rates_of(facts).lpr(facts.need("date")).rate}
    except RateUnknown as unknown:
        return {"error": unknown.code}


# --- small and medium enterprises ---


def _sme_term(facts: Facts, _: Mapping[str, Any]) -> Plain:
    buyer: Any = "large" if facts.text("buyer").startswith("large") else "public"
    agreed = facts.get("agreed_term_days")
    term = payment_term(
        buyer, facts.need("delivery"), agreed_days=int(facts.number("agreed_term_days")) if agreed else None
    ).value
    out: Plain = {"last_day_to_pay": term.last_day, "overdue_from": term.overdue_from}
    if facts.get("amount"):
        value = late_interest(
            facts.number("amount"), term.overdue_from, facts.need("end_not_counted"), until="payment"
        ).value
        out |= {"days": value.days, "interest": value.total}
    return out


def _sme_floor(facts: Facts, _: Mapping[str, Any]) -> Plain:
    value = late_interest(
        facts.number("amount"),
        facts.need("start_counted"),
        facts.need("end_not_counted"),
        signed=facts.need("signed"),
        agreed=facts.number("agreed_annual_rate"),
        until="payment",
        conventions=conventions_of(facts),
    ).value
    return {"floor_rate": value.lines[0].rate, "days": value.days, "interest_at_floor": value.total}


# --- amounts in words and digits ---


def _capitals(facts: Facts, expected: Mapping[str, Any]) -> Plain:
    value = facts.number("amount")
    out: Plain = {"canonical": "人民币" + capitals(value)}
    spellings = expected.get("also_accepted")
    if isinstance(spellings, list):
        out["also_accepted"] = [spelling for spelling in spellings if _reads_as(str(spelling), value)]
    return out


def _reads_as(spelling: str, value: Decimal) -> bool:
    try:
        return parse_capitals(spelling) == value
    except BadAmount:
        return False


def _format(facts: Facts, _: Mapping[str, Any]) -> Plain:
    return {"text": format_yuan(facts.number("value"))}


#: What a stretch of interest is counted on; the last day is not counted.
_STRETCH = "start_counted:date end_not_counted:date"
_BUYER = "large_enterprise|public_institution|government_organ|government_organ(机关)|institution|institution(事业单位)"

TOPICS: dict[str, Topic] = {
    # The first day of the breach is the day after the due date.
    "interest.sales.fixed_at_breach": Topic(
        _sales,
        kinds(
            "principal:number due_date:date first_day_of_breach:told payment_day_not_counted:date"
            " markup_percent:number day_basis:text"
        ),
    ),
    "interest.sales.instalments": Topic(
        _instalments, kinds("instalments:list end_not_counted:date markup_percent:number day_basis:text")
    ),
    "interest.lpr.segmented": Topic(
        _segmented, kinds(f"principal:number {_STRETCH} multiplier:number day_basis:text lpr_data_through:date")
    ),
    "interest.lpr.beyond_data": Topic(
        _segmented, kinds(f"principal:number {_STRETCH} multiplier:number day_basis:text lpr_data_through:date")
    ),
    # The day of the split is fixed by law: 2019-08-20.
    "interest.benchmark_then_lpr": Topic(
        _split, kinds(f"principal:number {_STRETCH} split:told benchmark_term:text multiplier:number day_basis:text")
    ),
    "interest.benchmark.segmented": Topic(
        _benchmark, kinds(f"principal:number {_STRETCH} term:text multiplier:number day_basis:text")
    ),
    "interest.fund_use_fee": Topic(_running("fund_use"), kinds(f"amount:number {_STRETCH} day_basis:text")),
    "interest.construction_price": Topic(_running("construction"), kinds(f"amount:number {_STRETCH} day_basis:text")),
    "penalty.daily": Topic(_daily, kinds(f"principal:number daily_rate:number {_STRETCH}")),
    # All three measures of the loss are always answered.
    "penalty.warning_line": Topic(_warning, kinds("daily_rate:number lpr_at_breach:number loss_measures:told")),
    "lpr.lookup": Topic(_lookup, kinds("date:date lpr_data_through:date")),
    "sme.default_rate": Topic(
        _sme_term,
        kinds(
            f"buyer:{_BUYER} delivery:date agreed_term:none agreed_term_days:number amount:number end_not_counted:date"
        ),
    ),
    "sme.term_cap": Topic(
        _sme_term,
        kinds(
            f"buyer:{_BUYER} delivery:date agreed_term:none agreed_term_days:number amount:number end_not_counted:date"
        ),
    ),
    "sme.floor_rate": Topic(
        _sme_floor, kinds(f"amount:number {_STRETCH} signed:date agreed_annual_rate:number day_basis:text")
    ),
    "uppercase": Topic(_capitals, kinds("amount:number")),
    "format": Topic(_format, kinds("value:number")),
}
