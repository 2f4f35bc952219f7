"""The gate: every trick a .docx can play is refused with part and place, all at once."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine_builder import W, changed, content_type, docx, field, members, relation, zipped
from lexcollect.documents import engine
from lexcollect.documents.engine.gate import safe_name
from lexcollect.findings import Refused

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PLAIN = docx("原告：{{ 原告 }}")
TYPES, DOCUMENT_RELS = "[Content_Types].xml", "word/_rels/document.xml.rels"


def codes(template: bytes | Path) -> set[str]:
    return {f.code for f in engine.check_template(template)}


def with_xml(xml: str) -> bytes:
    """The plain template with a piece of WordprocessingML put into its body."""

    def insert(document: Any) -> None:
        document.element.body.insert(0, parse_xml(xml.replace("<w:p>", f'<w:p xmlns:w="{W}">', 1)))

    return docx("原告：{{ 原告 }}", edit=insert)


def test_a_plain_template_passes() -> None:
    assert codes(PLAIN) == set()


def test_a_macro_inside_a_docx_is_refused() -> None:
    trojan = changed(
        PLAIN,
        {
            "word/vbaProject.bin": b"\xd0\xcf\x11\xe0",
            TYPES: content_type("word/vbaProject.bin", "application/vnd.ms-office.vbaProject"),
            DOCUMENT_RELS: relation(
                "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"
            ),
        },
    )
    with pytest.raises(Refused) as refused:
        engine.load(trojan, name="律师函.docx")
    assert {f.code for f in refused.value.findings} == {"LX-T017"}
    assert "word/vbaProject.bin" in refused.value.findings[0].line()
    assert refused.value.findings[0].where.file == "律师函.docx"


def test_a_macro_document_renamed_to_docx_is_refused() -> None:
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    assert {"LX-T017", "LX-T008"} <= codes(changed(PLAIN, {TYPES: lambda old: old.replace(main, macro)}))


@pytest.mark.parametrize(
    "code",
    [
        "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
        "INCLUDETEXT http://x/a",
        "IMPORT x",
        "QUOTE 1",
        "HYPERLINK http://x",
        "PAGE_ ",
        "{{ 原告 }}",
        "",
    ],
)
def test_fields_not_on_the_list_are_refused_even_when_cut_into_runs(code: str) -> None:
    assert "LX-T016" in codes(docx("x", edit=lambda d: field(d.add_paragraph(), code)))


@pytest.mark.parametrize("code", [" PAGE ", "numpages \\* MERGEFORMAT", " SECTIONPAGES", 'TOC \\o "1-3"', "REF 合同"])
def test_fields_on_the_list_pass(code: str) -> None:
    assert codes(docx("x", edit=lambda d: field(d.add_paragraph(), code))) == set()


def test_a_simple_field_and_a_nested_field_are_looked_at() -> None:
    assert "LX-T016" in codes(with_xml('<w:p><w:fldSimple w:instr=" DDE a b "/></w:p>'))

    def nested(document: Any) -> None:
        run = "<w:r><w:{}/></w:r>"
        begin = run.format('fldChar w:fldCharType="begin"')
        end = run.format('fldChar w:fldCharType="end"')
        code = "<w:r><w:instrText>{}</w:instrText></w:r>"
        xml = f'<w:p xmlns:w="{W}">{begin}{code.format("PAGE")}{begin}{code.format("DDEAUTO x")}{end}{end}</w:p>'
        document.element.body.insert(0, parse_xml(xml))

    assert "LX-T016" in codes(docx("x", edit=nested))


@pytest.mark.parametrize("xml", ["<w:altChunk/>", "<w:object/>", "<w:control/>", "<w:subDoc/>"])
def test_embedded_and_fetched_content_is_refused(xml: str) -> None:
    assert "LX-T015" in codes(with_xml(f"<w:p><w:r>{xml}</w:r></w:p>"))


def test_an_attached_template_from_the_net_is_refused() -> None:
    settings = members(PLAIN)["word/settings.xml"].replace(b"</w:settings>", b"<w:attachedTemplate/></w:settings>")
    trojan = changed(
        PLAIN,
        {
            "word/settings.xml": settings,
            "word/_rels/settings.xml.rels": (
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                b'<Relationship Id="r1" Type="' + OFFICE.encode() + b'/attachedTemplate" Target="http://x/a.dotm" '
                b'TargetMode="External"/></Relationships>'
            ),
        },
    )
    assert codes(trojan) == {"LX-T011"}


@pytest.mark.parametrize(
    ("kind", "target", "external", "expected"),
    [
        ("hyperlink", "https://www.court.gov.cn/", True, set()),
        ("hyperlink", "mailto:a@example.com", True, set()),
        ("hyperlink", "file:///etc/passwd", True, {"LX-T011"}),
        ("hyperlink", "\\\\server\\share", True, {"LX-T011"}),
        ("hyperlink", "javascript:alert(1)", True, {"LX-T011"}),
        ("image", "https://x/track.png", True, {"LX-T011"}),
        ("oleObject", "embeddings/a.bin", False, {"LX-T017"}),
        ("aFChunk", "a.html", False, {"LX-T010"}),
        ("image", "../../../etc/passwd", False, {"LX-T012"}),
        ("image", "media/none.png", False, {"LX-T012"}),
    ],
)
def test_relations_lead_only_where_they_may(kind: str, target: str, external: bool, expected: set[str]) -> None:
    change = relation(f"{OFFICE}/{kind}", target, external=external)
    assert codes(changed(PLAIN, {DOCUMENT_RELS: change})) == expected


def test_vml_pictures_from_the_net_are_refused() -> None:
    xml = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="http://x/a.png"/>'
        "</v:shape></w:pict></w:r></w:p>"
    )
    assert codes(with_xml(xml)) == {"LX-T011"}


def test_xml_under_another_ending_does_not_escape_the_parser() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    assert "LX-T009" in codes(changed(PLAIN, {"word/h.png": b"<c/>", TYPES: content_type("word/h.png", kind)}))


def test_members_of_the_same_name_are_refused() -> None:
    content = list(members(PLAIN).items())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        doubled = zipped([*content, ("word/document.xml", b"<a/>")])
    assert "LX-T005" in codes(doubled)
    assert "LX-T005" in codes(zipped([*content, ("WORD/Document.xml", b"<a/>")]))


@pytest.mark.parametrize(
    "name",
    [
        "../evil.xml",
        "word/../../evil.xml",
        "/abs.xml",
        "word\\evil.xml",
        "C:evil.xml",
        "word/%2e%2e/%2e%2e/evil.xml",
        "word//a.xml",
        "word/a\nb.xml",
    ],
)
def test_path_tricks_are_refused(name: str) -> None:
    assert not safe_name(name)
    assert "LX-T006" in codes(changed(PLAIN, {name: b"<a/>"}))


def test_a_bomb_is_refused_without_unfolding_it() -> None:
    bomb = changed(PLAIN, {"word/media/image1.png": bytes(30_000_000)})
    assert len(bomb) < 200_000
    assert codes(bomb) == {"LX-T004"}


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(changed(PLAIN, {"word/media/image1.png": bytes(3_000_000)}))
    at = data.rfind(b"word/media/image1.png") - 46
    struct.pack_into("<L", data, at + 24, 10)
    assert codes(bytes(data)) == {"LX-T001"}


def test_too_many_members_are_refused() -> None:
    many = zipped([*members(PLAIN).items(), *((f"customXml/item{n + 9}.xml", b"<a/>") for n in range(400))])
    assert codes(many) == {"LX-T003"}


def test_two_entries_sharing_one_content_are_refused() -> None:
    """The way small files unfold to petabytes: many directory entries, one compressed kernel."""
    first = PLAIN.find(b"PK\x01\x02")
    second = PLAIN.find(b"PK\x01\x02", first + 4)
    entry = PLAIN[first:second]
    data = bytearray(PLAIN[:first] + entry + PLAIN[first:])
    end = data.rfind(b"PK\x05\x06")
    count, size = struct.unpack_from("<HL", data, end + 10)
    struct.pack_into("<HHL", data, end + 8, count + 1, count + 1, size + len(entry))
    assert codes(bytes(data)) == {"LX-T001"}


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(PLAIN)
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    assert codes(bytes(data)) == {"LX-T007"}


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        "<!doctype a>",
    ],
)
def test_document_types_and_entities_are_refused(head: str) -> None:
    assert "LX-T013" in codes(changed(PLAIN, {"word/document.xml": f"{head}<w:document xmlns:w='{W}'/>".encode()}))


def test_other_encodings_and_broken_xml_are_refused() -> None:
    assert "LX-T014" in codes(changed(PLAIN, {"word/document.xml": "<a/>".encode("utf-16")}))
    assert "LX-T014" in codes(changed(PLAIN, {"word/document.xml": b"<a><b></a>"}))


def test_all_problems_come_at_once() -> None:
    worst = changed(
        docx("x", edit=lambda d: field(d.add_paragraph(), "DDE x")),
        {
            "../x.xml": b"<a/>",
            "word/vbaProject.bin": b"x",
            "customXml/item9.xml": b"<!DOCTYPE a><a/>",
            DOCUMENT_RELS: relation(f"{OFFICE}/image", "http://x/a.png", external=True),
        },
    )
    assert {"LX-T016", "LX-T006", "LX-T017", "LX-T013", "LX-T011"} <= codes(worst)


def test_what_is_no_word_file_is_said_so(tmp_path: Path) -> None:
    assert codes(b"") == {"LX-T001"}
    assert codes(b"%PDF-1.7") == {"LX-T001"}
    assert codes(zipped([("a.txt", b"a")])) == {"LX-T008"}
    assert codes(tmp_path / "none.docx") == {"LX-A001"}
    assert codes(tmp_path) == {"LX-A001"}


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.docx"
    with huge.open("wb") as stream:
        stream.truncate(30_000_000)
    assert codes(huge) == {"LX-T002"}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_is_a_finding_or_harmless_never_a_traceback(data: st.DataObject) -> None:
    broken = bytearray(PLAIN)
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(broken)))
    for damaged in (bytes(broken), bytes(broken[:cut])):
        for found in engine.check_template(damaged):
            assert found.line("zh")
            assert found.line("en")


def test_the_zip_of_another_program_with_data_descriptors_is_read() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, chunk: Any) -> int:
            self.data += bytes(chunk)
            return len(chunk)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as package:  # type: ignore[call-overload]
        for name, content in members(PLAIN).items():
            package.writestr(name, content)
    assert codes(bytes(pipe.data)) == set()
