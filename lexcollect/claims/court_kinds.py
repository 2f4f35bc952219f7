"""Level and kind of a court (级别管辖与专门法院): what the sum, the cause and the way of contracting decide.

Owns whether a first-instance case is one of a basic or of an intermediate court (法发〔2021〕27号, whose text is not on
file: 级别管辖异议规定 9), and which court for special cases comes into question (民诉法解释 2; 海事诉讼特别程序法 4;
rules on the financial and the internet courts). What is not on file is said not to be: railways, intellectual property,
what a province gathers in courts of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Contract
from lexcollect.causes.table import official_name
from lexcollect.cn.courts import above_basic
from lexcollect.cn.regions import region_of
from lexcollect.law.book import shipped_book
from lexcollect.law.trace import Citation, LawUnknown
from lexcollect.records import dataclass

_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
#: Words of the causes of sea and ship, and of the railways, in the official list.
_SEA, _RAIL = ("海上", "海运", "船舶", "通海"), ("铁路货物", "铁路旅客", "铁路行李", "铁路包裹", "铁路联运")


class Level(StrEnum):
    """Which level hears a case at first instance; ``depends``: on the provinces of court and parties."""

    BASIC = "basic"
    INTERMEDIATE = "intermediate"
    DEPENDS = "depends"
    UNKNOWN = "unknown"  # not of these sums: foreign money, another country, the sea


class Special(StrEnum):
    """A court for special cases that comes into question."""

    MARITIME = "maritime"  # 海事法院
    FINANCIAL = "financial"  # 金融法院
    INTERNET = "internet"  # 互联网法院
    RAILWAY = "railway"  # 铁路运输法院：规定不在库


#: How the name of a court for special cases ends.
_ENDS = {Special.MARITIME: "海事法院", Special.FINANCIAL: "金融法院", Special.INTERNET: "互联网法院"}


@dataclass(frozen=True, slots=True)
class Gathered:
    """A special court: its kind, its name where one is known, the contract, and the articles (none: not on file)."""

    kind: Special
    contract: str
    court: str = ""
    cites: tuple[Citation, ...] = ()

    def fits(self, court: str) -> bool:
        """Tell whether ``court`` is one of that kind; of a kind that is not on file nothing is told."""
        return court.endswith(_ENDS.get(self.kind, ""))


@dataclass(frozen=True, slots=True)
class Levels:
    """The level of a case with the two sums that decide, and their articles."""

    level: Level
    alike: Decimal = Decimal(0)
    apart: Decimal = Decimal(0)
    cites: tuple[Citation, ...] = ()

    def fits(self, court: str) -> bool | None:
        """Tell whether ``court`` is of the level that hears the case; ``None``: it cannot be told."""
        if self.level not in (Level.BASIC, Level.INTERMEDIATE) or not court.endswith("人民法院"):
            return None
        return above_basic(court) is (self.level is Level.INTERMEDIATE)


def level_of(case: Case, amount: Decimal | None, as_of: date, court: str = "") -> Levels:
    """Return the level at which a claim of ``amount`` yuan is heard; ``court`` helps with its province."""
    causes = [official_name(c.cause) for c in case.contracts]
    if amount is None or case.currency is not k.Currency.CNY or any(_of(cause, _SEA) for cause in causes):
        return Levels(Level.UNKNOWN)
    try:
        alike, apart = (shipped_book().at(f"court.level_{name}", as_of) for name in ("alike", "apart"))
    except LawUnknown:
        return Levels(Level.UNKNOWN)
    sums = alike.decimal, apart.decimal
    if amount < sums[1]:
        level = Level.BASIC
    elif amount >= sums[0]:
        level = Level.INTERMEDIATE
    else:
        level = _between([p.domicile for p in (*case.creditors, *case.debtors)], court)
    return Levels(level, *sums, alike.cite)


def _between(places: Iterable[str], court: str) -> Level:
    """Return the level of a sum between the two: who is inside and who outside the province of the court decides."""
    provinces = {province_of(place) for place in places}
    if "" in provinces:
        return Level.DEPENDS
    if len(provinces) == 1:
        return Level.BASIC  # all inside, or all outside
    own = province_of(court)
    if not own:
        return Level.DEPENDS
    return Level.INTERMEDIATE if own in provinces else Level.BASIC


def province_of(text: str) -> str:
    """Return the province that an address or the name of a court begins with; empty where it does not say."""
    region = region_of(text)
    return region.province or (region.city if region.city in _MUNICIPALITIES else "")


def special_of(case: Case, contracts: Iterable[Contract], level: Level, as_of: date) -> Iterator[Gathered]:
    """Yield the courts for special cases that come into question for ``contracts``."""
    for contract in contracts:
        cause = official_name(contract.cause)
        if _of(cause, _SEA):
            cites = (Citation("民诉法解释", "2(2)"), Citation("海事诉讼特别程序法", "4"))
            yield Gathered(Special.MARITIME, contract.id, "", cites)
        if _of(cause, _RAIL):
            yield Gathered(Special.RAILWAY, contract.id)
        if level is Level.INTERMEDIATE and _listed("financial_causes", cause, as_of):
            yield from _named(Special.FINANCIAL, "financial", case, contract, as_of)
        if level in (Level.BASIC, Level.DEPENDS) and contract.platform:
            yield from _named(Special.INTERNET, "internet", case, contract, as_of)


def _named(kind: Special, name: str, case: Case, contract: Contract, as_of: date) -> Iterator[Gathered]:
    """Yield the courts of that kind in whose district one of the places of the matter lies."""
    try:
        found = shipped_book().at(f"court.{name}", as_of)
    except LawUnknown:
        return
    places = [p.domicile for p in (*case.creditors, *case.debtors)] + [contract.performed_at, contract.receipt_at]
    seen: set[str] = set()
    for row in found.value:
        court, where = str(row[0]), str(row[1])
        if court not in seen and any(where in place or where.removesuffix("省") in place for place in places):
            seen.add(court)
            yield Gathered(kind, contract.id, court, found.cite)


def _listed(name: str, cause: str, as_of: date) -> bool:
    try:
        return _of(cause, shipped_book().at(f"court.{name}", as_of).value)
    except LawUnknown:
        return False


def _of(cause: str, words: Iterable[str]) -> bool:
    return any(word in cause for word in words)
