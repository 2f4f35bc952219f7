"""After rendering the paper is whole: what conditions and loops left is repaired by rule, or the place is named.

Each case is a small template as lawyers build them, filled so that its blocks leave nothing (and once so that they
leave everything). The judge is a checker of its own (``docx_rules``), python-docx, and LibreOffice.
"""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from lxml import etree

from docx_rules import broken
from engine_builder import W, changed, docx, members, p, tbl, tc, texts, tr, with_body
from lexcollect.documents import engine
from lexcollect.documents.engine import structure
from lexcollect.findings import Refused
from outside import program

NONE = {"有": False, "列": [], "名": "甲", "跨": 3}
ALL = {"有": True, "列": ["一", "二"], "名": "甲", "跨": 3}
IF, END, FOR, DONE = p("{%p if 有 %}"), p("{%p endif %}"), p("{%p for 项 in 列 %}"), p("{%p endfor %}")
TEXT_BOX = (
    '<w:r><w:pict><v:shape style="width:200pt;height:40pt"><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox>'
    "</v:shape></w:pict></w:r>"
)
CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
SECTION = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
BEGIN, CODE, STOP = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    "<w:r><w:instrText>PAGE</w:instrText></w:r>",
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
)
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
SEPARATOR = f'<w:footnote w:type="separator" w:id="0">{p()}</w:footnote>'


def note(*blocks: str) -> str:
    return f'{SEPARATOR}<w:footnote w:id="2">{"".join(blocks)}</w:footnote>'


def merged(value: str) -> str:
    return f'<w:vMerge w:val="{value}"/>'


def inner(*rows: str) -> str:
    """A table that fits into a cell."""
    return tbl(*rows).replace("2000", "700")


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


CASES = {
    "cell of a condition": with_body(tbl(tr(tc(IF, "x", END), "旁")), "尾"),
    "cell of a loop": with_body(tbl(tr(tc(FOR, "{{ 项 }}", DONE), "旁")), "尾"),
    "cell of two conditions": with_body(tbl(tr(tc(IF, "x", END, IF, "y", END), "旁")), "尾"),
    "cell with a table only": with_body(tbl(tr(tc(inner(tr("内", "内"))), "旁")), "尾"),
    "all cells of a row": with_body(tbl(tr("{%tc if 有 %}", "x", "{%tc endif %}"), tr("留", "留")), "尾"),
    "all cells of the only row": with_body(tbl(tr("{%tc for 项 in 列 %}", "{{ 项 }}", "{%tc endfor %}")), "尾"),
    "all rows of a table": with_body(
        tbl(tr("{%tr for 项 in 列 %}", ""), tr("{{ 项 }}", ""), tr("{%tr endfor %}", "")), "尾"
    ),
    "all rows on a condition": with_body(tbl(tr("{%tr if 有 %}", ""), tr("x", ""), tr("{%tr endif %}", "")), "尾"),
    "all rows of a table in a cell": with_body(
        tbl(tr(tc(tbl(tr("{%tr if 有 %}", ""), tr("x", ""), tr("{%tr endif %}", ""))), "旁")), "尾"
    ),
    "table on a condition in a cell": with_body(tbl(tr(tc(IF, inner(tr("x", "y")), END), "旁")), "尾"),
    "header on a condition": with_body("正文", header=IF + p("眉") + END),
    "footer of a loop": with_body("正文", footer=FOR + p("{{ 项 }}") + DONE),
    "header of one table": with_body("正文", header=tbl(tr("{%tr if 有 %}", ""), tr("x", ""), tr("{%tr endif %}", ""))),
    "text box on a condition": with_body(p(TEXT_BOX.format(IF + p("框") + END)), "尾"),
    "text box of one table": with_body(
        p(TEXT_BOX.format(tbl(tr("{%tr if 有 %}", ""), tr("x", ""), tr("{%tr endif %}", "")))), "尾"
    ),
    "footnote on a condition inside": with_body(p(run("注") + NOTE), footnotes=note(IF, p("脚注"), END)),
    "reference to a footnote on a condition": with_body(
        "前", IF, p(run("注") + NOTE), END, footnotes=note(p("第二方案的底线"))
    ),
    "content control on a condition inside": with_body("前", CONTROL.format(IF + p("控") + END), "尾"),
    "content control around the rows": with_body(
        tbl(tr("头", ""), CONTROL.format(tr("{%tr if 有 %}", "") + tr("x", "") + tr("{%tr endif %}", ""))), "尾"
    ),
    "content control around the cell's text": with_body(tbl(tr(tc(CONTROL.format(IF + p("控") + END)), "旁")), "尾"),
    "first row of a merged cell": with_body(
        tbl(
            tr("{%tr if 有 %}", ""),
            tr(tc("货款", properties=merged("restart")), "一"),
            tr("{%tr endif %}", ""),
            tr(tc("", properties=merged("continue")), "二"),
            tr(tc("", properties="<w:vMerge/>"), "三"),
        ),
        "尾",
    ),
    "first row of a wide merged cell": with_body(
        tbl(
            tr("{%tr for 项 in 列 %}", "", ""),
            tr(tc("货款", properties=f'<w:gridSpan w:val="2"/>{merged("restart")}'), "{{ 项 }}"),
            tr("{%tr endfor %}", "", ""),
            tr(tc("", properties=f'<w:gridSpan w:val="2"/>{merged("continue")}'), "二"),
            columns=3,
        ),
        "尾",
    ),
    "cell wider than the table": with_body(tbl(tr("一", "二"), tr("{% colspan 跨 %}宽", "旁")), "尾"),
    "a row longer than the columns": with_body(tbl(tr("一", "二", "三"), columns=2), IF, "x", END, "尾"),
    "one end of a bookmark": with_body(
        p("{% if 有 %}前")[:-6] + "<w:bookmarkStart w:id='7' w:name='甲'/>" + run("{% endif %}中") + "</w:p>",
        p('<w:bookmarkEnd w:id="7"/>' + run("尾")),
        p('<w:hyperlink w:anchor="甲">' + run("见上") + "</w:hyperlink>"),
    ),
    "everything": with_body(IF, "x", END),
    "whole sections": with_body("前", p("", SECTION), IF, "附页", p("", SECTION), END, "后"),
    "whole sections in a loop": with_body("前", p("", SECTION), FOR, "附页{{ 项 }}", p("", SECTION), DONE, "后"),
    "a field inside a condition": with_body(p(run("{% if 有 %}第") + BEGIN + CODE + STOP + run("页{% endif %}尾"))),
}


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    return {
        f"{name}, {size}": engine.load(template).render(data)
        for name, template in CASES.items()
        for size, data in (("none", NONE), ("all", ALL))
    }


