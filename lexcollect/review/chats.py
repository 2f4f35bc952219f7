"""Chats: a chat read as messages, an excerpt chosen from the first to the last, a sentence made an event.

Owns the pages of a chat, their windows and what is told of a choice. An excerpt is one run: nothing inside it can be
left out, what is recalled or missing in it is told, and so is what stands right before and behind it. What a message
proves is decided by nobody here: a person fills in the form that opens with its day and words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from re import escape, sub
from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from starlette.routing import Route

from lexcollect.casefile import kinds as k
from lexcollect.evidence import private_runs
from lexcollect.evidence.excerpts import BadExcerpt, excerpt_of, words_of
from lexcollect.findings import Refused, finding, shown
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.said import DerivedKind
from lexcollect.formats.shapes import Part, Unit
from lexcollect.intake.private_words import kinds_in, marks_of, tails_in, told
from lexcollect.matter.desk.steps import Lined, grid_named
from lexcollect.review import exhibits, facts
from lexcollect.review.html import Kept
from lexcollect.review.keys import key_of
from lexcollect.review.leaving import watched
from lexcollect.sheets.edits import bare, is_item
from lexcollect.wording import listed, say

if TYPE_CHECKING:
    from starlette.requests import Request

    from lexcollect.matter.desk.draft import Desk
    from lexcollect.review.app import Review
    from lexcollect.review.forms import Form
    from lexcollect.sheets.rows import Row

#: Messages of one page; months that can be jumped to.
PAGE, _MONTHS = 200, 240
#: What a message can become: by a short word the group of the case file.
_BECOMES = {"demand": "communications", "consent": "acknowledgements", "payment": "payments"}
_AROUND = 2
Messages = Sequence[Mapping[str, Any]]


def routes(review: Review) -> list[Route]:
    """Return the addresses of chats."""
    page = _Chats(review)
    return [
        Route("/chat/{key}/{at:int}", watched(page.read), methods=["GET"]),
        Route("/chat/{key}/{at:int}/waiting", page.waiting, methods=["GET"]),
        Route("/chat/{key}/{at:int}/{number:int}/{what}", watched(page.event), methods=["GET"]),
        Route("/excerpt/{key}", review.writing(page.choose), methods=["POST"]),
    ]


class _Chats:
    """The chats of one matter; the one read last is kept as it was read."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self._kept: tuple[Any, dict[str, Any]] | None = None

    def read(self, request: Request) -> Response:
        """Answer with one page of a chat."""
        found = self._talk(request)
        if found is None:
            return Response(status_code=404)
        row, name, talk = found
        asked = request.query_params
        messages: Messages = talk["messages"]
        with self.review.turn:
            held = _held(row, request.path_params["at"])
            chosen = _chosen(asked.get("first", ""), asked.get("last", ""))
            page = _number(asked.get("page", ""))
            if page is None:
                start = _number(asked.get("at", "")) or chosen[0] or (held.first if held else 1)
                page = _page_of(messages, start)
            view = self._view(row, request.path_params["at"], name, talk, page, chosen, held)
            return self.review.page("chat", view=view)

    def choose(self, request: Request, form: Form) -> Response:
        """Make a run of messages what is handed in of the chat; without a run it is the whole chat again."""
        row = exhibits.row_of(self.review.desk, request.path_params["key"])
        first, last = _chosen(form.one("first"), form.one("last"))
        if row is None or not is_item(row.id) or (first is None) != (last is None):
            return self.review.told((finding("LX-W101", row=""),))
        words = words_of(Part(Unit.MESSAGES, first, last)) if first is not None and last is not None else ""
        said = self.review.taken(lambda: self.review.desk.take(Lined(((row.id, "excerpt", words),))))
        now = exhibits.row_of(self.review.desk, request.path_params["key"])
        return self.review.piece("chat_taken", told=said, view={"excerpt": now.cells.get("excerpt", "") if now else ""})

    def event(self, request: Request) -> Response:
        """Answer with the form of an event that a message may be, filled in as far as the message says."""
        asked = request.path_params
        found = self._talk(request)
        group = _BECOMES.get(asked["what"], "")
        if found is None or not group:
            return Response(status_code=404)
        row, _, talk = found
        messages: Messages = talk["messages"]
        at = next((n for n, one in enumerate(messages) if one["n"] == asked["number"]), None)
        if at is None:
            return Response(status_code=404)
        with self.review.turn:
            try:
                view = _form(self.review.desk, group, row, messages[at])
            except Refused:
                return Response(status_code=404)
            around = messages[max(at - _AROUND, 0) : at + _AROUND + 1]
            view |= {
                "chat": f"/chat/{asked['key']}/{asked['at']}",
                "number": asked["number"],
                "page": at // PAGE,
                "what": asked["what"],
                "becomes": [(what, say(f"desk.chat.as_{what}")) for what in _BECOMES],
                "around": [{**_line(one), "this": one["n"] == asked["number"]} for one in around],
            }
            return self.review.page("chat_event", view=view)

    def waiting(self, request: Request) -> Response:
        """Answer with the proposed facts that rest on messages of this chat, each with its message."""
        from lexcollect.proposing.telling import told as told_fact

        at = request.path_params["at"]
        with self.review.turn:
            desk = self.review.desk
            row = exhibits.row_of(desk, request.path_params["key"])
            if row is None or not 0 <= at < len(row.files):
                return Response(status_code=404)
            try:
                proposals = desk.proposed.open().proposals
            except Refused as refused:
                return self.review.told(refused.findings)
            found: dict[tuple[int, str], str] = {}
            for one in proposals:
                numbers = [s.said.number for s in one.sources if s.said is not None and s.file == row.files[at]]
                found |= {(number, _by_name(desk, shown(told_fact(one)))): one.group for number in numbers}
            here = f"/chat/{key_of(row.id)}/{at}"
            return self.review.bare(
                "chat_waiting",
                view={
                    "facts": [
                        {
                            "number": number,
                            "words": words,
                            "message": f"{here}?at={number}#m{number}",
                            "link": f"/proposed?group={group}",
                        }
                        for (number, words), group in sorted(found.items())
                    ]
                },
            )

    # --- reading -------------------------------------------------------------------------------------------------

    def _talk(self, request: Request) -> tuple[Row, str, dict[str, Any]] | None:
        """Return the line, the name of the file and its messages; asks the painter, outside any turn."""
        at = request.path_params["at"]
        with self.review.turn:
            row = exhibits.row_of(self.review.desk, request.path_params["key"])
            if row is None or not 0 <= at < len(row.files):
                return None
            original = self.review.original_named(row.files[at])
        if original is None or original.kind is not FileKind.CHAT:
            return None
        state = original.path.stat()
        mark = (original.path, state.st_size, state.st_mtime_ns)
        kept = self._kept
        if kept is None or kept[0] != mark:
            kept = (mark, self.review.painting.talk(original.path))
            if "why" not in kept[1]:
                self._kept = kept
        return row, row.files[at], {"messages": [], "cut": False, **kept[1]}

    def _view(
        self,
        row: Row,
        at: int,
        name: str,
        talk: Mapping[str, Any],
        page: int,
        chosen: tuple[int | None, int | None],
        held: Part | None,
    ) -> dict[str, Any]:
        messages: Messages = talk["messages"]
        last_page = max((len(messages) - 1) // PAGE, 0)
        page = min(page, last_page)
        here = f"/chat/{key_of(row.id)}/{at}"
        first, last = chosen
        known = known_numbers(self.review.desk)
        marked = Part(Unit.MESSAGES, first, last) if first and last else held if not (first or last) else None
        return {
            "key": key_of(row.id),
            "at": at,
            "here": here,
            "speakers": f"/speakers/{key_of(row.id)}/{at}",
            "name": shown(name),
            "title": exhibits.name_of(row),
            "why": say(f"desk.tile.{talk['why']}") if talk.get("why") else "",
            "cut": len(messages) if talk["cut"] else 0,
            "count": len(messages),
            "pages": last_page + 1,
            "page": page,
            "first": first or "",
            "last": last or "",
            "kept": f"&first={first or ''}&last={last or ''}" if first or last else "",
            "held": words_of(held) if held else "",
            "can_choose": is_item(row.id) and at == 0,
            "choice": _choice(messages, first, last, known) if first and last else None,
            "private": _private(messages, held, known) if not (first and last) else [],
            "months": _months(messages),
            "lines": [
                {
                    **_line(one, known),
                    "in": marked is not None and one["n"] in marked,
                    "edge": one["n"] in (first, last),
                }
                for one in messages[page * PAGE : (page + 1) * PAGE]
            ],
        }


def _by_name(desk: Desk, words: str) -> str:
    """Return what is told of a fact with the names of parties in place of their ids."""
    case = desk.parts.case
    for party in case.parties if case else ():
        if party.id != party.name:
            name = shown(party.name).replace("\\", "")
            words = sub(rf"(?<=[ 、,]){escape(party.id)}(?=[，,、）)]|$)", name, words)
    return words


def _held(row: Row, at: int) -> Part | None:
    """Return the excerpt that the catalogue has of the first file of a line."""
    try:
        return excerpt_of(row.cells.get("excerpt", "")) if at == 0 else None
    except BadExcerpt:
        return None


def _number(words: str) -> int | None:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 8 else None


def _chosen(first: str, last: str) -> tuple[int | None, int | None]:
    """Return what was chosen; of two in the wrong order the later choice is not known, so they change places."""
    a, b = _number(first) or None, _number(last) or None
    return (b, a) if a and b and b < a else (a, b)


def _page_of(messages: Messages, number: int) -> int:
    return next((n // PAGE for n, one in enumerate(messages) if one["n"] >= number), 0)


def _months(messages: Messages) -> list[dict[str, Any]]:
    """Return the months that were spoken in, each with the page on which it begins."""
    found: dict[str, dict[str, Any]] = {}
    for n, one in enumerate(messages):
        month = one.get("day", "")[:7]
        if month and month not in found and len(found) < _MONTHS:
            found[month] = {"month": month, "page": n // PAGE, "number": one["n"]}
    return list(found.values())


def known_numbers(desk: Desk) -> frozenset[str]:
    """Return the last four of the numbers that stand in the case file: those of the parties are no secret."""
    return desk.once("known numbers", lambda: tails_in(desk.sources.case.decode("utf-8", "replace")))


def _private(messages: Messages, part: Part | None, known: frozenset[str]) -> list[str]:
    """Return what a run says that may be private: each kind with its messages and their days."""
    run = [one for one in messages if part is None or one["n"] in part]
    marks = marks_of((one["n"], one.get("day", ""), _said_in(one), one.get("out")) for one in run)
    return [str(words) for words in private_runs.words_of(told(marks, known))]


def _said_in(one: Mapping[str, Any]) -> str:
    """Return what a message says, with what it quotes and what was made of its voice: all of it is handed in."""
    quote = one.get("quote") or ("", "")
    heard = [words for kind, words in one.get("derived", ()) if kind == DerivedKind.SPEECH_TO_TEXT.value]
    return "\n".join(filter(None, (one.get("text", ""), *heard, quote[1])))


def _choice(messages: Messages, first: int, last: int, known: frozenset[str]) -> dict[str, Any]:
    """Return what is told of a run before it is taken: how much it is, what is missing in it, what stands beside it."""
    inside = [one for one in messages if first <= one["n"] <= last]
    before = next((one for one in reversed(messages) if one["n"] < first), None)
    behind = next((one for one in messages if one["n"] > last), None)
    said = []
    if recalled := sum(one.get("state") == "recalled" or one.get("kind") == "recall" for one in inside):
        said.append(say("desk.chat.recalled_inside", count=recalled))
    if gaps := sum(bool(one.get("missing")) for one in inside if one["n"] > first):
        said.append(say("desk.chat.gaps_inside", count=gaps))
    if inside:
        for key, one, edge in (("close_before", before, inside[0]), ("close_behind", behind, inside[-1])):
            if one is not None and one.get("day") and one.get("day") == edge.get("day"):
                said.append(say(f"desk.chat.{key}", time=one.get("time", ""), words=_brief(one)))
    return {
        "first": first,
        "last": last,
        "count": len(inside),
        "from": _moment(inside[0]) if inside else "",
        "to": _moment(inside[-1]) if inside else "",
        "told": said,
        "private": _private(messages, Part(Unit.MESSAGES, first, last), known),
    }


def _moment(one: Mapping[str, Any]) -> str:
    return f"{one.get('day', '')} {one.get('time', '')}".strip()


def _brief(one: Mapping[str, Any]) -> str:
    words = one.get("text", "") or say(f"bundle.chat_kind_{one.get('kind') or 'text'}")
    return shown(words[:40] + ("…" if len(words) > 40 else ""))


def _line(one: Mapping[str, Any], known: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return a message as the page shows it: its words, and apart from them what programs say of it."""
    notes = []
    if quote := one.get("quote"):
        notes.append(say("bundle.chat_quote", who=quote[0] or say("bundle.chat_somebody"), said=quote[1]))
    for state, amount in one.get("money", ()):
        value = amount or say("bundle.chat_no_amount")
        notes.append(say("bundle.chat_money", state=say(f"bundle.chat_paid_{state}"), amount=value, currency=""))
    notes += [say("bundle.chat_file_named", name=name) for name in one.get("files", ())]
    notes += [say(f"bundle.chat_derived_{kind}", said=words) for kind, words in one.get("derived", ())]
    if one.get("forwarded"):
        notes.append(say("desk.chat.forwarded", count=one["forwarded"]))
    if one.get("long"):
        notes.append(say("desk.chat.long"))
    if state := one.get("state"):
        notes.append(say(f"bundle.chat_state_{state}"))
    kind = one.get("kind", "")
    if kind and not one.get("text"):
        notes.insert(0, say("bundle.chat_kind", kind=say(f"bundle.chat_kind_{kind}")))
    return {
        "n": one["n"],
        "day": one.get("day", ""),
        "time": one.get("time", ""),
        "who": one.get("who", "") or (say("bundle.chat_system") if kind in ("system", "recall") else ""),
        "out": one.get("out"),
        "text": one.get("text", ""),
        "notes": notes,
        "private": _flag(one, known),
        "missing": one.get("missing", 0),
        "gone": one.get("state") in ("recalled", "deleted") or kind == "recall",
        "system": kind in ("system", "recall"),
    }


def _flag(one: Mapping[str, Any], known: frozenset[str]) -> str:
    """Return what a message may say that is not for everybody; nothing where the list finds nothing."""
    found = kinds_in(_said_in(one), theirs=one.get("out") is False)
    return listed(say(f"evidence.private.{kind}") for kind, tail in found if not tail or tail not in known)


# --- a message as an event -----------------------------------------------------------------------------------------


def _form(desk: Desk, group: str, row: Row, message: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form of a new fact of ``group`` with what the message says; the rest is for a person."""
    from lexcollect.sheets.case_grids import grids

    grid = grid_named(next(one.name for one in grids() if one.group == group and not one.below))
    said = _said(desk, group, row, message)
    paths = {key_of(column.head): column.path for column in grid.columns}
    table = facts.table(desk, grid)
    filled, rest = list[dict[str, Any]](), list[dict[str, Any]]()
    for field in (*table["empty"]["seen"], *table["empty"]["more"], *table["empty"]["others"]):
        value = said.get(paths[field["key"]], "")
        options = [{**one, "chosen": one["value"] == value} for one in field["options"]]
        if field["find"] and value:  # too many to be listed: the chat itself is
            options = [{"value": Kept(value), "name": value, "chosen": True, "picture": key_of(row.id)}]
        one = {**field, "value": value, "options": options}
        (filled if value or field["required"] else rest).append(one)
    return {"key": table["key"], "name": table["name"], "filled": filled, "rest": rest, "row": key_of(row.id)}


def _said(desk: Desk, group: str, row: Row, message: Mapping[str, Any]) -> dict[tuple[str, ...], str]:
    parts = desk.parts
    case = parts.case
    debtors = [one.id for one in case.debtors] if case else []
    debtor = debtors[0] if len(debtors) == 1 else ""
    words, day = message.get("text", ""), message.get("day", "")
    exhibit = desk.exhibits.shown(bare(row.id)) if is_item(row.id) else ""
    found: dict[tuple[str, ...], str] = {("date",): day, ("evidence",): exhibit}
    if group == "communications":
        sender = case.creditor.id if case and message.get("out") else ""
        found |= {
            ("kind",): k.CommunicationKind.IM.label,
            ("time",): message.get("time", "")[:5],
            ("sender",): sender,
            ("recipient",): debtor,
            ("content",): words,
        }
    elif group == "acknowledgements":
        found |= {
            ("kind",): k.AcknowledgementKind.PROMISE_MESSAGE.label,
            ("channel",): k.CommunicationKind.IM.label,
            ("by",): debtor,
            ("content",): words,
        }
    else:
        amount = next((amount for _, amount in message.get("money", ()) if amount), "")
        found |= {("amount",): amount, ("payer",): debtor, ("memo",): words}
    return found
