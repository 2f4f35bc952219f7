"""Own fee tables: the table of an arbitration commission, given by the user as a file.

Owns the strict reading of such a file, its check, and the answer: every fee of the table with its working, and their
sum. Refuses, with line and remedy, what is no table: unknown keys, figures below zero, rows that end before they
begin, leave a gap, overlap or go on after a row without end. A figure that does not continue the rows before it is
told. The program knows nothing of the table but what the file says: every answer says whose table it is.

The file (``docs/fee-tables.md``)::

    title: 示例仲裁委员会收费表
    source: 该会官网，2026-05-10 下载
    since: 2024-01-01            # optional, until likewise
    fees:
      - title: 案件受理费
        minimum: 100             # optional, cap likewise
        rows:
          - {to: 1000, fixed: 100}
          - {to: 50000, percent: 5}
          - {percent: 4}

A row covers the part of the amount above ``from`` (without it: above the end of the row before) up to ``to``, the end
included. ``percent`` of that part is added; ``fixed`` is the whole fee up to ``from``, and of the whole row where it
has no ``percent``.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from lexcollect.cn.amounts import FEN, BadAmount
from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.cn.numerals import read_han_decimal
from lexcollect.cn.width import squeeze
from lexcollect.cn.yuan import read_yuan
from lexcollect.findings import Finding, Refused, finding, has_errors
from lexcollect.law.conventions import DEFAULTS, Conventions, reading
from lexcollect.law.rules.fee_tiers import Row, Table, evaluate
from lexcollect.law.rules.fees import Fee, working_words
from lexcollect.law.rules.schedule import ZERO
from lexcollect.law.trace import Answer, Assumption, Certainty, Step
from lexcollect.records import dataclass
from lexcollect.wording import Text, pair, text
from lexcollect.yamltree import Path_, Tree, read_yaml

_TABLE = ("title", "source", "since", "until", "fees")
_FEE = ("title", "rows", "minimum", "cap")
_ROW = ("from", "to", "percent", "fixed")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A user's table: whose it is, from and to which day it holds, and its fees by title."""

    title: str
    source: str
    since: date | None
    until: date | None
    fees: tuple[tuple[str, Table], ...]


@dataclass(frozen=True, slots=True)
class OwnFees:
    """What a user's table makes of an amount: each fee with its tiers, and their sum."""

    title: str
    source: str
    fees: tuple[tuple[str, Fee], ...]

    @property
    def amount(self) -> Decimal:
        """Return all fees together, in yuan."""
        return sum((fee.amount for _, fee in self.fees), ZERO)


def own_fees(table: OwnTable, amount: Decimal, day: date, *, conventions: Conventions = DEFAULTS) -> Answer[OwnFees]:
    """Return the fees of ``table`` on ``amount`` yuan on ``day``, each with its working.

    :class:`Refused` (LX-L612) for a day on which the table does not say that it holds;
    :class:`~lexcollect.law.rules.schedule.BadMoney` for an amount above its last row.
    """
    if (table.since and day < table.since) or (table.until and day > table.until):
        since, until = (end or text("law.open_end") for end in (table.since, table.until))
        raise Refused((finding("LX-L612", title=table.title, day=day, since=since, until=until),))
    fees = tuple((title, _fee(rows, amount, conventions)) for title, rows in table.fees)
    value = OwnFees(table.title, table.source, fees)
    steps = [Step("fee.own", text("law_money.step.own_table", title=table.title, source=table.source))]
    steps += [_working(title, fee) for title, fee in fees]
    if len(fees) > 1:
        steps.append(Step("fee.own", text("law_money.step.own_sum", amount=value.amount), result=value.amount))
    notice = Assumption(text("law_money.assumed_own_fee", rounding=reading(conventions.fees)))
    return Answer(value, tuple(steps), certainty=Certainty.CONVENTION, assumptions=(notice,))


def _fee(table: Table, amount: Decimal, conventions: Conventions) -> Fee:
    found = evaluate(table, amount, conventions)
    return Fee(
        "own",
        amount,
        found.amount,
        found.exact,
        found.full,
        found.tiers,
        found.cap,
        prepaid_by="",
        borne_by="",
        bears_under="",
        minimum=found.minimum,
    )


def _working(title: str, fee: Fee) -> Step:
    name: Text = pair(title, title)
    return Step("fee.own", working_words(fee, name, fee.working, fee.amount), result=fee.amount)


def read_table(path: Path) -> tuple[OwnTable | None, list[Finding]]:
    """Read a user's table; ``None`` if anything is wrong with it. Findings below an error are to be shown."""
    tree, problems = read_yaml(path, str(path))
    if tree is None:
        return None, problems
    reader = _Reader(tree)
    table = reader.table()
    return (None if has_errors(reader.problems) else table), reader.problems


def _percent(written: str) -> str:
    """Return the figure of 4, 4%, ４％, 百分之4 and 百分之四."""
    plain = squeeze(written).removesuffix("%")
    words = plain.removeprefix("百分之")
    read = read_han_decimal(words) if words != plain else None
    return words if read is None else str(read)


