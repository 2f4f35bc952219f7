"""Judging: one row of a table → one row of the ledger. A pure function of its cells, the plan and nothing else.

Owns the order in which the cells of a row are read and compared with each other. What needs other rows (duplicates,
two balances of one contract) is the business of ``across``; what can be done with the row, of ``classing``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property

from lexcollect.cn.identifiers import normalise_code
from lexcollect.cn.width import fold, squeeze
from lexcollect.ledgers.fields import Field, as_compared, debtor_kinds, methods, statuses, threshold
from lexcollect.ledgers.periods import limitation_of
from lexcollect.ledgers.raw import Holds, RawCell, RawRow, letters_of
from lexcollect.ledgers.read_days import Said, read_day
from lexcollect.ledgers.read_money import read_money
from lexcollect.ledgers.read_persons import age_on, kind_by_name, read_ident, read_name, read_phones
from lexcollect.ledgers.row import DebtorKind, Issue, LedgerRow, Method, Standing
from lexcollect.records import dataclass

#: Whoever is younger needs the consent of a guardian (民法典 17, 18, 19, 145).
_OF_AGE = 18
#: Signs that somebody puts behind what was dealt with; they claim less than a word.
_TICKS = ("√", "✓")
_MONEY = (Field.AMOUNT, Field.PAID, Field.BALANCE)


@dataclass(frozen=True)
class Plan:
    """What a row is read by: the place of each field, the columns in 万元, how wide the ledger is, the as-of day."""

    places: Mapping[str, int]
    wide: int
    as_of: date
    wan: Mapping[str, str]

    def has(self, field: Field) -> bool:
        """Tell whether the ledger has a column of ``field``."""
        return field.value in self.places

    def cell(self, row: RawRow, field: Field) -> RawCell | None:
        """Return the cell of ``field``; nothing for an empty one or where there is no such column."""
        at = self.places.get(field.value)
        return row.cells[at] if at is not None and at < len(row.cells) else None


class _Reading:
    """The reading of one row: what was said so far, cell by cell."""

    def __init__(self, raw: RawRow, plan: Plan) -> None:
        self.raw, self.plan = raw, plan
        self.issues: list[Issue] = []

    def say(self, field: Field, said: Iterable[Said]) -> None:
        """Keep what is said of the cell of ``field``."""
        at = self.plan.places.get(field.value)
        letters = letters_of(at) if at is not None else ""
        self.issues += [Issue(code, field.value, letters, tuple(params.items())) for code, params in said]

    def cell(self, field: Field) -> RawCell | None:
        """Return the cell of ``field``."""
        return self.plan.cell(self.raw, field)

    def words(self, field: Field) -> str:
        """Return the words of the cell of ``field`` on one line, without blanks around."""
        cell = self.cell(field)
        return " ".join(fold(cell.text).split()) if cell else ""

    @cached_property
    def days(self) -> dict[Field, date | None]:
        """Return the days of the row."""
        found: dict[Field, date | None] = {}
        for field in (Field.SIGN, Field.DUE, Field.DEMAND):
            if self.plan.has(field):
                found[field], said = read_day(self.cell(field), field, self.plan.as_of)
                self.say(field, said)
        return found

    @cached_property
    def sums(self) -> dict[Field, Decimal | None]:
        """Return the sums of the row in yuan."""
        found: dict[Field, Decimal | None] = {}
        for field in _MONEY:
            if self.plan.has(field):
                found[field], said = read_money(self.cell(field), field, self.plan.wan.get(field.value, ""))
                self.say(field, said)
        return found


def judge(raw: RawRow, plan: Plan) -> LedgerRow:
    """Return the row of the ledger that ``raw`` is, without what follows from other rows."""
    at = _Reading(raw, plan)
    _formulas(at)
    if raw.broken:
        at.say(Field.NAME, [("LX-G016", {})])
    name, standing, said = read_name(at.cell(Field.NAME))
    at.say(Field.NAME, said)
    kind, ident = _who(at, name)
    phones, said = read_phones(at.cell(Field.PHONE)) if plan.has(Field.PHONE) else ((), [])
    at.say(Field.PHONE, said)
    contract = _contract(at)
    days, sums = at.days, at.sums
    sign, due = days.get(Field.SIGN), days.get(Field.DUE)
    status = _status(at, standing)
    _compare_days(at, sign, due, days.get(Field.DEMAND), ident)
    amount, paid = sums.get(Field.AMOUNT), sums.get(Field.PAID)
    balance = _balance(at, amount, paid, sums.get(Field.BALANCE), status)
    demand, method = days.get(Field.DEMAND), _method(at)
    limitation, said = limitation_of(due, demand, method, plan.as_of)
    at.say(Field.METHOD if plan.has(Field.METHOD) else Field.DEMAND, said)
    return LedgerRow(
        raw.number,
        tuple(cell.text if cell else "" for cell in raw.cells[: plan.wide]),
        raw.hidden,
        name,
        kind,
        ident,
        phones,
        at.words(Field.ADDRESS),
        at.words(Field.BUSINESS),
        contract,
        sign,
        due,
        amount,
        paid,
        balance,
        at.words(Field.TERMS),
        demand,
        method,
        *_guarantor(at),
        status,
        at.words(Field.COURT),
        at.words(Field.OWNER),
        at.words(Field.NOTE),
        limitation,
        issues=tuple(at.issues),
    )


def _formulas(at: _Reading) -> None:
    for word, place in at.plan.places.items():
        cell = at.raw.cells[place] if place < len(at.raw.cells) else None
        if cell and cell.merged:
            at.say(Field(word), [("LX-G082", {})])
        if cell and cell.formula and cell.text and cell.holds is not Holds.ERROR:
            at.say(Field(word), [("LX-G083", {"field": Field(word)})])


def _who(at: _Reading, name: str) -> tuple[DebtorKind | None, str]:
    """Return the kind of debtor and the number: by the number, else by the column, else by the name."""
    told = debtor_kinds().get(as_compared(at.words(Field.KIND)))
    looks = kind_by_name(name)
    if not at.plan.has(Field.IDENT):
        return told or looks, ""
    ident, whose, said = read_ident(at.cell(Field.IDENT), told or looks)
    at.say(Field.IDENT, said)
    really = whose if ident else (looks or whose)
    if told and really and DebtorKind.SOLE_TRADER not in (told, really) and told is not really:
        at.say(Field.KIND, [("LX-G049", {"kind": told, "other": really})])
        return really, ident
    return told or really, ident


def _contract(at: _Reading) -> str:
    if not at.plan.has(Field.CONTRACT):
        return ""
    cell = at.cell(Field.CONTRACT)
    number = normalise_code(cell.text) if cell else ""
    if not number:
        at.say(Field.CONTRACT, [("LX-G079", {})])
    return number


def _status(at: _Reading, behind_name: Standing | None) -> Standing:
    if not at.plan.has(Field.STATUS):
        return behind_name or Standing.OVERDUE
    given = at.words(Field.STATUS)
    if not given:
        at.say(Field.STATUS, [("LX-G072", {})])
        return behind_name or Standing.OVERDUE
    found = statuses().get(as_compared(given), Standing.UNREAD)
    if found is Standing.UNREAD:
        at.say(Field.STATUS, [("LX-G074", {"text": given})])
    elif given != found.label:
        at.say(Field.STATUS, [("LX-G073", {"text": given, "status": found})])
    return behind_name or found


def _method(at: _Reading) -> Method | None:
    given = at.words(Field.METHOD)
    if not given:
        return None
    found = methods().get(as_compared(given))
    if found is None:
        at.say(Field.METHOD, [("LX-G077", {"text": given})])
    return found


def _guarantor(at: _Reading) -> tuple[str, str]:
    given = at.words(Field.GUARANTOR)
    name = given if given.isascii() else squeeze(given)
    if not at.plan.has(Field.GUARANTOR_ID):
        return name, ""
    cell = at.cell(Field.GUARANTOR_ID)
    if cell is None or not cell.text.strip():
        if name:
            at.say(Field.GUARANTOR, [("LX-G052", {"name": name})])
        return name, ""
    number, _, _ = read_ident(cell, kind_by_name(name))
    if not number:
        at.say(Field.GUARANTOR_ID, [("LX-G053", {"text": cell.text.strip()})])
    return name, number


def _compare_days(at: _Reading, sign: date | None, due: date | None, demand: date | None, ident: str) -> None:
    if sign and due and due < sign:
        at.say(Field.DUE, [("LX-G009", {"due": due, "sign": sign})])
    for field, day in ((Field.SIGN, sign), (Field.DEMAND, demand)):
        if day and day > at.plan.as_of:
            at.say(field, [("LX-G014", {"field": field, "day": day})])
    age = age_on(ident, sign) if sign and ident else None
    if age is not None and age < _OF_AGE:
        at.say(Field.IDENT, [("LX-G050", {"age": age})])


def _balance(
    at: _Reading, amount: Decimal | None, paid: Decimal | None, balance: Decimal | None, status: Standing
) -> Decimal | None:
    """Return the balance; the three sums and the status are compared, and one cause is told once."""
    if amount is not None and amount <= 0:
        told: Said = ("LX-G027", {"amount": amount}) if amount < 0 else ("LX-G028", {})
        at.say(Field.AMOUNT, [told])
    left = amount - (paid or Decimal(0)) if amount is not None else None
    if not at.plan.has(Field.BALANCE):
        if left is not None:
            at.say(Field.AMOUNT, [("LX-G036", {"balance": left})])
        balance = left
    if amount is not None and paid is not None and paid > amount > 0:
        at.say(Field.PAID, [("LX-G032", {"paid": paid, "amount": amount})])
    elif status is Standing.CLOSED and balance and balance > 0 and not _is_tail(at, balance, amount):
        at.say(Field.BALANCE, [("LX-G033", {"balance": balance})])
    elif balance is not None and left is not None and amount is not None and amount > 0 and balance != left:
        at.say(Field.BALANCE, [("LX-G031", {"balance": balance, "expected": left})])
    return balance


def _is_tail(at: _Reading, balance: Decimal, amount: Decimal | None) -> bool:
    """Tell whether a debt that was ticked off has a remainder of reckoning left, and no word says that it is paid."""
    ticked = at.words(Field.STATUS) in _TICKS
    return ticked and amount is not None and balance * 100 <= amount * threshold("closed_tail")
