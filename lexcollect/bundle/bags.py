"""Bags: a package compared with the lists inside it (docs/bundle-format.md, section 7).

Owns which lists a bag has, what a package of ours must hold, and which of two contradicting lists was changed. A bag of
another program is held to BagIt only, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.bundle.comparing import Ahead, aligned, digests_of, tell_added, tell_odd
from lexcollect.bundle.digest_lists import DigestList, Unusable, read_list
from lexcollect.bundle.inside import compare_inside
from lexcollect.bundle.manifest import (
    AGENT,
    INDEX,
    MANIFEST,
    MANIFEST_SM3,
    ORIGINALS,
    ROOT,
    TAG_LISTS,
    content_digest,
    is_reading_copy,
    list_text,
    originals_digest,
    same_name,
    same_names,
)
from lexcollect.bundle.masking.bag import compare_copy, copy_of
from lexcollect.bundle.merkle import root_of
from lexcollect.bundle.present import UNKNOWN, Present
from lexcollect.bundle.small_files import Begun, agreeing, begun
from lexcollect.bundle.tokens.store import PROOFS, belongs
from lexcollect.bundle.verification import Kind, Outcome, places, shown
from lexcollect.files import open_regular
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.bundle.tokens.trust import Trust

_ALGORITHMS = ("sha512", "sha384", "sha256", "sha1", "md5")
_MANIFESTS = tuple(f"manifest-{a}.txt" for a in _ALGORITHMS)
_TAG_LISTS = tuple(f"tag{m}" for m in _MANIFESTS)
_INFO = "bag-info.txt"
_MOST_INFO = 1 << 20


def is_bag(folder: Path) -> bool:
    """Tell whether ``folder`` has what a bag has at its top."""
    return any((folder / name).is_file() for name in (*_MANIFESTS, *_TAG_LISTS, "bagit.txt"))


def compare_bag(folder: Path, there: Present, outcome: Outcome, *, ours: bool, trust: Trust | None = None) -> None:
    """Compare a bag with its lists; ``ours``: it lies where only packages of this program lie.

    With ``trust`` the time stamps in ``proofs/`` are checked too.
    """
    listing = [name for name in _MANIFESTS if name in there.files]
    algorithm = listing[0][len("manifest-") : -len(".txt")] if len(listing) == 1 else ""
    with begun(there.files, _payload_of(there.files), algorithm) as ahead:
        _compare_bag(folder, there, outcome, ours, trust, ahead)


def _compare_bag(
    folder: Path, there: Present, outcome: Outcome, ours: bool, trust: Trust | None, ahead: Begun | None
) -> None:
    ours = ours or _is_ours(there)
    full = copy_of(_info(there)) if ours else ""
    outcome.kind = Kind.PACKAGE if ours else Kind.BAG
    lists = {name: one for name in (*_MANIFESTS, *_TAG_LISTS) if (one := _read(there, name, outcome, ours=ours))}
    payload = {n: _payload_only(d, n, outcome) for n, d in lists.items() if n in _MANIFESTS}
    tags = {n: d for n, d in lists.items() if n in _TAG_LISTS}
    strongest = next((n for n in ((MANIFEST,) if ours else _MANIFESTS) if n in payload), "")
    if strongest:
        outcome.content = content_digest(payload[strongest].raw)
        outcome.originals = originals_digest(payload[strongest].entries) if ours else ""
        outcome.root = root_of(payload[strongest].raw) if ours and INDEX in payload[strongest].entries else ""
    _payload(there, payload, outcome, ahead)
    _tags(there, tags, outcome, ours=ours)
    there.tell_linked(outcome)
    tell_odd(there, outcome)
    if full:
        outcome.originals = ""
        compare_copy(there, full, outcome)
    elif ours:
        entries = payload[MANIFEST].entries if MANIFEST in payload else {}
        _required(there, outcome, with_data=INDEX in entries or INDEX in there.files)
        compare_inside(there, payload.get(MANIFEST), outcome)
    else:
        outcome.notes("LX-B134")
    if trust is not None:
        _inspect(there.files if ours else {}, outcome, trust)
    _extent(there, outcome)


def _inspect(files: Mapping[str, Path], outcome: Outcome, trust: Trust) -> None:
    """Check the tokens of a package; of a bag of others nothing in proofs/ counts, and its absence does."""
    if trust.demanded or any(name.startswith(f"{PROOFS}/") for name in files):
        from lexcollect.bundle.tokens.inspecting import inspect

        inspect(files, outcome, trust)


def _is_ours(there: Present) -> bool:
    """Tell whether this program wrote the package: by what it says, or by any two things that only ours have."""
    names = same_names(there.names)
    papers = {say("bundle.file_check", "zh"), say("bundle.file_print", "zh")}
    marks = (
        set(TAG_LISTS) <= names,
        bool(papers & names),
        any(is_reading_copy(name) for name in names if name.endswith(".pdf")),
        f"data/{say('bundle.file_list', 'zh')}" in names,
        any(name.startswith(ORIGINALS) for name in names),
        INDEX in names,
        ROOT in names,
    )
    return f"\nBag-Software-Agent: {AGENT} " in f"\n{_info(there)}" or sum(marks) > 1


def _info(there: Present) -> str:
    path = there.files.get(_INFO)
    try:
        with open_regular(path) as stream:  # type: ignore[arg-type]
            return stream.read(_MOST_INFO).decode("utf-8", errors="replace")
    except (OSError, TypeError):
        return ""


def _read(there: Present, name: str, outcome: Outcome, *, ours: bool) -> DigestList | None:
    path = there.files.get(name)
    if path is None:
        if name in there.odd:  # a link or a pipe in its place
            outcome.changed.add(name)
        return None
    try:
        one = read_list(path, same_names(there.names))
    except Unusable as unusable:
        if ours:
            outcome.changed.add(name)
        outcome.cannot("LX-B125", name, reason=unusable.reason)
        return None
    if one.bad_lines:
        count, lines = places(one.bad_lines)
        outcome.differs("LX-B054", name, count=count, lines=lines)
    for path_out in one.unsafe:
        outcome.differs("LX-B053", name, path=shown(path_out))
    if one.bad_lines or one.unsafe or (ours and one.raw != _as_we_write(one)):
        outcome.changed.add(name)
    return one


def _as_we_write(one: DigestList) -> bytes:
    return list_text(one.entries).encode("utf-8", "surrogateescape")


def _payload_only(one: DigestList, name: str, outcome: Outcome) -> DigestList:
    """Return a payload list without entries outside ``data``: BagIt forbids them."""
    inside = {n: digest for n, digest in one.entries.items() if n.startswith("data/")}
    if len(inside) < len(one.entries):
        for path in one.entries:
            if path not in inside:
                outcome.differs("LX-B053", name, path=shown(path))
    return DigestList(one.algorithm, inside, raw=one.raw)


def _payload_of(names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith("data/")]


def _payload(there: Present, lists: Mapping[str, DigestList], outcome: Outcome, ahead: Begun | None) -> None:
    data = _payload_of(there.names)
    if lists:
        _compare(there, data, lists, outcome, ahead)
    else:
        there.measure(data)
        outcome.cannot("LX-B057")


def _tags(there: Present, lists: Mapping[str, DigestList], outcome: Outcome, *, ours: bool) -> None:
    rest = [name for name in there.names if not name.startswith("data/") and name not in _TAG_LISTS]
    if ours:  # proofs come after the lists and have a rule of their own
        rest = [name for name in rest if not (belongs(same_name(name)) and name in there.files)]
    there.measure(rest)
    if lists:
        _compare(there, rest, lists, outcome)
        return
    ours_too = (*_required_tags(), ROOT, MANIFEST_SM3, say("bundle.file_page", "zh")) if ours else ()
    known = {"bagit.txt", _INFO, "fetch.txt", *_MANIFESTS, *ours_too}
    tell_added(there, (name for name in rest if same_name(name) not in known), outcome)


def _compare(
    there: Present,
    names: list[str],
    lists: Mapping[str, DigestList],
    outcome: Outcome,
    begun_with: Begun | None = None,
) -> None:
    """Compare files with one or more lists that describe the same files.

    If the lists disagree about a file, the list that is contradicted by the file and by another list is the
    one that was changed.
    """
    claims: dict[str, dict[str, str]] = {}
    for place, one in lists.items():
        found = aligned(one.entries, names)
        claims[place] = {found.get(claim, claim): digest for claim, digest in one.entries.items()}
    algorithms = sorted({one.algorithm for one in lists.values()})
    here, named = set(names), {name for one in claims.values() for name in one}
    there.measure(here - named)
    tell_added(there, here - named, outcome)
    if len(lists) == 1:
        outcome.missing |= named - here
        claim = claims.popitem()[1]
        _compare_one(there, sorted(name for name in claim if name in here), claim, algorithms[0], outcome, begun_with)
        return
    there.measure(here)
    ahead = Ahead(there, here & named, algorithms)
    for name in sorted(named):
        naming = [place for place, c in claims.items() if name in c]
        if name not in here:
            if len(naming) == len(claims):
                outcome.missing.add(name)
            else:
                outcome.changed.update(naming)
            continue
        got = digests_of(there.files.place(name), algorithms, name, outcome, ahead)
        if got is None:
            continue
        agreeing = [place for place in naming if got.get(lists[place].algorithm) == claims[place][name]]
        if agreeing:
            outcome.changed.update(place for place in claims if place not in agreeing)
        else:
            outcome.changed.add(name)


def _compare_one(
    there: Present,
    names: list[str],
    claim: Mapping[str, str],
    algorithm: str,
    outcome: Outcome,
    begun_with: Begun | None,
) -> None:
    """Compare files that are there with the only list that describes them."""
    ahead = Ahead(there, names, (algorithm,))
    plain = agreeing(there.files, names, claim, algorithm, begun_with)
    outcome.checked += len(plain)
    rest = [name for name in names if name not in plain]
    if there.measure(rest):
        ahead = Ahead(there, rest, (algorithm,))
    for name in rest:
        if name not in there.files and name not in there.odd:  # gone while others were read
            outcome.missing.add(name)
            continue
        got = digests_of(there.files.place(name), (algorithm,), name, outcome, ahead)
        if got is not None and got.get(algorithm) != claim[name]:
            outcome.changed.add(name)


def _required_tags() -> tuple[str, ...]:
    papers = (say("bundle.file_check", "zh"), say("bundle.file_print", "zh"))
    return ("bagit.txt", _INFO, MANIFEST, *TAG_LISTS, *papers)


def _required(there: Present, outcome: Outcome, *, with_data: bool) -> None:
    """Tell which files of a package of ours are not there, whatever the lists say; ``with_data``: since form 3."""
    names = same_names(there.names)
    bundle = () if any(map(is_reading_copy, names)) else (f"data/{say('bundle.file_bundle', 'zh')}",)
    payload = (*bundle, f"data/{say('bundle.file_list', 'zh')}")
    since = (INDEX, ROOT, f"data/{say('bundle.file_report', 'zh')}", say("bundle.file_page", "zh")) if with_data else ()
    outcome.missing |= {name for name in (*_required_tags(), *payload, *since) if name not in names}
    if not any(name.startswith(ORIGINALS) for name in names | outcome.missing):
        outcome.missing.add(ORIGINALS)


def _extent(there: Present, outcome: Outcome) -> None:
    """Compare the extent that ``bag-info.txt`` states (bytes and files of the payload) with what is there."""
    stated = re.search(r"^Payload-Oxum:[ \t]*(\d{1,20})\.(\d{1,10})[ \t]*\r?$", _info(there), re.M)
    if stated is None or outcome.changed or outcome.missing or outcome.added:
        return
    sizes = there.files.sizes()
    data = [size for name, size in sizes.items() if name.startswith("data/") and name not in outcome.system]
    found = (sum(size for size in data if size != UNKNOWN) + there.files.read, len(data))
    if (int(stated[1]), int(stated[2])) != found:
        outcome.differs("LX-B143", _INFO, stated=f"{stated[1]}.{stated[2]}", found=f"{found[0]}.{found[1]}")
