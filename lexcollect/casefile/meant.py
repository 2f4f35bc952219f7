"""Meant: which key of the case file an unknown one stands for.

Owns the words that people write for another key, and the keys of legal weight. Refuses to propose such a key because
its letters are alike: who takes it over has stated an agreement, a joint debt or a guarantee that nobody made.
"""

from __future__ import annotations

from difflib import get_close_matches

#: Where a party has its seat or home. 民事诉讼法 124 asks for it; an address of service (送达地址) is agreed.
_DOMICILE = frozenset(
    {"address", "registered_address", "residence", "地址", "注册地址", "注册地", "公司地址", "单位地址", "家庭住址"}
    | {"家庭地址", "户籍地址", "户籍地", "住所地址", "居住地址", "经营地址", "办公地址"}
)

#: English keys that state a legal position; never proposed for a mere likeness of letters.
WEIGHTY = frozenset(
    {"service_address", "court_service", "refused_counts", "tie", "sharing", "share", "ground", "with_party"}
    | {"late_penalty", "late_interest", "term_interest", "overdue_loss", "bears_penalty", "deposit", "cost_clause"}
    | {"securities", "collaterals", "grantor", "cap", "until_repaid", "regardless", "each", "for_shareholder"}
    | {"at_fault", "claimed"}
    | {"recourse_from", "acceleration", "accelerates", "termination", "priority", "appropriation", "audit"}
    | {"accepted", "promises_payment", "waive_penalty", "waive_rest", "guarantor_consents", "collected_by"}
    | {"acknowledgements", "assignments", "designated_for", "jurisdiction"}
)

_RATES = "利息 利率 借款利率 约定利率 约定利息 interest interest_rate rate"
_SUMS = "合同价 合同价款 合同金额 合同总价 总价 价款 金额 货款 借款金额 本金 amount price principal"
#: Words for a fact that has its place elsewhere, by the group in which people write them → the sentence with the place.
_ELSEWHERE = {
    group: {word: place for words, place in rows for word in words.split()}
    for group, rows in {
        "Contract": (
            (_RATES, "interest"),
            (_SUMS, "sum"),
            ("租金 月租金 年租金 rent", "rent"),
            ("质保金 保修金 保留金 质量保证金 retention", "retention"),
            ("签收日期 交货日期 验收日期 竣工日期 delivered_on", "performed"),
            ("已付 已付款 付款 还款 已还", "paid"),
        ),
        "Party": (
            ("开户行 开户银行 账号 银行账号 银行账户 银行卡号 户名 bank_account account_no", "bank"),
            ("配偶 妻子 丈夫 spouse", "spouse"),
        ),
        "Obligation": (
            (f"{_RATES} 违约金 逾期违约金 期内利息 逾期利息 付款期限", "contract"),
            ("已付 已付款 付款 还款 已还 paid", "paid"),
            ("签收日期 交货日期 验收日期 竣工日期 delivered_on", "performed"),
        ),
        "Case": (
            ("法院 管辖法院 受诉法院 court", "court"),
            ("原告 被告 债权人 债务人 保证人 配偶 creditor debtor", "party"),
            (f"{_RATES} 违约金 逾期违约金 案由 付款期限 cause", "contract"),
            ("金额 本金 欠款 amount", "sum"),
        ),
    }.items()
}


def elsewhere(written: str, group: str) -> str:
    """Return the sentence that says where the fact ``written`` stands; empty where it has no other place."""
    return _ELSEWHERE.get(group, {}).get(written.strip().lower(), "")


def is_domicile(written: str, group: str) -> bool:
    """Tell whether ``written`` on a party means its domicile (住所地)."""
    return group == "Party" and written.strip().lower() in _DOMICILE


def near(written: str, keys: dict[str, str]) -> str:
    """Return the known spelling closest to ``written``; empty when none is, or when that one is of legal weight."""
    found = get_close_matches(written, keys, n=1, cutoff=0.5)
    return found[0] if found and keys[found[0]] not in WEIGHTY else ""
