"""Fields: how single values of a case file are read.

Owns the value types (money, day, rate, yes/no, identifiers) and the references between facts. Each turns the text in
the file into a value or names the finding that explains the slip. Knows no fact group.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from lexcollect.casefile.values import BadValue, Ref, Remarked, Value, Words
from lexcollect.cn.amounts import BadAmount
from lexcollect.cn.certificates import check_certificate, check_code
from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.cn.floating import Floating, floating_words
from lexcollect.cn.identifiers import SOFT_PROBLEMS, normalise_code
from lexcollect.cn.rates import BadRate, Rate, read_rate
from lexcollect.cn.times import BadTime, clock, parse_time
from lexcollect.cn.width import direction_marks, seen
from lexcollect.cn.yuan import read_yuan
from lexcollect.wording import text as sentence

#: The group that stands in a file of its own, the evidence catalogue (证据目录).
EXHIBITS = "exhibits"
#: No fact of a matter is longer; longer text is a slip of copy and paste.
MAX_TEXT = 4000
#: Controls, lone surrogates, private and unassigned characters.
_NEVER = ("Cc", "Cs", "Co", "Cn")


def read_text(value: Any) -> str:
    """Return the text that stands there, cleaned of what nobody sees; nothing when it holds blanks only."""
    if not isinstance(value, str):
        raise BadValue("LX-C006")
    # A mark of no width came along by copying; with it 甲公司 would not be 甲公司, and nobody could see why.
    text = seen(value)
    bad = direction_marks(text) or [c for c in text if unicodedata.category(c) in _NEVER and c not in "\n\t"]
    if bad:
        raise BadValue("LX-C014", char=f"U+{ord(bad[0]):04X}")
    if len(text) > MAX_TEXT:
        raise BadValue("LX-C015", length=len(text), limit=MAX_TEXT)
    return text


def _money(value: Any) -> Decimal | Remarked:
    text = read_text(value)
    try:
        written = read_yuan(text)
    except BadAmount as error:
        raise BadValue("LX-C012", text=text, reason=sentence(f"general.amount.{error.reason}")) from None
    if written.value <= 0:
        raise BadValue("LX-C016", text=str(written.value))
    return (
        written.value if written.usual else Remarked(written.value, "LX-C059", {"text": text, "amount": written.value})
    )


def _day(value: Any) -> date:
    text = read_text(value)
    try:
        return parse_date(text)
    except BadDate as error:
        reason = sentence(f"general.date.{error.reason}", day=error.day)
        raise BadValue("LX-C011", text=text, reason=reason) from None


def _time(value: Any) -> str:
    text = read_text(value)
    try:
        return clock(parse_time(text))
    except BadTime as error:
        raise BadValue("LX-C590", text=text, reason=sentence(f"general.time.{error.reason}")) from None


def _fixed_rate(value: Any) -> Rate:
    rate = _published_rate(value)
    if isinstance(rate, Floating):
        raise BadValue("LX-C191", text=read_text(value), words=floating_words(rate))
    return rate


def _anchored_rate(value: Any) -> Rate | Floating:
    rate = _published_rate(value)
    if isinstance(rate, Floating) and not rate.anchor:
        raise BadValue("LX-C058", text=read_text(value), words=floating_words(rate))
    return rate


def _published_rate(value: Any) -> Rate | Floating:
    text = read_text(value)
    try:
        return read_rate(text)
    except BadRate as error:
        told, what = f"general.rate.{error.reason}", f"general.rate_do.{error.reason}"
        raise BadValue("LX-C013", text=text, reason=sentence(told), remedy=sentence(what)) from None


def _count(value: Any) -> int:
    text = unicodedata.normalize("NFKC", read_text(value))
    if not text.isdecimal() or not 0 < int(text) <= 9999:
        raise BadValue("LX-C009", text=text)
    return int(text)


def _day_of_month(value: Any) -> int:
    """Return 5 for ``5``, ``5日``, ``每月5日前``, ``每季首月5日``."""
    text = unicodedata.normalize("NFKC", read_text(value))
    found = re.fullmatch(
        r"(?:每(?:个?月|季度?|半年|年|期)的?(?:首月|第一个月)?的?)?(\d{1,2})[日号]?(?:之?前|以前)?", text
    )
    if found is None or not 1 <= int(found[1]) <= 31:
        raise BadValue("LX-C152", number=text)
    return int(found[1])


def _percent(value: Any) -> Decimal:
    text = unicodedata.normalize("NFKC", read_text(value)).removesuffix("%").strip()
    if not re.fullmatch(r"\d{1,3}(\.\d{1,4})?", text):
        raise BadValue("LX-C023", text=text)
    return Decimal(text)


_YES = {"是", "有", "true", "yes", "√", "对", "1"}
_NO = {"否", "无", "没有", "false", "no", "×", "不", "0"}


def _yes_no(value: Any) -> bool:
    text = read_text(value).lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise BadValue("LX-C008", text=text)


def _uscc(value: Any) -> str:
    text = normalise_code(unicodedata.normalize("NFKC", read_text(value)))
    problems = check_code(text)
    if problems:
        raise BadValue("LX-C017", text=text, problem=problems[0])
    return text


def _id_no(value: Any) -> str:
    text = normalise_code(unicodedata.normalize("NFKC", read_text(value)))
    hard = [p for p in check_certificate(text) if p not in SOFT_PROBLEMS]
    if hard:
        raise BadValue("LX-C018", text=text, problem=hard[0])
    return text


_SCALAR = {"type": ["string", "number"]}
_TEXT = Value(read_text, _SCALAR, Words("文字", "text"))

Line = Annotated[str, _TEXT]
Day = Annotated[date, Value(_day, {"format": "date", "type": ["string", "integer"]}, Words("日期", "date"))]
#: A time of day in Beijing to the minute, kept as ``10:30``.
TimeOfDay = Annotated[str, Value(_time, {"type": "string"}, Words("时间，如 10:30", "time of day, say 10:30"))]
Money = Annotated[Decimal, Value(_money, _SCALAR, Words("金额（元）", "amount in yuan"))]
FixedRateField = Annotated[Rate, Value(_fixed_rate, _SCALAR, Words("如 每日万分之五", "a rate, such as 0.05%/日"))]
#: A fixed rate, or one on the LPR of one day that the words name (合同成立时一年期LPR的4倍).
RateField = Annotated[
    Rate | Floating,
    Value(_anchored_rate, _SCALAR, Words("如 年利率12%、合同成立时一年期LPR的4倍", "a rate, such as 12%/年")),
]
#: A fixed rate, or one that hangs on a published one (LPR的1.5倍).
AnyRateField = Annotated[
    Rate | Floating,
    Value(
        _published_rate, _SCALAR, Words("如 每日万分之五、同期一年期LPR的1.5倍", "a rate, such as 0.05%/日 or LPR×1.5")
    ),
]
Percent = Annotated[Decimal, Value(_percent, _SCALAR, Words("百分数", "percent"))]
Count = Annotated[int, Value(_count, {"minimum": 1, "type": ["integer", "string"]}, Words("整数", "whole number"))]
DayOfMonth = Annotated[
    int, Value(_day_of_month, {"type": ["integer", "string"]}, Words("每月几日，如 5", "day of the month, say 5"))
]
YesNo = Annotated[bool, Value(_yes_no, {"enum": [True, False, "是", "否", "有", "无"]}, Words("是、否", "yes or no"))]
Uscc = Annotated[str, Value(_uscc, _SCALAR, Words("文字", "text"))]
IdNumber = Annotated[str, Value(_id_no, _SCALAR, Words("文字", "text"))]

# References between facts: the id of another fact, or several. That each is there, ``checks`` derives from these.
PartyRef = Annotated[str, _TEXT, Ref("parties", Words("当事人的编号", "id of a party"))]
ContractRef = Annotated[str, _TEXT, Ref("contracts", Words("合同的编号", "id of a contract"))]
ObligationRef = Annotated[str, _TEXT, Ref("obligations", Words("应收款的编号", "id of a receivable"))]
MeasureRef = Annotated[str, _TEXT, Ref("measures", Words("保全措施的编号", "id of a measure"))]
TitleRef = Annotated[str, _TEXT, Ref("titles", Words("生效文书的编号", "id of a title"))]
LeasedThingRef = Annotated[str, _TEXT, Ref("leased_things", Words("租赁物的代号", "id of a leased thing"))]
CollateralRef = Annotated[str, _TEXT, Ref("collaterals", Words("物的担保的编号", "id of a collateral"))]
AgentRef = Annotated[str, _TEXT, Ref("agents", Words("代理人的编号", "id of an agent"))]
CommunicationRef = Annotated[str, _TEXT, Ref("communications", Words("往来的编号", "id of a communication"))]
PartyRefs = tuple[PartyRef, ...]
MeasureRefs = tuple[MeasureRef, ...]
CollateralRefs = tuple[CollateralRef, ...]
ObligationRefs = tuple[ObligationRef, ...]
ExhibitRefs = tuple[
    Annotated[str, _TEXT, Ref(EXHIBITS, Words("证据目录中的编号", "id in the evidence catalogue"))], ...
]
