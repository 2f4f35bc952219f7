"""Litigation periods (诉讼期间): answer, appeal, fees, retrial, payment order, public summons, service.

Owns the parties' periods before the courts. The courts' own terms are not computed. Papers posted to the court
before the end are in time (民事诉讼法 85(4)).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from lexcollect.law.rules.terms import Deadline, Law, shipped_law, term, without_period
from lexcollect.law.states import State
from lexcollect.law.trace import Answer, Certainty, Citation, Step
from lexcollect.wording import text

_SPECIAL_GROUNDS = frozenset(("new_evidence", "forged_evidence", "basis_revoked", "judge_corrupt"))


def answer(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the defendant may answer.

    Says: fifteen days (民事诉讼法 128(1)). Applies when: the complaint was served on a defendant with a domicile in
        China.
    Counts from: receipt of the copy. Interrupted or suspended by: nothing; 86 may restore it.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("proc.answer", served_on, law)


def jurisdiction_objection(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when jurisdiction may be objected to.

    Says: within the period for the answer (民事诉讼法 130(1)); answering on the merits without objection accepts
        the court (130(2)).
    Applies when: a party holds another court competent; an arbitration clause is raised by 民诉法解释 216 instead.
    Counts from: receipt of the complaint. Interrupted or suspended by: nothing.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("proc.jurisdiction_objection", served_on, law)


def answer_foreign(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a defendant without domicile in China may answer.

    Says: thirty days, extendable by the court (民事诉讼法 285). Applies when: no domicile in China; Hong Kong, Macao
        and Taiwan by analogy (民诉法解释 549).
    Counts from: receipt of the copy. Interrupted or suspended by: nothing.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("proc.answer.foreign", served_on, law)


def appeal_judgment(served_on: date, law: Law | None = None, *, small_claims: bool = False) -> Answer[Deadline]:
    """Return until when a party may appeal against a judgment.

    Says: fifteen days (民事诉讼法 171(1)). Applies when: a first-instance judgment that can be appealed; small
        claims end in one instance (165(1), 民诉法解释 271).
    Counts from: the party's own service (民诉法解释 244); with several ways the first valid one (在线诉讼规则 31(4)).
    Interrupted or suspended by: nothing; 86 may restore it.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    if small_claims:
        return without_period(
            "proc.appeal.judgment",
            State.NOT_AVAILABLE,
            text("law.no_appeal_small_claims"),
            Citation("民事诉讼法", "165(1)"),
            Citation("民诉法解释", "271"),
        )
    return term("proc.appeal.judgment", served_on, law)


