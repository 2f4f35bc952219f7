"""Writing back: case file and catalogue changed by place, checked, and written together or not at all.

Owns the one road by which a program changes what people wrote: :func:`revise` shows what would change, :func:`write`
does it. Refuses to write over what somebody else wrote since it was read, and shows both; refuses a text that the
loaders would refuse, and links in place of the files. Everything untouched stays byte for byte; what changed, from what
to what, by whom and by what means stands in the journal.
"""

from __future__ import annotations

import errno
import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.files import sha256_bytes
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.layout import CASE, CATALOGUE, FACTS, RAW, SERVED
from lexcollect.matter.layout import refuse_links
from lexcollect.matter.lock import Held, hold
from lexcollect.matter.sources import Sources, read_sources
from lexcollect.records import dataclass
from lexcollect.yamledit.changes import Add, Change, Place, Remove, Set, changed, remark_findings

if TYPE_CHECKING:
    from lexcollect.yamledit import Keys
    from lexcollect.yamltree import Plain

__all__ = [
    "Add",
    "Change",
    "Changed",
    "Conflict",
    "Conflicting",
    "Difference",
    "Errors",
    "Held",
    "Remove",
    "Revision",
    "Set",
    "Sources",
    "Written",
    "between",
    "hold",
    "read_sources",
    "revise",
    "write",
]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place of ``file``, its old and its new value (plain text; ``None`` for nothing there)."""

    file: str
    place: Place
    old: Plain
    new: Plain

    @property
    def shown(self) -> str:
        """The place on one line: ``payments.付款一.amount``; positions count from 1."""
        return ".".join(str(part + 1) if isinstance(part, int) else part for part in self.place)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place of a file that changed since it was read: what was read, what stands there now, what we wanted.

    ``ours`` equals ``base`` where only the others changed it; ``clash`` where both did, and not alike.
    """

    file: str
    place: Place
    base: Plain
    theirs: Plain
    ours: Plain

    @property
    def clash(self) -> bool:
        """Whether both sides changed the place, each in another way."""
        return self.theirs != self.base and self.ours != self.base and self.theirs != self.ours


class Conflicting(Refused):
    """Nothing was written: a file changed since it was read. ``conflicts`` show what either side changed."""

    def __init__(self, findings: Sequence[Finding], conflicts: Sequence[Conflict]) -> None:
        super().__init__(findings)
        self.conflicts = tuple(conflicts)


class Errors(StrEnum):
    """Which errors of the new text stop the writing: any, those it did not have before, or none."""

    REFUSE = "refuse"
    REFUSE_NEW = "refuse_new"
    ALLOW = "allow"


@dataclass(frozen=True)
class Revision:
    """Case file and catalogue after some changes; nothing is written yet.

    ``after`` holds the new bytes of the files that change, ``differences`` every place that does; ``findings`` name
    remarks that went with a fact or now stand above another one.
    """

    base: Sources
    after: dict[str, bytes]
    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...]

    @property
    def sources(self) -> Sources:
        """The two files as they would be."""
        files = self.base.files | self.after
        return Sources(files[CASE], files.get(CATALOGUE))


@dataclass(frozen=True)
class Changed:
    """Findings of the loaders on the two files: ``before`` the changes, and ``after`` them."""

    before: tuple[Finding, ...]
    after: tuple[Finding, ...]

    @property
    def new_errors(self) -> tuple[Finding, ...]:
        """The errors that the changes brought."""
        had = Counter(_alike(one) for one in self.before if one.stops)
        new = []
        for one in self.after:
            if one.stops and had[_alike(one)] <= 0:
                new.append(one)
            had[_alike(one)] -= one.stops
        return tuple(new)


@dataclass(frozen=True)
class Written:
    """What was written: ``files`` that changed, their ``differences``, the ``mark`` of the line in the journal."""

    files: tuple[str, ...]
    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...]
    mark: str


