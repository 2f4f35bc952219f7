"""Companies (公司登记事项): periods that public notices open for creditors.

Owns the creditor's periods in merger, capital reduction, liquidation and deregistration. Online notices simply end:
they do not roll over a holiday.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from lexcollect.law.rules.terms import Deadline, Law, term
from lexcollect.law.trace import Answer, Certainty

Matter = Literal[
    "company.merger_claim",
    "company.capital_reduction_claim",
    "company.liquidation_claim",
    "partnership.claim",
    "sole_prop.claim",
]


def creditor_claim(
    matter: Matter, law: Law | None = None, *, notified_on: date | None = None, announced_on: date | None = None
) -> Answer[Deadline]:
    """Return until when a creditor must come forward.

    Says: thirty days from a notice received, else forty-five from the announcement (公司法 220, 224(2), 235(1),
        合伙企业法 88(1)); sole proprietorship thirty or sixty (个人独资企业法 27(2)).
    Applies when: merger, capital reduction or liquidation. Counts from: the notice if one was received.
    Interrupted or suspended by: nothing. Doubtful: nothing; late claims in a liquidation: 公司法规定二 13, 14.
    Source: the articles named, texts to May 2026.

    ``ValueError`` when neither day is given.
    """
    if notified_on is not None:
        return term(matter, notified_on, law)
    if announced_on is None:
        raise ValueError("neither notice nor announcement")
    return term(f"{matter}_announced", announced_on, law)


def simple_deregistration(announced_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a simple deregistration may be objected to.

    Says: the announcement lasts at least twenty days (公司法 240(2), 市场主体登记管理条例 33(2)).
    Applies when: a company leaves the register without liquidation. Counts from: the announcement.
    Interrupted or suspended by: nothing; not rolled over. Doubtful: the roll-over.
    Source: the articles named, texts to May 2026.
    """
    return term("company.simple_deregistration", announced_on, law, certainty=Certainty.CONVENTION)


def forced_deregistration(announced_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when a forced deregistration may be objected to.

    Says: the announcement lasts at least sixty days (公司法 241(1)). Applies when: three years after revocation.
    Counts from: the announcement. Interrupted or suspended by: nothing; not rolled over.
    Doubtful: the roll-over. Source: the articles named, texts to May 2026.
    """
    return term("company.forced_deregistration", announced_on, law, certainty=Certainty.CONVENTION)


def liquidation_group(dissolved_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the directors must form the liquidation group.

    Says: fifteen days (公司法 232(1)); afterwards a creditor may ask the court. Applies when: a ground of dissolution.
    Counts from: that ground. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("company.liquidation_group", dissolved_on, law)


def proprietor_liability(dissolved_on: date, law: Law | None = None) -> Answer[Deadline]:
    """Return until when the former owner of a sole proprietorship must be asked to pay.

    Says: five years, then the liability ends (个人独资企业法 28). Applies when: the firm was dissolved.
    Counts from: the dissolution. Interrupted or suspended by: nothing. Doubtful: nothing.
    Source: the articles named, texts to May 2026.
    """
    return term("sole_prop.5y", dissolved_on, law)
