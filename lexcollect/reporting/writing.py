"""Writing: the files of a report, where the user named them and where it is allowed.

Owns which ending makes which file. Nothing is written over a file that is not a report of ours, or that somebody saved
since; all files of a run are written, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from lexcollect.files import write_all
from lexcollect.matter.outputs import OutputKind, refuse_output
from lexcollect.reporting import page, sheet, word
from lexcollect.reporting.tables import Sheetful

XLSX = OutputKind(".xlsx", sheet.is_ours)
DOCX = OutputKind(".docx", word.is_ours)
HTML = OutputKind(".html", page.is_ours)
_MADE: Mapping[str, tuple[OutputKind, Callable[[Sheetful], bytes]]] = {
    "xlsx": (XLSX, lambda report: sheet.workbook(report)),
    "docx": (DOCX, lambda report: word.word(report)),
    "html": (HTML, lambda report: page.html(report).encode("utf-8")),
}


def refuse_outputs(wanted: Mapping[str, Path | None], matters: Iterable[Path]) -> None:
    """:class:`~lexcollect.findings.Refused` unless each file may be written; asked before anything is computed."""
    matters = tuple(matters)
    for kind, path in wanted.items():
        if path is not None:
            refuse_output(path, _MADE[kind][0], matters)


def write(report: Sheetful, wanted: Mapping[str, Path | None]) -> tuple[Path, ...]:
    """Write the files that are wanted (``xlsx``, ``docx``, ``html`` → path) and return them."""
    made = [(path, _MADE[kind][1](report)) for kind, path in wanted.items() if path is not None]
    if made:
        write_all(made)
    return tuple(path for path, _ in made)
