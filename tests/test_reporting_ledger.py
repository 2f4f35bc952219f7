"""Reports of a ledger: against SQL over the ledger's own file, every row accounted for."""

from __future__ import annotations

import csv
import io
import json
import random
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import openpyxl
import pytest

from cli_run import typed

DAY = ("--as-of", "2026-11-21")
HEADS = ("合同编号", "客户名称", "证件号", "签约日期", "到期日", "合同金额", "已还金额", "欠款余额", "状态", "业务类型")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hundred debts; the last ten are copies of the first ten, five have no due day, five no amounts."""
    chance = random.Random(20261121)
    rows = []
    for n in range(290):
        due = date(2026, 12, 31) - timedelta(days=chance.randint(0, 900))
        amount = chance.randint(100, 90_000_000)
        paid = amount if n % 17 == 0 else chance.choice((0, 0, amount // 3))
        money = [f"{Decimal(v) / 100}" for v in (amount, paid, amount - paid)]
        if n % 58 == 4:
            money = ["", "", ""]
        status = "已结清" if n % 17 == 0 else "已核销" if n % 41 == 5 else "逾期"
        day = "" if n % 58 == 7 else due.isoformat()
        name = f"样例{n % 60}商贸有限公司"
        rows.append([f"HT{n:05}", name, "", "2023-01-05", day, *money, status, ("零售", "租赁")[n % 2]])
    rows += [list(row) for row in rows[:10]]
    out = io.StringIO()
    csv.writer(out).writerows([HEADS, *rows])
    path = tmp_path_factory.mktemp("台账") / "台账.csv"
    path.write_text(out.getvalue(), "utf-8-sig")
    return path


def tables(kind: str, ledger: Path) -> dict[str, Any]:
    _, out, _ = typed("report", kind, "--ledger", str(ledger), "--json", *DAY, cwd=ledger.parent)
    return {t["table"]: t for part in json.loads(out)["reports"] for t in part["tables"]}


def test_the_bands_of_a_ledger_are_what_sql_finds(ledger: Path) -> None:
    rows = duckdb.execute(
        f"""with debts as (select * from read_csv('{ledger}', all_varchar=true, header=true)
          qualify row_number() over (partition by 合同编号) = 1),
        aged as (select cast(欠款余额 as decimal(18,2)) left_,
          date_diff('day', cast(到期日 as date), date '2026-11-21') late,
          状态 status from debts where 欠款余额 is not null and 欠款余额 <> '')
        select case when status in ('已结清', '已核销') then '已结案' when late is null then '到期日不明'
          when late <= 0 then '未到期' when late <= 30 then '逾期1–30天' when late <= 60 then '逾期31–60天'
          when late <= 90 then '逾期61–90天' else '逾期90天以上' end band, sum(left_), count(*)
        from aged where left_ <> 0 group by 1"""
    ).fetchall()
    wanted = {band: (f"{amount:.2f}", count) for band, amount, count in rows}
    table = tables("ageing", ledger)["by_band"]
    found = {row["band"]: (row["principal"], row["count"]) for row in table["rows"] if row["count"]}
    assert found == wanted and len(found) == 7
    assert table["total"]["principal"] == f"{sum(Decimal(amount) for amount, _ in wanted.values()):.2f}"


def test_every_row_is_a_debt_or_named_with_its_reason(ledger: Path) -> None:
    _, out, _ = typed("report", "ageing", "--ledger", str(ledger), *DAY, cwd=ledger.parent)
    assert "300 行：计入 285 行，未计入 15 行" in out
    left = tables("ageing", ledger)["left_out"]["rows"]
    assert len(left) == 15 and sum("重复" in row["reason"] for row in left) == 10
    unread = {row["matter"] for row in left if "读不出" in row["reason"]}
    assert unread == {f"第{n + 2}行" for n in (4, 62, 120, 178, 236)}


def test_actions_limitation_and_status_count_every_row(ledger: Path) -> None:
    found = tables("progress", ledger)
    for key in ("actions", "limitation", "statuses"):
        table = found[key]
        assert table["total"]["count"] == 300 == sum(row["count"] for row in table["rows"])
        assert table["total"]["balance"] == f"{sum(Decimal(row['balance']) for row in table['rows']):.2f}"


@pytest.mark.parametrize("kind", ["recovery", "costs", "suing", "writeoff", "closing"])
def test_what_a_ledger_cannot_tell_is_refused_with_the_reason(ledger: Path, kind: str) -> None:
    code, out, _ = typed("report", kind, "--ledger", str(ledger), *DAY, cwd=ledger.parent)
    assert code == 1 and "LX-R207" in out


def test_all_reports_of_a_ledger_as_files(ledger: Path) -> None:
    files = ("--xlsx", "报.xlsx", "--docx", "报.docx", "--html", "报.html")
    before = ledger.read_bytes()
    code, out, _ = typed("report", "all", "--ledger", "台账.csv", "--sales", "5000000", *files, *DAY, cwd=ledger.parent)
    assert code == 0 and out.count("已写入") == 3 and "从台账出不了这张表" in out
    assert ledger.read_bytes() == before


def test_names_that_no_file_can_hold_leave_whole_files(tmp_path: Path) -> None:
    """Control characters, markup and formulas in a name: every file opens, nothing is run."""
    name = "=cmd|' /C calc'!A0\x0b<b>&\x1f甲"
    rows = [HEADS, ("HT1", name, "", "2023-01-05", "2024-01-05", "100.00", "0", "100.00", "逾期", "零售")]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    (tmp_path / "台账.csv").write_text(out.getvalue(), "utf-8-sig")
    files = ("--xlsx", "报.xlsx", "--docx", "报.docx", "--html", "报.html")
    code, _, _ = typed("report", "ageing", "--ledger", "台账.csv", *files, *DAY, cwd=tmp_path)
    assert code == 0
    for path in ("报.xlsx", "报.docx"):
        with zipfile.ZipFile(tmp_path / path) as packed:
            for member in packed.namelist():
                if member.endswith((".xml", ".rels")):
                    ElementTree.fromstring(packed.read(member))
    page = (tmp_path / "报.html").read_text("utf-8")
    assert "<b>" not in page and "&lt;b&gt;" in page
    book = openpyxl.load_workbook(tmp_path / "报.xlsx")
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
