"""``law court``: which courts a matter can go to, each with the fact that links it, its article and its doubts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report
from lexcollect.wording import say

if TYPE_CHECKING:
    from decimal import Decimal

    from lexcollect.casefile.models import Case
    from lexcollect.claims.court_kinds import Gathered, Levels
    from lexcollect.claims.jurisdiction import Connection, Jurisdiction
    from lexcollect.cli.console import Console


def answer(console: Console, folder: Path | None) -> Report:
    """Return what links the matter in ``folder`` to courts."""
    from lexcollect.casefile.kinds import JurisdictionKind
    from lexcollect.claims.court_kinds import level_of, special_of
    from lexcollect.claims.jurisdiction import of_enforcement, of_suit
    from lexcollect.matter.opening import open_matter

    matter = open_matter(folder, for_figures=True)
    case = matter.case
    title = case.titles[-1] if case.titles else None
    found = of_enforcement(case, title) if title else of_suit(case)
    arbitration = title is None and any(
        c.jurisdiction and c.jurisdiction.kind is JurisdictionKind.ARBITRATION for c in case.contracts
    )
    court = case.choices.court if title is None else ""

    amount = _amount(case, console) if title is None else None
    levels = level_of(case, amount, console.settings.as_of, court)
    gathered = [*special_of(case, case.contracts, levels.level, console.settings.as_of)] if title is None else []

    def show(out: Console) -> None:
        out.say("courts.head_title" if title else "courts.head", name=case.matter)
        if arbitration:
            out.say("courts.arbitration")
        for number, one in enumerate(found.connections, 1):
            _show_one(out, number, one)
        for defect in found.defects:
            out.say("courts.defect", defect=say(f"courts.defect.{defect.key}"), cite=str(defect.cite))
        if title is None:
            _show_choice(out, case, found)
            _show_kind(out, levels, gathered, amount)
        out.say("courts.level")

    data = {"matter": case.matter, "court": court, **_json(found, court), **_kinds(levels, gathered)}
    return Report(matter.findings, data, show)


def _amount(case: Case, console: Console) -> Decimal | None:
    """Return the sum that is claimed on the day of the run; nothing where it cannot be told."""
    from lexcollect.deadlines.matter import answer_case
    from lexcollect.findings import Refused
    from lexcollect.law.trace import LawUnknown

    try:
        claims = answer_case(case, console.settings.as_of).claims
    except (LawUnknown, Refused):
        return None
    return None if claims.apart else claims.total


def _show_kind(out: Console, levels: Levels, gathered: list[Gathered], amount: Decimal | None) -> None:
    from lexcollect.cn.amounts import format_yuan

    sums = {name: format_yuan(value) for name, value in (("alike", levels.alike), ("apart", levels.apart))}
    told = say(f"courts.level.{levels.level}", amount=format_yuan(amount) if amount is not None else "—", **sums)
    out.say("courts.level_told", told=told)
    for one in gathered:
        court = one.court or say(f"courts.special_name.{one.kind}")
        cites = "、".join(map(str, one.cites)) or say("courts.not_on_file")
        out.say(f"courts.special.{one.kind}", court=court, contract=one.contract, cites=cites)


def _kinds(levels: Levels, gathered: list[Gathered]) -> dict[str, Any]:
    return {
        "level": levels.level.value,
        "special": [
            {"kind": g.kind.value, "court": g.court, "contract": g.contract, "cites": [str(c) for c in g.cites]}
            for g in gathered
        ],
    }


def place_of(one: Connection) -> str:
    """Return the court or the place of a connection, and whose it is."""
    place = one.court or one.place or say("courts.unknown")
    return say("courts.who", place=place, who=one.who) if one.who else place


def _show_one(out: Console, number: int, one: Connection) -> None:
    out.line(f"{number}. {say('courts.row', link=say(f'courts.link.{one.link}'), place=place_of(one))}")
    out.line("   " + say("courts.cites", cites="、".join(str(c) for c in one.cites)))
    for doubt in one.doubts:
        out.line("   " + say("courts.doubt", doubt=say(f"courts.doubt.{doubt}")))


def _show_choice(out: Console, case: Case, found: Jurisdiction) -> None:
    if found.exclusive:
        out.say("courts.only")
    elif len(found.connections) > 1:
        out.say("courts.several")
    court = case.choices.court
    if not court:
        out.say("courts.none_chosen")
    elif links := found.fitting(court):
        named = "、".join(dict.fromkeys(say(f"courts.link.{one.link}") for one in links))
        out.say("courts.chosen_fits", court=court, links=named)
    else:
        out.say("courts.chosen_not" if found.excludes(court) else "courts.chosen_open", court=court)


def _json(found: Jurisdiction, court: str) -> dict[str, Any]:
    return {
        "exclusive": found.exclusive,
        "connections": [
            {
                "link": one.link.value,
                "title": say(f"courts.link.{one.link}"),
                "place": one.place,
                "court": one.court,
                "who": one.who,
                "contract": one.contract,
                "cites": [str(c) for c in one.cites],
                "doubts": [say(f"courts.doubt.{doubt}") for doubt in one.doubts],
                "fits_chosen": one.fits(court) if court else None,
            }
            for one in found.connections
        ],
        "defects": [
            {
                "defect": d.key,
                "contract": d.contract,
                "cite": str(d.cite),
                "said": say(f"courts.defect.{d.key}"),
            }
            for d in found.defects
        ],
    }


command = SubVerb(
    "law court",
    "law_verb.about.court",
    answer,
    [Arg(["folder"], "cli.value.matter", required=False, type=click.Path(path_type=Path))],
)
