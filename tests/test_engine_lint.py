"""Template lint: each way a template silently damages a paper is told with its place and its words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment

from engine_builder import W, add_table, changed, docx, saved
from lexcollect.documents import engine
from lexcollect.documents.engine import expressions
from lexcollect.findings import Finding, Refused
from lexcollect.wording import speaking


def found(*paragraphs: str, table: Iterable[Iterable[str]] = (), **options: Any) -> list[Finding]:
    return engine.check_template(docx(*paragraphs, table=table, **options), name="模板.docx")


def codes(*paragraphs: str, table: Iterable[Iterable[str]] = (), **options: Any) -> set[str]:
    return {f.code for f in found(*paragraphs, table=table, **options)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ cycler.__init__ }}", "LX-T032"),
        ("{{ ''.__class__ }}", "LX-T032"),
        ("{{ _内部 }}", "LX-T032"),
        ("{{ 原告['__class__'] }}", "LX-T032"),
        ("{{ x.append(1) }}", "LX-T031"),
        ("{{ 'a'*100000000 }}", "LX-T031"),
        ("{{ 9**9**9 }}", "LX-T031"),
        ("{{ 金额 / 3 }}", "LX-T031"),
        ("{{ '%0999999999d' % 1 }}", "LX-T031"),
        ("{{ 名单[键] }}", "LX-T031"),
        ("{{ 名单[1:] }}", "LX-T031"),
        ("{% for i in range(10**9) %}{% endfor %}", "LX-T031"),
        ("{% for 甲 in 名单 if 甲.欠款 %}{% endfor %}", "LX-T031"),
        ("{% for 甲, 乙 in 名单 %}{% endfor %}", "LX-T031"),
        ("{% for 甲 in 名单 recursive %}{% endfor %}", "LX-T031"),
        ("{% for 甲 in 名单 %}{{ loop.cycle }}{% endfor %}", "LX-T031"),
        ("{{ 0.1 }}", "LX-T043"),
        ("{% if 利率 > 0.5 %}高{% endif %}", "LX-T043"),
        ("{{ 原告|safe }}", "LX-T048"),
        ("{{ 原告|default('') }}", "LX-T048"),
        ("{% if 原告 is string %}{% endif %}", "LX-T048"),
        ("{{ self }}", "LX-T033"),
        ("{% set 甲 = 1 %}", "LX-T050"),
        ("{% include 'x' %}", "LX-T050"),
        ("{% macro m() %}", "LX-T050"),
        ("{% raw %}{% endraw %}", "LX-T050"),
        ("{{ 原告 名称 }}", "LX-T030"),
        ("{{ 原告。名称 }}", "LX-T030"),
        ("{{ }}", "LX-T030"),
        ("{% if %}{% endif %}", "LX-T030"),
        ("{{ 甲 == 'A&B' }}", "LX-T030"),
        ("{%-p if 甲 %}", "LX-T030"),
        ("{{ “甲” }}", "LX-T041"),
        ("{% if 甲 == ‘乙’ %}{% endif %}", "LX-T041"),
        ("{{p 甲 }}", "LX-T049"),
        ("{{r 甲 }}", "LX-T049"),
        ("{% p if 甲 %}", "LX-T040"),
        ("{% tr for 甲 in 乙 %}", "LX-T040"),
        ("{%p　if 甲 %}", "LX-T040"),
        ("{{ 原告.名称", "LX-T046"),
        ("原告 }}", "LX-T046"),
        ("{% if 甲 }}", "LX-T046"),
        ("{% if 甲 %}", "LX-T038"),
        ("{% endif %}", "LX-T038"),
        ("{% else %}", "LX-T038"),
        ("{% for 甲 in 乙 %}{% elif 甲 %}{% endfor %}", "LX-T038"),
        ("{% if 甲 %}{% endfor %}", "LX-T038"),
        ("{%tr if 甲 %}", "LX-T057"),
        ("{%tc if 甲 %}", "LX-T057"),
    ],
)
def test_a_faulty_tag_is_told_with_paragraph_and_words(text: str, code: str) -> None:
    findings = [f for f in found("第一段", text) if f.code == code]
    assert findings, [f.line() for f in found("第一段", text)]
    assert str(findings[0].where) == "模板.docx 正文第2段"
    assert dict(findings[0].params)["words"] in text


@pytest.mark.parametrize("name", ["items", "values", "keys", "get", "pop", "copy", "update", "count", "index"])
def test_names_that_would_print_a_method_are_reserved(name: str) -> None:
    assert codes("{{ 原告." + name + " }}") == {"LX-T033"}


@pytest.mark.parametrize("text", ["｛｛ 原告.名称 ｝｝", "{｛ 原 ｝}", "｛% if 甲 %｝", "{％ if 甲 ％}", "｛{ 原 }｝"])
def test_full_width_braces_are_told(text: str) -> None:
    assert "LX-T035" in codes(text)


def test_text_beside_a_tag_that_takes_the_paragraph_is_lost() -> None:
    findings = found("{%p if 甲 %}这句话会丢", "正文", "{%p endif %}")
    assert [f.code for f in findings] == ["LX-T036"]
    assert "这句话会丢" in findings[0].message()
    assert codes("{%p if 甲 %}{{ 乙 }}", "正文", "{%p endif %}") == {"LX-T036"}


def test_text_beside_a_tag_that_takes_the_row_or_cell_is_lost() -> None:
    rows = [["{%tr for 甲 in 乙 %}", "丢失"], ["{{ 甲 }}", ""], ["{%tr endfor %}", ""]]
    findings = found(table=rows)
    assert [(f.code, f.where.field) for f in findings] == [("LX-T036", "正文表1第1行第1格")]
    assert codes(table=[["{%tc for 甲 in 乙 %}丢失", "{{ 甲 }}", "{%tc endfor %}"]]) == {"LX-T036"}


def test_two_tags_in_one_paragraph_or_row() -> None:
    assert "LX-T039" in codes("{%p if 甲 %}{%p endif %}")
    assert "LX-T039" in codes(table=[["{%tr for 甲 in 乙 %}", "{%tr endfor %}"]])


def test_a_picture_or_section_break_beside_a_paragraph_tag_is_lost() -> None:
    def section(document: Any) -> None:
        document.paragraphs[0]._p.get_or_add_pPr().append(parse_xml(f'<w:sectPr xmlns:w="{W}"/>'))

    findings = found("{%p if 甲 %}", "正文", "{%p endif %}", edit=section)
    assert [f.code for f in findings] == ["LX-T036"]
    assert "sectPr" in findings[0].message()


def test_a_loop_closed_by_a_tag_of_another_kind() -> None:
    rows = [["{% for 甲 in 乙 %}{{ 甲 }}"], ["{%tr endfor %}"]]
    findings = found(table=rows)
    assert [(f.code, f.where.field) for f in findings] == [("LX-T037", "正文表1第2行第1格")]
    assert "{% for 甲 in 乙 %}" in findings[0].message()


def test_percent_and_brace_inside_a_paragraph_tag() -> None:
    assert "LX-T047" in codes("{%p if 甲 == '5%' %}", "x", "{%p endif %}")


def test_a_block_across_cells_breaks_the_document() -> None:
    assert codes(table=[["{% if 甲 %}左", "右{% endif %}"]]) == set()  # whole cells come and go: sound XML
    assert codes("前{% if 甲 %}", table=[["{% endif %}"]]) == {"LX-T053"}


def test_braces_that_melt_over_paragraphs_are_told() -> None:
    assert codes("金额{", "{原告 名称") == {"LX-T051"}


def test_tags_in_alternative_text_and_in_parts_nobody_renders() -> None:
    def name(document: Any) -> None:
        document.element.body.insert(
            0, parse_xml(f'<w:p xmlns:w="{W}"><w:bookmarkStart w:id="0" w:name="{{{{ 甲 }}}}"/></w:p>')
        )

    assert codes("x", edit=name) == {"LX-T045"}
    styles = {"word/styles.xml": lambda old: old.replace(b'w:val="Normal"', b'w:val="{{ x }}"')}
    assert {f.code for f in engine.check_template(changed(docx("x"), styles))} == {"LX-T044"}


def test_headers_are_checked_with_their_names() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ 0.5 }}"
    places = {(f.code, f.where.field) for f in engine.check_template(saved(document))}
    assert places == {("LX-T043", "页眉（header1.xml）第1段")}


def test_nested_tables_and_later_tables_are_numbered() -> None:
    document = Document()
    add_table(document, [["a"]])
    add_table(document, [["b", "c"], ["d", "{{ 0.5 }}"]])
    assert [f.where.field for f in engine.check_template(saved(document))] == ["正文表2第2行第2格"]


def test_everything_is_told_at_once_in_the_order_of_the_document() -> None:
    findings = found("{{ 0.5 }}", "{%p if 甲 %}丢", "｛｛乙｝｝", "{{ x.y() }}")
    assert [f.where.field for f in findings] == sorted(f.where.field for f in findings)
    assert {f.code for f in findings} == {"LX-T043", "LX-T036", "LX-T038", "LX-T035", "LX-T031"}


def test_too_deep_loops_and_absurd_nesting_are_findings() -> None:
    loops = "".join(f"{{% for a{n} in 乙 %}}" for n in range(6)) + "{% endfor %}" * 6
    assert "LX-T058" in codes(loops)
    assert codes("{{ " + "(" * 3000 + "甲" + ")" * 3000 + " }}") == {"LX-T059"}
    assert codes("{{ " + "(" * 240 + "甲" + ")" * 240 + " }}") <= {"LX-T030"}
    assert codes("{{ " + ".".join("甲" * 240) + " }}") <= {"LX-T056"}
    assert codes("{{ " * 50_000) == {"LX-T046"}
    assert codes("{% if 甲 %}" * 400 + "{% endif %}" * 400) <= {"LX-T056"}


def test_unknown_fields_are_told_with_the_nearest_known_one() -> None:
    known = engine.field_names({"原告": {"名称": "甲", "电话": "1"}, "交货": [{"金额": "1"}]})
    template = docx("{{ 原告.名程 }}{% for 批 in 交货 %}{{ 批.金额 }}{{ 批.数量 }}{% endfor %}{% if 原告 %}{% endif %}")
    findings = engine.check_template(template, known)
    assert [(f.code, dict(f.params)["field"], dict(f.params)["near"]) for f in findings] == [
        ("LX-T034", "原告.名程", "原告.名称"),
        ("LX-T034", "交货[].数量", "交货[].金额"),
    ]


def test_fields_follow_loops_and_headers_and_leave_the_file_alone(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph(
        "{% for 批 in 交货 %}{% for 货 in 批.品种 %}{{ 货.名称 }}{{ loop.index }}{% endfor %}{% endfor %}"
    )
    document.add_paragraph("{% if 名单|length > 1 and 名单|first == 甲 %}{{ 名单[0].乙 }}{% endif %}{# 注 #}")
    document.sections[0].footer.paragraphs[0].text = "{{ 律师.名称 }}"
    path = tmp_path / "模板.docx"
    path.write_bytes(saved(document))
    before = path.read_bytes()
    fields = {"交货", "交货[].品种", "交货[].品种[].名称", "名单", "名单[]", "甲", "名单[].乙", "律师.名称"}
    assert engine.fields_of(path) == fields == engine.load(path).fields
    assert path.read_bytes() == before


def test_load_refuses_with_every_finding() -> None:
    with pytest.raises(Refused) as refused:
        engine.load(docx("{{ 0.5 }}", "{{ x() }}"))
    assert [f.code for f in refused.value.findings] == ["LX-T043", "LX-T031"]


def test_findings_speak_english_too() -> None:
    with speaking("en"):
        findings = engine.check_template(docx("{{ x() }}"), name="letter.docx")
        said = "letter.docx body, paragraph 1 this is not allowed in a tag: {{ x() }} (a call)"
        assert findings[0].line().startswith(said)


# --- names read without the parser -------------------------------------------------------------------------

NAMES = st.lists(
    st.one_of(
        st.sampled_from(["原告", "名称", "loop", "self", "not", "and", "None", "_x", "𠮷", "ａ", "a1", "1a", ""]),
        st.text("ab_原1·℘ℼ́", min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=4,
).map(".".join)


@settings(max_examples=500)
@given(NAMES, st.sampled_from(["", " "]))
def test_a_name_read_without_the_parser_is_what_the_parser_makes_of_it(name: str, blank: str) -> None:
    plain = expressions.plain_field(blank + name + blank)
    if plain is not None:
        assert [plain] == Environment().parse("{{ " + name + " }}").body


def test_the_fields_of_the_shipped_templates_need_no_parser() -> None:
    assert expressions.plain_field("原告.名称") is not None
    assert expressions.plain_field("批次.金额 if 批次") is None
