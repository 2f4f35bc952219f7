"""Linking (附件对应): the files that a chat names, looked for beside it.

Owns the order: the path as exported, the same name, the same name in the month's folder, the MD5 that the message
declares. What is found twice is not chosen. Follows no address and leaves the folder of the chat never; a file that is
not there is told. The list of names that one program writes beside its tables is read here too.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from lexcollect.formats.chats.json_stream import text_of
from lexcollect.formats.said import Attachment, LinkedBy
from lexcollect.formats.shapes import Message

#: So many files beside a chat are compared by MD5, and how large one may be.
_HASHED, _FILE_BYTES = 500, 50_000_000
#: Largest list of names that is read.
_LIST_BYTES = 8_000_000
#: So many files beside a chat are known by name.
_FILES = 20_000
#: The list of accounts that one program writes beside its tables.
ACCOUNTS = "users.json"


def linked(messages: Iterator[Message], folder: Path) -> Iterator[Message]:
    """Yield ``messages`` with their attachments looked for below ``folder``."""
    beside: Beside | None = None
    for message in messages:
        if message.attachments:
            beside = beside or Beside(folder)
            found = tuple(beside.find(one) for one in message.attachments)
            refers = tuple(one.found for one in found if one.found and one.linked_by is not LinkedBy.INSIDE)
            message = replace(message, attachments=found, refers=refers or message.refers)
        yield message


class Beside:
    """The files below the folder of a chat, by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._digests: dict[str, list[str]] | None = None
        self._names: dict[str, list[str]] = {}
        met = 0
        for root, folders, names in os.walk(folder):
            folders.sort()
            met += len(names)
            if met > _FILES:
                break
            below = Path(root).relative_to(folder)
            for name in sorted(names):
                self._names.setdefault(name, []).append((PurePosixPath(*below.parts) / name).as_posix())

    def find(self, one: Attachment) -> Attachment:
        """Return ``one`` with what was found of it."""
        if one.present is not None:
            return one
        path = _inside(one.path)
        if path and _is_file(self._folder / path):
            return replace(one, present=True, found=path, linked_by=LinkedBy.EXACT_PATH)
        name = one.name or PurePosixPath(path).name
        candidates = self._names.get(name, []) if name else []
        if len(candidates) > 1 and path:
            month = PurePosixPath(path).parent.name
            candidates = [found for found in candidates if PurePosixPath(found).parent.name == month]
            if len(candidates) == 1:
                return replace(one, present=True, found=candidates[0], linked_by=LinkedBy.NAME_AND_TIME)
        if len(candidates) == 1:
            return replace(one, present=True, found=candidates[0], linked_by=LinkedBy.NAME)
        if same := self._with_md5(one.md5.lower()):
            return replace(one, present=True, found=same, linked_by=LinkedBy.MD5)
        return replace(one, present=False)

    def _with_md5(self, digest: str) -> str:
        """Return the one file with this MD5; empty when none has it, or several."""
        if len(digest) != 32:
            return ""
        if self._digests is None:
            self._digests = {}
            names = sorted(name for found in self._names.values() for name in found)
            for name in names[:_HASHED]:
                self._digests.setdefault(_md5(self._folder / name), []).append(name)
        found = self._digests.get(digest, [])
        return found[0] if len(found) == 1 else ""


def stated(message: Message) -> tuple[str, ...]:
    """Return the names by which a message itself speaks of files: path, name, and name in the folder of its month."""
    names: list[str] = []
    for one in message.attachments:
        path = _inside(one.path)
        name = one.name or PurePosixPath(path).name
        names += [path, name, (PurePosixPath(path).parent.name + "/" + name) if path and name else ""]
    return tuple(dict.fromkeys(name for name in (*names, *map(_inside, message.refers)) if name))


class Called:
    """In which message of a chat in ``folder`` a file beside it is named: number of the message, and of its name.

    Files that were found by their content alone are named by none.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places: dict[str, tuple[int, int]] = {}

    def noted(self, messages: Iterator[Message]) -> Iterator[Message]:
        """Yield ``messages``, which are linked, as they are, remembering what they name."""
        for message in messages:
            names = stated(message)
            for one in dict.fromkeys([one.found for one in message.attachments if one.found] + [*message.refers]):
                path = PurePosixPath(one)
                called = (path.as_posix(), "/".join(path.parts[-2:]), path.name)
                number = next((names.index(name) + 1 for name in called if name in names), 0)
                if number:
                    self._places.setdefault(path.as_posix(), (message.number, number))
            yield message

    def of(self, path: Path) -> tuple[int, int] | None:
        """Return where the file at ``path`` is named: (0, 0) for the list of accounts, ``None`` for nowhere."""
        if path == self._folder / ACCOUNTS:
            return 0, 0
        below = path.relative_to(self._folder).as_posix() if path.is_relative_to(self._folder) else ""
        return self._places.get(below)


def names_at(messages: Iterator[Message], places: Collection[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Return the names that stand at ``places`` of a chat, as :meth:`Called.of` gives them."""
    found = {(0, 0): ACCOUNTS}
    waiting = {place for place in places if place not in found}
    for message in messages:
        if not waiting:
            break
        names = stated(message)
        for place in [place for place in waiting if place[0] == message.number]:
            if 0 < place[1] <= len(names):
                found[place] = names[place[1] - 1]
            waiting.discard(place)
    return found


def _is_file(path: Path) -> bool:
    """Tell whether ``path`` is a file; what no system takes for a name (far too long, say) is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _md5(path: Path) -> str:
    """Return the MD5 of a file; empty for one that is large, cannot be read, or is a link or a pipe."""
    from hashlib import md5

    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _FILE_BYTES:
            return ""
        return md5(path.read_bytes(), usedforsecurity=False).hexdigest()
    except OSError:
        return ""


def _inside(path: str) -> str:
    """Return the relative name that ``path`` is; empty when it would leave the folder or is no name of a file."""
    if not path or "\0" in path or "://" in path or len(path) > 1_000:
        return ""
    relative = PurePosixPath(path.replace("\\", "/"))
    if relative.is_absolute() or ".." in relative.parts or ":" in relative.parts[0]:
        return ""
    return relative.as_posix()


def names_beside(path: Path) -> dict[str, str]:
    """Return nicknames by account from the list that PyWxDump writes beside its tables; none where there is none."""
    import json

    beside = path.parent / ACCOUNTS
    try:
        if not beside.is_file() or beside.stat().st_size > _LIST_BYTES:
            return {}
        found = json.loads(beside.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    rows = found.items() if isinstance(found, dict) else ()
    return {id: text_of(row, "nickname", "remark") for id, row in rows if text_of(row, "nickname", "remark")}
