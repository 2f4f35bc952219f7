"""Decoding: bytes of a YAML file → text, or what is wrong with them, line by line.

Owns the one encoding that is taken (UTF-8, with or without its mark) and the naming of every other: a whole file in GBK
or UTF-16, single lines pasted from one, bytes of no Chinese encoding; and characters that no line of text may hold.
Never guesses a text into the case file.
"""

from __future__ import annotations

import re

from lexcollect.findings import Finding, Where, finding
from lexcollect.patterns import regex
from lexcollect.wording import Text, text

#: How many lines are named; whoever mends ten knows what to do with the rest.
_MOST = 10
#: What ends a line: an editor counts these, and YAML too once those of :data:`_NEVER` are gone.
BREAK = regex("\r\n|[\n\r]")
#: Controls, halves of characters, and line ends that no editor of text counts.
_NEVER = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_HIGH = regex(rb"[\x80-\xff]+")


def decoded(raw: bytes | str, name: str) -> tuple[str, list[Finding]]:
    """Return the text of ``raw``, or the findings why it is none."""
    if isinstance(raw, str):
        words = raw.removeprefix("\ufeff")
        return words, _controls(words, name)
    if wide := _wide(raw):
        return "", [_whole(Where(name, 1), wide)]
    try:
        words = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", _by_line(raw.removeprefix(b"\xef\xbb\xbf"), name)
    return words, _controls(words, name)


def _wide(raw: bytes) -> str:
    """Return which UTF-16 the bytes are, if any: every second byte of ASCII in it is nothing."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    head = raw[:2000]
    return "UTF-16" if len(head) > 8 and head.count(0) * 5 > len(head) else ""


def _by_line(raw: bytes, name: str) -> list[Finding]:
    """Return what is wrong: the whole file is in one other encoding, or each line that is."""
    lines = re.split(rb"\r\n|[\n\r]", raw)
    wrong = {row: line for row, line in enumerate(lines, 1) if not _is_utf8(line)}
    others = [line for row, line in enumerate(lines, 1) if row not in wrong and not line.isascii()]
    if not others and (encoding := _encoding(raw)):
        return [_whole(Where(name, next(iter(wrong))), encoding)]
    return [_line(line, Where(name, row)) for row, line in list(wrong.items())[:_MOST]]


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _encoding(line: bytes) -> str:
    """Return the encoding ``line`` looks like: single high bytes between letters are no Chinese characters."""
    if all(len(run) == 1 for run in _HIGH.findall(line)):
        return "Latin-1"
    try:
        line.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GB18030"


def _whole(where: Where, encoding: str) -> Finding:
    return finding(
        "LX-A003",
        where,
        encoding=text("general.encoding.whole", encoding=encoding),
        remedy=text("general.encoding.save"),
    )


def _line(line: bytes, where: Where) -> Finding:
    encoding = _encoding(line)
    column = _first_wrong(line)
    place = Where(where.file, where.line, column)
    if not encoding:
        seen = text("general.encoding.byte", byte=f"0x{_HIGH.findall(line)[0][0]:02X}")
        return finding("LX-A003", place, encoding=seen, remedy=text("general.encoding.retype"))
    meant = line.decode(encoding).strip()
    return finding(
        "LX-A003",
        place,
        encoding=text("general.encoding.line", encoding=encoding),
        remedy=text("general.encoding.mend", line=excerpt(meant, 0)),
    )


def _first_wrong(line: bytes) -> int:
    try:
        line.decode()
    except UnicodeDecodeError as error:
        return len(line[: error.start].decode()) + 1
    return 1


def _controls(words: str, name: str) -> list[Finding]:
    """Return a finding for each line with a character that no text holds, at its first one."""
    if not _NEVER.search(words):
        return []
    found = []
    for row, line in enumerate(BREAK.split(words), 1):
        if bad := _NEVER.search(line):
            mended = excerpt(_NEVER.sub("", line).strip(), 0)
            found.append(unseen(Where(name, row, bad.start() + 1), bad[0], mended))
    return found[:_MOST]


def unseen(where: Where, char: str, mended: str) -> Finding:
    """Return the finding for a character that nobody sees and that does not belong where it stands."""
    return finding("LX-A119", where, char=f"U+{ord(char):04X}", mended=mended)


def lost(where: Where, words: str) -> Finding:
    """Return the finding for text that an earlier change of encoding has destroyed (�, 锟斤拷)."""
    seen: Text = text("general.encoding.lost", text=words[:20])
    return finding("LX-A003", where, encoding=seen, remedy=text("general.encoding.retype"))


def excerpt(line: str, column: int, width: int = 44) -> str:
    """Return ``line`` around ``column`` (from 0), cut to what a screen shows."""
    first = max(0, min(column - width // 3, len(line) - width))
    cut = line[first : first + width]
    return ("…" if first else "") + cut + ("…" if first + width < len(line) else "")
