"""Opening: which reader takes a ledger, and what is said of a file that none takes.

Owns the one way from a path to a :class:`~lexcollect.ledgers.raw.Source`. A file's own bytes decide, never its name. A
file with a password, a damaged one, one larger than any honest ledger and one that is no table are findings.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.files import open_regular
from lexcollect.findings import Refused, Where, finding
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.wording import text

if TYPE_CHECKING:
    from lexcollect.ledgers.raw import Source

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
#: Bytes in which the directory of an old container is looked for, and of a whole file that is taken.
_HEAD_BYTES, _MAX_BYTES = 1 << 22, 2_000_000_000
_HTML = (b"<html", b"<table", b"<!doctype html", b"<?xml")


def open_ledger(path: Path) -> Source:
    """Return the reader of the ledger at ``path``; :class:`Refused` with the reason when there is none."""
    where = Where(path.name)
    try:
        with open_regular(path, follow=True) as stream:
            head = stream.read(_HEAD_BYTES)
            size = stream.seek(0, 2)
    except FileNotFoundError:
        raise Refused([finding("LX-A001", Where(str(path)))]) from None
    except IsADirectoryError:
        raise _unread(Where(str(path)), "folder") from None
    except OSError as error:
        from lexcollect.system import reason_of

        raise Refused([finding("LX-A002", Where(str(path)), reason=reason_of(error))]) from None
    if size > _MAX_BYTES:
        raise Refused([finding("LX-G089", where, what=text("ledgers.what.bytes"), limit=_MAX_BYTES)])
    if not head.strip():
        raise _unread(where, "empty")
    try:
        return _reader(path, head)
    except BadFile as bad:
        raise refused(bad, where) from bad


def _unread(where: Where, key: str) -> Refused:
    """Return why a file is not read, and what to do about it."""
    told = finding("LX-G088", where, reason=text(f"ledgers.why.{key}"), remedy=text(f"ledgers.do.{key}"))
    return Refused([told])


def refused(bad: BadFile, where: Where) -> Refused:
    """Return what is said of a file that its reader gave up."""
    if bad.reason is Reason.LOCKED:
        return Refused([finding("LX-G087", where)])
    if bad.reason is Reason.TOO_MUCH:
        return Refused([finding("LX-G089", where, what=text("ledgers.what.unpacked"), limit=4_000_000_000)])
    return _unread(where, "damaged")


def _reader(path: Path, head: bytes) -> Source:
    if head.startswith(_OLE):
        if _LOCKED in head:
            raise BadFile(Reason.LOCKED)
        from lexcollect.ledgers.sources.xls import XlsSource

        return XlsSource(path)
    if head.startswith(_ZIP):
        if b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in head[:200]:
            from lexcollect.ledgers.sources.ods import OdsSource

            return OdsSource(path)
        from lexcollect.ledgers.sources.xlsx import XlsxSource

        return XlsxSource(path)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower().startswith(_HTML) or head.startswith(b"%PDF"):
        raise _unread(Where(path.name), "no_table")
    from lexcollect.ledgers.sources.text_table import TextSource

    return TextSource(path)
