"""Bag (副本的核验): a masked copy compared with its own lists.

Owns how a masked copy is known (a line of ``bag-info.txt``) and what it must and must not hold: no original may lie in
it. Which package it was made of is told; that package is not here, and nothing is said of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexcollect.bundle.laid_down import compare_note
from lexcollect.bundle.manifest import GROUP, MANIFEST, ORIGINALS, TAG_LISTS, same_name
from lexcollect.patterns import regex
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.bundle.present import Present
    from lexcollect.bundle.verification import Outcome

#: The lines of ``bag-info.txt`` that tie a masked copy to its package: content digest, and root of its Merkle tree.
COPY_OF, ROOT_OF = "Masked-Copy-Of", "Masked-Copy-Of-Root"
_TIED = regex(r"^Masked-Copy-Of: ([0-9a-f]{64})\r?$", 8)  # re.MULTILINE


def copy_of(info: str) -> str:
    """Return the content digest of the package of which a copy with this ``bag-info.txt`` was made; empty for none."""
    found = _TIED.search(info)
    return found[1] if found else ""


def compare_copy(there: Present, full: str, outcome: Outcome) -> None:
    """Tell what a masked copy of the package ``full`` lacks, what it must not hold, and what its paper contradicts."""
    names = {same_name(name) for name in there.names}
    note = say("bundle.file_check", "zh")
    keys = ("bundle.file_list", "masking.file_log")
    payload = (f"data/{say(key, 'zh')}" for key in keys)
    needed = ("bagit.txt", "bag-info.txt", MANIFEST, *TAG_LISTS, note, *payload)
    outcome.missing |= {name for name in needed if name not in names}
    if not any(name.startswith("data/") and name.endswith(".pdf") for name in names | outcome.missing):
        outcome.missing.add(f"data/{say('bundle.file_bundle', 'zh')}")
    outcome.added |= {name for name in there.names if same_name(name).startswith(ORIGINALS)}
    if note in there.files and note not in outcome.changed | outcome.missing and outcome.content:
        compare_note(there.files[note], note, outcome, (outcome.content, full))
    outcome.notes("LX-B264", full=full[:GROUP])
