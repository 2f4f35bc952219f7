"""Trace: how the law's answers show their working.

Owns :class:`Answer` and what it is made of: citations, steps, alternatives, assumptions. An answer without a
trace cannot be built. Knows no rule.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from lexcollect.records import dataclass, field
from lexcollect.wording import Text

T = TypeVar("T")


class Certainty(StrEnum):
    """How firm an answer is; the marks are explained in ``docs/design.md``."""

    STATUTORY = "statutory"  # follows from the words of the article
    CONVENTION = "convention"  # a choice this project made where the text leaves one
    DEBATED = "debated"  # courts or authors differ; the safe reading was taken
    GUIDANCE = "guidance"  # an answer of the Supreme Court's question service, not binding
    SECONDARY = "secondary"  # the legal text was seen only in secondary material


@dataclass(frozen=True, slots=True)
class Citation:
    """A law and an article of it: ``Citation("民法典", "188(1)")`` is 民法典第188条第1款.

    ``law`` is the canonical short name of the law; ``article`` is ``188``, ``188(1)`` for a paragraph (款),
    ``13(1)(1)`` for an item (项) of a paragraph, ``162-1`` for 第162条之一, or empty for the whole text. An
    answer of the Supreme Court's question service is ``Citation("法答网精选答问", "20.1")``.
    """

    law: str
    article: str = ""

    def __str__(self) -> str:
        if not self.article:
            return self.law
        if "." in self.article:  # an answer of the question service: batch.question
            batch, _, question = self.article.partition(".")
            return f"{self.law}第{batch}批第{question}问"
        number, _, rest = self.article.partition("(")
        base, _, extra = number.partition("-")
        written = f"第{base}条" + (f"之{'零一二三四五六七八九'[int(extra)]}" if extra else "")
        parts = [p for p in rest.replace(")", "").split("(") if p]
        for part, unit in zip(parts, ("款", "项"), strict=False):
            written += f"第{part}{unit}"
        return f"{self.law}{written}"


def parse_citation(written: str) -> Citation:
    """Return ``民法典 188(1)`` as a citation; without a space it is a whole text."""
    law, _, article = written.strip().partition(" ")
    return Citation(law, article.strip())


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the working: which rule, what was found, on which articles, from which evidence."""

    rule: str
    text: Text
    cites: tuple[Citation, ...] = ()
    evidence: tuple[str, ...] = ()
    result: date | Decimal | str | None = None


@dataclass(frozen=True, slots=True)
class Alternative(Generic[T]):
    """Another arguable reading: what it says and on what it rests. Shown, never relied on."""

    reading: Text
    value: T
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Assumption:
    """A convention the answer stands on, and what it moves if taken the other way (yuan or days)."""

    text: Text
    effect: Decimal | int | None = None
    detail: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What the law says: a value, the working, the other readings, how firm it is, and what it assumes."""

    value: T
    trace: tuple[Step, ...]
    alternatives: tuple[Alternative[Any], ...] = ()
    certainty: Certainty = Certainty.STATUTORY
    assumptions: tuple[Assumption, ...] = field(default=())

    def __post_init__(self) -> None:
        if not self.trace:
            raise ValueError("an answer without a trace is no answer")


class LawUnknown(Exception):
    """The law book does not know this day, rate or rule: a refusal, never a default (exit code 5).

    ``text`` says what is missing and which publication would supply it.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.key)