def revise(sources: Sources, *, case: Sequence[Change] = (), catalogue: Sequence[Change] = ()) -> Revision:
    """Return the two files after the changes to ``case`` and ``catalogue``, each list in its order.

    A place is named by keys, names (``id``) of facts and positions (from 0), each as it is when its change is made.
    :class:`Refused` when a file cannot be read or a place is not there.
    """
    after: dict[str, bytes] = {}
    differences: list[Difference] = []
    findings: list[Finding] = []
    for file, changes in ((CASE, case), (CATALOGUE, catalogue)):
        if not changes:
            continue
        if file not in sources.files:
            raise Refused([finding("LX-A001", Where(file))])
        raw, keys = sources.files[file], _keys(file)
        edited = changed(raw, changes, keys, file)
        findings += [one for one in remark_findings(edited, file) if not _of_the_template(one)]
        if edited.raw != raw:
            after[file] = edited.raw
            differences += _differences(file, raw, edited.raw)
    return Revision(sources, after, tuple(differences), tuple(findings))


def _of_the_template(one: Finding) -> bool:
    """Tell whether a remark that went is one that a first file came with: nobody misses its help."""
    if one.code != "LX-W021":
        return False
    from lexcollect.matter.skeleton import is_own_remark  # only where a remark went

    return is_own_remark(str(dict(one.params)["remark"]))


def between(base: Sources, wanted: Sources) -> Revision:
    """Return the revision that makes ``base`` the two files ``wanted``, which came from it by :func:`revise`."""
    after = {name: raw for name, raw in wanted.files.items() if raw != base.files.get(name)}
    differences = [one for name, raw in after.items() for one in _differences(name, base.files[name], raw)]
    return Revision(base, after, tuple(differences), ())


def check(folder: Path, revision: Revision) -> Changed:
    """Return what the loaders say of the two files of the matter ``folder``, before and after ``revision``."""
    return Changed(_found(folder, revision.base), _found(folder, revision.sources))


def write(
    held: Held,
    revision: Revision,
    *,
    who: str,
    means: str,
    errors: Errors | str = Errors.REFUSE,
    decisions: bytes | None = None,
) -> Written:
    """Write ``revision`` into the matter that is ``held``: all its files, or none.

    ``who`` (a person's name as they gave it) and ``means`` (``log``, ``sheet``, ``review``) go into the journal with
    the old and the new value of every place. ``decisions`` is the list of decisions on proposed facts as it is to be,
    written with them or not at all. Nothing is written, and :class:`Refused` says why, when a file changed
    since it was read (:class:`Conflicting`), when the loaders find ``errors``, or when a link stands in place of a
    file. :class:`OSError` when the disk refuses: then too nothing is written.
    """
    refuse_links(held.folder)
    now = read_sources(held.folder)
    _refuse_conflicts(revision, now)
    if not revision.after and decisions is None:
        return Written((), (), revision.findings, "")
    _refuse_read_only(held.folder, revision)
    if revision.after:
        _refuse_errors(held.folder, replace(revision, base=now), Errors(errors))
    from lexcollect.matter.commit import Exchange, Record, commit, list_of_decisions
    from lexcollect.matter.journal import line_of

    base = revision.base.files
    exchanges = [Exchange(name, base[name], raw) for name, raw in revision.after.items()]
    if decisions is not None:
        exchanges.append(Exchange(FACTS, list_of_decisions(held.folder), decisions))
    digests = {one.name: [sha256_bytes(one.before), sha256_bytes(one.after)] for one in exchanges}
    mark = sha256_bytes(repr((held.now, digests)).encode())[:16]
    line = line_of(_entry(held, revision, who, means, digests, mark))
    commit(held.folder, Record(tuple(exchanges), mark, line))
    return Written(tuple(digests), revision.differences, revision.findings, mark)


def _refuse_read_only(folder: Path, revision: Revision) -> None:
    """A file that its owner made read-only is not replaced behind their back."""
    for name in revision.after:
        if not os.access(folder / name, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder / name))


# --- what the loaders say ----------------------------------------------------------------------------------------


def _refuse_errors(folder: Path, revision: Revision, errors: Errors) -> None:
    if errors is Errors.ALLOW:
        return
    found = check(folder, revision)
    stopping = found.new_errors if errors is Errors.REFUSE_NEW else tuple(one for one in found.after if one.stops)
    if stopping:
        raise Refused([finding("LX-W040", count=len(stopping)), *stopping])


