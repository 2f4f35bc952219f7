"""Case files as different people type them: the facts of the examples, in either language and any hand."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from lexcollect.casefile.facts import plain
from lexcollect.casefile.models import Case
from lexcollect.casefile.places import case_keys
from lexcollect.yamledit import Key, Keys
from lexcollect.yamltree import parse_yaml
from yaml_styles import Hand

ROOT = Path(__file__).parents[1]
EXAMPLES = [ROOT / "examples" / name / "案件.yaml" for name in ("matter-steel", "matter-lease")]


def typed(seed: int) -> tuple[bytes, dict[str, Any]]:
    """Return a case file in the hand ``seed``, and its facts as plain data under the keys as typed."""
    rng = random.Random(seed)
    tree, _ = parse_yaml(rng.choice(EXAMPLES).read_bytes(), "案件.yaml")
    assert tree is not None and isinstance(tree.data, dict)
    data = _spelled(tree.data, case_keys(), rng, rng.choice([0.0, 0.5, 1.0]))
    return Hand(seed).write(data), data


def _spelled(data: dict[str, Any], keys: Keys, rng: random.Random, chinese: float) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for written, value in data.items():
        key = keys[written]
        name = rng.choice(key.spellings) if key.spellings and rng.random() < chinese else written
        out[name] = _value(value, key, rng, chinese)
    return out


def _value(value: Any, key: Key, rng: random.Random, chinese: float) -> Any:
    if isinstance(value, dict):
        return _spelled(value, key.keys(), rng, chinese)
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value) and rng.random() < 0.3:
        return "、".join(value)
    if isinstance(value, list):
        return [_value(one, key, rng, chinese) for one in value]
    if isinstance(value, str) and key.name == "amount" and rng.random() < 0.2:
        return value.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    return value


def facts(case: Case) -> dict[tuple[Any, ...], Any]:
    """Return every value of ``case`` by its place; entries of lists go by position."""
    out: dict[tuple[Any, ...], Any] = {}

    def walk(value: Any, place: tuple[Any, ...]) -> None:
        if isinstance(value, dict):
            for name, one in value.items():
                walk(one, (*place, name))
        elif isinstance(value, (list, tuple)):
            out[(*place, "count")] = len(value)
            for i, one in enumerate(value):
                walk(one, (*place, i))
        else:
            out[place] = value

    derived = {rent.where for rent in case.rents}  # periods of rent are written out, and stand nowhere in the file
    walk(plain(case.but(obligations=tuple(o for o in case.obligations if o.where not in derived))), ())
    return out


def changed_places(old: Case, new: Case) -> dict[tuple[Any, ...], Any]:
    """Return the places where two cases differ, with the new value."""
    was, now = facts(old), facts(new)
    return {place: now.get(place) for place in {**was, **now} if was.get(place) != now.get(place)}
