"""Services joined to papers (送达日): from which day each party's period runs, and when a judgment took effect.

Owns what follows from several services of one paper: ours is the first valid one (在线诉讼规则 31(4)), that of
several defendants the last, each from its own day (民诉法解释 244). The effect of a judgment is proposed only when
every party that it names was served, and always as doubtful, since whether somebody appealed no paper here says
(民事诉讼法 158, 171). Days are counted by the rules of the law, never here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from lexcollect.law.rules.procedure import appeal_judgment, ends, first_service
from lexcollect.law.rules.terms import answer
from lexcollect.law.trace import LawUnknown
from lexcollect.proposing.finders.court_marks import TITLES, kind_of_case
from lexcollect.proposing.finders.court_service import SERVICES
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.proposing.sides import Sides
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

#: What finders say of a title beside its keys: whom it names, that nobody can appeal.
_HIDDEN = frozenset({"_sued", "_final"})
#: By announcement a paper counts as served so many days later, at home and abroad.
_ANNOUNCED = {"announced": "service.announcement", "announced_abroad": "service.announcement.foreign"}
#: Keys of a filing that hold the day on which a paper reached us.
_OURS = {"fee_notice": "fee_notice_on", "evidence_notice": "evidence_notice_on", "appeal": "appeal_served_on"}


@dataclass(frozen=True, slots=True)
class _Service:
    """One service: on whom (empty: on us), from which day it counts, and the fact it was read from."""

    to: str
    day: date
    found: Found


def with_services(found: Iterable[Found], sides: Sides) -> list[Found]:
    """Return the facts with what services say added to titles and filings; what serves strangers is left out."""
    rest = [one for one in found if one.group != SERVICES]
    services: dict[tuple[str, str], list[_Service]] = {}
    for one in found:
        if (read := _read(one, sides)) is not None:
            name = one.plain("served") or one.plain("kind")
            services.setdefault((one.plain("case_no"), name), []).append(read)
    out = [_ruling_served(_plain(one), services) for one in rest]
    for (_, name), ones in services.items():
        ours, theirs = [s for s in ones if not s.to], [s for s in ones if s.to]
        if name in TITLES:
            out += _title_served(name, ours)
            out += _in_force(ones, rest)
        elif name in _OURS and ours:
            out.append(_filing(_first(ours), _OURS[name], ours))
        elif name == "complaint" and theirs:
            out.append(_complaint(theirs))
    return [one for one in out if not _only_ordered(one, out)]


def _read(one: Found, sides: Sides) -> _Service | None:
    """Return the service that a fact tells of; that on somebody who is no party is none."""
    slip = one.group == "titles" and "served_on" in one.values
    if one.group != SERVICES and not slip:
        return None
    to = str(one.people["to"].value) if "to" in one.people else ""
    side = sides.side(to) if to else "creditor"
    if side not in ("creditor", "debtor", "surety"):
        return None
    day = date.fromisoformat(one.plain("served_on") or one.plain("day"))
    if rule := _ANNOUNCED.get(one.plain("way")):
        try:
            period = answer(rule, day).value.period
        except LawUnknown:
            return None
        assert period is not None
        day = period.last_day
    return _Service("" if side == "creditor" else to, day, one)


def _plain(one: Found) -> Found:
    """Return a fact without what only this module reads of it."""
    if not _HIDDEN & one.values.keys():
        return one
    return replace(one, values={key: value for key, value in one.values.items() if key not in _HIDDEN})


def _first(ones: Sequence[_Service]) -> _Service:
    day = first_service(one.day for one in ones)
    return next(one for one in ones if one.day == day)


def _spot(one: _Service) -> Value:
    held = one.found.values.get("day") or one.found.values["served_on"]
    return Value(one.day.isoformat(), held.spot)


def _title_served(name: str, ours: Sequence[_Service]) -> Iterator[Found]:
    """Yield the day on which a title was served on us; a slip that names nobody is there already."""
    given = [one for one in ours if one.found.group == SERVICES]
    if not given:
        return
    first = _first(ours)
    number = first.found.values["case_no"]
    kind = "appeal_judgment" if name == "judgment" and "民终" in str(number.value) else name
    values = {"case_no": number, "kind": Value(kind, number.spot), "served_on": _spot(first)}
    yield Found("titles", values, first.found.paper, first.found.trust, _why(first, ours))


def _why(first: _Service, ones: Sequence[_Service]) -> tuple[Text, ...]:
    several = len({one.day for one in ones}) > 1
    return (*first.found.why, *([text("proposing.why.first_service")] if several else []))


def _filing(one: _Service, key: str, ones: Sequence[_Service]) -> Found:
    number = one.found.values["case_no"]
    kind = kind_of_case(str(number.value)) or "suit"
    values = {"case_no": number, "kind": Value(kind, number.spot), key: _spot(one)}
    return Found("filings", values, one.found.paper, one.found.trust, _why(one, ones))


def _complaint(theirs: Sequence[_Service]) -> Found:
    """Return the service of the complaint on the other side: on the last of them; an announcement by its own day."""
    last = max(theirs, key=lambda one: one.day)
    number = last.found.values["case_no"]
    values = {"case_no": number, "kind": Value("suit", number.spot)}
    if last.found.plain("way") == "announced":
        values["announced_on"] = last.found.values["day"]
    else:
        values["complaint_served_on"] = _spot(last)
    several = [text("proposing.why.last_service", names="、".join(one.to for one in theirs))]
    why = (*last.found.why, *(several if len({one.to for one in theirs}) > 1 else []))
    return Found("filings", values, last.found.paper, last.found.trust, why)


def _in_force(ones: Sequence[_Service], rest: Sequence[Found]) -> Iterator[Found]:
    """Yield the day on which a judgment took effect, once all whom it names were served: if nobody appealed."""
    number = ones[0].found.values["case_no"]
    paper = next(
        (f for f in rest if f.group == "titles" and "_sued" in f.values and f.values["case_no"].value == number.value),
        None,
    )
    if paper is None or not paper.values["_sued"].value:
        return
    days: dict[str, date] = {}
    for one in ones:
        days[one.to] = min(days.get(one.to, one.day), one.day)
    if set(days) != {"", *paper.values["_sued"].value}:
        return
    abroad = {one.to for one in ones if one.found.plain("way") == "announced_abroad"}
    last = max(days.values())
    final = paper.plain("kind") == "appeal_judgment" or "_final" in paper.values
    if paper.plain("kind") not in ("judgment", "appeal_judgment"):
        return
    effective, how = (last, "final_served") if final else (_effect(days, abroad), "all_served")
    if effective is None:
        return
    deciding = next(one for one in ones if one.day == last)
    values = {
        "case_no": number,
        "kind": paper.values["kind"],
        "effective_on": Value(effective.isoformat(), _spot(deciding).spot),
    }
    why = (text(f"proposing.why.{how}", last=last, day=effective),)
    yield Found("titles", values, deciding.found.paper, Trust.DOUBTFUL, why)


def _effect(days: Mapping[str, date], abroad: Collection[str]) -> date | None:
    """Return the day after the last appeal period; that of a party abroad is thirty days (民事诉讼法 286)."""
    try:
        last = max(
            ends(answer("proc.appeal.foreign", day) if name in abroad else appeal_judgment(day))
            for name, day in days.items()
        )
    except LawUnknown:
        return None
    return last + timedelta(days=1)


def _ruling_served(one: Found, services: Mapping[tuple[str, str], list[_Service]]) -> Found:
    """Return a ruling on jurisdiction with the day on which it was served on us, where one says so."""
    ours = [s for s in services.get((one.plain("case_no"), "ruling"), ()) if not s.to]
    if "objection" not in one.values or not ours:
        return one
    first = _first(ours)
    held = one.values["objection"]
    said = {**held.value, "ruling_served_on": first.day.isoformat()}
    why = (*one.why, *_why(first, ours))
    trust = one.trust if first.found.trust is one.trust else Trust.DOUBTFUL
    return replace(one, values={**one.values, "objection": Value(said, held.spot)}, why=why, trust=trust)


def _only_ordered(one: Found, all_: Sequence[Found]) -> bool:
    """Tell whether a measure is only ordered while a notice says what was done to that person in the same case."""
    if one.group != "measures" or "ruling_no" not in one.values or "taken_on" in one.values:
        return False
    return any(
        other.group == "measures"
        and "taken_on" in other.values
        and other.people.get("owner", one.people["owner"]).value == one.people["owner"].value
        and other.plain("case_no") == one.plain("case_no")
        for other in all_
    )
