"""Logbook (记录): what happened, entered into the case file through the one writer, with its files as material.

Owns the way of an entry: values checked by the models of the case file, an id that is free, the text as it would be
(:func:`drafted`), and writing it (:func:`written`). A record of fact is never refused because the law stands against
what happened: that is told. Refused are what cannot be read, what lies ahead, and files that are not there. Asks nobody
and knows no clock.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.layout import CASE, CASE_SHEET
from lexcollect.matter.spelling import in_chinese, spelled, yes_no
from lexcollect.matter.writing import (
    Add,
    Change,
    Changed,
    Errors,
    Revision,
    Set,
    Sources,
    check,
    read_sources,
    revise,
    write,
)
from lexcollect.proposing.standing import entries_of, fields_by_key, model_of
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case, Proved
    from lexcollect.matter.lock import Held
    from lexcollect.matter.writing import Written

#: The folder of the material into which files of entries go.
FOLDER = "联系记录"
#: No recording or photograph of a slip is larger; what is goes through ``intake``.
_LARGEST = 500_000_000


@dataclass(frozen=True)
class Entry:
    """What is entered: ``values`` by the keys of a ``group`` of the case file.

    ``at`` is the id of a fact that is completed (a letter that arrived); without it a new fact is added, whose id
    begins with ``called``. ``files`` go into the material; the first is named under the key ``file_key``, if any.
    A number under ``contact`` is the place of another entry of the same run.
    """

    group: str
    values: Mapping[str, Any]
    called: str = ""
    at: str = ""
    files: tuple[Path, ...] = ()
    file_key: str = ""


@dataclass(frozen=True)
class Drafted:
    """Entries as they would stand in the case file: nothing is written yet. ``facts`` are theirs, in their order."""

    revision: Revision
    case: Case | None
    facts: tuple[Proved, ...]
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Logged:
    """What was written: the files of the matter that changed, what was told of them, and what became ``material``."""

    drafted: Drafted
    written: Written
    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    material: tuple[str, ...] = ()


def refuse_missing_files(entries: Sequence[Entry]) -> None:
    """Refuse entries whose files cannot be read; :class:`Refused` names each."""
    wrong = [path for entry in entries for path in entry.files if not path.is_file() or path.stat().st_size > _LARGEST]
    if wrong:
        raise Refused([finding("LX-N045", Where(str(path)), file=path.name) for path in wrong])


def drafted(folder: Path, entries: Sequence[Entry], named: Mapping[int, str] | None = None) -> Drafted:
    """Return ``entries`` as they would stand in the case file of ``folder``.

    ``named`` are the names of files in the material, by the place of their entry. :class:`Refused` where a value cannot
    be read, or the case file cannot.
    """
    sources = read_sources(folder)
    data = _data(sources)
    taken: dict[str, set[str]] = {}
    changes: list[Change] = []
    ids: list[str] = []
    for at, entry in enumerate(entries):
        values = dict(entry.values)
        if entry.file_key and named and at in named:
            values[entry.file_key] = named[at]
        group = taken.setdefault(entry.group, {str(one.get("id", "")) for one in entries_of(data, entry.group)})
        id = entry.at or _free(entry.called, group)
        group.add(id)
        ids.append(id)
        if isinstance(values.get("contact"), int):
            values["contact"] = ids[values["contact"]]
        changes += _changes(sources.case, entry, id, values)
    revision = revise(sources, case=changes)
    case = _read(revision.sources)
    facts = tuple(_fact(case, entry, id) for entry, id in zip(entries, ids, strict=True)) if case else ()
    return Drafted(revision, case, tuple(one for one in facts if one is not None), tuple(ids))


def written(held: Held, entries: Sequence[Entry], who: str, means: str) -> Logged:
    """Take the files of ``entries`` in and write them; ``who`` acted, as the journal has it, by the verb ``means``.

    :class:`Refused` where the writer refuses; files stay in the material then. A case file that was wrong before takes
    the entry too: what happened must not wait for a slip elsewhere.
    """
    refuse_missing_files(entries)
    names, taken, told = _taken_in(held, entries)
    draft = drafted(held.folder, entries, names)
    looked = check(held.folder, draft.revision)
    sound = not any(one.stops for one in looked.before)
    done = write(held, draft.revision, who=who, means=means, errors=Errors.REFUSE_NEW if sound else Errors.ALLOW)
    told = (*told, *_new(looked))
    sheets: tuple[str, ...] = ()
    if (held.folder / CASE_SHEET).exists():
        from lexcollect.matter.sheets import write_sheets

        drawn = write_sheets(held)
        sheets, told = drawn.files, (*told, *drawn.findings)
    files = tuple(dict.fromkeys((*taken, *done.files, *sheets)))
    return Logged(draft, done, files, (*told, *done.findings), tuple(names.values()))


def _new(looked: Changed) -> tuple[Finding, ...]:
    """Return what the case file says now and did not say before: a number that does not check, a likely twin."""
    had = Counter((one.code, one.params) for one in looked.before)
    found = []
    for one in looked.after:
        key = (one.code, one.params)
        if had[key] <= 0:
            found.append(one)
        had[key] -= 1
    return tuple(found)


def _taken_in(held: Held, entries: Sequence[Entry]) -> tuple[dict[int, str], tuple[str, ...], tuple[Finding, ...]]:
    """Take the files in; return their names below the material by entry, what was written, and what is told."""
    if not any(entry.files for entry in entries):
        return {}, (), ()
    from lexcollect.files import sha256_file
    from lexcollect.matter.receiving import received, take

    names: dict[int, str] = {}
    digests: dict[int, str] = {}
    with tempfile.TemporaryDirectory(prefix="lexcollect-") as folder:
        for at, entry in enumerate(entries):
            for path in entry.files:
                name = _material_name(entry, path)
                _copy(path, Path(folder) / name)
                if at not in names:
                    names[at], digests[at] = name, sha256_file(path)
        intake = take(Path(folder), held.folder)
    known = {record.sha256: record.name for record in reversed(intake.records)}
    names = {at: known.get(digests[at], name) for at, name in names.items()}
    got = received(held.folder, intake, held)
    notes = tuple(finding("LX-N046", Where(name), file=name) for name in names.values())
    ours = tuple(f for f in got.findings if f.where.file in names.values() and f.code != "LX-I048")
    return names, (*got.written, *got.sheets), (*ours, *notes)


def _material_name(entry: Entry, path: Path) -> str:
    from lexcollect.cn.names import safe_file_name

    day = str(entry.values.get("date") or "")
    return "/".join(
        part for part in (FOLDER, f"{day}{entry.called[:12]}".strip() or "其他", safe_file_name(path.name)) if part
    )


def _copy(source: Path, to: Path) -> None:
    import shutil

    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, to)


def _data(sources: Sources) -> dict[str, Any]:
    from lexcollect.casefile.loader import in_english

    data = in_english(sources.case, CASE, as_placed=True)
    return dict(data) if isinstance(data, Mapping) else {}


def _read(sources: Sources) -> Case | None:
    from lexcollect.casefile.loader import parse_case

    loaded = parse_case(sources.case, CASE)
    return loaded.case or loaded.read


def _fact(case: Case, entry: Entry, id: str) -> Proved | None:
    facts: Sequence[Any] = getattr(case, entry.group)
    if "id" in fields_by_key(entry.group):
        return next((one for one in facts if one.id == id), None)
    return facts[-1] if facts else None


def _changes(raw: bytes, entry: Entry, id: str, values: Mapping[str, Any]) -> list[Change]:
    fields, chinese = fields_by_key(entry.group), in_chinese(raw)
    said = {key: value for key, value in values.items() if value not in (None, "", (), [])}
    _refuse_unreadable(entry, said, id)
    written = {key: spelled(fields[key], yes_no(said[key]), chinese=chinese) for key in fields if key in said}
    if entry.at:
        return [Set((entry.group, entry.at, key), value) for key, value in written.items()]
    return [Add((entry.group,), {**({"id": id} if "id" in fields else {}), **written})]


def _refuse_unreadable(entry: Entry, said: Mapping[str, Any], id: str) -> None:
    """Refuse values that the case file could not read; :class:`Refused` names each by its label."""
    from lexcollect.casefile.facts import read_fact
    from lexcollect.casefile.labels import label_of
    from lexcollect.casefile.refusals import finding_of

    model = model_of(entry.group)
    data = {"id": id, **{key: yes_no(value) for key, value in said.items()}}
    if "id" not in fields_by_key(entry.group):
        data.pop("id")
    _, slips = read_fact(model, data)
    wrong = [one for one in slips if not one.remark and not (entry.at and one.code == "missing")]
    if wrong:
        label = [label_of(model.__name__, str(one.loc[-1])) if one.loc else "" for one in wrong]
        raise Refused([finding_of(one, Where(CASE, field=name)) for one, name in zip(wrong, label, strict=True)])


def _free(called: str, taken: set[str]) -> str:
    """Return ``called``, with a number behind it where facts of that name are there already."""
    number, id = 1, called
    while id in taken:
        number += 1
        id = f"{called}-{number}"
    return id
