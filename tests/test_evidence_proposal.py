"""A matter without a catalogue gets a first draft that loads, mentions every file and overwrites nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_kit import INBOX, taken
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.evidence.items import Catalogue
from lexcollect.evidence.proposal import draft_catalogue, propose_catalogue
from lexcollect.findings import Level, has_errors
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.shapes import DateCandidate
from lexcollect.intake.records import Record
from lexcollect.intake.taking import take_in
from lexcollect.yamledit import quoted
from lexcollect.yamltree import parse_yaml


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Catalogue]:
    matter = tmp_path_factory.mktemp("draft") / "案"
    path, findings = propose_catalogue(take_in(INBOX, matter), matter)
    assert [f.code for f in findings] == ["LX-E030"]
    catalogue, found = load_catalogue(path, matter / "1-收到的材料")
    assert not has_errors(found)
    assert catalogue is not None
    return matter, catalogue


def test_the_draft_mentions_every_file_once(drafted: tuple[Path, Catalogue]) -> None:
    matter, catalogue = drafted
    names = [file.name for file in catalogue.files()] + [left.name for left in catalogue.left_out]
    stored = [
        p.relative_to(matter / "1-收到的材料").as_posix() for p in (matter / "1-收到的材料").rglob("*") if p.is_file()
    ]
    assert sorted(names) == sorted(stored)
    assert len(stored) == 49


def test_the_draft_leaves_out_what_intake_proposed(drafted: tuple[Path, Catalogue]) -> None:
    reasons = {left.name: left.reason for left in drafted[1].left_out}
    assert reasons["内部讨论-诉讼风险(勿外传).docx"] == "保密"
    assert reasons["2023中秋福利领取表.xlsx"] == "无关个人信息"
    assert reasons["对账单(盖章) - 副本.pdf"] == "打不开"
    assert reasons["IMG_2031(1).jpg"] == "重复"
    assert "mmexport1681291234567.jpg" not in reasons  # similar is not the same: a person decides


def test_the_draft_groups_what_the_name_says_and_nothing_else(drafted: tuple[Path, Catalogue]) -> None:
    catalogue = drafted[1]
    group = {item.files[0].name: catalogue.group_title(item.group) for item in catalogue.items}
    assert group["合同盖章版.pdf"] == "合同与担保"
    assert group["送货单9.7.pdf"] == "交货与开票"
    assert group["网银回单20230714.pdf"] == "付款与结算"
    assert group["EMS面单.jpg"] == "催收与时效"
    assert group["IMG_2031.jpg"] == group["微信图片_20240205171512.jpg"] == "待确认：分组"


def test_the_pictures_of_a_chat_go_with_it(drafted: tuple[Path, Catalogue]) -> None:
    chat = next(item for item in drafted[1].items if item.files[0].kind == "chat")
    assert len(chat.files) == 4


@pytest.mark.parametrize(
    ("name", "size", "kind"),
    [
        ("EMS查询.png", (900, 620), "电子数据"),
        ("重要❗何会计承认欠款.png", (828, 900), "电子数据"),  # as wide as a telephone
        ("微信图片_20250710093012.png", (900, 510), "电子数据"),
        ("Screenshot_2024-02-01.jpg", (600, 400), "电子数据"),
        ("回款承诺.jpg", (1080, 2400), "电子数据"),
        ("聊天长截图.jpg", (828, 4700), "电子数据"),
        ("mmexport1681291234567.jpg", (1080, 810), "书证"),  # a photo made smaller on its way
        ("送货单.jpg", (1080, 1920), "书证"),  # a photo in 16:9
        ("送货单　0828.png", (1240, 860), "书证"),  # a scan
        ("对账单.png", (2480, 3508), "书证"),
    ],
)
def test_what_shows_a_screen_is_electronic_data(name: str, size: tuple[int, int], kind: str) -> None:
    """民诉法解释 116: a screenshot is 电子数据, paper that was photographed or scanned is 书证."""
    facts = {"width": str(size[0]), "height": str(size[1])}
    file = Record(name, 1, "0" * 64, FileKind.PNG if name.endswith("png") else FileKind.JPEG, facts=facts)
    assert f"种类: {kind}" in draft_catalogue([file])


def test_a_photo_of_a_camera_is_no_screenshot_whatever_its_size() -> None:
    facts = {"width": "1080", "height": "2400"}
    day = DateCandidate(date(2023, 5, 12), "exif")
    photo = Record("现场截图角度.jpg", 1, "0" * 64, FileKind.JPEG, dates=(day,), facts=facts)
    assert "种类: 书证" in draft_catalogue([photo])


@pytest.mark.parametrize(
    ("contract", "group"),
    [
        ("设备租赁合同LC-ZL-2024-011.pdf", "交付与使用"),
        ("建设工程施工合同.pdf", "施工与验收"),
        ("钢材购销框架合同.pdf", "交货与开票"),
    ],
)
def test_what_was_delivered_is_called_by_what_the_contract_is_about(contract: str, group: str) -> None:
    """Nobody delivers goods or invoices them under a lease: the thing is handed over and used."""
    files = [Record(name, 1, f"{at:064x}", FileKind.PDF) for at, name in enumerate((contract, "交接单20240301.pdf"))]
    groups = draft_catalogue(files).partition("证据:")[0]
    assert f"名称: {group}}}" in groups and groups.count("名称:") == 2


def test_what_is_not_confirmed_is_marked(drafted: tuple[Path, Catalogue]) -> None:
    assert all(item.purpose == "待确认" for item in drafted[1].items)
    assert all(item.date is None or item.date_source.endswith("（待确认）") for item in drafted[1].items)


def test_an_existing_catalogue_is_never_overwritten(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"合同.txt": b"abc"})
    matter = tmp_path / "案"
    first, _ = propose_catalogue(intake, matter)
    first.write_text("# 律师改过\n", encoding="utf-8")
    _, findings = propose_catalogue(intake, matter)
    assert [f.code for f in findings] == ["LX-E027"]
    assert first.read_text(encoding="utf-8") == "# 律师改过\n"


def test_an_empty_matter_gets_an_empty_draft(tmp_path: Path) -> None:
    path, _ = propose_catalogue(taken(tmp_path, {}), tmp_path / "案")
    catalogue, findings = load_catalogue(path, tmp_path / "案/1-收到的材料")
    assert findings == []
    assert catalogue is not None
    assert catalogue.items == ()


def test_odd_names_survive_the_draft(tmp_path: Path) -> None:
    names = [
        "a: b # c.txt",
        '"引号".txt',
        "'单'.txt",
        "- 列.txt",
        "&锚 *别.txt",
        "❗🀄.txt",
        "{花}.txt",
        "是\u202e反.txt",
    ]
    intake = taken(tmp_path, {name: name.encode() for name in names})
    path, _ = propose_catalogue(intake, tmp_path / "案")
    catalogue, findings = load_catalogue(path, tmp_path / "案/1-收到的材料")
    assert [f.line() for f in findings if f.level is Level.ERROR] == []
    assert catalogue is not None
    assert {left.name for left in catalogue.left_out} == set(names)  # texts: somebody must say who wrote them


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_quoted_texts_read_back_unchanged(value: str) -> None:
    tree, findings = parse_yaml(f"k: {quoted(value)}\n", "x")
    assert findings == []
    assert tree is not None
    assert tree.data == {"k": value}
    assert yaml.safe_load(quoted(value)) == value


def test_a_group_that_nobody_named_is_a_text_to_be_decided_like_the_others(
    drafted: tuple[Path, Catalogue], tmp_path: Path
) -> None:
    def still_open(text: str) -> int:
        path = tmp_path / "证据目录.yaml"
        path.write_text(text, "utf-8")
        (found,) = [f for f in load_catalogue(path, drafted[0] / "1-收到的材料")[1] if f.code == "LX-E035"]
        return int(str(dict(found.params)["count"]))

    text = (drafted[0] / "2-整理" / "证据目录.yaml").read_text("utf-8")
    assert still_open(text) == still_open(text.replace("待确认：分组", "现场照片")) + 1
