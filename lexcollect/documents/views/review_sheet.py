"""审查单: one page on which a lawyer sees parties, sums, court, days and what is to be decided; the working is annexed.

For the office alone (内部文件): never among what is filed, and nothing in it is pleaded. Without the deadlines of the
matter there is no sheet. The sentences are in ``review.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from lexcollect.casefile.exhibits import NO_ORIGINAL
from lexcollect.claims.heads import Head
from lexcollect.deadlines.deadline import Deadline
from lexcollect.documents import circumstances as c
from lexcollect.documents.cells_told import NOTHING, bracketed
from lexcollect.documents.dossier import Dossier
from lexcollect.documents.material import Material, View, day, listed, series, yuan
from lexcollect.documents.overview import Overview, fitting, overview_of
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import courts, review_deadlines, review_doubts, review_proof, review_working
from lexcollect.wording import say

#: So many open deadlines stand on the front page; the annex has all.
_DAYS = 3
#: So many debts of a deadline are named there.
_FEW = 1
#: So many debts of a guarantor are named on the front page.
_NAMED = 2


def view(material: Material) -> View:
    """Return the fields of the sheet and what is to be said about it."""
    found = View("review", material)
    dossier = material.dossier
    if dossier is None:
        found.say("LX-P620", paper=PAPERS[found.paper].name)
        return found
    overview = overview_of(dossier)
    proof = review_proof.rows_of(found, dossier)
    annex = _annex(found, dossier, overview) | {
        "各要件": review_proof.elements(found, proof),
        "缺口": review_proof.gaps(found, proof),
    }
    found.fields = {
        "案件": material.case.matter,
        "基准日": day(material.as_of),
        "当事人": _people(found),
        "请求": [_head(found, head) for head in material.claims.heads],
        "合计": _total(material),
        "费用": series(_fees(found)),
        "法院": _court(found),
        "最先": _first(found, dossier),
        "期限": _days(found, dossier),
        "其余期限": _further(found, dossier),
        "概况": _summary(found, overview),
        "决定": _decisions(found, dossier, overview),
        **annex,
        "法规": _book(found),
    }
    found.fields["条文"] = review_working.articles(found, dossier)
    return found


def _annex(found: View, dossier: Dossier, overview: Overview) -> dict[str, Any]:
    return {
        "计算": review_working.claims(found),
        "分段": review_working.lines(found),
        "推算": review_working.deadlines(found, dossier),
        "读法": review_working.readings(found, dossier),
        "疑点": review_doubts.rows(found, overview),
        "缺项": review_working.lacking(found, dossier),
        "要素式": review_working.forms(found),
        "变化": review_working.changes(dossier),
    }


def _people(found: View) -> list[dict[str, str]]:
    """Return who stands on which side, and for what each answers."""
    material = found.material
    total = "" if material.claims.apart else yuan(material.claims.total)
    rows = [
        {"地位": found.pen.one("review.side", {}, c.those({"creditor_side": True})), "名称": p.name, "责任": NOTHING}
        for p in material.case.creditors
    ]
    whole = found.pen.one("review.whole", {"金额": total})
    rows += [{"地位": found.pen.one("review.side"), "名称": p.name, "责任": whole} for p in material.case.debtors]
    for surety in material.claims.sureties:
        told = []
        if surety.covered:
            cap = yuan(surety.cap) if surety.cap is not None else ""
            said = {"债项": _debts(found, surety.covered), "金额": yuan(surety.amount), "最高额": cap}
            told.append(found.pen.one("review.answers_for", said))
        if left := _debts(found, [id for id, _ in surety.excluded]):
            told.append(found.pen.one("review.answers_for_nothing", {"债项": left}))
        name = material.case.party(surety.party).name
        side = found.pen.one("review.side", {}, c.of_surety(surety))
        rows.append({"地位": side, "名称": name, "责任": series(told) or NOTHING})
    return rows


def _debts(found: View, ids: Sequence[str]) -> str:
    """Return the names of a few debts, or how many there are: the annex names each."""
    return listed(ids) if len(ids) <= _NAMED else found.pen.one("review.debts", {"笔数": str(len(ids))})


def _head(found: View, head: Head) -> dict[str, str]:
    said = {"条款": head.clause, "条文": series(dict.fromkeys(map(str, head.cites)))}
    return {
        "项目": head.title.render("zh"),
        "金额": yuan(head.amount),
        "每日": yuan(head.per_day) if head.per_day else NOTHING,
        "依据": found.pen.one("review.clause_and_articles", said) or NOTHING,
    }


def _total(material: Material) -> dict[str, str]:
    claims = material.claims
    if claims.apart:
        return {"金额": NOTHING, "每日": NOTHING}
    return {"金额": yuan(claims.total), "每日": yuan(claims.per_day) if claims.per_day else NOTHING}


def _fees(found: View) -> list[str]:
    fees = found.material.claims.fees
    if fees is None or found.material.claims.titles:
        return []
    said = {"受理费": yuan(fees.acceptance.value.amount), "保全费": yuan(fees.preservation.value.amount)}
    return found.pen.all("review.fees", said)


def _court(found: View) -> str:
    """Return the court of the papers, or nothing: that it is missing is told once, with the complaint."""
    asked = View(found.paper, found.material)
    made = next((title.title.organ for title in found.material.claims.titles), "")
    return made or courts.court_asked(asked) or NOTHING


def _first(found: View, dossier: Dossier) -> str:
    open_ = [one for one in dossier.agenda.deadlines if one.open and one.period]
    if not open_:
        return found.pen.one("review.no_day")
    first = min(open_, key=lambda one: (one.period.act_by, one.id) if one.period else ())
    assert first.period is not None
    last = first.period.act_by
    said = {
        "日期": day(last),
        "天数": review_working.left(found.material.as_of, last),
        "事项": first.title.render("zh"),
    }
    return found.pen.one("review.first_day", said)


def _days(found: View, dossier: Dossier) -> list[dict[str, str]]:
    shown = _running(dossier)[:_DAYS]
    return [
        {
            "事项": _about(found, one),
            "相对人": review_deadlines.against(found, one),
            "办理日": one.period.act_by.isoformat() if one.period else NOTHING,
            "末日": one.period.last_day.isoformat() if one.period else NOTHING,
            "证明力": say(f"deadlines.grade.{one.proof.grade.value}", "zh") if one.proof else NOTHING,
        }
        for one in shown
    ]


def _running(dossier: Dossier) -> list[Deadline]:
    return [one for one in dossier.agenda.deadlines if one.open or one.untold]


def _further(found: View, dossier: Dossier) -> str:
    """Return how many deadlines the front page leaves to the annex."""
    left = len(_running(dossier)) - _DAYS
    return found.pen.one("review.further", {"项数": str(left)}) if left > 0 else ""


def _about(found: View, one: Deadline) -> str:
    """Return a deadline with its debts, or how many there are."""
    ids = one.obligations
    few = listed(ids) if len(ids) <= _FEW else found.pen.one("review.debts", {"笔数": str(len(ids))})
    return one.title.render("zh") + bracketed(few if ids else "")


def _summary(found: View, overview: Overview) -> str:
    said = {
        "错误": str(overview.errors),
        "注意": str(overview.doubts),
        "类": _kinds(overview),
        "待补": str(_blanks(found)),
        "障碍": str(sum(stop.bars for stop in found.material.claims.stops)),
    }
    return found.pen.one("review.head", said)


def _kinds(overview: Overview) -> str:
    """Return how many kinds of doubts there are, where that is another number than that of the doubts."""
    count = overview.kinds_of_doubts
    return str(count) if count != overview.doubts else ""


def _blanks(found: View) -> int:
    dossier = found.material.dossier
    assert dossier is not None
    return len({blank for one in fitting(dossier) for blank in one.blanks})


def _decisions(found: View, dossier: Dossier, overview: Overview) -> list[dict[str, str]]:
    """Return who decides what: client, lawyer, and who keeps the file."""
    material, claims = found.material, found.material.claims
    open_ = [one.period.act_by for one in dossier.agenda.deadlines if one.open and one.period]
    copies = listed(one.no for one in material.exhibits.values() if one.original == NO_ORIGINAL)
    points = overview.errors + overview.doubts
    lawyer = {"日期": day(min(open_)) if open_ else "", "疑点": str(points) if points else "", "复印件": copies}
    terms = material.case.settlement
    fee = claims.fees.preservation.value.amount if claims.fees and not claims.titles else None
    client = {
        "违约金": yuan(claims.account.penalty) if claims.account.penalty and not claims.titles else "",
        "保全费": yuan(fee) if fee is not None else "",
        "减免": yuan(terms.waive_penalty) if terms and terms.waive_penalty else "",
    }
    staff = {"待补": str(_blanks(found)) if _blanks(found) else "", "截止日": day(material.as_of)}
    return [
        *_decided(found, "client", found.pen.all("review.decide_client", client)),
        *_decided(found, "lawyer", found.pen.all("review.decide_lawyer", lawyer)),
        *_decided(found, "staff", found.pen.all("review.decide_staff", staff)),
    ]


def _decided(found: View, who: str, what: Iterable[str]) -> list[dict[str, str]]:
    holds = c.those({f"decides.{who}": who != "lawyer"})
    name = found.pen.one("review.who", {}, holds)
    told = [words for words in what if words]
    return [{"谁": name, "什么": series(told)}] if told else []


def _book(found: View) -> str:
    from lexcollect.law.book import shipped_book

    means = found.material.claims.account.means
    said = {"核对日": day(shipped_book().verified_through()), "节假日": day(means.calendar.data_through)}
    return found.pen.one("review.book", said)
