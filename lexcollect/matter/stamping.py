"""Stamping (时间戳): requests and answers of time-stamp authorities for a package of a matter, or one that lies alone.

Owns which package is meant, that only an intact one is stamped, and the writing into its ``proofs/``. What a token says
is the business of ``bundle.tokens``.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.files import read_bounded, write_all, write_bytes
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.layout import MASKED, PACKAGES
from lexcollect.matter.document_stamps import take_document_answer
from lexcollect.matter.layout import is_link, is_matter, shown
from lexcollect.matter.packages import latest_package
from lexcollect.records import dataclass
from lexcollect.system import reason_of

if TYPE_CHECKING:
    from lexcollect.bundle.tokens.request import Hash
    from lexcollect.bundle.tokens.store import Form, Subject
    from lexcollect.bundle.tokens.trust import Trust
    from lexcollect.bundle.tokens.verdict import Checked


def package_to_stamp(place: Path) -> Path:
    """Return the package that ``place`` is, or the latest one of the matter; :class:`Refused` where there is none."""
    from lexcollect.bundle.manifest import MANIFEST
    from lexcollect.bundle.tokens.store import PROOFS

    if not place.is_dir():
        raise Refused([finding("LX-A102", Where(str(place)))])
    package = latest_package(place)
    if not (package / MANIFEST).is_file():
        raise Refused([finding("LX-B170", Where(shown(place)))])
    if is_link(package / PROOFS):
        raise Refused([finding("LX-W003", Where(f"{shown(package)}/{PROOFS}"))])
    return package


def matter_of(package: Path) -> Path | None:
    """Return the matter in which a package lies, as one of its versions or as a masked copy of one."""
    folder = package.resolve().parent
    folder = folder.parent if folder.name == MASKED else folder
    return folder.parent if folder.name == PACKAGES and is_matter(folder.parent) else None


def refuse_altered(package: Path) -> None:
    """:class:`Refused` when the package does not agree with its lists and its matter: a stamp would fix that."""
    from lexcollect.matter.verifying import verify_folder

    if not verify_folder(package, stamps=False).ok:
        raise Refused([finding("LX-B171", Where(shown(package)))])


def write_requests(package: Path, algorithm: Hash) -> tuple[str, ...]:
    """Write a request for each file to be stamped, each with a nonce of its own; return their paths in the package."""
    from lexcollect.bundle.tokens.request import request_for
    from lexcollect.bundle.tokens.store import Form, name_of, next_number, subjects

    refuse_altered(package)
    number = next_number(package)
    made = {
        name_of(number, subject, Form.REQUEST): request_for((package / subject.file(0)).read_bytes(), algorithm)
        for subject in subjects(package)
    }
    write_all([(package / name, data) for name, data in made.items()])
    return tuple(made)


def write_renewal(package: Path, algorithm: Hash) -> tuple[str, ...]:
    """List manifest, root and every token, and write a request for a stamp over that list; return the request's path.

    Nothing is written where there is no token yet.
    """
    from lexcollect.bundle.tokens.renewing import renewal_list
    from lexcollect.bundle.tokens.request import request_for
    from lexcollect.bundle.tokens.store import Form, Subject, name_of, next_number

    refuse_altered(package)
    listed = renewal_list(files_of(package))
    if not listed:
        return ()
    number = next_number(package)
    request = name_of(number, Subject.RENEWAL, Form.REQUEST)
    made = [(package / Subject.RENEWAL.file(number), listed), (package / request, request_for(listed, algorithm))]
    write_all(made)
    return (request,)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of answers: the files written, every token that was looked at, what there is to tell."""

    files: tuple[str, ...]
    tokens: tuple[Checked, ...]
    findings: tuple[Finding, ...]


def take_in(package: Path, answers: Iterable[tuple[str, bytes]], trust: Trust) -> Taken:
    """Check each answer (its name and its bytes) and keep those that are about this package, as they were received.

    A wrong one is refused with the reason: another file, another request, no signature, a refusal of the authority;
    where roots are demanded, one that reaches none of them.
    """
    files: list[str] = []
    tokens: list[Checked] = []
    told: list[Finding] = []
    for name, received in answers:
        inside = take_document_answer(package, name, received, trust)
        place, checked, found = inside or _looked_at(package, name, received, trust)
        told += found
        if checked is not None:
            tokens.append(checked)
        if place is not None:
            if inside is None:
                write_bytes(package / place, received)
            files.append(place)
    return Taken(tuple(files), tuple(tokens), tuple(told))


