"""Emoji (表情符号): signs that no font of the pages has, named in words.

Owns the names of those that a business chat uses; what has no name here stands with its code point. A thumb held up can
be an acknowledgement: it must not become a blank.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from lexcollect.patterns import regex

#: Blocks that hold emoji and nothing else a text needs, the keycap sign and joiners.
_SIGN = regex("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\u23e9-\u23fa\u231a\u231b\u20e3][\ufe0f\u200d]*")
#: Skin colours change nothing in what is said.
_TONES = regex("[\U0001f3fb-\U0001f3ff]")
#: Signs of these blocks that fonts for Chinese have and that are no emoji.
_PLAIN = frozenset("★☆☎☐☑☒♀♂♠♡♢♣♤♥♦♧♩♪♫♬♭♯✓✔✕✖✗✘✚✦✧✱✲✳✴✽❀❁❄❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓➔→➜")


def with_names(text: str) -> str:
    """Return ``text`` with every emoji as its name in brackets: 〔表情：赞〕."""
    return text if text.isascii() else _SIGN.sub(_named, _TONES.sub("", text))


def _named(found: object) -> str:
    sign = found[0][0]  # type: ignore[index]
    if sign in _PLAIN:
        return found[0]  # type: ignore[index,no-any-return]
    return f"〔表情：{_names().get(sign, f'U+{ord(sign):04X}')}〕"


@cache
def _names() -> dict[str, str]:
    lines = (files("lexcollect.bundle") / "layout" / "emoji.csv").read_text("utf-8").splitlines()
    return {chr(int(code, 16)): name for code, name in csv.reader(lines[1:])}
