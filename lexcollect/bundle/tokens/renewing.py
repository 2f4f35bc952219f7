"""Renewing (续期): earlier tokens listed and stamped anew, before their certificates or algorithms weaken.

Owns the list of a renewal, ``proofs/NNNN-renewal.txt``: manifest, root and every token that was there, by SHA-512, in
the form of ``sha512sum``; the new token stamps that list (the idea of RFC 4998, without its syntax). Tokens that come
later are not on it. A list that does not agree with what is there gives its token away.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lexcollect.bundle.digest_lists import Unusable, read_list
from lexcollect.bundle.manifest import MANIFEST, digests, list_text
from lexcollect.bundle.tokens.store import ROOT, Form, proofs

_ALGORITHM = "sha512"


def listed(files: Mapping[str, Path]) -> list[str]:
    """Return what a renewal lists: manifest, root, all tokens and signatures; nothing where there is no token."""
    tokens = [one.name for one in proofs(files) if one.form in (Form.ANSWER, Form.TOKEN, Form.DOCUMENT)]
    if not tokens:
        return []
    signatures = [one.name for one in proofs(files) if one.form is Form.SIGNATURE]
    return [name for name in (MANIFEST, ROOT) if name in files] + tokens + signatures


def renewal_list(files: Mapping[str, Path]) -> bytes:
    """Return the list of a renewal over what lies in a package now; empty where there is no token to renew."""
    return list_text({name: digests(files[name], [_ALGORITHM])[_ALGORITHM] for name in listed(files)}).encode()


def differing(files: Mapping[str, Path], name: str) -> str:
    """Return what on the list ``name`` is not as it says: a file that is gone or other, else nothing.

    A list that cannot be read, that is not of our form, or that does not name the manifest, differs itself.
    """
    path = files.get(name)
    try:
        if path is None:
            return name
        one = read_list(path)
        if one.algorithm != _ALGORITHM or one.raw != list_text(one.entries).encode() or MANIFEST not in one.entries:
            return name
        for file, digest in one.entries.items():
            if file not in files or digests(files[file], [_ALGORITHM])[_ALGORITHM] != digest:
                return file
    except (OSError, Unusable, UnicodeError):
        return name
    return ""
