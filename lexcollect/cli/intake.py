"""``intake`` (收材料): read a messy folder into the matter and say what became of every file.

Owns which folder is read into which matter, and what appears on the screen. A folder that belongs to no matter
yet gets one beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.console import words_for
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report
from lexcollect.cli.verb import verb
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.layout import CASE, CATALOGUE, MATERIAL_LIST, PROBLEMS, RAW
from lexcollect.matter.layout import shown

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.intake.records import Intake

#: So many new files are named on the screen.
_NAMED = 5


@verb(
    "intake",
    Arg(["source"], "cli.value.source", required=False, type=click.Path(path_type=Path)),
    Arg(["folder"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
)
def command(console: Console, source: Path | None, folder: Path | None) -> Report:
    """Take ``source`` into the matter ``folder``."""
    material, matter = where(source, folder)
    return report_of(matter, read(console, material, matter))


def where(source: Path | None, folder: Path | None) -> tuple[Path, Path]:
    """Return what is read and the matter it goes into; a matter named alone is read anew."""
    from lexcollect.cn.names import safe_file_name
    from lexcollect.matter.layout import find_matter

    if source is None or (folder is None and (source / CASE).is_file()):
        matter = find_matter(source)
        return matter / RAW, matter
    if not source.is_dir():
        raise Refused([finding("LX-A102", Where(str(source)))])
    if folder is None:
        here = Path()
        folder = here if (here / CASE).is_file() else here / safe_file_name(f"{source.resolve().name}-案件")
    return source, folder


def read(console: Console, source: Path, matter: Path) -> Intake:
    """Take ``source`` into ``matter``, which is made if there is none, saying how far it is."""
    from lexcollect.cli.new import create
    from lexcollect.cli.skeleton import Answers
    from lexcollect.intake.taking import take_in

    if not (matter / CASE).is_file():
        create(matter, matter.resolve().name, Answers())
    (matter / RAW).mkdir(exist_ok=True)
    with console.step("cli.intake.working", folder=shown(source)):
        return take_in(source, matter, known_ids=known_ids(matter))


def known_ids(matter: Path) -> tuple[str, ...]:
    """Return the ID numbers of the parties, as far as the case file can be read already."""
    from lexcollect.casefile.loader import load_case

    case = load_case(matter / CASE, CASE).case
    return tuple(p.id_no for p in case.parties if p.id_no) if case else ()


def propose(matter: Path, intake: Intake) -> tuple[str, ...]:
    """Write a first catalogue if the matter has none; return what was written."""
    from lexcollect.evidence.proposal import propose_catalogue

    path = matter / CATALOGUE
    if path.exists() or not intake.records:
        return ()
    propose_catalogue(intake, matter)
    return (path.relative_to(matter).as_posix(),)


def report_of(matter: Path, intake: Intake, changed: tuple[str, ...] = ()) -> Report:
    """Return the report of an intake: its lines, its findings, and what to do next."""
    summary = intake.summary
    proposed = propose(matter, intake)
    data: dict[str, Any] = {
        "matter": str(matter),
        "total": summary.total,
        "counts": {status.value: count for status, count in summary.counts.items()},
        "added": list(summary.added),
        "changed_files": list(summary.changed),
        "missing_files": list(summary.missing),
        "files": [
            {
                "name": r.name,
                "kind": r.kind.value,
                "size": r.size,
                "sha256": r.sha256,
                "status": r.status.value,
                "twin": r.twin,
                "exclude": r.exclude,
                "dates": [{"day": d.day.isoformat(), "source": d.source} for d in r.dates],
            }
            for r in intake.records
        ],
    }
    written = (*changed, *proposed, *(f"{RAW}/{name}" for name in summary.added), MATERIAL_LIST, PROBLEMS)
    following: tuple[str | Path, ...] = ("calc", *words_for(matter))
    show, listed = lines_of(intake, proposed), str(matter / PROBLEMS)
    findings = (*intake.findings, *_uncatalogued(matter, summary.added, proposed))
    return Report(findings, data, show, following, matter, written, listed_in=listed)


def _uncatalogued(matter: Path, added: tuple[str, ...], proposed: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return one finding for new files that an existing catalogue cannot know yet."""
    if proposed or not added or not (matter / CATALOGUE).exists():
        return ()
    shown_names = [*added[:_NAMED], *(["…"] if len(added) > _NAMED else [])]
    return (finding("LX-I048", Where(CATALOGUE), count=len(added), names=shown_names),)


def lines_of(intake: Intake, proposed: tuple[str, ...] = ()) -> Callable[[Console], None]:
    """Return what prints the summary of an intake, and the catalogue that was proposed."""

    def show(out: Console) -> None:
        for line in intake.summary.lines:
            out.line(str(line))
        for name in proposed:
            out.say("cli.intake.proposed", file=name)

    return show
