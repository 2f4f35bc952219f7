"""What sums are charged for, as forms of one trade ask for it: a lender's account, a card, an insurance, a forwarder.

Owns what is left under each :class:`~lexcollect.casefile.kinds.Charge` and how a loan is to be repaid. Computes no
interest: such sums are those that the creditor's own account states, entered as receivables.
"""

from __future__ import annotations

from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Obligation
from lexcollect.causes import HeadKind
from lexcollect.claims.heads import Head
from lexcollect.cn.rates import Rate
from lexcollect.documents.material import View, day, yuan
from lexcollect.documents.views import contract, form_loans
from lexcollect.documents.views.form_words import ZERO, Told, clause_number, percent, shown
from lexcollect.law.rules.parts import Part

#: What a lender's account states beside the principal.
_OF_LENDER = frozenset(
    {
        k.Charge.INTEREST,
        k.Charge.TERM_INTEREST,
        k.Charge.PENALTY_INTEREST,
        k.Charge.COMPOUND,
        k.Charge.LATE_FEE,
        k.Charge.HANDLING,
    }
)
#: Of it what is interest.
_INTEREST = _OF_LENDER - {k.Charge.LATE_FEE, k.Charge.HANDLING}
#: What rows of one trade ask for beside the debt itself.
_STATED = _OF_LENDER | {k.Charge.PREMIUM}


#: What runs for lateness, as the account counts it.
_CHARGES = frozenset({HeadKind.TERM_INTEREST, HeadKind.LATE_INTEREST, HeadKind.PENALTY})


def told(view: View) -> Told:
    """Return what is left under each charge, and what was agreed of a loan and its repayment."""
    left = _left(view)
    stated = sum((left[charge] for charge in _STATED), ZERO)
    penalty = view.material.claims.account.penalty
    late = _late_yearly(view)
    principal, interest = _repaid(view)
    return {
        "账单利息": shown(left[k.Charge.INTEREST]),
        "账单期内利息": shown(left[k.Charge.TERM_INTEREST]),
        "账单全部利息": shown(left[k.Charge.INTEREST] + left[k.Charge.TERM_INTEREST]),
        "账单复利": shown(left[k.Charge.COMPOUND]),
        "账单罚息": shown(left[k.Charge.PENALTY_INTEREST]),
        "罚息违约金": shown(left[k.Charge.PENALTY_INTEREST] + penalty),
        "账单滞纳金": shown(left[k.Charge.LATE_FEE]),
        "账单手续费": shown(left[k.Charge.HANDLING]),
        "账单保险费": shown(left[k.Charge.PREMIUM]),
        "息费合计": shown(stated + penalty),
        "息费明细": _listed(view, _STATED),
        "其余息费": _listed(view, _STATED - _INTEREST),
        "海运费": shown(left[k.Charge.OCEAN_FREIGHT]),
        "拖车费": shown(left[k.Charge.TRUCKING]),
        "报关费": shown(left[k.Charge.CUSTOMS]),
        "其他报酬": shown(_other(view)),
        "逾期年利率": percent(late.value) if late else "",
        "逾期利率条款": clause_number(_late_clause(view)) if late else "",
        "利率约定": list(contract.charges_agreed(view)),
        "其余利率约定": [] if _all_yearly(view) else list(contract.charges_agreed(view)),
        "账内已还本金": yuan(principal),
        "账内已还利息": yuan(interest),
        "唯一到期": day(view.material.own[0].due.rolled) if _one_day(view) else "",
    }


def holds(view: View) -> dict[str, object]:
    """Return how the loan is repaid by contract, and whether late interest was agreed by the year."""
    agreed = form_loans.repayment(view)
    said: dict[str, object] = {f"repaid_{way.value}": agreed is way for way in k.Repayment}
    kinds = {h.kind for h in view.material.claims.heads}
    said["charges_asked"] = kinds & _CHARGES or any(is_stated(view, h) for h in view.material.claims.heads)
    return {**said, "late_yearly": _late_yearly(view), "uncounted": uncounted(view)}


