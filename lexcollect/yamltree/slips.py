"""Slips: what the keyboard of a Chinese user puts where YAML needs its own signs, and how the line is mended.

Owns the naming of a syntax error by its cause: colon, comma, brace, bracket, dash or quotes of the wrong kind, a colon
without blank, odd blanks in the indentation, something left open. Looks at the line of the error and at what was open
there. Read only when a file could not be read.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from lexcollect.cn.width import without_unseen
from lexcollect.findings import Finding, Where, finding
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.wording import Text, text
from lexcollect.yamltree.decoding import BREAK, excerpt

#: A key before a full-width colon. Nothing that could be a text: no quotes, no braces.
FULLWIDTH_KEY = regex(r"^\s*(?:-\s+)?([^\s:：#\"'\[\]{}][^:：#\"']{0,30})：(.*)$")
_KEY = r"[A-Za-z_]\w{0,30}|[\u4e00-\u9fff]{1,12}"
#: A key whose colon has no blank behind it, or one that YAML does not take for one.
BLANKLESS_KEY = regex(rf"^\s*(?:-\s+)?({_KEY}):(?![ \t\r\n/]|$)[\u3000\u00a0\u2000-\u200b\ufeff]*")
#: What stands for the beginning of a list entry or a remark.
WRONG_START = regex(r"^(\s*)([－—–•·＃])\s*(?=\S)")
_TIGHT_DASH = regex(rf"^(\s*)-(?:[\u3000\u00a0\u2000-\u200b]+\s*)?(?:{_KEY})[:：]")
_STARTS = {"＃": "# "}
#: Blanks that are no blanks to YAML, at the beginning of a line that goes on with a key or an entry.
ODD_INDENT = regex(
    rf"^([ \t]*[\t\u3000\u00a0\u2000-\u200d\u2060\ufeff]+[\s\u200b-\u200d\u2060\ufeff]*)(?:-\s|(?:{_KEY})\s*:)"
)
_BLANK_KINDS = {"\t": "tab", "\u3000": "ideographic", "\u00a0": "nbsp"}
_WIDTHS = {"\t": "  ", "\u3000": "  "}
BRACES = {"｛": "{", "｝": "}", "［": "[", "］": "]"}
#: A comma that should part two entries: a key comes after it, or nothing does.
COMMA_KEY = regex(rf"，\s*(?=(?:{_KEY})\s*[:：])|，(?=\s*$)")
_COMMA_ENGLISH = regex(r"，\s*(?=[a-z][a-z_]{1,24}\s*[:：])")
_HALF_QUOTED = regex(r"(?<=[:\-\[{,] )\"[^\"“”]*[“”](?=\s*(?:[,，}\]]|$|#))")
_NO_VALUE = regex(rf"^\s*(?:-\s+)?(?:{_KEY}):\s+?([\u3000\u00a0\u2000-\u200b]+(?=\s*(?:#|$))|＃)")
CURLY = "“”„‟＂‘’＇"
_QUOTES = regex("[“”„‟＂‘’＇]")
_INVISIBLE = "".join([" \t\u3000\u00a0\u2060\ufeff", *map(chr, range(0x2000, 0x200E))])
#: A value in quotes of a word processor, alone or before a comma, brace or remark.
_CURLY_VALUE = regex(
    r"(?:(?<=[:\-\[{,，] )\s*[“”＂‘’＇][^“”＂‘’＇\"]*[“”＂‘’＇\"]|\"[^\"“”]*[“”])(?=\s*(?:[,，}\]]|$|#))"
)


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip in ``row`` (from 0): its finding but for the file, and the line as it should be, if that is certain."""

    code: str
    row: int
    column: int
    params: dict[str, Any]
    mended: str | None = None

    def finding(self, name: str) -> Finding:
        """Return the finding in the file ``name``."""
        return finding(self.code, Where(name, self.row + 1, self.column + 1), **self.params)


def slip_of(error: yaml.YAMLError, words: str) -> Slip:
    """Return the slip behind ``error`` in ``words``: the nearest one that explains it, else what YAML says."""
    lines = BREAK.split(words)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    row = min(mark.line, len(lines) - 1) if mark else 0
    for candidate in _suspects(lines, row, error):
        if found := slip_in(
            lines[candidate], candidate, in_braces=_in_braces(lines, candidate, error), above=lines[:candidate]
        ):
            return found
    if earlier := _odd_indent(lines, row) or _half_quoted(lines, row):
        return earlier
    return _told(error, lines, row, mark.column if mark else 0)


