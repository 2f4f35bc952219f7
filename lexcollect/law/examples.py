"""Worked examples: files of facts with the expected answer, run against the engine.

Owns reading of example files (``examples: [{id, rule, facts, expect}, …]``), the comparison, which looks only at
the keys present in ``expect``, and the verdict per example. What a rule makes of the facts is in
``law.examples_deadlines`` and ``law.examples_terms``; entries with a ``topic`` are money (``law.money_examples``).
Refuses nothing silently: an unknown rule, an unreadable fact or a key the engine does not answer is a difference
with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from lexcollect.findings import Finding, finding
from lexcollect.law.index import rules
from lexcollect.law.trace import LawUnknown
from lexcollect.wording import Text, text
from lexcollect.yamltree import Tree, read_yaml

#: Facts in, plain answer out; both as plain texts, lists and mappings.
Adapter = Callable[["Facts"], Mapping[str, Any]]
#: Keys that only explain a reading and are not compared.
_WORDS = frozenset(("label", "why"))


@dataclass(frozen=True, slots=True)
class Difference:
    """One expectation that was not met: where, what was expected, what came out."""

    path: str
    expected: str
    found: str

    def words(self) -> Text:
        """Return the difference as a sentence."""
        return text("law.example_difference", path=self.path, expected=self.expected, found=self.found)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one example."""

    id: str
    rule: str
    title: str
    differences: tuple[Difference, ...] = ()
    problem: Text | None = None

    @property
    def passed(self) -> bool:
        """Tell whether every expectation was met."""
        return not self.differences and self.problem is None


class BadFact(ValueError):
    """A fact of an example cannot be read; ``reason`` says why."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.key)


class MissingFact(BadFact):
    """A fact that a rule cannot do without is not there: the answer is ``status: unknown``, never a guess."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of an example with typed look-ups; ``None`` and a missing key are the same."""

    data: Mapping[str, Any]
    rule: str = ""
    as_of: date | None = None

    def get(self, key: str) -> Any:
        """Return the plain value of ``key`` or ``None``."""
        return self.data.get(key)

    def text(self, key: str, default: str = "") -> str:
        """Return a text."""
        value = self.data.get(key)
        return default if value is None else str(value)

    def day(self, key: str) -> date | None:
        """Return a day or ``None``; :class:`BadFact` for anything else."""
        value = self.data.get(key)
        return None if value is None else _day(key, value)

    def need(self, *keys: str) -> date:
        """Return the first day there is under ``keys``; :class:`MissingFact` when there is none."""
        for key in keys:
            day = self.day(key)
            if day is not None:
                return day
        raise MissingFact(text("law.example_missing", name="/".join(keys)))

    def days(self, key: str) -> list[date]:
        """Return a list of days."""
        value = self.data.get(key)
        if not isinstance(value, list) or not value:
            raise MissingFact(text("law.example_missing", name=key))
        return [_day(key, part) for part in value]

    def flag(self, key: str) -> bool:
        """Return a yes or no; missing is no."""
        return self.text(key).lower() == "true"

    def number(self, key: str) -> Decimal:
        """Return a decimal number; :class:`BadFact` when there is none."""
        try:
            return Decimal(self.text(key))
        except ArithmeticError:
            raise BadFact(text("law.example_bad_fact", name=key, value=self.text(key))) from None

    def inner(self, key: str) -> Facts | None:
        """Return a nested mapping as facts, or ``None``."""
        value = self.data.get(key)
        return Facts(value, self.rule, self.as_of) if isinstance(value, dict) else None

    def rows(self, key: str) -> list[Facts]:
        """Return a list of mappings as facts (missing: empty)."""
        value = self.data.get(key) or []
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise BadFact(text("law.example_bad_fact", name=key, value=value))
        return [Facts(row, self.rule, self.as_of) for row in value]


def check_file(path: Path, adapters: Mapping[str, Adapter] | None = None) -> tuple[list[Verdict], list[Finding]]:
    """Run every example of the file ``path``; findings tell what is wrong with the file itself."""
    tree, problems = read_yaml(path)
    if tree is None:
        return [], problems
    rows = tree.data.get("examples") if isinstance(tree.data, dict) else None
    if not isinstance(rows, list):
        return [], [finding("LX-L006", tree.where(()))]
    return list(_check_rows(rows, adapters or default_adapters())), _doubles(tree, rows)


def default_adapters() -> Mapping[str, Adapter]:
    """Return what the program can check, by rule id."""
    from lexcollect.law import examples_deadlines, examples_terms

    return {**examples_deadlines.ADAPTERS, **examples_terms.ADAPTERS}


