"""Messages (法院短信): a message of a court that somebody pasted, taken into the raw material like any other file.

Owns the name under which it lies (法院消息/收到2026-11-27-….txt): the day on which it came is no part of its words.
The words are kept byte for byte; the same message pasted twice is one file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from lexcollect.files import read_bounded, sha256_bytes
from lexcollect.findings import Refused, Where, finding

FOLDER = "法院消息"
#: No message is longer; a file that is, is no message.
_LARGEST = 200_000


def message_bytes(path: Path) -> bytes:
    """Return the words of the file at ``path`` as they stand; :class:`Refused` where it is no file of words."""
    if not path.is_file():
        raise Refused([finding("LX-A341", Where(str(path)))])
    return read_bounded(path, _LARGEST)


def tells_its_day(words: bytes) -> bool:
    """Tell whether every message of a court in ``words`` has its day beside it; what is none needs no day."""
    from lexcollect.formats.page_words import Said
    from lexcollect.proposing.finders.court_messages import court_messages
    from lexcollect.proposing.papers import paper_of

    paper = paper_of(FOLDER, [Said(0, words.decode("utf-8", "replace"))])
    return all(message.day is not None for message in court_messages(paper))


@contextmanager
def as_material(words: bytes, received: date | None) -> Iterator[tuple[Path, str]]:
    """Lay ``words`` into a folder that can be taken in; yield it with the name of the message below it."""
    if not words.strip():
        raise Refused([finding("LX-I284", Where(FOLDER))])
    if received is None and not tells_its_day(words):
        raise Refused([finding("LX-I285", Where(FOLDER))])
    day = f"收到{received.isoformat()}-" if received else ""
    name = f"{FOLDER}/{day}{sha256_bytes(words)[:8]}.txt"
    with tempfile.TemporaryDirectory(prefix="lexcollect-") as folder:
        path = Path(folder) / name
        path.parent.mkdir()
        path.write_bytes(words)
        yield Path(folder), name
