"""``law show``: one rule, parameter or article with everything the law book holds on it, or the list of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.exits import Exit
from lexcollect.cli.law_words import (
    cites_words,
    explained,
    parameter_json,
    put_rows,
    title_of,
    value_words,
    warn_words,
)
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report
from lexcollect.findings import finding
from lexcollect.law.book import shipped_book
from lexcollect.law.explained import families, nearest, parameters_of, unread_parameters
from lexcollect.law.index import find
from lexcollect.law.texts import named
from lexcollect.wording import say, text

if TYPE_CHECKING:
    from datetime import date

    from lexcollect.cli.console import Console
    from lexcollect.law.parameters import Parameter
    from lexcollect.law.record import Rule

#: The example of the line 下一步.
_EXAMPLE = "limitation.general"


def answer(console: Console, name: str | None, article: str | None) -> Report:
    """Return the rule, parameter or article ``name``, or the list of all; an article may stand apart from its law."""
    return show_all() if name is None else show_one(f"{name}{article or ''}", console.settings.as_of)


def show_all() -> Report:
    """Return all rules by family and the parameters that belong to no rule."""
    others = unread_parameters(shipped_book())

    def show(out: Console) -> None:
        for family, found in families().items():
            out.line(say(f"law_verb.family.{family}"))
            put_rows(out, [(rule.id, title_of(rule)) for rule in found])
        out.line(say("law_verb.other_parameters"))
        put_rows(out, [(parameter.name, title_of(parameter)) for parameter in others])

    data = {
        "rules": [
            {"id": rule.id, "family": family, "title": title_of(rule)}
            for family, found in families().items()
            for rule in found
        ],
        "parameters": [{"name": parameter.name, "title": title_of(parameter)} for parameter in others],
    }
    return Report((), data, show, next=("law", "show", _EXAMPLE))


def show_one(name: str, day: date) -> Report:
    """Return the rule, the parameter or, as it stood on ``day``, the article ``name``; else the nearest names."""
    wanted, book = name.strip(), shipped_book()
    rule = find(wanted)
    if rule is not None:
        return _rule_report(rule)
    if wanted in book:
        parameter = book.parameter(wanted)
        return Report((), {"parameter": parameter_json(parameter)}, lambda out: _parameter(out, parameter))
    citation = named(wanted)
    if citation is not None:
        from lexcollect.cli.law_article import article_report

        return article_report(citation, day)
    near = nearest(wanted, book)
    hint = text("law_verb.near", names=tuple(near)) if near else ""
    return Report((finding("LX-L501", name=wanted, near=hint),), {"nearest": near}, exit=Exit.LAW_UNKNOWN)


def _rule_report(rule: Rule) -> Report:
    from lexcollect.cli.law_article import text_rows
    from lexcollect.law.texts import text_of
    from lexcollect.matter.shapes.texts import text_json

    parameters = parameters_of(rule, shipped_book())
    lengths = (cite for parameter in parameters for value in parameter.values for cite in value.cite)
    cites = tuple(dict.fromkeys((*lengths, *rule.cites)))

    def show(out: Console) -> None:
        out.line(f"{rule.id}　{title_of(rule)}")
        rows = [(say(f"law_verb.part.{key}"), said) for key, said in explained(rule)]
        rows += [
            (say("law_verb.part.roll"), say(f"law_verb.roll.{rule.roll}")),
            (say("law_verb.part.warn"), warn_words(rule)),
        ]
        put_rows(out, rows)
        out.say("law_verb.parameters")
        if not parameters:
            out.line("  " + say("law_verb.no_parameters"))
        for parameter in parameters:
            _parameter(out, parameter, 2)
        if rows := text_rows(cites):
            out.say("law_verb.texts_head")
            put_rows(out, rows)

    texts = [text_json(text_of(cite)) for cite in cites]
    return Report((), {"rule": {**rule_json(rule), "texts": texts}}, show)


def rule_json(rule: Rule) -> dict[str, Any]:
    """Return a rule with its parameters as plain data."""
    return {
        "id": rule.id,
        "title": title_of(rule),
        "family": rule.id.partition(".")[0],
        **dict(explained(rule)),
        "facts": list(rule.triggers),
        "roll": rule.roll,
        "warn": list(rule.warn),
        "parameters": [parameter_json(parameter) for parameter in parameters_of(rule, shipped_book())],
    }


def _parameter(out: Console, parameter: Parameter, indent: int = 0) -> None:
    """Print a parameter: its values with their articles, where they were verified and until when to look again."""
    out.line(f"{' ' * indent}{parameter.name}　{title_of(parameter)}")
    rows: list[tuple[str, str]] = []
    for value in parameter.values:
        since, cites = say("law_verb.since", day=value.since), cites_words(value.cite)
        words = value_words(value, between="\n").split("\n")
        if len(words) == 1:
            rows.append((f"{since}　{words[0]}", cites))
        else:
            rows += [(since, cites), *((f"  {word}", "") for word in words)]
    put_rows(out, rows, indent + 2)
    out.line(f"{' ' * indent}  {parameter.summary}")
    out.line(f"{' ' * indent}  {verified_words(parameter)}")
    if parameter.until:
        out.line(f"{' ' * indent}  {say('law_verb.until', day=parameter.until)}")


def verified_words(parameter: Parameter) -> str:
    """Return source, day of verification, day for the review and certainty on one line."""
    return say(
        "law_verb.verified",
        source=parameter.source,
        verified=parameter.verified_on,
        review=parameter.review_by,
        certainty=say(f"law_verb.certainty.{parameter.certainty.value}"),
    )


command = SubVerb(
    "law show",
    "law_verb.about.show",
    answer,
    [
        Arg(["name"], "law_verb.value.rule", required=False),
        Arg(["article"], "law_verb.value.article", required=False),
    ],
)
