"""Entering: what the interview learnt besides its nine questions, written into the first case file.

Owns where each answer stands in 案件.yaml. The file is edited by place, so that its remarks and blanks stay; a blank
nobody answered is left for the user.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lexcollect.casefile.labels import label_of
from lexcollect.causes.cause import Asked
from lexcollect.cn.numerals import han_number
from lexcollect.matter.questions import LAWYER, Piece, pieces
from lexcollect.wording import Lang
from lexcollect.yamledit import Edit, Insert, Put, edited

_DIGITS = "一二三四五六七八九十百"


def entered(text: str, more: Mapping[str, str], lang: Lang) -> str:
    """Return the case file ``text`` with the answers ``more`` (question → words) at their places."""
    if not more:
        return text
    from lexcollect.yamltree import parse_yaml

    tree, _ = parse_yaml(text, "案件.yaml")
    assert tree is not None and isinstance(tree.data, dict)
    form = _Form(tree.data, lang)
    read = {asked: pieces(asked, words) for asked, words in more.items()}
    raw = edited(text.encode("utf-8"), list(_edits(form, {k: v for k, v in read.items() if v})), "案件.yaml").raw
    return _without_examples(raw.decode("utf-8"), form.added)


class _Form:
    """The first file as read, and the language of its keys; ``added`` are keys whose example has served."""

    def __init__(self, data: dict[str, Any], lang: Lang) -> None:
        self.data = data
        self.lang = lang
        self.added: list[str] = []

    def key(self, group: str, key: str) -> str:
        """Return a key as the file writes it."""
        return label_of(group, key) if self.lang == "zh" else key

    def word(self, zh: str, en: str) -> str:
        """Return a word of the file's language."""
        return zh if self.lang == "zh" else en

    def put(self, group: str, model: str, at: int, values: Mapping[str, Any]) -> Iterator[Edit]:
        """Yield the edits that write ``values`` into entry ``at`` of a group; what is empty is left."""
        name = self.key("Case", group)
        for key, value in values.items():
            if value:
                written = self.key(model, key)
                self.added.append(written)
                yield Put((name, at, written), value)

    def entry(self, model: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return a new entry of a group."""
        return {self.key(model, key): value for key, value in values.items() if value}

    def several(self, group: str, model: str, entries: list[dict[str, Any]]) -> Iterator[Edit]:
        """Yield the edits that write ``entries``: the first into the blank one, the others behind it."""
        name = self.key("Case", group)
        held = self.data.get(name)
        first, *rest = entries
        if isinstance(held, list) and held:
            yield from self.put(group, model, 0, {k: v for k, v in first.items() if k not in ("id", "contract")})
            if rest:
                yield Insert((name,), 1, tuple(self.entry(model, one) for one in rest))
        else:
            yield Put((name,), [self.entry(model, one) for one in entries])


def _edits(form: _Form, read: Mapping[str, tuple[Piece, ...]]) -> Iterator[Edit]:
    for asked, found in read.items():
        yield from _OF[asked](form, found)
    yield from _rents(form, read)


def _contract(form: _Form, found: tuple[Piece, ...]) -> Iterator[Edit]:
    one = found[0]
    yield from form.put("contracts", "Contract", 0, {"name": one.name, "number": one.number, "signed_on": _day(one)})


def _lawyer(form: _Form, found: tuple[Piece, ...]) -> Iterator[Edit]:
    one = found[0]
    said = {"id": "律师", "kind": form.word("律师", "lawyer"), "name": one.name, "firm": one.number}
    yield Put((form.key("Case", "agents"),), [form.entry("Agent", said)])


def _span(form: _Form, found: tuple[Piece, ...]) -> Iterator[Edit]:
    if found[0].until:
        yield from form.put("contracts", "Contract", 0, {"ends_on": found[0].until.isoformat()})


def _rents(form: _Form, read: Mapping[str, tuple[Piece, ...]]) -> Iterator[Edit]:
    """Rent runs to the end of the lease, or to the day on which it was terminated."""
    span, ended = read.get(Asked.SPAN, ()), read.get(Asked.ENDED, ())
    if form.key("Case", "rents") not in form.data:
        return
    last = ended[0].day if ended else span[0].until if span else None
    first = _day(span[0]) if span else ""
    yield from form.put("rents", "Rent", 0, {"first": first, "last": last.isoformat() if last else ""})


def _ended(form: _Form, found: tuple[Piece, ...]) -> Iterator[Edit]:
    value = {form.key("Termination", "day"): _day(found[0])}
    yield from form.put("contracts", "Contract", 0, {"termination": value})


def _deposit(form: _Form, found: tuple[Piece, ...]) -> Iterator[Edit]:
    said = {"amount": f"{found[0].amount:.2f}", "paid_on": _day(found[0])}
    yield from form.put("contracts", "Contract", 0, {"deposit": form.entry("Deposit", said)})


def _things(form: _Form, found: tuple[Piece, ...]) -> Iterator[Edit]:
    entries = [
        {"id": f"租赁物{_digit(at)}", "contract": "合同", "name": one.name or one.number, "number": one.number}
        for at, one in enumerate(found)
    ]
    yield from form.several("leased_things", "LeasedThing", entries)


def _note(form: _Form, found: tuple[Piece, ...]) -> Iterator[Edit]:
    yield from form.put("obligations", "Obligation", 0, {"date": _day(found[0]), "amount": f"{found[0].amount:.2f}"})


def _payouts(form: _Form, found: tuple[Piece, ...]) -> Iterator[Edit]:
    debt = form.data[form.key("Case", "obligations")][0][form.key("Obligation", "id")]
    entries = [
        {"obligation": debt, "date": _day(one), "amount": f"{one.amount:.2f}", "channel": one.channel} for one in found
    ]
    yield from form.several("payouts", "Payout", entries)


def _repaid(form: _Form, found: tuple[Piece, ...]) -> Iterator[Edit]:
    """What was paid back, by the first debtor: another payer is a person's to say."""
    parties = form.data[form.key("Case", "parties")]
    roles = {form.word("债务人", "debtor")}
    payer = next((one[form.key("Party", "id")] for one in parties if one.get(form.key("Party", "role")) in roles), "")
    entries = [
        {"date": _day(one), "amount": f"{one.amount:.2f}", "payer": payer, "channel": one.channel} for one in found
    ]
    yield from form.several("payments", "Payment", entries)


def _debts(form: _Form, found: tuple[Piece, ...]) -> Iterator[Edit]:
    base = str(form.data[form.key("Case", "obligations")][0][form.key("Obligation", "id")]).rstrip(_DIGITS)
    entries = [
        {
            "id": f"{base}{_digit(at)}",
            "contract": "合同",
            "title": f"{one.name}{one.number}",
            "date": _day(one),
            "amount": f"{one.amount:.2f}",
        }
        for at, one in enumerate(found)
    ]
    yield from form.several("obligations", "Obligation", entries)
    invoices = [
        {"number": one.number, "date": _day(one), "amount": f"{one.amount:.2f}", "obligation": entry["id"]}
        for one, entry in zip(found, entries, strict=True)
        if one.number
    ]
    if invoices:
        yield from form.several("invoices", "Invoice", invoices)


def _project(form: _Form, found: tuple[Piece, ...]) -> Iterator[Edit]:
    works = (form.key("Case", "contracts"), 0, form.key("Contract", "works"))
    for key, value in (("project", found[0].name), ("place", found[0].number)):
        if value:
            yield Put((*works, form.key("Works", key)), value)


def _milestone(kind: tuple[str, str]) -> Any:
    def write(form: _Form, found: tuple[Piece, ...]) -> Iterator[Edit]:
        name = form.key("Case", "milestones")
        values = {"kind": form.word(*kind), "date": _day(found[0])}
        if found[0].amount:
            values["amount"] = f"{found[0].amount:.2f}"
        held = form.data.get(name)
        blank = isinstance(held, list) and held and not held[0].get(form.key("Milestone", "date"))
        if blank:
            form.data[name][0][form.key("Milestone", "date")] = values["date"]
            yield from form.put("milestones", "Milestone", 0, values)
        else:
            one = form.entry("Milestone", {"contract": "合同", **values})
            yield Insert((name,), len(held), (one,)) if isinstance(held, list) else Put((name,), [one])

    return write


_OF: Mapping[str, Any] = {
    Asked.CONTRACT: _contract,
    LAWYER: _lawyer,
    Asked.SPAN: _span,
    Asked.ENDED: _ended,
    Asked.DEPOSIT: _deposit,
    Asked.THINGS: _things,
    Asked.NOTE: _note,
    Asked.PAYOUTS: _payouts,
    Asked.REPAID: _repaid,
    Asked.DEBTS: _debts,
    Asked.PROJECT: _project,
    Asked.ACCEPTED: _milestone(("验收合格", "acceptance")),
    Asked.SETTLED: _milestone(("结算", "settlement")),
}


def _day(one: Piece) -> str:
    return one.day.isoformat() if one.day else ""


def _digit(at: int) -> str:
    return han_number(at + 1)


def _without_examples(text: str, added: list[str]) -> str:
    """Return ``text`` without the optional lines whose key now stands in it."""
    import re

    keys = "|".join(map(re.escape, dict.fromkeys(added)))
    return re.sub(rf"(?m)^    # (?:{keys}):.*\n", "", text) if keys else text
