"""``law update --holidays``: the yearly notice is checked, written, and last days roll by it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_kit import CONTRACT, PARTIES, debt
from lexcollect.cli.clicktext import hand_over
from lexcollect.cli.law_update import command
from lexcollect.findings import has_errors
from lexcollect.law.calendar import shipped_calendar
from lexcollect.law.holiday_update import MAX_BYTES, update_holidays
from lexcollect.matter.answering import answer
from lexcollect.matter.holidays import OWN_HOLIDAYS, calendar_in_use
from lexcollect.matter.sums.period import counted

#: As a notice for 2027 might run: statutory days, days moved, days worked instead.
NOTICE = """date,type,name
2027-01-01~2027-01-03,off,元旦
2027-02-05~2027-02-11,off,春节
2027-02-20,work,春节
2027-04-03至2027-04-05,放假,清明节
2027-05-01~2027-05-05,off,劳动节
2027-05-08,上班,劳动节
2027-06-09,off,端午节
2027-09-15,off,中秋节
2027-09-26,work,国庆节
2027-10-01~2027-10-07,off,国庆节
"""


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "config"
    monkeypatch.setenv("LEXCOLLECT_CONFIG", str(folder))
    return folder


def table(tmp_path: Path, content: str | bytes, name: str = "2027.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def run(*words: str) -> int:
    hand_over()
    if "--as-of" not in words:
        words = (*words, "--as-of", "2026-11-29")
    code: int = command.main(list(words), prog_name="lexcollect law update", standalone_mode=False)
    return code


def document(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    capsys.readouterr()
    run(*words, "--json")
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def found(tmp_path: Path, content: str | bytes, today: date | None = None) -> list[str]:
    return [f.code for f in update_holidays(table(tmp_path, content), today=today)[1]]


def test_a_week_off_by_notice_moves_a_last_day_that_the_statute_alone_does_not(tmp_path: Path) -> None:
    """Seven days from 2027-09-29 end on Wednesday 2027-10-06: a working day by statute, off by the notice."""
    before = counted(date(2027, 9, 29), 7, "day").answer.value
    assert (before.last_day, before.provisional) == (date(2027, 10, 6), True)
    assert run("--holidays", str(table(tmp_path, NOTICE))) == 0
    after = counted(date(2027, 9, 29), 7, "day").answer.value
    assert (after.nominal, after.last_day, after.act_by) == (date(2027, 10, 6), date(2027, 10, 8), date(2027, 9, 30))
    assert not after.provisional


def test_a_saturday_worked_instead_is_a_last_day(tmp_path: Path) -> None:
    """民法典 203: 2027-05-08 is a Saturday that the notice makes a working day."""
    assert counted(date(2027, 5, 1), 7, "day").answer.value.last_day == date(2027, 5, 10)
    assert run("--holidays", str(table(tmp_path, NOTICE))) == 0
    assert counted(date(2027, 5, 1), 7, "day").answer.value.last_day == date(2027, 5, 8)


def test_the_limitation_of_a_matter_rolls_by_it(tmp_path: Path) -> None:
    """民法典 188, 203: a price due 2024-10-05 is barred after three years, in the middle of the week off of 2027."""
    folder = tmp_path / "案"
    folder.mkdir()
    tree = {
        "schema": "lexcollect/case/1",
        "matter": "假期",
        "parties": PARTIES,
        "contracts": [CONTRACT],
        "obligations": [debt(due="2024-10-05")],
    }
    (folder / "案件.yaml").write_text(json.dumps(tree, ensure_ascii=False, indent=1), "utf-8")

    def last_day() -> date:
        (found,) = [d for d in answer(folder, date(2026, 11, 21)).deadlines if d.rule == "limitation.general"]
        assert found.period is not None
        return found.period.last_day

    assert last_day() == date(2027, 10, 5)
    assert run("--holidays", str(table(tmp_path, NOTICE))) == 0
    assert last_day() == date(2027, 10, 8)


def test_every_day_of_a_span_is_taken_and_the_table_can_be_read_again(tmp_path: Path, config: Path) -> None:
    assert run("--holidays", str(table(tmp_path, NOTICE))) == 0
    calendar, findings = calendar_in_use()
    assert findings == [] and calendar.data_through == date(2027, 12, 31)
    week = [date(2027, 2, 5) + timedelta(days=n) for n in range(7)]
    assert not any(calendar.is_working(day) for day in week) and calendar.is_working(date(2027, 2, 12))
    assert (config / OWN_HOLIDAYS).read_text("utf-8-sig").startswith("date,type,name\n2027-01-01,off,元旦\n2027-01-02")


def test_checking_writes_nothing_and_the_same_notice_again_changes_nothing(
    tmp_path: Path, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(table(tmp_path, NOTICE))
    assert document(capsys, "--holidays", path, "--check")["written"] is False
    assert not (config / OWN_HOLIDAYS).exists()
    first = document(capsys, "--holidays", path)
    assert (first["added"], first["known_after"], first["written"]) == ([2027], "2027-12-31", True)
    assert document(capsys, "--holidays", path)["written"] is False


def test_the_screen_counts_days_off_and_names_the_days_worked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--holidays", str(table(tmp_path, NOTICE))) == 0
    out = capsys.readouterr().out
    assert "放假 27 天" in out and "2027-02-20、2027-05-08、2027-09-26" in out and "2026-12-31 → 2027-12-31" in out


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("2027-10-01~2027-10-07", "2027-10-02~2027-10-07", ["LX-L621"]),  # 国庆 left out
        ("2027-09-15,off,中秋节\n", "", ["LX-L621"]),
        ("2027-02-20,work", "2027-02-22,work", ["LX-L620"]),  # a Monday
        ("2027-05-08,上班", "2027-05-08,加班", ["LX-L616"]),
        ("2027-02-05~2027-02-11", "2027-02-11~2027-02-05", ["LX-L616"]),
        ("2027-02-05~2027-02-11", "2027-02-05~2027-12-11", ["LX-L616"]),
        ("2027-02-20,work,春节\n2027-04-03", "2027-02-11,work,春节\n2027-04-03", ["LX-L617"]),  # a day twice
        ("2027-01-01~2027-01-03,off", "2027-01-02~2027-01-03,off", ["LX-L618"]),  # no New Year's Day: of which year?
        ("2027-01-01~", "2026-10-08,off,x\n2027-01-01~", ["LX-L619"]),  # a working day of the notice on file
        ("date,type,name", "日子,备注", ["LX-L615"]),
    ],
)
def test_a_notice_that_is_not_whole_or_not_right_is_refused(
    tmp_path: Path, old: str, new: str, codes: list[str]
) -> None:
    assert old in NOTICE
    assert found(tmp_path, NOTICE.replace(old, new, 1)) == codes
    assert update_holidays(tmp_path / "2027.csv")[0] is None


def test_a_notice_saved_by_a_chinese_spreadsheet_is_read(tmp_path: Path) -> None:
    written = (
        NOTICE.replace("date,type,name", "日期,类型,名称").replace("\n", "\r\n").replace("2027-09-15", "2027/9/15")
    )
    assert found(tmp_path, written.encode("gb18030")) == []


def test_the_last_days_of_december_may_belong_to_the_next_notice(tmp_path: Path) -> None:
    """As in the notice for 2007: 2006-12-30 was worked for New Year."""
    written = NOTICE.replace("2027-01-01~", "2026-12-26,work,元旦\n2027-01-01~")
    notice, findings = update_holidays(table(tmp_path, written))
    assert findings == [] and notice is not None
    assert notice.calendar.is_working(date(2026, 12, 26)) and not shipped_calendar().is_working(date(2026, 12, 26))
    assert "2026-12-26,work" in notice.text()


@pytest.mark.parametrize(("today", "codes"), [(date(2026, 1, 1), []), (date(2025, 12, 31), ["LX-L623"])])
def test_no_notice_is_out_more_than_a_year_before(tmp_path: Path, today: date, codes: list[str]) -> None:
    assert found(tmp_path, NOTICE, today) == codes


def test_a_year_between_may_not_be_missing(tmp_path: Path) -> None:
    later = "date,type\n" + "".join(f"{day},off\n" for day in shipped_calendar().statutory(2028))
    assert found(tmp_path, later) == ["LX-L622"]
    first = "".join(f"{day},off\n" for day in shipped_calendar().statutory(2027))
    assert found(tmp_path, later.replace("type\n", "type\n" + first)) == []


def test_the_next_year_joins_the_one_taken_in_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--holidays", str(table(tmp_path, NOTICE))) == 0
    later = "date,type\n" + "".join(f"{day},off\n" for day in shipped_calendar().statutory(2028))
    told = document(capsys, "--holidays", str(table(tmp_path, later, "2028.csv")), "--as-of", "2027-12-01")
    assert (told["years"], told["known_after"]) == ([2027, 2028], "2028-12-31")
    assert not calendar_in_use()[0].is_working(date(2027, 10, 6))


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"a,b\n1,2\n", b"date,type\n", b"date,type\n" + b"x" * MAX_BYTES]
)
def test_files_that_are_no_notice_are_refused(tmp_path: Path, content: bytes) -> None:
    assert found(tmp_path, content) in (["LX-L615"], ["LX-L614"])
    assert [f.code for f in update_holidays(tmp_path)[1]] == ["LX-A002"]


@given(st.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_bytes_end_in_a_notice_or_an_error(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("notice") / "n.csv"
    path.write_bytes(b"date,type\n" + content)
    notice, findings = update_holidays(path)
    assert (notice is None) == has_errors(findings)


def test_a_local_table_that_was_tampered_with_stops_the_counting_and_is_replaced(
    tmp_path: Path, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.mkdir()
    (config / OWN_HOLIDAYS).write_text("date,type\n2027-01-01,off\n", "utf-8")
    assert [f.code for f in calendar_in_use()[1]] == ["LX-L621"]
    told = document(capsys, "--holidays", str(table(tmp_path, NOTICE)))
    assert [f["code"] for f in told["findings"]] == ["LX-L625"] and told["written"] is True
    assert calendar_in_use()[1] == []


def test_a_table_of_another_kind_is_not_replaced(tmp_path: Path, config: Path) -> None:
    config.mkdir()
    (config / OWN_HOLIDAYS).write_text("姓名,电话\n", "utf-8")
    assert run("--holidays", str(table(tmp_path, NOTICE))) == 1
    assert (config / OWN_HOLIDAYS).read_text("utf-8") == "姓名,电话\n"


def test_a_notice_is_for_no_single_matter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = document(capsys, "--holidays", str(table(tmp_path, NOTICE)), str(tmp_path))
    assert [f["code"] for f in told["findings"]] == ["LX-L629"]
