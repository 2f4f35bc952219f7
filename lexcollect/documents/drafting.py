"""Drafting: papers written to ``3-文书``, version by version.

Owns the order of work: check exhibits → view → render → language rules → compare with the last version → write.
The same inputs change nothing; a changed fact makes a new version and says what changed; a paper edited by hand
is never overwritten. A paper with an error is not written, the others are; a final one (定稿) has no blank and no open
doubt either. Holds no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property, partial
from itertools import takewhile
from pathlib import Path
from typing import Any

from lexcollect.casefile.checks import check_evidence
from lexcollect.casefile.kinds import Currency
from lexcollect.casefile.models import SCHEMA
from lexcollect.causes.clause_book import own_book
from lexcollect.cn.names import safe_file_name
from lexcollect.documents import receipts, versions
from lexcollect.documents.clearing import KEPT, Point, blanks, cleared, of_findings, of_hits
from lexcollect.documents.dress import Dress
from lexcollect.documents.finished import check_finished, texts_of
from lexcollect.documents.language import in_own_words, setting_of
from lexcollect.documents.lint import hits
from lexcollect.documents.material import Material, View, unbroken
from lexcollect.documents.papers import choose, template_path
from lexcollect.documents.receipts import Change, Receipt, compare
from lexcollect.documents.register import PAPERS, Paper
from lexcollect.documents.results import DraftResult, PaperResult, Status
from lexcollect.documents.standings import resting_on_unknown, untellable
from lexcollect.documents.stops import worth_telling
from lexcollect.documents.traps import of_facts, of_text
from lexcollect.documents.versions import Draft, Last
from lexcollect.documents.weak_points import as_decided, questions
from lexcollect.files import LEAVING, sweep
from lexcollect.findings import Finding, Refused, Where, finding, has_errors
from lexcollect.layout import CLAUSES
from lexcollect.records import dataclass, field
from lexcollect.resources import resource
from lexcollect.system import reason_of
from lexcollect.version import __version__
from lexcollect.wording import speaking, text

__all__ = ["DraftResult", "PaperResult", "Status", "draft", "law_digest", "open_points", "outdated", "own_clauses"]

#: So many fields with other figures are named.
_NAMED_FIELDS = 3
#: What stands before the id of a clause in the sources of a receipt.
_OWN_CLAUSE = f"{CLAUSES} "


#: The papers that rest no loss on a standard: principal, persons and addresses alone, or what a title has decided.
_WITHOUT_LOSS = frozenset(
    (
        *("statement", "power_of_attorney", "identity_certificate", "service_confirmation", "enforcement"),
        *("resumption", "preservation_before_enforcement", "preservation_release", "enforcement_form"),
        *("distribution", "asset_list", "firm_letter", "preservation_cover", "withdrawal", "jurisdiction_reply"),
        *("evidence_investigation", "investigation_order", "document_production", "evidence_preservation"),
        *("evidence_extension", "payment_order", "reminder", "debt_confirmation"),
        *("handover_record", "retaking_notice", "service_checklist", "write_off"),
    )
)


#: The paper that hangs on which letters were drafted with it: by itself its figures cannot be compared.
_WITH_OTHERS = "service_checklist"
#: The paper that is an official form by its number.
_BY_NUMBER = "form"


def _title_of_form(number: str) -> str:
    """Return the file name of an official form by its number."""
    from lexcollect.documents.forms.reading import form_of, numbers

    title = form_of(number).title if number in numbers() else ""
    return safe_file_name(text("documents.form.title", title=title, number=number).render("zh"))


@dataclass
class _Run:
    material: Material
    root: Path
    sources: Mapping[str, str]
    templates: Sequence[Path]
    law_book: str
    final_by: str = ""
    findings: list[Finding] = field(default_factory=list)
    open: list[Point] = field(default_factory=list)

    @cached_property
    def dress(self) -> Dress:
        """Return the styles and letterheads of the folders of templates."""
        return Dress(self.templates)

    def key(self, paper: Paper) -> str:
        """Return under what name the versions of a paper are kept: that on one contract of several is another paper."""
        id = f"{paper.id}-{self.material.form}" if self.material.form and paper.id == _BY_NUMBER else paper.id
        return f"{id}@{safe_file_name(self.material.apart)}" if self.material.apart else id

    def title(self, paper: Paper) -> str:
        """Return the title of a paper; of one contract among several it is in the title."""
        title = _title_of_form(self.material.form) if self.material.form and paper.id == _BY_NUMBER else paper.title
        if not self.material.apart:
            return title
        contract = self.material.contract
        return safe_file_name(f"{title}（{contract.name or contract.id}）")

    def prepare(self, paper: Paper) -> Draft | None:
        """Return the paper ready to write, or ``None`` after an error; notes every finding."""
        try:
            path = None if paper.on_form else template_path(paper.template, self.templates)
            material = self._material_for(path).due_for(paper.act)
            view = paper.view()(material)
            if material.gaps:
                view.say("LX-P251", paper=paper.name, ids=material.gaps)
            view.findings += [*untellable(self.material), *resting_on_unknown(self.material)]
            view.findings += [*questions(paper, self.material, view.fields), *of_facts(paper, self.material)]
            view.findings += self._abroad(paper)
            view.findings = self._reviewed(of_findings(worth_telling(view.findings), self.title(paper)))
            self.findings += view.findings
            if path is None and not paper.on_form:
                self.findings.append(finding("LX-P020", name=paper.template))
                return None
            if has_errors(view.findings):
                return None
            return self._form(paper, view) if path is None else self._render(paper, path, view)
        except Refused as refused:
            self.findings += refused.findings
            return None

    def _reviewed(self, points: Sequence[Point]) -> list[Finding]:
        """Return what is to be told of the points of a paper, and keep those that nobody reviewed."""
        told, open_ = cleared(points, self.material.case.reviews, final=bool(self.final_by))
        self.open += open_
        return told

    def _abroad(self, paper: Paper) -> list[Finding]:
        """Return an error for a loss from late payment that a paper would tell by the standard of a domestic sale."""
        if paper.id in _WITHOUT_LOSS or not {"loss"} & self.material.circumstances:
            return []
        from lexcollect.claims.cross_border import refusals  # only a paper that tells a statutory loss needs it

        return refusals(self.material.case)

    def _material_for(self, template: Path | None) -> Material:
        """Return the material; where the user's own template is filled, the limits of the shipped ones do not bind."""
        own = template is not None and not template.is_relative_to(resource("templates"))
        return replace(self.material, own_template=True) if own else self.material

    def _money(self) -> Callable[[str], str] | None:
        """Return what writes the sums in the money of the claim; nothing for the renminbi."""
        currency = self.material.case.currency
        if self.material.claims.apart:
            from lexcollect.documents.currency import of_several  # only a claim in several moneys needs it

            return partial(of_several, units=[part.currency.unit for part, _ in self.material.claims.apart])
        if currency is Currency.CNY:
            return None
        from lexcollect.documents.currency import in_currency  # only a claim in foreign money needs it

        return partial(in_currency, unit=currency.unit)

    def _form(self, paper: Paper, view: View) -> Draft | None:
        """Return an official form, drawn from its data; the language rules are for words of ours and the user's."""
        from lexcollect.documents.forms.drawing import draw_fields  # only a form needs it
        from lexcollect.documents.forms.reading import digest_of

        named = {name: view.fields[name] for name in ("文本", "版本")}
        fields = {**unbroken(view.fields), **named}
        return self._checked(
            paper, view, draw_fields(fields), f"{paper.template}/{fields['版本']}/{fields['文本']}", digest_of(fields)
        )

    def _render(self, paper: Paper, path: Path, view: View) -> Draft | None:
        template = self.dress.load(path, paper, self.findings)
        remarks = template.remarks(view.fields)
        self.findings += remarks
        if has_errors(remarks):
            return None
        data = template.render(unbroken(view.fields), title=paper.title, written=self._money())
        return self._checked(paper, view, data, paper.template, template.sha256)

    def _checked(self, paper: Paper, view: View, data: bytes, source: str, digest: str) -> Draft | None:
        """Return the finished paper with its receipt, or ``None`` where what it says must not be said."""
        from lexcollect.documents.engine import content_digest
        from lexcollect.documents.plaintext import paragraphs
        from lexcollect.files import sha256_bytes

        lines = paragraphs(data)
        title = self.title(paper)
        said = self._reviewed(of_hits(hits(lines, setting_of(self.material, paper)), title))
        said += [] if lines else [finding("LX-T087", Where(source.rsplit("/", 1)[-1]))]
        said += self._reviewed(of_findings([*of_text(paper, self.material, lines)], title))
        said += self._reviewed(of_findings(check_finished(data, paper.title, texts_of(self.material.case)), title))
        said += blanks(lines, title) if self.final_by else []
        self.findings += said
        if has_errors(said):
            return None
        return Draft(
            Receipt(
                paper=self.key(paper),
                file=f"{title}.docx",
                as_of=self.material.as_of.isoformat(),
                program=__version__,
                law_book=self.law_book,
                case_schema=SCHEMA,
                template=source,
                template_sha256=digest,
                sources=dict(sorted({**self.sources, **own_clauses(view), **self.dress.sources(paper)}.items())),
                content_digest=content_digest(data),
                sha256=sha256_bytes(data),
                fields=view.fields,
                final_by=self.final_by,
                reviewed=[f.message("zh") for f in (*view.findings, *said) if f.code == KEPT],
            ),
            data,
        )


