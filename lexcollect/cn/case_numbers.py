"""Case numbers: 案号 such as （2026）津0113民初123号, read in any brackets and written in one form.

Owns the form used since 2016 (year, court code, kind of case, serial number) and the older one with 字第
（2014）沈河民三初字第00123号, which does not part court from kind. Refuses numbers without a year, without
号 or with a kind that is no Chinese text. Does not know which court codes exist beyond their first
characters.
"""

from __future__ import annotations

import re
from functools import cache

from lexcollect.cn.width import squeeze
from lexcollect.records import dataclass

#: Every reason a :class:`BadCaseNumber` may carry.
CASE_NUMBER_REASONS = ("empty", "unreadable", "bad_year", "unknown_court")

_LONGEST = 60
_FIRST_YEAR, _LAST_YEAR = 1949, 2099
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
_TAIL = r"(?P<serial>[0-9]{1,8})号(?P<part>之[一二三四五六七八九十]{1,3})?$"
_HEAD = r"^[(\[〔【〈](?P<year>[0-9]{2,4})[)\]〕】〉]年?"
# The signs of provincial courts in case numbers; 内 and 黔, not 蒙 and 贵. 兵 is the Corps, 军 the military
# courts.
_COURTS = frozenset("京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵军")


@cache
def _shapes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the old and the present form; compiled at first use, because tables of Chinese signs cost 10 ms."""
    old = re.compile(rf"{_HEAD}(?P<kind>{_HAN}(?:{_HAN}|[0-9]){{0,15}})字第{_TAIL}")
    new = re.compile(rf"{_HEAD}(?P<court>最高法|{_HAN}[0-9]{{0,4}})(?P<kind>{_HAN}{{1,10}}){_TAIL}")
    return old, new


class BadCaseNumber(ValueError):
    """Text that is not a case number; ``reason`` is one of :data:`CASE_NUMBER_REASONS`."""

    def __init__(self, reason: str, shown: str = "") -> None:
        super().__init__(f"{reason}: {shown[:60]!r}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case number in its parts.

    ``court`` is the court's sign (津0113; empty in the old form), ``kind`` the type of case (民初).
    ``serial`` keeps its zeros, because a number is cited as printed; ``part`` is 之一 after 号, or empty.
    """

    year: int
    court: str
    kind: str
    serial: str
    part: str = ""
    old_form: bool = False

    def __str__(self) -> str:
        middle = f"{self.kind}字第" if self.old_form else f"{self.court}{self.kind}"
        return f"（{self.year}）{middle}{self.serial}号{self.part}"


def parse_case_number(text: str) -> CaseNumber:
    """Return the parts of a case number; brackets may be full or half width, square or 〔〕, spaces anywhere.

    Raises :class:`BadCaseNumber`: ``empty``, ``unreadable``, ``bad_year`` (not four digits or not 1949–2099),
    ``unknown_court`` (the sign before the court's digits is no court's).
    """
    plain = squeeze(text)
    if not plain:
        raise BadCaseNumber("empty", text)
    if len(plain) > _LONGEST:
        raise BadCaseNumber("unreadable", text)
    old_shape, new_shape = _shapes()
    old = old_shape.match(plain)
    found = old or new_shape.match(plain)
    if found is None:
        raise BadCaseNumber("unreadable", text)
    if len(found["year"]) != 4 or not _FIRST_YEAR <= int(found["year"]) <= _LAST_YEAR:
        raise BadCaseNumber("bad_year", text)
    court = "" if old else found["court"]
    if not old and court != "最高法" and court[0] not in _COURTS:
        raise BadCaseNumber("unknown_court", text)
    part = found["part"] or ""
    return CaseNumber(int(found["year"]), court, found["kind"], found["serial"], part, old is not None)


def normalise_case_number(text: str) -> str:
    """Return a case number with full-width brackets and no spaces: （2026）津0113民初123号."""
    return str(parse_case_number(text))
