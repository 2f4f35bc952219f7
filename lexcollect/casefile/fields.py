"""Fields: how single values of a case file are read.

Owns the value types (money, day, rate, yes/no, choices in both languages, identifiers). Each turns the text in
the file into a value or names the finding that explains the slip. Knows no fact group.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from lexcollect.cn.amounts import BadAmount, parse_yuan
from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.cn.identifiers import check_id_number, check_uscc
from lexcollect.cn.rates import BadRate, Rate, parse_rate
from lexcollect.cn.width import direction_marks, without_unseen

#: No fact of a matter is longer; longer text is a slip of copy and paste.
MAX_TEXT = 4000
#: Controls, lone surrogates, private and unassigned characters.
_NEVER = ("Cc", "Cs", "Co", "Cn")


def refuse(code: str, **params: Any) -> PydanticCustomError:
    """Return the error that the loader turns into finding ``code``."""
    return PydanticCustomError(code, "refused", params)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise refuse("LX-C006")
    # A mark of no width came along by copying; with it 甲公司 would not be 甲公司, and nobody could see why.
    text = without_unseen(unicodedata.normalize("NFC", value)).strip()
    bad = direction_marks(text) or [c for c in text if unicodedata.category(c) in _NEVER and c not in "\n\t"]
    if bad:
        raise refuse("LX-C014", char=f"U+{ord(bad[0]):04X}")
    if len(text) > MAX_TEXT:
        raise refuse("LX-C015", length=len(text), limit=MAX_TEXT)
    return text


def _money(value: Any) -> Decimal:
    text = _text(value)
    try:
        return parse_yuan(text)
    except BadAmount as error:
        raise refuse("LX-C012", text=text, reason=error.reason) from None


def _positive(value: Decimal) -> Decimal:
    if value <= 0:
        raise refuse("LX-C016", text=str(value))
    return value


def _day(value: Any) -> date:
    text = _text(value)
    try:
        return parse_date(text)
    except BadDate as error:
        raise refuse("LX-C011", text=text, reason=error.reason) from None


def _rate(value: Any) -> Rate:
    text = _text(value)
    try:
        return parse_rate(text)
    except BadRate as error:
        raise refuse("LX-C013", text=text, reason=error.reason) from None


def _count(value: Any) -> int:
    text = unicodedata.normalize("NFKC", _text(value))
    if not text.isdecimal() or not 0 < int(text) <= 9999:
        raise refuse("LX-C009", text=text)
    return int(text)


def _percent(value: Any) -> Decimal:
    text = unicodedata.normalize("NFKC", _text(value)).removesuffix("%").strip()
    if not re.fullmatch(r"\d{1,3}(\.\d{1,4})?", text):
        raise refuse("LX-C023", text=text)
    return Decimal(text)


_YES = {"是", "有", "true", "yes", "√", "对", "1"}
_NO = {"否", "无", "没有", "false", "no", "×", "不", "0"}


def _yes_no(value: Any) -> bool:
    text = _text(value).lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise refuse("LX-C008", text=text)


def _uscc(value: Any) -> str:
    text = unicodedata.normalize("NFKC", _text(value)).replace(" ", "").upper()
    problems = check_uscc(text)
    if problems:
        raise refuse("LX-C017", text=text, problem=problems[0])
    return text


def _id_no(value: Any) -> str:
    text = unicodedata.normalize("NFKC", _text(value)).replace(" ", "").upper()
    hard = [p for p in check_id_number(text) if p != "unknown_county"]
    if hard:
        raise refuse("LX-C018", text=text, problem=hard[0])
    return text


_SCALAR = {"type": ["string", "number"]}

Line = Annotated[str, BeforeValidator(_text), WithJsonSchema(_SCALAR)]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": ["string", "integer"], "format": "date"})]
Money = Annotated[Decimal, BeforeValidator(_money), AfterValidator(_positive), WithJsonSchema(_SCALAR)]
RateField = Annotated[Rate, BeforeValidator(_rate), WithJsonSchema(_SCALAR)]
Percent = Annotated[Decimal, BeforeValidator(_percent), WithJsonSchema(_SCALAR)]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": ["integer", "string"], "minimum": 1})]
YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": [True, False, "是", "否", "有", "无"]})]
Uscc = Annotated[str, BeforeValidator(_uscc), WithJsonSchema(_SCALAR)]
IdNumber = Annotated[str, BeforeValidator(_id_no), WithJsonSchema(_SCALAR)]

E = TypeVar("E", bound=StrEnum)


def choice(kind: type[E], words: dict[E, tuple[str, ...]]) -> Any:
    """Return the field type of ``kind``: accepts the English value or one of its Chinese ``words``."""
    reading: dict[str, E] = {member.value: member for member in kind}
    for member, names in words.items():
        reading.update(dict.fromkeys(names, member))
    shown = [names[0] for names in words.values()]

    def read(value: Any) -> E:
        text = _text(value)
        if text not in reading:
            raise refuse("LX-C007", text=text, choices=shown)
        return reading[text]

    return Annotated[kind, BeforeValidator(read), WithJsonSchema({"enum": list(reading)})]
