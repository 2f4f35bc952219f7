"""对管辖权异议的答辩意见: why the court has jurisdiction (民事诉讼法 24, 34, 35, 130).

Owns the answer to an objection entered with the pending suit: the clause or the link of the statute, the evidence, and
an objection that came after the period for the answer. Without an objection it is refused. What links the case to the
court beyond clause and statute is in nobody's words but the user's. The sentences are in ``running.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.casefile.models import Filing, Objection
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds
from lexcollect.documents.material import Material, View, day, numbered, without_stop
from lexcollect.documents.views import contract, courts, running
from lexcollect.law.rules.terms import answer


def view(material: Material) -> View:
    """Return the fields of the opinion and what is to be said about it."""
    found = View("jurisdiction_reply", material)
    pending = running.asked_in(found)
    if pending is None or not found.require(pending.objection, "objection", pending.where):
        return found
    objection = pending.objection
    assert objection is not None
    others = running.opponents(found, pending)
    by = material.case.party(objection.by)
    told = [*_points(found, pending, objection)]
    found.fields = {
        **running.people(found, others, answering=True),
        "案情": running.case_told(found, pending, others, answering=True),
        "请求事项": numbered([found.pen.one("running.dismiss_objection", {"异议人": by.name})]),
        "段": [{"题": "", "文": _objected(found, objection)}, *({"题": "", "文": text} for text in told)],
        "处理": found.pen.one("running.grant_reply"),
        "法院": running.court_of(found, pending),
        "附件": numbered(found.pen.all("running.reply_annexes")),
        "落款": running.close(found),
    }
    cites = grounds.grounds("jurisdiction_reply", material.circumstances, None, found.pen.articles)
    found.fields["法律依据"] = grounds.written(cites)
    return found


def _objected(found: View, objection: Objection) -> str:
    said = {
        "日期": day(objection.date) if objection.date else "",
        "异议人": found.material.case.party(objection.by).name,
        "法院": objection.court,
        "理由": without_stop(objection.reason),
    }
    return found.pen.one("running.objected", said)


def _points(found: View, pending: Filing, objection: Objection) -> Iterator[str]:
    """Yield why the objection fails: it came late; the clause or the statute; what the applicant says besides."""
    served = pending.complaint_served_on
    if served and objection.date:
        period = answer("proc.jurisdiction_objection", served).value.period
        if period is not None and objection.date > period.last_day:
            yield found.pen.one("running.objected_late", {"送达": day(served), "届满": day(period.last_day)})
    yield _link(found, pending)
    if own := without_stop(objection.reply):
        yield own


def _link(found: View, pending: Filing) -> str:
    """Return the clause that chose this court, the place of the works, or what the statute links the case to."""
    material = found.material
    contract_ = material.contract
    agreed, works = contract_.jurisdiction, contract_.works
    if agreed and agreed.court and pending.organ and agreed.court != pending.organ:
        agreed = None  # the clause speaks against the court that has the case; the case file is warned of it
    bare = not (agreed and agreed.court) and "exclusive" not in material.circumstances
    names, _ = contract.named(contract_)
    said = {
        "合同": names["名称"],
        **courts.clause_words(agreed),
        "工程地点": works.place if works else "",
        "证据": material.cite(contract_.evidence),
        "住所": found.need(material.case.debtor.domicile, "domicile", material.case.debtor.where) if bare else "",
        "债务人": material.case.debtor.name,
        "申请人住所": found.need(material.case.creditor.domicile, "domicile", material.case.creditor.where)
        if bare
        else "",
    }
    how = c.of_clause(said["原文"], said["条款"]) | c.those({"court_named": agreed and agreed.court})
    return found.pen.one("running.link", said, how)
