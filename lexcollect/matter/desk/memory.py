"""Memory: what a person changed and has not saved yet, kept on disk from step to step.

Owns ``.lexcollect/review/unsaved.json``: the steps, and the digests of the two files they were made on. Written whole
after every step, so that a crash loses none. Refuses to trust it: what cannot be read is told and set aside as it is.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from lexcollect.files import read_bounded, sha256_bytes, write_bytes
from lexcollect.layout import UNSAVED
from lexcollect.matter.desk.steps import Step, from_plain, plain
from lexcollect.matter.writing import Sources
from lexcollect.records import dataclass

_SCHEMA = "lexcollect/unsaved/1"
#: Bytes of the file that are read.
_MAX = 32_000_000
#: What a file that cannot be read is called from then on.
_ASIDE = "unsaved-unread.json"


@dataclass(frozen=True)
class Unsaved:
    """Steps that were not saved, and the digests of the files they were made on.

    ``goal`` are those of the files that a saving was about to write: whoever finds them written finds the steps saved.
    """

    steps: tuple[Step, ...]
    digests: Mapping[str, str]
    goal: Mapping[str, str]

    def fits(self, sources: Sources) -> bool:
        """Whether the files are still those the steps were made on."""
        return dict(self.digests) == digests_of(sources)

    def saved_in(self, sources: Sources) -> bool:
        """Whether the saving that was begun ended well, and only the memory of it is left."""
        return bool(self.goal) and dict(self.goal) == digests_of(sources)


def digests_of(sources: Sources) -> dict[str, str]:
    """Return the SHA-256 of each file there is."""
    return {name: sha256_bytes(raw) for name, raw in sources.files.items() if raw is not None}


def recalled(folder: Path) -> Unsaved | None:
    """Return what was not saved; ``None`` where all was. A file that cannot be read is set aside."""
    path = folder / UNSAVED
    try:
        raw = read_bounded(path, _MAX)
    except OSError:
        return None
    try:
        data = json.loads(raw)
        if data["schema"] != _SCHEMA:
            raise ValueError("another schema")
        steps = tuple(from_plain(one) for one in data["steps"])
        digests = {str(name): str(digest) for name, digest in data["digests"].items()}
        goal = {str(name): str(digest) for name, digest in data.get("goal", {}).items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        with contextlib.suppress(OSError):
            path.replace(path.with_name(_ASIDE))
        raise UnreadableMemory(_ASIDE) from None
    return Unsaved(steps, digests, goal) if steps else None


class UnreadableMemory(Exception):
    """What was kept cannot be read; it lies beside as the file that is named."""


def keep(folder: Path, steps: Sequence[Step], base: Sources, goal: Sources | None = None) -> None:
    """Keep ``steps`` on ``base`` for the next start; without any the file goes.

    ``goal`` are the files that are about to be saved: a process that ends between the two is not to take the steps
    again on files that have them already.
    """
    path = folder / UNSAVED
    if not steps:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    data = {"schema": _SCHEMA, "digests": digests_of(base), "steps": [plain(step) for step in steps]}
    if goal is not None:
        data["goal"] = digests_of(goal)
    write_bytes(path, json.dumps(data, ensure_ascii=False).encode("utf-8"))
