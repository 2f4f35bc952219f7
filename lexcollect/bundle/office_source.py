"""Office sources (Word、Excel、WPS 文件): printed to PDF by LibreOffice where it is there, then shown as a PDF.

Owns which files are given to it, and that many go in one process; a file that it cannot read, or a machine without it,
costs a placeholder with the reason and nothing else. Sheets of workbooks are made to fit the width of their pages.
Changes that are tracked (修订) are printed as the file shows them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lexcollect.bundle.problems import Unshown
from lexcollect.bundle.sheet_fit import fitted
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.reading import look
from lexcollect.formats.recognise import identify
from lexcollect.office import OfficeTimeout, find_office, to_pdf, to_xlsx

#: Kinds that LibreOffice prints, and the ending under which it knows them.
PRINTED: dict[FileKind, str] = {
    FileKind.DOCX: ".docx",
    FileKind.XLSX: ".xlsx",
    FileKind.PPTX: ".pptx",
    FileKind.ODF: "",
    FileKind.OLE: "",
    FileKind.RTF: ".rtf",
}
#: What is fitted to its pages before it is printed, and what is made that first.
_XLSX, _WORKBOOKS = ".xlsx", frozenset({".xls", ".et", ".ods", ".fods"})
#: Larger files are not given to it; seconds for one that lies in another file.
_MOST_BYTES, _SECONDS = 60_000_000, 120
#: Endings of files that are told apart by their name only, as LibreOffice does.
_NAMED = frozenset({".odt", ".ods", ".odp", ".doc", ".xls", ".ppt", ".wps", ".et", ".dps", ".fodt", ".fods"})


class OfficePrints:
    """PDFs of office files, made in ``folder``; ``program`` is LibreOffice, or nothing where there is none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._program: Path | None = None
        self._looked = False
        self._made: dict[Path, Path | Unshown] = {}

    def prepare(self, files: Iterable[tuple[Path, FileKind, str]]) -> None:
        """Print the files (path, kind, name as received) in one process, so that each costs little."""
        fit = []
        for path, kind, name in files:
            try:
                fit.append((path, _ending(path, kind, name)))
            except Unshown as why:
                self._made[path] = why
        if not fit:
            return
        if self._office() is None:
            self._made |= {path: Unshown("LX-B163") for path, _ in fit}
            return
        self._print(fit)

    def print_of(self, path: Path, kind: FileKind, name: str) -> Path:
        """Return the PDF of the file at ``path``; :class:`Unshown` when there is none."""
        if path not in self._made:
            self.prepare([(path, kind, name)])
        made = self._made[path]
        if isinstance(made, Unshown):
            raise made
        return made

    def _office(self) -> Path | None:
        if not self._looked:
            self._looked, self._program = True, find_office()
        return self._program

    def _print(self, fit: list[tuple[Path, str]]) -> None:
        program = self._office()
        assert program is not None
        try:
            given = _fitting(fit, program)
            printed = to_pdf([data for data, _ in given], program, endings=[ending for _, ending in given])
        except (OfficeTimeout, OSError):
            if len(fit) > 1:  # one of them holds it up: each for itself
                for one in fit:
                    self._print([one])
                return
            printed = [None]
        for (path, _), data in zip(fit, printed, strict=True):
            if data is None:
                self._made[path] = Unshown("LX-B164")
                continue
            target = self._folder / f"print-{len(self._made)}.pdf"
            target.write_bytes(data)
            self._made[path] = target


def _fitting(files: list[tuple[Path, str]], program: Path) -> list[tuple[bytes, str]]:
    """Return what is printed: of a workbook a copy whose sheets fit their pages, of every other file its bytes."""
    given = [(path.read_bytes(), ending) for path, ending in files]
    older = [number for number, (_, ending) in enumerate(given) if ending in _WORKBOOKS]
    made = to_xlsx([given[number][0] for number in older], program, endings=[given[number][1] for number in older])
    for number, workbook in zip(older, made, strict=True):
        if workbook is not None:
            given[number] = (workbook, _XLSX)
    return [(fitted(data), ending) if ending == _XLSX else (data, ending) for data, ending in given]


def _ending(path: Path, kind: FileKind, name: str) -> str:
    """Return the ending under which LibreOffice is given the file; :class:`Unshown` for one it is not given."""
    if path.stat().st_size > _MOST_BYTES:
        raise Unshown("LX-B165", limit=_MOST_BYTES // 1_000_000)
    seen = look(path, name, identify(path, name))
    if seen.status is Status.ENCRYPTED:
        raise Unshown("LX-B166")
    if seen.status is not Status.USABLE:
        raise Unshown("LX-B164")
    given = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    return PRINTED[kind] or (given if given in _NAMED else ".doc" if kind is FileKind.OLE else ".odt")
