"""Reading: one look at a file, a thorough one for damage, or its content.

Owns the doors behind which all formats stand. A look never raises for what the file holds: a reader that meets
what nobody foresaw must not stop the other files. Content raises :class:`BadFile`, which the caller tells.
"""

from __future__ import annotations

from pathlib import Path

from lexcollect.findings import Finding, finding
from lexcollect.formats.content import Content
from lexcollect.formats.hidden import tell_hidden
from lexcollect.formats.kinds import Status
from lexcollect.formats.recognise import Recognised, broken_promise, identify
from lexcollect.formats.refusals import BadFile, mark
from lexcollect.formats.shapes import Look
from lexcollect.formats.within import has_members, search_within
from lexcollect.system import reason_of
from lexcollect.wording import text


def look(path: Path, name: str, known: Recognised) -> Look:
    """Return one look at the file; its findings carry no place. Never raises for what the file holds."""
    try:
        seen = known.format.look(path, name, known.kind)
        if seen.status is Status.USABLE and has_members(known, seen):
            search_within(path, known, seen)
    except BadFile as bad:
        seen = mark(Look(), bad)
    except OSError as error:
        seen = Look(status=Status.UNREADABLE)
        seen.findings.append(finding("LX-I024", reason=reason_of(error)))
    except Exception as error:  # told as what it is: the reader failed, not the file
        seen = Look(status=Status.UNREADABLE)
        seen.findings.append(finding("LX-I049", kind=type(error).__name__))
    seen.findings += tell_hidden(seen.hidden)
    ending = broken_promise(name, known.kind)
    if ending and seen.status is not Status.BROKEN:
        seen.facts["named"] = ending
        seen.findings.append(finding("LX-I003", kind=text(f"formats.kind.{known.kind}"), ending=ending))
    return seen


def damage(path: Path, known: Recognised) -> list[Finding]:
    """Return what a thorough look at every packed piece of the file finds; never raises for what the file holds."""
    if known.format.damage is None:
        return []
    try:
        return known.format.damage(path, known.kind)
    except Exception:  # readers of hostile files raise anything; silence would say that it is sound
        return [finding("LX-I081", what=(text("formats.damage.unread"),))]


def content(path: Path, known: Recognised | None = None) -> Content:
    """Return the content of the file at ``path``; nothing is read before a piece is asked for."""
    known = known or identify(path)
    return known.format.content(path, known.kind)