def _found(folder: Path, sources: Sources) -> tuple[Finding, ...]:
    from lexcollect.casefile.checks import check_evidence
    from lexcollect.casefile.loader import parse_case

    loaded = parse_case(sources.case, CASE)
    found = list(loaded.findings)
    if sources.catalogue is not None:
        from lexcollect.evidence.catalogue import read_catalogue
        from lexcollect.evidence.material import by_memory
        from lexcollect.intake.register import remembered

        catalogue, more = read_catalogue(sources.catalogue, folder / RAW, by_memory(remembered(folder)))
        found += more
        if catalogue is not None and (folder / SERVED).exists():
            from lexcollect.matter.serving import served_checks

            found += served_checks(folder, catalogue, for_package=False)
        if loaded.case is not None and catalogue is not None:
            found += check_evidence(loaded.case, {item.id for item in catalogue.items})
    return tuple(found)


def _alike(one: Finding) -> tuple[Any, ...]:
    """Return what makes two findings the same although lines and positions moved."""
    return one.code, one.params, one.where.file, re.sub(r"\[\d+\]", "[]", one.where.field)


# --- what changed meanwhile --------------------------------------------------------------------------------------


def _refuse_conflicts(revision: Revision, now: Sources) -> None:
    findings: list[Finding] = []
    conflicts: list[Conflict] = []
    for name, base in revision.base.files.items():
        theirs = now.files.get(name)
        if name not in revision.after or theirs == base:
            continue
        findings.append(finding("LX-W041", Where(name)))
        if theirs is not None:
            found = _conflicts(name, base, theirs, revision)
            conflicts += found
            findings += [_clash(one) for one in found if one.clash]
    if findings:
        raise Conflicting(findings, conflicts)


def _conflicts(name: str, base: bytes, theirs: bytes, revision: Revision) -> list[Conflict]:
    ours = {one.place: one for one in revision.differences if one.file == name}
    other = {one.place: one for one in _differences(name, base, theirs)}
    out = []
    for place in [*ours, *(place for place in other if place not in ours)]:
        was = (ours.get(place) or other[place]).old
        out.append(
            Conflict(
                name,
                place,
                was,
                other[place].new if place in other else was,
                ours[place].new if place in ours else was,
            )
        )
    return out


def _clash(one: Conflict) -> Finding:
    shown = Difference(one.file, one.place, one.base, one.ours).shown
    return finding(
        "LX-W042", Where(one.file, field=shown), base=_words(one.base), theirs=_words(one.theirs), ours=_words(one.ours)
    )


def _words(value: Plain) -> str:
    from lexcollect.yamledit.render import inline
    from lexcollect.yamledit.style import Style

    return "—" if value is None else value if isinstance(value, str) else inline(value, Style())


# --- small things ------------------------------------------------------------------------------------------------


def _keys(file: str) -> Keys:
    from lexcollect.casefile.places import case_keys
    from lexcollect.evidence.places import catalogue_keys

    found: dict[str, Callable[[], Keys]] = {CASE: case_keys, CATALOGUE: catalogue_keys}
    return found[file]()


def _differences(file: str, old: bytes, new: bytes) -> list[Difference]:
    from lexcollect.yamledit import differences
    from lexcollect.yamltree import parse_yaml

    (was, _), (now, _) = parse_yaml(old, file), parse_yaml(new, file)
    if was is None or now is None or not isinstance(was.data, dict) or not isinstance(now.data, dict):
        return []  # somebody left a text that cannot be read: the digests tell that it changed
    return [Difference(file, *found) for found in differences(was.data, now.data, _keys(file))]


def _entry(
    held: Held, revision: Revision, who: str, means: str, digests: dict[str, list[str]], mark: str
) -> dict[str, Any]:
    from lexcollect.version import __version__

    return {
        "when": held.now.isoformat(timespec="seconds"),
        "command": means,
        "who": who,
        "version": __version__,
        "commit": mark,
        "changed": list(digests),
        "sha256": digests,
        "values": [
            {"file": one.file, "place": list(one.place), "old": one.old, "new": one.new} for one in revision.differences
        ],
        "remarks": [str(dict(one.params)["remark"]) for one in revision.findings if one.code == "LX-W021"],
    }
