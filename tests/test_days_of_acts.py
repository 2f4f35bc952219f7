"""The as-of day counts money and periods; it is never the day on which something was done.

A file that was taken in on 1 December stays so where the matter is counted for 21 November, a decision of 1 December
may be counted for any day, and what is handed in or done is recorded on the day of the clock.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bundle_kit import COVER, catalogue, item, material, packed
from lexcollect.bundle.build import _checks
from lexcollect.bundle.supplement import ALONE
from lexcollect.evidence.items import Decision
from lexcollect.intake.origin import About
from lexcollect.layout import JOURNAL, RAW
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.journal import append
from lexcollect.matter.received import days_of_intake
from lexcollect.review import wanted

DONE, COUNTED = date(2026, 12, 1), date(2026, 11, 21)


def line(when: str, command: str = "intake") -> dict[str, object]:
    return {
        "when": when,
        "command": command,
        "as_of": COUNTED.isoformat(),
        "changed": [f"{RAW}/催款函.pdf"],
    }


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("2026-12-01T11:18:00+08:00", DONE),
        ("2026-11-30T23:30:00+00:00", DONE),  # half past seven in the morning in China
        ("2026-12-01T00:10:00", DONE),
    ],
)
def test_the_day_of_intake_is_that_of_the_clock_in_china(tmp_path: Path, when: str, day: date) -> None:
    append(tmp_path, line(when))
    assert days_of_intake(tmp_path) == {"催款函.pdf": day}


def test_the_demonstration_plays_on_the_day_of_its_example(tmp_path: Path) -> None:
    append(tmp_path, line("2026-12-01T11:18:00+08:00", "demo"))
    assert days_of_intake(tmp_path) == {"催款函.pdf": COUNTED}


def test_a_line_without_its_moment_tells_no_day(tmp_path: Path) -> None:
    path = tmp_path / JOURNAL
    path.parent.mkdir(parents=True)
    told = {key: value for key, value in line("").items() if key != "when"}
    path.write_text(json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8")
    assert days_of_intake(tmp_path) == {}


def received(folder: Path, **more: object) -> list[str]:
    built = packed(folder, item("1-1", material(folder, "a.txt", b"x")), made_on=COUNTED, **more)
    assert built.folder is not None
    index = json.loads((built.folder / "data/index.json").read_text(encoding="utf-8"))
    return [file["received_on"] for one in index["items"] for file in one["files"]]


def test_a_package_that_bears_an_earlier_day_claims_no_earlier_intake(tmp_path: Path) -> None:
    assert received(tmp_path, received={"a.txt": DONE}) == ["2026-12-01"]


def test_a_file_without_a_record_was_there_on_the_day_of_the_clock(tmp_path: Path) -> None:
    assert received(tmp_path / "一", packed_on=DONE) == ["2026-12-01"]
    assert received(tmp_path / "二") == ["2026-11-21"]


def test_the_day_handed_in_is_proposed_from_the_clock(tmp_path: Path) -> None:
    (tmp_path / "案件.yaml").write_text("案件: 甲诉乙\n", encoding="utf-8")
    assert wanted.view(Desk(tmp_path, COUNTED, clock=lambda: DONE))["day"] == DONE


def test_a_decision_of_today_lets_a_file_out_of_a_package_that_bears_an_earlier_day(tmp_path: Path) -> None:
    decided = Decision("a.txt", (About.PRIVILEGED,), True, "示例律师", DONE, "已取得同意")
    one = item("1-1", material(tmp_path, "a.txt", b"x"))
    whole = replace(catalogue(one), decisions=(decided,))
    told = {day: {f.code for f in _checks(whole, COVER, day, ALONE)} for day in (COUNTED, DONE)}
    assert "LX-B102" in told[COUNTED] and "LX-B102" not in told[DONE]
