"""Stops of papers: for whom a paper may be written, and what is said of the others.

Owns the way from the legal stops of a matter (``claims.stop``) to one paper: who is left out, when nobody is left the
paper is refused, and the finding for each. Decides no law.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lexcollect.claims.stop import Act, Ground, Stop
from lexcollect.documents.material import Material, View, listed
from lexcollect.documents.register import PAPERS
from lexcollect.findings import Finding, Level, finding

#: The finding of each ground.
CODES: Mapping[Ground, str] = {
    Ground.ARBITRATION: "LX-P010",
    Ground.NOT_DUE: "LX-P017",
    Ground.NOT_DEMANDED: "LX-P111",
    Ground.INSOLVENT: "LX-P070",
    Ground.DECIDED: "LX-P071",
    Ground.PENDING: "LX-P072",
    Ground.DAY_UNKNOWN: "LX-P250",
    Ground.AMOUNT_UNKNOWN: "LX-P252",
    Ground.PAID: "LX-P073",
    Ground.PERFORMING: "LX-P074",
    Ground.LAPSED: "LX-P075",
    Ground.SECURITY_LAPSED: "LX-P750",
    Ground.LIMITATION: "LX-P076",
    Ground.EARLIER: "LX-P077",
}
#: Papers to the debtor alone, or which it has to sign: nothing is left of them without it.
_DEBTORS_OWN = frozenset({Act.DEMAND, Act.SETTLE})

#: A necessary fact is missing.
_LACKS = "LX-P004"


def worth_telling(findings: Sequence[Finding]) -> list[Finding]:
    """Return ``findings`` of a paper; one that the law stands against asks for no facts that it will not need."""
    barred = any(one.stops and one.code in CODES.values() for one in findings)
    return [one for one in findings if not (barred and one.code == _LACKS)]


def begin(paper: str, material: Material, asked: Sequence[str] = (), act: Act | None = None) -> View:
    """Return the view of ``paper`` for those against whom nothing stands, with a finding for every stop.

    A stop for one person leaves that person out and is a warning while the paper goes on against others; otherwise it
    is an error, and the paper must not be written. ``asked``: whom the paper is directed against, where it is not the
    debtor and its guarantors. ``act``: what is done with it in this matter, where it is not what the register says.
    """
    act = act or Act(PAPERS[paper].act)
    found = [stop for stop in material.claims.stops if stop.act is act]
    debtors = [p.id for p in material.debtors]
    sureties = [s.party for s in material.sureties]
    alone = PAPERS[paper].to_guarantors
    asked = [*asked] or (sureties if alone else [*debtors, *sureties])
    out = frozenset(s.person for s in found if s.bars and s.person in asked)
    view = View(paper, replace(material, left_out=out))
    left = [id for id in dict.fromkeys(asked) if id not in out]
    goes_on = bool(left) and (alone or act not in _DEBTORS_OWN or any(id in left for id in debtors))
    for stop in found:
        if PAPERS[paper].beside_a_complaint and goes_on and not stop.bars:
            continue  # who is sued and what may be pleaded against it is told with the complaint
        if _matters(stop, view.material) and not (alone and stop.person and stop.person not in asked):
            _say(view, stop, goes_on=goes_on)
    if goes_on and view.material.sureties_only:
        view.say("LX-P078", paper=PAPERS[paper].name, names=listed(material.case.party(id).name for id in left))
    return view


def _matters(stop: Stop, material: Material) -> bool:
    """Tell whether a stop is worth saying: not of a person who is left out anyway, nor of debts nobody is asked for."""
    if stop.person:
        return stop.bars or stop.person not in material.left_out
    if material.sureties_only and stop.obligations:
        return any(id in s.covered for s in material.sureties for id in stop.obligations)
    return True


def _say(view: View, stop: Stop, *, goes_on: bool) -> None:
    case = view.material.case
    level = None if not stop.bars else Level.WARNING if stop.person and goes_on else Level.ERROR
    params = {
        "paper": PAPERS[view.paper].name,
        "name": case.party(stop.person).name if stop.person else "",
        "cites": tuple(str(cite) for cite in stop.cites),
        "instead": stop.instead,
        **dict(stop.facts),
    }
    view.findings.append(finding(CODES[stop.ground], stop.where, level=level, **params))
