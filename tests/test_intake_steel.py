"""The example matter: 49 files as a paralegal receives them, against the sheet of facts."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from intake_kit import INBOX, codes, finding_of, record, truth
from lexcollect.files import sha256_file
from lexcollect.findings import Level
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.intake.records import Intake
from lexcollect.intake.taking import take_in
from lexcollect.wording import speaking

LONG = next(row["path"] for row in truth() if len(row["path"].encode()) == 248)


@pytest.fixture(scope="module")
def matter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("steel") / "沈河案"


@pytest.fixture(scope="module")
def intake(matter: Path) -> Intake:
    return take_in(INBOX, matter)


def test_every_file_is_recorded_with_its_size_and_hash(intake: Intake) -> None:
    expected = {row["path"]: (int(row["bytes"]), row["sha256"]) for row in truth()}
    assert {r.name: (r.size, r.sha256) for r in intake.records} == expected


def test_copies_are_exact_and_read_only(intake: Intake, matter: Path) -> None:
    for r in intake.records:
        copy = matter / "1-收到的材料" / r.name
        assert sha256_file(copy) == r.sha256
        assert copy.stat().st_mode & 0o222 == 0


def test_the_counts_add_up_to_49(intake: Intake) -> None:
    counts = {status: number for status, number in intake.summary.counts.items() if number}
    assert counts == {
        Status.USABLE: 40,
        Status.DUPLICATE: 2,
        Status.BROKEN: 1,
        Status.EMPTY: 1,
        Status.SYSTEM: 4,
        Status.ENCRYPTED: 1,
    }
    assert intake.summary.total == 49 == sum(Counter(r.status for r in intake.records).values())


def test_the_first_lines_are_those_a_paralegal_reads(intake: Intake) -> None:
    lines = [str(line) for line in intake.summary.lines]
    assert lines[0] == "收材料　inbox　49 个文件"
    assert lines[1] == (
        " √ 可用 40　　PDF 11、图片 15、聊天 1（37 条，附图 3）、邮件 2（附件 1）、压缩包 1（照片 3）、文档/表格/文本 7"
    )
    assert "对账单(盖章) - 副本.pdf（另有完好的同名文件）　空文件 1　系统文件 4" in lines[4]
    with speaking("en"):
        assert str(intake.summary.lines[0]) == "Intake  inbox  49 files"


@pytest.mark.parametrize(
    ("code", "level", "name", "says"),
    [
        # the sheet of facts, findings 1–9 and 15–17
        ("LX-I002", Level.ERROR, "对账单(盖章) - 副本.pdf", "完好的同名文件“对账单(盖章).pdf”"),
        ("LX-I003", Level.ERROR, "送货单9.7.pdf", "内容其实是 JPEG 图片"),
        ("LX-I004", Level.ERROR, "工商查询(加密).pdf", "已加密"),
        ("LX-I005", Level.ERROR, "内部讨论-诉讼风险(勿外传).docx", "默认不提交"),
        ("LX-I006", Level.ERROR, "2023中秋福利领取表.xlsx", "含 5 个"),
        ("LX-I007", Level.WARNING, "IMG_2031(1).jpg", "与“IMG_2031.jpg”完全相同"),
        ("LX-I053", Level.WARNING, "mmexport1681291234567.jpg", "“IMG_2031.jpg”"),
        ("LX-I009", Level.WARNING, "IMG_2032.jpg", "方向标记为 6"),
        ("LX-I010", Level.WARNING, "对账单(盖章).pdf", "A3 横向"),
        ("LX-I011", Level.WARNING, "IMG_3310.HEIC", "HEIC"),
        ("LX-I013", Level.WARNING, "合同最终版2.docx", "签署版“合同盖章版.pdf”"),
        ("LX-I014", Level.NOTE, "新建文本文档.txt", "0 字节"),
        ("LX-I016", Level.NOTE, "照片/现场照片.zip", "GBK"),
        ("LX-I017", Level.NOTE, "往来款核对.xlsx", "F7 22.4万、G8 150,000.00"),
        ("LX-I080", Level.WARNING, "往来款核对.xlsx", "隐藏的工作表 1 张（草稿(勿用)）"),
        ("LX-I019", Level.NOTE, "往来款核对.xlsx", "10 个公式"),
        ("LX-I020", Level.NOTE, LONG, "248 字节"),
    ],
)
def test_each_finding_of_the_sheet_is_raised_once(
    intake: Intake, code: str, level: Level, name: str, says: str
) -> None:
    found = [f for f in intake.findings if f.code == code and f.where.file == name]
    assert len(found) == 1
    assert found[0].level is level
    assert says in found[0].message("zh")


def test_system_files_are_counted_in_one_note(intake: Intake) -> None:
    note = finding_of(intake.findings, "LX-I015")
    assert all(name in note.message("zh") for name in (".DS_Store", "Thumbs.db", "desktop.ini", "~$同最终版2.docx"))


def test_only_the_recompressed_copy_is_asked_about(intake: Intake) -> None:
    """The delivery notes are photos of one printed form: alike, yet five different papers."""
    alike = {r.name: r.facts["alike"] for r in intake.records if "alike" in r.facts}
    assert alike == {"mmexport1681291234567.jpg": "IMG_2031.jpg"}
    assert record(intake, "mmexport1681291234567.jpg").status is Status.USABLE
    exact = {r.name for r in intake.records if r.status is Status.DUPLICATE}
    assert exact == {
        "IMG_2031(1).jpg",
        "发票/dzfp_23122000000000000001_天津津渤示例钢材贸易有限公司_20230510092211 (1).pdf",
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("送货单9.7.pdf", FileKind.JPEG),
        ("送货单　0828.png", FileKind.PNG),
        ("IMG_3310.HEIC", FileKind.HEIC),
        ("合同盖章版.pdf", FileKind.PDF),
        ("合同最终版2.docx", FileKind.DOCX),
        ("往来款核对.xlsx", FileKind.XLSX),
        ("照片/现场照片.zip", FileKind.ZIP),
        ("邮件/还款计划.eml", FileKind.MAIL),
        ("微信/沈河样例-何会计/沈河样例-何会计.csv", FileKind.CHAT),
        ("电话记录20251103.txt", FileKind.TEXT),
        ("Thumbs.db", FileKind.SYSTEM),
        ("新建文本文档.txt", FileKind.EMPTY),
    ],
)
def test_a_file_is_what_its_content_is(intake: Intake, name: str, kind: FileKind) -> None:
    assert record(intake, name).kind is kind


@pytest.mark.parametrize(
    ("name", "day", "source"),
    [
        ("IMG_2031.jpg", date(2023, 4, 12), "exif"),
        ("IMG_2032.jpg", date(2023, 4, 18), "exif"),
        ("IMG_2107.JPG", date(2023, 6, 9), "exif"),
        ("IMG_3310.HEIC", date(2025, 7, 2), "exif"),
        ("照片/IMG_20230907_153012.jpg", date(2023, 9, 7), "exif"),
        ("照片/现场照片.zip", date(2023, 9, 7), "exif"),
        ("２０２３０８２１订单（三）.pdf", date(2023, 8, 21), "name"),
        ("网银回单20230714.pdf", date(2023, 7, 14), "name"),
        ("催款函（2025.5.20）.pdf", date(2025, 5, 20), "name"),
        ("mmexport1681291234567.jpg", date(2023, 4, 12), "name_epoch"),
        ("邮件/还款计划.eml", date(2024, 4, 18), "mail"),
        ("邮件/Re_ 三季度对账单.eml", date(2023, 9, 28), "mail"),
        ("合同最终版2.docx", date(2023, 3, 10), "docx_modified"),
        ("微信/沈河样例-何会计/沈河样例-何会计.csv", date(2023, 4, 12), "chat_first"),
        ("微信/沈河样例-何会计/沈河样例-何会计.csv", date(2025, 5, 23), "chat_last"),
    ],
)
def test_days_come_with_their_source(intake: Intake, name: str, day: date, source: str) -> None:
    assert (day, source) in {(c.day, c.source) for c in record(intake, name).dates}


@pytest.mark.parametrize("name", ["送货单　0828.png", "送货单9.7.pdf", "订单2.pdf", "往来款核对.xlsx", LONG])
def test_no_day_is_invented(intake: Intake, name: str) -> None:
    """0828 and 9.7 lack the year; a library's own birthday and file times are no facts."""
    assert record(intake, name).dates == ()


