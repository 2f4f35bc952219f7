"""How a complaint tells that the period of a guarantee was kept (保证期间): by a demand, or by the suit itself.

Owns which demands are told of a guarantor and what is said of a period that still runs. Whether a guarantee is alive
is the answer of ``claims``. The sentences are in ``complaint.yaml``.
"""

from __future__ import annotations

from datetime import date

from lexcollect.casefile.models import Communication
from lexcollect.claims.persons import SuretyClaim
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, day, sentences, series
from lexcollect.documents.views import demands, naming


def told(found: View, surety: SuretyClaim, label: str, plaintiff: str) -> str:
    """Return the demands on a joint guarantor and which orders' period they kept (民法典 693); else when it ends."""
    asked = demands.proved_demands(found.material, found.material.case.party(surety.party))
    arrived = {sent.delivered_on or sent.date for sent in asked}
    kept: dict[date, list[str]] = {}
    for id in surety.covered:
        standing = surety.standings.get(id)
        if surety.joint and standing and standing.kept_on in arrived:
            kept.setdefault(standing.kept_on, []).append(id)
    if not kept:
        return _running_still(found, surety, label)
    told = [_kept(found, surety, label, on, ids) for on, ids in sorted(kept.items())]
    return sentences([series(_asked(found, sent, label, plaintiff) for sent in asked), series(told)])


def _kept(found: View, surety: SuretyClaim, label: str, on: date, ids: list[str]) -> str:
    """Return that the periods of ``ids`` were running when a demand arrived, and when the first of them ended."""
    lasts = {last for id in ids if (last := surety.standings[id].last)}
    said = {
        "保证人": label,
        "日期": day(on),
        "各笔": naming.items(found, ids),
        "届满": day(min(lasts)) if lasts else "",
    }
    return found.pen.one("complaint.kept", said, c.those({"each": len(lasts) > 1}))


def _running_still(found: View, surety: SuretyClaim, label: str) -> str:
    """Return until when the period runs that nothing has kept so far; nothing where it is not the same for all."""
    standings = [surety.standings.get(id) for id in surety.covered]
    ends = {one.last for one in standings if one and one.last and one.kept_on is None}
    if len(ends) != 1 or any(one is None or one.kept_on or one.last is None for one in standings):
        return ""
    (last,) = ends
    if surety.void or last < found.material.as_of:
        return ""
    said = {"保证人": label, "届满": day(last), "各笔": naming.items(found, surety.covered)}
    return sentences([found.pen.one("complaint.period_runs", said)])


def _asked(found: View, sent: Communication, label: str, plaintiff: str) -> str:
    said = {
        "日期": day(sent.date),
        "函件": demands.demanded(found, sent, plaintiff, label),
        "证据": found.material.cite(sent.evidence),
    }
    return found.pen.one("complaint.asked", said)
