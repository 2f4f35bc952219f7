"""Chains: demands, limitation, guarantees, notices and costs in the proof matrix, as the answers on time and money say.

Owns what of the agenda and of the costs becomes a row: which exhibits carry each link of a demand (诉讼时效规定 8),
which weak event would count with what, and by which day that matters. Grades nothing anew: the grades are those of
``deadlines.proof``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from lexcollect.burden.inquiry import Inquiry, evidence
from lexcollect.burden.shapes import Chain, Doubt, Gap, Gravity, Row, Standing, Supplier
from lexcollect.burden.weighing import MEANING, copies
from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Security
from lexcollect.causes.cause import Element
from lexcollect.deadlines.deadline import OPEN, Deadline
from lexcollect.deadlines.events import CaseEvent
from lexcollect.deadlines.links import name_of, wanted_for
from lexcollect.law.carriers import Link
from lexcollect.law.period import Period
from lexcollect.law.rules.event_kinds import EventKind
from lexcollect.law.states import State
from lexcollect.wording import Text, pair, text

#: What the lawyer can do alone to make an event count; the rest comes from the client.
_OURS = frozenset(
    f"deadlines.need.{word}"
    for word in (
        *(
            "demand_again",
            "say_contents",
            "say_address",
            "say_arrival",
            "name_links",
            "state",
            "tracking",
            "court_receipt",
        ),
        *("return_slip", "new_promise", "sue_debtor", "notice_missing", "notice_outlet", "assert_right"),
    )
)
_LIMITS = ("limitation.", "enforce.apply", "bill.")
_PERIOD = "guarantee.period"
#: Links that somebody else than the client can show: the carrier's page, the register.
_LOOKED_UP = frozenset({Link.ARRIVAL, Link.ADDRESS})


def limitation(asked: Inquiry, element: Element) -> Row:
    """Return the row of the period for suing: what the date rests on, and what would make the weak events count."""
    found = [d for d in asked.agenda.deadlines if d.rule.startswith(_LIMITS) and asked.of_debts(d.obligations)]
    debtors = {party.id for party in asked.case.debtors}
    found = [d for d in found if debtors & {*d.everybody}]
    deciding = [d.deciding for d in found if d.deciding is not None]
    exhibits = asked.there(id for event in deciding for id in _exhibits(event))
    over = [d for d in found if d.state is State.EXPIRED]
    mine = [e for e in asked.events if e.person in debtors | {""}]
    gaps = list(_weak_events(asked, mine, found)) if not asked.decided else []
    gaps += _links(asked, mine)
    if over:
        standing = Standing.MISSING
        if not any(gap.gravity is Gravity.DECIDES for gap in gaps):
            gaps.insert(0, _gap(Gravity.DECIDES, "expired", Supplier.CLIENT, papers=True))
    else:
        standing = Standing.WEAK if any(g.gravity < Gravity.HELPS for g in gaps) else Standing.SHOWN
    return Row(asked.contract.id, element, standing, exhibits, tuple(gaps), tuple(_chains(asked, mine)))


def security(asked: Inquiry, element: Element) -> Row | None:
    """Return the row of guarantees and things given as security; none where there is none."""
    case = asked.case
    guarantees = [s for s in case.securities if s.contract in ("", asked.contract.id) and asked.of_debts(s.covers)]
    things = [c for c in case.collaterals if c.contract in ("", asked.contract.id) and asked.of_debts(c.covers)]
    if not (guarantees or things):
        return None
    gaps = [_gap(Gravity.DECIDES, "security", Supplier.CLIENT, papers=True) for s in guarantees if not s.evidence]
    gaps += [_gap(Gravity.DECIDES, "security", Supplier.CLIENT, papers=True) for c in things if not c.evidence]
    ids = {s.id for s in guarantees}
    periods = [d for d in asked.agenda.deadlines if d.rule.startswith(_PERIOD) and d.security in ids]
    sureties = {s.grantor for s in guarantees}
    events = [e for e in asked.events if e.person in sureties]
    gaps += _periods(periods)
    gaps += _by_law(guarantees, periods)
    gaps += _weak_events(asked, events, periods)
    gaps += _links(asked, events)
    papers = evidence((*guarantees, *things))
    if without := copies(asked, papers):
        gaps.append(_copy(Doubt.COPY_ONLY if len(without) == len(papers) else Doubt.COPY, asked, without))
    kept = [d.deciding for d in periods if d.deciding is not None]
    exhibits = asked.there((*papers, *(id for e in kept for id in _exhibits(e))))
    standing = _standing(gaps, bool(papers))
    return Row(asked.contract.id, element, standing, exhibits, tuple(gaps), tuple(_chains(asked, events)))


def _periods(periods: Iterable[Deadline]) -> Iterator[Gap]:
    """Yield guarantees that nobody was called on for yet, and those called on too early to be sure."""
    running = [d for d in periods if d.state in OPEN and d.period]
    if running:
        until = min(d.period.act_by for d in running if d.period)
        names = [id for d in running for id in d.obligations]
        yield _gap(Gravity.WEAK, "guarantee_open", Supplier.LAWYER, until=until, fill="guarantee_open", names=names)
    doubtful: dict[str, list[str]] = {}
    for one in periods:
        if one.state is State.DOUBTFUL:
            doubtful.setdefault(_doubt(one), []).extend(one.obligations)
    for word, ids in doubtful.items():
        yield _gap(Gravity.WEAK, word, Supplier.LAWYER, names=ids, fill=word)


def _doubt(one: Deadline) -> str:
    """Return why a guarantee is doubtful: an early demand, a period nobody entered, or one reading only."""
    if one.deciding is not None:
        return "guarantee_early"
    unsaid = any(note.key == "deadlines.note.period_unsaid" for note in one.notes)
    return "guarantee_unsaid" if unsaid else "guarantee_last"


def _by_law(guarantees: Sequence[Security], periods: Sequence[Deadline]) -> Iterator[Gap]:
    """Yield what the law puts in place of a period or a kind that was not agreed (民法典 686(2), 692(2))."""
    of_each = {s.id: [d for d in periods if d.security == s.id and d.period] for s in guarantees}
    for security in guarantees:
        mine = [(d, d.answer.value) for d in of_each[security.id]]
        short = [d for d, value in mine if getattr(value, "treated_as", "") in ("no_term", "unclear")]
        ends = [d.period.last_day for d in short if d.period]
        if ends and not security.period_unsaid:
            names = [id for d in short for id in d.obligations]
            # Of a period that runs the day is told with what is to be done in it.
            until = None if any(d.state in OPEN for d in short) else min(ends)
            yield _gap(Gravity.HELPS, "guarantee_six", Supplier.LAWYER, until=until, names=names, fill="keep_proof")
        if security.kind is k.SecurityKind.SURETY_UNCLEAR and any(
            getattr(value, "mode", "") == "general" for _, value in mine
        ):
            yield _gap(Gravity.HELPS, "guarantee_kind", Supplier.LAWYER, fill="guarantee_kind")


def demand(asked: Inquiry, element: Element) -> Row | None:
    """Return the row of the demand that the law wants before termination, acceleration or suit."""
    contract = asked.contract
    if not (contract.termination or contract.acceleration or asked.cause.demand_first):
        return None
    debtors = {party.id for party in asked.case.debtors}
    sent = {c.id for c in asked.case.communications}
    tried = [e for e in asked.events if e.law.id in sent and e.person in debtors]
    proved = [e for e in tried if e.proof.grade.counts]
    exhibits = asked.there(id for e in proved for id in _exhibits(e))
    gaps = [] if proved else [_gap(Gravity.DECIDES, "demand", Supplier.LAWYER, papers=True)]
    return Row(asked.contract.id, element, _standing(gaps, bool(proved)), exhibits, tuple(gaps), ())


def transfer_notice(asked: Inquiry, element: Element) -> Row:
    """Return the row of the notice by which an assignment binds the debtor (民法典 546)."""
    notices = [e for e in asked.events if e.law.kind is EventKind.ASSIGNMENT_NOTICE_ARRIVED]
    proved = [e for e in notices if e.proof.grade.counts]
    gaps = list(_links(asked, notices))
    if not proved:
        gaps.insert(0, _gap(Gravity.DECIDES, "notice", Supplier.LAWYER, papers=True))
    exhibits = asked.there(id for e in notices for id in _exhibits(e))
    standing = _standing(gaps, bool(proved))
    return Row(asked.contract.id, element, standing, exhibits, tuple(gaps), tuple(_chains(asked, notices)))


def costs(asked: Inquiry, element: Element) -> Row | None:
    """Return the row of the costs of realising the claim; none where no clause bears any and none were spent."""
    items = [item for item in asked.claims.costs if item.contract in ("", asked.contract.id)]
    if not items:
        return None
    clause = asked.contract.evidence if asked.contract.cost_clause else ()
    exhibits = asked.there((*clause, *(id for item in items if item.claimed for id in item.evidence)))
    gaps = []
    for item in (item for item in items if not item.claimed):
        what = text("burden.gap.cost", kind=pair(*item.kind.named), reason=item.reason)
        by = Supplier.LAWYER if item.clause else Supplier.CLIENT
        gaps.append(Gap(Gravity.HELPS, what, (), None, by, papers=True))
    standing = Standing.SHOWN if any(item.claimed for item in items) else Standing.NOT_ASKED
    return Row(asked.contract.id, element, standing, exhibits, tuple(gaps))


def _exhibits(event: CaseEvent) -> tuple[str, ...]:
    """Return the exhibits of an event, those of its links among them."""
    return (*event.law.evidence, *(id for held in event.proof.links for id in held.exhibits))


def _chains(asked: Inquiry, events: Iterable[CaseEvent]) -> Iterator[Chain]:
    """Yield the proof of each demand that has several links, by day."""
    answers = {c.id: asked.there(c.links.answer) for c in asked.case.communications if c.links and c.links.answer}
    unnamed = {c.id for c in asked.case.communications if c.contents_named is False}
    for event in events:
        if len(event.proof.links) > 1:
            links = [
                (name_of(held.link), () if held.link is Link.SENT and event.law.id in unnamed else held.exhibits)
                for held in event.proof.links
            ]
            if (said := answers.get(event.law.id)) and all(h.link is not Link.ANSWER for h in event.proof.links):
                links.append((name_of(Link.ANSWER), said))
            yield Chain(event.title, event.on, tuple(links), event.proof.grade.counts)


def _weak_events(asked: Inquiry, events: Iterable[CaseEvent], deadlines: list[Deadline]) -> Iterator[Gap]:
    """Yield what would make events count on which no date rests; grave where a right is lost without them."""
    saving: dict[str, tuple[date | None, list[str]]] = {}
    for deadline in deadlines:
        for id, day in _would_save(asked, deadline):
            saving.setdefault(id, (day, []))[1].extend(deadline.obligations)
    alike: dict[tuple[Text, Text | None], list[Text]] = {}
    for event in events:
        need = event.proof.would_count
        if event.proof.grade.counts:
            continue
        if event.law.id in saving:
            until, saved = saving[event.law.id]
            what = text("burden.gap.event", date=event.on, event=event.title, why=event.proof.why)
            yield Gap(Gravity.DECIDES, what, _debts(saved), need, _who(need), until=until)
        else:
            alike.setdefault((event.proof.why, need), []).append(_named(event))
    for (why, need), names in alike.items():
        yield Gap(Gravity.HELPS, text("burden.gap.events", why=why), tuple(names), need, _who(need))


def _who(need: Text | None) -> Supplier:
    return Supplier.LAWYER if need is not None and need.key in _OURS else Supplier.CLIENT


def _would_save(asked: Inquiry, deadline: Deadline) -> Iterator[tuple[str, date | None]]:
    """Yield the events without proof that would save a right which is lost as things stand, with its day then."""
    if deadline.state not in (State.EXPIRED, State.LAPSED):
        return
    for one in deadline.ignored:
        if one.event.proof.grade.counts:
            continue  # it is proved, and does not count for another reason
        if one.would_be is not None and one.would_be.last_day >= asked.agenda.as_of:
            yield one.event.law.id, one.would_be.act_by
        elif deadline.state is State.LAPSED and deadline.period and _within(one.event.on, deadline.period):
            yield one.event.law.id, None


def _within(on: date, period: Period) -> bool:
    return period.start < on <= period.last_day


def _links(asked: Inquiry, events: Iterable[CaseEvent]) -> Iterator[Gap]:
    """Yield links that would make a demand stronger that counts already: one that nothing carries, one by a copy."""
    missing: dict[Link, list[Text]] = {}
    copied: dict[str, None] = {}
    for event in events:
        if not event.proof.grade.counts or len(event.proof.links) < 2:
            continue
        for held in event.proof.links:
            if not held.exhibits:
                missing.setdefault(held.link, []).append(_named(event))
            elif len(without := copies(asked, held.exhibits)) == len(held.exhibits):
                copied.update(dict.fromkeys(without))
    for link, names in missing.items():
        fill = text("burden.fill.link", kinds=wanted_for(link))
        by = Supplier.LAWYER if link in _LOOKED_UP else Supplier.CLIENT
        yield Gap(Gravity.HELPS, text("burden.gap.link", link=name_of(link)), tuple(names), fill, by)
    if copied:
        yield _copy(Doubt.COPY, asked, tuple(copied))


def _named(event: CaseEvent) -> Text:
    return text("burden.fact.event", date=event.on, event=event.title)


def _copy(doubt: Doubt, asked: Inquiry, ids: tuple[str, ...]) -> Gap:
    meaning = MEANING[doubt]
    names = tuple(text("burden.fact.exhibit", no=asked.exhibits[id].no, title=asked.exhibits[id].title) for id in ids)
    what, fill = text(f"burden.doubt.{doubt}"), text(f"burden.fill.{doubt}")
    return Gap(meaning.gravity, what, names, fill, meaning.supplier, meaning.cites)


def _gap(
    gravity: Gravity,
    word: str,
    by: Supplier,
    *,
    until: date | None = None,
    fill: str = "",
    papers: bool = False,
    names: Iterable[str] = (),
) -> Gap:
    filled = text(f"burden.fill.{fill}") if fill else None
    return Gap(gravity, text(f"burden.gap.{word}"), _debts(names), filled, by, until=until, papers=papers)


def _debts(ids: Iterable[str]) -> tuple[Text, ...]:
    return tuple(text("burden.fact.debt", name=id) for id in dict.fromkeys(ids) if id)


def _standing(gaps: Iterable[Gap], any_proof: bool) -> Standing:
    if not any_proof:
        return Standing.MISSING
    return Standing.WEAK if any(gap.gravity < Gravity.HELPS for gap in gaps) else Standing.SHOWN
