"""The evidence catalogue: numbers, groups, files, and every file accounted for exactly once."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from intake_kit import EXAMPLE, INBOX, truth
from lexcollect.cn.page_labels import span
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.evidence.items import EVIDENCE_KINDS, Catalogue
from lexcollect.evidence.refs import exhibit_refs
from lexcollect.evidence.titles import drafted_proof
from lexcollect.findings import Finding, Level
from lexcollect.formats.kinds import FileKind
from lexcollect.yamltree import parse_yaml

HEAD = "schema: lexcollect/catalogue/1\ngroups:\n  - {number: 1, title: 合同}\n"
ITEM = """items:
  - id: 合同
    number: "1-1"
    title: 买卖合同
    date: 2023-03-15
    date_source: 打印的签订日期
    kind: 书证
    source: 原告保管
    purpose: 买卖合同关系
    files: [合同.txt]
"""


def read(tmp_path: Path, text: str, files: tuple[str, ...] = ("合同.txt",)) -> tuple[Catalogue | None, list[Finding]]:
    material = tmp_path / "1-收到的材料"
    material.mkdir(exist_ok=True)
    for name in files:
        (material / name).parent.mkdir(parents=True, exist_ok=True)
        (material / name).write_text(f"内容 {name}", encoding="utf-8")
    path = tmp_path / "证据目录.yaml"
    path.write_text(text, encoding="utf-8")
    return load_catalogue(path, material)


def found(findings: list[Finding]) -> list[tuple[str, int]]:
    return [(f.code, f.where.line) for f in findings]


@pytest.fixture(scope="module")
def steel() -> Catalogue:
    catalogue, findings = load_catalogue(EXAMPLE / "证据目录.yaml", INBOX)
    assert findings == []
    assert catalogue is not None
    return catalogue


def test_the_example_stands_in_the_order_of_filing(steel: Catalogue) -> None:
    assert [item.no for item in steel.items] == [
        "1-1",
        *(f"2-{n}" for n in range(1, 6)),
        *(f"3-{n}" for n in range(1, 11)),
        "4-1",
        "4-2",
        "4-2a",
        "4-3",
        *(f"5-{n}" for n in range(1, 9)),
    ]
    assert [group.title for group in steel.groups] == [
        "主体资格",
        "合同与担保",
        "交货与开票",
        "付款与结算",
        "催收与时效",
    ]


def test_the_example_accounts_for_all_49_files(steel: Catalogue) -> None:
    """32 files are submitted as 28 exhibits, 17 are left out with a reason."""
    assert (len(steel.items), len(steel.files()), len(steel.left_out)) == (28, 32, 17)
    names = [file.name for file in steel.files()] + [left.name for left in steel.left_out]
    assert sorted(names) == sorted(row["path"] for row in truth())
    assert all(left.reason for left in steel.left_out)


def test_each_file_of_the_example_stands_where_the_facts_put_it(steel: Catalogue) -> None:
    slots = {row["path"]: row["slot"] for row in truth() if row["slot"]}
    dates = {row["slot"]: row["date"] for row in reversed(truth()) if row["slot"] and "image/" not in row["path"]}
    assert {file.name: item.no for item in steel.items for file in item.files} == slots
    assert {item.no: item.date.isoformat() for item in steel.items if item.date} == dates


def test_hashes_and_sizes_are_those_of_the_files(steel: Catalogue) -> None:
    expected = {row["path"]: (row["sha256"], int(row["bytes"])) for row in truth()}
    assert all((file.sha256, file.size) == expected[file.name] for file in steel.files())
    assert all(file.path == (INBOX / file.name).resolve() for file in steel.files())


def test_pictures_are_shown_within_the_chat(steel: Catalogue) -> None:
    chat = steel.item("微信")
    assert chat is not None
    assert [file.kind for file in chat.files] == ["chat", "png", "jpeg", "jpeg", "jpeg"]


def test_no_filed_text_of_the_example_shows_an_internal_remark(steel: Catalogue) -> None:
    for item in steel.items:
        assert "复印件" not in item.source
        assert not any(word in item.purpose + item.source + item.title for word in ("瑕疵", "届满", "待确认", "内部"))
        assert item.kind in EVIDENCE_KINDS


def test_same_catalogue_same_digest(steel: Catalogue) -> None:
    again, _ = load_catalogue(EXAMPLE / "证据目录.yaml", INBOX)
    assert again is not None
    assert again.digest == steel.digest


def test_the_digest_follows_content_not_layout(tmp_path: Path) -> None:
    one, _ = read(tmp_path, HEAD + ITEM)
    two, _ = read(tmp_path, "# 注释\n" + HEAD + ITEM.replace('number: "1-1"', "number: １-1"))
    other, _ = read(tmp_path, HEAD + ITEM.replace("买卖合同关系", "合同关系"))
    assert one and two and other
    assert one.digest == two.digest != other.digest


def test_defaults_and_values(tmp_path: Path) -> None:
    catalogue, findings = read(tmp_path, HEAD + ITEM + "    proof: [合同, statement]\n")
    assert findings == []
    assert catalogue is not None
    (item,) = catalogue.items
    assert (item.date, item.original, item.group, item.proof) == (date(2023, 3, 15), "无", 1, ("contract", "statement"))


@pytest.mark.parametrize(
    ("proof", "code"),
    [
        ("{签收: 本人}", "LX-E043"),  # the free mapping of former catalogues
        ("面单", "LX-E043"),
        ("[合同, 随便]", "LX-E043"),
        ("录音录像", "LX-E044"),  # a documentary exhibit is no recording
    ],
)
def test_what_an_exhibit_is_as_a_proof_is_one_of_closed_words(tmp_path: Path, proof: str, code: str) -> None:
    catalogue, findings = read(tmp_path, HEAD + ITEM + f"    proof: {proof}\n")
    assert catalogue is None and [f.code for f in findings] == [code]


def test_what_the_files_name_suggests_is_written_as_a_remark_nobody_has_confirmed() -> None:
    assert drafted_proof("EMS面单.jpg", FileKind.JPEG) == "邮寄面单"
    assert drafted_proof("IMG_2031.jpg", FileKind.JPEG) == ""


def test_references_carry_number_and_pages(steel: Catalogue) -> None:
    refs = exhibit_refs(steel, {"合同": span(3, 6)})
    assert refs["合同"].label() == "证据2-1，第3–6页"
    assert refs["SH-0907"].label() == "证据3-5"
    assert list(refs) == [item.id for item in steel.items]


def test_items_are_ordered_by_number_with_inserted_letters(tmp_path: Path) -> None:
    second = ITEM.removeprefix("items:\n")
    text = HEAD + ITEM.replace('"1-1"', '"1-2a"')
    for number, name in (("1-10", "十"), ("1-2", "二"), ("1-1", "一")):
        text += (
            second.replace('"1-1"', f'"{number}"').replace("id: 合同", f"id: {name}").replace("合同.txt", f"{name}.txt")
        )
    catalogue, findings = read(tmp_path, text, ("合同.txt", "一.txt", "二.txt", "十.txt"))
    assert catalogue is not None
    assert [item.no for item in catalogue.items] == ["1-1", "1-2", "1-2a", "1-10"]
    assert [f.code for f in findings] == ["LX-E028"]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("    source: ", "    sorce: ", "LX-E002", 11),
        ("id: 合同\n", "id: 合 同\n", "LX-E023", 5),
        ('number: "1-1"', 'number: "1.1"', "LX-E007", 6),
        ('number: "1-1"', 'number: "2-1"', "LX-E008", 6),
        ("kind: 书证", "kind: 物品", "LX-E014", 10),
        ("2023-03-15", "2023-12-32", "LX-E015", 8),
        ("2023-03-15", "15/3/2023", "LX-E015", 8),
        ("    purpose: 买卖合同关系\n", "    purpose: 买卖合同关系（签收有瑕疵）\n", "LX-E017", 12),
        ("    purpose: 买卖合同关系\n", "", "LX-E003", 5),
        ("    title: 买卖合同\n", "    title: [买卖, 合同]\n", "LX-E004", 7),
        ("    files: [合同.txt]\n", "    files: []\n", "LX-E003", 13),
        ("    files: [合同.txt]\n", "    files: [合同1.txt]\n", "LX-E010", 13),
        ("    files: [合同.txt]\n", "    files: [../证据目录.yaml]\n", "LX-E011", 13),
        ("    files: [合同.txt]\n", "    files: [/etc/passwd]\n", "LX-E011", 13),
        ("    files: [合同.txt]\n", "    files: ['C:\\x']\n", "LX-E011", 13),
        ("    files: [合同.txt]\n", "    files: [合同.txt, 合同.txt]\n", "LX-E012", 13),
        ("    date_source: 打印的签订日期\n", "", "LX-E019", 8),
        ("    files:", "    original: 大概有\n    files:", "LX-E016", 13),
        ("{number: 1, title: 合同}", "{number: 一, title: 合同}", "LX-E018", 3),
        ("{number: 1, title: 合同}", "{number: 1, title: 合同}\n  - {number: 1, title: 又一}", "LX-E009", 4),
        ("{number: 1, title: 合同}", "{number: 1, title: 合同}\n  - {number: 2, title: 空组}", "LX-E022", 2),
        ("catalogue/1", "catalogue/9", "LX-E001", 1),
    ],
)
def test_every_slip_is_found_at_its_line(tmp_path: Path, old: str, new: str, code: str, line: int) -> None:
    text = HEAD + ITEM
    assert old in text
    catalogue, findings = read(tmp_path, text.replace(old, new))
    assert (code, line) in found(findings)
    errors = [f for f in findings if f.level is Level.ERROR]
    assert (catalogue is None) == bool(errors)
    assert all(f.message("zh") and f.remedy("zh") and f.message("en") and f.remedy("en") for f in findings)


def test_a_missing_key_is_named_in_chinese_too(tmp_path: Path) -> None:
    _, findings = read(tmp_path, (HEAD + ITEM).replace("    purpose: 买卖合同关系\n", ""))
    assert "缺少“证明对象”" in [f.message("zh") for f in findings if f.code == "LX-E003"]


def test_all_slips_are_told_at_once(tmp_path: Path) -> None:
    text = (HEAD + ITEM).replace("书证", "物品").replace("2023-03-15", "2023-13-01").replace("合同.txt", "没有.pdf")
    _, findings = read(tmp_path, text)
    assert Counter(f.code for f in findings) == {"LX-E014": 1, "LX-E015": 1, "LX-E026": 1, "LX-E013": 1}


def test_same_id_and_same_number_twice(tmp_path: Path) -> None:
    text = HEAD + ITEM + ITEM.removeprefix("items:\n").replace("合同.txt", "二.txt")
    _, findings = read(tmp_path, text, ("合同.txt", "二.txt"))
    assert found(findings) == [("LX-E005", 14), ("LX-E006", 15)]


def test_a_file_nobody_mentions_is_told_and_makes_the_package_a_draft(tmp_path: Path) -> None:
    catalogue, findings = read(tmp_path, HEAD + ITEM, ("合同.txt", "补充/新来的.txt"))
    assert [(f.code, f.level, dict(f.params)["file"]) for f in findings] == [
        ("LX-E013", Level.WARNING, "补充/新来的.txt")
    ]
    assert catalogue is not None and catalogue.unlisted == ("补充/新来的.txt",) and catalogue.unconfirmed
    said = HEAD + ITEM + "left_out:\n  - {file: 补充/新来的.txt, reason: 无关}\n"
    catalogue, findings = read(tmp_path, said, ("合同.txt", "补充/新来的.txt"))
    assert catalogue is not None and not catalogue.unlisted and not catalogue.unconfirmed and findings == []


def test_a_file_is_exhibit_or_left_out_but_not_both(tmp_path: Path) -> None:
    _, findings = read(tmp_path, HEAD + ITEM + "left_out:\n  - {file: 合同.txt, reason: 草稿}\n")
    assert found(findings) == [("LX-E012", 15)]


def test_system_files_that_appear_later_are_left_out_with_a_note(tmp_path: Path) -> None:
    """A file manager writes .DS_Store by itself: that must not stop a bundle, nor vanish."""
    read(tmp_path, HEAD + ITEM)
    (tmp_path / "1-收到的材料/.DS_Store").write_bytes(b"\0\0\0\1Bud1")
    catalogue, findings = read(tmp_path, HEAD + ITEM)
    assert catalogue is not None
    assert [f.code for f in findings] == ["LX-E020"]
    assert [(left.name, left.reason) for left in catalogue.left_out] == [(".DS_Store", "系统文件")]


def test_a_link_in_the_material_is_no_evidence(tmp_path: Path) -> None:
    secret = tmp_path / "外面.txt"
    secret.write_text("外面", encoding="utf-8")
    (tmp_path / "1-收到的材料").mkdir()
    (tmp_path / "1-收到的材料/合同.txt").symlink_to(secret)
    catalogue, findings = read(tmp_path, HEAD + ITEM, ())
    assert catalogue is None
    assert {f.code for f in findings} >= {"LX-I022", "LX-E026"}


def test_equal_bytes_submitted_twice_are_told(tmp_path: Path) -> None:
    material = tmp_path / "1-收到的材料"
    material.mkdir()
    for name in ("合同.txt", "合同(1).txt"):
        (material / name).write_text("同样", encoding="utf-8")
    _, findings = read(tmp_path, HEAD + ITEM.replace("[合同.txt]", "[合同.txt, 合同(1).txt]"), ())
    assert [f.code for f in findings] == ["LX-E029"]


@pytest.mark.parametrize("text", ["", "- a\n", "schema: 1\n", "a: &x 1\nb: *x\n", "items: {a: b}\n", "\t"])
def test_what_is_no_catalogue_is_refused(tmp_path: Path, text: str) -> None:
    catalogue, findings = read(tmp_path, text)
    assert catalogue is None
    assert findings


def test_a_missing_catalogue_or_folder_is_a_finding(tmp_path: Path) -> None:
    assert [f.code for f in load_catalogue(tmp_path / "没有.yaml", tmp_path)[1]] == ["LX-A001"]
    (tmp_path / "证据目录.yaml").write_text(HEAD + ITEM, encoding="utf-8")
    findings = load_catalogue(tmp_path / "证据目录.yaml", tmp_path / "没有")[1]
    assert [f.code for f in findings] == ["LX-E021"]


def test_texts_left_open_by_a_proposal_are_told_once(tmp_path: Path) -> None:
    text = HEAD + ITEM.replace("purpose: ", "purpose: 待确认 ")
    _, findings = read(tmp_path, text)
    assert [f.code for f in findings if f.code in ("LX-E017", "LX-E035")] == ["LX-E035"]


def test_a_catalogue_that_is_read_beside_ever_new_ones_is_not_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the page the saved catalogue is read beside the draft of every step: its entries stay known, the drafts go."""
    from lexcollect.evidence import reading

    entries = [{"id": f"E{n}", "number": f"1-{n}", "title": f"第{n}份"} for n in range(1, 6)]
    drafts = [[{**one, "title": f"{one['title']}，改{at}"} for one in entries] for at in range(4)]
    read: list[str] = []
    monkeypatch.setattr(reading, "_SOUND", 11)
    monkeypatch.setattr(reading, "_sound", type(reading._sound)())

    def item(reader: reading.CatalogueReader, path: object, entry: dict[str, str]) -> object:
        read.append(entry["title"])
        return type("Draft", (), {"path": path})()

    monkeypatch.setattr(reading.CatalogueReader, "_item", item)
    for draft in drafts:
        for those in (entries, draft):
            tree, _ = parse_yaml(b"schema: x", "")
            assert tree is not None
            reader = reading.CatalogueReader(tree)
            for at, one in enumerate(those):
                reader._once(("items", at), one)
    assert sum(title in [one["title"] for one in entries] for title in read) == 5, "once, not once for each draft"
