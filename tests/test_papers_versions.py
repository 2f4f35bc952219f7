"""3-文书: versions and receipts. Same inputs, nothing; a changed fact, a new version; a hand-edited paper, never."""

from __future__ import annotations

import json
import os
import zipfile
from datetime import date
from pathlib import Path

import pytest

from lexcollect.documents import versions
from lexcollect.documents.receipts import compare
from lexcollect.documents.register import PAPERS
from papers import drafted, material, text_of
from steel import AS_OF

V1 = ["v1/回执/complaint.json", "v1/民事起诉状.docx"]
NEXT_DAY = date(2026, 11, 22)


def files(root: Path) -> list[str]:
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())


def status(root: Path, as_of: date = AS_OF) -> str:
    return str(drafted(root, "complaint", given=material(as_of=as_of)).papers[0].status)


def test_all_papers_with_a_receipt_each(tmp_path: Path) -> None:
    result = drafted(tmp_path / "3-文书")
    own = [paper.id for paper in PAPERS.values() if paper.belongs(material())]
    assert own == ["letter", "complaint", "preservation", "settlement"]
    # With what the suit is filed with, and the complaint also on the official form of a sale.
    filed = {paper.id for paper in PAPERS.values() if paper.filed}
    of_the_matter = [id for id in PAPERS if id in filed.union(own, ["form"])]
    assert "form" in of_the_matter
    assert [(p.paper, p.status) for p in result.papers] == [(id, "written") for id in of_the_matter]
    assert len(files(tmp_path)) == 2 * len(of_the_matter)
    assert not result.changed_nothing


def test_second_run_changes_nothing_and_says_so(tmp_path: Path) -> None:
    drafted(tmp_path)
    before = {f: (tmp_path / f).stat().st_mtime_ns for f in files(tmp_path)}
    result = drafted(tmp_path)
    assert result.changed_nothing
    assert {p.status for p in result.papers} == {"unchanged"}
    assert {f: (tmp_path / f).stat().st_mtime_ns for f in files(tmp_path)} == before
    assert "没有变化" in str(result.papers[0].line())


