"""Surroundings: everything besides the files that decides how pages come out on this machine.

Owns one digest of it: the program's own text, the libraries that read, draw and write, the fonts of the machine, and
LibreOffice. Where one of them is another, pages may come out otherwise. Starts no program and opens no font.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from lexcollect.bundle.fonts import font_folders
from lexcollect.office import find_office
from lexcollect.version import __version__

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_LIBRARIES = ("pikepdf", "pypdf", "pypdfium2", "pillow", "pillow-heif", "typst", "lxml", "python-calamine")
_FONTS = ("pylopdf-fonts-zh-cn", "pylopdf-fonts-jp")
#: Rooms whose text decides how a page comes out.
_ROOMS = ("bundle", "formats", "wording", "cn")


@cache
def surroundings() -> str:
    """Return the SHA-256 of program, libraries, fonts and converter as they are in this run."""
    digest = hashlib.sha256(__version__.encode("ascii"))
    for name in (*_LIBRARIES, *_FONTS):
        digest.update(f"{name} {_version(name)}\n".encode())
    for room in _ROOMS:
        for data in _texts(files("lexcollect") / room):
            digest.update(hashlib.sha256(data).digest())
    for name, size in _fonts():
        digest.update(f"{name} {size}\n".encode("utf-8", "surrogateescape"))
    digest.update(_office())
    return digest.hexdigest()


@cache
def library_versions() -> Mapping[str, str]:
    """Return the libraries that read, draw and set pages, with their versions; those that are not here are left out."""
    return MappingProxyType({name: found for name in (*_LIBRARIES, *_FONTS) if (found := _version(name))})


@cache
def fonts_and_office() -> str:
    """Return the SHA-256 of what this machine brings to pages that LibreOffice or an OFD makes: fonts, LibreOffice."""
    digest = hashlib.sha256()
    for name, size in _fonts():
        digest.update(f"{name} {size}\n".encode("utf-8", "surrogateescape"))
    program = find_office()
    digest.update(_papers(program.resolve()) if program else b"")
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _texts(folder: Traversable) -> Iterator[bytes]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            if one.name != "__pycache__":
                yield from _texts(one)
        else:
            yield one.name.encode() + b"\n" + one.read_bytes()


def _fonts() -> list[tuple[str, int]]:
    """Return name and size of every font file of the machine."""
    found = []
    for folder in font_folders():
        for base, _, names in os.walk(folder):
            for name in names:
                try:
                    found.append((name, (Path(base) / name).stat().st_size))
                except OSError:  # a link that leads nowhere
                    continue
    return sorted(found)


def _office() -> bytes:
    """Return where LibreOffice lies and what its own papers say of its version; nothing without it."""
    program = find_office()
    if program is None:
        return b""
    place = program.resolve()
    return b"\n".join((str(place).encode("utf-8", "surrogateescape"), _papers(place)))


def _papers(place: Path) -> bytes:
    """Return what stands beside LibreOffice about its version."""
    said = []
    for name in ("versionrc", "version.ini"):
        try:
            said.append((place.parent / name).read_bytes())
        except OSError:
            continue
    return b"\n".join(said)
