"""Marks: names, days, sums and codes in running text, each with its place.

Owns the patterns by which every finder reads them. A name is read only where a label or a form of address says that
one stands there; a sum only with its unit; a code only when its check digit holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lexcollect.cn.amounts import BadAmount
from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.cn.identifiers import SOFT_PROBLEMS, check_id_number, check_uscc, normalise_code
from lexcollect.cn.yuan import read_yuan
from lexcollect.patterns import regex
from lexcollect.proposing.papers import Paper, Passage, Spot

#: How the name of an organisation ends.
TAIL = (
    r"(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|律师事务所|事务所|合作社|服务部|经营部|门市部|商行|商店|"
    r"工厂|厂|研究院|研究所|医院|学校|中心|合伙企业|(?:普通|有限)合伙[）)]|分公司|支行|分行|委员会|局)"
)
_IN_NAME = r"[\u4e00-\u9fffA-Za-z0-9（）()·&－-]"
#: An organisation, or a person of two to four characters; a bracket that explains (（甲方）) is none of the name.
ORGANISATION = rf"{_IN_NAME}{{2,40}}?{TAIL}(?![\u4e00-\u9fff]{{0,3}}(?:公司|事务所|分行|支行))"
#: Words of a form that stand where a name could: a label is nobody's name.
_NO_NAME = (
    "户名|名称|全称|账号|账户|单位|姓名|签字|签名|签章|盖章|公章|日期|时间|地址|电话|住所|身份|法定|代表|负责|以下|简称"
    "|[甲乙丙丁]方|本人|如下|上述|有限|公司|开户|金额|合计|详见|附件|备注|联系|传真|邮编"
    "|收款|付款|汇款|收货|送货|购买|销售|出卖|买受|承租|出租|保证|担保|债权|债务"
)
PERSON = rf"(?!{_NO_NAME})[\u4e00-\u9fff]{{2,4}}(?:·[\u4e00-\u9fff]{{1,8}})?"
_BORDER = r"(?=$|[\s，,。；;、：:（(）)\n]|统一社会信用代码|账号|身份|住所|地址|法定代表人)"
NAME = rf"(?:{ORGANISATION}|{PERSON}){_BORDER}"
DAY = (
    r"(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
    r"|[二一][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
)
_FIGURE = r"(?:\d{1,3}(?:[,，]\d{3})+|\d{1,12})(?:\.\d{1,2})?"
SUM = rf"(?:[¥￥]\s*{_FIGURE}|(?<![\d.,]){_FIGURE}\s*(?:万元|万|元|圆))"
CAPITALS = r"[零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元整正角分]{3,40}"

_DAYS = regex(DAY)
_SUMS = regex(SUM)
_CODE = regex(r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Za-z])")
_ID = regex(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")


class Mark(NamedTuple):
    """Words that mean ``value``, at ``start`` and ``end`` of a passage."""

    value: str
    start: int
    end: int


def days_in(text: str) -> Iterator[Mark]:
    """Yield every day that is there, as ``2023-03-15``."""
    for found in _DAYS.finditer(text):
        if day := day_of(found[0]):
            yield Mark(day.isoformat(), found.start(), found.end())


def day_of(words: str) -> date | None:
    """Return the day that ``words`` are, or ``None``."""
    try:
        return parse_date(words)
    except BadDate:
        return None


def sums_in(text: str) -> Iterator[Mark]:
    """Yield every sum of money with its unit, as ``432000.00``; a price for a unit (4,320元/吨) is none."""
    for found in _SUMS.finditer(text):
        if text[found.end() : found.end() + 1] in "/／" and text[found.end() : found.end() + 1]:
            continue
        if (value := sum_of(found[0])) is not None:
            yield Mark(f"{value:.2f}", found.start(), found.end())


def sum_of(words: str) -> Decimal | None:
    """Return the sum that ``words`` are, or ``None`` when they are none or more than one."""
    try:
        return read_yuan(words.replace("，", ",")).value
    except BadAmount:
        return None


def codes_in(text: str) -> Iterator[Mark]:
    """Yield every credit code (统一社会信用代码) whose check digit holds."""
    for found in _CODE.finditer(text):
        if not check_uscc(found[0]):
            yield Mark(normalise_code(found[0]), found.start(), found.end())


def id_numbers_in(text: str) -> Iterator[Mark]:
    """Yield every ID number (公民身份号码) whose check digit holds; an unknown county is left to the loader."""
    for found in _ID.finditer(text):
        if not set(check_id_number(found[0])) - SOFT_PROBLEMS:
            yield Mark(normalise_code(found[0]), found.start(), found.end())


class Hit(NamedTuple):
    """A pattern that was met: its passage, and the match."""

    passage: Passage
    match: re.Match[str]

    def spot(self, paper: Paper, group: int | str = 0) -> Spot:
        """Return the place of ``group``."""
        return paper.spot(self.passage, self.match.start(group), self.match.end(group))


def hits(paper: Paper, pattern: re.Pattern[str]) -> Iterator[Hit]:
    """Yield every place in ``paper`` where ``pattern`` is met."""
    for passage in paper.passages:
        for match in pattern.finditer(passage.text):
            yield Hit(passage, match)


def first(paper: Paper, pattern: re.Pattern[str]) -> Hit | None:
    """Return the first place where ``pattern`` is met."""
    return next(hits(paper, pattern), None)
