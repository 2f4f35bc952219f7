"""Entries (登记的读取): small YAML files that an office keeps, read strictly.

Owns how keys in either language, lines, lists of names and days are read, and that every mistake is told by its place.
What the keys mean is the business of whoever reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.findings import Finding, finding
from lexcollect.wording import Text, text
from lexcollect.yamltree import Path_, Tree

#: English key → place and value.
Keys = dict[str, tuple[Path_, Any]]
_MOST = 999


class EntryReader:
    """Reads one file, collecting every mistake in ``found``."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.found: list[Finding] = []

    def keys(self, path: Path_, data: Any, table: Mapping[str, str]) -> Keys:
        """Return the keys of a group, English or Chinese by ``table``; what is unknown or stands twice is told."""
        if data is None:
            return {}
        if not isinstance(data, dict):
            self.wrong(path, data, text("steps.shape.keys"))
            return {}
        found: Keys = {}
        for word, value in data.items():
            key = next((k for k, label in table.items() if word in (k, label)), "")
            if not key:
                self.told("LX-S002", (*path, word), key=word, known=list(table.values()))
            elif key in found:
                self.told("LX-S005", (*path, word), key=word)
            else:
                found[key] = (*path, word), value
        return found

    def entries(self, group: str, groups: Keys) -> list[tuple[Path_, Any]]:
        """Return the entries of the list ``group`` with their places."""
        path, value = groups.get(group, ((), None))
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(path, value, text("steps.shape.list", most=_MOST))
            return []
        return [((*path, at), one) for at, one in enumerate(value)]

    def all_there(self, path: Path_, keys: Keys, wanted: Sequence[str], table: Mapping[str, str]) -> bool:
        """Tell whether every wanted key has a value; what is missing is told."""
        lacking = [table[key] for key in wanted if key not in keys or keys[key][1] in (None, "")]
        if lacking and keys:
            self.told("LX-S004", path, key=lacking)
        return bool(keys) and not lacking

    def line(self, keys: Keys, key: str) -> str:
        """Return the text of ``key``, ``""`` where there is none."""
        path, value = keys.get(key, ((), ""))
        if value is None or isinstance(value, str):
            return (value or "").strip()
        self.wrong(path, value, text("steps.shape.line", most=_MOST))
        return ""

    def names(self, keys: Keys, key: str) -> tuple[str, ...]:
        """Return a list of names, or names parted by 、."""
        value = keys.get(key, ((), None))[1]
        if isinstance(value, list):
            return tuple(one for one in value if isinstance(one, str))
        return tuple(part.strip() for part in value.split("、")) if isinstance(value, str) and value.strip() else ()

    def day(self, keys: Keys, key: str) -> date | None:
        """Return the day of ``key``; one that cannot be read is told."""
        path, value = keys.get(key, ((), None))
        if value in (None, ""):
            return None
        try:
            return parse_date(value if isinstance(value, str) else "")
        except BadDate:
            self.wrong(path, value, text("steps.shape.day"))
            return None

    def wrong(self, path: Path_, value: Any, shape: Text) -> None:
        """Tell that ``value`` is not of the ``shape`` its place asks for."""
        self.told("LX-S003", path, value=value if isinstance(value, str) else "—", shape=shape)

    def told(self, code: str, path: Path_, **params: Any) -> None:
        """Tell a mistake at its place."""
        self.found.append(finding(code, self.tree.where(path), **params))