def test_two_runs_in_two_folders_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        drafted(tmp_path / name)
    for name in files(tmp_path / "a"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_changed_fact_makes_a_new_version_and_names_the_fields(tmp_path: Path) -> None:
    drafted(tmp_path, "complaint")
    first = (tmp_path / "v1" / "民事起诉状.docx").read_bytes()
    later = material(("amount: 150000.00, payer", "amount: 160000.00, payer"))
    paper = drafted(tmp_path, "complaint", given=later).papers[0]
    assert paper.path == tmp_path / "v2" / "民事起诉状.docx"
    assert paper.changed_from == tmp_path / "v1" / "民事起诉状.docx"
    changed = {c.field: (c.old, c.new) for c in paper.changes}
    assert changed["诉讼请求[1].内容"] == ("判令被告一支付货款851,600.00元；", "判令被告一支付货款841,600.00元；")
    assert changed["合计.尚欠"] == ("851,600.00", "841,600.00")
    assert "原告.名称" not in changed
    assert (tmp_path / "v1" / "民事起诉状.docx").read_bytes() == first


def test_comment_in_the_case_file_is_no_new_version(tmp_path: Path) -> None:
    drafted(tmp_path, "complaint")
    assert drafted(tmp_path, "complaint", given=material(("parties:\n", "parties:   # 备注\n"))).changed_nothing


def test_hand_edited_paper_is_kept_and_the_new_version_goes_elsewhere(tmp_path: Path) -> None:
    drafted(tmp_path, "complaint")
    mine = tmp_path / "v1" / "民事起诉状.docx"
    mine.write_bytes(b"edited by a lawyer")
    assert status(tmp_path) == "edited"
    result = drafted(tmp_path, "complaint", given=material(as_of=NEXT_DAY))
    assert result.papers[0].path == tmp_path / "v2" / "民事起诉状.docx"
    assert "LX-P021" in [f.code for f in result.findings]
    assert mine.read_bytes() == b"edited by a lawyer"


def test_file_under_our_name_without_a_receipt_is_somebody_elses(tmp_path: Path) -> None:
    theirs = tmp_path / "v1" / "民事起诉状.docx"
    theirs.parent.mkdir()
    theirs.write_bytes(b"theirs")
    result = drafted(tmp_path, "complaint")
    assert result.papers[0].path == tmp_path / "v2" / "民事起诉状.docx"
    assert "LX-P022" in [f.code for f in result.findings]
    assert theirs.read_bytes() == b"theirs"


def test_another_paper_completes_the_newest_version(tmp_path: Path) -> None:
    drafted(tmp_path, "complaint")
    drafted(tmp_path, "letter")
    assert files(tmp_path) == ["v1/回执/complaint.json", "v1/回执/letter.json", "v1/律师函.docx", "v1/民事起诉状.docx"]


def test_removed_paper_is_written_again_in_its_place(tmp_path: Path) -> None:
    drafted(tmp_path, "complaint")
    paper = tmp_path / "v1" / "民事起诉状.docx"
    data = paper.read_bytes()
    paper.unlink()
    assert status(tmp_path) == "restored"
    assert paper.read_bytes() == data
    assert files(tmp_path) == V1


def test_interrupted_run_leaves_the_old_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafted(tmp_path, "complaint")
    before = files(tmp_path)
    real = versions.write_all

    def fail(contents: list[tuple[Path, bytes]]) -> None:
        real(contents[:1])
        raise KeyboardInterrupt

    monkeypatch.setattr(versions, "write_all", fail)
    with pytest.raises(KeyboardInterrupt):
        drafted(tmp_path, "complaint", given=material(as_of=NEXT_DAY))
    assert files(tmp_path) == before


def test_leftover_of_a_killed_run_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".lx-draft-abc").mkdir()
    (tmp_path / ".lx-draft-abc" / "民事起诉状.docx").write_bytes(b"half")
    os.utime(tmp_path / ".lx-draft-abc", (0, 0))
    drafted(tmp_path, "complaint")
    assert files(tmp_path) == V1


def test_receipt_without_its_paper_is_mended_by_the_next_run(tmp_path: Path) -> None:
    # An interrupted run inside an existing version: the receipt is written first.
    drafted(tmp_path, "complaint")
    drafted(tmp_path, "letter")
    (tmp_path / "v1" / "律师函.docx").unlink()
    drafted(tmp_path, "letter")
    assert "v1/律师函.docx" in files(tmp_path)


def test_damaged_receipt_counts_as_none(tmp_path: Path) -> None:
    for damage in ("", "[1]", "{}", '{"schema": "lexcollect/receipt/1"}', "[" * 100_000):
        root = tmp_path / str(len(damage))
        drafted(root, "complaint")
        (root / "v1" / "回执" / "complaint.json").write_text(damage, "utf-8")
        result = drafted(root, "complaint")
        assert result.papers[0].path == root / "v2" / "民事起诉状.docx"
        assert "LX-P022" in [f.code for f in result.findings]


def test_receipt_that_points_outside_its_folder_is_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "3-文书"
    drafted(root, "complaint")
    outside = tmp_path / "私人.docx"
    outside.write_bytes(b"private")
    path = root / "v1" / "回执" / "complaint.json"
    receipt = json.loads(path.read_text("utf-8"))
    receipt["file"] = "../../私人.docx"
    path.write_text(json.dumps(receipt), "utf-8")
    drafted(root, "complaint")
    assert outside.read_bytes() == b"private"


