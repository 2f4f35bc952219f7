"""Literals: words in a template that look like a field and are none.

Owns the signs by which people of other programs mark a field: one brace, « », 《》, 【】, [ ]. A word between them is
printed as it stands, so that the paper says “致{收函人}：”. One brace or « » is an error whatever is inside; between
signs that have a meaning of their own in Chinese, what is inside decides: a dotted name that exists is an error, a
plain name that exists (《合同》) a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lexcollect.documents.engine.places import Place
from lexcollect.findings import Finding, finding
from lexcollect.patterns import regex

#: Characters nobody sees: soft hyphen, joiners, blanks of no width, marks of direction and of the byte order.
_UNSEEN = (
    "\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164"
    "\\ufe00-\\ufe0f\\ufeff\\uffa0"
)
INVISIBLE = regex(f"[{_UNSEEN}]")
#: In a tag also blanks that look like a plain one and are none.
INVISIBLE_IN_TAG = regex(f"[{_UNSEEN}\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f]")
_NAME = r"[^\s{}｛｝«»《》【】\[\]<>＜＞（）()，。；：、！？,;:!?\"“”]"
#: One brace, half or full width, around anything that holds a letter; ``{_{`` is how a template writes two braces.
_BRACE = regex(r"(?<![{｛_])[{｛](?![{｛_%％#＃])([^{}｛｝]{1,60})(?<![_%％#＃])[}｝](?![}｝])")
_QUOTED = regex(rf"«\s*({_NAME}{{1,40}})\s*»|<<\s*({_NAME}{{1,40}})\s*>>")
_BRACKETED = regex(rf"《\s*({_NAME}{{1,40}})\s*》|【\s*({_NAME}{{1,40}})\s*】|\[\s*({_NAME}{{1,40}})\s*\]")


def braced(text: str) -> Iterator[str]:
    """Yield every piece of ``text`` that would be printed with its signs, whatever it names."""
    for match in _BRACE.finditer(text):
        if any(c.isalpha() for c in match[1]):
            yield match[0]
    for match in _QUOTED.finditer(text):
        yield match[0]


def bracketed(text: str) -> Iterator[tuple[str, str]]:
    """Yield every piece of ``text`` between signs with a meaning of their own: the piece, and the name inside."""
    for match in _BRACKETED.finditer(text):
        yield match[0], INVISIBLE.sub("", next(name for name in match.groups() if name))


def unfilled(literals: Iterable[tuple[Place, str, str]], context: Mapping[str, Any], file: str) -> list[Finding]:
    """Return a finding for each of ``literals`` (place, words, name) that names a field of ``context``."""
    from lexcollect.documents.engine.expressions import names_in

    found = [*literals]
    if not found:
        return []
    known = set(names_in(context))
    codes = {name: "LX-T079" if "." in name else "LX-T080" for name in known}
    return [finding(codes[name], place.where(file), words=words) for place, words, name in found if name in known]
