"""Proof: how well an event is proved, link by link.

Owns the grades of demands, consents, payments and proceedings. A demand is proved by its links: the content, that
this content was sent, the right address or account with its ground, and arrival with its date (诉讼时效规定 8;
rulebook on evidence, section 7); a consent, a payment and proceedings have one of their own. Each link rests on an
exhibit that can carry it (``deadlines.links``); the verdict says which link is missing and what would make the event
count. Counts no period.

==================  =========================================================================================
strong              debtor's seal or signature; bank slip; letter with all four links, or with the addressee's own
                    signature on arrival; receipt of a court or arbitration body with its day (10, 11)
medium              agreed or attributed account with an answer; agreed mailbox with the server's record; refused
                    letter to an agreed address; recorded call; receipt of a mediation body or the police (12, 13)
weak                a link is missing or the words are unclear: supports, but no date rests on it
none                nothing but our own word, or a day that nothing shows
==================  =========================================================================================

What the law says of a proved event (a withdrawn suit, a demand before the period) is not asked here.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import (
    Acknowledgement,
    Case,
    Communication,
    EnforcementAgreement,
    Filing,
    Links,
    Obstacle,
    Party,
    Payment,
    Proved,
)
from lexcollect.deadlines.links import Exhibits, Held, Shown, name_of, wanted_for
from lexcollect.law.carriers import Link
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.wording import Text, text


class Grade(StrEnum):
    """How well an event is proved; a date rests on ``strong`` and ``medium`` only."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"
    NONE = "none"

    @property
    def counts(self) -> bool:
        """Whether a date may rest on it."""
        return self in (Grade.STRONG, Grade.MEDIUM)


@dataclass(frozen=True, slots=True)
class Proof:
    """The verdict: grade, why, and what would make a weaker event count; ``links`` are those that were asked for."""

    grade: Grade
    why: Text
    would_count: Text | None = None
    links: tuple[Held, ...] = ()

    @property
    def missing(self) -> tuple[Link, ...]:
        """The links that no exhibit carries."""
        return tuple(held.link for held in self.links if not held.exhibits)


_NO_LINKS = Links()
_AGREED = (k.AddressBasis.CONTRACT, k.AddressBasis.REGISTERED, k.AddressBasis.ID_CARD)
#: Words by which a letter is signed for by the addressee itself (诉讼时效规定 8(2)): in person, or its mail department.
_OWN_SIGNATURE = ("本人", "收发", "公章", "法定代表人", "负责人")


def _proof(grade: Grade, why: str, would_count: str = "", links: tuple[Held, ...] = ()) -> Proof:
    need = text(f"deadlines.need.{would_count}") if would_count else None
    return Proof(grade, text(f"deadlines.why.{why}"), need, links)


def _lacking(exhibits: Exhibits, held: Held, links: tuple[Held, ...], none: str = "paper") -> Proof:
    """Return the verdict on an event one link of which nothing carries."""
    if not exhibits.evidence:
        return _proof(Grade.NONE, "no_exhibit", none, links)
    if exhibits.shown is None:  # exhibits are named, and nobody says which of them carries what
        return _proof(Grade.WEAK, "links_unnamed", "name_links", links)
    params: dict[str, Any] = {"link": name_of(held.link), "kinds": wanted_for(held.link)}
    if exhibits.unstated:
        params["ids"] = exhibits.unstated
        return Proof(
            Grade.WEAK, text("deadlines.why.unstated", **params), text("deadlines.need.state", **params), links
        )
    return Proof(Grade.WEAK, text("deadlines.why.link", **params), text("deadlines.need.link", **params), links)


#: Money that a court took and handed on: no act of the debtor (诉讼时效规定 14).
_BY_COURT = regex("扣划|划拨|发还|拍卖|变卖|执行款")


def of_payment(payment: Payment, shown: Shown = None, *, third: bool = False) -> Proof:
    """Grade a part payment: a bank slip shows payer, amount and day (诉讼时效规定 14).

    ``third``: somebody paid who is no party, and nothing says that the debtor had it paid.
    """
    if third:
        return _proof(Grade.NONE, "third_paid", "third_mandate")
    if payment.kind is k.PaymentKind.SET_OFF:
        return _proof(Grade.NONE, "own_set_off", "confirm_set_off")
    if _BY_COURT.search(payment.channel) or _BY_COURT.search(payment.memo):
        return _proof(Grade.NONE, "by_court", "promise")
    exhibits = Exhibits(payment.evidence, shown)
    slip = exhibits.only(Link.PAYMENT)
    return (
        _proof(Grade.STRONG, "bank_slip", links=(slip,))
        if slip.exhibits
        else _lacking(exhibits, slip, (slip,), "bank_slip")
    )


