"""Closed matters (结案归档): what report, cover and index of a closed file share.

Owns the particulars of the file, the steps of the matter by day, and the list of papers by version. The sentences are
in ``closing.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Closing
from lexcollect.documents.material import Material, View, day, listed, titled, yuan
from lexcollect.documents.views import running


def of(found: View) -> Closing | None:
    """Return how the matter was closed; without it the paper is refused, and after it nothing may be open unsaid."""
    closing = found.material.case.closing
    if closing is None:
        found.say("LX-P660")
        return None
    if closing.date > found.material.as_of:
        found.say("LX-P661", closing.where, day=closing.date)
    if running.suit(found.material) is not None:
        found.say("LX-P663", closing.where)
    return closing


def case_told(found: View) -> str:
    """Return which matter it is."""
    case = found.material.case
    said = {
        "债权人": listed(p.name for p in case.creditors),
        "债务人": listed(p.name for p in case.debtors),
        "案由": running.causes(found),
    }
    return found.pen.one("closing.case", said)


def sheet(found: View, closing: Closing, *, cover: bool) -> list[dict[str, str]]:
    """Return the particulars of the file, a line each; ``cover``: those of the cover, with blanks to be filled."""
    case = found.material.case
    proceedings = [f for f in case.filings if f.organ or f.case_no]
    sureties = [p for p in case.parties if p.role is k.Role.SURETY]
    numbers = (*(f.case_no for f in proceedings), *(t.case_no for t in case.titles))
    rows = {
        "file_no": found.need(closing.file_no, "file_no", closing.where) if cover else closing.file_no,
        "matter": case.matter,
        "cause": running.causes(found),
        "creditor": listed(p.name for p in case.creditors),
        "debtor": listed(p.name for p in case.debtors),
        "surety": listed(p.name for p in sureties),
        "contract": "" if cover else _contracts(found),
        "organ": listed(
            dict.fromkeys((*(f.organ for f in proceedings if f.organ), *(t.organ for t in case.titles if t.organ)))
        ),
        "case_no": listed(dict.fromkeys(filter(None, numbers))),
        "agents": listed(a.name for a in case.agents),
        "handler": found.need(closing.handler, "handler", closing.where) if cover else closing.handler,
        "opened": day(closing.opened_on) if closing.opened_on else _open(found, closing, cover=cover),
        "closed": day(closing.date),
        "outcome": closing.result.label if closing.result else "",
        "kept_until": day(closing.kept_until) if closing.kept_until else _kept(found, closing, cover=cover),
        "level": closing.level,
    }
    return [{"项目": found.pen.one(f"closing.sheet_{name}"), "内容": value} for name, value in rows.items() if value]


def _contracts(found: View) -> str:
    """Return the contracts that are papers, by name and number."""
    papers = (each for each in found.material.case.contracts if each.written and each.name)
    return listed(
        found.pen.one("closing.contract", {"名称": titled(each.name), "编号": each.number}) for each in papers
    )


def _open(found: View, closing: Closing, *, cover: bool) -> str:
    return found.need("", "opened_on", closing.where) if cover else ""


def _kept(found: View, closing: Closing, *, cover: bool) -> str:
    return found.need("", "kept_until", closing.where) if cover else ""


def steps(found: View, closing: Closing) -> list[dict[str, str]]:
    """Return what was done and happened, oldest first, with the exhibits that show it."""
    told = [*_events(found), (closing.date, found.pen.one("closing.step_closed"), ())]
    kept = sorted((one for one in told if one[0] <= found.material.as_of), key=lambda one: one[0])
    return [{"日期": day(on), "内容": text, "证据": found.material.numbers(ids)} for on, text, ids in kept]


def _events(found: View) -> Iterator[tuple[date, str, tuple[str, ...]]]:
    case, pen = found.material.case, found.pen
    for sent in case.communications:
        to = case.party(sent.recipient).name if sent.recipient else ""
        yield sent.date, pen.one("closing.step_sent", {"方式": sent.kind.label, "对象": to}), sent.evidence
    for seen in case.acknowledgements:
        yield seen.date, pen.one("closing.step_sent", {"方式": seen.kind.label, "对象": ""}), seen.evidence
    for paid in case.payments:
        if paid.kind is k.PaymentKind.SET_OFF:
            continue
        by = case.party(paid.payer).name if paid.payer else ""
        yield paid.date, pen.one("closing.step_paid", {"付款人": by, "金额": yuan(paid.amount)}), paid.evidence
    for filed_ in case.filings:
        said = {"机构": filed_.organ, "案号": filed_.case_no, "结果": ""}
        yield filed_.date, pen.one("closing.step", {**said, "事": filed_.kind.label}), filed_.evidence
        if filed_.ended_on:
            said["结果"] = filed_.outcome.label
            yield filed_.ended_on, pen.one("closing.step", {**said, "事": pen.one("closing.ended")}), ()
    for title in case.titles:
        on = title.made_on or title.served_on
        if on:
            said = {"种类": title.kind.label, "案号": title.case_no}
            yield on, pen.one("closing.step_title", said), title.evidence
    for measure in case.measures:
        said = {"财产": measure.description or measure.asset.label, "案号": measure.case_no}
        yield measure.taken_on, pen.one("closing.step_measure", said), measure.evidence


def filed(material: Material) -> list[dict[str, str]]:
    """Return the papers of the matter by version, oldest first: title, version, day, whether final."""
    rows = []
    for number, one in enumerate(material.filed, 1):
        final = one.final_by
        rows.append(
            {"序号": str(number), "名称": one.title, "版本": one.version, "日期": day(one.as_of), "定稿人": final}
        )
    return rows
