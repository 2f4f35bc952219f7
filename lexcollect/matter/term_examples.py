"""Term examples: how a payment term is written that nobody answered, by kind of debt.

Owns the remarks beside the blank; what a term may be is told by ``cn.payment_terms``.
"""

from __future__ import annotations

from lexcollect.matter.everyday import Family

#: What a term may run from, as the remark beside it says.
EVENTS = {
    "zh": "签收、签订、开票、收到发票、月结、验收、结算、竣工、对账、没有约定",
    "en": "last_delivery, signing, invoice, invoice_receipt, month_end, acceptance, settlement, completion, statement",
}


#: How a payment term is written that was not answered.
_TERM_EXAMPLE = "一句话：签收后60日内、月结60天、2024-03-27；没有约定的写 没有约定"
_TERM_EXAMPLES = {
    Family.SERVICE: "一句话：验收合格后15日内、月结60天、2024-03-27；没有约定的写 没有约定",
    Family.LOAN: "约定的还款日，如 2024-03-27；没有约定的写 没有约定",
    Family.WORKS: "如 竣工验收合格后28日内；各期不同的，写在每条应收款的“到期”里",
    Family.RECOURSE: "约定了哪天偿还的写日期；没有约定的留空",
    Family.FACTORING: "基础合同的付款期限，如 签收后60日内；各笔不同的，写在每条应收款的“到期”里",
}


def example_of(family: Family) -> str:
    """Return the example beside the blank of a kind of debt."""
    return _TERM_EXAMPLES.get(family, _TERM_EXAMPLE)
