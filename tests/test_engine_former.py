"""Nothing of a template's former life reaches a paper; what cannot be left out by itself is refused with its place.

The old client is 虚例公司, the old lawyer 某律师: after rendering, neither stands anywhere in any byte of the paper.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from lxml import etree
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from docx_rules import broken
from engine_builder import (
    NAMESPACES,
    REL,
    W,
    changed,
    content_type,
    docx,
    field,
    members,
    p,
    relation,
    saved,
    tbl,
    tc,
    texts,
    tr,
    with_body,
)
from lexcollect.documents import engine
from lexcollect.findings import Finding, Level, Refused

OLD = ("虚例", "某律师", "某助理", "底价", "KINGSOFT", "office6", "00AB12CD")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SETTINGS, TYPES, RELS = "word/settings.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"
LETTER = docx("致{{ 名 }}：")


def in_settings(xml: str) -> Callable[[bytes], bytes]:
    return lambda old: old.replace(b"<w:zoom", f"{xml}<w:zoom".encode(), 1)


def with_part(name: str, content: bytes, kind: str, link: str, of: str = RELS) -> Mapping[str, Any]:
    target = name.removeprefix("word/") if of == RELS else name
    return {name: content, TYPES: content_type(name, kind), of: relation(link, target)}


def settings_relation(target: str) -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        f' Type="{REL}/attachedTemplate" Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()


def linked(target: str) -> bytes:
    element = f'<w:attachedTemplate xmlns:r="{REL}" r:id="rId1"/>'
    return changed(LETTER, {SETTINGS: in_settings(element), "word/_rels/settings.xml.rels": settings_relation(target)})


def properties(document: Any) -> None:
    core = document.core_properties
    core.title, core.author, core.last_modified_by = "虚例公司诉某某", "某律师", "某助理"
    core.comments, core.keywords, core.subject, core.category = "底价八折", "虚例", "虚例", "虚例"


def picture(document: Any) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(stream, "PNG")
    document.add_picture(io.BytesIO(stream.getvalue()))
    for node in document.element.body.iter("{*}docPr", "{*}cNvPr"):
        node.set("name", "虚例公司公章.png")
        node.set("descr", "C:\\某律师\\虚例公司公章.png")
        node.set("title", "虚例")


def old_picture(document: Any) -> None:
    """A picture was deleted from the page and its file stayed in the package."""
    picture(document)
    body = document.element.body
    body.remove(document.paragraphs[-1]._p)


def marks(document: Any) -> None:
    xml = (
        f'<w:p {NAMESPACES} w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD" w14:paraId="00AB12CD">'
        '<w:bookmarkStart w:id="1" w:name="虚例公司"/><w:r w:rsidRPr="00AB12CD"><w:t>文</w:t></w:r>'
        '<w:bookmarkEnd w:id="1"/><w:permStart w:id="2" w:ed="某律师"/><w:permEnd w:id="2"/>'
        '<w:smartTag w:uri="虚例" w:element="公司"><w:smartTagPr><w:attr w:name="虚例" w:val="某律师"/></w:smartTagPr>'
        "<w:r><w:t>字</w:t></w:r></w:smartTag></w:p>"
    )
    document.element.body.insert(0, parse_xml(xml))


def control(document: Any) -> None:
    xml = (
        f'<w:sdt {NAMESPACES}><w:sdtPr><w:alias w:val="虚例公司"/><w:tag w:val="某律师"/><w:id w:val="7"/>'
        '<w:dataBinding w:xpath="/虚例" w:storeItemID="{1}"/></w:sdtPr><w:sdtContent>'
        f"{p('控件')}</w:sdtContent></w:sdt>"
    )
    document.element.body.insert(0, parse_xml(xml))


def table(document: Any) -> None:
    properties = document.add_table(1, 1)._tbl.tblPr
    for name in ("tblCaption", "tblDescription"):
        properties.append(parse_xml(f'<w:{name} xmlns:w="{W}" w:val="虚例公司的账"/>'))


def first_page_header(document: Any) -> None:
    document.settings.odd_and_even_pages_header_footer = False
    section = document.sections[0]
    for header in (section.first_page_header, section.even_page_header, section.first_page_footer):
        header.is_linked_to_previous = False
        header.paragraphs[0].text = "虚例公司"
    section.different_first_page_header_footer = False


COMMENTS = (
    f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="某律师" w:initials="某"><w:p><w:r><w:t>对方底价八折</w:t>'
    "</w:r></w:p></w:comment></w:comments>"
).encode()


def commented() -> bytes:
    def anchor(document: Any) -> None:
        paragraph = document.paragraphs[0]._p
        paragraph.insert(0, parse_xml(f'<w:commentRangeStart xmlns:w="{W}" w:id="0"/>'))
        paragraph.append(parse_xml(f'<w:commentRangeEnd xmlns:w="{W}" w:id="0"/>'))
        paragraph.append(parse_xml(f'<w:r xmlns:w="{W}"><w:commentReference w:id="0"/></w:r>'))

    part = with_part("word/comments.xml", COMMENTS, f"{WORD}.comments+xml", f"{REL}/comments")
    return changed(docx("致{{ 名 }}：", edit=anchor), part)


PEOPLE = (
    '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="某律师"/>'
    "</w15:people>"
)
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property pid="2" fmtid="{1}"'
    ' name="%s"><vt:lpwstr>虚例公司KINGSOFT</vt:lpwstr></property></Properties>'
)
OFFICE = "application/vnd.openxmlformats-officedocument"
GLOSSARY = (
    f'<w:glossaryDocument xmlns:w="{W}"><w:docParts><w:docPart><w:docPartBody>{p("虚例公司")}</w:docPartBody>'
    "</w:docPart></w:docParts></w:glossaryDocument>"
)
FONT = f'<w:font w:name="宋"><w:embedRegular xmlns:r="{REL}" r:id="rIdX"/></w:font></w:fonts>'


def with_font() -> bytes:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdX"'
        f' Type="{REL}/font" Target="fonts/font1.odttf"/></Relationships>'
    )
    return changed(
        LETTER,
        {
            "word/fonts/font1.odttf": "虚例".encode(),
            "word/_rels/fontTable.xml.rels": rels.encode(),
            "word/fontTable.xml": lambda old: old.replace(b"</w:fonts>", FONT.encode()),
            TYPES: content_type("word/fonts/font1.odttf", f"{OFFICE}.obfuscatedFont"),
        },
    )


def with_printer() -> bytes:
    element = f'<w:printerSettings xmlns:r="{REL}" r:id="rIdX"/></w:sectPr>'.encode()
    part = with_part(
        "word/printerSettings/printerSettings1.bin",
        "虚例".encode(),
        f"{WORD}.printerSettings",
        f"{REL}/printerSettings",
    )
    return changed(LETTER, {**part, "word/document.xml": lambda old: old.replace(b"</w:sectPr>", element)})


VARIABLES = '<w:docVars><w:docVar w:name="client" w:val="虚例公司"/></w:docVars>'
TEMPLATES: dict[str, tuple[bytes, str]] = {
    "WPS 的模板链接": (
        linked("file:///C:/Users/某律师/AppData/Roaming/kingsoft/office6/Normal.dotm"),
        "所附模板的链接",
    ),
    "共享盘上的模板链接": (linked("\\\\server\\虚例\\律所.dotx"), "所附模板的链接"),
    "文档变量": (changed(LETTER, {SETTINGS: in_settings(VARIABLES)}), "文档变量"),
    "编辑限制": (
        changed(LETTER, {SETTINGS: in_settings('<w:documentProtection w:edit="readOnly" w:hash="虚例"/>')}),
        "编辑限制和密码",
    ),
    "编辑次数": (changed(LETTER, {SETTINGS: lambda old: old.replace(b'w:val="00B47730"', b'w:val="00AB12CD"')}), ""),
    "文档属性": (docx("致{{ 名 }}：", edit=properties), ""),
    "公司和经理": (
        changed(
            LETTER,
            {"docProps/app.xml": lambda old: old.replace(b"</Prop", "<Manager>某律师</Manager></Prop".encode())},
        ),
        "",
    ),
    "自定义属性": (
        changed(
            LETTER,
            with_part(
                "docProps/custom.xml",
                (CUSTOM % "客户").encode(),
                f"{OFFICE}.custom-properties+xml",
                f"{REL}/custom-properties",
                "_rels/.rels",
            ),
        ),
        "自定义属性",
    ),
    "WPS 的版本属性": (
        changed(
            LETTER,
            with_part(
                "docProps/custom.xml",
                (CUSTOM % "KSOProductBuildVer").encode(),
                f"{OFFICE}.custom-properties+xml",
                f"{REL}/custom-properties",
                "_rels/.rels",
            ),
        ),
        "",
    ),
    "自定义 XML": (changed(LETTER, {"customXml/item1.xml": "<a>虚例公司</a>".encode()}), "自定义 XML 数据"),
    "缩略图": (changed(LETTER, {"docProps/thumbnail.jpeg": "虚例".encode()}), ""),
    "批注": (commented(), "批注"),
    "人名表": (
        changed(
            LETTER,
            with_part(
                "word/people.xml",
                PEOPLE.encode(),
                f"{WORD}.people+xml",
                "http://schemas.microsoft.com/office/2011/relationships/people",
            ),
        ),
        "",
    ),
    "构建基块": (
        changed(
            LETTER,
            with_part(
                "word/glossary/document.xml",
                GLOSSARY.encode(),
                f"{WORD}.document.glossary+xml",
                f"{REL}/glossaryDocument",
            ),
        ),
        "构建基块",
    ),
    "嵌入的字体": (with_font(), "嵌入的字体"),
    "打印机": (with_printer(), ""),
    "图片的名称": (docx("致{{ 名 }}：", edit=picture), ""),
    "删去的图片": (changed(docx("致{{ 名 }}：", edit=old_picture), {"word/media/image1.png": "虚例".encode()}), ""),
    "表格的说明": (docx("致{{ 名 }}：", edit=table), ""),
    "书签、编辑号、许可、智能标记": (docx("致{{ 名 }}：", edit=marks), ""),
    "内容控件": (docx("致{{ 名 }}：", edit=control), ""),
    "看不见的首页和偶数页页眉": (docx("致{{ 名 }}：", edit=first_page_header), "不会显示的页眉页脚"),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_old_file_leaves_no_word_behind(name: str) -> None:
    template, told = TEMPLATES[name]
    whole = b"".join(n.encode() + content for n, content in members(template).items()).decode("utf-8", "replace")
    assert any(word in whole for word in OLD)
    ready = engine.load(template, name="律师函.docx")
    paper = ready.render({"名": "乙公司"}, title="律师函")
    for part, content in members(paper).items():
        for word in OLD:
            assert word not in part
            assert word.encode() not in content, (part, word)
    assert "致乙公司：" in texts(paper)
    assert broken(paper) == []
    remarks = ready.remarks({"名": "乙公司"})
    assert [(f.code, f.level) for f in remarks] == ([("LX-T077", Level.NOTE)] if told else [])
    assert all(told in f.message("zh") for f in remarks)
    assert Document(io.BytesIO(paper)).core_properties.author == ""


def test_a_paper_has_its_own_properties() -> None:
    paper = Document(io.BytesIO(engine.load(LETTER).render({"名": "甲"}, title="民事起诉状<甲>&乙")))
    core = paper.core_properties
    assert (core.title, core.language) == ("民事起诉状<甲>&乙", "zh-CN")
    assert (core.author, core.last_modified_by, core.comments, core.keywords, core.subject) == ("",) * 5


def test_what_a_reader_sees_stays() -> None:
    def draw(document: Any) -> None:
        picture(document)
        control(document)
        marks(document)
        document.settings.odd_and_even_pages_header_footer = True
        document.sections[0].even_page_header.paragraphs[0].text = "偶数页"
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].first_page_header.paragraphs[0].text = "首页"

    paper = engine.load(docx("致{{ 名 }}：", edit=draw)).render({"名": "甲"})
    assert texts(paper) == ["文字", "控件", "致甲：", ""]
    names = members(paper)
    assert [n for n in names if "media" in n] == ["word/media/image1.png"]
    headers = b"".join(c for n, c in names.items() if "header" in n).decode()
    assert "偶数页" in headers and "首页" in headers
    assert b"evenAndOddHeaders" in names["word/settings.xml"]


def test_a_bookmark_a_field_or_link_leads_to_stays() -> None:
    mark = '<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:r><w:t>{1}</w:t></w:r><w:bookmarkEnd w:id="{0}"/>'
    template = with_body(
        p(mark.format(1, "合同")),
        p(mark.format(2, "账目")),
        p(mark.format(3, "旧名")),
        p('<w:hyperlink w:anchor="账目"><w:r><w:t>见账目</w:t></w:r></w:hyperlink>'),
        p('<w:fldSimple w:instr=" REF 合同 \\h "><w:r><w:t>合同</w:t></w:r></w:fldSimple>'),
    )
    root = etree.fromstring(members(engine.load(template).render({}))["word/document.xml"])
    assert [n.get(f"{{{W}}}name") for n in root.iter(f"{{{W}}}bookmarkStart")] == ["合同", "账目"]
    assert [n.get(f"{{{W}}}id") for n in root.iter(f"{{{W}}}bookmarkEnd")] == ["1", "2"]


@pytest.mark.parametrize("target", ["http://x/a.dotm", "https://x/a.dotm", " HTTPS://x/a.dotm", "ftp://x/a.dotm"])
def test_a_template_link_to_the_net_is_no_habit_of_wps_and_refused(target: str) -> None:
    assert [f.code for f in engine.check_template(linked(target))] == ["LX-T011"]


def author(kind: str, inner: str) -> str:
    return f'<w:{kind} w:id="1" w:author="某律师" w:date="2024-01-01T00:00:00Z">{inner}</w:{kind}>'


RUN = "<w:r><w:t>新字</w:t></w:r>"
GONE = "<w:r><w:delText>旧客户{{</w:delText></w:r>"


@pytest.mark.parametrize(
    ("paragraph", "told", "words"),
    [
        (p(author("ins", RUN)), "插入 1 处", "新字"),
        (p(author("del", GONE)), "删除 1 处", "旧客户{{"),
        (p(author("del", GONE) + author("ins", RUN)), "删除 1 处、插入 1 处", "旧客户{{"),
        (p(author("moveFrom", RUN)), "移动 1 处", "新字"),
        (p(f"<w:r><w:rPr>{author('rPrChange', '<w:rPr/>')}</w:rPr><w:t>字</w:t></w:r>"), "格式 1 处", "字"),
        (p("字", author("pPrChange", "<w:pPr/>")), "格式 1 处", "字"),
        (p("字", f"<w:rPr>{author('ins', '')}</w:rPr>"), "插入 1 处", "字"),
    ],
)
def test_tracked_changes_are_refused_by_name_with_their_place(paragraph: str, told: str, words: str) -> None:
    findings = engine.check_template(with_body("第一段", paragraph), name="律师函.docx")
    assert [(f.code, str(f.where)) for f in findings] == [("LX-T042", "律师函.docx 正文第2段")]
    assert told in findings[0].message("zh") and words in findings[0].message("zh")
    assert "某律师" not in findings[0].line("zh")


def test_tracked_changes_of_rows_cells_headers_and_styles_are_seen() -> None:
    row = with_body(
        f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr>{author('del', '')}</w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    assert [f.code for f in engine.check_template(row)] == ["LX-T042"]
    header = with_body("x", header=p(author("ins", RUN)))
    assert [f.where.field for f in engine.check_template(header)] == ["页眉（header1.xml）第1段"]
    style = author("rPrChange", "<w:rPr/>").replace("<w:rPr/>", "<w:rPr/>")
    change = f"<w:rPr>{style}</w:rPr></w:style>"
    styled = changed(LETTER, {"word/styles.xml": lambda old: old.replace(b"</w:style>", change.encode(), 1)})
    assert [f.code for f in engine.check_template(styled)] == ["LX-T042"]


HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>虚例公司的底价</w:t></w:r>"
STYLE = '<w:style w:type="{0}" w:styleId="暗{0}"><w:name w:val="暗{0}"/><w:rPr><w:vanish/></w:rPr></w:style>'


def styled(*paragraphs: str) -> bytes:
    styles = "".join(STYLE.format(kind) for kind in ("paragraph", "character", "table"))
    styles += (
        '<w:style w:type="paragraph" w:styleId="子"><w:name w:val="子"/><w:basedOn w:val="暗paragraph"/></w:style>'
    )
    styles += (
        '<w:style w:type="paragraph" w:styleId="明"><w:name w:val="明"/><w:basedOn w:val="子"/>'
        '<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    )
    styles += '<w:style w:type="paragraph" w:styleId="圈"><w:name w:val="圈"/><w:basedOn w:val="圈"/></w:style>'
    new = f"{styles}</w:styles>".encode()
    return changed(with_body("一", *paragraphs), {"word/styles.xml": lambda old: old.replace(b"</w:styles>", new)})


@pytest.mark.parametrize(
    ("paragraph", "hidden"),
    [
        (p(HIDDEN), True),
        (p(HIDDEN.replace("vanish", "specVanish")), True),
        (p(HIDDEN.replace("<w:vanish/>", '<w:vanish w:val="true"/>')), True),
        (p(HIDDEN.replace("<w:vanish/>", '<w:vanish w:val="0"/>')), False),
        (p(HIDDEN.replace("<w:vanish/>", '<w:vanish w:val="off"/>')), False),
        (p(HIDDEN.replace("vanish", "webHidden")), False),
        (p("暗", '<w:pStyle w:val="暗paragraph"/>'), True),
        (p("暗", '<w:pStyle w:val="子"/>'), True),
        (p("明", '<w:pStyle w:val="明"/>'), False),
        (p("圈", '<w:pStyle w:val="圈"/>'), False),
        (p('<w:r><w:rPr><w:rStyle w:val="暗character"/></w:rPr><w:t>暗</w:t></w:r>'), True),
        (
            p(
                '<w:r><w:rPr><w:rStyle w:val="暗character"/></w:rPr><w:t>两次隐藏就是显示</w:t></w:r>',
                '<w:pStyle w:val="暗paragraph"/>',
            ),
            False,
        ),
        (p('<w:r><w:rPr><w:rStyle w:val="暗character"/><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r>'), False),
        (
            tbl(tr("暗")).replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="暗table"/>'),
            True,
        ),
        (f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{p('暗')}</w:tc></w:tr></w:tbl>", True),
        (p("明", "<w:rPr><w:vanish/></w:rPr>"), False),
        (p("<w:r><w:rPr><w:vanish/></w:rPr></w:r>"), False),
    ],
)
def test_hidden_text_is_refused_with_its_place_however_it_is_hidden(paragraph: str, hidden: bool) -> None:
    findings = engine.check_template(styled(paragraph))
    assert [f.code for f in findings] == (["LX-T078"] if hidden else [])
    assert all(f.where.field in ("正文第2段", "正文表1第1行第1格") for f in findings)


def test_hidden_text_of_header_and_default_style_is_seen() -> None:
    header = with_body("x", header=p(HIDDEN))
    assert [(f.code, f.where.field) for f in engine.check_template(header)] == [("LX-T078", "页眉（header1.xml）第1段")]
    default = changed(
        LETTER,
        {"word/styles.xml": lambda old: old.replace(b"<w:rPrDefault><w:rPr>", b"<w:rPrDefault><w:rPr><w:vanish/>")},
    )
    assert [f.code for f in engine.check_template(default)] == ["LX-T078"]


SHADE = '<w:shd w:val="clear" w:fill="000000"/>'


def coloured(look: str, *, around: str = "{}", properties: str = "") -> str:
    return around.format(p(f"<w:r><w:rPr>{look}</w:rPr><w:t>最低八折</w:t></w:r>", properties))


@pytest.mark.parametrize(
    ("xml", "told"),
    [
        (coloured('<w:color w:val="FFFFFF"/>'), True),
        (coloured('<w:color w:val="ffffff"/>'), True),
        (coloured('<w:sz w:val="2"/>'), True),
        (coloured('<w:color w:val="FF0000"/>'), False),
        (coloured('<w:sz w:val="10"/>'), False),
        (coloured(f'<w:color w:val="FFFFFF"/>{SHADE}'), False),
        (coloured('<w:color w:val="FFFFFF"/>', properties=SHADE), False),
        (coloured('<w:color w:val="FFFFFF"/>', around=tbl(tr(tc("<w:p/>{}", properties=SHADE)))), False),
        (coloured('<w:color w:val="FFFFFF"/>', around=tbl(tr(tc("<w:p/>{}")))), True),
        (p("<w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t> </w:t></w:r>"), False),
    ],
)
def test_words_nobody_can_read_are_a_warning(xml: str, told: bool) -> None:
    findings = engine.check_template(with_body("一", xml))
    assert [(f.code, f.level) for f in findings] == ([("LX-T086", Level.WARNING)] if told else [])


def test_styles_nothing_uses_take_their_names_with_them() -> None:
    style = '<w:style w:type="paragraph" w:customStyle="1" w:styleId="{0}"><w:name w:val="{1}"/>{2}</w:style>'
    own = (
        style.format("s1", "虚例公司函", "")
        + style.format("s2", "本所正文", '<w:basedOn w:val="s3"/>')
        + style.format("s3", "本所底样", "")
        + style.format("s4", "目录用样", "")
    )
    template = changed(
        with_body(p("文", '<w:pStyle w:val="s2"/>'), "<w:p><w:fldSimple w:instr=' TOC \\t \"目录用样,1\" '/></w:p>"),
        {"word/styles.xml": lambda old: old.replace(b"</w:styles>", f"{own}</w:styles>".encode())},
    )
    styles = members(engine.load(template).render({}))["word/styles.xml"].decode()
    assert [name for name in ("虚例公司函", "本所正文", "本所底样", "目录用样") if name in styles] == [
        "本所正文",
        "本所底样",
        "目录用样",
    ]
    assert "Heading1" in styles


def test_everything_unseen_is_told_at_once() -> None:
    with pytest.raises(Refused) as refused:
        engine.load(with_body(p(HIDDEN), p(author("ins", RUN)), "致{名}："))
    assert sorted(f.code for f in refused.value.findings) == ["LX-T042", "LX-T078", "LX-T079"]


def test_a_note_about_the_template_is_bilingual() -> None:
    found: list[Finding] = engine.check_template(TEMPLATES["文档变量"][0])
    assert "document variables" in found[0].line("en")


def photographed(orientation: int) -> bytes:
    """A letterhead photographed by telephone: position, owner and a preview in the picture."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B], exif[0x010E] = orientation, "某律师", "虚例公司"
    exif.get_ifd(0x8825).update({1: "N", 2: (39.0, 8.0, 0.0), 3: "E", 4: (117.0, 12.0, 0.0)})
    stream = io.BytesIO()
    Image.effect_noise((40, 20), 80).convert("RGB").save(stream, "JPEG", exif=exif, comment="某律师")
    return stream.getvalue()


