"""Beside: tables and calendars that are written beside a ledger or a list that came back (随附输出).

Owns the decision whether such a file may be written: a new one, or one of ours of the same kind; never over the ledger,
and never inside what a matter keeps. Writes atomically.
"""

from __future__ import annotations

from pathlib import Path

from lexcollect.files import write_bytes
from lexcollect.findings import Refused, Where, finding
from lexcollect.ledgers.agenda_files import heads

#: A workbook of ours holds the sheet with its memory; it stands in the list of parts as this word.
_MEMORY = b"_lexcollect"


def write_calendar(path: Path, text: str) -> None:
    """Write a calendar; :class:`Refused` where that may not be."""
    from lexcollect.matter.outputs import CALENDAR, refuse_output

    refuse_output(path, CALENDAR)
    write_bytes(path, text.encode("utf-8"))


def write_table(path: Path, data: bytes, *inputs: Path) -> None:
    """Write a table (.xlsx or .csv); :class:`Refused` over one of ``inputs`` or over a file that is not ours."""
    from lexcollect.matter.outputs import OutputKind, refuse_output

    ending = path.suffix.lower()
    if any(_same(path, one) for one in inputs):
        raise Refused([finding("LX-G128", Where(str(path)))])
    ours = _our_csv if ending == ".csv" else _our_workbook
    refuse_output(path, OutputKind(ending if ending in (".csv", ".xlsx") else ".xlsx", ours))
    write_bytes(path, data)


def _same(path: Path, other: Path) -> bool:
    try:
        return path.exists() and other.exists() and path.samefile(other)
    except OSError:
        return False


def _our_workbook(data: bytes) -> bool:
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            return _MEMORY in box.read("xl/workbook.xml")
    except (zipfile.BadZipFile, KeyError, OSError, ValueError):
        return False


def _our_csv(data: bytes) -> bool:
    from lexcollect.ledgers.status_files import heads as of_status
    from lexcollect.wording import LANGUAGES, speaking

    first = data[:4000].decode("utf-8-sig", errors="replace").split("\r\n")[0]
    known = []
    for lang in LANGUAGES:
        with speaking(lang):
            known += [",".join(heads()), ",".join(of_status())]
    return first in known
