"""Left out (略去页): what an excerpt of a file says of itself, so that nobody takes it for the whole.

Owns the words at the foot of its pages (节选), and what is told of the pages that are not printed; what an index says
of such an exhibit is ``evidence.excerpts.told_of``. Turns and omits nothing itself; the exact original is in the
package whatever is printed of it.
"""

from __future__ import annotations

from lexcollect.bundle.problems import Notes, Unshown
from lexcollect.evidence.items import Paged
from lexcollect.formats.shapes import page_list
from lexcollect.wording import say

#: Told of a file of which pages are not printed.
WITHHELD = "LX-B340"


def why_left_out(paged: Paged, count: int = 0) -> Unshown:
    """Return which pages of a file are not printed; ``count`` is how many it has, where nobody counted before."""
    return Unshown(WITHHELD, pages=page_list(paged.left_out), count=count or paged.count)


def tell_left_out(paged: Paged, count: int, notes: Notes) -> None:
    """Note which of the ``count`` pages of a file are not printed; :class:`Unshown` where none would be left."""
    out = [page for page in paged.left_out if page <= count]
    if not out:
        return
    why = why_left_out(paged, count)
    if len(out) == count:
        raise why
    notes.add(why.code, **why.params)


def foot_note(note: str, paged: Paged | None, number: int, count: int) -> str:
    """Return the words at the foot of page ``number``: ``note``, and of an excerpt which page of how many it is."""
    if paged is None or not paged.left_out:
        return note
    return "　".join(filter(None, (note, say("bundle.excerpt_foot", "zh", page=number, count=count))))
