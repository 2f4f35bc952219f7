"""解除保全申请书: measures that are to end, and why (财产保全规定 23, 民诉法解释 166).

Owns which of the grounds of the statute the case file shows: no suit in thirty days, a suit withdrawn or dismissed, a
debt that is paid. Where it shows none, the applicant's own words. The sentences are in ``measures.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.documents import grounds
from lexcollect.documents.material import Material, View, day, numbered, without_stop
from lexcollect.documents.views import measures
from lexcollect.documents.views.measures import Standing
from lexcollect.findings import has_errors
from lexcollect.law.rules.preservation import sue_after_measure

_SUITS = frozenset({k.FilingKind.SUIT, k.FilingKind.ARBITRATION})
_OVER = frozenset({k.Outcome.WITHDRAWN, k.Outcome.DISMISSED})


def view(material: Material) -> View:
    """Return the fields of the applications and what is to be said about them."""
    found = View("preservation_release", material)
    chosen = measures.standing(found)
    if not chosen:
        found.say("LX-P355")
    if has_errors(found.findings):
        return found
    _still_owed(found)
    pages = measures.by_case(chosen)
    found.fields = {"各书": [_page(found, group, first=n == 0) for n, group in enumerate(pages)]}
    based = grounds.written(grounds.grounds("preservation_release", material.circumstances, None, found.pen.articles))
    found.fields["法律依据"] = based
    return found


def _owed(material: Material) -> Any:
    titles = material.claims.titles
    return sum((t.total for t in titles), material.claims.total * 0) if titles else material.claims.total


def _still_owed(found: View) -> None:
    """Warn that the debt stands without the assets once they are free."""
    if owed := _owed(found.material):
        found.say("LX-P360", amount=owed)


def _page(found: View, group: list[Standing], *, first: bool) -> dict[str, Any]:
    return {
        **measures.page(found, group, first=first),
        "请求事项": numbered(
            found.pen.one("measures.lift", {"财产": measures.thing(found, one)}, measures.how_of(one)) for one in group
        ),
        "理由": _reasons(found, group),
        "附件": numbered(measures.annexes(found, "measures.release_annexes")),
    }


def _reasons(found: View, group: list[Standing]) -> list[str]:
    asked = found.material.case.preservation
    own = without_stop(asked.release) if asked else ""
    told = [*_shown(found, group), *([own] if own else [])]
    return told or [found.need("", "release", asked.where if asked else None)]


def _shown(found: View, group: list[Standing]) -> Iterator[str]:
    """Yield the grounds that the facts show."""
    material = found.material
    suits = [f for f in material.case.filings if f.kind in _SUITS and f.date <= material.as_of]
    early = [one.measure for one in group if one.measure.pre_suit]
    if early:
        first = min(early, key=lambda m: m.taken_on)
        period = sue_after_measure(first.taken_on).value.period
        late = period is not None and period.last_day < material.as_of
        if late and not any(f.date >= first.taken_on or f.outcome is k.Outcome.PENDING for f in suits):
            yield found.pen.one("measures.no_suit", {"日期": day(first.taken_on)})
    last = max(suits, key=lambda f: f.date, default=None)
    if last and last.outcome in _OVER and last.ended_on and last.ended_on <= material.as_of:
        said = {"日期": day(last.ended_on), "机构": last.organ, "案号": last.case_no}
        yield found.pen.one(f"measures.{last.outcome.value}", {**said, "证据": material.cite(last.evidence)})
    if not _owed(material):
        yield found.pen.one("measures.paid")
