"""States and kinds are members of enumerations from the rule to the screen: no misspelt word can stand between."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

import lexcollect
from lexcollect.casefile import kinds as k
from lexcollect.claims.standing import Hold
from lexcollect.deadlines.deadline import _GROUPS
from lexcollect.law.rules.event_kinds import SUITS, TITLES, EventKind, Family, Outcome, catalogue
from lexcollect.law.rules.events import _RESTART
from lexcollect.law.rules.parts import Part, Why
from lexcollect.law.states import State
from lexcollect.wording import LANGUAGES, say

SOURCE = Path(lexcollect.__file__).parent
#: The rooms in whose vocabulary a bare word would decide a date, a sum or a sentence of a paper.
ROOMS = ("casefile", "causes", "law", "claims", "deadlines", "documents")
#: What a state or kind is called where it is compared; names that are ``Literal`` everywhere are left to mypy.
NAMES = {"state", "status", "kind", "family", "outcome", "why", "part", "grade", "level", "role", "nature"}


def vocabulary() -> set[str]:
    """Every value of every enumeration of the rooms."""
    found: set[str] = set()
    for room in ROOMS:
        package = importlib.import_module(f"lexcollect.{room}")
        for info in pkgutil.walk_packages(package.__path__, f"lexcollect.{room}."):
            for thing in vars(importlib.import_module(info.name)).values():
                if isinstance(thing, type) and issubclass(thing, StrEnum):
                    found |= {member.value for member in thing}
    return found


def words_in(node: ast.AST) -> Iterator[str]:
    """Yield the bare words of a constant, of a collection, or of the keys of a table."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Tuple | ast.Set | ast.List):
        for each in node.elts:
            yield from words_in(each)
    elif isinstance(node, ast.Dict):
        for key in node.keys:
            yield from words_in(key) if key else ()
    elif isinstance(node, ast.Call):
        for each in node.args:
            yield from words_in(each)


def compared(tree: ast.AST) -> Iterator[tuple[ast.expr, set[str], int]]:
    """Yield what is compared with bare words, or looked up in a table of bare words: expression, words, line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            words = {w for side in sides if not isinstance(side, ast.Attribute) for w in words_in(side)}
            for side in sides:
                yield side, words, node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
            for asked in node.args[:1]:
                yield asked, set(words_in(node.func.value)), node.lineno
        elif isinstance(node, ast.Subscript):
            yield node.slice, set(words_in(node.value)), node.lineno


def test_no_state_or_kind_is_compared_with_a_bare_word() -> None:
    known = vocabulary()
    assert {"lapsed", "suit_filed", "payment", "pro_rata"} <= known
    slips = [
        f"{path.relative_to(SOURCE)}:{line}: {ast.unparse(asked)} against {sorted(words & known)}"
        for path in sorted(SOURCE.rglob("*.py"))
        for asked, words, line in compared(ast.parse(path.read_text("utf-8")))
        if isinstance(asked, ast.Attribute) and asked.attr in NAMES and words & known
    ]
    assert not slips, "\n".join(slips)


def test_the_scan_finds_a_bare_word() -> None:
    written = 'a = d.state == "expired"\nb = e.kind in ("suit_filed",)\nc = {"lapsed": 1}.get(d.state)\nd = 1 == 2'
    found = [(ast.unparse(x), words) for x, words, _ in compared(ast.parse(written)) if isinstance(x, ast.Attribute)]
    assert found == [("d.state", {"expired"}), ("e.kind", {"suit_filed"}), ("d.state", {"lapsed"})]


def test_each_state_has_its_place_on_the_list_and_its_words() -> None:
    assert sorted(state for group in _GROUPS for state in group) == sorted(State)
    for state in State:
        assert all(say(f"deadlines.state.{state}", lang) for lang in LANGUAGES)


def test_each_hold_of_a_guarantee_has_its_sentence() -> None:
    for hold in Hold:
        assert all(say(f"deadlines.standing.{hold}", lang, last="x", day="x", due="x") for lang in LANGUAGES)


def test_the_catalogue_of_events_has_one_line_for_each_kind() -> None:
    assert list(catalogue()) and set(catalogue()) == set(EventKind)
    restarting = {kind.family for kind in catalogue().values()} - {Family.NONE, Family.START, Family.OBSTACLE}
    assert restarting == set(_RESTART)
    assert set(SUITS) <= {code for code, kind in catalogue().items() if kind.family is Family.PROCEEDING}


def test_proceedings_end_in_the_case_file_as_they_end_in_the_law() -> None:
    assert {o.value for o in k.Outcome} - {k.Outcome.PENDING.value} == {o.value for o in Outcome}
    assert set(Outcome) - {Outcome.WITHDRAWN, Outcome.DISMISSED} == TITLES


@pytest.mark.parametrize("why", Why)
def test_each_reason_of_a_payment_has_its_words(why: Why) -> None:
    assert all(say(f"law_money.why.{why}", lang) for lang in LANGUAGES)


def test_each_part_of_a_debt_has_its_words() -> None:
    for part in Part:
        assert all(say(f"law_money.part.{part}", lang) for lang in LANGUAGES)
