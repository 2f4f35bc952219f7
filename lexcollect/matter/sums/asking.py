"""Asking: the sums of this room as functions for a program, each the law's own answer with its trace.

Owns their names and what they take. Days and amounts may be spelled as in :mod:`lexcollect.matter.given`; the day is
always given. What was got wrong, or left open, is :class:`~lexcollect.findings.Refused` with findings; a day or rate
that the law book does not know is :class:`~lexcollect.law.trace.LawUnknown`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from lexcollect.findings import Finding, Level, Refused, has_errors
from lexcollect.law.rules.parts import Part
from lexcollect.law.trace import Step
from lexcollect.matter.given import Day, Yuan, contradictions_refused, day, yuan
from lexcollect.records import dataclass
from lexcollect.wording import say, text

if TYPE_CHECKING:
    from datetime import date

    from lexcollect.law.conventions import Conventions
    from lexcollect.law.period import Period, Unit
    from lexcollect.law.rates import Quote, Rates
    from lexcollect.law.rules.appropriation import Settlement
    from lexcollect.law.rules.debts import Order
    from lexcollect.law.rules.fees import Fee, Halving
    from lexcollect.law.rules.overdue import Mode
    from lexcollect.law.rules.parts import Charged
    from lexcollect.law.rules.schedule import Until
    from lexcollect.law.trace import Answer
    from lexcollect.matter.sums.accrual import DueKind
    from lexcollect.matter.sums.inputs import Inputs
    from lexcollect.matter.sums.period import Kind

#: LPR of the day of breach for the whole time, or of each day.
LprMode = Literal["fixed", "segmented"]
#: Payments as a program gives them: day and amount of each.
Paid = Sequence[tuple[Day, Yuan]]


def count_period(
    start: Day, number: int, unit: Unit = "day", *, kind: Kind = "civil", back: bool = False
) -> Answer[Period]:
    """Return ``number`` days, months or years from ``start``, which is not itself counted.

    The value has three days: ``nominal`` by counting alone, ``last_day`` after the roll-over, ``act_by`` the day to
    work to. ``kind`` is ``civil`` (民法典 200–203) or ``procedural`` (民事诉讼法 85); ``back`` counts backward.
    """
    from lexcollect.matter.sums.period import counted

    return counted(day(start), number, unit, kind, back=back).answer


def interest(
    principal: Yuan,
    rate: str,
    first: Day,
    last: Day,
    *,
    lpr_mode: LprMode | None = None,
    lpr_on: Day | None = None,
    payments: Paid = (),
    principal_first: bool = False,
    until: Until = "cutoff",
    until_known: bool = False,
    conventions: Conventions | None = None,
    rates: Rates | None = None,
) -> Answer[Settlement]:
    """Return interest on ``principal`` yuan from ``first`` to ``last`` at ``rate`` as a contract words it.

    ``rate``: ``年利率6%``, ``LPR的1.5倍`` … ``lpr_mode`` and ``lpr_on`` settle which LPR is meant where the words leave
    it open. Payments go to interest first, then principal (民法典 561), unless ``principal_first`` was agreed.
    ``until_known`` stops where published rates end instead of refusing. ``until``: whether ``last`` is a cut-off day or
    the day of payment.
    """
    asked = _Asked(principal, rate, lpr_mode, lpr_on, payments, principal_first, until, until_known, conventions, rates)
    return asked.answer(Part.INTEREST, day(first), day(last))


def penalty(
    principal: Yuan,
    rate: str,
    last: Day,
    *,
    due: Day | None = None,
    first: Day | None = None,
    due_kind: DueKind = "day",
    lpr_mode: LprMode | None = None,
    lpr_on: Day | None = None,
    payments: Paid = (),
    principal_first: bool = False,
    until: Until = "cutoff",
    until_known: bool = False,
    conventions: Conventions | None = None,
    rates: Rates | None = None,
) -> Answer[Settlement]:
    """Return an agreed penalty for late payment (违约金), with the lines above which a court may reduce it.

    The delay begins after ``due`` (``due_kind``: ``period`` moves from a rest day, ``day`` does not), or on ``first``:
    one of the two is given. The rest as in :func:`interest`.
    """
    asked = _Asked(principal, rate, lpr_mode, lpr_on, payments, principal_first, until, until_known, conventions, rates)
    begin = None if first is None else day(first)
    return asked.answer(Part.PENALTY, begin, day(last), None if due is None else day(due), due_kind)


@dataclass(frozen=True)
class _Asked:
    """What interest and penalty have in common, as it was given."""

    principal: Yuan
    rate: str
    lpr_mode: LprMode | None
    lpr_on: Day | None
    payments: Paid
    principal_first: bool
    until: Until
    until_known: bool
    conventions: Conventions | None
    rates: Rates | None

    def answer(
        self, kind: Charged, first: date | None, last: date, due: date | None = None, due_kind: DueKind = "day"
    ) -> Answer[Settlement]:
        from lexcollect.law.conventions import DEFAULTS
        from lexcollect.matter.sums.accrual import Question, default_after, outcome
        from lexcollect.matter.sums.inputs import Inputs
        from lexcollect.matter.sums.rate import agreed_rate

        inputs, conventions = Inputs(), self.conventions or DEFAULTS
        principal = yuan(self.principal)
        if not principal:
            inputs.say("LX-M122", "principal")
        begin, falls_due = first, None
        if kind is Part.PENALTY:
            begin, falls_due = default_after(inputs, first, due, due_kind, conventions)
        if begin is not None and last < begin:
            inputs.say("LX-M107", "last", first=begin, last=last)
        lpr_on = None if self.lpr_on is None else day(self.lpr_on)
        phrase = agreed_rate(inputs, self.rate, self.lpr_mode, lpr_on)
        paid = inputs.paid(_paid(self.payments), begin or last, max(begin or last, last))
        noted = _settled(inputs)
        assert phrase is not None and begin is not None  # otherwise there was a finding
        asked = Question(
            kind,
            principal,
            phrase,
            begin,
            last,
            paid,
            conventions,
            _rates(self.rates),
            until=self.until,
            due=falls_due,
            principal_first=self.principal_first,
            stop=self.until_known,
        )
        found = outcome(asked, noted)
        own = found.rate.line.source
        step = (Step("calc.source", text("calc.foot.source", source=own)),) if own else ()
        return replace(found.answer, trace=(*found.answer.trace, *step))


def late_interest(
    principal: Yuan,
    due: Day,
    last: Day,
    *,
    due_kind: DueKind = "day",
    markup: Decimal | int | None = None,
    mode: Mode | None = None,
    sale: bool = True,
    payments: Paid = (),
    principal_first: bool = False,
    conventions: Conventions | None = None,
    rates: Rates | None = None,
) -> Answer[Settlement]:
    """Return the loss from late payment where no penalty was agreed (逾期付款损失, 买卖合同解释 18(4)).

    ``markup`` in percent on LPR (30 to 50; default the top), ``mode`` how LPR is read; ``sale=False`` for other paid
    contracts (民法典 646). The alternatives of the answer are the other readings.
    """
    from lexcollect.law.conventions import DEFAULTS
    from lexcollect.law.rules.debts import Debt, Due
    from lexcollect.law.rules.manner import Manner
    from lexcollect.law.rules.overdue import late_payment_loss
    from lexcollect.matter.sums.inputs import Inputs

    falls_due, end = day(due), day(last)
    inputs = Inputs()
    paid = inputs.paid(_paid(payments), falls_due, max(falls_due, end))
    _settled(inputs)
    with contradictions_refused():
        return late_payment_loss(
            [Debt(say("calc.debt"), yuan(principal), Due(falls_due, due_kind))],
            paid,
            end,
            Manner(_order(principal_first), conventions=conventions or DEFAULTS, rates=_rates(rates)),
            markup=None if markup is None else Decimal(markup),
            mode=mode,
            sale=sale,
        )


def court_fee(
    amount: Yuan, as_of: Day, *, halved: Iterable[Halving] = (), conventions: Conventions | None = None
) -> Answer[Fee]:
    """Return the acceptance fee of a property case (案件受理费, 诉讼费用交纳办法 13(1)(1)) on ``amount`` yuan.

    ``halved``: ``simplified``, ``mediation``, ``withdrawal``, ``joined``; however many, it is halved once.
    """
    return fee("acceptance", amount, as_of, halved=halved, conventions=conventions)


def preservation_fee(amount: Yuan | None, as_of: Day, *, conventions: Conventions | None = None) -> Answer[Fee]:
    """Return the fee of a preservation measure (保全申请费, 诉讼费用交纳办法 14) on the amount preserved."""
    return fee("preservation", amount, as_of, conventions=conventions)


def fee(
    kind: str,
    amount: Yuan | None,
    as_of: Day,
    *,
    halved: Iterable[Halving] = (),
    table: str | Path | None = None,
    conventions: Conventions | None = None,
) -> Answer[Any]:
    """Return the fee of one ``kind`` under the law of ``as_of``; the value is a range where the law gives one.

    ``kind``: ``acceptance``, ``preservation``, ``enforcement``, ``payment-order``, ``appeal``, ``counterclaim``,
    ``bankruptcy``, ``arbitration`` on an amount; ``jurisdiction``, ``non-property``, ``labour``, ``public-summons``,
    ``arbitration-review`` without one; ``own`` by the file ``table``, a fee table of the user (``docs/fee-tables.md``).
    """
    from lexcollect.law.conventions import DEFAULTS
    from lexcollect.matter.sums.fee import KINDS, OWN, answer_for, check_fee, check_own, own_fee
    from lexcollect.matter.sums.inputs import Inputs

    if (kind == OWN) is (table is None) or kind not in (*KINDS, OWN):
        raise ValueError(f"kind must be one of {KINDS}, or {OWN} with a table")
    inputs, grounds = Inputs(), tuple(halved)
    written = None if amount is None else str(yuan(amount))
    if table is not None:
        sum_, own = check_own(inputs, written, Path(table), grounds)
        _settled(inputs)
        return own_fee(own, sum_, day(as_of), conventions or DEFAULTS).answer
    base = check_fee(inputs, written, kind, grounds)
    inputs.done()
    with contradictions_refused():
        return answer_for(kind, base, day(as_of), grounds, conventions or DEFAULTS)


def capitals(amount: Yuan) -> str:
    """Return ``amount`` in capitals (大写): 壹佰叁拾伍万玖仟壹佰玖拾叁元捌角整."""
    from lexcollect.cn.capitals import capitals as written

    return written(yuan(amount))


def read_amount(words: str) -> Decimal:
    """Return the amount that ``words`` say, in digits or in capitals; :class:`Refused` for what is none."""
    from lexcollect.matter.sums.inputs import Inputs
    from lexcollect.matter.sums.words import read_same

    inputs = Inputs()
    amount = read_same(inputs, [words])
    inputs.done()
    assert amount is not None  # otherwise there was a finding
    return amount


def lpr(as_of: Day, term: Literal["1y", "5y"] = "1y", *, rates: Rates | None = None) -> Quote:
    """Return the loan prime rate (贷款市场报价利率) in force on ``as_of``: rate in percent, day of publication."""
    return _rates(rates).lpr(day(as_of), f"lpr_{term}")


def _settled(inputs: Inputs) -> tuple[Finding, ...]:
    """Return the notes; a program gets no warning beside an answer, it is asked to settle what was noted."""
    if any(f.level is not Level.NOTE for f in inputs.findings):
        raise Refused(inputs.findings)
    return inputs.done()


def _paid(payments: Paid) -> list[tuple[date, Decimal]]:
    return [(day(on), yuan(amount)) for on, amount in payments]


def _order(principal_first: bool) -> Order:
    from lexcollect.law.rules.debts import STATUTE, clause

    return clause(Part.PRINCIPAL) if principal_first else STATUTE


def _rates(given: Rates | None) -> Rates:
    """Return the rates given, else those in use: the user's own table where there is one, then the shipped."""
    from lexcollect.matter.rates import rates_in_use

    if given is not None:
        return given
    rates, findings = rates_in_use()
    if has_errors(findings):
        raise Refused(findings)
    return rates
