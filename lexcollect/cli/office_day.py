"""``office day``: what was entered on a day in all matters: who, what, from what to what."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.office import duty, files, folder_argument, no_matters, tabled
from lexcollect.cli.options import DateType, Opt
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


def answer(console: Console, folder: Path, on: date | None, xlsx: Path | None, docx: Path | None, full: bool) -> Report:
    """Tell the entries of the day ``on``, the as-of day if none is named."""
    from lexcollect.duties.protocol import findings_of, protocol_of, table_of
    from lexcollect.findings import Refused, Where, finding
    from lexcollect.matter.many import matters_below

    if not folder.is_dir():
        raise Refused([finding("LX-A102", Where(str(folder)))])
    matters = tuple(matters_below(folder))
    as_of = console.settings.as_of
    protocol = protocol_of(matters, folder, on or as_of)
    sheet = table_of(protocol, as_of, folder.resolve().name)
    findings = (*findings_of(protocol), *no_matters(folder, len(matters)))
    return tabled(sheet, findings, xlsx, docx, matters, full=full, next=("office", "idle", folder))


command = duty(
    "day",
    answer,
    [
        folder_argument(),
        Opt(["--on"], "duties.opt.on", value_key="cli.value.date", type=DateType()),
        *files(),
    ],
)
