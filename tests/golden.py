"""The words of every paper on every matter, as files that a person reads and Git compares.

``python tests/golden.py`` draws ``tests/data/golden`` anew: look at ``git diff`` and commit what was meant. A paragraph
begins at the margin, its further sentences are set in; the cells of a row stand between bars; heads and feet come last.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from drawn import everything

GOLDEN = Path(__file__).resolve().parent / "data" / "golden"
#: Which papers an example has no use for, and by which finding each is refused.
REFUSED = "不出具.txt"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACES = {f"{W}tab": "→", f"{W}br": "↵", f"{W}noBreakHyphen": "\u2011"}
_SENTENCE = re.compile(r"(?<=[。；])(?=.)")


def text_of(data: bytes) -> str:
    """Return the words of a Word file as they are kept."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = ElementTree.fromstring(package.read("word/document.xml")).find(f"{W}body")
        assert body is not None
        lines = list(_blocks(body))
        for name in sorted(package.namelist()):
            if found := re.fullmatch(r"word/(header|footer|footnotes|endnotes)\d*\.xml", name):
                said = list(_blocks(ElementTree.fromstring(package.read(name))))
                lines += [f"〔{found[1]}〕{line}" for line in said]
    return "\n".join(lines) + "\n"


def _blocks(parent: ElementTree.Element) -> Iterator[str]:
    for node in parent:
        if node.tag == f"{W}p":
            if words := _words(node):
                yield _SENTENCE.sub("\n    ", words)
        elif node.tag == f"{W}tr":
            cells = ("↵".join(filter(None, map(_words, cell.iter(f"{W}p")))) for cell in node.iter(f"{W}tc"))
            yield f"│ {' │ '.join(cells)} │"
        elif node.tag != f"{W}sectPr":
            yield from _blocks(node)


def _words(paragraph: ElementTree.Element) -> str:
    said = (node.text or "" if node.tag == f"{W}t" else _SPACES.get(node.tag, "") for node in paragraph.iter())
    return "".join(said).strip()


def golden() -> dict[str, str]:
    """Return the words of every paper by the name of its file below ``data/golden``."""
    found = {f"{one.name}.txt": text_of(one.data) for one in everything() if one.data}
    refused: dict[str, list[str]] = {}
    for one in everything():
        if one.refused:
            refused.setdefault(f"{one.matter}/{REFUSED}", []).append(f"{one.title}　{'、'.join(one.refused)}")
    return {**found, **{name: "\n".join(lines) + "\n" for name, lines in refused.items()}}


def redraw() -> int:
    """Write every file anew and return how many differ."""
    now, kept = golden(), stored()
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for name, text in now.items():
        path = GOLDEN / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return sum(now.get(name) != kept.get(name) for name in now | kept)


def stored() -> dict[str, str]:
    """Return the words as they are kept."""
    return {path.relative_to(GOLDEN).as_posix(): path.read_text("utf-8") for path in sorted(GOLDEN.rglob("*.txt"))}


if __name__ == "__main__":
    print(f"{redraw()} files differ: see git diff tests/data/golden")
