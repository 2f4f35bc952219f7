"""Catalogue: the confirmed order of the evidence, checked against the files.

Owns :func:`load_catalogue`: numbers, groups, files, and that every file of the material is accounted for exactly
once, as exhibit, attachment or with the reason why it is left out; what is not makes the package a draft. Collects all
findings at once. Decides nothing about pages.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from lexcollect.evidence.excerpts import EXCERPT, has_messages, words_of
from lexcollect.evidence.items import Catalogue, Collected, Decision, Group, Item, LeftOut, SourceFile
from lexcollect.evidence.keys import in_english
from lexcollect.evidence.material import Look, Material, by_bytes, leaves_folder
from lexcollect.evidence.page_checks import with_pages
from lexcollect.evidence.paged import LEFT_OUT, TURNED, page_words, turn_words
from lexcollect.evidence.private_runs import asked
from lexcollect.evidence.reading import CatalogueReader, DraftItem
from lexcollect.evidence.titles import is_file_name
from lexcollect.findings import Finding, Level, Where, finding, has_errors
from lexcollect.formats.kinds import FileKind
from lexcollect.layout import CATALOGUE_NAME
from lexcollect.wording import Text, say, text
from lexcollect.yamltree import Path_, parse_yaml, read_bytes


def load_catalogue(path: Path, material: Path, look: Look = by_bytes) -> tuple[Catalogue | None, list[Finding]]:
    """Read the catalogue at ``path`` for the files below ``material``: see :func:`read_catalogue`."""
    raw, findings = read_bytes(path)
    return (None, findings) if raw is None else read_catalogue(raw, material, look, path.name)


def read_catalogue(
    raw: bytes,
    material: Path,
    look: Look = by_bytes,
    name: str = CATALOGUE_NAME,
    *,
    for_package: bool = True,
    for_figures: bool = False,
) -> tuple[Catalogue | None, list[Finding]]:
    """Read the text ``raw`` of a catalogue for the files below ``material``; ``name`` is how findings call it.

    ``look`` says how much of a file is read: its bytes, or with :func:`~lexcollect.evidence.material.by_memory` none.
    Not ``for_package``: what only a package needs is told as a warning; ``for_figures``, who cites no exhibit: so is
    everything, and what could be read is returned. Returns the catalogue, or ``None`` when any finding is an error, and
    all findings with their lines.
    """
    catalogue, problems, found = _read(raw, material, look, name)
    if for_figures:
        less = _not_in_the_way(found, name)  # told of once: as what waits for the package, or as what is wrong
        return catalogue, _aside([*problems, *(found if has_errors([*problems, *less]) else less)], name)
    findings = [*problems, *(found if for_package else _not_in_the_way(found, name))]
    return (None if has_errors(findings) else catalogue), findings


def _read(raw: bytes, material: Path, look: Look, name: str) -> tuple[Catalogue | None, list[Finding], list[Finding]]:
    """Return the catalogue as far as it can be read, what is wrong with its text, and what with its entries."""
    tree, problems = parse_yaml(raw, name)
    if tree is None:
        return None, problems, []
    reader = CatalogueReader(in_english(tree))
    if not reader.is_catalogue():
        return None, problems + reader.findings, []
    if not material.is_dir():
        return None, [*problems, finding("LX-E021", Where(str(material)))], []
    catalogue, found = _Check(reader, Material(material, look)).result()
    return catalogue, problems, found


def _aside(found: list[Finding], name: str) -> list[Finding]:
    """Return the findings for those who only count: an unfinished catalogue holds up no sum and no deadline."""
    wrong = sum(f.stops for f in found)
    told = [replace(f, level=Level.WARNING) if f.stops else f for f in found]
    return [*told, finding("LX-A161", Where(name), count=wrong)] if wrong else told


def _not_in_the_way(found: list[Finding], name: str) -> list[Finding]:
    """Return the findings for those who build no package.

    A file that is gone must not stop a letter or a deadline; it is told, and that the package waits for it.
    """
    waits = [f.stops and (f.code in PACKAGE_ONLY or _only_printed(f)) for f in found]
    told = [replace(f, level=Level.WARNING) if wait else f for f, wait in zip(found, waits, strict=True)]
    return [*told, finding("LX-A160", Where(name), count=sum(waits))] if any(waits) else told


#: So many exhibits are named in a finding about several.
_SHOWN = 8


#: Errors that only stand in the way of a package: which files are in it, and why others are not. What papers cite of an
#: exhibit (its id, number and title) is not touched by them.
PACKAGE_ONLY = frozenset(
    {
        *("LX-E002", "LX-E010", "LX-E011", "LX-E012", "LX-E016", "LX-E021", "LX-E026"),
        *("LX-E038", "LX-E039", "LX-E040", "LX-E041"),
        *(f"LX-E{number}" for number in range(140, 150)),
    }
)
#: Keys of an exhibit that only the index of a package prints, or that only it needs; papers cite none of them.
_PRINTED_ONLY = frozenset(("purpose", "source", "original", "files", "reason", "file"))
_OF_A_KEY = frozenset({"LX-E003", "LX-E004", "LX-E025"})


def _only_printed(one: Finding) -> bool:
    """Tell whether a finding is about a key of an exhibit that papers do not cite."""
    key = dict(one.params).get("key")
    return one.code in _OF_A_KEY and isinstance(key, Text) and dict(key.params).get("en") in _PRINTED_ONLY


class _Check:
    """One reading of one catalogue against one folder."""

    def __init__(self, reader: CatalogueReader, material: Material) -> None:
        self.reader = reader
        self.material = material
        self.claimed: dict[str, int] = {}
        self.unlisted: list[str] = []

    def result(self) -> tuple[Catalogue, list[Finding]]:
        groups = self._groups()
        drafts = self._ordered(groups)
        self.reader.tell_open()
        items = tuple(self._item(draft) for draft in drafts)
        left = tuple(self._left_out())
        left += tuple(self._unaccounted())
        decisions = self._decisions(items, left)
        self._same_bytes(items)
        self._file_names(items)
        catalogue = Catalogue(
            groups, items, left, _digest(groups, items, left, decisions), decisions, tuple(self.unlisted)
        )
        return catalogue, self.reader.findings + self.material.findings

    def _groups(self) -> tuple[Group, ...]:
        groups: dict[int, Group] = {}
        for path, number, title in self.reader.groups():
            if number in groups:
                self.reader.refuse("LX-E009", (*path, "number"), no=number)
            groups.setdefault(number, Group(number, title))
        return tuple(groups[number] for number in sorted(groups))

    def _ordered(self, groups: tuple[Group, ...]) -> list[DraftItem]:
        """Items in the order of the bundle; ids, numbers and groups checked."""
        known = {group.no for group in groups}
        ids: dict[str, int] = {}
        numbers: dict[tuple[int, int, str], int] = {}
        drafts = self.reader.items()
        for draft in drafts:
            line = self.reader.tree.where((*draft.path, "id")).line
            if ids.setdefault(draft.id, line) != line:
                self.reader.refuse("LX-E005", (*draft.path, "id"), id=draft.id, first=ids[draft.id])
            line = self.reader.tree.where((*draft.path, "number")).line
            if numbers.setdefault(draft.order, line) != line:
                self.reader.refuse("LX-E006", (*draft.path, "number"), no=draft.no, first=numbers[draft.order])
            if draft.order[0] not in known:
                self.reader.refuse("LX-E008", (*draft.path, "number"), no=draft.no, group=draft.order[0])
        self._gaps(set(numbers))
        for number in sorted(known - {draft.order[0] for draft in drafts}):
            self.reader.refuse("LX-E022", ("groups",), no=number)
        for number in sorted(known):
            if number > 1 and number - 1 not in known:
                self.reader.refuse("LX-E138", ("groups",), no=number, missing=number - 1)
        return sorted(drafts, key=lambda draft: draft.order)

    def _gaps(self, numbers: set[tuple[int, int, str]]) -> None:
        have = {(group, number) for group, number, _ in numbers}
        for group, number in sorted(have):
            if number > 1 and (group, number - 1) not in have:
                self.reader.refuse("LX-E028", ("items",), missing=f"{group}-{number - 1}", no=f"{group}-{number}")

    def _item(self, draft: DraftItem) -> Item:
        files = tuple(file for path, name in draft.files if (file := self._claim(path, name)))
        for file in files:
            if file.kind in (FileKind.EMPTY.value, FileKind.SYSTEM.value):
                self.reader.refuse("LX-E024", (*draft.path, "files"), file=file.name)
        if draft.excerpt is not None and files:
            if has_messages(files[0]):
                files = (replace(files[0], part=draft.excerpt), *files[1:])
            else:
                self.reader.refuse("LX-E046", (*draft.path, EXCERPT), file=files[0].name)
        files = tuple(asked(file) if file.private else file for file in files)
        if draft.pages:
            files = with_pages(self.reader, draft, files, self.material)
        return Item(
            draft.id,
            draft.no,
            draft.order[0],
            draft.title,
            draft.date,
            draft.date_source,
            draft.kind,
            draft.working_source,
            draft.source,
            draft.purpose,
            draft.original,
            files,
            draft.proof,
            draft.withdrawn,
            draft.collected,
        )

    def _stored(self, path: Path_, name: str) -> str:
        """Return the stored name that ``name`` means; empty, with a finding, when there is none."""
        if leaves_folder(name):
            self.reader.refuse("LX-E011", path, file=name)
            return ""
        stored = self.material.find(name)
        if not stored:
            near = self.material.nearest(name)
            self.reader.refuse("LX-E010" if near else "LX-E026", path, file=name, near=near)
        return stored

    def _claim(self, path: Path_, name: str) -> SourceFile | None:
        """Return the file that ``name`` means, once; a second use is a finding."""
        stored = self._stored(path, name)
        if not stored:
            return None
        line = self.reader.tree.where(path).line
        if stored in self.claimed:
            self.reader.refuse("LX-E012", path, file=name, first=self.claimed[stored])
            return None
        self.claimed[stored] = line
        return self.material.file(stored)

    def _left_out(self) -> list[LeftOut]:
        left = []
        for path, name, reason, note in self.reader.left_out():
            if file := self._claim(path, name):
                left.append(LeftOut(file.name, reason, note))
        return left

    def _unaccounted(self) -> list[LeftOut]:
        """Files that the catalogue does not mention: told each, but for files of operating systems."""
        system = []
        for name in self.material.names:
            if name in self.claimed:
                continue
            if self.material.is_system(name):
                system.append(name)
            else:
                self.unlisted.append(name)
                self.reader.findings.append(finding("LX-E013", Where(self.reader.tree.file), file=name))
        if system:
            self.reader.findings.append(
                finding("LX-E020", Where(self.reader.tree.file), count=len(system), names=tuple(system[:8]))
            )
        return [LeftOut(name, say("evidence.reason.system", "zh")) for name in system]

    def _decisions(self, items: tuple[Item, ...], left: tuple[LeftOut, ...]) -> tuple[Decision, ...]:
        """Decisions on files that are there, one a file, none that the catalogue contradicts."""
        if "decisions" not in self.reader.top:
            return ()
        from lexcollect.evidence.decisions import read_decisions

        submitted = {file.name for item in items for file in item.files}
        stays = {one.name for one in left}
        made: dict[str, Decision] = {}
        for path, decision in read_decisions(self.reader):
            stored = self._stored(path, decision.file)
            if not stored:
                continue
            if stored in made:
                self.reader.refuse("LX-E041", path, file=stored)
            elif stored in (stays if decision.submit else submitted):
                key = "submit" if decision.submit else "leave_out"
                self.reader.refuse("LX-E040", path, file=stored, decision=text(f"evidence.decision.{key}"))
            else:
                made[stored] = replace(decision, file=stored)
        return tuple(made[name] for name in sorted(made))

    def _file_names(self, items: tuple[Item, ...]) -> None:
        """Titles that are only the names files came with: told once, they would go to the other side."""
        found = [item for item in items if any(is_file_name(item.title, file.name) for file in item.files)]
        if found:
            nos = [*(item.no for item in found[:_SHOWN]), *(["…"] if len(found) > _SHOWN else [])]
            self.reader.findings.append(finding("LX-E042", Where(self.reader.tree.file), count=len(found), nos=nos))

    def _same_bytes(self, items: tuple[Item, ...]) -> None:
        first: dict[str, str] = {}
        for item in items:
            for file in item.files:
                twin = first.setdefault(file.sha256, file.name) if file.sha256 else file.name
                if twin != file.name:
                    self.reader.findings.append(
                        finding("LX-E029", Where(self.reader.tree.file), file=file.name, twin=twin)
                    )


def _digest(
    groups: tuple[Group, ...], items: tuple[Item, ...], left: tuple[LeftOut, ...], decisions: tuple[Decision, ...]
) -> str:
    """SHA-256 over everything the catalogue says, with the hash of every file; order of writing plays no part."""
    content: list[Any] = [
        [[group.no, group.title] for group in groups],
        [
            [
                item.id,
                item.no,
                item.title,
                item.date.isoformat() if item.date else "",
                item.date_source,
                item.kind,
                item.working_source,
                item.source,
                item.purpose,
                item.original,
                list(item.proof),
                [[file.name, file.sha256] for file in item.files],
                *([[item.withdrawn.day.isoformat(), item.withdrawn.why]] if item.withdrawn else []),
                *([_collected(item.collected)] if item.collected else []),
                *([[EXCERPT, words_of(file.part)] for file in item.files if file.part]),
                *([_of_pages(file) for file in item.files if file.paged]),
            ]
            for item in items
        ],
        sorted([one.name, one.reason, one.note] for one in left),
        *[[one.file, list(one.about), one.submit, one.by, one.day.isoformat(), one.why] for one in decisions],
    ]
    written = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def _of_pages(file: SourceFile) -> list[str]:
    assert file.paged is not None
    turned, left_out = turn_words(file.paged.turns), page_words(file.paged.left_out)
    return [file.name, TURNED, turned, LEFT_OUT, left_out]


def _collected(how: Collected) -> list[Any]:
    return [how.by, how.moment, how.source, how.tool, list(how.steps), how.carrier]
