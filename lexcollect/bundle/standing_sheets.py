"""Standing sheets: one page in the place of pages that were served and are no longer there.

Owns the sheet of a withdrawn exhibit (撤回) and of what a supplement holds besides exhibits (its own index): each bears
all labels of what it stands for, so that every other page stays where it was. Says no reason: that stays inside.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from lexcollect.bundle.canvas import Canvas
from lexcollect.bundle.exhibits import Exhibit
from lexcollect.cn.dates import long_date
from lexcollect.cn.page_labels import Span
from lexcollect.evidence.items import Item
from lexcollect.wording import say


def withdrawn_sheet(item: Item, served: Span, work: Path, stem: str) -> Exhibit:
    """Return the sheet of an exhibit that was served on the pages ``served`` and withdrawn."""
    if item.withdrawn is None:
        raise ValueError(f"{item.no} was not withdrawn")
    no = say("bundle.exhibit_no", "zh", no=item.no)
    said = {
        "no": item.title,
        "title": say("bundle.withdrawn_head", "zh", name=no),
        "reason": say("bundle.withdrawn_sheet", "zh"),
        "rows": [
            [say("bundle.withdrawn_day", "zh"), long_date(item.withdrawn.day)],
            [say("bundle.withdrawn_pages", "zh"), say("bundle.pages_kept", "zh", pages=str(served))],
        ],
    }
    return Exhibit(item, _sheet(said, work, stem), 1, ())


def apart_sheet(served: Span, work: Path, stem: str) -> tuple[Path, ...]:
    """Return the sheet for pages ``served`` that belong to no exhibit: the index of a supplement."""
    said = {
        "no": "",
        "title": say("bundle.apart", "zh"),
        "reason": say("bundle.apart_sheet", "zh"),
        "rows": [[say("bundle.withdrawn_pages", "zh"), say("bundle.pages_kept", "zh", pages=str(served))]],
    }
    return _sheet(said, work, stem)


def _sheet(said: Mapping[str, object], work: Path, stem: str) -> tuple[Path, ...]:
    canvas = Canvas(work, stem)
    canvas.reserve(json.dumps(said))
    parts, _ = canvas.finish()
    return tuple(parts)
