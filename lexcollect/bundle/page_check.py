"""Page check: the index as data against the pages of the reading copy, and the list with SM3 against the bytes.

Owns what a reader would see at once and no digest tells: that the PDF has the pages the index names, that the first
page of each exhibit bears its label, and that a bookmark leads there. What does not open is told as not compared and
accuses nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lexcollect.bundle.digest_lists import Unusable, read_list
from lexcollect.bundle.inside import read_index
from lexcollect.bundle.manifest import INDEX, MANIFEST_SM3, digests, has_sm3
from lexcollect.bundle.verification import Kind, Verification, shown, some
from lexcollect.findings import Finding, Where, finding
from lexcollect.system import reason_of
from lexcollect.wording import say, text


def look_deeper(folder: Path, result: Verification) -> Verification:
    """Return ``result`` of a package with its pages and its list with SM3 compared besides.

    Files that are already told to be changed or missing are not looked at again.
    """
    if result.kind is not Kind.PACKAGE:
        return result
    touched = {*result.changed, *result.missing}
    differing: list[Finding] = []
    open_: list[Finding] = []
    looked = INDEX not in touched and (folder / INDEX).is_file()
    if looked:
        for one in _pages(folder, touched):
            (open_ if one.code == "LX-B201" else differing).append(one)
    if MANIFEST_SM3 not in touched and (folder / MANIFEST_SM3).is_file() and has_sm3():
        differing += _sm3(folder, touched)
    return replace(result.told(differing, open_), pages=looked)


def _pages(folder: Path, touched: set[str]) -> Iterator[Finding]:
    """Yield what the index says otherwise than the documents."""
    try:
        index = read_index(folder / INDEX)
        documents = dict(_documents(index))
        placed = [(one["number"], one["labels"]["first"], list(_places(one))) for one in index["items"]]
    except (Unusable, KeyError, TypeError, ValueError, AttributeError) as error:
        yield finding("LX-B201", Where(INDEX), reason=text("bundle.list_no_text") if error else "")
        return
    for name, pages in documents.items():
        if name in touched:
            continue
        mine = [(no, label, first, last) for no, label, places in placed for at, first, last in places if at == name]
        yield from _document(folder / name, name, pages, mine)


def _documents(index: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    listed = index["package"].get("documents")
    for one in listed or ():
        yield str(one["path"]), int(one["pages"])
    if not listed:
        yield f"data/{say('bundle.file_bundle', 'zh')}", int(index["package"]["pages"])


def _places(item: Mapping[str, Any]) -> Iterator[tuple[str, int, int]]:
    for one in item.get("places") or ({"path": f"data/{say('bundle.file_bundle', 'zh')}"} | item["pages"],):
        yield str(one["path"]), int(one["first"]), int(one["last"])


def _document(path: Path, name: str, pages: int, placed: list[tuple[str, str, int, int]]) -> Iterator[Finding]:
    """Yield what one document shows otherwise than the index says of it."""
    import pikepdf

    try:
        with pikepdf.open(path, attempt_recovery=False) as pdf:
            there = len(pdf.pages)
            marked = set(_bookmarked(pdf))
            labels = {no: str(pdf.pages[first - 1].label) for no, _, first, _ in placed if 0 < first <= there}
    except (pikepdf.PdfError, OSError, ValueError, RuntimeError, RecursionError, AttributeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else text("bundle.page_unread")
        yield finding("LX-B201", Where(shown(name)), reason=reason)
        return
    wrong = {
        "pages": [no for no, _, first, last in placed if not 0 < first <= last <= there],
        "labels": [no for no, label, first, _ in placed if labels.get(no, label) != label],
        "bookmarks": [no for no, _, first, _ in placed if first not in marked],
    }
    if there != pages:
        what = text("bundle.page_count", stated=pages, found=there)
        yield finding("LX-B199", Where(shown(name)), what=what)
    for key, numbers in wrong.items():
        if numbers:
            yield finding("LX-B199", Where(shown(name)), what=text(f"bundle.page_{key}", nos=some(numbers)))


def _bookmarked(pdf: Any) -> Iterator[int]:
    """Yield the pages (from 1) to which bookmarks lead."""
    number = {page.objgen: at for at, page in enumerate(pdf.pages, start=1)}
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            one = waiting.pop()
            waiting += one.children
            if one.destination is not None and len(one.destination) and hasattr(one.destination[0], "objgen"):
                yield number.get(one.destination[0].objgen, 0)


def _sm3(folder: Path, touched: set[str]) -> list[Finding]:
    """Return which files have another SM3 than their list says."""
    try:
        listed = read_list(folder / MANIFEST_SM3).entries
    except Unusable:
        return []  # told when the lists were compared
    wrong = []
    for name, digest in sorted(listed.items()):
        if name in touched:
            continue
        try:
            if digests(folder / name, ["sm3"])["sm3"] != digest:
                wrong.append(name)
        except OSError:
            continue  # told when it was compared with SHA-256
    return [finding("LX-B200", Where(MANIFEST_SM3), count=len(wrong), names=some(wrong))] if wrong else []