def _looked_at(
    package: Path, name: str, received: bytes, trust: Trust
) -> tuple[str | None, Checked | None, list[Finding]]:
    """Return where an answer is to be kept, how it was checked, and what there is to tell."""
    from lexcollect.bundle.tokens.checks import check_token
    from lexcollect.bundle.tokens.inspecting import day_of, stamped, with_lists
    from lexcollect.bundle.tokens.store import Form, Proof, kept, name_of
    from lexcollect.bundle.tokens.verdict import Verdict

    files = files_of(package)
    form, number, subject = _meant(package, received)
    one = Proof(number, subject, form, name_of(number, subject, form))
    checked = check_token(name, received, stamped(files, one, day_of(files)), with_lists(trust, files))
    why = checked.why.text if checked.why else ""
    wanted = checked.verdict in (Verdict.VALID, Verdict.UNSUPPORTED)
    if not wanted and (checked.verdict is Verdict.INVALID or trust.demanded):
        return None, checked, [finding("LX-B177", Where(name), why=why)]
    there = [each for each in kept(package) if each.form not in (Form.REQUEST, Form.DOCUMENT)]
    if any((package / each.name).read_bytes() == received for each in there):
        return None, checked, [finding("LX-B179", Where(name))]
    if any((each.number, each.subject) == (number, subject) for each in there):
        return None, checked, [finding("LX-B178", Where(name), file=one.name)]
    told = {Verdict.UNTRUSTED: "LX-B173", Verdict.UNSUPPORTED: "LX-B174"}.get(checked.verdict)
    return one.name, checked, [finding(told, Where(name), why=why)] if told else []


def _meant(package: Path, received: bytes) -> tuple[Form, int, Subject]:
    """Return what an answer is, and the request to which it belongs: the one of its digest and its nonce.

    One that belongs to none begins a round of its own, on the file that it names, else on the manifest.
    """
    from lexcollect.bundle.tokens.answer import read_answer
    from lexcollect.bundle.tokens.ber import Malformed
    from lexcollect.bundle.tokens.inspecting import request_of
    from lexcollect.bundle.tokens.request import OIDS, digest_of
    from lexcollect.bundle.tokens.store import Form, Subject, kept, next_number, subjects

    try:
        answer = read_answer(received)
    except Malformed:
        return Form.ANSWER, next_number(package), Subject.MANIFEST
    form = Form.TOKEN if answer.status is None else Form.ANSWER
    stamp = answer.stamp
    if stamp is None:
        return form, next_number(package), Subject.MANIFEST
    files = files_of(package)
    for one in kept(package):
        asked = request_of(files, one) if one.form is Form.REQUEST else None
        if asked and (asked.algorithm, asked.digest, asked.nonce) == (stamp.algorithm, stamp.digest, stamp.nonce):
            return form, one.number, one.subject
    algorithm = OIDS.get(stamp.algorithm)
    for subject in subjects(package):
        if algorithm and digest_of((package / subject.file(0)).read_bytes(), algorithm) == stamp.digest:
            return form, next_number(package), subject
    return form, next_number(package), Subject.MANIFEST


def files_of(package: Path) -> dict[str, Path]:
    """Return the files at the top of a package, of ``data`` and of its ``proofs/`` by their paths in it."""
    from lexcollect.bundle.tokens.store import PROOFS

    places = (package, package / "data", package / PROOFS, package / PROOFS / "crls")
    found = [path for place in places if place.is_dir() for path in place.iterdir()]
    return {path.relative_to(package).as_posix(): path for path in found if path.is_file() and not path.is_symlink()}


def read_answers(paths: Iterable[Path]) -> list[tuple[str, bytes]]:
    """Return names and bytes of files with answers; :class:`Refused` with every one that cannot be read."""
    from lexcollect.bundle.tokens.answer import MOST_BYTES

    read: list[tuple[str, bytes]] = []
    wrong: list[Finding] = []
    for path in paths:
        try:
            read.append((path.name, read_bounded(path, MOST_BYTES)))
        except OSError as error:
            wrong.append(finding("LX-B182", Where(str(path)), reason=reason_of(error)))
    if wrong:
        raise Refused(wrong)
    return read


def ask_authority(
    package: Path, requests: Iterable[str], address: str
) -> tuple[list[tuple[str, bytes]], list[Finding]]:
    """Send requests of a package to an authority; return its answers, and what kept one from coming."""
    from lexcollect.bundle.tokens.authority import NoAnswer, ask

    answers: list[tuple[str, bytes]] = []
    told: list[Finding] = []
    for name in requests:
        try:
            received = ask(address, (package / name).read_bytes())
        except NoAnswer as none:
            told.append(finding("LX-B183", Where(name), address=address, reason=none.reason))
            continue
        answers.append((Path(name).name, received))
    return answers, told
