"""Who took the chat from which telephone, and when: the chain of custody (保管链) of a steel dealer's evidence.

Art. 93(1) of 民事诉讼证据规定 asks whether electronic data were extracted by a reliable method (四) and by a suitable
person (六); 电子签名法 5(二) whether they stayed whole. The package states the first as the submitter's word and shows
the second since intake, and no more.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from bundle_kit import codes, item, material, packed
from cli_run import typed
from lexcollect.evidence.catalogue import read_catalogue
from lexcollect.evidence.items import Catalogue, Collected
from lexcollect.findings import Finding
from lexcollect.layout import CATALOGUE, PACKAGES
from lexcollect.resources import resource

SAID = """    采集人: 王例成
    采集时间: 2026年11月10日 15:30
    采集设备或账号: 华为手机，微信号 wlc_jb
    采集工具: 导出工具示例 1.2
    采集步骤:
      - 打开与何样文的聊天，核对双方资料页
      - 导出全部消息及图片
    原始载体: 王例成保管的手机，可当庭出示
"""


@pytest.fixture(scope="module")
def matter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("custody")
    code, out, err = typed("demo", cwd=folder)
    assert code == 0, out + err
    made = folder / "示例-沈河案"
    path = made / CATALOGUE
    words = re.sub(r"^    (?:collected_\w+|carrier): .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
    words = words.replace("    proof: 聊天记录\n", f"    proof: 聊天记录\n{SAID}", 1)
    path.write_text(words, "utf-8")
    code, out, err = typed("bundle", "--as-of", "2026-11-21", "--no-input", cwd=made)
    assert code == 0, out + err
    assert "LX-B197" in out and "1-1" in out
    return made


@pytest.fixture(scope="module")
def package(matter: Path) -> Path:
    return matter / PACKAGES / "v2"


def pages(path: Path) -> str:
    run = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return run.stdout.decode("utf-8")


def test_the_index_as_data_tells_who_collected_what_from_where(package: Path) -> None:
    said = json.loads((package / "data/index.json").read_text("utf-8"))
    jsonschema.validate(said, json.loads((resource("schemas") / "index-1.schema.json").read_text("utf-8")))
    [one] = [one for one in said["items"] if "custody" in one]
    assert one["number"] == "5-1" and one["custody"] == {
        "collected_by": "王例成",
        "collected_on": "2026-11-10 15:30",
        "from": "华为手机，微信号 wlc_jb",
        "tool": "导出工具示例 1.2",
        "steps": ["打开与何样文的聊天，核对双方资料页", "导出全部消息及图片"],
        "carrier": "王例成保管的手机，可当庭出示",
    }


def test_the_example_states_what_its_facts_know_and_nothing_else(matter: Path) -> None:
    """The clerk's note says whose telephone the chat is on, not who exported it or when: that stays unsaid."""
    said = json.loads((matter / PACKAGES / "v1/data/index.json").read_text("utf-8"))
    custody = {one["number"]: one["custody"] for one in said["items"] if "custody" in one}
    assert custody["5-1"] == {"from": "王例成华为手机上的微信", "carrier": "王例成的华为手机，在王例成处"}
    assert custody["3-6"]["collected_on"] == "2023-09-07 15:30:12" and "collected_by" not in custody["3-6"]
    assert sorted(custody) == ["1-1", "3-6", "4-2a", "5-1", "5-2", "5-5", "5-8"]
    text = re.sub(r"\s", "", pages(matter / PACKAGES / "v1/data/完整性报告.pdf"))
    assert "王例成的华为手机，在王例成处" in text


def test_the_report_claims_unchanged_since_intake_and_nothing_more(package: Path) -> None:
    text = re.sub(r"\s", "", pages(package / "data/完整性报告.pdf"))
    assert "自收存以来未变" in text and "由提交人陈述，程序没有核实" in text
    assert "不说明文件内容是否真实，不说明收存以前是否被改动过" in text
    assert "2.导出全部消息及图片" in text and "王例成保管的手机，可当庭出示" in text
    for word in ("真实无误", "未经篡改", "具有法律效力", "确认真实", "原始真实"):
        assert word not in text


def test_the_report_has_every_original_with_digest_size_and_day_of_intake(package: Path) -> None:
    text = re.sub(r"\s", "", pages(package / "data/完整性报告.pdf"))
    files = [f for one in json.loads((package / "data/index.json").read_text("utf-8"))["items"] for f in one["files"]]
    assert len(files) == 32
    assert all(f["sha256"] in text and f"{f['size']:,}" in text for f in files)
    assert text.count("2026-11-21") == len(files)


