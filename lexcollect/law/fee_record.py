"""Records of fees: everything a fee is made of, in one file.

Owns the strict reading of ``data/fees/<name>.yaml`` into a :class:`FeeRecord`: its kind and titles, who advances and
who bears it, what halves it, and its dated parts with their articles. Each part is a parameter of the book: the main
one (``tiers``, ``divisor``, ``fixed``, ``band``) is called ``money.<name>``, the others ``money.<name>_<part>``.
Refuses unknown keys, parts and grounds, with file and line. Computes nothing: that is ``law.rules.fees``.

A fee in tiers::

    kind: enforcement                   # what calc fee --kind takes
    title: 执行申请费
    title_en: enforcement fee
    order: 30                           # its place in lists; without it, the last
    amount: possible                    # needed, possible, none
    borne_by: debtor                    # words in wording.law_money payer.…; prepaid_by likewise, missing: nobody
    borne_under: [诉讼费用交纳办法 38(1)]
    told: true                          # the working says who bears it
    parts:
      tiers: {…, values: {2007-04-01: {value: [[0, 0], [10000, 1.5]], cite: […]}}}
      base: {…, values: {2007-04-01: {value: 50, cite: […]}}}

``tiers`` are rows of (above, percent of the part above), or (above, least, most) where the law gives a range. ``base``
is the flat sum of the first tier; without it the first row's percent counts from the first yuan. ``minimum`` and
``cap`` bound the sum, ``divisor`` divides it. ``fixed`` is one figure, ``band`` a range, ``no_amount`` the range where
there is no amount. Further keys: ``of`` (the file whose tiers and base are taken), ``share`` (the parameter the sum is
always multiplied by), ``charged_as`` (how the working calls it), ``step`` and ``basis`` (sentences of the working, in
wording.law_money), ``cites`` (further articles), ``halved`` (ground → its article, and who then bears the fee) with
``half`` (the parameter of the share left).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lexcollect.findings import Finding, Refused
from lexcollect.law.fee_kinds import FEES, GROUNDS, stems
from lexcollect.law.parameters import Parameter, Reader
from lexcollect.law.trace import Citation
from lexcollect.records import dataclass
from lexcollect.wording import Text, pair
from lexcollect.yamltree import read_yaml

_MAIN = ("tiers", "divisor", "fixed", "band")
_OTHER = ("base", "minimum", "cap", "no_amount")
PARTS = (*_MAIN, *_OTHER)
AMOUNTS = ("needed", "possible", "none")
_PREFIX = "money."
_KEYS = frozenset(
    (
        *("kind", "title", "title_en", "order", "amount", "prepaid_by", "borne_by", "borne_under", "told", "parts"),
        *("of", "share", "charged_as", "step", "basis", "cites", "halved", "half"),
    )
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What halves a fee: its articles, and who bears the fee then (empty: as without it)."""

    cite: tuple[Citation, ...]
    borne_by: str = ""
    borne_under: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class FeeRecord:
    """A fee as its file states it; ``parts`` holds its parameters by the names of the module's docstring."""

    name: str
    kind: str
    title: str
    title_en: str
    amount: str
    of: str
    share: str
    charged_as: tuple[str, str] | None
    step: str
    basis: tuple[str, tuple[Citation, ...]] | None
    cites: tuple[Citation, ...]
    prepaid_by: str
    borne_by: str
    borne_under: tuple[Citation, ...]
    told: bool
    halved: Mapping[str, Ground]
    half: str
    parts: Mapping[str, Parameter]

    @property
    def called(self) -> Text:
        """Return the name of the fee."""
        return pair(self.title, self.title_en)

    @property
    def charged(self) -> Text:
        """Return how the working calls the fee."""
        zh, en = self.charged_as or (self.title, self.title_en)
        return pair(zh, en)