def _suspects(lines: list[str], row: int, error: yaml.YAMLError) -> list[int]:
    """Return the rows to look at: that of the error, the one before with content, and where something was opened."""
    opened = _opened(error)
    if opened is not None and _left_open(error) == "quoted":
        return [min(opened, len(lines) - 1)]  # all that follows was taken for the quoted text
    # A full-width colon makes YAML complain at the next line with content.
    before = (i for i in range(row - 1, -1, -1) if lines[i].strip() and not lines[i].lstrip().startswith("#"))
    rows = [row, next(before, row), *([] if opened is None else [min(opened, len(lines) - 1)])]
    return list(dict.fromkeys(rows))


def _opened(error: yaml.YAMLError) -> int | None:
    mark = getattr(error, "context_mark", None)
    return mark.line if mark is not None and _left_open(error) else None


def _left_open(error: yaml.YAMLError) -> str:
    """Return what was open at the error: ``flow`` (braces, brackets), ``quoted``, or nothing."""
    context = getattr(error, "context", None) or ""
    return "flow" if "flow" in context else "quoted" if "quoted" in context else ""


def _in_braces(lines: list[str], row: int, error: yaml.YAMLError) -> bool:
    opened = _opened(error) if _left_open(error) == "flow" else None
    return (opened is not None and opened <= row) or re.search(r"[{｛\[［]", lines[row]) is not None


def slip_in(line: str, row: int, *, in_braces: bool, above: list[str] | None = None) -> Slip | None:
    """Return the slip that ``line`` shows by itself, or ``None``; ``above`` are the lines before it."""
    body = line.split(" #")[0]
    if found := WRONG_START.match(body):
        return sign_slip(line, row, found.start(2), found.end(), start_meant(found[2]))
    if found := FULLWIDTH_KEY.match(body):
        return colon_slip(line, row, line.index("："), found[1].strip(), "wide")
    if found := ODD_INDENT.match(line):
        return indent_slip(line, row, found[1], above)
    if found := _TIGHT_DASH.match(body):
        return dash_slip(line, row, found.end(1))
    for sign, right in BRACES.items():
        if sign in body:
            at = body.index(sign)
            return sign_slip(line, row, at, at + 1, right)
    if in_braces and (found := COMMA_KEY.search(body)):
        return sign_slip(line, row, found.start(), found.end(), ", ")
    if in_braces and (found := re.search(rf"(?<=[{{,] )?({_KEY})：", body)):
        return colon_slip(line, row, found.end() - 1, found[1], "wide")
    if found := _CURLY_VALUE.search(body):
        return quote_slip(line, row, found.start(), found.end())
    if found := _NO_VALUE.match(line):
        return _blank_slip(line, row, found)
    if found := BLANKLESS_KEY.match(body):
        return colon_slip(line, row, found.end(1), found[1], "bare")
    return None


def colon_in(words: str) -> re.Match[str] | None:
    """Return the key (group 1) that ``words`` begin with although its colon is none, if they do."""
    wide = FULLWIDTH_KEY.match(words) if "：" in words else None
    return wide or (BLANKLESS_KEY.match(words) if ":" in words else None)


def fault_of(colon: str) -> str:
    """Return what is wrong with a colon: ``wide``, or ``bare`` (no blank behind it)."""
    return "wide" if colon == "：" else "bare"


def in_curly(words: str) -> bool:
    """Tell whether ``words`` as a whole stand in quotes of a word processor; a quotation in them does not make it."""
    return len(words) > 1 and words[0] in CURLY and words[-1] in CURLY + "\"'" and not _QUOTES.search(words[1:-1])


def in_wide_braces(words: str) -> bool:
    """Tell whether ``words`` stand in full-width braces or brackets: meant as a group or a list."""
    return words[0] == "｛" or (words[0] == "［" and words[-1] in "］]")


def wrong_comma(words: str, *, in_list: bool) -> re.Match[str] | None:
    """Return the full-width comma that was meant to part entries between braces or brackets."""
    return re.search("，\\s*", words) if in_list else _COMMA_ENGLISH.search(words)


