"""Verifying: a matter, or one of its packages, compared with its lists and with what else the matter knows.

Owns that a matter stands for its raw material and its latest package, and the three comparisons that only a matter
allows: digests in the journal, originals of a package in the register of the raw material, versions that are gone.
Comparing a folder with its lists is the business of ``bundle``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Where, finding
from lexcollect.layout import MASKED, PACKAGES, RAW
from lexcollect.matter.laid_down import laid_down, of_package, proofs_known
from lexcollect.matter.layout import is_matter
from lexcollect.matter.packages import package_of, versions_in
from lexcollect.patterns import regex
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.bundle.tokens.trust import Trust
    from lexcollect.bundle.verification import Verification

_VERSION = regex(rf"{PACKAGES}/v[1-9]\d{{0,5}}(?:/|$)")


@dataclass(frozen=True)
class Checked:
    """A matter compared: its raw material, and its latest package if it has one."""

    raw: Verification
    package: Verification | None = None

    @property
    def ok(self) -> bool:
        """Whether everything was compared and nothing differs."""
        return self.raw.ok and (self.package is None or self.package.ok)

    @property
    def broken(self) -> bool:
        """Whether something differs."""
        return self.raw.broken or (self.package is not None and self.package.broken)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything there is to tell, each thing once, that of the raw material first."""
        return tuple(dict.fromkeys((*self.raw.findings, *(self.package.findings if self.package else ()))))


def verify_matter(
    matter: Path,
    digests: Sequence[str] = (),
    trust: Trust | None = None,
    *,
    deep: bool = False,
    render: Mapping[str, str] | None = None,
) -> Checked:
    """Compare the raw material of ``matter`` with what was taken in, then its latest package if there is one.

    Each of ``digests`` must be that of the register, of the package, or of the originals of the package. ``deep`` and
    ``render`` are as in :func:`verify_folder`.
    """
    from lexcollect.bundle.laid_down import compare_typed

    latest = package_of(matter)
    raw = verify_folder(matter / RAW)
    package = verify_folder(latest, trust=trust, deep=deep, render=render) if latest else None
    for digest in digests:
        if package is None or digest == raw.content:
            raw = compare_typed(raw, [digest])
        else:
            package = compare_typed(package, [digest])
    return Checked(raw, package)


def verify_folder(
    folder: Path | str,
    listing: Path | str | None = None,
    digests: Sequence[str] = (),
    trust: Trust | None = None,
    *,
    stamps: bool = True,
    earlier: Sequence[Path] = (),
    deep: bool = False,
    render: Mapping[str, str] | None = None,
) -> Verification:
    """Compare a package, the raw material of a matter, or a folder with a ``listing`` of digests.

    A package or raw material that lies in its matter is also compared with the journal and the register there, a
    supplement with the sets that were handed in before. ``digests`` are digests of the list itself that were kept
    elsewhere. ``trust`` is whom the reader trusts with time stamps (nobody unless told); without ``stamps`` they are
    not looked at. ``earlier`` are sets that a supplement goes on behind. ``deep``: the index as data is compared with
    the pages of a package, and its list with SM3 with the bytes. ``render``: the pages of its exhibits are made anew
    from the originals in it and compared; it holds passwords of locked ones, by number of the exhibit or name of the
    file in the package.
    """
    from lexcollect.bundle.laid_down import typed_digest
    from lexcollect.bundle.tokens.trust import NOBODY
    from lexcollect.bundle.verify import verify

    if (deep or render is not None) and listing is None:
        result = verify_folder(folder, None, digests, trust, stamps=stamps, earlier=earlier)
        return _looked_into(Path(folder), result, deep=deep, render=render)
    folder = Path(folder)
    typed = [typed_digest(digest) or digest for digest in digests]
    if listing is not None:
        return verify(folder, Path(listing), digests=typed)
    place, trusted = folder.resolve(), (trust or NOBODY) if stamps else None
    if place.parent.name == PACKAGES and is_matter(place.parent.parent):
        before = [*earlier, *_served_before(place.parent.parent, place.name)]
        result = verify(folder, digests=typed, ours=True, trust=trusted, earlier=before)
        return _package_in(place.parent.parent, place, result)
    if place.parent.name == MASKED and is_matter(place.parent.parent.parent):
        return _copy_in(place.parent.parent.parent, place, verify(folder, digests=typed, trust=trusted))
    if place.name == RAW or (is_matter(place) and (place / RAW).is_dir()):
        matter = place.parent if place.name == RAW else place
        return _material_in(matter, verify(matter / RAW, digests=typed))
    return verify(folder, digests=typed, trust=trusted, earlier=earlier)


