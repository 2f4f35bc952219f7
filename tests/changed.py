"""An example matter with changes to its case file or catalogue, and the words of its papers."""

from __future__ import annotations

import tempfile
from pathlib import Path

from golden import text_of
from lexcollect.cn.page_labels import span
from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Material
from lexcollect.matter.answering import answer
from lexcollect.matter.example import load_example, prepare
from lexcollect.matter.papers import material_of


def changed(name: str, *edits: tuple[str, str], catalogue: tuple[tuple[str, str], ...] = ()) -> Material:
    """Return the example ``name`` after ``edits`` to its case file (and its catalogue), answered on its day."""
    example = load_example(name)
    with tempfile.TemporaryDirectory() as folder:
        matter = Path(folder) / "案"
        prepare(example, matter)
        _edit(matter / "案件.yaml", edits)
        if catalogue:
            _edit(next(matter.rglob("*目录.yaml")), catalogue)
        answered = answer(matter, example.as_of)
    assert answered.catalogue is not None
    pages = {item.id: span(3 * n + 1, 3 * n + 3) for n, item in enumerate(answered.catalogue.items)}
    return material_of(answered, pages)


def _edit(path: Path, edits: tuple[tuple[str, str], ...]) -> None:
    text = path.read_text("utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def words(paper: str, material: Material) -> str:
    """Return the words of ``paper`` as the golden texts hold them, on one line a paragraph."""
    with tempfile.TemporaryDirectory() as folder:
        made = draft([paper], material, Path(folder), sources={"案件.yaml": "0" * 64})
        (path,) = [one.path for one in made.papers if one.path is not None]
        return text_of(path.read_bytes()).replace("\n    ", "").replace("\u2011", "-")


def told_on(day: str, text: str) -> str:
    """Return the paragraphs that begin with ``day``."""
    return "\n".join(line for line in text.splitlines() if line.startswith(day))
