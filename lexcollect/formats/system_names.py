"""System names: what operating systems and Office leave beside documents.

Owns the names of thumbnails, folder settings and lock files. A name alone never condemns a large file: a document
that somebody called so is a document.
"""

from __future__ import annotations

import re
import unicodedata

from lexcollect.formats.kinds import FileKind
from lexcollect.patterns import regex

_NAMES = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".localized", ".directory", "icon\r"})
#: What macOS keeps at the top of every disc it has seen.
_FOLDERS = frozenset({".fseventsd", ".spotlight-v100", ".temporaryitems"})
#: An owner file of Word has 162 or 165 bytes; anything larger under such a name is somebody's document.
_SMALL = 8192
_RESERVED = regex(r"^(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
_SIGNS = regex(r'[<>:"|?*]')


def is_system(name: str, kind: FileKind, size: int) -> bool:
    """Tell whether a file of ``kind`` by its content is one of an operating system by its name."""
    if in_system_folder(name):
        return True
    if is_system_name(name):
        return kind in (FileKind.UNKNOWN, FileKind.TEXT, FileKind.EMPTY, FileKind.OLE)
    return is_leaving(name, size) and kind in (FileKind.UNKNOWN, FileKind.TEXT, FileKind.EMPTY)


def kind_by_name(name: str, size: int) -> FileKind:
    """Return what name and size alone tell: a system's own file, an empty one, or unknown."""
    if is_system(name, FileKind.UNKNOWN, size):
        return FileKind.SYSTEM
    return FileKind.UNKNOWN if size else FileKind.EMPTY


def in_system_folder(name: str) -> bool:
    """Tell whether ``name`` lies in the folder of resource forks that macOS adds to archives."""
    return "__MACOSX" in _parts(name)[:-1]


def lies_in_system_folder(name: str) -> bool:
    """Tell whether ``name`` lies in a folder that only an operating system fills."""
    return any(part.lower() in _FOLDERS for part in _parts(name)[:-1])


def is_system_name(name: str) -> bool:
    """Tell whether the last part of ``name`` is a settings or thumbnail file of an operating system."""
    return _parts(name)[-1].lower() in _NAMES


def is_leaving(name: str, size: int) -> bool:
    """Tell whether ``name`` with ``size`` bytes is a lock file or resource fork lying beside its document."""
    last = _parts(name)[-1]
    marked = last.startswith(("~$", "._")) or (last.startswith(".~lock.") and last.endswith("#"))
    return marked and size <= _SMALL


def unfit_for_windows(name: str) -> bool:
    """Tell whether a part of ``name`` cannot be a file's name on Windows: devices, signs, a dot or blank at the end."""
    return any(_RESERVED.match(part) or _SIGNS.search(part) or part.endswith((".", " ")) for part in name.split("/"))


def invisible_in(name: str) -> str:
    """Return ``name`` with its invisible and direction characters as escapes; empty when it has none.

    A name with a mark that turns the direction shows another ending than it has.
    """
    if not any(unicodedata.category(char) == "Cf" for char in name):
        return ""
    return "".join(f"<U+{ord(char):04X}>" if unicodedata.category(char) == "Cf" else char for char in name)


def _parts(name: str) -> list[str]:
    return re.split(r"[/\\]", name)
