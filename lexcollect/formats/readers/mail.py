"""Mail (电子邮件, one message a file): who, to whom, when, and what hangs on it.

Owns the reading of a message's headers and the list of its attachments. Labels ``gb2312`` and ``gbk`` are
read as GB18030, their superset. Opens no attachment, follows no address, shows no HTML.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import finding
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.limits import MAX_MAIL_BYTES, MAX_MAIL_PARTS, MAX_TEXT_CHARS
from lexcollect.formats.opening import open_regular
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import DateCandidate, Look
from lexcollect.formats.start import Start
from lexcollect.wording import text

if TYPE_CHECKING:
    from email.message import Message as Letter

#: Chinese mail is read in Chinese time; there has been no summer time since 1991.
_CHINA = timezone(timedelta(hours=8))
_GB = frozenset({"gb2312", "gbk", "eucgb2312_cn", "gb_2312-80", "gb-2312", "cp936", "x-gbk", "euc-cn"})
_SAYS_ATTACHED = re.compile(r"附件|随附|(?<!回)附.{0,10}(?:单|表|函|书|合同|计划|清单)")
_NUMERIC_ZONE = re.compile(r"[+-]\d{4}\s*(?:\(|$)")


_HEADER = re.compile(
    r"^(?:from|to|cc|date|subject|message-id|mime-version|received|return-path|delivered-to|x-mailer|"
    r"content-type|reply-to|sender|in-reply-to)\s*:",
    re.IGNORECASE,
)
_HEADER_LINE = re.compile(r"^(?:[!-9;-~]+:|[ \t])")


def _recognise(start: Start) -> FileKind | None:
    """A mail begins with header lines, three of them known."""
    known = 0
    for line in (start.text or "").splitlines()[:80]:
        if not line or not _HEADER_LINE.match(line):
            break
        known += bool(_HEADER.match(line))
    return FileKind.MAIL if known >= 3 else None


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return headers, attachments and the day of the mail at ``path``."""
    from email import policy
    from email.parser import BytesParser

    seen = Look()
    with open_regular(path) as stream:
        if stream.seek(0, 2) > MAX_MAIL_BYTES:
            seen.status = Status.UNREADABLE
            seen.findings.append(finding("LX-I037", limit=MAX_MAIL_BYTES // 1_000_000))
            return seen
        stream.seek(0)
        message = BytesParser(policy=policy.compat32).parsebytes(stream.read(MAX_MAIL_BYTES))
    for header in ("From", "To", "Cc", "Subject"):
        if message.get(header) is not None:
            seen.facts[header.lower()] = decoded(message[header])
    _date(message, seen)
    attachments, body = _parts(message, seen)
    seen.facts["attachments"] = str(len(attachments))
    seen.facts["attachment_names"] = "\n".join(attachments)
    seen.text = body[:MAX_TEXT_CHARS]
    if not attachments and _SAYS_ATTACHED.search(_own_words(body)):
        seen.findings.append(finding("LX-I040"))
    return seen


def decoded(header: object) -> str:
    """Return a header as text: encoded words decoded, raw 8-bit Chinese recognised, never an error."""
    from email.header import decode_header

    raw = str(header)
    if any(0xDC80 <= ord(c) <= 0xDCFF for c in raw):
        return _bytes_to_text(raw.encode("utf-8", "surrogateescape"), "")
    out = ""
    try:
        words = decode_header(raw)
    except Exception:  # damaged base64 raises several errors; the raw text is then all there is
        return raw
    for word, charset in words:
        out += _bytes_to_text(word, charset or "") if isinstance(word, bytes) else word
    return " ".join(out.split())


def _bytes_to_text(raw: bytes, charset: str) -> str:
    label = "gb18030" if charset.lower() in _GB else charset
    for encoding in (label, "utf-8", "gb18030"):
        try:
            return raw.decode(encoding) if encoding else raw.decode("ascii")
        except (ValueError, LookupError):  # some codecs raise no UnicodeDecodeError but its parents
            continue
    return raw.decode("utf-8", "replace")


def _date(message: Letter, seen: Look) -> None:
    from email.utils import parsedate_tz

    raw = str(message.get("Date", ""))
    parsed = parsedate_tz(raw)
    if parsed is None:
        return
    try:
        day = date(*parsed[:3])
        # Names such as CST mean another zone here than to the parser: only a written offset is used.
        if parsed[9] is not None and _NUMERIC_ZONE.search(raw):
            moment = datetime(*parsed[:6], tzinfo=timezone(timedelta(seconds=parsed[9])))
            day = moment.astimezone(_CHINA).date()
    except (ValueError, OverflowError):
        return
    seen.facts["date"] = raw
    seen.dates.append(DateCandidate(day, "mail", raw))


def _parts(message: Letter, seen: Look) -> tuple[list[str], str]:
    names: list[str] = []
    body = ""
    for number, part in enumerate(message.walk()):
        if number > MAX_MAIL_PARTS:
            seen.findings.append(finding("LX-I050", limit=MAX_MAIL_PARTS, unit=text("formats.unit.parts")))
            break
        name = _name(part)
        if name or part.get_content_disposition() == "attachment":
            names.append(name or part.get_content_type())
        elif part.get_content_type() == "text/plain" and not body:
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                body = _bytes_to_text(payload, part.get_content_charset() or "")
    return names, body


def _name(part: Letter) -> str:
    from email.utils import collapse_rfc2231_value

    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        raw = part.get_param(parameter, header=header)
        if raw:
            return decoded(collapse_rfc2231_value(raw) if isinstance(raw, tuple) else raw)
    return ""


def _own_words(body: str) -> str:
    return "\n".join(line for line in body.splitlines() if not line.lstrip().startswith(">"))


FORMAT = Format(
    kinds=(FileKind.MAIL,),
    mark=Mark.WORDS,
    recognise=_recognise,
    look=look,
    promises={"eml": frozenset({FileKind.MAIL})},
)