class _Reader:
    """Turns a parsed file into a table, collecting every mistake with its place."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[Finding] = []

    def table(self) -> OwnTable:
        data = self._mapping(self.tree.data, (), _TABLE)
        title, source = (self._words(data, key, (key,)) for key in ("title", "source"))
        since, until = (self._day(data, key) for key in ("since", "until"))
        rows = data.get("fees")
        if not isinstance(rows, list) or not rows:
            self._refuse("LX-L601", ("fees",), key="fees")
            rows = []
        fees = tuple(self._fee(one, ("fees", index)) for index, one in enumerate(rows))
        return OwnTable(title, source, since, until, fees)

    def _fee(self, given: Any, path: Path_) -> tuple[str, Table]:
        data = self._mapping(given, path, _FEE)
        title = self._words(data, "title", (*path, "title"))
        minimum, cap = (self._yuan(data, key, (*path, key)) for key in ("minimum", "cap"))
        if minimum is not None and cap is not None and minimum > cap:
            self._refuse("LX-L610", (*path, "minimum"), minimum=minimum, cap=cap)
        rows = data.get("rows")
        if not isinstance(rows, list) or not rows:
            self._refuse("LX-L601", (*path, "rows"), key="rows")
            rows = []
        return title, Table(self._rows(rows, (*path, "rows")), minimum, cap)

    def _rows(self, rows: list[Any], path: Path_) -> tuple[Row, ...]:
        found: list[Row] = []
        for index, given in enumerate(rows):
            place = (*path, index)
            data = self._mapping(given, place, _ROW)
            before = found[-1].upto if found else ZERO
            if found and before is None:
                self._refuse("LX-L608", place, row=index)
            row = self._row(data, place, before or ZERO)
            if before is not None and row.above != before:
                code = "LX-L604" if row.above > before else "LX-L605"
                self._refuse(code, (*place, "from"), before=before, start=row.above)
            elif found and row.fixed is not None:
                self._continues(found, row, (*place, "fixed"))
            found.append(row)
        return tuple(found)

    def _row(self, data: dict[str, Any], place: Path_, before: Decimal) -> Row:
        start, end = self._yuan(data, "from", (*place, "from")), self._yuan(data, "to", (*place, "to"))
        percent, fixed = self._percent(data, (*place, "percent")), self._yuan(data, "fixed", (*place, "fixed"))
        above = before if start is None else start
        if end is not None and end <= above:
            self._refuse("LX-L606", (*place, "to"), start=above, end=end)
        if data.get("percent") is None and data.get("fixed") is None:
            self._refuse("LX-L607", place)
        return Row(above, end, percent, fixed)

    def _continues(self, before: list[Row], row: Row, place: Path_) -> None:
        """Note a fixed sum that is not what the rows before come to at its beginning."""
        if not row.percent or has_errors(self.problems):
            return
        exact = evaluate(Table(tuple(before)), row.above, DEFAULTS).exact
        if row.fixed != exact:
            sum_ = exact.quantize(FEN, ROUND_HALF_UP)
            self._refuse("LX-L609", place, start=row.above, sum=sum_, fixed=row.fixed)

    def _mapping(self, given: Any, path: Path_, known: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(given, dict):
            self._refuse("LX-L601", path, key="、".join(known))
            return {}
        for key in given:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                hint = text("law_verb.near", names=near[0]) if near else ""
                self._refuse("LX-L602", (*path, key), key=key, near=hint)
        return given

    def _words(self, data: dict[str, Any], key: str, path: Path_) -> str:
        value = data.get(key)
        if not isinstance(value, str) or not value.strip():
            self._refuse("LX-L601", path, key=key)
            return ""
        return value

    def _day(self, data: dict[str, Any], key: str) -> date | None:
        value = data.get(key)
        if value is None:
            return None
        try:
            return parse_date(str(value))
        except BadDate:
            self._refuse("LX-L003", (key,), value=value)
            return None

    def _yuan(self, data: dict[str, Any], key: str, path: Path_) -> Decimal | None:
        value = data.get(key)
        if value is None:
            return None
        try:
            return read_yuan(value if isinstance(value, str) else "").value
        except BadAmount as bad:
            self._refuse("LX-L603", path, key=key, value=value, reason=text(f"general.amount.{bad.reason}"))
            return None

    def _percent(self, data: dict[str, Any], path: Path_) -> Decimal:
        value = data.get("percent")
        if value is None:
            return Decimal(0)
        try:
            percent = Decimal(_percent(value)) if isinstance(value, str) else Decimal("NaN")
        except InvalidOperation:
            percent = Decimal("NaN")
        if not percent.is_finite() or not 0 <= percent <= _HUNDRED:
            self._refuse("LX-L611", path, value=value)
            return Decimal(0)
        return percent

    def _refuse(self, code: str, path: Path_, **params: Any) -> None:
        self.problems.append(finding(code, self.tree.where(path), **params))
