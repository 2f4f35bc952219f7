"""What stands in an exhibit, in brief (内容简述): told by the facts of the case file that name it as their proof.

Owns which facts are told and how many of one exhibit, and that a letter is called as its exhibit is (催款函 is no
催告函), a waybill the slip of it. A fact that is unknown, or that nobody wants pleaded, is not told
of its exhibit either. The sentences are in ``evidence_list.yaml``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Communication
from lexcollect.causes.circumstances import of_kind
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, day, series, titled, yuan
from lexcollect.documents.views import demands, naming
from lexcollect.patterns import regex

#: What has a name of its own, whoever sent it.
_PAPERS = frozenset(
    {k.AcknowledgementKind.STATEMENT, k.AcknowledgementKind.DEBT_CONFIRMATION}
    | {k.AcknowledgementKind.REPAYMENT_PLAN, k.AcknowledgementKind.IOU}
)
#: The title of a letter, in its marks or at the begin of what its exhibit is called.
_TITLE = regex(
    r"(\u300a[^\u300a\u300b]{2,30}(?:\u51fd|\u901a\u77e5\u4e66?|\u544a\u77e5\u4e66)\u300b)|([\u4e00-\u9fff]{2,12}(?:\u51fd|\u901a\u77e5\u4e66))(?=\uff08|$)"
)
#: So many facts of one exhibit are told; the rest is counted.
_MOST = 3
_Told = tuple[tuple[str, ...], date, str, dict[str, str], frozenset[str]]
_PLAIN: frozenset[str] = frozenset()


def told(found: View) -> dict[str, str]:
    """Return exhibit id → what stands in it; nothing for an exhibit that no fact names."""
    facts: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for ids, on, place, said, how in _facts(found, found.material.told):
        for id in ids:
            facts[id].append((on, found.pen.one(f"evidence_list.{place}", said, how)))
    return {id: _brief(found, rows) for id, rows in facts.items()}


def _brief(found: View, rows: list[tuple[date, str]]) -> str:
    sentences = list(dict.fromkeys(words for _, words in sorted(rows, key=lambda row: row[0])))
    kept = series(sentences[:_MOST])
    if len(sentences) <= _MOST:
        return kept
    return found.pen.one("evidence_list.more", {"内容": kept, "件数": str(len(sentences))})


def _facts(found: View, case: Case) -> Iterator[_Told]:
    """Yield the facts with proof: exhibits, day, place of the sentence, what fills it, and its circumstances."""
    yield from _persons(found, case)
    yield from _agreed(found, case)
    yield from _performed(case)
    for i in case.invoices:
        for id in i.evidence:
            exhibit = found.material.exhibits.get(id)
            number = "" if exhibit and i.number in exhibit.title else i.number  # its name says the number
            yield (id,), i.date, "invoice", {"日期": day(i.date), "号码": number, "金额": yuan(i.amount)}, _PLAIN
    for paid in case.payments:
        if paid.kind is k.PaymentKind.SET_OFF:
            continue
        yield paid.evidence, paid.date, "payment", {"日期": day(paid.date), "金额": yuan(paid.amount)}, _PLAIN
    for a in case.acknowledgements:
        amount = yuan(a.amount) if a.amount else ""
        way = found.pen.one("evidence_list.message", {}, of_kind("channel", a.channel))
        said = {"日期": day(a.date), "名称": a.kind.label, "金额": amount, "途径": way}
        message = a.id in found.material.weak and way and a.kind not in _PAPERS
        yield a.evidence, a.date, "confirmation", said, c.those({"weak": message})
    for cost in case.costs:
        said = {"日期": day(cost.date) if cost.date else "", "名称": cost.kind.label, "金额": yuan(cost.amount)}
        yield cost.evidence, cost.date or date.max, "cost", said, _PLAIN
    for sent in case.communications:
        yield from _sent(found, case, sent)


def _persons(found: View, case: Case) -> Iterator[_Told]:
    """Yield who each party is by its papers, with the day on which a paper was made."""
    for party in case.parties:
        head = party.legal_rep.name if party.legal_rep else ""
        for id in party.evidence:
            exhibit = found.material.exhibits.get(id)
            made = day(exhibit.date) if exhibit and exhibit.date else ""
            said = {"名称": party.name, "法定代表人": head, "日期": made}
            yield (id,), date.min, "party", said, of_kind("party", party.kind)


def _performed(case: Case) -> Iterator[_Told]:
    for d in case.deliveries:
        said = {"日期": day(d.date), "标的物": d.goods, "数量": d.quantity, "签收人": d.receiver}
        yield d.evidence, d.date, "delivery", said, c.those({"named": d.goods})
    for m in case.milestones:
        yield m.evidence, m.date, "milestone", {"日期": day(m.date), "名称": m.title or m.kind.label}, _PLAIN
    for p in case.payouts:
        yield p.evidence, p.date, "payout", {"日期": day(p.date), "金额": yuan(p.amount)}, _PLAIN
    for thing in case.leased_things:
        named = {"租赁物": thing.name, "编号": thing.number}
        if on := thing.handed_over_on:
            yield thing.evidence, on, "handed_over", {"日期": day(on), **named}, _PLAIN
        if on := thing.returned_on:
            yield thing.return_evidence, on, "given_back", {"日期": day(on), **named}, _PLAIN


def _sent(found: View, case: Case, sent: Communication) -> Iterator[_Told]:
    """Yield a letter, a message or a notice: to whom, unless to the debtor, and whether it arrived.

    What only shows that the address is right (the contract, a guarantee) holds no letter; the day of arrival is told of
    what shows the arrival, where the case file says which exhibit that is.
    """
    named = sent.links.own if sent.links else ()
    papers = {id for made in (*case.contracts, *case.securities) for id in made.evidence}
    grounds = {*papers, *(sent.links.address if sent.links else ())} - set(named)
    ids = tuple(id for id in dict.fromkeys((*sent.evidence, *named)) if id not in grounds)
    shows = set(sent.links.arrival) if sent.links and sent.links.arrival else set(ids)
    on = sent.delivered_on
    slips = set(sent.links.sent) - {*sent.links.content, *sent.links.arrival} if sent.links else set()
    said = {
        "日期": day(sent.date),
        "名称": _called(found, sent) if demands.is_letter(sent) else sent.kind.label,
        "收件人": "" if sent.recipient == case.debtor.id else case.party(sent.recipient).name,
        "送达日": day(on) if on and on != sent.date else "",
    }
    yield tuple(id for id in ids if id in shows), sent.date, "sending", said, of_kind("status", sent.status)
    rest = tuple(id for id in ids if id not in shows)
    yield tuple(id for id in rest if id not in slips), sent.date, "sending", {**said, "送达日": ""}, _PLAIN
    for id in (id for id in rest if id in slips):
        exhibit = found.material.exhibits.get(id)
        number = "" if exhibit and sent.tracking_no in exhibit.title else sent.tracking_no
        slip = {"日期": day(sent.posted_on or sent.date), "名称": said["名称"], "单号": number}
        yield (id,), sent.date, "slip", {**slip, "收件人": case.party(sent.recipient).name}, _PLAIN


def _called(found: View, sent: Communication) -> str:
    """Return what a demand is called by the title of the exhibit that holds its words, else by what it is.

    The notice that ended a contract is called as the complaint calls it.
    """
    if demands.is_notice_of_end(found, sent):
        return demands.called(found, sent)
    ids = sent.links.content if sent.links and sent.links.content else sent.evidence
    exhibits = (found.material.exhibits.get(id) for id in ids)
    titles = (_TITLE.match(exhibit.title) for exhibit in exhibits if exhibit)
    named = next((title[1] or title[2] for title in titles if title), "")
    return named or demands.called(found, sent)


def _agreed(found: View, case: Case) -> Iterator[_Told]:
    for made in case.contracts:
        if made.name:
            on = day(made.signed_on) if made.signed_on else ""
            said = {"名称": titled(made.name), "编号": made.number, "日期": on}
            yield made.evidence, made.signed_on or date.min, "contract", said, _PLAIN
    for o in case.obligations:
        own = naming.own_number(found, o.id) if o.title else naming.items(found, [o.id])
        said = {"名称": o.title, "编号": own, "金额": yuan(o.amount) if o.amount else ""}
        yield o.evidence, o.date or date.min, "debt", said, _PLAIN
    for s in case.securities:
        named = titled(s.name) if s.name else found.pen.one("guarantee.paper")
        said = {"名称": named, "担保人": case.party(s.grantor).name}
        yield s.evidence, s.created_on or date.min, "security", said, _PLAIN
    for a in case.assignments:
        said = {"日期": day(a.date), "转让人": a.assignor, "名称": titled(a.agreement) if a.agreement else ""}
        yield a.evidence, a.date, "assignment", said, _PLAIN
