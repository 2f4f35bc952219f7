"""Phrases: what an exhibit may be said to prove (证明对象), from the facts that name it.

Owns one sentence for a fact of each kind, and the elements of the claim that the exhibit bears by the matrix of proof.
A sentence says what its fact is, never what follows from it in law; where no fact names the exhibit none is offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from starlette.routing import Route

from lexcollect.cn.amounts import format_yuan
from lexcollect.cn.dates import long_date
from lexcollect.evidence.items import OPEN
from lexcollect.findings import Refused, finding
from lexcollect.matter.desk.steps import Lined
from lexcollect.review import exhibits

if TYPE_CHECKING:
    from starlette.requests import Request

    from lexcollect.casefile.models import Case
    from lexcollect.matter.desk.draft import Desk
    from lexcollect.review.app import Review
    from lexcollect.review.forms import Form
    from lexcollect.sheets.rows import Row

#: So many are offered.
MOST = 8


def routes(review: Review) -> list[Route]:
    """Return the addresses of the phrases of an exhibit."""

    def phrases(request: Request) -> Response:
        with review.turn:
            row = exhibits.row_of(review.desk, request.path_params["key"])
            if row is None:
                return Response(status_code=404)
            view = {"key": request.path_params["key"], "phrases": phrases_for(review.desk, row)}
            return review.bare("phrases", view=view, read_only=review.desk.read_only)

    def take(request: Request, form: Form) -> Response:
        row = exhibits.row_of(review.desk, request.path_params["key"])
        phrase = form.one("phrase").strip()
        if row is None or phrase not in phrases_for(review.desk, row):
            return review.told((finding("LX-W101", row=""),))
        step = Lined(((row.id, "purpose", added(row.cells.get("purpose", ""), phrase)),))
        told = review.taken(lambda: review.desk.take(step))
        return review.piece(
            "file_form", told=told, view=exhibits.one_file(review.desk, review.desk.lines.row(row.id) or row)
        )

    return [
        Route("/phrases/{key}", phrases, methods=["GET"]),
        Route("/phrase/{key}", review.writing(take), methods=["POST"]),
    ]


def phrases_for(desk: Desk, row: Row) -> list[str]:
    """Return what may be said of an exhibit: by the facts that name it, then by the elements of the claim it bears."""
    from lexcollect.sheets.edits import bare, is_item

    if not is_item(row.id):
        return []
    id = bare(row.id)
    case = desk.parts.case
    found = [] if case is None else list(_of_facts(case, id))
    found += _of_elements(desk, id)
    now = row.cells.get("purpose", "")
    return [one for one in dict.fromkeys(found) if one and one not in now][:MOST]


#: What one exhibit can show where the element asks for more: whether a guarantee was called on in time differs by debt.
_SHOWN_OF: Mapping[str, str] = {"security": "担保成立以及担保的债务、方式、范围和期间；向担保人主张的事实"}


def _of_elements(desk: Desk, id: str) -> list[str]:
    from lexcollect.matter.proof import proof_of

    answered = desk.answered
    if answered is None:
        return []
    try:
        rows = desk.once("proof", lambda: proof_of(answered))
    except (Refused, ValueError):
        return []
    return [_SHOWN_OF.get(row.element.shows, row.element.fact) for row in rows if id in row.exhibits]


def _of_facts(case: Case, id: str) -> Iterator[str]:
    for group, write in _WRITERS.items():
        for fact in getattr(case, group, ()):
            if id in _named(fact):
                yield write(fact, case)


def _named(fact: Any) -> set[str]:
    """Return the exhibits that a fact names, also link by link."""
    links = getattr(fact, "links", None)
    linked = (getattr(links, key, ()) for key in ("content", "sent", "address", "arrival", "answer")) if links else ()
    return {*(getattr(fact, "evidence", None) or ()), *(id for ids in linked for id in ids)}


# --- the sentences ------------------------------------------------------------------------------------------------


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


def _sum(amount: Decimal | None) -> str:
    return f"{format_yuan(amount)}元" if amount is not None else ""


def _person(case: Case, id: str) -> str:
    return next((party.name for party in case.parties if party.id == id), "")


def _joined(*parts: str) -> str:
    return "，".join(part for part in parts if part)


def _party(fact: Any, case: Case) -> str:
    rep = getattr(fact, "legal_rep", "")
    return f"{fact.name}的主体资格{f'；法定代表人{rep}' if rep else ''}"


def _contract(fact: Any, case: Case) -> str:
    named = f"《{fact.name}》" if fact.name else "合同"
    number = f"（编号{fact.number}）" if getattr(fact, "number", "") else ""
    return f"{_day(getattr(fact, 'signed_on', None))}双方订立{named}{number}，合同关系成立"


def _obligation(fact: Any, case: Case) -> str:
    goods = f"{fact.goods}{fact.quantity}"
    return _joined(f"{_day(fact.date)}{fact.title or fact.id}{f'：{goods}' if goods else ''}", _sum(fact.amount))


def _delivery(fact: Any, case: Case) -> str:
    goods = f"{fact.goods}{fact.quantity}" or "货物"
    return _joined(f"{_day(fact.date)}交付{goods}", f"{fact.receiver}签收" if fact.receiver else "")


def _invoice(fact: Any, case: Case) -> str:
    return f"{_day(fact.date)}开具发票{_sum(fact.amount)}"


def _payment(fact: Any, case: Case) -> str:
    memo = f"附言“{fact.memo}”" if fact.memo else ""
    return _joined(f"{_person(case, fact.payer)}{_day(fact.date)}付款{_sum(fact.amount)}", memo)


def _payout(fact: Any, case: Case) -> str:
    return f"{_day(fact.date)}交付借款{_sum(fact.amount)}"


def _acknowledged(fact: Any, case: Case) -> str:
    who = f"{_person(case, fact.by)}{f'盖{fact.seal}' if fact.seal else ''}"
    owed = f"确认结欠{_sum(fact.amount)}" if fact.amount is not None else "承认债务"
    return f"{_day(fact.date)}{who}{owed}"


def _letter(fact: Any, case: Case) -> str:
    asked = f"主张{_sum(fact.amount)}" if fact.amount is not None else "主张权利"
    ended = (
        f"{_day(fact.delivered_on)}{f'由{fact.signed_by}' if fact.signed_by else ''}签收" if fact.delivered_on else ""
    )
    return _joined(f"{_day(fact.date)}向{_person(case, fact.recipient)}{asked}", ended)


def _security(fact: Any, case: Case) -> str:
    cap = f"最高额{_sum(fact.cap)}" if fact.cap is not None else ""
    named = f"《{fact.name}》" if fact.name else "担保"
    return _joined(f"{_person(case, fact.grantor)}{_day(fact.created_on)}出具{named}", cap)


def _cost(fact: Any, case: Case) -> str:
    return f"支出费用{_sum(getattr(fact, 'amount', None))}"


#: The sentence of each group of facts, by the name of the group.
_WRITERS: Mapping[str, Callable[[Any, Case], str]] = {
    "parties": _party,
    "contracts": _contract,
    "obligations": _obligation,
    "deliveries": _delivery,
    "payouts": _payout,
    "invoices": _invoice,
    "payments": _payment,
    "acknowledgements": _acknowledged,
    "communications": _letter,
    "securities": _security,
    "costs": _cost,
}


def added(now: str, phrase: str) -> str:
    """Return a purpose with ``phrase`` behind what stands there; an open text gives way to it."""
    return phrase if not now.strip() or OPEN in now else f"{now.rstrip('；。')}；{phrase}"
