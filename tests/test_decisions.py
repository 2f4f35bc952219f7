"""What leaves the house: a privileged, internal or unclear file is packed only on a recorded decision."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bundle_kit import COVER, MADE_ON
from intake_kit import docx, jpeg, record, taken, words, zipped
from lexcollect.bundle.build import build
from lexcollect.bundle.model import Built
from lexcollect.bundle.typeset import typeset
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.evidence.decisions import waiting
from lexcollect.evidence.items import Catalogue
from lexcollect.evidence.material import by_memory
from lexcollect.evidence.proposal import propose_catalogue
from lexcollect.evidence.schema import schema_text
from lexcollect.findings import Finding
from lexcollect.intake.register import remembered
from lexcollect.layout import CATALOGUE, RAW
from lexcollect.matter.sources import Sources
from lexcollect.matter.writing import revise
from lexcollect.yamledit.changes import Add, Set

HEAD = "schema: lexcollect/catalogue/1\ngroups:\n  - {number: 1, title: 往来}\nitems:\n"
BOTTOM = docx(words("关于还款方案") + words("我们最低可以接受60万，其余看情况。"))
PLAIN = docx(words("钢材购销合同") + words("第一条 标的。"))


def letter(sender: str, to: str, body: str = "见附件。", subject: str = "货款") -> bytes:
    head = f"From: {sender}\nTo: {to}\nSubject: {subject}\nDate: Mon, 15 May 2023 09:00:00 +0800\nMIME-Version: 1.0\n"
    return (head + f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}\n").encode()


def page(title: str) -> bytes:
    """Return a PDF with words, as Word and WPS save it."""
    return typeset("placeholder", {"pages": [{"no": title, "title": title, "reason": title, "rows": [["页", "1"]]}]})


def chat(*said: str) -> bytes:
    rows = [f"2023-05-1{n},何会计,文本,{one}\n" for n, one in enumerate(said)]
    return ("时间,发送人,类型,内容\n" + "".join(rows)).encode()


def item(number: int, *files: str) -> str:
    names = ", ".join(f'"{name}"' for name in files)
    return (
        f'  - {{id: E{number}, number: "1-{number}", title: 往来文件, kind: 书证, source: 原告保管, purpose: 往来情况, '
        f"files: [{names}]}}\n"
    )


def catalogue_of(tmp_path: Path, text: str, **how: Any) -> tuple[Catalogue | None, list[Finding]]:
    path = tmp_path / "案" / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load_catalogue(path, tmp_path / "案" / RAW, **how)


def packed(tmp_path: Path, text: str) -> Built:
    catalogue, findings = catalogue_of(tmp_path, text)
    assert catalogue is not None, [f.line() for f in findings]
    return build(catalogue, COVER, tmp_path / "案" / "4-证据包", made_on=MADE_ON)


# --- what intake asks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "about"),
    [
        ("合同.docx", PLAIN, "unclear"),
        ("方案.docx", BOTTOM, "privileged"),
        ("方案.txt", "对方若一次付清，我方底线是八折。".encode(), "privileged"),
        ("方案.csv", "项目,金额,说明\n一,1,不要告诉对方\n".encode(), "privileged"),
        ("底线.jpg", jpeg(), "privileged"),
        ("利润测算.jpg", jpeg(), "internal"),
        ("2024年3月会议纪要.png", jpeg(), "internal"),
        ("备注.jpg", jpeg(), "internal"),
        ("备忘录.jpg", jpeg(), "internal"),
        ("备忘录(双方签字).jpg", jpeg(), ""),
        ("送货单.jpg", jpeg(), ""),
        ("说明.html", b"<html><body>a</body></html>", "unclear"),
        ("资料.rar", b"Rar!\x1a\x07\x01\x00" + bytes(40), "unclear"),
        ("照片.zip", zipped({"1.jpg": jpeg(), "2.jpg": jpeg(61)}), ""),
        ("资料.zip", zipped({"1.jpg": jpeg(), "说明.docx": PLAIN}), "unclear"),
        ("材料.zip", zipped({"内部测算.jpg": jpeg()}), "internal"),
        ("询价.eml", letter("何 <he@debtor.cn>", "王 <wang@creditor.cn>"), ""),
        ("安排.eml", letter("李 <li@creditor.cn>", "王 <wang@creditor.cn>"), "internal"),
        ("私信.eml", letter("li@163.com", "wang@163.com"), ""),
        ("方案.eml", letter("chen@shihe-lawfirm.com", "wang@creditor.cn"), "privileged"),
        ("折让.eml", letter("he@debtor.cn", "wang@creditor.cn", "王总：我们至少能接受分期三次。"), "privileged"),
        ("聊天.csv", chat("货收到了", "下月付款"), ""),
        ("说明.pdf", page("对方资金紧张，我们最低可以接受60万。"), "privileged"),
        ("说明.pdf", page("诉讼策略讨论"), "privileged"),
        ("说明.pdf", page("乙方应至少提前三日通知甲方接受检查。"), ""),
        ("工作群聊天.csv", chat("货收到了", "下月付款"), "internal"),
        ("聊天2.csv", chat("这事别告诉对方", "好"), "privileged"),
    ],
)
def test_who_wrote_it_for_whom_is_asked(tmp_path: Path, name: str, data: bytes, about: str) -> None:
    assert record(taken(tmp_path, {name: data}), name).exclude == about


def test_the_draft_lists_none_of_them_and_loses_none(tmp_path: Path) -> None:
    files = {"合同.docx": PLAIN, "方案.docx": BOTTOM, "送货单.jpg": jpeg(), "账.xlsx.txt": b"1", "测算.png": jpeg(70)}
    intake = taken(tmp_path, files)
    path, _ = propose_catalogue(intake, tmp_path / "案")
    catalogue, _ = load_catalogue(path, tmp_path / "案" / RAW)
    assert catalogue is not None
    assert [file.name for file in catalogue.files()] == ["送货单.jpg"]
    left = {one.name: (one.reason, one.note) for one in catalogue.left_out}
    assert left == {
        "合同.docx": ("来源不明", "谁写的，写给谁的，能不能给对方看？"),
        "方案.docx": ("保密", "是不是律师的工作资料、谈判底线或只对自己人说的话？给对方看会怎样？"),
        "账.xlsx.txt": ("来源不明", "谁写的，写给谁的，能不能给对方看？"),
        "测算.png": ("内部资料", "是不是自己人之间的记录？给对方看会怎样？"),
    }
    assert len(left) + len(catalogue.files()) == intake.summary.total == 5


def test_a_text_that_a_chat_points_to_does_not_slip_in_with_it(tmp_path: Path) -> None:
    table = chat("看文件", "好").replace(b"\xe5\xa5\xbd", "备忘.txt".encode())
    intake = taken(tmp_path, {"聊天/聊天.csv": table, "聊天/备忘.txt": "我方底线是八折".encode()})
    path, _ = propose_catalogue(intake, tmp_path / "案")
    catalogue, _ = load_catalogue(path, tmp_path / "案" / RAW)
    assert catalogue is not None
    assert "聊天/备忘.txt" in {one.name for one in catalogue.left_out}


# --- what the package refuses -----------------------------------------------------------------------------------


def test_a_listed_file_without_a_decision_is_refused_and_the_line_to_add_is_shown(tmp_path: Path) -> None:
    taken(tmp_path, {"方案.docx": BOTTOM, "送货单.jpg": jpeg()})
    text = HEAD + item(1, "方案.docx") + item(2, "送货单.jpg")
    built = packed(tmp_path, text)
    assert built.folder is None
    assert not (tmp_path / "案" / "4-证据包").exists()
    assert [(f.code, f.where.file) for f in built.findings] == [("LX-B100", "方案.docx")]
    line = dict(built.findings[0].params)["line"]
    assert line in built.findings[0].remedy()
    asked, findings = catalogue_of(tmp_path, text + f"decisions:\n  {line}\n")
    assert asked is None
    assert [f.code for f in findings] == ["LX-E039"] * 3  # who, when and why are nobody's yet
    for open_, told in (
        ("决定人: 待确认", "决定人: 王律师"),
        ("日期: 待确认", "日期: 2026-11-20"),
        ("理由: 待确认", "理由: 已当庭出示"),
    ):
        line = line.replace(open_, told)
    built = packed(tmp_path, text + f"decisions:\n  {line}\n")
    assert built.folder is not None
    assert not [f for f in built.findings if f.stops]


def test_a_decision_about_one_thing_answers_no_other(tmp_path: Path) -> None:
    taken(tmp_path, {"方案.docx": BOTTOM})
    made = "decisions:\n  - {file: 方案.docx, about: 来源不明, decision: 提交, by: 王, date: 2026-11-20, why: 已出示}\n"
    assert [f.code for f in packed(tmp_path, HEAD + item(1, "方案.docx") + made).findings] == ["LX-B100"]
    both = made.replace("about: 来源不明", "about: [来源不明, 保密]")
    assert packed(tmp_path, HEAD + item(1, "方案.docx") + both).folder is not None


def test_a_decision_of_a_day_to_come_lets_nothing_out(tmp_path: Path) -> None:
    taken(tmp_path, {"说明.txt": b"abc"})
    entry = ", ".join(f"{key}: {value}" for key, value in {**GOOD, "date": "2026-11-22"}.items())
    built = packed(tmp_path, HEAD + item(1, "说明.txt") + f"decisions:\n  - {{{entry}}}\n")
    assert [(f.code, f.where.file) for f in built.findings] == [("LX-B102", "说明.txt")]
    assert built.folder is None


def test_an_attachment_within_an_exhibit_waits_too(tmp_path: Path) -> None:
    taken(tmp_path, {"送货单.jpg": jpeg(), "说明.txt": "说明".encode()})
    built = packed(tmp_path, HEAD + item(1, "送货单.jpg", "说明.txt"))
    assert [(f.code, f.where.file) for f in built.findings] == [("LX-B100", "说明.txt")]


def test_a_renamed_word_file_and_a_deleted_cache_change_nothing(tmp_path: Path) -> None:
    taken(tmp_path, {"送货单.jpg": BOTTOM})
    for path in (tmp_path / "案" / ".lexcollect").iterdir():
        path.unlink()
    (tmp_path / "案" / "2-整理" / "材料清单.csv").unlink()
    assert [f.code for f in packed(tmp_path, HEAD + item(1, "送货单.jpg")).findings] == ["LX-B100"]


def test_opening_a_matter_reads_no_file_and_knows_what_waits(tmp_path: Path) -> None:
    taken(tmp_path, {"方案.docx": BOTTOM, "说明.txt": b"abc", "送货单.jpg": jpeg()})
    text = HEAD + item(1, "方案.docx") + item(2, "说明.txt", "送货单.jpg")
    matter = tmp_path / "案"
    for _ in range(2):
        catalogue, _ = catalogue_of(tmp_path, text, look=by_memory(remembered(matter)))
        assert catalogue is not None
        assert [(one.file.name, [about.value for about in one.about]) for one in waiting(catalogue)] == [
            ("方案.docx", ["privileged"]),
            ("说明.txt", ["unclear"]),
        ]
        (matter / ".lexcollect" / "intake.json").unlink(missing_ok=True)  # the list of the material knows it too


# --- the record itself ------------------------------------------------------------------------------------------

GOOD = {
    "file": "说明.txt",
    "about": "来源不明",
    "decision": "提交",
    "by": "王律师",
    "date": "2026-11-20",
    "why": "对方已签收",
}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, ""),
        ({"about": "unclear", "decision": "submit"}, ""),
        ({"date": "2026年11月20日"}, ""),
        ({"about": "没什么"}, "LX-E038"),
        ({"about": "[来源不明, 别的]"}, "LX-E038"),
        ({"decision": "可以吧"}, "LX-E038"),
        ({"by": "待确认"}, "LX-E039"),
        ({"why": "待确认"}, "LX-E039"),
        ({"by": None}, "LX-E003"),
        ({"why": None}, "LX-E003"),
        ({"date": None}, "LX-E003"),
        ({"about": None}, "LX-E003"),
        ({"date": "2026-13-20"}, "LX-E015"),
        ({"file": "别的.pdf"}, "LX-E026"),
        ({"file": "../说明.txt"}, "LX-E011"),
        ({"decision": "不提交"}, "LX-E040"),
        ({"reason": "x"}, "LX-E002"),
    ],
)
def test_a_decision_tells_who_when_and_why_in_fixed_words(
    tmp_path: Path, change: dict[str, str | None], code: str
) -> None:
    taken(tmp_path, {"说明.txt": b"abc"})
    told = {key: value for key, value in {**GOOD, **change}.items() if value is not None}
    entry = ", ".join(f"{key}: {value}" for key, value in told.items())
    catalogue, findings = catalogue_of(tmp_path, HEAD + item(1, "说明.txt") + f"decisions:\n  - {{{entry}}}\n")
    assert [f.code for f in findings if f.stops] == ([code] if code else [])
    if not code:
        assert catalogue is not None
        assert catalogue.decisions[0].day == date(2026, 11, 20)
        assert waiting(catalogue) == ()


def test_a_file_has_one_decision_and_the_catalogue_follows_it(tmp_path: Path) -> None:
    taken(tmp_path, {"说明.txt": b"abc", "送货单.jpg": jpeg()})
    entry = "  - {" + ", ".join(f"{key}: {value}" for key, value in GOOD.items()) + "}\n"
    twice = HEAD + item(1, "说明.txt") + item(2, "送货单.jpg") + "decisions:\n" + entry * 2
    assert [f.code for f in catalogue_of(tmp_path, twice)[1] if f.stops] == ["LX-E041"]
    left = HEAD + item(1, "送货单.jpg") + "left_out:\n  - {file: 说明.txt, reason: 内部资料}\ndecisions:\n" + entry
    assert [f.code for f in catalogue_of(tmp_path, left)[1] if f.stops] == ["LX-E040"]
    kept = left.replace("decision: 提交", "decision: 不提交")
    assert not [f.code for f in catalogue_of(tmp_path, kept)[1] if f.stops]


def test_the_schema_knows_what_the_reader_knows(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parent.parent
    assert (root / "schemas" / "catalogue-1.schema.json").read_text("utf-8") == schema_text()
    validator = jsonschema.Draft202012Validator(json.loads(schema_text()))
    data = yaml.load((root / "examples/matter-steel/证据目录.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    assert list(validator.iter_errors(data)) == []
    for entry, sound in (
        (GOOD, True),
        ({**GOOD, "about": ["草稿", "hidden"]}, True),
        ({**GOOD, "decision": "好"}, False),
    ):
        assert validator.is_valid({**data, "decisions": [entry]}) is sound
    assert not validator.is_valid({**data, "decisions": [{key: GOOD[key] for key in ("file", "decision")}]})


def test_the_one_writer_reaches_a_decision() -> None:
    steel = Path(__file__).resolve().parent.parent / "examples" / "matter-steel"
    sources = Sources((steel / "案件.yaml").read_bytes(), (steel / "证据目录.yaml").read_bytes())
    stay = {**GOOD, "file": "往来款核对.xlsx", "decision": "不提交"}
    written = revise(sources, catalogue=[Add(("decisions",), stay)]).sources
    assert written.catalogue is not None
    assert "why: 对方已签收" in written.catalogue.decode()
    again = revise(written, catalogue=[Set(("decisions", "往来款核对.xlsx", "why"), "只是内部核对")]).sources
    assert again.catalogue is not None
    assert "why: 只是内部核对" in again.catalogue.decode()
