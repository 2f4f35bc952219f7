"""Typesetting: pages that are ours, from data (目录、占位页、页码字体).

Owns the call of the typesetter and the fonts given to it. Text reaches the layouts only as data, so that a
title cannot be read as markup; nothing is read from the network or from the system's fonts unless a character
asks for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from lexcollect.bundle.fonts import MARK, Choice, choose, marked, printable
from lexcollect.records import dataclass

Layout = Literal["index", "integrity", "placeholder", "alphabet", "divider", "unprinted"]
#: Layouts whose units are counted: a link at the begin of each names its number.
Flowing = Literal["transcript", "written", "sheet_table"]
#: Layouts whose pages come as drawings.
Drawn = Literal["drawn"]

#: Documents of more bytes than this are forgotten at once: three thousand rows are 300 MB of remembered layout.
_LARGE = 100_000
_REMEMBERED = 10


def typeset(layout: Layout, data: dict[str, Any]) -> bytes:
    """Return the PDF of ``layout`` filled with ``data``; same data, same bytes."""
    clean = _cleaned(data)
    fonts = choose(_texts(clean))
    clean |= {"serif": list(fonts.serif), "sans": list(fonts.sans)}
    compiler = _compiler(fonts.files)
    made: bytes = compiler.compile(
        input=_source(layout),
        format="pdf",
        timestamp=0,
        pdf_tags=False,
        sys_inputs={"data": json.dumps(clean, ensure_ascii=False)},
    )
    if len(made) > _LARGE:
        _forget(compiler)
    return made


def typeset_flowing(layout: Flowing, data: dict[str, Any], folder: Path) -> bytes:
    """Return the PDF of ``layout`` filled with ``data``; where each unit begins a link of its number says.

    ``folder`` holds the pictures that the data names, and takes a copy of the layout. Line ends within a text stay.
    """
    clean, fonts = _cleaned_at_once(data)
    clean |= {"serif": list(fonts.serif), "sans": list(fonts.sans)}
    source = folder / f"{layout}.typ"
    if not source.exists():
        source.write_bytes(_source(layout))
    compiler = _compiler(fonts.files)
    made: bytes = compiler.compile(
        input=str(source),
        root=str(folder),
        format="pdf",
        timestamp=0,
        pdf_tags=False,
        sys_inputs={"data": json.dumps(clean, ensure_ascii=False)},
    )
    _forget(compiler)
    return made


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page that is drawn: its SVG, and its size in millimetres."""

    svg: str
    width: float
    height: float


def typeset_drawings(pages: Sequence[Drawing], words: str, folder: Path) -> bytes:
    """Return the PDF whose pages are ``pages``, with fonts for all characters of ``words``; made in ``folder``."""
    listed = []
    for number, page in enumerate(pages, start=1):
        name = f"drawn-{number}.svg"
        (folder / name).write_text(page.svg, "utf-8")
        listed.append({"file": name, "width": page.width, "height": page.height})
    source = folder / "drawn.typ"
    source.write_bytes(_source("drawn"))
    compiler = _compiler(choose([words]).files)
    made: bytes = compiler.compile(
        input=str(source),
        root=str(folder),
        format="pdf",
        timestamp=0,
        pdf_tags=False,
        sys_inputs={"data": json.dumps({"pages": listed})},
    )
    for one in listed:
        (folder / str(one["file"])).unlink()
    _forget(compiler)
    return made


def _cleaned_at_once(data: dict[str, Any]) -> tuple[dict[str, Any], Choice]:
    """Return ``data`` as it can be printed, and its fonts: one look at all characters for a thousand texts."""
    signs = {c for text in _texts(data) for c in text}
    fonts = choose(["".join(sorted(signs))])
    table: dict[int, str | None] = {ord(c): None for c in signs if c != "\n" and not printable(c)}
    table |= {ord(c): " " for c in "\t\r"} | {ord(c): MARK for c in fonts.missing}

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return value.translate(table)
        if isinstance(value, dict):
            return {k: clean(v) for k, v in value.items()}
        return [clean(v) for v in value] if isinstance(value, (list, tuple)) else value

    return clean(data), fonts


def _forget(compiler: Any) -> None:
    """Let the typesetter drop what it remembers of a large document: it keeps the work of its last ten runs."""
    for _ in range(_REMEMBERED + 1):
        compiler.compile(input=b"", format="pdf")
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Any:
    """Return what gives free memory back to the system, where the C library has it: glibc keeps what was once used."""
    import ctypes

    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None


@cache
def _source(layout: Layout | Flowing | Drawn) -> bytes:
    return (files("lexcollect.bundle") / "layout" / f"{layout}.typ").read_bytes()


@cache
def _compiler(paths: tuple[Path, ...]) -> Any:
    import typst

    folders = list(dict.fromkeys(str(p.parent) for p in paths))
    return typst.Compiler(
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    )


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return marked(value)
    if isinstance(value, dict):
        return {k: _cleaned(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(v) for v in value]
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
