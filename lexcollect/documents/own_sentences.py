"""Sentences of the user's own (自用条款): what lies in ``templates/条款`` on top of the shipped ones.

Owns by which words a file names a paper: its id or its title. Reading and checks are those of ``causes.clause_book``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from lexcollect.causes.clause_book import ClauseBook, own_book
from lexcollect.documents.register import PAPERS
from lexcollect.findings import Finding


@cache
def named_papers() -> MappingProxyType[str, str]:
    """Return every word by which a file of sentences names a paper, with its id."""
    return MappingProxyType({word: paper.id for paper in PAPERS.values() for word in (paper.title, paper.id)})


def own_sentences(book: ClauseBook, folders: Sequence[Path]) -> tuple[ClauseBook, list[Finding]]:
    """Return ``book`` with the sentences of ``folders``, and what is to be said about their files."""
    return own_book(book, folders, named_papers())
