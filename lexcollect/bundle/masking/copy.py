"""Copy (对方副本): a package of its own for the other side, made of a finished package.

Owns what the masked copy holds (reading copy, list, log of what was removed, instructions, lists of digests), what ties
it to the full package, and its versions: written whole or not at all, never written over. It holds no original and no
digest of one: of a short file everything of which but a number is known, the digest would tell the number. Refuses to
stand while any masked value is left in any byte.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.bundle.digest_lists import Unusable, read_list
from lexcollect.bundle.inside import read_index
from lexcollect.bundle.manifest import (
    AGENT,
    BAGIT,
    INDEX,
    MANIFEST,
    ORIGINALS,
    TAG_LISTS,
    digests,
    is_inside,
    list_text,
    seal,
)
from lexcollect.bundle.masking.bag import COPY_OF, ROOT_OF
from lexcollect.bundle.masking.gone import Left, left_in
from lexcollect.bundle.masking.kinds import Kind
from lexcollect.bundle.masking.places import Span, blotted, by_shape, by_value, canonical, merged
from lexcollect.bundle.masking.volumes import mask_documents
from lexcollect.bundle.masking.wanted import How, Masked, Place, Wanted
from lexcollect.bundle.verify import verify
from lexcollect.cells import csv_text, restore
from lexcollect.cn.dates import long_date
from lexcollect.files import leaving, sha256_file, sweep, write_text
from lexcollect.findings import Finding, Where, finding
from lexcollect.formats.shapes import page_list
from lexcollect.patterns import regex
from lexcollect.records import dataclass, field
from lexcollect.version import __version__
from lexcollect.wording import say, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from lexcollect.formats.ocr.engine import Engine

_MERKLE = "merkle-root.txt"
_LISTED = ("no", "title", "kind", "date", "first", "last", "source", "purpose")
_INFO = regex(r"^(Source-Organization|External-Description|External-Identifier): (.*)$", re.M)
_HEX = regex(r"\b[0-9a-f]{64}\b")


@dataclass(frozen=True, slots=True)
class Copied:
    """What making a masked copy brought.

    ``folder`` is the copy, or ``None`` when it could not be published; ``masked`` what was removed; ``rows`` the pages
    by label; ``new`` whether this run wrote it; ``draft`` whether pages wait for somebody to look at them.
    """

    folder: Path | None
    findings: tuple[Finding, ...]
    masked: Masked | None = field(default=None, repr=False)
    new: bool = True
    draft: bool = False
    content: str = ""
    labels: tuple[str, ...] = ()
    exhibits: Mapping[int, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A finished package as a masked copy is made of it: its list, its documents with their numbers of pages.

    ``labels`` and ``sheets`` are those of all pages, ``pages`` the first and last page of each exhibit (by number), all
    counted through the documents from 1.
    """

    folder: Path
    rows: tuple[dict[str, str], ...]
    documents: tuple[tuple[Path, int], ...]
    labels: tuple[str, ...]
    sheets: tuple[tuple[float, float], ...]
    pages: Mapping[str, tuple[int, int]]

    def label(self, name: str, page: int) -> str:
        """Return what stands at the foot of page ``page`` (from 1) of the document called ``name``."""
        start = 0
        for path, pages in self.documents:
            if path.name == name:
                return self.labels[start + page - 1]
            start += pages
        return str(page)

    @property
    def exhibits(self) -> dict[int, str]:
        """Return the number of the exhibit that stands on each page."""
        return {page: no for no, (first, last) in self.pages.items() for page in range(first, last + 1)}


def standing(folder: Path) -> Standing:
    """Return the package in ``folder``; :class:`ValueError` where its list and its document do not fit together."""
    import pikepdf

    raw = (folder / "data" / say("bundle.file_list", "zh")).read_text("utf-8-sig")
    rows = [{key: restore(cell) for key, cell in row.items()} for row in csv.DictReader(io.StringIO(raw, newline=""))]
    documents, labels, sheets = list[tuple[Path, int]](), list[str](), list[tuple[float, float]]()
    for path in _documents(folder):
        with pikepdf.open(path) as pdf:
            documents.append((path, len(pdf.pages)))
            labels += [str(page.label) for page in pdf.pages]
            sheets += [(float(page.obj.MediaBox[2]), float(page.obj.MediaBox[3])) for page in pdf.pages]
    at = {label: number for number, label in enumerate(labels, start=1)}
    no, first, last = (say(f"bundle.csv_{key}", "zh") for key in ("no", "first", "last"))
    try:
        pages = {row[no]: (at[row[first]], at[row[last]]) for row in rows}
    except KeyError as error:
        raise ValueError(str(error)) from error
    return Standing(folder, tuple(rows), tuple(documents), tuple(labels), tuple(sheets), pages)


