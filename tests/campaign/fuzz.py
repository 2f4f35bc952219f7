"""Fuzz: every reader by itself against mutated files, so many each, and what came of them as a table.

Usage::

    python tests/campaign/fuzz.py [--each 10000] [--first 0] [--seed 1] [--keep FOLDER] [READER ...]

A reader is called by force with the kind of its seed, whatever a mutated file would be recognised as, so that no
damage is kept from it. Right is an answer or a refusal (:class:`BadFile`). Wrong: any other exception, more than two
seconds of CPU, more memory than the limit, a process that dies. Ends with 1 when anything was wrong; ``--keep`` writes
those files.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing as mp
import random
import resource
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
for place in (HERE, HERE.parent.parent):
    if str(place) not in sys.path:
        sys.path.insert(0, str(place))

import seeds  # noqa: E402
from mutations import mutated  # noqa: E402
from tally import Tally  # noqa: E402

#: Seconds of CPU that one file may take; a process that says nothing for so many seconds of the clock is ended.
SECONDS, SILENT = 2.0, 60
#: Bytes of address space of a process that reads, and of memory that one file may take.
ADDRESSES, MEMORY = 3 << 30, 400 << 20
WORKERS = 2
#: Most bytes that are taken of one member: an honest one is smaller.
MEMBER = 20_000_000


@dataclass
class Row:
    """What became of the inputs of one reader; ``wrong`` holds number of the input and what happened."""

    reader: str
    inputs: int = 0
    refused: int = 0
    slowest: float = 0.0
    slowest_input: int = 0
    memory: int = 0
    wrong: list[tuple[int, str]] = field(default_factory=list)

    def line(self) -> str:
        """Return the row as it is printed."""
        slow = f"{self.slowest * 1000:8.0f} ms (no. {self.slowest_input})"
        return f"{self.reader:24}{self.inputs:8}{self.refused:9}{slow:>24}{self.memory >> 20:7} MB{len(self.wrong):7}"


HEAD = f"{'reader':24}{'inputs':>8}{'refused':>9}{'slowest input':>24}{'memory':>10}{'wrong':>7}"


def readers() -> dict[str, tuple[str, ...]]:
    """Return every reader → the names of its seeds."""
    inside = {reader: seeds.by_inside(reader) for reader in seeds.INSIDE}
    return {"recognise": tuple(seeds.samples())} | seeds.by_card() | seeds.by_dialect() | inside


def file_of(reader: str, number: int, seed: int) -> tuple[str, bytes, bytes]:
    """Return the name of the seed, the seed, and the mutated file of a trial."""
    draw = random.Random(f"{seed}/{reader}/{number}")
    name = draw.choice(readers()[reader])
    honest = seeds.samples()[name]
    return name, honest, mutated(draw, honest)


# --- reading ------------------------------------------------------------------------------------------------------


def read(reader: str, name: str, honest: bytes, path: Path) -> None:
    """Read the file at ``path`` as a file of ``reader``; ``name`` and ``honest`` are those of the seed."""
    from lexcollect.formats.chats.linking import linked
    from lexcollect.formats.chats.remarks import Remarks
    from lexcollect.formats.chats.source import Source
    from lexcollect.formats.recognise import identify, identify_stream

    last = name.rpartition("/")[2]
    if reader == "recognise":
        identify(path, last)
    elif reader in seeds.DIALECTS:
        dialect, remarks = seeds.DIALECTS[reader], Remarks()
        if dialect.refused:
            _whole(identify(path, last), path, last)
            return
        for message in linked(dialect.messages(Source(path, remarks)), path.parent):
            remarks.see(message)
            _storable(message)
        remarks.close()
        remarks.findings()
        if dialect.members:
            _members(dialect.inside(path))
    elif reader in seeds.INSIDE:
        _INSIDE[reader](path)
    else:
        _whole(identify_stream(io.BytesIO(honest), last), path, last)


def _whole(known: Any, path: Path, name: str) -> None:
    """Ask a card for everything it can say: what it refuses in one piece it may hand out in another."""
    from lexcollect.formats.refusals import BadFile
    from lexcollect.formats.within import has_members, search_within

    refusals = []
    card, kind = known.format, known.kind
    opened = card.content(path, kind)

    def seen() -> None:
        found = card.look(path, name, kind)
        if has_members(known, found):
            search_within(path, known, found)
        for told in found.findings:
            (told.message("zh") + told.remedy("zh") + told.message("en")).encode()
        for fact in (*found.facts.values(), found.text, *(day.raw for day in found.dates), *found.refers):
            fact.encode()

    pieces: list[Callable[[], Any]] = [seen, lambda: _members(opened.members())]
    pieces += [
        lambda what=what: list(map(_storable, getattr(opened, what)())) for what in ("messages", "pages", "text")
    ]  # type: ignore[misc]
    if card.damage is not None:
        pieces.append(lambda: card.damage(path, kind))
    for piece in pieces:
        try:
            piece()
        except BadFile as bad:
            refusals.append(bad)
    if refusals:
        raise refusals[0]


def _storable(piece: Any) -> None:
    """Whatever words were read can be written down: a character that none is would stop a list later."""
    for name in ("sender", "sender_id", "conversation", "text", "reference", "place", "refers", "ids"):
        str(getattr(piece, name, "")).encode("utf-8")
    for one in getattr(piece, "attachments", ()):
        f"{one.name}{one.path}".encode()


def _members(members: Iterator[Any]) -> None:
    from lexcollect.formats.refusals import BadFile

    for member in members:
        try:
            member.read(MEMBER)
        except BadFile:
            continue


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def _bank(path: Path) -> None:
    from lexcollect.formats.bank_table import bank_table
    from lexcollect.formats.kinds import FileKind
    from lexcollect.formats.readers.text import TextContent

    bank_table(piece.text for piece in TextContent(path, FileKind.CSV).text())


def _workbook(path: Path) -> None:
    from lexcollect.formats.bank_table import bank_table_of_workbook

    bank_table_of_workbook(path)


def _invoice(path: Path) -> None:
    from lexcollect.formats.e_invoice import read_e_invoice

    read_e_invoice(path.read_bytes())


def _ofd(path: Path) -> None:
    from lexcollect.formats.ofd_pages import invoice_of_ofd, pages_of_ofd

    invoice_of_ofd(path)
    list(pages_of_ofd(path))


def _track(path: Path) -> None:
    from lexcollect.formats.courier_track import tracks_in

    tracks_in(_text(path))


def _words(path: Path) -> None:
    from lexcollect.formats.page_words import said

    said(path)


_INSIDE: dict[str, Callable[[Path], None]] = {
    "bank_table": _bank,
    "bank_table_of_workbook": _workbook,
    "e_invoice": _invoice,
    "ofd_pages": _ofd,
    "courier_track": _track,
    "page_words": _words,
}


# --- many ---------------------------------------------------------------------------------------------------------


def _work(pipe: Any, folder: str, seed: int) -> None:
    """Read file after file; the parent ends a process that says nothing for too long."""
    from lexcollect.formats.refusals import BadFile

    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    while True:
        reader, number = pipe.recv()
        name, honest, data = file_of(reader, number, seed)
        path = Path(folder) / ("x" + Path(name).suffix)
        path.write_bytes(data)
        before, refused, wrong = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, False, ""
        begun = time.process_time()
        try:
            read(reader, name, honest, path)
        except BadFile:
            refused = True
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)
            ours = [one for one in place if "lexcollect" in one.filename] or list(place)
            wrong = f"{type(error).__name__}: {str(error)[:160]} at {Path(ours[-1].filename).name}:{ours[-1].lineno}"
        took = time.process_time() - begun
        more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) << 10
        if took > SECONDS:
            wrong = wrong or f"{took:.1f} s of CPU"
        if more > MEMORY:
            wrong = wrong or f"{more >> 20} MB"
        pipe.send((refused, wrong, took, more))


class _Worker:
    """A process that reads files; started anew after one that hung or died."""

    def __init__(self, folder: Path, seed: int) -> None:
        folder.mkdir()
        self._arguments = (str(folder), seed)
        self._process: Any = None
        self._pipe: Any = None

    def read(self, reader: str, number: int) -> tuple[bool, str, float, int]:
        if self._process is None:
            here, there = mp.get_context("spawn").Pipe()
            self._process = mp.get_context("spawn").Process(target=_work, args=(there, *self._arguments), daemon=True)
            self._process.start()
            self._pipe = here
            there.close()
        try:
            self._pipe.send((reader, number))
            if self._pipe.poll(SILENT):
                answer: tuple[bool, str, float, int] = self._pipe.recv()
                return answer
            wrong = f"nothing for {SILENT} s"
        except (EOFError, OSError):
            self._process.join(5)
            wrong = f"the process died with {self._process.exitcode}"
        self.stop()
        return False, wrong, 0.0, 0

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process = None


def _one(reader: str, numbers: range, worker: _Worker) -> Row:
    row = Row(reader)
    for number in numbers:
        refused, wrong, took, more = worker.read(reader, number)
        row.inputs += 1
        row.refused += refused
        row.memory = max(row.memory, more)
        if took > row.slowest:
            row.slowest, row.slowest_input = took, number
        if wrong:
            row.wrong.append((number, wrong))
    return row


def rows(names: list[str], numbers: range, seed: int, *, told: Callable[[Row], None] = lambda _: None) -> list[Row]:
    """Return the row of every reader in ``names`` for the trials ``numbers``; ``told`` gets each when it is done."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        workers = [_Worker(Path(folder, str(number)), seed) for number in range(WORKERS)]
        left, done = list(names), []

        def share(worker: _Worker) -> None:
            while left:
                done.append(_one(left.pop(0), numbers, worker))
                told(done[-1])

        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(share, workers))
        for worker in workers:
            worker.stop()
    return sorted(done, key=lambda row: names.index(row.reader))


