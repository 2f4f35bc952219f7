"""Papers: which papers there are, and the template and view behind each.

Owns the list. A paper's id is what the user types (``draft complaint``); its title is the file name. A template of
the user's own, under the same name, goes before the shipped one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Refused, finding
from lexcollect.resources import resource
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.documents.material import Material, View


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper (文书): ``template`` is the path below ``templates/``; ``letter``: it goes to the debtor."""

    id: str
    template: str
    letter: bool = False

    @property
    def title(self) -> str:
        """The paper's title, always Chinese: it is the file name."""
        return say(f"documents.paper.{self.id}", "zh")

    def view(self) -> Callable[[Material], View]:
        """Return the function that fills it."""
        from lexcollect.documents.views import complaint, lawyer_letter, preservation, settlement

        return {
            "letter": lawyer_letter.view,
            "complaint": complaint.view,
            "preservation": preservation.view,
            "settlement": settlement.view,
        }[self.id]


PAPERS: dict[str, Paper] = {
    paper.id: paper
    for paper in (
        Paper("letter", "lawyer_letters/律师函.docx", letter=True),
        Paper("complaint", "court_filings/民事起诉状.docx"),
        Paper("preservation", "court_filings/诉讼财产保全申请书.docx"),
        Paper("settlement", "agreements/还款和解协议.docx"),
    )
}

#: The template of the schedule (计算表), an annex: it is no paper of its own and has no versions.
SCHEDULE = "annexes/计算表.docx"


def choose(names: Iterable[str]) -> tuple[list[Paper], list[Finding]]:
    """Return the papers named by id or Chinese title, each once; ``all`` (or nothing) means every paper."""
    by_name = {**PAPERS, **{paper.title: paper for paper in PAPERS.values()}}
    wanted = list(names) or ["all"]
    if "all" in wanted:
        return list(PAPERS.values()), []
    unknown = [name for name in wanted if name not in by_name]
    known = (*(f"{id}（{paper.title}）" for id, paper in PAPERS.items()), "all")
    found = [finding("LX-P012", name=name, known=known) for name in unknown]
    return list(dict.fromkeys(by_name[name] for name in wanted if name in by_name)), found


def template_path(template: str, overrides: Sequence[Path] = ()) -> Path | None:
    """Return the file of ``template``: the first of ``overrides`` that has it (by path or name), else the shipped one.

    :class:`Refused` when a user's folder has something of that name that is no file (a folder, a pipe, a link to
    nothing): passing over it would silently draft from another template than the one meant.
    """
    name = Path(template)
    for folder in (*overrides, resource("templates")):
        for candidate in dict.fromkeys((folder / name, folder / name.name)):
            if candidate.is_file():
                return candidate
            if candidate.exists() or candidate.is_symlink():
                raise Refused([finding("LX-P024", name=f"{folder.name}/{candidate.relative_to(folder).as_posix()}")])
    return None
