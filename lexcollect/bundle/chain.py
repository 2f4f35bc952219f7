"""Chain (前后各次提交的接续): a supplement names the set before it, and whether that set is at hand.

Owns reading the link back from ``bag-info.txt`` and 核验说明, and looking for the earlier sets beside the package. Says
only what it saw: a set that is not here is neither intact nor broken.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from lexcollect.bundle.labelling import last_label
from lexcollect.bundle.laid_down import stated_digests
from lexcollect.bundle.manifest import GROUP, MANIFEST
from lexcollect.bundle.supplement import PREVIOUS
from lexcollect.bundle.verification import Chain, Verification
from lexcollect.cn.page_labels import PageLabel
from lexcollect.files import open_regular, read_bounded
from lexcollect.findings import Where, finding
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.wording import say

_MOST_INFO, _MOST_LIST = 1 << 20, 256 << 20
_COUNT = regex(r"^(\d{1,6}) of (?:\?|\d{1,6})$")
_DIGEST = regex(r"^[0-9a-f]{64}$")
#: So many folders beside a package are looked at.
_MOST_BESIDE = 2000


@dataclass(frozen=True, slots=True)
class Link:
    """What a package says of the set before it: the digest of its manifest, and which set this one is."""

    group: str
    number: int
    previous: str


def link_of(package: Path) -> Link | None:
    """Return the link of a supplement; ``None`` of a package that continues nothing."""
    info = _info(package)
    count = _COUNT.match(info.get("Bag-Count", ""))
    previous = info.get(PREVIOUS, "")
    if not count or not _DIGEST.match(previous):
        return None
    return Link(info.get("Bag-Group-Identifier", ""), int(count[1]), previous)


def made_on(package: Path) -> date | None:
    """Return the day of making that ``package`` states; its index prints it as the day of filing."""
    try:
        return date.fromisoformat(_info(package).get("Bagging-Date", ""))
    except ValueError:
        return None


def is_supplement(package: Path) -> bool:
    """Tell whether ``package`` is a supplement."""
    return link_of(package) is not None


def last_page(package: Path) -> PageLabel:
    """Return the label of the last page of ``package``, whatever it is a page of."""
    name = say("bundle.file_bundle", "zh")
    stem, _, ending = name.rpartition(".")
    return last_label(sorted((package / "data").glob(f"{stem}*.{ending}")))


def compare_chain(package: Path, result: Verification, earlier: Sequence[Path] = ()) -> Verification:
    """Return ``result`` with how ``package`` stands to the sets before it.

    They are looked for among ``earlier``, which must be those sets, and next to the package.
    """
    link = link_of(package)
    if link is None:
        return result
    stated = stated_digests(package / say("bundle.file_check", "zh"))
    if stated and link.previous not in stated:
        return _broken(package, result, stated[-1], link.previous)
    known = _manifests([*earlier, *_next_to(package)])
    given = {digest for digest, path in known.items() if path in earlier}
    named, number = {link.previous}, link.number
    at: Link | None = link
    while at is not None and at.number <= number:
        path = known.get(at.previous)
        if path is None:
            if other := sorted(given - named):  # a set was laid before us that is not the one that is named
                return _broken(package, result, at.previous, other[0])
            note = finding("LX-B221", Where(package.name), number=link.number, digest=at.previous[:GROUP])
            return replace(result.told(notes=[note]), chain=Chain.NOT_HERE)
        number, at = at.number - 1, link_of(path)
        named |= {at.previous} if at else set()
    return replace(result, chain=Chain.INTACT)


def _broken(package: Path, result: Verification, stated: str, found: str) -> Verification:
    told = finding("LX-B220", Where(package.name), stated=stated[:GROUP], found=found[:GROUP])
    return replace(result.told([told]), chain=Chain.BROKEN)


def _next_to(package: Path) -> list[Path]:
    try:
        found = sorted(path for path in package.resolve().parent.iterdir() if path.is_dir() and not path.is_symlink())
    except OSError:
        return []
    return [path for path in found if path.name != package.resolve().name][:_MOST_BESIDE]


def _manifests(folders: Sequence[Path]) -> Mapping[str, Path]:
    """Return digest of the manifest → folder, for every package among ``folders``."""
    found: dict[str, Path] = {}
    for folder in folders:
        try:
            raw = read_bounded(folder / MANIFEST, _MOST_LIST)
        except OSError:
            continue
        found.setdefault(hashlib.sha256(raw).hexdigest(), folder)
    return found


def _info(package: Path) -> dict[str, str]:
    try:
        with open_regular(package / "bag-info.txt") as stream:
            text = stream.read(_MOST_INFO).decode("utf-8", errors="replace")
    except OSError:
        return {}
    return dict(re.findall(r"^([A-Za-z0-9-]+):[ \t]*(.*?)[ \t]*\r?$", text, re.M))
