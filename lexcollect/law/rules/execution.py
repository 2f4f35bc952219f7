"""Enforcement periods (强制执行期限): the two years, and the shorter ones inside enforcement.

Owns the two years of 民事诉讼法 250 with their interruption and suspension and the parties' other periods. Delay
interest is money and lives in ``law.rules.enforcement``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from lexcollect.law.period import Unit, shift
from lexcollect.law.rules.events import LawEvent
from lexcollect.law.rules.limitation import LimitationResult, Start, limitation
from lexcollect.law.rules.terms import Deadline, Law, called, shipped_law, without_period
from lexcollect.law.states import State
from lexcollect.law.trace import Answer, Certainty, Citation
from lexcollect.wording import text

_APPLY = "enforce.apply"
_FROM = (Citation("民事诉讼法", "250(2)"),)
#: First day of the text that counts all instalments from the last one (2021 numbering 246(2)).
_LAST_INSTALMENT_SINCE = "enforce.instalments_from_last"


def from_performance(last_day: date, evidence: tuple[str, ...] = ()) -> Start:
    """Return the start of the two years: the unrolled last day of the performance period (250(2))."""
    return Start(last_day, text("law.start_performance", day=last_day), _FROM, evidence)


def from_performance_period(effective_on: date, n: int, unit: Unit, evidence: tuple[str, ...] = ()) -> Start:
    """Return the start for "within ``n`` ``unit`` of effect": the nominal end of that period."""
    day = shift(effective_on, n, unit)
    words = text(
        "law.start_performance_period", effective=effective_on, n=n, unit=text(f"law.unit_{unit}", n=n), day=day
    )
    return Start(day, words, (*_FROM, Citation("民事诉讼法", "85(2)")), evidence)


def from_effect(effective_on: date, evidence: tuple[str, ...] = ()) -> Start:
    """Return the start when the instrument names no performance period: its effect (250(2))."""
    return Start(effective_on, text("law.start_effective", day=effective_on), _FROM, evidence)


def enforcement(
    start: Start,
    events: Iterable[LawEvent] = (),
    *,
    rule: str = _APPLY,
    as_of: date | None = None,
    law: Law | None = None,
) -> Answer[LimitationResult]:
    """Return until when enforcement may be applied for.

    民事诉讼法 250; explained by the record ``enforce.apply``.
    """
    law = law or shipped_law()
    return limitation(
        start,
        events,
        rule=rule,
        length=_APPLY,
        capped=False,
        suspension="earlier",
        as_of=as_of,
        book=law.book,
        calendar=law.calendar,
    )


def instalment_starts(due_dates: Sequence[date], law: Law | None = None) -> list[tuple[date, Start]]:
    """Return the start of each instalment of a judgment or mediation paper.

    Says: all from the last instalment (民事诉讼法 250(2)); to 2021-12-31 each from its own (2017 edition 239(2)).
    Applies when: the instrument fixes instalments. Counts from: see above; an instalment whose own two years were
        full before the change is treated as lost (safe).
    Interrupted or suspended by: as enforcement. Doubtful: the lost ones; the last instalment is the other reading.
    Source: the articles named, texts to May 2026.
    """
    law, last = law or shipped_law(), max(due_dates)
    change = date.fromisoformat(str(law.book.at(_LAST_INSTALMENT_SINCE, last).value))
    joint = Start(last, text("law.start_instrument_instalments", day=last), _FROM)
    starts = []
    for due in due_dates:
        value = law.book.at(_APPLY, due)
        if due != last and shift(due, value.number, "year") < change:
            others = ((text("law.reading_last_instalment", day=last), last),)
            words = text("law.start_instalment_lapsed", day=due, change=change)
            cites = (Citation("民事诉讼法(2017)", "239(2)"),)
            starts.append((due, Start(due, words, cites, others=others, certainty=Certainty.DEBATED)))
        else:
            starts.append((due, joint))
    return starts


def notarial_enforcement(due: date, evidence: tuple[str, ...] = ()) -> Start:
    """Return the start of one instalment of an enforceable notarial deed.

    公证债权文书执行规定 9(1); explained by the record ``enforce.apply.notarial``.
    """
    return Start(due, text("law.start_instalment_own", day=due), (Citation("公证债权文书执行规定", "9(1)"),), evidence)


def after_termination() -> Answer[Deadline]:
    """Return the answer after 终结本次执行程序: no period for a new application on new assets.

    Says: the application is not bound by the enforcement period (民诉法解释 517(2)).
    Applies when: this enforcement was ended for want of assets and assets are found later.
    Counts from: nothing. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return without_period(_APPLY, State.NO_LIMIT, text("law.no_limit_new_assets"), Citation("民诉法解释", "517(2)"))


if not TYPE_CHECKING:  # rules stated by their records alone answer here under their names
    __getattr__ = called("execution")
