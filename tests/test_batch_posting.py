"""What of a ledger runs out, and what became of letters that were posted (台账期限、寄送状态)."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ledger_rows import AS_OF, CREDITOR, ledger, row
from lexcollect.findings import Refused
from lexcollect.ledgers import batches, manifest
from lexcollect.ledgers.agenda import due_of
from lexcollect.ledgers.agenda_files import calendar_of, csv_of
from lexcollect.ledgers.beside import write_table
from lexcollect.ledgers.creditor import profile_in
from lexcollect.ledgers.debtors import choose
from lexcollect.ledgers.letters import Setting, with_law
from lexcollect.ledgers.returned import Returned, status_of
from lexcollect.ledgers.row import Action, Issue, LedgerRow, Limitation, LimitationState, Method
from lexcollect.ledgers.sending import SHEET
from lexcollect.ledgers.status_files import csv_of as status_csv
from lexcollect.ledgers.status_files import workbook_of
from lexcollect.ledgers.tracking import Stage
from sheet_kit import Sheets

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
POSTED = date(2026, 11, 10)


def ends(number: int, in_days: int, **more: Any) -> LedgerRow:
    state = LimitationState.EXPIRED if in_days < 0 else LimitationState.OK
    return row(number, contract=f"C{number}", limitation=Limitation(state, expiry=AS_OF + timedelta(in_days)), **more)


# --- what runs out ------------------------------------------------------------------------------------------


def test_what_ends_stands_by_day_and_the_bands_count_every_row_and_the_ready_ones() -> None:
    """Ends in 30 days are soon, in 31 to 90 later, yesterday's are over; a sued debt counts and is not ready."""
    due = due_of(
        ledger(
            ends(4, 40),
            ends(5, 30),
            ends(6, 0, action=Action.REVIEW_STATUS),
            ends(7, -1, action=Action.REVIEW_EXPIRED),
            ends(8, 91),
            row(9, limitation=Limitation()),
        )
    )
    assert [one.row.number for one in due.within] == [6, 5]
    assert due.soon == (2, 1)
    assert due.later == (1, 1)
    assert (due.over, due.unknown, due.running) == (1, 1, 4)


def test_a_telephone_call_alone_is_marked_for_a_written_demand() -> None:
    """A call without a recording shows no arrival (诉讼时效规定 8): the day stays, and a letter will do."""
    call = (Issue("LX-G075", params=(("method", "电话"),)),)
    due = due_of(
        ledger(
            ends(4, 10, method=Method.CALL, demand=date(2026, 5, 1), issues=call),
            ends(5, 12, method=Method.POST),
            ends(6, 13, action=Action.SKIP_CLOSED, issues=call),
        )
    )
    assert [one.weak for one in due.within] == [True, False, True]
    lines = csv_of(due).split("\r\n")
    assert "补一份书面催告即可" in lines[1]
    assert "已结清，不用催告" in lines[3]
    assert due.weak == 2


def test_what_ends_within_three_days_is_not_left_to_the_post() -> None:
    """A demand interrupts when it arrives (诉讼时效规定 8), a complaint when it is handed in (10)."""
    lines = csv_of(due_of(ledger(ends(4, 3), ends(5, 4)))).split("\r\n")
    assert "邮寄可能来不及" in lines[1]
    assert "邮寄可能来不及" not in lines[2]


def test_the_calendar_has_one_entry_a_day_on_the_last_working_day() -> None:
    limit = Limitation(LimitationState.OK, expiry=date(2026, 12, 6), act_by=date(2026, 12, 4))
    text, count = calendar_of(due_of(ledger(row(4, limitation=limit), row(5, limitation=limit))), "台账.xlsx", "1")
    assert count == 1
    assert "DTSTART;VALUE=DATE:20261204" in text
    assert text.count("BEGIN:VEVENT") == 1
    assert text.count("BEGIN:VALARM") == 3
    again, _ = calendar_of(due_of(ledger(row(4, limitation=limit), row(5, limitation=limit))), "台账.xlsx", "1")
    assert again == text


