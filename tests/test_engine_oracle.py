"""docxtpl is the oracle: on the same template and data every part of our paper is the same XML, canonically.

The template is the one that has left its former life behind (``shed``); the properties are ours alone.
"""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from lxml import etree
from PIL import Image

from engine_builder import W, add_table, canonical, docx, field, members, saved
from lexcollect.documents import engine
from lexcollect.documents.engine.package import pack, write_package
from lexcollect.documents.engine.properties import CORE_PART, properties
from lexcollect.documents.engine.shed import open_template
from lexcollect.documents.engine.structure import mend

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
FOOTNOTES_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"

PARTY = {"名称": '甲<乙>&"丙"有限公司', "电话": "024-1"}
DATA: dict[str, Any] = {
    "原告": PARTY,
    "被告": [{"名称": "𠮷记钢材㛃行", "电话": "1"}, {"名称": "'引号'与{{大括号}}公司", "电话": "2"}],
    "有担保": True,
    "无担保": False,
    "限额": "800,000.00",
    "交货": [{"批次": n, "品种": [{"名称": f"钢{n}-{m}", "金额": f"{n * m:,}.00"} for m in (1, 2, 3)]} for n in (1, 2)],
    "列": ["一月", "二月", "三月"],
    "空": [],
    "颜色": "FF0000",
    "跨": 2,
    "标题": "民事起诉状",
    "事实": "第一行\n第二行\t制表\a新的一段\f新的一页",
}


def without_its_past(template: bytes) -> bytes:
    opened = open_template(template, "模板.docx")
    assert not opened.findings
    return write_package([*opened.members, pack(CORE_PART, properties(""))])


def peer(template: bytes, data: dict[str, Any]) -> dict[str, bytes]:
    paper = DocxTemplate(io.BytesIO(template))
    paper.render(data, Environment(autoescape=True))
    stream = io.BytesIO()
    paper.save(stream)
    return members(stream.getvalue())


def made_whole(xml: bytes) -> bytes:
    """docxtpl leaves a table with fewer columns than its longest row; we do not."""
    root = etree.fromstring(xml)
    mend(root)
    return bytes(etree.tostring(root))


def assert_same(template: bytes, data: dict[str, Any]) -> None:
    ours, theirs = members(engine.load(template).render(data)), peer(without_its_past(template), data)
    assert set(ours) == set(theirs)
    for name in sorted(set(ours) - {CORE_PART}):
        if name.endswith(".rels"):
            assert relations(ours[name]) == relations(theirs[name]), name
        elif name == "[Content_Types].xml":
            assert part_types(ours) == part_types(theirs)
        elif name.endswith(".xml"):
            assert canonical(ours[name]) == canonical(made_whole(theirs[name])), name
        else:
            assert ours[name] == theirs[name], name


def relations(xml: bytes) -> set[tuple[str | None, ...]]:
    keys = ("Id", "Type", "Target", "TargetMode")
    return {tuple(node.get(key) for key in keys) for node in etree.fromstring(xml).iter(RELATIONS)}


def part_types(package: dict[str, bytes]) -> dict[str, str]:
    root = etree.fromstring(package["[Content_Types].xml"])
    defaults = {node.get("Extension"): node.get("ContentType") for node in root if node.get("Extension")}
    own = {node.get("PartName")[1:]: node.get("ContentType") for node in root if node.get("PartName")}
    return {name: own.get(name) or defaults[name.rpartition(".")[2]] for name in package if name[0] != "["}


def rich() -> bytes:
    """What lawyers' templates hold: cut runs, nested rows, paragraphs on condition, headers with fields, a picture."""
    document = Document()
    for text in (
        "原告：{¦{ 原¦告.名¦称 }¦}，电话{{原告.电话}}",
        "{%p for 人 in 被告 %}",
        "{{ loop.index }}/{{ loop.length }} {{ 人.名称 }}{% if not loop.last %}；{% else %}。{% endif %}",
        "{%p endfor %}",
        "{%p if 有担保 %}",
        "限额{{ 限额 }}元，AT&T <原文> “引号”",
        "{%p elif 无担保 %}",
        "没有",
        "{%p else %}",
        "也没有",
        "{%p endif %}",
        "{# 内部说明 #}{%p if 无担保 and 限额 == 'a<b' %}",
        "不出现",
        "{%p endif %}",
        "{%r if 有担保 %}¦担保¦{%r endif %}尾",
        "{_{ 原样 }_}",
        "{{ 事实 }}",
        "{{ 列|join('、') }}{{ ' 前后 ' ~ 限额 }}",
    ):
        paragraph = document.add_paragraph()
        for number, run in enumerate(text.split("¦")):
            paragraph.add_run(run).bold = bool(number % 2)
    document.paragraphs[11].runs[0].text = "{%p if 无担保 and 限额 == 'a<b' %}"
    add_table(
        document,
        [
            ["批次", "名称", "金额"],
            ["{%tr for 批 in 交货 %}"],
            ["第{{ 批.批次 }}批", "", ""],
            ["{%tr for 货 in 批.品种 %}"],
            ["", "{{ 货.名称 }}", "{{ 货.金额 }}"],
            ["{%tr endfor %}"],
            ["{%tr endfor %}"],
            ["{%tr if 空 %}"],
            ["空"],
            ["{%tr else %}"],
            ["合计"],
            ["{%tr endif %}"],
        ],
    )
    stream = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(stream, "PNG")
    for _ in range(2):
        document.add_picture(io.BytesIO(stream.getvalue()))
    header = document.sections[0].header.paragraphs[0]
    header.add_run("{{ 原告.")
    header.add_run("名称 }} 第")
    field(header, " PAGE ")
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run("{% if 有担保 %}担保案{% endif %} ")
    field(footer, " NUMPAGES \\* MERGEFORMAT ")
    return saved(document)


