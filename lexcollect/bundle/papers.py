"""Papers of a package: the list of files, how to check it, how to print it (清单、核验说明、打印方案).

Owns the words around the evidence. They go to the court and to the other side: no internal column, no path of
this machine, and no promise beyond 自导入以来未改变.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lexcollect.bundle.exhibits import Exhibit, Original
from lexcollect.bundle.fonts import printable
from lexcollect.bundle.model import Cover
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


def print_text(
    cover: Cover, exhibits: Sequence[Exhibit], spans: Mapping[str, Span], index_pages: int, total: int
) -> str:
    """Return 打印方案.txt: how many sets for whom, how many sheets, and what to bring in the original."""
    sets = cover.sets_to_file
    lines = [
        say("bundle.print_head", "zh", case=cover.case_title),
        "",
        say("bundle.print_extent", "zh", pages=total, sheets=(total + 1) // 2, index=index_pages),
        say(
            "bundle.print_sets_enforcement" if cover.enforcement else "bundle.print_sets",
            "zh",
            sets=sets,
            opponents=max(0, cover.opponents),
            own=sets + 1,
        ),
        say("bundle.print_total", "zh", pages=total * (sets + 1), sheets=(total + 1) // 2 * (sets + 1)),
        "",
        say("bundle.print_how", "zh"),
        "",
        say("bundle.print_items", "zh"),
    ]
    for exhibit in exhibits:
        lines.append(
            say(
                "bundle.print_item",
                "zh",
                no=exhibit.item.no,
                title=printable(exhibit.item.title),
                where=str(spans[exhibit.item.id]),
                pages=exhibit.pages,
            )
        )
    return "\n".join(lines) + "\n"
