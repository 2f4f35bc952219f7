"""Identifiers: credit codes, ID numbers and waybills checked by their own arithmetic.

Owns the check digits of GB 32100 (统一社会信用代码), GB 11643 (公民身份号码) and UPU S10 (EMS waybills),
and their normal form: half-width, upper case, no spaces. Every check normalises first, so a lower-case x or
a full-width digit is no problem. Refuses to say that a person or company exists: a right check digit shows
only that the number was not mistyped. Case numbers live in ``case_numbers``.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from lexcollect.cn.case_numbers import (
    BadCaseNumber,
    CaseNumber,
    normalise_case_number,
    parse_case_number,
)
from lexcollect.cn.width import squeeze
from lexcollect.patterns import regex

__all__ = [
    "SOFT_PROBLEMS",
    "BadCaseNumber",
    "CaseNumber",
    "check_id_number",
    "check_s10",
    "check_uscc",
    "id_birth",
    "id_gender",
    "normalise_case_number",
    "normalise_code",
    "normalise_id_number",
    "normalise_s10",
    "normalise_uscc",
    "parse_case_number",
]

#: Problems that call for a look, not for a correction: the list of county codes changes, check digits do not.
SOFT_PROBLEMS = frozenset({"unknown_county"})

# GB 32100: 31 characters, without I, O, S, V, Z, which look like 1, 0, 5, U, 2.
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_USCC_SHAPE = regex(f"^[{_USCC_ALPHABET}]{{2}}[0-9]{{6}}[{_USCC_ALPHABET}]{{10}}$")

_ID_WEIGHTS = tuple(pow(2, 17 - i, 11) for i in range(17))
_ID_CHECKS = "10X98765432"
_ID_SHAPE = regex(r"^[0-9]{17}[0-9X]$")
#: First two digits of GB 2260 codes; 81–83 are residence permits of Hong Kong, Macao and Taiwan residents.
_PROVINCES = frozenset(
    str(code)
    for codes in (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66))
    for code in (*codes, 71, 81, 82, 83)
)
_FIRST_BIRTH_YEAR, _LAST_BIRTH_YEAR = 1880, 2099

_S10_SHAPE = regex(r"^[A-Z]{2}[0-9]{9}[A-Z]{2}$")
_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


def normalise_code(text: str) -> str:
    """Return ``text`` half-width, upper case and without spaces or invisible marks; nothing else changes."""
    return squeeze(text).upper()


def normalise_uscc(text: str) -> str:
    """Return a credit code (统一社会信用代码) as it is printed; wrong characters stay to be reported."""
    return normalise_code(text)


def normalise_id_number(text: str) -> str:
    """Return an ID number (公民身份号码) in the form it is printed in: the check sign is a capital X."""
    return normalise_code(text)


def normalise_s10(text: str) -> str:
    """Return a waybill number (EMS 邮件号) without the spaces it is printed with."""
    return normalise_code(text)


def check_uscc(text: str) -> list[str]:
    """Return what is wrong with a credit code: ``length``, ``charset``, ``checksum``; empty when nothing is.

    ``charset`` also means a letter among digits 3–8, which name the administrative division (GB 32100).
    """
    code = normalise_uscc(text)
    problems = [] if len(code) == 18 else ["length"]
    if set(code) - set(_USCC_ALPHABET) or (len(code) == 18 and not _USCC_SHAPE.match(code)):
        problems.append("charset")
    if problems:
        return problems
    total = sum(_USCC_ALPHABET.index(c) * w for c, w in zip(code, _USCC_WEIGHTS, strict=False))
    return [] if _USCC_ALPHABET[-total % 31] == code[17] else ["checksum"]


def check_id_number(text: str) -> list[str]:
    """Return what is wrong with an ID number; empty when nothing is.

    Keys: ``length``, ``charset``, ``birth``, ``checksum``, ``unknown_county``.
    ``unknown_county`` is soft (:data:`SOFT_PROBLEMS`): no province has the first two digits, or the county
    code ends in 99, which no county has. The 15 digits of first-generation cards have the problem ``length``.
    """
    number = normalise_id_number(text)
    problems = [] if len(number) == 18 else ["length"]
    if re.search("[^0-9X]", number) or (len(number) == 18 and not _ID_SHAPE.match(number)):
        problems.append("charset")
    if problems:
        return problems
    if id_birth(number) is None:
        problems.append("birth")
    total = sum(int(d) * w for d, w in zip(number, _ID_WEIGHTS, strict=False))
    if _ID_CHECKS[total % 11] != number[17]:
        problems.append("checksum")
    if number[:2] not in _PROVINCES or number[4:6] == "99":
        problems.append("unknown_county")
    return problems


def id_birth(text: str) -> date | None:
    """Return the day of birth an ID number of 18 digits names, or None; the check digit is not looked at."""
    number = normalise_id_number(text)
    if not _ID_SHAPE.match(number) or not _FIRST_BIRTH_YEAR <= int(number[6:10]) <= _LAST_BIRTH_YEAR:
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


#: What an ID number says of its holder, as papers print it.
SEXES = frozenset({"男", "女"})


def id_gender(text: str) -> Literal["男", "女"] | None:
    """Return the gender an ID number of 18 digits names (17th digit odd: 男), or None."""
    number = normalise_id_number(text)
    if not _ID_SHAPE.match(number):
        return None
    return "男" if int(number[16]) % 2 else "女"


def check_s10(text: str) -> list[str]:
    """Return what is wrong with a UPU S10 waybill (EA102030405CN): ``length``, ``charset``, ``checksum``."""
    number = normalise_s10(text)
    problems = [] if len(number) == 13 else ["length"]
    if re.search("[^0-9A-Z]", number) or (len(number) == 13 and not _S10_SHAPE.match(number)):
        problems.append("charset")
    if problems:
        return problems
    rest = 11 - sum(int(d) * w for d, w in zip(number[2:10], _S10_WEIGHTS, strict=True)) % 11
    expected = {10: 0, 11: 5}.get(rest, rest)
    return [] if int(number[10]) == expected else ["checksum"]
