"""Facts: the base of all fact groups, and the one way from plain data to them.

Owns :class:`Fact` (frozen, typed, each knowing its place in the file), what is known of a field (:class:`Field`), and
:func:`read_fact`, which reads a whole tree and collects every slip. A class is looked at when its first fact is read;
defining one costs nothing. Knows no single group: labels, checks and the JSON Schema are derived from the fields.
"""

from __future__ import annotations

import dataclasses
import sys
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Self, TypeVar, dataclass_transform

from lexcollect.casefile.values import Alike, BadValue, Key, Kind, Ref, Remarked, Size, Value, Wanted, Words, spellings
from lexcollect.findings import NOWHERE, Where
from lexcollect.records import dataclass

#: Where a value stands in the case: keys and positions (from 0).
Place = tuple[str | int, ...]
_NEEDED: Any = object()
# What was found out of a class, by class.
_FIELDS: dict[type[Fact], tuple[Field, ...]] = {}
_HINTS: dict[str, dict[str, Any]] = {}
_NAMES: dict[type[Fact], dict[str, bool]] = {}


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Fact:
    """One fact or group of keys; ``where`` is its place in the file.

    A subclass declares its keys as annotated attributes. ``noun`` names one such fact in findings ("no contract X"),
    ``alike`` says when two of them look like one entered twice; ``named``: the id is a name of its own, an order
    number, so that two facts that differ in nothing else may be two. ``alone`` is the key that one value without a
    group stands for (``legal_rep: 周范例``).
    Making a fact directly takes values that are read already; from a file it comes by :func:`read_fact`.
    """

    where: Where = NOWHERE
    noun: ClassVar[Words] = Words("", "")
    alike: ClassVar[tuple[Alike, ...]] = ()
    named: ClassVar[bool] = False
    alone: ClassVar[str] = ""

    def __init_subclass__(
        cls,
        *,
        noun: tuple[str, str] = ("", ""),
        alike: tuple[Alike, ...] = (),
        named: bool = False,
        alone: str = "",
        **more: Any,
    ) -> None:
        """Keep the ``noun`` of the group, when two of its facts are ``alike``, and what one value ``alone`` is."""
        super().__init_subclass__(**more)
        cls.noun, cls.alike, cls.named, cls.alone = Words(*noun), alike, named, alone

    @classmethod
    def from_words(cls, written: str) -> Mapping[str, Any]:
        """Return the keys that one value without a group says; :class:`BadValue` when it says none."""
        return {cls.alone: written}

    def __init__(self, **values: Any) -> None:
        names = _names(type(self))
        unknown, missing = values.keys() - names.keys(), {n for n, needed in names.items() if needed} - values.keys()
        if unknown or missing:
            raise TypeError(f"{type(self).__name__}: unknown {sorted(unknown)}, missing {sorted(missing)}")
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return self is other or (type(self) is type(other) and self._values() == other._values())

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        shown = ", ".join(f"{n}={getattr(self, n)!r}" for n in _names(type(self)) if n != "where")
        return f"{type(self).__name__}({shown})"

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in _names(type(self)))

    def but(self, **changes: Any) -> Self:
        """Return the same fact with ``changes``, given as values that are read already."""
        own = {name: self.__dict__[name] for name in _names(type(self)) if name in self.__dict__}
        return type(self)(**{**own, **changes})


class Alone(str):
    """One value that stands where a group could stand, with its place."""

    __slots__ = ("where",)
    where: Where


