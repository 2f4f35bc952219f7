"""Keys: how rows, files and tables are called in the browser, and findings as the pages show them.

Owns that names of files and ids of facts never stand in an address: a key says nothing, and a path nothing at all; and
that a remedy speaks of fields and pages where that of the terminal speaks of keys and commands (``page_remedies``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from lexcollect.files import sha256_bytes
from lexcollect.findings import Finding, shown
from lexcollect.wording import Text, say
from lexcollect.wording.sheets import sentences

_REMEDIES = "page_remedies"


def key_of(name: str) -> str:
    """Return the key by which a row, a file or a table is called in the browser."""
    return sha256_bytes(name.encode("utf-8", "surrogatepass"))[:20]


def told(one: Finding) -> dict[str, str]:
    """Return a finding as the pages show it."""
    return {
        "code": one.code,
        "level": one.level.value,
        "word": say(f"desk.level.{one.level.value}"),
        "place": shown(str(one.where)),
        "file": shown(one.where.file),
        "line": str(one.where.line or ""),
        "message": one.message(),
        "remedy": remedy(one),
    }


def remedy(one: Finding) -> str:
    """Return what is to be done about a finding, on the page."""
    if one.code not in sentences(_REMEDIES):
        return one.remedy()
    return shown(say(f"page_remedies.{one.code}", **dict(one.params)))


def named(one: Finding, called: Callable[[str], str]) -> Finding:
    """Return a finding whose words name things as people do: ``called`` says what an id stands for."""
    return replace(one, params=tuple((key, _called(value, called)) for key, value in one.params))


def called_in(words: Text, called: Callable[[str], str]) -> Text:
    """Return a sentence whose words name things as people do."""
    return Text(words.key, tuple((key, _called(value, called)) for key, value in words.params))


def _called(value: Any, called: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return called(value)
    if isinstance(value, tuple):
        return tuple(_called(one, called) for one in value)
    if isinstance(value, Text):
        return called_in(value, called)
    return value


def told_all(found: Iterable[Finding]) -> list[dict[str, str]]:
    """Return findings as the pages show them."""
    return [told(one) for one in found]
