"""Kept digests: the SM3 of files, known again by the SHA-256 of the same bytes.

Owns what a matter keeps of them, beside its pages. It bears a seal (HMAC-SHA256) with the secret of the pages: a list
that somebody else wrote is as good as none, and without a secret nothing is kept. Whoever asks must have taken the
SHA-256 of the bytes at hand: a name or a day of a file is no key. Nothing kept is needed: a digest that is not there is
taken.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from contextlib import suppress

from lexcollect.bundle.memory import Memory
from lexcollect.files import read_bounded, write_bytes

_FORM = "lexcollect/sm3/1"
_NAME = "sm3.json"
_MOST_KEPT, _MOST_BYTES = 50_000, 16 << 20


class KeptDigests:
    """What is kept in the folder of ``memory``; ``known`` is SM3 by SHA-256."""

    def __init__(self, memory: Memory) -> None:
        self._place = memory.pages.with_name(_NAME) if memory.pages is not None and memory.secret else None
        self._secret = memory.secret
        self.known: Mapping[str, str] = self._read()

    @property
    def keeps(self) -> bool:
        """Tell whether there is a place to keep anything."""
        return self._place is not None

    def keep(self, more: Mapping[str, str]) -> None:
        """Keep ``more`` besides for the next package; a full disk keeps none, nor does a matter without a folder."""
        if self._place is None or not self._place.parent.is_dir() or more.items() <= self.known.items():
            return
        kept = dict(list((dict(self.known) | dict(more)).items())[-_MOST_KEPT:])
        about = {"form": _FORM, "sm3": kept, "seal": self.seal(kept)}
        with suppress(OSError):
            write_bytes(self._place, json.dumps(about, sort_keys=True).encode("ascii"))

    def seal(self, kept: Mapping[str, str]) -> str:
        """Return the seal under what is kept."""
        said = json.dumps([_FORM, kept], sort_keys=True).encode("ascii")
        return hmac.new(self._secret, said, hashlib.sha256).hexdigest()

    def _read(self) -> dict[str, str]:
        if self._place is None:
            return {}
        try:
            about = json.loads(read_bounded(self._place, _MOST_BYTES))
            kept = about["sm3"]
            if about["form"] == _FORM and hmac.compare_digest(str(about["seal"]), self.seal(kept)):
                return {str(key): str(value) for key, value in kept.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass
        return {}
