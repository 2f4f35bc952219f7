"""Property preservation (财产保全): what must follow a measure, how long it lasts, when to renew it.

Owns the periods around a measure. The end date that the court states governs (财产保全规定 18(2)); a measure never
rolls over a holiday and is gone on its last day (查封扣押冻结规定 27(1)).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from lexcollect.law.period import Period, count
from lexcollect.law.rules.terms import Deadline, Law, called, shipped_law, term, unit_of
from lexcollect.law.trace import Answer, Certainty, Citation, Step
from lexcollect.records import dataclass
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

    民事诉讼法 104(3); explained by the record ``preserve.presuit.sue``.
    """
    cites = (Citation("仲裁法", "39(2)"),) if arbitration else ()
    return term("preserve.presuit.sue", taken_on, law, cites=cites)


def seizure(asset: Asset, start: date, law: Law | None = None, *, notified_end: date | None = None) -> Answer[Seizure]:
    """Return how long a measure lasts and until when its renewal must be applied for.

    民诉法解释 485(1), 财产保全规定 18; explained by the record ``preserve.seizure.bank``.
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

    财产保全规定 18(1); explained by the record ``preserve.renewal.apply``.
    """
    law = law or shipped_law()
    value = law.book.at(_RENEWAL, expiry)
    period = count(expiry, value.number, unit_of(value), "back", law.calendar)
    step = Step(_RENEWAL, text("law.renewal", day=period.nominal), value.cite, result=period.act_by)
    backward = text("law.step_backward", start=expiry, nominal=period.nominal, act_by=period.act_by)
    return Answer(Deadline(_RENEWAL, period, value=value), (step, Step(_RENEWAL, backward, result=period.act_by)))


if not TYPE_CHECKING:  # rules stated by their records alone answer here under their names
    __getattr__ = called("preservation")
