"""``office idle``: matters in which no date runs, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.office import duty, files, folder_argument, no_matters, tabled
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


def answer(console: Console, folder: Path, xlsx: Path | None, docx: Path | None, full: bool) -> Report:
    """List the matters below ``folder`` without a running date."""
    from lexcollect.duties.idle import findings_of, idle_of, table_of
    from lexcollect.matter.many import answer_all, matters_below

    as_of = console.settings.as_of
    with console.step("reporting.reading"):
        read = answer_all(folder, as_of)
    idle = idle_of(read)
    sheet = table_of(idle, as_of, folder.resolve().name, len(read))
    return tabled(
        sheet,
        (*findings_of(idle), *no_matters(folder, len(read))),
        xlsx,
        docx,
        tuple(matters_below(folder)),
        full=full,
        next=("due", "--all", folder),
    )


command = duty("idle", answer, [folder_argument(), *files()])