def test_no_paper_is_damaged(papers: dict[str, bytes]) -> None:
    assert {name: found for name, data in papers.items() if (found := broken(data))} == {}


def test_python_docx_opens_every_paper(papers: dict[str, bytes]) -> None:
    for data in papers.values():
        document = Document(io.BytesIO(data))
        for table in document.tables:
            assert [cell.text for row in table.rows for cell in row.cells]


def test_libreoffice_lays_out_every_paper_with_what_stays(papers: dict[str, bytes], tmp_path: Path) -> None:
    files = []
    for number, data in enumerate(papers.values()):
        files.append(tmp_path / f"{number}.docx")
        files[-1].write_bytes(data)
    subprocess.run(
        [
            program("soffice"),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    for name, file in zip(papers, files, strict=True):
        pdf = pypdfium2.PdfDocument(file.with_suffix(".pdf"))
        shown = re.sub(r"[\s\d]", "", "".join(page.get_textpage().get_text_bounded() for page in pdf))
        pdf.close()
        for line in texts(papers[name]):
            assert re.sub(r"\s", "", line) in shown, name


def test_nothing_of_a_cell_row_or_table_that_stays_is_lost(papers: dict[str, bytes]) -> None:
    assert texts(papers["all rows of a table, none"]) == ["尾"]
    assert texts(papers["all cells of a row, none"]) == ["留", "留", "尾"]
    assert texts(papers["cell of a condition, all"]) == ["x", "旁", "尾"]
    assert texts(papers["all rows of a table in a cell, none"]) == ["", "旁", "尾"]


def test_a_merged_cell_begins_where_its_first_row_went(papers: dict[str, bytes]) -> None:
    def merges(name: str) -> list[str | None]:
        root = etree.fromstring(members(papers[name])["word/document.xml"])
        return [node.get(f"{{{W}}}val") for node in root.iter(f"{{{W}}}vMerge")]

    assert merges("first row of a merged cell, none") == ["restart", None]
    assert merges("first row of a merged cell, all") == ["restart", "continue", None]
    assert merges("first row of a wide merged cell, none") == ["restart"]


def test_a_footnote_nobody_refers_to_does_not_travel_along(papers: dict[str, bytes]) -> None:
    name = "reference to a footnote on a condition"
    assert "底线" in members(papers[f"{name}, all"])["word/footnotes.xml"].decode()
    notes = members(papers[f"{name}, none"])["word/footnotes.xml"].decode()
    assert "底线" not in notes
    assert "separator" in notes


def test_sections_come_and_go_whole(papers: dict[str, bytes]) -> None:
    def sections(name: str) -> int:
        return members(papers[name])["word/document.xml"].count(b"<w:sectPr")

    assert [sections(f"whole sections, {size}") for size in ("none", "all")] == [2, 3]
    assert [sections(f"whole sections in a loop, {size}") for size in ("none", "all")] == [2, 4]


@pytest.mark.parametrize(
    ("template", "code", "place"),
    [
        (with_body("第一节", IF, p("附页", SECTION), END, "第二节"), "LX-T082", "正文第3段"),
        (with_body("前", FOR, p("{{ 项 }}", SECTION), DONE, "后"), "LX-T082", "正文第3段"),
        (with_body("前{% if 有 %}中", p("页", SECTION), "x{% endif %}后"), "LX-T082", "正文第2段"),
        (with_body("前", p("", SECTION), IF, "附", p("", SECTION), "多", END, "后"), "LX-T082", "正文第5段"),
        (
            with_body("前", p("", SECTION), IF, "附", p("{%p else %}"), p("页", SECTION), "多", END, "后"),
            "LX-T082",
            "正文第6段",
        ),
        (with_body("前", FOR, p(run("{{ 项 }}") + NOTE), DONE, footnotes=note(p("注"))), "LX-T083", "正文第3段"),
        (
            with_body(p(run("{% for 项 in 列 %}注") + NOTE + run("{% endfor %}")), footnotes=note(p("注"))),
            "LX-T083",
            "正文第1段",
        ),
        (with_body(p(run("{% if 有 %}页") + BEGIN + run("{% endif %}") + CODE + STOP)), "LX-T053", "正文第1段"),
        (with_body(IF, p(BEGIN + CODE), END, p(STOP)), "LX-T053", "正文第1段"),
        (with_body(p(BEGIN + CODE), IF, p(STOP + BEGIN + CODE), END, p(STOP)), "LX-T053", "正文第2段"),
    ],
)
def test_what_cannot_be_repaired_is_named_with_its_place(template: bytes, code: str, place: str) -> None:
    with pytest.raises(Refused) as refused:
        engine.load(template)
    assert [(f.code, f.where.field) for f in refused.value.findings] == [(code, place)]


@pytest.mark.parametrize(
    "xml",
    [
        "<w:p><w:r><w:t>一</w:t></w:r><w:p/></w:p>",
        "<w:r><w:t>一</w:t></w:r>",
        "<w:p><w:t>一</w:t></w:p>",
        "<w:p><w:r><w:r><w:t>一</w:t></w:r></w:r></w:p>",
        "<w:p><w:r><w:t>一</w:t><w:pPr/></w:r></w:p>",
        "<w:p><w:r><w:t>一</w:t></w:r><w:pPr/></w:p>",
        "<w:p><w:pPr/><w:pPr/></w:p>",
        "<w:p><w:tc><w:p/></w:tc></w:p>",
        "<w:tr><w:tc><w:p/></w:tc></w:tr>",
        "<w:tbl><w:tblPr/><w:tblGrid/><w:tc><w:p/></w:tc></w:tbl>",
        "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:p/></w:tr></w:tbl>",
        "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/><w:tcPr/></w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tc><w:p/></w:tc></w:tc></w:tr></w:tbl>",
        "<w:sdt><w:p/></w:sdt>",
        "<w:p/><w:sectPr/><w:p/>",
    ],
)
def test_a_template_that_is_damaged_itself_is_refused(xml: str) -> None:
    assert {f.code for f in engine.check_template(with_body("前", xml, "后"))} == {"LX-T084"}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ((b"<w:body>", b"</w:body>"), (b"", b"")),  # what stands outside of a body is no page
        ((b"<w:body>", b"</w:body>"), (b"<w:body/>", b"")),
        ((b"</w:body>",), (b"</w:body><w:p><w:r><w:t>\xe5\xa4\x96</w:t></w:r></w:p>",)),
        ((b"<w:body>",), (b"<w:tbl/><w:body>",)),
    ],
)
def test_a_document_is_a_body_and_nothing_beside_it(was: tuple[bytes, ...], now: tuple[bytes, ...]) -> None:
    def torn(xml: bytes) -> bytes:
        for old, new in zip(was, now, strict=True):
            assert old in xml
            xml = xml.replace(old, new)
        return xml

    template = changed(with_body(p("前")), {"word/document.xml": torn})
    found = engine.check_template(template)
    assert found and found[0].code == "LX-T084" and found[0].where.field.startswith("正文")


