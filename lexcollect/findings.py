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

#: Findings whose answer changes the sum claimed: a debt, a charge, a cost or a payment is missing, uncertain or counted
#: twice. Not those that only say how sure the sum is, or what the other side may ask.
CHANGES_SUM = frozenset(
    (
        # The case file: days and sums that contradict each other, or from which no charge can be counted.
        *("LX-C035", "LX-C036", "LX-C037", "LX-C038", "LX-C040", "LX-C044", "LX-C080", "LX-C081", "LX-C093", "LX-C094"),
        *("LX-C096", "LX-C121", "LX-C131", "LX-C132", "LX-C140", "LX-C141", "LX-C142", "LX-C143", "LX-C144", "LX-C151"),
        *("LX-C153", "LX-C154", "LX-C155", "LX-C156", "LX-C167", "LX-C168", "LX-C180", "LX-C181", "LX-C182", "LX-C183"),
        *("LX-C233", "LX-C280"),
        # Time: a claim that the other side can defeat.
        "LX-D136",
        # The account: what is not counted, what was assumed, and payments that could be applied otherwise.
        *(
            "LX-M001",
            "LX-M003",
            "LX-M009",
            "LX-M011",
            "LX-M012",
            "LX-M013",
            "LX-M014",
            "LX-M111",
            "LX-M113",
            "LX-M170",
            "LX-M171",
        ),
        *("LX-M172", "LX-M173", "LX-M174", "LX-M175", "LX-M177", "LX-M178", "LX-M181", "LX-M190", "LX-M191", "LX-M192"),
        *("LX-M193", "LX-M194", "LX-M195", "LX-M200", "LX-M203", "LX-M204", "LX-M210", "LX-M211", "LX-M213", "LX-M214"),
        *("LX-M217", "LX-M218", "LX-M220", "LX-M221", "LX-M223", "LX-M226", "LX-M230", "LX-M231", "LX-M232", "LX-M233"),
        *("LX-M246", "LX-M247", "LX-M252", "LX-M253", "LX-M254", "LX-M256", "LX-M276", "LX-M279", "LX-M283", "LX-M284"),
        *("LX-M285", "LX-M286", "LX-M295", "LX-M300", "LX-M301", "LX-M302", "LX-M304", "LX-M306", "LX-M307", "LX-M308"),
        *("LX-M309", "LX-M310", "LX-M314", "LX-M320", "LX-M323", "LX-M325", "LX-M340", "LX-M380", "LX-M400", "LX-M420"),
        *("LX-M430", "LX-M431", "LX-M432", "LX-M433", "LX-M434", "LX-M435", "LX-M436", "LX-M437"),
        # Parts of a price that are asked for early, and what a paper leaves out of its sum.
        *("LX-D041", "LX-D042", "LX-P251", "LX-P443", "LX-P500"),
    )
)


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


def changes_sum(code: str) -> bool:
    """Tell whether what is decided about finding ``code`` changes the sum claimed; unknown codes change nothing."""
    return code in CHANGES_SUM


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding is of level error."""
    return any(f.stops for f in findings)


class Refused(Exception):
    """Work stopped because of findings; carries all of them. Raised between rooms, shown by the command line."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(f.code for f in self.findings))
