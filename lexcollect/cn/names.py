"""Names: file names that every system takes, Chinese ordinals, what is a name and what a number.

Owns what a title becomes when it is a file: safe on Windows, in ZIP, BagIt and ``sha256sum`` lists. Refuses
nothing: whatever the title holds, a usable name comes back. Whether two names collide is the caller's
business.
"""

from __future__ import annotations

import re
import unicodedata

from lexcollect.cn.numerals import han_number
from lexcollect.patterns import regex

#: What a file is called whose title leaves nothing usable (未命名).
UNNAMED = "未命名"

_FORBIDDEN = regex(r'[<>:"/\\|?*%\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd\ufffe\uffff]')
_RESERVED = regex(r"^(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
_LONGEST_SUFFIX = 20
_SHORTEST_LIMIT = 40
# Normalising a hostile run of combining marks costs the square of its length; nothing beyond this could be
# kept.
_LOOKED_AT = 1000
#: One payment of all at the end, in the words of a contract.
_IN_ONE = regex("一次性?(?:还清|付清|还本付息|偿还|清偿|归还|返还)")


def safe_file_name(title: str, *, suffix: str = "", max_chars: int = 80, max_bytes: int = 200) -> str:
    """Return a file name made of ``title`` and ``suffix`` (``.pdf``), in NFC.

    At most ``max_chars`` characters and ``max_bytes`` bytes of UTF-8 with the suffix; the title is cut, the
    suffix kept (a suffix of more than 20 characters is cut as well). Forbidden characters (``<>:"/\\|?*%``,
    controls, lone surrogates) become ``_``; invisible and direction marks go; device names (CON, AUX.txt)
    get a ``_`` in front; no leading dot, no trailing dot or space; never empty. Limits below 40 are a
    programming mistake.
    """
    if min(max_chars, max_bytes) < _SHORTEST_LIMIT:
        raise ValueError(f"limits below {_SHORTEST_LIMIT} leave no room for a name")
    tail = _shorten(_clean(suffix), _LONGEST_SUFFIX, _SHORTEST_LIMIT // 2).rstrip(". ")
    stem = _clean(title).lstrip(". ")
    if _RESERVED.match(stem + tail):
        stem = "_" + stem
    room_bytes = max_bytes - len(tail.encode("utf-8"))
    stem = _shorten(stem, max_chars - len(tail), room_bytes).rstrip(". ")
    return unicodedata.normalize("NFC", (stem or UNNAMED) + tail)


def _clean(text: str) -> str:
    visible = "".join(char for char in text[:_LOOKED_AT] if unicodedata.category(char) != "Cf")
    composed = unicodedata.normalize("NFC", visible)
    spaced = " ".join(composed.split())  # line breaks and tabs are white space, not controls to be shown as _
    return _FORBIDDEN.sub("_", spaced)


def _shorten(text: str, max_chars: int, max_bytes: int) -> str:
    cut = text[:max_chars].encode("utf-8")[:max_bytes]
    return cut.decode("utf-8", errors="ignore")  # a character cut in two falls away whole


def han_ordinal(n: int) -> str:
    """Return 一, 二 … 十一 … 九十九 for 1–99, as headings count; other numbers are a programming mistake."""
    if not 1 <= n <= 99:
        raise ValueError(f"headings count from 1 to 99, not {n}")
    return han_number(n)


#: Figures written out and the stems that count: 一 and 甲 name nothing by themselves.
_COUNTING = frozenset("〇零一二三四五六七八九十百甲乙丙丁")
_BRACKETS = "（）"


def in_words(text: str) -> bool:
    """Tell whether ``text`` is a name in Chinese words (首付款, 一期), and not a number or a sign: D1, 一."""
    chinese = all("一" <= sign <= "鿿" or sign in _BRACKETS for sign in text)
    return len(text) > 1 and chinese and not set(text) <= _COUNTING


def is_part(title: str) -> bool:
    """Tell whether a title names a part of one price: 第一期, 首付款."""
    return "期" in title or "款" in title


def by_transfer(channel: str) -> bool:
    """Tell whether money went by transfer (转账): 银行转账, 微信转账, 电汇."""
    return "转账" in channel or "汇" in channel


def in_one_payment(words: str) -> bool:
    """Tell whether a clause says that all is repaid in one payment: 2021年5月6日前一次还清."""
    return bool(_IN_ONE.search(words))


def in_cash(channel: str) -> bool:
    """Tell whether money was handed over in cash (现金)."""
    return "现金" in channel and not by_transfer(channel)


def is_clause(name: str) -> bool:
    """Tell whether a name is that of a clause and not of a whole paper: 《租赁合同》第九条保证条款."""
    return "条款" in name


def is_agreement(name: str) -> bool:
    """Tell whether a paper by its name is signed by both sides: 保证合同, 担保协议."""
    return name.strip("《》").endswith(("合同", "协议", "协议书"))
