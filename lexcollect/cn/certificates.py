"""Certificates: which paper the number of a natural person comes from, and what a wrong number may have been.

Owns the forms of identity cards, residence permits of Hong Kong, Macao and Taiwan residents, permanent residence cards
of foreigners, travel permits (来往内地、大陆通行证) and passports, and the numbers that are typed in place of one
another: credit code, identity number, old registration number, organisation code. The arithmetic of check digits is
that of ``identifiers``; travel permits and passports have none that is public. Refuses to say that a paper exists.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from lexcollect.cn.identifiers import SOFT_PROBLEMS, check_id_number, check_uscc, id_birth, normalise_code
from lexcollect.patterns import regex


class Certificate(StrEnum):
    """The paper a number is printed on (证件)."""

    ID_CARD = "id_card"
    RESIDENCE_PERMIT = "residence_permit"
    PERMANENT_RESIDENCE = "permanent_residence"
    HK_MACAO_PERMIT = "hk_macao_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    PASSPORT = "passport"


#: Papers whose number is one of GB 11643: birth and gender can be read from it.
OF_GB_11643 = frozenset({Certificate.ID_CARD, Certificate.RESIDENCE_PERMIT})
# 81, 82, 83: 港澳台居民居住证. A 9 in front: the permanent residence card of 2023; three letters: the one before it.
_FORMS = (
    (Certificate.RESIDENCE_PERMIT, regex(r"8[123][0-9]{15}[0-9X]")),
    (Certificate.PERMANENT_RESIDENCE, regex(r"9[0-9]{16}[0-9X]|[A-Z]{3}[0-9]{12}")),
    (Certificate.ID_CARD, regex(r"[0-9]{17}[0-9X]")),
    (Certificate.HK_MACAO_PERMIT, regex(r"[HM][0-9]{8}(?:[0-9]{2})?")),
    (Certificate.TAIWAN_PERMIT, regex(r"[0-9]{8}|[0-9]{10}(?:\([A-Z]\))?")),
    (Certificate.PASSPORT, regex(r"[0-9]{9}|(?=[A-Z0-9]*[A-Z])(?=[A-Z0-9]*[0-9])[A-Z0-9]{6,9}")),
)
_REGISTRATION = regex(r"[0-9]{13}|[0-9]{15}|[0-9]{6}[0-9A-Z]{9}")
_ORGANISATION = regex(r"[0-9A-Z]{8}-?[0-9X]")


def certificate_of(text: str) -> Certificate | None:
    """Return the paper whose form ``text`` has; ``None`` when no paper has such a number."""
    number = normalise_code(text)
    return next((kind for kind, form in _FORMS if form.fullmatch(number)), None)


def birth_in(text: str) -> date | None:
    """Return the day of birth that the number of a paper tells, or ``None``; the check digit is not looked at."""
    return id_birth(text) if len(normalise_code(text)) == 18 else None


def fits(kind: str, text: str) -> bool:
    """Tell whether ``text`` can be a number of the paper ``kind``; passports are of many forms."""
    found = certificate_of(text)
    if kind == Certificate.PASSPORT:
        return found is not None and len(normalise_code(text)) <= 9
    return found == kind


def check_certificate(text: str) -> list[str]:
    """Return what is wrong with the number of a natural person's paper; empty when nothing is.

    Keys: those of :func:`~lexcollect.cn.identifiers.check_id_number` without ``length``; ``form`` (no paper has such a
    number), ``first_generation`` (15 digits, not valid since 2013), ``credit_code``.
    """
    number = normalise_code(text)
    kind = certificate_of(number)
    problems = check_id_number(number) if len(number) == 18 else []
    if kind is Certificate.PERMANENT_RESIDENCE:
        # The places of the division hold something else there.
        problems = [problem for problem in problems if problem != "unknown_county"]
    if kind is not None and not set(problems) - SOFT_PROBLEMS:
        return problems
    if len(number) == 18 and not check_uscc(number):
        return ["credit_code"]
    if kind is not None:
        return problems
    return ["first_generation"] if re.fullmatch("[0-9]{15}", number) else problems or ["form"]


def check_code(text: str) -> list[str]:
    """Return what is wrong with a credit code: the keys of ``check_uscc``, or for what else it was taken.

    ``id_number`` (a sound identity number, even where the check digit of a credit code fits by chance),
    ``registration`` (13 or 15 characters: licence or tax number before 2015), ``organisation`` (9 characters).
    """
    code = normalise_code(text)
    # No identity number begins with the 9 that every company's code begins with.
    if len(code) == 18 and code[0] != "9" and not set(check_id_number(code)) - SOFT_PROBLEMS:
        return ["id_number"]
    for problem, form in (("registration", _REGISTRATION), ("organisation", _ORGANISATION)):
        if form.fullmatch(code):
            return [problem]
    return check_uscc(code)
