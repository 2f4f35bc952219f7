"""Pool: the rows of a ledger judged one after the other, or by several processes beside each other.

Owns when several are worth it, how rows are handed out in pieces, and that the order of what comes back is the order of
what went in: the number of processes changes nothing but the time. Few pieces are under way at once, so that memory
stays small.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from lexcollect.ledgers.judging import Plan, judge
from lexcollect.ledgers.raw import RawRow
from lexcollect.ledgers.row import LedgerRow

if TYPE_CHECKING:
    from concurrent.futures import Future

#: Rows of a piece, and from how many rows on several processes are faster than one with their start.
PIECE, SEVERAL_FROM = 1_000, 15_000
#: More processes than this only wait for the one that reads the file.
_MOST = 8


def judged(
    rows: Iterable[RawRow], plan: Plan, processes: int = 0, progress: Callable[[int], None] | None = None
) -> list[LedgerRow]:
    """Return the rows judged by ``plan``, in their order; ``processes`` 0: by the number of rows and of cores."""
    source = iter(rows)
    first = list(islice(source, SEVERAL_FROM))
    usual = min(os.cpu_count() or 1, _MOST)
    many = processes or (usual if len(first) == SEVERAL_FROM else 1)
    found: list[LedgerRow] = []
    pieces = _pieces(chain(first, source))
    del first
    for piece in _beside(pieces, plan, many) if many > 1 else (judge_piece(one, plan) for one in pieces):
        found += piece
        if progress:
            progress(len(found))
    return found


def judge_piece(rows: list[RawRow], plan: Plan) -> list[LedgerRow]:
    """Return a piece of rows judged: what a process of the pool is asked for."""
    return [judge(row, plan) for row in rows]


def _pieces(rows: Iterator[RawRow]) -> Iterator[list[RawRow]]:
    while piece := list(islice(rows, PIECE)):
        yield piece


def _beside(pieces: Iterator[list[RawRow]], plan: Plan, processes: int) -> Iterator[list[LedgerRow]]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A process of its own making: a copy of this one would carry its open files and threads.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        under_way: deque[Future[list[LedgerRow]]] = deque()
        for piece in pieces:
            under_way.append(pool.submit(judge_piece, piece, plan))
            if len(under_way) > 2 * processes:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
