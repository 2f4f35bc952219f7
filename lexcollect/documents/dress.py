"""Dress (版式): what a firm lays under its papers: styles (样式.docx) and letterheads (信笺.docx, 信笺-债权人.docx).

Owns where they are looked for, in the folders of templates, and which letter gets which letterhead: a letter of the law
firm that of the firm, one of the creditor that of the creditor, for a creditor's demand under a lawyer's name misleads.
Without such a file a template is taken as it is. How they are laid in is the engine's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.documents.papers import template_path
from lexcollect.files import sha256_file
from lexcollect.findings import Finding, Where, finding
from lexcollect.layout import LETTERHEAD, LETTERHEAD_OF_CREDITOR, STYLE_SHEET

if TYPE_CHECKING:
    from lexcollect.documents.engine.gate import Opened
    from lexcollect.documents.engine.render import Template
    from lexcollect.documents.register import Paper

#: Folder of shipped templates → whose letterhead its letters bear.
_WHOSE = {"lawyer_letters": LETTERHEAD, "creditor_letters": LETTERHEAD_OF_CREDITOR}
#: Letters of the law firm among the papers for the court.
_OF_THE_FIRM = frozenset({"firm_letter"})
_MOST_BYTES = 32 << 20


def letterhead_of(paper: Paper | None) -> str:
    """Return the name of the letterhead of a paper; nothing for what is no letter."""
    if paper is None:
        return ""
    return LETTERHEAD if paper.id in _OF_THE_FIRM else _WHOSE.get(paper.template.partition("/")[0], "")


class Dress:
    """The styles and letterheads of some folders of templates; the first folder that has a file goes before."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = folders

    def load(self, path: Path, paper: Paper | None, found: list[Finding]) -> Template:
        """Return the template ``path`` ready to render, dressed for ``paper``; what is to be said goes to ``found``.

        :class:`~lexcollect.findings.Refused` with what is wrong with the template, the styles or the letterhead.
        """
        from lexcollect.documents.engine import load

        sheet, letterhead = self._file(STYLE_SHEET), self._file(letterhead_of(paper))
        if sheet is None and letterhead is None:
            return load(path)
        from lexcollect.documents.engine.dressing import dressed, has_letterhead, opened, shared_styles
        from lexcollect.files import read_bounded

        template = opened(read_bounded(path, _MOST_BYTES), path.name)
        if sheet is not None and not shared_styles(template, sheet):
            found.append(finding("LX-T110", Where(STYLE_SHEET), template=path.name))
        if letterhead is not None and not has_letterhead(letterhead):
            found.append(finding("LX-T111", Where(letterhead.name)))
        return load(dressed(template, sheet, letterhead), name=path.name)

    def sources(self, paper: Paper | None) -> dict[str, str]:
        """Return the digests of what ``paper`` is dressed in, by name, for its receipt; an official form in nothing."""
        if paper is not None and paper.on_form:
            return {}
        names = [name for name in (STYLE_SHEET, letterhead_of(paper)) if name]
        paths = ((name, template_path(name, self.folders)) for name in names)
        return {name: sha256_file(path) for name, path in paths if path}

    def beside_a_form(self) -> list[str]:
        """Return the files of the firm that do not reach an official form, whose layout is prescribed (说明第4项)."""
        names = (STYLE_SHEET, LETTERHEAD, LETTERHEAD_OF_CREDITOR)
        return [name for name in names if template_path(name, self.folders)]

    @cached_property
    def _opened(self) -> dict[str, Opened | None]:
        return {}

    def _file(self, name: str) -> Opened | None:
        """Return the file of that name, looked through, once for all papers; none where no folder has it."""
        if name and name not in self._opened:
            path = template_path(name, self.folders)
            self._opened[name] = _read(path, name) if path else None
        return self._opened.get(name)


def _read(path: Path, name: str) -> Opened:
    """Return a file of a firm, looked through; loaded only where there is one."""
    from lexcollect.documents.engine.dressing import opened
    from lexcollect.files import read_bounded

    return opened(read_bounded(path, _MOST_BYTES), name)
