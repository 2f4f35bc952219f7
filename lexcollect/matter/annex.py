"""Annex: the schedule of a matter as xlsx and docx in ``3-文书/附件``.

Owns where the annex is written and that nothing edited by hand is overwritten: what was written last is remembered
by its hash (``annex_memory``); a file that differs from it is kept and the new one gets a number. What stands beside it
with other figures is told. Computes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.files import sha256_bytes, sha256_file, write_all
from lexcollect.findings import Finding, Refused, Where, finding, has_errors
from lexcollect.layout import ANNEX_MEMORY, ANNEXES
from lexcollect.matter.annex_memory import Known, figures_of, memory_bytes, remembered, stale_annexes
from lexcollect.matter.layout import refuse_links, template_folders
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.causes.clause_book import ClauseBook
    from lexcollect.claims.schedule_table import Table
    from lexcollect.matter.answering import Answered

_MOST = 1000


@dataclass(frozen=True)
class Annex:
    """What became of the annex: files ``written`` and files that were the ``same``, by name below the matter."""

    written: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def write_annex(answered: Answered) -> Annex:
    """Write the annex of a matter; one with nothing overdue gets none, which a finding tells."""
    from lexcollect.claims.schedule_table import table_of
    from lexcollect.matter.papers import stale_papers

    decided = answered.matter.claims.titles
    if decided:
        from lexcollect.wording import text

        name, number = text("calc.annex.title_penalty"), decided[0].title.case_no or decided[0].title.id
        return Annex(findings=(finding("LX-P105", decided[0].title.where, paper=name, number=number),))
    table = table_of(answered.matter.case, answered.matter.claims.account)
    if not table.rows:
        return Annex(findings=(finding("LX-M270" if _overdue(answered) else "LX-M140"),))
    refuse_links(answered.folder)
    book, found = _wording(answered)
    annex = _written(answered.folder, table, book, found)
    return replace(annex, findings=(*annex.findings, *stale_papers(answered)))


def _overdue(answered: Answered) -> bool:
    """Tell whether anything is due and unpaid, whatever runs on it."""
    account = answered.matter.claims.account
    return any(o.principal > 0 and o.first_day <= account.as_of for o in account.obligations)


def _wording(answered: Answered) -> tuple[ClauseBook, list[Finding]]:
    """Return the sentences of the annex, those of the matter's own before the shipped ones.

    :class:`Refused` when a file of them has an error.
    """
    from lexcollect.documents.nouns import shipped_book
    from lexcollect.documents.own_sentences import own_sentences

    book, found = own_sentences(shipped_book(answered.matter.case), template_folders(answered.folder))
    if has_errors(found):
        raise Refused(found)
    return book, found


def _written(folder: Path, table: Table, book: ClauseBook, found: list[Finding]) -> Annex:
    memory, now = remembered(folder), figures_of(table)
    contents: list[tuple[str, bytes]] = []
    for suffix, data in (("xlsx", _xlsx(table)), ("docx", _docx(table, folder, book, found))):
        digest = sha256_bytes(data)
        name = _place(folder, f"{table.title}.{suffix}", digest, memory, found)
        before = memory[name].digests if name in memory else ()
        # The newest, and the one it replaces: a run killed in between leaves either, and both are ours.
        memory[name] = Known(before if before[:1] == (digest,) else (digest, *before[:1]), now)
        contents.append((name, data))
    fresh = [(name, data) for name, data in contents if not _holds(folder / name, data)]
    known = memory_bytes(memory)
    if fresh or not _holds(folder / ANNEX_MEMORY, known):
        write_all([(folder / ANNEX_MEMORY, known), *((folder / name, data) for name, data in fresh)])
    names = [name for name, _ in contents]
    written = tuple(name for name, _ in fresh)
    return Annex(
        written,
        tuple(name for name in names if name not in written),
        (*found, *stale_annexes(folder, now, apart=names)),
    )


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and sha256_file(path) == sha256_bytes(data)


def _xlsx(table: Table) -> bytes:
    from lexcollect.claims.schedule_sheet import workbook

    return workbook(table)


def _docx(table: Table, folder: Path, book: ClauseBook, found: list[Finding]) -> bytes:
    """Return the Word annex; a template of the matter's own goes before the shipped one, and what is to be said of it
    is added to ``found``."""
    from lexcollect.documents.dress import Dress
    from lexcollect.documents.finished import check_finished
    from lexcollect.documents.papers import SCHEDULE, template_path
    from lexcollect.documents.unbroken import unbroken
    from lexcollect.documents.views.schedule import view

    folders = template_folders(folder)
    template = template_path(SCHEDULE, folders)
    if template is None:
        raise Refused([finding("LX-P020", name=SCHEDULE)])
    loaded, fields = Dress(folders).load(template, None, found), view(table, book)
    found += loaded.remarks(fields)
    if has_errors(found):
        raise Refused(found)
    data = loaded.render(unbroken(fields), title=table.title)
    wrong = check_finished(data, table.title)
    if has_errors(wrong):
        raise Refused(wrong)
    return data


def _place(folder: Path, name: str, digest: str, memory: dict[str, Known], found: list[Finding]) -> str:
    """Return where the annex goes: ``name``, or the first numbered name when that file was edited by hand."""
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in range(1, _MOST):
        shown = f"{ANNEXES}/{name if number == 1 else f'{stem}({number}){suffix}'}"
        path = folder / shown
        if not path.exists() and not path.is_symlink():
            break
        ours = (digest, *(memory[shown].digests if shown in memory else ()))
        if path.is_file() and not path.is_symlink() and sha256_file(path) in ours:
            break
    if number > 1:
        found.append(finding("LX-M141", Where(ANNEXES), file=name, other=Path(shown).name))
    return shown
