"""Choosing: an exhibit found by words of its number and title, where there are too many to list beside every field.

Owns how many are listed at once and which are shown for some words. Changes nothing: what is ticked is typed as ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from starlette.routing import Route

from lexcollect.findings import Refused
from lexcollect.patterns import regex
from lexcollect.review.html import Kept

if TYPE_CHECKING:
    from starlette.requests import Request

    from lexcollect.review.app import Review

#: With more exhibits than this a field lists those that are chosen, and the others by their words; so many at once.
MANY, SHOWN = 200, 40
#: What a field is called in its form.
_NAME = regex(r"words|new-[0-9a-f]{6,64}")


def found(pictures: Mapping[str, str], words: str) -> dict[str, Any]:
    """Return the exhibits (called by number and title, each with its picture) in whose name all ``words`` stand."""
    wanted = words[:100].casefold().split()
    mine = [name for name in pictures if all(word in name.casefold() for word in wanted)] if wanted else []
    return {
        "options": [{"value": Kept(name), "name": name, "picture": pictures[name]} for name in mine[:SHOWN]],
        "more": max(len(mine) - SHOWN, 0),
        "none": bool(wanted) and not mine,
    }


def routes(review: Review) -> list[Route]:
    """Return the address at which exhibits are found."""

    def answer(request: Request) -> Response:
        from lexcollect.review.facts import known_to

        name = request.query_params.get("name", "")
        if not _NAME.fullmatch(name):
            return Response(status_code=404)
        try:
            pictures = known_to(review.desk).pictures
        except Refused:
            pictures = {}
        view = {**found(pictures, request.query_params.get("find", "")), "field": name}
        return review.bare("choose", view=view, read_only=review.desk.read_only)

    return [Route("/choose", review.reading(answer), methods=["GET"])]
