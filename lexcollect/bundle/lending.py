"""Lending: large streams of a part file that stay where they are, in the original (扫描图像不重复存放).

Owns how a part file says so, and how the bytes come back: a stream of a part may hold nothing but what differs from the
original, and name the SHA-256 of the original, the place in it, and how many bytes stand there. Only bytes that are
found in the original exactly are lent, so that a part with and without them comes to the same document. What is packed
or locked in the original is kept in the part.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from lexcollect.bundle.saving import save
from lexcollect.patterns import regex

#: Smaller streams are not worth the search.
SMALLEST = 64 << 10
#: Private key of a stream: digest of the original, place in it, length, and where in the stream's own bytes it belongs.
LENT = "/LXLent"
NONE_LENT: Mapping[str, Path] = MappingProxyType({})
_LENGTHS = regex(rb"/LXLent \[ \S+ \d+ (\d+) \d+ \]")
_NEEDLE = 64
#: So many places in an original are tried for one stream: pages of one scanner begin alike.
_MOST_TRIED = 50


class Lenders:
    """The originals of one exhibit, by digest; opened when first asked, to be closed."""

    def __init__(self, originals: Iterable[tuple[str, Path]]) -> None:
        self._paths = dict(originals)
        self._open: dict[str, mmap.mmap] = {}
        self._stack = ExitStack()
        self._last: dict[str, int] = {}

    def find(self, data: bytes) -> tuple[str, int, int, int] | None:
        """Return in which original, where, from which byte of ``data`` on and how many of its bytes stand."""
        for digest in self._paths:
            held = self._held(digest)
            if held is None:
                continue
            for place in _places(held, data, self._last.get(digest, 0)):
                first, last = _extent(held, data, place)
                first = max(first, 1)  # qpdf drops the coding of a stream that holds nothing
                if last - first >= SMALLEST:
                    self._last[digest] = place + last
                    return digest, place + first, first, last - first
        return None

    def _held(self, digest: str) -> mmap.mmap | None:
        if digest not in self._open:
            path = self._paths[digest]
            try:
                if path.stat().st_size < SMALLEST:
                    return None
                stream = self._stack.enter_context(path.open("rb"))
                self._open[digest] = self._stack.enter_context(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
            except (OSError, ValueError):  # what cannot be mapped lends nothing
                return None
        return self._open[digest]

    def close(self) -> None:
        """Let the originals go."""
        self._open.clear()
        self._stack.close()


def _places(held: mmap.mmap, data: bytes, after: int) -> Iterator[int]:
    """Yield where in ``held`` the beginning of ``data`` would lie: its middle is looked for, first behind ``after``."""
    middle = len(data) // 2
    needle = data[middle : middle + _NEEDLE]
    for start, end in ((after, len(held)), (0, min(len(held), after + middle + _NEEDLE))):
        at = start
        for _ in range(_MOST_TRIED):
            found = held.find(needle, at, end)
            if found < 0:
                break
            yield found - middle
            at = found + 1


def _extent(held: mmap.mmap, data: bytes, place: int) -> tuple[int, int]:
    """Return from where to where ``data`` stands in ``held`` at ``place``, around its middle."""
    middle = len(data) // 2
    first, last = max(0, -place), min(len(data), len(held) - place)
    if held[place + first : place + last] == data[first:last]:
        return first, last
    low, high = first, middle
    while low < high:  # the first byte from which on all up to the middle are the same
        at = (low + high) // 2
        same = held[place + at : place + middle] == data[at:middle]
        low, high = (low, at) if same else (at + 1, high)
    first, low, high = low, middle, last
    while low < high:
        at = (low + high + 1) // 2
        same = held[place + middle : place + at] == data[middle:at]
        low, high = (at, high) if same else (low, at - 1)
    return first, low


def lend(stream: Any, data: bytes | None, lenders: Lenders) -> None:
    """Let ``stream`` stay in an original if it is large, as far as it stands there; ``data`` are its raw bytes."""
    from pikepdf import Array, String

    if "/Filter" not in stream or _length(stream) < SMALLEST:
        return
    if LENT in stream:  # lent once: a second loan would forget the first, and with it a strip of the picture
        return
    if data is None:
        data = bytes(stream.read_raw_bytes())
    found = lenders.find(data) if len(data) >= SMALLEST else None
    if found is None:
        return
    digest, place, first, length = found
    parms = stream.get("/DecodeParms")
    stream.write(data[:first] + data[first + length :], filter=stream.Filter, decode_parms=parms)
    stream[LENT] = Array([String(digest), place, length, first])


def _length(stream: Any) -> int:
    """Return what a stream says of its length; what was made here says nothing and counts as large."""
    try:
        return int(stream.stream_dict["/Length"])
    except (KeyError, TypeError, ValueError):
        return SMALLEST


def size_of(part: Path) -> int:
    """Return the bytes of a part file with all that it left in originals."""
    return part.stat().st_size + sum(int(length) for length in _LENGTHS.findall(part.read_bytes()))


def weight_of(stream: Any) -> int:
    """Return the bytes of a stream with all that it left in an original."""
    lent = stream.get(LENT)
    return _length(stream) + (int(lent[2]) if lent is not None else 0)


class Borrower:
    """Gives streams of parts their bytes back; ``originals`` by digest. Of them the one last asked for is open."""

    def __init__(self, originals: Mapping[str, Path]) -> None:
        self._originals = originals
        self._open: tuple[str, BinaryIO] | None = None

    def pieces(self, stream: Any) -> tuple[bytes, ...]:
        """Return the raw bytes of ``stream`` in order, with what an original lends; its mark is taken away."""
        data: bytes = stream.read_raw_bytes()
        if LENT not in stream:
            return (data,)
        lent = stream[LENT]
        digest, place, length, first = str(lent[0]), int(lent[1]), int(lent[2]), int(lent[3])
        original = self._held(digest)
        original.seek(place)
        piece = original.read(length)
        if len(piece) != length:
            raise ValueError("the original is shorter than it was")
        del stream[LENT]
        return (data[:first], piece, data[first:])

    def close(self) -> None:
        """Let the original go."""
        if self._open is not None:
            self._open[1].close()
            self._open = None

    def _held(self, digest: str) -> BinaryIO:
        if self._open is None or self._open[0] != digest:
            self.close()
            self._open = digest, self._originals[digest].open("rb", buffering=0)
        return self._open[1]


def given_back(stream: Any, originals: Mapping[str, Path]) -> bytes:
    """Return the raw bytes of ``stream``, with what an original lends; its mark is taken away."""
    borrower = Borrower(originals)
    try:
        return b"".join(borrower.pieces(stream))
    finally:
        borrower.close()


def whole(part: Path, originals: Mapping[str, Path]) -> Path:
    """Return a file with the pages of ``part`` that lends nothing: ``part`` itself, or one beside it."""
    import pikepdf

    if LENT.encode("ascii") not in part.read_bytes():
        return part
    made = part.with_name(f"whole-{part.name}")
    with pikepdf.open(part) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream) and LENT in one:
                data = given_back(one, originals)
                one.write(data, filter=one.Filter, decode_parms=one.get("/DecodeParms"))
        save(pdf, made, static_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return made
