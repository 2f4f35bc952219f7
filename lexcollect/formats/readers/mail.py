"""Mail (电子邮件): who, to whom, when, and what hangs on it; one message a file, or many of them in a mailbox (mbox).

Owns the reading of messages and the list of their attachments: a part that is not the text of the mail is a member,
named or not. Tells what had to be guessed and what is damaged. Opens no attachment, follows no address, shows no HTML.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.files import open_regular
from lexcollect.findings import Finding, finding
from lexcollect.formats.chats.mailed import chat_in
from lexcollect.formats.content import Content
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.letters import Doubts, addresses, attached_name, characters, header, kind_name, parsed
from lexcollect.formats.limits import MAX_CHAT_BYTES, MAX_MAIL_BYTES, MAX_MAIL_PARTS, MAX_TEXT_CHARS
from lexcollect.formats.mailbox import Found, letters_in
from lexcollect.formats.readers.markup import words_of
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.replies import apart, arrival, sent
from lexcollect.formats.shapes import (
    DateCandidate,
    Look,
    Member,
    Message,
    MessageKind,
    Moment,
    Part,
    Unit,
)
from lexcollect.formats.start import Start
from lexcollect.patterns import regex
from lexcollect.records import dataclass, field
from lexcollect.wording import text

if TYPE_CHECKING:
    from email.message import Message as Letter

_SAYS_ATTACHED = regex(r"附件|随附|(?<!回)附.{0,10}(?:单|表|函|书|合同|计划|清单)")
_HEADER = regex(
    rb"^(?:from|to|cc|date|subject|message-id|mime-version|received|return-path|delivered-to|x-mailer|"
    rb"content-type|reply-to|sender|in-reply-to):",
    re.IGNORECASE,
)
_HEADER_LINE = regex(rb"^(?:[!-9;-~]+:|[ \t])")
_QUOTED_FROM = regex(r"^>(>*From )", re.MULTILINE)
#: What the parser calls a mail that was cut or put together wrongly.
_TORN = frozenset(
    {
        "StartBoundaryNotFoundDefect",
        "CloseBoundaryNotFoundDefect",
        "NoBoundaryInMultipartDefect",
        "MultipartInvariantViolationDefect",
        "MissingHeaderBodySeparatorDefect",
        "FirstHeaderLineIsContinuationDefect",
    }
)
#: So deep mails that lie in others are read.
_DEEP = 3
#: So many names and people of a mailbox are kept in the look.
_LISTED = 200
#: Bytes of the head in which the header lines are looked for.
_HEAD = 1 << 14


def _recognise(start: Start) -> FileKind | None:
    """A mail begins with header lines, three of them known; a mailbox has a line of its own in front."""
    head = start.head.removeprefix(BOM_UTF8).lstrip(b"\r\n")
    if head.startswith(b"From "):
        head = head.partition(b"\n")[2]
    known = 0
    for line in re.split(rb"\r\n|\r|\n", head[:_HEAD])[:80]:
        if not line or not _HEADER_LINE.match(line):
            break
        known += bool(_HEADER.match(line))
    return FileKind.MAIL if known >= 3 else None


@dataclass(slots=True)
class _Mail:
    """One mail taken apart: its attachments by name, the words of its body, and what is told about it."""

    letter: Letter
    attachments: list[tuple[str, Letter]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    cut: bool = False
    torn: bool = False

    @property
    def body(self) -> str:
        return "\n".join(self.words)


@dataclass(frozen=True, slots=True)
class Opened:
    """A mail as it is printed: its number in the file, heads by name as they stand, the whole body, what hangs on it.

    ``readable`` is false for one that is too large to be read.
    """

    number: int
    heads: tuple[tuple[str, str], ...]
    body: str
    attachments: tuple[str, ...]
    arrived: Moment
    readable: bool = True


#: The heads that are printed, in this order.
_PRINTED = ("From", "To", "Cc", "Date", "Subject", "Message-ID")


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return headers, attachments and the day of the mail at ``path``; of a mailbox those of all its mails."""
    seen, tally = Look(), _Tally()
    with open_regular(path) as stream:
        if stream.seek(0, 2) > MAX_CHAT_BYTES:
            seen.status = Status.UNREADABLE
            seen.findings.append(finding("LX-I037", limit=MAX_MAIL_BYTES // 1_000_000))
            return seen
        for letter in letters_in(stream):
            if letter.raw is None:
                tally.large += 1
            else:
                tally.add(_taken_apart(parsed(letter.raw), tally.doubts))
    if tally.mails == 0:
        seen.status = Status.UNREADABLE
    tally.tell(seen)
    return seen


class MailContent(Content):
    """A mail is one message, a mailbox holds many; attachments are members. Each mail is read whole, and bounded."""

    def messages(self, part: Part | None = None) -> Iterator[Message]:
        """Yield the mails: when the sender says each was sent, and the text of its body."""
        for number, found in self._letters(part):
            if found.raw is None:
                self.findings.append(finding("LX-I037", limit=MAX_MAIL_BYTES // 1_000_000))
                yield Message(number, found.offset, found.size, Moment(), "", MessageKind.UNPARSED, "")
                continue
            mail = _taken_apart(parsed(found.raw), Doubts())
            yield _message(mail, number, found.offset, found.size, boxed=found.boxed, path=self.path)

    def opened(self, part: Part | None = None) -> Iterator[Opened]:
        """Yield the mails, those of ``part`` if given, with their bodies whole: quoted mails stay where they stand."""
        for number, found in self._letters(part):
            if found.raw is None:
                yield Opened(number, (), "", (), Moment(), readable=False)
                continue
            mail = _taken_apart(parsed(found.raw), Doubts())
            body = _QUOTED_FROM.sub(r"\1", mail.body) if found.boxed else mail.body
            yield Opened(
                number, _printed(mail.letter), body, tuple(n for n, _ in mail.attachments), arrival(mail.letter)
            )

    def _letters(self, part: Part | None) -> Iterator[tuple[int, Found]]:
        """Yield the mails of ``part`` with their numbers, not taken apart yet."""
        part = part and part.counts(Unit.MESSAGES)
        with open_regular(self.path) as stream:
            for number, found in enumerate(letters_in(stream), start=1):
                if part and part.is_over(number):
                    return
                if part is None or number in part:
                    yield number, found

    def members(self) -> Iterator[Member]:
        """Yield the attachments in the order of the mail; an attached mail is one member, whole.

        In a mailbox the number of the mail stands in front of the name.
        """
        count = 0
        with open_regular(self.path) as stream:
            for number, found in enumerate(letters_in(stream), start=1):
                if found.raw is None:
                    self.findings.append(finding("LX-I037", limit=MAX_MAIL_BYTES // 1_000_000))
                    continue
                mail = _taken_apart(parsed(found.raw), Doubts())
                if mail.cut:
                    self.findings.append(finding("LX-I050", limit=MAX_MAIL_PARTS, unit=text("formats.unit.parts")))
                for name, part in mail.attachments:
                    count += 1
                    shown = f"{number}/{name}" if found.boxed else name
                    yield Member(count, shown, None, partial(_payload, part), header(part.get_content_type(), Doubts()))


def _message(mail: _Mail, number: int, offset: int, size: int, *, boxed: bool, path: Path, depth: int = 0) -> Message:
    """Return a mail as a message: its own words, what it quotes, and the mails and the chat that lie in it whole."""
    doubts = Doubts()
    sender = header(str(mail.letter.get("From", "")), doubts)
    own, quote = apart(_QUOTED_FROM.sub(r"\1", mail.body) if boxed else mail.body)
    names = tuple(name for name, _ in mail.attachments)
    heads = [header(str(one), doubts) for head in ("To", "Cc") for one in mail.letter.get_all(head) or ()]
    inside = [one for _, attached in mail.attachments for one in _inner(attached) if _is_letter(attached)]
    return Message(
        number,
        offset,
        size,
        sent(mail.letter),
        sender,
        MessageKind.MAIL,
        own,
        header(str(mail.letter.get("Message-ID", "")), doubts).strip(),
        sender_id=next(iter(addresses([sender])), ""),
        refers=names,
        recipients=addresses(heads)[:_LISTED],
        quote=quote,
        children=(
            *chat_in(mail.body, names, path),
            *(
                _message(_taken_apart(one, doubts), n, 0, 0, boxed=False, path=path, depth=depth + 1)
                for n, one in enumerate(inside, start=1)
                if depth < _DEEP
            ),
        ),
        arrived=arrival(mail.letter),
    )


def _printed(letter: Letter) -> tuple[tuple[str, str], ...]:
    doubts = Doubts()
    heads = ((name, letter.get_all(name) or ()) for name in _PRINTED)
    return tuple((name, ", ".join(header(str(one), doubts) for one in found)) for name, found in heads if found)


def _is_letter(part: Letter) -> bool:
    return part.get_content_type() == "message/rfc822"


def _taken_apart(letter: Letter, doubts: Doubts) -> _Mail:
    mail = _Mail(letter)
    pending: list[tuple[Letter, bool]] = [(letter, False)]
    met = 0
    while pending:
        part, told = pending.pop()
        met += 1
        if met > MAX_MAIL_PARTS + 1:
            mail.cut = True
            break
        mail.torn = mail.torn or any(type(defect).__name__ in _TORN for defect in part.defects)
        attached = part is not letter and part.get_content_maintype() == "message"
        inner = [] if attached else _inner(part)
        if inner:
            # Of a text that is given twice, plain and as a page, the plain one is read.
            told = told or _has_plain(part, inner)
            pending += [(one, told) for one in reversed(inner)]
            continue
        kind = part.get_content_type()
        name = attached_name(part, doubts)
        if not (name or attached or part.get_content_disposition() == "attachment"):
            if kind == "text/plain" or part.get_content_maintype() == "multipart":
                mail.words.append(_text(part, doubts))
                continue
            if kind == "text/html":
                mail.words += [] if told else [words_of(_text(part, doubts))]
                continue
        mail.attachments.append((name or kind_name(part, doubts), part))
    return mail


def _has_plain(part: Letter, inner: list[Letter]) -> bool:
    alternative = part.get_content_type() == "multipart/alternative"
    return alternative and any(one.get_content_type() == "text/plain" for one in inner)


def _inner(part: Letter) -> list[Letter]:
    payload = part.get_payload() if part.is_multipart() else []
    return [one for one in payload if not isinstance(one, str)] if isinstance(payload, list) else []


def _text(part: Letter, doubts: Doubts) -> str:
    try:
        payload = part.get_payload(decode=True)
        label = part.get_content_charset() or ""
    except Exception:  # a charset parameter can be damaged so that asking for it fails
        payload, label = None, ""
    return characters(payload, label, doubts) if isinstance(payload, bytes) else str(part.get_payload())


def _payload(part: Letter) -> Iterator[bytes]:
    """Yield the bytes of an attachment; :class:`BadFile` when what was sent cannot be decoded."""
    try:
        if part.is_multipart():  # a mail that is attached as such
            data = b"".join(one.as_bytes() for one in _inner(part))
        else:
            data = bytes(part.get_payload(decode=True) or b"")
    except Exception as error:  # headers and bodies can be damaged in many ways
        raise BadFile(Reason.BROKEN) from error
    if _undecoded(part):
        raise BadFile(Reason.BROKEN)
    yield data


def _undecoded(part: Letter) -> bool:
    return any(type(defect).__name__ == "InvalidBase64LengthDefect" for defect in part.defects)


def _is_damaged(part: Letter) -> bool:
    """Tell whether the attachment lost bytes on its way: what is no base64 in it was passed over by the decoder."""
    try:
        _ = None if part.is_multipart() else part.get_payload(decode=True)
    except Exception:  # as above
        return True
    return any(type(defect).__name__.startswith("InvalidBase64") for defect in part.defects)


@dataclass(slots=True)
class _Tally:
    """What is counted while the mails go by."""

    mails: int = 0
    large: int = 0
    cut: int = 0
    torn: int = 0
    undated: int = 0
    chat: int = 0
    attachments: int = 0
    missing: bool = False
    doubts: Doubts = field(default_factory=Doubts)
    heads: dict[str, dict[str, None]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    days: list[DateCandidate] = field(default_factory=list)
    words: str = ""

    def add(self, mail: _Mail) -> None:
        self.mails += 1
        self.cut += mail.cut
        self.torn += mail.torn
        for head in ("From", "To", "Cc", "Subject"):
            values = self.heads.setdefault(head.lower(), {})
            if mail.letter.get(head) is not None and len(values) < _LISTED:
                values[header(str(mail.letter[head]), self.doubts)] = None
        moment = sent(mail.letter)
        if moment.value is None:
            self.undated += 1
        else:
            day = DateCandidate(moment.value.date(), "mail", moment.raw)
            self.days = sorted([*self.days, day], key=lambda one: one.day)
            self.days = self.days[:1] + self.days[1:][-1:]
        self.chat += len(chat_in(mail.body, (), Path()))
        self.attachments += len(mail.attachments)
        self.names += [name for name, _ in mail.attachments][: _LISTED - len(self.names)]
        self.damaged += [name for name, part in mail.attachments if _is_damaged(part)][: _LISTED - len(self.damaged)]
        if not mail.attachments and _SAYS_ATTACHED.search(_own_words(mail.body)):
            self.missing = True
        self.words = (self.words + mail.body + "\n")[:MAX_TEXT_CHARS] if self.words else mail.body[:MAX_TEXT_CHARS]

    def tell(self, seen: Look) -> None:
        for head, values in self.heads.items():
            if values:
                seen.facts[head] = ", ".join(values)
        if self.days:
            seen.facts["date"] = self.days[0].raw
            seen.dates += self.days
        if self.mails > 1:
            seen.facts["mails"] = str(self.mails)
        seen.facts["attachments"] = str(self.attachments)
        seen.facts["attachment_names"] = "\n".join(self.names)
        seen.text = self.words
        seen.findings += self._findings()

    def _findings(self) -> list[Finding]:
        found = []
        if self.chat:
            found.append(finding("LX-I100", program=text("formats.program.wechat-mail-export"), count=self.chat))
            found.append(finding("LX-I109"))
        if self.large:
            found.append(finding("LX-I037", limit=MAX_MAIL_BYTES // 1_000_000))
        if self.cut:
            found.append(finding("LX-I050", limit=MAX_MAIL_PARTS, unit=text("formats.unit.parts")))
        if self.missing:
            found.append(finding("LX-I040"))
        if self.doubts.labels:
            found.append(finding("LX-I055", labels=tuple(self.doubts.labels)[:3]))
        if self.doubts.lost:
            found.append(finding("LX-I056", count=self.doubts.lost))
        if self.undated:
            found.append(finding("LX-I057", count=self.undated))
        if self.torn:
            found.append(finding("LX-I058", count=self.torn))
        if self.damaged:
            found.append(finding("LX-I059", count=len(self.damaged), names=tuple(self.damaged[:3])))
        return found


def _own_words(body: str) -> str:
    return "\n".join(line for line in body.splitlines() if not line.lstrip().startswith(">"))


FORMAT = Format(
    kinds=(FileKind.MAIL,),
    mark=Mark.WORDS,
    recognise=_recognise,
    look=look,
    content=MailContent,
    promises=dict.fromkeys(("eml", "mbox"), frozenset({FileKind.MAIL})),
)