def is_stated(view: View, head: Head) -> bool:
    """Tell whether a head is a sum of the creditor's own account that rows of the form's own ask for."""
    items = {o.id: o for o in view.material.case.obligations}
    return head.beside and all(items[id].charge in _STATED for id in head.obligations)


def uncounted(view: View) -> bool:
    """Tell whether interest was agreed that nobody counted while payments were made: the principal may not be left.

    Without a cause file no interest is counted (LX-M181), so that all that was paid went to the principal; a lender's
    account that states the interest says what it went to.
    """
    agreed = view.material.contract.term_interest or view.material.contract.late_interest
    by_account = any(o.charge in _INTEREST for o in view.material.case.obligations)
    paid = any(share.part is Part.PRINCIPAL and share.amount for share in view.material.claims.account.shares)
    return bool(agreed and paid and not by_account and view.material.cause is None)


def _items(view: View) -> dict[str, Obligation]:
    return {o.id: o for o in view.material.case.obligations if o.charge}


def _left(view: View) -> dict[k.Charge, Decimal]:
    found = dict.fromkeys(k.Charge, ZERO)
    items = _items(view)
    for o in view.material.claims.account.obligations:
        charge = items[o.id].charge if o.id in items else None
        if charge:
            found[charge] += o.principal
    return found


def _other(view: View) -> Decimal:
    """Return what is left of the debt itself that is charged for nothing with a place of its own."""
    apart = {k.Charge.OCEAN_FREIGHT, k.Charge.TRUCKING, k.Charge.CUSTOMS}
    items = _items(view)
    rest = (o.principal for o in view.material.own if o.id not in items or items[o.id].charge not in apart)
    return sum(rest, ZERO)


def _listed(view: View, charges: frozenset[k.Charge]) -> list[str]:
    """Return what makes up the charges, each by its own name: stated ones, beside all of them the agreed penalty."""
    items = _items(view)

    def wanted(head: Head) -> bool:
        stated = is_stated(view, head) and all(items[id].charge in charges for id in head.obligations)
        return stated or (head.kind is HeadKind.PENALTY and charges == _STATED)

    heads = [h for h in view.material.claims.heads if h.amount and wanted(h)]
    return [view.pen.one("form.charge", {"名目": h.title.render("zh"), "金额": yuan(h.amount)}) for h in heads]


def _late_yearly(view: View) -> Rate | None:
    """Return the yearly rate agreed for the time after the term: as interest, else as a penalty."""
    agreed = view.material.contract.late_interest or view.material.contract.late_penalty
    return agreed.rate if agreed and isinstance(agreed.rate, Rate) and agreed.rate.per == "year" else None


def _all_yearly(view: View) -> bool:
    """Tell whether every rate agreed stands in a blank that the form prints %/年 behind."""
    agreed = view.material.contract
    said = [one for one in (agreed.term_interest, agreed.late_interest, agreed.late_penalty) if one]
    late = agreed.late_interest is None or agreed.late_penalty is None
    return late and all(isinstance(one.rate, Rate) and one.rate.per == "year" for one in said)


def _late_clause(view: View) -> str:
    agreed = view.material.contract.late_interest or view.material.contract.late_penalty
    return agreed.clause if agreed else ""


def _repaid(view: View) -> tuple[Decimal, Decimal]:
    """Return what was paid on the debt itself, and on the interest that the lender's account states."""
    items = _items(view)
    principal = interest = ZERO
    own = {o.id for o in view.material.own}
    for share in view.material.claims.account.shares:
        if share.debt in own and share.part is Part.PRINCIPAL:
            principal += share.amount
        elif share.debt in items and items[share.debt].charge in _INTEREST:
            interest += share.amount
    return principal, interest


def _one_day(view: View) -> bool:
    """Tell whether all of the debt itself falls due on one known day."""
    days = {o.due.rolled for o in view.material.own if not o.due.open}
    return len(days) == 1 and all(not o.due.open for o in view.material.own)
