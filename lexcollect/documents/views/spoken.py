"""Spoken words: what a letter or a promise says in its own voice, told so that it stays the voice of who wrote it.

Owns the question whether words of the case file are spoken (我司, 贵方, 您) or tell in the third person what was said.
Spoken words stand in quotation marks, or a paper would say 我司 of its own side and 贵司 to the court. Changes no word.
"""

from __future__ import annotations

from lexcollect.documents.material import View
from lexcollect.patterns import regex

#: Words by which somebody speaks of himself or to another; what already stands in quotation marks is no such voice.
_VOICE = regex("我(?!国)|咱|[贵你您]|本(?:公司|单位|人|厂|店)(?!民)")
_QUOTED = regex("“[^”]*”|《[^》]*》")
_STOPS = "。；;，,"


def is_spoken(words: str) -> bool:
    """Tell whether ``words`` speak in somebody's own voice."""
    return bool(_VOICE.search(_QUOTED.sub("", words)))


def told(view: View, words: str) -> str:
    """Return ``words`` as a sentence goes on with them: quoted where they are spoken (载明“…”), else as they are."""
    return view.pen.one("history.quoted", {"内容": within(words)}) if is_spoken(words) else words.rstrip(_STOPS)


def within(words: str) -> str:
    """Return ``words`` as they stand within quotation marks: marks of their own become single ones."""
    return words.rstrip(_STOPS).replace("“", "‘").replace("”", "’")
