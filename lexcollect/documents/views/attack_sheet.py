"""攻防表: what the other side can say, who bears the burden, which exhibits answer, what is missing, what it costs.

For the office alone (内部文件). Which defence comes into question is decided in ``documents.attacks``; the sentences,
with their articles, are in ``attack.yaml``.
"""

from __future__ import annotations

from lexcollect.documents.attacks import Attack, attacks
from lexcollect.documents.cells_told import NOTHING, exhibit_titled
from lexcollect.documents.material import Material, View, day, series, yuan
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import review_working


def view(material: Material) -> View:
    """Return the fields of the sheet and what is to be said about it."""
    found = View("attack", material)
    if material.dossier is None:
        found.say("LX-P620", paper=PAPERS[found.paper].name)
        return found
    rows = [_row(found, number, one) for number, one in enumerate(attacks(material, material.dossier), 1)]
    if not rows:
        found.say("LX-P621", paper=PAPERS[found.paper].name)
        return found
    found.fields = {"案件": material.case.matter, "基准日": day(material.as_of), "抗辩": rows}
    found.fields["条文"] = review_working.words_of(found, found.pen.articles)
    return found


def _row(found: View, number: int, one: Attack) -> dict[str, str]:
    said = {
        **one.said,
        "退路": found.pen.one("attack.falls_to", one.falls) if one.falls else "",
        "底线": found.pen.one("attack.dead", one.dead) if one.dead else "",
    }
    answer = found.pen.picked(f"attack.{one.answers}", said, one.holds) if one.answers else ""
    more = [found.pen.one(f"attack.{place}", filled) for place, filled in one.more]
    lacks = found.pen.picked(f"attack.{one.lacks}", said, one.holds) if one.lacks else ""
    wants = [found.pen.one(f"attack.{place}", filled) for place, filled in one.wants]
    return {
        "序号": str(number),
        "说法": found.pen.picked(f"attack.{one.id}_says", said, one.holds),
        "举证": found.pen.picked(f"attack.{one.id}_burden", said, one.holds),
        "回答": series(part for part in (answer, *more, _named(found, one)) if part) or NOTHING,
        "还缺": series(part for part in (lacks, *wants) if part) or found.pen.one("attack.none_missing"),
        "影响": _effect(found, one),
    }


def _named(found: View, one: Attack) -> str:
    """Return the exhibits that answer, by number and title."""
    known = [found.material.exhibits[id] for id in one.exhibits if id in found.material.exhibits]
    return series(map(exhibit_titled, known))


def _effect(found: View, one: Attack) -> str:
    told = []
    if one.yuan is not None:
        told.append(found.pen.one("attack.effect_yuan", {"金额": f"-{yuan(one.yuan)}"}))
    if one.days is not None:
        told.append(found.pen.one("attack.effect_days", {"天数": f"{one.days:+d}"}))
    told += [found.pen.one(f"attack.{place}", filled) for place, filled in one.effects]
    return series(told) or found.pen.one("attack.effect_open")
