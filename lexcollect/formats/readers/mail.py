"""Mail (电子邮件, one message a file): who, to whom, when, and what hangs on it.

Owns the reading of a message's headers and the list of its attachments. Labels ``gb2312`` and ``gbk`` are
read as GB18030, their superset. Opens no attachment, follows no address, shows no HTML.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.files import open_regular
from lexcollect.findings import finding
from lexcollect.formats.content import Content
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.limits import MAX_MAIL_BYTES, MAX_MAIL_PARTS, MAX_TEXT_CHARS
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import (
    DateCandidate,
    Look,
    Member,
    Message,
    MessageKind,
    Moment,
    Part,
    Precision,
    TimeSource,
    Unit,
)
from lexcollect.formats.start import Start
from lexcollect.formats.times import CHINA
from lexcollect.wording import text

if TYPE_CHECKING:
    from email.message import Message as Letter

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
    seen = Look()
    try:
        letter, _ = _read(path)
    except BadFile:
        seen.status = Status.UNREADABLE
        seen.findings.append(finding("LX-I037", limit=MAX_MAIL_BYTES // 1_000_000))
        return seen
    for header in ("From", "To", "Cc", "Subject"):
        if letter.get(header) is not None:
            seen.facts[header.lower()] = decoded(letter[header])
    moment = _moment(letter)
    if moment.value is not None:
        seen.facts["date"] = moment.raw
        seen.dates.append(DateCandidate(moment.value.date(), "mail", moment.raw))
    attachments, body, cut = _parts(letter)
    if cut:
        seen.findings.append(finding("LX-I050", limit=MAX_MAIL_PARTS, unit=text("formats.unit.parts")))
    seen.facts["attachments"] = str(len(attachments))
    seen.facts["attachment_names"] = "\n".join(name for name, _ in attachments)
    seen.text = body[:MAX_TEXT_CHARS]
    if not attachments and _SAYS_ATTACHED.search(_own_words(body)):
        seen.findings.append(finding("LX-I040"))
    return seen


class MailContent(Content):
    """A mail is one message; its attachments are members. A mail is read whole: its size is bounded."""

    def messages(self, part: Part | None = None) -> Iterator[Message]:
        """Yield the mail itself: when its sender says it was sent, and the plain text of its body."""
        if part is not None and 1 not in part.counts(Unit.MESSAGES):
            return
        from email.utils import parseaddr

        letter, size = _read(self.path)
        attachments, body, _ = _parts(letter)
        sender = str(letter.get("From", ""))
        yield Message(
            1,
            0,
            size,
            _moment(letter),
            decoded(sender),
            MessageKind.MAIL,
            body,
            str(letter.get("Message-ID", "")).strip(),
            sender_id=parseaddr(sender)[1],
            refers=tuple(name for name, _ in attachments),
        )

    def members(self) -> Iterator[Member]:
        """Yield the attachments in the order of the mail; an attached mail is one member, whole."""
        letter, _ = _read(self.path)
        attachments, _, cut = _parts(letter)
        if cut:
            self.findings.append(finding("LX-I050", limit=MAX_MAIL_PARTS, unit=text("formats.unit.parts")))
        for number, (name, part) in enumerate(attachments, start=1):
            safe = name.replace("\\", "/").rpartition("/")[2] or part.get_content_type()
            yield Member(number, safe, None, partial(_payload, part), part.get_content_type())


def _read(path: Path) -> tuple[Letter, int]:
    """Return the parsed mail and its size in bytes; :class:`BadFile` when it is too large."""
    from email.parser import BytesParser
    from email.policy import Compat32

    class RawHeaders(Compat32):
        """Headers as they stand: raw Chinese in them is read by us, and would be lost otherwise."""

        def header_fetch_parse(self, name: str, value: str) -> str:
            return value

    with open_regular(path) as stream:
        size = stream.seek(0, 2)
        if size > MAX_MAIL_BYTES:
            raise BadFile(Reason.TOO_MUCH)
        stream.seek(0)
        raw = stream.read(MAX_MAIL_BYTES)
    return BytesParser(policy=RawHeaders()).parsebytes(raw.removeprefix(BOM_UTF8)), size


def _payload(part: Letter) -> Iterator[bytes]:
    if part.is_multipart():  # a mail that is attached as such
        yield from (one.as_bytes() for one in _inner(part))
        return
    data = part.get_payload(decode=True)
    if isinstance(data, bytes):
        yield data


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


def _moment(letter: Letter) -> Moment:
    """Return the time in the Date header, in Chinese time; a named zone is not trusted."""
    from email.utils import parsedate_tz

    raw = str(letter.get("Date", ""))
    parsed = parsedate_tz(raw)
    if parsed is None:
        return Moment(raw=raw)
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
        return Moment(raw=raw)


def _parts(letter: Letter) -> tuple[list[tuple[str, Letter]], str, bool]:
    """Return the attachments by name, the plain body, and whether there were too many parts to look at."""
    found: list[tuple[str, Letter]] = []
    body = ""
    pending, met = [letter], 0
    while pending:
        part = pending.pop()
        met += 1
        if met > MAX_MAIL_PARTS + 1:
            return found, body, True
        attached = part is not letter and part.get_content_maintype() == "message"
        if not attached:
            pending += reversed(_inner(part))
        name = _name(part)
        if name or attached or part.get_content_disposition() == "attachment":
            found.append((name or part.get_content_type(), part))
        elif part.get_content_type() == "text/plain" and not body:
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                body = _bytes_to_text(payload, part.get_content_charset() or "")
    return found, body, False


def _inner(part: Letter) -> list[Letter]:
    payload = part.get_payload() if part.is_multipart() else []
    return [one for one in payload if not isinstance(one, str)] if isinstance(payload, list) else []


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
    content=MailContent,
    promises={"eml": frozenset({FileKind.MAIL})},
)
