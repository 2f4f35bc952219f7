"""How rules and parameters are told, on the screen and on the pages of ``docs/rules``.

Owns the words for values, units, articles, certainty and the explanation of a rule in either language. Reads the
law book, adds nothing to it.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from lexcollect.wording import Lang, language, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lexcollect.cli.console import Console
    from lexcollect.law.parameters import Parameter, Raw, Value
    from lexcollect.law.record import Rule
    from lexcollect.law.trace import Citation

_UNITS = {
    "day": "day",
    "month": "month",
    "year": "year",
    "date": "date",
    "yuan": "yuan",
    "percent": "percent",
    "percent per year": "percent_per_year",
    "fraction": "fraction",
    "fraction per day": "fraction_per_day",
    "factor": "factor",
    "divisor": "divisor",
}


#: Wide enough that nothing is folded when the output goes to a file.
_FILE_WIDTH = 400


def put_rows(out: Console, rows: Iterable[tuple[str, str]], indent: int = 2) -> None:
    """Print two aligned columns, the second folded to the screen."""
    import shutil
    import sys

    from lexcollect.cli.columns import columns

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _FILE_WIDTH
    for line in columns(rows, width, indent):
        out.line(line)


def title_of(thing: Rule | Parameter, lang: Lang | None = None) -> str:
    """Return the title in the language of the run or in ``lang``."""
    return thing.title if (lang or language()) == "zh" else thing.title_en


def explained(rule: Rule, lang: Lang | None = None) -> tuple[tuple[str, str], ...]:
    """Return what ``rule`` says of itself by heading, in the language of the run or in ``lang``."""
    from lexcollect.law import explained

    return explained.explained(rule, lang or language())


def cites_words(cites: Iterable[Citation]) -> str:
    """Return articles on one line."""
    return "；".join(str(cite) for cite in cites)


def warn_words(rule: Rule) -> str:
    """Return the three levels of warning."""
    if not rule.warn:
        return say("law_verb.warn_none")
    return say("law_verb.warn", days=" / ".join(str(days) for days in rule.warn))


def value_words(value: Value, *, short: bool = False, between: str = "；") -> str:
    """Return a value with its unit; a table of fees bracket by bracket, or ``short`` as the number of its rows."""
    raw, unit = value.value, _UNITS.get(value.unit, "table")
    if unit == "table" and isinstance(raw, tuple):
        return say("law_verb.rows", count=len(raw)) if short else between.join(_row(row) for row in raw)
    return say(f"law_verb.unit.{unit}", value=_plain(raw))


def _row(row: Any) -> str:
    if not isinstance(row, tuple):
        return str(row)
    if not _is_number(row[0]):
        return say("law_verb.reference", code=row[0], rate=row[-1])
    if len(row) == 3:
        return say("law_verb.bracket_range", above=_grouped(row[0]), low=row[1], high=row[2])
    return say("law_verb.bracket", above=_grouped(row[0]), share=row[-1])


def _plain(raw: Raw) -> str:
    if isinstance(raw, str):
        return _grouped(raw) if _is_number(raw) else raw
    if len(raw) == 2:
        return say("law_verb.range", low=_plain(raw[0]), high=_plain(raw[1]))
    return "；".join(_plain(part) for part in raw)


def _grouped(number: str) -> str:
    return f"{Decimal(number):,f}"


def _is_number(written: str) -> bool:
    try:
        return Decimal(written).is_finite()
    except InvalidOperation:
        return False


def parameter_json(parameter: Parameter) -> dict[str, Any]:
    """Return a parameter with all its values as plain data."""
    return {
        "name": parameter.name,
        "title": title_of(parameter),
        "summary": parameter.summary,
        "source": parameter.source,
        "verified_on": parameter.verified_on.isoformat(),
        "review_by": parameter.review_by.isoformat(),
        "certainty": parameter.certainty.value,
        "until": parameter.until.isoformat() if parameter.until else None,
        "values": [value_json(value) for value in parameter.values],
    }


def value_json(value: Value) -> dict[str, Any]:
    """Return one dated value as plain data: numbers stay texts, tables lists."""
    return {
        "since": value.since.isoformat(),
        "value": _lists(value.value),
        "unit": value.unit,
        "certainty": value.certainty.value,
        "cites": [str(cite) for cite in value.cite],
    }


def _lists(raw: Any) -> Any:
    return [_lists(part) for part in raw] if isinstance(raw, tuple) else raw
