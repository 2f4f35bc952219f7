"""Court fees (诉讼费用) and the arbitration fee of the law: every figure with its tiers.

Owns the answer to a kind of fee: the tables of ``law.fee_record`` on a day, halving, who advances and who bears; what
the claim is worth and what its change does to the fee, ``fee_claims`` says. Refuses negative amounts
(:class:`~lexcollect.law.rules.schedule.BadMoney`) and days before 2007-04-01. Where the law gives a range it returns
the range and invents no figure. The court's own notice of payment decides.

Says: tiers accumulate (诉讼费用交纳办法 13, 14); halved only once (民诉法解释 206).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from lexcollect.cn.amounts import FEN
from lexcollect.law.book import Book, shipped_book
from lexcollect.law.conventions import DEFAULTS, Conventions, reading
from lexcollect.law.fee_record import FeeRecord, fee_record, shipped_fees
from lexcollect.law.parameters import Value
from lexcollect.law.rules.fee_tiers import YUAN, Row, Table, Tier, evaluate, tiers_of, words
from lexcollect.law.rules.schedule import ZERO, BadMoney
from lexcollect.law.trace import Answer, Assumption, Certainty, Citation, Step
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

MEASURES = "诉讼费用交纳办法"

#: What halves a fee; which ground halves which fee, with its article, the fee's record says.
Halving = Literal["simplified", "mediation", "withdrawal", "joined"]
_ONCE = Citation("民诉法解释", "206")


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee in yuan.

    ``base`` is the amount it is taken on, ``exact`` the unrounded sum after halving and before any bound, ``full``
    the rounded fee without halving. ``cap`` is the ceiling and ``minimum`` the least sum, if reached. ``prepaid_by``
    and ``borne_by`` are keys of the wording (``law_money.payer.…``); empty ``prepaid_by``: nobody pays in advance.
    ``bears_under`` is the article of the Measures on who bears it.
    """

    kind: str
    base: Decimal
    amount: Decimal
    exact: Decimal
    full: Decimal
    tiers: tuple[Tier, ...] = ()
    cap: Decimal | None = None
    prepaid_by: str = "plaintiff"
    borne_by: str = "loser"
    bears_under: str = "29"
    minimum: Decimal | None = None

    @property
    def working(self) -> str:
        """Return the tiers of the full fee as a sum to redo by hand: ``50+2,250+…+359,193.80×0.9%``."""
        return words(self.tiers)


@dataclass(frozen=True, slots=True)
class Band:
    """A range the law leaves to the province or the institution: no single figure exists here."""

    kind: str
    low: Decimal
    high: Decimal


def fee(
    kind: str,
    amount: Decimal | None,
    day: date,
    *,
    halved: Iterable[str] = (),
    conventions: Conventions = DEFAULTS,
    book: Book | None = None,
) -> Answer[Any]:
    """Return the fee of ``kind`` on ``amount`` under the law of ``day``: a :class:`Fee`, or a :class:`Band`.

    ``halved`` names every ground for halving (15, 16, 18); however many there are, it is halved once (民诉法解释 206).
    ``BadMoney`` for a ground that does not halve this fee.
    """
    record, law, grounds = fee_record(kind), book or shipped_book(), tuple(halved)
    for ground in grounds:
        if ground not in record.halved:
            raise BadMoney("not_halved", ground=text(f"law_money.half.{ground}"), kind=record.called)
    if "fixed" in record.parts:
        return _fixed(record, law, day, grounds)
    if "band" in record.parts:
        return _band(record, "band", law, day, grounds)
    if amount is None and "no_amount" in record.parts:
        return _band(record, "no_amount", law, day, grounds)
    base = amount or ZERO
    rates = law.at(_tabled(record).parts["tiers"].name, day)
    if any(len(tuple(row)) > 2 for row in rates.value):
        return _band_by_amount(record, rates, base, law, day)
    return _by_amount(record, base, day, grounds, conventions, law)


def acceptance_fee(
    claim: Decimal,
    day: date,
    *,
    halved: Iterable[Halving] = (),
    conventions: Conventions = DEFAULTS,
    book: Book | None = None,
) -> Answer[Fee]:
    """Return the acceptance fee of a property case (案件受理费, 诉讼费用交纳办法 13(1)(1)) on ``claim`` yuan."""
    return fee("acceptance", claim, day, halved=halved, conventions=conventions, book=book)


