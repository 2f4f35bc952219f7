"""Days of a ledger: how a cell that should hold a day is read, and what is said of it.

Owns the spellings that a ledger may use beyond those of a case file: numbers of eight digits, serial numbers of a
spreadsheet program, years of two digits (year first), each told. Guesses no day that the calendar lacks.
"""

from __future__ import annotations

from datetime import date

from lexcollect.cn.dates import BadDate, iso, parse_date
from lexcollect.cn.width import fold
from lexcollect.ledgers.fields import Field, threshold
from lexcollect.ledgers.raw import Holds, RawCell
from lexcollect.patterns import regex

_TWO_DIGITS = regex(r"^([0-9]{2})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*[日号]?$")
#: How tables of text write a day that was a day.
_USUAL = regex(r"^[0-9]{4}([-/])[0-9]{1,2}\1[0-9]{1,2}(?: 0?0:00(?::00)?)?$")
_YEAR = regex(r"^([0-9]{4})\D")
#: The number of a day in a spreadsheet program: 1980 to 2099.
_FIRST_SERIAL, _LAST_SERIAL = 29221, 73050

Said = tuple[str, dict[str, object]]


def read_day(cell: RawCell | None, field: Field, as_of: date) -> tuple[date | None, list[Said]]:
    """Return the day in ``cell`` and what is said of it (code, parameters); no day when it cannot be used."""
    words = cell.text.strip() if cell else ""
    if cell is None or not words:
        return None, [("LX-G008", {})] if field is Field.DUE else []
    if cell.holds is Holds.DATE:
        day = date.fromisoformat(words)
        return (None, [_absurd(field, words)]) if _is_absurd(day.year, as_of) else (day, [])
    if cell.holds is Holds.ERROR:
        return None, [("LX-G085", {"field": field, "text": words})]
    if words.isascii() and words.isdecimal():
        found = _of_digits(words, field, as_of)
        if found:
            return found
    return _of_words(words, field, as_of, cell.holds is Holds.PLAIN)


def _of_digits(words: str, field: Field, as_of: date) -> tuple[date | None, list[Said]] | None:
    """Return a day written as a number of eight digits, or as the serial number of a spreadsheet program."""
    from lexcollect.cn.dates import day_of_serial

    if len(words) == 5 and _FIRST_SERIAL <= int(words) <= _LAST_SERIAL:
        day = day_of_serial(words)
        return day, [("LX-G005", {"field": field, "text": words, "day": day})]
    if len(words) == 8:
        try:
            day = date(int(words[:4]), int(words[4:6]), int(words[6:]))
        except ValueError:
            return _refused("no_such_day", words, field, as_of)
        if _is_absurd(day.year, as_of):
            return None, [_absurd(field, words)]
        return day, [("LX-G004", {"field": field, "text": words, "day": day})]
    return None


def _of_words(words: str, field: Field, as_of: date, plain: bool) -> tuple[date | None, list[Said]]:
    try:
        day = parse_date(words)
    except BadDate as bad:
        if bad.reason == "two_digit_year" and (short := _of_two_digits(words, as_of)):
            return short, [("LX-G006", {"field": field, "text": words, "day": short})]
        return _refused(bad.reason, words, field, as_of)
    if _is_absurd(day.year, as_of):
        return None, [_absurd(field, words)]
    if plain and _USUAL.match(words):
        return day, []
    told: dict[str, object] = {"field": field, "text": words, "day": day}
    if field is Field.SIGN:
        return day, [("LX-G011", told)]
    if fold(words) != words and any("０" <= sign <= "９" for sign in words):
        return day, [("LX-G003", told)]
    if "年" in words:
        return day, [("LX-G002", told)]
    return day, [("LX-G001", told)]


def _refused(reason: str, words: str, field: Field, as_of: date) -> tuple[None, list[Said]]:
    """Return what is said of words that are no day."""
    if field is not Field.DUE:
        return None, [("LX-G013", {"field": field, "text": words})]
    year = _YEAR.match(fold(words).strip())
    if reason == "out_of_range" or (year and _is_absurd(int(year[1]), as_of)):
        return None, [("LX-G010", {"text": words})]
    return None, [("LX-G007" if reason == "no_such_day" else "LX-G012", {"text": words})]


def _absurd(field: Field, words: str) -> Said:
    return ("LX-G010", {"text": words}) if field is Field.DUE else ("LX-G013", {"field": field, "text": words})


def _is_absurd(year: int, as_of: date) -> bool:
    return not as_of.year - threshold("past_years") <= year <= as_of.year + threshold("future_years")


def _of_two_digits(words: str, as_of: date) -> date | None:
    """Return the day of a short year, year first: of this century unless that lies more than ten years ahead."""
    found = _TWO_DIGITS.match(fold(words).strip())
    if found is None:
        return None
    year = 2000 + int(found[1])
    year -= 100 if year > as_of.year + 10 else 0
    try:
        return date(year, int(found[2]), int(found[3]))
    except ValueError:
        return None


def shown_day(day: date | None) -> str:
    """Return a day as every file of ours writes it; nothing for none."""
    return iso(day) if day else ""
