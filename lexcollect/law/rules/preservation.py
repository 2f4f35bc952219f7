"""Property preservation (财产保全): what must follow a measure, how long it lasts, when to renew it.

Owns the periods around a measure. The end date that the court states governs (财产保全规定 18(2)); a measure never
rolls over a holiday and is gone on its last day (查封扣押冻结规定 27(1)).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from lexcollect.law.period import Period, count
from lexcollect.law.rules.terms import Deadline, Law, shipped_law, term, unit_of
from lexcollect.law.trace import Answer, Certainty, Citation, Step
from lexcollect.wording import text

Asset = Literal["bank", "movable", "immovable", "other_right"]
_RENEWAL = "preserve.renewal.apply"


@dataclass(frozen=True, slots=True)
class Seizure:
    """How long a measure lasts: ``expiry`` is its end, ``renewal`` the period to apply for its renewal in."""

    asset: Asset
    statutory_max: date
    expiry: date
    notified: bool
    renewal: Period

    @property
    def beyond(self) -> bool:
        """Tell whether the end stated by the court lies after the statutory maximum: ask the court."""
        return self.expiry > self.statutory_max


def sue_after_measure(taken_on: date, law: Law | None = None, *, arbitration: bool = False) -> Answer[Deadline]:
    """Return until when suit or arbitration must follow a pre-suit measure.

    Says: thirty days after the court took the measure, else it is lifted (民事诉讼法 104(3)).
    Applies when: preservation was granted before suit; before arbitration too (仲裁法 39(2)).
    Counts from: the day the measure was taken; of several the first (safe). Interrupted or suspended by: nothing.
    Doubtful: several measures. Source: the articles named, texts to May 2026.
    """
    cites = (Citation("仲裁法", "39(2)"),) if arbitration else ()
    return term("preserve.presuit.sue", taken_on, law, cites=cites)


def enforce_after_measure(performance_last_day: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when enforcement must be applied for to keep a post-judgment measure.

    Says: five days after the performance period, else it is lifted (民诉法解释 163).
    Applies when: preservation between judgment and enforcement. Counts from: the end of the performance period.
    Interrupted or suspended by: nothing. Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("preserve.postjudgment.apply", performance_last_day, law)


def review(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when review of a preservation ruling may be asked for.

    Says: five days, same court, once (财产保全规定 25(1), 民诉法解释 171). Applies when: a ruling grants or refuses it.
    Counts from: service of the ruling. Interrupted or suspended by: nothing.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("preserve.review", served_on, law)


def third_party_suit(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when an outsider or the applicant may sue over preserved property.

    Says: fifteen days (财产保全规定 27(1)). Applies when: an outsider's objection was decided.
    Counts from: service of the ruling. Interrupted or suspended by: nothing.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("preserve.third_party_suit", served_on, law)


def seizure(asset: Asset, start: date, law: Law | None = None, *, notified_end: date | None = None) -> Answer[Seizure]:
    """Return how long a measure lasts and until when its renewal must be applied for.

    Says: bank deposits one year, movables two, real property and other rights three at most (民诉法解释 485(1), 财产
        保全规定 18).
    Applies when: a seizure or freeze at any stage; the term runs on through the stages (财产保全规定 17).
    Counts from: the day the measure took effect; without a date from the court the day before the corresponding day
        is used, since banks count the first day.
    Interrupted or suspended by: nothing; it must be renewed.
    Doubtful: the first day; waiting seizures, whose term may start only when the earlier one falls.
    Source: the articles named, texts to May 2026.
    """
    law, rule = law or shipped_law(), f"preserve.seizure.{asset}"
    value = law.book.at(rule, start)
    longest = count(start, value.number, unit_of(value), "none", law.calendar).nominal
    expiry = notified_end or longest - timedelta(days=1)
    late = renewal(expiry, law)
    if late.value.period is None:
        raise ValueError("renewal has dates")
    words = text("law.seizure_notified" if notified_end else "law.seizure_assumed", day=expiry)
    warned = Step(rule, text("law.seizure_beyond", day=expiry, longest=longest), value.cite)
    beyond = (warned,) if expiry > longest else ()
    steps = (
        Step(rule, text("law.seizure_max", day=longest), value.cite, result=longest),
        Step(rule, words, (Citation("财产保全规定", "18(2)"), Citation("查封扣押冻结规定", "27(1)")), result=expiry),
        *beyond,
        *late.trace,
    )
    firmness = Certainty.STATUTORY if notified_end else Certainty.CONVENTION
    found = Seizure(asset, longest, expiry, notified_end is not None, late.value.period)
    return Answer(found, steps, certainty=firmness)


def renewal(expiry: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when renewal of a measure must be applied for.

    Says: seven days before the end (财产保全规定 18(1)); the same lead is used in enforcement.
    Applies when: the measure is still needed. Counts from: the end of the measure, backward.
    Interrupted or suspended by: nothing. Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    law = law or shipped_law()
    value = law.book.at(_RENEWAL, expiry)
    period = count(expiry, value.number, unit_of(value), "back", law.calendar)
    step = Step(_RENEWAL, text("law.renewal", day=period.nominal), value.cite, result=period.act_by)
    backward = text("law.step_backward", start=expiry, nominal=period.nominal, act_by=period.act_by)
    return Answer(Deadline(_RENEWAL, period, value=value), (step, Step(_RENEWAL, backward, result=period.act_by)))
