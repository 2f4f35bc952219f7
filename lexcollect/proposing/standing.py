"""Standing: what the case file has already, set beside what papers say.

Owns the comparison of a proposed value with an entered one: both are read by the models of the case file, so that
日0.05% and 每日万分之五 are the same. Reads plain data under English keys; never writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lexcollect.casefile.facts import Fact, Field, fields_of, plain, read_fact
from lexcollect.casefile.models import Case
from lexcollect.casefile.values import BadValue, Remarked, spellings

#: Groups whose facts are found again by the keys that tell them apart; a blank entry of a first file fits any.
_KEYS: Mapping[str, tuple[str, ...]] = {
    "parties": ("name",),
    "contracts": ("number", "name"),
    "invoices": ("number",),
    "rents": ("amount",),
    "leased_things": ("number",),
    "payments": ("date", "amount"),
    "communications": ("date", "recipient"),
    "securities": ("grantor",),
    "acknowledgements": ("kind", "date"),
    "titles": ("kind", "case_no"),
    "issues": ("title",),
    "filings": ("kind", "case_no"),
}
_MESSAGES = ("im", "email", "sms", "call")
_NOTHING: tuple[Any, ...] = (None, "", False, (), [])


def model_of(group: str) -> type[Fact]:
    """Return the model of the facts of ``group``."""
    field = next(field for field in fields_of(Case) if field.key == group)
    assert field.model is not None
    return field.model


def is_single(group: str) -> bool:
    """Tell whether ``group`` holds one fact and no list (开庭)."""
    return not next(field for field in fields_of(Case) if field.key == group).many


def entries_of(case: Mapping[str, Any], group: str) -> list[dict[str, Any]]:
    """Return the facts of ``group`` as a list, whether it holds one or many."""
    held = case.get(group) or ()
    if isinstance(held, dict):
        return [held]
    return [entry if isinstance(entry, dict) else {} for entry in held] if isinstance(held, (list, tuple)) else []


def fields_by_key(group: str) -> dict[str, Field]:
    """Return the fields of the facts of ``group`` by their keys."""
    return {field.key: field for field in fields_of(model_of(group))}


def read(field: Field, data: Any) -> Any:
    """Return ``data`` as the case file reads it under ``field``; what cannot be read stays as it is."""
    if field.many:
        return tuple(_one(field, one) for one in (data if isinstance(data, (list, tuple)) else [data]))
    return _one(field, data)


def _one(field: Field, data: Any) -> Any:
    if field.model is not None:
        fact, _ = read_fact(field.model, data)
        return data if fact is None else plain(fact)
    if field.kind is not None:
        return spellings(field.kind).get(str(data).strip(), data)
    assert field.value is not None
    try:
        value = field.value.read(data)
    except BadValue:
        return data
    return value.value if isinstance(value, Remarked) else value


def same(field: Field, have: Any, want: Any) -> bool:
    """Tell whether an entered value says what the proposed one says; more than it is the same."""
    entered, proposed = read(field, have), read(field, want)
    if isinstance(entered, dict) and isinstance(proposed, dict):
        said = {k: v for k, v in proposed.items() if v not in _NOTHING and k not in ("text", "clause", "where")}
        return all(entered.get(key) == value for key, value in said.items())
    if isinstance(entered, tuple) and isinstance(proposed, tuple):
        return set(map(repr, proposed)) <= set(map(repr, entered)) or [_name(e) for e in proposed] == [
            _name(e) for e in entered
        ]
    return bool(entered == proposed)


def _name(entry: Any) -> Any:
    return entry.get("name") if isinstance(entry, dict) else entry


def entry_of(case: Mapping[str, Any], group: str, values: Mapping[str, Any]) -> int | None:
    """Return the position of the fact of ``group`` that ``values`` speak of, or ``None`` when it is not entered."""
    entries = entries_of(case, group)
    fields = fields_by_key(group)
    if group == "deliveries":
        return _delivery(entries, fields, values)
    if is_single(group):
        return 0 if entries and entries[0] else None
    if group == "measures":
        return _measure(entries, fields, values)
    keys = _KEYS.get(group, ("id",))
    if group == "communications" and values.get("kind") in _MESSAGES:
        keys = (*keys, "kind")
    if group == "contracts":
        return _contract(entries, values)
    known = [key for key in keys if key in values]
    which = int(values.get("_nth", 1)) - 1
    for at, entry in enumerate(entries):
        if known and all(key in entry and same(fields[key], entry[key], values[key]) for key in known):
            if which == 0:
                return at
            which -= 1
    return _unnumbered(entries, fields, values) if group == "filings" else None


def _unnumbered(entries: list[dict[str, Any]], fields: Mapping[str, Field], values: Mapping[str, Any]) -> int | None:
    """Return the only filing of its kind that has no case number yet: the court gave it one since."""
    kinds = [
        at for at, one in enumerate(entries) if "kind" in one and same(fields["kind"], one["kind"], values["kind"])
    ]
    return kinds[0] if len(kinds) == 1 and not entries[kinds[0]].get("case_no") else None


def _measure(entries: list[dict[str, Any]], fields: Mapping[str, Field], values: Mapping[str, Any]) -> int | None:
    """A measure is known by person, asset and day; where several are alike, by what is frozen too."""
    keys = [key for key in ("owner", "asset", "taken_on") if key in values]
    alike = [
        at
        for at, entry in enumerate(entries)
        if len(keys) > 2 and all(key in entry and same(fields[key], entry[key], values[key]) for key in keys)
    ]
    named = [at for at in alike if entries[at].get("description") == values.get("description")]
    return named[0] if named else alike[0] if len(alike) == 1 else None


def _delivery(entries: list[dict[str, Any]], fields: Mapping[str, Field], values: Mapping[str, Any]) -> int | None:
    """A delivery is known by its number, else by day and goods."""
    keys = ("doc_no",) if "doc_no" in values else ("date", "goods")
    for at, entry in enumerate(entries):
        if all(key in entry and key in values and same(fields[key], entry[key], values[key]) for key in keys):
            return at
    return None


def _contract(entries: list[dict[str, Any]], values: Mapping[str, Any]) -> int | None:
    """A contract is known by its number, else by its name; where there is one alone, what has no number is of it."""
    number, name = values.get("number"), values.get("name")
    for at, entry in enumerate(entries):
        if number and entry.get("number"):
            if "".join(str(entry["number"]).split()) == number:
                return at
        elif name and entry.get("name") == name:
            return at
    return 0 if len(entries) == 1 and not number and entries[0].get("name") else None


def blank_entry(case: Mapping[str, Any], group: str, values: Mapping[str, Any]) -> int | None:
    """Return the entry of a first file that nobody filled in yet and that ``values`` can fill, or ``None``."""
    from lexcollect.casefile.kinds import Role

    for at, entry in enumerate(case.get(group) or ()):
        if not isinstance(entry, dict):
            continue
        role = spellings(Role).get(str(entry.get("role", "")))
        unfilled = {
            "parties": not entry.get("name") and role is not None and role == values.get("role"),
            "contracts": not entry.get("name") and not entry.get("number"),
            "obligations": not entry.get("amount") and not entry.get("date"),
        }
        if unfilled.get(group):
            return at
    return None
