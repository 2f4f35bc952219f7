"""Papers of a package: the list of files, and how to check it (清单、核验说明).

Owns the words around the evidence. They go to the court and to the other side: no internal column, no path of
this machine, and no promise beyond 自导入以来未改变.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lexcollect.bundle.exhibits import Exhibit, Original
from lexcollect.bundle.fonts import printable
from lexcollect.cells import csv_text
from lexcollect.cn.dates import long_date
from lexcollect.cn.page_labels import Span
from lexcollect.wording import say

_COLUMNS = ("no", "title", "kind", "date", "file", "size", "sha256", "first", "last", "source", "purpose")


def list_csv(
    exhibits: Sequence[Exhibit], originals: Mapping[str, tuple[Original, ...]], spans: Mapping[str, Span]
) -> str:
    """Return 清单.csv: a line for each received file under its name in the package, never the one it came with."""
    rows = [[say(f"bundle.csv_{c}", "zh") for c in _COLUMNS]]
    for exhibit in exhibits:
        item = exhibit.item
        span = spans[item.id]
        for original in originals[item.id]:
            row = [
                item.no,
                item.title,
                item.kind,
                item.date.isoformat() if item.date else "",
                original.packed,
                str(original.source.size),
                original.source.sha256,
                str(span.first),
                str(span.last),
                item.source,
                item.purpose,
            ]
            rows.append([printable(v) for v in row])
    return csv_text(rows)


def check_text(
    content: str, originals: str, root: str, made_on: date, *, searchable: int = 0, goes_on: bool = False
) -> str:
    """Return 核验说明.txt: what can be checked, with which ordinary tools, and what that does not prove.

    ``content`` and ``originals`` are the digests of the manifest and of its lines on originals, ``root`` is the root
    over its lines; ``verify`` reads them back in this order. With ``searchable`` pages it says that recognised words
    are no part of the originals.
    """
    pages = say("bundle.check_labels" if goes_on else "bundle.check_pages", "zh")
    digests = {"digest": content, "originals": originals, "root": root}
    said = say("bundle.check_text", "zh", **digests, day=long_date(made_on), pages=pages)
    return said + say("bundle.check_words", "zh", count=searchable) if searchable else said
