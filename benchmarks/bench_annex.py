"""An annex of ten thousand rows: the schedule of a matter with ten thousand debts, as spreadsheet and as Word file.

Told are seconds and the peak memory of the process behind each step: the case file read and answered, the table, the
Word file rendered and looked at once more as every finished paper is, the spreadsheet. Usage::

    python benchmarks/bench_annex.py [ROWS]

Ends with 1 when the process takes more than 400 MB, when a debt is missing in the Word file, or when its sum is not the
one counted here apart: five ten-thousandths a day of each amount from the day after it was due, each row to the fen.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lexcollect.casefile import parse_case
from lexcollect.claims.schedule_sheet import workbook
from lexcollect.claims.schedule_table import table_of
from lexcollect.cn.amounts import format_yuan
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.engine import load
from lexcollect.documents.finished import check_finished
from lexcollect.documents.papers import SCHEDULE, template_path
from lexcollect.documents.plaintext import tables
from lexcollect.documents.views.schedule import view

ROWS, MEGABYTES = 10_000, 400
AS_OF = date(2026, 3, 31)


def case_file(rows: int) -> str:
    """Return a sale of many small orders, none of them paid."""
    party = {"kind": "organisation", "domicile": "江州市东湖区建材路1号"}
    first = date(2024, 1, 1)
    groups: dict[str, Any] = {
        "schema": "lexcollect/case/1",
        "matter": "万行案",
        "parties": [
            {"id": "甲", "role": "creditor", "name": "江州示例建材有限公司", **party},
            {"id": "乙", "role": "debtor", "name": "南浦样例商贸有限公司", **party},
        ],
        "contracts": [
            {
                "id": "买卖",
                "cause": "买卖合同纠纷",
                "name": "购销合同",
                "signed_on": "2023-12-01",
                "late_penalty": {"rate": "每日万分之五", "clause": "第6条"},
            }
        ],
        "obligations": [
            {
                "id": f"D-{n:05d}",
                "contract": "买卖",
                "amount": f"{1000 + n}.00",
                "date": (first + timedelta(days=n % 200)).isoformat(),
                "due": (first + timedelta(days=30 + n % 200)).isoformat(),
            }
            for n in range(rows)
        ],
    }
    return json.dumps(groups, ensure_ascii=False)


def counted(rows: int) -> Decimal:
    """Return the penalty of all orders, counted without the program: base × 0.05% × days, half a fen up."""
    days = (AS_OF - date(2024, 1, 31)).days
    each = (Decimal(1000 + n) * (days - n % 200) / 2000 for n in range(rows))
    return sum((one.quantize(Decimal("0.01"), ROUND_HALF_UP) for one in each), Decimal(0))


def peak() -> float:
    """Return the most memory the process has taken, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> int:
    """Measure, print, compare."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    begun = time.perf_counter()

    def told(step: str) -> None:
        nonlocal begun
        now = time.perf_counter()
        print(f"{step:<28}{now - begun:8.1f} s {peak():8.0f} MB")
        begun = time.perf_counter()

    case = parse_case(case_file(rows)).case
    if case is None:
        raise SystemExit("the case file was refused")
    told("case file read")
    matter = answer_case(case, AS_OF)
    told("claims and deadlines")
    table = table_of(matter.case, matter.claims.account)
    told("table")
    path = template_path(SCHEDULE)
    assert path is not None
    data = load(path).render(view(table), title=table.title)
    told(f"Word file {len(data) / 1e6:.1f} MB")
    wrong = check_finished(data, table.title)
    told("looked at once more")
    sheet = workbook(table)
    told(f"spreadsheet {len(sheet) / 1e6:.1f} MB")
    found = [row for each in tables(data) for row in each]
    ids = {cell for row in found for cell in row if cell.startswith("D-")}
    total = format_yuan(counted(rows))
    whole = len(ids) == rows and any(total in row for row in found) and not wrong
    most = peak()
    print(f"{len(ids)} of {rows} debts, total {total}: {'all there' if whole else 'NOT ALL THERE'}; {most:.0f} MB")
    return 0 if whole and most <= MEGABYTES else 1


if __name__ == "__main__":
    raise SystemExit(main())
