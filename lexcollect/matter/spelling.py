"""Spelling: how a value that a program writes is spelled in the case file at hand.

Owns yes and no (是、否), and choices by their Chinese words in a file with Chinese keys. Knows no fact group.
"""

from __future__ import annotations

from typing import Any


def yes_no(value: Any) -> Any:
    """Return yes and no as the case file has them (是、否), also within a group."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return {key: yes_no(one) for key, one in value.items()} if isinstance(value, dict) else value


def spelled(field: Any, value: Any, *, chinese: bool) -> Any:
    """Return a value as the file has it: a choice by its Chinese word in a file with Chinese keys."""
    from lexcollect.casefile.values import spellings

    if isinstance(value, (list, tuple)):
        return [spelled(field, one, chinese=chinese) for one in value]
    if field.kind is None or not chinese:
        return value
    member = spellings(field.kind).get(str(value))
    return value if member is None else member.label


def in_chinese(raw: bytes) -> bool:
    """Tell whether the case file ``raw`` has Chinese keys."""
    return "\n格式:" in f"\n{raw.decode('utf-8', 'replace')}"
