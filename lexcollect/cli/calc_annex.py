"""``calc --annex``: the schedule of a matter as xlsx and docx in ``3-文书/附件``.

Owns where the annex is written and that nothing edited by hand is overwritten: what was written last is remembered
by its hash in ``.lexcollect``; a file that differs from it is kept and the new one gets a number. Computes nothing.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli.report import Report
from lexcollect.files import sha256_bytes, sha256_file, write_bytes, write_text
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.layout import ANNEX_MEMORY, ANNEXES
from lexcollect.matter.layout import template_folders

if TYPE_CHECKING:
    from lexcollect.claims.schedule_table import Table
    from lexcollect.cli.console import Console
    from lexcollect.matter.answering import Answered

_MOST = 1000


def with_annex(report: Report, answered: Answered) -> Report:
    """Return ``report`` after writing the annex of the matter; a matter with nothing overdue gets none."""
    from lexcollect.claims.schedule_table import table_of

    table = table_of(answered.matter.case, answered.matter.claims.account)
    if not table.rows:
        return replace(report, findings=(*report.findings, finding("LX-M140")))
    if not (answered.folder / ANNEXES).resolve().is_relative_to(answered.folder.resolve()):
        return replace(report, findings=(*report.findings, finding("LX-M142", folder=ANNEXES)))
    written: list[str] = []
    same: list[str] = []
    found: list[Finding] = []
    memory = _remembered(answered.folder)
    for suffix, data in (("xlsx", _xlsx(table)), ("docx", _docx(table, answered.folder))):
        digest = sha256_bytes(data)
        name = _place(answered.folder, f"{table.title}.{suffix}", digest, memory, found)
        path = answered.folder / name
        if path.is_file() and sha256_file(path) == digest:
            same.append(name)
        else:
            write_bytes(path, data)
            written.append(name)
        memory[name] = digest
    if written:
        write_text(
            answered.folder / ANNEX_MEMORY, json.dumps(memory, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        )
    return _reported(report, answered, written, same, found)


def _reported(report: Report, answered: Answered, written: list[str], same: list[str], found: list[Finding]) -> Report:
    def show(out: Console) -> None:
        if report.show:
            report.show(out)
        for key, names in (("written", written), ("same", same)):
            for name in names:
                out.say(f"calc.annex.{key}", file=name)

    data: dict[str, Any] = {**report.data, "annex": [*written, *same]}
    return replace(
        report,
        findings=(*report.findings, *found),
        data=data,
        show=show,
        matter=answered.folder,
        changed=tuple(written),
    )


def _xlsx(table: Table) -> bytes:
    from lexcollect.claims.schedule_sheet import workbook

    return workbook(table)


def _docx(table: Table, folder: Path) -> bytes:
    """Return the Word annex; a template of the matter's own goes before the shipped one."""
    from lexcollect.documents.engine import load
    from lexcollect.documents.papers import template_path
    from lexcollect.documents.views.schedule import TEMPLATE, view

    template = template_path(TEMPLATE, template_folders(folder))
    if template is None:
        raise Refused([finding("LX-P020", name=TEMPLATE)])
    return load(template).render(view(table))


def _place(folder: Path, name: str, digest: str, memory: dict[str, str], found: list[Finding]) -> str:
    """Return where the annex goes: ``name``, or the first numbered name when that file was edited by hand."""
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in range(1, _MOST):
        shown = f"{ANNEXES}/{name if number == 1 else f'{stem}({number}){suffix}'}"
        path = folder / shown
        if not path.exists() and not path.is_symlink():
            break
        if path.is_file() and not path.is_symlink() and sha256_file(path) in (digest, memory.get(shown)):
            break
    if number > 1:
        found.append(finding("LX-M141", Where(ANNEXES), file=name, other=Path(shown).name))
    return shown


def _remembered(folder: Path) -> dict[str, str]:
    try:
        read = json.loads((folder / ANNEX_MEMORY).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in read.items()} if isinstance(read, dict) else {}