def test_a_relation_that_is_missing_or_there_twice_is_refused() -> None:
    link = '<w:hyperlink r:id="rId77"><w:r><w:t>链</w:t></w:r></w:hyperlink>'
    findings = engine.check_template(with_body(p(link)))
    assert [(f.code, dict(f.params)["target"]) for f in findings] == [("LX-T012", "rId77")]
    twice = changed(with_body("一"), {"word/_rels/document.xml.rels": _twice})
    assert [f.code for f in engine.check_template(twice)] == ["LX-T001"]


def test_a_note_that_is_missing_and_a_field_without_end_are_refused() -> None:
    findings = engine.check_template(with_body(p(run("注") + NOTE), footnotes=SEPARATOR))
    assert [(f.code, dict(f.params)["target"]) for f in findings] == [("LX-T012", "2")]
    assert [f.code for f in engine.check_template(with_body(p(run("注") + NOTE)))] == ["LX-T012"]
    for torn in (BEGIN + CODE, CODE.replace("PAGE", "REF 甲") + STOP):
        findings = engine.check_template(with_body("一", footer=p(torn)))
        assert [(f.code, f.where.field) for f in findings] == [("LX-T084", "页脚（footer1.xml）")]


def test_a_merged_cell_whose_words_may_go_is_told() -> None:
    for name in ("first row of a merged cell", "first row of a wide merged cell"):
        found = engine.check_template(CASES[name])
        assert [(f.code, f.level, f.where.field) for f in found] == [("LX-T085", "warning", "正文表1第2行第1格")]
        assert "货款" in found[0].message("zh")
    inside = tbl(
        tr("{%tr if 有 %}", ""),
        tr(tc("货款", properties=merged("restart")), "一"),
        tr("{%tr for 项 in 列 %}", ""),
        tr(tc("", properties=merged("continue")), "{{ 项 }}"),
        tr("{%tr endfor %}", ""),
        tr("{%tr endif %}", ""),
    )
    assert engine.check_template(with_body(inside)) == []


