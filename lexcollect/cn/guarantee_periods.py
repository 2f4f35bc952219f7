"""Guarantee periods (保证期间) as people write them: a length, “until repaid”, a day, or none agreed.

Owns one reader for the case file and the interview. Refuses a length that runs from an event of its own (自签订之日起
二年): the law lets it run from the debt's last day (民法典 692), and what was agreed otherwise needs its day written.
"""

from __future__ import annotations

from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.cn.numerals import read_han_number
from lexcollect.cn.width import fold
from lexcollect.patterns import regex

_UNITS = {"日": "day", "天": "day", "月": "month", "年": "year"}
_LENGTH = regex(r"(\d{1,4}|[零一二两三四五六七八九十百]+)\s*个?\s*(日|天|月|年)")
_NONE_AGREED = regex("(?:没有|未|没)约定(?:保证期间)?")
_UNTIL_REPAID = regex("还清|清偿完毕|付清为止|偿清")
#: From where else a length may be said to run; the day on which the debt falls due is what the law takes.
_OTHER_START = regex("签订|签署|签字|出具|生效|成立|盖章|借款之日|放款|交付之日")
_DAY = regex(r"\d{4}\s*[年/.\-]|[二〇零一三四五六七八九]{4}年")


def span(text: str) -> tuple[int, str] | None:
    """Return number and unit of a period written with digits or Chinese numerals (60 日, 二年), or nothing."""
    found = _LENGTH.search(fold(text))
    if not found:
        return None
    number = int(found[1]) if found[1].isdecimal() else read_han_number(found[1])
    return (number, _UNITS[found[2]]) if number else None


def read_guarantee_period(words: str) -> dict[str, str] | None:
    """Return the keys of a guarantee period that ``words`` say, or ``None``; ``each`` where every debt has its own."""
    if _NONE_AGREED.fullmatch(words):
        return {"none_agreed": "true"}
    if _UNTIL_REPAID.search(words):
        return {"until_repaid": "true"}
    try:
        return {"until": parse_date(words.removeprefix("至").removeprefix("到").removesuffix("止")).isoformat()}
    except BadDate:
        pass
    length = span(words)
    if length is None or _OTHER_START.search(words) or _DAY.search(words) or len(_LENGTH.findall(fold(words))) > 1:
        return None
    each = {"each": "true"} if "分别" in words else {}
    return {"count": str(length[0]), "unit": length[1], **each}
