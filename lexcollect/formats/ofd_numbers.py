"""Numbers of OFD (GB/T 33190): lists of numbers, frames, distances and affine moves, as its attributes write them.

Owns their reading and the chaining of moves. A number that is none, or that no page could use, is no number; nothing
is raised.
"""

from __future__ import annotations

import math

#: a b c d e f: x' = a·x + c·y + e, y' = b·x + d·y + f.
Affine = tuple[float, float, float, float, float, float]
#: x, y, width, height in millimetres.
Frame = tuple[float, float, float, float]

#: Larger lengths are no lengths on paper (a kilometre in millimetres).
_LARGEST = 1e6
#: More distances than this no line of text has.
_MOST = 100_000


def number(words: str) -> float | None:
    """Return the number that ``words`` are, or ``None``."""
    try:
        value = float(words)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) <= _LARGEST else None


def floats(words: str) -> list[float]:
    """Return the numbers of a list; what is none is left out."""
    return [value for word in words.split()[:_MOST] if (value := number(word)) is not None]


def frame_of(words: str) -> Frame | None:
    """Return a frame of positive size, or ``None``."""
    values = floats(words)
    if len(values) != 4 or values[2] <= 0 or values[3] <= 0:
        return None
    return (values[0], values[1], values[2], values[3])


def deltas(words: str) -> list[float]:
    """Return the distances between characters; ``g 3 4.5`` stands for three times 4.5."""
    found: list[float] = []
    waiting = iter(words.split()[:_MOST])
    for word in waiting:
        if word == "g":
            count, value = number(next(waiting, "")), number(next(waiting, ""))
            found += [value or 0.0] * max(0, min(int(count or 0), _MOST - len(found)))
        elif (value := number(word)) is not None:
            found.append(value)
        if len(found) >= _MOST:
            break
    return found


def chained(outer: Affine, inner: Affine) -> Affine:
    """Return the move that does ``inner`` first and ``outer`` on its result."""
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return (a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f)
