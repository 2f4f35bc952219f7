"""Verify: what changed, what is missing, what was added.

Owns the comparison of a folder with the lists that describe it: a package (BagIt), or raw material with a list
of its files. Names every file, never only the first. Reads nothing outside the folder, follows no links, and
claims nothing beyond 与清单一致: a list proves nothing about the time before it was written.
"""

from __future__ import annotations

import csv
import io
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from lexcollect.bundle.manifest import (
    AGENT,
    TAG_LISTS,
    DigestList,
    digests,
    is_inside,
    list_text,
    read_list,
    same_name,
)
from lexcollect.cells import restore
from lexcollect.findings import Finding, Where, finding
from lexcollect.intake.register import registered
from lexcollect.layout import RAW
from lexcollect.records import dataclass, field

_MANIFESTS = tuple(f"manifest-{a}.txt" for a in ("sha512", "sha256", "sha1", "md5"))
_TAG_LISTS = tuple(f"tag{m}" for m in _MANIFESTS)


@dataclass(frozen=True, slots=True)
class Verification:
    """The result: paths relative to the folder, sorted; ``checked`` counts the files compared.

    ``ok`` is true only if something was compared, nothing differs and no list was damaged.
    """

    folder: Path
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    checked: int = 0

    @property
    def ok(self) -> bool:
        """Tell whether the folder is exactly what its lists say."""
        return self.checked > 0 and not (self.changed or self.missing or self.added or self.findings)


@dataclass(slots=True)
class _Result:
    changed: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    checked: int = 0

    def done(self, folder: Path) -> Verification:
        for code, names in (("LX-B050", self.changed), ("LX-B051", self.missing), ("LX-B052", self.added)):
            self.findings += [finding(code, Where(_shown(n))) for n in sorted(names)]
        changed, missing, added = (tuple(sorted(map(_shown, s))) for s in (self.changed, self.missing, self.added))
        return Verification(folder, changed, missing, added, tuple(self.findings), self.checked)


def verify(folder: Path, listing: Path | None = None) -> Verification:
    """Compare ``folder`` with its lists and return every difference.

    A package brings its lists. The raw material of a matter (``1-收到的材料``, or the matter's folder) is compared
    with the register of its intake. For any other folder ``listing`` is a list of digests: lines of
    ``sha256sum``, or a CSV file with a column of names and a column headed SHA-256.
    """
    if not folder.is_dir():
        return Verification(folder, findings=(finding("LX-B056", Where(folder.name)),))
    packed = any((folder / n).is_file() for n in (*_MANIFESTS, *_TAG_LISTS, "bagit.txt"))
    if listing is None and not packed and (folder / RAW).is_dir():
        folder = folder / RAW
    result = _Result()
    files = _walk(folder, result)
    if listing is not None:
        _against(files, _listing(listing, result), result)
    elif packed:
        _bag(folder, files, result)
    elif folder.resolve().name == RAW and (known := registered(folder.resolve().parent)):
        _against(files, {same_name(k): v for k, v in known.items()}, result)
    else:
        result.findings.append(finding("LX-B055", Where(folder.name)))
    return result.done(folder)


def _walk(folder: Path, result: _Result) -> dict[str, Path | None]:
    """Return every file below ``folder`` by its compared name; ``None`` for what is no ordinary file."""
    found: dict[str, Path | None] = {}

    def unreadable(error: OSError) -> None:
        place = Path(error.filename).relative_to(folder).as_posix() if error.filename else folder.name
        result.findings.append(finding("LX-B058", Where(_shown(place))))

    for base, folders, names in os.walk(folder, onerror=unreadable, followlinks=False):
        links = [n for n in folders if (Path(base) / n).is_symlink()]
        for name in [*names, *links]:
            path = Path(base) / name
            key = same_name(path.relative_to(folder).as_posix())
            ordinary = stat.S_ISREG(path.lstat().st_mode)
            found[key] = path if ordinary and key not in found else None
    return found


def _bag(folder: Path, files: Mapping[str, Path | None], result: _Result) -> None:
    lists = {n: _read(files, n, result) for n in (*_MANIFESTS, *_TAG_LISTS)}
    payload = {n: d for n, d in lists.items() if d and n in _MANIFESTS}
    tags = {n: d for n, d in lists.items() if d and n in _TAG_LISTS}
    ours = _is_ours(folder)
    if ours:
        for name in TAG_LISTS:
            if name not in tags:
                result.missing.add(name)
        for name, one in {**payload, **tags}.items():
            if one.text != list_text(one.entries):
                result.changed.add(name)
    data = {n: p for n, p in files.items() if n.startswith("data/")}
    if payload:
        _compare(data, {n: _only(d, result, n) for n, d in payload.items()}, result)
    else:
        result.findings.append(finding("LX-B057"))
    rest = {n: p for n, p in files.items() if n not in data and n not in _TAG_LISTS}
    if tags:
        _compare(rest, tags, result)
    elif not ours:
        known = {"bagit.txt", "bag-info.txt", "fetch.txt", *_MANIFESTS}
        result.added |= {n for n in rest if n not in known}


