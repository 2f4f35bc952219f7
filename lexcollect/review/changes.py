"""Changes: every place that would be saved, in the reader's words: group, row, field; exhibits by number and title.

Owns how a place and a value are told; which places differ is the desk's, and what they are called follows from the
models. Shows neither keys nor ids, but for what a person chose as a name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from lexcollect.casefile.loader import words_in
from lexcollect.findings import Refused, shown
from lexcollect.layout import CASE
from lexcollect.matter.desk.steps import data_in, lines_in
from lexcollect.records import dataclass, field
from lexcollect.review.exhibits import MADE, lines_of
from lexcollect.review.naming import amount_words, fields_by_key, row_name, word_of
from lexcollect.wording import clauses, language, listed, say

if TYPE_CHECKING:
    from lexcollect.casefile.facts import Fact, Field
    from lexcollect.matter.desk.draft import Desk
    from lexcollect.matter.writing import Conflict, Sources
    from lexcollect.sheets.rows import Lines, Row

_STEP, _NOTHING = " › ", "—"
#: Keys that hold a sum of money.
_MONEY = frozenset({"amount", "daily_amount", "value", "price", "cap"})


@dataclass(frozen=True)
class Names:
    """What facts (by group and id) and exhibits (by id) are called, in the draft and as saved: a row that goes too.

    ``days`` are the days of the exhibits, as saved and in the draft.
    """

    facts: Mapping[str, Mapping[str, str]]
    exhibits: Mapping[str, str]
    days: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def names_of(desk: Desk) -> Names:
    """Return what the facts and exhibits of the draft, and of what is saved, are called."""
    now, saved = desk.sources, desk.base
    lines = lines_of(desk)
    before = lines
    facts = _facts(now)
    # A row is called as it is saved: what becomes of it stands beside. A file that did not change is not read again.
    if saved.catalogue != now.catalogue:
        with suppress(Refused):
            before = lines_in(saved, desk.seen)
    if saved.case != now.case:
        for group, named in _facts(saved).items():
            facts.setdefault(group, {}).update(named)
    then, later = _exhibits(before), _exhibits(lines)
    days = {id: (_day(then.get(id)), _day(later.get(id))) for id in {**then, **later}}
    return Names(facts, {id: _moved(then.get(id), later.get(id)) for id in days}, days)


def _day(row: Row | None) -> str:
    return row.cells.get("date", "") if row is not None else ""


def _moved(was: Row | None, now: Row | None) -> str:
    """Return what an exhibit is called: by its title, and by its number, old and new where that changes."""
    row = was or now
    assert row is not None
    numbers = [one.cells.get("number", "") for one in (was, now) if one is not None]
    title = row.cells.get("title", "")
    if len(set(numbers)) > 1 and all(numbers):
        return say("desk.changes.moved", title=title, old=numbers[0], new=numbers[-1])
    return f"{numbers[-1]} {title}".strip()


def _facts(sources: Sources) -> dict[str, dict[str, str]]:
    try:
        data = data_in(sources)
    except Refused:
        return {}
    parties = {one["id"]: str(one["name"]) for one in _entries(data, "parties") if "id" in one and "name" in one}
    return {
        group: {one["id"]: row_name(group, one, parties) for one in _entries(data, group) if "id" in one}
        for group in data
    }


def _exhibits(lines: Lines | None) -> dict[str, Row]:
    from lexcollect.sheets.edits import bare, is_item

    return {bare(row.id): row for row in lines.rows if is_item(row.id)} if lines is not None else {}


def _entries(data: Mapping[str, Any], group: str) -> list[Mapping[str, Any]]:
    held = data.get(group)
    return [one for one in held if isinstance(one, Mapping)] if isinstance(held, list) else []


def changes(desk: Desk) -> list[dict[str, str]]:
    """Return every place that would be saved, from what to what."""
    names = names_of(desk)
    return [
        {
            "file": one.file,
            "place": place_words(one.file, one.place, names),
            "old": _dated(value_words(one.file, one.place, one.old, names), one.place, names, 0),
            "new": _dated(value_words(one.file, one.place, one.new, names), one.place, names, 1),
        }
        for one in desk.differences
    ]


def _dated(words: str, place: Sequence[str | int], names: Names, at: int) -> str:
    """Return where a day comes from (日期来源) with that day: by hand says nothing without it."""
    if place[2:] != ("date_source",) or words == _NOTHING:
        return words
    day = names.days.get(str(place[1]), ("", ""))[at]
    return say("desk.changes.sourced", source=words, day=day) if day else words


def conflict(one: Conflict, desk: Desk) -> dict[str, Any]:
    """Return a place that somebody else changed meanwhile: what stood there, what they wrote, what the draft says."""
    names = names_of(desk)
    values = {key: value_words(one.file, one.place, getattr(one, key), names) for key in ("base", "theirs", "ours")}
    return {"place": place_words(one.file, one.place, names), "clash": one.clash, **values}


def place_words(file: str, place: Sequence[str | int], names: Names) -> str:
    """Return a place of one of the two files: group › row › field."""
    words = _of_case(place, names)[0] if file == CASE else _of_catalogue(place, names)
    return shown(_STEP.join(words))


def value_words(file: str, place: Sequence[str | int], value: Any, names: Names) -> str:
    """Return what stands at a place, or stood there."""
    if value is None:
        return _NOTHING
    if file != CASE:
        return shown(_of_list(str(place[0]), place[2:3], value, names))
    _, found, model = _of_case(place, names)
    return shown(MADE.sub(lambda id: names.exhibits.get(id[0], id[0]), _told(value, found, model, names)))


def entry_words(desk: Desk, group: str, values: Mapping[str, Any]) -> str:
    """Return the fields of an entry of ``group`` with their values, facts and exhibits by what they are called."""
    from lexcollect.review.naming import models

    return shown(_told(values, None, models().get(group), names_of(desk)))


# --- the case file -----------------------------------------------------------------------------------------------


def _of_case(place: Sequence[str | int], names: Names) -> tuple[list[str], Field | None, type[Fact] | None]:
    """Return the words of a place, and the field or the model of what stands there."""
    from lexcollect.casefile.models import Case

    words: list[str] = []
    model: type[Fact] | None = Case
    field: Field | None = None
    group, inside = "", False
    for part in place:
        if inside or model is None or not isinstance(part, str):
            words.append(_row(group if len(words) == 1 else "", part, names))
            inside = False
            continue
        field = fields_by_key(model).get(part)
        words.append(_label(model, part))
        group = group or part
        inside = field is not None and field.model is not None and field.many
        model = field.model if field is not None else None
    return words, field, model


def _row(group: str, part: str | int, names: Names) -> str:
    if isinstance(part, int):
        return say("desk.nth", number=part + 1)
    return names.facts.get(group, {}).get(part, part)


def _label(model: type[Fact], key: str) -> str:
    from lexcollect.casefile.english import english_of
    from lexcollect.casefile.labels import label_of
    from lexcollect.casefile.models import Case

    named = "" if model is Case else model.__name__
    return label_of(named, key) if language() == "zh" else english_of(named, key)


def _told(value: Any, field: Field | None, model: type[Fact] | None, names: Names) -> str:
    if isinstance(value, Mapping):
        return clauses(_pair(str(key), one, model, names) for key, one in value.items() if str(key) not in _IDS)
    if isinstance(value, list):
        return listed(_told(one, field, model, names) for one in value)
    return _leaf(value, field, names)


#: How the id of a fact is written: made by the program, and no news.
_IDS = ("id", "编号")


def _pair(key: str, value: Any, model: type[Fact] | None, names: Names) -> str:
    if model is None:
        return f"{key} {_plain(value, names)}"
    fields = fields_by_key(model)
    field = fields.get(key) or next((one for one in fields.values() if key in _spellings(model, one.key)), None)
    if field is None:
        return f"{key} {_plain(value, names)}"
    return f"{_label(model, field.key)} {_told(value, field, field.model, names)}"


def _spellings(model: type[Fact], key: str) -> Sequence[str]:
    from lexcollect.casefile.labels import labels_of

    return labels_of(model.__name__, key)


def _leaf(value: Any, field: Field | None, names: Names) -> str:
    if field is None:
        return str(value)
    if field.refers is not None:
        called = names.exhibits if field.refers.group == "exhibits" else names.facts.get(field.refers.group, {})
        ids = words_in(str(value))
        return listed(called.get(id, id) for id in ids) if ids else str(value)
    if field.kind is not None:
        return word_of(field, value)
    return amount_words(str(value)) if field.key in _MONEY else str(value)


# --- the catalogue -----------------------------------------------------------------------------------------------


def _of_catalogue(place: Sequence[str | int], names: Names) -> list[str]:
    from lexcollect.evidence.keys import LISTS, TOP

    zh = language() == "zh"
    top = str(place[0])
    words = [TOP[top][0] if zh and top in TOP else say(f"desk.catalogue.{top}") if top in LISTS else top]
    if len(place) > 1:
        row = place[1]
        words.append(say("desk.nth", number=row + 1) if isinstance(row, int) else names.exhibits.get(row, row))
    words += [_catalogue_label(top, key) for key in place[2:3] if isinstance(key, str)]
    return words


def _catalogue_label(top: str, key: str) -> str:
    from lexcollect.evidence.keys import LISTS

    if language() == "zh":
        return LISTS.get(top, {}).get(key, (key,))[0]
    from lexcollect.casefile.english import english_of
    from lexcollect.review.exhibits import COLLECTED, INSIDE, OUTSIDE

    column = {"working_source": "note"}.get(key, key)
    return say(f"desk.column.{column}") if column in (*OUTSIDE, *COLLECTED, *INSIDE) else english_of("", key)


def _of_list(top: str, key: Sequence[str | int], value: Any, names: Names) -> str:
    """Return what stands in a list of the catalogue: an entry by its labels; only an id names an exhibit."""
    if isinstance(value, Mapping) and not key:
        return _written(top, "", value)
    return _written(top, str(key[0]), value) if key else _plain(value, names)


def _written(top: str, key: str, value: Any) -> str:
    """Return a value as the catalogue has it, a choice in words, without its id: a title that is also an id stays."""
    from lexcollect.review.terms import choice

    if isinstance(value, Mapping):
        told = ((str(name), one) for name, one in value.items() if str(name) not in _IDS)
        return clauses(f"{_catalogue_label(top, name)} {_written(top, name, one)}" for name, one in told)
    if isinstance(value, list):
        return listed(_written(top, key, one) for one in value)
    return _NOTHING if value is None else choice(key, value) if isinstance(value, str) else str(value)


def _plain(value: Any, names: Names) -> str:
    if value is None:
        return _NOTHING
    if isinstance(value, Mapping):
        return clauses(f"{key} {_plain(one, names)}" for key, one in value.items())
    if isinstance(value, list):
        return listed(_plain(one, names) for one in value)
    return names.exhibits.get(str(value), str(value))
