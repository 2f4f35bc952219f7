"""Scalars: how one text is written as a YAML value.

Owns the one rule by which the program writes a value plain or in quotes, and how a new value keeps the manner of the
one it replaces (plain, ``"…"``, ``'…'``, ``|``, ``>``). What is written here reads back as the same text with
:mod:`lexcollect.yamltree`, but for halves of characters, which no text file can hold.
"""

from __future__ import annotations

import json

from lexcollect.patterns import regex
from lexcollect.yamltree import LOST

#: Texts of these characters cannot be taken for anything else, in a block and between braces alike.
_PLAIN = regex(r"\w(?:[\w《》（）()、，。．·%％/.+ -]*[\w》）)%％。])?")
#: Full-width blanks are seen, and belong into some names.
_SEEN = "\u3000"
_UNBROKEN = regex("[\x85\u2028\u2029\ufeff]")


def scalar(text: str, *, in_list: bool = False) -> str:
    """Return ``text`` as one YAML value: plain where that is safe, else in double quotes; nothing for nothing.

    ``in_list`` tells that it stands in a list between brackets, where a comma of any width would seem to part it.
    """
    if not text:
        return ""
    return text if is_plain(text) and not (in_list and "，" in text) else quoted(text)


def is_plain(text: str) -> bool:
    """Tell whether ``text`` may stand without quotes wherever a value may stand."""
    return text != "null" and _PLAIN.fullmatch(text) is not None and LOST.search(text) is None


def quoted(text: str) -> str:
    """Return ``text`` as a double-quoted YAML text that reads back unchanged; what cannot be seen is escaped."""
    written = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() or c == _SEEN else f"\\U{ord(c):08X}" for c in written)


def inline_texts(value: str | None, manner: str | None, *, in_list: bool) -> list[str]:
    """Return the ways to write ``value`` on one line, best first, for a place whose value was written in ``manner``.

    ``manner`` is PyYAML's style: ``None`` for a plain value, else the sign it begins with. A list between brackets
    cannot hold nothing, so nothing is ``null`` there.
    """
    if value is None:
        return ["null"] if in_list else [""]
    if value == "":
        return ["''"] if manner == "'" else ['""']
    if manner == '"':
        return [quoted(value)]
    if manner == "'" and _fits_single(value):
        return ["'" + value.replace("'", "''") + "'", quoted(value)]
    return [scalar(value, in_list=in_list)]


def _fits_single(text: str) -> bool:
    return text.replace(_SEEN, "").isprintable()


def block_lines(value: str, manner: str) -> tuple[str, list[str]] | None:
    """Return header and lines (not indented) of ``value`` as a block text, or nothing where it cannot be one.

    ``manner`` is ``|`` (line by line) or ``>`` (a paragraph on one line).
    """
    body = value.rstrip("\n")
    ends = len(value) - len(body)
    lines = body.split("\n")
    if not body or body[0] in " \t\n" or _UNBROKEN.search(body) or any(not _fits_block(line) for line in lines):
        return None
    if manner == ">":
        if any(line[:1] in (" ", "\t") for line in lines):
            return None
        # Between two paragraphs a folded text needs one break more than it means.
        lines = [part for line in lines for part in ((line, "") if line else (line,))][:-1]
    header = manner + ("-" if ends == 0 else "" if ends == 1 else "+")
    return header, lines + [""] * max(ends - 1, 0)


def _fits_block(line: str) -> bool:
    return line == line.rstrip(" \t") and all(c.isprintable() or c in (_SEEN, "\t") for c in line)
