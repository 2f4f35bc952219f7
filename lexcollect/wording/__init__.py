"""Wording: every sentence the program says, in Chinese and in English.

Owns the bilingual catalogue: sheets that a lawyer can edit in Excel or WPS (:mod:`lexcollect.wording.sheets`), read
when one of their sentences is first needed. A sentence is named ``room.key``, a finding by its code. Refuses to
invent: an unknown key is a programming mistake (``KeyError``). Knows nothing of what the sentences are used for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from typing import Any, Literal

from lexcollect.wording.sheets import FindingText, Reason, findings, sentences

__all__ = [
    *("LANGUAGES", "ROOM_OF_LETTER", "FindingText", "Lang", "Reason", "Text", "fill", "finding_text", "in_plural"),
    *("clauses", "in_brackets", "language", "listed", "pair", "reason_of", "say", "set_language", "speaking", "text"),
]

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")

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
    "R": "register",
    "S": "steps",
    "N": "contacts",
    "G": "ledgers",
}


class Text:
    """A sentence that is not yet in any language: a catalogue key and its parameters. Two alike are equal.

    No record: help pages, which say sentences and hold none, would pay for the maker of records.
    """

    __slots__ = ("key", "params")
    __match_args__ = ("key", "params")

    def __init__(self, key: str, params: tuple[tuple[str, Any], ...] = ()) -> None:
        self.key = key
        self.params = params

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self.key, self.params) == (other.key, other.params)

    def __hash__(self) -> int:
        return hash((self.key, self.params))

    def __repr__(self) -> str:
        return f"Text(key={self.key!r}, params={self.params!r})"

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


def in_brackets(words: str) -> Text:
    """Return ``words`` in the brackets of the language, as they stand behind a name."""
    return pair(f"（{words}）", f" ({words})")


def listed(names: Iterable[Any], lang: Lang | None = None) -> str:
    """Return ``names`` one behind the other, with what stands between names in the language."""
    return _listed(tuple(names), lang or _language.get())


def clauses(parts: Iterable[Any], lang: Lang | None = None) -> str:
    """Return ``parts``, each as long as a sentence, one behind the other; an empty one falls away."""
    lang = lang or _language.get()
    return ("；" if lang == "zh" else "; ").join(filter(None, (str(_plain(part, lang)) for part in parts)))


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


def say(key: str, lang: Lang | None = None, /, **params: Any) -> str:
    """Return sentence ``key`` (``room.key``) in ``lang``; amounts, dates and nested sentences are written out."""
    room, _, name = key.partition(".")
    zh, en = sentences(room)[name]
    lang = lang or _language.get()
    return fill(zh if lang == "zh" else en, lang, params)


def fill(template: str, lang: Lang, params: Mapping[str, Any]) -> str:
    """Return ``template`` with ``params`` written out in ``lang``.

    ``{count} {count:file is|files are} missing`` takes the word before the stroke for one, the one after it for more.
    """
    if not params:
        return template
    plain = {key: _plain(value, lang) for key, value in params.items()}
    if "|" in template:
        template = _plural().sub(lambda found: found[2] if str(plain[found[1]]) == "1" else found[3], template)
    return template.format_map(plain)


@cache
def _plural() -> re.Pattern[str]:
    """Return the pattern of a number and what it counts: one, more."""
    return re.compile(r"\{(\w+):([^{}|]*)\|([^{}|]*)\}")


def in_plural(template: str) -> str:
    """Return ``template`` with its words for more than one, its other braces kept: for the page of all codes."""
    return _plural().sub(r"\3", template)


def finding_text(code: str) -> FindingText:
    """Return what finding ``code`` (``LX-C012``) says; unknown codes are a programming mistake."""
    return findings(ROOM_OF_LETTER[code[3]])[code].said


def reason_of(code: str) -> Reason:
    """Return why finding ``code`` is told; unknown codes are a programming mistake."""
    return findings(ROOM_OF_LETTER[code[3]])[code].reason


def _plain(value: Any, lang: Lang) -> Any:
    if isinstance(value, str):
        # A member of a closed vocabulary has a Chinese label; its value is what an English reader types.
        return value if lang == "en" or type(value) is str else getattr(value, "label", value)
    if isinstance(value, Text):
        return value.render(lang)
    from decimal import Decimal  # help pages name no amount, and it is a tenth of what they load

    if isinstance(value, Decimal):
        return f"{value:,.2f}" if value == round(value, 2) else f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return _listed(value, lang)
    return value


#: Signs that end a sentence: behind them no comma stands.
SENTENCE_ENDS = ("？", "！", "。", "?", "!")


def _listed(values: Sequence[Any], lang: Lang) -> str:
    """Return the members of a list with what stands between them; our own questions need nothing but their mark."""
    between, behind = ("、", "") if lang == "zh" else (", ", " ")
    out, ended = "", False
    for number, value in enumerate(values):
        plain = str(_plain(value, lang))
        out += (behind if ended else between if number else "") + plain
        ended = isinstance(value, Text) and plain.endswith(SENTENCE_ENDS)  # a file may be called 什么？
    return out