class FeeShelf:
    """The fees of a folder: records by the names of their files, parts by the names of their parameters."""

    def __init__(self, folder: Path) -> None:
        self.files: dict[str, Path] = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
        self._read: dict[str, FeeRecord] = {}

    def record(self, name: str) -> FeeRecord:
        """Return the record in the file ``name``; raises :class:`Refused` for a broken one."""
        found = self._read.get(name)
        if found is None:
            found, problems = read_fee(self.files[name], name)
            if found is None:
                raise Refused(problems)
            self._read[name] = found
        return found

    def names(self) -> Iterator[str]:
        """Yield the name of every parameter in the files; reads them all."""
        return (parameter.name for name in self.files for parameter in self.record(name).parts.values())

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter ``name`` if a file here has it."""
        stem = name.removeprefix(_PREFIX)
        if stem == name:
            return None
        for part in ("", *_OTHER):
            file = stem.removesuffix(f"_{part}") if part else stem
            if file in self.files and (not part or file != stem):
                found = self.record(file).parts
                wanted = (part,) if part else _MAIN
                return next((found[key] for key in wanted if key in found), None)
        return None


@cache
def shipped_fees() -> FeeShelf:
    """Return the fees that come with the program."""
    return FeeShelf(FEES)


def fee_record(kind: str) -> FeeRecord:
    """Return the record of a kind of fee; an unknown kind is a programming mistake (``KeyError``)."""
    return shipped_fees().record(stems()[kind])


def read_fee(path: Path, name: str) -> tuple[FeeRecord | None, list[Finding]]:
    """Read the record of a fee strictly: all its mistakes come back as findings."""
    tree, problems = read_yaml(path, path.name)
    if tree is None:
        return None, problems
    reader = _Reader(tree)
    record = reader.record(name)
    return (None if reader.problems else record), reader.problems


class _Reader(Reader):
    """Turns one parsed file into the record of a fee, collecting every mistake."""

    def record(self, name: str) -> FeeRecord:
        self.known(_KEYS)
        halved = self._halved()
        charged = self._inner("charged_as", "zh", "en")
        basis = self._inner("basis", "step", "cite")
        return FeeRecord(
            name=name,
            **{key: self.text(key) for key in ("kind", "title", "title_en")},
            amount=self.choice("amount", AMOUNTS),
            **{key: self.optional(key) for key in ("of", "share", "step", "prepaid_by", "borne_by")},
            charged_as=(charged.text("zh"), charged.text("en")) if charged else None,
            basis=(basis.text("step"), basis.citations("cite")) if basis else None,
            cites=self.citations("cites"),
            borne_under=self.citations("borne_under"),
            told=self.choice("told", ("true", "false"), "false") == "true",
            halved=halved,
            half=self.text("half") if halved else "",
            parts=self._parts(name),
        )

    def _parts(self, name: str) -> dict[str, Parameter]:
        parts = self._inner("parts", *PARTS)
        if parts is None and "of" not in self.data:
            self.refuse("LX-L001", ("parts",), key="parts")
        found = {}
        for part in parts.data if parts else ():
            if part in PARTS:
                called = f"{_PREFIX}{name}" if part in _MAIN else f"{_PREFIX}{name}_{part}"
                parameter = Reader(self.tree, ("parts", part), self.problems).parameter(called)
                if parameter:
                    found[part] = parameter
        return found

    def _halved(self) -> dict[str, Ground]:
        grounds = self._inner("halved", *GROUNDS)
        found = {}
        for ground in grounds.data if grounds else ():
            inner = Reader(self.tree, ("halved", ground), self.problems)
            inner.known(frozenset(("cite", "borne_by", "borne_under")))
            found[ground] = Ground(inner.citations("cite"), inner.optional("borne_by"), inner.citations("borne_under"))
        return found

    def _inner(self, key: str, *known: str) -> Reader | None:
        """Return a reader of the mapping ``key``, whose keys are ``known``; ``None`` when it is not there."""
        if key not in self.data:
            return None
        inner: Any = Reader(self.tree, (key,), self.problems)
        inner.known(frozenset(known))
        return inner  # type: ignore[no-any-return]
