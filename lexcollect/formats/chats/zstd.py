"""Zstandard, unpacking only (zstd 解压, RFC 8878): for the few kilobytes that WeChat's client packs in a row.

Owns frames, blocks, literals and sequences without a dictionary; the standard library has no decoder before Python 3.14
and a library for some rows of one format is none too many. Refuses what is damaged, needs a dictionary, or unpacks to
more than the bound. The checksum at the end is not compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from lexcollect.records import dataclass

_MAGIC = 0xFD2FB528
#: Longest block, by the standard.
_BLOCK = 1 << 17
_LITERAL_LENGTHS = (4, 3, *(2,) * 11, 1, 1, 1, *(2,) * 9, 3, 2, *(1,) * 5, *(-1,) * 4)
_MATCH_LENGTHS = (1, 4, 3, *(2,) * 6, *(1,) * 37, *(-1,) * 7)
_OFFSETS = (*(1,) * 6, 2, 2, 2, *(1,) * 15, *(-1,) * 5)


class Damaged(Exception):
    """The bytes are no frame that can be unpacked."""


def _codes(first: int, plain: int, extra: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return base and extra bits of each code: ``plain`` codes that count up, then ranges of ``extra`` bits."""
    found = [(first + n, 0) for n in range(plain)]
    base = first + plain
    for bits in extra:
        found.append((base, bits))
        base += 1 << bits
    return tuple(found)


_LITERAL_CODES = _codes(0, 16, (1, 1, 1, 1, 2, 2, 3, 3, 4, 6, *range(7, 17)))
_MATCH_CODES = _codes(3, 32, (1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, *range(7, 17)))


@dataclass(frozen=True, slots=True)
class _Table:
    """A decoding table of states: symbol, bits to read, base of the next state."""

    log: int
    states: tuple[tuple[int, int, int], ...]


class _Backward:
    """Bits read from the end of a piece; what is read beyond its begin is zero and counted."""

    def __init__(self, data: bytes) -> None:
        if not data or not data[-1]:
            raise Damaged
        self.left = len(data) * 8 - (9 - data[-1].bit_length())
        self._value = int.from_bytes(data, "little")

    def peek(self, count: int) -> int:
        if self.left >= count:
            return (self._value >> (self.left - count)) & ((1 << count) - 1)
        return (self._value << (count - self.left)) & ((1 << count) - 1) if self.left > 0 else 0

    def read(self, count: int) -> int:
        found = self.peek(count)
        self.left -= count
        return found


class _Forward:
    """Bits read from the begin of a piece."""

    def __init__(self, data: bytes) -> None:
        self._value, self._size, self.at = int.from_bytes(data[:512], "little"), len(data) * 8, 0

    def peek(self, count: int) -> int:
        return (self._value >> self.at) & ((1 << count) - 1)

    def skip(self, count: int) -> None:
        self.at += count
        if self.at > self._size:
            raise Damaged


def decompress(data: bytes, bound: int) -> bytes:
    """Return what the first frame in ``data`` holds; :class:`Damaged` for what is none or holds above ``bound``."""
    try:
        return _frame(data, bound)
    except (IndexError, ValueError, OverflowError) as error:
        raise Damaged from error


def _frame(data: bytes, bound: int) -> bytes:
    if int.from_bytes(data[:4], "little") != _MAGIC:
        raise Damaged
    flags = data[4]
    single, dictionary = bool(flags & 0x20), flags & 3
    if flags & 8 or dictionary:
        raise Damaged
    at = 5 if single else 6
    at += (1 if single else 0, 2, 4, 8)[flags >> 6]
    out = bytearray()
    state = _State()
    last = False
    while not last:
        head = int.from_bytes(data[at : at + 3], "little")
        if len(data) < at + 3:
            raise Damaged
        last, kind, size = bool(head & 1), head >> 1 & 3, head >> 3
        at += 3
        if size > _BLOCK or kind == 3:
            raise Damaged
        taken = 1 if kind == 1 else size
        if len(data) < at + taken:
            raise Damaged
        piece = data[at : at + taken]
        at += taken
        if kind == 0:
            out += piece
        elif kind == 1:
            out += piece * size
        else:
            _block(piece, state, out, bound)
        if len(out) > bound:
            raise Damaged
    return bytes(out)


class _State:
    """What one block leaves to the next."""

    def __init__(self) -> None:
        self.tree: tuple[int, list[tuple[int, int]]] | None = None
        self.tables: dict[str, _Table] = {}
        self.recent = [1, 4, 8]