def check_example(example: Mapping[str, Any], adapters: Mapping[str, Adapter]) -> Verdict:
    """Run one example and compare the keys present in its ``expect``."""
    rule = str(example.get("rule") or "")
    verdict = Verdict(str(example.get("id") or "?"), rule, str(example.get("title") or ""))
    adapter, expect = adapters.get(rule), example.get("expect")
    if adapter is None:
        return _problem(verdict, text("law.example_no_rule", rule=rule))
    if not isinstance(expect, dict) or not expect:
        return _problem(verdict, text("law.example_missing", name="expect"))
    try:
        as_of = example.get("as_of")
        day = _day("as_of", as_of) if as_of else None
        facts = example.get("facts") or {}
        if not isinstance(facts, dict):
            return _problem(verdict, text("law.example_missing", name="facts"))
        found = _with_warning(dict(adapter(Facts(facts, rule, day))), rule, day)
    except MissingFact as missing:
        unknown = expect.get("status") == "unknown"
        return verdict if unknown else _problem(verdict, missing.reason)
    except BadFact as bad:
        return _problem(verdict, bad.reason)
    except LawUnknown as refusal:
        return _problem(verdict, refusal.text)
    return Verdict(verdict.id, rule, verdict.title, tuple(compare(expect, _plain(found), "")))


def _with_warning(found: dict[str, Any], rule: str, as_of: date | None) -> dict[str, Any]:
    """Add the warning level that the dates have on the as-of day."""
    act_by, known = found.get("act_by"), rules().get(rule)
    if as_of and known and isinstance(act_by, date):
        found["warning"] = known.level(as_of, act_by)
    if as_of and found.get("status") == "dated" and isinstance(act_by, date):
        found["status"] = state_of(found, as_of)
    return found


def state_of(found: Mapping[str, Any], as_of: date) -> str:
    """Return the state of plain dates on ``as_of``."""
    if as_of <= found["act_by"]:
        return "running"
    return "grace" if as_of <= found["last_day"] else "expired"


def compare(expected: Any, found: Any, path: str) -> Iterator[Difference]:
    """Yield every expectation that ``found`` does not meet."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            if key not in _WORDS:
                inner = found.get(key) if isinstance(found, dict) else None
                yield from compare(value, inner, f"{path}.{key}" if path else key)
    elif isinstance(expected, list) and path.rpartition(".")[2] == "alt":
        yield from _readings(expected, found if isinstance(found, list) else [], path)
    elif isinstance(expected, list):
        actual = found if isinstance(found, list) else []
        if len(actual) != len(expected):
            yield Difference(path, str(len(expected)), str(len(actual)))
        for index, (value, inner) in enumerate(zip(expected, actual, strict=False)):
            yield from compare(value, inner, f"{path}[{index}]")
    elif expected != found:
        yield Difference(path, _shown(expected), _shown(found))


def _readings(expected: list[Any], found: list[Any], path: str) -> Iterator[Difference]:
    """Each expected reading must be among those shown, in whatever order and words."""
    for index, reading in enumerate(expected):
        if not any(not list(compare(reading, other, "")) for other in found):
            yield Difference(f"{path}[{index}]", _shown(reading), _shown(found))


def _check_rows(rows: list[Any], adapters: Mapping[str, Adapter]) -> Iterator[Verdict]:
    for row in rows:
        if isinstance(row, dict) and "topic" in row:
            yield _money(row)
        elif isinstance(row, dict):
            yield check_example(row, adapters)
        else:
            yield _problem(Verdict("?", "", ""), text("law.example_missing", name="id, rule, facts, expect"))


def _money(row: Mapping[str, Any]) -> Verdict:
    """Run an example of the money kind (``topic``, ``input``, ``expected``); both kinds may share a file."""
    from lexcollect.law.money_examples import check_money_example

    return check_money_example(row)


def _doubles(tree: Tree, rows: list[Any]) -> list[Finding]:
    seen: set[str] = set()
    out: list[Finding] = []
    for index, row in enumerate(rows):
        name = str(row.get("id")) if isinstance(row, dict) else ""
        if name and name in seen:
            out.append(finding("LX-L007", tree.where(("examples", index, "id")), id=name))
        seen.add(name)
    return out


def _problem(verdict: Verdict, words: Text) -> Verdict:
    return Verdict(verdict.id, verdict.rule, verdict.title, problem=words)


def _day(key: str, value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise BadFact(text("law.example_bad_fact", name=key, value=value)) from None


def _plain(value: Any) -> Any:
    """Return the answer as texts, lists and mappings, the way an example file writes them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None else str(value)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_shown(part)}" for key, part in value.items() if key not in _WORDS)
    if isinstance(value, list):
        return "; ".join(_shown(part) for part in value) or "-"
    return "-" if value is None else str(value)
