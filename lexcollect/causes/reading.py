"""Strict reading of a cause file: all its mistakes at once, each with file and key.

Owns the keys of ``causes/data/*.yaml``. Refuses keys it does not know, keys that are missing, words outside a closed
vocabulary. Whether articles, rules and official names exist is looked up by :func:`unknown_law`, which reads the
indexes of the law: the files are shipped, so this is asked when they are built, not whenever one is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from lexcollect.causes.cause import (
    NATURES,
    NOUNS,
    ROLES,
    Asked,
    Burden,
    Cause,
    Covered,
    Element,
    FallsDue,
    Form,
    Ground,
    HeadKind,
    HeadWords,
    Keeping,
    Lateness,
    LatenessRule,
    Performance,
    Shows,
    Special,
    Trigger,
    Whose,
)
from lexcollect.causes.circumstances import MATTER
from lexcollect.findings import Finding, Where, finding
from lexcollect.law.trace import Citation, parse_citation
from lexcollect.yamltree import Path_, Tree, parse_yaml
from lexcollect.yamltree.shipped import read_shipped

_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)

#: The keys of each kind of mapping: those that must stand, those that may.
_CAUSE = (
    (
        *("name", "name_en", "number", "edition", "covers", "roles", "nouns", "performance", "principal", "heads"),
        *("limitation", "articles", "proof", "source", "verified_on", "review_by"),
    ),
    (
        "lateness",
        "cap",
        "nature",
        "like",
        "cross_border",
        "deadlines",
        "demand_first",
        "falls_due",
        "form",
        "interview",
    ),
)
_COVERED = (("number", "name"), ("limitation", "nature"))
_SPECIAL = (("rule", "from"), ("whose", "kept_by"))
_PERFORMANCE = (("facts", "noun", "verb", "cite"), ())
_HEAD = (("title", "title_en", "cite"), ())
_LATENESS = (("rule",), ("by_reference",))
_GROUND = (("paper", "when", "cite"), ())
#: When an article of a paper applies; ``always`` needs no circumstance.
_WHEN = ("always", *MATTER)
_FORM = (("number", "title", "edition"), ())
_ELEMENT = (
    ("fact", "fact_en", "shows", "burden", "evidence", "evidence_en", "missing", "missing_en"),
    ("cite",),
)


def read_cause(path: Path) -> tuple[Cause | None, list[Finding]]:
    """Read one cause file; the cause is ``None`` if anything is wrong with the file."""
    tree, problems = read_shipped(path)
    if tree is None:
        return None, problems
    reader = _Reader(tree)
    cause = reader.cause(path.stem)
    return (None if reader.problems else cause), reader.problems


def read_periods(
    text: str, name: str
) -> tuple[tuple[tuple[Covered, ...], str, tuple[Special, ...], str, str] | None, list[Finding]]:
    """Read names, limitation, special periods and the nature of the debts from ``text``, part of the file ``name``."""
    tree, problems = parse_yaml(text, name)
    if tree is None:
        return None, problems
    reader = _Reader(tree)
    found = reader.periods()
    return (None if reader.problems else found), reader.problems


def unknown_law(cause: Cause, official: Mapping[str, str]) -> list[Finding]:
    """Return what ``cause`` names and the law's indexes do not know: articles, rules, names and numbers of causes."""
    from lexcollect.law.citations import Known, check
    from lexcollect.law.index import rules

    where = Where(f"{cause.id}.yaml")
    found = [finding("LX-K005", where, cite=str(c)) for c in _cites(cause) if check(c) is not Known.YES]
    named = [
        cause.limitation,
        cause.cross_border,
        *(s.rule for s in cause.deadlines),
        cause.cap,
        *(c.limitation for c in cause.covers),
    ]
    found += [finding("LX-K006", where, rule=name) for name in named if name and name not in rules()]
    found += [
        finding("LX-K007", where, name=c.name, number=c.number)
        for c in cause.covers
        if official.get(c.name) != c.number
    ]
    return found


def _cites(cause: Cause) -> tuple[Citation, ...]:
    heads = tuple(c for head in cause.heads.values() for c in head.cites)
    proof = tuple(c for element in cause.proof for c in element.cites)
    return (*cause.performance.cites, *cause.demand_first, *heads, *(g.cite for g in cause.grounds), *proof)


