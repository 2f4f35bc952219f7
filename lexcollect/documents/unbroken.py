"""Unbroken: numbers of exhibits, periods and days at whose hyphens no line of a paper ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lexcollect.patterns import regex

if TYPE_CHECKING:
    pass


#: The hyphen inside a number: 证据3-2, 2026-03-31, 0570-8000001, SMP-0001.
_IN_NUMBER = regex(r"(?<=[0-9A-Za-z])-(?=[0-9A-Za-z])")


def unbroken(value: Any) -> Any:
    """Return template fields whose numbers do not end a line at their hyphen: 证据3- or 0570- there reads badly.

    U+2011 is a hyphen at which no line ends; the engine writes Word's element for it.
    """
    if isinstance(value, str):
        return _IN_NUMBER.sub("\u2011", value)
    if isinstance(value, dict):
        return {key: unbroken(part) for key, part in value.items()}
    if isinstance(value, list):
        return [unbroken(part) for part in value]
    return value