def test_a_table_is_never_written_over_the_ledger_or_another_mans_file(tmp_path: Path) -> None:
    given = tmp_path / "台账.xlsx"
    given.write_bytes(b"PK the ledger")
    other = tmp_path / "别人.csv"
    other.write_text("甲,乙\n", "utf-8")
    for place in (given, other):
        before = place.read_bytes()
        with pytest.raises(Refused):
            write_table(place, b"new", given)
        assert place.read_bytes() == before
    ours = tmp_path / "期限.csv"
    data = csv_of(due_of(ledger(ends(4, 3)))).encode("utf-8-sig")
    write_table(ours, data, given)
    write_table(ours, data, given)
    assert ours.read_bytes() == data


# --- letters on their way -----------------------------------------------------------------------------------


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """Return the list of three letters as it was written."""
    profile, _ = profile_in(CREDITOR.encode(), "债权人.yaml")
    assert profile is not None
    rows = [
        row(4, contract="A"),
        row(5, contract="B", name="济南市恒丰样例商贸有限公司", ident="91370102FAKE97986M"),
        row(6, contract="C", name="成都市恒远样例有限公司", ident="91120105FAKE60729W"),
    ]
    setting = with_law(Setting("demand", profile, AS_OF), tmp_path)
    out = batches.write(batches.Work(tmp_path / "文书", "催款函", "台账.xlsx", setting, choose(rows, AS_OF), NOW))
    assert out.folder is not None
    return out.folder / manifest.SENDING


def fill(path: Path, id: str, **cells: Any) -> None:
    sheets = Sheets(path)
    sheets.put(SHEET, id, **cells)
    sheets.save()


def ids(path: Path) -> list[str]:
    return Sheets(path).ids(SHEET)


def read(path: Path, as_of: date = AS_OF, results: Path | None = None) -> Returned:
    return status_of(path.parent.parent.parent, path, as_of, results)


def stages(found: Returned) -> dict[str, Stage]:
    return {one.entry.contracts[0]: one.stage for one in found.status.letters}


def test_a_list_as_it_was_written_has_no_number_yet(sent: Path) -> None:
    found = read(sent)
    assert set(stages(found).values()) == {Stage.UNPOSTED}
    assert not found.findings


@pytest.mark.parametrize(
    ("as_of", "stage", "by"),
    [
        (date(2026, 11, 10), Stage.ON_ITS_WAY, date(2026, 11, 13)),
        (date(2026, 11, 12), Stage.ON_ITS_WAY, date(2026, 11, 13)),
        (date(2026, 11, 13), Stage.SAVE_PAGE, date(2026, 11, 17)),
        (date(2026, 11, 16), Stage.SAVE_PAGE, date(2026, 11, 17)),
        (date(2026, 11, 17), Stage.OVERDUE, date(2026, 11, 17)),
    ],
)
def test_three_and_seven_days_after_posting(sent: Path, as_of: date, stage: Stage, by: date) -> None:
    """Posted on 10 November: the tracking page is saved on the 13th, and again on the 17th."""
    fill(sent, ids(sent)[0], 运单号="EA102030405CN", 寄出日期="2026-11-10")
    first = read(sent, as_of).status.letters[0]
    assert first.stage is stage
    assert first.by == by


def test_an_arrival_may_go_back_into_the_ledger_and_a_return_may_not(sent: Path) -> None:
    """Delivered on 12 November: a demand that arrived (民法典 195); a letter that came back is none."""
    first, second, third = ids(sent)
    day = "签收/退回日期"
    fill(sent, first, 运单号="EA102030405CN", 寄出日期="2026.11.10", 结果="已签收", **{day: "2026年11月12日"})
    held = {day: datetime(2026, 11, 15)}  # noqa: DTZ001 - as a spreadsheet program holds a day
    fill(sent, second, 运单号="SF1234567890", 寄出日期="2026-11-10", 结果="退回", **held)
    fill(sent, third, 运单号="SF1234567891", 寄出日期="2026-11-10", 结果="拒收")
    found = read(sent)
    assert stages(found) == {"A": Stage.DELIVERED, "B": Stage.RETURNED, "C": Stage.REFUSED}
    table = list(csv.DictReader(io.StringIO(status_csv(found.status))))
    assert [line["回填：最近催收日期"] for line in table] == ["2026-11-12", "", ""]
    assert workbook_of(found.status, "x", found.sha256) == workbook_of(found.status, "x", found.sha256)