def of_acknowledgement(fact: Acknowledgement, case: Case, shown: Shown = None) -> Proof:
    """Grade the debtor's consent (诉讼时效规定 14): seal, or a person entitled to bind the debtor."""
    exhibits = Exhibits(fact.evidence, shown)
    paper = exhibits.only(Link.CONSENT)
    if not paper.exhibits:
        return _lacking(exhibits, paper, (paper,))
    if not fact.promises_payment:
        return _proof(Grade.WEAK, "no_promise", "promise", (paper,))
    if fact.seal:
        return _proof(Grade.STRONG, "sealed", links=(paper,))
    authority = _authority(fact, case, exhibits)
    links = (paper, authority)
    attributed = bool(fact.signer_authority or fact.tied_to)
    if fact.channel is not None:
        if not attributed:
            return _proof(Grade.WEAK, "account_not_tied", "tie_account", links)
        return (
            _proof(Grade.MEDIUM, "attributed_message", links=links)
            if authority.exhibits
            else _lacking(exhibits, authority, links)
        )
    if fact.signed_by and _signs_for_itself(case.party(fact.by) if fact.by else case.debtor, fact.signed_by):
        return _proof(Grade.STRONG, "signed_in_person", links=(paper,))
    if fact.signed_by and fact.signer_authority:
        return (
            _proof(Grade.STRONG, "signed_with_authority", links=links)
            if authority.exhibits
            else _lacking(exhibits, authority, links)
        )
    return _proof(Grade.WEAK, "signer_without_authority", "authority", links)


def _authority(fact: Acknowledgement, case: Case, exhibits: Exhibits) -> Held:
    """Return who shows that the signer or the account is the debtor's: the contract that names them, or another."""
    link = Link.ACCOUNT if fact.channel is not None and fact.tied_to else Link.AUTHORITY
    return exhibits.held(link, exhibits.evidence if exhibits.shown is None else (), _of_contracts(case))


def _signs_for_itself(party: Party, signer: str) -> bool:
    """Tell whether the signer is the party: the natural person, or the legal representative (诉讼时效规定 8(2))."""
    if party.legal_rep and signer == party.legal_rep.name:
        return True
    return party.kind is k.PartyKind.NATURAL and signer in (party.name, party.id, "本人")


def of_filing(fact: Filing, shown: Shown = None) -> Proof:
    """Grade proceedings by the receipt with its day (诉讼时效规定 10 to 13); their outcome is the law's business."""
    exhibits = Exhibits(fact.evidence, shown)
    receipt = exhibits.only(Link.FILING)
    if not receipt.exhibits:
        return _lacking(exhibits, receipt, (receipt,), "court_receipt")
    if fact.kind is k.FilingKind.MEDIATION:
        return _proof(Grade.MEDIUM, "mediation_receipt", links=(receipt,))
    if fact.kind is k.FilingKind.POLICE_REPORT:
        return _proof(Grade.MEDIUM, "report_receipt", links=(receipt,))
    return _proof(Grade.STRONG, "court_receipt", links=(receipt,))


def of_obstacle(fact: Obstacle, shown: Shown = None) -> Proof:
    """Grade a time in which the creditor could not act (民法典 194): papers, else nothing."""
    exhibits = Exhibits(fact.evidence, shown)
    papers = exhibits.only(Link.OBSTACLE)
    if papers.exhibits:
        return _proof(Grade.MEDIUM, "obstacle_papers", links=(papers,))
    return _lacking(exhibits, papers, (papers,), "obstacle_papers")


def of_agreement(fact: EnforcementAgreement, shown: Shown = None) -> Proof:
    """Grade a settlement in enforcement by its paper, and whether the court has it (执行和解规定 2)."""
    exhibits = Exhibits(fact.evidence, shown)
    paper = exhibits.only(Link.CONSENT)
    if not paper.exhibits:
        return _lacking(exhibits, paper, (paper,), "agreement_paper")
    if fact.filed:
        return _proof(Grade.STRONG, "agreement_filed", links=(paper,))
    return _proof(Grade.MEDIUM, "agreement_paper", links=(paper,))


def of_communication(fact: Communication, case: Case, shown: Shown = None) -> Proof:
    """Grade a demand by how it was made (诉讼时效规定 8)."""
    assignment = fact.kind is k.CommunicationKind.ASSIGNMENT_NOTICE
    if not (fact.demands_payment or assignment):
        return _proof(Grade.NONE, "no_demand", "demand_again")
    demand = _Demand(fact, case, shown)
    if fact.kind is k.CommunicationKind.CALL:
        return demand.call()
    if not demand.exhibits.evidence:
        return _proof(Grade.NONE, "no_exhibit", "paper")
    if not (fact.wording_clear or assignment):
        return _proof(Grade.WEAK, "unclear_words", "demand_again")
    if assignment or fact.kind in k.LETTERS:
        return demand.letter()
    if fact.kind is k.CommunicationKind.PUBLIC_NOTICE:
        return demand.notice()
    return demand.visit() if fact.kind is k.CommunicationKind.VISIT else demand.message()


