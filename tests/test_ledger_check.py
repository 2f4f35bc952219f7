"""A retailer's ledger of 2,000 overdue debts (逾期台账), as such ledgers look: every row is accounted for.

What was planted in it stands in ``data/batch``: the values a reader must arrive at, and the rows of every slip.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml

from cli_run import ENGLISH_SENTENCE, typed
from ledger_kit import DATA, DAY, cells_of, edited
from lexcollect.ledgers.checking import Choices, check
from lexcollect.ledgers.result import write_result
from lexcollect.ledgers.row import Action, Ledger, LedgerRow

LEDGER = DATA / "receivables-2000.xlsx"
#: The names of the slips as planted → our findings.
CODES = {
    "due_text_dots": "LX-G001",
    "due_text_cn": "LX-G002",
    "due_fullwidth": "LX-G003",
    "due_int_yyyymmdd": "LX-G004",
    "due_excel_serial": "LX-G005",
    "due_two_digit_year": "LX-G006",
    "due_impossible": "LX-G007",
    "due_missing": "LX-G008",
    "due_before_sign": "LX-G009",
    "due_absurd_year": "LX-G010",
    "sign_text": "LX-G011",
    "amount_wan": "LX-G020",
    "amount_yuan": "LX-G021",
    "amount_text_comma": "LX-G022",
    "amount_fullwidth": "LX-G023",
    "amount_cn_upper": "LX-G024",
    "balance_text": "LX-G025",
    "amount_missing": "LX-G026",
    "amount_negative": "LX-G027",
    "amount_zero": "LX-G028",
    "amount_approximate": "LX-G029",
    "balance_mismatch": "LX-G031",
    "overpaid": "LX-G032",
    "closed_but_balance": "LX-G033",
    "same_contract_different_balance": "LX-G034",
    "ident_missing": "LX-G040",
    "ident_checksum": "LX-G041",
    "uscc_illegal_letter": "LX-G042",
    "old_registration_no_15": "LX-G043",
    "id_15_digits": "LX-G044",
    "ident_excel_float": "LX-G045",
    "ident_fullwidth": "LX-G046",
    "ident_spaces": "LX-G047",
    "ident_lowercase_x": "LX-G048",
    "kind_contradicts_ident": "LX-G049",
    "debtor_minor_at_signing": "LX-G050",
    "guarantor_id_missing": "LX-G052",
    "phone_dashes": "LX-G055",
    "phone_missing": "LX-G056",
    "phone_10_digits": "LX-G057",
    "phone_two": "LX-G058",
    "phone_number_cell": "LX-G059",
    "name_whitespace": "LX-G062",
    "name_inner_space": "LX-G063",
    "name_zero_width": "LX-G064",
    "name_halfwidth_brackets": "LX-G065",
    "name_plural": "LX-G066",
    "name_status_suffix": "LX-G067",
    "name_rare_character": "LX-G068",
    "duplicate_exact": "LX-G070",
    "duplicate_after_normalising": "LX-G071",
    "status_blank": "LX-G072",
    "status_synonym": "LX-G073",
    "demand_weak_phone": "LX-G075",
    "demand_after_expiry": "LX-G076",
}
#: Slips that the list names and the ledger does not hold: in both rows the number was replaced by that of a minor
#: afterwards, and the new one ends in a digit and has a right check digit.
NOT_IN_THE_LEDGER = {("ident_checksum", 1281), ("ident_lowercase_x", 1555)}


@cache
def ledger() -> Ledger:
    return check(LEDGER, DAY)


@cache
def expected() -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load((DATA / "expected-issues.yaml").read_text("utf-8"))
    return found


def truth() -> list[dict[str, str]]:
    with (DATA / "receivables-2000.truth.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def rows_with(code: str) -> set[int]:
    return {row.number for row in ledger().rows if any(issue.code == code for issue in row.issues)}


def test_every_planted_slip_has_a_finding() -> None:
    assert set(expected()["issue_rows"]) == set(CODES)  # type: ignore[call-overload]


@pytest.mark.parametrize("slip", CODES)
def test_a_slip_is_told_in_its_rows_and_in_no_other(slip: str) -> None:
    planted = set(expected()["issue_rows"][slip])  # type: ignore[index]
    assert rows_with(CODES[slip]) == {row for row in planted if (slip, row) not in NOT_IN_THE_LEDGER}


def test_the_two_rows_that_are_listed_by_mistake_hold_sound_numbers() -> None:
    rows = {row.number: row for row in ledger().rows}
    for number, ident in ((1281, rows[1281].cells[3]), (1555, rows[1555].cells[3])):
        assert rows[number].ident == ident and ident[-1].isdecimal()


def as_in_truth(row: LedgerRow) -> dict[str, object]:
    limits = row.limitation
    return {
        "name": row.name,
        "kind": row.kind.label if row.kind else "",
        "ident": row.ident,
        "phone": ";".join(row.phones),
        "contract": row.contract,
        "sign": str(row.sign or ""),
        "due": str(row.due or ""),
        "amount": row.amount,
        "paid": row.paid,
        "balance": row.balance,
        "demand": str(row.demand or ""),
        "method": row.method.label if row.method else "",
        "guarantor": row.guarantor,
        "guarantor_id": row.guarantor_id,
        "status": row.status.label,
        "limitation_base": row.limitation.base.value,
        "limitation_expiry": str(limits.expiry or ""),
        "limitation": limits.state.value,
        "action": row.action.value,
        "duplicate_of": str(row.duplicate_of or ""),
    }


def test_every_value_of_every_row_is_the_true_one() -> None:
    rows = {row.number: as_in_truth(row) for row in ledger().rows}
    wrong = []
    for true in truth():
        got = rows[int(true["row"])]
        for key, value in got.items():
            want: object = true[key]
            if key in ("amount", "paid", "balance"):
                want = Decimal(true[key]) if true[key] else None
            if value != want:
                wrong.append((true["row"], key, value, want))
    assert wrong == [] and len(rows) == 2000


def test_ready_skipped_and_to_be_looked_at_are_all_rows() -> None:
    counts = ledger().counts()
    assert sum(counts.values()) == 2000
    assert {action.value: count for action, count in counts.items()} == expected()["counts"]["action"]  # type: ignore[index]


def test_how_many_end_soon_and_how_many_are_over() -> None:
    states = Counter(row.limitation.state.value for row in ledger().rows)
    assert states == expected()["counts"]["limitation"]  # type: ignore[index]


def test_the_end_by_counting_and_the_end_rolled_over_rest_days_stand_apart() -> None:
    """民法典 202, 203: whether the end of limitation rolls over is debated, so that both days are given."""
    rolled = [row for row in ledger().rows if row.limitation.last_day != row.limitation.expiry]
    assert rolled
    for row in rolled:
        assert row.limitation.expiry and row.limitation.last_day and row.limitation.act_by
        assert row.limitation.act_by < row.limitation.expiry < row.limitation.last_day


def test_sums_notes_and_hidden_rows_are_told_and_none_is_lost() -> None:
    found = ledger()
    assert found.head_rows == (3,)
    assert found.totals == (2004,) and found.hidden == (1200,) and found.remarks == ()
    assert [row.number for row in found.rows] == list(range(4, 2004))
    assert found.other_sheets == ("说明",)


def test_several_processes_find_what_one_does() -> None:
    assert check(LEDGER, DAY, processes=2) == ledger()


def test_the_result_stands_beside_the_ledger_with_the_rows_where_they_were(tmp_path: Path) -> None:
    copy = tmp_path / LEDGER.name
    shutil.copy(LEDGER, copy)
    written = write_result(copy, ledger())
    assert written.path.name == "receivables-2000.检查.xlsx"
    before, after = cells_of(copy), cells_of(written.path)
    wide = len(before[2])
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        if number == 2004:  # a sum without a stored value: the formula stands there as words, and nothing computes
            continue
        assert [as_day(one) for one in new[:wide]] == [as_day(one) for one in old], number
    assert after[2][wide : wide + 2] == ["问题", "处理"]
    assert after[6][wide + 1] == "可出文书" and "amount" not in str(after[6][wide])
    assert "39.378万" in after[6][wide] and "393,780.00" in after[6][wide]
    assert copy.read_bytes() == LEDGER.read_bytes()


def as_day(value: object) -> object:
    return value.date() if hasattr(value, "date") else value


def test_a_second_run_writes_the_same_bytes_and_names_no_row(tmp_path: Path) -> None:
    copy = tmp_path / LEDGER.name
    shutil.copy(LEDGER, copy)
    first = write_result(copy, ledger())
    data = first.path.read_bytes()
    second = write_result(copy, ledger())
    assert first.changes.first and not second.changes.first
    assert second.path == first.path and second.path.read_bytes() == data
    assert second.changes.rows == () and second.changes.gone == 0


def test_what_the_screen_says(tmp_path: Path) -> None:
    """The hour of legal operations begins here: one screen, counts that add up, in Chinese."""
    shutil.copy(LEDGER, tmp_path / LEDGER.name)
    code, out, _ = typed("batch", "check", LEDGER.name, "--as-of", "2026-11-21", cwd=tmp_path)
    assert code == 1
    assert "表头第3行　数据 2000 行（第4–2003行，含隐藏行 1 个；另有合计行 1 个）" in out
    assert "可出文书 819　已结清 207　重复 32　状态需看 146　数据需改 259　时效已过 537　合计 2000" in out
    assert "30 天内届满 30 行　90 天内 54 行" in out and "未计中断 364 行" in out
    assert "结果 → receivables-2000.检查.xlsx" in out and "下一步　lexcollect batch" in out
    assert not ENGLISH_SENTENCE.search(out.partition("下一步")[0])
    code, out, _ = typed("batch", "check", LEDGER.name, "--as-of", "2026-11-21", "--json", cwd=tmp_path)
    told = json.loads(out)
    assert told["exit"] == 1 and sum(told["counts"]["action"].values()) == told["counts"]["rows"] == 2000
    assert told["counts"]["debtors_with_several_contracts"] == several_in_truth()
    assert told["changed_rows"] == [] and told["first_check"] is False


def several_in_truth() -> int:
    """Twelve were planted, and three more came about by chance: fifteen numbers stand with two contracts."""
    contracts: dict[str, set[str]] = {}
    for true in truth():
        contracts.setdefault(true["ident"], set()).add(true["contract"])
    found = sum(len(one) > 1 for ident, one in contracts.items() if ident)
    assert found >= expected()["counts"]["debtors_with_several_contracts"]  # type: ignore[index]
    return found


def test_only_rows_that_were_mended_are_named(tmp_path: Path) -> None:
    """A colleague mends two red cells in Excel and runs the check again."""
    copy = tmp_path / LEDGER.name
    shutil.copy(LEDGER, copy)
    typed("batch", "check", copy.name, "--as-of", "2026-11-21", cwd=tmp_path)
    edited(copy, {"J176": date(2024, 6, 30), "D11": "91110105FAKE270056"})
    code, out, _ = typed("batch", "check", copy.name, "--as-of", "2026-11-21", cwd=tmp_path)
    assert "改动或新增 2 行，去掉 2 行" in out
    assert "第 11 行　数据需改 → 可出文书" in out and "第 176 行" in out and "第 177 行" not in out
    assert code == 1


def test_a_result_that_was_changed_by_hand_is_kept(tmp_path: Path) -> None:
    copy = tmp_path / LEDGER.name
    shutil.copy(LEDGER, copy)
    first = write_result(copy, ledger()).path
    edited(first, {"J176": date(2024, 6, 30)})
    mended = first.read_bytes()
    second = write_result(copy, ledger())
    assert second.path.name == "receivables-2000.检查(2).xlsx"
    assert [one.code for one in second.findings] == ["LX-G097"]
    assert first.read_bytes() == mended


def test_a_result_can_be_checked_itself(tmp_path: Path) -> None:
    """What was mended in the result is a ledger: our columns are no part of it, and it is never written over."""
    copy = tmp_path / LEDGER.name
    shutil.copy(LEDGER, copy)
    first = write_result(copy, ledger()).path
    edited(first, {"J176": date(2024, 6, 30)})
    again = check(first, DAY, Choices())
    assert len(again.columns) == 20 and len(again.rows) == 2000
    row = next(one for one in again.rows if one.number == 176)
    assert row.due == date(2024, 6, 30)
    before = first.read_bytes()
    assert write_result(first, again).path.name == "receivables-2000.检查(2).xlsx"
    assert first.read_bytes() == before
    assert again.counts()[Action.READY] >= ledger().counts()[Action.READY]