def _block(data: bytes, state: _State, out: bytearray, bound: int) -> None:
    literals, at = _literals(data, state)
    count, at = _count(data, at)
    if not count:
        out += literals
        return
    modes = data[at]
    at += 1
    tables = []
    for name, shift, given, log, most in (
        ("literals", 6, _LITERAL_LENGTHS, 6, 9),
        ("offsets", 4, _OFFSETS, 5, 8),
        ("matches", 2, _MATCH_LENGTHS, 6, 9),
    ):
        table, at = _table(data, at, modes >> shift & 3, given, log, most, state.tables.get(name))
        state.tables[name] = table
        tables.append(table)
    _execute(_Backward(data[at:]), count, tables, literals, state, out, bound)


def _execute(
    bits: _Backward, count: int, tables: list[_Table], literals: bytes, state: _State, out: bytearray, bound: int
) -> None:
    lengths, offsets, matches = tables
    length_at, offset_at, match_at = (bits.read(table.log) for table in tables)
    taken = 0
    for number in range(count):
        offset_code, offset_bits, offset_base = offsets.states[offset_at]
        match_code, match_bits, match_base = matches.states[match_at]
        length_code, length_bits, length_base = lengths.states[length_at]
        if offset_code > 31:
            raise Damaged
        offset = (1 << offset_code) + bits.read(offset_code)
        base, extra = _MATCH_CODES[match_code]
        match = base + bits.read(extra)
        base, extra = _LITERAL_CODES[length_code]
        length = base + bits.read(extra)
        if number + 1 < count:
            length_at = length_base + bits.read(length_bits)
            match_at = match_base + bits.read(match_bits)
            offset_at = offset_base + bits.read(offset_bits)
        if bits.left < 0 or taken + length > len(literals):
            raise Damaged
        out += literals[taken : taken + length]
        taken += length
        _copy(out, _distance(offset, length, state.recent), match, bound)
    out += literals[taken:]


def _distance(offset: int, length: int, recent: list[int]) -> int:
    """Return how far back a match lies; the three smallest values name recent ones, shifted where no literal stood."""
    if offset > 3:
        recent[:] = [offset - 3, recent[0], recent[1]]
        return recent[0]
    which = offset - 1 + (length == 0)
    found = recent[0] - 1 if which == 3 else recent[which]
    if which == 1:
        recent[:2] = [found, recent[0]]
    elif which > 1:
        recent[:] = [found, recent[0], recent[1]]
    return found


def _copy(out: bytearray, distance: int, length: int, bound: int) -> None:
    begin = len(out) - distance
    if distance < 1 or begin < 0 or len(out) + length > bound:
        raise Damaged
    while length > 0:
        piece = out[begin : begin + min(length, distance)]
        out += piece
        length -= len(piece)
        begin += len(piece)


def _count(data: bytes, at: int) -> tuple[int, int]:
    first = data[at]
    if first < 128:
        return first, at + 1
    if first < 255:
        return (first - 128 << 8) + data[at + 1], at + 2
    return data[at + 1] + (data[at + 2] << 8) + 0x7F00, at + 3


def _table(
    data: bytes, at: int, mode: int, given: Sequence[int], log: int, most: int, before: _Table | None
) -> tuple[_Table, int]:
    if mode == 0:
        return _built(given, log), at
    if mode == 1:
        return _Table(0, ((data[at], 0, 0),)), at + 1
    if mode == 2:
        counts, log, size = _described(data[at:], most)
        return _built(counts, log), at + size
    if before is None:
        raise Damaged
    return before, at


def _described(data: bytes, most: int) -> tuple[list[int], int, int]:
    """Return the probabilities that a table is described by, its log, and the bytes that took."""
    bits = _Forward(data)
    log = bits.peek(4) + 5
    bits.skip(4)
    if log > most:
        raise Damaged
    left, threshold, width = (1 << log) + 1, 1 << log, log + 1
    counts: list[int] = []
    while left > 1:
        if len(counts) > 255:
            raise Damaged
        short = 2 * threshold - 1 - left
        value = bits.peek(width) & (threshold - 1)
        if value < short:
            bits.skip(width - 1)
        else:
            value = bits.peek(width)
            value -= short if value >= threshold else 0
            bits.skip(width)
        count = value - 1
        left -= abs(count)
        counts.append(count)
        if count == 0:
            repeat = 3
            while repeat == 3:
                repeat = bits.peek(2)
                bits.skip(2)
                counts += [0] * repeat
        while left < threshold and threshold > 1:
            threshold >>= 1
            width -= 1
    if left != 1:
        raise Damaged
    return counts, log, (bits.at + 7) // 8


