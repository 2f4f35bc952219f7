"""Connections: how long somebody who connects may stay silent.

Owns the seconds within which a connection must have sent the whole head of a request; whoever opens connections and
says nothing, or says it drop by drop, would otherwise hold every place there is. A body has seconds of its own (guard).
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

#: Seconds after which it is looked whether a request came; a connection without one is closed at the second look.
LOOK = 5.0


class Bounded(H11Protocol):
    """A connection that is closed when it waits for the head of a request for too long."""

    _looking: asyncio.TimerHandle | None = None
    _before: object = ()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to look."""
        super().connection_made(transport)
        self._looking = self.loop.call_later(LOOK, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """End to look."""
        if self._looking is not None:
            self._looking.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        waits = self.cycle is None or self.cycle.response_complete
        if waits and self._before is self.cycle:
            self.transport.close()
            return
        self._before = self.cycle if waits else ()
        self._looking = self.loop.call_later(LOOK, self._look)