def counterclaim_fee(
    claim: Decimal, day: date, *, joined: bool = True, conventions: Conventions = DEFAULTS, book: Book | None = None
) -> Answer[Fee]:
    """Return the fee of a counterclaim (反诉): half when tried together (18), advanced by the defendant (20(1))."""
    grounds = ("joined",) if joined else ()
    return fee("counterclaim", claim, day, halved=grounds, conventions=conventions, book=book)


def appeal_fee(
    appealed: Decimal,
    day: date,
    *,
    withdrawn: bool = False,
    conventions: Conventions = DEFAULTS,
    book: Book | None = None,
) -> Answer[Fee]:
    """Return the fee of an appeal on the part of the judgment not accepted (17); withdrawn: half (15, 34)."""
    grounds = ("withdrawal",) if withdrawn else ()
    return fee("appeal", appealed, day, halved=grounds, conventions=conventions, book=book)


def preservation_fee(
    amount: Decimal | None, day: date, *, conventions: Conventions = DEFAULTS, book: Book | None = None
) -> Answer[Fee]:
    """Return the preservation fee (保全申请费, 14) on the amount actually preserved; ``None``: no amount.

    The applicant bears it and may put it into the claims of the suit (38(3)).
    """
    return fee("preservation", amount, day, conventions=conventions, book=book)


def payment_order_fee(
    claim: Decimal, day: date, *, conventions: Conventions = DEFAULTS, book: Book | None = None
) -> Answer[Fee]:
    """Return the fee of a payment order (支付令): a third of the acceptance fee (14), advanced by the applicant."""
    return fee("payment-order", claim, day, conventions=conventions, book=book)


def enforcement_fee(
    amount: Decimal, day: date, *, conventions: Conventions = DEFAULTS, book: Book | None = None
) -> Answer[Fee]:
    """Return the enforcement fee (执行申请费, 14): not advanced (20(2)), borne by the debtor (38(1)).

    Without an amount the law gives a range: :func:`fee_band` ``enforcement_no_amount``.
    """
    return fee("enforcement", amount, day, conventions=conventions, book=book)


def bankruptcy_fee(
    estate: Decimal, day: date, *, conventions: Conventions = DEFAULTS, book: Book | None = None
) -> Answer[Fee]:
    """Return the fee of a bankruptcy case: half the acceptance fee on the estate, with a ceiling (14)."""
    return fee("bankruptcy", estate, day, conventions=conventions, book=book)


def fixed_fee(
    kind: Literal["public_summons", "arbitration_review", "labour"],
    day: date,
    *,
    halved: Iterable[Halving] = (),
    book: Book | None = None,
) -> Answer[Fee]:
    """Return a fee that is one figure: 公示催告, 撤销仲裁裁决或认定仲裁协议效力, 劳动争议.

    ``halved``: the acceptance fee of a labour case is halved like any other (15, 16); fees of applications are not.
    """
    return fee(kind.replace("_", "-"), None, day, halved=halved, book=book)


def fee_band(
    kind: Literal["jurisdiction", "non_property", "enforcement_no_amount"],
    day: date,
    *,
    halved: Iterable[Halving] = (),
    book: Book | None = None,
) -> Answer[Band]:
    """Return a fee the law gives as a range; the province or the court fixes the figure inside it.

    ``halved``: the acceptance fee of a case without an amount is halved like any other (15, 16).
    """
    return fee(kind.removesuffix("_no_amount").replace("_", "-"), None, day, halved=halved, book=book)


# --- what a record makes of an amount ---


def _tabled(record: FeeRecord) -> FeeRecord:
    """Return the record whose tiers the fee is taken from: its own, or those of another fee."""
    return record if "tiers" in record.parts else shipped_fees().record(record.of)


def _charged(record: FeeRecord) -> FeeRecord:
    """Return the record the working speaks of: an appeal is charged as an acceptance fee."""
    return record if "tiers" in record.parts or record.charged_as else shipped_fees().record(record.of)


