"""OFD drawn: the pages of an OFD (版式文档) as the package prints them, for the painter's process.

Owns the drawing of one file, kept in memory while its pages are asked for. What the file holds is read in ``formats``,
how it is drawn is decided in ``bundle``: so a page that is turned or left out here is the page of the package.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from lexcollect.files import sha256_file
from lexcollect.formats.ofd_layout import ofd_pages
from lexcollect.formats.zipbox import open_zip

#: The drawing of the file asked for last, by the digest of its bytes: a member of an archive has no path of its own.
_KEPT: dict[str, bytes] = {}


def count(path: Path) -> int:
    """Return how many pages the OFD at ``path`` has; 0 where nothing is to be drawn on any of them."""
    with open_zip(path) as box:
        pages = tuple(ofd_pages(box))
    return len(pages) if any(page.marks for page in pages) else 0


def drawn(path: Path) -> bytes:
    """Return a PDF with the pages of the OFD at ``path``; drawn once while it is the one that is asked for."""
    from lexcollect.bundle.ofd_source import print_ofd
    from lexcollect.bundle.problems import Notes

    digest = sha256_file(path)
    if digest not in _KEPT:
        _KEPT.clear()
        with tempfile.TemporaryDirectory(prefix="lexcollect-") as folder:
            _KEPT[digest] = print_ofd(path, Path(folder), Notes(path.name, "")).read_bytes()
    return _KEPT[digest]
