"""``template fields``: which fields templates can use, what each means, and the sentences with their conditions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.causes.clause import Clause
    from lexcollect.cli.console import Console
    from lexcollect.documents.fields import Field


def answer(console: Console, paper: str | None) -> Report:
    """Return the fields of one paper with its sentences, or the fields of all."""
    from lexcollect.documents.fields import all_fields, fields_of
    from lexcollect.matter.layout import is_matter
    from lexcollect.matter.templating import clauses_of, own_clauses_of, paper_named, template_of

    if paper is None:
        found = all_fields()
        return Report((), {"fields": [_json(f) for f in found]}, lambda out: _show_all(out, found), _next())
    found = fields_of(template_of(paper))
    known = paper_named(paper)
    clauses = clauses_of(known) if known else {}
    own, problems = own_clauses_of(known, Path()) if known and is_matter(Path()) else ({}, [])
    data = {
        "fields": [_json(f) for f in found],
        "clauses": [_clause_json(c) for c in clauses.values()],
        "own": [_clause_json(c) for c in own.values()],
    }

    def show(out: Console) -> None:
        _show(out, paper, found, clauses)
        _show_own(out, own)

    return Report(tuple(problems), data, show, next=("template", "copy", paper))


def _show_own(out: Console, own: dict[str, Clause]) -> None:
    """Print the sentences of the matter in the current folder."""
    if own:
        out.say("template_verb.own_head", count=len(own))
    for clause in own.values():
        out.say("template_verb.clause", id=clause.id, text=clause.sentence.text, notes=_notes(clause))


def _next() -> tuple[str, ...]:
    return ("template", "fields", "letter")


def _json(field: Field) -> dict[str, Any]:
    meaning = field.meaning
    return {
        "name": field.name,
        "shape": field.shape.value,
        "meaning": meaning.render("zh") if meaning else None,
        "meaning_en": meaning.render("en") if meaning else None,
        "templates": list(field.templates),
    }


def _clause_json(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "text": clause.sentence.text,
        "when": sorted(clause.when),
        "unless": sorted(clause.unless),
        "articles": [str(article) for article in clause.articles],
    }


def _show_all(out: Console, found: list[Field]) -> None:
    """Print the fields at the head of the names, and count what is below: the whole would fill thirty screens."""
    tops = [f for f in found if "." not in f.name]
    out.say("template_verb.fields_head", count=len(found), tops=len(tops))
    for field in tops:
        below = sum(other.name.startswith(f"{field.name}.") for other in found)
        out.say("template_verb.field_top", **_row(field), below=below, used=len(field.templates))


def _show(out: Console, paper: str, found: list[Field], clauses: dict[str, Clause]) -> None:
    out.say("template_verb.fields_of_head", paper=paper, count=len(found))
    for field in found:
        out.say("template_verb.field", **_row(field))
    if clauses:
        out.say("template_verb.clauses_head", count=len(clauses))
    for clause in clauses.values():
        out.say("template_verb.clause", id=clause.id, text=clause.sentence.text, notes=_notes(clause))


def _row(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "shape": say(f"template_verb.shape.{field.shape.value}"),
        "meaning": field.meaning or say("template_verb.no_meaning"),
    }


def _notes(clause: Clause) -> str:
    from lexcollect.causes.circumstances import CIRCUMSTANCES

    when = [CIRCUMSTANCES[name] for name in sorted(clause.when)]
    unless = [say("template_verb.unless", what=CIRCUMSTANCES[name]) for name in sorted(clause.unless)]
    told = [*when, *unless, *(str(article) for article in clause.articles)]
    return say("template_verb.notes", notes=told) if told else ""


command = SubVerb(
    "template fields",
    "template_verb.about.fields",
    answer,
    [Arg(["paper"], "template_verb.value.paper", required=False)],
)
