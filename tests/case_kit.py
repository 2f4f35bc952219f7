"""A small loan of 100,000 yuan due 2024-03-15, to which a test adds the facts it is about."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from lexcollect.casefile import Case, parse_case
from lexcollect.deadlines.deadline import Agenda, Deadline
from lexcollect.deadlines.matter import Matter, answer_case

AS_OF = date(2026, 11, 21)
PARTIES = [
    {"id": "甲", "role": "creditor", "kind": "organisation", "name": "甲方示例有限公司", "domicile": "甲地"},
    {
        "id": "乙",
        "role": "debtor",
        "kind": "organisation",
        "name": "乙方样例有限公司",
        "domicile": "乙地",
        "legal_rep": {"name": "乙例"},
    },
]
JOINT = {"id": "丙", "role": "joint_debtor", "kind": "natural", "name": "丙样", "domicile": "丙地"}
SURETY = {"id": "丁", "role": "surety", "kind": "natural", "name": "丁样", "domicile": "丁地"}
CONTRACT = {"id": "合同", "cause": "买卖合同纠纷", "name": "买卖合同", "signed_on": "2024-01-10"}


def debt(id: str = "货款", due: str = "2024-03-15", **more: Any) -> dict[str, Any]:
    """Return an obligation of the contract."""
    return {
        "id": id,
        "contract": "合同",
        "date": "2024-01-15",
        "amount": "100000.00",
        "due": {"day": due, "roll": "none"},
        **more,
    }


def letter(on: str, to: str = "乙", id: str = "", **more: Any) -> dict[str, Any]:
    """Return a demand letter that is completely proved."""
    return {
        "id": id or f"函{on}{to}",
        "kind": "letter",
        "date": on,
        "recipient": to,
        "delivered_on": on,
        "status": "delivered",
        "contents_named": True,
        "address_basis": "contract",
        "evidence": [f"函{on}{to}"],
        "links": dict.fromkeys(("content", "sent", "address", "arrival"), f"函{on}{to}"),
        **more,
    }


def seal(on: str, kind: str = "statement", id: str = "", **more: Any) -> dict[str, Any]:
    """Return a consent of the debtor under its seal."""
    return {"id": id or f"{kind}{on}", "kind": kind, "date": on, "seal": "公章", "evidence": [f"{kind}{on}"], **more}


def filing(on: str, kind: str = "suit", id: str = "", **more: Any) -> dict[str, Any]:
    """Return proceedings with the court's receipt."""
    return {"id": id or f"{kind}{on}", "kind": kind, "date": on, "evidence": [f"回执{on}"], **more}


def surety(kind: str = "surety_joint", **more: Any) -> dict[str, Any]:
    """Return the guarantee of 丁, for which no period was agreed: six months (民法典 692(2))."""
    given = {"id": "保证", "kind": kind, "grantor": "丁", "contract": "合同", "created_on": "2024-01-10"}
    return {**given, "period": "没有约定", **more}


def case_with(**groups: Any) -> Case:
    """Return the case with ``groups`` added or put in place."""
    tree = {
        "schema": "lexcollect/case/1",
        "matter": "小案",
        "parties": PARTIES,
        "contracts": [CONTRACT],
        "obligations": [debt()],
        **groups,
    }
    loaded = parse_case(json.dumps(tree, ensure_ascii=False, indent=1))
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return loaded.case


def matter_with(as_of: date = AS_OF, **groups: Any) -> Matter:
    """Return the case with ``groups``, answered on ``as_of``."""
    return answer_case(case_with(**groups), as_of)


def agenda_with(as_of: date = AS_OF, **groups: Any) -> Agenda:
    """Return the deadlines of the case with ``groups``."""
    return matter_with(as_of, **groups).agenda


def claim(agenda: Agenda, obligation: str = "货款", person: str = "乙") -> Deadline:
    """Return the limitation of one obligation against one person."""
    return next(
        d
        for d in agenda.deadlines
        if d.rule.startswith("limitation.") and obligation in d.obligations and person in d.everybody
    )


def codes(agenda: Agenda) -> set[str]:
    """Return the codes of the findings."""
    return {f.code for f in agenda.findings}
