"""Verify: what changed, what is missing, what was added.

Owns the comparison of a folder with the lists that describe it: a package (BagIt), raw material with the register of
its intake, or any folder with a list of digests. Names every file, never only the first. Reads nothing outside the
folder but the list, follows no links, and claims nothing beyond 与清单一致: a list proves nothing about the time before
it was written, nor that it is the list first written. Nothing compared is never called the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from lexcollect.bundle.bags import compare_bag, is_bag
from lexcollect.bundle.comparing import aligned, compare
from lexcollect.bundle.digest_lists import DigestList, Unusable, read_list
from lexcollect.bundle.laid_down import compare_typed
from lexcollect.bundle.manifest import content_digest, is_proof, list_text, same_name
from lexcollect.bundle.present import Present, look
from lexcollect.bundle.tokens.trust import NOBODY, Trust
from lexcollect.bundle.verification import Kind, Outcome, Verification, places, shown, some
from lexcollect.layout import RAW

#: Algorithms for which two files with one digest can be made on purpose.
_WEAK = frozenset({"md5", "sha1"})


def verify(
    folder: Path,
    listing: Path | None = None,
    *,
    digests: Sequence[str] = (),
    ours: bool = False,
    trust: Trust | None = NOBODY,
    earlier: Sequence[Path] = (),
) -> Verification:
    """Compare ``folder`` with its lists and return every difference.

    A package brings its lists, the proof of an exhibit (单份证明) its way to the root; ``ours`` says that a package
    must be one of this program, whatever it looks like. The raw material of a matter (``1-收到的材料``, or the matter's
    folder) is compared with the register of its intake. For any other folder ``listing`` is a list of digests in one of
    the forms of ``digest_lists``. ``digests`` are digests of the list itself that were kept elsewhere (SHA-256, 64
    hexadecimal letters each). ``trust`` is whom the reader trusts with the time stamps of a package; ``None``: they are
    not looked at. ``earlier`` are the sets that a supplement goes on behind; those that lie beside it are found without
    being named.
    """
    outcome = Outcome()
    if not folder.is_dir():
        outcome.cannot("LX-B056", folder.name)
    elif listing is not None:
        _listed(folder, listing, outcome)
    elif is_proof(folder) and not ours:
        from lexcollect.bundle.exhibit_proof import compare_proof

        compare_proof(look(folder, outcome), outcome, trust)
    elif ours or is_bag(folder):
        compare_bag(folder, look(folder, outcome, later=True), outcome, ours=ours, trust=trust)
    elif (material := folder / RAW).is_dir() or (material := folder.resolve()).name == RAW:
        folder = folder / RAW if material != folder.resolve() else folder
        _registered(folder, outcome)
    else:
        outcome.cannot("LX-B055", folder.name)
    result = compare_typed(outcome.done(folder), digests)
    if outcome.kind is not Kind.PACKAGE:
        return result
    from lexcollect.bundle.chain import compare_chain

    return compare_chain(folder, result, earlier)


def _registered(folder: Path, outcome: Outcome) -> None:
    """Compare raw material with the register of its intake."""
    from lexcollect.intake.register import contradicted, registered

    matter = folder.resolve().parent
    known = registered(matter)
    if not known:
        outcome.cannot("LX-B135", folder.name)
        return
    outcome.kind = Kind.MATERIAL
    if names := contradicted(matter):
        outcome.differs("LX-B136", count=len(names), names=some(names))
    outcome.content = register_digest(known)
    compare(look(folder, outcome), {name: {"sha256": digest} for name, digest in known.items()}, outcome)


def register_digest(known: Mapping[str, str]) -> str:
    """Return the SHA-256 of a register, written as a list of digests: what the journal keeps of it."""
    return content_digest(list_text(known).encode("utf-8", "surrogateescape"))


def _listed(folder: Path, listing: Path, outcome: Outcome) -> None:
    """Compare a folder with a list that somebody gives; what is wrong with the list accuses no file."""
    there = look(folder, outcome, leave=_inside(folder, listing))
    try:
        one = read_list(listing, {same_name(name) for name in there.names})
    except Unusable as unusable:
        outcome.cannot("LX-B125", listing.name, reason=unusable.reason)
        return
    outcome.kind, outcome.content = Kind.LISTED, content_digest(one.raw)
    if one.bad_lines:
        count, lines = places(one.bad_lines)
        outcome.cannot("LX-B126", listing.name, count=count, lines=lines)
    claims = _based(one, there, listing.name, outcome)
    found = aligned(claims, there.names, fold=True)
    if not found and there.names:
        outcome.cannot("LX-B131", listing.name, name=shown(next(iter(claims), "")))
        return
    other = sorted(f"{claim} → {name}" for claim, name in found.items() if same_name(claim) != same_name(name))
    if other:
        outcome.notes("LX-B132", listing.name, count=len(other), names=some(other))
    if one.algorithm in _WEAK:
        outcome.notes("LX-B140", listing.name, algorithm=one.algorithm.upper())
    compare(there, {name: {one.algorithm: digest} for name, digest in claims.items()}, outcome, fold=True)


def _inside(folder: Path, listing: Path) -> Path | None:
    """Return the list as it lies in the folder, if it lies there: it does not list itself."""
    try:
        return folder / listing.resolve().relative_to(folder.resolve())
    except ValueError:
        return None


def _based(one: DigestList, there: Present, place: str, outcome: Outcome) -> dict[str, str]:
    """Return the claims of a list by names in the folder.

    A list made from elsewhere (``sha256sum 材料/*``, ``Get-FileHash``) has longer paths, all with the same beginning:
    that beginning is dropped when no name fits otherwise.
    """
    every = {**one.entries, **{name.replace("\\", "/"): digest for name, digest in one.unsafe.items()}}
    if not aligned(one.entries, there.names, fold=True):
        start = _common(every)
        shorter = {name[len(start) :]: digest for name, digest in every.items()}
        if start and aligned(shorter, there.names, fold=True):
            outcome.notes("LX-B139", place, start=shown(start))
            return shorter
    for name in one.unsafe:
        outcome.cannot("LX-B053", place, path=shown(name))
    return one.entries


def _common(names: Iterable[str]) -> str:
    """Return the folders with which all ``names`` begin, with the separator behind the last."""
    folders = [name.split("/")[:-1] for name in names]
    same: list[str] = []
    for parts in zip(*folders, strict=False):
        if len(set(parts)) > 1:
            break
        same.append(parts[0])
    return "/".join(same) + "/" if same else ""
