"""Verification: what comparing a folder with its lists brought.

Owns the three verdicts (agrees, differs, not compared), what they rest on, and how differences become findings. Names
every file, shows every name whatever bytes it has. Decides nothing about a single file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Finding, Level, Where, finding
from lexcollect.records import dataclass, field
from lexcollect.wording import Text, text

if TYPE_CHECKING:
    from lexcollect.bundle.render_check import Compared
    from lexcollect.bundle.tokens.verdict import Checked

#: So many places of one kind are named in a finding; how many there are is always told.
NAMED = 8


class Kind(StrEnum):
    """What a folder was compared as."""

    NOTHING = "nothing"
    PACKAGE = "package"  # one of ours: section 2 of the format holds
    BAG = "bag"  # a BagIt bag of another program
    MATERIAL = "material"  # raw material, with the register of its intake
    PROOF = "proof"  # one exhibit, and that it belongs to a package
    LISTED = "listed"  # any folder, with a list that lies elsewhere


class Means(StrEnum):
    """What shows that the list itself is the one first written; each lies somewhere else than the list."""

    TYPED = "typed"  # the content digest, given by the user
    TYPED_ORIGINALS = "typed_originals"  # the digest of the originals (that of the index page), given by the user
    TYPED_ROOT = "typed_root"  # the root over the lines of the list, given by the user
    JOURNAL = "journal"  # the content digest in the journal of the matter
    TOKEN = "token"  # a time stamp whose authority the reader trusts
    PAGES = "pages"  # a time stamp on the PDF with the pages, whose authority the reader trusts; not on the list
    SIGNATURE = "signature"  # a signature whose certificate leads to a root of the reader's choice
    REGISTER = "register"  # every original is in the register of the matter


class Chain(StrEnum):
    """How a supplement stands to the sets before it (接续)."""

    NONE = "none"  # it continues nothing
    INTACT = "intact"  # every earlier set is here, with the digest that the one behind it states
    NOT_HERE = "previous_not_here"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Verification:
    """The result: paths relative to the folder, sorted; ``checked`` counts the files compared.

    ``system`` are files that the reader's computer put there, no part of the verdict. ``broken``: something differs;
    ``incomplete``: something could not be compared. ``content`` is the digest of the list that was compared with,
    ``originals`` that of its lines on originals, ``root`` the root over its lines (packages only). ``shown_by``: what
    else agrees. ``tokens`` are the time stamps of a package with their checks; ``chain`` is how a supplement stands to
    the sets before it. ``pages``: whether the index as data was compared with the pages; ``None``: nobody asked.
    ``renderings``: each exhibit with its pages against its originals; ``None``: nobody asked.
    """

    folder: Path
    kind: Kind = Kind.NOTHING
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    system: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    checked: int = 0
    broken: bool = False
    incomplete: bool = False
    content: str = ""
    originals: str = ""
    shown_by: tuple[Means, ...] = ()
    root: str = ""
    tokens: tuple[Checked, ...] = ()
    chain: Chain = Chain.NONE
    pages: bool | None = None
    renderings: tuple[Compared, ...] | None = None

    @property
    def ok(self) -> bool:
        """Tell whether files were compared, every one of them, and all agree with the list."""
        return self.checked > 0 and not (self.broken or self.incomplete)

    def told(
        self,
        differing: Sequence[Finding] = (),
        open_: Sequence[Finding] = (),
        notes: Sequence[Finding] = (),
        shown_by: Sequence[Means] = (),
    ) -> Verification:
        """Return the same with what was compared besides: what differs, what could not be compared, what agrees."""
        return replace(
            self,
            findings=(*self.findings, *differing, *open_, *notes),
            broken=self.broken or bool(differing),
            incomplete=self.incomplete or bool(open_),
            shown_by=tuple(dict.fromkeys((*self.shown_by, *shown_by))),
        )


@dataclass(slots=True)
class Outcome:
    """What has been found so far."""

    kind: Kind = Kind.NOTHING
    changed: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)
    system: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    checked: int = 0
    broken: bool = False
    incomplete: bool = False
    content: str = ""
    originals: str = ""
    shown_by: list[Means] = field(default_factory=list)
    root: str = ""
    tokens: list[Checked] = field(default_factory=list)

    def differs(self, code: str, place: str = "", **params: Any) -> None:
        """Tell of a contradiction that is no difference of one file."""
        self.broken = True
        self.findings.append(finding(code, Where(shown(place)), **params))

    def cannot(self, code: str, place: str = "", *, level: Level | None = None, **params: Any) -> None:
        """Tell of what could not be compared."""
        self.incomplete = True
        self.findings.append(finding(code, Where(shown(place)), level=level, **params))

    def notes(self, code: str, place: str = "", *, level: Level | None = None, **params: Any) -> None:
        """Tell of what changes no verdict."""
        self.findings.append(finding(code, Where(shown(place)), level=level, **params))

    def _remedy(self, code: str) -> Text:
        """Return what to do about a file that differs: raw material is not built again, and a list is somebody's."""
        what = {"LX-B050": "changed", "LX-B051": "missing", "LX-B052": "added"}[code]
        if self.kind is Kind.MATERIAL:
            return text(f"bundle.restore.material_{what}")
        if what == "added":
            return text("bundle.restore.added")
        if self.kind is Kind.PROOF:
            return text("bundle.restore.proof")
        return text("bundle.restore.listed" if self.kind is Kind.LISTED else "bundle.restore.package")

    def done(self, folder: Path) -> Verification:
        """Return the result; every file that differs has its finding."""
        named = []
        for code, names in (("LX-B050", self.changed), ("LX-B051", self.missing), ("LX-B052", self.added)):
            do = self._remedy(code)
            named += [finding(code, Where(shown(name)), do=do) for name in sorted(names)]
        if self.system:
            self.notes("LX-B130", count=len(self.system), names=some(sorted(self.system)))
        changed, missing, added, system = (
            tuple(sorted(map(shown, names))) for names in (self.changed, self.missing, self.added, self.system)
        )
        return Verification(
            folder,
            self.kind,
            changed,
            missing,
            added,
            system,
            (*named, *self.findings),
            self.checked,
            self.broken or bool(named),
            self.incomplete,
            self.content,
            self.originals,
            tuple(dict.fromkeys(self.shown_by)),
            self.root,
            tuple(self.tokens),
        )


def shown(name: str) -> str:
    """Return a name that can be printed, whatever bytes the file system gave."""
    return name.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")


def some(names: Sequence[object]) -> tuple[str, ...]:
    """Return the first names, and an ellipsis where there are more."""
    return (*(shown(str(name)) for name in names[:NAMED]), *(("…",) if len(names) > NAMED else ()))


def places(numbers: Iterable[int]) -> tuple[int, tuple[str, ...]]:
    """Return how many numbers there are, and the first of them."""
    every = sorted(numbers)
    return len(every), some(every)
