"""Mails on pages (电子邮件整理页): a head block, then the body as it was sent; what hangs on a mail follows by itself.

Owns which heads are printed and that the body stands whole and in its order, the quoted mails where the sender left
them. Shows no HTML: of a mail that has only a page, its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from lexcollect.bundle.canvas import Canvas
from lexcollect.bundle.problems import Unshown
from lexcollect.bundle.written.emoji import with_names
from lexcollect.bundle.written.lines import Unit, Words, pieces, set_flow, unit
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.readers.mail import MailContent, Opened
from lexcollect.formats.shapes import Part
from lexcollect.wording import say

_HEADS = {
    "From": "from",
    "To": "to",
    "Cc": "cc",
    "Date": "sent",
    "Subject": "subject",
    "Message-ID": "id",
}


def add_mail(canvas: Canvas, path: Path, words: Words, part: Part | None) -> None:
    """Add the mails of the file at ``path``, those of ``part`` if given; :class:`Unshown` when there is none."""
    mails = MailContent(path, FileKind.MAIL).opened(part)
    found = list(islice(mails, 2))
    if not found:
        raise Unshown("LX-B160")
    head = words.head(say("bundle.mail_about", "zh"))
    if len(found) == 1:
        head["rows"] += _rows(found[0])
    set_flow(canvas, "written", {"head": head}, _units(chain(found, mails), single=len(found) == 1))


def _rows(mail: Opened) -> list[tuple[str, str]]:
    """Return the head block of a mail; attachments are numbered as they follow."""
    rows = [(say(f"bundle.mail_{_HEADS[name]}", "zh"), with_names(value)) for name, value in mail.heads]
    if mail.arrived.value is not None:
        rows.append((say("bundle.mail_arrived", "zh"), mail.arrived.raw))
    names = "；".join(f"{number}. {name}" for number, name in enumerate(mail.attachments, start=1))
    return [*rows, (say("bundle.mail_attached", "zh"), with_names(names) or say("bundle.mail_none", "zh"))]


def _units(mails: Iterable[Opened], *, single: bool) -> Iterator[tuple[Unit, int]]:
    for mail in mails:
        if not single:
            yield unit(say("bundle.mail_number", "zh", number=mail.number), kind="heading")
            yield from (unit(f"{name}：{value}") for name, value in _rows(mail) if mail.readable)
            yield unit(" ")
        if not mail.readable:
            yield unit(say("bundle.mail_too_large", "zh"))
        for line in mail.body.replace("\r\n", "\n").strip("\n").split("\n"):
            quoted = line.lstrip().startswith(">")
            yield from (unit(piece or " ", kind="quote" if quoted else "text") for piece in pieces(line))