def _documents(folder: Path) -> list[Path]:
    """Return the documents of the reading copy in order: the index of a package names them where they are several.

    A report that lies beside them is none: it speaks of originals, which a masked copy does not.
    """
    try:
        package = read_index(folder / INDEX).get("package", {})
    except Unusable:  # a package of an older form has no index, and one document
        package = {}
    listed = package.get("documents") if isinstance(package, dict) else None
    names = [str(one["path"]) for one in listed] if listed else [f"data/{say('bundle.file_bundle', 'zh')}"]
    if not all(is_inside(name) for name in names):
        raise ValueError("documents outside of the package")
    return [folder / name for name in names]


def make_copy(
    package: Standing, out: Path, wanted: Wanted, *, made_on: date, engine: Callable[[], Engine | None]
) -> Copied:
    """Make the next masked copy of ``package`` below ``out`` (4-证据包/对方副本), ``vN-1``, ``vN-2`` …, N its version.

    Nothing is written when the last copy of this version says the same, and nothing stays when a value is left.
    """
    out.mkdir(parents=True, exist_ok=True)
    sweep(out)
    room = Path(tempfile.mkdtemp(prefix=leaving(), dir=out))
    try:
        root = room / "copy"
        (root / "data").mkdir(parents=True)
        wanted = replace(wanted, digests=_of_originals(package.folder))
        masked = mask_documents(package.documents, root / "data", wanted, engine)
        listing, listed = _list(package, masked, wanted)
        places = (*masked.places, *listed)
        values = tuple(dict.fromkeys([*masked.values, *((one.value, one.kind) for one in listed)]))
        masked = replace(masked, places=places, values=values)
        write_text(root / "data" / say("bundle.file_list", "zh"), listing, bom=True)
        write_text(root / "data" / say("masking.file_log", "zh"), log_text(package, places), bom=True)
        _papers(root, package, masked, wanted, made_on)
        found = _told(root, package, masked)
        if any(one.stops for one in found):
            return Copied(None, tuple(found), masked, new=False)
        folder, new = _publish(root, out, package.folder.name)
        return _copied(folder, found, package, masked, new)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _of_originals(package: Path) -> frozenset[str]:
    """Return the digests of the originals of a package, as masked places are compared; none of one without a list."""
    try:
        entries = read_list(package / MANIFEST).entries
    except (OSError, Unusable):
        return frozenset()
    return frozenset(canonical(one, Kind.DIGEST) for name, one in entries.items() if name.startswith(ORIGINALS))


def _copied(folder: Path, found: Sequence[Finding], package: Standing, masked: Masked, new: bool) -> Copied:
    files = tuple(sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()))
    content = sha256_file(folder / MANIFEST)
    return Copied(folder, tuple(found), masked, new, masked.draft, content, package.labels, package.exhibits, files)


def _told(root: Path, package: Standing, masked: Masked) -> list[Finding]:
    """Search the finished copy, and return what keeps it back or has to be looked at."""
    left, unread = left_in(root, masked.values)
    found = [
        finding("LX-B254", Where(one.file, field=_page_of(package, one)), kind=text(f"masking.kind_{one.kind}"))
        for one in left
    ]
    if unread:
        found.append(finding("LX-B255", Where("data"), count=len(unread), pages=page_list(unread)))
    exhibits = package.exhibits
    waiting: dict[str, list[int]] = {}
    for page in masked.unseen:
        waiting.setdefault(exhibits.get(page, ""), []).append(page)
    for no, pages in waiting.items():
        first = package.pages[no][0] if no else 1
        where = Where(field=say("bundle.exhibit_no", no=no))
        found.append(finding("LX-B256", where, pages=page_list([page - first + 1 for page in pages]), exhibit=no))
    if not masked.places:
        found.append(finding("LX-B257"))
    return found


def _page_of(package: Standing, one: Left) -> str:
    return say("masking.on_page", page=package.label(Path(one.file).name, one.page)) if one.page else ""