def _by_amount(
    record: FeeRecord, base: Decimal, day: date, halved: tuple[str, ...], conventions: Conventions, law: Book
) -> Answer[Fee]:
    share = _share(record, law, day, halved)
    always = law.at(record.share, day).decimal if record.share else YUAN
    divisor = _part(record, "divisor", law, day)
    table = _table(record, law, day)
    found = evaluate(table, base, conventions, times=share * always, over=divisor.decimal if divisor else YUAN)
    key = record.kind.replace("-", "_")
    value = Fee(key, base, found.amount, found.exact, found.full, found.tiers, found.cap, minimum=found.minimum)
    value = _borne(value, record, halved)
    told = str(divisor.value) if divisor else f"{1 / always:f}" if record.share else ""
    steps = [
        *_basis(record, base),
        _working(value, _charged(record), _cites(record, law, day), told),
        *_half(value, record, halved),
        *_bears(record, halved),
    ]
    notice = Assumption(text("law_money.assumed_fee", rounding=reading(conventions.fees)))
    return Answer(value, tuple(steps), certainty=Certainty.STATUTORY, assumptions=(notice,))


def _part(record: FeeRecord, part: str, law: Book, day: date) -> Value | None:
    return law.at(record.parts[part].name, day) if part in record.parts else None


def _table(record: FeeRecord, law: Book, day: date, column: int = 1) -> Table:
    """Return the table of a fee on ``day``; ``column`` of its rows holds the percentage (of a range: 1 or 2)."""
    tabled = _tabled(record)
    rates, base = _part(tabled, "tiers", law, day), _part(tabled, "base", law, day)
    assert rates is not None  # a record without tiers of its own names one that has them
    rows = [(Decimal(str(row[0])), Decimal(str(row[column]))) for row in map(tuple, rates.value)]
    flat = None if base is None else base.decimal if isinstance(base.value, str) else Decimal(base.value[column - 1])
    if flat is not None and rows[0][0]:  # the flat sum covers what lies below the first row
        rows.insert(0, (ZERO, Decimal(0)))
    ends = [*(above for above, _ in rows[1:]), None]
    bounds = (_part(record, part, law, day) for part in ("minimum", "cap"))
    return Table(
        tuple(
            Row(above, end, percent, flat if not index else None)
            for index, ((above, percent), end) in enumerate(zip(rows, ends, strict=True))
        ),
        *(bound.decimal if bound else None for bound in bounds),
    )


def _cites(record: FeeRecord, law: Book, day: date) -> tuple[Citation, ...]:
    """Return the articles of the tiers, of the divisor and of the bounds, each once, then the record's own."""
    values = (_part(_tabled(record), "tiers", law, day), *(_part(record, p, law, day) for p in _CITED))
    return tuple(dict.fromkeys((*(c for value in values if value for c in value.cite), *record.cites)))


_CITED = ("divisor", "minimum", "cap")


def _borne(value: Fee, record: FeeRecord, halved: tuple[str, ...]) -> Fee:
    """Return the fee with who advances and who bears it: a ground for halving may decide that."""
    borne, under = _who_bears(record, halved)
    article = under[-1].article.partition("(")[0] if under else ""
    return replace(value, prepaid_by=record.prepaid_by, borne_by=borne, bears_under=article)


def _basis(record: FeeRecord, base: Decimal) -> list[Step]:
    if record.basis is None:
        return []
    key, cites = record.basis
    return [Step(f"fee.{record.kind}", text(f"law_money.step.{key}", amount=base), cites)]


def _who_bears(record: FeeRecord, halved: tuple[str, ...]) -> tuple[str, tuple[Citation, ...]]:
    """Return who bears the fee and by which articles."""
    borne, under = record.borne_by, record.borne_under
    for ground in halved:
        if record.halved[ground].borne_by:
            borne, under = record.halved[ground].borne_by, record.halved[ground].borne_under
    return borne, under


def _bears(record: FeeRecord, halved: tuple[str, ...]) -> list[Step]:
    borne, under = _who_bears(record, halved)
    return [Step("fee.bears", text(f"law_money.payer.{borne}"), under)] if record.told else []


