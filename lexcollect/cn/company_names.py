"""What the name of a company or partnership says it is.

Owns the words that a name must carry: 有限责任公司 or 有限公司, 股份有限公司 or 股份公司 (公司法 7), 普通合伙,
特殊普通合伙, 有限合伙 (合伙企业法 15, 56, 62). Refuses to guess: a name without such words says nothing, and a branch
is none of them.
"""

from __future__ import annotations

from lexcollect.patterns import regex

LIMITED, BY_SHARES, PARTNERSHIP = "有限责任公司", "股份有限公司", "合伙企业"
_BY_SHARES = regex(r"股份(?:有限)?公司$")
_LIMITED = regex(r"有限(?:责任)?公司$")
_PARTNERSHIP = regex(r"[（(](?:特殊)?(?:普通|有限)合伙[）)]$|(?:普通|有限)合伙(?:企业)?$")


def kind_in(name: str) -> str:
    """Return the kind that ``name`` says (``有限责任公司``, ``股份有限公司``, ``合伙企业``), or nothing."""
    name = name.strip()
    if _BY_SHARES.search(name):
        return BY_SHARES
    if _LIMITED.search(name):
        return LIMITED
    return PARTNERSHIP if _PARTNERSHIP.search(name) else ""