def start_meant(sign: str) -> str:
    """Return what a sign at the beginning of a line stands for: an entry, or a remark."""
    return _STARTS.get(sign, "- ")


def seen_part(line: str) -> str:
    """Return ``line`` from its first character that is seen."""
    return line.lstrip(_INVISIBLE)


def colon_slip(line: str, row: int, at: int, key: str, fault: str) -> Slip:
    """Return the slip of a colon at ``at``: of full width (``wide``), or without a blank behind it (``bare``)."""
    mended = line[:at] + ": " + re.sub(r"^[\s\u200b\ufeff]+", "", line[at + 1 :])
    shown = excerpt(mended.strip(), max(0, at - 8))
    params = {"key": key, "fault": text(f"general.colon.{fault}"), "mended": shown}
    return Slip("LX-A006", row, at, params, mended)


def _blank_slip(line: str, row: int, found: re.Match[str]) -> Slip:
    """Return the slip of a key with nothing behind it but blanks that YAML takes for a value, or a full-width ＃."""
    first, last = found.span(1)
    if found[1] == "＃":
        return sign_slip(line, row, first, last, "#")
    mended = line[:first] + " " + line[last:]
    return Slip(
        "LX-A119", row, first, {"char": f"U+{ord(found[1][0]):04X}", "mended": excerpt(mended.strip(), 0)}, mended
    )


def dash_slip(line: str, row: int, at: int) -> Slip:
    """Return the slip of an entry of a list whose dash at ``at`` has no blank behind it."""
    mended = line[: at + 1] + " " + seen_part(line[at + 1 :])
    params = {"key": "-", "fault": text("general.colon.dash"), "mended": excerpt(mended.strip(), 0)}
    return Slip("LX-A006", row, at, params, mended)


def sign_slip(line: str, row: int, first: int, last: int, right: str) -> Slip:
    """Return the slip of a full-width sign in ``[first, last)``, for which ``right`` should stand."""
    sign = line[first]
    mended = line[:first] + right + line[last:]
    if sign in BRACES:  # a brace that is open has its other half
        mended = "".join(BRACES.get(c, c) for c in mended)
    shown = excerpt(mended.strip(), first)
    return Slip("LX-A118", row, first, {"sign": sign, "right": right.strip(), "mended": shown}, mended)


def quote_slip(line: str, row: int, first: int, last: int) -> Slip:
    """Return the slip of a value in quotes of a word processor: YAML would keep them as part of the text.

    A value that goes on below ends with ``line``, and its closing quote stands further down.
    """
    goes_on = last > len(line)
    last = min(last, len(line))
    value = line[first:last]
    start = first + len(value) - len(value.lstrip())
    inside = line[start + 1 : last if goes_on else last - 1].replace("\\", "\\\\").replace('"', '\\"')
    mended = f'{line[:start]}"{inside}' if goes_on else f'{line[:start]}"{inside}"{line[last:]}'
    kept = excerpt(f'"“{inside}”"', 0)
    shown = excerpt(mended.strip(), start)
    params = {"quotes": line[start] + ("" if goes_on else line[last - 1]), "mended": shown, "kept": kept}
    return Slip("LX-A117", row, start, params, mended)


def indent_slip(line: str, row: int, blanks: str, above: list[str] | None = None) -> Slip:
    """Return the slip of blanks in the indentation that YAML does not take for blanks; ``above`` are the lines before.

    How wide a tab was meant nobody knows: the line is mended to stand below what comes before it.
    """
    odd = next(c for c in blanks if c not in " \r\n")
    kind = _BLANK_KINDS.get(odd) or ("no_width" if not without_unseen(odd) else "odd")
    plain = "".join(_WIDTHS.get(c, "" if not without_unseen(c) else " ") for c in blanks)
    if "\t" in blanks and above is not None:
        plain = _as_above(line[len(blanks) :], above, plain)
    mended = plain + line[len(blanks) :]
    params = {"blank": text(f"general.blank.{kind}"), "mended": excerpt(mended.rstrip(), 0)}
    return Slip("LX-A007", row, blanks.index(odd), params, mended)


