"""Proposed: the facts that the papers say, each with its place and words, for a person to take, correct or refuse.

Owns how a fact and its rivals are shown, the filter by group, and the way from a button to the decision of the desk.
What is proposed and what a decision writes is decided there, as on the terminal and in the sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from lexcollect.findings import Finding, Refused, finding, shown
from lexcollect.review.exhibits import lines_of
from lexcollect.review.facts import called, in_english
from lexcollect.review.html import Kept
from lexcollect.review.keys import key_of, told_all
from lexcollect.wording import language, say

if TYPE_CHECKING:
    from starlette.requests import Request

    from lexcollect.proposing.decisions import Verdict
    from lexcollect.proposing.papers import Spot
    from lexcollect.proposing.shapes import Proposal, Rival
    from lexcollect.review.forms import Form
    from lexcollect.review.frame import Frame, Gets, Posts
    from lexcollect.sheets.rows import Lines

#: So many facts stand on one page, so many characters of the words of a paper, so many more places of one fact.
PAGE, _WORDS, _PLACES = 25, 300, 6
#: The groups whose facts set days before a court running.
_OF_COURTS = ("filings", "titles", "measures", "hearing")


class ProposedPage:
    """The page of proposed facts."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._desk = frame.desk

    def gets(self) -> Gets:
        """Return the addresses that show something."""
        return {"/proposed": self._page, "/proposed/{key}/ahead": self._ahead}

    @property
    def free(self) -> tuple[Callable[[Request], Response], ...]:
        """Those that read the material, which no other work waits for."""
        return (self._page,)

    def posts(self) -> Posts:
        """Return the addresses that decide something."""
        return {"/proposed/{key}": self._decide}

    def _page(self, request: Request) -> Response:
        asked = request.query_params
        page = asked.get("page", "0")
        number = int(page) if page.isascii() and page.isdecimal() and len(page) < 5 else 0
        self._desk.proposed.read()
        with self._frame.turn:
            view, told = self._view(asked.get("group", "")[:40], number, asked.get("of", "")[:40])
            return self._frame.page("proposed", view=view, told=told)

    def _decide(self, request: Request, form: Form) -> Response:
        from lexcollect.proposing.decisions import Verdict

        verdict = {one.name.lower(): one for one in Verdict}.get(form.one("verdict"))
        proposal = self._named(request.path_params["key"])
        if verdict is None:
            return self._frame.told((finding("LX-W101", row=""),))
        told = self._frame.taken(lambda: self._decided(proposal, verdict, form))
        page = form.one("page")
        view, more = self._view(form.one("group")[:40], int(page) if page.isdecimal() and len(page) < 5 else 0)
        return self._frame.piece("proposed_list", view=view, told=[*told, *more])

    def _decided(self, proposal: Proposal | None, verdict: Verdict, form: Form) -> tuple[Finding, ...]:
        from lexcollect.proposing.decisions import Verdict
        from lexcollect.review.proposed_values import typed
        from lexcollect.sheets.fact_rows import keys_of, seal_of

        if proposal is None:
            raise Refused([finding("LX-W120")])
        heads = {key_of(key): key for key in keys_of(proposal)}
        words = {heads[head]: said for head, said in form.below("value-") if head in heads}
        if verdict is Verdict.ACCEPTED:  # as it stands, with what it lacked
            words = {key: said for key, said in words.items() if key in proposal.lacking}
            return self._desk.proposed.decide(proposal.id, seal_of(proposal), verdict, words)
        more, emptied = typed(proposal, form)
        words |= dict.fromkeys(emptied, "")
        return self._desk.proposed.decide(proposal.id, seal_of(proposal), verdict, words, more)

    def _ahead(self, request: Request) -> Response:
        proposal = self._named(request.path_params["key"])
        days = self._desk.proposed.ahead(proposal) if proposal is not None else ()
        view = [
            {"title": one.title, "last": one.last_day.isoformat(), "cites": list(one.cites), "open": one.provisional}
            for one in days
        ]
        return self._frame.page("proposed_ahead", view={"days": view})

    def _named(self, key: str) -> Proposal | None:
        try:
            found = self._desk.proposed.open().proposals
        except Refused:
            return None
        return next((one for one in found if key_of_proposal(one) == key), None)

    def _view(self, group: str, page: int, of: str = "") -> tuple[dict[str, Any], list[dict[str, str]]]:
        """Return a page of the facts, and what is told: the one on which the fact ``of`` stands, where it waits."""
        try:
            found = self._desk.proposed.open().proposals
        except Refused as refused:
            return _empty(), told_all(refused.findings)
        groups = dict.fromkeys(one.group for one in found)
        group = group if group in groups else ""
        mine = [one for one in found if not group or one.group == group]
        page = next((n // PAGE for n, one in enumerate(mine) if of and key_of(one.id) == of), page)
        page = min(page, max(0, (len(mine) - 1) // PAGE))
        reader = _Reader(self._frame)
        return {
            "count": len(found),
            "decided": len(self._desk.decisions),
            "group": group,
            "groups": [{"key": one, "name": _noun(one), "count": sum(p.group == one for p in found)} for one in groups],
            "page": page,
            "pages": -(-len(mine) // PAGE),
            "facts": [reader.fact(one) for one in mine[page * PAGE : (page + 1) * PAGE]],
        }, []


def key_of_proposal(proposal: Proposal) -> str:
    """Return how a fact is called in the browser: by what it is and all that it says."""
    from lexcollect.sheets.fact_rows import seal_of

    return key_of(f"{proposal.id}\n{seal_of(proposal)}")


def _empty() -> dict[str, Any]:
    return {"count": 0, "decided": 0, "group": "", "groups": [], "page": 0, "pages": 0, "facts": []}


def _noun(group: str) -> str:
    from lexcollect.proposing.standing import model_of

    noun = model_of(group).noun
    return noun.zh if language() == "zh" else noun.en


class _Reader:
    """Shows facts beside the draft: what entries are called, where files stand on the page."""

    def __init__(self, frame: Frame) -> None:
        desk = frame.desk
        self._called = called(desk)
        lines = lines_of(desk)
        self._rows = {name: (key_of(row.id), at) for row in _rows(lines) for at, name in enumerate(row.files)}

    def fact(self, proposal: Proposal) -> dict[str, Any]:
        """Return a fact as it is shown."""
        from lexcollect.sheets.fact_rows import keys_of

        names = self._called.get(proposal.group, {})
        at = names.get(proposal.at, proposal.at) if isinstance(proposal.at, str) else ""
        spots = list(dict.fromkeys(proposal.sources))
        fields = [self._field(proposal, key) for key in keys_of(proposal) if key != "id"]
        last = None
        for one in fields:
            one["same"] = one["from"] is not None and one["from"] == last
            last = one["from"] or last
        return {
            "key": key_of_proposal(proposal),
            "of": key_of(proposal.id),
            "group": _noun(proposal.group),
            "at": shown(at),
            "adds": proposal.at is not None,
            "trust": proposal.trust.value,
            "trust_word": say(f"proposing.trust.{proposal.trust}"),
            "why": [str(one) for one in proposal.why],
            "fields": fields,
            "spots": [self.spot(one) for one in spots[:_PLACES]],
            "more": max(0, len(spots) - _PLACES),
            "of_courts": proposal.group in _OF_COURTS,
        }

    def _field(self, proposal: Proposal, key: str) -> dict[str, Any]:
        from lexcollect.proposing.standing import fields_by_key
        from lexcollect.proposing.telling import key_label
        from lexcollect.review.proposed_values import fields_for
        from lexcollect.sheets.fact_rows import choices_of, is_plain, shown_of

        held, field = proposal.values.get(key), fields_by_key(proposal.group)[key]
        value = shown_of(proposal, key)
        refers = self._called.get(field.refers.group, {}) if field.refers is not None else {}
        names = {**refers, **(in_english(field) if language() == "en" else {})}
        choices = choices_of(field, {group: tuple(names) for group, names in self._called.items()})
        rivals = [self._rival(proposal, one) for one in proposal.rivals if one.key == key]
        return {
            "key": key_of(key),
            "label": key_label(proposal, key),
            "value": Kept(value),
            "shown": shown(names.get(value, value)),
            "typed": held is None or is_plain(held.value),
            "fields": {} if held is None or is_plain(held.value) else fields_for(field, held.value, self._called),
            "lacking": held is None,
            "options": [
                {"value": Kept(one), "name": names.get(one, one), "chosen": one == value}
                for one in (dict.fromkeys((*choices, *([value] if value else []))) if choices else ())
            ],
            "from": self.spot(held.spot) if held is not None else None,
            "rivals": rivals,
            "same": False,
        }

    def _rival(self, proposal: Proposal, rival: Rival) -> dict[str, Any]:
        from lexcollect.proposing.telling import value_told

        value = value_told(proposal, rival.key, rival.value)
        return {"value": shown(value), "from": self.spot(rival.spot) if rival.spot is not None else None}

    def spot(self, spot: Spot) -> dict[str, Any]:
        """Return a place in the material: its file, page or message, words, and where it stands on the page."""
        from lexcollect.proposing.sayings.shapes import told_moment

        key, at = self._rows.get(spot.file, ("", 0))
        words = " ".join(spot.words.split())
        said = spot.said
        return {
            "file": shown(spot.file),
            "page": spot.page,
            "link": f"/file/{key}#page-{at}-{max(spot.page - 1, 0)}" if key else "",
            "picture": f"/picture/{key}/{at}/{spot.page - 1}/tile" if key and spot.page else "",
            "words": shown(words[:_WORDS] + ("…" if len(words) > _WORDS else "")),
            "number": said.number if said is not None else 0,
            "said": shown(f"{told_moment(said.when, language())} {said.sender}") if said is not None else "",
            "around": _around(spot),
        }


def _around(spot: Spot) -> list[dict[str, Any]]:
    """Return what was said before and after, the words themselves between them; nothing for a paper."""
    at = spot.said
    if at is None or not (at.before or at.after):
        return []
    before, after = ([(line.who, line.text) for line in lines if line.text] for lines in (at.before, at.after))
    own = (at.sender, " ".join(spot.words.split()))
    said = [*((one, False) for one in before), (own, True), *((one, False) for one in after)]
    return [{"who": shown(who), "words": shown(text), "own": mine} for (who, text), mine in said]


def _rows(lines: Lines | None) -> Sequence[Any]:
    return lines.rows if lines is not None else ()
