"""Print plan (打印方案): how many sets for whom, on how many sheets, in colour where, and what to bring to the hearing.

Owns 打印方案.txt. It lies in the package and so may reach anyone: of originals it names those that are held or
electronic, as ``index.json`` does, and of others nothing. Originals are presented (证据规定第11条、民事诉讼法第73条);
of electronic data the data itself (证据规定第15条第2款).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lexcollect.bundle.binding import Written
from lexcollect.bundle.colour_pages import MOST_PAGES, colour_pages
from lexcollect.bundle.exhibits import Exhibit
from lexcollect.bundle.fonts import printable
from lexcollect.bundle.lending import whole
from lexcollect.bundle.model import Cover
from lexcollect.cn.page_labels import PageLabel, Span
from lexcollect.records import dataclass
from lexcollect.wording import say


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed: the exhibits with the labels on their pages, the documents, the pages of the index.

    ``lent`` are the originals by digest, in which the exhibits' part files left large pictures.
    """

    exhibits: Sequence[Exhibit]
    spans: Mapping[str, Span]
    documents: Sequence[Written]
    index_pages: int
    duplex: bool
    lent: Mapping[str, Path]


def print_text(cover: Cover, bound: Printed) -> str:
    """Return 打印方案.txt."""
    sets = cover.sets_to_file
    pages = sum(one.pages for one in bound.documents)
    leaves = sum((one.pages + 1) // 2 for one in bound.documents)
    key = "bundle.print_sets_enforcement" if cover.enforcement else "bundle.print_sets"
    lines = [
        say("bundle.print_head", "zh", case=cover.case_title),
        "",
        say("bundle.print_extent", "zh", pages=pages, sheets=leaves, index=bound.index_pages),
        say(key, "zh", sets=sets, opponents=max(0, cover.opponents), own=sets + 1),
        say("bundle.print_total", "zh", pages=pages * (sets + 1), sheets=leaves * (sets + 1)),
        *_documents(bound),
        "",
        say("bundle.print_how", "zh"),
        *([say("binding.print_duplex", "zh")] if bound.duplex else []),
        *_colours(bound),
        "",
        *_originals(bound),
        say("bundle.print_items", "zh"),
    ]
    lines += [
        say(
            "bundle.print_item",
            "zh",
            no=one.item.no,
            title=printable(one.item.title),
            where=str(bound.spans[one.item.id]),
            pages=one.pages,
        )
        for one in bound.exhibits
    ]
    return "\n".join(lines) + "\n"


def _documents(bound: Printed) -> Iterator[str]:
    """Yield what each volume takes, when there are several."""
    if len(bound.documents) > 1:
        for one in bound.documents:
            leaves = (one.pages + 1) // 2
            yield say("binding.print_volume", "zh", name=one.name, span=str(one.span), pages=one.pages, sheets=leaves)


def _colours(bound: Printed) -> Iterator[str]:
    """Yield which pages want colour."""
    if sum(one.pages for one in bound.exhibits) > MOST_PAGES:
        yield say("binding.print_colour_unknown", "zh", most=MOST_PAGES)
        return
    found: list[PageLabel] = []
    for one in bound.exhibits:
        coloured = colour_pages([whole(part, bound.lent) for part in one.parts])
        labels = bound.spans[one.item.id].labels()
        if len(labels) == len(coloured):
            found += [label for label, is_coloured in zip(labels, coloured, strict=True) if is_coloured]
        elif any(coloured):  # a sheet that stands for several pages
            found += labels
    if not found:
        yield say("binding.print_no_colour", "zh")
        return
    yield say("binding.print_colour", "zh", count=len(found), pages="、".join(map(str, _runs(found))))


def _runs(labels: Sequence[PageLabel]) -> list[Span]:
    """Return labels as spans: 3, 5–8, 12A."""
    runs: list[Span] = []
    for label in labels:
        if runs and not label.letters and runs[-1].last == PageLabel(label.number - 1):
            runs[-1] = Span(runs[-1].first, label)
        else:
            runs.append(Span(label, label))
    return runs


def _originals(bound: Printed) -> Iterator[str]:
    """Yield which originals to bring to the hearing; nothing of an exhibit that has none."""
    for key, original in (("binding.print_originals", "有"), ("binding.print_electronic", "电子")):
        numbers = [one.item.no for one in bound.exhibits if one.item.original == original and not one.item.withdrawn]
        if numbers:
            yield say(key, "zh", count=len(numbers), numbers="、".join(numbers))
            yield ""
