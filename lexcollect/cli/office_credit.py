"""``office credit``: notes on customers beside what they owe now; internal, and for the screen alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.office import duty, folder_argument
from lexcollect.cli.options import Opt
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


def answer(console: Console, folder: Path, full: bool) -> Report:
    """Tell class, limit, blacklist and review of each customer, and what it owes in the matters below ``folder``."""
    from lexcollect.cli.reporting import show_report
    from lexcollect.duties.customers import exposures_of, findings_of, read_customers, table_of
    from lexcollect.matter.many import answer_all
    from lexcollect.reporting.tables import as_json

    as_of = console.settings.as_of
    customers, found = read_customers(folder)
    read = answer_all(folder, as_of) if customers else []
    exposures = exposures_of(customers, read)
    sheet = table_of(exposures, as_of, folder.resolve().name)

    def show(out: Console) -> None:
        show_report(out, sheet, full=full)

    findings = (*found, *findings_of(exposures, as_of))
    return Report(findings, as_json(sheet), show, next=("office", folder), one_by_one=full)


command = duty("credit", answer, [folder_argument(), Opt(["--full"], "reporting.opt.full", is_flag=True)])
