"""One change of a style restyles every paper, a firm's letterhead lies under its letters: by files in ``templates``.

A letter of the law firm bears the firm's letterhead, one of the creditor its own, an application to the court none.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt
from PIL import Image

from cli_run import typed
from docx_order import disorder
from docx_rules import broken
from engine_builder import changed, field, saved
from golden import text_of
from lexcollect.casefile.models import LetterChoice
from lexcollect.documents.drafting import DraftResult
from lexcollect.documents.receipts import path_of, read
from lexcollect.files import sha256_file
from lexcollect.matter.example import load_example, prepare
from lexcollect.resources import resource
from papers import drafted, material
from test_papers_creditor_letters import two_guarantors
from test_papers_reports import mortgaged

LETTER = resource("templates") / "lawyer_letters" / "律师函.docx"
KAI = 'w:eastAsia="楷体"'


def codes(result: DraftResult) -> set[str]:
    return {f.code for f in result.findings}


def body_style(font: str = "楷体", name: str = "正文缩进") -> bytes:
    """The styles of the house as Word saves them: another id, the same name, another font, 14 points."""
    document = Document(LETTER)
    style = document.styles["正文缩进"]
    style.element.set(style.element.nsmap["w"].join("{}") + "styleId", "a9")
    style.element.rPr.rFonts.set(style.element.nsmap["w"].join("{}") + "eastAsia", font)
    style.font.size = Pt(14)
    style.name = name
    return saved(document)


def letterhead(*, first: bool = False, foot: str = "", name: str = "样例律师事务所　专业　勤勉") -> bytes:
    document = Document()
    section = document.sections[0]
    section.top_margin, section.different_first_page_header_footer = Pt(140), first
    header = section.first_page_header if first else section.header
    header.paragraphs[0].text = name
    stream = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(stream, "PNG")
    header.paragraphs[0].add_run().add_picture(io.BytesIO(stream.getvalue()))
    if foot:
        section.footer.paragraphs[0].add_run(foot)
        field(section.footer.paragraphs[0], " PAGE ")
    return saved(document)


def folder(root: Path, **files: bytes) -> Path:
    templates = root / "templates"
    templates.mkdir()
    for name, data in files.items():
        (templates / f"{name}.docx").write_bytes(data)
    return templates


def parts(result: DraftResult, paper: str) -> dict[str, str]:
    path = next(p.path for p in result.papers if p.paper == paper)
    assert path is not None, [f.line() for f in result.findings if f.stops]
    assert [*disorder(path.read_bytes()), *broken(path.read_bytes())] == []
    with zipfile.ZipFile(path) as package:
        return {n: package.read(n).decode("utf-8") for n in package.namelist() if n.endswith((".xml", ".rels"))}


def style_of(package: dict[str, str], id: str) -> str:
    found = re.search(rf'<w:style [^>]*w:styleId="{id}">.*?</w:style>', package["word/styles.xml"])
    assert found is not None
    return found[0]


# --- styles -------------------------------------------------------------------------------------------------


def test_one_changed_style_restyles_every_paper_and_nothing_else(tmp_path: Path) -> None:
    papers = ("letter", "complaint", "preservation", "settlement", "demand", "power_of_attorney")
    plain = drafted(tmp_path / "plain", *papers)
    templates = folder(tmp_path, 样式=body_style())
    made = drafted(tmp_path / "made", *papers, templates=(templates,))
    assert not codes(made) - codes(plain)
    for paper in papers:
        package = parts(made, paper)
        body = style_of(package, "LxBody")
        assert KAI in body and '<w:sz w:val="28"/>' in body and "楷体" not in style_of(package, "LxFlush")
        was, now = (next(p.path for p in result.papers if p.paper == paper) for result in (plain, made))
        assert was is not None and now is not None and text_of(was.read_bytes()) == text_of(now.read_bytes())
        receipt = read(path_of(now.parent, paper))
        assert receipt is not None and receipt.sources["样式.docx"] == sha256_file(templates / "样式.docx")


def test_no_style_or_letterhead_reaches_an_official_form_and_that_is_told(tmp_path: Path) -> None:
    """说明第4项: neither elements nor layout may be changed. The same bytes with and without; told once (LX-P739)."""
    plain, templates = drafted(tmp_path / "plain", "form"), folder(tmp_path, 样式=body_style())
    made = drafted(tmp_path / "made", "form", templates=(templates,))
    was, now = (next(p.path for p in result.papers) for result in (plain, made))
    assert was is not None and now is not None and was.read_bytes() == now.read_bytes()
    told = [f.line("zh") for f in made.findings if f.code == "LX-P739"]
    assert len(told) == 1 and told[0].startswith("样式.docx") and "LX-P739" not in codes(plain)


def test_a_style_sheet_that_shares_no_name_is_told(tmp_path: Path) -> None:
    stranger = saved(Document())
    with zipfile.ZipFile(io.BytesIO(stranger)) as package:
        sheet = package.read("word/styles.xml").decode("utf-8")
    alone = re.sub(r'<w:name w:val="([^"]*)"', r'<w:name w:val="别的\1"', sheet)
    templates = folder(tmp_path, 样式=changed(stranger, {"word/styles.xml": alone.encode("utf-8")}))
    assert "LX-T110" in codes(drafted(tmp_path / "made", "letter", templates=(templates,)))


def test_the_numbering_and_themes_of_a_style_sheet_stay_behind(tmp_path: Path) -> None:
    def numbered(old: bytes) -> bytes:
        more = '<w:numPr><w:numId w:val="7"/></w:numPr>'
        text = re.sub(r'(w:styleId="a9">.*?<w:pPr>)', rf"\g<1>{more}", old.decode("utf-8"), count=1, flags=re.DOTALL)
        assert more in text
        return text.replace(KAI, f'{KAI} w:eastAsiaTheme="minorEastAsia"').encode("utf-8")

    templates = folder(tmp_path, 样式=changed(body_style(), {"word/styles.xml": numbered}))
    body = style_of(parts(drafted(tmp_path / "made", "letter", templates=(templates,)), "letter"), "LxBody")
    assert KAI in body and "numPr" not in body and "Theme" not in body


def sealed() -> bytes:
    """The styles of a firm that has a box for the seal: right, 60 points high, drawn."""
    document = Document(LETTER)
    style = document.styles.add_style("公章位置", 1)
    style.font.size = Pt(11)
    style.paragraph_format.line_spacing = Pt(60)
    return saved(document)


PLACE = '<w:pStyle w:val="LxSealPlace"/>'


def test_the_place_of_the_seal_stands_below_each_company_that_signs_and_below_no_person(tmp_path: Path) -> None:
    """The steel matter: creditor and debtor are companies, the guarantor is a person and signs by hand."""
    papers = ("letter", "complaint", "settlement", "demand")
    templates = folder(tmp_path, 样式=sealed())
    made = drafted(tmp_path / "made", *papers, templates=(templates,))
    found = {paper: parts(made, paper)["word/document.xml"] for paper in papers}
    # The letter is sealed by the firm, the complaint and the demand by the creditor, the settlement by both companies.
    assert {paper: xml.count(PLACE) for paper, xml in found.items()} == {
        "letter": 1,
        "complaint": 1,
        "settlement": 2,
        "demand": 1,
    }
    for xml in found.values():
        assert xml.count("（公章）") == xml.count(PLACE) and "{%" not in xml
    after = found["complaint"].index(PLACE)
    assert found["complaint"].rindex("（盖章）", 0, after) < after < found["complaint"].rindex("2026")
    style = style_of(parts(made, "complaint"), "LxSealPlace")
    assert 'w:line="1200"' in style and "basedOn" not in style


def test_without_that_style_no_place_is_added_and_a_person_gets_none(tmp_path: Path) -> None:
    plain = drafted(tmp_path / "plain", "complaint", templates=(folder(tmp_path, 样式=body_style()),))
    assert "公章" not in parts(plain, "complaint")["word/document.xml"]
    (tmp_path / "b").mkdir()
    person = drafted(
        tmp_path / "made", "mortgagor", given=mortgaged(), templates=(folder(tmp_path / "b", 样式=sealed()),)
    )
    assert "（公章）" not in parts(person, "mortgagor")["word/document.xml"]


def test_a_bare_number_of_a_letter_takes_the_form_of_the_office(tmp_path: Path) -> None:
    named = ("letter_no: （2026）津样律函字第001号", "letter_no: '18', numbering: '〔{年}〕津渤律函字第{号}号'")
    given = material(named)
    said = text_of(next(p.path for p in drafted(tmp_path, "letter", given=given).papers if p.path).read_bytes())
    assert "〔2026〕津渤律函字第18号" in said
    whole = LetterChoice(letter_no="（2026）第1号", numbering="〔{年}〕{号}")
    assert whole.number_on(date(2026, 1, 1)) == "（2026）第1号"


# --- letterhead ---------------------------------------------------------------------------------------------


def test_the_letterhead_of_the_firm_lies_under_its_letters_and_no_others(tmp_path: Path) -> None:
    templates = folder(tmp_path, 信笺=letterhead())
    made = drafted(tmp_path / "made", "letter", "firm_letter", "demand", "complaint", templates=(templates,))
    for paper, bears in (("letter", True), ("firm_letter", True), ("demand", False), ("complaint", False)):
        package = parts(made, paper)
        assert any("样例律师事务所　专业　勤勉" in xml for xml in package.values()) is bears, paper
    package = parts(made, "letter")
    assert '<w:pStyle w:val="LxLetterhead"/>' not in package["word/document.xml"]  # the name stands in the head
    assert 'w:top="2800"' in package["word/document.xml"]  # 140 pt: the body begins below the head
    assert "word/footer1.xml" in package and "footerReference" in package["word/document.xml"]
    path = next(p.path for p in made.papers if p.paper == "letter")
    assert path is not None
    with zipfile.ZipFile(path) as archive:
        assert "word/media/lxLetter1-1.png" in archive.namelist()


def test_a_creditor_has_a_letterhead_of_its_own(tmp_path: Path) -> None:
    name = {"信笺-债权人": letterhead(name="天津津渤示例钢材贸易有限公司　函")}
    made = drafted(tmp_path / "made", "letter", "demand", "guarantor", templates=(folder(tmp_path, **name),))
    for paper, bears in (("letter", False), ("demand", True), ("guarantor", True)):
        assert any("贸易有限公司　函" in xml for xml in parts(made, paper).values()) is bears, paper


def test_a_letterhead_of_the_first_page_keeps_the_numbers_on_it(tmp_path: Path) -> None:
    made = drafted(tmp_path / "made", "letter", templates=(folder(tmp_path, 信笺=letterhead(first=True)),))
    body = parts(made, "letter")["word/document.xml"]
    section = body[body.rindex("<w:sectPr") :]
    assert "<w:titlePg/>" in section
    assert {*re.findall(r'<w:footerReference w:type="(\w+)"', section)} == {"default", "first"}


def test_a_foot_of_the_letterhead_takes_the_place_of_the_page_number(tmp_path: Path) -> None:
    made = drafted(tmp_path / "made", "letter", templates=(folder(tmp_path, 信笺=letterhead(foot="地址：天津　第")),))
    package = parts(made, "letter")
    (foot,) = [name for name, xml in package.items() if "地址：天津　第" in xml]
    assert foot.startswith("word/lxLetter")
    assert package["word/document.xml"].count("<w:footerReference") == package["word/document.xml"].count("<w:sectPr")


def test_several_letters_in_a_file_each_keep_their_pages_counted_from_one(tmp_path: Path) -> None:
    name = {"信笺-债权人": letterhead(name="信笺")}
    templates = (folder(tmp_path, **name),)
    made = drafted(tmp_path / "made", "guarantor", given=two_guarantors(), templates=templates)
    body = parts(made, "guarantor")["word/document.xml"]
    assert body.count('<w:pgNumType w:start="1"/>') == 2 == body.count("<w:sectPr")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (saved(Document()), "LX-T111"),
        (b"no Word file", "LX-T001"),
        (changed(letterhead(), {"word/vbaProject.bin": b"x"}), "LX-T017"),
    ],
    ids=["no head or foot", "no Word file", "a macro"],
)
def test_a_letterhead_that_is_none_is_told(tmp_path: Path, data: bytes, code: str) -> None:
    made = drafted(tmp_path / "made", "letter", "complaint", templates=(folder(tmp_path, 信笺=data),))
    assert code in codes(made)
    assert not next(p for p in made.papers if p.paper == "complaint").refused  # it bears no letterhead


# --- the samples to begin with ------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["样式", "信笺", "信笺-债权人"])
def test_a_sample_is_copied_checked_and_changes_nothing_until_it_is_changed(tmp_path: Path, word: str) -> None:
    matter = tmp_path / "案"
    prepare(load_example(), matter)
    code, out, err = typed("template", "copy", word, str(matter), cwd=matter)
    path = matter / "templates" / f"{word}.docx"
    assert code == 0, out + err
    assert [*disorder(path.read_bytes()), *broken(path.read_bytes())] == []
    code, out, err = typed("template", "check", str(path), cwd=matter)
    assert code == 0 and f" √ {word}.docx　可以使用　" in out and "LX-" not in out + err
    assert typed("template", "copy", word, str(matter), cwd=matter)[0] == 1
    plain, made = (drafted(tmp_path / n, "letter", templates=t) for n, t in (("a", ()), ("b", (matter / "templates",))))
    was, now = parts(plain, "letter"), parts(made, "letter")
    assert style_of(was, "LxBody") == style_of(now, "LxBody")
    assert ("（律师事务所的抬头）" in "".join(now.values())) is (word == "信笺")


def test_every_paragraph_style_of_the_templates_is_in_the_sample(tmp_path: Path) -> None:
    matter = tmp_path / "案"
    prepare(load_example(), matter)
    typed("template", "copy", "样式", str(matter), cwd=matter)
    said = text_of((matter / "templates" / "样式.docx").read_bytes())
    names = [s.name for s in Document(LETTER).styles if s.element.styleId.startswith("Lx")]
    assert len(names) > 20 and all(f"{name}　" in said for name in names)
