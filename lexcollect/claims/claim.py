"""Claim: everything that is asked for in one matter, on one day.

Owns :class:`Claims`, the whole of what ``calc`` prints and what pleadings quote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from lexcollect.casefile import kinds as k
from lexcollect.casefile.days import future_facts
from lexcollect.casefile.models import Case, Contract, Delivery
from lexcollect.causes import cause_of
from lexcollect.causes.cause import LatenessRule
from lexcollect.causes.table import nearest, official, official_name
from lexcollect.claims import books, loans
from lexcollect.claims.account import ZERO, Account, account_of
from lexcollect.claims.costs import CostItem, Fees, cost_items, fees_of
from lexcollect.claims.costs import remarks as cost_remarks
from lexcollect.claims.heads import Head, HeadKind, heads_of, sum_of
from lexcollect.claims.persons import SuretyClaim, surety_claims
from lexcollect.claims.running import RunningAmount, running_amounts
from lexcollect.claims.standards import is_bill, is_works, lateness_of, void_loan
from lexcollect.claims.standing import Standings
from lexcollect.claims.stop import Stop
from lexcollect.findings import Finding, Refused, finding
from lexcollect.law.rules.loans import LoanTerms
from lexcollect.records import dataclass
from lexcollect.wording import Text, pair, text

if TYPE_CHECKING:
    from lexcollect.claims.priority import Priority
    from lexcollect.claims.taking_back import TakenBack
    from lexcollect.claims.titles import TitleAccount

#: The letter by which a contract ends.
_NOTICE = k.CommunicationKind.TERMINATION_NOTICE
#: The performances that end with a signature for a thing.
_SIGNED_FOR = ("交付", "运抵")
#: The year of the Civil Code: no default of it or later asks for the law before.
_CODE = 2021
#: Proceedings that ask for payment: what is not due yet cannot be asked for.
_FOR_PAYMENT = frozenset(
    {k.FilingKind.SUIT, k.FilingKind.ARBITRATION, k.FilingKind.PAYMENT_ORDER, k.FilingKind.ENFORCEMENT}
)

#: How the causes of contracts between states are called.
_ACROSS = "国际"

#: What bears interest by law, without anybody asking for a loss.
_BY_LAW = frozenset({LatenessRule.LOAN, LatenessRule.WORKS, LatenessRule.BILL})


@dataclass(frozen=True)
class Claims:
    """What is owed on ``account.as_of``: heads, costs, fees, and what each guarantor answers for.

    ``heads`` are the whole of what is asked: every total is a sum over them. ``stops`` are what must not be done to get
    it (``deadlines.stops``); ``priorities`` say of each works contract what of its price comes before
    others (``deadlines.priority``). ``losses`` are what finance leases that were terminated come to.
    ``apart`` are facts and claims money by money where the debts stand in several: no sum is made of all.
    """

    account: Account
    heads: tuple[Head, ...]
    costs: tuple[CostItem, ...]
    fees: Fees | None
    sureties: tuple[SuretyClaim, ...]
    findings: tuple[Finding, ...]
    running: tuple[RunningAmount, ...] = ()
    stops: tuple[Stop, ...] = ()
    titles: tuple[TitleAccount, ...] = ()
    priorities: tuple[Priority, ...] = ()
    losses: tuple[TakenBack, ...] = ()
    apart: tuple[tuple[Case, Claims], ...] = ()

    @property
    def priority(self) -> Priority | None:
        """What of the first works price comes before others; mostly there is one works contract."""
        return next(iter(self.priorities), None)

    @property
    def decided(self) -> frozenset[str]:
        """The receivables whose sums a title fixes: what is asked of them is what the title grants."""
        return frozenset(id for title in self.titles for id in title.covers)

    @property
    def as_of(self) -> date:
        """The as-of day (计算基准日), counted unless chosen otherwise."""
        return self.account.as_of

    @property
    def deducted(self) -> Decimal:
        """What the value of things taken back takes from what the account shows as owed (融资租赁解释 11), in yuan."""
        return sum((each.owed - each.loss for each in self.losses), ZERO)

    @property
    def cost_total(self) -> Decimal:
        """Costs that are claimed, in yuan."""
        return sum_of(self.heads, HeadKind.COSTS)

    @property
    def total(self) -> Decimal:
        """The claim in money (诉讼标的额): all heads to that day; yuan.

        :class:`~lexcollect.findings.Refused` where the heads stand in several moneys.
        """
        if self.apart:
            raise Refused([finding("LX-M329", self.apart[0][0].contracts[0].where)])
        return sum_of(self.heads)

    @property
    def running_total(self) -> Decimal:
        """Daily fees to the as-of day (占用费), in yuan."""
        return sum_of(self.heads, HeadKind.USE_FEE)

    @property
    def per_day(self) -> Decimal:
        """What each day after the as-of day adds: penalty, loss and the daily fees that still run, in yuan."""
        return sum((head.per_day for head in self.heads), ZERO)


def claims_of(case: Case, as_of: date, standings: Standings, account: Account | None = None) -> Claims:
    """Return the claims of ``case`` on ``as_of``; ``standings`` says which guarantees are alive."""
    if account is not None and account.apart:
        from lexcollect.claims.currencies import claims_apart  # only a matter in several moneys needs it

        return claims_apart(case, account, lambda part, own: claims_of(part, as_of, standings, own))
    if any(c.recourse_from for c in case.contracts):
        from lexcollect.claims import recourse  # only a claim of who paid for another needs it

        recourse.refuse(case)
    account = account or account_of(case, as_of)
    costs = cost_items(case)
    if any(debt.spent for debt in account.ledger.debts):
        from lexcollect.claims import cost_order  # only where a payment followed a cost

        costs = cost_order.with_met(case, account, costs)
    running = running_amounts(case, as_of, account.conventions)
    agreed = heads_of(case, account, running, costs)
    titles, heads, bound = _decided(case, account, agreed)
    findings, guaranteed = future_facts(case, as_of), agreed
    if case.insolvencies and len(case.debtors) > 1:
        from lexcollect.claims import joint_insolvency  # only where one of several debtors is insolvent

        guaranteed = joint_insolvency.guaranteed(case, account, agreed, running, costs)
        findings += joint_insolvency.remarks(case, account, agreed, running, costs)
    sureties = surety_claims(case, guaranteed, standings, bound)
    decided = {id for title in titles for id in title.covers}
    if any(o.id not in decided for o in case.obligations):  # what a title decided is no longer a matter of the contract
        findings += _remarks(case, account, costs, sureties)
        if running and sureties:
            from lexcollect.claims.fees_left import fees_left  # only a thing kept after the end needs it

            findings += fees_left(case, sureties, sum((one.amount for one in running), ZERO))
    if case.titles:
        from lexcollect.claims.titles import title_findings

        findings += title_findings(case, account, titles)
    fees = fees_of(case, sum_of(heads), as_of)
    lost = _losses(case, account)
    return Claims(account, heads, costs, fees, sureties, tuple(findings), running, titles=titles, losses=lost)


def _losses(case: Case, account: Account) -> tuple[TakenBack, ...]:
    if not any(contract.termination for contract in case.contracts):
        return ()
    from lexcollect.claims.taking_back import taken_back  # only a lease that was terminated needs it

    found = (taken_back(case, account, contract) for contract in case.contracts)
    return tuple(each for each in found if each)


def _decided(
    case: Case, account: Account, agreed: tuple[Head, ...]
) -> tuple[tuple[TitleAccount, ...], tuple[Head, ...], Mapping[str, frozenset[str]]]:
    """Return the titles, the heads with what they grant in place of what they decided, and whom they bind for what."""
    if not any(title.awards for title in case.titles):
        return (), agreed, {}
    from lexcollect.claims.title_heads import with_titles
    from lexcollect.claims.titles import title_accounts

    titles = title_accounts(case, account)
    bound: dict[str, frozenset[str]] = {}
    for title in titles:
        for person in title.against:
            bound[person] = bound.get(person, frozenset()) | frozenset(title.covers)
    return titles, with_titles(case, agreed, titles), bound


def _foreign(case: Case) -> bool:
    return any(o.currency is not k.Currency.CNY for o in case.obligations)


def _principals(case: Case) -> set[HeadKind]:
    """Return as which heads the causes of the contracts claim the debt itself."""
    return {cause.principal for c in case.contracts if (cause := cause_of(c.cause)) is not None}


def _could_ask(contract: Contract) -> bool:
    """Tell whether a loss by statute could be asked for under ``contract``: the file of its cause has a standard."""
    rule = lateness_of(contract)
    return rule is not None and rule not in _BY_LAW


def _no_charge(contract: Contract) -> str:
    """Return the finding on a contract without a charge: of a sale, or of a cause that borrows the sale's standard."""
    cause = cause_of(contract.cause)
    return "LX-M340" if cause and cause.lateness and cause.lateness.by_reference else "LX-M001"


