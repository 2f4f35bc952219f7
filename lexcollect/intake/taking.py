"""Taking in: a messy folder → exact copies, a record for every file, the list of problems.

Owns the order of work: walk, copy, look, compare, write down. Refuses to change, rename or overwrite anything
that was received. A second run takes only what is new and says what changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from lexcollect.files import sweep, write_all
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.recognise import identify
from lexcollect.intake.bringing import Hashed, Met, bring, hashed
from lexcollect.intake.chat_notes import put_together
from lexcollect.intake.examine import examine
from lexcollect.intake.judge import Seen, judge
from lexcollect.intake.origin import asks_of
from lexcollect.intake.private_words import FACT, marks_of, packed
from lexcollect.intake.records import Intake, Record
from lexcollect.intake.register import register_bytes, registered
from lexcollect.intake.summary import summarise
from lexcollect.intake.tables import list_bytes, problems_bytes
from lexcollect.intake.walk import walk
from lexcollect.layout import CACHE, MATERIAL_LIST, OWN, PROBLEMS, RAW, REGISTER

#: Called with files done, files in all, and the name at hand.
Progress = Callable[[int, int, str], None]
#: Called with the place, the SHA-256 and the bytes of each stored copy, before it is looked through.
Stored = Callable[[Path, str, int], None]


def take_in(
    source: Path,
    matter: Path,
    *,
    progress: Progress | None = None,
    known_ids: Collection[str] = (),
    stored: Stored | None = None,
) -> Intake:
    """Take every file below ``source`` into ``matter`` and return what was found.

    ``known_ids`` are the ID numbers of the parties: they are expected in the papers. ``source`` may be the
    folder ``1-收到的材料`` itself; nothing is copied then. ``stored`` is told of each copy, for work that goes on
    beside. Raises :class:`Refused` when it is no folder.
    """
    source, matter = source.resolve(), matter.resolve()
    material = matter / RAW
    if not source.is_dir():
        raise Refused([finding("LX-I047", Where(str(source)))])
    there, refused, findings = _bring(source, matter, material, progress)
    known = registered(matter)
    seen, digests, more = _look_at(material, there, known_ids, progress, stored)
    refused += more.refused
    records, judged = judge(seen)
    records += [Record(name, 0, "", FileKind.UNKNOWN, Status.UNREADABLE) for name in sorted(set(refused))]
    changed = [name for name, digest in digests.items() if known.get(name, digest) != digest]
    lost = {name: digest for name, digest in known.items() if name not in digests}
    findings += more.findings + judged + [finding("LX-I027", Where(name)) for name in changed]
    findings += [finding("LX-I028", Where(name)) for name in sorted(lost)]
    findings = _in_order(list(put_together(findings)))
    summary = summarise(
        source.name,
        records,
        findings,
        changed=changed,
        missing=sorted(lost),
        added=[name for name in digests if name not in known],
    )
    first = {**digests, **known}
    # The register goes first: what the list alone says is taken for an alteration.
    write_all(
        [
            (matter / REGISTER, register_bytes(first, records)),
            (matter / MATERIAL_LIST, list_bytes(records, lost, first)),
            (matter / PROBLEMS, problems_bytes(findings)),
        ]
    )
    return Intake(tuple(records), tuple(findings), summary)


def _bring(
    source: Path,
    matter: Path,
    material: Path,
    progress: Progress | None,
) -> tuple[dict[str, Hashed], list[str], list[Finding]]:
    """Copy what is new; return the hashes of what is there now, the names that could not be taken, the findings."""
    if source == material or material in source.parents:
        return {}, [], []
    material.mkdir(parents=True, exist_ok=True)
    seen = walk(source, skip=[matter / own for own in OWN] if source == matter else [matter])
    met, staging = Met(), matter / CACHE
    sweep(staging)

    def tell(done: int, name: str) -> None:
        if progress:
            progress(done, 2 * len(seen.files), name)

    there = bring(seen.files, material, staging, met, tell)
    return there, seen.refused + met.refused, seen.findings + met.findings


def _look_at(
    material: Path,
    there: dict[str, Hashed],
    known_ids: Collection[str],
    progress: Progress | None,
    stored: Stored | None,
) -> tuple[list[Seen], dict[str, str], Met]:
    """Hash every stored copy that was not hashed a moment ago, and examine all of them."""
    walked = walk(material)
    met = Met(list(walked.refused), list(walked.findings))
    seen: list[Seen] = []
    for done, (found, result) in enumerate(hashed(walked.files, there)):
        if progress:
            progress(len(walked.files) + done, 2 * len(walked.files), found.name)
        try:
            if isinstance(result, OSError):
                raise result
            known = identify(found.path, found.name)
        except OSError as error:
            met.cannot(found.name, error)
            continue
        digest, size = result
        if stored:
            stored(found.path, digest, size)
        look = examine(found.path, found.name, known)
        asked = asks_of(found.name, known.kind, look, known_ids)
        if look.spoken and (marks := marks_of(look.spoken)):
            look.facts[FACT] = packed(marks)
        look.text, look.spoken = "", []  # what was read for the cues is not kept: there may be fifty thousand files
        seen.append(Seen(found.name, found.path, size, digest, known.kind, look, asked))
    return seen, {one.name: one.sha256 for one in seen}, met


def _in_order(findings: list[Finding]) -> list[Finding]:
    """Errors first, then warnings, then notes; inside by code and name; each once."""
    rank = {"error": 0, "warning": 1, "note": 2}
    return sorted(dict.fromkeys(findings), key=lambda f: (rank[f.level.value], f.code, f.where.file))
