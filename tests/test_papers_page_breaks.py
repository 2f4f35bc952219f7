"""Where the pages of a paper end: every paper of the register, and the papers of each kind of debt, as LibreOffice lays
them out.

The measures are those of the house's page (A4, 37 mm above, 35 mm below, so 225 mm of text, 22 lines of 28 points).
What holds a closing together may leave up to eight of them empty on the page before it; and the last page of a paper
says more than "here is the signature".
"""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from lexcollect.casefile import Case, parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Material
from lexcollect.documents.register import PAPERS, Paper
from outside import program
from test_every_kind import KINDS, case_text
from test_papers_preservation import BEFORE_ENFORCEMENT, small
from test_papers_preservation import decided as judged
from test_papers_templates import matter_of

#: The lines of a page: how far down the sheet they end, in points, and what they say.
Sheet = list[tuple[float, str]]
TOP, BOTTOM = 2098 / 20, (16838 - 1984) / 20
#: Eight lines, in points.
MOST = 8 * 28
#: The papers of each kind of debt that are laid out.
OF_A_KIND = ("complaint", "preservation", "settlement", "demand", "statement", "payment_order")
#: A line of a signature, and lines of a closing that say nothing of the matter.
SIGNED = re.compile(r"（(盖章|签名|签名、捺印|盖章或者签名、捺印|签名或者盖章)）")
CLOSING = re.compile(r"此致|特此(函告|通知|证明)。|附(件)?：|.{2,20}人民法院|—\d+—|第\d+页共\d+页|\d{4}年\d+月\d+日")


def exhibits(case: Case) -> dict[str, ExhibitRef]:
    """Return an exhibit for each that the facts of a case name."""
    agreed = [fact for title in case.titles for fact in title.agreements]
    ids = dict.fromkeys(id for fact in (*facts_of(case), *agreed) for id in fact.evidence)
    return {id: ExhibitRef(id, str(n), id, "书证", 1) for n, id in enumerate(ids, 1)}


def material_for(paper: Paper) -> Material:
    given = matter_of(paper)
    return given if given.exhibits else Material(given.case, given.claims, exhibits(given.case))


def kind_material(kind: str) -> Material:
    case = parse_case(case_text(kind)).case
    assert case is not None
    return Material(case, answer_case(case, date.fromisoformat(KINDS[kind][0])).claims, exhibits(case))


def draw(folder: Path, name: str, paper: str, given: Material) -> None:
    result = draft((paper,), given, folder / "papers" / name, sources={"案件.yaml": "0" * 64})
    for path in result.written:
        shutil.copy(path, folder / f"{name}-{paper}.docx")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Sheet]]:
    """Return the pages of each paper."""
    soffice = program("soffice")
    folder = tmp_path_factory.mktemp("pages")
    for paper in PAPERS.values():
        if not paper.on_form and paper.id != BEFORE_ENFORCEMENT:
            draw(folder, "登记册", paper.id, material_for(paper))
    early = small(folder / "papers" / "early", BEFORE_ENFORCEMENT, as_of=date(2026, 11, 10), **judged())
    shutil.copy(early.written[0], folder / f"登记册-{BEFORE_ENFORCEMENT}.docx")
    for kind in KINDS:
        for id in OF_A_KIND:
            draw(folder, kind.replace("/", "-"), id, kind_material(kind))
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return {path.stem: _pages(path) for path in sorted(folder.glob("*.pdf"))}


def _pages(pdf: Path) -> list[Sheet]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_lines(page) for page in document]
    finally:
        document.close()


def _lines(page: pypdfium2.PdfPage) -> Sheet:
    """Return the lines of a page by their lower edge in points from the top."""
    text, height, found = page.get_textpage(), page.get_height(), {}
    for n in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(n)
        line = round((height - bottom) / 6)
        low, said = found.get(line, (0.0, ""))
        found[line] = (
            max(low, height - bottom),
            said + re.sub(r"\s", "", text.get_text_bounded(left, bottom, right, top)),
        )
    return [found[line] for line in sorted(found)]


def number_of(page: Sheet) -> int:
    """Return the number printed on a page: each letter of a file counts its own from one."""
    found = re.search(r"—(\d+)—|第(\d+)页共", "".join(said for _, said in page))
    assert found is not None
    return int(found[1] or found[2])


def test_every_paper_with_a_template_is_laid_out(pages: dict[str, list[Sheet]]) -> None:
    drawn = {name.split("-")[-1] for name in pages if name.startswith("登记册")}
    assert drawn == {paper.id for paper in PAPERS.values() if not paper.on_form}
    assert len(pages) > 80


def test_no_page_before_the_last_has_more_than_eight_empty_lines(
    pages: dict[str, list[Sheet]],
) -> None:
    empty = {}
    for name, sheets in pages.items():
        for sheet, following in pairwise(sheets):
            if number_of(following) == 1:
                continue  # the next letter of the file begins
            low = max((low for low, _ in sheet if low < BOTTOM + 2), default=TOP)
            if BOTTOM - low > MOST:
                empty[f"{name}, page {number_of(sheet)}"] = BOTTOM - low
    assert not empty


def test_no_signature_stands_alone_on_its_page(pages: dict[str, list[Sheet]]) -> None:
    for name, sheets in pages.items():
        for sheet in sheets:
            signed = [n for n, (_, said) in enumerate(sheet) if SIGNED.search(said)]
            if signed:
                before = [said for _, said in sheet[: signed[0]] if not CLOSING.fullmatch(said)]
                assert any(len(said) > 8 for said in before), (name, number_of(sheet))
