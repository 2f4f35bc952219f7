"""Proposing: the material of a matter read for facts, set beside its case file.

Owns which files are read: usable ones that no question keeps inside the house. A lawyer's paper, an internal note and a
list of strangers are never read for facts; a draft is, and makes them doubtful. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Refused
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.intake.origin import About
from lexcollect.layout import CASE, CATALOGUE, FACTS, RAW
from lexcollect.patterns import regex
from lexcollect.proposing.gathering import Gathered, gather
from lexcollect.proposing.papers import Paper, paper_of
from lexcollect.proposing.sayings.media import medium_of
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.evidence.drafts import Drafted
    from lexcollect.formats.bank_table import BankTable
    from lexcollect.formats.e_invoice import EInvoice
    from lexcollect.formats.page_words import Said
    from lexcollect.formats.recognise import Recognised
    from lexcollect.formats.shapes import Message
    from lexcollect.intake.records import Record
    from lexcollect.proposing.decisions import Speaks
    from lexcollect.proposing.sayings.shapes import Talk
    from lexcollect.proposing.shapes import Found

#: So large the file of decisions may be, in bytes.
_LARGEST = 20_000_000
#: What is never read for facts: it says what one side thinks, or speaks of strangers.
_INSIDE = frozenset({About.PRIVILEGED, About.PERSONAL, About.INTERNAL})
#: What anybody may have typed.
_LOOSE = frozenset(
    {FileKind.DOCX, FileKind.XLSX, FileKind.TEXT, FileKind.CSV, FileKind.RTF, FileKind.HTML, FileKind.ODF}
)
#: What a page of a statement as PDF names among its columns.
_STATEMENT = regex(r"(?s)日期.*(?:余额|发生额|借方|收入)|(?:余额|发生额|借方|收入).*日期")
_TABLES = frozenset({FileKind.CSV, FileKind.TEXT})


def is_read(record: Record) -> bool:
    """Tell whether a file is read for facts."""
    return record.status is Status.USABLE and not _INSIDE & set(record.asks)


def papers_of(matter: Path, records: Sequence[Record]) -> Iterator[Paper]:
    """Yield every file of the material that is read for facts, as finders read it."""
    from lexcollect.formats.page_words import beside, said
    from lexcollect.formats.recognise import identify
    from lexcollect.matter.recognising import inside_cue, words_of

    for record in records:
        if not is_read(record):
            continue
        path, words = matter / RAW / record.name, words_of(matter, record)
        if words and inside_cue(record.name, words):
            continue
        with suppress(OSError):  # a file that went meanwhile is told by the register
            known = identify(path, record.name)
            sender, day = _of_mail(path, known)
            own = said(path, known)
            yield paper_of(
                record.name,
                beside(own, words),
                draft="tracked_changes" in record.facts,
                loose=record.kind in _LOOSE,
                invoice=_invoice(path, record.kind),
                sender=sender,
                day=day,
                table=_table(path, known, own),
                talk=_talk(path, known, record),
            )


def papers_known(matter: Path) -> list[Paper]:
    """Return what :func:`papers_of` yields for the material as the last intake saw it; reads it again."""
    from lexcollect.intake.records import Record
    from lexcollect.intake.register import registered, seen

    digests = registered(matter)  # recognised words are kept under them
    records = [
        Record(name, 0, digests.get(name, ""), one.kind, one.status, one.twin, (), one.facts, one.asks)
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


def _table(path: Path, known: Recognised, words: Sequence[Said]) -> BankTable | None:
    from lexcollect.formats.bank_table import bank_table, bank_table_of_workbook

    with suppress(Exception):
        if known.kind is FileKind.XLSX:
            return bank_table_of_workbook(path)
        if known.kind in _TABLES:
            from lexcollect.formats.reading import content

            return bank_table(piece.text for piece in content(path, known).text())
        if known.kind is FileKind.PDF and any(_STATEMENT.search(one.text) for one in words[:2]):
            from lexcollect.formats.bank_pdf import bank_table_of_pdf

            return bank_table_of_pdf(path)
    return None


def _talk(path: Path, known: Recognised, record: Record) -> Talk | None:
    """Return what is kept of a chat or mail as a conversation; ``None`` for other files and what cannot be read."""
    if known.kind not in (FileKind.CHAT, FileKind.MAIL):
        return None
    from pathlib import PurePosixPath

    from lexcollect.formats.reading import content
    from lexcollect.proposing.sayings.listening import listen

    with suppress(Exception):  # hostile files fail in every way; their reader told it at the intake
        program = "mail" if known.kind is FileKind.MAIL else medium_of(record.facts.get("program", ""))
        messages = content(path, known).messages()
        if known.kind is FileKind.MAIL:
            messages = _with_attached(messages, path, known)
        return listen(messages, program, PurePosixPath(record.name).parent.name)
    return None


def _with_attached(messages: Iterator[Message], path: Path, known: Recognised) -> Iterator[Message]:
    """Yield the mails, and behind one alone what its attachments say, as words sent with it."""
    from lexcollect.formats.attached import attached_words
    from lexcollect.formats.shapes import MessageKind

    mails = list(islice(messages, 2))
    yield from mails
    yield from messages
    if len(mails) == 1:
        for number, (name, words) in enumerate(attached_words(path, known), start=mails[0].number + 1):
            place = say("proposing.said.attached", "zh", name=name)
            yield replace(
                mails[0], number=number, kind=MessageKind.FILE, text=words, quote=None, children=(), size=0, place=place
            )


def _of_mail(path: Path, known: Recognised) -> tuple[str, str]:
    if known.kind is not FileKind.MAIL:
        return "", ""
    from lexcollect.formats.reading import content

    with suppress(Exception):
        for message in content(path, known).messages():
            return message.sender, message.time.value.date().isoformat() if message.time.value else ""
    return "", ""


def _electronic(matter: Path, papers: Sequence[Paper], found: Mapping[str, Drafted]) -> Iterator[tuple[str, Drafted]]:
    """Yield what is known of the files that are themselves the original (电子数据), with that told of them."""
    from lexcollect.formats.pdf_signed import is_signed
    from lexcollect.proposing.electronic import is_electronic

    for paper in papers:
        if paper.file in found:
            signed = paper.file.lower().endswith(".pdf") and is_signed(matter / RAW / paper.file)
            if is_electronic(paper, signed=signed):
                yield paper.file, replace(found[paper.file], electronic=True)


def drafts_of(matter: Path, papers: Sequence[Paper], records: Sequence[Record] = ()) -> dict[str, Drafted]:
    """Return for each file what its words say of it as an exhibit; nothing where the case file cannot be read.

    Of ``records`` without words it is told what they probably are by the facts of the case file.
    """
    from lexcollect.casefile.loader import load_case
    from lexcollect.evidence.drafts import Drafted
    from lexcollect.proposing.exhibits import exhibits_of
    from lexcollect.proposing.sayings.screens import screens_of
    from lexcollect.proposing.sayings.titles import chats_as_exhibits

    with suppress(Refused):
        got = gathered(matter, papers)
        names = [paper.file for paper in papers if not paper.passages]
        screens = {
            name: Drafted("", "", group="催收与时效", beside=chat)
            for name, chat in screens_of(names, got.talks).items()
        }
        found = screens | chats_as_exhibits(got.talks, got.sides, got.found) | exhibits_of(got.found)
        found |= dict(_electronic(matter, papers, found))
        case = load_case(matter / CASE, CASE).case
        if case is None or not records:
            return found
        from lexcollect.proposing.recalled import recalled  # a new matter has no facts to compare with

        return {**recalled(case, records, found), **found}
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
    from lexcollect.matter.sources import read_sources

    return gathered_beside(papers, read_sources(matter).case, exhibits_by_file(matter), speakers_in(matter))


def gathered_beside(
    papers: Sequence[Paper],
    case: bytes,
    exhibits: Mapping[str, str],
    speakers: Sequence[Speaks],
    found: Sequence[Found] | None = None,
) -> Gathered:
    """Return what ``papers`` say beside the text ``case``; ``exhibits`` is file → exhibit id.

    ``found`` is what each paper says by itself, where that is known.
    """
    from lexcollect.casefile.loader import in_english

    decided = {one.key: one.who for one in speakers}
    return gather(papers, in_english(case, CASE, as_placed=True), exhibits, decided, found)


def speakers_in(matter: Path) -> tuple[Speaks, ...]:
    """Return who was decided to speak for whom in chats and mails; :class:`Refused` when the file is another's."""
    from lexcollect.files import read_bounded
    from lexcollect.proposing.decisions import read_speakers

    path = matter / FACTS
    return read_speakers(read_bounded(path, _LARGEST), FACTS) if path.is_file() else ()
