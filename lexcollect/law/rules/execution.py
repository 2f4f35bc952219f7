"""Enforcement periods (强制执行期限): the two years, and the shorter ones inside enforcement.

Owns the two years of 民事诉讼法 250 with their interruption and suspension and the parties' other periods. Delay
interest is money and lives in ``law.rules.enforcement``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from lexcollect.law.period import Unit, shift
from lexcollect.law.rules.events import LawEvent
from lexcollect.law.rules.limitation import LimitationResult, Start, limitation
from lexcollect.law.rules.terms import Deadline, Law, shipped_law, term, without_period
from lexcollect.law.states import State
from lexcollect.law.trace import Answer, Certainty, Citation
from lexcollect.wording import text

_APPLY = "enforce.apply"
_FROM = (Citation("民事诉讼法", "250(2)"),)
#: First day of the text that counts all instalments from the last one (2021 numbering 246(2)).
_LAST_INSTALMENT_SINCE = "enforce.instalments_from_last"


def from_performance(last_day: date, evidence: tuple[str, ...] = ()) -> Start:
    """Return the start of the two years: the unrolled last day of the performance period (250(2))."""
    return Start(last_day, text("law.start_performance", day=last_day), _FROM, evidence)


def from_performance_period(effective_on: date, n: int, unit: Unit, evidence: tuple[str, ...] = ()) -> Start:
    """Return the start for "within ``n`` ``unit`` of effect": the nominal end of that period."""
    day = shift(effective_on, n, unit)
    words = text("law.start_performance_period", effective=effective_on, n=n, unit=text(f"law.unit_{unit}"), day=day)
    return Start(day, words, (*_FROM, Citation("民事诉讼法", "85(2)")), evidence)


def from_effect(effective_on: date, evidence: tuple[str, ...] = ()) -> Start:
    """Return the start when the instrument names no performance period: its effect (250(2))."""
    return Start(effective_on, text("law.start_effective", day=effective_on), _FROM, evidence)


def enforcement(
    start: Start,
    events: Iterable[LawEvent] = (),
    *,
    rule: str = _APPLY,
    as_of: date | None = None,
    law: Law | None = None,
) -> Answer[LimitationResult]:
    """Return until when enforcement may be applied for.

    Says: two years (民事诉讼法 250(1)). Missed, the court still accepts the application, but the debtor may object
        (民诉法解释 481(1)).
    Applies when: a judgment, ruling, mediation paper, award or payment order can be enforced; foreign awards alike
        (民诉法解释 545).
    Counts from: the last day of the performance period, unrolled; of instalments the last; else the effect (250(2)).
    Interrupted or suspended by: application, settlement, demand, consent (执行程序解释 20); a settlement restarts it
        from its last performance day (民诉法解释 466); obstacles in the last six months.
    Doubtful: after an obstacle, six months (民法典 194(2)) or what was left (执行程序解释 19): the earlier is used.
    Source: the articles named, texts to May 2026.
    """
    law = law or shipped_law()
    return limitation(
        start,
        events,
        rule=rule,
        length=_APPLY,
        capped=False,
        suspension="earlier",
        as_of=as_of,
        book=law.book,
        calendar=law.calendar,
    )


def instalment_starts(due_dates: Sequence[date], law: Law | None = None) -> list[tuple[date, Start]]:
    """Return the start of each instalment of a judgment or mediation paper.

    Says: all from the last instalment (民事诉讼法 250(2)); to 2021-12-31 each from its own (2017 edition 239(2)).
    Applies when: the instrument fixes instalments. Counts from: see above; an instalment whose own two years were
        full before the change is treated as lost (safe).
    Interrupted or suspended by: as enforcement. Doubtful: the lost ones; the last instalment is the other reading.
    Source: the articles named, texts to May 2026.
    """
    law, last = law or shipped_law(), max(due_dates)
    change = date.fromisoformat(str(law.book.at(_LAST_INSTALMENT_SINCE, last).value))
    joint = Start(last, text("law.start_instrument_instalments", day=last), _FROM)
    starts = []
    for due in due_dates:
        value = law.book.at(_APPLY, due)
        if due != last and shift(due, value.number, "year") < change:
            others = ((text("law.reading_last_instalment", day=last), last),)
            words = text("law.start_instalment_lapsed", day=due, change=change)
            cites = (Citation("民事诉讼法(2017)", "239(2)"),)
            starts.append((due, Start(due, words, cites, others=others, certainty=Certainty.DEBATED)))
        else:
            starts.append((due, joint))
    return starts


def notarial_enforcement(due: date, evidence: tuple[str, ...] = ()) -> Start:
    """Return the start of one instalment of an enforceable notarial deed.

    Says: each instalment from its own last day (公证债权文书执行规定 9(1)).
    Applies when: a notarial deed with enforceable effect. Counts from: the due date of the instalment.
    Interrupted or suspended by: the request for the execution certificate (9(2)); as enforcement.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return Start(due, text("law.start_instalment_own", day=due), (Citation("公证债权文书执行规定", "9(1)"),), evidence)