def run(count: int, seed: int, folder: Path) -> Tally:
    """Read ``count`` mutated files with every reader."""
    tally = Tally("fuzz")
    for row in rows(list(readers()), range(count), seed):
        tally.tried += row.inputs
        tally.count("refused", row.refused)
        tally.facts["slowest ms"] = max(tally.facts.get("slowest ms", 0), round(row.slowest * 1000))
        for number, what in row.wrong:
            kind = "hung" if "s of CPU" in what or "nothing for" in what or what.endswith("MB") else "crashed"
            tally.bad(kind, f"{row.reader} no. {number}: {what}")
    tally.facts["readers"] = len(readers())
    return tally


def main() -> int:
    """Print the table; write the files that went wrong where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("readers", nargs="*", metavar="READER")
    parser.add_argument("--each", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first trial")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    names = asked.readers or list(readers())
    unknown = set(names) - set(readers())
    if unknown:
        parser.error(f"no such reader: {', '.join(sorted(unknown))}")

    def told(row: Row) -> None:
        print(row.line(), flush=True)
        for number, what in row.wrong[:20]:
            print(f"    no. {number}: {what}", flush=True)
            if asked.keep:
                name, _, data = file_of(row.reader, number, asked.seed)
                asked.keep.mkdir(parents=True, exist_ok=True)
                (asked.keep / f"{row.reader}-{number}{Path(name).suffix}").write_bytes(data)

    print(HEAD)
    done = rows(names, range(asked.first, asked.first + asked.each), asked.seed, told=told)
    print(f"{len(done)} readers, {sum(row.inputs for row in done)} inputs, {sum(len(row.wrong) for row in done)} wrong")
    return int(any(row.wrong for row in done))


if __name__ == "__main__":
    sys.exit(main())
