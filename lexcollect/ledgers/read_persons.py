"""Persons of a ledger: names, identity numbers and telephones as they should be, and what is said of them.

Owns which slips can be mended (blanks, width, small letters) and which cannot: a number whose digits a spreadsheet
program lost, a wrong check digit, persons who are not named. A right check digit says that a number was not mistyped,
never that somebody exists.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from lexcollect.cn.identifiers import SOFT_PROBLEMS, check_id_number, check_uscc, id_birth
from lexcollect.cn.width import fold, squeeze, without_unseen
from lexcollect.ledgers.raw import Holds, RawCell
from lexcollect.ledgers.read_days import Said
from lexcollect.ledgers.row import DebtorKind, Standing
from lexcollect.patterns import regex

_HAN_GAP = regex(r"(?<=[\u3400-\u9fff\U00020000-\U000323af（）()])\s+(?=[\u3400-\u9fff\U00020000-\U000323af（）()])")
_PLURAL = regex(r"\s*等(?:[0-9一二两三四五六七八九十]+(?:名|位|个)?(?:债务人)?)?人?$")
_SUFFIX = regex(r"\s*[（(]([^（）()]{2,8})[）)]$")
_SUFFIXES = {
    "注销": Standing.DEREGISTERED,
    "吊销": Standing.DEREGISTERED,
    "死亡": Standing.DEAD,
    "去世": Standing.DEAD,
    "身故": Standing.DEAD,
    "破产": Standing.BANKRUPT,
    "失联": Standing.MISSING,
}
_COMPANY = regex(r"(?:公司|厂|店|部|社|中心|集团|企业|行|所|院|校|站|场|馆|会|园|局|坊|铺|吧|城|商城|基地|合伙\)?）?)$")
_PERSON = regex(r"^[\u3400-\u9fff\U00020000-\U000323af·]{2,4}$")
_ID = regex(r"^[0-9]{17}[0-9X]$")
_NO_LETTERS = "IOSVZ"
#: A number of many digits as spreadsheet programs show it: 1.20199E+17.
_POWER = regex(r"^\d(?:\.\d+)?E\+?\d+$", re.IGNORECASE)
_SPLIT = regex(r"[/／、,，;；\n]|\s{1,}(?=1[3-9]\d{9}|0\d{2,3})|或")
_MOBILE = regex(r"^1[3-9]\d{9}$")
_LANDLINE = regex(r"^(?:0\d{2,3})?[2-9]\d{6,7}(?:转\d{1,6})?$")
_SERVICE = regex(r"^[48]00\d{7}$")


def read_name(cell: RawCell | None) -> tuple[str, Standing | None, list[Said]]:
    """Return the name as papers write it, the status that stands behind it, and what is said of it."""
    given = cell.text if cell else ""
    if not fold(given).strip():
        return "", None, [("LX-G061", {})]
    said: list[Said] = []
    name = given
    if without_unseen(name) != name:
        name = without_unseen(name)
        said.append(("LX-G064", {}))
    if name != (bare := _stripped(name)):
        name = bare
        said.append(("LX-G062", {}))
    if name != (joined := _HAN_GAP.sub("", name)):
        name = joined
        said.append(("LX-G063", {}))
    standing = None
    if (found := _SUFFIX.search(name)) and (word := next((one for one in _SUFFIXES if one in found[1]), "")):
        standing = _SUFFIXES[word]
        said.append(("LX-G067", {"text": found[1]}))
        name = name[: found.start()]
    if plural := _PLURAL.search(name):
        said.append(("LX-G066", {"text": plural[0].strip()}))
        name = name[: plural.start()]
    if "(" in name or ")" in name:
        name = name.replace("(", "（").replace(")", "）")
        said.append(("LX-G065", {}))
    if rare := _rare(name):
        said.append(("LX-G068", {"text": rare}))
    return name, standing, said


def _stripped(name: str) -> str:
    return name.strip(" \t\r\n\u00a0\u3000\u2002\u2003\u2009\u202f\x0b\x0c")


def _rare(name: str) -> str:
    """Return the characters that the commonest character set of Chinese programs lacks."""
    try:
        name.encode("gb2312")
    except UnicodeEncodeError:
        return "".join(dict.fromkeys(sign for sign in name if _is_rare(sign)))
    return ""


@lru_cache(maxsize=4096)
def _is_rare(sign: str) -> bool:
    if sign < "\u3400":
        return False
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def kind_by_name(name: str) -> DebtorKind | None:
    """Return what a name looks like: a company's by its last word, a person's by its length; else nothing."""
    if _COMPANY.search(name) and len(name) > 4:
        return DebtorKind.COMPANY
    return DebtorKind.PERSON if _PERSON.match(name) else None


def read_ident(cell: RawCell | None, kind: DebtorKind | None) -> tuple[str, DebtorKind | None, list[Said]]:
    """Return the number where it can be relied on, whose it is by its form, and what is said of it."""
    given = cell.text.strip() if cell else ""
    if cell is None or not given:
        return "", None, [("LX-G040", {})]
    lost = cell.holds is Holds.NUMBER and len(given.partition(".")[0]) > 15
    if lost or _POWER.match(given) or _is_cut(given):
        return "", DebtorKind.PERSON, [("LX-G045", {"text": given})]
    number = squeeze(given).upper()
    said: list[Said] = []
    if any("！" <= sign <= "～" for sign in given):
        said.append(("LX-G046", {}))
    if any(sign.isspace() for sign in without_unseen(given)):
        said.append(("LX-G047", {}))
    if given.endswith("x") and number[:-1].isdecimal():
        said.append(("LX-G048", {}))
    whose, problem = _problem(number, given, kind)
    return ("" if problem else number), whose, [*said, *problem]


def _problem(number: str, given: str, kind: DebtorKind | None) -> tuple[DebtorKind | None, list[Said]]:
    """Return whose the number is by its form, and what makes it useless."""
    if len(number) == 15 and number.isdecimal():
        company = kind is DebtorKind.COMPANY or (kind is None and not _has_short_birth(number))
        return None, [("LX-G043" if company else "LX-G044", {"text": given})]
    hard = [one for one in check_id_number(number) if one not in SOFT_PROBLEMS]
    if not hard:
        return DebtorKind.PERSON, []
    code = check_uscc(number)
    # A number of digits alone may pass both checks by chance; 91 to 93 are companies and no province.
    by_digits = bool(_ID.match(number) and id_birth(number) and not number.startswith(("91", "92", "93")))
    if not code and not (by_digits and kind is not DebtorKind.COMPANY):
        return (DebtorKind.SOLE_TRADER if number.startswith("92") else DebtorKind.COMPANY), []
    if by_digits or (_ID.match(number) and kind is DebtorKind.PERSON):
        return DebtorKind.PERSON, [("LX-G041", {"text": given})]
    if len(number) == 18 and code == ["checksum"]:
        return DebtorKind.COMPANY, [("LX-G041", {"text": given})]
    letters = "".join(dict.fromkeys(sign for sign in number if sign in _NO_LETTERS))
    if len(number) == 18 and letters and number.isascii() and number.isalnum():
        return DebtorKind.COMPANY, [("LX-G042", {"text": given, "letters": letters})]
    return None, [("LX-G051", {"text": given})]


def _is_cut(given: str) -> bool:
    """Tell whether a number of 18 digits was cut to 15 by a spreadsheet program, which puts zeros behind them."""
    return len(given) == 18 and given.isdecimal() and given.endswith("000") and "checksum" in check_id_number(given)


def _has_short_birth(number: str) -> bool:
    try:
        date(1900 + int(number[6:8]), int(number[8:10]), int(number[10:12]))
    except ValueError:
        return False
    return True


def age_on(ident: str, day: date) -> int | None:
    """Return the age in whole years on ``day`` by an ID number of 18 digits; nothing for other numbers."""
    born = id_birth(ident)
    if born is None or born > day:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def read_phones(cell: RawCell | None) -> tuple[tuple[str, ...], list[Said]]:
    """Return the telephone numbers that can be used, digits only, and what is said of them."""
    given = cell.text.strip() if cell else ""
    if cell is None or not given:
        return (), [("LX-G056", {})]
    said: list[Said] = [("LX-G059", {})] if cell.holds is Holds.NUMBER else []
    parts = [part for part in _SPLIT.split(fold(given)) if part and part.strip()]
    if any(sign in given for sign in "-－—") and len(parts) == 1:
        said.append(("LX-G055", {}))
    numbers = []
    for part in parts:
        digits = re.sub(r"^(?:\+|00)86|[^0-9转]", "", part.replace(" ", ""))
        digits = digits.removeprefix("86") if len(digits) == 13 and digits.startswith("861") else digits
        if _MOBILE.match(digits) or _LANDLINE.match(digits) or _SERVICE.match(digits):
            numbers.append(digits)
        else:
            said.append(("LX-G057", {"text": part.strip(), "count": len(digits)}))
    if not parts:
        said.append(("LX-G057", {"text": given, "count": 0}))
    if len(numbers) > 1:
        said.append(("LX-G058", {"count": len(numbers)}))
    return tuple(dict.fromkeys(numbers)), said
