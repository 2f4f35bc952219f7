"""Explanations of rules: what the docstring of the code and the book say together.

Owns the reading of the six headings of a rule's docstring and the pages ``docs/rules/*.md``. Run
``python -m lexcollect.law.explain`` to write them anew; a test compares. Says nothing that is in neither source.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lexcollect.law.book import Parameter, shipped_book
from lexcollect.law.index import Rule, rule, rules

HEADINGS = ("Says", "Applies when", "Counts from", "Interrupted or suspended by", "Doubtful", "Source")
_SPLIT = re.compile(rf"(?:^|(?<=\s))({'|'.join(HEADINGS)}): ")
_SECOND = ("_outer", "_mistake", "_announced", "_min", "_max")
_HEAD = "<!-- Written by `python -m lexcollect.law.explain`; do not edit. -->\n"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known of a rule: its entry in the index, its words by heading, the lengths it uses."""

    rule: Rule
    sections: tuple[tuple[str, str], ...]
    lengths: tuple[Parameter, ...]


def explain(name: str) -> Explanation:
    """Return the explanation of rule ``name``; an unknown name is a ``KeyError``."""
    found = rule(name)
    book = shipped_book()
    names = [name, *(f"{name}{second}" for second in _SECOND)]
    lengths = tuple(book.parameter(n) for n in names if n in book)
    return Explanation(found, tuple(_sections(inspect.getdoc(found.implementation()) or "")), lengths)


def _sections(docstring: str) -> Iterator[tuple[str, str]]:
    block = next((part for part in docstring.split("\n\n") if part.lstrip().startswith("Says: ")), "")
    parts = _SPLIT.split(" ".join(block.replace("``", "`").split()))
    for heading, words in zip(parts[1::2], parts[2::2], strict=False):
        yield heading, words.strip()


def page(family: str) -> str:
    """Return the page of all rules whose id begins with ``family``, as Markdown."""
    entries = [_entry(explain(name)) for name in rules() if _family(name) == family and not name.endswith(_SECOND)]
    return "\n".join((_HEAD, f"# {family}\n", *entries))


def families() -> list[str]:
    """Return the families of rules in the order of the index."""
    return list(dict.fromkeys(_family(name) for name in rules()))


def contents() -> str:
    """Return the page that lists every rule with its page."""
    rows = [f"| [{name}]({_family(name)}.md) | {found.title} | {found.title_en} |"
            for name, found in rules().items() if not name.endswith(_SECOND)]
    return "\n".join((_HEAD, "# 规则 · Rules\n", "| id | 规则 | rule |", "| --- | --- | --- |", *rows, ""))


def _family(name: str) -> str:
    return name.partition(".")[0]


def _entry(found: Explanation) -> str:
    lines = [f"## {found.rule.id}\n", f"{found.rule.title} · {found.rule.title_en}\n"]
    lines += [f"- **{heading}**: {words}" for heading, words in found.sections]
    lines.append(f"- **Roll-over**: {found.rule.roll}")
    if found.rule.warn:
        lines.append(f"- **Warns**: {', '.join(str(days) for days in found.rule.warn)} days before the day to act")
    for parameter in found.lengths:
        lines += ["", f"{parameter.title}：{parameter.summary}\n", "| 起 since | 期间 length | 条文 articles |",
                  "| --- | --- | --- |"]
        lines += [f"| {v.since} | {v.value} {v.unit} | {'、'.join(map(str, v.cite))} |" for v in parameter.values]
    return "\n".join(lines) + "\n"


def write_pages(folder: Path) -> None:
    """Write every page into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.md").write_text(contents(), "utf-8", newline="\n")
    for family in families():
        (folder / f"{family}.md").write_text(page(family), "utf-8", newline="\n")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/rules"))
