"""Inside: papers of a package that speak of its files, against its manifest.

Owns the comparison of 核验说明, 清单.csv, index, root and the list with SM3 with the manifest: whoever makes lists anew
forgets them easily. Says nothing of a paper that is itself changed or missing: that is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lexcollect.bundle.digest_lists import DigestList, Unusable, read_list
from lexcollect.bundle.laid_down import compare_note
from lexcollect.bundle.manifest import INDEX, MANIFEST, MANIFEST_SM3, ORIGINALS, ROOT, list_text, same_name
from lexcollect.bundle.present import Present
from lexcollect.bundle.verification import Outcome, some
from lexcollect.files import TooLarge, read_bounded
from lexcollect.system import reason_of
from lexcollect.wording import say, text

#: More bytes of an index than this are not read.
MOST_INDEX = 64 << 20
_MOST_ROOT = 1 << 10


def compare_inside(there: Present, manifest: DigestList | None, outcome: Outcome) -> None:
    """Tell where papers inside a package contradict its ``manifest``."""
    touched = outcome.changed | outcome.missing
    note = say("bundle.file_check", "zh")
    if note in there.files and note not in touched and outcome.content:
        compare_note(there.files[note], note, outcome)
    if manifest is None or MANIFEST in touched:
        return
    listing = f"data/{say('bundle.file_list', 'zh')}"
    for name, compare in ((listing, _listing), (INDEX, _index), (ROOT, _root), (MANIFEST_SM3, _sm3)):
        if name in there.files and name not in touched:
            compare(there.files[name], name, manifest.entries, outcome)


def read_index(path: Path) -> dict[str, Any]:
    """Return what an index says; :class:`Unusable` when it cannot be read or is no mapping."""
    try:
        found = json.loads(read_bounded(path, MOST_INDEX).decode("utf-8"))
    except TooLarge as error:
        raise Unusable(text("bundle.list_too_long", limit=MOST_INDEX >> 20)) from error
    except OSError as error:
        raise Unusable(reason_of(error)) from error
    except (ValueError, RecursionError) as error:
        raise Unusable(text("bundle.list_no_text")) from error
    if not isinstance(found, dict):
        raise Unusable(text("bundle.list_no_text"))
    return found


def _listing(path: Path, name: str, entries: Mapping[str, str], outcome: Outcome) -> None:
    try:
        said = read_list(path, {same_name(one) for one in entries}).entries
    except Unusable as unusable:
        outcome.cannot("LX-B125", name, reason=unusable.reason)
        return
    _originals(said, name, entries, outcome)


def _index(path: Path, name: str, entries: Mapping[str, str], outcome: Outcome) -> None:
    try:
        said = dict(_files_of(read_index(path)))
    except Unusable as unusable:
        outcome.cannot("LX-B125", name, reason=unusable.reason)
        return
    _originals(said, name, entries, outcome)


def _files_of(index: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield path and digest of every original that an index names; anything may stand in it."""
    items = index.get("items")
    for item in items if isinstance(items, list) else ():
        files = item.get("files") if isinstance(item, dict) else None
        for one in files if isinstance(files, list) else ():
            if isinstance(one, dict):
                yield str(one.get("path")), str(one.get("sha256"))


def _originals(said: Mapping[str, str], name: str, entries: Mapping[str, str], outcome: Outcome) -> None:
    originals = {n: d for n, d in entries.items() if n.startswith(ORIGINALS)}
    wrong = sorted(n for n in originals.keys() | said.keys() if originals.get(n) != said.get(n))
    if wrong:
        outcome.differs("LX-B141", name, count=len(wrong), names=some(wrong))


def _root(path: Path, name: str, entries: Mapping[str, str], outcome: Outcome) -> None:
    try:
        stated = read_bounded(path, _MOST_ROOT)
    except OSError as error:
        outcome.cannot("LX-B127", name, reason=reason_of(error))
        return
    if outcome.root and stated != f"{outcome.root}\n".encode():
        outcome.differs("LX-B190", name)


def _sm3(path: Path, name: str, entries: Mapping[str, str], outcome: Outcome) -> None:
    """Compare which files the list with SM3 names; whether their bytes have these digests is another step."""
    try:
        one = read_list(path, {same_name(one) for one in entries})
    except Unusable as unusable:
        outcome.cannot("LX-B125", name, reason=unusable.reason)
        return
    wrong = sorted(one.entries.keys() ^ entries.keys())
    as_we_write = list_text(one.entries).encode("utf-8", "surrogateescape")
    if wrong or one.bad_lines or one.unsafe or one.raw != as_we_write:
        outcome.differs("LX-B191", name, count=len(wrong), names=some(wrong))
