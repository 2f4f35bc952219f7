"""The lists of papers in the guides, written from the register of papers.

Run ``python docs/papers.py`` to write the lists between the marks anew; a test compares.
"""

from __future__ import annotations

import re
from pathlib import Path

from lexcollect.documents.register import PAPERS

DOCS = Path(__file__).resolve().parent
#: The guides, and what divides the names in a sentence.
GUIDES = {"guide.md": ", ", "guide.zh-CN.md": "、"}


def drawn(text: str, divider: str) -> str:
    """Return the text of a guide with its two lists drawn anew."""
    named = divider.join(f"`{paper.id}` {paper.title}" for paper in PAPERS.values())
    words = (paper for paper in PAPERS.values() if not paper.on_form)
    templates = "\n".join(f"- [templates/{paper.template}](../templates/{paper.template})" for paper in words)
    return _between(_between(text, "papers", named), "templates", f"\n\n{templates}\n\n")


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
