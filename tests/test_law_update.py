"""``law update``: newer LPR rows, from a table or typed, are checked, compared, written, and named where used."""

from __future__ import annotations

import json
import shutil
from datetime import date
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexcollect.cli.clicktext import hand_over
from lexcollect.cli.law_update import command
from lexcollect.findings import has_errors
from lexcollect.law.rate_update import MAX_BYTES, update_rates
from lexcollect.layout import RATES
from lexcollect.matter.rates import OWN_TABLE, rates_in_use
from steel import CASE_FILE

HEAD = "date,1y,5y,source\n"
NEW = "2026-10-20,2.90,3.40,同业拆借中心2026年10月公告\n2026-11-20,2.90,3.40,同业拆借中心2026年11月公告\n"


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "config"
    monkeypatch.setenv("LEXCOLLECT_CONFIG", str(folder))
    return folder


def table(tmp_path: Path, content: str, name: str = "lpr-2026.csv") -> Path:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    return path


def found(tmp_path: Path, content: str) -> list[str]:
    return [f.code for f in update_rates(table(tmp_path, content))[1]]


def run(*words: str) -> int:
    hand_over()
    if "--as-of" not in words:
        words = (*words, "--as-of", "2026-11-29")
    code: int = command.main(list(words), prog_name="lexcollect law update", standalone_mode=False)
    return code


def test_new_publications_extend_what_is_known(tmp_path: Path) -> None:
    difference, findings = update_rates(table(tmp_path, HEAD + NEW))
    assert findings == []
    assert difference is not None
    assert [one.row.day for one in difference.added] == [date(2026, 10, 20), date(2026, 11, 20)]
    assert (difference.known_before, difference.known_after) == (date(2026, 10, 19), date(2026, 12, 20))
    assert difference.missing == date(2026, 12, 21)
    quote = difference.rates.lpr(date(2026, 11, 21))
    assert (quote.rate, quote.published) == (D("2.90"), date(2026, 11, 20))
    assert "lpr-2026.csv" in difference.rates.series("lpr_1y").line().source
    assert "同业拆借中心2026年10月公告" in difference.source


@pytest.mark.parametrize(
    "head",
    [
        "日期,一年期,五年期以上,来源\n",
        "公布日期,1年期,5年期以上\n",
        "date,lpr_1y,lpr_5y\n",
        "﻿Date, 1Y ,5Y\n",
        "# 说明\n\ndate,1y,5y\n",
    ],
)
def test_the_heads_people_write(tmp_path: Path, head: str) -> None:
    assert found(tmp_path, head + "2026年10月20日,2.90%,3.4\n") == []


def test_a_table_saved_by_a_chinese_spreadsheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "gbk.csv"
    path.write_bytes("日期,一年期,五年期以上,来源\r\n2026/10/20,2.90,3.40,公告\r\n".encode("gb18030"))
    difference, findings = update_rates(path)
    assert findings == [] and difference is not None
    assert difference.added[0].source == "公告"


def test_the_whole_history_may_be_given_and_is_compared(tmp_path: Path) -> None:
    difference, findings = update_rates(table(tmp_path, HEAD + "2026-08-20,3.0,3.5,\n2026-09-20,3.00,3.50,\n" + NEW))
    assert findings == [] and difference is not None
    assert (difference.repeated, len(difference.added)) == (2, 2)


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ("2026-09-20,3.05,3.50,\n" + NEW, ["LX-M134"]),  # contradicts the shipped table
        ("2023-01-01,3.00,3.50,\n" + NEW, ["LX-M135"]),  # a day on which nothing was published
        ("2026-11-20,2.90,3.40,\n", ["LX-M131"]),  # October is missing
        ("2026-10-21,2.90,3.40,\n", ["LX-M131"]),  # no publication day
        ("2026-10-20,2.90,3.40,\n2026-11-23,2.90,3.40,\n", ["LX-M131"]),
        ("2026-10-20,290,340,\n", ["LX-M131", "LX-M132"]),  # no percent a year
        ("2026-10-20,0,3.4,\n", ["LX-M131", "LX-M132"]),
        ("2026-10-20,2.90,3.40,\n2026-10-20,2.80,3.40,\n", ["LX-M133", "LX-M131"]),  # twice
        ("2026-11-20,2.90,3.40,\n2026-10-20,2.90,3.40,\n", ["LX-M133", "LX-M131", "LX-M131"]),  # out of order
        ("2026-10-20,三,3.40,\n", ["LX-M130"]),
        ("2026-10-20\n", ["LX-M130"]),
        ("20/10/2026,2.9,3.4,\n", ["LX-M130"]),
        ("2026-10-20,-2.9,3.4,\n", ["LX-M130"]),
        ("2026-10-20,2.9e1,3.4,\n", ["LX-M130"]),
        ("", ["LX-M137"]),
    ],
)
def test_rows_that_do_not_fit_are_refused(tmp_path: Path, rows: str, codes: list[str]) -> None:
    assert found(tmp_path, HEAD + rows) == codes
    assert update_rates(table(tmp_path, HEAD + rows))[0] is None


