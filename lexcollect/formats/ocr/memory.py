"""Memory: what was recognised, kept by the hash of the file's bytes.

Owns one file a source in the folder it is given, written whole or not at all, under the name of the engine that read
it: another engine or other models read anew. What cannot be understood was never kept. Knows no matter.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lexcollect.files import TooLarge, read_bounded, write_bytes
from lexcollect.formats.limits import MAX_OCR_MEMORY_BYTES
from lexcollect.formats.ocr.shapes import Piece, Sheet
from lexcollect.records import dataclass

_FORM = "lexcollect/ocr/1"
_CORNERS = 8


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one file: its sheets by number; ``whole`` when nothing of it is left to read."""

    sheets: Mapping[int, Sheet]
    whole: bool = False


NOTHING = Kept({})


def place_of(folder: Path, sha256: str) -> Path:
    """Return where the words of the file with this hash lie."""
    return folder / f"{sha256}.json"


def recall(folder: Path, sha256: str, engine: str = "") -> Kept:
    """Return what was kept of a file; nothing when another than ``engine`` read it (empty: any engine is good)."""
    try:
        told = json.loads(read_bounded(place_of(folder, sha256), MAX_OCR_MEMORY_BYTES))
        if told["form"] != _FORM or told["sha256"] != sha256 or (engine and told["engine"] != engine):
            return NOTHING
        sheets = [_sheet(one) for one in told["sheets"]]
        return Kept({one.number: one for one in sheets}, told["whole"] is True)
    except (OSError, TooLarge, ValueError, KeyError, TypeError, RecursionError):
        return NOTHING


def keep(folder: Path, sha256: str, engine: str, kept: Kept) -> None:
    """Write what was recognised of a file; :class:`OSError` when that is not possible."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {
        "form": _FORM,
        "engine": engine,
        "sha256": sha256,
        "whole": kept.whole,
        "sheets": [_told(kept.sheets[number]) for number in sorted(kept.sheets)],
    }
    write_bytes(place_of(folder, sha256), json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def _told(sheet: Sheet) -> dict[str, Any]:
    return {
        "number": sheet.number,
        "size": [sheet.width, sheet.height],
        "turn": sheet.turn,
        "pieces": [[one.words, *one.corners, one.sure] for one in sheet.pieces],
    }


def _sheet(told: Any) -> Sheet:
    width, height = told["size"]
    pieces = tuple(_piece(one) for one in told["pieces"])
    return Sheet(_whole(told["number"]), _whole(width), _whole(height), _whole(told["turn"]), pieces)


def _piece(told: Any) -> Piece:
    words, *corners, sure = told
    if not isinstance(words, str) or len(corners) != _CORNERS:
        raise ValueError("not a piece")
    a, b, c, d, e, f, g, h = map(_whole, corners)
    return Piece(words, (a, b, c, d, e, f, g, h), _whole(sure))


def _whole(told: Any) -> int:
    if type(told) is not int:
        raise TypeError("not a whole number")
    return told