def _looked_into(folder: Path, result: Verification, *, deep: bool, render: Mapping[str, str] | None) -> Verification:
    """Return ``result`` with what only a look into the documents of a package shows."""
    from lexcollect.bundle.page_check import look_deeper
    from lexcollect.bundle.render_check import look_at_renderings

    result = look_deeper(folder, result) if deep else result
    return result if render is None else look_at_renderings(folder, result, render)


def _served_before(matter: Path, version: str) -> list[Path]:
    """Return the versions that were handed in before ``version`` was, as far as the record says."""
    from lexcollect.findings import Refused
    from lexcollect.matter.serving import served_in

    try:
        served = [one.version for one in served_in(matter).sets]
    except Refused:  # told by whoever opens the matter
        return []
    until = served.index(version) if version in served else len(served)
    return [matter / PACKAGES / name for name in served[:until] if name != version]


def _package_in(matter: Path, package: Path, result: Verification) -> Verification:
    """Compare a package with its matter: register, journal, the versions that the journal knows."""
    result = _against_register(matter, package, result)
    kept = laid_down(matter).digests
    result = _against_journal(matter, f"{PACKAGES}/{package.name}", kept, result)
    versions = {name.split("/")[1] for name in kept if _VERSION.match(name)}
    gone = sorted(versions - {path.name for path in versions_in(package.parent).values()}, key=lambda v: (len(v), v))
    return result.told(notes=[finding("LX-B137", Where(f"{PACKAGES}/{name}")) for name in gone])


def _copy_in(matter: Path, copy: Path, result: Verification) -> Verification:
    """Compare a masked copy with the journal of its matter."""
    return _against_journal(matter, f"{PACKAGES}/{MASKED}/{copy.name}", laid_down(matter).digests, result)


def _against_journal(matter: Path, place: str, kept: Mapping[str, str], result: Verification) -> Verification:
    from lexcollect.bundle.verification import Means

    if result.content and place in kept:
        there = of_package(matter, place)
        other = [name for name in there if kept.get(name, there[name]) != there[name]]
        told = [finding("LX-B121", Where(name), kept=kept[name][:8], found=there[name][:8]) for name in other]
        result = result.told(told, shown_by=() if told else [Means.JOURNAL])
    elif result.content:
        result = result.told(notes=[finding("LX-B124", Where(place))])
    tokens = sorted(name for name in proofs_known(matter, place) if not (matter / place / name).is_file())
    return result.told(notes=[finding("LX-B189", Where(f"{place}/{name}")) for name in tokens])


def _material_in(matter: Path, result: Verification) -> Verification:
    """Compare the register of the raw material with what the journal keeps of it."""
    from lexcollect.bundle.verification import Means

    if not result.content:
        return result
    if not laid_down(matter).digests.get(RAW):
        return result.told(notes=[finding("LX-B124", Where(RAW))])
    altered = register_altered(matter)
    broken = [f for f in altered if f.stops]
    return result.told(broken, notes=[f for f in altered if not f.stops], shown_by=() if broken else [Means.JOURNAL])


def register_altered(matter: Path) -> list[Finding]:
    """Return what the journal says against the register of the raw material: entries that were altered or are gone.

    A run that was cut short, or a program of somebody's own, may have taken in more without a line in the journal: what
    the journal has not named yet is told, and accuses nobody.
    """
    from lexcollect.bundle.verification import some
    from lexcollect.bundle.verify import register_digest
    from lexcollect.intake.register import registered

    laid, known = laid_down(matter), registered(matter)
    kept = laid.digests.get(RAW)
    if not kept or not known:
        return []
    found = register_digest({name: digest for name, digest in known.items() if name in laid.material})
    if found != kept:
        return [finding("LX-B138", Where(RAW), kept=kept[:8], found=found[:8])]
    more = sorted(known.keys() - laid.material)
    return [finding("LX-B144", Where(RAW), count=len(more), names=some(more))] if more else []


def _against_register(matter: Path, package: Path, result: Verification) -> Verification:
    """Compare the originals of a package with the register of the raw material: the same bytes were taken in."""
    from lexcollect.bundle.digest_lists import Unusable, read_list
    from lexcollect.bundle.manifest import MANIFEST, ORIGINALS
    from lexcollect.bundle.verification import Means
    from lexcollect.intake.register import registered

    known = set(registered(matter).values())
    if not known:
        return result.told(open_=[finding("LX-B135", Where(RAW))])
    try:
        listed = read_list(package / MANIFEST).entries
    except Unusable:
        return result
    strange = [n for n, digest in sorted(listed.items()) if n.startswith(ORIGINALS) and digest not in known]
    if strange:
        return result.told([finding("LX-B123", Where(name)) for name in strange])
    return result.told(shown_by=[Means.REGISTER])
