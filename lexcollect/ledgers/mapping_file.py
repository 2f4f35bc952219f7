"""Mapping file (台账对应.yaml): which column is what, kept so that next month's ledger is read the same way.

Owns its keys and its writing. A column is named by the words of its heading, since letters change when somebody puts a
column in; where a heading is empty or stands twice, by its letters. Refuses what names no field or no column.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.ledgers.fields import Field, field_called
from lexcollect.ledgers.row import Column
from lexcollect.wording import Text, text
from lexcollect.yamltree import read_yaml

SCHEMA = "lexcollect/ledger-columns/1"
NAME = "台账对应.yaml"


def read_mapping(path: Path) -> dict[Field, str]:
    """Return field → heading or letters of its column; :class:`Refused` for a file that is none."""
    tree, found = read_yaml(path, path.name)
    if tree is None:
        raise Refused(found)
    data = tree.data if isinstance(tree.data, dict) else {}
    if data.get("格式", data.get("schema")) != SCHEMA:
        raise Refused([_bad(path, text("ledgers.mapping.schema", schema=SCHEMA))])
    columns = data.get("列", data.get("columns"))
    if not isinstance(columns, dict):
        raise Refused([_bad(path, text("ledgers.mapping.columns"))])
    chosen: dict[Field, str] = {}
    wrong: list[Finding] = []
    for word, column in columns.items():
        field = field_called(str(word))
        if field is None or not isinstance(column, str):
            wrong.append(_bad(path, text("ledgers.mapping.field", word=str(word))))
        elif column.strip():
            chosen[field] = column.strip()
    if wrong:
        raise Refused(wrong)
    return chosen


def mapping_text(columns: Sequence[Column]) -> str:
    """Return the mapping of ``columns`` as a file that :func:`read_mapping` reads."""
    seen = Counter(column.head for column in columns)
    lines = [f"格式: {SCHEMA}", "# 左边是含义，右边是台账里的列名（列名为空或重复时写列字母）", "列:"]
    for column in columns:
        if column.field:
            name = column.head if column.head and seen[column.head] == 1 else column.letters
            lines.append(f"  {Field(column.field).label}: {json.dumps(name, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def typed_columns(words: Iterable[str]) -> dict[Field, str]:
    """Return what ``--column 到期日=F`` says, field → column; :class:`Refused` for what is not so."""
    chosen: dict[Field, str] = {}
    for word in words:
        name, sign, column = word.replace("＝", "=").partition("=")
        field = field_called(name)
        why: Text | None = None
        if not sign or not column.strip():
            why = text("ledgers.mapping.no_sign")
        elif field is None:
            why = text("ledgers.mapping.field", word=name)
        if why is not None or field is None:
            known = tuple(one.named.zh for one in Field)
            raise Refused([finding("LX-G099", text=word, reason=why, known=known)])
        chosen[field] = column.strip()
    return chosen


def _bad(path: Path, reason: Text) -> Finding:
    return finding("LX-G098", Where(path.name), reason=reason)
