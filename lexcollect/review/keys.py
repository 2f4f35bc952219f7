"""Keys: how rows, files and tables are called in the browser, and findings as the pages show them.

Owns that names of files and ids of facts never stand in an address: a key says nothing, and a path nothing at all; and
that a finding speaks of fields and pages where that of the terminal speaks of lines, keys and commands
(``page_messages``, ``page_remedies``), its place in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from lexcollect.files import sha256_bytes
from lexcollect.findings import Finding, Where, shown
from lexcollect.layout import CASE, CASE_SHEET, CATALOGUE, CATALOGUE_NAME, FACTS, FACTS_NAME
from lexcollect.review.commands import in_fields, on_page
from lexcollect.wording import Text, say
from lexcollect.wording.sheets import sentences

_REMEDIES, _MESSAGES = "page_remedies", "page_messages"
#: The page on which each of our own files is put in order, by its title.
_PAGES = {
    CASE: "nav_case",
    CASE_SHEET: "nav_case",
    CATALOGUE: "nav_evidence",
    CATALOGUE_NAME: "nav_evidence",
    FACTS: "nav_proposed",
    FACTS_NAME: "nav_proposed",
}
_YAML = ".yaml"


def key_of(name: str) -> str:
    """Return the key by which a row, a file or a table is called in the browser."""
    return sha256_bytes(name.encode("utf-8", "surrogatepass"))[:20]


def told(one: Finding) -> dict[str, str]:
    """Return a finding as the pages show it."""
    return {
        "code": one.code,
        "level": one.level.value,
        "word": say(f"desk.level.{one.level.value}"),
        "place": place_words(one.where),
        "file": shown(one.where.file),
        "line": str(one.where.line or ""),
        "message": message(one),
        "remedy": remedy(one),
    }


def place_words(where: Where) -> str:
    """Return a place in words: the page on which a file of ours is put in order; another file by its name."""
    if page := _PAGES.get(where.file):
        return say(f"desk.{page}")
    if where.file.endswith(_YAML):
        return shown(where.file.rpartition("/")[2].removesuffix(_YAML))
    return shown(str(where))


def message(one: Finding) -> str:
    """Return what is wrong, as the page says it: by what stands on a line, where the terminal counts the line."""
    params = dict(one.params)
    if "row" not in params or one.code not in sentences(_MESSAGES):
        return in_fields(one.message())
    return shown(say(f"page_messages.{one.code}", **params))


def remedy(one: Finding) -> str:
    """Return what is to be done about a finding, on the page; ``at`` is the line of a file the page cannot mend."""
    if one.code not in sentences(_REMEDIES):
        return on_page(one.remedy())
    return shown(say(f"page_remedies.{one.code}", **{"at": one.where.line, **dict(one.params)}))


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
