"""Proof: an event link by link, each bound to exhibits chosen by their pictures, and what then follows.

Owns which links an event is shown with, what a choice writes (the link, and the exhibit among those of the event), and
how grade and last days of the draft stand beside those saved. Grades nothing and counts no period: both are asked of
the deadlines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from lexcollect.casefile.loader import words_in
from lexcollect.findings import Finding, Refused, finding, shown
from lexcollect.law.carriers import Link, carriers
from lexcollect.matter.desk.steps import Filled, Typed, grid_named
from lexcollect.records import dataclass
from lexcollect.review.exhibits import lines_of
from lexcollect.review.facts import EVENTS, called, fact_key, field_of, known_to, name_of
from lexcollect.review.keys import key_of
from lexcollect.review.naming import amount_words
from lexcollect.wording import clauses, language, listed, say

if TYPE_CHECKING:
    from starlette.requests import Request

    from lexcollect.deadlines.deadline import Deadline
    from lexcollect.deadlines.events import CaseEvent
    from lexcollect.matter.answering import Answered
    from lexcollect.review.forms import Form
    from lexcollect.review.frame import Frame, Gets, Posts
    from lexcollect.sheets.case_grids import CaseColumn, Grid
    from lexcollect.sheets.case_rows import CaseRow

#: The key of the case file under which each link of a demand is bound, and the links that are asked for there.
_LINKS: Mapping[str, tuple[Link, ...]] = {
    "content": (Link.CONTENT, Link.MESSAGE),
    "sent": (Link.SENT,),
    "address": (Link.ADDRESS, Link.ACCOUNT),
    "arrival": (Link.ARRIVAL,),
    "answer": (Link.ANSWER,),
}
#: What else of an event decides whether it counts.
_ASKED = (
    *("kind", "date", "recipient", "status", "posted_on", "delivered_on", "address", "address_basis"),
    *("contents_named", "signed_by", "signer_authority", "seal", "tied_to", "reply", "reply_on", "recorded"),
    *("demands_payment", "wording_clear", "promises_payment", "channel", "tracking_no", "standing"),
)
_EVIDENCE = "evidence"
#: The link of the address, and what says why it is the addressee's.
_ADDRESS, _BASIS = "address", "address_basis"
#: The headings under which stands whom an event concerns.
_WHOM = ("收件人", "作出人", "付款人", "被告", "对方")


@dataclass(frozen=True)
class _Event:
    """A fact that is an event: its table, its row, and what the deadlines say of it in the draft and as saved."""

    grid: Grid
    row: CaseRow
    now: CaseEvent | None
    was: CaseEvent | None

    @property
    def id(self) -> str:
        """The name of the fact."""
        return str(self.row.place[-1])


class ProofPage:
    """The list of events with their grades, and the page of each."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._desk = frame.desk

    def gets(self) -> Gets:
        """Return the addresses that show something."""
        return {"/proof": self._list, "/proof/{key}": self._one}

    def posts(self) -> Posts:
        """Return the addresses that change something."""
        return {"/proof/{key}/link": self._link, "/proof/{key}/none": self._without, "/proof/{key}/field": self._field}

    # --- answers ---------------------------------------------------------------------------------------------------

    def _list(self, request: Request) -> Response:
        found = [self._line(one) for one in self._events()]
        return self._frame.page("proofs", view={"events": found, "answered": self._desk.answered is not None})

    def _one(self, request: Request) -> Response:
        event = self._event(request)
        return Response(status_code=404) if event is None else self._frame.page("proof", view=self._view(event))

    def _link(self, request: Request, form: Form) -> Response:
        return self._step(request, lambda event: self._bind(event, form), form.one("link"))

    def _without(self, request: Request, form: Form) -> Response:
        return self._step(request, lambda event: self._unbind(event, form.one("link")), form.one("link"))

    def _field(self, request: Request, form: Form) -> Response:
        def typed(event: _Event) -> tuple[Finding, ...]:
            heads = {key_of(one.head): one.head for one in event.grid.columns}
            head = heads.get(form.one("head"), "")
            return self._desk.take(Typed(event.grid.name, event.row.id, head, form.one("words")))

        return self._step(request, typed)

    def _step(self, request: Request, doing: Callable[[_Event], tuple[Finding, ...]], open_: str = "") -> Response:
        event = self._event(request)
        if event is None:
            return self._frame.told((finding("LX-W101", row=""),))
        told = self._frame.taken(lambda: doing(event))
        after = self._event(request)
        if after is None:
            return self._frame.told((finding("LX-W101", row=""),))
        return self._frame.piece("proof_links", told=told, view=self._view(after, open_))

    # --- what a choice writes --------------------------------------------------------------------------------------

    def _bind(self, event: _Event, form: Form) -> tuple[Finding, ...]:
        """Bind the exhibits that were ticked to one link; what is ticked nowhere is none of the event's any more."""
        key = form.one("link")
        columns = {_key(one): one for one in event.grid.columns if one.exhibits}
        if key not in columns:
            raise Refused([finding("LX-W102", column=shown(key[:40]))])
        exhibits = self._exhibits()
        chosen = [id for id in exhibits if key_of(f"item:{id}") in form.all_of("exhibit")]
        held = {one: _ids(event, column) for one, column in columns.items()}
        others = {id for one, ids in held.items() if one not in (key, _EVIDENCE) for id in ids}
        before = {one["id"] for one in self._shown(event, key)["held"] if not one["fixed"]}
        evidence = [id for id in held[_EVIDENCE] if id in chosen or id in others or id not in before]
        fixed = {one["id"] for one in self._shown(event, key)["held"] if one["fixed"]}
        evidence += [id for id in chosen if id not in evidence and not (key == "address" and id in fixed)]
        cells = {columns[key].head: chosen, columns[_EVIDENCE].head: chosen if key == _EVIDENCE else evidence}
        words = tuple((head, "\n".join(map(self._desk.exhibits.shown, ids))) for head, ids in cells.items())
        return self._desk.take(Filled(event.grid.name, event.row.id, words))

    def _unbind(self, event: _Event, key: str) -> tuple[Finding, ...]:
        """Say that there is nothing for one link (未有): no exhibit of the event carries it any more.

        An exhibit that carries another link as well stays for that one, and what it is as a proof may go on carrying
        this one. Of the address goes what it rests on too (地址依据): a contract or the register would carry it else.
        """
        columns = {_key(one): one for one in event.grid.columns if one.exhibits}
        if key not in columns:
            raise Refused([finding("LX-W102", column=shown(key[:40]))])
        carried = [one for one in self._shown(event, key)["held"] if one["carries"]]
        others = [one for one in _LINKS if one != key and one in columns]
        kept = {id for one in others for id in self._carried(event, one)}
        left = [id for id in _ids(event, columns[_EVIDENCE]) if id in kept or id not in {one["id"] for one in carried}]
        cells = {columns[key].head: (), columns[_EVIDENCE].head: left}
        words = [(head, "\n".join(map(self._desk.exhibits.shown, ids))) for head, ids in cells.items()]
        if key == _ADDRESS:
            words += [(one.head, "") for one in event.grid.columns if one.path == (_BASIS,)]
        return self._desk.take(Filled(event.grid.name, event.row.id, tuple(words)))

    def _carried(self, event: _Event, key: str) -> list[str]:
        """Return the exhibits that carry a link."""
        return [one["id"] for one in self._shown(event, key)["held"] if one["carries"]]

    # --- what is shown ---------------------------------------------------------------------------------------------

    def _view(self, event: _Event, open_: str = "") -> dict[str, Any]:
        """Return the page of an event; the choice of the link ``open_`` stays in sight."""
        keys = [_key(one) for one in event.grid.columns if one.exhibits]
        links = [key for key in _LINKS if key in keys] or [_EVIDENCE]
        known = known_to(self._desk)
        fields = [one for key in _ASKED for one in event.grid.columns if one.path == (key,)]
        return {
            **self._line(event),
            "table": f"/case/{key_of(event.grid.name)}#{fact_key(event.grid.name, event.row.id)}",
            "days": list(self._days(event)),
            "links": [self._shown(event, key) for key in links],
            "fields": [field_of(one, event.row.shown.get(one.head, ""), known) for one in fields],
            "open": open_,
            "answered": self._desk.answered is not None,
        }

    def _line(self, event: _Event) -> dict[str, Any]:
        names = called(self._desk).get(event.grid.group, {})
        now, was = event.now, event.was
        missing = [str(_name(link)) for link in now.proof.missing] if now else []
        return {
            "key": fact_key(event.grid.name, event.row.id),
            "group": name_of(event.grid),
            "name": shown(names.get(event.id, event.id)),
            "date": event.row.shown.get("日期", "") or event.row.shown.get("提起日期", ""),
            "title": str(now.title) if now else "",
            "about": self._about(event),
            "grade": now.proof.grade.value if now else "",
            "word": _grade(now),
            "was": _grade(was) if was is not None and now is not None and was.proof.grade != now.proof.grade else "",
            "counts": bool(now and now.proof.grade.counts),
            "why": str(now.proof.why) if now else "",
            "would": str(now.proof.would_count or "") if now else "",
            "missing": missing,
        }

    def _about(self, event: _Event) -> str:
        """Return what tells an event from its neighbours: whom it concerns, and its sum."""
        parties = {one.id: one.name for one in self._desk.parts.case.parties} if self._desk.parts.case else {}
        whom = next((event.row.cells[head] for head in _WHOM if event.row.cells.get(head)), "")
        amount = amount_words(event.row.cells.get("金额", ""))
        told = amount if event.now is None or amount not in str(event.now.title) else ""
        names = listed(shown(parties.get(one, one)) for one in whom.split("、") if one)
        return "　".join(part for part in (names, told) if part)

    def _shown(self, event: _Event, key: str) -> dict[str, Any]:
        """Return one link: who carries it, what can be chosen, and what was chosen and cannot carry it."""
        exhibits, kinds = self._exhibits(), self._kinds()
        asked = (
            [one for one in event.now.proof.links if key == _EVIDENCE or one.link in _LINKS[key]] if event.now else []
        )
        wanted = {one.link for one in asked} or set(_LINKS.get(key, ()))
        carried = list(dict.fromkeys(id for one in asked for id in one.exhibits))
        named = _ids(event, next(one for one in event.grid.columns if one.exhibits and _key(one) == key))
        own = {*named, *_ids(event, _column(event.grid, _EVIDENCE))}
        able = {id for id in exhibits if any(wanted & carriers()[kind].links for kind in kinds.get(id, ()))}
        chosen = [*carried, *(id for id in named if id not in carried)]

        def exhibit(id: str) -> dict[str, Any]:
            return {
                "id": id,
                "key": key_of(f"item:{id}"),
                "name": shown(exhibits.get(id, id)),
                "picture": f"/picture/{key_of(f'item:{id}')}/0/0/tile" if id in exhibits else "",
                "checked": id in chosen,
                "fixed": id not in own,
                "carries": id in carried,
            }

        return {
            "key": key,
            "name": clauses(dict.fromkeys(str(_name(one.link)) for one in asked)) or say(f"desk.proof.link.{key}"),
            "asked": bool(asked),
            "later": not asked
            and event.now is not None
            and not event.now.proof.links
            and bool(event.now.proof.would_count),
            "missing": bool(asked) and not all(one.exhibits for one in asked),
            "held": [exhibit(id) for id in chosen],
            "able": [exhibit(id) for id in exhibits if id in able],
            "others": [exhibit(id) for id in exhibits if id not in able],
            "wanted": listed(one.zh if language() == "zh" else one.en for one in _able(wanted)),
        }

    def _days(self, event: _Event) -> Iterator[dict[str, Any]]:
        """Yield the deadlines that rest on the event or would: their last day in the draft and as saved."""
        answered, saved = self._desk.answered, self._desk.saved_answers()
        if answered is None:
            return
        before = {} if saved is None else {(one.id, one.person): one for one in saved.deadlines}
        for one in answered.deadlines:
            part = _part(one, event.id)
            if part is None and (saved is None or _part(before.get((one.id, one.person)), event.id) is None):
                continue
            was = before.get((one.id, one.person))
            last, earlier = _last(one), _last(was)
            yield {
                "title": str(one.title),
                "person": shown(listed(answered.case.party(id).name for id in one.everybody)),
                "last": last,
                "was": earlier if earlier != last else "",
                "rests": part == "rests",
                "would": _would(one, event.id),
                "why": _ignored(one, event.id),
            }

    # --- small things ----------------------------------------------------------------------------------------------

    def _event(self, request: Request) -> _Event | None:
        key = request.path_params["key"]
        return next((one for one in self._events() if fact_key(one.grid.name, one.row.id) == key), None)

    def _events(self) -> list[_Event]:
        try:
            rows = self._desk.rows
        except Refused:
            return []
        now, was = _by_id(self._desk.answered), _by_id(self._desk.saved_answers())
        found = []
        for group in EVENTS:
            grid = _grid_of(group)
            for row in rows[grid.name]:
                id = str(row.place[-1])
                found.append(_Event(grid, row, now.get(id), was.get(id)))
        return found

    def _exhibits(self) -> dict[str, str]:
        """Return the exhibits by id with what they are called, in the order of the catalogue."""
        from lexcollect.sheets.edits import bare, is_item

        lines = lines_of(self._desk)
        ids = [bare(row.id) for row in lines.rows if is_item(row.id)] if lines else []
        return {id: self._desk.exhibits.shown(id) for id in ids}

    def _kinds(self) -> Mapping[str, tuple[str, ...]]:
        from lexcollect.matter.exhibits import shown_by

        return shown_by(self._desk.parts.catalogue) or {}


