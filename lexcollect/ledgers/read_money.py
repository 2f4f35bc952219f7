"""Money of a ledger: how a cell that should hold a sum is read, and what is said of it.

Owns the spellings that are told apart (万, 元, separators, full-width, capitals) and the words that make a sum rough.
Sums in yuan as ``Decimal``; a float never carries money.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from lexcollect.cn.amounts import MAX_YUAN, BadAmount, fen
from lexcollect.cn.width import fold
from lexcollect.cn.yuan import read_yuan
from lexcollect.ledgers.fields import Field
from lexcollect.ledgers.raw import Holds, RawCell
from lexcollect.ledgers.read_days import Said
from lexcollect.patterns import regex

_ROUGH = regex(r"^(?:约|大约|大概|近|将近|左右)|(?:左右|上下|余元?|多元?|许)$")
_CAPITALS = regex(r"[壹贰叁肆伍陆柒捌玖拾佰仟]")
_BARE = regex(r"^-?[0-9]+(?:\.[0-9]+)?$")
_MINUS = regex(r"^(?:[-−–—]|负)\s*(.+)$")
_BRACKETED = regex(r"^\((.+)\)$")
_TEN_THOUSAND = Decimal(10_000)
_MISSING = {Field.AMOUNT: "LX-G026", Field.BALANCE: "LX-G035"}


def read_money(cell: RawCell | None, field: Field, wan: str = "") -> tuple[Decimal | None, list[Said]]:
    """Return the sum in ``cell`` in yuan and what is said of it; no sum when it cannot be used.

    ``wan``: the words that say that bare figures of this column are in units of ten thousand.
    """
    words = cell.text.strip() if cell else ""
    if cell is None or not words:
        if cell and cell.formula:
            return None, [("LX-G084", {"field": field})]
        return None, [(_MISSING[field], {})] if field in _MISSING else []
    if cell.holds is Holds.ERROR:
        return None, [("LX-G085", {"field": field, "text": words})]
    if cell.holds is Holds.DATE:
        return None, [("LX-G030", {"field": field, "text": words})]
    if cell.holds is Holds.NUMBER or (cell.holds is Holds.PLAIN and _BARE.match(words)):
        return _of_number(words, field, wan)
    return _of_words(words, field, wan)


def _of_number(words: str, field: Field, wan: str) -> tuple[Decimal | None, list[Said]]:
    try:
        value = Decimal(words) * (_TEN_THOUSAND if wan else 1)
    except InvalidOperation:
        return None, [("LX-G030", {"field": field, "text": words})]
    if abs(value) > MAX_YUAN:
        return None, [("LX-G030", {"field": field, "text": words})]
    # A sum that a program computed may carry a fraction of a fen.
    value = fen(value)
    return value, [("LX-G096", {"text": wan})] if wan else []


def _of_words(words: str, field: Field, wan: str) -> tuple[Decimal | None, list[Said]]:
    flat = fold(words).strip()
    if _ROUGH.search(flat):
        return None, [("LX-G029", {"field": field, "text": words})]
    inner = _MINUS.match(flat) or _BRACKETED.match(flat)
    sign = -1 if inner else 1
    try:
        value = read_yuan(inner[1] if inner else flat).value * sign
    except BadAmount:
        return None, [("LX-G030", {"field": field, "text": words})]
    told: list[Said] = []
    if wan and _BARE.match(flat.replace(",", "")):
        value = fen(value * _TEN_THOUSAND)
        told.append(("LX-G096", {"text": wan}))
    code = _code(words, flat, field)
    return value, [*told, (code, {"field": field, "text": words, "amount": value})]


def _code(words: str, flat: str, field: Field) -> str:
    """Return the finding that says how the sum was written; of a balance all that is text is one."""
    if field is Field.BALANCE and not _CAPITALS.search(flat) and "万" not in flat:
        return "LX-G025"
    if any("０" <= sign <= "９" for sign in words):
        return "LX-G023"
    if _CAPITALS.search(flat):
        return "LX-G024"
    if "万" in flat or "亿" in flat:
        return "LX-G020"
    if any(sign in flat for sign in "元圆￥¥块"):
        return "LX-G021"
    return "LX-G022"
