"""One tree of values, written in many hands: the same facts as different people and programs type them.

A seed chooses language marks, indentation, braces, quotes, block texts, remarks and blank lines. What is written here
always reads back as the tree it was made from.
"""

from __future__ import annotations

import json
import random
import re
from typing import Any

from lexcollect.yamledit.scalars import is_plain

REMARKS = (
    "# 付款：见回单",
    "# 第一组　主体资格",
    "#紧挨着井号",
    "# “引号” \"quotes\" 'and' {braces}: [x]",
    "# - id: 被注释掉的一条",
    "# key: value  # 再一层",
)


class Hand:
    """Writes trees in one manner, chosen by ``seed``."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.line = self.rng.choice(["\n", "\n", "\r\n"])
        self.bom = self.rng.random() < 0.2
        self.step = self.rng.choice([2, 2, 2, 1, 3, 4, 7])
        self.dash = self.rng.choice([2, 2, 0, 1, 4])
        self.gap = self.rng.choice([2, 2, 2, 3, 4])
        self.flow = self.rng.choice([0.0, 0.3, 0.8])
        self.remarks = self.rng.choice([0.0, 0.15, 0.5])
        self.blanks = self.rng.choice([0.0, 0.1, 0.4])
        self.quotes = self.rng.choice([0.0, 0.3, 1.0])
        self.pad = self.rng.choice(["", "", " "])
        self.ends = self.rng.random() < 0.75
        self.marked = self.rng.random() < 0.1

    def write(self, tree: dict[str, Any]) -> bytes:
        lines = ["---"] if self.marked else []
        lines += [*self._between(0), *self._map(tree, 0), *(self._between(0) if self.ends else [])]
        text = self.line.join(lines) + (self.line if self.ends else "")
        return (b"\xef\xbb\xbf" if self.bom else b"") + text.encode()

    def _chance(self, share: float) -> bool:
        return self.rng.random() < share

    def _between(self, column: int) -> list[str]:
        out = []
        while self._chance(self.blanks):
            out.append(self.rng.choice(["", "", " "]))
        while self._chance(self.remarks):
            out.append(" " * column + self.rng.choice(REMARKS))
            if self._chance(self.blanks):
                out.append("")
        return out

    def _beside(self) -> str:
        if not self._chance(self.remarks):
            return ""
        return " " * self.rng.choice([1, 2, 2, 5, 12]) + self.rng.choice(REMARKS)

    def _map(self, tree: dict[str, Any], column: int) -> list[str]:
        out: list[str] = []
        for i, (key, value) in enumerate(tree.items()):
            if i:
                out += self._between(column)
            out += self._entry(" " * column + self._key(key) + ":", value, column)
        return out

    def _entry(self, head: str, value: Any, column: int) -> list[str]:
        if isinstance(value, (dict, list)) and value and not self._chance(self.flow):
            inner = column + (self.step if isinstance(value, dict) else self.dash)
            body = self._map(value, inner) if isinstance(value, dict) else self._list(value, inner)
            return [head + self._beside(), *self._between(inner), *body]
        if isinstance(value, str) and "\n" in value and (block := self._block(head, value, column)):
            return block
        if isinstance(value, str) and " " in value and is_plain(value) and self._chance(0.2):
            first, _, rest = value.partition(" ")
            if is_plain(first) and is_plain(rest):
                return [f"{head} {first}", " " * (column + self.step) + rest + self._beside()]
        if isinstance(value, (dict, list)) and self._chance(0.15) and value:
            return self._over_lines(head, value, column)
        written = self._inline(value)
        blanks = " " * self.rng.choice([1, 1, 1, 2, 6]) if written else ""
        return [head + blanks + written + self._beside()]

    def _over_lines(self, head: str, value: Any, column: int) -> list[str]:
        """Braces whose entries stand on lines of their own, with remarks among them."""
        signs = "{}" if isinstance(value, dict) else "[]"
        pairs = [f"{self._key(k)}: {self._inline(v)}" for k, v in value.items()] if isinstance(value, dict) else []
        parts = pairs or [self._inline(one, in_list=True) for one in value]
        inner = " " * (column + self.step + 1)
        out = [f"{head} {signs[0]}"]
        for i, part in enumerate(parts):
            comma = "," if i + 1 < len(parts) or self._chance(0.3) else ""
            out.append(inner + part.rstrip() + (" " if part.endswith(": ") else "") + comma + self._beside())
        return [*out, inner + signs[1] + self._beside()]

    def _list(self, values: list[Any], column: int) -> list[str]:
        out: list[str] = []
        for i, value in enumerate(values):
            if i:
                out += self._between(column)
            dash = " " * column + "-"
            if isinstance(value, dict) and value and not self._chance(self.flow):
                lines = self._map(value, column + self.gap)
                out += [dash + " " * (self.gap - 1) + lines[0].lstrip(" "), *lines[1:]]
            else:
                out.append(dash + (" " * (self.gap - 1) + self._inline(value)).rstrip() + self._beside())
        return out

    def _inline(self, value: Any, *, in_list: bool = False) -> str:
        if value is None:
            return self.rng.choice(["~", "null"] if in_list else ["", "~", "null"])
        if isinstance(value, list):
            comma = self.rng.choice([", ", ",", " , "])
            return "[" + comma.join(self._inline(one, in_list=True) for one in value) + "]"
        if isinstance(value, dict):
            pairs = (f"{self._key(k)}: {self._inline(one)}" for k, one in value.items())
            return "{" + self.pad + ", ".join(pairs) + self.pad + "}"
        return self._quoted(value)

    def _key(self, key: str) -> str:
        return json.dumps(key, ensure_ascii=False) if not is_plain(key) or self._chance(self.quotes / 8) else key

    def _quoted(self, value: str) -> str:
        if is_plain(value) and not self._chance(self.quotes):
            return value
        if "\n" not in value and value.isprintable() and self._chance(0.5):
            return "'" + value.replace("'", "''") + "'"
        return json.dumps(value, ensure_ascii=False)

    def _block(self, head: str, value: str, column: int) -> list[str] | None:
        body = value.rstrip("\n")
        if not body or not self._chance(0.7) or re.search(r"^[ \t]|[ \t]$|\n\n$", value, re.MULTILINE):
            return None
        if not self.ends:
            return None  # at the end of a file without a last line end a block text would lose its own
        sign = "|-" if body == value else "|"
        inner = " " * (column + self.step)
        return [f"{head} {sign}" + self._beside(), *(inner + line if line else "" for line in body.split("\n"))]


KEYS = ("id", "金额", "name", "编号", "备注", "a b", "evidence", "甲（乙）", "k:1", "x")
TEXTS = (
    *("甲公司", "100000.00", "2024-01-05", "货款 第二批", "a: b", "# x", "１００元", "是", "第5.1条", "x, y", '"q"'),
    *(
        "it's",
        "多行\n说明",
        "多行\n\n说明 二\n",
        "",
        "null",
        "~",
        "- a",
        "[a]",
        "张　三",
        "钢 材 款",
        " 前空",
        "𠮷野家",
    ),
    *(
        "每日万分之五",
        "%5",
        "@x",
        "0310",
        "key：值",
        "\u00a0nb",
        "e\u0301",
        "<<",
        "*x",
        "&y",
        "!z",
        "|",
        ">",
        "?",
        "=",
        "`",
    ),
)


def any_tree(rng: random.Random, depth: int = 0) -> dict[str, Any]:
    """Return a mapping of texts, nothings, lists and mappings."""
    count = rng.choice([0, 1, 2, 3, 5]) if depth else rng.randint(1, 8)
    return {key: any_value(rng, depth) for key in rng.sample(KEYS, count)}


def any_value(rng: random.Random, depth: int = 3) -> Any:
    kind = rng.random()
    if kind < 0.55 or depth > 3:
        return None if rng.random() < 0.1 else rng.choice(TEXTS)
    if kind < 0.78:
        return [any_value(rng, depth + 1) for _ in range(rng.choice([0, 1, 2, 3, 4]))]
    return any_tree(rng, depth + 1)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], Any]]:
    """Return every place of a tree with what stands there."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(path, value), *(found for key, one in inner for found in places(one, (*path, key)))]
