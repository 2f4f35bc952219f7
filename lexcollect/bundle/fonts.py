"""Fonts: which characters can be printed, and with which font.

Owns the choice of fonts for typeset pages and stamps: the open fonts that come with the program, then, for a
character they lack, fonts installed on the machine. A character that no font has is never left blank: it is named, or
printed as a mark.
"""

from __future__ import annotations

import importlib.util
import os
import struct
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from lexcollect.patterns import regex
from lexcollect.records import dataclass

#: Choose among forms of the character before them; all else that prints nothing is known to the language.
_SELECTORS = regex("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
#: Files of well-known fonts that hold rare Chinese characters; looked for only when one is needed.
_ELSEWHERE = (
    "NotoSerifCJK-Regular.ttc",
    "NotoSerifCJKsc-Regular.otf",
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJKsc-Regular.otf",
    "simsunb.ttf",
    "SimsunExtG.ttf",
    "msyh.ttc",
    "simsun.ttc",
    "Songti.ttc",
    "PingFang.ttc",
    "Hiragino Sans GB.ttc",
    "LXGWWenKai-Regular.ttf",
    "HanaMinB.ttf",
)
_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
)


#: Stands for a character that no font has (缺字符): known to printers, and itself in every Chinese character set.
MARK = "〓"


@dataclass(frozen=True, slots=True)
class Choice:
    """Fonts for a text: files, serif and sans families in order of preference, characters none of them has."""

    files: tuple[Path, ...]
    serif: tuple[str, ...]
    sans: tuple[str, ...]
    missing: tuple[str, ...]


def choose(texts: Iterable[str]) -> Choice:
    """Return the fonts that print every character of ``texts``, and the characters that no font has."""
    wanted = {ord(c) for t in texts for c in t if not _invisible(c)}
    serif, sans = _own()
    wanted -= coverage(serif)
    wanted -= coverage(sans)
    files, names = [serif, sans], []
    if wanted:
        for extra in _others():
            found = wanted & coverage(extra)
            if found:
                files.append(extra)
                names.append(_family(extra))
                wanted -= found
            if not wanted:
                break
    missing = tuple(chr(c) for c in sorted(wanted))
    return Choice(
        tuple(files), ("Noto Serif SC", "Noto Sans SC", *names), ("Noto Sans SC", "Noto Serif SC", *names), missing
    )


def printable(text: str) -> str:
    """Return ``text`` without characters that print nothing (control, direction and joining marks)."""
    if text.isprintable() and not _SELECTORS.search(text):
        return text
    return "".join(" " if c in "\t\r\n" else c for c in text if c in "\t\r\n" or not _invisible(c))


def marked(text: str) -> str:
    """Return ``text`` as it is printed: every character that no font has stands as :data:`MARK`."""
    clean = printable(text)
    lost = set(choose([clean]).missing)
    return "".join(MARK if c in lost else c for c in clean) if lost else clean


@lru_cache(1 << 16)
def _invisible(char: str) -> bool:
    return (
        unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        or 0xFE00 <= ord(char) <= 0xFE0F
        or 0xE0100 <= ord(char) <= 0xE01EF
    )


@cache
def _own() -> tuple[Path, Path]:
    from pylopdf_fonts_zh_cn import sans_path, serif_path

    return Path(serif_path()), Path(sans_path())


def font_folders() -> list[Path]:
    """Return the folders of this machine where fonts are installed."""
    windows = os.environ.get("WINDIR")
    folders = [Path(f).expanduser() for f in _FOLDERS] + ([Path(windows) / "Fonts"] if windows else [])
    return [folder for folder in folders if folder.is_dir()]


@cache
def _others() -> tuple[Path, ...]:
    """Return further font files: an optional font package, then those installed on the machine."""
    found: list[Path] = []
    spec = importlib.util.find_spec("pylopdf_fonts_jp")
    if spec is not None and spec.origin:
        found += sorted(Path(spec.origin).parent.glob("*Serif*.otf"))
    by_name: dict[str, Path] = {}
    for folder in font_folders():
        for base, _, names in os.walk(folder):
            for name in names:
                by_name.setdefault(name.lower(), Path(base) / name)
    return tuple(found + [by_name[n.lower()] for n in _ELSEWHERE if n.lower() in by_name])


def _family(path: Path) -> str:
    import typst

    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(path.parent)])
    names = [f.family for f in faces.fonts() if f.path and Path(f.path).name == path.name]
    preferred = [n for n in names if n.endswith(" SC")]
    return (preferred or names or [path.stem])[0]


@cache
def coverage(path: Path) -> frozenset[int]:
    """Return the code points the font file holds; empty when the file cannot be understood."""
    try:
        with path.open("rb") as stream:
            return _cmap(stream.read())
    except (OSError, struct.error, IndexError):
        return frozenset()


def _cmap(data: bytes) -> frozenset[int]:
    start = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
    for i in range(struct.unpack_from(">H", data, start + 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * i)
        if tag == b"cmap":
            return _subtables(data, offset)
    return frozenset()


def _subtables(data: bytes, base: int) -> frozenset[int]:
    points: set[int] = set()
    for k in range(struct.unpack_from(">H", data, base + 2)[0]):
        at = base + struct.unpack_from(">HHI", data, base + 4 + 8 * k)[2]
        form = struct.unpack_from(">H", data, at)[0]
        if form == 12:
            for g in range(struct.unpack_from(">I", data, at + 12)[0]):
                first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * g)
                points.update(range(first, min(last, 0x10FFFF) + 1))
        elif form == 4:
            points |= _segments(data, at)
    return frozenset(points)


def _segments(data: bytes, at: int) -> set[int]:
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
    return {c for a, b in zip(starts, ends, strict=True) if b != 0xFFFF for c in range(a, b + 1)}
