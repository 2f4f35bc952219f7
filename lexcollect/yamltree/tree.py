"""Tree: what a YAML file holds, as text, with the place of everything.

Owns the shape that every reader of YAML gets, and how a place in it is called.
"""

from __future__ import annotations

from typing import Any

from lexcollect.findings import Where
from lexcollect.records import dataclass, field

Path_ = tuple[str | int, ...]
#: A mapping, a list, a text, or ``None`` for a key without value.
Plain = dict[str, Any] | list[Any] | str | None


@dataclass(frozen=True)
class Tree:
    """The content of a YAML file as text, with the place of every key and value.

    ``bare`` are the places of texts without quotes between braces: there a comma of the wrong width parts nothing.
    """

    data: Plain
    file: str
    marks: dict[Path_, tuple[int, int]] = field(repr=False)
    bare: frozenset[Path_] = field(default=frozenset(), repr=False)

    def where(self, path: Path_, label: str = "") -> Where:
        """Return the place of ``path``, or of its nearest written parent."""
        for length in range(len(path), -1, -1):
            mark = self.marks.get(path[:length])
            if mark:
                return Where(self.file, *mark, field=label or dotted(path))
        return Where(self.file, field=label or dotted(path))


def dotted(path: Path_) -> str:
    """Return ``payments[1].amount`` for ``("payments", 0, "amount")``: what people see counts from 1."""
    out = ""
    for part in path:
        out += f"[{part + 1}]" if isinstance(part, int) else (f".{part}" if out else str(part))
    return out
