"""The package: right numbers, working links, a bag that strangers can check, and nothing that should stay inside."""

from __future__ import annotations

import csv
import errno
import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from bundle_kit import (
    COVER,
    bundle_of,
    codes,
    item,
    marked_pdf,
    material,
    packed,
    page_text,
    pdf_bytes,
    picture_bytes,
    quartered,
)
from lexcollect.bundle import copying
from lexcollect.bundle.build import build
from lexcollect.bundle.model import Built, Cover
from lexcollect.evidence.items import Catalogue, Group, Item
from lexcollect.findings import Level
from outside import program


def _many(folder: Path, count: int = 60) -> list[Item]:
    source = marked_pdf()
    source.pages.append(source.pages[0])
    two = material(folder, "合同.pdf", pdf_bytes(source))
    photo = material(folder, "照片.jpg", picture_bytes(quartered(), "JPEG"))
    return [
        item(
            f"{1 + n // 20}-{1 + n % 20}",
            two if n % 3 else photo,
            title=f"送货单SH-{n:04d}",
            purpose="交付钢材；" * (1 + n % 7),
        )
        for n in range(count)
    ]


def test_each_exhibit_begins_on_the_page_the_index_prints_and_links_to(tmp_path: Path) -> None:
    exhibits = _many(tmp_path)
    built = packed(tmp_path, *exhibits)
    pdf = bundle_of(built)
    assert built.index_pages >= 3
    index = "".join(page_text(pdf, n) for n in range(1, built.index_pages + 1))
    with pikepdf.open(pdf) as document:
        number = {p.objgen: n for n, p in enumerate(document.pages, start=1)}
        targets = [number[link.Dest[0].objgen] for p in document.pages for link in p.get("/Annots", [])]
        assert len(document.pages) == built.total_pages
    for exhibit in exhibits:
        first, last = built.pages[exhibit.id]
        assert f"证据{exhibit.no} · 第{first}页" in page_text(pdf, first)
        assert f"证据{exhibit.no} · 第{last}页" in page_text(pdf, last)
        assert (f"{first}–{last}" if last > first else f"{first}") in index
        assert targets.count(first) >= 3  # number, title and page of the row
    assert set(targets) == {first for first, _ in built.pages.values()}


def test_every_page_bears_its_own_number_from_the_first_page_of_the_index(tmp_path: Path) -> None:
    built = packed(tmp_path, *_many(tmp_path, 8))
    pdf = bundle_of(built)
    for page in range(1, built.total_pages + 1):
        assert f"· 第{page}页" in page_text(pdf, page)
    with pikepdf.open(pdf) as document:
        assert [p.label for p in document.pages] == [str(n) for n in range(1, built.total_pages + 1)]


def test_the_outline_names_groups_and_exhibits_with_their_pages(tmp_path: Path) -> None:
    built = packed(tmp_path, *_many(tmp_path, 25))
    with pikepdf.open(bundle_of(built)) as pdf, pdf.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
        assert titles == [f"证据目录（第1–{built.index_pages}页）", "第一组　分组1", "第二组　分组2"]
        first = outline.root[1].children[0]
        pages = built.pages["1-1"]
        assert first.title == f"证据1-1　送货单SH-0000（第{pages[0]}页）"
        assert first.destination[0].objgen == pdf.pages[pages[0] - 1].objgen


def test_the_index_says_who_files_how_many_sets_and_when(tmp_path: Path) -> None:
    cover = Cover(
        "原告甲公司与被告乙公司、丙某", "甲公司", 2, "买卖合同纠纷", "（2026）津0113民初1号", date(2026, 11, 30)
    )
    pdf = bundle_of(packed(tmp_path, *_many(tmp_path, 2), cover=cover))
    text = "".join(page_text(pdf, 1).split())
    for words in (
        "证据目录",
        "原告甲公司与被告乙公司、丙某",
        "案由：买卖合同纠纷",
        "（2026）津0113民初1号",
        "提交人：甲公司",
        "提交日期：2026年11月30日",
        "一式3份",
        "对方当事人2份",
        "编号证据名称证据来源证明对象页码",
        "第一组分组1",
    ):
        assert words in text


def test_internal_columns_paths_and_names_stay_inside(tmp_path: Path) -> None:
    built = packed(tmp_path, *_many(tmp_path, 3))
    assert built.folder
    pages = "".join(page_text(bundle_of(built), n) for n in range(1, built.total_pages + 1))
    content = b"\n".join(p.read_bytes() for p in built.folder.rglob("*") if p.is_file()) + pages.encode()
    with pikepdf.open(bundle_of(built)) as pdf:
        content += b"".join(o.unparse() for o in pdf.objects if isinstance(o, pikepdf.Dictionary))
        assert set(pdf.docinfo) == {"/Title", "/CreationDate", "/ModDate"}
        assert "/Metadata" not in pdf.Root
    for secret in (
        "内部备注",
        "内部日期来源",
        str(tmp_path),
        "1-收到的材料",
        Path.home().name + "/",
        "LXNote",
        "LXLayer",
        "lx-item",
        "Typst",
    ):
        assert secret.encode() not in content, secret


