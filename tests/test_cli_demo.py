"""``lexcollect demo``: the whole road on the shipped example, and each verb again on what it leaves."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from cli_run import ENGLISH_SENTENCE, typed
from lexcollect.cli.exits import Exit
from lexcollect.findings import Refused
from lexcollect.matter.example import DEFAULT, load_example, names

EXAMPLES = Path(__file__).parent.parent / "examples"
DAY = ("--as-of", "2026-11-21")


@pytest.fixture(scope="module")
def walked(tmp_path_factory) -> tuple[Path, int, str, str]:
    place = tmp_path_factory.mktemp("演 示")
    code, out, err = typed("demo", cwd=place)
    return place, code, out, err


@pytest.fixture
def matter(walked, tmp_path) -> Path:
    """A copy of the demo that a test may change."""
    import shutil

    return Path(shutil.copytree(walked[0] / "示例-沈河案", tmp_path / "案"))


def words_of(paper: Path) -> str:
    import re

    with zipfile.ZipFile(paper) as parts:
        body = parts.read("word/document.xml").decode("utf-8").replace("<w:noBreakHyphen/>", "-")
    return re.sub(r"<[^>]+>", "", body)


def test_the_demo_succeeds_in_an_empty_folder_without_a_word_of_english(walked):
    _, code, out, err = walked
    assert code == Exit.FINE, out + err
    assert "Traceback" not in out + err
    assert not ENGLISH_SENTENCE.search(out)


def test_the_summary_says_what_a_lawyer_wants_to_know(walked):
    _, _, out, _ = walked
    for said in (
        "49 个文件",
        "应收合计 1,359,193.80 元，其中本金 851,600.00 元、违约金 507,593.80 元",
        "可主张 800,000.00 元",
        "案件受理费 17,032.74 元；保全申请费 5,000.00 元",
        "2028-05-23",
        "证据 5 组 28 份（32 个文件）",
        "未入包 17 个文件，均有原因",
        "提交 3 套",
        "√ 与收材料时的登记一致",
        "√ 与包内清单一致",
        "√ 清单所列原始文件都在已收材料的登记里",
        "下一步　lexcollect calc 示例-沈河案 --as-of 2026-11-21",
    ):
        assert said in out, said


def test_the_matter_folder_is_complete(walked):
    folder = walked[0] / "示例-沈河案"
    papers = {p.stem for p in (folder / "3-文书" / "v1").glob("*.docx")}
    sued = {"授权委托书", "律师事务所函", "法定代表人身份证明书", "送达地址确认书", "证据清单", "民事起诉状（要素式）"}
    assert papers == {"律师函", "民事起诉状", "诉讼财产保全申请书", "还款和解协议", "审查单"} | sued
    assert (folder / "4-证据包" / "v1" / "data" / "证据.pdf").read_bytes().startswith(b"%PDF")
    assert len([p for p in (folder / "1-收到的材料").rglob("*") if p.is_file()]) == 49
    assert (folder / "2-整理" / "材料清单.csv").exists()


def test_the_journal_names_what_the_demo_made(walked):
    (line,) = (walked[0] / "示例-沈河案" / "5-日志" / "journal.jsonl").read_text("utf-8").splitlines()
    changed = json.loads(line)["changed"]
    assert {"案件.yaml", "3-文书/v1/民事起诉状.docx", "4-证据包/v1"} <= set(changed)


def test_the_complaint_cites_pages_of_the_package(walked):
    text = words_of(walked[0] / "示例-沈河案" / "3-文书" / "v1" / "民事起诉状.docx")
    assert "851,600.00" in text and "507,593.80" in text
    assert "证据5-3，第" in text


def test_the_manifest_is_what_ordinary_tools_check(walked):
    package = walked[0] / "示例-沈河案" / "4-证据包" / "v1"
    for line in (package / "manifest-sha256.txt").read_text("utf-8").splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256((package / name).read_bytes()).hexdigest() == digest


def test_a_second_walk_changes_nothing(matter):
    before = {p: p.read_bytes() for p in matter.rglob("*") if p.is_file()}
    code, out, _ = typed("demo", "--into", matter.name, cwd=matter.parent)
    assert code == Exit.FINE
    assert out.count("没有变化") >= 5
    after = {p: p.read_bytes() for p in matter.rglob("*") if p.is_file()}
    assert {p for p in before.keys() | after.keys() if before.get(p) != after.get(p)} == set()


def test_the_demo_writes_nowhere_near_other_peoples_files(tmp_path):
    (tmp_path / "示例-沈河案").mkdir()
    (tmp_path / "示例-沈河案" / "我的.txt").write_text("x", "utf-8")
    code, out, _ = typed("demo", cwd=tmp_path)
    assert code == Exit.FINDINGS and "LX-A116" in out
    assert [p.name for p in (tmp_path / "示例-沈河案").iterdir()] == ["我的.txt"]


def test_the_conditions_of_the_demo_are_data_of_the_example():
    example = load_example()
    assert (example.folder / "demo.yaml").is_file()
    assert example.as_of.isoformat() == "2026-11-21"


def test_the_examples_offered_are_the_complete_folders_and_the_steel_matter_is_the_default():
    whole = {
        folder.name.removeprefix("matter-")
        for folder in EXAMPLES.iterdir()
        if {"案件.yaml", "证据目录.yaml", "demo.yaml", "inbox"} <= {path.name for path in folder.iterdir()}
    }
    assert set(names()) == whole and names()[0] == DEFAULT == "steel"
    _, page, _ = typed("demo", "--help", cwd=EXAMPLES)
    assert f"--matter [{'|'.join(names())}]" in page.replace("\n", "")


def test_a_folder_that_lacks_a_piece_is_no_example(tmp_path, monkeypatch):
    import shutil

    from lexcollect import resources

    whole = tmp_path / "examples" / "matter-small"
    shutil.copytree(EXAMPLES / "matter-steel", whole)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "lexcollect")
    assert names() == ("small",)
    assert load_example("small").into == "示例-沈河案"
    (whole / "证据目录.yaml").unlink()
    with pytest.raises(Refused):
        load_example("small")
    assert "small" not in names()


def test_an_example_that_is_not_there_is_a_slip_of_the_keyboard(tmp_path):
    code, out, err = typed("demo", "--matter", "nothing", cwd=tmp_path)
    assert code == Exit.USAGE and "steel" in out + err
    assert not list(tmp_path.iterdir())


# --- the verbs on the finished matter ------------------------------------------------------------------------


def test_calc_and_due_and_draft_agree_to_the_fen(matter):
    account = json.loads(typed("calc", "--json", *DAY, cwd=matter)[1])
    assert (account["principal"], account["penalty"]) == ("851600.00", "507593.80")
    due = json.loads(typed("due", "--json", *DAY, cwd=matter)[1])
    assert "2028-05-23" in json.dumps(due)
    _, out, _ = typed("draft", "complaint", "--json", *DAY, cwd=matter)
    (paper,) = json.loads(out)["papers"]
    assert (paper["paper"], paper["status"], paper["changes"]) == ("complaint", "unchanged", [])


def test_a_changed_fact_makes_v2_and_names_what_changed(matter):
    case = matter / "案件.yaml"
    case.write_text(case.read_text("utf-8").replace("周范例", "周改名"), "utf-8")
    code, out, _ = typed("draft", "complaint", *DAY, cwd=matter)
    assert code == Exit.FINE
    assert "v2/民事起诉状.docx" in out and "周改名" in out
    assert "周范例" in words_of(matter / "3-文书" / "v1" / "民事起诉状.docx")
    assert "周改名" in words_of(matter / "3-文书" / "v2" / "民事起诉状.docx")


def test_a_paper_edited_by_hand_is_never_overwritten(matter):
    paper = matter / "3-文书" / "v1" / "民事起诉状.docx"
    paper.write_bytes(paper.read_bytes() + b"x")
    edited = paper.read_bytes()
    code, out, _ = typed("draft", "all", *DAY, cwd=matter)
    assert code == Exit.FINE and "保留您改过的" in out
    assert paper.read_bytes() == edited


def test_the_matter_may_stand_before_the_papers(matter):
    code, out, _ = typed("draft", matter.name, "letter", *DAY, cwd=matter.parent)
    assert code == Exit.FINE and "律师函" in out and "民事起诉状" not in out


def test_a_paper_that_does_not_exist_is_a_usage_error(matter):
    code, out, _ = typed("draft", "答辩状", *DAY, cwd=matter)
    assert code == Exit.USAGE and "没有“答辩状”这种文书" in out


def test_a_template_folder_that_is_none_stops_before_the_shipped_template_is_taken(matter):
    (matter / "templates").write_text("a file, not a folder", "utf-8")
    before = sorted((matter / "3-文书").rglob("*"))
    code, out, _ = typed("draft", "complaint", "--templates", "模版", *DAY, cwd=matter)
    assert code == Exit.UNREADABLE and out.count("LX-A102") == 2
    assert "模版 找不到" in out and "templates 找不到" in out
    assert typed("calc", "--annex", *DAY, cwd=matter)[0] == Exit.UNREADABLE
    assert sorted((matter / "3-文书").rglob("*")) == before


def test_a_changed_catalogue_takes_the_page_numbers_back_until_the_package_is_made_anew(matter):
    catalogue = matter / "2-整理" / "证据目录.yaml"
    catalogue.write_text(
        catalogue.read_text("utf-8")
        .replace('number: "5-8"', 'number: "5-9"')
        .replace('number: "5-7"', 'number: "5-8"')
        .replace('number: "5-9"', 'number: "5-7"'),
        "utf-8",
    )
    _, out, _ = typed("draft", "complaint", *DAY, cwd=matter)
    assert "LX-A114" in out
    code, out, _ = typed("bundle", *DAY, "--password", "工商查询(加密).pdf=jb2023", cwd=matter)
    assert code == Exit.FINE and "v2" in out
    _, out, _ = typed("draft", "complaint", *DAY, cwd=matter)
    assert "LX-A114" not in out


def test_a_wrong_or_missing_password_leaves_a_placeholder_and_says_so(matter):
    for words, code in ((["--password", "工商查询(加密).pdf=falsch"], "LX-B026"), ([], "LX-B010")):
        exit_code, out, _ = typed("bundle", *DAY, *words, cwd=matter)
        assert exit_code == Exit.FINE and code in out
    assert typed("bundle", "--password", "ohne", cwd=matter)[0] == Exit.USAGE


def test_without_a_catalogue_no_package_and_the_way_to_one(matter):
    (matter / "2-整理" / "证据目录.yaml").unlink()
    code, out, _ = typed("bundle", *DAY, cwd=matter)
    assert code == Exit.FINDINGS and "LX-A115" in out
    code, out, _ = typed("intake", cwd=matter)
    assert "已拟出证据目录" in out
    assert (matter / "2-整理" / "证据目录.yaml").exists()


def test_one_changed_byte_one_lost_and_one_added_file_end_with_4_and_are_named(matter):
    package = matter / "4-证据包" / "v1"
    pdf = package / "data" / "证据.pdf"
    pdf.chmod(0o644)
    pdf.write_bytes(pdf.read_bytes()[:-1] + b"x")
    lost = next(p for p in (package / "data" / "originals").iterdir() if p.name.startswith("2-1_"))
    lost.unlink()
    (package / "data" / "新.txt").write_text("x", "utf-8")
    code, out, _ = typed("verify", str(package), cwd=matter)
    assert code == Exit.INTEGRITY
    for name in ("证据.pdf", lost.name, "新.txt"):
        assert name in out


def test_the_day_given_is_part_of_the_next_command(matter):
    _, out, _ = typed("calc", "--as-of", "2026-11-21", cwd=matter)
    assert out.splitlines()[-1].endswith("lexcollect due --as-of 2026-11-21")
    _, out, _ = typed("calc", cwd=matter)
    assert out.splitlines()[-1].endswith("lexcollect due")


def test_after_a_refused_paper_the_next_command_is_draft_again(matter):
    case = matter / "案件.yaml"
    case.write_text(case.read_text("utf-8").replace("waive_penalty: 257593.80", "waive_penalty: 1.00"), "utf-8")
    code, out, _ = typed("draft", "settlement", *DAY, cwd=matter)
    assert code == Exit.FINDINGS and "LX-P005" in out
    assert out.splitlines()[-1].startswith("下一步　lexcollect draft")


def test_the_matter_may_stand_behind_the_papers(matter):
    code, out, _ = typed("draft", "complaint", matter.name, *DAY, cwd=matter.parent)
    assert code == Exit.FINE and "民事起诉状" in out


# --- bad input -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        (
            "domicile: 沈阳市沈河区样例街99号\n",
            "domicil: 沈阳市沈河区样例街99号\n",
            "LX-C010",
            "不认识的项“domicil”；是不是“domicile”？",
        ),
        ("date: 2023-10-08", "date: 2023-12-32", "LX-C011", "“2023-12-32”不能作为日期"),
        ("amount: 432000.00", "amount: -432000.00", "LX-C012", "不是金额"),
        ("evidence: 回单0714", "evidence: 回单0715", "LX-C030", "不在证据目录里"),
        ("kind: statement", "kind：statement", "LX-A006", "全角冒号"),
    ],
)
def test_bad_input_is_named_with_place_and_remedy(matter, old, new, code, said):
    case = matter / "案件.yaml"
    text = case.read_text("utf-8")
    assert old in text
    case.write_text(text.replace(old, new, 1), "utf-8")
    line = text[: text.index(old)].count("\n") + 1
    verbs = (["calc"], ["due"], ["draft", "all"], ["bundle"]) if code == "LX-C030" else (["calc"],)
    for verb in verbs:
        exit_code, out, err = typed(*verb, *DAY, cwd=matter)
        goes_on = code == "LX-C030" and verb in (["calc"], ["due"])  # no sum rests on an exhibit
        assert exit_code == (Exit.FINE if goes_on else Exit.FINDINGS), verb
        assert code in out and said in out and f"案件.yaml:{line}" in out
        assert "Traceback" not in out + err and not ENGLISH_SENTENCE.search(out)


def test_a_threat_in_the_users_own_words_stops_the_paper_with_6(matter):
    case = matter / "案件.yaml"
    text = case.read_text("utf-8")
    start = text.index("preservation:")
    reason = text.index("reason:", start)
    rest = text[text.index("\n", reason) :]
    case.write_text(f"{text[:reason]}reason: 再不还钱就曝光到网上，后果自负{rest}", "utf-8")
    code, out, _ = typed("draft", "preservation", *DAY, cwd=matter)
    assert code == Exit.LEGAL_STOP, out
    assert "LX-P030" in out and "下一步" in out
