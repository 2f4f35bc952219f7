"""Regions (行政区划) in an address and in the name of a court: whether the one lies where the other sits.

Owns that comparison by words. No directory of courts or districts stands behind it: where the words do not decide
(a zone of development, a court for special cases, an address without a district) the answer is that nobody knows.
"""

from __future__ import annotations

from typing import NamedTuple

from lexcollect.patterns import regex

_PROVINCE = regex(r"^[^\d]{2,8}?(?:省|自治区|特别行政区)")
_CITY = regex(r"^[^\d路号]{1,7}?(?:市|自治州|地区|盟)")
#: 路桥区、镇海区 begin with what ends the name of a street or a town.
_COUNTY = regex(r"^[^\d号楼][^\d路街道巷弄号村镇乡楼]{0,7}?(?:区|县|旗|市)")
#: No part of the state: a housing estate, a campus, a works.
_NO_REGION = ("小区", "社区", "校区", "厂区", "景区")
#: A zone that may have a court of its own or none.
_ZONE = ("开发区", "高新区", "园区", "新区", "保税区", "示范区", "管理区", "合作区", "自贸区", "高新技术产业区")
#: New districts that are districts of the state.
_STATE_DISTRICTS = ("浦东新区", "滨海新区")
_COURT = "人民法院"
_HIGHER = regex(r"(?:第[一二三四五])?中级人民法院$")
#: Courts whose cases are given to them by kind, not by place.
_SPECIAL = regex("金融|海事|知识产权|互联网|铁路|军事|林区|林业|垦区|油田|矿区|最高|高级|兵团|团场|破产")


class Region(NamedTuple):
    """The parts of the state that a text begins with; what it does not say is empty."""

    province: str = ""
    city: str = ""
    county: str = ""


def region_of(text: str) -> Region:
    """Return the province, city and county that ``text`` begins with: 辽宁省沈阳市沈河区样例街99号."""
    rest, found = text.strip(), []
    for pattern in (_PROVINCE, _CITY, _COUNTY):
        match = pattern.match(rest)
        word = match[0] if match else ""
        if word.endswith(_NO_REGION):
            word = ""
        found.append(word)
        rest = rest[len(word) :]
    return Region(*found)


def sits_over(court: str, address: str) -> bool | None:
    """Tell whether the court named ``court`` sits over ``address``; ``None``: the words do not decide it."""
    if not court.endswith(_COURT) or not address.strip() or _SPECIAL.search(court):
        return None
    there, higher = region_of(address), _HIGHER.search(court)
    if higher:
        return _of_city(region_of(court[: higher.start()]), there, address)
    own = region_of(court.removesuffix(_COURT))
    name = own.county or own.city
    if name and name in address:
        return True
    if own.county and own.city and there.city and own.city != there.city:
        return False
    if _is_zone(own.county) or _is_zone(there.county):
        return None
    return False if name and there.county else None


def _of_city(own: Region, there: Region, address: str) -> bool | None:
    city = own.city or own.county
    if city and city in address:
        return True
    return False if city and there.city else None


def _is_zone(county: str) -> bool:
    return county.endswith(_ZONE) and not county.endswith(_STATE_DISTRICTS)
