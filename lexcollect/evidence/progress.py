"""Progress: how far a person is with the catalogue (已看过几份).

Owns when a file counts as looked at: nothing of its exhibit is left open (待确认), and every question about the file
has an answer. It is stored nowhere else: the catalogue is what a person confirmed, by whatever sheet or editor.
"""

from __future__ import annotations

from lexcollect.evidence.decisions import waiting
from lexcollect.evidence.items import OPEN, Catalogue
from lexcollect.records import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """So many of ``total`` files were looked at; ``left`` are the others, in the order of the catalogue."""

    total: int
    left: tuple[str, ...]

    @property
    def done(self) -> int:
        """How many files were looked at."""
        return self.total - len(self.left)


def progress_of(catalogue: Catalogue) -> Progress:
    """Return how many files of the exhibits, and of those that nobody has listed yet, were looked at."""
    asked = {one.file.name for one in waiting(catalogue)}
    files: dict[str, bool] = {}
    for item in catalogue.items:
        told = not any(
            OPEN in text for text in (item.title, item.source, item.purpose, item.date_source, item.original)
        )
        for file in item.files:
            files[file.name] = told and file.name not in asked
    files |= dict.fromkeys(catalogue.unlisted, False)
    return Progress(len(files), tuple(name for name, looked_at in files.items() if not looked_at))
