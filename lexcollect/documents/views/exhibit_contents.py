"""What stands in an exhibit, in brief (内容简述): told by the facts of the case file that name it as their proof.

Owns which facts are told and how many of one exhibit. A fact that is unknown, or that nobody wants pleaded, is not told
of its exhibit either. The sentences are in ``evidence_list.yaml``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case
from lexcollect.documents.material import View, day, series, titled, yuan

#: So many facts of one exhibit are told; the rest is counted.
_MOST = 3
_Told = tuple[tuple[str, ...], date, str, dict[str, str]]


def told(found: View) -> dict[str, str]:
    """Return exhibit id → what stands in it; nothing for an exhibit that no fact names."""
    facts: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for ids, on, place, said in _facts(found.material.told):
        sentence = found.pen.one(f"evidence_list.{place}", said)
        for id in ids:
            facts[id].append((on, sentence))
    return {id: _brief(found, rows) for id, rows in facts.items()}


def _brief(found: View, rows: list[tuple[date, str]]) -> str:
    sentences = list(dict.fromkeys(words for _, words in sorted(rows, key=lambda row: row[0])))
    kept = series(sentences[:_MOST])
    if len(sentences) <= _MOST:
        return kept
    return found.pen.one("evidence_list.more", {"内容": kept, "件数": str(len(sentences))})


def _facts(case: Case) -> Iterator[_Told]:
    """Yield the facts with proof: exhibits, day, place of the sentence, and what fills it."""
    yield from _agreed(case)
    for d in case.deliveries:
        said = {"日期": day(d.date), "标的物": d.goods, "数量": d.quantity, "签收人": d.receiver}
        if d.goods:
            yield d.evidence, d.date, "delivery", said
    for p in case.payouts:
        yield p.evidence, p.date, "payout", {"日期": day(p.date), "金额": yuan(p.amount)}
    for i in case.invoices:
        yield i.evidence, i.date, "invoice", {"日期": day(i.date), "号码": i.number, "金额": yuan(i.amount)}
    for paid in case.payments:
        if paid.kind is k.PaymentKind.SET_OFF:
            continue
        yield paid.evidence, paid.date, "payment", {"日期": day(paid.date), "金额": yuan(paid.amount)}
    for a in case.acknowledgements:
        amount = yuan(a.amount) if a.amount else ""
        yield a.evidence, a.date, "confirmation", {"日期": day(a.date), "名称": a.kind.label, "金额": amount}
    for sent in case.communications:
        ids = tuple(dict.fromkeys((*sent.evidence, *(sent.links.own if sent.links else ()))))
        arrived = day(sent.delivered_on) if sent.delivered_on and sent.delivered_on != sent.date else ""
        yield ids, sent.date, "sending", {"日期": day(sent.date), "名称": sent.kind.label, "送达日": arrived}


def _agreed(case: Case) -> Iterator[_Told]:
    for c in case.contracts:
        if c.name:
            said = {"名称": titled(c.name), "编号": c.number, "日期": day(c.signed_on) if c.signed_on else ""}
            yield c.evidence, c.signed_on or date.min, "contract", said
    for o in case.obligations:
        amount = yuan(o.amount) if o.amount else ""
        yield o.evidence, o.date or date.min, "debt", {"名称": o.title, "编号": o.id, "金额": amount}
    for s in case.securities:
        if s.name:
            said = {"名称": titled(s.name), "担保人": case.party(s.grantor).name}
            yield s.evidence, s.created_on or date.min, "security", said
