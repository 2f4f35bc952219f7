"""Templating (模板): templates of a lawyer's own, looked at before they are used.

Owns which paper a template is for, the check against what that paper offers, the preview filled with the matter or with
an example, and the copy of a shipped template to begin with. A copy overwrites nothing; a preview overwrites previews
only. The engine decides what is wrong with a template, the views what there is to fill.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.documents.fields import names_in, templates
from lexcollect.documents.papers import SCHEDULE, template_path
from lexcollect.documents.register import PAPERS, Paper
from lexcollect.files import read_bounded, write_bytes
from lexcollect.findings import Finding, Refused, Where, finding, has_errors
from lexcollect.layout import LETTERHEAD, LETTERHEAD_OF_CREDITOR, STYLE_SHEET, TEMPLATES
from lexcollect.layout import PAPERS as PAPERS_FOLDER
from lexcollect.matter.layout import refuse_links, template_folders
from lexcollect.records import dataclass, field
from lexcollect.resources import resource
from lexcollect.wording import say, speaking

if TYPE_CHECKING:
    from lexcollect.causes.clause import Clause
    from lexcollect.documents.material import Material, View

#: What is typed for the styles and letterheads of a firm, and their files.
DRESS = {Path(name).stem: name for name in (STYLE_SHEET, LETTERHEAD, LETTERHEAD_OF_CREDITOR)}
_WRITER = {LETTERHEAD: "firm", LETTERHEAD_OF_CREDITOR: "creditor"}
#: The folder of the previews, below that of the papers.
PREVIEWS = "预览"
_MOST_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Looked:
    """A template looked at: for which paper, which of its fields it uses and leaves out, and what is wrong."""

    name: str
    paper: Paper | None
    used: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview: where it was written, with whose facts, and what is to be said."""

    paper: Paper | None = None
    path: Path | None = None
    sample: str = ""
    findings: tuple[Finding, ...] = field(default_factory=tuple)


def paper_named(word: str) -> Paper | None:
    """Return the paper that is typed as ``word``: its id, its title, or the file name of its template."""
    stem = Path(word).stem
    for paper in PAPERS.values():
        if word in (paper.id, paper.title) or (not paper.on_form and stem == Path(paper.template).stem):
            return paper
    return None


def template_of(word: str) -> str:
    """Return the path of the shipped template that is typed as ``word``; :class:`Refused` where there is none."""
    if Path(word).stem == Path(SCHEDULE).stem:
        return SCHEDULE
    paper = paper_named(word)
    if paper is None:
        known = (*(f"{one.id}（{one.title}）" for one in PAPERS.values() if not one.on_form), Path(SCHEDULE).stem)
        raise Refused([finding("LX-T100", name=word, known=known)])
    if paper.on_form:
        raise Refused([finding("LX-T101", paper=paper.name)])
    return paper.template


def look(path: Path, named: str = "") -> Looked:
    """Check the template ``path`` against the paper ``named``, by default the one whose template has its name."""
    from lexcollect.documents.engine import check_template, fields_of

    if path.is_dir():
        return Looked(path.name, None, findings=(finding("LX-A340", Where(path.name)),))
    if not named and path.name in DRESS.values():
        return _look_at_dress(path)
    template = template_of(named) if named else next((t for t in templates() if Path(t).stem == path.stem), "")
    offered = _offered(template) if template else frozenset[str]().union(*map(names_in, templates()))
    findings = check_template(path, offered)
    findings += [] if template or not path.exists() else [finding("LX-T102", Where(path.name))]
    used, left = frozenset[str](), frozenset[str]()
    try:
        used = fields_of(path)
        left = names_in(template) - _whole(used) if template else left
        findings += [] if used else [finding("LX-T106", Where(path.name))]
    except Refused:
        pass  # the gate did not let it in, which is among the findings
    return Looked(
        path.name,
        next(iter(templates().get(template, ())), None),
        tuple(sorted(used)),
        tuple(sorted(name for name in left if "." not in name and not name.endswith("[]"))),
        tuple(findings),
    )