def test_the_carriers_table_is_joined_by_number(sent: Path, tmp_path: Path) -> None:
    fill(sent, ids(sent)[0], 运单号="sf 1234567890")
    results = tmp_path / "物流.csv"
    results.write_bytes(
        "快递单号,物流状态,揽收时间,签收时间\r\nSF1234567890,已签收,2026-11-10 08:00,2026-11-12 10:01:02\r\n".encode(
            "gbk"
        )
    )
    first = read(sent, results=results).status.letters[0]
    assert (first.stage, first.posted, first.arrived) == (Stage.DELIVERED, POSTED, date(2026, 11, 12))


def test_a_table_without_numbers_is_refused(sent: Path, tmp_path: Path) -> None:
    results = tmp_path / "汇总.csv"
    results.write_text("省份,件数\n山东,3\n", "utf-8")
    with pytest.raises(Refused) as stopped:
        read(sent, results=results)
    assert stopped.value.findings[0].code == "LX-G158"


def test_sorted_shortened_and_copied_rows_are_understood_or_told(sent: Path) -> None:
    """Rows are known by hidden ids: one deleted, one copied twice, one from another list."""
    sheets = Sheets(sent)
    first, second, third = ids(sent)
    sheets.put(SHEET, second, 运单号="SF1")
    sheets.delete(SHEET, third)
    sheet = sheets.book[SHEET]
    rows = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=6, max_row=7)]
    for at, values in enumerate((rows[1], rows[0], rows[1], [*rows[0][:-1], "deadbeef"]), 6):
        for column, value in enumerate(values, 1):
            sheet.cell(at, column).value = value
    sheets.save()
    found = read(sent)
    assert [one.waybill for one in found.status.letters] == ["", "SF1", ""]
    assert sorted({one.code for one in found.findings}) == ["LX-G150", "LX-G151", "LX-G152"]
    assert len(found.status.letters) == 3
    assert first != third


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"运单号": "EA102030406CN", "寄出日期": "2026-11-10"}, "LX-G153"),
        ({"运单号": "SF1", "寄出日期": "2026-11-12", "签收/退回日期": "2026-11-10"}, "LX-G154"),
        ({"运单号": "SF1", "寄出日期": "2027-01-01"}, "LX-G154"),
        ({"签收/退回日期": "2026-11-10", "结果": "已签收"}, "LX-G154"),
        ({"运单号": "SF1", "寄出日期": "上周五"}, "LX-G155"),
        ({"收件地址": "别处1号"}, "LX-G156"),
    ],
)
def test_what_cannot_be_is_told_at_its_row(sent: Path, cells: dict[str, Any], code: str) -> None:
    fill(sent, ids(sent)[1], **cells)
    found = read(sent)
    assert [one.code for one in found.findings] == [code]
    assert found.findings[0].where.cell.endswith("7")


def test_one_number_at_two_letters_is_an_error(sent: Path) -> None:
    for id in ids(sent)[:2]:
        fill(sent, id, 运单号="SF77", 寄出日期="2026-11-10")
    assert [one.code for one in read(sent).findings] == ["LX-G157"]


def test_a_list_that_was_taken_elsewhere_finds_its_batch_by_its_memory(sent: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "桌面" / "我的清单.xlsx"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(sent.read_bytes())
    assert len(status_of(tmp_path / "文书", elsewhere, AS_OF).status.letters) == 3
    with pytest.raises(Refused) as stopped:
        status_of(tmp_path / "桌面", elsewhere, AS_OF)
    assert stopped.value.findings[0].code == "LX-G160"


def test_another_workbook_is_refused(sent: Path, tmp_path: Path) -> None:
    other = tmp_path / "x.xlsx"
    other.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(Refused):
        status_of(tmp_path, other, AS_OF)


def test_reading_changes_nothing(sent: Path) -> None:
    before = sent.read_bytes()
    read(sent)
    assert sent.read_bytes() == before
