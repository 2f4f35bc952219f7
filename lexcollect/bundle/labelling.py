"""Labelling: the labels of pages as a PDF holds them (PageLabels), and as they stand at the foot of a page.

Owns writing them for a package and reading the last of them back. A reader's page box then takes the number that is
printed: 17, 12A.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lexcollect.cn.page_labels import PageLabel, Span, page_label


def label_tree(labels: Sequence[Span]) -> bytes:
    """Return the number tree of the labels of all pages: a range wherever the count does not simply go on."""
    entries = []
    before = PageLabel(0)
    for page, label in enumerate(one.first for one in labels):
        if label.letters:
            entries.append(b"%d << /P (%b) >>" % (page, str(label).encode("ascii")))
        elif before.letters or label.number != before.number + 1 or not page:
            start = b" /St %d" % label.number if label.number > 1 else b""
            entries.append(b"%d << /S /D%b >>" % (page, start))
        before = label
    return b"<< /Nums [ %b ] >>" % b" ".join(entries)


def last_label(files: Sequence[Path]) -> PageLabel:
    """Return the highest label on the last pages of ``files``; :class:`ValueError` when there is none of ours."""
    import pikepdf

    found = []
    for path in files:
        with pikepdf.open(path) as pdf:
            label = page_label(pdf.pages[-1].label) if len(pdf.pages) else None
        if label is None:
            raise ValueError(f"{path.name} has no page label that this program writes")
        found.append(label)
    return max(found, key=lambda one: one.order)
