"""``office conflicts``: does a name stand in any matter, on which side; the check is kept with day and who asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.office import duty, files, no_matters, tabled
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.cli.console import Console


def answer(
    console: Console,
    names: tuple[str, ...],
    folder: Path,
    by: str,
    why: str,
    xlsx: Path | None,
    docx: Path | None,
    full: bool,
) -> Report:
    """Look for ``names`` in all matters below ``folder``."""
    from lexcollect.cli.options import now
    from lexcollect.duties import conflicts
    from lexcollect.findings import Refused, Where, finding
    from lexcollect.layout import CONFLICTS
    from lexcollect.matter.many import matters_below

    if len(names) > 1 and folder == Path() and Path(names[-1]).is_dir():
        names, folder = names[:-1], Path(names[-1])  # a folder behind the names is meant as one
    if not folder.is_dir():
        raise Refused([finding("LX-A102", Where(str(folder)))])
    as_of, matters = console.settings.as_of, tuple(matters_below(folder))
    found = conflicts.search(_cases(matters, folder), names)
    if by.strip():
        conflicts.record(folder, found, by, as_of, now(), why)
    sheet = conflicts.table_of(found, as_of, folder.resolve().name)
    findings = (*conflicts.findings_of(found, recorded=bool(by.strip())), *no_matters(folder, len(matters)))
    data = {
        "asked": list(found.asked),
        "matters": found.matters,
        "unread": list(found.unread),
        "both_sides": found.both_sides,
        "record": CONFLICTS if by.strip() else None,
    }
    return tabled(sheet, findings, xlsx, docx, matters, full=full, next=("office", folder), data=data)


def _cases(matters: tuple[Path, ...], root: Path) -> Iterator[tuple[str, Case | None]]:
    """Yield the case of each matter by its folder; nothing is answered, so mistakes elsewhere hide nobody."""
    from lexcollect.findings import Refused
    from lexcollect.matter.opening import open_parts

    for matter in matters:
        name = matter.relative_to(root).as_posix() if matter != root else matter.resolve().name
        try:
            yield name, open_parts(matter, for_figures=True).case
        except (Refused, OSError):
            yield name, None


command = duty(
    "conflicts",
    answer,
    [
        Arg(["names"], "duties.value.names", nargs=-1, required=True),
        Opt(
            ["--in", "folder"],
            "duties.opt.in",
            value_key="cli.value.folder",
            type=click.Path(path_type=Path),
            default=Path(),
        ),
        Opt(["--by"], "duties.opt.asked_by", value_key="duties.value.name", default=""),
        Opt(["--why"], "duties.opt.why", value_key="duties.value.words", default=""),
        *files(),
    ],
)
