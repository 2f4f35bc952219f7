"""Odd surroundings: locales without Chinese, names that are no text, closed streams, folders that are gone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli_run import PROCESS, typed
from lexcollect.cli.exits import Exit
from lexcollect.cli.guard import stopped
from lexcollect.matter.creation import create

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes")

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "matter-steel"
#: Surroundings in which Python takes file names for ASCII.
ASCII = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
KNOWN = {int(code) for code in Exit} - {Exit.BUG, Exit.INTERRUPTED}


def process(*words: str | bytes, cwd: Path, **more: object) -> subprocess.CompletedProcess[bytes]:
    environment = dict(os.environ) | dict(more.pop("env", {}))  # type: ignore[call-overload]
    return subprocess.run(
        [*PROCESS, *words],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=120,
        **(more or {"capture_output": True}),  # type: ignore[call-overload]
    )


@pytest.fixture
def matter(tmp_path: Path) -> Path:
    create(tmp_path / "案")
    shutil.copy(EXAMPLE / "案件.yaml", tmp_path / "案" / "案件.yaml")
    shutil.copy(EXAMPLE / "证据目录.yaml", tmp_path / "案" / "2-整理" / "证据目录.yaml")
    shutil.copytree(EXAMPLE / "inbox", tmp_path / "案" / "1-收到的材料", dirs_exist_ok=True)
    return tmp_path / "案"


@pytest.mark.parametrize(
    "surroundings",
    [ASCII, ASCII | {"LC_ALL": "POSIX"}, {**ASCII, "LC_ALL": "", "LANG": "C", "LC_CTYPE": "C"}],
    ids=["C", "POSIX", "LANG"],
)
@pytest.mark.parametrize(
    "words", [("due", "案"), ("calc", "案"), ("verify", "案"), ("intake", "案"), ("draft", "案", "律师函")]
)
def test_a_locale_without_chinese_changes_nothing(
    matter: Path, words: tuple[str, ...], surroundings: dict[str, str]
) -> None:
    day = ("--as-of", "2026-11-21", "--no-input")
    other = matter.parent / "另一处"
    shutil.copytree(matter, other / matter.name)
    ours = process(*words, *day, cwd=matter.parent, env=surroundings)
    theirs = process(*words, *day, cwd=other)
    assert (ours.returncode, ours.stdout.decode()) == (theirs.returncode, theirs.stdout.decode())


def test_files_written_there_bear_their_chinese_names(tmp_path: Path) -> None:
    done = process("new", "沈河案", "--no-input", cwd=tmp_path, env=ASCII)
    assert done.returncode == 0
    assert (tmp_path / "沈河案" / "案件.yaml").is_file()


@pytest.mark.parametrize("name", [b"\xff\xfe", "案件一".encode("gbk"), b"\xe6\xa1"], ids=["bytes", "gbk", "cut"])
@pytest.mark.parametrize(
    "words",
    [
        ("calc", "{}"),
        ("due", "{}"),
        ("draft", "{}", "all"),
        ("bundle", "{}"),
        ("verify", "{}"),
        ("intake", "{}"),
        ("intake", "材料", "{}"),
        ("demo", "--into", "新{}/示例"),
        ("due", "案", "--ics", "{}.ics"),
        ("draft", "案", "{}"),
        ("draft", "案", "letter", "--templates", "{}"),
        ("verify", "案", "--list", "{}"),
        ("law", "check", "{}"),
        ("law", "show", "{}"),
        ("law", "update", "--rates", "{}"),
        ("calc", "words", "{}"),
        ("calc", "fee", "{}", "--table", "{}"),
        ("bundle", "案", "--password", "{}={}"),
        ("{}",),
        ("--as-of", "{}", "calc"),
    ],
    ids=lambda words: " ".join(words),
)
def test_words_and_names_that_are_no_text_are_told_not_broken_by(
    matter: Path, words: tuple[str, ...], name: bytes
) -> None:
    (matter.parent / "材料").mkdir()
    shutil.copytree(os.fsencode(matter), os.fsencode(matter.parent) + b"/" + name)
    done = process(*(word.encode().replace(b"{}", name) for word in words), "--no-input", cwd=matter.parent)
    told = done.stdout + done.stderr
    assert done.returncode in KNOWN, told.decode(errors="replace")
    assert b"Traceback" not in told and b"LX-A105" not in told


def test_a_matter_in_a_folder_that_is_no_text_is_refused_by_name(matter: Path) -> None:
    place = os.fsencode(matter.parent) + b"/" + "案件一".encode("gbk")
    shutil.move(os.fsencode(matter), place)
    done = process(b"bundle", place, cwd=matter.parent)
    assert done.returncode == Exit.FINDINGS and "LX-A131" in done.stdout.decode()
    inside = process("calc", cwd=Path(os.fsdecode(place)))
    assert inside.returncode == Exit.FINDINGS and "LX-A131" in inside.stdout.decode()


def test_the_json_of_raw_files_with_odd_names_is_one_document(matter: Path) -> None:
    for name in (b"\xff.txt", "合同.pdf".encode("gbk"), b"a\nb.txt", b"a\x1b[31mb.txt"):
        Path(os.fsdecode(os.fsencode(matter / "1-收到的材料") + b"/" + name)).write_bytes(b"x")
    done = process("intake", str(matter), "--json", cwd=matter.parent)
    document = json.loads(done.stdout)
    assert done.returncode == document["exit"] and b"Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("calc", "案"), ("due", "案"), ("doctor",), ("--help",), ("calc", "案", "--json")])
def test_a_full_device_for_the_screen_is_told_and_no_mistake_of_ours(matter: Path, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process(*words, cwd=matter.parent, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == Exit.UNREADABLE, done.stderr.decode()
    assert b"Traceback" not in done.stderr and "磁盘已满" in done.stderr.decode()


@pytest.mark.parametrize(
    "words", [("calc", "案"), ("due", "案", "--json"), ("verify", "案"), ("new", "新", "--no-input")]
)
def test_closed_streams_change_no_exit_code(matter: Path, words: tuple[str, ...]) -> None:
    def close() -> None:
        for number in (0, 1, 2):
            os.close(number)

    code = process(*words, cwd=matter.parent).returncode
    shutil.rmtree(matter.parent / "新", ignore_errors=True)
    assert process(*words, cwd=matter.parent, preexec_fn=close).returncode == code


@pytest.mark.parametrize("words", [("calc",), ("new", "新", "--no-input"), ("due", "--all"), ("demo",), ("doctor",)])
def test_a_current_folder_that_is_gone_is_told(tmp_path: Path, words: tuple[str, ...]) -> None:
    gone = tmp_path / "没了"
    gone.mkdir()
    done = process(*words, cwd=gone, preexec_fn=gone.rmdir, capture_output=True)
    assert done.returncode in KNOWN and b"Traceback" not in done.stdout + done.stderr


def test_a_mistake_of_ours_is_told_also_where_no_log_can_be_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none(**_: object) -> tuple[int, str]:
        raise FileNotFoundError("no usable temporary folder")

    monkeypatch.setattr("tempfile.mkstemp", none)
    report = stopped(RuntimeError("ours"))
    assert report.code == Exit.BUG
    assert "没有写成" in report.findings[0].message("zh")


@pytest.mark.parametrize("words", [("calc", "案"), ("draft", "案", "letter"), ("doctor",), ("calc", "words", "1")])
def test_no_home_and_no_place_for_temporary_files_stop_nothing_that_needs_none(
    matter: Path, words: tuple[str, ...]
) -> None:
    nowhere = {"HOME": "/nonexistent", "TMPDIR": "/nonexistent", "XDG_CONFIG_HOME": "", "XDG_CACHE_HOME": "/proc/1"}
    code, out, err = typed(*words, "--as-of", "2026-11-21", cwd=matter.parent, **nowhere)
    assert code in (0, 1) and "Traceback" not in out + err
