"""Retention money (工程质量保证金): the day a construction retention falls due.

Owns 建设工程解释一 17(1). A retention under another contract is a debt with its own due date and needs no rule here.
"""

from __future__ import annotations

from datetime import date

from lexcollect.law.book import Book, shipped_book
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.period import Period, count
from lexcollect.law.rules.schedule import BadMoney
from lexcollect.law.trace import Answer, Citation, Step
from lexcollect.wording import text


def retention_due(
    *,
    accepted: date | None = None,
    report_submitted: date | None = None,
    agreed_months: int | None = None,
    calendar: Calendar | None = None,
    book: Book | None = None,
) -> Answer[date]:
    """Return the last day to pay a retention back (:func:`retention_period`)."""
    start, months, period, cites = retention_period(
        accepted=accepted, report_submitted=report_submitted, agreed_months=agreed_months, calendar=calendar, book=book
    )
    said = text("law_money.step.retention", start=start, months=months, last=period.last_day)
    return Answer(period.last_day, (Step("retention.due", said, cites, result=period.last_day),))


def retention_period(
    *,
    accepted: date | None = None,
    report_submitted: date | None = None,
    agreed_months: int | None = None,
    calendar: Calendar | None = None,
    book: Book | None = None,
) -> tuple[date, int, Period, tuple[Citation, ...]]:
    """Return the start, the months, the period after which a retention is paid back, and the articles.

    From ``accepted`` (竣工验收) the agreed months, else two years; when the owner delays acceptance, the same from the
    90th day after ``report_submitted``. A last day on a rest day moves (民法典 203).
    """
    law, days_off = book or shipped_book(), calendar or shipped_calendar()
    start = accepted
    if start is None:
        if report_submitted is None:
            raise BadMoney("no_retention_start")
        wait = law.at("money.construction_retention_wait", report_submitted).number
        start = count(report_submitted, wait, "day", "none", days_off).nominal
    years = law.at("money.construction_retention_years", start).number
    months = years * 12 if agreed_months is None else agreed_months
    period = count(start, months, "month", "next", days_off)
    return start, months, period, (Citation("建设工程解释一", "17(1)"), Citation("民法典", "203(1)"))
