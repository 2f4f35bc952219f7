"""Leaving: whoever asked for something that takes long may go away before it is there.

Owns how that is noticed while an answer is made, and what is answered then: nothing, without an error, to nobody. What
is under way for somebody else goes on.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.requests import Request

_LEFT: ContextVar[Callable[[], bool] | None] = ContextVar("left", default=None)
#: Seconds after which it is looked again whether somebody has left.
_LOOK = 0.05


class Gone(Exception):
    """Nobody waits any more for what is asked."""


@contextlib.contextmanager
def asked_by(left: Callable[[], bool]) -> Iterator[None]:
    """What is asked inside is for somebody of whom ``left`` tells whether they have gone: then it is :class:`Gone`."""
    token = _LEFT.set(left)
    try:
        yield
    finally:
        _LEFT.reset(token)


def has_left() -> bool:
    """Tell whether the one for whom something is asked here has gone."""
    left = _LEFT.get()
    return left is not None and left()


def is_watched() -> bool:
    """Tell whether it would be noticed here that somebody has gone."""
    return _LEFT.get() is not None


def watched(answer: Callable[[Request], Response]) -> Callable[[Request], Any]:
    """Return ``answer`` as one that asks no longer than the browser waits for it, and ends with the page."""

    async def answering(request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool

        left = threading.Event()
        watching = asyncio.create_task(_watched(request, left))
        try:
            with asked_by(left.is_set):
                return await run_in_threadpool(answer, request)
        except Gone:
            return Response(status_code=204)
        finally:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching

    return answering


async def _watched(request: Request, left: threading.Event) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        await asyncio.sleep(_LOOK)
    left.set()
