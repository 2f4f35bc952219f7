"""Signing: the manifest of a package signed with the user's own key, and the signature kept in ``proofs/``.

Owns that only an intact package is signed, and that the signature is checked before it is kept.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.files import read_bounded, write_bytes
from lexcollect.findings import Refused, Where, finding
from lexcollect.matter.stamping import refuse_altered
from lexcollect.system import reason_of
from lexcollect.wording import text

if TYPE_CHECKING:
    from lexcollect.bundle.tokens.verdict import Checked

_MOST_KEY = 1 << 20


def sign_package(package: Path, key: Path, password: str, now: datetime) -> tuple[str, Checked]:
    """Sign the manifest with the key in a PKCS#12 file; return the path of the signature, and its checks.

    :class:`Refused` when the package is altered, or the file gives no key that can sign ``now``.
    """
    from lexcollect.bundle.manifest import MANIFEST
    from lexcollect.bundle.tokens.own_signature import NoKey, check_own, open_key, sign
    from lexcollect.bundle.tokens.store import Form, Subject, name_of, next_number
    from lexcollect.matter.trusting import trust_in

    refuse_altered(package)
    try:
        kept = read_bounded(key, _MOST_KEY)
    except OSError as error:
        raise Refused([finding("LX-B187", Where(str(key)), why=reason_of(error))]) from error
    data = (package / MANIFEST).read_bytes()
    try:
        made = sign(data, *open_key(kept, password), now)
    except NoKey as none:
        raise Refused([finding("LX-B187", Where(str(key)), why=text(f"tokens.no_key.{none.why}"))]) from none
    name = name_of(next_number(package), Subject.MANIFEST, Form.SIGNATURE)
    write_bytes(package / name, made)
    return name, check_own(name, made, data, trust_in(None, now))