def _penal_beside(case: Case, account: Account) -> list[Finding]:
    """Ask whether the penalty of a contract also means what is asked for beside its debt, where nobody said so."""
    penal = {o.id: o.penalty for o in account.obligations if o.penalty}
    asked = [o for o in case.obligations if o.id in penal and o.beside and o.bears_penalty is None]
    return [finding("LX-M314", o.where, name=o.title or o.id, amount=penal[o.id]) for o in asked]


def _remarks(
    case: Case, account: Account, costs: tuple[CostItem, ...], sureties: tuple[SuretyClaim, ...]
) -> list[Finding]:
    found = []
    for contract in case.contracts:
        charged = contract.late_penalty or contract.overdue_loss or contract.sme
        if not charged and _could_ask(contract):
            found.append(finding(_no_charge(contract), contract.where, name=contract.called))
        if cause_of(contract.cause) is None:
            found.append(finding("LX-M295", contract.where, name=contract.called, cause=contract.cause))
            if official_name(contract.cause) not in official():
                found.append(finding("LX-C600", contract.where, cause=contract.cause, near=nearest(contract.cause)))
    losing = {debt.contract for debt in account.ledger.debts if debt.loses}
    for contract in case.contracts:
        asked = contract.overdue_loss and not contract.late_penalty and not is_works(contract)
        if asked and contract.id in account.ledger.contracts and contract.id not in losing:
            found.append(finding("LX-M013", contract.where, name=contract.called, cause=contract.cause))
    for o in account.obligations:
        if o.due.rolled > account.as_of and not o.due.open and not void_loan(case.contract(o.contract)):
            found.append(finding("LX-M002", id=o.id, due=o.due.rolled, as_of=account.as_of))
    if account.credits:
        found.append(finding("LX-M003", amount=sum((amount for _, amount in account.credits), ZERO)))
    if any(o.due.unknown for o in account.obligations):
        from lexcollect.claims import gaps  # only a debt without a day on file needs it

        found += gaps.remarks(case, account)
    if any(o.due.basis for o in account.obligations):
        from lexcollect.claims import on_demand  # only a debt without an agreed day needs it

        found += on_demand.remarks(case, account.as_of)
    if any(case.party(s.grantor).kind is k.PartyKind.ORGANISATION for s in case.securities):
        from lexcollect.claims import resolutions  # only a guarantee of a company needs it

        found += resolutions.remarks(case)
    found += _too_early(case, account)
    found += _penal_beside(case, account)
    found += books.remarks(case, account)
    if case.payments:
        from lexcollect.claims import payers  # only where somebody paid

        found += payers.remarks(case, account)
        if any(payment.memo for payment in case.payments):
            from lexcollect.claims import memos  # only where a payment came with words

            found += memos.remarks(case, account)
        if any(cost.met for cost in costs):
            from lexcollect.claims import cost_order  # only where a payment followed a cost

            found += cost_order.remarks(case, account, costs)
    if any(contract.sme for contract in case.contracts):
        from lexcollect.claims import sme  # only a claim of a small enterprise needs it

        found += sme.remarks(case)
    terms = {debt.id: debt.late for debt in account.ledger.debts if isinstance(debt.late, LoanTerms)}
    found += loans.remarks(case, account.as_of, {o.id: o.first_day for o in account.obligations}, terms)
    if any(debt.penal for debt in account.ledger.debts):
        from lexcollect.claims import penalties  # only a clause on a published rate needs it

        found += penalties.remarks(case, account.as_of)
    if account.ledger.lumps:
        from lexcollect.claims import loan_lumps  # only a penalty in one sum beside a loan needs it

        found += loan_lumps.remarks(case, account)
    if account.ledger.rolled:
        from lexcollect.claims import rolled  # only a rolled-over loan needs it

        found += rolled.remarks(case, account)
    if any(debt.limit for debt in account.ledger.debts):
        from lexcollect.claims import penalty_limits  # only an agreed limit needs it

        found += penalty_limits.remarks(case, account)
    if HeadKind.RECOURSE in _principals(case):
        from lexcollect.claims import recourse  # only a claim of who paid for another needs it

        found += recourse.remarks(case)
    if any(is_bill(contract) for contract in case.contracts):
        from lexcollect.claims import bills  # only recourse on a bill needs it

        found += bills.remarks(account)
    if any(c.overdue_loss or c.cross_border or _ACROSS in c.cause for c in case.contracts) or _foreign(case):
        from lexcollect.claims import cross_border  # only a loss asked for, a border or foreign money needs it

        found += cross_border.remarks(case)
    if any(is_works(contract) for contract in case.contracts):
        from lexcollect.claims import works  # only a works price needs it

        found += works.remarks(case, account.as_of)
    if case.leased_things or case.rents or any(c.deposit or c.acceleration or c.termination for c in case.contracts):
        from lexcollect.claims import leases  # only a lease needs it

        found += leases.remarks(case, account)
    if any("解除" in sent.content or sent.kind is _NOTICE for sent in case.communications):
        from lexcollect.claims import ending  # only a notice of termination needs it

        found += ending.remarks(case, account.as_of)
    if any(o.first_day.year < _CODE for o in account.obligations):
        from lexcollect.claims import before_the_code  # only a default of that time needs it

        found += before_the_code.remarks(case, account)
    stopped = account.ledger.stopped
    if stopped and any(debt.charges or debt.late for debt in account.ledger.debts):
        found.append(finding("LX-M010", ids=tuple(o.id for o in account.obligations), last=stopped))
    reduction = account.reduction
    if reduction and reduction.warn and case.currency is not k.Currency.CNY:
        money = pair(case.currency.unit, case.currency.english)
        found.append(finding("LX-M296", annual=reduction.annual, currency=money))
    elif reduction and reduction.warn and reduction.before_the_code:
        from lexcollect.claims import before_the_code  # only a penalty of that time needs it

        found.append(before_the_code.too_high(reduction))
    elif reduction and reduction.warn:
        found.append(
            finding(
                "LX-M004", annual=reduction.annual, line=reduction.lines[0], lpr=reduction.lpr, four=reduction.four_lpr
            )
        )
    found += cost_remarks(case, costs)
    for surety in sureties:
        name = case.party(surety.party).name
        for ids, reason in _by_reason(surety.excluded):
            found.append(finding("LX-M005", name=name, id=ids, reason=reason))
        if surety.capped:
            found.append(finding("LX-M006", name=name, gross=surety.gross, cap=surety.cap))
    for delivery in case.deliveries:
        if not _handed_over(case, delivery):
            continue
        if delivery.receiver_authority in (k.ReceiverAuthority.UNPROVED, k.ReceiverAuthority.UNSIGNED):
            code = "LX-M007" if delivery.note else "LX-M008"
            found.append(finding(code, delivery.where, doc=delivery.doc_no or delivery.date, note=delivery.note))
    return found