F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Field:
    """What is known of one field: attribute, key in the file, and what may stand there.

    Exactly one of ``model`` (a nested group), ``kind`` (a choice) and ``value`` is set; ``size`` tells that it is a
    list, ``wanted`` how many a case needs; ``refers`` that it holds ids.
    """

    name: str
    key: str
    default: Any
    model: type[Fact] | None = None
    kind: type[Kind] | None = None
    value: Value | None = None
    size: Size | None = None
    optional: bool = False
    refers: Ref | None = None
    wanted: int = 0

    @property
    def required(self) -> bool:
        """Whether the key must be there."""
        return self.default is _NEEDED

    @property
    def many(self) -> bool:
        """Whether a list stands there."""
        return self.size is not None


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing wrong in the data: ``code`` is that of a value's finding, or ``missing``, ``list``, ``group``, …

    A ``remark`` is nothing wrong: it says how a value was read.
    """

    code: str
    loc: Place
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    remark: bool = False


def fields_of(model: type[Fact]) -> tuple[Field, ...]:
    """Return the fields of ``model`` in the order of declaration, those of its bases first; ``where`` is none."""
    found = _FIELDS.get(model)
    if found is None:
        hints = _hints(model)
        found = tuple(_field(model, name, hints[name]) for name in _names(model) if name != "where")
        _FIELDS[model] = found
    return found


def _hints(model: type[Fact]) -> dict[str, Any]:
    """Return what the annotations of ``model`` name; the same words in one module are looked up once.

    Some forty classes say the same two dozen things: ``typing.get_type_hints`` would cost a twentieth of a short run.
    """
    found: dict[str, Any] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, Fact) and base is not Fact:
            known = _HINTS.setdefault(base.__module__, {})
            names = vars(sys.modules[base.__module__])
            for name, said in vars(base).get("__annotations__", {}).items():
                if said not in known:
                    known[said] = eval(said, names)  # our own source, as typing evaluates it
                found[name] = known[said]
    return found


def has_name(model: type[Fact], name: str) -> bool:
    """Tell whether ``model`` declares a field ``name``, without asking what it holds."""
    return name in _names(model)


def read_fact(model: type[F], data: Any) -> tuple[F | None, list[Slip]]:
    """Return the fact that ``data`` (English keys, ``where`` beside them) says, or ``None``; and every slip."""
    slips: list[Slip] = []
    fact = _read_model(model, data, (), slips)
    return (fact if all(slip.remark for slip in slips) else None), slips


def plain(fact: Fact) -> dict[str, Any]:
    """Return ``fact`` as plain data under the keys of the file, without places; values stay what they were read as."""

    def one(value: Any) -> Any:
        if isinstance(value, Fact):
            return plain(value)
        return [one(each) for each in value] if isinstance(value, tuple) else value

    return {field.key: one(getattr(fact, field.name)) for field in fields_of(type(fact))}


def walk(fact: Fact) -> Iterator[Fact]:
    """Yield ``fact`` and every fact in it, in the order of the fields."""
    yield fact
    for field in fields_of(type(fact)):
        if field.model is not None:
            found = getattr(fact, field.name)
            for inner in found if field.many else () if found is None else (found,):
                yield from walk(inner)


# --- what a class declares ---------------------------------------------------------------------------------


def _names(model: type[Fact]) -> Mapping[str, bool]:
    """Return the names of the fields, ``where`` first, each with whether it must be given."""
    if model in _NAMES:
        return _NAMES[model]
    found = _NAMES[model] = {"where": False}
    for base in reversed(model.__mro__):
        if issubclass(base, Fact) and base is not Fact:
            for name in vars(base).get("__annotations__", {}):
                found[name] = not hasattr(model, name)
    return found


def _field(model: type[Fact], name: str, hint: Any) -> Field:
    inner, marks = _unwrapped(hint)
    # A union without None is a value that may be read as one of two types (Rate | Floating).
    optional = type(None) in typing.get_args(inner) and typing.get_origin(inner) in (types.UnionType, typing.Union)
    if optional:
        (hint,) = (part for part in typing.get_args(inner) if part is not type(None))
        inner, more = _unwrapped(hint)
        marks = (*marks, *more)
    size = None
    if typing.get_origin(inner) is tuple:
        size = next((m for m in marks if isinstance(m, Size)), Size())
        inner, more = _unwrapped(typing.get_args(inner)[0])
        marks = (*marks, *more)
    group = isinstance(inner, type) and issubclass(inner, Fact)
    chosen = isinstance(inner, type) and issubclass(inner, Kind)
    value = next((m for m in marks if isinstance(m, Value)), None)
    if not (group or chosen or value):
        raise TypeError(f"{model.__name__}.{name}: nothing tells how {inner!r} is read")
    return Field(
        name,
        next((m.name for m in marks if isinstance(m, Key)), name),
        getattr(model, name, _NEEDED),
        inner if group else None,
        inner if chosen else None,
        value,
        size,
        optional,
        next((m for m in marks if isinstance(m, Ref)), None),
        next((m.least for m in marks if isinstance(m, Wanted)), 0),
    )


def _unwrapped(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """Return a type without its marks, and the marks."""
    if typing.get_origin(hint) is typing.Annotated:
        return hint.__origin__, hint.__metadata__
    return hint, ()


# --- reading -----------------------------------------------------------------------------------------------


def _read_model(model: type[F], data: Any, loc: Place, slips: list[Slip]) -> F | None:
    if isinstance(data, model):
        return data
    words = _words_alone(model, data)
    if words is not None:
        try:
            where = data.get("where", NOWHERE) if isinstance(data, dict) else getattr(data, "where", NOWHERE)
            data = {**model.from_words(words), "where": where}
        except BadValue as bad:
            slips.append(Slip(bad.code, loc, bad.params))
            return None
    if not isinstance(data, dict):
        slips.append(Slip("group", loc))
        return None
    fact = model.__new__(model)
    values = fact.__dict__
    if "where" in data:
        values["where"] = data["where"]
    for field in fields_of(model):
        if field.key in data:
            values[field.name] = _read_field(field, data[field.key], (*loc, field.key), slips)
        elif field.required:
            slips.append(Slip("missing", (*loc, field.key)))
    return fact


def _words_alone(model: type[F], data: Any) -> str | None:
    """Return what was written in place of a fact, or under its one key for words and nothing beside it."""
    if not model.alone:
        return None
    if isinstance(data, dict):
        said = [key for key, value in data.items() if key != "where" and value is not None]
        data = data[model.alone] if said == [model.alone] else None
    return data if isinstance(data, str) else None


def _read_field(field: Field, data: Any, loc: Place, slips: list[Slip]) -> Any:
    if field.size is None:
        return None if field.optional and data is None else _read_one(field, data, loc, slips)
    if not isinstance(data, (list, tuple)):
        slips.append(Slip("list", loc))
        return ()
    if len(data) < field.size.least:
        slips.append(Slip("few", loc))
    if field.size.most is not None and len(data) > field.size.most:
        slips.append(Slip("many", loc))
    return tuple(_read_one(field, each, (*loc, i), slips) for i, each in enumerate(data))


def _read_one(field: Field, data: Any, loc: Place, slips: list[Slip]) -> Any:
    if field.model is not None:
        return _read_model(field.model, data, loc, slips)
    try:
        value = _chosen(field, data) if field.kind is not None else _valued(field, data)
    except BadValue as bad:
        slips.append(Slip(bad.code, loc, bad.params))
        return None
    if isinstance(value, Remarked):
        slips.append(Slip(value.code, loc, value.params, remark=True))
        return value.value
    if value == "" and (field.required or field.many):
        slips.append(Slip("missing", loc))  # blanks say nothing, whatever their width
    return value


def _valued(field: Field, data: Any) -> Any:
    assert field.value is not None
    return field.value.read(data)


def _chosen(field: Field, data: Any) -> Kind | str:
    from lexcollect.casefile.fields import read_text

    assert field.kind is not None
    written, known, kind = read_text(data), spellings(field.kind), field.kind
    if not written and (field.required or field.many):
        return ""
    if written not in known:
        raise BadValue("LX-C007", text=written, choices=[member.label for member in kind])
    return known[written]
