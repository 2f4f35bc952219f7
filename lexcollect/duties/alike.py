"""Alike (名称比对): whether two names can be one person: the same, an old name, an identifier, or merely similar.

Owns how names are compared: width, blanks, brackets and the legal form do not count. What is merely similar is a doubt
for a person. Two natural persons of one name are a doubt as well: names are no identities.
"""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from lexcollect.patterns import regex

#: Names of this likeness and more are told as similar; measured on names of sample ledgers.
_SIMILAR = 0.84
#: Cores of fewer characters are compared whole: 张伟 is not 张玮.
_SHORTEST = 4
_FORM = regex(
    "股份有限公司|有限责任公司|有限公司|集团公司|股份公司|公司|合伙企业|普通合伙|有限合伙|特殊普通合伙|个体工商户|分公司$"
)
_FORMER = regex('(?:曾用名|原名称?|旧名|更名前)(?:为|是|[:：])?\\s*[“"]?([^，。；、（）()“”"\\s]{2,40})')
_IN_BRACKETS = regex("[（(](?:原|曾用名|原名)[:：]?([^（）()]{2,40})[）)]")
_SIGNS = regex(r"[\s·•・.,，。、\-—_“”\"'‘’()（）\[\]【】]")
_IDENT = regex(r"[0-9A-Z]{15,18}")


class Likeness(StrEnum):
    """How two names are alike, the surest first."""

    IDENT = "ident"  # 证件号相同
    SAME = "same"  # 名称相同
    FORMER = "former"  # 曾用名相同
    SIMILAR = "similar"  # 名称相近


def plain(name: str) -> str:
    """Return ``name`` without what does not count: width, case, blanks, signs."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", name)).upper()


@lru_cache(maxsize=65536)
def core(name: str) -> str:
    """Return what distinguishes a firm: its name without the legal form."""
    return _FORM.sub("", plain(name))


def former_in(words: str) -> tuple[str, ...]:
    """Return the old names that ``words`` (a name, a remark) mention."""
    found = [m[1] for m in (*_FORMER.finditer(words), *_IN_BRACKETS.finditer(words))]
    return tuple(dict.fromkeys(found))


def without_former(name: str) -> str:
    """Return ``name`` without an old name in brackets behind it."""
    return _IN_BRACKETS.sub("", name)


def is_ident(word: str) -> bool:
    """Tell whether ``word`` is written like an identity number or a credit code."""
    return bool(_IDENT.fullmatch(plain(word)))


def likeness(asked: str, name: str, idents: tuple[str, ...] = (), former: tuple[str, ...] = ()) -> Likeness | None:
    """Return how ``asked`` (a name or an identifier) is like a person with ``name``, or ``None``."""
    word = plain(asked)
    if not word:
        return None
    if is_ident(asked):
        return Likeness.IDENT if word in map(plain, idents) else None
    if word == plain(name):
        return Likeness.SAME
    if word in map(plain, former):
        return Likeness.FORMER
    mine, theirs = core(asked), core(name)
    if mine == theirs and mine:
        return Likeness.SIMILAR
    if len(mine) > 1 and mine in theirs and _FORM.search(plain(name)):
        return Likeness.SIMILAR  # a trade name typed short (字号): 沈河 for 沈阳沈河样例重型机械有限公司
    if min(len(mine), len(theirs)) < _SHORTEST:
        return None
    if mine in theirs or theirs in mine:
        return Likeness.SIMILAR
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    close = matcher.real_quick_ratio() >= _SIMILAR and matcher.quick_ratio() >= _SIMILAR
    return Likeness.SIMILAR if close and matcher.ratio() >= _SIMILAR else None
