"""List files: index and chronology of a package as files for Word and Excel (证据目录.docx, 证据时间表.xlsx …).

Owns their names and that there are four. They are for people: to print, to sign, to paste from; what counts is the
index in the reading copy, which says the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lexcollect.bundle.list_excel import excel_bytes
from lexcollect.bundle.list_tables import index_table, timeline_table
from lexcollect.bundle.list_word import word_bytes
from lexcollect.evidence.items import Catalogue
from lexcollect.files import write_bytes
from lexcollect.wording import say


def write_lists(data: Mapping[str, Any], catalogue: Catalogue, folder: Path) -> None:
    """Write the index set from ``data``, and the chronology of its exhibits, into ``folder``."""
    tables = (("index", index_table(data)), ("timeline", timeline_table(data, catalogue)))
    for name, table in tables:
        stem = say(f"binding.file_{name}_list", "zh")
        write_bytes(folder / f"{stem}.docx", word_bytes(table))
        write_bytes(folder / f"{stem}.xlsx", excel_bytes(table))