def with_picture(data: bytes, kind: str) -> bytes:
    plain = io.BytesIO()
    Image.new("RGB", (4, 4)).save(plain, kind)
    template = docx("致{{ 名 }}：", edit=lambda document: document.add_picture(io.BytesIO(plain.getvalue())))
    return changed(template, {name: data for name in members(template) if name.startswith("word/media/")})


@pytest.mark.parametrize("orientation", [1, 6, 8])
def test_a_photograph_keeps_its_pixels_and_direction_and_nothing_else(orientation: int) -> None:
    before = photographed(orientation)
    paper = members(engine.load(with_picture(before, "JPEG")).render({"名": "甲"}))
    after = next(content for name, content in paper.items() if name.startswith("word/media/"))
    assert [word for word in ("某律师", "虚例公司") if word.encode() in after] == []
    one, other = Image.open(io.BytesIO(before)), Image.open(io.BytesIO(after))
    assert one.tobytes() == other.tobytes()
    assert dict(other.getexif()) == ({} if orientation == 1 else {0x0112: orientation})


def test_a_screenshot_keeps_its_pixels_and_nothing_else() -> None:
    words = PngInfo()
    words.add_text("Author", "某律师")
    words.add_itxt("XML:com.adobe.xmp", "虚例公司")
    stream = io.BytesIO()
    picture = Image.effect_noise((40, 20), 80)
    picture.save(stream, "PNG", pnginfo=words, dpi=(300, 300))
    paper = members(engine.load(with_picture(stream.getvalue() + "虚例".encode(), "PNG")).render({"名": "甲"}))
    after = next(content for name, content in paper.items() if name.startswith("word/media/"))
    assert [word for word in ("某律师", "虚例") if word.encode() in after] == []
    kept = Image.open(io.BytesIO(after))
    assert kept.tobytes() == picture.tobytes()
    assert round(kept.info["dpi"][0]) == 300


def test_a_page_number_survives() -> None:
    def footer(document: Any) -> None:
        field(document.sections[0].footer.paragraphs[0], " PAGE ")

    paper = members(engine.load(docx("x", edit=footer)).render({}))
    assert b"fldChar" in paper["word/footer1.xml"]


def test_a_package_that_was_cleaned_once_stays_as_it_is() -> None:
    document = Document()
    document.add_paragraph("致{{ 名 }}：")
    once = engine.load(saved(document)).render({"名": "{{ 名 }}"})
    assert engine.load(once).render({"名": "{{ 名 }}"}) == once
