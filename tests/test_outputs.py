"""Outputs: what a user names as a place to write to never takes the place of anything that is not ours to replace."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from calc_run import asked
from lexcollect.findings import Refused
from lexcollect.layout import CASE, CATALOGUE, GUARDED, JOURNAL, PACKAGES, RAW, REGISTER
from lexcollect.matter.answering import answer
from lexcollect.matter.creation import create
from lexcollect.matter.given import day

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "matter-steel"
FOREIGN = b"BEGIN:VCALENDAR\r\nPRODID:-//Phone//EN\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A matter with raw material, a catalogue, a package, a journal and a register; the current folder is above it."""
    folder = tmp_path / "案"
    create(folder)
    shutil.copy(EXAMPLE / CASE, folder / CASE)
    for name, content in {
        f"{RAW}/日程.ics": FOREIGN,
        f"{RAW}/合同.txt": "合同".encode(),
        CATALOGUE: b"",
        f"{PACKAGES}/v1/bagit.txt": b"BagIt-Version: 1.0\n",
        f"{PACKAGES}/v1/data/originals/1.pdf": b"%PDF",
        JOURNAL: b"{}\n",
        REGISTER: b"{}",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / CATALOGUE).unlink()
    monkeypatch.setenv("LEXCOLLECT_CONFIG", str(tmp_path / "设置"))
    monkeypatch.chdir(tmp_path)
    return folder