def _as_above(words: str, above: list[str], otherwise: str) -> str:
    """Return the indentation of a line with ``words`` below the lines ``above`` it: of the key or entry before it."""
    for line in reversed(above):
        body = line.split(" #")[0].rstrip()
        found = re.match(r"( *)(- +)?", line)
        if not body.strip() or body.lstrip().startswith("#") or found is None:
            continue
        if words.startswith("- "):
            if found[2] or body.endswith(":"):
                return found[1] if found[2] else f"{found[1]}  "
            continue
        return " " * found.end() + ("  " if body.endswith(":") and len(otherwise) > found.end() else "")
    return otherwise


def _odd_indent(lines: list[str], row: int) -> Slip | None:
    """Return the first line up to ``row`` whose indentation holds odd blanks."""
    for i, line in enumerate(lines[: row + 1]):
        if found := ODD_INDENT.match(line):
            return indent_slip(line, i, found[1], lines[:i])
    found_tab = re.match(r"[ ]*\t\s*", lines[row])
    return indent_slip(lines[row], row, found_tab[0], lines[:row]) if found_tab else None


def _half_quoted(lines: list[str], row: int) -> Slip | None:
    """Return the first line up to ``row`` with an ASCII quote that a curly one was meant to close."""
    for i, line in enumerate(lines[: row + 1]):
        found = _HALF_QUOTED.search(line)
        if found and line.count('"') % 2:
            return quote_slip(line, i, found.start(), found.end())
    return None


def _told(error: yaml.YAMLError, lines: list[str], row: int, column: int) -> Slip:
    """Return what YAML says, in the words of the user and at the place where it was opened."""
    reason = _reason(error, lines, row)
    opened = getattr(error, "context_mark", None)
    if reason in ("open_brace", "open_quote", "no_colon") and opened is not None:
        row, column = min(opened.line, len(lines) - 1), opened.column
    near = excerpt(lines[row].strip(), max(0, column - len(lines[row]) + len(lines[row].lstrip())))
    params: dict[str, Text | str] = {
        "reason": text(f"general.yaml.{reason}"),
        "remedy": text(f"general.yaml_do.{reason}"),
        "text": near,
    }
    if (mended := _mended(reason, lines, row)) is None:
        return Slip("LX-A004", row, column, params)
    key = "indent_as" if reason == "indent" else "quoted_as"
    shown = mended if reason == "indent" else mended.strip()
    params["remedy"] = text(f"general.yaml_do.{key}", mended=excerpt(shown, 0))
    return Slip("LX-A004", row, column, params, mended)


#: A value without quotes that holds a colon and a blank, with the key before it and the remark behind.
_TWO_COLONS = regex(rf"^(\s*(?:- )?(?:{_KEY}): +)([^\s\"'\[{{#|>&*!%@`][^#\"]*?: [^#\"]*?)(\s+#.*)?$")


def _mended(reason: str, lines: list[str], row: int) -> str | None:
    """Return the line as it was meant, where that is certain: below the one before, or with its value in quotes."""
    line = lines[row]
    if reason == "two_colons" and (found := _TWO_COLONS.match(line.rstrip())):
        return f'{found[1]}"{found[2]}"{found[3] or ""}'
    if reason != "indent" or not line.strip():
        return None
    words = line.strip()
    mended = _as_above(words, lines[:row], "") + words
    return mended if mended != line.rstrip() else None


def _reason(error: yaml.YAMLError, lines: list[str], row: int) -> str:
    problem = (getattr(error, "problem", None) or "").lower()
    left_open = _left_open(error)
    if "escape" in problem or "hex" in problem:
        return "escape"
    if left_open == "quoted":
        return "open_quote"
    if left_open == "flow":
        opened = _opened(error) or 0
        rest = "".join(lines[opened : row + 1])
        return "comma" if _closers(rest) >= 0 and row == opened else "open_brace"
    if _closers(lines[row]) > 0:
        return "comma"
    if "mapping values" in problem:
        return "two_colons"
    if "cannot start" in problem or "alphabetic" in problem:
        return "first_sign"
    if "expected ':'" in problem:
        return "no_colon"
    return "indent" if "block" in (getattr(error, "context", None) or "") else "unclear"


def _closers(words: str) -> int:
    """Return how many braces and brackets are closed in ``words`` beyond those opened."""
    return words.count("}") + words.count("]") - words.count("{") - words.count("[")
