"""Wording: every sentence the program says, in Chinese and in English.

Owns the bilingual catalogue. A sentence is named ``room.key``; the room is a module of this package with two
tables, ``TEXTS`` (key → (Chinese, English)) and ``FINDINGS`` (code → :class:`FindingText`). Modules are loaded
when one of their sentences is first needed. Refuses to invent: an unknown key is a programming mistake
(``KeyError``). Knows nothing of what the sentences are used for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Any, Literal, NamedTuple

from lexcollect.records import dataclass

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")

#: A number and what it counts: one, more.
_PLURAL = re.compile(r"\{(\w+):([^{}|]*)\|([^{}|]*)\}")

_language: ContextVar[Lang] = ContextVar("lexcollect_language", default="zh")

#: The letter behind ``LX-`` names the room whose wording module holds the finding.
ROOM_OF_LETTER = {
    "A": "general",
    "C": "casefile",
    "L": "law",
    "M": "claims",
    "D": "deadlines",
    "I": "intake",
    "E": "evidence",
    "B": "bundle",
    "K": "causes",
    "P": "documents",
    "T": "templates",
    "W": "writing",
}


@dataclass(frozen=True, slots=True)
class FindingText:
    """What a finding code says: level (error, warning, note), sentence and remedy; why, says :func:`reason_of`."""

    level: Literal["error", "warning", "note"]
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str


class Reason(NamedTuple):
    """Why a finding is told, in Chinese and in English, and an example of what leads to it or mends it."""

    zh: str
    en: str
    example: str


def error(zh: str, en: str, remedy_zh: str, remedy_en: str) -> FindingText:
    """Return what a finding of level error says."""
    return FindingText("error", zh, en, remedy_zh, remedy_en)


def warning(zh: str, en: str, remedy_zh: str, remedy_en: str) -> FindingText:
    """Return what a finding of level warning says."""
    return FindingText("warning", zh, en, remedy_zh, remedy_en)


def note(zh: str, en: str, remedy_zh: str, remedy_en: str) -> FindingText:
    """Return what a finding of level note says."""
    return FindingText("note", zh, en, remedy_zh, remedy_en)


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence that is not yet in any language: a catalogue key and its parameters."""

    key: str
    params: tuple[tuple[str, Any], ...] = ()

    def render(self, lang: Lang | None = None) -> str:
        """Return the sentence in ``lang`` (default: the language of the run)."""
        return say(self.key, lang, **dict(self.params))

    def __str__(self) -> str:
        return self.render()


def text(key: str, **params: Any) -> Text:
    """Return the sentence ``key`` with ``params``, to be rendered later."""
    return Text(key, tuple(params.items()))


def pair(zh: str, en: str) -> Text:
    """Return words that stand beside what they name, not in the catalogue: a kind, a group of facts, a rule."""
    return Text("general.pair", (("zh", zh), ("en", en)))


def language() -> Lang:
    """Return the language of this run: ``zh`` unless the user asked for ``en``."""
    return _language.get()


def set_language(lang: Lang) -> None:
    """Set the language of this run; only the command line does that."""
    _language.set(lang)


@contextmanager
def speaking(lang: Lang) -> Iterator[None]:
    """Speak ``lang`` inside the block: papers are Chinese whatever the screen speaks."""
    token = _language.set(lang)
    try:
        yield
    finally:
        _language.reset(token)


@cache
def _module(room: str) -> Any:
    return import_module(f"lexcollect.wording.{room}")


def say(key: str, lang: Lang | None = None, /, **params: Any) -> str:
    """Return sentence ``key`` (``room.key``) in ``lang``; amounts, dates and nested sentences are written out."""
    room, _, name = key.partition(".")
    pair: tuple[str, str] = _module(room).TEXTS[name]
    lang = lang or _language.get()
    return fill(pair[0] if lang == "zh" else pair[1], lang, params)


def fill(template: str, lang: Lang, params: Mapping[str, Any]) -> str:
    """Return ``template`` with ``params`` written out in ``lang``.

    ``{count} {count:file is|files are} missing`` takes the word before the stroke for one, the one after it for more.
    """
    if not params:
        return template
    plain = {key: _plain(value, lang) for key, value in params.items()}
    if "|" in template:
        template = _PLURAL.sub(lambda found: found[2] if str(plain[found[1]]) == "1" else found[3], template)
    return template.format_map(plain)


def in_plural(template: str) -> str:
    """Return ``template`` with its words for more than one, its other braces kept: for the page of all codes."""
    return _PLURAL.sub(r"\3", template)


def finding_text(code: str) -> FindingText:
    """Return what finding ``code`` (``LX-C012``) says; unknown codes are a programming mistake."""
    found: FindingText = _module(ROOM_OF_LETTER[code[3]]).FINDINGS[code]
    return found


@cache
def reasons() -> dict[str, Reason]:
    """Return the reason of every finding code, from ``reasons.csv``: read for the page of codes, never in a run."""
    import csv
    from pathlib import Path

    with (Path(__file__).parent / "reasons.csv").open(encoding="utf-8", newline="") as stream:
        return {row["code"]: Reason(row["why_zh"], row["why_en"], row["example"]) for row in csv.DictReader(stream)}


def reason_of(code: str) -> Reason:
    """Return why finding ``code`` is told; unknown codes are a programming mistake."""
    return reasons()[code]


def _plain(value: Any, lang: Lang) -> Any:
    if isinstance(value, Text):
        return value.render(lang)
    if isinstance(value, Decimal):
        return f"{value:,.2f}" if value == round(value, 2) else f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return ("、" if lang == "zh" else ", ").join(str(_plain(v, lang)) for v in value)
    return value
