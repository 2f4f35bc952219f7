"""Records of rules: everything a rule of law says of itself, in one file.

Owns the strict reading of ``data/rules/<family>/<rest of the id>.yaml`` into a :class:`Rule`: titles, the five
headings in both languages, the facts it takes, how its end rolls and when it warns, what of it can be watched, and
its length by day with articles. Refuses unknown keys, a missing heading, a kind of fact or a way of watching that
nobody knows, each with file and line. Holds no "if": where the law has one, ``function`` names the code.

A rule that is nothing but a term::

    title: 价款抵押权的登记
    title_en: Registration of a purchase-money security
    order: 350                          # its place in lists; without it, at the end of its family
    facts: {delivered_on: date}         # what it takes, by kind
    starts: [delivered_on]              # the fact it runs from; of several the first there is
    roll: none                          # next (to the next working day), none, back (counted backward)
    warn: [5, 3, 1]                     # days before the day to act: notice, warning, critical
    certainty: convention               # of the answer, where it is less firm than the length
    says: {zh: 交付后十日内登记的优先, en: ten days after delivery give priority}
    applies: {zh: …, en: …}             # and counts, interrupted, doubtful
    length:                             # a parameter (law.parameters); titles only where they differ
      unit: day
      values:
        2021-01-01: {value: 10, cite: [民法典 416]}

Further keys: ``function`` (``module:name`` below ``law.rules``), ``name`` (how programs call a rule without
function), ``like`` (a rule whose headings explain this one too; its facts are this one's, where none are named),
``cites`` (articles of the start), ``outer`` ({rule, from}: the term that ends it in any case), ``otherwise`` (the
rule that answers when the starting fact is not there), ``watch`` (:data:`WATCH`), ``reads`` (parameters shown with
it), ``source`` (where it is not the usual sentence) and ``verified_on`` (of a rule that has no parameter).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from lexcollect.findings import Finding
from lexcollect.law.parameters import Parameter, Reader
from lexcollect.law.period import Roll
from lexcollect.law.trace import Certainty, Citation
from lexcollect.records import dataclass
from lexcollect.wording import Lang
from lexcollect.yamltree import read_yaml

Warning_ = Literal["", "notice", "warning", "critical", "overdue"]
_LEVELS: tuple[Warning_, ...] = ("notice", "warning", "critical")

#: The five headings under which a rule explains itself.
HEADINGS = ("says", "applies", "counts", "interrupted", "doubtful")
ROLLS = ("next", "none", "back")
#: Kinds of facts: a day, a number, a text, yes or no, lists; the others are explained in ``lawcheck.keys``.
KINDS = frozenset(
    (
        *("date", "days", "number", "text", "flag", "term", "due_period", "agreed", "events", "service", "parties"),
        *("claim", "judgment", "none", "told"),
    )
)
#: How a rule can be watched by a day alone: its term; its function; the term of its length; limitation of its own
#: length; limitation from knowledge. ``no``: it needs more than a day.
WATCH = ("term", "function", "length", "limitation", "knowledge", "no")
_KEYS = frozenset(
    (
        *("title", "title_en", "order", "function", "name", "like", "facts", "starts", "roll", "warn", "outer"),
        *("otherwise", "cites", "certainty", "watch", "reads", *HEADINGS, "source", "verified_on", "length"),
    )
)

#: A sentence in Chinese and in English.
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule of law as its record states it; ``warn`` are the days before ``act_by`` of the levels (empty: none).

    ``triggers`` are the facts it runs from. Without ``function`` the record alone answers (``law.rules.terms``).
    """

    id: str
    title: str
    title_en: str
    order: int | None
    function: str
    name: str
    like: str
    facts: Mapping[str, str]
    triggers: tuple[str, ...]
    roll: Roll
    warn: tuple[int, ...]
    outer: tuple[str, str] | None
    otherwise: str
    cites: tuple[Citation, ...]
    certainty: Certainty | None
    watch: str
    reads: tuple[str, ...]
    headings: Mapping[str, Pair]
    source: Pair | None
    verified_on: date | None
    length: Parameter | None

    def level(self, as_of: date, act_by: date, days: tuple[int, ...] = ()) -> Warning_:
        """Return how urgent ``act_by`` is on ``as_of``; ``days`` replaces the thresholds of the rule."""
        left, found = (act_by - as_of).days, ""
        if left < 0:
            return "overdue"
        for name, limit in zip(_LEVELS, days or self.warn, strict=False):
            if left <= limit:
                found = name
        return found  # type: ignore[return-value]

    def implementation(self) -> Callable[..., Any]:
        """Return the function that answers; a rule stated by its record alone has none (``ValueError``)."""
        if not self.function:
            raise ValueError(f"{self.id} is stated by its record alone")
        module, _, name = self.function.partition(":")
        package = "lexcollect.law" if module == "period" else "lexcollect.law.rules"
        found: Callable[..., Any] = getattr(import_module(f"{package}.{module}"), name)
        return found

    def said(self, lang: Lang) -> dict[str, str]:
        """Return what the record itself says under each heading, in ``lang`` (``like``: nothing of its own)."""
        return {key: pair[0 if lang == "zh" else 1] for key, pair in self.headings.items()}


