"""A title and what is left of it, as the forms of enforcement ask for it.

Owns two plain tables, as ``form_facts`` for a complaint: what is told (field → words or lines) and what holds. The
words are those of the narrative application wherever it says the same; what was not entered is empty and ticks nothing.
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Filing, Measure, Party
from lexcollect.claims.titles import TitleAccount
from lexcollect.cn.courts import names_a_court
from lexcollect.documents.material import View, day, listed, numbered, yuan
from lexcollect.documents.views import enforcement
from lexcollect.documents.views.form_words import ZERO, Told, closed, in_yuan
from lexcollect.law.rules.parts import Part
from lexcollect.records import dataclass

_OTHER = (Part.PENALTY, Part.COSTS)


@dataclass(frozen=True)
class Standing:
    """Whom a title binds and is asked on it, what the paper calls them together, and how the title stands."""

    title: TitleAccount
    asked: tuple[Party, ...]
    whole: str
    how: frozenset[str]


def told(view: View, on: Standing) -> Told:
    """Return what is told of the title."""
    title, material = on.title, view.material
    fact, before = title.title, enforcement.filed(view.material, on.title)
    asked = list(enforcement.requests(view, title, on.whole, on.how))
    return {
        "机关": fact.organ,
        "案由": material.contract.cause,
        "案号": fact.case_no,
        "生效年": str(title.effective.year),
        "生效月": str(title.effective.month),
        "生效日": str(title.effective.day),
        "判项": enforcement.granted(view, title, on.how),
        "执行依据": view.pen.one("enforcement.basis", enforcement.named(view, title, basis=True)),
        "请求事项": [f"{item['序号']}. {item['内容']}" for item in numbered(asked)],
        "合计": view.pen.one("enforcement.sum", {"截止日": day(material.as_of), "合计": yuan(title.total)}),
        "经过": enforcement.history(view, title, on.how),
        "执行情况": _so_far(view, on, before),
        "尚欠": enforcement.owed_words(view, title, on.how),
        "算法": view.pen.one("enforcement.method", {}, on.how),
        "文书内容": _contents(view, on),
        **_sums(view, title),
        "执行法院": before.organ if before else "",
        "执行案号": before.case_no if before else "",
        "执行到位": in_yuan(view, sum((p.amount for p in title.payments if p.day >= before.date), ZERO))
        if before
        else "",
        "请求总额": view.pen.one("form.total", {"金额": yuan(title.total), "截止日": day(material.as_of)}),
        "被执行人": listed(p.name for p in on.asked),
        **_measures(view, on),
        "线索": [_clue(view, clue) for clue in enforcement.clues(view, list(on.asked))],
        "担保数额": in_yuan(view, title.total),
    }


def holds(view: View, on: Standing) -> dict[str, object]:
    """Return what holds of the title, by which boxes are ticked."""
    title, material = on.title, view.material
    fact, before = title.title, enforcement.filed(view.material, on.title)
    arbitral = bool(fact.organ) and not names_a_court(fact.organ)
    mediated = fact.kind is k.TitleKind.MEDIATION_PAPER
    ended = fact.terminated_on is not None and fact.terminated_on <= material.as_of
    return {
        "title": True,
        "judgment": fact.kind in (k.TitleKind.JUDGMENT, k.TitleKind.APPEAL_JUDGMENT),
        "mediation": mediated and not arbitral,
        "arbitral_mediation": mediated and arbitral,
        "award": fact.kind is k.TitleKind.AWARD,
        "payment_order": fact.kind is k.TitleKind.PAYMENT_ORDER,
        "deed": fact.kind is k.TitleKind.NOTARIAL_DEED,
        "money": title.total,
        "principal": title.left(Part.PRINCIPAL),
        "interest": title.left(Part.INTEREST) or title.interest_per_day,
        "doubled": title.double or title.owed.double_per_day,
        "other_sums": any(title.left(part) for part in _OTHER),
        "frozen": _frozen(view, on),
        "applied": before,
        "going_on": before and before.outcome is k.Outcome.PENDING and not ended,
        "ended_for_now": before and ended,
        "pledged": _secured(view, on),
        "for_works": "priority" in material.circumstances,
        "preferred": _secured(view, on) or "priority" in material.circumstances,
    }


def in_short(told_: Told) -> list[str]:
    """Return requests, title, what was performed and what is left, where a form has room to tell them whole."""
    lines = (told_["请求事项"], told_["合计"], told_["执行依据"], told_["经过"], told_["尚欠"], told_["依据"])
    return closed(line for part in lines for line in ([part] if isinstance(part, str) else part) if line)


def _so_far(view: View, on: Standing, before: Filing | None) -> list[str]:
    """Return the title, that enforcement was asked for, what was performed and agreed since, and what is left."""
    title = on.title
    asked = ""
    if before is not None:
        said = {"日期": day(before.date), "法院": before.organ, "案号": before.case_no}
        asked = view.pen.one("enforcement.filed", {**said, "证据": view.material.cite(before.evidence)})
    basis = view.pen.one("enforcement.basis", enforcement.named(view, title, basis=True))
    owed = enforcement.owed_words(view, title, on.how)
    return [line for line in (basis, asked, *enforcement.history(view, title, on.how), owed) if line]


def _contents(view: View, on: Standing) -> str:
    return view.pen.one("form.title_contents", {"判项": enforcement.granted(view, on.title, on.how)})


def _sums(view: View, title: TitleAccount) -> dict[str, str]:
    """Return what is left, by the blanks of form 60; what runs on is told with its day."""
    each = title.interest_per_day
    runs, doubles = title.left(Part.INTEREST) or each, title.double or title.owed.double_per_day
    interest = {"金额": yuan(title.left(Part.INTEREST)), "每日": yuan(each) if each else ""}
    doubled = {"金额": yuan(title.double), "基数": yuan(title.owed.double_base) if title.owed.double_per_day else ""}
    until = {"截止日": day(view.material.as_of)}
    other = [enforcement.part_said(view, title, part, title.left(part)) for part in _OTHER if title.left(part)]
    return {
        "执行本金": in_yuan(view, title.left(Part.PRINCIPAL)) if title.left(Part.PRINCIPAL) else "",
        "执行利息": view.pen.one("form.title_interest", {**until, **interest}) if runs else "",
        "加倍利息": view.pen.one("form.title_doubled", {**until, **doubled}) if doubles else "",
        "其他费用": listed(other),
    }


def _frozen(view: View, on: Standing) -> list[Measure]:
    """Return the measures on what belongs to those who are asked, taken so far and not carried on by another."""
    persons = {p.id for p in on.asked}
    taken = [m for m in view.material.case.measures if m.owner in persons and m.taken_on <= view.material.as_of]
    renewed = {m.renews for m in taken}
    return [m for m in taken if m.id not in renewed]


def _measures(view: View, on: Standing) -> dict[str, str]:
    """Return number and first end of the measures; the end only where the court told that of every one."""
    found = _frozen(view, on)
    ends = [m.notified_end for m in found if m.notified_end]
    first = min(ends) if ends and len(ends) == len(found) else None
    return {
        "保全案号": listed(dict.fromkeys(m.case_no for m in found if m.case_no)),
        "保全到期年": str(first.year) if first else "",
        "保全到期月": str(first.month) if first else "",
        "保全到期日": str(first.day) if first else "",
    }


def _secured(view: View, on: Standing) -> bool:
    """Tell whether somebody who is asked gave a thing as security."""
    persons = {p.id for p in on.asked}
    return any(each.grantor in persons for each in view.material.case.collaterals)


def _clue(view: View, row: dict[str, str]) -> str:
    said = {name: row[name] for name in view.material.book.place("form.clue").fields}
    return view.pen.one("form.clue", said)
