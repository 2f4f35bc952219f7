"""Archive sources: the files inside a received ZIP or mail, one at a time.

Owns where a member lies while it is shown, and what is said of those that are not: damaged ones, and those that an
operating system put between the photographs. What an archive may hold is decided in ``formats``; a name from inside
the archive is never used as a path.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lexcollect.bundle.problems import Notes, Unshown
from lexcollect.formats.content import Content
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.limits import MAX_MEMBERS
from lexcollect.formats.readers.archive import ZipContent
from lexcollect.formats.readers.mail import MailContent
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.shapes import Member
from lexcollect.records import dataclass


@dataclass(frozen=True, slots=True)
class Taken:
    """A file of the archive, taken out: its number and name, where it now lies, or why it does not."""

    number: int
    name: str
    size: int
    path: Path
    damage: Unshown | None = None


def members(path: Path, kind: FileKind, folder: Path, notes: Notes, depth: int) -> Iterator[Taken]:
    """Yield the files of the ZIP or mail at ``path``, each written to ``folder`` while it is looked at.

    Those of a ZIP come in the natural order of their names, those of a mail in its order. A ZIP without files is not
    shown; a mail without attachments has none.
    """
    is_mail = kind is FileKind.MAIL
    content = MailContent(path, kind) if is_mail else ZipContent(path, kind)
    told = taken = 0
    try:
        for member in content.members():
            told = _tell(_left(content), told, notes)
            taken += 1
            target = folder / f"member-{depth}-{member.number}"
            yield _take(member, target)
            target.unlink(missing_ok=True)
    except BadFile as bad:
        raise _reason(bad) from bad
    if not taken and not is_mail:
        _tell(_left(content), told, notes)
        raise Unshown("LX-B029")


def _left(content: Content) -> int:
    """Return how many entries of an archive the system made, and are left out."""
    return content.left if isinstance(content, ZipContent) else 0


def _tell(left: int, told: int, notes: Notes) -> int:
    if left and not told:
        notes.add("LX-B032", count=left)
    return left


def _take(member: Member, target: Path) -> Taken:
    name = member.name.rsplit("/", 1)[-1]
    try:
        with target.open("wb") as out:
            for chunk in member.chunks():
                out.write(chunk)
    except BadFile as bad:
        damage = Unshown("LX-B035", number=member.number, name=name) if bad.reason is Reason.BROKEN else _reason(bad)
        return Taken(member.number, name, member.size or 0, target, damage)
    return Taken(member.number, name, target.stat().st_size, target)


def _reason(bad: BadFile) -> Unshown:
    if bad.reason is Reason.TOO_MUCH:
        return Unshown("LX-B017", limit=MAX_MEMBERS)
    if bad.reason is Reason.LOCKED:
        return Unshown("LX-B028")
    return Unshown("LX-B033") if bad.reason is Reason.LEAVES else Unshown("LX-B011", kind="ZIP")
