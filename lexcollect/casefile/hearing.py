"""Hearing: what the other side filed, what is in issue, what is asked in court (庭审), and the closing (结案).

Owns the fact groups that papers around a hearing and after it tell. A position on a piece of evidence is a person's
word: what nobody said is no position (民诉法解释 103, 104).
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.casefile.facts import Fact
from lexcollect.casefile.fields import Day, Line, Money, PartyRef, YesNo
from lexcollect.casefile.parties import Proved
from lexcollect.casefile.values import Alike


class OpposingExhibit(
    Proved,
    noun=("对方证据", "opposing exhibit"),
    alike=(Alike(("number",), ("by",)), Alike(("title",), ("by", "number"))),
):
    """A piece of evidence that the other side filed, and our position on it (质证意见).

    ``number`` and ``pages`` are as filed; ``by`` filed it (nobody named: the debtor). ``proves`` is what it is to
    prove. Authenticity, lawfulness, relevance and weight each have a position and a reason in our own words;
    ``objections`` are grounds of the rules of evidence. ``evidence``: our exhibits against it.
    """

    id: Line
    title: Line
    by: PartyRef = ""
    number: Line = ""
    pages: Line = ""
    filed_on: Day | None = None
    proves: Line = ""
    genuine: k.Position | None = None
    genuine_reason: Line = ""
    lawful: k.Position | None = None
    lawful_reason: Line = ""
    relevant: k.Position | None = None
    relevant_reason: Line = ""
    weight: k.Position | None = None
    weight_reason: Line = ""
    objections: tuple[k.EvidenceObjection, ...] = ()


class Issue(Proved, noun=("争议焦点", "issue"), alike=(Alike(("title",)),)):
    """A question in dispute (争议焦点): what the other side says, our answer, the articles, who speaks to it."""

    id: Line
    title: Line
    theirs: Line = ""
    ours: Line = ""
    articles: tuple[Line, ...] = ()
    speaker: Line = ""


class Counterclaim(Proved, noun=("对方的债权", "counterclaim"), alike=(Alike(("title", "amount")),)):
    """A claim with which the other side sets off (对方主张抵销的债权, 民法典 568, 569; 合同编通则解释 55–58).

    ``by`` says that it has it, ``notified_on`` is the day on which its notice of set-off reached us. Without
    ``limitation_ends`` its three years are counted from ``due_on``, as if nothing had interrupted them.
    ``against_assignor``: it is owed by who assigned the claim to us (民法典 549); ``same_contract``: it arose from the
    contract of the claim that was assigned.
    """

    id: Line
    title: Line
    by: PartyRef = ""
    amount: Money | None = None
    due_on: Day | None = None
    limitation_ends: Day | None = None
    notified_on: Day | None = None
    same_kind: YesNo = True
    against_assignor: YesNo = False
    same_contract: YesNo = False
    reply: Line = ""


class Question(Proved, noun=("发问", "question"), alike=(Alike(("to", "text")),)):
    """A question to be asked in court (发问提纲): ``to`` whom, why, and what answer is expected."""

    to: Line
    text: Line
    purpose: Line = ""
    expected: Line = ""


class Hearing(Fact):
    """The day in court (开庭): when, where, before whom, who appears and who shows the evidence.

    ``summoned_on``: when the summons was received (民事诉讼法 139).
    """

    date: Day
    time: Line = ""
    summoned_on: Day | None = None
    room: Line = ""
    judge: Line = ""
    clerk: Line = ""
    present: tuple[Line, ...] = ()
    presenter: Line = ""
    take_along: tuple[Line, ...] = ()


class KeptItem(Fact):
    """Something that a closed file keeps, or that was given back (留存、退还的材料)."""

    item: Line
    original: YesNo | None = None
    place: Line = ""
    returned_on: Day | None = None
    returned_to: Line = ""


class Closing(Fact):
    """How a matter was closed (结案): the day, the result, why money was lost, what is to be done better, what is kept.

    ``file_no`` is the number of the file (卷宗号), ``kept_until`` the end of its keeping; ``level`` who may see it.
    """

    date: Day
    result: k.ClosingResult | None = None
    told: Line = ""
    causes: tuple[k.LossCause, ...] = ()
    lessons: tuple[Line, ...] = ()
    checks: tuple[Line, ...] = ()
    handler: Line = ""
    reviewer: Line = ""
    file_no: Line = ""
    opened_on: Day | None = None
    kept_until: Day | None = None
    level: Line = ""
    kept: tuple[KeptItem, ...] = ()