def appeal_ruling(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a party may appeal against a ruling.

    Says: ten days (民事诉讼法 171(2)). Applies when: refusal to docket, jurisdiction, dismissal (157(2)).
    Counts from: the party's own service. Interrupted or suspended by: nothing.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("proc.appeal.ruling", served_on, law)


def appeal_foreign(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a party without domicile in China may appeal.

    Says: thirty days for judgments and rulings (民事诉讼法 286). Applies when: no domicile in China.
    Counts from: the party's own service. Interrupted or suspended by: nothing; the court may extend it.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("proc.appeal.foreign", served_on, law)


def appeal_answer(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the appellee may answer.

    Says: fifteen days (民事诉讼法 174(1)). Applies when: an appeal was served on the other side.
    Counts from: receipt of the copy. Interrupted or suspended by: nothing.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("proc.appeal.answer", served_on, law)


def announcement(published_on: date, law: Law | None = None, *, abroad: bool = False) -> Answer[Deadline]:
    """Return the day on which service by announcement counts as done (``nominal``).

    Says: thirty days after the announcement (民事诉讼法 95(1)), abroad sixty (283(2)).
    Applies when: the addressee is missing or cannot be reached otherwise; not in summary procedure (民诉法解释 140).
    Counts from: the last publication (民诉法解释 138(1)). Interrupted or suspended by: nothing; not rolled over.
    Doubtful: the roll-over. Source: the articles named, texts to May 2026.
    """
    rule = "service.announcement.foreign" if abroad else "service.announcement"
    return term(rule, published_on, law, cites=(Citation("民诉法解释", "138(1)"),), certainty=Certainty.CONVENTION)


def post_abroad(posted_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return the day on which service by post abroad counts as done (``nominal``).

    Says: three months after posting, if the return slip is missing but service can be concluded (民事诉讼法 283(1)(8)).
    Applies when: the law of the addressee's country allows post. Counts from: posting.
    Interrupted or suspended by: nothing; not rolled over. Doubtful: the roll-over.
    Source: the articles named, texts to May 2026.
    """
    return term("service.post.foreign", posted_on, law, certainty=Certainty.CONVENTION)


def judgment_effective(served_on: Mapping[str, date], law: Law | None = None) -> Answer[date]:
    """Return the day a first-instance judgment takes effect if nobody appeals.

    Says: a judgment not appealed in time takes effect (民事诉讼法 158).
    Applies when: all parties have been served; ``served_on`` maps party → day.
    Counts from: the day after the last appeal period, rolled over holidays (late, safe side).
    Interrupted or suspended by: an appeal of any party.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    last = max(ends(appeal_judgment(day, law)) for day in served_on.values())
    effective = last + timedelta(days=1)
    cites = (Citation("民事诉讼法", "158"), Citation("民诉法解释", "244"))
    return Answer(
        effective,
        (
            Step(
                "judgment.effective", text("law.judgment_effective", last=last, day=effective), cites, result=effective
            ),
        ),
    )


def ends(found: Answer[Deadline]) -> date:
    """Return the rolled last day of a deadline that has dates."""
    if found.value.period is None:
        raise ValueError("no dates")
    return found.value.period.last_day


def first_service(days: Iterable[date]) -> date:
    """Return the day of service when papers came several ways: the first valid one (在线诉讼规则 31(4))."""
    return min(days)


def posted_in_time(found: Answer[Deadline], posted_on: date) -> bool:
    """Tell whether a paper to the court posted on ``posted_on`` is in time (民事诉讼法 85(4))."""
    return posted_on <= ends(found)


def fee_first(received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the court fee must be paid.

    Says: within seven days from the day after the notice (诉讼费用交纳办法 22(1)); unpaid: deemed withdrawn.
    Applies when: a first-instance case. Counts from: receipt of the notice.
    Interrupted or suspended by: an application for relief. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("proc.fee.first", received_on, law)


def fee_appeal(received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the appeal fee must be paid after the court's notice.

    Says: with the appeal, else within seven days of the notice (诉讼费用交纳办法 22(2)).
    Applies when: the fee did not come with the appeal. Counts from: receipt of the notice.
    Interrupted or suspended by: an application for relief. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("proc.fee.appeal", received_on, law)


def restore(obstacle_removed_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when restoration of a missed period may be asked for.

    Says: ten days (民事诉讼法 86). Applies when: force majeure or another good reason; do not count on it for
        unalterable periods (民诉法解释 127).
    Counts from: removal of the obstacle. Interrupted or suspended by: nothing.
    Doubtful: unalterable periods. Source: the articles named, texts to May 2026.
    """
    return term("proc.restore", obstacle_removed_on, law)


def retrial(
    effective_on: date, law: Law | None = None, *, ground: str = "", known_on: date | None = None
) -> Answer[Deadline]:
    """Return until when retrial may be applied for.

    Says: six months from effect (民事诉讼法 216); new evidence, forged main evidence, a basis that was revoked and a
        corrupt judge: six months from knowledge (211 items 1, 3, 12, 13).
    Applies when: a judgment or ruling took effect. Counts from: effect, or knowledge for those grounds.
    Interrupted or suspended by: nothing, an unalterable period (民诉法解释 127).
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    special = ground in _SPECIAL_GROUNDS and known_on is not None
    start = known_on if special and known_on else effective_on
    cites = (Citation("民事诉讼法", "211"),) if special else ()
    return term("proc.retrial", start, law, cites=cites)


def retrial_mediation(effective_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when retrial of a mediation paper may be applied for.

    Says: six months (民诉法解释 382). Applies when: a mediation paper took effect. Counts from: its effect.
    Interrupted or suspended by: nothing. Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("proc.retrial.mediation", effective_on, law)


def retrial_outsider(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when an outsider may apply for retrial after a rejected objection.

    Says: six months (民诉法解释 421). Applies when: the judgment itself harms the outsider.
    Counts from: service of the ruling. Interrupted or suspended by: nothing.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("proc.retrial.outsider", served_on, law)


def retrial_missing_party(known_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a necessary party left out may apply for retrial.

    Says: six months (民诉法解释 420(1)). Applies when: it missed the suit without fault.
    Counts from: knowledge. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("proc.retrial.missing_party", known_on, law)


def retrial_response(received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the other side may respond to an application for retrial.

    Says: fifteen days (民事诉讼法 214). Applies when: the application copy was served. Counts from: its receipt.
    Interrupted or suspended by: nothing. Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("proc.retrial.response", received_on, law)


def third_party_revocation(known_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a third party may sue for revocation of a judgment.

    Says: six months (民事诉讼法 59(3)). Applies when: it could not join without fault and the judgment harms it.
    Counts from: knowledge of the harm. Interrupted or suspended by: nothing (民诉法解释 127).
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("proc.third_party_revocation", known_on, law)


def mediation_confirmation(effective_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when judicial confirmation may be applied for.

    Says: thirty days, both parties together (民事诉讼法 205). Applies when: a lawful mediation body made an
        agreement. Counts from: its effect. Interrupted or suspended by: nothing.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("proc.mediation_confirmation", effective_on, law)


def security_objection(received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the respondent may object to the realisation of security.

    Says: five days (民诉法解释 366(2)). Applies when: the special procedure of 民事诉讼法 207.
    Counts from: receipt of the notice. Interrupted or suspended by: nothing.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("proc.security_realisation.objection", received_on, law)


def special_ruling_objection(start: date, law: Law | None = None, *, outsider: bool = False) -> Answer[Deadline]:
    """Return until when a ruling on confirmation or realisation may be objected to.

    Says: parties fifteen days from receipt, outsiders six months from knowledge (民诉法解释 372(2)).
    Applies when: confirmation of mediation or realisation of security was granted. Counts from: see above.
    Interrupted or suspended by: nothing. Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    rule = "proc.special_ruling.objection_outsider" if outsider else "proc.special_ruling.objection"
    return term(rule, start, law)


def payment_order_objection(served_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the debtor must pay or object to a payment order.

    Says: fifteen days (民事诉讼法 227(2)); afterwards the creditor may enforce (227(3)).
    Applies when: the order was served in China within thirty days of issue (民诉法解释 430).
    Counts from: receipt. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("payorder.objection", served_on, law)


def decline_suit(received_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the applicant may decline that a lapsed payment order becomes a suit.

    Says: seven days; else the case goes on as a suit filed on the day of the application (民诉法解释 438, 439).
    Applies when: the summary debt procedure was ended. Counts from: receipt of the ruling.
    Interrupted or suspended by: nothing. Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("payorder.decline_suit", received_on, law)


def summons_judgment(notice_ended_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the judgment after a public summons must be applied for.

    Says: one month, else the procedure ends (民诉法解释 450(1)). Applies when: nobody declared a right.
    Counts from: the end of the summons. Interrupted or suspended by: nothing.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("pubsum.apply_judgment", notice_ended_on, law)


def summons_suit(known_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a holder who missed the summons may sue.

    Says: one year (民事诉讼法 234). Applies when: it had good reason not to declare before the judgment.
    Counts from: knowledge of the published judgment. Interrupted or suspended by: nothing (民诉法解释 127).
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("pubsum.third_party_suit", known_on, law)


def bill_loss(stop_notice_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when court steps must follow a stop-payment notice for a lost bill.

    Says: three days (票据法 15(3)). Applies when: the bill was lost and its payment stopped.
    Counts from: the notice to the payer. Interrupted or suspended by: nothing.
    Doubtful: nothing. Source: the articles named, texts to May 2026.
    """
    return term("bill.loss_court", stop_notice_on, law or shipped_law())
