"""Records behave as the standard library's data classes do: each is made by both and compared."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

import pytest

from lexcollect import records

T = TypeVar("T")
MAKERS: tuple[Callable[..., Any], ...] = (dataclasses.dataclass, records.dataclass)
KINDS = [{}, {"frozen": True}, {"slots": True}, {"frozen": True, "slots": True}, {"frozen": True, "eq": False}]


def pair(kind: dict[str, bool]) -> tuple[Any, Any]:
    """The same class, made by the standard library and by us."""
    made = []
    for maker, field in zip(MAKERS, (dataclasses.field, records.field), strict=True):

        @maker(**kind)
        class Fact:
            """A fact."""

            id: str
            amount: int = 0
            parts: tuple[str, ...] = ()
            notes: list[str] = field(default_factory=list)
            hidden: str = field(default="x", repr=False, compare=False)

            def double(self) -> int:
                """Return twice the amount."""
                return self.amount * 2

        made.append(Fact)
    return made[0], made[1]


def outcome(act: Callable[[], Any]) -> Any:
    """What an act returns, or what kind of exception it ends with."""
    try:
        return act()
    except Exception as error:
        return type(error)


ACTS: dict[str, Callable[[Any], Any]] = {
    "repr": lambda c: repr(c("a", 2, ("x",), ["n"])).rpartition(".")[2],
    "defaults": lambda c: (c("a").amount, c("a").parts, c("a").notes, c("a").hidden),
    "a list of its own": lambda c: c("a").notes is c("b").notes,
    "by name": lambda c: c(id="a", notes=["n"], amount=3).double(),
    "equal": lambda c: (c("a") == c("a"), c("a") == c("b"), c("a") == "a", c("a", hidden="y") == c("a")),
    "hash": lambda c: len({c("a", notes=()), c("a", notes=())}),
    "hash of a list": lambda c: hash(c("a")) and "hashed",
    "assign": lambda c: setattr(c("a"), "amount", 5),
    "delete": lambda c: delattr(c("a"), "amount"),
    "missing": lambda c: c(),
    "too many": lambda c: c("a", 1, (), [], "x", "y"),
    "unknown": lambda c: c("a", other=1),
    "replace": lambda c: dataclasses.replace(c("a", 2), amount=7).amount,
    "fields": lambda c: [(f.name, f.type, f.repr, f.compare) for f in dataclasses.fields(c)],
    "as a dict": lambda c: dataclasses.asdict(c("a", 2)),
    "is one": lambda c: dataclasses.is_dataclass(c),
    "match": lambda c: c.__match_args__,
    "signature": lambda c: [(p.name, p.annotation) for p in inspect.signature(c).parameters.values()],
    "copy": lambda c: copy.copy(c("a", 2)).amount,
    "deep copy": lambda c: copy.deepcopy(c("a", 2, notes=["n"])).notes,
    "on the class": lambda c: [type(getattr(c, n, None)).__name__ for n in ("id", "amount", "notes", "hidden")],
    "name": lambda c: (c.__name__, c.__module__, c.__doc__, c.__qualname__),
    "a dict of its own": lambda c: hasattr(c("a"), "__dict__"),
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: "-".join(kind) or "free")
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_a_record_does_what_a_data_class_does(kind: dict[str, bool], act: Callable[[Any], Any]) -> None:
    theirs, ours = pair(kind)
    assert outcome(lambda: act(ours)) == outcome(lambda: act(theirs))


@pytest.mark.parametrize("maker", MAKERS)
def test_an_error_names_the_field_that_may_not_change(maker: Callable[..., Any]) -> None:
    @maker(frozen=True)
    class Fact:
        id: str

    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'id'"):
        Fact("a").id = "b"  # type: ignore[misc]


@pytest.mark.parametrize("kind", KINDS[1:2] + KINDS[3:], ids="-".join)
def test_nothing_is_added_to_a_frozen_record(kind: dict[str, bool]) -> None:
    """The standard library of Python 3.11 ends here with an error of its own when there are slots."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        pair(kind)[1]("a").other = 5


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("slots", [True, False])
def test_a_record_stands_on_another(maker: Callable[..., Any], slots: bool) -> None:
    @maker(frozen=True, slots=slots)
    class Base:
        id: str
        count: int = 1

    @maker(frozen=True, slots=slots)
    class More(Base):
        note: str = ""
        count: int = 2

    one = More("a", note="n")
    assert (one.id, one.count, one.note, [f.name for f in dataclasses.fields(More)]) == (
        "a",
        2,
        "n",
        ["id", "count", "note"],
    )
    assert Base("a", 2) != one and one == More("a", 2, "n")


@pytest.mark.parametrize("maker", MAKERS)
def test_a_record_of_any_type_checks_itself(maker: Callable[..., Any]) -> None:
    @maker(frozen=True, slots=True)
    class Box(Generic[T]):
        value: T

        def __post_init__(self) -> None:
            if self.value is None:
                raise ValueError("an empty box")

    assert Box(3).value == 3
    with pytest.raises(ValueError, match="empty"):
        Box(None)


@pytest.mark.parametrize("maker", MAKERS)
def test_what_a_class_says_itself_stands(maker: Callable[..., Any]) -> None:
    @maker(frozen=True)
    class Fact:
        id: str

        def __repr__(self) -> str:
            return "mine"

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

        @cached_property
        def long(self) -> str:
            return self.id * 3

    assert (repr(Fact("a")), Fact("a") == Fact("b"), hash(Fact("a")), Fact("a").long) == ("mine", True, 7, "aaa")


@records.dataclass(frozen=True, slots=True)
class Kept:
    """A record that goes through a pickle."""

    id: str
    notes: tuple[str, ...] = ()


def test_a_frozen_record_with_slots_goes_through_a_pickle() -> None:
    assert pickle.loads(pickle.dumps(Kept("a", ("n",)))) == Kept("a", ("n",))


@pytest.mark.parametrize(
    ("annotation", "default"),
    [("ClassVar[int]", 1), ("InitVar[int]", 1), ("int", records.field(init=False, default=1))],
)
def test_what_no_record_of_ours_is_is_refused(annotation: str, default: Any) -> None:
    made = type("Fact", (), {"__annotations__": {"x": annotation}, "x": default})
    with pytest.raises(TypeError):
        records.dataclass(made)


def test_a_default_that_can_change_is_refused() -> None:
    for maker in MAKERS:
        with pytest.raises(ValueError, match="default_factory"):
            maker(type("Fact", (), {"__annotations__": {"x": "list[int]"}, "x": []}))


def test_a_free_record_under_a_frozen_one_is_refused() -> None:
    for maker in MAKERS:
        with pytest.raises(TypeError, match="frozen"):
            maker(type("Free", (maker(frozen=True)(type("Base", (), {"__annotations__": {"x": "int"}})),), {}))