def test_ordinary_tools_accept_the_package(tmp_path: Path) -> None:
    built = packed(tmp_path, *_many(tmp_path, 3))
    assert built.folder
    lists = (
        ("sha256sum", "manifest-sha256.txt"),
        ("sha256sum", "tagmanifest-sha256.txt"),
        ("sha512sum", "tagmanifest-sha512.txt"),
    )
    for tool, name in lists:
        subprocess.run([program(tool), "-c", "--strict", name], cwd=built.folder, check=True, capture_output=True)
    subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", "."], cwd=built.folder, check=True, capture_output=True
    )
    listed = {line[66:] for line in (built.folder / "manifest-sha256.txt").read_text("utf-8").splitlines()}
    assert listed == {f for f in built.files if f.startswith("data/")}
    text = (built.folder / "核验说明.txt").read_text("utf-8-sig")
    assert "这些文件与包内清单一致" in text and "certutil" in text and "shasum" in text and "{" in text


def test_the_list_of_files_tells_packed_names_only_and_holds_no_formula(tmp_path: Path) -> None:
    source = material(tmp_path, "微信/聊天.csv", "时间,内容\n".encode())
    built = packed(tmp_path, item("5-1", source, title="=cmd|' /C calc'!A0"))
    assert built.folder
    rows = list(csv.reader(io.StringIO((built.folder / "data" / "清单.csv").read_text("utf-8-sig"))))
    row = dict(zip(rows[0], rows[1], strict=True))
    assert row["SHA-256"] == source.sha256 and "聊天" not in ",".join(rows[0] + rows[1])
    assert built.received == {row["包内文件"]: "微信/聊天.csv"}
    assert (built.folder / row["包内文件"]).read_bytes() == source.path.read_bytes()
    assert row["证据名称"].startswith("'=")


def test_same_inputs_same_bytes(tmp_path: Path) -> None:
    folders = []
    for name in ("甲", "乙"):
        place = tmp_path / name
        built = packed(place, *_many(place, 5), item("9-1", material(place, "a.pdf", b"broken")))
        assert built.folder
        folders.append({p.relative_to(built.folder): p.read_bytes() for p in built.folder.rglob("*") if p.is_file()})
    assert folders[0] == folders[1]


def test_versions_are_written_once_and_only_when_something_changed(tmp_path: Path) -> None:
    exhibits = _many(tmp_path, 3)
    first = packed(tmp_path, *exhibits)
    before = {p: p.read_bytes() for p in first.folder.rglob("*") if p.is_file()} if first.folder else {}
    again = packed(tmp_path, *exhibits)
    assert again.folder == first.folder and not again.new and codes(again) == ["LX-B040"]
    assert again.pages == first.pages
    changed = packed(tmp_path, *exhibits[:2])
    assert changed.folder and changed.folder.name == "v2" and changed.new
    assert {p: p.read_bytes() for p in before} == before
    assert sorted(p.name for p in (tmp_path / "4-证据包").iterdir()) == ["v1", "v2"]


def test_an_altered_version_is_not_taken_for_the_same(tmp_path: Path) -> None:
    exhibits = _many(tmp_path, 2)
    first = packed(tmp_path, *exhibits)
    bundle_of(first).write_bytes(b"altered")
    second = packed(tmp_path, *exhibits)
    assert second.folder and second.folder.name == "v2" and codes(second) == ["LX-B041"]


def _refused(built: Built, folder: Path) -> list[str]:
    assert built.folder is None and not built.ok
    out = folder / "4-证据包"
    assert not out.exists() or not list(out.iterdir())
    return codes(built)


def test_material_that_is_not_what_was_imported_is_refused(tmp_path: Path) -> None:
    altered = material(tmp_path, "a.txt", b"imported")
    altered.path.write_bytes(b"altered!")
    gone = material(tmp_path, "b.txt", b"imported")
    gone.path.unlink()
    built = packed(tmp_path, item("1-1", altered), item("1-2", gone))
    assert _refused(built, tmp_path) == ["LX-B002", "LX-B003"]
    assert [f.where.file for f in built.findings] == ["a.txt", "b.txt"]