class _Reader:
    """Turns one parsed file into a cause, collecting every mistake."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[Finding] = []

    def cause(self, id: str) -> Cause | None:
        data = self._mapping(self.tree.data, (), _CAUSE)
        heads = self._heads(data.get("heads"))
        principal = self._word(HeadKind, data.get("principal"), ("principal",))
        if principal is not None and heads and principal not in heads:
            self._refuse("LX-K001", ("heads",), key=principal.value)
        edition, verified, review = (self._day(data, key) for key in ("edition", "verified_on", "review_by"))
        said = {key: self._text(data, key) for key in ("number", "name", "name_en", "source")}
        covers, limitation, deadlines, nature, cross_border = self.periods()
        roles = self._words(data.get("roles"), ("roles",), ROLES)
        nouns = self._words(data.get("nouns"), ("nouns",), NOUNS, open_=True)
        performance = self._performance(data.get("performance"))
        lateness, form = self._lateness(data.get("lateness")), self._form(data.get("form"))
        grounds = self._list(data.get("articles"), ("articles",), self._ground)
        proof = self._list(data.get("proof"), ("proof",), self._element)
        if principal is None or edition is None or verified is None or review is None:
            return None
        return Cause(
            id=id,
            **said,
            edition=edition,
            covers=covers,
            roles=roles,
            nouns=nouns,
            performance=performance,
            heads=MappingProxyType(heads),
            principal=principal,
            lateness=lateness,
            cap=str(data.get("cap") or ""),
            limitation=limitation,
            deadlines=deadlines,
            nature=nature,
            cross_border=cross_border,
            like=self._text(data, "like"),
            grounds=grounds,
            form=form,
            proof=proof,
            verified_on=verified,
            review_by=review,
            falls_due=self._word(FallsDue, data.get("falls_due"), ("falls_due",)),
            demand_first=self._citations(data.get("demand_first") or [], ("demand_first",)),
            interview=tuple(
                asked
                for at, word in enumerate(data.get("interview") or ())
                if (asked := self._word(Asked, word, ("interview", at)))
            ),
        )

    def _covered(self, row: Any, path: Path_) -> Covered:
        data = self._mapping(row, path, _COVERED)
        said = {key: self._text(data, key, path) for key in ("number", "name", "limitation", "nature")}
        if said["nature"] and said["nature"] not in NATURES:
            self._refuse("LX-K004", (*path, "nature"), value=said["nature"], known=NATURES)
        return Covered(**said)

    def periods(self) -> tuple[tuple[Covered, ...], str, tuple[Special, ...], str, str]:
        """Return names, limitation, special periods, nature of the debts, limitation of contracts between states."""
        data: dict[str, Any] = self.tree.data if isinstance(self.tree.data, dict) else {}
        covers = self._list(data.get("covers"), ("covers",), self._covered)
        special = self._list(data.get("deadlines"), ("deadlines",), self._special)
        nature = self._text(data, "nature")
        if nature and nature not in NATURES:
            self._refuse("LX-K004", ("nature",), value=nature, known=NATURES)
        return covers, self._text(data, "limitation"), special, nature, self._text(data, "cross_border")

    def _special(self, row: Any, path: Path_) -> Special:
        data = self._mapping(row, path, _SPECIAL)
        trigger = self._word(Trigger, data.get("from"), (*path, "from")) or Trigger.DUE
        whose = self._word(Whose, data.get("whose"), (*path, "whose")) or Whose.CREDITOR
        kept_by = self._word(Keeping, data.get("kept_by"), (*path, "kept_by")) or Keeping.NOTHING
        return Special(self._text(data, "rule", path), trigger, whose, kept_by)

    def _performance(self, row: Any) -> Performance:
        path: Path_ = ("performance",)
        data = self._mapping(row, path, _PERFORMANCE)
        said = {key: self._text(data, key, path) for key in ("facts", "noun", "verb")}
        return Performance(**said, cites=self._citations(data.get("cite"), (*path, "cite")))

    def _heads(self, rows: Any) -> dict[HeadKind, HeadWords]:
        found = {}
        for key, row in (rows if isinstance(rows, dict) else {}).items():
            path: Path_ = ("heads", key)
            kind, data = self._word(HeadKind, key, path), self._mapping(row, path, _HEAD)
            said = {name: self._text(data, name, path) for name in ("title", "title_en")}
            cites = self._citations(data.get("cite"), (*path, "cite"))
            if kind is not None:
                found[kind] = HeadWords(**said, cites=cites)
        return found

    def _lateness(self, row: Any) -> Lateness | None:
        if row is None:
            return None
        path: Path_ = ("lateness",)
        data = self._mapping(row, path, _LATENESS)
        rule = self._word(LatenessRule, data.get("rule"), (*path, "rule"))
        said = str(data.get("by_reference") or "false")
        if said not in ("true", "false"):
            self._refuse("LX-K004", (*path, "by_reference"), value=said, known=("true", "false"))
        return Lateness(rule, said == "true") if rule else None

    def _ground(self, row: Any, path: Path_) -> Ground:
        data = self._mapping(row, path, _GROUND)
        when = self._text(data, "when", path)
        if when and when not in _WHEN:
            self._refuse("LX-K004", (*path, "when"), value=when, known=_WHEN)
        return Ground(self._text(data, "paper", path), when, parse_citation(self._text(data, "cite", path)))

    def _form(self, row: Any) -> Form | None:
        if row is None:
            return None
        data = self._mapping(row, ("form",), _FORM)
        said = {key: self._text(data, key, ("form",)) for key in ("number", "title", "edition")}
        return Form(**said)

    def _element(self, row: Any, path: Path_) -> Element:
        data = self._mapping(row, path, _ELEMENT)
        burden = self._word(Burden, data.get("burden"), (*path, "burden")) or Burden.CREDITOR
        said = {key: self._text(data, key, path) for key in ("fact", "fact_en", "missing", "missing_en")}
        cites = self._citations(data.get("cite"), (*path, "cite")) if "cite" in data else ()
        shows = self._word(Shows, data.get("shows"), (*path, "shows")) or Shows.AGREEMENT
        evidence, english = (self._texts(data.get(key), (*path, key)) for key in ("evidence", "evidence_en"))
        if len(evidence) != len(english):
            self._refuse("LX-K001", (*path, "evidence_en"), key="evidence_en")
        return Element(**said, shows=shows, burden=burden, cites=cites, evidence=evidence, evidence_en=english)

    def _words(self, rows: Any, path: Path_, keys: tuple[str, ...], *, open_: bool = False) -> Mapping[str, str]:
        known = tuple(rows) if open_ and isinstance(rows, dict) else ()
        data = self._mapping(rows, path, (keys, known))
        return MappingProxyType({key: self._text(data, key, path) for key in data})

    def _mapping(self, row: Any, path: Path_, keys: tuple[tuple[str, ...], tuple[str, ...]]) -> dict[str, Any]:
        """Return ``row`` as a mapping; keys that are missing or not known are noted."""
        needed, allowed = keys
        data: dict[str, Any] = row if isinstance(row, dict) else {}
        for key in data:
            if key not in needed and key not in allowed:
                self._refuse("LX-K002", (*path, key), key=key)
        for key in needed:
            if data.get(key) in (None, "", [], {}):
                self._refuse("LX-K001", path, key=key)
        return data

    def _list(self, rows: Any, path: Path_, read: Callable[[Any, Path_], _T]) -> tuple[_T, ...]:
        return tuple(read(row, (*path, i)) for i, row in enumerate(rows if isinstance(rows, list) else []))

    def _texts(self, rows: Any, path: Path_) -> tuple[str, ...]:
        for i, row in enumerate(rows if isinstance(rows, list) else []):
            if not isinstance(row, str):
                self._refuse("LX-K001", (*path, i), key=str(path[-1]))
        return tuple(str(row) for row in rows) if isinstance(rows, list) else ()

    def _citations(self, rows: Any, path: Path_) -> tuple[Citation, ...]:
        return tuple(parse_citation(written) for written in self._texts(rows, path))

    def _text(self, data: dict[str, Any], key: str, path: Path_ = ()) -> str:
        value = data.get(key)
        if value is not None and not isinstance(value, str):
            self._refuse("LX-K001", (*path, key), key=key)
        return str(value or "")

    def _word(self, kind: type[_E], value: Any, path: Path_) -> _E | None:
        if value is None:
            return None  # that the key is missing was said
        try:
            return kind(str(value))
        except ValueError:
            self._refuse("LX-K004", path, value=str(value), known=tuple(word.value for word in kind))
            return None

    def _day(self, data: dict[str, Any], key: str) -> date | None:
        try:
            return date.fromisoformat(self._text(data, key))
        except ValueError:
            if data.get(key):
                self._refuse("LX-K003", (key,), value=str(data[key]))
            return None

    def _refuse(self, code: str, path: Path_, **params: Any) -> None:
        self.problems.append(finding(code, self.tree.where(path), **params))