def test_every_part_of_a_rich_template_equals_docxtpl() -> None:
    assert_same(rich(), DATA)


def test_the_other_branches_equal_docxtpl_too() -> None:
    assert_same(rich(), DATA | {"有担保": False, "无担保": True, "被告": [], "交货": [], "空": ["x"], "事实": "一行"})


def test_footnotes_written_with_a_declaration_and_line_feeds_equal_docxtpl() -> None:
    document = Document()
    document.add_paragraph("正文{{ 标题 }}")
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:footnotes xmlns:w="{W}">\n'
        '<w:footnote w:id="1"><w:p><w:r><w:t>注：{{ 原告.</w:t></w:r>'
        "<w:r><w:t>名称 }}</w:t></w:r></w:p></w:footnote>"
        "\n</w:footnotes>"
    )
    package = document.part.package
    notes = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, xml.encode(), package)
    document.part.relate_to(notes, FOOTNOTES_REL)
    assert_same(saved(document), DATA)


@pytest.mark.parametrize(
    "rows",
    [
        [["月"], ["{%tc for 月 in 列 %}", "{{ 月 }}", "{%tc endfor %}"]],
        [["表头", "二", "三"], ["{% colspan 跨 %}{{ 标题 }}", "尾"]],
        [["{% cellbg 颜色 %}{{ 标题 }}", "b"]],
        [["a", "b"], ["{%tr for 月 in 列 %}"], ["{% vm %}{{ 标题 }}", "{{ 月 }}"], ["{%tr endfor %}"]],
        [
            ["{%tc for 月 in 列 %}", "{% hm %}{{ 标题 }}", "{%tc endfor %}"],
            ["{%tc for 月 in 列 %}", "{{ 月 }}", "{%tc endfor %}"],
        ],
    ],
    ids=["columns", "colspan", "cellbg", "vertical merge", "horizontal merge"],
)
def test_tables_with_changing_columns_equal_docxtpl(rows: list[list[str]]) -> None:
    assert_same(docx("前", table=rows), DATA)


def test_pictures_inside_a_loop_are_numbered_as_docxtpl_does() -> None:
    document = Document()
    stream = io.BytesIO()
    Image.new("RGB", (4, 4)).save(stream, "PNG")
    document.add_paragraph("{%p for 月 in 列 %}")
    document.add_picture(io.BytesIO(stream.getvalue()))
    document.add_paragraph("{%p endfor %}")
    document.add_picture(io.BytesIO(stream.getvalue()))
    assert_same(saved(document), DATA)


def test_line_breaks_keep_the_style_of_run_and_paragraph_as_docxtpl_does() -> None:
    def style(document: Any) -> None:
        paragraph = document.add_paragraph(style="List Bullet")
        run = paragraph.add_run("前{{ 事实 }}后")
        run.bold = True
        paragraph._p.addnext(parse_xml(f'<w:p xmlns:w="{W}"><w:r><w:t>{{{{ 事实 }}}}</w:t></w:r></w:p>'))

    assert_same(docx("x", edit=style), DATA)


INLINE = st.sampled_from(
    [
        "文字",
        "100%",
        "a<b & c",
        "{{ 甲.名称 }}",
        "{{乙}}",
        "{% if 有 %}是{% else %}否{% endif %}",
        "{% for 行 in 列 %}{{ 行 }}、{% endfor %}",
        "{% if not 有 and 乙 != '<' %}{{ 乙 }}{% endif %}",
        "{# 注 #}",
        " ",
        "}",
        "{",
    ]
)
LINE = st.lists(INLINE, min_size=1, max_size=4).map("".join)
BLOCK = st.tuples(
    st.sampled_from([("{%p if 有 %}", "{%p endif %}"), ("{%p for 行 in 列 %}", "{%p endfor %}")]),
    st.lists(LINE, max_size=3),
).map(lambda b: [b[0][0], *b[1], b[0][1]])
VALUE = st.text("甲𠮷<&>\"'{}%#\n\t ", max_size=12)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(LINE.map(lambda line: [line]), BLOCK), min_size=1, max_size=5), st.data())
def test_any_template_that_loads_equals_docxtpl(blocks: list[list[str]], data: st.DataObject) -> None:
    """Lines of text and tags, cut into runs anywhere: what the lint lets through is rendered as docxtpl does."""
    lines = []
    for line in (line for block in blocks for line in block):
        cuts = sorted(data.draw(st.lists(st.integers(0, len(line)), max_size=3)))
        lines.append("¦".join(line[a:b] for a, b in zip([0, *cuts], [*cuts, len(line)], strict=True)))
    values = {
        "甲": {"名称": data.draw(VALUE)},
        "乙": data.draw(VALUE),
        "有": data.draw(st.booleans()),
        "列": data.draw(st.lists(VALUE, max_size=3)),
    }
    template = docx(*lines)
    if not engine.check_template(template):
        assert_same(template, values)