def draft(
    papers: Iterable[str],
    material: Material,
    out_root: Path,
    *,
    sources: Mapping[str, str],
    templates: Sequence[Path] = (),
    final_by: str = "",
) -> DraftResult:
    """Write ``papers`` (ids, titles, or ``all``) below ``out_root`` (3-文书) and return what became of each.

    ``sources`` are the SHA-256 digests of what went in, by name (案件.yaml, 证据目录.yaml …), for the receipt.
    ``templates`` are folders whose templates and sentences (条款) go before the shipped ones. ``final_by``: the papers
    are to be final, by whom. Nothing is raised for what a user did.
    """
    chosen, findings = choose(papers, material)
    book, problems = own_book(material.book, templates)
    decided = replace(as_decided(material), wording=book, along=tuple(paper.id for paper in chosen))
    run = _Run(decided, out_root, sources, templates, law_digest(), final_by, [*findings, *problems])
    dangling = check_evidence(material.case, material.exhibits)
    run.findings += dangling
    stopped = bool(dangling) or has_errors(problems)
    with speaking("zh"):
        ready = {p.id: None if stopped else run.prepare(p) for p in chosen}
        if not stopped:
            run.findings += in_own_words(material, chosen[0]) if chosen else []
    try:
        results = _settle(run, chosen, ready)
    except OSError as error:
        run.findings.append(_unwritten(error, out_root))
        results = [PaperResult(run.key(p), run.title(p), Status.REFUSED) for p in chosen]
    return DraftResult(tuple(results), tuple(_once(run.findings)))


