"""Batches: the papers of a ledger in folders ``v1``, ``v2`` …, whole or not there at all (批次).

Owns where a batch lies, what of it is there already, and how it is made so that a run killed at any moment loses
nothing and the next one ends with the same bytes. A batch grows out of sight and gets its name when it is whole. What
was edited by hand is never written over; a paper made from the same rows, terms, law and day is never written again.
The ledger is not touched. Knows no clock.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.files import sha256_bytes, sha256_file, write_bytes
from lexcollect.findings import Finding, Where, finding
from lexcollect.ledgers import manifest as lists
from lexcollect.ledgers import workers as crew
from lexcollect.ledgers.debtors import Chosen, Group, Left
from lexcollect.ledgers.letters import COMPLAINT, FORM, Made, Setting, inputs_of
from lexcollect.ledgers.manifest import Entry, Manifest
from lexcollect.ledgers.names import court_name, file_names
from lexcollect.ledgers.progress import Progress
from lexcollect.patterns import regex
from lexcollect.records import dataclass, field
from lexcollect.wording import text

if TYPE_CHECKING:
    from datetime import datetime

#: The folder that nobody sees: the batch on its way, and the lock.
HIDDEN = ".lexcollect"
_VERSION = regex(r"v([1-9]\d{0,5})")


@dataclass
class Outcome:
    """What a run did: papers ``written`` in ``folder``, the ones it found as they were, and those it could not make.

    ``made_anew`` are papers of earlier batches that were gone, ``edited`` those somebody wrote in. ``left`` are the
    rows without a paper, each with its reason.
    """

    title: str
    root: Path
    folder: Path | None = None
    written: list[Entry] = field(default_factory=list)
    unchanged: list[Entry] = field(default_factory=list)
    edited: list[Entry] = field(default_factory=list)
    made_anew: list[Entry] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def entries(self) -> list[Entry]:
        """Every paper that stands, in the order of the ledger."""
        every = [*self.written, *self.unchanged, *self.edited, *self.made_anew]
        return sorted(every, key=lambda one: one.rows)


@dataclass(frozen=True)
class Work:
    """A batch to be written: where, from what, with which processes; ``limit``: so many papers at the most."""

    root: Path
    title: str
    ledger: str
    setting: Setting
    chosen: Chosen
    now: datetime
    limit: int = 0
    workers: int = 0
    scheduler: str = ""
    told: Callable[[int, int], object] | None = None


def write(work: Work) -> Outcome:
    """Write what is not there yet and return what became of every row of the ledger.

    :class:`~lexcollect.findings.Refused` when another run writes here, or workers cannot be used.
    """
    from lexcollect.matter.lock import hold_settings

    base = work.root / work.title
    (base / HIDDEN).mkdir(parents=True, exist_ok=True)
    with hold_settings(base / HIDDEN, "batch draft", work.now):
        return _write(work, base)


def _write(work: Work, base: Path) -> Outcome:
    out = Outcome(work.title, base, left=list(work.chosen.left))
    known = published(base)
    inputs = {group.id: inputs_of(group, work.setting) for group in work.chosen.groups}
    partial = base / HIDDEN / "partial"
    progress = Progress.opened(partial)
    fresh: list[Group] = []
    gone: list[tuple[Group, Path, Entry]] = []
    waiting = work.chosen.by_urgency() if work.limit else list(work.chosen.groups)
    standing = 0
    while waiting and (not work.limit or standing < work.limit):
        room = work.limit - standing if work.limit else len(waiting)
        taken, waiting = waiting[:room], waiting[room:]
        new: list[Group] = []
        for group in taken:
            last = known.get(group.id)
            if last is None or last[1].inputs != inputs[group.id]:
                new.append(group)
                continue
            standing += 1
            _look(work, group, last, out, gone)
        standing += _make(work, new, inputs, progress)
        fresh += new
    out.left += [Left(row.number, row.name, text("batch_papers.left.limit")) for group in waiting for row in group.rows]
    _restore(work, gone, out)
    ordered = sorted(fresh, key=lambda group: group.first.number)
    _publish_what_is_made(work, base, [(group, known.get(group.id)) for group in ordered], progress, out)
    return out


def _look(
    work: Work, group: Group, last: tuple[Path, Entry], out: Outcome, gone: list[tuple[Group, Path, Entry]]
) -> None:
    """Say how a paper stands that was made from just these inputs before."""
    folder, entry = last
    path = folder / entry.file
    if not path.is_file():
        gone.append((group, folder, entry))
    elif sha256_file(path) == entry.sha256:
        out.unchanged.append(entry)
    else:
        out.edited.append(entry)
        out.findings.append(finding("LX-G140", Where(_shown(work.root, path))))


def _shown(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def published(base: Path) -> dict[str, tuple[Path, Entry]]:
    """Return the newest paper of each debtor below ``base`` with the folder of its batch."""
    found: dict[str, tuple[Path, Entry]] = {}
    for number in sorted(_numbers(base)):
        folder = base / f"v{number}"
        listed = lists.read(folder / lists.LIST_JSON)
        for entry in listed.entries if listed else ():
            found[entry.id] = (folder, entry)
    return found


def _numbers(base: Path) -> Iterator[int]:
    for entry in base.iterdir() if base.is_dir() else ():
        if match := _VERSION.fullmatch(entry.name):
            yield int(match[1])


def _restore(work: Work, gone: Sequence[tuple[Group, Path, Entry]], out: Outcome) -> None:
    """Write papers that were removed back to their batches."""
    groups = [group for group, _, _ in gone]
    for made, (_, folder, entry) in zip(_made(work, groups), gone, strict=True):
        if made.data is not None and sha256_bytes(made.data) == entry.sha256:
            write_bytes(folder / entry.file, made.data)
            out.made_anew.append(entry)
        else:
            out.findings.append(finding("LX-G141", Where(_shown(work.root, folder / entry.file))))


def _made(work: Work, groups: Sequence[Group]) -> Iterator[Made]:
    total = len(groups)
    told = work.told
    return crew.made(
        groups,
        work.setting,
        workers=work.workers,
        scheduler=work.scheduler,
        told=(lambda done: told(done, total)) if told else None,
    )


def _make(work: Work, groups: Sequence[Group], inputs: Mapping[str, str], progress: Progress) -> int:
    """Make the papers of ``groups`` that a run before has not made, out of sight; return how many there are now."""
    names = file_names(work.chosen.groups, work.title)
    todo = [group for group in groups if not progress.has(group.id, inputs[group.id])]
    for made, group in zip(_made(work, todo), todo, strict=True):
        progress.add(_entry(made, group, work, names[group.id], inputs[group.id]), made)
    progress.flush()
    return sum(progress.entry(group.id) is not None for group in groups)


def _publish_what_is_made(
    work: Work,
    base: Path,
    fresh: Sequence[tuple[Group, tuple[Path, Entry] | None]],
    progress: Progress,
    out: Outcome,
) -> None:
    """Give the batch its name, if there is a new paper in it, and tell why the others have none."""
    for group, last in fresh:
        entry = progress.entry(group.id)
        if entry is not None and last is not None and _stands(*last, entry):
            out.unchanged.append(last[1])
        elif entry is not None:
            out.written.append(entry)
        else:
            reasons, code = progress.reasons(group.id)
            out.left += [Left(row.number, row.name, reason, code) for row in group.rows for reason in reasons[:1]]
    out.left.sort(key=lambda one: one.row)
    if out.written:
        out.folder = _publish(work, base, progress.folder, progress, out)
    shutil.rmtree(progress.folder, ignore_errors=True)


def _stands(folder: Path, last: Entry, entry: Entry) -> bool:
    """Tell whether the paper that was just made stands already: a newer program or law book changed nothing in it."""
    same = replace(last, inputs=entry.inputs, file=entry.file) == entry
    path = folder / last.file
    return same and path.is_file() and sha256_file(path) == entry.sha256


def _entry(made: Made, group: Group, work: Work, name: str, inputs: str) -> Entry:
    """Return what the manifest says of a paper; its file stands in a folder of its court, where it has one."""
    court = made.court if work.setting.paper in (COMPLAINT, FORM) else ""
    return Entry(
        id=group.id,
        rows=tuple(row.number for row in group.rows),
        name=group.name,
        contracts=tuple(row.contract for row in group.rows),
        file=f"{court_name(court)}/{name}" if court else name,
        sha256=sha256_bytes(made.data) if made.data is not None else "",
        principal=f"{made.principal:.2f}",
        asked=f"{made.asked:.2f}",
        inputs=inputs,
        court=court,
        address=group.first.address,
        phone=group.first.phone,
        notes=tuple(note.render("zh") for note in made.notes),
    )


def _publish(work: Work, base: Path, partial: Path, progress: Progress, out: Outcome) -> Path:
    """Write the lists of the batch, make sure that all of it is on the disk, and rename it into its place."""
    setting = work.setting
    listed = Manifest(
        paper=setting.paper,
        title=work.title,
        as_of=setting.as_of.isoformat(),
        ledger=work.ledger,
        creditor=setting.profile.name,
        program=setting.program,
        law_book=setting.law_book,
        entries=tuple(out.written),
    )
    files: dict[str, bytes] = {}
    listed = replace(listed, packs=tuple(_packed(partial, listed, files)))
    files |= _lists(listed, out, progress)
    for name, data in files.items():
        _put(partial / name, data)
    _only(partial, {*files, *(one.file for one in listed.entries)})
    _sync(partial)
    folder = base / f"v{max(_numbers(base), default=0) + 1}"
    partial.rename(folder)
    _sync_folder(base)
    return folder


def _packed(partial: Path, listed: Manifest, files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Pack the complaints court by court into ``files``; yield name and digest of each archive."""
    from lexcollect.ledgers.zips import pack

    courts = dict.fromkeys(one.court for one in listed.entries if one.court)
    for court in courts:
        mine = [(one, (partial / one.file).read_bytes()) for one in listed.entries if one.court == court]
        name = f"{court_name(court)}.zip"
        files[name] = pack(mine)
        yield name, sha256_bytes(files[name])