def as_it_stands(fact: Proved, proof: Proof) -> Proof:
    """Return the verdict as the fact stands (证明状态): no date rests on what is unknown or only asserted.

    What the other side disputes counts with its exhibits, and never as beyond attack.
    """
    if fact.standing is k.FactStanding.UNKNOWN:
        return _proof(Grade.NONE, "standing_unknown", "standing_unknown", proof.links)
    if fact.standing is k.FactStanding.ASSERTED:
        return _proof(Grade.NONE, "standing_asserted", "standing_asserted", proof.links)
    if fact.standing is k.FactStanding.DISPUTED and proof.grade is Grade.STRONG:
        return Proof(Grade.MEDIUM, text("deadlines.why.standing_disputed", why=proof.why), None, proof.links)
    return proof


def exhibits_of(fact: Communication) -> tuple[str, ...]:
    """Return the exhibits of a demand: those under it and those its links name."""
    return tuple(dict.fromkeys((*fact.evidence, *(fact.links or _NO_LINKS).own)))


class _Demand:
    """One demand with its links."""

    def __init__(self, fact: Communication, case: Case, shown: Shown) -> None:
        self.fact, self.case = fact, case
        self.named = fact.links or _NO_LINKS
        self.exhibits = Exhibits(exhibits_of(fact), shown)

    def _held(self, link: Link) -> Held:
        also = self._grounds() if link is Link.ADDRESS else ()
        named = getattr(self.named, link.value, ())
        if link is Link.ADDRESS and self.exhibits.shown is None:
            named = (*named, *also)
        return self.exhibits.held(link, named, also)

    def _grounds(self) -> tuple[str, ...]:
        """Return the exhibits of what the address rests on: a paper of the addressee, or the register print of it.

        Where nobody entered what it rests on, none: a paper of his need not name an address at all.
        """
        if self.fact.address_basis not in _AGREED:
            return ()
        if self.fact.address_basis in (k.AddressBasis.REGISTERED, k.AddressBasis.ID_CARD):
            return tuple(self.case.party(self.fact.recipient).evidence)
        return _papers_of(self.case, self.fact.recipient)

    def _alone(self, link: Link, named: tuple[str, ...] = ()) -> Held:
        """Return who carries ``link`` where one exhibit usually carries all: a chat, a recording, signed minutes."""
        return self.exhibits.held(link, named or getattr(self.named, link.value, ()) or self.exhibits.evidence)

    def _answer(self) -> Held:
        return self._alone(Link.ANSWER) if self.fact.reply else Held(Link.ANSWER)

    def call(self) -> Proof:
        said = self._alone(Link.MESSAGE, self.named.content)
        if not self.fact.recorded or not self.exhibits.evidence:
            return _proof(Grade.NONE, "call_note", "recording")
        if not said.exhibits:
            return _lacking(self.exhibits, said, (said,))
        return _proof(Grade.MEDIUM, "call_recorded", links=(said,))

    def notice(self) -> Proof:
        """Grade a public notice: only to one who cannot be found, in a medium of the nation or of his province."""
        printed = self._alone(Link.CONTENT)
        if self.fact.addressee_missing is not True:
            return _proof(Grade.WEAK, "notice_not_missing", "notice_missing", (printed,))
        if self.fact.outlet not in (k.Outlet.NATIONAL, k.Outlet.PROVINCE):
            return _proof(Grade.WEAK, "notice_outlet", "notice_outlet", (printed,))
        if not printed.exhibits:
            return _lacking(self.exhibits, printed, (printed,))
        return _proof(Grade.MEDIUM, "notice_published", links=(printed,))

    def visit(self) -> Proof:
        if not self.fact.signed_by:
            return _proof(Grade.WEAK, "visit_unsigned", "visit_signed")
        minutes = self._alone(Link.ARRIVAL)
        if not minutes.exhibits:
            return _lacking(self.exhibits, minutes, (minutes,))
        return _proof(Grade.MEDIUM, "visit_signed", links=(minutes,))

    def letter(self) -> Proof:
        fact = self.fact
        refused = fact.status in (k.Status.REFUSED, k.Status.RETURNED)
        agreed = fact.address_basis in _AGREED
        if refused and not agreed:
            unsaid = fact.address_basis is None
            return _proof(
                Grade.NONE, "address_unsaid" if unsaid else "refused_address", "say_address" if unsaid else "address"
            )
        if refused and fact.delivered_on is None:
            return _proof(Grade.NONE, "no_attempt_day", "say_arrival" if self._tracked() else "tracking")
        if not refused and (fact.status is not k.Status.DELIVERED or fact.delivered_on is None) and self._tracked():
            return _proof(Grade.NONE, "arrival_unsaid", "say_arrival")  # the page is there: what it says is not entered
        if not refused and (fact.status is not k.Status.DELIVERED or fact.delivered_on is None):
            if self.exhibits.unstated:  # one of them may be the tracking page: nobody has said what they are
                return _lacking(self.exhibits, Held(Link.ARRIVAL), ())
            return _proof(Grade.NONE, "not_arrived", "tracking")
        held = {link: self._held(link) for link in (Link.CONTENT, Link.SENT, Link.ADDRESS, Link.ARRIVAL)}
        if fact.reply and not held[Link.ARRIVAL].exhibits:  # who answers a letter has got it
            held[Link.ARRIVAL] = Held(Link.ARRIVAL, self._answer().exhibits)
        links = tuple(held.values())
        for needed in self._needed(held, refused=refused):
            if not needed.exhibits:
                return _lacking(self.exhibits, needed, links)
        if not fact.contents_named and not (fact.reply and not refused):
            unsaid = fact.contents_named is None
            return _proof(
                Grade.WEAK,
                "contents_unsaid" if unsaid else "contents_not_named",
                "say_contents" if unsaid else "contents",
                links,
            )
        if refused:
            return _proof(Grade.MEDIUM, "refused_agreed", links=links)
        if fact.contents_named and agreed and held[Link.ADDRESS].exhibits:
            return _proof(Grade.STRONG, "letter_complete", links=links)
        if fact.contents_named and agreed and self._signed_for():
            return _proof(Grade.STRONG, "letter_in_person", links=links)
        return _proof(Grade.MEDIUM, "letter_supported", links=links)

    def _tracked(self) -> bool:
        return bool(self._held(Link.ARRIVAL).exhibits)

    def _needed(self, held: dict[Link, Held], *, refused: bool) -> Iterator[Held]:
        """Yield the links without which this letter does not count."""
        yield held[Link.CONTENT]
        yield held[Link.ARRIVAL]
        if refused:
            yield held[Link.ADDRESS]  # it need not arrive, but must have been sent where it should
        if self.fact.contents_named:
            answered = self._answer()
            if refused or not answered.exhibits:
                yield held[Link.SENT]
        elif self.fact.reply and not refused:
            yield self._answer()

    def _signed_for(self) -> bool:
        """Tell whether the addressee itself signed for it: then the way to its address plays no part."""
        party, signer = self.case.party(self.fact.recipient), self.fact.signed_by
        return bool(signer) and (_signs_for_itself(party, signer) or any(word in signer for word in _OWN_SIGNATURE))

    def message(self) -> Proof:
        fact = self.fact
        agreed = fact.address_basis is k.AddressBasis.CONTRACT
        content = self._alone(Link.MESSAGE, self.named.content)
        if not content.exhibits:
            return _lacking(self.exhibits, content, (content,))
        if not (fact.tied_to or agreed):
            return _proof(Grade.WEAK, "account_not_tied", "tie_account", (content,))
        account = self.exhibits.held(Link.ACCOUNT, self.named.address or self.exhibits.evidence, self._grounds())
        if not account.exhibits:
            return _lacking(self.exhibits, account, (content, account))
        if fact.reply:
            answer = self._answer()
            links = (content, account, answer)
            return (
                _proof(Grade.MEDIUM, "message_answered", links=links)
                if answer.exhibits
                else _lacking(self.exhibits, answer, links)
            )
        if fact.kind is k.CommunicationKind.EMAIL and agreed:
            arrival = self._alone(Link.ARRIVAL)
            links = (content, account, arrival)
            return (
                _proof(Grade.MEDIUM, "agreed_mailbox", links=links)
                if arrival.exhibits
                else _lacking(self.exhibits, arrival, links)
            )
        return _proof(Grade.WEAK, "no_answer", "answer", (content, account))


def _papers_of(case: Case, party: str) -> tuple[str, ...]:
    """Return the exhibits of what ``party`` signed: a guarantor is no party to the contract, its own paper is named."""
    given = [one.evidence for one in case.securities if one.grantor == party]
    given += [one.evidence for one in case.collaterals if one.grantor == party]
    if given and all(debtor.id != party for debtor in case.debtors):
        return tuple(i for evidence in given for i in evidence)
    return _of_contracts(case)


def _of_contracts(case: Case) -> tuple[str, ...]:
    return tuple(i for contract in case.contracts for i in contract.evidence)
