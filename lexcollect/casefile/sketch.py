"""Sketch (轮廓): who sues whom over what, of a case file that is not finished or has mistakes elsewhere.

Owns the reading of names, roles, cause and court by themselves, each by the reader of its kind, whatever the rest of
the file says. A name that is not there is left open; nothing is guessed.
"""

from __future__ import annotations

from typing import Any, TypeVar

from lexcollect.casefile import kinds as k
from lexcollect.casefile.facts import Fact, read_fact
from lexcollect.casefile.fields import IdNumber, Line
from lexcollect.casefile.loader import in_english
from lexcollect.cn.width import is_blank
from lexcollect.records import dataclass

F = TypeVar("F", bound=Fact)


class _Named(Fact):
    role: k.Role
    name: Line = ""


class _Called(Fact):
    name: Line


class _Numbered(Fact):
    id_no: IdNumber


class _Cause(Fact):
    cause: Line


class _Matter(Fact):
    matter: Line


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a case file tells of the suit by itself; an empty text stands for what is not known.

    ``opponents`` are debtors, joint debtors, spouses who owe, and guarantors, in the order of a complaint; whether a
    guarantor still answers is not asked. ``unplaced`` are parties of whom it cannot be read on which side they stand.
    ``decided``: a title is there, enforcement is applied for.
    """

    matter: str
    creditors: tuple[str, ...]
    opponents: tuple[str, ...]
    cause: str
    id_numbers: tuple[str, ...]
    unplaced: tuple[str, ...] = ()
    decided: bool = False


def sketch_case(text: str | bytes) -> Sketch | None:
    """Return the sketch of the case file ``text``; ``None`` when it cannot be read as one."""
    data = in_english(text)
    if not data:
        return None
    parties = [one for one in _listed(data.get("parties")) if isinstance(one, dict)]
    named = [(fact, one) for one in parties if (fact := _read(_Named, one, "role", "name"))]
    numbers = [told.id_no for one in parties if (told := _read(_Numbered, one, "id_no"))]
    causes = [said.cause for one in _listed(data.get("contracts")) if (said := _read(_Cause, one, "cause"))]
    whole = _read(_Matter, data, "matter")
    return Sketch(
        whole.matter if whole else "",
        tuple(fact.name for fact, _ in named if fact.role is k.Role.CREDITOR),
        tuple(fact.name for role in _ORDER for fact, one in named if fact.role is role and _owes(role, one)),
        causes[0] if causes else "",
        tuple(numbers),
        tuple(
            called.name if (called := _read(_Called, one, "name")) else "—"
            for one in parties
            if _read(_Named, one, "role", "name") is None
        ),
        any(isinstance(one, dict) and one.get("awards") for one in _listed(data.get("titles"))),
    )


_ORDER = (k.Role.DEBTOR, k.Role.JOINT_DEBTOR, k.Role.SPOUSE, k.Role.SURETY)


def _owes(role: k.Role, party: dict[str, Any]) -> bool:
    """Tell whether a party of this role is sued: a spouse only on a stated ground (民法典 1064)."""
    tie = party.get("tie")
    return role is not k.Role.SPOUSE or (isinstance(tie, dict) and bool(tie.get("ground")))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _read(model: type[F], data: Any, *keys: str) -> F | None:
    """Return what ``data`` says under ``keys`` alone; ``None`` when that cannot be read."""
    if not isinstance(data, dict):
        return None
    fact, _ = read_fact(model, {key: data[key] for key in ("where", *keys) if key in data and not _blank(data[key])})
    return fact


def _blank(value: Any) -> bool:
    return isinstance(value, str) and is_blank(value)
