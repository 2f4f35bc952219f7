"""Electronic papers: whether a file is itself the original because it was never paper (电子数据, 证据规定 14, 15(2)).

Owns the signs that a file shows by itself: an e-invoice (数电票) as data, or as a PDF whose printed words say so and
were not recognised in a picture. A slip of a bank is one only where its file is signed, which who opens it tells
(``signed``): a scan of a stamped slip says 电子回单 too. Everything else stays open (待确认).
"""

from __future__ import annotations

from lexcollect.patterns import regex
from lexcollect.proposing.kinds import PaperKind, kind_of
from lexcollect.proposing.papers import Paper

_E_INVOICE = regex(r"电\s*子\s*发\s*票|电子普通发票|电子专用发票")
#: The number of a fully digital invoice has twenty digits, and no printed form has one.
_DIGITAL = regex(r"发票号码\s*[：:]?\s*\d{20}(?!\d)")
#: What banks and platforms sign when it is downloaded.
SIGNED = frozenset((PaperKind.BANK_SLIP, PaperKind.BANK_STATEMENT, PaperKind.CONTRACT, PaperKind.INVOICE))


def is_electronic(paper: Paper, *, signed: bool = False) -> bool:
    """Tell whether the file shows by itself that it is the original; ``signed``: it carries a signature of its own."""
    if paper.invoice is not None:
        return True
    if paper.recognised or not paper.passages:
        return False
    kind = kind_of(paper)
    if signed and kind in SIGNED:
        return True
    return (
        kind is PaperKind.INVOICE
        and not paper.loose
        and bool(_E_INVOICE.search(paper.text) or _DIGITAL.search(paper.text))
    )
