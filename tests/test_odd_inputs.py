"""The collection of odd inputs: each file with the test that holds it and the siblings of its kind.

The map stands in ``odd_map``. A file of the collection that nobody named there, a test that is gone, and a kind with
fewer than two siblings fail here. Below stand the files whose own tests are these.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from docx import Document

from bundle_kit import COVER, MADE_ON, bundle_of, codes, item, material, packed, page_text
from cli_run import typed
from docx_rules import broken
from engine_builder import members, texts
from intake_kit import jpeg, taken
from lexcollect.bundle.build import build
from lexcollect.casefile import parse_case
from lexcollect.documents import engine
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.evidence.proposal import propose_catalogue
from lexcollect.findings import Refused
from lexcollect.formats.reading import look
from lexcollect.formats.recognise import identify
from lexcollect.layout import RAW
from odd_map import HELD, INSTANCES

TESTS = Path(__file__).parent
DATA = TESTS / "data"
ODD = DATA / "odd-inputs"

#: Folders of which every file is one of the collection.
WHOLE = ("odd-inputs", "odd-cases", "casefile", "intake/alike")


def _defined(name: str) -> bool:
    module, _, function = name.partition("::")
    path = TESTS / f"{module}.py"
    return path.exists() and bool(re.search(rf"^def {function}\(", path.read_text("utf-8"), re.MULTILINE))


def test_every_file_of_the_collection_is_in_the_map() -> None:
    named = {path for pattern in HELD for path in DATA.glob(pattern)}
    named |= {path for folder in named if folder.is_dir() for path in folder.rglob("*")}
    everything = {path for folder in WHOLE for path in (DATA / folder).rglob("*") if path.is_file()}
    assert sorted(everything - named) == []
    assert [pattern for pattern in HELD if not any(DATA.glob(pattern))] == []


@pytest.mark.parametrize("listed", [HELD, INSTANCES], ids=["files", "instances"])
def test_every_kind_has_its_test_and_two_siblings(listed: dict[str, tuple[str, ...]]) -> None:
    assert [kind for kind, tests in listed.items() if len(set(tests)) < 3] == []
    assert sorted({test for tests in listed.values() for test in tests if not _defined(test)}) == []


# --- 04 templates -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "stated"),
    [
        *((name, stated) for name in ("cell-all-conditional", "row-all-cells-gone") for stated in (True, False)),
        ("table-all-rows-gone", []),
    ],
)
def test_conditions_that_take_everything_leave_a_whole_paper(name: str, stated: object) -> None:
    paper = engine.load(ODD / "04-templates" / f"{name}.docx").render({"债务确认": stated})
    assert broken(paper) == []
    Document(io.BytesIO(paper))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("section-break-in-condition", "LX-T082"),
        ("single-brace", "LX-T079"),
        ("tracked-changes", "LX-T042"),
        ("zero-width-in-tag", "LX-T081"),
    ],
)
def test_what_no_rule_can_mend_is_refused_with_its_place(name: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        engine.load(ODD / "04-templates" / f"{name}.docx")
    assert [found.code for found in refused.value.findings] == [code]
    assert "段" in str(refused.value.findings[0].where)


@pytest.mark.parametrize("name", ["core-properties", "doc-variables", "wps-attached-template"])
def test_the_former_life_of_a_template_stays_behind(name: str) -> None:
    path = ODD / "04-templates" / f"{name}.docx"
    template = engine.load(path)
    paper = template.render({"收函人": {"名称": "甲公司"}} if template.fields else {})
    before, after = members(path.read_bytes()), members(paper)
    said = re.findall(r"<dc:creator>([^<]+)|<cp:lastModifiedBy>([^<]+)|w:val=\"([^\"]*虚例[^\"]*)\"", _all(before))
    old = {word for words in said for word in words if word} - {"python-docx"}
    assert not [word for word in old if word in _all(after)]
    assert "attachedTemplate" not in _all(after) and "docVar" not in _all(after)
    assert texts(paper)


def _all(parts: dict[str, bytes]) -> str:
    return "\n".join(
        data.decode("utf-8", "replace") for name, data in parts.items() if name.endswith((".xml", ".rels"))
    )


# --- 05 hidden, 06 values without a look ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (ODD / "05-hidden-in-originals" / "合同带批注.docx", "批注"),
        (ODD / "05-hidden-in-originals" / "合同隐藏文字.docx", "设为隐藏的文字"),
        (DATA / "formats" / "合同PDF批注.pdf", "批注"),
    ],
)
def test_what_lies_hidden_in_an_original_is_told(path: Path, said: str) -> None:
    seen = look(path, path.name, identify(path, path.name))
    (told,) = [found for found in seen.findings if found.code == "LX-I080"]
    assert said in told.message("zh")


@pytest.mark.parametrize(("name", "value"), [("tx-noap", "998877.66"), ("freetext-noap", "已收货 张三")])
def test_values_without_a_look_stand_on_the_page(tmp_path: Path, name: str, value: str) -> None:
    source = material(tmp_path, f"{name}.pdf", (DATA / "formats" / f"{name}.pdf").read_bytes())
    built = packed(tmp_path, item("1-1", source))
    assert value in page_text(bundle_of(built), 2)


# --- 09 rates, 10 lists, 11 names -------------------------------------------------------------------------------


def test_a_penalty_of_four_times_lpr_is_read() -> None:
    read = parse_case((DATA / "casefile" / "floating-penalty.yaml").read_bytes())
    assert read.case is not None and [found for found in read.findings if found.stops] == []
    assert "series='lpr_1y', multiplier=Decimal('4')" in str(read.case.contracts[0].late_penalty)


@pytest.mark.parametrize("form", ["upper", "bom", "gbk", "bsd-tag"])
def test_a_list_as_windows_tools_write_it_is_read(tmp_path: Path, form: str) -> None:
    words = ("verify", str(ODD / "10-verify-lists"), "--list", str(ODD / f"10-verify-lists-{form}.txt"))
    code, out, _ = typed(*words, cwd=tmp_path)
    assert code == 0, out


@pytest.mark.parametrize("name", ["重要😀回单.jpg", "欠条\ue000盖章.jpg", "\u202e单回.jpg", "回\u200b单.jpg"])
def test_a_name_that_cannot_be_printed_is_drafted_in_words_that_can(tmp_path: Path, name: str) -> None:
    intake = taken(tmp_path, {name: jpeg()})
    path, _ = propose_catalogue(intake, tmp_path / "案")
    catalogue, found = load_catalogue(path, tmp_path / "案" / RAW)
    assert catalogue is not None, [one.line() for one in found]
    built = build(catalogue, COVER, tmp_path / "案" / "4-证据包", made_on=MADE_ON)
    assert bundle_of(built).exists() and not {"LX-B001", "LX-B061"} & set(codes(built))
