"""Shipped: YAML of the program's own, read before it was shipped.

Owns the file ``ahead.jsonl`` of a folder of shipped YAML: what each file holds, a line a file, with the SHA-256 of its
bytes. To read the sentences of a letter from YAML costs a twentieth of a cold run; from here it costs nothing. A file
whose bytes are others is read as YAML, so what is kept can be late and never wrong. Without marks: a mistake in a
shipped file is found by a test, which reads the YAML. ``python -m lexcollect.yamltree.shipped FOLDER…`` writes it.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path

from lexcollect.files import read_bounded, sha256_bytes, write_text
from lexcollect.findings import Finding
from lexcollect.yamltree.reading import MAX_BYTES, parse_yaml
from lexcollect.yamltree.tree import Tree

AHEAD = "ahead.jsonl"


def read_shipped(path: Path) -> tuple[Tree | None, list[Finding]]:
    """Return what the shipped file ``path`` holds, and findings as :func:`parse_yaml` has them."""
    raw = read_bounded(path, MAX_BYTES)
    kept = _kept(path.parent).get(path.name)
    if kept is not None:
        _, sha256, data = json.loads(kept)
        if sha256 == sha256_bytes(raw):
            return Tree(data, path.name, {}), []
    return parse_yaml(raw, path.name)


@cache
def _kept(folder: Path) -> dict[str, str]:
    """Return the lines of ``folder`` by the name of their file, unread."""
    try:
        lines = (folder / AHEAD).read_text("utf-8").split("\n")
    except FileNotFoundError:
        return {}
    return {line[2 : line.index('"', 2)]: line for line in lines if line}


def kept_of(folder: Path) -> str:
    """Return what is to be kept of the YAML files of ``folder``."""
    lines = []
    for path in sorted(folder.glob("*.yaml")):
        raw = path.read_bytes()
        tree, _ = parse_yaml(raw, path.name)
        if tree is not None:
            lines.append(json.dumps([path.name, sha256_bytes(raw), tree.data], ensure_ascii=False) + "\n")
    return "".join(lines)


if __name__ == "__main__":
    for word in sys.argv[1:]:
        write_text(Path(word) / AHEAD, kept_of(Path(word)))
