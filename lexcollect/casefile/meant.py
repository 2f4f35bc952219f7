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
    | {"recourse_from", "acceleration", "accelerates", "termination", "priority", "appropriation", "audit"}
    | {"accepted", "promises_payment", "waive_penalty", "waive_rest", "guarantor_consents", "collected_by"}
    | {"acknowledgements", "assignments", "designated_for", "jurisdiction"}
)


def is_domicile(written: str, group: str) -> bool:
    """Tell whether ``written`` on a party means its domicile (住所地)."""
    return group == "Party" and written.strip().lower() in _DOMICILE


def near(written: str, keys: dict[str, str]) -> str:
    """Return the known spelling closest to ``written``; empty when none is, or when that one is of legal weight."""
    found = get_close_matches(written, keys, n=1, cutoff=0.5)
    return found[0] if found and keys[found[0]] not in WEIGHTY else ""
