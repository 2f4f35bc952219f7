"""Terms: the closed words of the evidence catalogue in the language of the page.

Owns how choices are shown; what is sent and written stays the word of the catalogue.
"""

from __future__ import annotations

from lexcollect.evidence.items import EVIDENCE_KINDS, OPEN, ORIGINALS
from lexcollect.wording import language, say

#: The kinds of evidence (民事诉讼法 66(1)) by their keys in the wording, in the order of the article.
_KINDS = dict(
    zip(
        EVIDENCE_KINDS,
        ("statement", "document", "object", "recording", "electronic", "witness", "appraisal", "inspection"),
        strict=True,
    )
)
_ORIGINALS = dict(zip(ORIGINALS, ("held", "none", "electronic"), strict=True))
_ANSWERS = {"是": "yes", "否": "no", "待定": "later"}


def choice(column: str, word: str) -> str:
    """Return the word of a choice of a column as the page shows it; another word stays as it is."""
    if language() == "zh" or not word:
        return word
    if word == OPEN:
        return say("desk.term.open")
    if column == "kind" and word in _KINDS:
        return say(f"desk.term.kind.{_KINDS[word]}")
    if column == "original" and word in _ORIGINALS:
        return say(f"desk.term.original.{_ORIGINALS[word]}")
    if column == "submit" and word in _ANSWERS:
        return say(f"desk.answer.{_ANSWERS[word]}")
    return _proof(word) if column == "proof" else word


def _proof(word: str) -> str:
    from lexcollect.law.carriers import carriers

    return next((one.en for one in carriers().values() if one.zh == word), word)
