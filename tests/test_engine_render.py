"""Rendering: values arrive whole, missing ones are named with their place, nothing in a template can run."""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.exceptions import SecurityError, UndefinedError
from lxml import etree
from markupsafe import Markup

from engine_builder import docx, members, texts
from lexcollect.documents import engine
from lexcollect.documents.engine.environment import PaperEnvironment, Unprintable
from lexcollect.documents.plaintext import paragraphs
from lexcollect.findings import Finding, Refused


def refused(template: bytes, data: dict[str, Any]) -> list[Finding]:
    with pytest.raises(Refused) as caught:
        engine.load(template, name="起诉状.docx").render(data)
    return list(caught.value.findings)


@pytest.mark.parametrize(
    "name", ['甲<乙>&"丙"有限公司', "𠮷川㛃", "a]]>b", "&lt;", "{{ 原告 }}", "{% if %}", "{_{", "'", "<w:p/>"]
)
def test_a_party_name_arrives_letter_by_letter(name: str) -> None:
    paper = engine.load(docx("原告：{{ 原告.名称 }}。")).render({"原告": {"名称": name}}, title=name)
    assert texts(paper)[0] == f"原告：{name}。"
    title = etree.fromstring(members(paper)["docProps/core.xml"]).findtext("{http://purl.org/dc/elements/1.1/}title")
    assert title == name


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\u2011"), max_size=60))
def test_any_text_arrives_letter_by_letter(value: str) -> None:
    paper = engine.load(docx("{{ 甲 }}", table=[["{{ 甲 }}"]])).render({"甲": value})
    assert texts(paper) == [value, value]


def test_line_breaks_and_tabs_become_those_of_word() -> None:
    assert texts(engine.load(docx("{{ 甲 }}")).render({"甲": "一\n二\t三\a四"})) == ["一\n二\t三", "四"]


@pytest.mark.parametrize(
    ("bad", "sign"),
    [
        ("甲\x00乙", "U+0000"),
        ("甲\x0b乙", "U+000B"),
        ("甲\x1b乙", "U+001B"),
        ("甲\r\n乙", "U+000D"),
        ("甲\x85乙", "U+0085"),
        ("甲\ud83d乙", "U+D83D"),
        ("甲\uffff乙", "U+FFFF"),
    ],
)
def test_characters_no_paper_can_hold_are_findings(bad: str, sign: str) -> None:
    findings = refused(docx("{{ 原告.名称 }}"), {"原告": {"名称": bad}, "其他": ["好", bad]})
    assert [(f.code, f.where.field) for f in findings] == [("LX-T072", "原告.名称"), ("LX-T072", "其他[2]")]
    assert sign in findings[0].line()
    findings[0].line().encode("utf-8")


def test_every_missing_field_is_named_with_its_place() -> None:
    template = docx(
        "{{ 原告.名称 }}和{{ 被告 }}",
        "{{ 原告.电话 }}",
        table=[["{%tr for 批 in 交货 %}", ""], ["{{ 批.名称 }}", "{{ 批.金额 }}"], ["{%tr endfor %}", ""]],
    )
    findings = refused(template, {"原告": {"名称": "甲"}, "交货": [{"名称": "a", "金额": "1"}, {"名称": "b"}]})
    assert [(f.code, f.where.field, dict(f.params)["field"]) for f in findings] == [
        ("LX-T070", "正文第1段", "被告"),
        ("LX-T070", "正文第2段", "原告.电话"),
        ("LX-T070", "正文表1第2行第2格", "交货[2].金额"),
    ]
    assert dict(findings[2].params)["words"] == "{{ 批.金额 }}"


@pytest.mark.parametrize(
    "text",
    [
        "{% if 甲.乙 %}是{% endif %}",
        "{% for 行 in 甲.乙 %}{% endfor %}",
        "{% if 甲.乙 == '1' %}{% endif %}",
        "{{ 甲.乙|length }}",
        "{{ 甲.乙.丙 }}",
        "{{ 甲.乙 + 1 }}",
        "{{ 甲.乙 ~ '元' }}",
        "{% if not 甲.乙 %}{% endif %}",
    ],
)
def test_a_missing_field_is_refused_wherever_it_is_used(text: str) -> None:
    findings = refused(docx("前", text), {"甲": {}})
    assert "甲.乙" in {dict(f.params).get("field") for f in findings}
    assert {f.where.field for f in findings} == {"正文第2段"}


def test_a_field_may_be_asked_whether_it_is_there() -> None:
    template = engine.load(docx("{% if 电话 is defined %}电话{{ 电话 }}{% else %}无电话{% endif %}"))
    assert texts(template.render({})) == ["无电话"]
    assert texts(template.render({"电话": "1"})) == ["电话1"]


def test_missing_fields_in_a_header_are_named() -> None:
    def header(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ 案号 }}"

    findings = refused(docx("x", edit=header), {})
    assert [(f.where.field, dict(f.params)["field"]) for f in findings] == [("页眉（header1.xml）第1段", "案号")]


