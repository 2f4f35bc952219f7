"""Draft next: what to type after ``draft`` (下一步).

Owns the step that follows what became of the papers: the paper that fits in place of a refused one, the facts of the
case file that are written first, the option that was missing, or the verb that comes next. A command that would be
refused again in the same way is never told by itself. Decides nothing about the papers.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lexcollect.cli.console import words_for
from lexcollect.cli.exits import legal_stops

if TYPE_CHECKING:
    from lexcollect.documents.drafting import DraftResult
    from lexcollect.documents.material import Material
    from lexcollect.findings import Finding
    from lexcollect.matter.answering import Answered

#: The paper that is an official form, and what its options are called.
FORM, _NUMBER, _HELP = "form", "--number", ("--help",)
#: What pleads a debt that no title has decided.
_COMPLAINT = "complaint"
#: The command line itself is wrong: no such paper, nobody named, no reason given.
USAGE = frozenset({"LX-P012", "LX-P326", "LX-P327"})
#: Nothing is owed on the day.
_PAID = "LX-P073"
#: Words to be changed, or kept under a name: then the command is typed again.
_FLAG = "LX-P030"
#: A title has fixed the sums; a suit on what it decided.
_FIXED, _DECIDED = "LX-P105", "LX-P071"
#: What the shipped templates cannot tell, or there is nobody to write to: typing the command again helps nobody.
TEMPLATE_LIMITS = frozenset({"LX-P009", "LX-P082", "LX-P090", _FIXED})
#: The finding names the paper that fits, in its field ``id``.
_NAMES_IT = frozenset({"LX-P018", "LX-P109", "LX-P366"})
#: The title is enforced in its own papers: by the first application or by one to resume.
_ENFORCE = frozenset({_FIXED, "LX-P353", "LX-P361"})
#: The paper that fits, where it is always the same one. The order is that of preference.
_INSTEAD = {
    "LX-P002": "demand",
    **dict.fromkeys(("LX-P240", "LX-P241", "LX-P244", "LX-P255", "LX-P738"), _COMPLAINT),
    "LX-P541": "settlement",
    "LX-P566": "demand",
    "LX-P261": "letter",
    "LX-P502": "letter",
    **dict.fromkeys(("LX-P340", "LX-P341", "LX-P440", "LX-P442", "LX-P445", "LX-P254"), _COMPLAINT),
    "LX-P164": "filing",
    "LX-P191": "assignment_notice",
}
#: One paper for each contract.
_APART = frozenset({"LX-P098", "LX-P100", "LX-P220", "LX-P222", "LX-P245", "LX-P503", "LX-P547"})
#: The group of facts, or a key below it, that is to be written before the paper has anything to say.
_ENTER = {
    "LX-P106": ("titles",),
    "LX-P731": ("form_entries",),
    "LX-P160": ("agents",),
    "LX-P192": ("assignments",),
    "LX-P354": ("preservation", "measures"),
    "LX-P355": ("measures",),
    "LX-P364": ("asset_clues",),
    "LX-P365": ("preservation", "guarantee"),
    "LX-P367": ("filings",),
    "LX-P368": ("evidence_requests",),
    "LX-P369": ("filings",),
    "LX-P543": ("choices", "termination"),
    "LX-P557": ("leased_things",),
    "LX-P561": ("contracts", "sme"),
    "LX-P570": ("enforcement_requests",),
    "LX-P590": ("insolvencies",),
    "LX-P650": ("opposing_exhibits",),
    "LX-P653": ("issues",),
    "LX-P660": ("closing",),
    "LX-P800": ("choices", "unrecoverable"),
}
#: The other facts have not changed, or the time is over: the account or the days say what can still be done.
_ELSEWHERE = {"LX-P374": "due", "LX-P376": "calc", "LX-P301": "due", "LX-P342": "due", "LX-P343": "due"}


class Typed(NamedTuple):
    """What was typed after ``draft`` beside the matter."""

    papers: Sequence[str] = ()
    templates: Sequence[Path] = ()
    contract: str = ""
    number: str = ""
    pdf: bool = False
    final: bool = False
    keep: tuple[str, ...] = ()
    by: str = ""
    why: str = ""

    def options(self) -> list[str | Path]:
        """Return the options as they were typed."""
        words: list[str | Path] = [word for folder in self.templates for word in ("--templates", folder)]
        words += ["--contract", self.contract] if self.contract else []
        words += [_NUMBER, self.number] if self.number else []
        words += ["--pdf"] if self.pdf else []
        words += ["--final"] if self.final else []
        words += [word for rule in self.keep for word in ("--keep", rule)]
        words += ["--by", self.by] if self.by else []
        return words + (["--why", self.why] if self.why else [])


#: No papers, no options.
NOTHING = Typed()


class Step(NamedTuple):
    """The words of the command to type next, and the places of the case file that are written before it."""

    words: Sequence[str | Path]
    enter: Sequence[tuple[str, ...]] = ()


def step(answered: Answered, result: DraftResult, findings: Sequence[Finding], typed: Typed, *, packed: bool) -> Step:
    """Return the step after a run of ``draft`` that ended with ``findings``."""
    matter = words_for(answered.folder)
    stopped = {f.code: f for f in reversed(findings) if f.stops}
    if found := _mended(stopped, typed):
        return Step(("draft", *(() if found == _HELP else matter), *found))
    if found := _fitting(answered, stopped, typed):
        return Step(("draft", *matter, *found))
    places = tuple(dict.fromkeys(place for code, place in _ENTER.items() if code in stopped))
    if places and stopped.keys() <= _ENTER.keys():
        return Step(("draft", *matter, *typed.papers, *typed.options()), places)
    verb = following(result, findings, packed=packed)
    if not stopped and (words := _after_review(result)):
        return Step(("draft", *matter, *words))
    if verb == "bundle" and answered.catalogue is None:
        return Step(("intake", *matter))  # there is nothing yet that a package could be made of
    return Step((verb, *matter, *((*typed.papers, *typed.options()) if verb == "draft" else ())))


def _after_review(result: DraftResult) -> Sequence[str]:
    """Return what to type after a review sheet alone: the paper that is refused, or all that is lacking."""
    if result.overview is None or len(result.papers) > 1 or not result.overview.lacking:
        return ()
    refused = (one.paper.id for one in result.overview.lacking if one.refusals)
    return (next(refused, "--full"),) if result.overview.errors else ("--full",)


def _mended(stopped: dict[str, Finding], typed: Typed) -> Sequence[str | Path]:
    """Return papers and options of a command line that was wrong itself, mended; nothing where it was not."""
    if found := stopped.get("LX-P012"):
        from difflib import get_close_matches  # only a wrong name needs it

        from lexcollect.documents.register import PAPERS

        known = {**{paper.title: id for id, paper in PAPERS.items()}, **{id: id for id in PAPERS}}
        near = get_close_matches(str(dict(found.params)["name"]), known, n=1)
        return (known[near[0]], *typed.options()) if near else _HELP
    options: list[str | Path] = [*typed.options()]
    if "LX-P326" in stopped:
        options += ["--by", _placeholder("cli.value.person")]
    if "LX-P327" in stopped:
        options += ["--why", _placeholder("cli.value.reason")]
    if {"LX-P326", "LX-P327"} & stopped.keys():
        return (*typed.papers, *options)
    if "LX-P309" in stopped:
        return (FORM, *options)
    if "LX-P307" in stopped:
        return (FORM, *typed._replace(number="65").options())
    if {"LX-P305", "LX-P306"} & stopped.keys():
        return (FORM, *typed._replace(number="").options())
    if found := stopped.get("LX-P225"):
        known_ids = [str(id) for id in dict(found.params)["known"]]
        return (*typed.papers, *typed._replace(contract=known_ids[0] if known_ids else "").options())
    return ()


def _placeholder(key: str) -> str:
    from lexcollect.wording import say

    return say(key)


def _fitting(answered: Answered, stopped: dict[str, Finding], typed: Typed) -> Sequence[str | Path]:
    """Return the paper that fits in place of the refused one, with the options that hold for it; nothing for none."""
    named = [str(dict(f.params)["id"]) for code, f in stopped.items() if code in _NAMES_IT]
    others = {*stopped} - _NAMES_IT - _ENFORCE - {_DECIDED}
    kept = typed._replace(number="").options()
    if named and not others:
        return (named[0], *kept)
    if {_DECIDED, *_ENFORCE} & stopped.keys() and not others - legal_stops() - TEMPLATE_LIMITS:
        paper = _enforced(answered)
        return (paper, *kept) if paper and paper not in typed.papers else ()
    if "LX-P313" in stopped:
        return (_enforced(answered) or _COMPLAINT, *kept)
    for code, paper in _INSTEAD.items():
        if code in stopped and (code != "LX-P002" or {*stopped} == {code}):
            return ((_enforced(answered) or paper) if paper == _COMPLAINT else paper, *kept)
    contracts = _material(answered).contracts if stopped.keys() & _APART and not typed.contract else ()
    if len(contracts) > 1:
        return (*typed.papers, *typed._replace(contract=contracts[0].id).options())
    return ()


def _enforced(answered: Answered) -> str:
    """Return the application by which the title of the matter is enforced as things stand; empty without a title."""
    from lexcollect.documents.register import PAPERS

    material = _material(answered)
    papers = (PAPERS["enforcement"], PAPERS["resumption"])
    return next((paper.id for paper in papers if material.claims.titles and paper.belongs(material)), "")


def _material(answered: Answered) -> Material:
    from lexcollect.matter.papers import material_of

    return material_of(answered, {})


def following(result: DraftResult, findings: Sequence[Finding], *, packed: bool) -> str:
    """Return the verb to type next: again, where a paper was refused; without a catalogue a package cannot be made.

    Where the law stands against every refused paper, typing it again helps nobody: the days on which something else
    must be done do.
    """
    stopped = {f.code for f in findings if f.stops}
    if elsewhere := [verb for code, verb in _ELSEWHERE.items() if code in stopped]:
        return elsewhere[0]
    if stopped <= legal_stops() - {_PAID, _FLAG} and any(paper.refused for paper in result.papers):
        return "due"
    if _PAID in stopped:
        return "calc"  # nothing is owed: what was entered as paid is to be looked at
    if stopped and stopped <= TEMPLATE_LIMITS:
        return "calc"  # the figures hold; the paper is written by hand or on a template of the user's own
    if not result.papers or any(paper.refused for paper in result.papers):
        return "draft"
    return "verify" if packed else "bundle"
