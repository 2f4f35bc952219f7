"""Trusting: whose time stamps a reader trusts.

Owns the roots (根证书) of the reader's own choice: a file named for one run, else the copies kept in the configuration
folder, and the addresses of authorities under names of the user's own. Nothing is shipped: without a choice no
authority is trusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.files import read_bounded, sha256_bytes, write_bytes
from lexcollect.findings import Refused, Where, finding
from lexcollect.matter.rates import config_folder
from lexcollect.system import reason_of
from lexcollect.wording import text

if TYPE_CHECKING:
    from lexcollect.bundle.tokens.trust import Roots, Trust

#: The folder of kept roots, and the list of authorities, in the configuration folder.
_ROOTS, _AUTHORITIES = "时间戳根证书", "时间戳机构.csv"
_MOST = 8 << 20


def trust_in(roots: Path | None, now: datetime, revocations: Sequence[Path] = ()) -> Trust:
    """Return whom this run trusts: those in the file ``roots`` alone, else the kept ones; ``now`` is the clock.

    ``revocations`` are files with revocation lists and answers (OCSP). :class:`Refused` when a file named cannot be
    read or holds nothing of its kind.
    """
    from lexcollect.bundle.tokens.trust import Roots, Trust

    lists = tuple(map(_revocation_in, revocations))
    if roots is not None:
        return Trust(roots_in(roots), lists, now=now, demanded=True)
    found = [_lenient(path) for path in kept_roots()]
    every = Roots(tuple(c for one in found for c in one.trusted), tuple(c for one in found for c in one.between))
    return Trust(every, lists, now=now)


def _revocation_in(path: Path) -> bytes:
    """Return a file with a revocation list or an answer; :class:`Refused` when it is neither."""
    from lexcollect.bundle.tokens.revocation import read_lists
    from lexcollect.bundle.tokens.status_answers import read_answers

    try:
        data = read_bounded(path, _MOST)
    except OSError as error:
        raise Refused([finding("LX-B202", Where(str(path)), reason=reason_of(error))]) from error
    if not read_lists([data]) and not read_answers([data]):
        raise Refused([finding("LX-B202", Where(str(path)), reason=text("tokens.revocation.no_file"))])
    return data


def roots_in(path: Path) -> Roots:
    """Return the roots in a file; :class:`Refused` when there is none."""
    from lexcollect.bundle.tokens.paths import read_roots

    try:
        found = read_roots(read_bounded(path, _MOST))
    except OSError as error:
        raise Refused([finding("LX-B180", Where(str(path)), reason=reason_of(error))]) from error
    if not found.trusted:
        raise Refused([finding("LX-B181", Where(str(path)))])
    return found


def kept_roots() -> list[Path]:
    """Return the files of roots in the configuration folder."""
    folder = config_folder() / _ROOTS
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in (".pem", ".crt", ".cer"))
    except OSError:
        return []


def keep_roots(path: Path) -> Path:
    """Keep a copy of a file of roots in the configuration folder, for every later run; return where it lies."""
    roots_in(path)
    data = read_bounded(path, _MOST)
    place = config_folder() / _ROOTS / f"{sha256_bytes(data)[:16]}.pem"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(place, data)
    return place


def _lenient(path: Path) -> Roots:
    """Return the roots in a kept file, none where it cannot be read."""
    from lexcollect.bundle.tokens.paths import read_roots
    from lexcollect.bundle.tokens.trust import Roots

    try:
        return read_roots(read_bounded(path, _MOST))
    except OSError:
        return Roots()


def address_of(words: str) -> str:
    """Return the address of an authority: typed, or kept under a name in 时间戳机构.csv (name, address on each line).

    :class:`Refused` when it is neither.
    """
    import csv
    import io

    from lexcollect.bundle.tokens.authority import is_address

    if is_address(words):
        return words
    place = config_folder() / _AUTHORITIES
    try:
        said = read_bounded(place, _MOST).decode("utf-8-sig", errors="replace")
    except OSError:
        said = ""
    known = {row[0].strip(): row[1].strip() for row in csv.reader(io.StringIO(said)) if len(row) > 1}
    if not is_address(known.get(words, "")):
        raise Refused([finding("LX-B184", words=words, place=str(place))])
    return known[words]
