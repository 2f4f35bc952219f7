"""Plan (催收计划): the shape of a plan of steps, and the closed words in it.

Owns what a step can be, from which day it is counted and for whom it is meant. Reads nothing and counts nothing.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from lexcollect.claims.stop import Act
from lexcollect.records import dataclass, field
from lexcollect.wording import Text, pair, say

#: A step that is counted from the last day to pay (到期日); every other word is the name of a step.
DUE = "due"
#: So many days before the last safe day a letter leaves: what counts is its arrival (诉讼时效规定 8(1)). Policy.
MARGIN = 10


class Do(StrEnum):
    """What is done in a step (做什么)."""

    REMINDER = "reminder"  # 付款提醒
    CALL = "call"  # 电话
    MESSAGE = "message"  # 微信、短信、邮件
    STATEMENT = "statement"  # 对账
    VISIT = "visit"  # 上门
    LETTER = "letter"  # 催款函
    FINAL_LETTER = "final_letter"  # 最终催告函
    LAWYER_LETTER = "lawyer_letter"  # 律师函
    GUARANTOR_LETTER = "guarantor_letter"  # 保证人催告函
    PAYMENT_ORDER = "payment_order"  # 申请支付令
    PRESERVE = "preserve"  # 申请财产保全
    SUE = "sue"  # 起诉、申请仲裁
    ENFORCE = "enforce"  # 申请执行
    INTERNAL = "internal"  # 内部事项，登记完成才算完成


class Counted(StrEnum):
    """From which day of the step before the days are counted (从哪天起)."""

    DONE = "done"  # the day it was done
    ARRIVAL = "arrival"  # the day the letter arrived
    PERIOD = "period"  # the last day that the letter gave


class Only(StrEnum):
    """For whom a step is meant (适用)."""

    ALL = "all"
    COMPANY = "company"
    NATURAL = "natural"
    GUARANTEED = "guaranteed"


#: Steps that are letters: they arrive, and they give a period.
LETTERS = frozenset({Do.LETTER, Do.FINAL_LETTER, Do.LAWYER_LETTER, Do.GUARANTOR_LETTER})
#: Steps that speak to the debtor; an objection holds a sum out of them.
CONTACTS = frozenset({Do.REMINDER, Do.CALL, Do.MESSAGE, Do.STATEMENT, Do.VISIT, *LETTERS})
#: Steps before a court.
COURTS = frozenset({Do.PAYMENT_ORDER, Do.PRESERVE, Do.SUE, Do.ENFORCE})
#: Which act of law a step is: what the law stops, the plan does not ask for.
ACTS: dict[Do, Act] = {
    **dict.fromkeys((Do.LETTER, Do.FINAL_LETTER, Do.LAWYER_LETTER, Do.GUARANTOR_LETTER, Do.CALL), Act.DEMAND),
    **dict.fromkeys((Do.MESSAGE, Do.VISIT), Act.DEMAND),
    **dict.fromkeys((Do.SUE, Do.PAYMENT_ORDER), Act.SUE),
    Do.PRESERVE: Act.PRESERVE,
    Do.ENFORCE: Act.ENFORCE,
}
#: Steps that interrupt the limitation of the debt when they are done (民法典 195(1)(3)); a call proves nothing.
SAVING = frozenset({Do.LETTER, Do.FINAL_LETTER, Do.LAWYER_LETTER, Do.PAYMENT_ORDER, Do.SUE})
#: Steps that assert a guarantee in its period (民法典 693); against a general guarantor only a suit does.
SAVING_GUARANTEE = frozenset({Do.GUARANTOR_LETTER, Do.SUE})


@dataclass(frozen=True, slots=True)
class Step:
    """One step: ``days`` after ``after`` (``due`` or the id of a step; negative: before), counted from ``counted``.

    ``working``: working days. ``least``: only for sums of at least so many yuan. ``title`` is how the office calls it,
    ``title_en`` in English.
    """

    id: str
    do: Do
    after: str = DUE
    days: int = 0
    counted: Counted = Counted.DONE
    working: bool = False
    only: Only = Only.ALL
    least: Decimal = Decimal(0)
    title: str = ""
    line: int = 0
    title_en: str = ""

    @property
    def called(self) -> Text:
        """Return how the step is called: by its title, else by its name; in English by its title, else by what is done.

        What only the office does has no English but its own title: without one it keeps the words it was given.
        """
        plain = self.title or self.id
        return pair(
            plain, self.title_en or (plain if self.do is Do.INTERNAL else say(f"steps.do.{self.do.value}", "en"))
        )


@dataclass(frozen=True, slots=True)
class Band:
    """Days overdue (逾期天数) from ``first`` to ``last`` (none: without end) and the plan for them."""

    first: int
    last: int | None
    plan: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan: its name, and either its steps or the bands that each have a plan of their own (``parts``).

    ``margin``: so many days before the last safe day a step that keeps it is done at the latest.
    """

    name: str
    title: str
    title_en: str = ""
    steps: tuple[Step, ...] = ()
    bands: tuple[Band, ...] = ()
    parts: tuple[tuple[str, Plan], ...] = field(default=(), repr=False)
    margin: int = MARGIN
    own: bool = False

    def at(self, overdue: int) -> Plan:
        """Return the plan for a sum that is ``overdue`` so many days (negative: not yet due)."""
        parts = dict(self.parts)
        for band in self.bands:
            if overdue >= band.first and (band.last is None or overdue <= band.last):
                return parts[band.plan]
        return self if not self.bands else parts[self.bands[0].plan]
