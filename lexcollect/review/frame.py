"""Frame: what a room of the page needs of the page: the desk, and how an answer is made.

Owns the one shape in which the routes of a room are joined to the others.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from lexcollect.findings import Finding

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from lexcollect.matter.desk.draft import Desk
    from lexcollect.review.forms import Form
    from lexcollect.review.people import People


class Answering(Protocol):
    """Makes the answer from the template ``name``, filled with ``values``."""

    def __call__(self, name: str, **values: Any) -> Response:
        """Return the answer."""
        ...


class Frame(NamedTuple):
    """The desk, whole pages, pieces of one, a step taken with what is told of it, and what is told alone.

    ``turn`` is held while the desk is used; an answer that is ``free`` takes it itself, for what it needs.
    ``people`` are who works here, and whose names stand in the fields of decisions.
    """

    desk: Desk
    page: Answering
    piece: Answering
    taken: Callable[[Callable[[], tuple[Finding, ...]]], list[dict[str, str]]]
    told: Callable[[tuple[Finding, ...]], Response]
    turn: threading.RLock
    people: People


Gets = Mapping[str, Callable[["Request"], "Response"]]
Posts = Mapping[str, Callable[["Request", "Form"], "Response"]]
