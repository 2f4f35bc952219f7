"""Authority (时间戳机构): a request sent, and its answer read, over HTTP (RFC 3161 §3.4).

Owns the one way in which this program uses a network, and only to an address that the user gives in that run or keeps
under a name. What is sent is the request: a digest, nothing of the package.
"""

from __future__ import annotations

from lexcollect.bundle.tokens.answer import MOST_BYTES

QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
#: So many seconds an authority has for its answer.
PATIENCE = 30.0


class NoAnswer(Exception):
    """The authority could not be reached or did not answer; ``reason`` says why in the system's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def is_address(words: str) -> bool:
    """Tell whether ``words`` are the address of an authority."""
    return words.lower().startswith(("http://", "https://"))


def ask(address: str, request: bytes, patience: float = PATIENCE) -> bytes:
    """Send a request and return the bytes of the answer as they came; :class:`NoAnswer`."""
    import http.client
    import urllib.error
    import urllib.request

    headers = {"Content-Type": QUERY, "Accept": REPLY}
    try:
        asked = urllib.request.Request(address, data=request, headers=headers, method="POST")
        with urllib.request.urlopen(asked, timeout=patience) as answer:
            received: bytes = answer.read(MOST_BYTES + 1)
    except urllib.error.HTTPError as error:
        raise NoAnswer(f"HTTP {error.code}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise NoAnswer(str(reason)) from error
    return received
