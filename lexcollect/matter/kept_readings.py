"""Kept readings (识别结果的留存): what the recognising engine read on pictures while a copy was masked.

Owns that a picture of a page is read once, known by its pixels: a second copy, or one made after a withdrawal, asks the
engine only for pages that look otherwise. Each entry bears a seal (HMAC-SHA256) with the user's secret, since a page on
which nothing was read is masked nowhere: what somebody else put there is as good as not there. Nothing kept is needed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.files import TooLarge, read_bounded, write_bytes
from lexcollect.formats.ocr.shapes import Piece

if TYPE_CHECKING:
    from lexcollect.formats.ocr.engine import Engine

_FORM = "lexcollect/reading/1"
_MOST_BYTES, _MOST_ENTRIES = 4 << 20, 5_000
_CORNERS = 8


class Remembering:
    """An engine that reads what it has not read before; ``folder`` keeps what was read, ``secret`` seals it."""

    def __init__(self, engine: Engine, folder: Path, secret: bytes) -> None:
        self._engine, self._folder, self._secret = engine, folder, secret
        self.name = engine.name

    def read(self, picture: Any) -> list[Piece]:
        """Return the pieces of an upright picture."""
        picture = picture.convert("RGB")
        key = hashlib.sha256(f"{_FORM} {self.name} {picture.size}".encode() + picture.tobytes()).hexdigest()
        known = self._recall(key)
        if known is not None:
            return known
        found = self._engine.read(picture)
        with suppress(OSError):  # a disk that refuses: read again next time
            self._keep(key, found)
        return found

    def _recall(self, key: str) -> list[Piece] | None:
        try:
            told = json.loads(read_bounded(self._folder / f"{key}.json", _MOST_BYTES))
            pieces = told["pieces"]
            if not hmac.compare_digest(str(told["seal"]), self._seal(key, pieces)):
                return None
            return [_piece(one) for one in pieces]
        except (OSError, TooLarge, ValueError, KeyError, TypeError, RecursionError):
            return None

    def _keep(self, key: str, found: list[Piece]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        if sum(1 for _ in self._folder.iterdir()) >= _MOST_ENTRIES:
            return
        pieces = [[one.words, *one.corners, one.sure] for one in found]
        told = {"pieces": pieces, "seal": self._seal(key, pieces)}
        write_bytes(self._folder / f"{key}.json", json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"))

    def _seal(self, key: str, pieces: Any) -> str:
        said = json.dumps([_FORM, key, pieces]).encode("ascii")
        return hmac.new(self._secret, said, hashlib.sha256).hexdigest()


def _piece(told: Any) -> Piece:
    words, *corners, sure = told
    if not isinstance(words, str) or len(corners) != _CORNERS or not all(type(one) is int for one in (*corners, sure)):
        raise ValueError("not a piece")
    a, b, c, d, e, f, g, h = corners
    return Piece(words, (a, b, c, d, e, f, g, h), sure)
