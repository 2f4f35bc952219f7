"""Accrual: interest or a penalty on one debt at one rate, with its payments, until one day.

Owns the way from a question to the law's account, the other readings in yuan, and what refuses an answer: a rate that
is not published yet, whose missing publication is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from lexcollect.cn.amounts import fen
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.law.book import shipped_book
from lexcollect.law.options import Rounding, Year
from lexcollect.law.rules.account import account
from lexcollect.law.rules.appropriation import Settlement, settle
from lexcollect.law.rules.debts import ONE_DAY, STATUTE, Charge, Debt, Due, Order, Payment, clause
from lexcollect.law.rules.manner import Manner
from lexcollect.law.rules.parts import Charged, Part
from lexcollect.law.rules.penalty import agreed_penalty, annual_equivalent, reduction_lines
from lexcollect.law.rules.schedule import BadMoney, Line, RateUnknown, joined
from lexcollect.law.trace import Answer, Citation, LawUnknown, Step
from lexcollect.matter.holidays import working_calendar
from lexcollect.matter.sums.rate import Chosen, chosen, other_mode
from lexcollect.records import dataclass
from lexcollect.wording import Text, say, text

if TYPE_CHECKING:
    from lexcollect.law.conventions import Conventions
    from lexcollect.law.rates import Rates
    from lexcollect.law.rules.phrases import Phrase
    from lexcollect.law.rules.schedule import Until
    from lexcollect.matter.sums.inputs import Inputs

_VOID = (Citation("合同编通则解释", "25(1)"),)
_SALES = Citation("买卖合同解释", "18(4)")
#: “On the 5th” (某日) or “within 60 days” (期间): whether a rest day moves a due date.
DueKind = Literal["day", "period"]
#: Year bases whose day costs the same every day, with their divisor in percent.
_PER_DAY = {Year.DAYS_365: 36500, Year.DAYS_360: 36000, Year.DAYS_30: 36000}


_NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Question:
    """What is asked: a debt, since when it runs (``first``, or ``due`` with its kind), until when, and how.

    ``owed`` is interest already there at the start, ``costs`` the costs of realising the claim (民法典 561); ``second``
    is a rate that takes the place of the first from a day on. ``void``: the contract is void and what is asked is the
    fee for the use of the money (资金占用费).
    """

    kind: Charged
    principal: Decimal
    phrase: Phrase
    first: date
    last: date
    payments: tuple[Payment, ...]
    conventions: Conventions
    rates: Rates
    until: Until = "cutoff"
    due: Due | None = None
    principal_first: bool = False
    stop: bool = False
    owed: Decimal = _NOTHING
    costs: Decimal = _NOTHING
    second: tuple[date, Phrase] | None = None
    void: bool = False

    @property
    def order(self) -> Order:
        """The order of appropriation: the statute's, or principal first as the parties agreed."""
        return clause(Part.PRINCIPAL) if self.principal_first else STATUTE