def _share(record: FeeRecord, law: Book, day: date, halved: tuple[str, ...]) -> Decimal:
    """Return what is left of the fee: all, or the half, once (民诉法解释 206)."""
    return law.at(record.half, day).decimal if halved else YUAN


def _half(value: Fee, record: FeeRecord, halved: tuple[str, ...]) -> list[Step]:
    if not halved:
        return []
    said = text("law_money.step.half", full=value.full, amount=value.amount, grounds=_grounds(halved))
    return [Step("fee.half", said, _halving(record, halved), result=value.amount)]


def _grounds(halved: tuple[str, ...]) -> tuple[Text, ...]:
    return tuple(text(f"law_money.half.{ground}") for ground in halved)


def _halving(record: FeeRecord, halved: tuple[str, ...]) -> tuple[Citation, ...]:
    """Return the articles of the grounds, with that on halving once where there are several."""
    cites = tuple(dict.fromkeys(cite for ground in halved for cite in record.halved[ground].cite))
    return cites + ((_ONCE,) if len(halved) > 1 else ())


def _working(value: Fee, charged: FeeRecord, cites: tuple[Citation, ...], divided: str) -> Step:
    """Return the step that shows the tiers; ``divided`` is the divisor after the sum (3, 2)."""
    bounded = value.cap is not None or value.minimum is not None
    amount = value.amount if divided or bounded else value.full
    working = f"({value.working})÷{divided}" if divided else value.working
    said = working_words(value, charged.charged, working, amount)
    return Step(f"fee.{charged.kind.replace('-', '_')}", said, cites, result=amount)


def working_words(value: Fee, name: Text, working: str, amount: Decimal) -> Text:
    """Return the sentence that shows how ``amount`` comes from the tiers and the bound that was reached."""
    ends = "capped" if value.cap is not None else "least" if value.minimum is not None else "plain"
    exact = value.exact.quantize(FEN, ROUND_HALF_UP)
    return text(f"law_money.fee.{ends}", kind=name, base=value.base, working=working, exact=exact, amount=amount)


def _fixed(record: FeeRecord, law: Book, day: date, halved: tuple[str, ...]) -> Answer[Fee]:
    given = law.at(record.parts["fixed"].name, day)
    full, key = given.decimal.quantize(FEN), record.kind.replace("-", "_")
    amount = (full * _share(record, law, day, halved)).quantize(FEN, ROUND_HALF_UP)
    value = _borne(Fee(key, ZERO, amount, amount, full), record, halved)
    step = Step(f"fee.{key}", text("law_money.step.fixed_fee", amount=full), given.cite, result=full)
    return Answer(value, (step, *_half(value, record, halved), *_bears(record, halved)))


def _band(record: FeeRecord, part: str, law: Book, day: date, halved: tuple[str, ...]) -> Answer[Band]:
    given = law.at(record.parts[part].name, day)
    kind = record.kind.replace("-", "_") + ("" if part == "band" else f"_{part}")
    bounds = [Decimal(str(one)).quantize(FEN) for one in tuple(given.value)]
    steps = [Step(f"fee.{kind}", text("law_money.step.band", low=bounds[0], high=bounds[1]), given.cite)]
    share = _share(record, law, day, halved)
    low, high = ((one * share).quantize(FEN, ROUND_HALF_UP) for one in bounds)
    if halved:
        said = text("law_money.step.half_band", low=low, high=high, grounds=_grounds(halved))
        steps.append(Step("fee.half", said, _halving(record, halved)))
    return Answer(Band(kind, low, high), tuple(steps))


def _band_by_amount(record: FeeRecord, rates: Value, amount: Decimal, law: Book, day: date) -> Answer[Band]:
    """Return the range of a fee whose rows give a least and a highest percentage."""
    low, high = (
        sum((t.amount for t in tiers_of(_table(record, law, day, column), amount)), Decimal(0)) for column in (1, 2)
    )
    kind = record.kind.replace("-", "_")
    band = Band(kind, low.quantize(FEN, ROUND_HALF_UP), high.quantize(FEN, ROUND_HALF_UP))
    said = text(f"law_money.step.{record.step or 'band_by_amount'}", amount=amount, low=band.low, high=band.high)
    return Answer(band, (Step(f"fee.{kind}", said, (*rates.cite, *record.cites)),))