def open_points(
    papers: Iterable[str], material: Material, *, sources: Mapping[str, str], templates: Sequence[Path] = ()
) -> tuple[Point, ...]:
    """Return the red flags and doubts of ``papers`` that nobody has reviewed; nothing is written."""
    chosen, _ = choose(papers, material)
    book, problems = own_book(material.book, templates)
    run = _Run(replace(as_decided(material), wording=book), Path(), sources, templates, "")
    if not has_errors(problems):
        with speaking("zh"):
            for paper in chosen:
                run.prepare(paper)
    return tuple(run.open)


def outdated(material: Material, out_root: Path) -> list[Finding]:
    """Return a finding for every paper below ``out_root`` whose newest version shows other figures than ``material``.

    A figure is what has digits: amounts, days, numbers. Nothing is rendered; a paper that could not be written now is
    passed over.
    """
    found = []
    material = as_decided(material)
    contracts = material.contracts if len(material.contracts) > 1 else ()
    each = [material, *(material.alone(c.id) for c in contracts)]
    forms = [replace(one, form=number) for one in each for number in versions.variants(out_root, _BY_NUMBER)]
    runs = [_Run(one, out_root, {}, (), "") for one in (*each, *forms)]
    for run, paper in ((run, paper) for paper in PAPERS.values() for run in runs):
        if (run.material.form and paper.id != _BY_NUMBER) or paper.id == _WITH_OTHERS:
            continue
        last = versions.last_of(out_root, run.key(paper))
        if last is None or not last.present:
            continue
        with speaking("zh"):
            view = paper.view()(run.material.due_for(paper.act))
        changes = () if has_errors(view.findings) else _compared(last.receipt.fields, view.fields)
        if named := [change.field for change in changes if _digits(change.old) != _digits(change.new)]:
            found.append(
                finding(
                    "LX-A133",
                    Where(f"{last.folder.name}/{last.receipt.file}"),
                    day=last.receipt.as_of,
                    day_now=material.as_of.isoformat(),
                    count=len(named),
                    fields=named[:_NAMED_FIELDS],
                )
            )
    return found


