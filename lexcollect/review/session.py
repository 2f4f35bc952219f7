"""Session: who may speak to the page: the one browser that was given the address.

Owns a token of 256 bits, good once and for two minutes, and the cookie it is exchanged for. Neither reaches log,
journal or the environment, and the token only the file that leads to the page (``door``); both end with the process.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from hmac import compare_digest

#: Bytes of token and cookie, and seconds for which the token is good.
_BYTES, _GOOD_FOR = 32, 120.0


class Session:
    """Token and cookie of one run; ``clock`` counts seconds."""

    def __init__(self, port: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._token = secrets.token_urlsafe(_BYTES)
        self._until = clock() + _GOOD_FOR
        self._cookie = secrets.token_urlsafe(_BYTES)
        #: The cookie has the port in its name: two pages of two matters do not overwrite each other's.
        self.cookie_name = f"lexcollect-{port}"

    @property
    def token(self) -> str:
        """The token that stands in the address."""
        return self._token

    def renew(self) -> None:
        """Make a new token, good once and for two minutes from now; the one before is good no more."""
        self._token = secrets.token_urlsafe(_BYTES)
        self._until = self._clock() + _GOOD_FOR

    def exchange(self, token: str) -> str:
        """Return the cookie for ``token``, once and in time; else nothing."""
        good = bool(self._token) and compare_digest(token.encode(), self._token.encode())
        if not good or self._clock() > self._until:
            return ""
        self._token = ""
        return self._cookie

    def holds(self, cookie: str) -> bool:
        """Tell whether ``cookie`` is that of this run."""
        return compare_digest(cookie.encode("utf-8", "replace"), self._cookie.encode())
