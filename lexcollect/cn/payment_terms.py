"""Payment terms (付款期限) as people write them: a day, or a period after an event.

Owns one reader for the case file and the interview. 验收合格后15日内付至97% is a term of one part of a price: the share
it is paid up to is kept beside the term. Refuses what one day cannot be made of: shares of a price (支付70%), monthly
days that name no month (每月5日前), debts on demand (随时), two events in one sentence; each with its own reason. Never
takes a part of the sentence for the whole. Counts nothing: from which day a period runs, the law says elsewhere.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple

from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.cn.numerals import read_han_number
from lexcollect.cn.width import fold
from lexcollect.patterns import regex

Unit = Literal["day", "month", "year", "workday", "month_day"]
#: The events from which a period is agreed to run.
Event = Literal[
    "last_delivery",
    "month_end",
    "invoice",
    "invoice_receipt",
    "acceptance",
    "settlement",
    "completion",
    "statement",
    "signing",
    "handover",
    "report_submitted",
    "settlement_submitted",
    "demand",
]
#: Every reason of :class:`BadTerm`.
TERM_REASONS = ("portion", "monthly", "demand", "trading_days", "at_once", "two", "no_event", "unclear")

_NUMBER = r"(?:\d{1,4}|[零一二两三四五六七八九十百]{1,7})"
_UNITS: dict[str, Unit] = {"日": "day", "天": "day", "月": "month", "年": "year", "工作日": "workday"}
_PERIOD = regex(rf"({_NUMBER})\s*个?\s*(?:自然|日历)?(工作日|日|天|月|年)(?!\d|[前底初])")
#: Whose trading or business days are meant, a term of payment does not say.
_TRADING = regex(rf"{_NUMBER}\s*个?\s*(?:交易日|营业日|银行工作日)")
_PART = r"\s*[\d一二三四五六七八九十]{1,3}\s*"
_DAY = regex(rf"(?:\d{{4}}|[零〇一二三四五六七八九]{{4}})\s*[年\-/.]{_PART}[月\-/.]{_PART}[日号]?")
_MONTH_ONLY = regex(rf"\d{{4}}\s*年{_PART}月(?!{_PART}[日号])")
_SHARE = regex(
    r"\d\s*%|百分之|[一二三四五六七八九半]成|首付|预付|定金|尾款|余款|质保金|保证金|保修金|分期"
    r"|分[\d一二三四五六七八九十]+[期次]"
)
#: Up to which share of the price is paid: what one part of it comes to stands beside it in yuan.
_UP_TO = regex(
    r"(?:支?付|付款)[至到][^，。；;%]{0,14}?(?:(\d{1,3}(?:\.\d{1,2})?)\s*%|百分之([一二三四五六七八九十]{1,3}))"
)
#: A day of the month after: 次月10日前, 每月5日前付清上月货款. Which month is meant, it says itself.
_NEXT_MONTH = regex(
    rf"(?:次月|下个?月|每个?月(?=\s*{_NUMBER}\s*[日号][^，。；;]{{0,8}}?上个?月))\s*的?\s*({_NUMBER})\s*[日号]"
)
#: Events of goods: the month after is that after they came.
_OF_GOODS = frozenset({"last_delivery", "month_end"})
_MONTHLY = regex(r"每个?月|逐月|按月|当月\s*\d|次月\s*\d|下个?月\s*\d|每季|每年")
_DEMAND = regex(r"随时|催告后|见索即付|经?要求后|通知后|(?:没有|未|无)(?:约定|写明|明确)|不定期")
_GRACE = regex(rf"(?:催告|要求|通知)(?:之日)?(?:起|后)\s*({_NUMBER})\s*个?(?:自然|日历)?[日天]内")
_AT_ONCE = regex(r"货到付款|款到发货|现款现货|现结|一手交钱|即时付款|立即付")
_MONTH_END = regex(r"月结|月[末底](?:结|起|后|之日)|当月[末底]")
#: Longest first: 收到发票 is no delivery, 竣工结算 no completion.
_EVENTS: tuple[tuple[str, Event], ...] = (
    (r"收到[^，。；]{0,8}?发票|发票(?:送达|收到)|收票", "invoice_receipt"),
    (r"开具[^，。；]{0,8}?发票|开票|开出发票|发票开具", "invoice"),
    (
        r"(?:提交|递交|报送|收到)[^，。；]{0,6}?(?:结算|决算)[^，。；]{0,6}?(?:文件|资料|报告|书)",
        "settlement_submitted",
    ),
    (r"(?:提交|递交|报送|收到)[^，。；]{0,6}?验收(?:申请)?报告", "report_submitted"),
    (r"交付使用|移交使用|工程(?:交付|移交)", "handover"),
    (r"(?:竣工|货到|到货|收货后?|完工)?[^，。；]{0,4}?验收", "acceptance"),
    (r"(?:竣工|完工)?结算|决算", "settlement"),
    (r"竣工|完工|工程完成", "completion"),
    (r"对账", "statement"),
    (r"签收|收货|到货|货到|交货|送货|交付|收到[^，。；]{0,4}?货", "last_delivery"),
    (r"签订|签署|签字|生效", "signing"),
)
#: What may stand around a day that is the whole term.
_AROUND_A_DAY = regex(
    r"(?:最迟|不迟于|应?于|应?在|截至|至|到期日?|付款期限|还款日?期?|到期|为|前|以前|之前|止|为止|内|一次性?|全部|全额|足额|如数|所有|本息|利息|及|连本带息|付清|"
    r"还清|归还|偿还|结清|清偿|支付|付款|还款|货款|款项|价款|借款|本金|全款|甲方|乙方|买方|债务人|借款人|承租人|发包人|向|完毕|[：:，,。；;、\s])*"
)


_LONGEST_MONTH = 31
_REFUSED = (
    (_SHARE, "portion"),
    (_MONTHLY, "monthly"),
    (_DEMAND, "demand"),
    (_TRADING, "trading_days"),
    (_MONTH_ONLY, "unclear"),
)


class Term(NamedTuple):
    """A payment term: a fixed ``day``, or so many (``number``) of ``unit`` after ``event``.

    The unit ``month_day`` is the day ``number`` of the month after (次月几日).
    ``up_to`` is the percentage of the price that is then paid (付至97%), as it is written; nothing: the whole.
    """

    day: date | None = None
    number: int = 0
    unit: Unit = "day"
    event: Event | None = None
    up_to: str = ""


class BadTerm(ValueError):
    """What is written is no term that one day follows from; ``reason`` is one of :data:`TERM_REASONS`.

    ``number`` are the days that were agreed to follow a demand (要求后10日内), for the reason ``demand``.
    """

    def __init__(self, reason: str, number: int = 0) -> None:
        self.reason = reason
        self.number = number
        super().__init__(reason)


def read_term(text: str) -> Term:
    """Return the term that ``text`` says; :class:`BadTerm` with the reason otherwise."""
    plain, up_to = _without_share(fold(text).strip())
    day = _whole_day(plain)
    if day is not None:
        return Term(day, up_to=up_to)
    following = _next_month(plain)
    if following:
        return Term(None, following, "month_day", "month_end", up_to)
    for pattern, reason in _REFUSED:
        if pattern.search(plain):
            raise BadTerm(reason, _grace(plain) if reason == "demand" else 0)
    periods, events = _PERIOD.findall(plain), _events(plain)
    if len(set(events)) > 1 or len(periods) > 1 or (periods and _DAY.search(plain)):
        raise BadTerm("two")
    if not periods:
        raise BadTerm("at_once" if _AT_ONCE.search(plain) else "unclear")
    if not events:
        raise BadTerm("no_event")
    written, unit = periods[0]
    number = int(written) if written.isdecimal() else read_han_number(written)
    if not number:
        raise BadTerm("unclear")
    return Term(None, number, _UNITS[unit], events[0], up_to)


def _without_share(plain: str) -> tuple[str, str]:
    """Return the term without the one share it is paid up to, and that share; as it stands where there are several."""
    found = list(_UP_TO.finditer(plain)) if "%" in plain or "百分之" in plain else []
    if len(found) != 1:
        return plain, ""
    written, han = found[0].groups()
    share = written or str(read_han_number(han))
    return plain[: found[0].start()] + "付清" + plain[found[0].end() :], share


def _next_month(plain: str) -> int:
    """Return the day of the month after the goods came that is the whole term; 0 where it is none, or not alone."""
    found = list(_NEXT_MONTH.finditer(plain))
    if len(found) != 1:
        return 0
    rest = plain[: found[0].start()] + plain[found[0].end() :]
    alone = not any(pattern.search(rest) for pattern in (_PERIOD, _DAY, _SHARE, _DEMAND, _TRADING))
    written = found[0][1]
    number = int(written) if written.isdecimal() else read_han_number(written) or 0
    return number if alone and set(_events(rest)) <= _OF_GOODS and number <= _LONGEST_MONTH else 0


def _grace(plain: str) -> int:
    found = _GRACE.search(plain)
    if found is None:
        return 0
    return int(found[1]) if found[1].isdecimal() else read_han_number(found[1]) or 0


def _whole_day(plain: str) -> date | None:
    """Return the day when a day is all that is said; :class:`BadTerm` when a day stands there that does not exist."""
    try:
        return parse_date(plain)
    except BadDate:
        pass
    found = _DAY.search(plain)
    if not found or not _AROUND_A_DAY.fullmatch(plain[: found.start()] + plain[found.end() :]):
        return None
    try:
        return parse_date(found[0])
    except BadDate:
        raise BadTerm("unclear") from None


def _events(plain: str) -> list[Event]:
    found: list[tuple[int, Event]] = []
    rest = plain
    if _MONTH_END.search(plain):
        return ["month_end"]
    for pattern, event in _EVENTS:
        while match := re.search(pattern, rest):
            found.append((match.start(), event))
            rest = rest[: match.start()] + "　" * (match.end() - match.start()) + rest[match.end() :]
    return [event for _, event in sorted(found, key=lambda one: one[0])]


#: How a clause begins that says only that nothing was agreed.
_NOTHING = ("没有约定", "未约定", "无约定", "没有明确约定", "约定不明")


def nothing_agreed(text: str) -> bool:
    """Tell whether the words of a payment term say only that nothing was agreed (没有约定)."""
    return text.startswith(_NOTHING)