@dataclass(frozen=True)
class Outcome:
    """What comes out: the rate, the law's answer, other readings (words, effect in yuan), and remarks."""

    question: Question
    rate: Chosen
    answer: Answer[Settlement]
    readings: tuple[tuple[Text, Decimal], ...]
    findings: tuple[Finding, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the schedule."""
        return self.answer.value.lines

    @property
    def accrued(self) -> Decimal:
        """What the lines come to, before any payment on it, under the rounding convention."""
        by_line = self.question.conventions.rounding is Rounding.LINE
        total = sum((line.amount if by_line else line.exact for line in self.lines), Decimal("0.00"))
        return self.question.conventions.rounding.sum_of(total)

    @property
    def exact(self) -> Decimal:
        """The same without any rounding, shown beside it."""
        return sum((line.exact for line in self.lines), Decimal(0))

    @property
    def left(self) -> Decimal:
        """What is left of interest or penalty after the payments."""
        value = self.answer.value
        return value.interest if self.question.kind is Part.INTEREST else value.penalty

    @property
    def foot(self) -> list[Text]:
        """The conventions in words, as every schedule must print them, and the source of an own rate table."""
        asked, line = self.question, self.rate.line
        words = list(asked.conventions.words(_conventions(asked, line.per)))
        if asked.payments:
            order = "principal" if asked.principal_first else "statute"
            words.append(text("calc.foot.order", order=text(f"calc.order.{order}")))
        if line.published[0] is not None:
            words.append(text("calc.foot.publication_day"))
        if line.source:
            words.append(text("calc.foot.source", source=line.source))
        if self.answer.value.stopped:
            words.append(text("law_money.step.stopped", day=self.answer.value.stopped))
        return words

    @property
    def per_day(self) -> Decimal | None:
        """What each further day costs, where the rate is known for it."""
        line, asked = self.rate.line, self.question
        if len(line.rates) > 1 or asked.until == "payment":
            return None
        product = self.answer.value.principal * line.rates[0]
        if line.per == "day":
            return fen(product)
        divisor = _PER_DAY.get(asked.conventions.year)
        return fen(product / divisor) if divisor else None


def _conventions(asked: Question, per: str) -> list[str]:
    """Return the options that play a part in the answer."""
    options = ["span", "payment_day", "cutoff", "year", "rounding"]
    if per == "day":
        options.remove("year")
    if asked.until == "payment":
        options.remove("cutoff")
    if not asked.payments:
        options.remove("payment_day")
    if asked.due:
        options.append("due_roll")
    if asked.kind is Part.PENALTY and asked.payments:
        options.append("penalty_rank")
    return options


def default_after(
    inputs: Inputs, first: date | None, due: date | None, due_kind: DueKind, conventions: Conventions
) -> tuple[date | None, Due | None]:
    """Return the first day of default: as given, or the day after the due date as moved under C8.

    Exactly one of ``first`` and ``due`` must be given, else nothing is returned and ``inputs`` holds a finding.
    """
    if (first is None) == (due is None):
        inputs.say("LX-M110" if first else "LX-M126", one="--from", other="--due")
        return None, None
    if due is None:
        return first, None
    falls_due = Due(due, due_kind)
    return falls_due.last_day(working_calendar(), conventions) + ONE_DAY, falls_due


def outcome(asked: Question, noted: Sequence[Finding]) -> Outcome:
    """Answer ``asked``; :class:`Refused` for contradicting facts, :class:`RateMissing` for a missing rate."""
    try:
        rate = _chosen(asked, asked.phrase)
        answer = _answer(asked, rate)
    except BadMoney as bad:
        raise Refused((*noted, finding("LX-M115", reason=bad.text))) from None
    except RateUnknown as unknown:
        raise _unknown(asked, unknown, noted) from None
    found = [*noted, *_remarks(asked, rate, answer.value)]
    over = _above_debt(asked, answer.value)
    if over:
        raise Refused((*found, *over))
    answer = _with_rate_steps(asked, rate, answer)
    return Outcome(asked, rate, answer, tuple(_readings(asked, answer)), tuple(found))


def _chosen(asked: Question, phrase: Phrase) -> Chosen:
    """Return the rate of ``phrase``, followed by the second one from its day on."""
    if asked.second is None:
        return chosen(phrase, asked.first, asked.last, asked.rates)
    day, then = asked.second
    before = chosen(phrase, asked.first, min(asked.last, day), asked.rates)
    after = chosen(then, day, max(asked.last, day), asked.rates)
    words = text("calc.rate.two", first=before.words, day=day, second=after.words)
    return Chosen(joined(before.line, day, after.line), words, phrase)


class RateMissing(LawUnknown):
    """A published rate is missing: ``findings`` name the publication that would supply it."""

    def __init__(self, unknown: RateUnknown, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(unknown.text)


def _unknown(asked: Question, unknown: RateUnknown, noted: Sequence[Finding]) -> RateMissing:
    """Return the refusal with its remedy: one for running rates, one for a rate fixed on one day."""
    if unknown.code != "LPR_UNKNOWN" or unknown.missing is None:
        said = finding("LX-M125", reason=unknown.text)
    else:
        code = "LX-M112" if asked.phrase.mode in ("segmented", "split") else "LX-M124"
        said = finding(code, known=unknown.computable_until, missing=unknown.missing, law="LPR_UNKNOWN")
    return RateMissing(unknown, (*noted, said))


def _debt(asked: Question, rate: Chosen) -> Debt:
    charge = Charge(asked.kind, rate.line, first=None if asked.due else asked.first)
    return Debt(say("calc.debt"), asked.principal, asked.due, (charge,), costs=asked.costs, interest=asked.owed)


def _answer(asked: Question, rate: Chosen) -> Answer[Settlement]:
    debts = [_debt(asked, rate)]
    beyond: Literal["refuse", "stop"] = "stop" if asked.stop else "refuse"
    if asked.kind is Part.PENALTY:
        return agreed_penalty(
            debts,
            asked.payments,
            asked.last,
            Manner(
                asked.order,
                conventions=asked.conventions,
                calendar=working_calendar(),
                until=asked.until,
                beyond=beyond,
                rates=asked.rates,
            ),
        )
    return account(
        debts,
        asked.payments,
        asked.last,
        order=asked.order,
        conventions=asked.conventions,
        calendar=working_calendar(),
        until=asked.until,
        beyond=beyond,
    )


def _settled(asked: Question, phrase: Phrase, order: Order) -> Settlement:
    rate = _chosen(asked, phrase)
    return settle(
        [_debt(asked, rate)],
        asked.payments,
        asked.last,
        order=order,
        conventions=asked.conventions,
        calendar=working_calendar(),
        until=asked.until,
        beyond="stop" if asked.stop else "refuse",
    )


def _readings(asked: Question, answer: Answer[Settlement]) -> list[tuple[Text, Decimal]]:
    """Return what the conventions, the orders and the other reading of the rate would change, in yuan."""
    now = answer.value
    found = [(a.text, Decimal(a.effect)) for a in answer.assumptions if a.effect]
    cases: list[tuple[Text, Phrase, Order]] = []
    other = other_mode(asked.phrase, asked.first)
    if other:
        cases.append((*other, asked.order))
    if asked.payments:
        words, order = (
            ("calc.other.statute", STATUTE)
            if asked.principal_first
            else ("calc.other.principal", clause(Part.PRINCIPAL))
        )
        cases.append((text(words), asked.phrase, order))
    if _at_breach(asked.phrase):
        low, high = _markup(asked)
        if low < asked.phrase.multiplier <= high:
            cases.append((text("law_money.mode.markup_low"), replace(asked.phrase, multiplier=low), asked.order))
    for said, phrase, order in cases:
        try:
            found.append((said, _settled(asked, phrase, order).total - now.total))
        except (LawUnknown, BadMoney):
            continue  # that reading needs a rate that is not there; the chosen one does not
    for alternative in answer.alternatives:
        if isinstance(alternative.value, Decimal):
            found.append((alternative.reading, alternative.value - now.penalty))
    return [(said, effect) for said, effect in found if effect]


def _remarks(asked: Question, rate: Chosen, value: Settlement) -> list[Finding]:
    found = []
    if value.stopped is not None and value.stopped < asked.last:
        found.append(
            finding(
                "LX-M113",
                known=value.stopped,
                first=value.stopped + ONE_DAY,
                last=asked.last,
                missing=rate.line.missing or value.stopped + ONE_DAY,
            )
        )
    if rate.line.source:
        found.append(finding("LX-M121", source=rate.line.source))
    return found


def _above_debt(asked: Question, value: Settlement) -> list[Finding]:
    """Return a finding for every payment of which something found no debt."""
    by_id = {p.id: p for p in asked.payments}
    return [
        finding(
            "LX-M105",
            Where(field="--payments"),
            day=by_id[id].day,
            amount=by_id[id].amount,
            left=by_id[id].amount - over,
        )
        for id, over in value.credits
    ]


def _markup(asked: Question) -> tuple[Decimal, Decimal]:
    """Return the multiples of LPR between which a seller's loss is usually measured (买卖合同解释 18(4))."""
    low, high = (Decimal(str(part)) for part in tuple(shipped_book().at("money.sales_loss_markup", asked.first).value))
    return 1 + low / 100, 1 + high / 100


def _at_breach(phrase: Phrase) -> bool:
    return phrase.mode == "fixed" and phrase.anchor == "breach"


def _with_rate_steps(asked: Question, rate: Chosen, answer: Answer[Settlement]) -> Answer[Settlement]:
    """Return the answer with the rate as its first step, and the comparison lines of an agreed penalty."""
    low, high = _markup(asked) if _at_breach(asked.phrase) else (Decimal(0), Decimal(0))
    sales = low and low <= asked.phrase.multiplier <= high
    first = Step("calc.rate", rate.words, (_SALES,) if sales else ())
    if asked.void:
        first = Step("calc.rate", text("calc.rate.void", rate=rate.words), _VOID)
    more: tuple[Step, ...] = ()
    if asked.kind is Part.PENALTY and all(s.rule != "penalty.reduction" for s in answer.trace):
        value = rate.line.at(asked.first)
        annual = annual_equivalent(value) if rate.line.per == "day" else value
        try:
            more = reduction_lines(annual, asked.first, day=asked.last, rates=asked.rates).trace
        except LawUnknown:
            more = ()  # a comparison only: without LPR on that day there is nothing to compare with
    return replace(answer, trace=(first, *answer.trace, *more))