def test_pictures_of_the_chat_belong_to_the_chat(intake: Intake) -> None:
    chat = "微信/沈河样例-何会计/沈河样例-何会计.csv"
    attached = {r.name for r in intake.records if r.facts.get("belongs_to") == chat}
    assert len(attached) == 3
    assert all(record(intake, name).status is Status.USABLE for name in attached)
    assert record(intake, chat).facts["rows"] == "37"


def test_mail_headers_in_gb2312_are_read(intake: Intake) -> None:
    facts = record(intake, "邮件/还款计划.eml").facts
    assert facts["subject"] == "关于贵司货款的还款计划"
    assert facts["attachment_names"] == "还款计划-沈河样例.docx"
    assert "LX-I040" in codes(intake, "邮件/Re_ 三季度对账单.eml")
    assert "LX-I040" not in codes(intake, "邮件/还款计划.eml")


def test_what_is_proposed_to_stay_out(intake: Intake) -> None:
    proposed = {r.name: r.exclude for r in intake.records if r.exclude}
    assert proposed == {
        "内部讨论-诉讼风险(勿外传).docx": "privileged",
        "2023中秋福利领取表.xlsx": "personal",
        "合同最终版2.docx": "draft",
        "notes.txt": "internal",
        LONG: "internal",
        "往来款核对.xlsx": "unclear",
        "电话记录20251103.txt": "unclear",
    }


def test_the_password_in_the_note_is_never_used(intake: Intake, matter: Path) -> None:
    """notes.txt holds the password of the locked PDF; nothing written may carry it."""
    assert record(intake, "工商查询(加密).pdf").status is Status.ENCRYPTED
    written = [*(matter / "2-整理").iterdir(), *(matter / ".lexcollect").iterdir()]
    assert written
    assert not any(b"jb2023" in path.read_bytes() for path in written)


def test_the_list_names_all_49_files(intake: Intake, matter: Path) -> None:
    raw = (matter / "2-整理" / "材料清单.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert {row["文件"]: row["SHA-256"] for row in rows} == {row["path"]: row["sha256"] for row in truth()}


def test_the_list_of_problems_holds_every_finding(intake: Intake, matter: Path) -> None:
    raw = (matter / "2-整理" / "问题清单.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(raw, newline="")))
    assert [row["编号"] for row in rows] == [f.code for f in intake.findings]
    assert rows[0]["级别"] == "错误"


def test_a_second_run_changes_nothing(intake: Intake, matter: Path) -> None:
    before = {p: p.read_bytes() for p in matter.rglob("*") if p.is_file()}
    again = take_in(INBOX, matter)
    assert again.summary.added == again.summary.changed == again.summary.missing == ()
    assert again.summary.unchanged == 49
    assert again.records == intake.records
    assert {p: p.read_bytes() for p in matter.rglob("*") if p.is_file()} == before
