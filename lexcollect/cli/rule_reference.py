"""Rule reference: one page a rule, written from its record and the law book.

Owns ``docs/rules/``: a page for each rule of the index, ``README.md`` with all of them by family, and
``parameters.md`` with the parameters no rule of the index reads. Refuses a rule
whose record is not whole. Run ``python -m lexcollect.cli.rule_reference`` to write them anew; a test compares.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.law_show import verified_words
from lexcollect.cli.law_words import cites_words, explained, value_words, warn_words
from lexcollect.law.book import shipped_book
from lexcollect.law.explained import answered_by, families, parameters_of, unread_parameters
from lexcollect.wording import LANGUAGES, say, speaking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lexcollect.law.parameters import Parameter
    from lexcollect.law.record import Rule

PAGES = "docs/rules"
INDEX = "README.md"
OTHERS = "parameters.md"
_HEAD = "<!-- Written by `python -m lexcollect.cli.rule_reference`; do not edit. -->"


def rule_pages() -> dict[str, str]:
    """Return every page by file name; :class:`~lexcollect.findings.Refused` for a broken record."""
    found = {f"{rule.id}.md": rule_page(rule) for rules in families().values() for rule in rules}
    return {INDEX: _index(), OTHERS: _others(), **found}


def both(key: str) -> str:
    """Return a heading in both languages."""
    zh, en = (say(f"law_verb.{key}", lang) for lang in LANGUAGES)
    return zh if zh == en else f"{zh} · {en}"


def rule_page(rule: Rule) -> str:
    """Return the page of ``rule``: what it says in both languages, then its parameters."""
    parts = [_HEAD, f"# `{rule.id}`　{rule.title}", rule.title_en, _said(rule), f"## {both('parameters')}"]
    parameters = parameters_of(rule, shipped_book())
    parts += [part for parameter in parameters for part in _parameter(parameter)] or [both("no_parameters")]
    return "\n\n".join(parts) + "\n"


def _said(rule: Rule) -> str:
    """Return the table of the six headings, the roll-over, the warnings and the names of the facts."""
    zh, en = (dict(explained(rule, lang)) for lang in LANGUAGES)
    rows: list[Sequence[str]] = [(both(f"part.{key}"), zh[key], en[key]) for key in en]
    rows.append((both("part.roll"), *(say(f"law_verb.roll.{rule.roll}", lang) for lang in LANGUAGES)))
    words = []
    for lang in LANGUAGES:
        with speaking(lang):
            words.append(warn_words(rule))
    rows.append((both("part.warn"), *words))
    facts = " / ".join(f"`{key}`" for key in rule.triggers) or "—"
    rows.append((both("page.facts"), facts, facts))
    rows.append((both("page.function"), *(f"`{answered_by(rule)}`" for _ in LANGUAGES)))
    return _table(("", "中文", "English"), [(*row[:2], row[2] if row[1] != row[2] else "") for row in rows])


def _parameter(parameter: Parameter) -> list[str]:
    """Return the section of a parameter: summary, dated values with articles, source and days of review."""
    with speaking("zh"):
        heads = tuple(both(f"col.{column}") for column in ("since", "value", "cites", "certainty"))
        rows = [
            (
                value.since.isoformat(),
                value_words(value),
                cites_words(value.cite),
                say(f"law_verb.certainty.{value.certainty.value}"),
            )
            for value in parameter.values
        ]
        until = [say("law_verb.until", day=parameter.until)] if parameter.until else []
        return [
            f"### `{parameter.name}`　{parameter.title} · {parameter.title_en}",
            parameter.summary,
            _table(heads, rows),
            *until,
            verified_words(parameter),
        ]


def _index() -> str:
    parts = [_HEAD, f"# {both('page.index')}"]
    for family, rules in families().items():
        rows = [(f"[`{rule.id}`]({rule.id}.md)", rule.title, rule.title_en) for rule in rules]
        parts += [f"## {both(f'family.{family}')}", _table((both("page.rule"), "中文", "English"), rows)]
    parts += [f"## {both('page.other')}", f"[{both('other_parameters')}]({OTHERS})"]
    return "\n\n".join(parts) + "\n"


def _others() -> str:
    parts = [_HEAD, f"# {both('page.other')}"]
    parts += [part for parameter in unread_parameters(shipped_book()) for part in _parameter(parameter)]
    return "\n\n".join(parts) + "\n"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [_row(heads), "|" + "---|" * len(heads), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def write_pages(folder: Path) -> None:
    """Write all pages to ``folder`` and remove pages of rules that are no more."""
    pages = rule_pages()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, written in pages.items():
        (folder / name).write_text(written, "utf-8", newline="\n")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1] if len(sys.argv) > 1 else PAGES))
