"""Laid down: digests of a whole list that were written down elsewhere, against the list that is there.

Owns the comparison with ``核验说明.txt`` and with what the user typed, and how a digest may be typed (in groups, in
capitals, full-width, as read from paper). What lies in the matter is compared by the rooms that know matters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from lexcollect.bundle.manifest import GROUP
from lexcollect.bundle.verification import Means, Outcome, Verification
from lexcollect.files import open_regular
from lexcollect.findings import finding
from lexcollect.formats.encodings import decode
from lexcollect.patterns import regex

_MOST_NOTE = 1 << 20
_DIGEST = regex(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{64}(?![0-9A-Za-z])")


def typed_digest(words: str) -> str:
    """Return the SHA-256 that ``words`` mean, in lower case, or an empty text when they mean none."""
    plain = unicodedata.normalize("NFKC", words).lower()
    plain = re.sub(r"^\s*sha-?256\s*[:=]?", "", plain)
    plain = re.sub(r"[\s:\-·–—_]", "", plain)
    return plain if re.fullmatch("[0-9a-f]{64}", plain) else ""


def compare_note(note: Path, place: str, outcome: Outcome, expected: Sequence[str] = ()) -> None:
    """Compare the digests that the instructions (核验说明) state, content first, with those of the lists.

    Those of older forms state fewer; none state others, but where others are ``expected``.
    """
    stated = stated_digests(note)
    there = expected or (outcome.content, outcome.originals, outcome.root)
    if not stated or any(said != found for said, found in zip(stated, there, strict=False)):
        outcome.differs("LX-B120", place, digest=outcome.content[:GROUP])


def compare_typed(result: Verification, typed: Sequence[str]) -> Verification:
    """Return ``result`` with every typed digest compared with what is there."""
    if not (result.content or result.root):
        return result
    for digest in typed:
        if digest == result.content:
            result = result.told(shown_by=[Means.TYPED])
        elif digest == result.originals:
            result = result.told(shown_by=[Means.TYPED_ORIGINALS])
        elif digest == result.root:
            result = result.told(shown_by=[Means.TYPED_ROOT])
        else:
            result = result.told(
                [finding("LX-B122", typed=digest[:GROUP], found=(result.content or result.root)[:GROUP])]
            )
    return result


def stated_digests(note: Path) -> list[str]:
    """Return the digests that the instructions (核验说明) state, in their order: content, originals, set before."""
    try:
        with open_regular(note) as stream:
            found = decode(stream.read(_MOST_NOTE), whole=False)
    except OSError:
        return []
    return [match.lower() for match in _DIGEST.findall(found[0])] if found else []
