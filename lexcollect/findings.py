"""Findings: the one shape of every complaint about a user's input.

Owns :class:`Finding`, :class:`Where` and their rendering; the sentences live in ``lexcollect.wording``.
A user's mistake is always a finding, never an exception; a programming mistake is never a finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from lexcollect.records import dataclass
from lexcollect.wording import SENTENCE_ENDS, Lang, fill, finding_text, language, say


class Level(StrEnum):
    """How serious a finding is: ``error`` stops, ``warning`` wants a look, ``note`` informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the user's material: file, line and column (from 1), sheet and cell (``C7``), or a field's label."""

    file: str = ""
    line: int = 0
    column: int = 0
    field: str = ""
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        place = self.file
        if self.line:
            place += f":{self.line}"
        # As a spreadsheet program names it: 证据!C7.
        in_sheet = "!".join(part for part in (self.sheet, self.cell) if part)
        return " ".join(part for part in (place, in_sheet, self.field) if part)

    def as_json(self) -> dict[str, Any]:
        """Return the place as plain data; ``sheet`` and ``cell`` only for a place in a spreadsheet."""
        data: dict[str, Any] = {"file": self.file, "line": self.line, "column": self.column, "field": self.field}
        return data | ({"sheet": self.sheet, "cell": self.cell} if self.sheet or self.cell else {})


NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Finding:
    """One complaint: code, place, and the parameters its sentences need."""

    code: str
    where: Where = NOWHERE
    params: tuple[tuple[str, Any], ...] = ()
    level: Level = Level.ERROR

    def message(self, lang: Lang | None = None) -> str:
        """Return the sentence that states the fact."""
        return self._fill("zh", "en", lang)

    def remedy(self, lang: Lang | None = None) -> str:
        """Return the sentence that says what to do."""
        return self._fill("remedy_zh", "remedy_en", lang)

    def line(self, lang: Lang | None = None) -> str:
        """Return place, fact, remedy and code on one line."""
        place = shown(f"{self.where} ") if str(self.where) else ""
        message = self.message(lang)
        return say(
            "general.finding_line_asked" if message.endswith(SENTENCE_ENDS) else "general.finding_line",
            lang,
            place=place,
            message=message,
            remedy=self.remedy(lang),
            code=self.code,
        )

    @property
    def stops(self) -> bool:
        """Whether the finding is of level error."""
        return self.level is Level.ERROR

    @property
    def informs(self) -> bool:
        """Whether the finding only informs (level note)."""
        return self.level is Level.NOTE

    def at(self, where: Where) -> Finding:
        """Return the same finding at another place."""
        return replace(self, where=where)

    def as_json(self) -> dict[str, Any]:
        """Return the finding as plain data for ``--json``."""
        return {
            "code": self.code,
            "level": self.level.value,
            "message": self.message(),
            "remedy": self.remedy(),
            "where": self.where.as_json(),
            "params": {k: str(v) for k, v in self.params},
        }

    def _fill(self, zh: str, en: str, lang: Lang | None) -> str:
        lang = lang or language()
        template: str = getattr(finding_text(self.code), zh if lang == "zh" else en)
        return shown(fill(template, lang, dict(self.params)))


def shown(words: str) -> str:
    """Return ``words`` with control and direction characters as escapes: names of hostile files steer no screen."""
    if words.isprintable():
        return words
    import re

    return re.sub(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]",
        lambda found: found[0].encode("unicode_escape").decode("ascii"),
        words,
    )


def finding(code: str, where: Where = NOWHERE, *, level: Level | None = None, **params: Any) -> Finding:
    """Return finding ``code`` at ``where``; its level is the catalogue's unless ``level`` is given."""
    chosen = level or Level(finding_text(code).level)
    # Findings are compared and made unique by hash, which a list has not.
    fixed = tuple((key, tuple(value) if isinstance(value, list) else value) for key, value in params.items())
    return Finding(code, where, fixed, chosen)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding is of level error."""
    return any(f.stops for f in findings)


class Refused(Exception):
    """Work stopped because of findings; carries all of them. Raised between rooms, shown by the command line."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(f.code for f in self.findings))
