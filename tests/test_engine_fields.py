"""What looks like a field and is none is named, never printed in silence; what only looks alike is left alone."""

from __future__ import annotations

import pytest

from engine_builder import docx, texts
from lexcollect.documents import engine
from lexcollect.findings import Level

DATA = {"原告": {"名称": "甲公司"}, "编号": "（2026）1号", "合同": {"名称": "购销合同"}, "交货": [{"金额": "1.00"}]}


def told(text: str) -> list[tuple[str, str]]:
    """Code and words of everything said of a paragraph ``text``, from reading the template to filling it in."""
    template = docx("第一段", text)
    findings = engine.check_template(template, name="函.docx")
    if not any(f.stops for f in findings):
        findings = engine.load(template, name="函.docx").remarks(DATA)
    assert all(str(f.where) == "函.docx 正文第2段" for f in findings)
    return [(f.code, str(dict(f.params)["words"])) for f in findings]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("致{原告.名称}：", "{原告.名称}"),
        ("致{ 原告 }：", "{ 原告 }"),
        ("致｛原告｝：", "｛原告｝"),
        ("致{原告｝：", "{原告｝"),
        ("致{不是字段}：", "{不是字段}"),
        ("致${原告}：", "{原告}"),
        ("致«原告»：", "«原告»"),
        ("致<<原告.名称>>：", "<<原告.名称>>"),
        ("致{原¦告.名¦称}：", "{原告.名称}"),
        ("{{ 编号 }}致{原告}", "{原告}"),
        ("见《原告.名称》", "《原告.名称》"),
        ("见【原告.名称】", "【原告.名称】"),
        ("见[ 原告.名称 ]", "[ 原告.名称 ]"),
    ],
)
def test_a_field_of_another_programs_spelling_is_an_error(text: str, words: str) -> None:
    assert told(text) == [("LX-T079", words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("编号[编号]", "[编号]"),
        ("依《合同》", "《合同》"),
        ("致【原告】", "【原告】"),
        ("[编\u200b号]", "[编\u200b号]"),
    ],
)
def test_what_may_be_plain_words_is_a_warning_only(text: str, words: str) -> None:
    assert told(text) == [("LX-T080", words)]
    assert engine.load(docx(text)).remarks(DATA)[0].level is Level.WARNING
    assert texts(engine.load(docx(text)).render(DATA)) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "《民法典》第585条",
        "〔2024〕",
        "【重要】",
        "[1]",
        "{_{ 原样 }_}",
        "a{}b",
        "{1}",
        "{{ 编号 }}",
        "{% if 合同 %}有{% endif %}",
        "{# 注 #}",
        "集合{，}",
    ],
)
def test_other_signs_are_left_alone(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("braces", ["｛｛原告.名称｝｝", "{｛原告.名称}}", "{{原告.名称｝｝", "｛{原告.名称}｝"])
def test_full_width_braces_keep_their_own_sentence(braces: str) -> None:
    assert "LX-T035" in {code for code, _ in told(f"致{braces}：")}


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("{{ 原\u200b告.名称 }}", "U+200B"),
        ("{{ 原告.\u00ad名称 }}", "U+00AD"),
        ("{{\u00a0原告.名称 }}", "U+00A0"),
        ("{{ 原告\ufeff.名称 }}", "U+FEFF"),
        ("{{ \u200e原告.名称 }}", "U+200E"),
        ("{{ 原告.名称\u2060 }}", "U+2060"),
        ("{% if 合\u200d同 %}有{% endif %}", "U+200D"),
        ("{%\u00a0if 合同 %}有{% endif %}", "U+00A0"),
        ("{{ 原\ufe0f告.名称 }}", "U+FE0F"),
        ("{\u200b{ 原告.名称 }}", "U+200B"),
        ("{{ 原告.名称 }\ufeff}", "U+FEFF"),
        ("{{ 原¦\u200b¦告.名称 }}", "U+200B"),
    ],
)
def test_invisible_characters_in_a_tag_are_named_by_their_number(text: str, sign: str) -> None:
    findings = engine.check_template(docx("第一段", text), name="函.docx")
    assert "LX-T081" in {f.code for f in findings}
    assert {f.where.field for f in findings} == {"正文第2段"}
    assert sign in next(f for f in findings if f.code == "LX-T081").message("zh")


def test_invisible_characters_beside_tags_are_the_writers_own() -> None:
    assert told("原告\u00a0{{ 原告.名称 }}\u200b，住所") == []


def test_a_tag_cut_into_runs_still_is_one() -> None:
    template = engine.load(docx("致{¦{ 原¦告.名¦称 }¦}：", "{¦%¦ if 合同 %}有{% en¦dif %}"))
    assert texts(template.render(DATA)) == ["致甲公司：", "有"]
    assert template.remarks(DATA) == []