def log_text(package: Standing, places: Sequence[Place], *, values: bool = False) -> str:
    """Return the log of what was removed: page, exhibit, kind, how many, how; ``values`` for the matter only."""
    columns = ["page", "exhibit", "kind", "count", "how", *(["value"] if values else [])]
    rows = [[say(f"masking.csv_{column}", "zh") for column in columns]]
    exhibits = package.exhibits
    counted = Counter((one.page, one.kind, one.how, one.value if values else "") for one in places)
    for (page, kind, how, value), count in sorted(counted.items(), key=lambda one: one[0]):
        label = package.labels[page - 1] if page else say("masking.no_page", "zh")
        called = say(f"masking.kind_{kind}", "zh")
        row = [label, exhibits.get(page, ""), called, str(count), say(f"masking.how_{how}", "zh")]
        rows.append([*row, *([value] if values else [])])
    return csv_text(rows)


def _list(package: Standing, masked: Masked, wanted: Wanted) -> tuple[str, list[Place]]:
    """Return the list of exhibits without names and digests of files, what is to be hidden blotted in it."""
    heads = [say(f"bundle.csv_{key}", "zh") for key in _LISTED]
    rows, places, met = [heads], list[Place](), set[str]()
    for row in package.rows:
        if row[heads[0]] in met:
            continue
        met.add(row[heads[0]])
        cells = []
        for head in heads:
            words = row[head]
            spans = _hidden(words, masked, wanted)
            places += [Place(0, one.kind, How.BLOTTED, one.value) for one in spans]
            cells.append(blotted(words, spans))
        rows.append(cells)
    return csv_text(rows), places


def _papers(root: Path, package: Standing, masked: Masked, wanted: Wanted, made_on: date) -> None:
    """Write the lists of digests, what ties the copy to its package, and the instructions."""
    payload = {p.relative_to(root).as_posix(): p for p in sorted((root / "data").iterdir())}
    write_text(root / MANIFEST, list_text({name: digests(p, ["sha256"])["sha256"] for name, p in payload.items()}))
    write_text(root / "bagit.txt", BAGIT)
    full, merkle = sha256_file(package.folder / MANIFEST), _root_of(package.folder)
    info = (package.folder / "bag-info.txt").read_text("utf-8")
    said = [(label, blotted(words, _hidden(words, masked, wanted))) for label, words in _INFO.findall(info)]
    size = sum(p.stat().st_size for p in payload.values())
    lines = [
        *said,
        ("Bagging-Date", made_on.isoformat()),
        ("Payload-Oxum", f"{size}.{len(payload)}"),
        (COPY_OF, full),
        *([(ROOT_OF, merkle)] if merkle else []),
        ("Bag-Software-Agent", f"{AGENT} {__version__}"),
    ]
    write_text(root / "bag-info.txt", "".join(f"{label}: {words}\n" for label, words in lines))
    counted = Counter(one.kind for one in masked.places)
    named = [
        say("masking.counted", "zh", kind=say(f"masking.kind_{k}", "zh"), count=counted[k]) for k in Kind if counted[k]
    ]
    words = say(
        "masking.check_text",
        "zh",
        day=long_date(made_on),
        version=package.folder.name,
        digest=sha256_file(root / MANIFEST),
        full=full,
        removed="、".join(named) or say("masking.nothing", "zh"),
    )
    write_text(root / say("bundle.file_check", "zh"), words, bom=True)
    seal(root)


def _hidden(words: str, masked: Masked, wanted: Wanted) -> list[Span]:
    shaped = [one for one in by_shape(words, wanted.kinds) if one.value not in wanted.leave]
    return merged([*shaped, *by_value(words, masked.values)])


def _root_of(package: Path) -> str:
    """Return the Merkle root of a package, if it has one."""
    try:
        found = _HEX.search((package / _MERKLE).read_text("utf-8"))
    except OSError:
        return ""
    return found[0] if found else ""


def _publish(root: Path, out: Path, version: str) -> tuple[Path, bool]:
    """Move the copy to its place as the next copy of ``version``, unless the last one is the same and intact."""
    pattern = re.compile(rf"{re.escape(version)}-([1-9][0-9]{{0,5}})")
    numbers = sorted(int(m[1]) for p in out.iterdir() if (m := pattern.fullmatch(p.name)))
    if numbers:
        latest = out / f"{version}-{numbers[-1]}"
        if _same(root, latest) and verify(latest).ok:
            return latest, False
    folder = out / f"{version}-{numbers[-1] + 1 if numbers else 1}"
    root.rename(folder)
    return folder, True


def _same(root: Path, latest: Path) -> bool:
    try:
        return all((root / name).read_bytes() == (latest / name).read_bytes() for name in (MANIFEST, *TAG_LISTS))
    except OSError:
        return False
