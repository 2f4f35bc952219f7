"""坏账核销说明: the internal file by which an old debt is written off; it releases nobody (民法典 557).

Tells age, what was done and what came of it, as far as it was entered; sums of the books are blanks for the
accountant. Without any ground for saying that the debt cannot be had, and for a person who keeps no books, there is
no such file. Never goes to the debtor. The tax articles are from public reproductions and marked as unverified. The
sentences are in ``write_off.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from lexcollect.casefile.models import Filing
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.account import ObligationAccount
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import BLANK, Material, View, day, listed, yuan
from lexcollect.documents.views import contracts, demands, figures, history, naming, parties
from lexcollect.law.period import shift

ZERO = Decimal("0.00")


def view(material: Material) -> View:
    """Return the fields of the file and what is to be said about it."""
    found = View("write_off", material)
    owed = [o for o in material.own if o.principal]  # a repair is told by its name, not as principal
    if not owed:
        found.say("LX-P564")
        return found
    if all(parties.is_natural(p) for p in material.case.creditors):
        found.say("LX-P801")
        return found
    three, one = _older(material, owed, 3), _older(material, owed, 1)
    years = c.those({"three_years": three, "one_year": one - three})
    titled = bool(material.claims.titles)
    sums = {"三年额": "" if titled else _shown(three)}
    grounds = [*_grounds(found, sums, years)]
    if not grounds:
        found.say("LX-P800", material.case.choices.where)
        return found
    names = listed(p.name for p in material.case.debtors)
    found.fields = {
        "词": found.nouns,
        "说明": found.pen.one("write_off.internal"),
        "基本": _basic(found, names, sum((o.principal for o in owed), ZERO)),
        "账龄": _age(found, owed, three, one),
        "各笔": [] if titled else [_row(material, o) for o in owed],
        "合计": yuan(sum((o.principal for o in owed), ZERO)),
        "经过": _pursued(found),
        "没有经过": found.pen.one("write_off.not_pursued"),
        "程序": [*_proceedings(found)] or [found.pen.one("write_off.no_proceeding")],
        "依据": grounds,
        "财务": found.pen.all("write_off.blank"),
        "税前": found.pen.all("write_off.tax", sums, years),
        "后续": _after(found),
        "审批": [{"谁": who, "空": BLANK} for who in found.pen.all("write_off.approval")],
        "附件": [{"序号": str(n), "内容": one} for n, one in enumerate(_papers(found), 1)],
        "落款": {"日期": day(material.as_of)},
    }
    found.say("LX-P565")
    return found


def _shown(amount: Decimal) -> str:
    """Return a sum, nothing for none."""
    return yuan(amount) if amount else ""


def _basic(found: View, names: str, principal: Decimal) -> str:
    titled = bool(found.material.claims.titles)
    whole = found.material.claims.total if titled else figures.debt_total(found)
    beside = [] if titled else figures.beside_principal(found, capitals=False)
    said = {
        "截止日": day(found.material.as_of),
        "债务人": names,
        "合同": contracts.titles(found.material),
        "本金额": yuan(principal),
        "其他": listed(beside),
        "合计": yuan(whole) if beside or titled else "",
    }
    return found.pen.one("write_off.owed", said, c.those({"enforcing": titled}))


def _older(material: Material, owed: list[ObligationAccount], years: int) -> Decimal:
    """Return how much principal has been due for so many years on the day of the file."""
    due = (o for o in owed if not o.due.open and shift(o.due.rolled, years, "year") <= material.as_of)
    return sum((o.principal for o in due), ZERO)


def _age(found: View, owed: list[ObligationAccount], three: Decimal, one: Decimal) -> str:
    days = [o.due.rolled for o in owed if not o.due.open]
    if not days:
        return ""
    said = {
        "截止日": day(found.material.as_of),
        "最早": day(min(days)),
        "年数额": "" if found.material.claims.titles else _shown(three),
        "一年额": "" if found.material.claims.titles else _shown(one - three),
    }
    return found.pen.one("write_off.age", said)


def _row(material: Material, debt: ObligationAccount) -> dict[str, str]:
    late = (material.as_of - debt.due.rolled).days
    return {
        "编号": material.case.printed[debt.id],
        "应付日": "" if debt.due.open else day(debt.due.rolled),
        "尚欠": yuan(debt.principal),
        "天数": "" if debt.due.open or late < 0 else str(late),
    }


def _pursued(found: View) -> list[dict[str, str]]:
    """Return demands and acknowledgements that exhibits prove, oldest first, with the exhibits."""
    material = found.material
    label = {p.id: p.name for p in (*material.case.debtors, *material.case.creditors)}
    us = listed(p.name for p in material.case.creditors)
    asked = [(s.date, s, p) for p in material.case.debtors for s in demands.proved_demands(material, p)]
    rows = [
        (on, {"日期": day(on), "内容": demands.demanded(found, s, us, p.name), "证据": material.cite(s.evidence)})
        for on, s, p in asked
    ]
    known = zip(history.proved_acknowledgements(material), history.acknowledgements(found, label, us), strict=True)
    rows += [(a.date, row) for a, row in known]
    return [row for _, row in sorted(rows, key=lambda each: each[0])]


def _proceedings(found: View) -> Iterator[str]:
    """Yield what was started and what titles there are, as entered; a title that a suit brought is told with it."""
    material = found.material
    known = {(f.case_no, f.outcome.label) for f in material.case.filings if f.date <= material.as_of}
    for filing in sorted(material.case.filings, key=lambda each: each.date):
        if filing.date <= material.as_of:
            yield _filed(found, filing)
    for title in material.case.titles:
        if not title.terminated_on and not title.made_on and (title.case_no, title.kind.label) in known:
            continue
        said = {
            "机构": title.organ,
            "案号": title.case_no,
            "名称": title.kind.label,
            "日期": day(title.made_on) if title.made_on else "",
            "终结日": day(title.terminated_on) if title.terminated_on else "",
        }
        yield found.pen.one("write_off.title", said)


def _filed(found: View, filing: Filing) -> str:
    ended = filing.ended_on is not None and filing.ended_on <= found.material.as_of
    said = {
        "日期": day(filing.date),
        "机构": filing.organ,
        "案号": filing.case_no,
        "结果": filing.outcome.label if ended else "",
    }
    return found.pen.one("write_off.proceeding", said, of_kind("filing", filing.kind))


def _grounds(found: View, sums: Mapping[str, str], years: frozenset[str]) -> Iterator[str]:
    """Yield why the debt cannot be had: insolvency, enforcement that was ended, what was entered, three years' age."""
    material = found.material
    for insolvency in material.case.insolvent_on(material.as_of):
        said = {
            "名称": material.case.party(insolvency.person).name,
            "日期": day(insolvency.accepted_on),
            "法院": insolvency.court,
        }
        yield from found.pen.all("write_off.ground", said, frozenset({"insolvent"}))
    for title in material.case.titles:
        if title.terminated_on and title.terminated_on <= material.as_of:
            yield found.pen.one("write_off.ended", {"日期": day(title.terminated_on), "案号": title.case_no})
    if material.case.choices.unrecoverable:
        yield found.pen.one("write_off.entered", {"依据": material.case.choices.unrecoverable})
    yield from found.pen.all("write_off.overdue", {**sums, "截止日": day(material.as_of)}, years)


def _after(found: View) -> str:
    """Return that the debt is pursued on, and until when its limitation runs."""
    ends = [
        found.pen.one("write_off.ending", {"各笔": naming.items(found, one.debts), "日期": day(one.day)})
        for one in found.material.ending
    ]
    return found.pen.one("write_off.after", {"各日": listed(ends)}, c.those({"told": ends}))


def _papers(found: View) -> list[str]:
    """Return the kinds of paper on file that go into the file."""
    return list(dict.fromkeys(said for part in found.parts for said in part.pen.all("history.relied_on")))
