"""``office absent``: somebody in charge is away; what falls into that time, and to whom it goes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.office import duty, files, folder_argument, no_matters, tabled
from lexcollect.cli.options import DateType, Opt
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


def answer(
    console: Console,
    folder: Path,
    who: str,
    first: date | None,
    last: date | None,
    deputy: str,
    by: str,
    xlsx: Path | None,
    docx: Path | None,
    full: bool,
) -> Report:
    """List what falls into absences; with ``who`` one is entered first."""
    from lexcollect.duties.away import falls_of, findings_of, record, table_of
    from lexcollect.findings import Refused, finding
    from lexcollect.layout import OFFICE
    from lexcollect.matter.many import answer_all, matters_below
    from lexcollect.matter.office_file import Absence, read_office

    as_of = console.settings.as_of
    with console.step("reporting.reading"):
        read = answer_all(folder, as_of)
    if who or deputy or first or last:
        if not who.strip() or not deputy.strip() or first is None or last is None:
            raise Refused([finding("LX-R152")])
        record(folder, Absence(who.strip(), first, last, deputy.strip(), by.strip()))
    office = read_office(folder)
    falls = falls_of(read, office.absences, as_of)
    sheet = table_of(falls, office.absences, as_of, folder.resolve().name)
    findings = (*office.findings, *findings_of(office.absences, as_of), *no_matters(folder, len(read)))
    data = {"file": OFFICE if (folder / OFFICE).is_file() else None}
    words = ("due", "--all", folder)
    return tabled(sheet, findings, xlsx, docx, tuple(matters_below(folder)), full=full, next=words, data=data)


command = duty(
    "absent",
    answer,
    [
        folder_argument(),
        Opt(["--who"], "duties.opt.who", value_key="duties.value.name", default=""),
        Opt(["--from", "first"], "duties.opt.from", value_key="cli.value.date", type=DateType()),
        Opt(["--to", "last"], "duties.opt.to", value_key="cli.value.date", type=DateType()),
        Opt(["--deputy"], "duties.opt.deputy", value_key="duties.value.name", default=""),
        Opt(["--by"], "duties.opt.by", value_key="duties.value.name", default=""),
        *files(),
    ],
)