def test_a_large_move_is_only_warned_about(tmp_path: Path) -> None:
    difference, findings = update_rates(table(tmp_path, HEAD + "2026-10-20,2.40,2.90,\n"))
    assert [f.code for f in findings] == ["LX-M132"]
    assert difference is not None


def test_the_line_of_every_slip_is_named(tmp_path: Path) -> None:
    _, findings = update_rates(table(tmp_path, "# 我的表\n" + HEAD + "\n2026-10-20,x,3.4\n2026-11-20,y,3.4\n"))
    assert [f.where.line for f in findings] == [4, 5]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "LX-M137"),
        (b"\x00\x01\x02", "LX-M138"),
        (b"a,b,c\n1,2,3\n", "LX-M138"),
        (b"\xff\xfe\xff", "LX-M130"),
        (b"date,1y,5y\n" + b"x" * MAX_BYTES, "LX-M136"),
    ],
)
def test_files_that_are_no_table_are_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    assert [f.code for f in update_rates(path)[1]] == [code]
    assert [f.code for f in update_rates(tmp_path)[1]] == ["LX-A002"]
    assert [f.code for f in update_rates(tmp_path / "none.csv")[1]] == ["LX-A002"]


@given(st.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_bytes_end_in_a_difference_or_an_error(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("table") / "t.csv"
    path.write_bytes(b"date,1y,5y\n" + content)
    difference, findings = update_rates(path)
    assert (difference is None) == has_errors(findings)


def test_it_is_written_for_every_calculation_and_used_from_then_on(
    tmp_path: Path, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(table(tmp_path, HEAD + NEW))
    assert run("--rates", path, "--check") == 0
    assert not (config / OWN_TABLE).exists()
    assert run("--rates", path) == 0
    screen = capsys.readouterr().out
    assert "+ 2026-10-20　1Y 2.90%　5Y 3.40%" in screen and "2026-10-19 → 2026-12-20" in screen
    rates, findings = rates_in_use()
    assert findings == []
    assert rates.lpr(date(2026, 11, 21)).rate == D("2.90")
    assert run("--rates", path, "--json") == 0
    assert json.loads(capsys.readouterr().out)["written"] is False  # the same table again changes nothing


def test_a_table_of_one_matter_goes_before_the_common_one(
    tmp_path: Path, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    matter = tmp_path / "matter"
    matter.mkdir()
    shutil.copyfile(CASE_FILE, matter / "案件.yaml")
    assert run("--rates", str(table(tmp_path, HEAD + "2026-10-20,2.80,3.30,本案\n"))) == 0
    assert run("--rates", str(table(tmp_path, HEAD + NEW)), str(matter)) == 0
    assert (matter / RATES).is_file() and (config / OWN_TABLE).is_file()
    assert rates_in_use(matter)[0].lpr(date(2026, 10, 25)).rate == D("2.90")
    assert rates_in_use(tmp_path)[0].lpr(date(2026, 10, 25)).rate == D("2.80")
    assert RATES in rates_in_use(matter)[0].series("lpr_1y").source


def test_month_by_month_the_local_table_grows_and_a_slip_can_be_corrected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--rates", str(table(tmp_path, HEAD + "2026-10-20,2.80,3.40,十月\n"))) == 0
    assert run("--rates", str(table(tmp_path, HEAD + "2026-11-20,2.90,3.40,十一月\n"))) == 0
    assert "= 2026-10-20" in capsys.readouterr().out
    assert run("--rates", str(table(tmp_path, HEAD + "2026-10-20,2.90,3.40,十月更正\n"))) == 0
    screen = capsys.readouterr().out
    assert "+ 2026-10-20" in screen and "= 2026-11-20" in screen
    rates, findings = rates_in_use()
    assert findings == []
    assert [rates.lpr(day).rate for day in (date(2026, 10, 21), date(2026, 11, 21))] == [D("2.90"), D("2.90")]
    assert "十月更正；十一月" in rates.series("lpr_1y").source


def test_a_broken_local_table_is_replaced_and_that_is_said(
    tmp_path: Path, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.mkdir()
    (config / OWN_TABLE).write_text(HEAD + "broken", "utf-8")
    assert run("--rates", str(table(tmp_path, HEAD + NEW))) == 0
    assert "LX-M139" in capsys.readouterr().out
    assert rates_in_use()[1] == []


@pytest.mark.parametrize("content", ["broken", "姓名,电话\n张三,139\n", ""], ids=["words", "another table", "nothing"])
def test_what_is_no_table_of_rates_is_not_replaced_by_one(
    tmp_path: Path, config: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    config.mkdir()
    (config / OWN_TABLE).write_text(content, "utf-8")
    assert run("--rates", str(table(tmp_path, HEAD + NEW))) == 1
    assert "LX-A128" in capsys.readouterr().out
    assert (config / OWN_TABLE).read_text("utf-8") == content


def test_a_local_table_that_was_tampered_with_stops_the_calculation(config: Path) -> None:
    config.mkdir()
    (config / OWN_TABLE).write_text(HEAD + "2026-09-20,2.00,2.50,\n", "utf-8")
    _, findings = rates_in_use()
    assert [f.code for f in findings] == ["LX-M134"]


def test_a_table_that_adds_nothing_writes_nothing_and_leaves_no_mark(tmp_path: Path, config: Path) -> None:
    path = table(tmp_path, HEAD + "2026-09-20,3.00,3.50,\n")
    assert run("--rates", str(path)) == 0
    assert not (config / OWN_TABLE).exists()
    assert rates_in_use(own=path)[0].series("lpr_1y").source == ""


def test_a_refused_table_is_not_written(tmp_path: Path, config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--rates", str(table(tmp_path, HEAD + "2026-11-20,2.90,3.40,\n"))) == 1
    assert "2026-10-20" in capsys.readouterr().out
    assert not (config / OWN_TABLE).exists()


def test_formulas_in_the_source_column_are_kept_as_harmless_text(tmp_path: Path) -> None:
    difference, _ = update_rates(table(tmp_path, HEAD + "2026-10-20,2.9,3.4,=cmd|'/c calc'!A0\n"))
    assert difference is not None
    assert not any(
        cell.startswith(("=", "+", "-", "@")) for line in difference.text().splitlines() for cell in line.split(",")
    )


def test_the_command_stands_by_itself() -> None:
    assert isinstance(command, click.Command)
    assert command.name == "law update"


# --- rows typed one by one ---


def document(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    capsys.readouterr()
    run(*words, "--json")
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def codes(found: dict[str, Any]) -> list[str]:
    return [f["code"] for f in found["findings"]]


def test_single_publications_are_typed_and_used(capsys: pytest.CaptureFixture[str]) -> None:
    rows = ("--add", "2026-10-20", "2.90", "3.40", "--add", "2026年11月20日", "2.80%", "3.3")
    found = document(capsys, *rows, "--source", "同业拆借中心公告")
    assert [(one["date"], one["lpr_1y"]) for one in found["added"]] == [("2026-10-20", "2.90"), ("2026-11-20", "2.80")]
    assert found["known_after"] == "2026-12-20" and found["written"] is True
    rates, findings = rates_in_use()
    assert findings == [] and rates.lpr(date(2026, 11, 21)).rate == D("2.80")
    assert "同业拆借中心公告" in rates.series("lpr_1y").source


def test_a_typed_row_joins_the_rows_taken_in_before(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--add", "2026-10-20", "2.90", "3.40") == 0
    assert document(capsys, "--add", "2026-11-20", "2.90", "3.40")["kept"] == 1
    assert rates_in_use()[0].series("lpr_1y").data_through == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["2026-12-21 3.00 3.50"], ["LX-M160", "LX-M131"]),  # not published yet, and a gap before it
        (["2026-10-20 3.00 3.50", "2026-11-20 3.00 3.50", "2026-12-21 3.00 3.50"], ["LX-M160"]),
        (["2026-11-20 3.00 3.50", "2026-10-20 3.00 3.50"], ["LX-M133", "LX-M131", "LX-M131"]),  # out of order
        (["2026-10-20 3.00 3.50", "2026-10-20 3.00 3.50"], ["LX-M133", "LX-M131"]),  # twice
        (["2026-09-20 3.05 3.50"], ["LX-M134"]),  # contradicts the shipped table
        (["2026-10-21 3.00 3.50"], ["LX-M131"]),  # no publication day
        (["十月 3.00 3.50", "2026-11-20 三 3.50"], ["LX-M161", "LX-M161"]),
    ],
)
def test_typed_rows_that_do_not_fit_are_refused(
    config: Path, capsys: pytest.CaptureFixture[str], rows: list[str], expected: list[str]
) -> None:
    words = [word for row in rows for word in ("--add", *row.split())]
    assert codes(document(capsys, *words)) == expected
    assert not (config / OWN_TABLE).exists()


@pytest.mark.parametrize(("as_of", "expected"), [("2026-11-19", ["LX-M160"]), ("2026-11-20", [])])
def test_today_is_the_day_of_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], as_of: str, expected: list[str]
) -> None:
    path = str(table(tmp_path, HEAD + NEW))
    assert codes(document(capsys, "--rates", path, "--as-of", as_of)) == expected


@pytest.mark.parametrize("words", [[], ["--check"], ["--add", "2026-10-20", "3", "3.5", "--holidays", "x.csv"]])
def test_one_kind_of_data_at_a_time(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert codes(document(capsys, *words)) == ["LX-L628"]


def test_what_is_taken_into_a_matter_stands_in_its_journal(tmp_path: Path) -> None:
    matter = tmp_path / "matter"
    matter.mkdir()
    shutil.copyfile(CASE_FILE, matter / "案件.yaml")
    assert run("--add", "2026-10-20", "2.90", "3.40", str(matter)) == 0
    (entry,) = [json.loads(line) for line in (matter / "5-日志" / "journal.jsonl").read_text("utf-8").splitlines()]
    written = json.dumps(entry, ensure_ascii=False)
    assert RATES in written and "law update" in written
