"""Inspecting: the tokens of a package while it is verified.

Owns which file each token is about, which request and which revocation lists go with it, and what the verdicts mean for
the package: an invalid token convicts, one that cannot be checked is open, one whose authority nobody vouched for is
told. A token that was taken away is missed where roots were named, and by the journal of the matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.bundle.tokens.answer import MOST_BYTES
from lexcollect.bundle.tokens.ber import Malformed
from lexcollect.bundle.tokens.checks import Stamped, check_token
from lexcollect.bundle.tokens.document import NoStamp, stamped_by
from lexcollect.bundle.tokens.own_signature import check_own
from lexcollect.bundle.tokens.renewing import differing
from lexcollect.bundle.tokens.request import Request, read_request
from lexcollect.bundle.tokens.store import LISTS, PROOFS, Form, Proof, Subject, documents, name_of, proof_of, proofs
from lexcollect.bundle.tokens.trust import Trust
from lexcollect.bundle.tokens.verdict import Check, Checked, Line, State, Verdict
from lexcollect.bundle.verification import Means, Outcome
from lexcollect.files import open_regular, read_bounded
from lexcollect.findings import Level
from lexcollect.system import reason_of
from lexcollect.wording import text

if TYPE_CHECKING:
    from collections.abc import Mapping

#: So many files of ``proofs/`` are looked at, and so many lists; a request is no longer.
_MOST_TOKENS, _MOST_LISTS, _MOST_REQUEST = 400, 50, 1 << 16


def inspect(files: Mapping[str, Path], outcome: Outcome, trust: Trust) -> None:
    """Check every token among the ``files`` of a package and tell what follows for it."""
    found = proofs(files)
    if trust.demanded and all(one.form in (Form.REQUEST, Form.DOCUMENT) for one in found):
        outcome.cannot("LX-B322" if any(one.form is Form.DOCUMENT for one in found) else "LX-B188", PROOFS)
    if not found:
        return
    trust = with_lists(trust, files)
    made_on = day_of(files)
    if len(found) > _MOST_TOKENS:
        outcome.cannot("LX-B174", PROOFS, why=text("tokens.too_many", count=len(found), limit=_MOST_TOKENS))
        found = found[:_MOST_TOKENS]
    answered = {(one.number, one.subject) for one in found if one.form in (Form.ANSWER, Form.TOKEN, Form.DOCUMENT)}
    for one in found:
        if one.form is Form.REQUEST:
            if (one.number, one.subject) not in answered:
                outcome.notes("LX-B175", one.name)
            continue
        if one.form is Form.DOCUMENT:
            checked = in_document(files, one, made_on, trust)
            outcome.tokens.append(checked)
            _tell(checked, outcome, trust)
            continue
        try:
            received = _received(files[one.name])
        except OSError as error:
            outcome.cannot("LX-B127", one.name, reason=reason_of(error))
            continue
        if one.form is Form.SIGNATURE:
            checked = check_own(one.name, received, data_of(files, one), trust)
        else:
            checked = check_token(one.name, received, stamped(files, one, made_on), trust)
        if one.subject is Subject.RENEWAL and (file := differing(files, one.subject.file(one.number))):
            checked = _with_line(checked, Line(Check.IMPRINT, State.FAILS, "listed", {"file": file}))
        outcome.tokens.append(checked)
        _tell(checked, outcome, trust)


def in_document(files: Mapping[str, Path], one: Proof, made_on: date | None, trust: Trust) -> Checked:
    """Check the token inside a stamped copy, and that the copy is a PDF of the package with nothing else added."""
    for name in documents(files):
        try:
            update, token = stamped_by(files[one.name], files[name])
        except (NoStamp, OSError):
            continue
        about = Stamped(b"", request_of(files, one), made_on, update.digest)
        line = Line(Check.STRUCTURE, State.HOLDS, "document", {"file": name})
        return _with_line(check_token(one.name, token, about, trust), line)
    return Checked(one.name, (Line(Check.STRUCTURE, State.FAILS, "no_document"),))


def stamped(files: Mapping[str, Path], one: Proof, made_on: date | None) -> Stamped:
    """Return what a token of a package should be about, with the request that was kept."""
    return Stamped(data_of(files, one), request_of(files, one), made_on)


def data_of(files: Mapping[str, Path], one: Proof) -> bytes:
    """Return the bytes of the stamped file, none where it is not there."""
    path = files.get(one.subject.file(one.number))
    if path is None:
        return b""
    try:
        with open_regular(path) as stream:
            return stream.read()
    except OSError:
        return b""


def request_of(files: Mapping[str, Path], one: Proof) -> Request | None:
    """Return the request of a token, if it was kept and can be read."""
    path = files.get(name_of(one.number, one.subject, Form.REQUEST))
    try:
        return read_request(read_bounded(path, _MOST_REQUEST)) if path else None
    except (OSError, Malformed):
        return None


def with_lists(trust: Trust, files: Mapping[str, Path]) -> Trust:
    """Return ``trust`` with the revocation lists that lie beside the tokens."""
    return Trust(trust.roots, (*trust.lists, *_lists(files)), trust.now, trust.demanded)


def day_of(files: Mapping[str, Path]) -> date | None:
    """Return the day that a package bears (``Bagging-Date``)."""
    path = files.get("bag-info.txt")
    try:
        said = read_bounded(path, 1 << 20).decode("utf-8", errors="replace") if path else ""
        match = re.search(r"^Bagging-Date:[ \t]*(\d{4}-\d\d-\d\d)[ \t]*\r?$", said, re.M)
        return date.fromisoformat(match[1]) if match else None
    except (OSError, ValueError):
        return None


def _lists(files: Mapping[str, Path]) -> Iterator[bytes]:
    for name in sorted(name for name in files if LISTS.fullmatch(name))[:_MOST_LISTS]:
        try:
            yield read_bounded(files[name], MOST_BYTES)
        except OSError:
            continue


def _with_line(checked: Checked, line: Line) -> Checked:
    """Return the same with ``line`` in the place of the one about its check."""
    lines = tuple(line if one.check is line.check else one for one in checked.lines)
    return replace(checked, lines=lines)


def _received(path: Path) -> bytes:
    """Return a token as it lies there; one byte more than is read is enough to refuse it."""
    with open_regular(path) as stream:
        return stream.read(MOST_BYTES + 1)


def _shows(checked: Checked) -> Means:
    """Return what a valid token or signature shows: of the list, or of the pages alone."""
    one = proof_of(checked.name)
    if one and one.form is Form.DOCUMENT:
        return Means.PAGES
    return Means.TOKEN if checked.is_stamp else Means.SIGNATURE


def _tell(checked: Checked, outcome: Outcome, trust: Trust) -> None:
    why = checked.why.text if checked.why else ""
    if checked.verdict is Verdict.INVALID:
        outcome.differs("LX-B172" if checked.is_stamp else "LX-B185", checked.name, why=why)
    elif checked.verdict is Verdict.UNSUPPORTED:
        outcome.cannot("LX-B174", checked.name, why=why)
    elif checked.verdict is Verdict.VALID:
        outcome.shown_by.append(_shows(checked))
    elif not checked.is_stamp:
        outcome.notes("LX-B186", checked.name, who=checked.authority, why=why)
    elif trust.demanded:
        outcome.cannot("LX-B173", checked.name, level=Level.ERROR, why=why)
    else:
        outcome.notes("LX-B173", checked.name, why=why)
    for line in checked.lines:
        if line.check is Check.TIME and line.why == "before":
            outcome.notes("LX-B176", checked.name, **line.params)