def _by_reason(excluded: tuple[tuple[str, Text], ...]) -> Iterator[tuple[tuple[str, ...], Text]]:
    """Yield the debts a guarantor does not answer for, those of one reason together, with all days the reason names."""
    together: dict[str, list[tuple[str, Text]]] = {}
    for id, reason in excluded:
        together.setdefault(reason.key, []).append((id, reason))
    for key, alike in together.items():
        said: dict[str, list[object]] = {}
        for _, reason in alike:
            for name, value in reason.params:
                if value not in said.setdefault(name, []):
                    said[name].append(value)
        params = {name: values[0] if len(values) == 1 else tuple(values) for name, values in said.items()}
        yield tuple(id for id, _ in alike), text(key, **params)


def _handed_over(case: Case, delivery: Delivery) -> bool:
    """Tell whether it is a thing that somebody signed for: services leave records, no delivery note."""
    order = next((o for o in case.obligations if o.id == delivery.obligation), None)
    cause = cause_of(case.contract(order.contract).cause) if order else None
    return cause is None or cause.performance.verb in _SIGNED_FOR


def _too_early(case: Case, account: Account) -> Iterator[Finding]:
    """Yield the proceedings for payment that were started before anything they are about was due."""
    due = {o.id: o.due.rolled for o in account.obligations if not o.due.basis}
    for filing in case.filings:
        days = [due[id] for id in filing.covers or due if id in due]
        if filing.kind in _FOR_PAYMENT and days and filing.date <= min(days):
            yield finding("LX-M143", filing.where, day=filing.date, due=min(days))
