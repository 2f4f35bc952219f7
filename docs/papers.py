"""The lists of papers in the guides, and of fields in the guide to templates, written from register and templates.

Run ``python docs/papers.py`` to write the lists between the marks anew; a test compares.
"""

from __future__ import annotations

import re
from pathlib import Path

from lexcollect.documents.fields import Field, Shape, fields_of, templates
from lexcollect.documents.register import PAPERS

DOCS = Path(__file__).resolve().parent
#: The guides, and what divides the names in a sentence.
GUIDES = {"guide.md": ", ", "guide.zh-CN.md": "、"}

#: The guide for who owns the templates, and what a field is called by its shape.
TEMPLATES = "templates.zh-CN.md"
SHAPES = {Shape.TEXT: "文字", Shape.LIST: "列表", Shape.GROUP: "一组"}


def drawn(text: str, divider: str) -> str:
    """Return the text of a guide with its two lists drawn anew."""
    named = divider.join(f"`{paper.id}` {paper.title}" for paper in PAPERS.values())
    words = (paper for paper in PAPERS.values() if not paper.on_form)
    templates = "\n".join(f"- [templates/{paper.template}](../templates/{paper.template})" for paper in words)
    return _between(_between(text, "papers", named), "templates", f"\n\n{templates}\n\n")


def with_fields(text: str) -> str:
    """Return the text of the guide to templates with the fields of every template drawn anew."""
    parts = []
    for template, papers in templates().items():
        named = "、".join(f"`{paper.id}`" for paper in papers)
        rows = "\n".join(_row(field) for field in fields_of(template))
        head = f"### {Path(template).stem}{f'（{named}）' if named else ''}"
        parts.append(f"{head}\n\n| 字段 | 类型 | 含义 |\n|---|---|---|\n{rows}")
    return _between(text, "fields", "\n\n" + "\n\n".join(parts) + "\n\n")


def _row(field: Field) -> str:
    said = field.meaning.render("zh") if field.meaning else ""
    return f"| `{field.name}` | {SHAPES[field.shape]} | {said} |"


def _between(text: str, mark: str, new: str) -> str:
    pattern = f"(<!-- {mark} -->).*?(<!-- /{mark} -->)"
    found, count = re.subn(pattern, lambda m: f"{m[1]}{new}{m[2]}", text, flags=re.DOTALL)
    if count != 1:
        raise ValueError(f"the marks of {mark} stand {count} times")
    return found


if __name__ == "__main__":
    for name, divider in GUIDES.items():
        page = DOCS / name
        page.write_text(drawn(page.read_text("utf-8"), divider), "utf-8", newline="\n")
    page = DOCS / TEMPLATES
    page.write_text(with_fields(page.read_text("utf-8")), "utf-8", newline="\n")
