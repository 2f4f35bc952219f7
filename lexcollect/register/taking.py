"""Taking (登记): one matter folder → everything the register keeps of it, as plain data.

Owns :func:`take`, a pure function of the folder, the day and the law in use, so that other processes can do it; and the
digest of all an answer was made from (:func:`made_from`): two equal digests on one day are the same answer. Writes
nothing anywhere. What stops a matter becomes its findings, and the others go on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.files import read_bounded, sha256_bytes
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.law.trace import LawUnknown
from lexcollect.layout import CASE, CATALOGUE, COMMIT, RATES, SERVED
from lexcollect.records import dataclass, field
from lexcollect.register.kinds import Standing
from lexcollect.register.scanning import stamp_of

if TYPE_CHECKING:
    from lexcollect.casefile.sketch import Sketch

#: Files of a matter that decide its days and sums; none is larger.
_DECIDING = (CASE, CATALOGUE, SERVED, RATES, COMMIT)
_MOST_BYTES = 64 << 20


@dataclass(frozen=True)
class Taken:
    """What the register keeps of a matter: the columns of its own row, and the rows of every table that belong to it.

    ``identity`` is the same wherever the folder lies: name of the matter, creditor, debtors.
    """

    standing: Standing
    answered_for: date
    law: str
    case_sha256: str
    made_from: str
    stamp: str
    identity: str = ""
    name: str = ""
    owner: str = ""
    court: str = ""
    creditor: str = ""
    debtor: str = ""
    cause: str = ""
    next_day: date | None = None
    rows: Mapping[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)


def take(folder: Path, as_of: date, law: str) -> Taken:
    """Return what the register keeps of the matter in ``folder``, answered for ``as_of``.

    ``law`` is the digest of the law in use (``lawbook.law_in_use``). Whatever stops the matter is kept as its findings.
    """
    # First the glance: what changes while we read looks changed afterwards, never the other way round.
    stamp = stamp_of(folder)
    digest = made_from(folder, law)
    try:
        from lexcollect.matter.answering import answer
        from lexcollect.register.contents import contents

        answered = answer(folder, as_of, dates_anyway=True)
        return contents(answered, stamp, law, digest)
    except Exception as error:  # one broken matter never hides the others
        return _stopped(folder, as_of, stamp, law, digest, error)


def made_from(folder: Path, law: str) -> str:
    """Return the SHA-256 of everything an answer is made from: the deciding files of the matter, and the law in use."""
    digest = hashlib.sha256(law.encode())
    for name in _DECIDING:
        try:
            data = read_bounded(folder / name, _MOST_BYTES)
        except FileNotFoundError:
            continue
        except OSError as error:
            data = f"? {error.errno}".encode()
        digest.update(f"\n{name} {sha256_bytes(data)}".encode())
    return digest.hexdigest()


def identity_of(matter: str, creditors: tuple[str, ...], debtors: tuple[str, ...]) -> str:
    """Return who a matter is, wherever its folder lies: the digest of its name and parties."""
    named = "\n".join((matter, *creditors, "", *debtors))
    return sha256_bytes(named.encode("utf-8", "backslashreplace"))


def _stopped(folder: Path, as_of: date, stamp: str, law: str, digest: str, error: Exception) -> Taken:
    from lexcollect.register.contents import finding_rows

    raw, sketch = _sketched(folder)
    rows = {"findings": finding_rows(findings_of(error, folder.name))}
    creditors = sketch.creditors if sketch else ()
    opponents = sketch.opponents if sketch else ()
    name = (sketch.matter if sketch else "") or folder.name
    return Taken(
        Standing.STOPPED,
        as_of,
        law,
        sha256_bytes(raw),
        digest,
        stamp,
        identity=identity_of(name, creditors, opponents[:1]),
        name=name,
        creditor="、".join(creditors),
        debtor="、".join(opponents[:1]),
        cause=sketch.cause if sketch else "",
        rows=rows,
    )


def _sketched(folder: Path) -> tuple[bytes, Sketch | None]:
    """Return the bytes of the case file, and who sues whom as far as that can be read."""
    from lexcollect.casefile.sketch import sketch_case

    try:
        raw = read_bounded(folder / CASE, _MOST_BYTES)
    except OSError:
        return b"", None
    try:
        return raw, sketch_case(raw)
    except Exception:  # what stopped the matter may stop this too, and has been told
        return raw, None


def findings_of(error: Exception, name: str) -> tuple[Finding, ...]:
    """Return what stopped a matter, as findings; a mistake of the program itself is one too, and told as such."""
    if isinstance(error, Refused):
        return error.findings
    if isinstance(error, LawUnknown):
        return (finding("LX-A104", reason=error.text),)
    if isinstance(error, OSError):
        from lexcollect.system import reason_of

        place = error.filename2 or error.filename
        return (finding("LX-A103", Where(str(place) if place is not None else name), reason=reason_of(error)),)
    return (finding("LX-R020", Where(name), kind=type(error).__name__),)
