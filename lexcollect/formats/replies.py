"""Replies (回复与引用): the sender's own words of a mail apart from those it quotes; when it was sent, when it arrived.

Owns the lines at which programs begin a quoted mail. What stands behind one was typed or pasted by the sender and is
nobody else's word by itself; a mail that was forwarded whole is a file of its own. The clock of the receiving server is
the better one: its topmost line is taken, as it was written last.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from lexcollect.formats.letters import Doubts, header
from lexcollect.formats.said import Moment, Precision, Quote, TimeSource
from lexcollect.formats.times import CHINA, moment_of
from lexcollect.patterns import regex

if TYPE_CHECKING:
    from email.message import Message as Letter

_RULE = regex(
    r"^[ \t]*-{2,}[ ]*(?:原始邮件|原邮件|转发邮件|转发的邮件|回复的原邮件|Original Message|Forwarded message)[ ]*"
    r"-{2,}[ \t]*$",
    2,
)
_WROTE = regex(r"^(?:在 ?.{4,120}(?:写道|寫道)[:：]|On .{4,160} wrote:)[ \t]*$")
_FROM = regex(r"^[ \t]*(?:发件人|寄件者|From)[:：][ \t]*(?P<who>.*)$")
_HEADS = regex(r"^[ \t]*(?:发送时间|发送日期|日期|时间|收件人|主题|Sent|Date|To|Subject)[:：]")
#: So many lines behind the sender's name the other heads of a quoted mail stand.
_NEAR = 4
_NUMERIC_ZONE = regex(r"[+-]\d{4}\s*(?:\(|$)")
_OFFSET = regex(r"([+-])(\d{2})(\d{2})\s*(?:\([^)]*\))?\s*$")


def apart(body: str) -> tuple[str, Quote | None]:
    """Return the sender's own words in ``body`` and what it quotes; no quote where it quotes nothing."""
    lines = body.splitlines(keepends=True)
    cut = next((n for n in range(len(lines)) if _begins(lines, n)), len(lines))
    own = [line for line in lines[:cut] if not line.lstrip().startswith(">")]
    said = [line.lstrip(" \t>") for line in lines[:cut] if line.lstrip().startswith(">")]
    rest = lines[cut:]
    if not rest and not said:
        return body, None
    who = next((match["who"].strip() for line in rest[: _NEAR + 2] if (match := _FROM.match(line.rstrip("\r\n")))), "")
    quoted = "".join([*said, *_without_heads(rest)]).replace("\r\n", "\n").strip("\n")
    return "".join(own).rstrip("\r\n "), Quote(quoted, who)


def _begins(lines: list[str], n: int) -> bool:
    line = lines[n].rstrip("\r\n")
    if _RULE.match(line) or _WROTE.match(line):
        return True
    return bool(_FROM.match(line)) and any(_HEADS.match(one) for one in lines[n + 1 : n + 1 + _NEAR])


def _without_heads(lines: list[str]) -> list[str]:
    """Return the lines of a quoted mail without the rule and the heads that the program wrote above it."""
    at = 0
    while at < len(lines):
        line = lines[at].rstrip("\r\n")
        if line.strip() and not (_RULE.match(line) or _WROTE.match(line) or _FROM.match(line) or _HEADS.match(line)):
            break
        at += 1
    return [line.lstrip(" \t>") if line.lstrip().startswith(">") else line for line in lines[at:]]


def sent(letter: Letter) -> Moment:
    """Return the time in the Date header, in Chinese time; a named zone is not trusted."""
    from email.utils import parsedate_tz

    raw = header(str(letter.get("Date", "")), Doubts())
    try:
        parsed = parsedate_tz(raw)
    except Exception:  # numbers without end and the like
        parsed = None
    if parsed is None:
        return moment_of(raw)  # as programs write that know no standard: 2024-4-2 9:30:00
    try:
        day = datetime(*parsed[:3], tzinfo=CHINA)
        if parsed[3] > 23 or parsed[4] > 59 or parsed[5] > 59:
            return Moment(day, TimeSource.ASSUMED, Precision.DAY, raw)
        # Names such as CST mean another zone here than to the parser: only a written offset is used.
        if parsed[9] is not None and _NUMERIC_ZONE.search(raw):
            value = datetime(*parsed[:6], tzinfo=timezone(timedelta(seconds=parsed[9]))).astimezone(CHINA)
            return Moment(value, TimeSource.IN_DATA, Precision.SECOND, raw)
        return Moment(datetime(*parsed[:6], tzinfo=CHINA), TimeSource.ASSUMED, Precision.SECOND, raw)
    except (ValueError, OverflowError):
        return moment_of(raw)


def arrival(letter: Letter) -> Moment:
    """Return when the last server took the mail in, in Chinese time; one without a value where none wrote it down."""
    from email.utils import parsedate_tz

    raw = str(next(iter(letter.get_all("Received") or ()), "")).rpartition(";")[2].strip()
    try:
        parsed = parsedate_tz(raw)
        offset = _OFFSET.search(raw)
        if parsed is None or offset is None:
            return Moment(raw=raw)
        away = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        zone = timezone(-away if offset[1] == "-" else away) if away else UTC
        value = datetime(*parsed[:6], tzinfo=zone).astimezone(CHINA)
    except (ValueError, OverflowError, TypeError, IndexError):
        return Moment(raw=raw)
    return Moment(value, TimeSource.IN_DATA, Precision.SECOND, raw)
