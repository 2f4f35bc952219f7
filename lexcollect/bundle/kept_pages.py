"""Kept pages: exhibits as they were rendered, kept by the content of all that they were made from (页面缓存).

Owns what such a key covers and when what was kept is used: the same bytes of the files, the same words that are printed
with them, the same program, libraries, fonts and converter, the same recognised words. Files that a password opened are
not kept. Each entry bears a seal (HMAC-SHA256) with a secret that lies outside the matter: what was altered, cut short
or put there by somebody else is as good as not there and is rendered anew. Nothing kept is needed, and nothing of it
changes a byte of a package.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from lexcollect.bundle.exhibits import Exhibit, Original, Tools, Unprinted, make_exhibit
from lexcollect.bundle.memory import Memory
from lexcollect.bundle.placeholders import Shown
from lexcollect.bundle.problems import Unshown
from lexcollect.bundle.surroundings import surroundings
from lexcollect.bundle.written.transcript import Named
from lexcollect.evidence.items import Item
from lexcollect.files import leaving, read_bounded, sha256_file, sweep
from lexcollect.findings import Finding, Level, Where
from lexcollect.formats.ocr.shapes import Sheet
from lexcollect.formats.traces import Trace
from lexcollect.wording import Text

_FORM = "lexcollect/pages/1"
_ABOUT = "about.json"
_MOST_ABOUT = 16 << 20
#: More bytes are kept of one matter only while a package uses them.
MOST_BYTES = 4 << 30


class KeptPages:
    """The exhibits kept in the folder of ``memory``; without a folder, or without a secret, none."""

    def __init__(self, memory: Memory, tools: Tools) -> None:
        self._folder = memory.pages if memory.secret else None
        self._secret, self._tools = memory.secret, tools
        self._used: set[str] = set()
        self._around = surroundings() if self._folder is not None else ""
        if self._folder is not None and self._folder.is_dir():
            sweep(self._folder)

    def recall(self, item: Item, originals: Sequence[Original], work: Path, stem: str) -> Exhibit | None:
        """Return the exhibit as it was kept, its part files in ``work``; ``None`` when it must be rendered."""
        if self._folder is None or self._is_locked(originals):
            return None
        name = self._name(item, originals)
        try:
            about = json.loads(read_bounded(self._folder / name / _ABOUT, _MOST_ABOUT))
            if not hmac.compare_digest(str(about.pop("seal")), self._seal(name, about)) or not self._same_words(about):
                return None
            made = as_told(about, item, self._parts(self._folder / name, about["parts"], work, stem))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        self._used.add(name)
        return made

    def make(self, item: Item, originals: tuple[Original, ...], work: Path, stem: str) -> Exhibit:
        """Return the exhibit rendered now, and keep it."""
        if self._folder is None or self._is_locked(originals):
            return make_exhibit(item, originals, work, stem, self._tools)
        asked: dict[tuple[str, int], str] = {}

        def words(sha256: str, page: int) -> Sheet | None:
            sheet = self._tools.words(sha256, page)
            asked[sha256, page] = _digest_of(sheet)
            return sheet

        made = make_exhibit(item, originals, work, stem, replace(self._tools, words=words))
        with suppress(OSError, TypeError):  # a disk that refuses, a finding that cannot be written down: not kept
            self._keep(self._name(item, originals), made, asked)
        return made

    def used(self, item: Item, originals: Sequence[Original]) -> None:
        """Remember that the package holds the exhibit, which another process kept."""
        if self._folder is not None and not self._is_locked(originals):
            self._used.add(self._name(item, originals))

    def finish(self) -> None:
        """Take away what no exhibit used, as far as more is kept than :data:`MOST_BYTES`."""
        if self._folder is None or not self._folder.is_dir():
            return
        sizes = {one.name: _size(one) for one in sorted(self._folder.iterdir()) if one.is_dir()}
        for name in [name for name in sizes if name not in self._used]:
            if sum(sizes.values()) <= MOST_BYTES:
                break
            shutil.rmtree(self._folder / name, ignore_errors=True)
            del sizes[name]

    def _is_locked(self, originals: Sequence[Original]) -> bool:
        names = [one.source.name for one in originals]
        given = self._tools.passwords
        return any(given.get(name) or given.get(name.rsplit("/", 1)[-1]) for name in names)

    def _name(self, item: Item, originals: Sequence[Original]) -> str:
        """Return the name of an entry: the SHA-256 of everything that the exhibit is made from."""
        files = [
            (
                *(one.source.sha256, one.source.name, one.packed, one.kind, one.source.size),
                repr((one.source.part, one.source.paged)),
            )
            for one in originals
        ]
        sound = [one.source.sha256 in self._tools.sound for one in originals]
        said = repr(replace(item, files=()))
        made_with = (repr(self._tools.profile.drawn), self._tools.every, self._around)
        return hashlib.sha256(json.dumps([_FORM, made_with, said, files, sound]).encode("ascii")).hexdigest()

    def _seal(self, name: str, about: dict[str, Any]) -> str:
        said = json.dumps([name, about], sort_keys=True).encode("ascii")
        return hmac.new(self._secret, said, hashlib.sha256).hexdigest()

    def _same_words(self, about: dict[str, Any]) -> bool:
        """Tell whether what is recognised in the pictures is what it was."""
        return all(_digest_of(self._tools.words(sha256, page)) == was for sha256, page, was in about["asked"])

    def _parts(self, folder: Path, parts: Sequence[str], work: Path, stem: str) -> tuple[Path, ...]:
        made = []
        for number, digest in enumerate(parts, start=1):
            path = work / f"{stem}-{number}.pdf"
            _link(folder / f"{number}.pdf", path)
            if sha256_file(path) != digest:
                raise ValueError("a part is not the one that was kept")
            made.append(path)
        return tuple(made)

    def _keep(self, name: str, made: Exhibit, asked: dict[tuple[str, int], str]) -> None:
        assert self._folder is not None
        about = told(made) | {"asked": [[*key, was] for key, was in sorted(asked.items())]}
        about |= {"form": _FORM, "parts": [sha256_file(part) for part in made.parts]}
        self._folder.mkdir(parents=True, exist_ok=True)
        room = Path(tempfile.mkdtemp(prefix=leaving(), dir=self._folder))
        try:
            for number, part in enumerate(made.parts, start=1):
                _link(part, room / f"{number}.pdf")
            about["seal"] = self._seal(name, about)
            (room / _ABOUT).write_bytes(json.dumps(about, sort_keys=True).encode("ascii"))
            target = self._folder / name
            shutil.rmtree(target, ignore_errors=True)  # a broken one, or one with other words
            room.rename(target)
            self._used.add(name)
        finally:
            shutil.rmtree(room, ignore_errors=True)


def _link(path: Path, target: Path) -> None:
    """Let ``target`` be the file at ``path``, without a copy where the disk knows such names."""
    target.unlink(missing_ok=True)
    if path.is_symlink():
        raise OSError("no file of ours")
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)


def _size(folder: Path) -> int:
    return sum(one.lstat().st_size for one in folder.iterdir())


def _digest_of(sheet: Sheet | None) -> str:
    return hashlib.sha256(repr(sheet).encode("utf-8", "surrogatepass")).hexdigest() if sheet is not None else ""


def told(made: Exhibit) -> dict[str, Any]:
    """Return an exhibit as plain data, without its parts; :class:`TypeError` for a finding that cannot be written."""
    found = [
        [one.code, one.where.as_json(), [[key, _plain(value)] for key, value in one.params], one.level.value]
        for one in made.findings
    ]
    traces = [sorted(trace.value for trace in one) for one in made.traces]
    return {
        "pages": made.pages,
        "findings": found,
        "notes": made.notes,
        "searchable": made.searchable,
        "traces": traces,
        "unprinted": [_unprinted(one) for one in made.unprinted],
        "named": [[file, one.chat, one.message, one.name] for file, one in made.named],
    }


def _unprinted(one: Unprinted) -> list[Any]:
    params = [[key, _plain(value)] for key, value in one.why.params.items()]
    return [one.shown.name, one.shown.size, one.shown.sha256, one.why.code, params]


def as_told(about: Mapping[str, Any], item: Item, parts: tuple[Path, ...]) -> Exhibit:
    """Return the exhibit that :func:`told` told of, with its parts."""
    found = tuple(
        Finding(code, Where(**where), tuple((key, _value(value)) for key, value in params), Level(level))
        for code, where, params, level in about["findings"]
    )
    traces = tuple(frozenset(map(Trace, one)) for one in about["traces"])
    unprinted = tuple(
        Unprinted(Shown(name, size, sha256), Unshown(code, **{key: _value(value) for key, value in params}))
        for name, size, sha256, code, params in about["unprinted"]
    )
    named = tuple((str(file), Named(*place)) for file, *place in about["named"])
    return Exhibit(item, parts, about["pages"], found, about["notes"], about["searchable"], traces, unprinted, named)


def _plain(value: Any) -> Any:
    """Return the parameter of a finding as plain data: what is no word and no number is a list that begins with why."""
    if isinstance(value, Text):
        return ["text", value.key, [[key, _plain(one)] for key, one in value.params]]
    if isinstance(value, tuple):
        return ["all", *map(_plain, value)]
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(f"{type(value)} cannot be written down")


def _value(plain: Any) -> Any:
    if not isinstance(plain, list):
        return plain
    if plain[0] == "text":
        return Text(plain[1], tuple((key, _value(one)) for key, one in plain[2]))
    return tuple(map(_value, plain[1:]))
