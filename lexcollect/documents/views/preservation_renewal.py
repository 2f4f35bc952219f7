"""续行财产保全申请书 (续封、续冻): each measure with its end and the term asked for (财产保全规定 18, 民诉法解释 485).

One for each court and case. Without measures named in the case file it asks for those that end within ninety days. What
ended already is no matter of renewal. The sentences are in ``measures.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.vocabulary import ASSETS
from lexcollect.cn.numerals import han_number
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds
from lexcollect.documents.material import Material, View, day, numbered, yuan
from lexcollect.documents.views import measures
from lexcollect.documents.views.measures import Standing
from lexcollect.findings import has_errors
from lexcollect.law.book import shipped_book

#: A measure that ends within so many days is one whose renewal is asked for now.
_NEAR = timedelta(days=90)


def view(material: Material) -> View:
    """Return the fields of the applications and what is to be said about them."""
    found = View("preservation_renewal", material)
    asked = material.case.preservation
    there = measures.standing(found)
    named = bool(asked and asked.measures)
    chosen = there if named else [one for one in there if one.end <= material.as_of + _NEAR]
    if not chosen:
        _nothing(found, there)
    for one in chosen:
        if one.lasts.renewal.last_day < material.as_of:
            what = one.measure.description or one.measure.asset.label
            found.say("LX-P358", one.measure.where, what=what, last=one.lasts.renewal.last_day, end=one.end)
        if not one.lasts.notified:
            found.say("LX-P359", one.measure.where, what=one.measure.description or one.measure.asset.label)
    if has_errors(found.findings):
        return found
    pages = measures.by_case(chosen)
    found.fields = {"各书": [_page(found, group, first=n == 0) for n, group in enumerate(pages)]}
    based = grounds.written(grounds.grounds("preservation_renewal", material.circumstances, None, found.pen.articles))
    found.fields["法律依据"] = based
    return found


def _nothing(found: View, there: Sequence[Standing]) -> None:
    """Say that no measure ends soon, and which one ends next; or that there is none."""
    if there:
        found.say(
            "LX-P354",
            there[0].measure.where,
            day=there[0].end,
            what=there[0].measure.description or there[0].measure.asset.label,
        )
    else:
        found.say("LX-P355")


def _page(found: View, group: list[Standing], *, first: bool) -> dict[str, Any]:
    return {
        **measures.page(found, group, first=first),
        "请求事项": numbered(_request(found, one) for one in group),
        "理由": [reason for reason in (_owed(found), _security(found)) if reason],
        "附件": numbered(measures.annexes(found, "measures.renewal_annexes")),
    }


def _request(found: View, one: Standing) -> str:
    longest = shipped_book().at(f"preserve.seizure.{ASSETS[one.measure.asset]}", one.end + timedelta(days=1))
    said = {
        "财产": measures.thing(found, one),
        "年数": han_number(longest.number),
        "起": day(one.end + timedelta(days=1)),
    }
    return found.pen.one("measures.renew", said, measures.how_of(one))


def _owed(found: View) -> str:
    """Return what is still owed on the cut-off day: by the title, where there is one."""
    material = found.material
    total = sum((t.total for t in material.claims.titles), material.claims.total * 0)
    said = {"截止日": day(material.as_of), "金额": yuan(total or material.claims.total)}
    if not total and not material.claims.total:
        return ""
    return found.pen.one("measures.owed", said, c.those({"paper.title": total}))


def _security(found: View) -> str:
    """Return what was offered as security and until when it holds; a blank where nobody said until when."""
    asked = found.material.case.preservation
    offered = asked.guarantee if asked else None
    if offered is None or offered.kind is k.GuaranteeKind.NONE:
        return ""
    said = {
        "提供人": found.need(offered.provider, "provider", offered.where),
        "编号": offered.number,
        "期间": found.need(offered.period, "security_period", offered.where),
    }
    return found.pen.one("measures.security", said, of_kind("security", offered.kind))
