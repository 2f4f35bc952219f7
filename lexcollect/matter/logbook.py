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
from lexcollect.layout import CASE, CASE_SHEET, CATALOGUE
from lexcollect.matter.log_exhibits import Attached, Taken, listed
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
    begins with ``called``. ``files`` go into the material and get their line in the catalogue; the first is named under
    the key ``file_key``, if any.
    A number under ``contact`` is the place of another entry of the same run.
    """

    group: str
    values: Mapping[str, Any]
    called: str = ""
    at: str = ""
    files: tuple[Attached, ...] = ()
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
    paths = [one.path for entry in entries for one in entry.files]
    wrong = [path for path in paths if not path.is_file() or path.stat().st_size > _LARGEST]
    if wrong:
        raise Refused([finding("LX-N045", Where(str(path)), file=path.name) for path in wrong])


def drafted(folder: Path, entries: Sequence[Entry], taken: Mapping[int, Sequence[Taken]] | None = None) -> Drafted:
    """Return ``entries`` as they would stand in the case file of ``folder``.

    ``taken`` are their files in the material, by the place of their entry. :class:`Refused` where a value cannot be
    read, or the case file cannot.
    """
    sources = read_sources(folder)
    data, catalogue = _data(sources), _catalogue(sources)
    names: dict[str, set[str]] = {}
    changes: list[Change] = []
    lines: list[Change] = []
    ids: list[str] = []
    for at, entry in enumerate(entries):
        values, files = dict(entry.values), (taken or {}).get(at, ())
        if entry.file_key and files:
            values[entry.file_key] = files[0].name
        group = names.setdefault(entry.group, {str(one.get("id", "")) for one in entries_of(data, entry.group)})
        id = entry.at or _free(entry.called, group)
        group.add(id)
        ids.append(id)
        if isinstance(values.get("contact"), int):
            values["contact"] = ids[values["contact"]]
        if files and catalogue is not None:
            day = str(values.get("date") or values.get("delivered_on") or "")
            exhibits, more = listed(catalogue, files, id or entry.called or entry.group, day)
            lines += more
            values["evidence"] = _evidence(data, entry, values, exhibits)
        changes += _changes(sources.case, entry, id, values)
    revision = revise(sources, case=changes, catalogue=lines)
    case = _read(revision.sources)
    facts = tuple(_fact(case, entry, id) for entry, id in zip(entries, ids, strict=True)) if case else ()
    return Drafted(revision, case, tuple(one for one in facts if one is not None), tuple(ids))


def _evidence(
    data: Mapping[str, Any], entry: Entry, values: Mapping[str, Any], exhibits: Sequence[str]
) -> list[str] | None:
    """Return the exhibits of a fact: those it has, those typed, those that came with it."""
    held: Any = values.get("evidence")
    if entry.at and not held:
        fact = next((one for one in entries_of(data, entry.group) if one.get("id") == entry.at), {})
        held = fact.get("evidence")
    known = [] if not held else [str(one) for one in held] if isinstance(held, (list, tuple)) else [str(held)]
    return list(dict.fromkeys((*known, *exhibits))) or None


def written(held: Held, entries: Sequence[Entry], who: str, means: str) -> Logged:
    """Take the files of ``entries`` in and write them; ``who`` acted, as the journal has it, by the verb ``means``.

    :class:`Refused` where the writer refuses; files stay in the material then. A case file that was wrong before takes
    the entry too: what happened must not wait for a slip elsewhere.
    """
    refuse_missing_files(entries)
    taken, written_files, told = _taken_in(held, entries)
    draft = drafted(held.folder, entries, taken)
    looked = check(held.folder, draft.revision)
    sound = not any(one.stops for one in looked.before)
    done = write(held, draft.revision, who=who, means=means, errors=Errors.REFUSE_NEW if sound else Errors.ALLOW)
    names = tuple(dict.fromkeys(one.name for files in taken.values() for one in files))
    told = (*told, *_new(looked), *_to_look_at(draft, names))
    sheets: tuple[str, ...] = ()
    if (held.folder / CASE_SHEET).exists():
        from lexcollect.matter.sheets import write_sheets

        drawn = write_sheets(held)
        sheets, told = drawn.files, (*told, *drawn.findings)
    changed = tuple(dict.fromkeys((*written_files, *done.files, *sheets)))
    return Logged(draft, done, changed, (*told, *done.findings), names)


def _to_look_at(draft: Drafted, names: Sequence[str]) -> tuple[Finding, ...]:
    """Return what is to be done with files that were taken in: looked at in the catalogue, or listed there."""
    if not names:
        return ()
    if draft.revision.sources.catalogue is None:
        return tuple(finding("LX-N046", Where(name), file=name) for name in names)
    return (finding("LX-N047", Where(CATALOGUE), files=list(names)),)


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


def _taken_in(
    held: Held, entries: Sequence[Entry]
) -> tuple[dict[int, list[Taken]], tuple[str, ...], tuple[Finding, ...]]:
    """Take the files in; return them as they lie in the material by entry, what was written, and what is told."""
    if not any(entry.files for entry in entries):
        return {}, (), ()
    from lexcollect.files import sha256_file
    from lexcollect.matter.receiving import received, take

    copied: dict[int, list[tuple[Taken, str]]] = {}
    with tempfile.TemporaryDirectory(prefix="lexcollect-") as folder:
        for at, entry in enumerate(entries):
            for one in entry.files:
                name = _material_name(entry, one.path)
                _copy(one.path, Path(folder) / name)
                copied.setdefault(at, []).append((Taken(name, one.what), sha256_file(one.path)))
        intake = take(Path(folder), held.folder)
    known = {record.sha256: record.name for record in reversed(intake.records)}
    taken = {
        at: [Taken(known.get(digest, one.name), one.what) for one, digest in files] for at, files in copied.items()
    }
    got = received(held.folder, intake, held)
    ours = {one.name for files in taken.values() for one in files}
    told = tuple(f for f in got.findings if f.where.file in ours and f.code != "LX-I048")
    return taken, (*got.written, *got.sheets), told


def _material_name(entry: Entry, path: Path) -> str:
    """Return the name below the material: a folder for the entry, the file called as it was."""
    from lexcollect.cn.names import safe_file_name

    folder = entry.at or entry.called or f"{entry.group}{entry.values.get('date') or ''}"
    return f"{FOLDER}/{safe_file_name(folder)}/{safe_file_name(path.name)}"


def _copy(source: Path, to: Path) -> None:
    import shutil

    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, to)


def _data(sources: Sources) -> dict[str, Any]:
    from lexcollect.casefile.loader import in_english

    data = in_english(sources.case, CASE, as_placed=True)
    return dict(data) if isinstance(data, Mapping) else {}


def _catalogue(sources: Sources) -> dict[str, Any] | None:
    """Return the catalogue under English keys; ``None`` where there is none, or one that cannot be read."""
    from lexcollect.evidence.keys import in_english
    from lexcollect.yamltree import parse_yaml

    if sources.catalogue is None:
        return None
    tree, _ = parse_yaml(sources.catalogue, CATALOGUE)
    found = in_english(tree).data if tree is not None else None
    return dict(found) if isinstance(found, Mapping) else None


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
    ordered = [*(key for key in fields if key != "evidence"), "evidence"]  # exhibits stand last, as people write them
    written = {key: spelled(fields[key], yes_no(said[key]), chinese=chinese) for key in ordered if key in said}
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
