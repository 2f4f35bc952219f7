"""Proposing: the material of a matter read for facts, set beside its case file.

Owns which files are read: usable ones that no question keeps inside the house. A lawyer's paper, an internal note and a
list of strangers are never read for facts; a draft is, and makes them doubtful. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Refused
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.intake.origin import About
from lexcollect.layout import CASE, CATALOGUE, RAW
from lexcollect.proposing.gathering import Gathered, gather
from lexcollect.proposing.papers import Paper, paper_of

if TYPE_CHECKING:
    from lexcollect.evidence.drafts import Drafted
    from lexcollect.formats.bank_table import BankTable
    from lexcollect.formats.e_invoice import EInvoice
    from lexcollect.formats.recognise import Recognised
    from lexcollect.intake.records import Record

#: What is never read for facts: it says what one side thinks, or speaks of strangers.
_INSIDE = frozenset({About.PRIVILEGED, About.PERSONAL, About.INTERNAL})
#: What anybody may have typed.
_LOOSE = frozenset(
    {FileKind.DOCX, FileKind.XLSX, FileKind.TEXT, FileKind.CSV, FileKind.RTF, FileKind.HTML, FileKind.ODF}
)
_TABLES = frozenset({FileKind.CSV, FileKind.TEXT})


def is_read(record: Record) -> bool:
    """Tell whether a file is read for facts."""
    return record.status is Status.USABLE and not _INSIDE & set(record.asks)


def papers_of(matter: Path, records: Sequence[Record]) -> Iterator[Paper]:
    """Yield every file of the material that is read for facts, as finders read it."""
    from lexcollect.formats.page_words import beside, said
    from lexcollect.formats.recognise import identify
    from lexcollect.matter.recognising import words_of

    for record in records:
        if not is_read(record):
            continue
        path = matter / RAW / record.name
        with suppress(OSError):  # a file that went meanwhile is told by the register
            known = identify(path, record.name)
            sender, day = _of_mail(path, known)
            yield paper_of(
                record.name,
                beside(said(path, known), words_of(matter, record)),
                draft="tracked_changes" in record.facts,
                loose=record.kind in _LOOSE,
                invoice=_invoice(path, record.kind),
                sender=sender,
                day=day,
                table=_table(path, known),
            )


def papers_known(matter: Path) -> list[Paper]:
    """Return what :func:`papers_of` yields for the material as the last intake saw it; reads it again."""
    from lexcollect.intake.records import Record
    from lexcollect.intake.register import seen

    records = [
        Record(name, 0, "", one.kind, one.status, one.twin, (), one.facts, one.asks)
        for name, one in seen(matter).items()
    ]
    return list(papers_of(matter, records))


def _invoice(path: Path, kind: FileKind) -> EInvoice | None:
    with suppress(Exception):  # hostile files fail in every way; their reader told it at the intake
        if kind is FileKind.XML:
            from lexcollect.files import read_bounded
            from lexcollect.formats.e_invoice import read_e_invoice

            return read_e_invoice(read_bounded(path, 4_000_000))
        if kind is FileKind.OFD:
            from lexcollect.formats.ofd_pages import invoice_of_ofd

            return invoice_of_ofd(path)
    return None


def _table(path: Path, known: Recognised) -> BankTable | None:
    from lexcollect.formats.bank_table import bank_table, bank_table_of_workbook

    with suppress(Exception):
        if known.kind is FileKind.XLSX:
            return bank_table_of_workbook(path)
        if known.kind in _TABLES:
            from lexcollect.formats.reading import content

            return bank_table(piece.text for piece in content(path, known).text())
    return None


def _of_mail(path: Path, known: Recognised) -> tuple[str, str]:
    if known.kind is not FileKind.MAIL:
        return "", ""
    from lexcollect.formats.reading import content

    with suppress(Exception):
        for message in content(path, known).messages():
            return message.sender, message.time.value.date().isoformat() if message.time.value else ""
    return "", ""


def drafts_of(matter: Path, papers: Sequence[Paper]) -> dict[str, Drafted]:
    """Return for each file what its words say of it as an exhibit; nothing where the case file cannot be read."""
    from lexcollect.proposing.exhibits import exhibits_of

    with suppress(Refused):
        return exhibits_of(gathered(matter, papers).found)
    return {}


def exhibits_by_file(matter: Path) -> dict[str, str]:
    """Return which exhibit of the catalogue each file belongs to, by the file's name; empty without a catalogue."""
    from lexcollect.evidence.catalogue import load_catalogue
    from lexcollect.evidence.material import by_memory
    from lexcollect.intake.register import remembered

    if not (matter / CATALOGUE).is_file():
        return {}
    catalogue, _ = load_catalogue(matter / CATALOGUE, matter / RAW, by_memory(remembered(matter)))
    return {file.name: item.id for item in catalogue.items for file in item.files} if catalogue else {}


def gathered(matter: Path, papers: Sequence[Paper]) -> Gathered:
    """Return what ``papers`` say beside the case file of ``matter`` as it stands now."""
    from lexcollect.casefile.loader import in_english
    from lexcollect.matter.sources import read_sources

    case = in_english(read_sources(matter).case, CASE, as_placed=True)
    return gather(papers, case, exhibits_by_file(matter))