def _look_at_dress(path: Path) -> Looked:
    """Check a file of styles or a letterhead: what the gate says, and whether there is anything to take."""
    from lexcollect.documents.engine.dressing import has_letterhead, opened, shared_styles
    from lexcollect.system import reason_of

    letter = resource("templates") / PAPERS["letter"].template
    try:
        file = opened(read_bounded(path, _MOST_BYTES), path.name)
    except Refused as refused:
        return Looked(path.name, None, findings=tuple(refused.findings))
    except OSError as error:
        return Looked(path.name, None, findings=(finding("LX-A002", Where(path.name), reason=reason_of(error)),))
    if path.name == STYLE_SHEET:
        shared = shared_styles(opened(read_bounded(letter, _MOST_BYTES), letter.name), file)
        empty = () if shared else (finding("LX-T110", Where(path.name), template=letter.name),)
        return Looked(path.name, None, tuple(sorted(shared)), findings=empty)
    return Looked(path.name, None, findings=() if has_letterhead(file) else (finding("LX-T111", Where(path.name)),))


def _whole(names: frozenset[str]) -> frozenset[str]:
    import re

    pieces = [re.split(r"(?=\.|\[\])", name) for name in names]
    return frozenset("".join(steps[:n]) for steps in pieces for n in range(1, len(steps) + 1))


def _offered(template: str) -> frozenset[str]:
    """Return the names that a template may use: those of the shipped one, and what its view tells of the examples."""
    from lexcollect.documents.engine import field_names

    papers = templates()[template]
    told = (field_names(view.fields) for paper in papers for view, _ in _examples(paper))
    return names_in(template).union(*told)


def clauses_of(paper: Paper) -> dict[str, Clause]:
    """Return the clauses that ``paper`` says on the example matters, by id: each with its conditions and articles."""
    found: dict[str, Clause] = {}
    for view, _ in _examples(paper):
        found |= view.used
    return dict(sorted(found.items()))


def own_clauses_of(paper: Paper, matter: Path, given: Sequence[Path] = ()) -> tuple[dict[str, Clause], list[Finding]]:
    """Return the sentences of the matter's own that ``paper`` can say, by id, and what is wrong with their files."""
    from lexcollect.causes.clause_book import book_of
    from lexcollect.documents.own_sentences import own_sentences

    book, problems = own_sentences(book_of(None), template_folders(matter, given))
    shipped = clauses_of(paper)
    mine = {id: c for id, c in book.own.items() if (paper.id in c.papers if c.papers else id in shipped)}
    return dict(sorted(mine.items())), problems


@cache
def _examples(paper: Paper) -> tuple[tuple[View, str], ...]:
    """Return the paper's view on every example matter that has a use for it, with the name of the matter."""
    found = []
    for name, material in _materials().items():
        with speaking("zh"):
            view = paper.view()(material.due_for(paper.act))
        if not has_errors(view.findings):
            found.append((view, name))
    return tuple(found)


@cache
def _materials() -> Mapping[str, Material]:
    return dict(_example_materials())


def _example_materials() -> Iterator[tuple[str, Material]]:
    from lexcollect.matter.answering import answer
    from lexcollect.matter.example import load_example, names, prepare
    from lexcollect.matter.papers import material_of

    for name in names():
        example = load_example(name)
        with tempfile.TemporaryDirectory(prefix="lexcollect-") as folder:
            matter = Path(folder) / "案"
            prepare(example, matter)
            yield example.matter, material_of(answer(matter, example.as_of), {})


def preview(word: str, matter: Path | None, as_of: Any, *, named: str = "", given: Sequence[Path] = ()) -> Preview:
    """Write the preview of a template (a file, or a paper by name), filled with the matter, else with an example.

    ``named`` is the paper of a file that is called otherwise than its template. With a matter the preview goes into
    its folder of previews, else into the current folder.
    """
    path = Path(word) if word.lower().endswith(".docx") else None
    template = template_of(named or word)
    paper = paper_named(named or word)
    if paper is None:  # the schedule is no paper of the register
        raise Refused([finding("LX-T103")])
    folders = template_folders(matter, given) if matter else tuple(given)
    path = path or template_path(template, folders)
    assert path is not None  # the shipped template is there
    findings: list[Finding] = []
    view, sample = _filled(paper, matter, as_of, folders, findings)
    if view is None:
        return Preview(paper, findings=tuple(findings))
    folder = matter / PAPERS_FOLDER / PREVIEWS if matter else Path()
    place = folder / f"{say('template_verb.preview_name', name=path.stem)}.docx"
    data = _rendered(path, paper, view, folders, findings)
    if data is None:
        return Preview(paper, sample=sample, findings=tuple(findings))
    _write(place, data, matter)
    return Preview(paper, place, sample, tuple(findings))


