"""What appears on the screen: encodings, tables, JSON, and commands that can be copied."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli_run import PROCESS, typed
from lexcollect.cli.console import Console, _quote_posix, _quote_windows, command_line
from lexcollect.cli.options import Settings
from lexcollect.findings import Where, finding
from lexcollect.wording import say

PLAIN = Settings(date(2026, 11, 21), True, False, False, False, False, "zh")


def test_a_gbk_console_shows_every_word_of_a_run(tmp_path):
    code, out, _ = typed("doctor", cwd=tmp_path, text_encoding="gbk", PYTHONIOENCODING="gbk")
    assert code == 0
    assert "体检" in out and " √ " in out
    assert "㛃" not in out and "?" in out, "a character GBK lacks is replaced, not an error"


def test_redirected_output_is_utf8_whatever_the_locale(tmp_path):
    for locale in ("C", "POSIX", "zh_CN.GBK"):
        code, out, _ = typed("doctor", cwd=tmp_path, LC_ALL=locale, PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
        assert code == 0
        assert "不联网" in out


def test_json_is_one_utf8_document_even_on_a_gbk_console(tmp_path):
    code, out, err = typed("doctor", "--json", cwd=tmp_path, PYTHONIOENCODING="gbk")
    answer = json.loads(out)
    assert code == answer["exit"] == 0
    assert answer["command"] == "doctor" and answer["libraries"]["click"]
    assert err == ""


def test_json_survives_a_folder_name_that_is_no_unicode(tmp_path):
    name = "坏" if os.name == "nt" else os.fsdecode(b"\xff\xfe" + "案".encode())
    done = subprocess.run(
        [*PROCESS, "new", name, "--json"], cwd=tmp_path, capture_output=True, stdin=subprocess.DEVNULL, check=False
    )
    assert json.loads(done.stdout.decode("utf-8"))["command"] == "new"
    assert b"Traceback" not in done.stderr


def test_each_run_ends_with_a_command_to_copy(tmp_path):
    code, out, _ = typed("new", "沈河 案", "--no-input", cwd=tmp_path)
    assert code == 0
    last = out.rstrip().splitlines()[-1]
    assert last.startswith("下一步　lexcollect ")
    if os.name != "nt":
        assert shlex.split(last.removeprefix("下一步　"))[-1] == "沈河 案"


@given(st.text(st.characters(blacklist_characters="\x00\n\r", blacklist_categories=("Cs",)), min_size=1))
def test_a_posix_shell_reads_back_exactly_the_word_we_quoted(word):
    assert shlex.split(_quote_posix(word)) == [word]


@pytest.mark.parametrize(
    ("word", "quoted"),
    [
        (r"D:\收到的材料", r"D:\收到的材料"),
        (r"D:\沈河 案", r'"D:\沈河 案"'),
        ("沈河案（一）", "沈河案（一）"),
        ("a&b;c", '"a&b;c"'),
        ("$100", "'$100'"),
        ("“甲”案", "'“甲”案'"),
        ("李‘四’的$", "'李‘‘四’’的$'"),
        ("it's", '"it\'s"'),
        ("@file", '"@file"'),
        ("100%", '"100%"'),
    ],
)
def test_windows_words_are_quoted_for_powershell(word, quoted):
    assert _quote_windows(word) == quoted


def test_a_command_line_begins_with_the_program():
    assert command_line(["calc"]) == "lexcollect calc"


def test_a_table_written_to_a_file_is_never_cut_and_numbers_end_together(capsys):
    long = "关于拖欠钢材货款有关情况的说明" * 8
    Console(PLAIN).table(["名称", "金额"], [[long, "851,600.00"], ["乙", "5.00"]], right=[1])
    lines = capsys.readouterr().out.splitlines()
    assert long in lines[2]
    assert lines[2].endswith("851,600.00") and lines[3].endswith("      5.00")
    "\n".join(lines).encode("gbk")


def test_markup_in_a_users_words_is_shown_as_it_stands(capsys):
    Console(PLAIN).table(["名称"], [["[bold]甲[/bold] :smile:"]])
    assert "[bold]甲[/bold] :smile:" in capsys.readouterr().out


def test_work_is_announced_before_it_begins(capsys):
    with Console(PLAIN).step("cli.doctor.head"):
        assert capsys.readouterr().err == say("cli.doctor.head") + "\n"


def test_nothing_on_the_screen_moves_the_cursor_or_turns_the_writing(capsys):
    """A received file may be called so that 合同txt.exe is read as 合同exe.txt."""
    odd = "合同\u202etxt.exe\x1b[2J\r"
    console = Console(PLAIN)
    console.line(odd)
    console.table(["文件"], [[odd]])
    console.findings([finding("LX-I022", Where(odd))])
    out = capsys.readouterr().out
    assert out.count("合同\\u202etxt.exe\\x1b[2J") == 3, "escaped in words, in a table and in a finding"
    assert not set(out) & {"\u202e", "\x1b", "\r"}


def test_where_not_all_fit_what_changes_a_sum_is_told_first(capsys: pytest.CaptureFixture[str]) -> None:
    """A payment with two zeros too many took the whole claim, and only the addresses stood on the screen."""
    about = [
        finding("LX-C049", Where("案件.yaml", 4), name="甲"),
        finding("LX-C050", Where("案件.yaml", 7), name="乙"),
        finding("LX-C051", Where("案件.yaml", 9), name="丙", digits="1"),
        finding("LX-M003", Where("案件.yaml", 20), amount="869,625.00"),
    ]
    Console(PLAIN).findings(about, room=2)
    out = capsys.readouterr().out
    assert "LX-M003" in out and "LX-C051" not in out