def _grid_of(group: str) -> Grid:
    from lexcollect.sheets.case_grids import grids

    return grid_named(next(one.name for one in grids() if one.group == group and not one.below))


def _by_id(answered: Answered | None) -> dict[str, CaseEvent]:
    found: dict[str, CaseEvent] = {}
    for one in answered.agenda.events if answered is not None else ():
        found.setdefault(one.law.id, one)
    return found


def _key(column: CaseColumn) -> str:
    """Return the last key of a column: the link, or ``evidence``."""
    return column.path[-1]


def _column(grid: Grid, key: str) -> CaseColumn:
    return next(one for one in grid.columns if one.exhibits and _key(one) == key)


def _ids(event: _Event, column: CaseColumn) -> list[str]:
    return words_in(event.row.cells.get(column.head, ""))


def _name(link: Link) -> Any:
    from lexcollect.deadlines.links import name_of

    return name_of(link)


def _able(links: set[Link]) -> Sequence[Any]:
    return [one for one in carriers().values() if links & one.links]


def _grade(event: CaseEvent | None) -> str:
    return say(f"deadlines.grade.{event.proof.grade}") if event is not None else ""


def _part(deadline: Deadline | None, id: str) -> str | None:
    """Tell what an event is to a deadline: it ``rests`` on it, or the event is ``ignored``."""
    if deadline is None:
        return None
    used = [*deadline.used, *([deadline.deciding] if deadline.deciding else [])]
    if any(one.law.id == id for one in used):
        return "rests"
    return "ignored" if any(one.event.law.id == id for one in deadline.ignored) else None


def _last(deadline: Deadline | None) -> str:
    return deadline.period.last_day.isoformat() if deadline is not None and deadline.period is not None else ""


def _would(deadline: Deadline, id: str) -> str:
    found = next((one.would_be for one in deadline.ignored if one.event.law.id == id and one.would_be), None)
    return found.last_day.isoformat() if found is not None else ""


def _ignored(deadline: Deadline, id: str) -> str:
    return next((str(one.reason) for one in deadline.ignored if one.event.law.id == id), "")