def _filled(
    paper: Paper, matter: Path | None, as_of: Any, folders: Sequence[Path], findings: list[Finding]
) -> tuple[View | None, str]:
    """Return the view of the paper on the matter, or on the first example that has a use for it, and whose it is."""
    if matter is None:
        view, sample = next(iter(_examples(paper)), (None, ""))
        if view is None:
            findings.append(finding("LX-T104", paper=paper.name))
        return view, sample
    from lexcollect.documents.own_sentences import own_sentences
    from lexcollect.matter.answering import answer
    from lexcollect.matter.papers import latest_pages, material_of

    answered = answer(matter, as_of)
    pages, _ = latest_pages(answered)
    material = material_of(answered, pages)
    book, problems = own_sentences(material.book, folders)
    material = replace(material, wording=book, own_template=True)
    with speaking("zh"):
        view = paper.view()(material.due_for(paper.act))
    findings += [*problems, *(f for f in view.findings if f.stops)]
    return (None if has_errors(findings) else view), answered.case.matter


def _rendered(path: Path, paper: Paper, view: View, folders: Sequence[Path], findings: list[Finding]) -> bytes | None:
    from lexcollect.documents.dress import Dress
    from lexcollect.documents.engine.preview_mark import marked
    from lexcollect.documents.unbroken import unbroken

    try:
        template = Dress(folders).load(path, paper, findings)
        findings += template.remarks(view.fields)
        data = template.render(unbroken(view.fields), title=paper.title)
    except Refused as refused:
        findings += refused.findings
        return None
    return None if has_errors(findings) else marked(data, paper.title, say("template_verb.preview_mark", "zh"))


def _write(place: Path, data: bytes, matter: Path | None) -> None:
    """Write a preview; :class:`Refused` where something else lies in its place."""
    from lexcollect.documents.engine.preview_mark import is_preview
    from lexcollect.matter.outputs import OutputKind, refuse_output

    if matter:
        refuse_links(matter, (f"{PAPERS_FOLDER}/{PREVIEWS}",))
    refuse_output(place, OutputKind(".docx", is_preview), [matter] if matter else [])
    write_bytes(place, data)


def copy(word: str, matter: Path) -> Path:
    """Copy the shipped template of a paper into the matter's ``templates``, and return where it lies.

    :class:`Refused` where there is one already, or something else is in the way.
    """
    name = DRESS.get(Path(word).stem, "")
    template = "" if name else template_of(word)
    place = matter / TEMPLATES / (name or Path(template).name)
    refuse_links(matter, (TEMPLATES, f"{TEMPLATES}/{place.name}"))
    taken = template_path(name or template, [matter / TEMPLATES] if (matter / TEMPLATES).is_dir() else [])
    if place.exists() or (taken and not taken.is_relative_to(resource("templates"))):
        raise Refused([finding("LX-T105", Where(f"{TEMPLATES}/{place.name}"))])
    if (matter / TEMPLATES).exists() and not (matter / TEMPLATES).is_dir():
        raise Refused([finding("LX-A102", Where(str(matter / TEMPLATES)))])
    write_bytes(place, _sample(name) if name else read_bounded(resource("templates") / template, _MOST_BYTES))
    return place


def _sample(name: str) -> bytes:
    """Return the file of styles or the letterhead to begin with, in the styles of the shipped letter."""
    from lexcollect.documents.engine import dress_samples
    from lexcollect.documents.engine.dressing import opened

    letter = resource("templates") / PAPERS["letter"].template
    template = opened(read_bounded(letter, _MOST_BYTES), letter.name)
    if name == STYLE_SHEET:
        return dress_samples.style_sheet(template, lambda style: say("template_verb.sample_style", "zh", name=style))
    return dress_samples.letterhead(
        template, say("template_verb.sample_body", "zh"), say(f"template_verb.sample_head.{_WRITER[name]}", "zh")
    )