def _read(files: Mapping[str, Path | None], name: str, result: _Result) -> DigestList | None:
    path = files.get(name)
    if path is None:
        return None
    one = read_list(path)
    result.findings += [finding("LX-B054", Where(name, line=n)) for n in one.bad_lines]
    result.findings += [finding("LX-B053", Where(name), path=_shown(p)) for p in one.unsafe]
    if one.bad_lines or one.unsafe:
        result.changed.add(name)
    return one


def _only(one: DigestList, result: _Result, name: str) -> DigestList:
    """Return a payload list without entries outside ``data``: BagIt forbids them."""
    outside = [n for n in one.entries if not n.startswith("data/")]
    result.findings += [finding("LX-B053", Where(name), path=_shown(n)) for n in outside]
    return DigestList(one.algorithm, {n: d for n, d in one.entries.items() if n not in outside})


def _compare(files: Mapping[str, Path | None], lists: Mapping[str, DigestList], result: _Result) -> None:
    """Compare files with one or more lists that describe the same files.

    If the lists disagree about a file, the list that is contradicted by the file and by another list is the
    one that was changed.
    """
    claims = {n: {same_name(k): v for k, v in one.entries.items()} for n, one in lists.items()}
    algorithms = sorted({one.algorithm for one in lists.values()})
    for name in sorted(set(files) | {k for c in claims.values() for k in c}):
        naming = [n for n, c in claims.items() if name in c]
        if name not in files:
            if len(naming) == len(claims):
                result.missing.add(name)
            else:
                result.changed.update(naming)
            continue
        if not naming:
            result.added.add(name)
            continue
        result.checked += 1
        found = _digests(files[name], algorithms)
        agreeing = [n for n in naming if found.get(lists[n].algorithm) == claims[n][name]]
        if agreeing:
            result.changed.update(n for n in claims if n not in agreeing)
        else:
            result.changed.add(name)


def _digests(path: Path | None, algorithms: Iterable[str]) -> dict[str, str]:
    if path is None:
        return {}
    try:
        return digests(path, algorithms)
    except OSError:
        return {}


def _is_ours(folder: Path) -> bool:
    """Tell whether this program wrote the package: then both tag lists must be there, in our form."""
    try:
        info = (folder / "bag-info.txt").read_text("utf-8", errors="replace")[:65536]
    except OSError:
        return all((folder / n).is_file() for n in TAG_LISTS)
    return f"\nBag-Software-Agent: {AGENT} " in f"\n{info}"


def _against(files: Mapping[str, Path | None], claims: Mapping[str, str], result: _Result) -> None:
    """Compare raw material with the digests of a list."""
    for name in sorted(set(files) | set(claims)):
        if name not in files:
            result.missing.add(name)
        elif name not in claims:
            result.added.add(name)
        else:
            result.checked += 1
            if _digests(files[name], ["sha256"]).get("sha256") != claims[name]:
                result.changed.add(name)


def _listing(path: Path, result: _Result) -> dict[str, str]:
    """Return the digests by name of a list that lies outside the folder."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        result.findings.append(finding("LX-B055", Where(path.name)))
        return {}
    header = next(csv.reader(io.StringIO(text)), [])
    wanted = [h.strip().lower().replace("-", "") for h in header]
    if "sha256" not in wanted:
        one = read_list(path)
        result.findings += [finding("LX-B054", Where(path.name, line=n)) for n in one.bad_lines]
        result.findings += [finding("LX-B053", Where(path.name), path=_shown(p)) for p in one.unsafe]
        return {same_name(k): v for k, v in one.entries.items()}
    return _csv_claims(text, wanted, path.name, result)


def _csv_claims(text: str, header: list[str], name: str, result: _Result) -> dict[str, str]:
    digest_at = header.index("sha256")
    name_at = next((i for i, h in enumerate(header) if h in ("文件", "文件名", "name", "file", "path", "路径")), 0)
    claims: dict[str, str] = {}
    for number, row in enumerate(csv.reader(io.StringIO(text)), start=1):
        if number == 1 or not row:
            continue
        file = restore(row[name_at]) if len(row) > max(digest_at, name_at) else ""
        if not is_inside(file):
            result.findings.append(finding("LX-B054", Where(name, line=number)))
        elif row[digest_at].strip():
            claims[same_name(file)] = row[digest_at].strip().lower()
    return claims


def _shown(name: str) -> str:
    """Return a name that can be printed, whatever bytes the file system gave."""
    return name.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")
