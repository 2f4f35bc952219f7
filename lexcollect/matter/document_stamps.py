"""Document stamps (PDF 里的时间戳): requests for stamps inside copies of a package's PDFs, and their answers.

Owns which PDF an answer is about and the writing of the stamped copy into ``proofs/``. The package stays as it is: its
lists were written over the PDF without a stamp. What is appended to it is the business of ``bundle.tokens.document``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.files import write_all, write_longer
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.matter.layout import shown

if TYPE_CHECKING:
    from lexcollect.bundle.tokens.answer import Stamp
    from lexcollect.bundle.tokens.document import Update
    from lexcollect.bundle.tokens.request import Hash
    from lexcollect.bundle.tokens.store import Proof
    from lexcollect.bundle.tokens.trust import Trust
    from lexcollect.bundle.tokens.verdict import Checked

Kept = tuple[str | None, "Checked | None", list[Finding]]


def write_document_requests(package: Path, algorithm: Hash) -> tuple[str, ...]:
    """Write a request for each PDF with pages of exhibits; return their paths in the package.

    :class:`Refused` where there is none, or one of them cannot be stamped.
    """
    import secrets

    from lexcollect.bundle.tokens.document import NoStamp
    from lexcollect.bundle.tokens.request import NONCE_BITS, request_der
    from lexcollect.bundle.tokens.store import Form, Subject, name_of, next_number
    from lexcollect.matter.stamping import refuse_altered

    refuse_altered(package)
    made: list[tuple[Path, bytes]] = []
    names: list[str] = []
    wrong: list[Finding] = []
    for number, name in enumerate(_pages_of(package), start=next_number(package)):
        try:
            digest = _update(package / name).digest(algorithm)
        except (NoStamp, OSError):
            wrong.append(finding("LX-B321", Where(f"{shown(package)}/{name}")))
            continue
        nonce = secrets.randbits(NONCE_BITS - 1) | 1 << (NONCE_BITS - 2)
        names.append(name_of(number, Subject.DOCUMENT, Form.REQUEST))
        made.append((package / names[-1], request_der(digest, nonce, algorithm)))
    if wrong or not made:
        raise Refused(wrong or [finding("LX-B321", Where(shown(package)))])
    write_all(made)
    return tuple(names)


def take_document_answer(package: Path, name: str, received: bytes, trust: Trust) -> Kept | None:
    """Keep an answer about a PDF of the package as a stamped copy of it; ``None`` when it answers no such request.

    Returns the path of the copy (none where it was refused), how the token was checked, and what there is to tell.
    """
    from lexcollect.bundle.tokens.answer import read_answer, token_of
    from lexcollect.bundle.tokens.ber import Malformed

    try:
        answer = read_answer(received)
        token = token_of(received)
    except Malformed:
        return None
    asked = _asked(package, answer.stamp) if answer.stamp else None
    if answer.stamp is None or asked is None:
        return None
    return _kept(package, name, received, token, asked, answer.stamp, trust)


def _kept(package: Path, name: str, received: bytes, token: bytes, asked: Proof, stamp: Stamp, trust: Trust) -> Kept:
    from lexcollect.bundle.tokens.checks import Stamped, check_token
    from lexcollect.bundle.tokens.document import ROOM
    from lexcollect.bundle.tokens.inspecting import day_of, request_of, with_lists
    from lexcollect.bundle.tokens.verdict import Verdict
    from lexcollect.matter.stamping import files_of

    files = files_of(package)
    update = _about(package, stamp)
    about = Stamped(b"", request_of(files, asked), day_of(files), update.digest if update else None)
    checked = check_token(name, received, about, with_lists(trust, files))
    why = checked.why.text if checked.why else ""
    good = checked.verdict in (Verdict.VALID, Verdict.UNSUPPORTED)
    if update is None or (not good and (checked.verdict is Verdict.INVALID or trust.demanded)):
        return None, checked, [finding("LX-B177", Where(name), why=why)]
    if len(token) > ROOM:
        return None, checked, [finding("LX-B320", Where(name), size=len(token), limit=ROOM)]
    place = asked.subject.file(asked.number)
    if (package / place).exists():
        return None, checked, [finding("LX-B178", Where(name), file=place)]
    write_longer(package / place, update.base, update.filled(token))
    told = {Verdict.UNTRUSTED: "LX-B173", Verdict.UNSUPPORTED: "LX-B174"}.get(checked.verdict)
    return place, checked, [finding(told, Where(name), why=why)] if told else []


def _pages_of(package: Path) -> list[str]:
    from lexcollect.bundle.tokens.store import documents
    from lexcollect.matter.stamping import files_of

    return documents(files_of(package))


def _update(base: Path) -> Update:
    from lexcollect.bundle.tokens.document import update_of

    return update_of(base)


def _asked(package: Path, stamp: Stamp) -> Proof | None:
    """Return the request for a stamp in a PDF that ``stamp`` answers."""
    from lexcollect.bundle.tokens.inspecting import request_of
    from lexcollect.bundle.tokens.store import Form, Subject, kept
    from lexcollect.matter.stamping import files_of

    files = files_of(package)
    for one in kept(package):
        if one.subject is Subject.DOCUMENT and one.form is Form.REQUEST:
            asked = request_of(files, one)
            if asked and (asked.algorithm, asked.digest, asked.nonce) == (stamp.algorithm, stamp.digest, stamp.nonce):
                return one
    return None


def _about(package: Path, stamp: Stamp) -> Update | None:
    """Return the update whose digest was stamped."""
    from lexcollect.bundle.tokens.document import NoStamp
    from lexcollect.bundle.tokens.request import OIDS

    algorithm = OIDS.get(stamp.algorithm)
    for name in _pages_of(package) if algorithm else ():
        try:
            update = _update(package / name)
            if algorithm and update.digest(algorithm) == stamp.digest:
                return update
        except (NoStamp, OSError):
            continue
    return None
