"""Row: one line of a ledger (台账), with what was read of it and what follows.

Owns :class:`LedgerRow` and :class:`Ledger`, the closed vocabularies of a ledger, and :class:`Issue`, what is to be said
of one cell. A value that cannot be used is absent (``None`` or empty), never guessed; the words of every cell are kept
as they stand. Computes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from lexcollect.casefile.values import Kind
from lexcollect.findings import Finding, Level, Where, finding
from lexcollect.law.rules.event_kinds import EventKind
from lexcollect.records import dataclass
from lexcollect.wording import finding_text


class Action(Kind):
    """What can be done with a row (处理): every row has exactly one, and their counts add up to the rows."""

    READY = "ready", "ready for papers", "可出文书"
    SKIP_CLOSED = "skip_closed", "paid off", "已结清"
    SKIP_DUPLICATE = "skip_duplicate", "duplicate", "重复"
    REVIEW_STATUS = "review_status", "look at the status", "状态需看"
    REVIEW_DATA = "review_data", "mend the data", "数据需改"
    REVIEW_EXPIRED = "review_expired", "limitation over", "时效已过"


class Standing(Kind):
    """How a debt stands by its ledger (状态); ``UNREAD`` is a word nobody knows."""

    OVERDUE = "overdue", "overdue", "逾期"
    CLOSED = "closed", "paid off", "已结清"
    WRITTEN_OFF = "written_off", "written off", "已核销"
    SUED = "sued", "sued", "已起诉"
    SETTLING = "settling", "settlement running", "和解中"
    MISSING = "missing", "cannot be reached", "失联"
    BANKRUPT = "bankrupt", "insolvent", "破产"
    DEAD = "dead", "dead", "已死亡"
    DEREGISTERED = "deregistered", "deregistered", "已注销"
    ENFORCING = "enforcing", "in enforcement", "执行中"
    NOT_DUE = "not_due", "not yet due", "未到期"
    DISPUTED = "disputed", "disputed", "有争议"
    UNREAD = "unread", "not understood", "看不懂"


#: A paper on such a debt is decided by a person first: it is before a court, given up, or its debtor is gone.
TO_LOOK_AT = frozenset(
    {
        *(Standing.WRITTEN_OFF, Standing.SUED, Standing.SETTLING, Standing.BANKRUPT, Standing.DEAD),
        *(Standing.DEREGISTERED, Standing.ENFORCING, Standing.NOT_DUE, Standing.DISPUTED, Standing.UNREAD),
    }
)


class DebtorKind(Kind):
    """Who the debtor is (客户类型)."""

    PERSON = "person", "natural person", "个人"
    COMPANY = "company", "company", "企业"
    SOLE_TRADER = "sole_trader", "sole trader", "个体工商户"


class Method(Kind):
    """How payment was last demanded (催收方式)."""

    POST = "post", "EMS", "EMS"
    WECHAT = "wechat", "WeChat", "微信"
    SMS = "sms", "text message", "短信"
    EMAIL = "email", "e-mail", "电子邮件"
    IN_PERSON = "in_person", "handed over against signature", "当面签收"
    VISIT = "visit", "visit without a signature", "上门"
    CALL = "call", "telephone", "电话"
    RECORDED_CALL = "recorded_call", "recorded telephone call", "电话录音"
    LAWYER_LETTER = "lawyer_letter", "lawyer's letter", "律师函"
    OTHER = "other", "other", "其他"


#: What a demand is to the law when its arrival is proved; what a ledger says of it is not proof yet.
EVENT_OF: Mapping[Method, EventKind] = {
    Method.POST: EventKind.LETTER_ARRIVED,
    Method.WECHAT: EventKind.ELECTRONIC_ARRIVED,
    Method.SMS: EventKind.ELECTRONIC_ARRIVED,
    Method.EMAIL: EventKind.ELECTRONIC_ARRIVED,
    Method.IN_PERSON: EventKind.DEMAND_SIGNED,
    Method.VISIT: EventKind.INTERNAL_NOTE,
    Method.CALL: EventKind.CALL_UNRECORDED,
    Method.RECORDED_CALL: EventKind.DEMAND_RECORDED,
    Method.LAWYER_LETTER: EventKind.LETTER_ARRIVED,
    Method.OTHER: EventKind.INTERNAL_NOTE,
}
#: Demands that move no limitation date by themselves: nothing shows that the debtor received them.
WEAK = frozenset({Method.CALL, Method.VISIT, Method.OTHER})


class LimitationState(Kind):
    """Where the limitation period (诉讼时效) of a row stands, by the day that counting alone gives (not rolled)."""

    OK = "ok", "more than 90 days left", "90天以上"
    WITHIN_30 = "within_30_days", "ends within 30 days", "30天内届满"
    WITHIN_90 = "within_90_days", "ends within 90 days", "90天内届满"
    EXPIRED = "expired", "over", "已届满"
    UNKNOWN = "unknown", "cannot be counted", "无法计算"


class Base(Kind):
    """The day a limitation period runs from."""

    DUE = "due", "due day", "到期日"
    DEMAND = "demand", "last demand", "最近催收"
    NONE = "", "none", "无"


@dataclass(frozen=True, slots=True)
class Limitation:
    """The limitation of one row (民法典 188, 195, 202, 203).

    ``expiry`` is the corresponding day as counting gives it, ``last_day`` the same rolled over rest days, ``act_by``
    the last working day on or before ``expiry``: the day to work to. ``provisional``: no holiday notice yet.
    ``rolled_reading``: what the period would be if a demand on a day that only the roll-over keeps open counts.
    """

    state: LimitationState = LimitationState.UNKNOWN
    base: Base = Base.NONE
    expiry: date | None = None
    last_day: date | None = None
    act_by: date | None = None
    provisional: bool = False
    rolled_reading: date | None = None

    def days_left(self, as_of: date) -> int | None:
        """Return the days from ``as_of`` to ``expiry`` (negative: over); ``None`` when nothing could be counted."""
        return (self.expiry - as_of).days if self.expiry else None


@dataclass(frozen=True, slots=True)
class Issue:
    """What is to be said of one cell: finding code, field, column letters, and what the sentence needs."""

    code: str
    field: str = ""
    column: str = ""
    params: tuple[tuple[str, Any], ...] = ()

    def finding(self, file: str, sheet: str, row: int) -> Finding:
        """Return the finding at its place in the ledger."""
        return finding(self.code, Where(file, sheet=sheet, cell=f"{self.column or 'A'}{row}"), **dict(self.params))

    @property
    def level(self) -> Level:
        """How serious it is: an error keeps the row from papers, the others do not."""
        return level_of(self.code)

    def message(self) -> str:
        """Return the sentence in the language of the run."""
        return finding(self.code, **dict(self.params)).message()


@cache
def level_of(code: str) -> Level:
    """Return the level of a finding by the catalogue."""
    return Level(finding_text(code).level)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row of a ledger: its ``number`` as spreadsheet programs count, the values that were read, what follows.

    ``cells`` are the words of all columns as they stand, ``hidden`` says that the sheet does not show the row.
    ``ident`` is empty where the number cannot be relied on; ``phone`` is the first of ``phones``. ``duplicate_of`` is
    the number of the earlier row with the same contract, 0 when there is none. Money is in yuan.
    """

    number: int
    cells: tuple[str, ...]
    hidden: bool = False
    name: str = ""
    kind: DebtorKind | None = None
    ident: str = ""
    phones: tuple[str, ...] = ()
    address: str = ""
    business: str = ""
    contract: str = ""
    sign: date | None = None
    due: date | None = None
    amount: Decimal | None = None
    paid: Decimal | None = None
    balance: Decimal | None = None
    terms: str = ""
    demand: date | None = None
    method: Method | None = None
    guarantor: str = ""
    guarantor_id: str = ""
    status: Standing = Standing.OVERDUE
    court: str = ""
    owner: str = ""
    note: str = ""
    limitation: Limitation = Limitation()
    duplicate_of: int = 0
    action: Action = Action.REVIEW_DATA
    issues: tuple[Issue, ...] = ()

    @property
    def phone(self) -> str:
        """The first telephone number that can be used."""
        return self.phones[0] if self.phones else ""

    @property
    def debtor_key(self) -> str:
        """What two rows of one debtor share: its number; persons of one name without one are not taken for one."""
        return self.ident or f"{self.name}#{self.number}"

    def days_overdue(self, as_of: date) -> int | None:
        """Return the days since the due day (negative: not due yet); ``None`` without a due day."""
        return (as_of - self.due).days if self.due else None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the ledger: letters, the words of its heading, and the field it was read as (empty: ignored).

    ``by`` says how the field was found: ``name``, ``content``, ``saved`` (a mapping file), ``typed`` (on the
    command line).
    """

    letters: str
    head: str
    field: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger as it was read on ``as_of``: where the table stands, its columns and its rows, none left out.

    ``totals`` are rows of sums, ``remarks`` other rows that are no debt (titles, notes, repeated headings) below the
    heading; ``hidden`` the numbers of rows that the sheet does not show. ``findings`` are about the file as a whole.
    """

    file: str
    sheet: str
    as_of: date
    sha256: str
    head_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[LedgerRow, ...]
    totals: tuple[int, ...] = ()
    remarks: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    other_sheets: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def counts(self) -> dict[Action, int]:
        """Return how many rows each action has, in its order; together they are all rows."""
        found = Counter(row.action for row in self.rows)
        return {action: found[action] for action in Action}

    def issue_counts(self) -> dict[str, int]:
        """Return how many rows each finding code stands in, by code."""
        found = Counter(code for row in self.rows for code in {issue.code for issue in row.issues})
        return dict(sorted(found.items()))

    def field_column(self, field: str) -> Column | None:
        """Return the column that was read as ``field``."""
        return next((column for column in self.columns if column.field == field), None)
