"""Labelling: the labels of pages as a PDF holds them (PageLabels), and as they stand at the foot of a page.

Owns writing them for a package and reading the last of them back. A reader's page box then takes the number that is
printed: 17, 12A. A page without a number is called by a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lexcollect.cn.page_labels import PageLabel, Span, page_label


def label_tree(labels: Sequence[Span | str]) -> bytes:
    """Return the number tree of the labels of all pages: a range wherever the count does not simply go on.

    A page without a number of its own (分隔页、空白页) is labelled by a word.
    """
    from pikepdf import String

    entries = []
    before: PageLabel | str = PageLabel(0)
    for page, one in enumerate(labels):
        label = one if isinstance(one, str) else one.first
        if isinstance(label, str):
            if label != before:
                entries.append(b"%d << /P %b >>" % (page, String(label).unparse()))
        elif label.letters:
            entries.append(b"%d << /P (%b) >>" % (page, str(label).encode("ascii")))
        elif not page or isinstance(before, str) or before.letters or label.number != before.number + 1:
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
            labels = (page_label(pdf.pages[at].label) for at in range(len(pdf.pages) - 1, -1, -1))
            label = next((one for one in labels if one is not None), None)
        if label is None:
            raise ValueError(f"{path.name} has no page label that this program writes")
        found.append(label)
    return max(found, key=lambda one: one.order)
