"""Links inside a received PDF: where its jumps lead, told because the pages of the bundle do not carry them.

Owns the reading of destinations, plain and by name. Follows nothing.
"""

from __future__ import annotations

from typing import Any

from lexcollect.bundle.problems import Notes
from lexcollect.formats.layers import is_array, is_dict, name_of
from lexcollect.formats.pdf_files import annotations_of, leaves
from lexcollect.formats.shapes import Part, page_list


def tell_links(pdf: Any, pages: list[Any], part: Part | None, notes: Notes) -> None:
    """Tell how many jumps the shown pages have, and which of them lead to pages that are not shown, or nowhere."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pages, start=1)}
    named = None
    count, outside, nowhere = 0, set(), 0
    for number, page in enumerate(pages, start=1):
        if part is not None and number not in part:
            continue
        for one in annotations_of(page.obj):
            place = _destination(one)
            if place is None:
                continue
            count += 1
            if not is_array(place):
                named = _named(pdf) if named is None else named
                place = named.get(name_of(place).lstrip("/"))
            target = _page(place, numbers, len(pages))
            if target is None:
                nowhere += 1
            elif part is not None and target not in part:
                outside.add(target)
    if count:
        notes.add("LX-B064", count=count)
    if outside:
        notes.add("LX-B065", pages=page_list(outside))
    if nowhere:
        notes.add("LX-B066", count=nowhere)


def _destination(one: Any) -> Any:
    """Return where a link of the page jumps to within the file; ``None`` for other links and annotations."""
    if name_of(one.get("/Subtype")) != "/Link":
        return None
    action = one.get("/A")
    if is_dict(action):
        return action.get("/D") if name_of(action.get("/S")) == "/GoTo" else None
    return one.get("/Dest")


def _named(pdf: Any) -> dict[str, Any]:
    """Return name → place of every named destination, old form and new."""
    found: dict[str, Any] = {}
    old = pdf.Root.get("/Dests")
    for key in old if is_dict(old) else ():
        found[key.lstrip("/")] = old[key]
    names = pdf.Root.get("/Names")
    for name, place in leaves(names.get("/Dests")) if is_dict(names) else ():
        found.setdefault(name_of(name), place)
    return {name: place.get("/D") if is_dict(place) else place for name, place in found.items()}


def _page(place: Any, numbers: dict[tuple[int, int], int], count: int) -> int | None:
    if not is_array(place) or not len(place):
        return None
    first = place[0]
    if isinstance(first, int):  # some writers count pages instead of naming them
        return first + 1 if 0 <= first < count else None
    return numbers.get(first.objgen) if is_dict(first) and first.is_indirect else None
