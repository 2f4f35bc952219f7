"""Making: one paper from its material to the bytes that could be written (一份文书的制作).

Owns the order of work on one paper: view → what the facts cost → render → language rules → a look at the finished text;
and what of it is told, kept and open. A paper for the office alone is asked nothing that concerns the other side.
Writes nothing: ``drafting`` does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.casefile.kinds import Currency
from lexcollect.casefile.models import SCHEMA
from lexcollect.cn.names import safe_file_name
from lexcollect.documents import receipts
from lexcollect.documents.changes import own_clauses
from lexcollect.documents.clearing import KEPT, Point, blanks, cleared, of_findings, of_hits, unmarked
from lexcollect.documents.dress import Dress
from lexcollect.documents.finished import check_finished, texts_of
from lexcollect.documents.language import setting_of
from lexcollect.documents.lint import hits
from lexcollect.documents.material import Material, View
from lexcollect.documents.papers import template_path
from lexcollect.documents.receipts import Receipt
from lexcollect.documents.register import Paper
from lexcollect.documents.standings import resting_on_unknown, untellable
from lexcollect.documents.stops import worth_telling
from lexcollect.documents.traps import of_facts, of_text
from lexcollect.documents.unbroken import unbroken
from lexcollect.documents.versions import Draft
from lexcollect.documents.weak_points import questions
from lexcollect.findings import Finding, Refused, Where, finding, has_errors
from lexcollect.records import dataclass, field
from lexcollect.resources import resource
from lexcollect.version import __version__
from lexcollect.wording import text

if TYPE_CHECKING:
    from lexcollect.documents.dossier import Dossier

#: The papers that rest no loss on a standard: principal, persons and addresses alone, or what a title has decided.
_WITHOUT_LOSS = frozenset(
    (
        *("statement", "power_of_attorney", "identity_certificate", "service_confirmation", "enforcement"),
        *("resumption", "preservation_before_enforcement", "preservation_release", "enforcement_form"),
        *("distribution", "asset_list", "firm_letter", "preservation_cover", "withdrawal", "jurisdiction_reply"),
        *("evidence_investigation", "investigation_order", "document_production", "evidence_preservation"),
        *("evidence_extension", "payment_order", "reminder", "debt_confirmation"),
        *("handover_record", "retaking_notice", "goods_retaking", "service_checklist", "write_off", "evidence_list"),
        *(
            "consumption_limit",
            "dishonest_listing",
            "debtor_joinder",
            "enforcement_settlement",
            "enforcement_undertaking",
        ),
        *("evidence_opinion", "counsel_opinion", "supplementary_opinion"),
    )
)

#: The paper that is an official form by its number.
BY_NUMBER = "form"


def _title_of_form(number: str) -> str:
    """Return the file name of an official form by its number."""
    from lexcollect.documents.forms.reading import form_of, numbers

    title = form_of(number).title if number in numbers() else ""
    return safe_file_name(text("documents.form.title", title=title, number=number).render("zh"))


@dataclass
class Making:
    """The papers of one run on their way: their material, and what was found (``findings``) and is open.

    ``surveyed`` is the dossier with the state of every other paper, where a paper was drawn that needs it.
    """

    material: Material
    root: Path
    sources: Mapping[str, str]
    templates: Sequence[Path]
    law_book: str
    final_by: str = ""
    findings: list[Finding] = field(default_factory=list)
    open: list[Point] = field(default_factory=list)
    surveyed: Dossier | None = None

    @cached_property
    def dress(self) -> Dress:
        """Return the styles and letterheads of the folders of templates."""
        return Dress(self.templates)

    def key(self, paper: Paper) -> str:
        """Return under what name the versions of a paper are kept: that on one contract of several is another paper."""
        id = f"{paper.id}-{self.material.form}" if self.material.form and paper.id == BY_NUMBER else paper.id
        return f"{id}@{safe_file_name(self.material.apart)}" if self.material.apart else id

    def title(self, paper: Paper) -> str:
        """Return the title of a paper; of one contract among several it is in the title."""
        title = _title_of_form(self.material.form) if self.material.form and paper.id == BY_NUMBER else paper.title
        if not self.material.apart:
            return title
        contract = self.material.contract
        return safe_file_name(f"{title}（{contract.name or contract.id}）")

    def prepare(self, paper: Paper) -> Draft | None:
        """Return the paper ready to write, or ``None`` after an error; notes every finding."""
        try:
            path = None if paper.on_form else template_path(paper.template, self.templates)
            if paper.internal:
                return self._internal(paper, path)
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

    def _internal(self, paper: Paper, path: Path | None) -> Draft | None:
        """Return a paper for the office: what it says of the others is no pleading, and is held to no rule for them."""
        material = self.material
        if material.dossier is not None and paper.overview:
            from lexcollect.documents.survey import survey  # it draws every other paper

            others = survey(material, self.root, sources=self.sources, templates=self.templates)
            material = replace(material, dossier=replace(material.dossier, surveyed=others))
            self.surveyed = material.dossier
        view = paper.view()(material)
        self.findings += view.findings
        if has_errors(view.findings):
            return None
        if path is None:
            self.findings.append(finding("LX-P020", name=paper.template))
            return None
        return self._render(paper, path, view)

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

        if laid := self.dress.beside_a_form():
            self.findings.append(finding("LX-P739", names=laid))
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
        from lexcollect.documents.plaintext import words_of

        if paper.internal:
            return self._receipt(paper, view, data, source, digest, [])
        words = words_of(data)
        lines = words.paragraphs
        title = self.title(paper)
        gone = unmarked(view.findings, lines)
        self.findings = [one for one in self.findings if one not in gone]
        said = self._reviewed(of_hits(hits(lines, setting_of(self.material, paper)), title))
        said += [] if lines else [finding("LX-T087", Where(source.rsplit("/", 1)[-1]))]
        said += self._reviewed(of_findings([*of_text(paper, self.material, lines)], title))
        said += self._reviewed(of_findings(check_finished(words, paper.title, texts_of(self.material.case)), title))
        said += blanks(lines, title) if self.final_by else []
        self.findings += said
        if has_errors(said):
            return None
        return self._receipt(paper, view, data, source, digest, said)

    def _receipt(
        self, paper: Paper, view: View, data: bytes, source: str, digest: str, said: Sequence[Finding]
    ) -> Draft:
        """Return the paper with the receipt that goes beside it."""
        from lexcollect.documents.engine import content_digest
        from lexcollect.files import sha256_bytes

        return Draft(
            Receipt(
                paper=self.key(paper),
                file=f"{self.title(paper)}.docx",
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


@cache
def law_digest() -> str:
    """Return the version of the law book: a digest over its dated data, which a process reads once."""
    from lexcollect.law.parameters import DATA

    return receipts.folder_digest(DATA)