def test_the_articles_that_the_report_cites_say_so() -> None:
    """The words of the report against the text of the statutes that the program ships."""
    code, out, _ = typed("law", "show", "证据规定93", cwd=Path())
    assert code == 0 and "保存、传输、提取的方法是否可靠" in re.sub(r"\s", "", out)


def test_two_runs_give_the_same_report_and_index(package: Path, matter: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(matter, tmp_path / "别处"))
    shutil.rmtree(other / PACKAGES)
    (other / PACKAGES).mkdir()
    code, out, _ = typed("bundle", "--as-of", "2026-11-21", "--no-input", cwd=other)
    assert code == 0, out
    for name in ("data/完整性报告.pdf", "data/index.json", "manifest-sha256.txt", "merkle-root.txt"):
        assert (other / PACKAGES / "v1" / name).read_bytes() == (package / name).read_bytes(), name


def test_the_sheet_has_the_columns_and_keeps_what_they_say(matter: Path, tmp_path: Path) -> None:
    import openpyxl

    other = Path(shutil.copytree(matter, tmp_path / "别处"))
    code, out, _ = typed("intake", "--sheet", cwd=other)
    assert code == 0, out
    path = other / "2-整理/证据整理表.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.active
    head = next(r for r in sheet.iter_rows() if any(c.value == "采集人" for c in r))
    column = {cell.value: cell.column for cell in head}
    row = next(r[0].row for r in sheet.iter_rows() if any(c.value == "王例成" for c in r))
    assert sheet.cell(row, column["采集方法"]).value == "打开与何样文的聊天，核对双方资料页\n导出全部消息及图片"
    sheet.cell(row, column["采集工具"]).value = "导出工具示例 1.3"
    sheet.cell(row, column["采集方法"]).value = "当场导出\n复制到U盘"
    book.save(path)
    code, out, err = typed("bundle", "--as-of", "2026-11-21", "--yes", "--no-input", cwd=other)
    assert code == 0, out + err
    words = (other / CATALOGUE).read_text("utf-8")
    assert "采集工具: 导出工具示例 1.3" in words and "当场导出" in words and "复制到U盘" in words


def read(words: str, folder: Path) -> tuple[Catalogue | None, list[Finding]]:
    (folder / "聊天.txt").write_text("x")
    entry = (
        "schema: lexcollect/catalogue/1\ngroups: [{number: 1, title: 催收}]\nitems:\n"
        "- {id: c, number: '1-1', title: 聊天, kind: 电子数据, source: 原告手机, purpose: 催收, files: [聊天.txt], "
    )
    return read_catalogue(f"{entry}{words}}}\n".encode(), folder)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("collected_on: 2026-11-10", "2026-11-10"),
        ("collected_on: '2026-11-10 9:05'", "2026-11-10 09:05"),
        ("collected_on: '2026-11-10T09:05:07'", "2026-11-10 09:05:07"),
        ("采集时间: 2026年11月10日 15：30", "2026-11-10 15:30"),
    ],
)
def test_a_moment_is_read_as_people_write_it(words: str, wanted: str, tmp_path: Path) -> None:
    found, told = read(words, tmp_path)
    assert found is not None, [f.line() for f in told]
    how = found.items[0].collected
    assert how is not None and how.moment == wanted


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("collected_on: 2026-02-30", "LX-E015"),
        ("collected_on: '2026-11-10 25:00'", "LX-E015"),
        ("collected_on: 上个月", "LX-E015"),
        ("collected_by: [甲, 乙]", "LX-E004"),
        ("collected_how: {a: b}", "LX-E004"),
        ("collected_how: [{a: b}]", "LX-E004"),
        ("carrier: 内部U盘，对方可能申请鉴定", "LX-E017"),
        ("collected_bye: 甲", "LX-E002"),
        (f"carrier: {'长' * 2001}", "LX-E025"),
    ],
)
def test_a_slip_is_told_with_its_place(words: str, code: str, tmp_path: Path) -> None:
    _, told = read(words, tmp_path)
    assert code in {f.code for f in told}, [f.line() for f in told]
    assert all(f.where.line == 4 for f in told if f.code == code)


def test_what_was_collected_after_the_packing_is_told(tmp_path: Path) -> None:
    how = Collected("甲", date(2062, 1, 5))
    built = packed(tmp_path, replace(item("1-1", material(tmp_path, "a.txt", b"x")), collected=how))
    assert codes(built).count("LX-B198") == 1 and "LX-B197" not in codes(built)
