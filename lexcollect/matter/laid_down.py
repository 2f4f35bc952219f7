"""Laid down: the digests of whole lists that the journal of a matter keeps.

Owns which lists those are: of each package its manifest (all of ``data``) and its tag list (all else), of the raw
material its register, and the record of what was handed in; and reading them back. The journal lies beside what it
speaks of: it shows what was altered without it, and nothing to those who may alter both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from lexcollect.layout import JOURNAL, MASKED, MATERIAL_LIST, PACKAGES, RAW, SERVED
from lexcollect.patterns import regex
from lexcollect.records import dataclass

#: The key under which a line of the journal keeps digests: place below the matter → SHA-256.
KEY = "digests"
#: No line of a journal is longer.
_MOST_LINE = 16 << 20
_VERSION = regex(rf"{PACKAGES}/(?:v[1-9]\d{{0,5}}|{MASKED}/v[1-9]\d{{0,5}}-[1-9]\d{{0,5}})(?=/|$)")
_PROOF = regex(rf"{PACKAGES}/(?:v[1-9]\d{{0,5}}|{MASKED}/v[1-9]\d{{0,5}}-[1-9]\d{{0,5}})/proofs/")


@dataclass(frozen=True)
class LaidDown:
    """What a journal keeps: the last digest by place, and the names of the material taken in until the last of them."""

    digests: Mapping[str, str]
    material: frozenset[str]


def to_lay_down(matter: Path, changed: Iterable[str]) -> dict[str, str]:
    """Return the digests of the lists that a run wrote which changed the files ``changed`` of ``matter``."""
    places: dict[str, None] = {}
    for name in changed:
        if _PROOF.match(name):  # no list was written: laid down again, one that was altered would become the first
            continue
        if match := _VERSION.match(name):
            places[match[0]] = None
        elif name == SERVED:
            places[SERVED] = None
        elif name == MATERIAL_LIST or name.startswith(f"{RAW}/"):
            places[RAW] = None
    found: dict[str, str] = {}
    for place in places:
        if place == RAW:
            found |= _of_register(matter)
        else:
            found |= _of_file(matter, place) if place == SERVED else of_package(matter, place)
    return found


def _of_file(matter: Path, place: str) -> dict[str, str]:
    from lexcollect.files import sha256_file

    try:
        return {place: sha256_file(matter / place)}
    except OSError:
        return {}


def _of_register(matter: Path) -> dict[str, str]:
    from lexcollect.bundle.verify import register_digest
    from lexcollect.intake.register import registered

    known = registered(matter)
    return {RAW: register_digest(known)} if known else {}


def of_package(matter: Path, place: str) -> dict[str, str]:
    """Return the digests of the lists of a package as they are; that of its manifest stands under ``place`` itself."""
    from lexcollect.bundle.manifest import MANIFEST, TAG_LISTS
    from lexcollect.files import sha256_file

    try:
        lists = {place: sha256_file(matter / place / MANIFEST)}
        return lists | {f"{place}/{TAG_LISTS[0]}": sha256_file(matter / place / TAG_LISTS[0])}
    except OSError:
        return {}


def proofs_known(matter: Path, place: str) -> frozenset[str]:
    """Return the tokens and signatures that the journal of ``matter`` says were put into the package ``place``."""
    from lexcollect.bundle.tokens.store import Form, proof_of
    from lexcollect.files import open_regular

    names: set[str] = set()
    mark = f'"{place}/proofs/'.encode()
    try:
        with open_regular(matter / JOURNAL) as stream:
            while line := stream.readline(_MOST_LINE):
                if mark in line:
                    names.update(_changed(line))
    except OSError:
        return frozenset()
    inside = (name.removeprefix(f"{place}/") for name in names if name.startswith(f"{place}/"))
    return frozenset(name for name in inside if (one := proof_of(name)) and one.form is not Form.REQUEST)


def _changed(line: bytes) -> list[str]:
    """Return the changed files of one line of a journal."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return []
    changed = entry.get("changed") if isinstance(entry, dict) else None
    return [name for name in changed if isinstance(name, str)] if isinstance(changed, list) else []


def laid_down(matter: Path) -> LaidDown:
    """Return the digests in the journal of ``matter``; none where there is no journal or it cannot be read."""
    from lexcollect.files import open_regular

    found: dict[str, str] = {}
    names: set[str] = set()
    try:
        with open_regular(matter / JOURNAL) as stream:
            while line := stream.readline(_MOST_LINE):
                digests, changed = _of_line(line)
                found |= digests
                if RAW in digests:
                    names |= {name.removeprefix(f"{RAW}/") for name in changed if name.startswith(f"{RAW}/")}
    except OSError:
        return LaidDown({}, frozenset())
    return LaidDown(found, frozenset(names))


def _of_line(line: bytes) -> tuple[dict[str, str], list[str]]:
    """Return the digests and the changed files of one line of a journal."""
    if f'"{KEY}"'.encode() not in line:
        return {}, []
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):  # torn by a kill
        return {}, []
    kept, changed = (entry.get(KEY), entry.get("changed")) if isinstance(entry, dict) else (None, None)
    digests = {str(k): v for k, v in kept.items() if isinstance(v, str)} if isinstance(kept, dict) else {}
    return digests, [name for name in changed if isinstance(name, str)] if isinstance(changed, list) else []
