"""The log of a matter (联系记录): every contact, promise, payment, cost and registry check in one line of time.

Owns the order and what each row says: facts as they were entered, no opinion and no judgment. Writes no file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.damage import repairs_of
from lexcollect.records import dataclass
from lexcollect.wording import Text, pair, text

if TYPE_CHECKING:
    from lexcollect.casefile.models import Acknowledgement, Case, Communication

#: The columns of the log, in their order.
COLUMNS = ("day", "time", "kind", "ours", "party", "person", "content", "reply", "result", "next", "evidence", "id")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: the cells of :data:`COLUMNS`; ``group`` is where it stands in the case file."""

    group: str
    day: date | None
    time: str
    kind: Text
    ours: str = ""
    party: str = ""
    person: tuple[Text | str, ...] = ()
    content: str = ""
    reply: str = ""
    result: tuple[Text, ...] = ()
    next: str = ""
    evidence: tuple[str, ...] = ()
    id: str = ""

    def cells(self) -> tuple[str, ...]:
        """Return the cells as they are shown."""
        values = {
            "day": self.day.isoformat() if self.day else "",
            "kind": str(self.kind),
            "person": "，".join(str(one) for one in self.person if str(one)),
            "result": "；".join(map(str, self.result)),
            "evidence": "、".join(self.evidence),
        }
        return tuple(values[key] if key in values else str(getattr(self, key)) for key in COLUMNS)


def rows_of(case: Case) -> tuple[Row, ...]:
    """Return every entry by day and time; what has no day stands last."""
    found = [*_contacts(case), *_promises(case), *_money(case), *_checks(case)]
    return tuple(sorted(found, key=lambda row: (row.day or date.max, row.time or "99:99")))


def _contacts(case: Case) -> Iterator[Row]:
    for made in case.communications:
        number = made.number or made.tracking_no
        person: list[Text | str] = [made.spoken_to, made.post]
        if made.capacity is not None:
            person.append(pair(*made.capacity.named))
        ours = made.caller or (case.party(made.sender).name if made.sender else "")
        yield Row(
            "communications",
            made.date,
            made.time,
            pair(*made.kind.named),
            ours,
            case.party(made.recipient).name,
            (*person, number),
            made.content,
            made.reply,
            tuple(_result(made)),
            made.next_step,
            made.evidence,
            made.id,
        )


def _result(made: Communication) -> Iterator[Text]:
    if made.answered is not None:
        yield text("log_verb.row.answered" if made.answered else "log_verb.row.unanswered")
    if made.kind in k.LETTERS or made.carrier:
        yield pair(*made.status.named)
        if made.delivered_on:
            yield text("log_verb.row.delivered", day=made.delivered_on)
    if made.signed_by:
        yield text("log_verb.row.signed", name=made.signed_by)
    if made.messages:
        yield text("log_verb.row.messages", count=made.messages)
    if made.visitors:
        yield text("log_verb.row.visitors", count=made.visitors)
    if made.recorded or made.recording:
        yield text("log_verb.row.recorded")
    if made.request is not None:
        yield text("log_verb.row.asked", wish=pair(*made.request.named))


def _promises(case: Case) -> Iterator[Row]:
    for one in case.acknowledgements:
        yield Row(
            "acknowledgements",
            one.date,
            _time_of(case, one),
            pair(*one.kind.named),
            "",
            case.party(one.by).name if one.by else case.debtor.name,
            (one.signed_by,),
            one.content,
            "",
            tuple(_promised(one)),
            "",
            one.evidence,
            one.id,
        )


def _time_of(case: Case, one: Acknowledgement) -> str:
    """A promise stands right behind the contact in which it was given."""
    return next((made.time for made in case.communications if one.contact and made.id == one.contact), "")


def _promised(one: Acknowledgement) -> Iterator[Text]:
    if one.amount is not None:
        yield text("log_verb.row.amount", amount=one.amount)
    if one.new_due_on:
        yield text("log_verb.row.until", day=one.new_due_on)


def _money(case: Case) -> Iterator[Row]:
    for paid in case.payments:
        payer = case.party(paid.payer).name if paid.payer else case.debtor.name
        result = (text("log_verb.row.amount", amount=paid.amount),)
        kind = pair(*paid.kind.named)
        yield Row(
            "payments",
            paid.date,
            "",
            kind,
            "",
            payer,
            (paid.channel,),
            paid.memo,
            result=result,
            evidence=paid.evidence,
            id=paid.id,
        )
    for cost in case.costs:
        result = (text("log_verb.row.amount", amount=cost.amount),)
        kind = pair(*cost.kind.named)
        yield Row("costs", cost.date, "", kind, content=cost.title, result=result, evidence=cost.evidence)
    for repair in repairs_of(case):
        told = (text("log_verb.row.amount", amount=repair.amount), text("log_verb.row.damages"))
        kind = pair(*k.CostKind.REPAIR.named)
        yield Row("costs", repair.date, "", kind, content=repair.title, result=told, evidence=repair.evidence)


def _checks(case: Case) -> Iterator[Row]:
    for one in case.registry_checks:
        result = (pair(*one.state.named),) if one.state else ()
        yield Row(
            "registry_checks",
            one.date,
            "",
            pair(*type(one).noun),
            one.by,
            case.party(one.party).name,
            (one.source,),
            one.content,
            result=result,
            evidence=one.evidence,
        )


def log_json(rows: tuple[Row, ...]) -> list[dict[str, Any]]:
    """Return the rows as plain data."""
    return [{"group": row.group, **dict(zip(COLUMNS, row.cells(), strict=True))} for row in rows]