def _built(counts: Sequence[int], log: int) -> _Table:
    size = 1 << log
    symbols = [0] * size
    high = size - 1
    for symbol, count in enumerate(counts):
        if count == -1:
            symbols[high] = symbol
            high -= 1
    at, step = 0, (size >> 1) + (size >> 3) + 3
    for symbol, count in enumerate(counts):
        for _ in range(max(count, 0)):
            symbols[at] = symbol
            at = (at + step) & (size - 1)
            while at > high:
                at = (at + step) & (size - 1)
    if at:
        raise Damaged
    following = [abs(count) for count in counts]
    states = []
    for symbol in symbols:
        value = following[symbol]
        following[symbol] += 1
        width = log - value.bit_length() + 1
        states.append((symbol, width, (value << width) - size))
    return _Table(log, tuple(states))


# --- literals ---------------------------------------------------------------------------------------------------


def _literals(data: bytes, state: _State) -> tuple[bytes, int]:
    """Return the literals of a block, and where what follows them begins."""
    kind, form = data[0] & 3, data[0] >> 2 & 3
    if kind < 2:
        width = (1, 2, 1, 3)[form]
        size = int.from_bytes(data[:width], "little") >> (3 if width == 1 else 4)
        if size > _BLOCK:
            raise Damaged
        taken = size if kind == 0 else 1
        piece = data[width : width + taken]
        if len(piece) < taken:
            raise Damaged
        return (piece if kind == 0 else piece * size), width + taken
    width, bits = ((3, 10), (3, 10), (4, 14), (5, 18))[form]
    value = int.from_bytes(data[:width], "little") >> 4
    size, packed = value & (1 << bits) - 1, value >> bits & (1 << bits) - 1
    piece = data[width : width + packed]
    if size > _BLOCK or len(piece) < packed:
        raise Damaged
    at = 0
    if kind == 2:
        state.tree, at = _tree(piece)
    if state.tree is None:
        raise Damaged
    streams = [piece[at:]] if form == 0 else _four(piece[at:])
    share = size if form == 0 else (size + 3) // 4
    found = b"".join(
        _decoded(one, state.tree, share if n + 1 < len(streams) else size - share * (len(streams) - 1))
        for n, one in enumerate(streams)
    )
    return found, width + packed


def _four(data: bytes) -> list[bytes]:
    ends = [6]
    for n in (0, 2, 4):
        ends.append(ends[-1] + int.from_bytes(data[n : n + 2], "little"))
    if ends[-1] > len(data):
        raise Damaged
    return [data[begin:end] for begin, end in zip(ends, [*ends[1:], len(data)], strict=True)]


def _decoded(data: bytes, tree: tuple[int, list[tuple[int, int]]], size: int) -> bytes:
    log, table = tree
    bits = _Backward(data)
    out = bytearray()
    for _ in range(size):
        symbol, width = table[bits.peek(log)]
        bits.left -= width
        out.append(symbol)
    if bits.left:
        raise Damaged
    return bytes(out)


def _tree(data: bytes) -> tuple[tuple[int, list[tuple[int, int]]], int]:
    """Return the table of a tree of codes, and how many bytes described it."""
    head = data[0]
    if head >= 128:
        count = head - 127
        used = 1 + (count + 1) // 2
        packed = data[1:used]
        if len(packed) < used - 1:
            raise Damaged
        weights = list(chain.from_iterable((byte >> 4, byte & 15) for byte in packed))[:count]
    else:
        used = 1 + head
        weights = _weights(data[1:used])
    total = sum(1 << weight - 1 for weight in weights if weight)
    if not total:
        raise Damaged
    log = total.bit_length()
    rest = (1 << log) - total
    if rest & rest - 1 or log > 11:
        raise Damaged
    weights.append(rest.bit_length())
    table: list[tuple[int, int]] = []
    for weight in range(1, log + 1):
        for symbol, own in enumerate(weights):
            if own == weight:
                table += [(symbol, log + 1 - weight)] * (1 << weight - 1)
    if len(table) != 1 << log:
        raise Damaged
    return (log, table), used


def _weights(data: bytes) -> list[int]:
    """Return weights that are packed with a table of states of their own; two states take turns."""
    counts, log, size = _described(data, 6)
    table = _built(counts, log)
    bits = _Backward(data[size:])
    states = [bits.read(log), bits.read(log)]
    weights: list[int] = []
    turn = 0
    while len(weights) < 255:
        symbol, width, base = table.states[states[turn]]
        weights.append(symbol)
        states[turn] = base + bits.read(width)
        if bits.left < 0:
            weights.append(table.states[states[1 - turn]][0])
            return weights
        turn = 1 - turn
    raise Damaged