def _twice(rels: bytes) -> bytes:
    first = re.findall(rb"<Relationship [^>]*/>", rels)[0]
    return rels.replace(first, first * 2)


def test_words_where_word_shows_none_do_not_travel_along() -> None:
    xml = "<w:p>旧客户<w:pPr>旧客户</w:pPr><w:r>旧客户<w:t>字</w:t>旧客户</w:r></w:p>"
    template = changed(
        with_body(xml), {"word/styles.xml": lambda old: old.replace(b"<w:rPr>", "<w:rPr>旧客户".encode(), 1)}
    )
    paper = engine.load(template).render({})
    assert texts(paper) == ["字"]
    assert not [name for name, content in members(paper).items() if "旧客户".encode() in content]


def test_a_paragraph_mark_inside_a_value_keeps_cell_and_link_whole() -> None:
    link = '<w:hyperlink w:anchor="甲"><w:r><w:t>{{ 名 }}</w:t></w:r></w:hyperlink>'
    template = with_body(tbl(tr(tc(p("{{ 名 }}")), tc(p(link)))), p(link))
    for value in ("一\a二", "一\f二", "一\n二\t三"):
        assert broken(engine.load(template).render({"名": value})) == []


def test_mending_what_is_whole_changes_nothing() -> None:
    for template in CASES.values():
        for part, content in members(engine.load(template).render(ALL)).items():
            if part.startswith("word/") and part.endswith(".xml"):
                assert not structure.mend(etree.fromstring(content)), part


def test_a_plain_letter_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lexcollect.documents.engine.structure.mend", lambda _: pytest.fail("parsed"))
    assert engine.load(docx("致{{ 名 }}：{% if 有 %}是{% endif %}")).render(NONE)
