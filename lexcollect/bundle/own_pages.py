"""Own pages: what is bound in besides index and exhibits: dividers (分隔页), blank backs, what is not printed (未付印).

Owns their words. None bears a running number (paging says why); each says at its foot what it is.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lexcollect.bundle.exhibits import Exhibit
from lexcollect.bundle.index_page import LINK, group_heading
from lexcollect.bundle.numbers import Placed
from lexcollect.bundle.sheets import LONG, SHORT
from lexcollect.bundle.typeset import typeset
from lexcollect.evidence.items import Catalogue
from lexcollect.findings import finding
from lexcollect.wording import say

#: More of a reason is no longer read in a table.
_MOST_REASON = 160


def divider(catalogue: Catalogue, placed: Placed, group: int) -> bytes:
    """Return the divider of a group: its title, and its exhibits with their pages."""
    number, _, title = group_heading(group, catalogue.group_title(group)).partition("　")
    rows = [
        {"no": item.no, "title": item.title, "pages": placed.words(item.id), "link": f"{LINK}{place}"}
        for place, item in enumerate(catalogue.items)
        if item.group == group
    ]
    columns = [say(f"bundle.column_{column}", "zh") for column in ("no", "title", "pages")]
    return typeset("divider", {"no": number, "title": title, "columns": columns, "rows": rows})


def unprinted_list(catalogue: Catalogue, placed: Placed, exhibits: Sequence[Exhibit]) -> bytes:
    """Return the list of what no page shows (未付印材料一览); empty when there is nothing."""
    places = {item.id: place for place, item in enumerate(catalogue.items)}
    rows = [_row(exhibit, one, placed, places[exhibit.item.id]) for exhibit in exhibits for one in exhibit.unprinted]
    if not rows:
        return b""
    columns = [say(f"bundle.column_{column}", "zh") for column in ("no", "title")]
    columns += [say(f"binding.unprinted_{column}", "zh") for column in ("file", "reason")]
    columns.append(say("bundle.column_pages", "zh"))
    data = {
        "title": say("binding.unprinted_title", "zh"),
        "about": say("binding.unprinted_about", "zh"),
        "columns": columns,
        "rows": rows,
    }
    return typeset("unprinted", data)


def _row(exhibit: Exhibit, one: Any, placed: Placed, place: int) -> dict[str, Any]:
    reason = finding(one.why.code, **one.why.params).message("zh")
    return {
        "no": exhibit.item.no,
        "title": exhibit.item.title,
        "file": one.shown.name,
        "size": say("bundle.size", "zh", size=f"{one.shown.size:,}"),
        "sha256": one.shown.sha256,
        "reason": reason[:_MOST_REASON],
        "pages": placed.words(exhibit.item.id),
        "link": f"{LINK}{place}",
    }


def blank(path: Path) -> Path:
    """Write one empty sheet to ``path`` and return it."""
    import pikepdf

    from lexcollect.bundle.saving import save

    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(SHORT, LONG))
        pdf.pages[0].obj.Contents = pdf.make_stream(b"")
        save(pdf, path, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return path


def length(pdf: bytes) -> int:
    """Return the number of pages of a document of ours."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)
