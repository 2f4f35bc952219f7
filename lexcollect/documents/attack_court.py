"""An objection to the court (管辖权异议) as a defence: whether it can still be raised, what answers it, what it takes.

Owns which places link the case to its court, until when the other side may object (民事诉讼法 130), and the time that
appeal and second instance take by law (171, 183). How long the first court needs no article says: that is told apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lexcollect.casefile.models import Filing, Jurisdiction
from lexcollect.claims.jurisdiction import Link, of_suit
from lexcollect.deadlines.suits import pending
from lexcollect.documents.attacks import Attack, Sentences
from lexcollect.documents.dossier import Dossier
from lexcollect.documents.material import Material, day, listed, yuan
from lexcollect.law.book import shipped_book
from lexcollect.law.rules.terms import answer
from lexcollect.wording import say

_OBJECTION, _APPEAL, _SECOND = "proc.jurisdiction_objection", "proc.appeal.ruling", "court.second_instance_ruling"


def court(material: Material, _: Dossier) -> Iterator[Attack]:
    """Yield the objection to the court; after a title there is none."""
    if material.claims.titles:
        return
    suit = next((f for f in material.case.filings if pending(f, material.as_of)), None)
    clauses = [c.jurisdiction for c in material.contracts if c.jurisdiction and c.jurisdiction.court]
    court_ = (suit.organ if suit else "") or material.case.choices.court
    court_ = court_ or next((clause.court for clause in clauses), "")
    agreed = next((clause for clause in clauses if clause.court == court_), None)
    if not court_:
        return
    ids = tuple(dict.fromkeys(id for c in material.contracts for id in c.evidence)) if agreed else ()
    said = {"法院": court_, "条款": agreed.clause if agreed else ""}
    linked, wants = _links(material, court_, agreed)
    over, more, days, effects = _time(material, suit)
    wants = (*wants, *(() if over or (suit and _served(suit)) else (("court_unserved", {}),)))
    answers = "court_answer" if agreed else ""
    yield Attack("court", said, ids, None, days, answers, more=(*linked, *more), wants=wants, effects=effects)


def _links(material: Material, court_: str, agreed: Jurisdiction | None) -> tuple[Sentences, Sentences]:
    """Return by which places the court has the case, and which places are not on file."""
    known = of_suit(material.case)
    links = [one for one in known.fitting(court_) if one.link is not Link.AGREED]
    named = dict.fromkeys(f"{say(f'courts.link.{one.link}', 'zh')}（{one.place or one.court}）" for one in links)
    open_ = dict.fromkeys(say(f"courts.link.{one.link}", "zh") for one in known.connections if not one.place)
    told: Sentences = (("court_linked", {"联系": listed(named)}),) if named else ()
    if named or agreed:
        return told, ()
    wants: Sentences = (("court_places", {"地点": listed(open_)}),) if open_ else (("court_no_place", {}),)
    return told, wants


def _served(suit: Filing) -> date | None:
    if suit.complaint_served_on or not suit.announced_on:
        return suit.complaint_served_on
    period = answer("service.announcement", suit.announced_on).value.period
    return period.nominal if period else None


def _time(material: Material, suit: Filing | None) -> tuple[bool, Sentences, int | None, Sentences]:
    """Return whether the time to object is over, what is said of it, the days it takes, and what runs on meanwhile."""
    objection = suit.objection if suit else None
    served = _served(suit) if suit else None
    if objection is None and served is not None:
        period = answer(_OBJECTION, served).value.period
        if period and period.last_day < material.as_of:
            return True, (("court_late", {"日期": day(period.last_day)}),), None, (("effect_none", {}),)
        if period:
            return False, (("court_until", {"日期": day(period.last_day)}),), *_delay(material)
    if objection and objection.ruling_served_on:
        if objection.upheld:
            return True, (("court_moved", {"日期": day(objection.ruling_served_on)}),), None, (("effect_moved", {}),)
        period = answer(_APPEAL, objection.ruling_served_on).value.period
        last = period.last_day if period else objection.ruling_served_on
        words = {"日期": day(objection.ruling_served_on), "末日": day(last)}
        if last < material.as_of:
            return True, (("court_dismissed", words),), None, (("effect_none", {}),)
        return False, (("court_dismissed", words),), *_delay(material)
    if objection:
        told = {"日期": day(objection.date) if objection.date else ""}
        return False, (("court_raised", told),), *_delay(material)
    return False, (), *_delay(material)


def _delay(material: Material) -> tuple[int, Sentences]:
    """Return the days of appeal and second instance, and what the claim grows by in them."""
    book = shipped_book()
    appeal, second = (book.at(name, material.as_of).number for name in (_APPEAL, _SECOND))
    days, claims = appeal + second, material.claims
    told = {"上诉": str(appeal), "二审": str(second)}
    grows = "" if claims.apart or not claims.per_day else yuan(claims.per_day * days)
    return days, (("effect_delay", told), *((("effect_grows", {"金额": grows}),) if grows else ()))
