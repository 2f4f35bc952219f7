"""Suits: what suing a matter would cost and what its claim is, as flat rows; and the periods of the law (起诉成本).

Owns the reading of one answered matter into a row and of the table of periods. Fees are the law's own, to the fen; how
long a court takes is never said, only what the law allows it. No chance of winning is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.claims.stop import Act
from lexcollect.findings import Refused
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.period import shift
from lexcollect.law.rules.fees import acceptance_fee, preservation_fee
from lexcollect.law.trace import Citation, LawUnknown, parse_citation
from lexcollect.records import dataclass
from lexcollect.reporting.facts import ZERO, LeftOut, Who, Words
from lexcollect.reporting.from_matters import who_of
from lexcollect.reporting.stages import barring, stop_words
from lexcollect.wording import Text, pair, text

if TYPE_CHECKING:
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.many import Read

_TERMS = Path(__file__).parent / "data" / "suit_terms.yaml"


@dataclass(frozen=True, slots=True)
class Suit:
    """Suing one matter: the claim to the as-of day, what a further day adds, the court's fees, what was spent already.

    ``simplified`` is the acceptance fee halved under the simplified procedure (交纳办法 16). ``preservation`` is on the
    sum chosen for it, else on the whole claim. ``short``: a rate is missing, the claim is not complete.
    """

    matter: str
    who: Who
    principal: Decimal
    claim: Decimal
    per_day: Decimal
    acceptance: Decimal
    simplified: Decimal
    preservation: Decimal
    spent: Decimal
    short: bool = False

    @property
    def advance(self) -> Decimal:
        """What has to be advanced to the court: acceptance fee and preservation fee."""
        return self.acceptance + self.preservation

    @property
    def rate(self) -> Decimal:
        """The advance as a part of the claim."""
        return self.advance / self.claim

    @property
    def order(self) -> tuple[Decimal, Decimal, str]:
        """Its place: the cheapest for what it asks first."""
        return self.rate, -self.claim, self.matter


@dataclass(frozen=True, slots=True)
class Term:
    """One period of the law: the step, the step it runs from, how long, by how much it may be extended, the article.

    ``open``: it may be extended, and the article does not say by how much.
    """

    step: str
    after: str
    days: int
    months: int
    extend: int
    open: bool
    cite: Citation

    def end(self, start: date) -> date:
        """Return its last day by counting from ``start``."""
        return shift(start, self.months, "month") if self.months else shift(start, self.days, "day")


@cache
def terms() -> tuple[tuple[Term, ...], Text, str]:
    """Return the periods in their order, their source and the day they were seen."""
    from lexcollect.yamltree import read_yaml

    tree, problems = read_yaml(_TERMS, _TERMS.name)
    if tree is None:
        raise Refused(problems)
    data: Any = tree.data
    found = tuple(
        Term(
            each["step"],
            each["after"],
            int(each.get("days", 0)),
            int(each.get("months", 0)),
            int(each.get("extend", 0)),
            "open" in each,
            parse_citation(each["cite"]),
        )
        for each in data["terms"]
    )
    return found, pair(data["source"], data["source_en"]), data["verified_on"]


def latest_days(start: date, calendar: Calendar | None = None) -> dict[str, date]:
    """Return the last day of every step for a complaint of ``start``, rolled over rest days (民事诉讼法 85).

    Without extension, suspension or time that does not count; the first and second instance by the ordinary procedure.
    """
    calendar = calendar or shipped_calendar()
    ends = {"suing": start}
    for term in terms()[0]:
        ends[term.step] = calendar.roll_next(term.end(ends[term.after]))
    return ends


def suits_of(one: Read, left: list[LeftOut]) -> Iterator[Suit]:
    """Yield what suing a matter would cost if it can be done; else ``left`` gets the reason."""
    if one.answered is None:
        return
    row, reason = _suit(one.folder, one.answered)
    if row is not None:
        yield row
    left += [LeftOut(one.folder, text("reporting.title_suing").render(), why) for why in reason]


def _suit(folder: str, answered: Answered) -> tuple[Suit | None, list[Words]]:
    case, as_of = answered.matter.case, answered.as_of
    if case.closing and case.closing.date <= as_of:
        return None, [text("reporting.suit_closed")]
    try:
        claims = answered.claims
        if claims.apart:
            return None, [text("reporting.suit_moneys")]
        if barred := barring(claims.stops, Act.SUE, case):
            return None, [stop_words(stop) for stop in barred]
        if claims.fees is None or claims.total <= 0:
            return None, [text("reporting.suit_no_claim")]
        preserved = case.preservation.amount if case.preservation and case.preservation.amount else claims.total
        row = Suit(
            folder,
            who_of(case),
            claims.account.principal,
            claims.total,
            claims.per_day,
            acceptance_fee(claims.total, as_of).value.amount,
            acceptance_fee(claims.total, as_of, halved=("simplified",)).value.amount,
            preservation_fee(preserved, as_of).value.amount,
            sum((cost.amount for cost in case.costs if cost.date is None or cost.date <= as_of), ZERO),
            bool(answered.matter.short),
        )
    except Refused as refused:
        return None, [f.message() for f in refused.findings if f.stops] or [text("reporting.suit_no_claim")]
    except LawUnknown as unknown:
        return None, [unknown.text]
    return row, []


def steps(ends: dict[str, date]) -> Iterator[tuple[Text, Text, Text | str, str, date]]:
    """Yield every step: its name, how long, by how much it may be extended, the article, its last day."""
    for term in terms()[0]:
        unit = "months" if term.months else "days"
        length = text(f"reporting.length_{unit}", n=term.months or term.days)
        more = text("reporting.length_months", n=term.extend) if term.extend else ""
        more = text("reporting.length_open") if term.open else more
        yield text(f"reporting.step_{term.step}"), length, more, str(term.cite), ends[term.step]