def _digits(shown: str) -> str:
    return "".join(char for char in shown if char.isdecimal())


def _once(findings: Sequence[Finding]) -> Iterator[Finding]:
    # Two papers may say the same; parameters may be lists, so findings cannot be looked up by hash.
    for number, said in enumerate(findings):
        if said not in findings[:number]:
            yield said


def _settle(run: _Run, chosen: Sequence[Paper], ready: Mapping[str, Draft | None]) -> list[PaperResult]:
    """Compare every draft with its last version and write what differs."""
    sweep(run.root)
    lasts = {p.id: versions.last_of(run.root, run.key(p)) for p in chosen}
    fresh = [d for p in chosen if (d := ready[p.id]) and not _same(d, lasts[p.id])]
    folder = versions.target(run.root, fresh)
    if fresh:
        versions.write(folder, fresh)
    return [_result(run, p, ready[p.id], lasts[p.id], folder) for p in chosen]


def _unwritten(error: OSError, root: Path) -> Finding:
    """Return what the system refused, and where: a half-made file is named by the folder it was to stand in."""
    where = Path(str(error.filename2 or error.filename or root))
    named = [*takewhile(lambda part: not part.startswith(LEAVING), where.parts)]
    shown = Path(*named[named.index(root.name) :]) if root.name in named else where
    return finding("LX-P023", path=shown.as_posix(), reason=reason_of(error))


def _same(ready: Draft, last: Last | None) -> bool:
    if last is None or last.receipt.content_digest != ready.receipt.content_digest:
        return False
    return ready.receipt.final_by in ("", last.receipt.final_by)


def _result(run: _Run, paper: Paper, ready: Draft | None, last: Last | None, folder: Path) -> PaperResult:
    if ready is None:
        return PaperResult(run.key(paper), run.title(paper), Status.REFUSED)
    if last and last.edited:
        run.findings.append(finding("LX-P021", path=f"{last.folder.name}/{last.receipt.file}"))
    if last and _same(ready, last):
        if not last.present:
            versions.put_back(last, ready.data)
        status = Status.EDITED if last.edited else Status.UNCHANGED if last.present else Status.RESTORED
        return PaperResult(run.key(paper), run.title(paper), status, last.path, final_by=last.receipt.final_by)
    for path in versions.unclaimed(run.root, run.key(paper), ready.receipt.file):
        run.findings.append(finding("LX-P022", path=f"{path.parent.name}/{path.name}"))
    changes = _changes(last.receipt, ready.receipt) if last else ()
    path = folder / ready.receipt.file
    since = last.path if last else None
    return PaperResult(run.key(paper), run.title(paper), Status.WRITTEN, path, since, changes, run.final_by)


def own_clauses(view: View) -> dict[str, str]:
    """Return the digests of the sentences a paper says in the matter's own words, under their names in a receipt."""
    digests = {id: view.material.book.digest(id) for id in view.pen.used}
    return {f"{_OWN_CLAUSE}{id}": digest for id, digest in digests.items() if digest}


def _compared(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return the fields that differ; those of an official form by its sections and numbers."""
    changes = compare(old, new)
    if "文本" not in new:
        return changes
    from lexcollect.documents.forms.naming import named  # only a form needs it

    return named(new, changes)


def _changes(old: Receipt, new: Receipt) -> tuple[Change, ...]:
    """Return the sentences said in other words and the changed fields; if there are none, what else made it differ."""
    names = sorted(name for name in {*old.sources, *new.sources} if name.startswith(_OWN_CLAUSE))
    pairs = [(name, old.sources.get(name, "")[:8], new.sources.get(name, "")[:8]) for name in names]
    changed = (*(Change(*pair) for pair in pairs if pair[1] != pair[2]), *_compared(old.fields, new.fields))
    if changed:
        return changed
    if new.final_by != old.final_by:
        return (Change(str(text("documents.change.final")), old.final_by, new.final_by),)
    if old.template_sha256 != new.template_sha256:
        return (Change(str(text("documents.change.template")), old.template_sha256[:8], new.template_sha256[:8]),)
    return (Change(str(text("documents.change.program")), old.program, new.program),)


@cache
def law_digest() -> str:
    """Return the version of the law book: a digest over its dated data, which a process reads once."""
    from lexcollect.law.parameters import DATA

    return receipts.folder_digest(DATA)