def after_termination() -> Answer[Deadline]:
    """Return the answer after 终结本次执行程序: no period for a new application on new assets.

    Says: the application is not bound by the enforcement period (民诉法解释 517(2)).
    Applies when: this enforcement was ended for want of assets and assets are found later.
    Counts from: nothing. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return without_period(_APPLY, State.NO_LIMIT, text("law.no_limit_new_assets"), Citation("民诉法解释", "517(2)"))


def conduct_review(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when review of a ruling on enforcement conduct may be asked for.

    Says: ten days, higher court (民事诉讼法 236). Applies when: a written objection was decided.
    Counts from: service. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("enforce.conduct_review", served_on, law)


def third_party_suit(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when an outsider or the creditor may sue over the object of enforcement.

    Says: fifteen days (民事诉讼法 238, 执行异议之诉解释 1(1)). Applies when: an outsider's objection was decided.
    Counts from: service. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("enforce.third_party_suit", served_on, law)


def add_party_suit(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a ruling on adding a debtor may be fought by suit.

    Says: fifteen days (变更追加当事人规定 32(1)). Applies when: cases of 14(2), 17 to 21.
    Counts from: service. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("enforce.add_party.suit", served_on, law)


def add_party_review(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when review of another ruling on adding a debtor may be asked for.

    Says: ten days (变更追加当事人规定 30). Applies when: no suit is open under 32.
    Counts from: service. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("enforce.add_party.review", served_on, law)


def distribution_objection(received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a distribution plan may be objected to.

    Says: fifteen days, in writing (民诉法解释 509). Applies when: several creditors share.
    Counts from: receipt of the plan. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("enforce.distribution.objection", received_on, law)


def distribution_counter(received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the others may oppose an objection.

    Says: fifteen days (民诉法解释 510(2)). Applies when: an objection was notified.
    Counts from: receipt. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("enforce.distribution.counter", received_on, law)


def distribution_suit(received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the objector must sue over the plan.

    Says: fifteen days, else the plan stands (民诉法解释 510(2)). Applies when: the objection was opposed.
    Counts from: receipt of the notice. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("enforce.distribution.suit", received_on, law)


def garnishee(received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a third-party debtor must pay or object.

    Says: fifteen days (执行工作规定 45); an objection stops enforcement against it (民诉法解释 499(2)).
    Applies when: the debtor's due claim is enforced. Counts from: receipt of the notice.
    Interrupted or suspended by: nothing. Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("enforce.garnishee", received_on, law)


def jurisdiction_objection(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when enforcement jurisdiction may be objected to.

    Says: ten days (执行程序解释 3(1)). Applies when: a party holds another court competent.
    Counts from: receipt of the execution notice. Interrupted or suspended by: nothing.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("enforce.jurisdiction_objection", served_on, law)


def termination_objection(start: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the end of enforcement may be objected to.

    Says: sixty days (终结执行异议期限批复). Applies when: enforcement was terminated.
    Counts from: receipt of the paper; not received: knowledge. Interrupted or suspended by: nothing.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("enforce.termination_objection", start, law)


def blacklist_review(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a refused correction of the blacklist may be reviewed.

    Says: ten days, higher court (失信名单规定 12(1)). Applies when: correction was refused.
    Counts from: service of the decision. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("enforce.blacklist_review", served_on, law)


def blacklist_lock(deleted_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the creditor cannot ask for a new listing.

    Says: six months after a deletion at its own request (失信名单规定 10(4)).
    Applies when: the creditor asked for the deletion. Counts from: the deletion; not rolled over.
    Interrupted or suspended by: nothing. Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("enforce.blacklist_lock", deleted_on, law)


def exit_ban_review(received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when an exit ban may be reviewed.

    Says: ten days (执行异议和复议规定 9). Applies when: a person was barred from leaving the country.
    Counts from: receipt of the decision. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("enforce.exit_ban_review", received_on, law)


def guarantee_term(stay_ended_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a guarantor in enforcement is bound if its paper names no term.

    Says: one year (执行担保规定 12). Applies when: enforcement was stayed against a guarantee.
    Counts from: the end of the stay. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("enforce.guarantee_period", stay_ended_on, law)


def escalation(application_received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return after which day the higher court may be asked to act.

    Says: no execution for more than six months (民事诉讼法 237). Applies when: the court was idle.
    Counts from: the court's receipt of the application; not rolled over. Interrupted or suspended by: nothing.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("enforce.escalation", application_received_on, law)