def test_a_full_disk_is_no_fault_of_the_material(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = material(tmp_path, "a.bin", b"\0\1\2")

    def full(*_: Path) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(copying, "_copy", full)
    with pytest.raises(OSError, match="No space"):
        packed(tmp_path, item("1-1", source))
    assert [p.name for p in (tmp_path / "4-证据包").iterdir()] == []


def test_a_party_whose_name_cannot_be_printed_is_refused_by_name(tmp_path: Path) -> None:
    cover = Cover("原告甲\ue000公司与被告乙公司买卖合同纠纷", "甲\ue000公司", 1)
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.bin", b"\0\1\2")), cover=cover)
    assert _refused(built, tmp_path) == ["LX-B001", "LX-B001"]
    assert "U+E000" in built.findings[0].message("zh")


@pytest.mark.parametrize(
    ("title", "printed", "points"),
    [
        ("重要😀回单", "重要〓回单", ["U+1F600"]),
        ("欠条\ue000（盖\U0010fffd章）", "欠条〓（盖〓章）", ["U+E000", "U+10FFFD"]),
        ("\u202e单回\u202c חשבונית", "单回〓〓〓〓〓〓〓", ["U+05D1", "U+05D5"]),
    ],
)
def test_a_title_with_characters_no_font_has_is_printed_with_marks_and_told(
    tmp_path: Path, title: str, printed: str, points: list[str]
) -> None:
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.bin", b"\0\1\2"), title=title))
    told = built.findings[0]
    assert told.code == "LX-B061" and told.level is Level.WARNING and "1-1" in str(told.where)
    assert all(point in told.message("zh") for point in points)
    for page in (1, 2):
        assert printed in "".join(page_text(bundle_of(built), page).split())


def test_a_purpose_and_a_group_with_an_unknown_character_do_not_stop_the_package(tmp_path: Path) -> None:
    one = item("1-1", material(tmp_path, "a.bin", b"\0\1\2"), purpose="承认\U0010fffd欠款")
    catalogue = Catalogue((Group(1, "付款\ue001"),), (one,), (), "")
    built = build(catalogue, COVER, tmp_path / "4-证据包", made_on=date(2026, 11, 21))
    assert [f.code for f in built.findings] == ["LX-B061", "LX-B061", "LX-B013"]
    text = "".join(page_text(bundle_of(built), 1).split())
    assert "承认〓欠款" in text and "付款〓" in text


def test_an_empty_catalogue_is_refused(tmp_path: Path) -> None:
    built = build(Catalogue((), (), (), ""), COVER, tmp_path / "4-证据包", made_on=date(2026, 11, 21))
    assert _refused(built, tmp_path) == ["LX-B004"]


@pytest.mark.parametrize(
    "name",
    [
        '甲<乙>&"丙"有限公司',
        "#strong[x] $y$ @z //注 `q` \\n",
        "{{ x }} {% y %}",
        "㛃䶮堃𬭎有限公司",
        "\u202e乙\u200b公司\ufeff",
    ],
)
def test_odd_names_are_printed_as_they_are(tmp_path: Path, name: str) -> None:
    built = packed(
        tmp_path, item("1-1", material(tmp_path, "a.bin", b"\0\1\2"), title=name), cover=Cover("案件", name, 1)
    )
    visible = "".join(c for c in name if c not in "\u202e\u200b\ufeff")
    text = "".join(page_text(bundle_of(built), 1).split())
    assert "提交人：" + "".join(visible.split()) in text
    assert all(text.count(word) >= 2 for word in visible.split())
    assert all(c not in f for f in built.files for c in '<>:"|?*%\\\u202e')


def test_titles_that_make_the_same_file_name_keep_both_files(tmp_path: Path) -> None:
    one, two = material(tmp_path, "1.txt", b"1"), material(tmp_path, "2.txt", b"2")
    long = "关于沈阳沈河样例重型机械有限公司拖欠钢材货款有关情况的说明" * 8
    built = packed(tmp_path, item("1-1", one, two, title=long), item("1-1", two, title=long, id="另"))
    kept = [f for f in built.files if f.startswith("data/originals")]
    assert len(kept) == 3 and all(len(f.rsplit("/", 1)[-1].encode()) <= 120 for f in kept)


def test_a_very_long_purpose_and_a_swinging_index_come_to_rest(tmp_path: Path) -> None:
    source = material(tmp_path, "a.bin", b"\0\1\2")
    built = packed(
        tmp_path, *[item(f"1-{n}", source, purpose="交付钢材六十吨并由指定收货人签收；" * 150) for n in range(1, 5)]
    )
    assert built.index_pages > 4
    for first, _ in built.pages.values():
        assert f"· 第{first}页" in page_text(bundle_of(built), first)


def test_progress_names_every_exhibit(tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    packed(tmp_path, *_many(tmp_path, 2), progress=lambda done, total, no: seen.append((done, total, no)))
    assert seen == [(0, 2, "1-1"), (1, 2, "1-2"), (2, 2, "")]
