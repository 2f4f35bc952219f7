"""Agenda: the deadlines of a matter together, most urgent first.

Owns :func:`agenda_of`. Each kind of deadline lives in its own module; one that the law book cannot answer is listed
with its reason and does not stop the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lexcollect.casefile.kinds import DebtNature, FilingKind, Status
from lexcollect.casefile.models import Case
from lexcollect.claims.account import Account
from lexcollect.deadlines.deadline import Agenda, Deadline
from lexcollect.deadlines.events import events_of
from lexcollect.deadlines.facts import Facts
from lexcollect.deadlines.guarantees import guarantee_deadlines, guarantee_findings
from lexcollect.deadlines.insolvencies import insolvency_deadlines, insolvency_findings
from lexcollect.deadlines.limitation import limitation_deadlines
from lexcollect.deadlines.links import Shown
from lexcollect.deadlines.measures import measure_deadlines, measure_findings
from lexcollect.deadlines.notes import notes_on
from lexcollect.deadlines.specials import special_deadlines
from lexcollect.deadlines.titles import title_deadlines, title_findings
from lexcollect.deadlines.watched import watched_deadlines, watched_findings
from lexcollect.findings import Finding
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.wording import text

__all__ = ["Agenda", "Deadline", "agenda_of"]


#: Families in which courts differ on whether a period rolls over a rest day (民法典 203; deadlines rulebook 1.4).
_DEBATED_ROLL = ("limitation.", "guarantee.", "bill.", "right.", "security.")


def _with_safe_day(deadline: Deadline) -> Deadline:
    """Return the deadline; one whose last day rests on a debated roll-over says so and gives the safe day."""
    period = deadline.period
    if period is None or period.nominal == period.last_day or not deadline.open:
        return deadline
    if not deadline.rule.startswith(_DEBATED_ROLL):
        return deadline
    note = text("deadlines.note.roll", last=period.last_day, nominal=period.nominal, act_by=period.act_by)
    return replace(deadline, notes=(*deadline.notes, note))


def agenda_of(case: Case, account: Account, *, calendar: Calendar | None = None, shown: Shown = None) -> Agenda:
    """Return the deadlines of ``case`` on the account's as-of day, with the notes on them.

    ``shown`` says what each exhibit is, by the catalogue if there is one.
    """
    facts = Facts(case, account, events_of(case, account, shown), calendar or shipped_calendar(), shown)
    found = [
        *limitation_deadlines(facts),
        *special_deadlines(facts),
        *guarantee_deadlines(facts),
        *title_deadlines(facts),
        *measure_deadlines(facts),
        *insolvency_deadlines(facts),
        *watched_deadlines(facts),
    ]
    suing = case.hearing is not None or any(f.kind is FilingKind.SUIT for f in case.filings)
    if suing:
        from lexcollect.deadlines.suits import suit_deadlines, suit_findings  # only a suit has days in court

        found += suit_deadlines(facts)
    if any(sent.status is Status.SENT for sent in case.communications):
        from lexcollect.deadlines.tracking import tracking_deadlines  # only a letter on its way needs it

        found += tracking_deadlines(facts)
    bills = any(o.bill for o in case.obligations)
    if bills:
        from lexcollect.deadlines.bill_rights import bill_deadlines, bill_findings  # only a bill needs it

        found += bill_deadlines(facts)
    sublet = any(thing.sublet_known_on for thing in case.leased_things)
    if case.collaterals or case.dispositions or sublet or case.choices.termination:
        from lexcollect.deadlines.rights import right_deadlines  # only who entered such a right needs it

        found += right_deadlines(facts, found)
    deadlines = tuple(sorted(map(_with_safe_day, found), key=lambda d: d.order))
    findings = (
        *watched_findings(facts),
        *guarantee_findings(facts, deadlines),
        *title_findings(facts),
        *measure_findings(facts),
        *insolvency_findings(facts),
        *_whole_price(facts),
        *notes_on(facts, deadlines),
        *(bill_findings(facts) if bills else ()),
        *(suit_findings(facts) if suing else ()),
    )
    return Agenda(account.as_of, deadlines, facts.events, findings, case.choices.warn_days)


def _whole_price(facts: Facts) -> Iterator[Finding]:
    """Yield what is to be known of a price in instalments; nothing is loaded for any other matter."""
    if any(facts.nature(o.id) is DebtNature.INSTALMENTS for o in facts.account.obligations):
        from lexcollect.deadlines.whole_price import whole_price

        yield from whole_price(facts)
