"""The sheet 待确认: proposed facts decided in a spreadsheet are decided as on the terminal, and no decision is lost.

Facts: the steel folder, in whose papers the program reads twelve facts and in whose chat more. Question: what stands in
the case file and in the list of decisions after a person chose in the sheet? Answers by hand.
"""

from __future__ import annotations

import os
import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from lexcollect.casefile.loader import in_english
from lexcollect.layout import CASE, CASE_SHEET, FACTS
from lexcollect.matter import sheet_facts
from lexcollect.matter.creation import create
from lexcollect.matter.deciding import accept, decided_in, keep, open_facts
from lexcollect.matter.lock import hold
from lexcollect.matter.proposing import papers_known
from lexcollect.matter.receiving import received, take
from lexcollect.matter.sheets import changed_sheets, read_handed, take_in, write_sheets
from lexcollect.resources import resource
from sheet_kit import Sheets

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=8)))
BUYER = "fact/parties:沈阳沈河样例重型机械有限公司"
PAID = "fact/payments:2023-07-14:300000.00"
PLAN = "fact/acknowledgements:repayment_plan:2024-04-18"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new matter with the steel folder, and its form."""
    folder = tmp_path_factory.mktemp("facts") / "案"
    create(folder)
    with hold(folder, "test", NOW) as held:
        received(folder, take(resource("examples") / "matter-steel" / "inbox", folder), held)
    return folder


@pytest.fixture
def matter(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "案"))


def decided(folder: Path, *cells: tuple[str, dict[str, Any]]) -> None:
    sheet = Sheets(folder / CASE_SHEET)
    for id, values in cells:
        sheet.put("待确认", id, **values)
    sheet.save()


def taken(folder: Path) -> tuple[str, ...]:
    """Take the sheet in and write it anew; return the codes of what was told."""
    with hold(folder, "test", NOW) as held:
        handed = read_handed(folder, NOW.date())
        assert not any(one.stops for one in handed), [f.message("zh") for one in handed for f in one.findings]
        told = take_in(held, handed, "表格").findings
        write_sheets(held)
    return tuple(f.code for one in handed for f in one.findings) + tuple(f.code for f in told)


def verdicts(folder: Path) -> dict[str, str]:
    return {one.id: f"{one.verdict} {one.by}" for one in decided_in(folder)}


def case_of(folder: Path) -> dict[str, Any]:
    return in_english((folder / CASE).read_bytes())


def test_every_proposed_fact_is_a_block_with_its_places(matter: Path) -> None:
    sheet = Sheets(matter / CASE_SHEET)
    blocks = [id for id in sheet.ids("待确认") if "//" not in id]
    assert len(blocks) == len(open_facts(matter, papers_known(matter)).proposals) >= 12
    assert sheet.value("待确认", PAID, "写到哪里") == "付款"
    row = f"{PAID}//amount"
    assert [sheet.value("待确认", row, head) for head in ("写到哪里", "值", "文件", "页")] == [
        "　金额",
        300000,
        "网银回单20230714.pdf",
        "1",
    ]
    assert sheet.value("待确认", PLAN, "可信度") == "存疑"


def test_one_choice_takes_a_whole_block(matter: Path) -> None:
    decided(matter, (BUYER, {"决定": "采纳", "决定人": "李范文"}), (PAID, {"决定": "采纳"}))
    assert taken(matter) == ()
    case = case_of(matter)
    assert case["parties"][1]["uscc"] == "91210103FAKE00021K"
    (payment,) = case["payments"]
    assert (payment["amount"], payment["payer"], payment["evidence"]) == ("300000.00", "债务人", ["F19f48a43f2"])
    assert set(verdicts(matter).values()) == {"采纳 李范文"} and len(verdicts(matter)) == 2
    assert changed_sheets(matter) == []


def test_the_same_is_written_as_on_the_terminal(matter: Path, fresh: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(fresh, tmp_path / "另案"))
    decided(matter, (PAID, {"决定": "采纳", "决定人": "李范文"}), (f"{PAID}//memo", {"值": "货款（网银）"}))
    taken(matter)
    with hold(other, "intake", NOW) as held:
        read = papers_known(other)
        found = open_facts(other, read)
        proposal = next(one for one in found.proposals if f"fact/{one.id}" == PAID)
        verdict = accept(held, read, proposal, "李范文", {"memo": "货款（网银）"})
        left = tuple(one for one in open_facts(other, read).proposals if one.id != proposal.id)
        keep(other, type(found)(left, (verdict,), 0))
    assert (matter / CASE).read_bytes() == (other / CASE).read_bytes()
    assert decided_in(matter) == decided_in(other)
    assert verdicts(matter) == {"payments:2023-07-14:300000.00": "改后采纳 李范文"}


def test_what_is_refused_is_remembered_and_not_shown_again(matter: Path) -> None:
    before = (matter / CASE).read_bytes()
    decided(matter, (PLAN, {"决定": "不采纳", "决定人": "李范文"}))
    taken(matter)
    assert (matter / CASE).read_bytes() == before
    assert verdicts(matter) == {PLAN.removeprefix("fact/"): "不采纳 李范文"}
    assert PLAN not in Sheets(matter / CASE_SHEET).ids("待确认")


def test_a_value_alone_is_refused_or_left_open(matter: Path) -> None:
    decided(
        matter,
        (PAID, {"决定": "采纳", "决定人": "李范文"}),
        (f"{PAID}//memo", {"决定": "不采纳"}),
        (f"{BUYER}//uscc", {"决定": "采纳"}),  # the name is not decided on
        (f"{BUYER}//name", {"决定": "采纳"}),
    )
    taken(matter)
    case = case_of(matter)
    assert "memo" not in case["payments"][0] and case["payments"][0]["amount"] == "300000.00"
    assert case["parties"][1]["uscc"] and not case["parties"][1].get("domicile")
    left = Sheets(matter / CASE_SHEET)
    assert f"{BUYER}//domicile" in left.ids("待确认") and f"{BUYER}//uscc" not in left.ids("待确认")
    assert PAID not in left.ids("待确认")


def test_nobody_decided(matter: Path) -> None:
    decided(matter, (PAID, {"决定": "采纳"}))
    (handed,) = read_handed(matter, NOW.date())
    assert handed.stops and [f.code for f in handed.findings] == ["LX-W080"]


def test_a_value_changed_without_a_decision_is_told_and_left(matter: Path) -> None:
    decided(matter, (f"{PAID}//memo", {"值": "货款（网银）"}))
    (handed,) = read_handed(matter, NOW.date())
    assert handed.empty and [f.code for f in handed.findings] == ["LX-W081"]


def test_a_value_that_cannot_be_read_stops(matter: Path) -> None:
    decided(matter, (PAID, {"决定": "采纳", "决定人": "李范文"}), (f"{PAID}//amount", {"值": "三十万左右"}))
    before = (matter / CASE).read_bytes()
    (handed,) = read_handed(matter, NOW.date())
    assert handed.stops and [f.code for f in handed.findings] == ["LX-W086"]
    assert (matter / CASE).read_bytes() == before


def test_a_fact_that_changed_meanwhile_is_decided_by_nobody(matter: Path) -> None:
    decided(matter, (BUYER, {"决定": "采纳", "决定人": "李范文"}))
    text = (matter / CASE).read_text("utf-8")
    at = text.index("- 编号: 债务人")
    (matter / CASE).write_text(text[:at] + text[at:].replace("住所地:", "住所地: 沈阳市和平区虚构街1号", 1), "utf-8")
    (handed,) = read_handed(matter, NOW.date())
    assert handed.stops and [f.code for f in handed.findings] == ["LX-W084"]
    assert "沈阳市沈河区样例街99号" in handed.findings[0].message("zh")


def test_what_was_typed_in_the_form_stands_before_what_a_paper_says(matter: Path) -> None:
    sheet = Sheets(matter / CASE_SHEET)
    typed = {"名称": "沈阳沈河样例重型机械有限公司", "统一社会信用代码": "91210103FAKE00021K"}
    sheet.put("当事人", "parties/债务人", **typed, 住所地="沈阳市和平区虚构街1号")
    sheet.put("待确认", BUYER, 决定="采纳", 决定人="李范文")
    sheet.save()
    assert "LX-W085" in taken(matter)
    party = case_of(matter)["parties"][1]
    assert (party["domicile"], party["uscc"]) == ("沈阳市和平区虚构街1号", "91210103FAKE00021K")


def test_contradictions_stand_side_by_side(matter: Path) -> None:
    text = (matter / CASE).read_text("utf-8")
    at = text.index("- 编号: 债务人")
    filled = text[at:].replace("名称:", "名称: 沈阳沈河样例重型机械有限公司", 1)
    filled = filled.replace("住所地:", "住所地: 沈阳市和平区虚构街1号", 1)
    (matter / CASE).write_text(text[:at] + filled, "utf-8")
    with hold(matter, "test", NOW) as held:
        write_sheets(held)
    sheet = Sheets(matter / CASE_SHEET)
    (row,) = [id for id in sheet.ids("待确认") if id.endswith("//domicile") and "沈河" in id]
    assert "沈阳市沈河区样例街99号" in sheet.value("待确认", row, "值")
    assert sheet.value("待确认", row, "别处的说法（矛盾）") == "案件里已写：沈阳市和平区虚构街1号"


@pytest.mark.parametrize("moment", range(6))
def test_a_run_cut_short_loses_no_decision(matter: Path, moment: int) -> None:
    """Three facts are decided; the run ends before, between and after their writings. The next run takes the rest."""
    ids = (BUYER, PAID, PLAN)
    decided(matter, *((id, {"决定": "采纳", "决定人": "李范文"}) for id in ids))
    child = os.fork()
    if child == 0:
        steps = iter(range(6))
        for name in ("_take", "_keep"):
            whole = getattr(sheet_facts, name)

            def cut(*args: Any, whole: Any = whole) -> Any:
                if next(steps) == moment:
                    os._exit(9)
                return whole(*args)

            setattr(sheet_facts, name, cut)
        taken(matter)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert changed_sheets(matter) == [CASE_SHEET]
    taken(matter)
    case = case_of(matter)
    assert [p["amount"] for p in case["payments"]] == ["300000.00"]
    assert [a["amount"] for a in case["acknowledgements"]] == ["851600.00"]
    assert case["parties"][1]["uscc"] == "91210103FAKE00021K"
    assert set(verdicts(matter)) == {id.removeprefix("fact/") for id in ids}
    assert "待确认: []" not in (matter / FACTS).read_text("utf-8")  # the others wait still
