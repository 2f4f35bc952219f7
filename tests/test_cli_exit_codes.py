"""How a run ends: the exit code, what is said, and that no traceback ever reaches the screen."""

from __future__ import annotations

import errno
import json
import os
import re
import shlex
import subprocess
from datetime import date
from pathlib import Path

import pytest

from cli_run import PROCESS
from lexcollect.cli.console import Console
from lexcollect.cli.exits import Exit, exit_for
from lexcollect.cli.guard import guarded, os_finding
from lexcollect.cli.options import Settings
from lexcollect.cli.report import Report
from lexcollect.findings import Refused, finding
from lexcollect.law.trace import LawUnknown
from lexcollect.matter.layout import find_matter
from lexcollect.wording import text


def console(**changed) -> Console:
    plain = {"as_of": date(2026, 11, 21), "as_of_given": True, "json": False, "ask": False, "quiet": False}
    return Console(Settings(**{**plain, "debug": False, "lang": "zh", **changed}))


def ends(answer, **settings) -> int:
    return guarded(console(**settings), "calc", answer)


def raising(error: BaseException):
    def answer() -> Report:
        raise error

    return answer


def test_a_run_without_errors_ends_with_0(capsys):
    assert ends(lambda: Report((finding("LX-A108"),))) == Exit.FINE
    assert "提示 1 条" in capsys.readouterr().out


def test_findings_of_level_error_end_with_1_and_all_are_shown_worst_first(capsys):
    found = (
        finding("LX-A108"),
        finding("LX-A109", days=190),
        finding("LX-A104", reason="甲"),
        finding("LX-A007", blank="制表符", mended="x"),
    )
    assert ends(raising(Refused(found))) == Exit.FINDINGS
    out = capsys.readouterr().out
    assert out.index("错误 2 条") < out.index("注意 1 条") < out.index("提示 1 条")
    assert "（LX-A007）" in out and "请改用半角空格" in out


def test_a_folder_without_a_case_file_ends_with_3(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert ends(lambda: Report(matter=find_matter(None))) == Exit.UNREADABLE
    assert "这里没有 案件.yaml" in capsys.readouterr().out
    assert ends(lambda: Report(matter=find_matter(Path("没有")))) == Exit.UNREADABLE
    assert "没有 找不到这个文件夹" in capsys.readouterr().out


def test_the_case_file_itself_may_name_the_matter(tmp_path):
    (tmp_path / "案件.yaml").write_text("", "utf-8")
    assert find_matter(tmp_path / "案件.yaml") == tmp_path == find_matter(tmp_path)


def test_broken_integrity_ends_with_4_whatever_the_findings_say():
    assert ends(lambda: Report(exit=Exit.INTEGRITY)) == 4


def test_unknown_law_ends_with_5(capsys):
    assert ends(raising(LawUnknown(text("general.os.missing")))) == Exit.LAW_UNKNOWN
    assert "法规库无法回答" in capsys.readouterr().out


def test_our_own_mistake_ends_with_70_one_line_and_a_log(capsys):
    assert ends(raising(ZeroDivisionError("secret amount"))) == Exit.BUG
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err and "secret amount" not in out + err
    log = Path(re.search(r"已写入日志 (\S+?)；", out)[1])
    assert "ZeroDivisionError: secret amount" in log.read_text("utf-8")
    assert os.name == "nt" or log.stat().st_mode & 0o077 == 0, "others on this machine must not read the log"
    log.unlink()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "没有权限"),
        (errno.ENOSPC, "磁盘已满"),
        (errno.ENAMETOOLONG, "文件名太长"),
        (errno.EIO, "磁盘读写出错"),
    ],
)
def test_what_the_system_refuses_is_said_in_chinese_with_the_file(number, said, capsys):
    assert ends(raising(OSError(number, os.strerror(number), "3-文书/v1/函.docx"))) == Exit.UNREADABLE
    out = capsys.readouterr().out
    assert said in out and "3-文书/v1/函.docx" in out
    assert os.strerror(number) not in out


def test_debug_names_a_log_also_for_what_is_not_our_mistake(capsys):
    assert ends(raising(PermissionError(errno.EACCES, "denied", "甲.docx")), debug=True) == Exit.UNREADABLE
    log = Path(re.search(r"日志文件：(\S+)", capsys.readouterr().err)[1])
    assert "PermissionError" in log.read_text("utf-8")
    log.unlink()


def test_ctrl_c_ends_with_130_and_one_line(capsys):
    assert ends(raising(KeyboardInterrupt())) == Exit.INTERRUPTED
    assert capsys.readouterr().err == "\n已中断；没有写到一半的文件。\n"


def test_a_closed_pipe_keeps_the_result_of_the_run():
    def show(_):
        raise BrokenPipeError

    assert ends(lambda: Report((finding("LX-A007"),), show=show)) == Exit.FINDINGS
    assert ends(lambda: Report(show=show, exit=Exit.INTEGRITY)) == Exit.INTEGRITY


def test_a_reader_that_leaves_early_causes_no_complaint(tmp_path):
    first = subprocess.Popen(
        [*PROCESS, "--help"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
    )
    first.stdout.close()
    assert first.stderr.read() == b""
    first.stderr.close()
    assert first.wait(60) == 0


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_run_without_screen_ends_like_any_other(closed, tmp_path):
    # A service or a window program on Windows has no standard streams at all.
    line = " ".join(shlex.quote(word) for word in [*PROCESS, "verify", "没有的文件夹"])
    ended = subprocess.run(f"{line} {closed}", shell=True, cwd=tmp_path, capture_output=True, timeout=60)
    assert ended.returncode == Exit.UNREADABLE
    assert b"Traceback" not in ended.stdout + ended.stderr


def test_json_carries_findings_and_the_exit_code_of_a_refusal(capsys):
    assert ends(raising(Refused([finding("LX-A007")])), json=True) == Exit.FINDINGS
    answer = json.loads(capsys.readouterr().out)
    assert answer["exit"] == 1 and answer["findings"][0]["code"] == "LX-A007"


def test_quiet_prints_errors_only_and_on_standard_error(capsys):
    report = Report((finding("LX-A108"), finding("LX-A007")), show=lambda c: c.line("结果"), next=("calc",))
    assert ends(lambda: report, quiet=True) == Exit.FINDINGS
    out, err = capsys.readouterr()
    assert out == ""
    assert "LX-A007" in err and "LX-A108" not in err


def test_an_unreadable_file_weighs_more_than_other_errors():
    assert exit_for([finding("LX-A007"), finding("LX-A002", reason="")]) == Exit.UNREADABLE
    assert exit_for([finding("LX-A109", days=1)]) == Exit.FINE


def test_the_second_name_of_a_failed_rename_is_the_place():
    error = OSError(errno.EACCES, "denied", ".lx-1.tmp", None, "函.docx")
    assert os_finding(error).where.file == "函.docx"


def test_what_breaks_while_printing_is_our_mistake_too(capsys):
    def show(_):
        raise KeyError("running")

    assert ends(lambda: Report(show=show)) == Exit.BUG
    out, err = capsys.readouterr()
    assert "LX-A105" in out and "Traceback" not in out + err


def test_a_verb_that_cannot_even_be_loaded_leaves_a_log_and_no_traceback(capsys, monkeypatch):
    from lexcollect.cli import main

    monkeypatch.setitem(main.group.table, "calc", "lexcollect.cli.no_such_module")
    assert main.main(["calc"]) == Exit.BUG
    out, err = capsys.readouterr()
    assert "LX-A105" in err and "Traceback" not in out + err
