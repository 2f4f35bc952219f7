"""Lines of JSON (JSONL): one value a line, each with the bytes it was read from.

Owns the reading of such files. A line that is none is handed out as it stands, with its place; comments are
passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from lexcollect.formats.chats.json_stream import Item
from lexcollect.formats.chats.source import Source
from lexcollect.records import dataclass


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that is no JSON: its text and its bytes."""

    text: str
    offset: int
    size: int


def json_lines(source: Source) -> Iterator[Item | Bad]:
    """Yield the values of the lines of ``source``; empty lines and comments (``#``) are none."""
    decoder = json.JSONDecoder(parse_float=str, parse_constant=str)
    for line in source.lines():
        bare = line.text.strip()
        if not bare or bare.startswith("#"):
            continue
        try:
            value, end = decoder.raw_decode(bare)
        except (ValueError, RecursionError):
            yield Bad(line.text.rstrip("\r\n"), line.offset, line.size)
            continue
        if bare[end:].strip():
            yield Bad(line.text.rstrip("\r\n"), line.offset, line.size)
        else:
            yield Item(f"line {line.number}", line.offset, line.size, value)