def _lists(listed: Manifest, out: Outcome, progress: Progress) -> dict[str, bytes]:
    """Return the lists of a batch by file name."""
    from lexcollect.ledgers.reports import left_csv, unproved_csv
    from lexcollect.ledgers.sending import sheet_bytes

    bom = b"\xef\xbb\xbf"
    found = {
        lists.LIST_JSON: listed.json().encode("utf-8"),
        lists.LIST_CSV: bom + listed.csv().encode("utf-8"),
        lists.LEFT: bom + left_csv(out.left).encode("utf-8"),
    }
    if listed.paper in (COMPLAINT, FORM):
        found[lists.UNPROVED] = bom + unproved_csv(listed.entries).encode("utf-8")
    else:
        found[lists.SENDING] = sheet_bytes(listed, listed.entries)
    if listed.paper == FORM:
        from lexcollect.ledgers.form_rows import form_files

        found |= form_files(listed.entries, progress.fields())
    return found


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _only(folder: Path, wanted: set[str]) -> None:
    """Remove what a run that was killed has left in ``folder`` beside the files ``wanted``."""
    for path in sorted(folder.rglob("*"), reverse=True):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            with suppress(OSError):  # a folder with papers in it stays
                path.rmdir()
        elif name not in wanted:
            path.unlink()


def _sync(folder: Path) -> None:
    """Make sure that every file below ``folder`` is on the disk before it gets its name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no handle on a folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        return  # some network file systems refuse it; the files themselves are on the disk
    finally:
        os.close(handle)
