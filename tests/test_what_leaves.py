"""What leaves the house: names of received files, positions, owners and paths of machines stay in the matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundle_kit import COVER, MADE_ON, everything_said, marked_pdf, pdf_bytes
from intake_kit import jpeg, taken, zipped
from lexcollect.bundle.build import build
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.evidence.proposal import propose_catalogue
from lexcollect.evidence.titles import drafted_title, is_file_name
from lexcollect.formats.kinds import FileKind
from lexcollect.layout import RAW

# --- names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "title"),
    [
        ("送货单9.7(客户催了三次).pdf", FileKind.PDF, "送货单"),
        ("张总要求先不给对方/合同最终版2.pdf", FileKind.PDF, "合同"),
        ("钢材补充协议_v3_小李改.pdf", FileKind.PDF, "补充协议"),
        ("EMS查询 王律师.png", FileKind.PNG, "邮件投递查询结果"),
        ("IMG_2031.jpg", FileKind.JPEG, "待确认：图片"),
        ("微信图片_20240205171512.jpg", FileKind.JPEG, "待确认：图片"),
        ("dzfp_231220_某公司_20230510.pdf", FileKind.PDF, "发票"),
        ("扫描0001.pdf", FileKind.PDF, "待确认：书面材料"),
        ("老板说的.m4a", FileKind.AUDIO, "录音"),
        ("何会计.csv", FileKind.CHAT, "聊天记录"),
        ("重要❗\ue000.png", FileKind.PNG, "待确认：图片"),
    ],
)
def test_a_draft_calls_an_exhibit_by_a_plain_word(name: str, kind: FileKind, title: str) -> None:
    assert drafted_title(name, kind) == title


@pytest.mark.parametrize(
    ("title", "name", "told"),
    [
        ("合同最终版2", "合同最终版2.pdf", True),
        ("ＩＭＧ_2031", "IMG_2031.jpg", True),
        ("对账单(盖章)", "财务/对账单(盖章).pdf", True),
        ("送货单", "送货单.jpg", False),
        ("送货单SH-0412", "IMG_2031.jpg", False),
        ("采购订单DD-20230406", "订单1 20230406.pdf", False),
    ],
)
def test_a_title_that_is_only_a_file_name_is_told(title: str, name: str, told: bool) -> None:
    assert is_file_name(title, name) is told


def test_a_package_of_a_draft_says_no_name_of_a_received_file(tmp_path: Path) -> None:
    page = pdf_bytes(marked_pdf())
    files = {
        "客户催了三次/合同最终版2_小李改.pdf": page,
        "赵总私人/回单 别给对方看之前那张.jpg": jpeg(),
        "IMG_20230907_153012.jpg": jpeg(61),
        "照片(1)/现场_老王拍.zip": zipped({"老王手机_001.jpg": jpeg(62), "坏的_002.jpg": b"\xff\xd8\xff broken"}),
        "录音_刘经理.mp3": b"ID3\x04" + bytes(200),
        "重要❗😀截图.png.pdf": pdf_bytes(marked_pdf(rotate=90)),
    }
    intake = taken(tmp_path, files)
    path, _ = propose_catalogue(intake, tmp_path / "案")
    catalogue, findings = load_catalogue(path, tmp_path / "案" / RAW)
    assert catalogue is not None
    assert "LX-E042" not in {f.code for f in findings}
    assert len(catalogue.files()) == len(files)
    built = build(catalogue, COVER, tmp_path / "案" / "4-证据包", made_on=MADE_ON)
    assert built.folder is not None
    said = everything_said(built.folder)
    for word in (
        "客户催了",
        "最终版",
        "小李",
        "赵总",
        "别给对方",
        "IMG_",
        "老王",
        "坏的_",
        "刘经理",
        "截图",
        "照片(1)",
    ):
        assert word not in said, word
    assert sorted(built.received.values()) == sorted(files)


def test_titles_copied_from_file_names_are_told_once(tmp_path: Path) -> None:
    taken(tmp_path, {"合同最终版2.jpg": jpeg(), "IMG_2031.jpg": jpeg(61)})
    entry = (
        "  - {{id: E{n}, number: 1-{n}, title: {t}, kind: 书证, source: 原告保管, purpose: 往来, files: [{t}.jpg]}}\n"
    )
    text = "schema: lexcollect/catalogue/1\ngroups:\n  - {number: 1, title: 往来}\nitems:\n"
    path = tmp_path / "目录.yaml"
    path.write_text(text + entry.format(n=1, t="合同最终版2") + entry.format(n=2, t="IMG_2031"), encoding="utf-8")
    _, findings = load_catalogue(path, tmp_path / "案" / RAW)
    told = [f for f in findings if f.code == "LX-E042"]
    assert [dict(f.params) for f in told] == [{"count": 2, "nos": ("1-1", "1-2")}]
