"""``law forms``: the official element forms on file, and what another edition changes in them, row by row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.law_check import clean
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report
from lexcollect.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lexcollect.cli.console import Console
    from lexcollect.documents.forms.comparing import Difference
    from lexcollect.documents.forms.editions import Edition


def answer(console: Console, other: str | None) -> Report:
    """Return the forms on file; with ``other``, an edition on file or a folder, what it changes in the one in force."""
    from lexcollect.documents.forms.comparing import differences
    from lexcollect.documents.forms.editions import edition_in, on_file
    from lexcollect.documents.forms.reading import DATA, EDITION

    used = edition_in(DATA / EDITION)
    if other is None:
        return Report(tuple(used.findings), _listed(used), lambda out: _show(out, used))
    beside = edition_in(DATA / other if other in on_file() else Path(other))
    found = [*differences(used.forms, beside.forms)] if beside.forms else []
    data = {"edition": used.name, "other": beside.name, "differences": [_difference(each) for each in found]}
    findings = (*used.findings, *beside.findings)
    return Report(findings, data, lambda out: _show_compared(out, used, beside, found), one_by_one=True)


def _show(out: Console, used: Edition) -> None:
    from lexcollect.documents.forms.mapping import covered

    filled = covered(used.name)
    out.say("law_verb.forms_head", edition=used.name, instrument=used.instrument, count=len(used.forms))
    for number, form in used.forms.items():
        how = say(f"law_verb.forms_{'filled' if number in filled else 'on_file'}")
        checked = say(f"law_verb.forms_{form.status}")
        out.line(f"  {number}　{form.title}{form.subtitle}　{how}　{checked}　{used.digests[number][:16]}")


def _show_compared(out: Console, used: Edition, beside: Edition, found: Sequence[Difference]) -> None:
    out.say("law_verb.forms_compared", edition=used.name, other=clean(beside.name), count=len(found))
    last = ""
    for each in found:
        if each.form != last:
            last = each.form
            form = beside.forms.get(last) or used.forms[last]
            out.line(f" {last}　{clean(form.title + form.subtitle)}")
        out.line(f"   {_place(each)}")
        for name, lines in (("old", each.old), ("new", each.new)):
            if lines:
                out.line(f"     {say(f'law_verb.forms_{name}')}{clean(' / '.join(lines))}")


def _place(each: Difference) -> str:
    if each.part == "row":
        row = each.label or each.section
        return str(say("law_verb.forms_row", section=clean(each.section), number=clean(each.number), label=clean(row)))
    return str(say(f"law_verb.forms_in_{each.part}", section=clean(each.section), label=clean(each.label)))


def _listed(used: Edition) -> dict[str, Any]:
    from lexcollect.documents.forms.mapping import covered

    filled = covered(used.name)
    return {
        "edition": used.name,
        "instrument": used.instrument,
        "forms": [
            {
                "number": number,
                "title": form.title,
                "subtitle": form.subtitle,
                "filled": number in filled,
                "compared": form.status,
                "sha256": used.digests[number],
            }
            for number, form in used.forms.items()
        ],
    }


def _difference(each: Difference) -> dict[str, Any]:
    return {
        "form": each.form,
        "part": each.part,
        "section": each.section,
        "number": each.number,
        "label": each.label,
        "old": list(each.old),
        "new": list(each.new),
    }


command = SubVerb(
    "law forms",
    "law_verb.about.forms",
    answer,
    [Arg(["other"], "law_verb.value.edition", required=False)],
)
