"""A run of ``batch draft`` as a process of its own, from rows made here: to be killed, or given to a cluster.

Usage: ``python tests/batch_run.py FOLDER COUNT WORKERS [SCHEDULER]``.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from ledger_rows import AS_OF, CREDITOR, row
from lexcollect.ledgers import batches
from lexcollect.ledgers.creditor import profile_in
from lexcollect.ledgers.debtors import Chosen, choose
from lexcollect.ledgers.letters import Setting, with_law
from lexcollect.ledgers.row import DebtorKind

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def chosen_of(count: int) -> Chosen:
    """Return so many debtors; every seventh has no terms, so that it is refused."""
    rows = [
        row(
            number,
            name=f"客户{number}机密",
            kind=DebtorKind.PERSON,
            ident="",
            contract=f"SL{number:06d}",
            business="仓储" if number % 7 == 0 else "零售分期",
            terms="日0.05%" if number % 3 == 0 else "",
        )
        for number in range(4, 4 + count)
    ]
    return choose(rows, AS_OF)


def setting() -> Setting:
    """Return the setting of a letter of demand."""
    profile, _ = profile_in(CREDITOR.encode(), "债权人.yaml")
    assert profile is not None
    return with_law(Setting("demand", profile, AS_OF), Path("/nowhere"))


def run(folder: Path, count: int, workers: int, scheduler: str = "") -> batches.Outcome:
    """Write the batch."""
    work = batches.Work(folder, "催款函", "台账.xlsx", setting(), chosen_of(count), NOW, 0, workers, scheduler)
    return batches.write(work)


if __name__ == "__main__":
    out = run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:5])
    print(len(out.written), len(out.unchanged))
