"""Server: the page served on this machine until the person is done.

Owns the port (a free one on 127.0.0.1; there is no other address), the bounds on connections, the end after half an
hour without a request, and the one page a matter has. Writes neither token nor cookie anywhere.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime

import uvicorn

from lexcollect.findings import Finding
from lexcollect.matter.desk.draft import Desk
from lexcollect.review import door
from lexcollect.review.app import Review
from lexcollect.review.connections import Bounded
from lexcollect.review.guard import ENTRY, Guard
from lexcollect.review.session import Session

#: Seconds without a request after which the page ends, and how often that is looked at.
IDLE, _LOOK = 1800.0, 1.0
#: Connections at once, seconds a silent one is kept, bytes of headers.
_CONNECTIONS, _SILENT, _HEADERS = 32, 5, 32_768


class Served:
    """The page of ``desk`` on a port of its own; :meth:`run` returns when it ended."""

    def __init__(
        self,
        desk: Desk,
        clock: Callable[[], datetime],
        started: tuple[Finding, ...] = (),
        *,
        port: int = 0,
        idle: float = IDLE,
    ) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.bind(("127.0.0.1", port))
        self.port: int = self._socket.getsockname()[1]
        self._session = Session(self.port)
        self._folder, self._answers = desk.folder, not desk.read_only  # a reader beside the page leads nobody to it
        self._idle = idle
        self.review = Review(desk, clock, self.finish, started=started)
        self._guard = Guard(self.review.app(), self.port, self._session)
        self._server = uvicorn.Server(
            uvicorn.Config(
                self._guard,
                host="127.0.0.1",
                port=self.port,
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=False,
                proxy_headers=False,
                lifespan="off",
                ws="none",
                http=Bounded,
                loop="asyncio",
                limit_concurrency=_CONNECTIONS,
                timeout_keep_alive=_SILENT,
                timeout_graceful_shutdown=2,
                h11_max_incomplete_event_size=_HEADERS,
            )
        )

    @property
    def address(self) -> str:
        """The address with the token, good once and for two minutes."""
        return f"http://127.0.0.1:{self.port}{ENTRY}{self._session.token}"

    def finish(self) -> None:
        """End after the answer that is on its way."""
        self._server.should_exit = True

    def run(self, ready: Callable[[], None]) -> None:
        """Serve until the person is done, the key for it is pressed, or nobody asks any more."""
        try:
            asyncio.run(self._served(ready))
        finally:
            if self._answers:
                door.shut(self._folder)
            self.review.close()
            self._socket.close()

    async def _served(self, ready: Callable[[], None]) -> None:
        watching = asyncio.create_task(self._watched(ready))
        try:
            await self._server.serve(sockets=[self._socket])
        finally:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching

    async def _watched(self, ready: Callable[[], None]) -> None:
        while not self._server.started:
            await asyncio.sleep(0.02)
        threading.Thread(target=self.review.painting.begin, daemon=True).start()
        await asyncio.to_thread(ready)
        while not self._server.should_exit:
            await asyncio.sleep(_LOOK)
            if self._answers and door.knocked(
                self._folder
            ):  # a second start asks for a way in: the first address was used, or is late
                self._session.renew()
                door.answer(self._folder, self.address)
            if time.monotonic() - self._guard.last > self._idle:
                self.finish()