def read_record(path: Path, id: str) -> tuple[Rule | None, list[Finding]]:
    """Read the record of rule ``id`` strictly: all its mistakes come back as findings."""
    tree, problems = read_yaml(path, path.name)
    if tree is None:
        return None, problems
    reader = _Reader(tree)
    rule = reader.rule(id)
    return (None if reader.problems else rule), reader.problems


class _Reader(Reader):
    """Turns one parsed file into a rule, collecting every mistake."""

    def rule(self, id: str) -> Rule:
        self.known(_KEYS)
        titles = {key: self.text(key) for key in ("title", "title_en")}
        function, like = self.optional("function"), self.optional("like")
        length = None
        if "length" in self.data or not function:
            length = Reader(self.tree, ("length",), self.problems).parameter(id, titles)
        outer = self._outer()
        facts = self._facts()
        starts = self._words("starts", None if like and not facts else tuple(facts))
        default = "no" if function or outer else "term"
        return Rule(
            id,
            **titles,
            order=self._order(),
            function=function,
            name=self.optional("name"),
            like=like,
            facts=facts,
            triggers=starts,
            roll=self.choice("roll", ROLLS),  # type: ignore[arg-type]
            warn=self._warn(),
            outer=outer,
            otherwise=self.optional("otherwise"),
            cites=self.citations("cites"),
            certainty=self.certainty("certainty") if "certainty" in self.data else None,
            watch=self.choice("watch", WATCH, default),
            reads=self._words("reads"),
            headings=self._headings(like),
            source=self._pair("source") if "source" in self.data else None,
            verified_on=self.day("verified_on") if "verified_on" in self.data else None,
            length=length,
        )

    def _order(self) -> int | None:
        value = self.data.get("order")
        if value is None:
            return None
        if not str(value).isdecimal():
            self.refuse("LX-L008", ("order",), key="order", value=value, known=("10", "20", "…"))
            return None
        return int(str(value))

    def _warn(self) -> tuple[int, ...]:
        value = self.data.get("warn") or []
        if not isinstance(value, list) or len(value) not in (0, 3) or not all(str(v).isdecimal() for v in value):
            self.refuse("LX-L008", ("warn",), key="warn", value=value, known=("[90, 30, 7]", "[]"))
            return ()
        return tuple(int(str(v)) for v in value)

    def _words(self, key: str, known: tuple[str, ...] | None = None) -> tuple[str, ...]:
        value = self.data.get(key) or []
        words = tuple(str(word) for word in value) if isinstance(value, list) else (str(value),)
        for word in words if known is not None else ():
            if word not in (known or ()):
                self.refuse("LX-L008", (key,), key=key, value=word, known=known or ("facts",))
        return words

    def _facts(self) -> dict[str, str]:
        value = self.data.get("facts") or {}
        if not isinstance(value, dict):
            self.refuse("LX-L008", ("facts",), key="facts", value=value, known=("{served_on: date}",))
            return {}
        for name, kinds in value.items():
            for kind in str(kinds).split("/"):
                if kind not in KINDS and "|" not in kind:
                    self.refuse("LX-L008", ("facts", name), key=f"facts.{name}", value=kind, known=sorted(KINDS))
        return {name: str(kinds) for name, kinds in value.items()}

    def _outer(self) -> tuple[str, str] | None:
        if "outer" not in self.data:
            return None
        inner = Reader(self.tree, (*self.base, "outer"), self.problems)
        inner.known(frozenset(("rule", "from")))
        return inner.text("rule"), inner.text("from")

    def _headings(self, like: str) -> dict[str, Pair]:
        if not like:
            return {key: self._pair(key) for key in HEADINGS}
        for key in HEADINGS:
            if key in self.data:  # explained in one place only
                self.refuse("LX-L002", (key,), key=key)
        return {}

    def _pair(self, key: str) -> Pair:
        inner = Reader(self.tree, (*self.base, key), self.problems)
        inner.known(frozenset(("zh", "en")))
        return inner.text("zh"), inner.text("en")
