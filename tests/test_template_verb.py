"""``template``: what a lawyer who owns the templates asks for: fields, a copy to change, a check, a preview."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cli_run import typed
from docx_order import disorder
from docx_rules import broken
from engine_builder import changed, content_type, docx, field, relation, with_body
from lexcollect.documents.engine.preview_mark import is_preview, marked
from lexcollect.documents.fields import Shape, all_fields, fields_of, meaning
from lexcollect.documents.receipts import read
from lexcollect.documents.register import PAPERS
from lexcollect.files import sha256_file
from lexcollect.matter.example import load_example, prepare
from lexcollect.resources import resource

DAY = ("--as-of", "2026-11-21", "--no-input")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES, RELS = "[Content_Types].xml", "word/_rels/document.xml.rels"
PLAIN = docx("致：{{ 收函人.名称 }}")


@pytest.fixture
def matter(tmp_path: Path) -> Path:
    prepare(load_example(), tmp_path / "案")
    return tmp_path / "案"


# --- fields -------------------------------------------------------------------------------------------------


def test_the_fields_of_the_templates_say_what_they_mean() -> None:
    """A field that a new template brings along wants a row in lexcollect/documents/data/fields.tsv."""
    unsaid = [f.name for f in all_fields() if f.meaning is None]
    assert len(unsaid) * 50 <= len(all_fields()), unsaid


def test_a_longer_name_is_asked_before_a_shorter_one_and_an_unknown_one_means_nothing() -> None:
    said = meaning("分部[].合计.货款")
    assert said is not None and said.render("zh") == "货款数额合计" and said.render("en") == "sum of the prices"
    assert meaning("没有的字段") is None


def test_a_field_is_words_a_list_or_a_group() -> None:
    shapes = {f.name: f.shape for f in fields_of("lawyer_letters/律师函.docx")}
    assert (shapes["订单[]"], shapes["订单[].尚欠"], shapes["收函人"]) == (Shape.LIST, Shape.TEXT, Shape.GROUP)
    assert "订单" not in shapes  # a list stands once
    users = {f.name: f.templates for f in all_fields()}
    assert {"民事起诉状", "诉讼财产保全申请书"} <= {*users["请求事项[].内容"], *users["诉讼请求[].内容"]}


def test_typed_for_a_paper_it_tells_fields_and_sentences_with_articles(tmp_path: Path) -> None:
    code, out, _ = typed("template", "fields", "律师函", "--json", cwd=tmp_path)
    told = json.loads(out)
    assert code == 0 and {"name", "shape", "meaning", "meaning_en", "templates"} == set(told["fields"][0])
    said = {clause["id"]: clause for clause in told["clauses"]}
    assert "向{法院}提起诉讼" in said["letter.way.court"]["text"] and said["letter.way.court"]["when"]
    assert any("民法典" in article for clause in told["clauses"] for article in clause["articles"])
    code, out, _ = typed("template", "fields", cwd=tmp_path)
    assert code == 0 and "　落款　一组　" in out
    assert typed("template", "fields", "没有这份", cwd=tmp_path)[0] == 1


# --- copy ---------------------------------------------------------------------------------------------------


def test_a_copy_is_used_by_the_next_draft_and_never_overwritten(matter: Path) -> None:
    code, out, _ = typed("template", "copy", "letter", str(matter), cwd=matter)
    own = matter / "templates" / "律师函.docx"
    assert code == 0 and "templates/律师函.docx" in out
    assert own.read_bytes() == (resource("templates") / "lawyer_letters" / "律师函.docx").read_bytes()
    line = (matter / "5-日志" / "journal.jsonl").read_text("utf-8").splitlines()[-1]
    assert json.loads(line)["changed"] == ["templates/律师函.docx"]
    words = {"word/document.xml": lambda old: old.replace("特此函告".encode(), "特此致函".encode())}
    own.write_bytes(changed(own.read_bytes(), words))
    mine = own.read_bytes()
    code, out, err = typed("template", "copy", "律师函", str(matter), cwd=matter)
    assert code == 1 and "LX-T105" in out + err and own.read_bytes() == mine
    assert typed("draft", "letter", str(matter), *DAY, cwd=matter)[0] == 0
    receipt = read(matter / "3-文书" / "v1" / "回执" / "letter.json")
    assert receipt is not None and receipt.template_sha256 == sha256_file(own)


@pytest.mark.parametrize(("word", "code"), [("form", "LX-T101"), ("诉状", "LX-T100")])
def test_what_has_no_template_cannot_be_copied(matter: Path, word: str, code: str) -> None:
    exit_code, out, err = typed("template", "copy", word, str(matter), cwd=matter)
    assert exit_code == 1 and code in out + err and not (matter / "templates").exists()


# --- check --------------------------------------------------------------------------------------------------


def macro(data: bytes) -> bytes:
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    parts = {
        "word/vbaProject.bin": b"\xd0\xcf\x11\xe0",
        TYPES: content_type("word/vbaProject.bin", "application/vnd.ms-office.vbaProject"),
        RELS: relation(kind, "vbaProject.bin"),
    }
    return changed(data, parts)


def twice(data: bytes) -> bytes:
    stream = io.BytesIO(data)
    with pytest.warns(UserWarning), zipfile.ZipFile(stream, "a") as package:
        package.writestr("word/document.xml", b"<x/>")
    return stream.getvalue()


def bomb(data: bytes) -> bytes:
    return changed(data, {"word/media/a.png": b"\0" * 15_000_000, TYPES: content_type("word/media/a.png", "image/png")})


def dde(data: bytes) -> bytes:
    return docx(
        "致：{{ 收函人.名称 }}", edit=lambda d: field(d.add_paragraph(), 'DDEAUTO c:\\\\windows\\\\cmd "/k calc"')
    )


def outside(kind: str, target: str) -> Callable[[bytes], bytes]:
    return lambda data: changed(data, {RELS: relation(f"{OFFICE}/{kind}", target, external=True)})


def entity(data: bytes) -> bytes:
    head = b'<!DOCTYPE w [<!ENTITY a "b">]>'
    return changed(data, {"word/document.xml": lambda old: old.replace(b"?>", b"?>" + head, 1)})


#: Each hostile file or slip of the pen: what is in it, the finding, and the words of its place.
HOSTILE: dict[str, tuple[bytes, str, str]] = {
    "a macro": (macro(PLAIN), "LX-T017", "word/vbaProject.bin"),
    "a template from the net": (outside("attachedTemplate", "http://x.example/a.dotm")(PLAIN), "LX-T011", "x.example"),
    "a picture from the net": (outside("image", "http://x.example/a.png")(PLAIN), "LX-T011", "x.example"),
    "a field that runs a program": (dde(PLAIN), "LX-T016", "DDEAUTO"),
    "a part twice": (twice(PLAIN), "LX-T005", "word/document.xml"),
    "a bomb": (bomb(PLAIN), "LX-T004", "word/media/a.png"),
    "an entity": (entity(PLAIN), "LX-T013", "正文"),
    "inner names of the program": (docx("{{ 收函人.__class__ }}"), "LX-T032", "第1段"),
    "a call": (docx("{{ 收函人.名称.format(收函人) }}"), "LX-T031", "第1段"),
    "a reserved name": (docx("{{ 收函人.items }}"), "LX-T033", "第1段"),
    "an endless word": (docx("{{ 'a' * 100000000 }}"), "LX-T031", "第1段"),
    "a statement": (docx("{% include '别的.docx' %}"), "LX-T050", "第1段"),
    "full-width braces": (docx("｛｛ 收函人.名称 ｝｝"), "LX-T035", "第1段"),
    "half a tag": (docx("前", "{{ 收函人.名称 "), "LX-T046", "第2段"),
    "text beside a tag of a paragraph": (docx("{%p if 附件 %}丢", "x", "{%p endif %}"), "LX-T036", "第1段"),
    "no end": (docx("{%p if 附件 %}", "x"), "LX-T038", "第1段"),
    "the wrong end": (with_body("{% for 甲 in 附件 %}", "x", "{%p endfor %}"), "LX-T037", "第3段"),
    "curly quotes": (docx("{{ 附件|join(“、”) }}"), "LX-T041", "第1段"),
    "an unknown field": (docx("{{ 收函人.名字 }}"), "LX-T034", "收函人.名称"),
    "a float": (docx("{% if 1.5 > 1 %}a{% endif %}"), "LX-T043", "第1段"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_mistaken_template_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    data, code, place = HOSTILE[name]
    path = tmp_path / "律师函.docx"
    path.write_bytes(data)
    exit_code, out, err = typed("template", "check", str(path), cwd=tmp_path)
    (line,) = {line for line in (out + err).splitlines() if code in line} or {""}
    assert exit_code == 1 and place in line, out + err
    assert " × 律师函.docx　不能使用" in out and path.read_bytes() == data


ODD = Path(__file__).resolve().parent / "data" / "odd-inputs" / "04-templates"


def test_a_good_template_is_told_with_what_it_leaves_out_and_loses(tmp_path: Path) -> None:
    path = tmp_path / "我所的函.docx"
    path.write_bytes((ODD / "doc-variables.docx").read_bytes())
    code, out, _ = typed("template", "check", str(path), "--paper", "letter", cwd=tmp_path)
    assert code == 0 and " √ 我所的函.docx　可以使用　律师函　用到字段 1 个" in out
    left = next(line for line in out.splitlines() if "没有用到的字段" in line)
    assert "、律所、" in left and "收函人" not in left and "文档变量" in out
    code, out, err = typed("template", "check", str(path), cwd=tmp_path)
    assert code == 0 and "LX-T102" in out + err


def test_a_template_without_a_field_says_the_same_in_every_matter(tmp_path: Path) -> None:
    (tmp_path / "律师函.docx").write_bytes(docx("致：沈河公司"))
    code, out, err = typed("template", "check", "律师函.docx", cwd=tmp_path)
    assert code == 0 and "LX-T106" in out + err


@pytest.mark.parametrize("path", sorted(resource("templates").rglob("*.docx")), ids=lambda path: path.stem)
def test_nothing_is_wrong_with_a_shipped_template(path: Path) -> None:
    from lexcollect.matter.templating import look

    assert look(path).findings == () and look(path).unused == ()


# --- preview ------------------------------------------------------------------------------------------------


def heads(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [package.read(n).decode("utf-8") for n in package.namelist() if n == "word/lxPreview.xml"]


def test_a_preview_is_filled_with_the_matter_marked_and_no_paper(matter: Path) -> None:
    code, out, _ = typed("template", "preview", "letter", str(matter), *DAY, cwd=matter)
    made = matter / "3-文书" / "预览" / "预览-律师函.docx"
    assert code == 0 and "沈河案" in out
    data = made.read_bytes()
    assert is_preview(data) and "仅供核对模板，不得使用" in heads(data)[0]
    assert [*disorder(data), *broken(data)] == []
    with zipfile.ZipFile(made) as package:
        body = package.read("word/document.xml").decode("utf-8")
    assert "851,600.00" in body and body.count("w:headerReference") == 2 * body.count("<w:sectPr")
    assert not [*(matter / "3-文书").glob("v*")]  # no version, no receipt
    assert typed("template", "preview", "letter", str(matter), *DAY, cwd=matter)[0] == 0  # over itself


def test_a_preview_takes_no_place_of_a_file_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "预览-民事起诉状.docx"
    path.write_bytes(docx("律师自己的文件"))
    mine = path.read_bytes()
    code, _, _ = typed("template", "preview", "complaint", *DAY, cwd=tmp_path)
    assert code != 0 and path.read_bytes() == mine


def test_a_template_of_the_lawyers_own_is_previewed_with_an_example(tmp_path: Path) -> None:
    (tmp_path / "我所的函.docx").write_bytes(docx("致：{{ 收函人.名称 }}"))
    code, out, _ = typed("template", "preview", "我所的函.docx", "--paper", "letter", *DAY, cwd=tmp_path)
    assert code == 0 and "沈河案" in out and (tmp_path / "预览-我所的函.docx").is_file()
    (tmp_path / "坏.docx").write_bytes(docx("{{ 收函人.名字 }}"))
    code, out, err = typed("template", "preview", "坏.docx", "--paper", "letter", *DAY, cwd=tmp_path)
    assert code == 1 and "LX-T070" in out + err and not (tmp_path / "预览-坏.docx").exists()


def test_a_paper_that_no_example_has_a_use_for_wants_a_matter(tmp_path: Path) -> None:
    code, out, err = typed("template", "preview", "withdrawal", *DAY, cwd=tmp_path)
    assert code == 1 and "LX-T104" in out + err
    code, out, err = typed("template", "preview", "计算表", *DAY, cwd=tmp_path)
    assert code == 1 and "LX-T103" in out + err


def test_of_a_paper_that_does_not_begin_with_the_title_of_a_preview_nobody_says_it_is_one() -> None:
    assert not is_preview(PLAIN) and not is_preview(b"no Word file")
    assert is_preview(marked(PLAIN, "律师函", "预览"))


def test_the_list_says_which_templates_are_the_matters_own(matter: Path) -> None:
    typed("template", "copy", "letter", str(matter), cwd=matter)
    code, out, _ = typed("template", str(matter), "--json", cwd=matter)
    rows = json.loads(out)["templates"]
    assert code == 0 and [row["template"] for row in rows if row["own"]] == ["lawyer_letters/律师函.docx"]
    named = {paper for row in rows for paper in row["papers"]}
    assert named == {paper.id for paper in PAPERS.values() if not paper.on_form}
