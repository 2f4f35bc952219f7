"""Attached (附件文字): what the papers that hang on a mail say, one by one.

Owns reading Word files, PDF and texts inside another file as files of their own, bounded in number and size; one at a
time lies on the disk, in a folder of the system's that goes with the reading. What cannot be read says nothing here:
the look at the file told it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from lexcollect.formats.kinds import FileKind
from lexcollect.formats.reading import content
from lexcollect.formats.recognise import Recognised, identify

#: So many attachments are read, and so large one may be, in bytes.
_FILES, _BYTES = 10, 8_000_000
_KINDS = frozenset({FileKind.DOCX, FileKind.PDF, FileKind.TEXT, FileKind.RTF})


def attached_words(path: Path, known: Recognised) -> Iterator[tuple[str, str]]:
    """Yield name and words of each paper inside the file at ``path`` that has words."""
    from lexcollect.formats.page_words import said

    with TemporaryDirectory(prefix="lexcollect-") as folder:
        for member in islice(content(path, known).members(), _FILES):
            target, words = Path(folder) / str(member.number), ""
            with suppress(Exception):  # damaged or hostile: it says nothing
                target.write_bytes(member.read(_BYTES))
                kind = identify(target, member.name)
                if kind.kind in _KINDS:
                    words = "\n".join(page.text for page in said(target, kind))
            target.unlink(missing_ok=True)
            if words.strip():
                yield member.name, words
