"""Guard: what every request must be before the page sees it, and what every answer carries.

Owns the checks on host, cookie, origin, method and size, as plain ASGI around the whole page, and the headers that tell
a browser to run nothing but our own files. Whatever fails is answered with a number and no content.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from lexcollect.review.session import Session

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

#: Bytes of a body that are read, and seconds within which it comes.
MAX_BODY, BODY_SECONDS = 1_000_000, 15.0
#: The header that only a script of the page sets: another origin would have to ask first, and gets no answer.
SCRIPT_HEADER = b"hx-request"
_FORM = b"application/x-www-form-urlencoded"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
#: What sends a browser on that was let in.
_ON = b'<!doctype html><html><head><meta http-equiv="refresh" content="0;url=/"></head></html>'
#: Where the token is exchanged for the cookie.
ENTRY = "/enter/"


class Guard:
    """The page ``app`` on ``port`` behind its checks; ``last`` is when the last good request came."""

    def __init__(self, app: App, port: int, session: Session, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._host = f"127.0.0.1:{port}".encode()
        self._origin = b"http://" + self._host
        self._session = session
        self._clock = clock
        self.last = clock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no web sockets: the connection is closed
        headers = list(scope["headers"])
        status = self._refused(scope, headers)
        if status:
            await _bare(send, status)
            return
        path: str = scope["path"]
        if path.startswith(ENTRY):
            await self._enter(path.removeprefix(ENTRY), _all_of(headers, b"sec-fetch-site") == [b"cross-site"], send)
            return
        if not self._session.holds(_cookie(headers, self._session.cookie_name)):
            await _bare(send, 403)
            return
        self.last = self._clock()
        if scope["method"] == "POST":
            try:
                body = await asyncio.wait_for(_body(receive), BODY_SECONDS)
            except TimeoutError:
                await _bare(send, 408)
                return
            if body is None:
                await _bare(send, 413)
                return
            receive = _given(body)
        await self._unless_over(scope, receive, _with_headers(send))

    async def _unless_over(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the page answer; what it has not answered when it is over is nothing, not a failure of the page."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except asyncio.CancelledError:
            if begun:
                raise
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body", "body": b""})

    def _refused(self, scope: Scope, headers: list[tuple[bytes, bytes]]) -> int:
        """Return the number with which a request is refused before its cookie is looked at; 0 if it is not."""
        if _all_of(headers, b"host") != [self._host]:
            return 421
        method = scope["method"]
        if method not in ("GET", "HEAD", "POST"):
            return 405
        site = _all_of(headers, b"sec-fetch-site")
        if method != "POST":
            # A page of another site may neither embed ours nor read it; it may not even ask. The file that leads to
            # the entry is one, but what it holds is the token.
            leads = scope["path"].startswith(ENTRY) and _all_of(headers, b"sec-fetch-dest") == [b"document"]
            return 403 if site not in ([], [b"same-origin"], [b"none"]) and not leads else 0
        if _all_of(headers, b"origin") != [self._origin] or site not in ([], [b"same-origin"]):
            return 403
        if _all_of(headers, SCRIPT_HEADER) != [b"true"]:
            return 403
        kind = _all_of(headers, b"content-type")
        if len(kind) != 1 or kind[0].partition(b";")[0].strip().lower() != _FORM:
            return 415
        length = _all_of(headers, b"content-length")
        if any(not one.isdigit() or int(one) > MAX_BODY for one in length):
            return 413
        return 0

    async def _enter(self, token: str, foreign: bool, send: Send) -> None:
        """Exchange the token for the cookie, and take the token out of the address bar.

        A browser that comes from elsewhere (``foreign``, the file that leads here) shows the cookie only where we send
        it on ourselves: by a page that does nothing else.
        """
        cookie = self._session.exchange(token)
        if not cookie:
            await _bare(send, 403)
            return
        self.last = self._clock()
        line = f"{self._session.cookie_name}={cookie}; Path=/; HttpOnly; SameSite=Strict"
        if not foreign:
            await _bare(send, 303, [(b"location", b"/"), (b"set-cookie", line.encode())])
            return
        lines = [(b"content-type", b"text/html; charset=utf-8"), (b"set-cookie", line.encode())]
        await send({"type": "http.response.start", "status": 200, "headers": [*lines, *HEADERS]})
        await send({"type": "http.response.body", "body": _ON})


def _all_of(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    return [value for key, value in headers if key.lower() == name]


def _cookie(headers: Iterable[tuple[bytes, bytes]], name: str) -> str:
    """Return the value of the cookie ``name``; ours needs no quotes, and others are none of our business."""
    for line in _all_of(headers, b"cookie"):
        for part in line.decode("latin-1").split(";"):
            key, _, value = part.strip().partition("=")
            if key == name:
                return value
    return ""


async def _body(receive: Receive) -> bytes | None:
    """Return the whole body; ``None`` as soon as it is too long."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b""
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MAX_BODY:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


def _given(body: bytes) -> Receive:
    given = False

    async def receive() -> Message:
        nonlocal given
        if given:
            return {"type": "http.disconnect"}
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in HEADERS}
            kept = [(key, value) for key, value in message["headers"] if key.lower() not in own]
            message = {**message, "headers": [*kept, *HEADERS]}
        await send(message)

    return sending


async def _bare(send: Send, status: int, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
    """Answer with a number and no content."""
    lines = [*headers, *HEADERS, (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": b""})
