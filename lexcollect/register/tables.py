"""Tables: what the register holds, as the newest program has it.

Owns the shapes of the tables; how an older database comes to them is told in ``migrations``. A matter's rows hang on
its row in ``matters`` and go with it; events hang on nothing, for they outlive what they speak of.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from lexcollect.law.states import State
from lexcollect.register.columns import Json, Sentence, Word, Yuan
from lexcollect.register.kinds import Happened, Side, Standing

metadata = MetaData()
_DIGEST = String(64)
#: The words of the case file are loaded when a row of theirs is read: most lists need none.
_CONTACT = "lexcollect.casefile.kinds:CommunicationKind"


def _of_matter(name: str, *columns: Column[object]) -> Table:
    """Return a table whose rows belong to a matter and go with it."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("matter", Integer, ForeignKey("matters.id", ondelete="CASCADE"), nullable=False, index=True),
        *columns,
    )


#: Facts about the register itself: its schema, and by which program it was made.
about = Table("about", metadata, Column("key", String(40), primary_key=True), Column("value", Text, nullable=False))

#: The folders below which matters are looked for; relative to the folder of the register where they lie in it.
roots = Table(
    "roots", metadata, Column("id", Integer, primary_key=True), Column("place", Text, nullable=False, unique=True)
)

#: A matter folder: where it is, who it is, from what its answers were made, and for which day.
matters = Table(
    "matters",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("root", Integer, ForeignKey("roots.id", ondelete="CASCADE"), nullable=False),
    Column("folder", Text, nullable=False),
    Column("identity", _DIGEST, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("standing", Word(Standing), nullable=False, index=True),
    Column("owner", Text, nullable=False),
    Column("court", Text, nullable=False),
    Column("creditor", Text, nullable=False),
    Column("debtor", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("case_sha256", _DIGEST, nullable=False),
    Column("made_from", _DIGEST, nullable=False),
    Column("law", _DIGEST, nullable=False),
    Column("answered_for", Date, nullable=False, index=True),
    Column("taken_at", String(32), nullable=False),
    Column("stamp", String(160), nullable=False),
    Column("next_day", Date),
    UniqueConstraint("root", "folder"),
)

#: A deadline as it was answered; the days from which each level counts stand beside it, so that no law is asked again.
deadlines = _of_matter(
    "deadlines",
    Column("number", Integer, nullable=False),
    Column("deadline", Text, nullable=False),
    Column("rule", String(80), nullable=False),
    Column("title", Sentence, nullable=False),
    Column("person", Text, nullable=False),
    Column("persons", Json, nullable=False),
    Column("obligations", Json, nullable=False),
    Column("state", Word(State), nullable=False),
    Column("standing", Integer, nullable=False),
    Column("start", Date),
    Column("nominal", Date),
    Column("last_day", Date),
    Column("act_by", Date),
    Column("provisional", Boolean, nullable=False),
    Column("notice_from", Date),
    Column("warning_from", Date),
    Column("critical_from", Date),
    Column("warn_days", Json, nullable=False),
    Column("uid", String(80), nullable=False),
    Column("basis", Json, nullable=False),
)
#: Holds all that a count of levels asks for: no row is looked at.
Index(
    "deadlines_by_urgency",
    *(deadlines.c[name] for name in ("standing", "act_by", "critical_from", "warning_from", "notice_from", "matter")),
)

#: What a demand that counts nothing would save if its proof were there: a call without a record, mostly.
unsaved = _of_matter(
    "unsaved",
    Column("number", Integer, nullable=False),
    Column("event", Text, nullable=False),
    Column("kind", Word(_CONTACT), nullable=False),
    Column("happened_on", Date, nullable=False),
    Column("title", Sentence, nullable=False),
    Column("reason", Sentence, nullable=False),
    Column("would_count", Sentence),
    Column("would_be", Date),
)

#: What was found in reading and answering, by code.
findings = _of_matter(
    "findings",
    Column("code", String(12), nullable=False),
    Column("level", String(10), nullable=False),
    Column("count", Integer, nullable=False),
    Column("first", Json, nullable=False),
)

#: What is owed by currency: the rest of the principal, what runs on it, and what was paid.
money = _of_matter(
    "money",
    Column("currency", String(3), nullable=False),
    Column("principal", Yuan, nullable=False),
    Column("accrued", Yuan, nullable=False),
    Column("paid", Yuan, nullable=False),
    Column("claimed", Yuan, nullable=False),
)

#: Every debt with its due day and what is left of it: what ageing is counted from.
debts = _of_matter(
    "debts",
    Column("debt", Text, nullable=False),
    Column("contract", Text, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("due", Date),
    Column("amount", Yuan, nullable=False),
    Column("paid", Yuan, nullable=False),
    Column("principal", Yuan, nullable=False),
    Column("accrued", Yuan, nullable=False),
)

#: Who stands in a matter, on which side; ``spelled`` is the name as names are compared.
parties = _of_matter(
    "parties",
    Column("party", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("spelled", Text, nullable=False, index=True),
    Column("identifier", Text, nullable=False, index=True),
    Column("role", Word("lexcollect.casefile.kinds:Role"), nullable=False),
    Column("side", Word(Side), nullable=False),
)

payments = _of_matter(
    "payments",
    Column("payment", Text, nullable=False),
    Column("paid_on", Date, nullable=False),
    Column("amount", Yuan, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("payer", Text, nullable=False),
)

contacts = _of_matter(
    "contacts",
    Column("contact", Text, nullable=False),
    Column("kind", Word(_CONTACT), nullable=False),
    Column("happened_on", Date, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("status", Word("lexcollect.casefile.kinds:Status"), nullable=False),
    Column("tracking_no", Text, nullable=False),
    Column("delivered_on", Date),
    Column("demands", Boolean, nullable=False),
)

costs = _of_matter(
    "costs",
    Column("kind", Word("lexcollect.casefile.kinds:CostKind"), nullable=False),
    Column("amount", Yuan, nullable=False),
    Column("spent_on", Date),
)

#: The protocol: only ever grows. ``happened_at`` and ``who`` are told by the caller; ``login`` is the database's word.
events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("happened_at", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Word(Happened), nullable=False),
    Column("matter", Text, nullable=False, index=True),
    Column("detail", Json, nullable=False),
    Column("login", Text, nullable=False, server_default=""),
)

#: A ledger (台账) that was taken in, by the digest of its bytes; ``place`` is named as folders are.
ledger_files = Table(
    "ledger_files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("place", Text, nullable=False, unique=True),
    Column("sheet", Text, nullable=False),
    Column("sha256", _DIGEST, nullable=False),
    Column("law", _DIGEST, nullable=False),
    Column("taken_at", String(32), nullable=False),
    Column("answered_for", Date, nullable=False),
    Column("stamp", String(80), nullable=False),
    Column("counts", Json, nullable=False),
)

_ROWS = "lexcollect.ledgers.row"
#: A row of a ledger with its values as they were read, its limitation, and the days from which each level counts.
ledger_rows = Table(
    "ledger_rows",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ledger", Integer, ForeignKey("ledger_files.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("spelled", Text, nullable=False, index=True),
    Column("kind", Word(f"{_ROWS}:DebtorKind")),
    Column("ident", Text, nullable=False, index=True),
    Column("phone", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("contract", Text, nullable=False),
    Column("sign", Date),
    Column("due", Date),
    Column("amount", Yuan),
    Column("paid", Yuan),
    Column("balance", Yuan),
    Column("demand", Date),
    Column("method", Word(f"{_ROWS}:Method")),
    Column("guarantor", Text, nullable=False),
    Column("guarantor_id", Text, nullable=False),
    Column("status", Word(f"{_ROWS}:Standing"), nullable=False),
    Column("court", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("issues", Json, nullable=False),
    Column("action", Word(f"{_ROWS}:Action"), nullable=False),
    Column("limitation", Word(f"{_ROWS}:LimitationState"), nullable=False),
    Column("base", Word(f"{_ROWS}:Base"), nullable=False),
    Column("expiry", Date),
    Column("last_day", Date),
    Column("act_by", Date),
    Column("notice_from", Date),
    Column("warning_from", Date),
    Column("critical_from", Date),
    Column("weak_demand", Boolean, nullable=False),
    Column("watched", Boolean, nullable=False),
    Column("duplicate_of", Integer, nullable=False),
    UniqueConstraint("ledger", "number"),
)
Index("ledger_rows_by_urgency", ledger_rows.c.watched, ledger_rows.c.act_by)

#: Tables whose rows belong to a matter, in the order in which they are written.
OF_A_MATTER = (deadlines, unsaved, findings, money, debts, parties, payments, contacts, costs)
