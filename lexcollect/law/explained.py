"""What a rule says of itself: its record under six headings, and the parameters it reads.

Owns the resolution of what records share (``like``), the usual sentence on the source, and the lists of rules and
parameters by family and by likeness. Holds no law: neither number nor article.
"""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches

from lexcollect.law.book import Book, shipped_book
from lexcollect.law.index import rule as rule_of
from lexcollect.law.index import rules
from lexcollect.law.parameters import Parameter
from lexcollect.law.record import HEADINGS, Rule
from lexcollect.wording import Lang, say

#: The headings under which a rule is told.
PARTS = (*HEADINGS, "source")


def explained(rule: Rule, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Return what ``rule`` says under each heading, in ``lang``; a variant speaks with the words of its rule."""
    told = rule_of(rule.like) if rule.like else rule
    return (*told.said(lang).items(), ("source", _source(told, lang)))


def _source(rule: Rule, lang: Lang) -> str:
    """Return the source of a rule: its own sentence, else the articles named and the month of their texts."""
    if rule.source:
        return rule.source[0 if lang == "zh" else 1]
    day = verified_on(rule, shipped_book())
    return say("law.usual_source", lang, year=day.year, month=say(f"law.month_{day.month}", lang))


def verified_on(rule: Rule, book: Book) -> date:
    """Return when the texts of ``rule`` were last compared: its own day, else the earliest of its parameters."""
    return rule.verified_on or min(parameter.verified_on for parameter in parameters_of(rule, book))


def answered_by(rule: Rule) -> str:
    """Return the name under which programs ask ``rule``: ``module:name`` below ``law.rules``."""
    return rule.function or rule.name or (answered_by(rule_of(rule.like)) if rule.like else "terms:answer")


def parameters_of(rule: Rule, book: Book) -> tuple[Parameter, ...]:
    """Return the parameters ``rule`` reads: its own length, then those its record names."""
    own = (rule.id,) if rule.length else ()
    return tuple(book.parameter(name) for name in (*own, *rule.reads))


def unread_parameters(book: Book) -> tuple[Parameter, ...]:
    """Return the parameters no rule of the index reads: of money (rates, shares, fees) and of courts (sums, lists)."""
    read = {p.name for rule in rules().values() for p in parameters_of(rule, book)}
    return tuple(p for p in book.parameters() if p.name not in read)


def families() -> dict[str, tuple[Rule, ...]]:
    """Return the rules by family (the word before the first dot), in the order of the index."""
    out: dict[str, list[Rule]] = {}
    for rule in rules().values():
        out.setdefault(rule.id.partition(".")[0], []).append(rule)
    return {family: tuple(found) for family, found in out.items()}


def nearest(name: str, book: Book, most: int = 6) -> list[str]:
    """Return ids of rules and parameters that ``name`` may have meant: parts of an id or a title, then slips."""
    wanted = name.strip().lower()
    titles = {rule.id: f"{rule.id} {rule.title} {rule.title_en}".lower() for rule in rules().values()}
    for parameter in unread_parameters(book):
        titles[parameter.name] = f"{parameter.name} {parameter.title} {parameter.title_en}".lower()
    part_of = [id for id, words in titles.items() if wanted and wanted in words]
    return part_of[:most] or get_close_matches(wanted, titles, n=most, cutoff=0.5)