def state(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` but the lock, which each turn signs."""
    files = (p for p in folder.rglob("*") if p.is_file() and p.name != "lock")
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def calendar_to(place: Path | str) -> tuple[int, str]:
    return asked("due", "案", "--ics", str(place), "--no-input")


def test_a_new_calendar_is_written_and_replaced_by_a_newer_one(matter: Path) -> None:
    for place in ("期限.ics", "案/期限.ics", "案/2-整理/期限.ICS", "新文件夹/期限.ics"):
        assert calendar_to(place)[0] == 0
        first = Path(place).read_bytes()
        assert first.startswith(b"BEGIN:VCALENDAR") and calendar_to(place)[0] == 0
        assert Path(place).read_bytes() == first


def test_the_journal_tells_of_a_calendar_in_the_matter_once(matter: Path) -> None:
    calendar_to("案/期限.ics")
    calendar_to("案/期限.ics")
    calendar_to("外面.ics")
    lines = (matter / JOURNAL).read_text("utf-8").splitlines()
    assert len(lines) == 2 and '"changed": ["期限.ics"]' in lines[1]


@pytest.mark.parametrize(
    "place",
    [
        f"案/{RAW}/期限.ics",
        f"案/{RAW}/日程.ics",
        f"案/{RAW}/../{RAW}/子/期限.ics",
        f"案/2-整理/../{PACKAGES}/期限.ics",
        f"案/{PACKAGES}/v1/data/期限.ics",
        "案/5-日志/期限.ics",
        "案/.lexcollect/期限.ics",
        "案/.LexCollect/期限.ics",
        f"案/{RAW}./期限.ics",
        "案/１-收到的材料/期限.ics",
        "案/1-收到的材料.ics/../1-收到的材料/x.ics",
        "捷径/期限.ics",
        "捷径的捷径/期限.ics",
        "盘/期限.ics",
        "U盘/卷一/期限.ics",
        "U盘/卷一/data/深/期限.ics",
    ],
)
def test_nothing_is_written_into_what_must_stay_as_it_is(matter: Path, place: str) -> None:
    Path("捷径").symlink_to(matter / RAW, target_is_directory=True)
    Path("捷径的捷径").symlink_to(Path("捷径").absolute(), target_is_directory=True)
    Path("盘").symlink_to(matter / PACKAGES / "v1", target_is_directory=True)
    shutil.copytree(matter / PACKAGES / "v1", "U盘/卷一")
    before = state(matter.parent)
    code, screen = calendar_to(place)
    assert code == 1 and "LX-A125" in screen
    assert state(matter.parent) == before


@pytest.mark.parametrize(
    "place",
    [
        f"案/{CASE}",
        f"案/2-整理/../{CASE}",
        f"案/{CATALOGUE}",
        "案/期限",
        "案/费率补充.csv",
        "期限.ics.pdf",
    ],
)
def test_a_calendar_is_called_one(matter: Path, place: str) -> None:
    before = state(matter.parent)
    code, screen = calendar_to(place)
    assert code == 1 and "LX-A127" in screen
    assert state(matter.parent) == before


def test_what_is_there_is_replaced_only_if_it_is_ours(matter: Path) -> None:
    Path("手机.ics").write_bytes(FOREIGN)
    Path("空.ics").write_bytes(b"")
    shutil.copy(matter / CASE, "改名.ics")
    os.link(matter / CASE, "硬链接.ics")
    os.link(matter / RAW / "日程.ics", "硬链接二.ics")
    Path("文件夹.ics").mkdir()
    Path("链接.ics").symlink_to(matter / CASE)
    Path("空链接.ics").symlink_to("没有")
    os.mkfifo("管道.ics")
    before = state(matter.parent)
    for name in ("手机", "空", "改名", "硬链接", "硬链接二", "管道"):
        code, screen = calendar_to(f"{name}.ics")
        assert code == 1 and "LX-A128" in screen, name
    for name in ("链接", "空链接"):
        code, screen = calendar_to(f"{name}.ics")
        assert code == 1 and "LX-A126" in screen, name
    assert calendar_to("文件夹.ics")[0] == 2
    assert state(matter.parent) == before


def test_a_calendar_of_ours_by_another_name_is_replaced_and_its_other_name_kept(matter: Path) -> None:
    calendar_to("期限.ics")
    os.link("期限.ics", "二.ics")
    old = Path("期限.ics").read_bytes().replace(b"SUMMARY:", b"SUMMARY:old ")
    Path("期限.ics").write_bytes(old)
    assert calendar_to("二.ics")[0] == 0
    assert Path("期限.ics").read_bytes() == old and Path("二.ics").read_bytes() != old


def test_the_same_holds_for_programs_and_for_many_matters(matter: Path) -> None:
    place = matter / RAW / "期限.ics"
    with pytest.raises(Refused) as refused:
        answer(matter, day("2026-11-21")).write_calendar(place)
    assert [f.code for f in refused.value.findings] == ["LX-A125"]
    code, screen = asked("due", "--all", ".", "--ics", str(place))
    assert code == 1 and "LX-A125" in screen and not place.exists()


@pytest.mark.parametrize("words", [("new", "{}"), ("demo", "--into", "{}"), ("intake", "材料", "{}")])
@pytest.mark.parametrize("inside", [RAW, f"{PACKAGES}/v1", "2-整理", "3-文书", ".lexcollect", "5-日志"])
def test_no_matter_is_made_inside_a_folder_of_another(matter: Path, words: tuple[str, ...], inside: str) -> None:
    Path("材料").mkdir()
    Path("材料/合同.txt").write_text("合同", "utf-8")
    before = state(matter.parent)
    code, screen = asked(*(word.format(f"案/{inside}/新案") for word in words), "--no-input")
    assert code == 1 and "LX-A125" in screen
    assert state(matter.parent) == before and not (matter / inside / "新案").exists()


def test_the_demo_is_not_poured_into_a_matter_of_the_users(matter: Path) -> None:
    case = matter / CASE
    case.write_text(case.read_text("utf-8").replace("matter: 沈河案", "matter: 我的案件", 1), "utf-8")
    before = state(matter)
    code, screen = asked("demo", "--into", "案")
    assert code == 1 and "LX-A116" in screen
    assert state(matter) == before


def test_the_demo_is_not_poured_into_a_folder_that_holds_a_file(matter: Path) -> None:
    Path("资料/1-收到的材料").mkdir(parents=True)
    Path("资料/1-收到的材料/合同.pdf").write_bytes(b"%PDF")
    code, screen = asked("demo", "--into", "资料")
    assert code == 1 and "LX-A116" in screen
    assert not Path("资料/.lexcollect").exists()


def test_rates_are_not_written_through_a_link_or_into_a_package(matter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("新.csv").write_text("date,1y,5y,source\n2026-10-20,2.90,3.40,公告\n", "utf-8")
    before = state(matter)
    monkeypatch.setenv("LEXCOLLECT_CONFIG", str(matter / PACKAGES / "v1"))
    code, screen = asked("law", "update", "--rates", "新.csv")
    assert code == 1 and "LX-A125" in screen
    monkeypatch.setenv("LEXCOLLECT_CONFIG", "设置")
    Path("设置").mkdir()
    Path("设置/lpr.csv").symlink_to(matter / CASE)
    code, screen = asked("law", "update", "--rates", "新.csv")
    assert code == 1 and "LX-A126" in screen
    assert state(matter) == before


# --- links in place of what belongs to a matter --------------------------------------------------------------------


@pytest.mark.parametrize("name", GUARDED)
def test_a_link_in_place_of_a_folder_or_file_of_the_matter_is_refused_by_every_verb(matter: Path, name: str) -> None:
    real = Path("别处") / name
    real.parent.mkdir(parents=True)
    (matter / name).parent.mkdir(parents=True, exist_ok=True)
    if (matter / name).exists():
        shutil.move(matter / name, real)
    (matter / name).symlink_to(real.absolute())
    Path("材料").mkdir()
    Path("新.csv").write_text("date,1y,5y,source\n2026-10-20,2.90,3.40,公告\n", "utf-8")
    before = state(Path())
    for words in (
        ("calc", "案"),
        ("calc", "案", "--annex"),
        ("due", "案"),
        ("due", "案", "--ics", "案/期限.ics"),
        ("draft", "案", "letter"),
        ("bundle", "案"),
        ("verify", "案"),
        ("intake", "材料", "案"),
        ("intake", "案"),
        ("law", "update", "--rates", "新.csv", "案"),
        ("demo", "--into", "案"),
        ("new", "案"),
        ("new", "案", "--from", "材料"),
    ):
        code, screen = asked(*words, "--no-input")
        told = "LX-W003" in screen or (name == CASE and "LX-A1" in screen)
        assert code in (1, 3) and (told or words[0] == "new"), (words, screen)
        assert state(Path()) == before, words


@pytest.mark.parametrize("verb", ["verify", "draft"])
def test_a_package_that_is_a_link_is_no_package_of_the_matter(matter: Path, verb: str) -> None:
    shutil.move(matter / PACKAGES / "v1", "别处")
    (matter / PACKAGES / "v1").symlink_to(Path("别处").absolute(), target_is_directory=True)
    code, screen = asked(verb, "案", *(["letter"] if verb == "draft" else []), "--no-input")
    assert code == 3 and "LX-W003" in screen