def test_receipt_tells_what_went_in(tmp_path: Path) -> None:
    drafted(tmp_path, "complaint")
    receipt = json.loads((tmp_path / "v1" / "回执" / "complaint.json").read_text("utf-8"))
    assert receipt["as_of"] == "2026-11-21"
    assert receipt["sources"] == {"案件.yaml": "0" * 64}
    assert receipt["case_schema"] == "lexcollect/case/1"
    assert len(receipt["law_book"]) == len(receipt["template_sha256"]) == len(receipt["content_digest"]) == 64
    assert receipt["fields"]["原告"]["名称"] == "天津津渤示例钢材贸易有限公司"


def test_own_template_goes_before_the_shipped_one_and_is_named_as_the_change(tmp_path: Path) -> None:
    root, own = tmp_path / "3-文书", tmp_path / "templates"
    drafted(root, "complaint")
    own.mkdir()
    shipped = Path(__file__).resolve().parent.parent / "templates" / "court_filings" / "民事起诉状.docx"
    with zipfile.ZipFile(shipped) as source, zipfile.ZipFile(own / "民事起诉状.docx", "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace("案由：".encode(), "案　由：".encode()))
    paper = drafted(root, "complaint", templates=[own]).papers[0]
    assert paper.status == "written"
    assert [c.field for c in paper.changes] == ["模板文件"]


@pytest.mark.parametrize("odd", ["folder", "dead link"])
def test_own_template_that_is_no_file_is_named_and_the_shipped_one_not_taken_instead(tmp_path: Path, odd: str) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    place = own / "民事起诉状.docx"
    if odd == "folder":
        place.mkdir()
    else:
        place.symlink_to(tmp_path / "nowhere.docx")
    result = drafted(tmp_path / "3-文书", "complaint", templates=[own])
    refused = [f.message("zh") for f in result.findings if f.code == "LX-P024"]
    assert len(refused) == 1
    assert "templates/民事起诉状.docx" in refused[0]
    assert not list((tmp_path / "3-文书").rglob("*.docx"))


def test_names_with_markup_and_rare_characters_arrive_as_written(tmp_path: Path) -> None:
    for name in ('甲<乙>&"丙"有限公司', "𠮷㛃贸易有限公司"):
        given = material(("name: 沈阳沈河样例重型机械有限公司\n", f"name: '{name}'\n"))
        result = drafted(tmp_path / name[0], given=given)
        # Who heads the creditor is certified without a word of the debtor.
        for paper in result.papers:
            assert (name in text_of(result, paper.paper)) is (paper.paper != "identity_certificate"), paper.paper


def test_folder_that_cannot_be_written_is_a_finding(tmp_path: Path) -> None:
    blocked = tmp_path / "3-文书"
    blocked.write_text("a file, not a folder")
    result = drafted(blocked)
    assert "LX-P023" in [f.code for f in result.findings]
    assert not result.written


def test_unknown_paper_is_a_finding_and_the_others_are_written(tmp_path: Path) -> None:
    result = drafted(tmp_path, "complaint", "起诉书")
    assert [f.code for f in result.findings if f.code == "LX-P012"] == ["LX-P012"]
    assert files(tmp_path) == V1


def test_paper_may_be_named_by_its_title(tmp_path: Path) -> None:
    assert drafted(tmp_path, "民事起诉状").papers[0].paper == "complaint"


def test_version_that_is_a_link_is_never_written_into(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    root = tmp_path / "3-文书"
    root.mkdir()
    (root / "v1").symlink_to(elsewhere)
    drafted(root, "complaint")
    assert not list(elsewhere.iterdir())
    assert (root / "v2" / "民事起诉状.docx").is_file()


def test_fields_are_compared_one_by_one() -> None:
    old = {"原告": {"名称": "甲"}, "被告": [{"名称": "乙"}], "超限": True, "旧": "一"}
    new = {"原告": {"名称": "甲"}, "被告": [{"名称": "丙"}, {"名称": "丁"}], "超限": False}
    assert [(c.field, c.old, c.new) for c in compare(old, new)] == [
        ("被告[1].名称", "乙", "丙"),
        ("被告[2].名称", "", "丁"),
        ("超限", "是", "否"),
        ("旧", "一", ""),
    ]
