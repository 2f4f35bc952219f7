"""The shipped Word templates: drawn by the script, accepted by the engine, laid out in the house style."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from drawn import papers
from engine_builder import changed, docx
from in_suit import BEFORE_SUIT, matter_for
from lexcollect.casefile import parse_case
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.engine import check_template, field_names, fields_of
from lexcollect.documents.material import Material
from lexcollect.documents.register import PAPERS, Paper
from papers import drafted
from several import framework, material_of, trade
from test_papers_finance_lease import drafted as lease_drafted
from test_papers_sides import SEVERAL
from transfers import answered, assigned

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ALL = [paper for paper in PAPERS.values() if not paper.on_form]  # an official form has no template of ours
#: The papers that stand on the contract; what a title fixes has tests of its own.
#: Tables of many columns lie across.
ACROSS = {"evidence_list", "attack"}
#: Papers of one page, with edges that let them stand on it.
SHORT = {"reminder", "handover_record"}
OF_THE_CONTRACT = [paper for paper in ALL if not paper.on_title]


def part(data: Path, name: str) -> str:
    with zipfile.ZipFile(data) as archive:
        return archive.read(name).decode("utf-8")


def decided(paper: Paper) -> Material:
    """The example after judgment, in which enforcement was applied for, or was not yet."""
    case = parse_case((ROOT / "examples" / "matter-enforcement" / "案件.yaml").read_bytes()).case
    assert case is not None
    case = case if paper.id == "resumption" else case.but(filings=())
    return Material(case, answer_case(case, date(2026, 9, 15)).claims, {})


def matter_of(paper: Paper) -> Material:
    """The matter a paper is written for: after judgment, of an assigned price, or the example."""
    if paper.on_title:
        return decided(paper)
    if paper.id in ("assignment_notice", "assignee_notice"):
        matter = answered(assigned(communications=[]))
        return Material(matter.case, matter.claims, {})
    return matter_for(paper.id)


def body(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(part(path, "word/document.xml"))


def known_to(paper: Paper) -> set[str]:
    """Return the names of the fields that a view gives, on one contract, on several and on several sides."""
    drawn = [one.fields for one in papers() if one.paper == paper.id]
    given = paper.view()(matter_of(paper)).fields or drawn[0]
    lists_that_are_empty = {
        "其他事项": [""],
        "共同": [""],
        "占用费": [""],
        **{key: [dict.fromkeys(("日期", "内容", "证据"), "")] for key in ("施工", "验收", "其他验收")},
        "交付": [""],
        "物保": [""],
        "目的": [""],
        "变化": [dict.fromkeys(("文书", "版本", "项", "原", "现"), "")],
        "费用": [dict.fromkeys(("名称", "金额", "条款", "证据"), "")],
    }
    known = field_names({**given, **{k: v for k, v in lists_that_are_empty.items() if k in given}})
    known |= field_names(paper.view()(matter_for(paper.id, *SEVERAL)).fields)
    if paper.id == BEFORE_SUIT:  # of several contracts it tells what the application in the suit tells
        paper = PAPERS["preservation"]
    if not paper.on_title:
        several = paper.view()(material_of(trade())).fields
        known |= field_names(
            {**several, "费用": [dict.fromkeys(("名称", "金额", "合同", "条款", "证据"), "")], "物保": [""]}
        )
        known |= field_names(paper.view()(material_of(framework(12))).fields) | {"明细.注"}
        # Of one contract among several the same is told as of one alone.
        known |= {f"分部[].{name}" for name in known if not name.startswith("分部")}
    for fields in drawn:
        known |= field_names(fields)
    return known | {name.replace("账户.", "账户.其余[].", 1) for name in known if name.startswith("账户.")}


@pytest.mark.parametrize("paper", OF_THE_CONTRACT, ids=lambda p: p.id)
def test_template_passes_the_checker_with_the_fields_of_its_view(paper: Paper) -> None:
    known = known_to(paper)
    if paper.id in ("termination_notice", "sme_complaint"):  # told as in a demand, signed as a complaint
        known |= known_to(PAPERS["demand"]) | known_to(PAPERS["complaint"])
    if paper.id in ("settlement", "mediation_agreement"):  # of several contracts both tell what the private one tells
        known |= known_to(PAPERS["settlement"]) | {f"另条[].{name}" for name in ("序", "题", "款[]")}
        known |= {f"新增[].{name}" for name in ("称谓", "名称", "身份信息", "代表人")}
    if paper.id == "bankruptcy_claim":  # it tells each contract as the complaint does, or else the title
        told = known_to(PAPERS["complaint"])
        known |= {f"各书[].各部[].{name}" for name in (*told, "费用[]", "占用费[]")}
        known |= {f"各书[].{name}" for name in told if name.startswith(("保证", "共同", "往来", "账户"))} | {
            "各书[].文书[]"
        }
        known |= {f"各书[].账户.其余[].{name}" for name in ("户名", "开户行", "账号")}
    assert check_template(TEMPLATES / paper.template, known) == []


@pytest.mark.parametrize("paper", ALL, ids=lambda p: p.id)
def test_every_field_name_is_chinese(paper: Paper) -> None:
    for name in fields_of(TEMPLATES / paper.template):
        assert re.fullmatch(r"[\u4e00-\u9fff.\[\]]+", name), name


def test_committed_templates_are_what_the_script_draws() -> None:
    script = TEMPLATES / "build_templates.py"
    run = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, "")


@pytest.mark.parametrize("paper", ALL, ids=lambda p: p.id)
def test_page_is_a4_with_the_type_area_of_the_house(paper: Paper) -> None:
    section = body(TEMPLATES / paper.template).find(f".//{W}sectPr")
    assert section is not None
    size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert size is not None and margin is not None
    sheet, edges = ("11906", "16838"), [37, 35, 28, 26]
    if paper.id in ACROSS:
        sheet, edges = sheet[::-1], [28, 26, 28, 28]
    elif paper.internal:
        edges = [17, 20, 28, 26]
    elif paper.id in SHORT:
        edges = [28, 23, 28, 26]
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == sheet
    millimetres = [round(int(margin.get(f"{W}{side}", "0")) / 56.7) for side in ("top", "bottom", "left", "right")]
    assert millimetres == edges


@pytest.mark.parametrize("paper", ALL, ids=lambda p: p.id)
def test_body_is_san_hao_fangsong_with_exact_lines_and_two_characters_in(paper: Paper) -> None:
    styles = part(TEMPLATES / paper.template, "word/styles.xml")
    style = re.search(r'<w:style [^>]*w:styleId="LxBody">.*?</w:style>', styles)
    assert style is not None
    for wanted in (
        'w:firstLineChars="200"',
        'w:line="560" w:lineRule="exact"',
        'w:eastAsia="仿宋_GB2312"',
        'w:ascii="Times New Roman"',
        '<w:sz w:val="32"/>',
        "<w:widowControl/>",
    ):
        assert wanted in style[0]


@pytest.mark.parametrize("paper", ALL, ids=lambda p: p.id)
def test_page_number_is_a_field_in_separate_runs(paper: Paper) -> None:
    # WPS shows no number when the field's begin, code and end share a run.
    with zipfile.ZipFile(TEMPLATES / paper.template) as archive:
        footers = [n for n in archive.namelist() if n.startswith("word/footer")]
    assert footers
    for name in footers:
        footer = ElementTree.fromstring(part(TEMPLATES / paper.template, name))
        marks = [
            [child.tag.removeprefix(W) for child in run if child.tag in (f"{W}fldChar", f"{W}instrText")]
            for run in footer.iter(f"{W}r")
        ]
        assert all(len(found) <= 1 for found in marks)
        assert any(node.text and "PAGE" in node.text for node in footer.iter(f"{W}instrText"))


def shown(path: Path) -> list[ElementTree.Element]:
    """Return paragraphs and tables of a template without the paragraphs that only hold a tag."""
    whole = body(path).find(f"{W}body")
    assert whole is not None
    return [block for block in whole if "{%p" not in "".join(block.itertext()) or block.tag == f"{W}tbl"]


def style_of(block: ElementTree.Element) -> str:
    found = block.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


@pytest.mark.parametrize("paper", ALL, ids=lambda p: p.id)
def test_tables_repeat_their_head_and_rows_of_figures_do_not_split(paper: Paper) -> None:
    """A row with a wide column of text may break: it can be taller than what is left of a page."""
    for table in body(TEMPLATES / paper.template).iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert rows[0].find(f"{W}trPr/{W}cantSplit") is not None
        for row in rows:
            worded = {style_of(p) for p in row.iter(f"{W}p")} & {"LxCellLeft"}
            assert worded or row.find(f"{W}trPr/{W}cantSplit") is not None


@pytest.mark.parametrize("paper", ALL, ids=lambda p: p.id)
def test_no_line_stands_hard_at_a_table_and_a_note_goes_with_it(paper: Paper) -> None:
    """Above: a heading, a caption, or a style with air; below: a style with air; the last row holds on to a note."""
    blocks = shown(TEMPLATES / paper.template)
    for n, block in enumerate(blocks):
        if block.tag != f"{W}tbl":
            continue
        before = next(style_of(b) for b in reversed(blocks[:n]) if b.tag != f"{W}tbl")
        below = next(b for b in blocks[n + 1 :] if b.tag != f"{W}tbl")
        after = "Below" if below.find(f"{W}pPr/{W}pageBreakBefore") is not None else style_of(below)
        assert before.startswith(("LxTitle", "LxHead", "LxCaption", "LxTableNote")) or before.endswith("Above"), before
        assert after.endswith("Below") or after in ("LxTableNote", "LxCaption", "LxHead"), after
        if style_of(blocks[n + 1]) == "LxTableNote":
            *_, last = [row for row in block.findall(f"{W}tr") if "{%tr" not in "".join(row.itertext())]
            assert kept(last) or "{{ 合计" not in "".join(last.itertext())


@pytest.mark.parametrize("paper", ALL, ids=lambda p: p.id)
def test_paragraphs_are_spaced_and_set_by_their_styles_alone(paper: Paper) -> None:
    """One change of a style restyles every paper; 黑体 and bold stand by hand only where a label opens a line."""
    for paragraph in body(TEMPLATES / paper.template).iter(f"{W}p"):
        assert style_of(paragraph).startswith("Lx")
        for name in ("spacing", "ind", "jc"):
            assert paragraph.find(f"{W}pPr/{W}{name}") is None
        for props in paragraph.iter(f"{W}rPr"):
            assert {child.tag for child in props} == {f"{W}rFonts", f"{W}b"}


def test_all_templates_share_their_styles_and_headings_are_heavier_than_text() -> None:
    """On a machine without 黑体 and 楷体 a heading would look like the text below it."""
    (styles,) = {part(TEMPLATES / paper.template, "word/styles.xml") for paper in ALL}
    for name in ("LxHead", "LxSubhead", "LxCaption", "LxTableHead"):
        found = re.search(rf'w:styleId="{name}">.*?</w:style>', styles)
        assert found is not None and "<w:b/>" in found[0]


def kept(row: ElementTree.Element) -> bool:
    """Whether a row holds on to the next one: of a single paragraph is enough for Word."""
    return any(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p"))


def test_a_table_longer_than_a_page_breaks_and_keeps_caption_and_total(tmp_path: Path) -> None:
    # Held together as a whole it would leave its caption alone on the page before.
    result = lease_drafted(tmp_path, papers=("complaint",))
    (long,) = [t for t in body(result.written[0]).iter(f"{W}tbl") if len(t.findall(f"{W}tr")) > 20]
    head, *rows, total = long.findall(f"{W}tr")
    assert head.find(f"{W}trPr/{W}tblHeader") is not None and not kept(total)
    held = [kept(row) for row in rows]
    assert (held[0], held[-2:]) == (True, [True, True]) and not any(held[1:-2])


def test_rendered_papers_have_no_empty_paragraph_and_no_colour(tmp_path: Path) -> None:
    for path in drafted(tmp_path).written:
        if path.stem == PAPERS["form"].title:
            continue  # drawn as the court prints it, from no template
        document = body(path)
        cells = {p for cell in document.iter(f"{W}tc") for p in cell.iter(f"{W}p")}
        for paragraph in document.iter(f"{W}p"):
            text = "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
            assert text or paragraph in cells, path.name
        assert "w:color " not in part(path, "word/document.xml") + part(path, "word/styles.xml")


def test_a_template_that_comes_out_blank_is_no_paper(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "律师函.docx").write_bytes(docx("{%p if not 收函人.名称 %}", "正文", "{%p endif %}"))
    result = drafted(tmp_path / "3-文书", "letter", templates=[folder])
    assert [(f.code, f.where.file) for f in result.findings if f.stops] == [("LX-T087", "律师函.docx")]
    assert result.papers[0].refused


def test_the_note_on_a_template_reaches_the_user(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    variables = b'<w:docVars><w:docVar w:name="a" w:val="b"/></w:docVars><w:zoom'
    old = changed(
        docx("致{{ 收函人.名称 }}：见《合同》"), {"word/settings.xml": lambda s: s.replace(b"<w:zoom", variables, 1)}
    )
    (folder / "律师函.docx").write_bytes(old)
    result = drafted(tmp_path / "3-文书", "letter", templates=[folder])
    assert {"LX-T077", "LX-T080"} <= {f.code for f in result.findings}
    assert result.papers[0].path and result.papers[0].path.is_file()


def test_signature_holds_on_to_the_lines_before_it() -> None:
    for paper in ALL:
        styles = part(TEMPLATES / paper.template, "word/styles.xml")
        for style in ("LxClosing", "LxAnnexKept", "LxSignFirst", "LxSign", "LxSeal", "LxSealFirst"):
            found = re.search(rf'w:styleId="{style}">.*?</w:style>', styles)
            assert found is not None and "<w:keepNext/>" in found[0]


@pytest.mark.parametrize("paper", ALL, ids=lambda p: p.id)
def test_the_lead_to_an_account_goes_with_it(paper: Paper) -> None:
    """A page that ends with 下列账户： leaves the reader without the account."""
    blocks = shown(TEMPLATES / paper.template)
    said = ["".join(block.itertext()) for block in blocks]
    for n, words in enumerate(said[1:], 1):
        if words.startswith("户名：") and said[n - 1].endswith("："):
            assert blocks[n - 1].find(f"{W}pPr/{W}keepNext") is not None, said[n - 1]


def test_a_note_below_a_table_is_not_divided() -> None:
    with zipfile.ZipFile(TEMPLATES / "lawyer_letters/律师函.docx") as archive:
        styles = ElementTree.fromstring(archive.read("word/styles.xml"))
    note = next(one for one in styles if one.get(f"{W}styleId") == "LxTableNote")
    assert note.find(f"{W}pPr/{W}keepLines") is not None
