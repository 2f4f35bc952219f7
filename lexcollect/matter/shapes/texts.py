"""Texts of articles as plain data: for ``law show`` and the working of a deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lexcollect.law.texts import ArticleText, Missing, paragraphs

if TYPE_CHECKING:
    from lexcollect.law.citations import Edition


def text_json(found: ArticleText | Missing) -> dict[str, Any]:
    """Return an article with its words, or why there are none (``missing``), as plain data."""
    head = {"cite": str(found.citation), "law": found.citation.law, "article": found.citation.article}
    if isinstance(found, Missing):
        return {**head, "missing": found.why.value, "editions": [edition_json(one) for one in found.editions]}
    return {
        **head,
        "edition": edition_json(found.edition),
        "text": found.text,
        "paragraphs": paragraphs(found.text),
        "cited": found.paragraph,
        "version": found.version.isoformat(),
        "source": found.source,
        "checked": found.checked.isoformat(),
    }


def edition_json(edition: Edition) -> dict[str, Any]:
    """Return an edition with the days it was in force as plain data."""
    return {
        "name": edition.name,
        "edition": edition.edition,
        "title": edition.title,
        "in_force": edition.in_force.isoformat(),
        "until": edition.until.isoformat() if edition.until else None,
    }
