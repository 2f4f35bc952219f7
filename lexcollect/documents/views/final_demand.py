"""最终催告函: the last demand before suit: what was demanded before, until when, and what is done after that.

Refers to earlier demands only where they arrived and are proved; announces only what the law lets a creditor do, and
that measures are the court's (民事诉讼法 103). The sentences are in ``final.yaml`` and ``letter.yaml``.
"""

from __future__ import annotations

from lexcollect.cn.numerals import han_count, han_number
from lexcollect.documents import circumstances as c
from lexcollect.documents import stops
from lexcollect.documents.material import Material, View, listed
from lexcollect.documents.views import accounts, contract, demands
from lexcollect.documents.views.demand_letter import in_own_name, said_of


def view(material: Material) -> View:
    """Return the fields of the letter and what is to be said about it."""
    found = stops.begin("final_demand", in_own_name(material))
    payable = accounts.there(found)
    if not contract.fits_templates(found, found.material) or not payable:
        return found
    before = demands.earlier(found)
    if not before:
        found.say("LX-P537")
    said = said_of(found)
    found.fields = {
        **said,
        "此前": before,
        "此前说明": _before(found, len(before)),
        "余地": found.pen.one("final.window"),
        "此后": found.pen.one("final.then"),
        "措施": _steps(found, said["要求"]["途径"]),
        "费用": found.pen.one("final.costs", {"费用": said["要求"]["费用"]}),
        "抄送": _copied(found),
        "段": _numbers(found, told=bool(before)),
    }
    return found


def _before(found: View, count: int) -> str:
    """Return that demands were made before, and how often."""
    return found.pen.one("final.earlier", {"次数": han_count(count)}, c.those({"one": count == 1})) if count else ""


def _steps(found: View, way: str) -> list[dict[str, str]]:
    """Return what is done once the period is over, one after the other."""
    steps = found.pen.all("final.step", {"途径": way})
    return [{"序号": str(number), "内容": step} for number, step in enumerate(steps, 1)]


def _copied(found: View) -> str:
    """Return to which guarantors a copy goes; each must be asked by a letter of its own besides (民法典 693)."""
    case = found.material.case
    names = [case.party(s.party).name for s in found.material.sureties if not s.void]
    if not names:
        return ""
    found.say("LX-P538", names=listed(names))
    return found.pen.one("final.copied", {"各人": listed(names)})


def _numbers(found: View, *, told: bool) -> dict[str, str]:
    """Return the numbers of the sections: they run on without a gap where no earlier demand is told."""
    there = {"事实": True, "此前": told, "欠款": True, "期限": True, "措施": True, "联系": True}
    counted = iter(range(1, len(there) + 1))
    return {
        name: found.pen.one("letter.section", {"数": han_number(next(counted))}) if shown else ""
        for name, shown in there.items()
    }
