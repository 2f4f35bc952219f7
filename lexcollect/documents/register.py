"""Register: the papers there are, one line a paper (``data/papers.tsv``).

Owns what a paper is called, typed and drawn from; help, guides, titles and checks are derived from it. A paper's id is
what the user types (``draft complaint``); its title is the file name. A broken line is a programming mistake. Help
pages read it, so it imports nothing but words.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, NamedTuple

from lexcollect.wording import Lang, Text, language, pair

if TYPE_CHECKING:
    from lexcollect.documents.material import Material, View

# Help pages read this on every start: pathlib would cost them 4 ms.
REGISTER = os.path.join(os.path.dirname(__file__), "data", "papers.tsv")  # noqa: PTH118, PTH120
_COLUMNS = ("id", "title", "title_en", "short", "template", "view", "flags")
_NO_FLAGS = "-"
#: The paper goes to the debtor: the language rules for letters apply.
_LETTER = "letter"
#: What a creditor does with the paper: the values of ``claims.stop.Act``, which a test compares.
_ACTS = frozenset({"demand", "sue", "preserve", "preserve_before", "preserve_title", "settle", "enforce", "realise"})
#: What is done before a suit, by letters or otherwise.
_FIRST = frozenset({"demand", "settle"})
#: The paper stands on an enforceable paper that fixes the sums (生效文书).
_TITLE = "title"
#: The paper goes to the guarantors, not to the debtor.
_GUARANTORS = "guarantors"
#: Written only when it is named: not among ``all``.
_NAMED = "named"
#: An official form (要素式): drawn from the form's own data, not from a Word template.
_FORM = "form"
#: Among the papers that a suit is filed with (起诉材料).
_FILING = "filing"
#: Only in a suit that is pending (审理中).
_SUIT = "suit"
#: For the office alone (内部文件): never filed, never sent, and looked at by nobody else.
_INTERNAL = "internal"
#: It tells how the other papers of the matter stand, so each of them is drawn first.
_OVERVIEW = "overview"
#: Needed before a suit though it is no letter (起诉前).
_EARLY = "early"
_FLAGS = _ACTS | {_LETTER, _TITLE, _GUARANTORS, _NAMED, _FORM, _FILING, _SUIT, _INTERNAL, _EARLY, _OVERVIEW}
#: The stages of a matter in their order (阶段): before suit, filing, in the suit, enforcement, and the office's own.
BEFORE, FILED, IN_SUIT, ENFORCEMENT, OFFICE = STAGES = ("before", "filing", "suit", "enforcement", "internal")
#: What is typed for all papers of a matter, and for those that a suit is filed with.
ALL, FILING, FILING_TITLE = "all", "filing", "起诉材料"


class Paper(NamedTuple):
    """A paper (文书): ``template`` is the path below ``templates/``, ``module`` the view that fills it.

    ``title`` is always Chinese: it is the file name. ``short`` is how help names it.
    """

    id: str
    title: str
    title_en: str
    short: str
    template: str
    module: str
    flags: frozenset[str] = frozenset()

    @property
    def letter(self) -> bool:
        """Whether it goes to the debtor."""
        return _LETTER in self.flags

    @property
    def to_guarantors(self) -> bool:
        """Whether it is directed at the guarantors alone."""
        return _GUARANTORS in self.flags

    @property
    def on_title(self) -> bool:
        """Whether it stands on a title in force; all others on the contract."""
        return _TITLE in self.flags

    @property
    def on_form(self) -> bool:
        """Whether it is an official form, drawn from data; then ``template`` is the folder of the editions."""
        return _FORM in self.flags

    @property
    def act(self) -> str:
        """What is done with it, as ``claims.stop.Act`` names it; empty where no law can stand against it."""
        return next(iter(self.flags & _ACTS), "")

    @property
    def name(self) -> Text:
        """The title in the language of the reader."""
        return pair(self.title, self.title_en)

    @property
    def filed(self) -> bool:
        """Whether a suit is filed with it."""
        return _FILING in self.flags

    @property
    def internal(self) -> bool:
        """Whether it is for the office alone (内部文件)."""
        return _INTERNAL in self.flags

    @property
    def overview(self) -> bool:
        """Whether it tells how the other papers of the matter stand (审查单)."""
        return _OVERVIEW in self.flags

    @property
    def stage(self) -> str:
        """At which stage of a matter it is needed, one of ``STAGES``."""
        if self.internal:
            return OFFICE
        if _SUIT in self.flags:
            return IN_SUIT
        if self.on_title:
            return ENFORCEMENT
        return BEFORE if self.letter or self.act in _FIRST or _EARLY in self.flags else FILED

    @property
    def beside_a_complaint(self) -> bool:
        """Whether it is filed with the complaint and pleads nothing itself (授权委托书、送达地址确认书)."""
        return self.filed and _NAMED in self.flags

    def needed(self, material: Material) -> bool:
        """Tell whether such a matter needs it, where it was not named by itself."""
        asks: Callable[[Material], bool] | None = getattr(self._module, "needed", None)
        return asks is None or asks(material)

    @property
    def _module(self) -> ModuleType:
        return import_module(f"lexcollect.documents.views.{self.module}")

    def belongs(self, material: Material) -> bool:
        """Tell whether it is among ``all`` the papers of a matter: what a title decided is enforced, not sued for."""
        if self.internal:
            return _NAMED not in self.flags and material.dossier is not None
        if self.on_title is not bool(material.claims.titles) or _NAMED in self.flags:
            return False
        applies: Callable[[Material], bool] | None = getattr(self._module, "applies", None)
        return applies is None or applies(material)

    def view(self) -> Callable[[Material], View]:
        """Return the function that fills it."""
        found: Callable[[Material], View] = self._module.view
        return found


def read_register(path: str) -> Mapping[str, Paper]:
    """Return the papers of a register in its order; :class:`ValueError` for a line that is none."""
    with open(path, encoding="utf-8") as stream:  # noqa: PTH123
        lines = [line for line in stream.read().splitlines() if line and not line.startswith("#")]
    if not lines or tuple(lines[0].split("\t")) != _COLUMNS:
        raise ValueError(f"{path}: {_COLUMNS}")
    papers = [_paper(line) for line in lines[1:]]
    names = [name for paper in papers for name in {paper.id, paper.title}]
    if len(set(names)) < len(names):
        raise ValueError(f"{path}: a name twice")
    return MappingProxyType({paper.id: paper for paper in papers})


def _paper(line: str) -> Paper:
    cells = line.split("\t")
    if len(cells) != len(_COLUMNS) or not all(cells):
        raise ValueError(line)
    id, title, title_en, short, template, module, written = cells
    flags = frozenset(written.split()) - {_NO_FLAGS}
    if not flags <= _FLAGS:
        raise ValueError(line)
    return Paper(id, title, title_en, short, template, module, flags)


PAPERS = read_register(REGISTER)


def in_help(lang: Lang | None = None) -> dict[str, str]:
    """Return how help names the papers: ``papers`` by themselves, ``papers_typed`` with the word to type."""
    if (lang or language()) == "en":
        return dict.fromkeys(("papers", "papers_typed"), ", ".join(PAPERS))
    shown = {
        "papers": [p.short for p in PAPERS.values()],
        "papers_typed": [f"{p.id} {p.short}" for p in PAPERS.values()],
    }
    return {name: "、".join(words) for name, words in shown.items()}
