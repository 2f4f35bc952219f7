"""Payments to small and medium enterprises (保障中小企业款项支付条例): last day to pay and late interest.

Owns the terms and the rates of the regulation in both of its editions. Who is protected (size on the day of the
contract) and who pays are facts the caller states; the size standards are not held here.

The records ``sme.payment_due`` and ``sme.interest`` explain both rules. A clause "paid when paid" before 2025-06-01 is
void and the reply 法释〔2024〕11号 gives LPR, art. 17 gives 0.05 %: claim the latter first.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from lexcollect.law.book import Book, shipped_book
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.conventions import DEFAULTS, Conventions
from lexcollect.law.rates import Rates, shipped_rates
from lexcollect.law.rules.debts import ONE_DAY
from lexcollect.law.rules.schedule import BadMoney, RateLine, Schedule, Until, daily, schedule, yearly
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, Step
from lexcollect.records import dataclass
from lexcollect.wording import text

REGULATION = "保障中小企业款项支付条例"
_FORMER = "保障中小企业款项支付条例(2020旧版)"
#: First day of the edition with a default term for large enterprises.
REVISED = date(2025, 6, 1)
Buyer = Literal["public", "large"]
_COUNTING = (Citation("民法典", "201(1)"), Citation("民法典", "203(1)"))


@dataclass(frozen=True, slots=True)
class Term:
    """The last day to pay and the first day of delay; ``days`` is the term applied, ``cut`` if it was too long."""

    last_day: date
    overdue_from: date
    days: int
    cut: bool


def payment_term(
    buyer: Buyer,
    start: date,
    *,
    agreed_days: int | None = None,
    calendar: Calendar | None = None,
    book: Book | None = None,
) -> Answer[Term]:
    """Return when ``buyer`` must pay an SME, counted from ``start`` (delivery, acceptance or confirmed amount).

    :class:`BadMoney` (``no_sme_term``) for a large enterprise without an agreed term before 2025-06-01: that edition
    sets no default; ask for a reasonable period (民法典 510, 511).
    """
    law = book or shipped_book()
    if agreed_days is not None and agreed_days < 0:
        raise BadMoney("negative_days", days=agreed_days)
    if buyer == "public":
        value = law.at("money.sme_days_public", start)
        default, longest = int(str(value.value[0])), int(str(value.value[1]))
        days, cut, cites = min(agreed_days or default, longest), (agreed_days or 0) > longest, value.cite
    elif agreed_days is not None:
        days, cut, cites = agreed_days, False, (_article(start, "9(2)", "8(2)"),)
    elif start < REVISED:
        raise BadMoney("no_sme_term", start=start)
    else:
        value = law.at("money.sme_days_large", start)
        days, cut, cites = value.number, False, value.cite
    last = (calendar or shipped_calendar()).roll_next(start + timedelta(days=days))
    said = text("law_money.step.sme_term_cut" if cut else "law_money.step.sme_term", start=start, days=days, last=last)
    step = Step("sme.term", said, cites + _COUNTING, result=last)
    return Answer(Term(last, last + ONE_DAY, days, cut), (step,))


def late_rate(
    first: date,
    *,
    signed: date | None = None,
    agreed: Decimal | None = None,
    rates: Rates | None = None,
    book: Book | None = None,
) -> Answer[RateLine]:
    """Return the rate of late interest for a delay from ``first``: agreed (percent a year), else 0.05 % a day (17).

    An agreed rate below the one-year LPR on ``signed`` is raised to it; the alternative is 0.05 % a day as if nothing
    had been agreed (value: a rate line).
    """
    default = (book or shipped_book()).at("money.sme_daily_rate", first)
    plain = daily(default.decimal)
    if agreed is None:
        return Answer(plain, (Step("sme.rate", text("law_money.step.sme_daily"), default.cite),))
    if signed is None:
        raise BadMoney("no_signing_day")
    quote = (rates or shipped_rates()).lpr(signed)
    key = "agreed" if agreed >= quote.rate else "floor"
    said = text(f"law_money.step.sme_{key}", rate=agreed, lpr=quote.rate, signed=signed)
    step = Step("sme.rate", said, default.cite, result=max(agreed, quote.rate))
    if key == "agreed":
        return Answer(yearly(agreed), (step,))
    other = Alternative(text("law_money.sme.as_if_not_agreed"), plain, default.cite)
    return Answer(yearly(quote.rate, quote.rate, quote.published), (step,), (other,), Certainty.DEBATED)


def late_interest(
    amount: Decimal,
    first: date,
    last: date,
    *,
    signed: date | None = None,
    agreed: Decimal | None = None,
    conventions: Conventions = DEFAULTS,
    until: Until = "cutoff",
    rates: Rates | None = None,
    book: Book | None = None,
) -> Answer[Schedule]:
    """Return late interest on ``amount`` from ``first`` to ``last`` at :func:`late_rate`; alternatives in yuan."""
    rate = late_rate(first, signed=signed, agreed=agreed, rates=rates, book=book)

    def at(line: RateLine) -> Schedule:
        return schedule(amount, line, first, last, conventions=conventions, until=until, item="sme")

    value = at(rate.value)
    said = text("law_money.step.sme_interest", amount=amount, first=first, days=value.days, total=value.total)
    step = Step("sme.interest", said, rate.trace[-1].cites, result=value.total)
    others = tuple(Alternative(other.reading, at(other.value).total, other.cites) for other in rate.alternatives)
    return Answer(value, (*rate.trace, step), others, rate.certainty)


def _article(day: date, now: str, then: str) -> Citation:
    return Citation(REGULATION, now) if day >= REVISED else Citation(_FORMER, then)