@pytest.mark.parametrize("value", [None, 0.1, Decimal("1.00"), date(2026, 11, 21), b"x", {1}, Markup("<b>")])
def test_a_value_that_is_no_text_is_a_programming_mistake_naming_the_field(value: object) -> None:
    template = engine.load(docx("{{ 交货[0].金额 }}"))
    with pytest.raises(TypeError, match=r"交货\[1\]\.金额"):
        template.render({"交货": [{"金额": value}]})


def test_truth_values_serve_conditions_but_are_never_printed() -> None:
    assert texts(engine.load(docx("{% if 甲.有 %}是{% endif %}")).render({"甲": {"有": True}})) == ["是"]
    with pytest.raises(TypeError, match=r"甲\.有"):
        engine.load(docx("{{ 甲.有 }}")).render({"甲": {"有": True}})


def test_printing_a_group_is_told_to_the_template_author() -> None:
    findings = refused(docx("{{ 原告 }}", "{{ 名单 }}"), {"原告": {"名称": "甲"}, "名单": ["a"]})
    assert findings[0].code == "LX-T071"
    assert dict(findings[0].params) == {"words": "{{ 原告 }}", "field": "原告"}


def test_a_comparison_that_makes_no_sense_is_told_with_its_place() -> None:
    findings = refused(docx("前", "{% if 金额 > 3 %}多{% endif %}"), {"金额": "五"})
    assert [(f.code, f.where.field) for f in findings] == [("LX-T074", "正文第2段")]


def test_keys_win_over_methods_and_attributes() -> None:
    environment = PaperEnvironment()
    assert environment.from_string("{{ 甲.items }}").render({"甲": {"items": "五件"}}) == "五件"
    with pytest.raises(UndefinedError):
        environment.from_string("{{ 甲.items }}").render({"甲": {}})
    with pytest.raises(UndefinedError):
        environment.from_string("{{ 甲.upper }}").render({"甲": "x"})


@pytest.mark.parametrize(
    "source",
    [
        "{{ x.append(1) }}",
        "{{ ''.__class__ }}",
        "{{ x.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ 'a'*100000000 }}",
        "{% for i in range(10**9) %}{% endfor %}",
        "{{ 9**9**9 }}",
        "{{ '%099999999d' % 1 }}",
        "{{ 'a'.format(1) }}",
        "{{ x['append'](1) }}",
        "{{ 10000000000000 * 10 }}",
    ],
)
def test_the_sandbox_stops_by_itself_what_the_lint_would_refuse(source: str) -> None:
    data = {"x": [1, 2]}
    before = copy.deepcopy(data)
    with pytest.raises((SecurityError, UndefinedError, Unprintable)):
        PaperEnvironment().from_string(source).render(data)
    assert data == before


def test_values_that_look_like_tags_are_never_run() -> None:
    paper = engine.load(docx("{{ 甲 }}{{ 乙 }}")).render({"甲": "{{ 乙", "乙": "}} {{ x() }}"})
    assert texts(paper) == ["{{ 乙}} {{ x() }}"]


def test_output_and_turns_of_loops_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lexcollect.documents.engine.run.MAX_CHARACTERS", 200_000)
    monkeypatch.setattr("lexcollect.documents.engine.run.MAX_PIECES", 50_000)
    rows = ["x"] * 100
    long = docx("{% for a in 甲 %}{% for b in 甲 %}{{ 乙 }}{% endfor %}{% endfor %}")
    assert {f.code for f in refused(long, {"甲": rows, "乙": "长" * 100})} == {"LX-T073"}
    idle = docx("{% for a in 甲 %}{% for b in 甲 %}{% for c in 甲 %}{% endfor %}{% endfor %}{% endfor %}")
    assert {f.code for f in refused(idle, {"甲": rows, "乙": ""})} == {"LX-T073"}


def test_rendering_changes_neither_data_nor_template() -> None:
    template = engine.load(docx("{% for a in 甲 %}{{ a.乙 }}{% endfor %}"))
    data = {"甲": [{"乙": "1"}, {"乙": "2"}]}
    before = copy.deepcopy(data)
    first = template.render(data)
    assert template.render(data) == first
    assert data == before
    assert template.render({"甲": []}) != first


def test_no_rendered_paper_is_ever_broken_xml() -> None:
    template = engine.load(docx("{% if 甲 %}a", "b{% endif %}c", table=[["{% if 甲 %}左", "右{% endif %}"]]))
    for value in (True, False):
        for name, content in members(template.render({"甲": value})).items():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(content)


def test_a_hyphen_at_which_no_line_ends_is_words_own_element() -> None:
    paper = engine.load(docx("见{{ 证据 }}。")).render({"证据": "证据3\u20112，第17页"})
    assert b"<w:noBreakHyphen/>" in members(paper)["word/document.xml"]
    assert paragraphs(paper) == ["见证据3-2，第17页。"]
