"""Reading plans (读取计划): YAML → plan, or everything that is wrong with it, by its place.

Owns the keys of a plan file, its values, and what must hold before a plan is used: every step's day can be computed,
nothing waits for itself, bands leave no day out. A plan with a mistake is never used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from lexcollect.findings import Finding, finding
from lexcollect.steps import words
from lexcollect.steps.plan import DUE, LETTERS, MARGIN, Band, Counted, Do, Plan, Step
from lexcollect.wording import Text, text
from lexcollect.yamltree import Path_, Tree

#: Days of a step lie within this: a slip of the keyboard must not plan for another century.
_LEAST_DAYS, _MOST_DAYS = -365, 3650
_MOST_STEPS = 60
_YES = {"yes": True, "true": True, "是": True, "no": False, "false": False, "否": False}
_NAME_LENGTH = 80

#: How a plan is found that another one names (``base``, ``bands``).
Find = Callable[[str], Plan | None]


class PlanReader:
    """Turns one file into a plan, collecting every mistake; ``find`` looks other plans up, ``known`` names them."""

    def __init__(self, tree: Tree, find: Find, known: Sequence[str]) -> None:
        self.tree, self.find, self.known = tree, find, tuple(known)
        self.found: list[Finding] = []
        #: Steps in which a value was wrong: what follows from it is not told as well.
        self.wrong: set[str] = set()

    def plan(self, name: str, *, own: bool) -> Plan:
        """Return the plan of the file; it must not be used when there is anything in ``found`` that stops."""
        data = self._keys((), self.tree.data, words.PLAN_KEYS)
        base = self._base(data)
        parts = self._list("steps", data, words.STEP_KEYS)
        given = [self._step(path, keys, base) for path, keys in parts]
        steps = _joined(base, [step for step in given if step is not None], self._dropped(parts))
        bands = tuple(filter(None, (self._band(*one) for one in self._list("bands", data, words.BAND_KEYS))))
        plan = Plan(
            name,
            self._line(data, "title") or (base.title if base else name),
            self._line(data, "title_en") or (base.title_en if base else ""),
            steps,
            bands,
            tuple((band.plan, part) for band in bands if (part := self.find(band.plan)) is not None),
            self._days(data, "margin", base.margin if base else MARGIN, 0, 180),
            own,
        )
        self._check(plan, data)
        return plan

    # -- values

    def _keys(self, path: Path_, data: Any, table: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[Path_, Any]]:
        """Return English key → place and value; keys that nobody knows, or that stand twice, are told."""
        if not isinstance(data, dict):
            self._told("LX-S003", path, value=data if isinstance(data, str) else "—", shape=text("steps.shape.keys"))
            return {}
        found: dict[str, tuple[Path_, Any]] = {}
        for word, value in data.items():
            key, place = words.key_of(word, table), (*path, word)
            if not key:
                known = [w for k, others in table.items() for w in (k, *others)]
                near = get_close_matches(word, known, 1, 0.5)
                self._told("LX-S002", place, key=word, known=near or [others[0] for others in table.values()])
            elif key in found:
                self._told("LX-S005", place, key=word)
            else:
                found[key] = place, value
        return found

    def _list(
        self, key: str, data: Mapping[str, tuple[Path_, Any]], table: Mapping[str, tuple[str, ...]]
    ) -> list[tuple[Path_, dict[str, tuple[Path_, Any]]]]:
        if key not in data:
            return []
        path, value = data[key]
        if not isinstance(value, list) or not value or len(value) > _MOST_STEPS:
            self._told("LX-S003", path, value=_plain(value), shape=text("steps.shape.list", most=_MOST_STEPS))
            return []
        return [((*path, at), self._keys((*path, at), one, table)) for at, one in enumerate(value)]

    def _base(self, data: Mapping[str, tuple[Path_, Any]]) -> Plan | None:
        if "base" not in data:
            return None
        path, value = data["base"]
        found = self.find(value) if isinstance(value, str) else None
        if found is None or found.bands:
            self._told("LX-S001", path, name=_plain(value), known=self.known)
            return None
        return found

    def _step(self, path: Path_, keys: Mapping[str, tuple[Path_, Any]], base: Plan | None) -> Step | None:
        if not keys:
            return None
        id = self._line(keys, "id")
        if not id:
            self._told("LX-S004", path, key=words.STEP_KEYS["id"][0])
            return None
        old = next((s for s in base.steps if s.id == id), None) if base else None
        if old is None and "do" not in keys and "drop" not in keys:
            self._told("LX-S004", path, key=words.STEP_KEYS["do"][0])
            return None
        before = old or Step(id, Do.INTERNAL)
        told = len(self.found)
        after = self._line(keys, "after") or before.after
        step = Step(
            id,
            self._choice(keys, "do", words.DO, before.do),
            DUE if after in words.DUE_WORDS else after,
            self._days(keys, "days", before.days, _LEAST_DAYS, _MOST_DAYS),
            self._choice(keys, "counted", words.COUNTED, before.counted),
            self._yes(keys, "working", standard=before.working),
            self._choice(keys, "only", words.ONLY, before.only),
            self._money(keys, "least", before.least),
            self._line(keys, "title") or before.title,
            self.tree.where(path).line,
            self._line(keys, "title_en") or before.title_en,
        )
        if len(self.found) > told:
            self.wrong.add(id)
        return step

    def _dropped(self, parts: Sequence[tuple[Path_, Mapping[str, tuple[Path_, Any]]]]) -> set[str]:
        return {self._line(keys, "id") for _, keys in parts if self._yes(keys, "drop", standard=False)}

    def _band(self, path: Path_, keys: Mapping[str, tuple[Path_, Any]]) -> Band | None:
        plan = self._line(keys, "plan")
        if not plan:
            if keys:
                self._told("LX-S004", path, key=words.BAND_KEYS["plan"][0])
            return None
        if self.find(plan) is None:
            self._told("LX-S001", keys["plan"][0], name=plan, known=self.known)
        first = self._days(keys, "first", _LEAST_DAYS, _LEAST_DAYS, _MOST_DAYS)
        return Band(first, self._days(keys, "last", first, first, _MOST_DAYS) if "last" in keys else None, plan)

    def _line(self, keys: Mapping[str, tuple[Path_, Any]], key: str) -> str:
        path, value = keys.get(key, ((), ""))
        if isinstance(value, str) and value.isprintable() and len(value.strip()) <= _NAME_LENGTH:
            return value.strip()
        if value is not None:
            self._told("LX-S003", path, value=_plain(value), shape=text("steps.shape.line", most=_NAME_LENGTH))
        return ""

    def _days(self, keys: Mapping[str, tuple[Path_, Any]], key: str, standard: int, least: int, most: int) -> int:
        path, value = keys.get(key, ((), None))
        if value is None:
            return standard
        try:
            number = int(value) if isinstance(value, str) and len(value) < 7 else None
        except ValueError:
            number = None
        if number is None or not least <= number <= most:
            self._told("LX-S003", path, value=_plain(value), shape=text("steps.shape.days", least=least, most=most))
            return standard
        return number

    def _money(self, keys: Mapping[str, tuple[Path_, Any]], key: str, standard: Decimal) -> Decimal:
        path, value = keys.get(key, ((), None))
        if value is None:
            return standard
        try:
            amount = Decimal(value) if isinstance(value, str) and len(value) < 16 else None
        except InvalidOperation:
            amount = None
        if amount is None or not amount.is_finite() or amount < 0:
            self._told("LX-S003", path, value=_plain(value), shape=text("steps.shape.money"))
            return standard
        return amount

    def _yes(self, keys: Mapping[str, tuple[Path_, Any]], key: str, *, standard: bool) -> bool:
        path, value = keys.get(key, ((), None))
        if value is None:
            return standard
        if not isinstance(value, str) or value.lower() not in _YES:
            self._told("LX-S003", path, value=_plain(value), shape=_choices(("是", "否")))
            return standard
        return _YES[value.lower()]

    def _choice(self, keys: Mapping[str, tuple[Path_, Any]], key: str, table: Mapping[Any, Any], standard: Any) -> Any:
        path, value = keys.get(key, ((), None))
        if value is None:
            return standard
        member = words.value_of(value, table) if isinstance(value, str) else None
        if member is None:
            self._told("LX-S003", path, value=_plain(value), shape=_choices([w[0] for w in table.values()]))
        return standard if member is None else member

    # -- what must hold of the whole

    def _check(self, plan: Plan, data: Mapping[str, tuple[Path_, Any]]) -> None:
        if not plan.steps and not plan.bands and not self.found:
            self._told("LX-S006", ())
        if plan.steps and plan.bands:
            self._told("LX-S007", data["bands"][0] if "bands" in data else ())
        places = self._places(data)
        self._check_ids(plan, places)
        for step in plan.steps:
            if step.id not in self.wrong:
                self._check_step(plan, step, places.get(step.id, ()))
        self._check_bands(plan, data["bands"][0] if "bands" in data else ())

    def _places(self, data: Mapping[str, tuple[Path_, Any]]) -> dict[str, Path_]:
        """Return where each step stands in this file; one of the plan it begins with stands nowhere here."""
        found: dict[str, Path_] = {}
        if "steps" in data and isinstance(data["steps"][1], list):
            path = data["steps"][0]
            for at, one in enumerate(data["steps"][1]):
                ids = [v for k, v in one.items() if words.key_of(k, words.STEP_KEYS) == "id"] if _is_map(one) else []
                if ids and isinstance(ids[0], str):
                    found.setdefault(ids[0].strip(), (*path, at))
        return found

    def _check_ids(self, plan: Plan, places: Mapping[str, Path_]) -> None:
        ids = [step.id for step in plan.steps]
        for id in dict.fromkeys(one for one in ids if ids.count(one) > 1):
            self._told("LX-S008", places.get(id, ()), id=id)
        for word in {*words.DUE_WORDS} & {*ids}:
            self._told("LX-S008", places.get(word, ()), id=word)

    def _check_step(self, plan: Plan, step: Step, place: Path_) -> None:
        before = {one.id: one for one in plan.steps}
        if step.after == DUE:
            if step.counted is not Counted.DONE:
                self._told("LX-S011", place, id=step.id, counted=words.called(step.counted))
            if step.days <= 0 and step.do not in (Do.REMINDER, Do.INTERNAL, Do.STATEMENT):
                self._told("LX-S012", place, id=step.id, do=words.called(step.do), days=step.days)
            return
        if step.after not in before:
            self._told("LX-S009", place, id=step.id, after=step.after, known=["到期日", *before])
            return
        chain = [step.id]
        while (after := before[chain[-1]].after) != DUE and after in before:
            if after in chain:
                if min(chain, key=list(before).index) == step.id:  # a ring is told once
                    self._told("LX-S010", place, ids=[*chain, after])
                return
            chain.append(after)
        if step.counted is not Counted.DONE and before[step.after].do not in LETTERS:
            self._told("LX-S011", place, id=step.id, counted=words.called(step.counted))
        if step.days < 0:
            self._told("LX-S012", place, id=step.id, do=words.called(step.do), days=step.days)

    def _check_bands(self, plan: Plan, place: Path_) -> None:
        for at, (one, other) in enumerate(zip(plan.bands, plan.bands[1:], strict=False)):
            if one.last is None or other.first != one.last + 1:
                end = "…" if one.last is None else one.last
                self._told("LX-S013", (*place, at + 1), last=end, first=other.first)
        if plan.bands and plan.bands[-1].last is not None:
            self._told("LX-S014", (*place, len(plan.bands) - 1), last=plan.bands[-1].last)

    def _told(self, code: str, path: Path_, **params: Any) -> None:
        self.found.append(finding(code, self.tree.where(path), **params))


def _joined(base: Plan | None, given: Sequence[Step], dropped: set[str]) -> tuple[Step, ...]:
    """Return the steps of ``base`` with those given in their place, further ones behind, without what is dropped."""
    if base is None:
        return tuple(step for step in given if step.id not in dropped)
    changed = {step.id: step for step in given}
    kept = [changed.pop(step.id, step) for step in base.steps if step.id not in dropped]
    return (*kept, *(replace(step) for step in changed.values() if step.id not in dropped))


def _is_map(value: Any) -> bool:
    return isinstance(value, dict)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else "—"


def _choices(shown: Sequence[str]) -> Text:
    return text("steps.shape.choice", choices=list(shown))
