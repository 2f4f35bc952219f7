"""A plan laid over a matter: 100,000 yuan due 2024-03-15, three years of limitation until 2027-03-15 (民法典 188)."""

from __future__ import annotations

import json
import shutil
from datetime import date as D
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cli_run
from case_kit import PARTIES, SURETY, debt, letter, matter_with, surety
from cli_run import typed
from lexcollect.law.calendar import shipped_calendar
from lexcollect.steps.decided import NOTHING, Decided, Done, Held, HoldEntry
from lexcollect.steps.limits import limits_of
from lexcollect.steps.lines import Line, Standing
from lexcollect.steps.plan_files import shipped
from lexcollect.steps.schedule import Schedule, schedule

ROOT = Path(__file__).resolve().parent.parent


def pay(on: str, amount: str) -> dict[str, Any]:
    return {"date": on, "amount": amount}


def planned(on: D, name: str = "standard", decided: Decided = NOTHING, **facts: Any) -> Schedule:
    plan = shipped(name)
    assert plan is not None
    answers = matter_with(as_of=on, **facts)
    return schedule(plan, answers, shipped_calendar(), decided)


def step(found: Schedule, id: str) -> Line:
    return next(line for line in found.lines if line.step.id == id)


def codes(found: Schedule) -> list[str]:
    return [f.code for f in found.findings]


def promise(on: str, until: str, amount: str | None = None, **more: Any) -> dict[str, Any]:
    told = {"id": f"承诺{on}", "kind": "promise_message", "date": on, "by": "乙", "new_due_on": until, **more}
    return told | ({"amount": amount} if amount else {})


def test_reminders_stand_7_3_and_0_days_before_the_due_day() -> None:
    found = planned(D(2024, 3, 8))
    assert step(found, "提前7天提醒").standing is Standing.DUE and step(found, "提前7天提醒").on == D(2024, 3, 8)
    assert step(found, "提前3天提醒").on == D(2024, 3, 12) and step(found, "当日提醒").on == D(2024, 3, 15)
    assert step(found, "催款函").standing is Standing.BLOCKED  # not due yet: a demand is barred (民法典 509(1))


def test_a_reminder_that_was_sent_is_done_and_the_next_one_waits_for_its_day() -> None:
    sent = {"id": "微", "kind": "im", "date": "2024-03-08", "recipient": "乙", "status": "delivered"}
    found = planned(D(2024, 3, 9), communications=[sent])
    assert step(found, "提前7天提醒").standing is Standing.DONE
    assert step(found, "提前3天提醒").standing is Standing.LATER


def test_a_letter_on_file_is_the_step_and_the_lawyers_letter_falls_11_days_later() -> None:
    """2024-03-25 + 11 days: Friday 2024-04-05 is 清明, so Sunday 04-07, which works; but the letter gave 15 days."""
    found = planned(D(2024, 4, 1), communications=[letter("2024-03-25", grace_days=7)])
    assert step(found, "催款函").standing is Standing.DONE and step(found, "催款函").on == D(2024, 3, 25)
    assert step(found, "律师函").on == D(2024, 4, 7) and step(found, "律师函").standing is Standing.LATER


def test_a_letter_keeps_its_word_nothing_presses_before_its_period_ends() -> None:
    """The letter arrived on 2024-03-25 and gave 30 days, until 04-24: the next letter goes out on 04-25."""
    found = planned(D(2024, 4, 10), communications=[letter("2024-03-25", grace_days=30)])
    assert step(found, "律师函").on == D(2024, 4, 25)
    assert any(reason.key == "steps.why.letter_period" for reason in step(found, "律师函").why)


def test_the_day_a_letter_set_starts_the_step_behind_it() -> None:
    """The lawyer's letter of 04-10 gave 7 days, until 04-17: the suit is planned 7 days after that, on 04-24."""
    sent = [letter("2024-03-25"), letter("2024-04-10", kind="lawyer_letter", id="律", grace_days=7)]
    found = planned(D(2024, 4, 20), communications=sent)
    assert step(found, "起诉").on == D(2024, 4, 24) and not step(found, "起诉").projected
    assert step(found, "起诉").standing is Standing.LATER


def test_a_letter_at_the_end_of_a_plan_writes_its_own_follow_up() -> None:
    """The first band ends with a letter: arrived on 04-01, it gave 7 days until 04-08; on 04-09 somebody looks."""
    sent = [letter("2024-04-01", grace_days=7)]
    found = planned(D(2024, 4, 5), "bands", communications=sent)
    assert step(found, "函件期满").standing is Standing.LATER and step(found, "函件期满").on == D(2024, 4, 9)
    found = planned(D(2024, 4, 10), "bands", communications=sent)
    assert step(found, "函件期满").standing is Standing.DUE
    done = Decided((Done("函件期满", D(2024, 4, 10), "王例成"),))
    found = planned(D(2024, 4, 10), "bands", done, communications=sent)
    assert step(found, "函件期满").standing is Standing.DONE and not codes(found)
    found = planned(D(2024, 4, 5), communications=sent)  # the standard plan goes on from the letter
    assert all(line.step.id != "函件期满" for line in found.lines)


def test_a_promise_holds_every_pressing_step_until_its_day_and_then_lets_go() -> None:
    said = [promise("2024-03-20", "2024-04-10", "50000")]
    found = planned(D(2024, 4, 10), acknowledgements=said)
    held = step(found, "催款函")
    assert held.standing is Standing.BLOCKED and held.until == D(2024, 4, 10) and held.on == D(2024, 4, 11)
    assert not codes(found)
    found = planned(D(2024, 4, 11), acknowledgements=said)
    assert step(found, "催款函").standing is Standing.DUE and codes(found) == ["LX-S030"]
    assert found.promises[0].missing == Decimal("50000")


def test_what_hangs_on_a_step_that_is_held_waits_as_long() -> None:
    found = planned(D(2024, 4, 1), acknowledgements=[promise("2024-03-20", "2024-05-10", "50000")])
    letter_day, suit = step(found, "催款函").on, step(found, "立案审批").on
    assert letter_day == D(2024, 5, 11) and suit is not None and suit > letter_day


def test_of_a_promise_that_was_kept_in_part_the_rest_comes_back() -> None:
    said = [promise("2024-03-20", "2024-04-10", "50000")]
    found = planned(D(2024, 4, 11), acknowledgements=said, payments=[pay("2024-04-01", "20000")])
    assert codes(found) == ["LX-S031"]
    assert dict(found.findings[0].params)["missing"] == Decimal("30000")


def test_a_promise_that_was_kept_is_told_and_holds_nothing() -> None:
    said = [promise("2024-03-20", "2024-04-10", "50000")]
    found = planned(D(2024, 4, 5), acknowledgements=said, payments=[pay("2024-04-01", "50000")])
    assert found.promises[0].became == "kept" and step(found, "催款函").standing is Standing.DUE


def test_money_counts_for_one_promise_only() -> None:
    said = [promise("2024-03-20", "2024-04-10", "30000"), promise("2024-03-21", "2024-04-20", "30000")]
    found = planned(D(2024, 5, 1), acknowledgements=said, payments=[pay("2024-04-01", "40000")])
    assert [p.paid for p in found.promises] == [Decimal("30000"), Decimal("10000")]


@given(
    amounts=st.lists(st.integers(1, 60_000), min_size=1, max_size=4),
    paid=st.lists(st.integers(1, 30_000), max_size=3),
)
def test_no_money_is_counted_twice_and_none_beyond_the_promise(amounts: list[int], paid: list[int]) -> None:
    said = [promise(f"2024-03-{20 + n}", f"2024-04-{10 + n}", str(a)) for n, a in enumerate(amounts)]
    money = [pay(f"2024-04-0{n + 1}", str(p)) for n, p in enumerate(paid)]
    found = planned(D(2024, 6, 1), acknowledgements=said, payments=money)
    counted = sum((p.paid for p in found.promises), Decimal(0))
    assert counted <= min(sum(paid), sum(amounts))
    assert all(p.paid + p.missing == p.amount for p in found.promises)


def test_a_promise_the_creditor_did_not_accept_holds_nothing() -> None:
    said = [promise("2024-03-20", "2024-04-10", "50000", accepted="否")]
    assert step(planned(D(2024, 4, 1), acknowledgements=said), "催款函").standing is Standing.DUE


def test_an_objection_stops_demands_and_no_suit() -> None:
    entry = HoldEntry(Held.OBJECTION, D(2024, 4, 1), "王例成", D(2024, 5, 31), (), "质量异议")
    sent = [letter("2024-03-25"), letter("2024-04-08", kind="lawyer_letter", id="律")]
    found = planned(D(2024, 5, 10), decided=Decided(holds=(entry,)), communications=sent)
    assert step(found, "起诉").standing is Standing.DUE
    found = planned(D(2024, 4, 10), decided=Decided(holds=(entry,)))
    assert step(found, "催款函").standing is Standing.BLOCKED and step(found, "催款函").until == D(2024, 5, 31)


def test_a_hold_of_one_debt_leaves_the_other_in_its_steps() -> None:
    entry = HoldEntry(Held.HOLD, D(2024, 4, 1), "王例成", None, ("货款",), "等质检")
    two = [debt(), debt("尾款")]
    found = planned(D(2024, 4, 10), decided=Decided(holds=(entry,)), obligations=two)
    lines = {line.obligations: line.standing for line in found.lines if line.step.id == "催款函"}
    assert lines == {("货款",): Standing.BLOCKED, ("尾款",): Standing.DUE}


def test_what_a_person_recorded_is_done_or_left_out() -> None:
    done = Done("电话", D(2024, 3, 20), "王例成")
    left = Done("催款函", D(2024, 3, 26), "王例成", why="对方已承诺", left=True)
    found = planned(D(2024, 4, 1), decided=Decided((done, left)))
    assert step(found, "电话").standing is Standing.DONE and step(found, "催款函").standing is Standing.SKIPPED
    assert step(found, "律师函").on == D(2024, 4, 7)  # 11 days from the decision


def test_a_record_of_a_step_the_plan_does_not_have_is_told() -> None:
    found = planned(D(2024, 4, 1), decided=Decided((Done("发函", D(2024, 3, 20), "王例成"),)))
    assert codes(found) == ["LX-S016"]


def test_no_plan_outruns_limitation() -> None:
    """民法典 188: 2027-03-15 is the last day. A letter leaves 10 days before it, for what counts is its arrival."""
    sent = {"id": "电", "kind": "call", "date": "2027-02-25", "recipient": "乙"}
    late = HoldEntry(Held.HOLD, D(2027, 3, 1), "王例成", D(2027, 4, 30), (), "等对方回复")
    found = planned(D(2027, 3, 1), decided=Decided(holds=(late,)), communications=[sent])
    line = step(found, "催款函")
    assert line.pulled_from == D(2027, 5, 3) and line.on == D(2027, 3, 5) and line.standing is Standing.BLOCKED
    assert codes(found) == ["LX-S033"] and "民法典第188条第1款" in dict(found.findings[0].params)["cites"]
    found = planned(D(2027, 3, 10), decided=Decided(holds=(late,)))
    assert step(found, "催款函").standing is Standing.DUE and step(found, "催款函").on == D(2027, 3, 10)


def test_a_promise_beyond_limitation_does_not_hold_the_letter() -> None:
    """The promise is a message without proof: it does not interrupt, and the plan does not wait for it."""
    found = planned(D(2027, 3, 1), acknowledgements=[promise("2027-02-20", "2027-06-30", "100000")])
    if any(f.code == "LX-S033" for f in found.findings):
        assert step(found, "催款函").on == D(2027, 3, 5)
    else:  # the promise interrupted limitation: then there is time
        assert step(found, "催款函").standing is Standing.BLOCKED


@settings(max_examples=60, deadline=None)
@given(
    after=st.integers(6, 1090),
    held=st.one_of(st.none(), st.integers(0, 900)),
    objection=st.booleans(),
    name=st.sampled_from(["standard", "bands", "small"]),
    promised=st.one_of(st.none(), st.integers(1, 900)),
)
def test_whatever_holds_the_first_saving_step_lies_before_the_last_safe_day_or_is_due_now(
    after: int, held: int | None, objection: bool, name: str, promised: int | None
) -> None:
    """民法典 188, 195: due 2024-03-15, so until 2027-03-15; the agenda says which day is safe."""
    on = D(2024, 3, 15) + timedelta(days=after)
    kind = Held.OBJECTION if objection else Held.HOLD
    holds = (HoldEntry(kind, on, "王例成", on + timedelta(days=held) if held is not None else None, (), "谈判"),)
    said = [promise(on.isoformat(), (on + timedelta(days=promised)).isoformat())] if promised else []
    found = planned(on, name, Decided(holds=holds), acknowledgements=said)
    answers = matter_with(as_of=on, acknowledgements=said)
    for limit in limits_of(answers.case, answers.agenda, "货款"):
        kept = [line for line in found.lines if line.open and line.step.do in limit.kept_by]
        near = limit.act_by - on <= timedelta(days=180)
        in_time = any(line.on is not None and line.on <= max(limit.act_by, on) for line in kept)
        assert in_time or any(f.code == "LX-S034" for f in found.findings) or not near


def test_a_plan_that_is_at_its_end_says_that_the_clock_runs() -> None:
    """The bands' second plan has nothing left that keeps limitation once the debt is sued for and lost its way."""
    left = tuple(Done(id, D(2027, 2, 1), "王例成", why="对方失联", left=True) for id in ("催款函", "律师函", "起诉"))
    found = planned(D(2027, 2, 2), decided=Decided(left))
    assert "LX-S034" in codes(found)


def test_a_guarantor_is_asked_before_the_guarantee_period_ends() -> None:
    """民法典 692(2), 693(2): six months from the due day, until 2024-09-15 (Sunday), safe day 2024-09-14."""
    hold = HoldEntry(Held.HOLD, D(2024, 9, 1), "王例成", D(2024, 12, 31), (), "谈判")
    found = planned(D(2024, 9, 2), decided=Decided(holds=(hold,)), parties=[*PARTIES, SURETY], securities=[surety()])
    line = step(found, "保证人催告")
    assert line.pulled_from is not None and line.on == D(2024, 9, 4)
    told = next(f for f in found.findings if f.code == "LX-S033")
    assert dict(told.params)["person"] == "丁样"


def test_an_insolvency_stops_demands_and_suit_with_its_article() -> None:
    opened = {"person": "乙", "kind": "liquidation", "accepted_on": "2024-03-20", "court": "甲地人民法院"}
    found = planned(D(2024, 4, 1), insolvencies=[opened])
    for id in ("催款函", "起诉"):
        assert step(found, id).standing is Standing.BLOCKED
    assert "企业破产法第16条" in [str(c) for c in step(found, "催款函").cites]


def test_a_paid_debt_has_no_steps() -> None:
    found = planned(D(2024, 3, 14), payments=[pay("2024-03-10", "100000")])
    assert found.lines == ()


def test_a_debt_changes_its_plan_with_its_age() -> None:
    plans = {planned(day, "bands").lines[0].plan for day in (D(2024, 4, 1),)}
    assert plans == {"overdue-30"}
    assert {line.plan for line in planned(D(2024, 4, 20), "bands").lines} == {"overdue-60"}
    assert {line.plan for line in planned(D(2024, 5, 20), "bands").lines} == {"overdue-90"}
    assert {line.plan for line in planned(D(2024, 7, 1), "bands").lines} == {"overdue-more"}


def test_a_suit_overtakes_what_comes_before_it() -> None:
    filed = {"id": "诉", "kind": "suit", "date": "2024-06-03", "organ": "甲地人民法院"}
    found = planned(D(2024, 6, 10), filings=[filed])
    assert step(found, "起诉").standing is Standing.DONE
    assert {step(found, id).standing for id in ("电话", "催款函", "律师函", "保全")} <= {
        Standing.SKIPPED,
        Standing.BLOCKED,
    }
    assert step(found, "催款函").standing is Standing.SKIPPED


def test_a_day_that_is_not_on_file_is_said_and_nothing_is_guessed() -> None:
    found = planned(D(2024, 6, 10), obligations=[{k: v for k, v in debt().items() if k != "due"}])
    assert all(line.on is None for line in found.lines if line.open)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands at 21 November 2026: a hold and a step done bear its day."""
    monkeypatch.setattr(cli_run, "PROCESS", cli_run.at("2026-11-21T12:00:00+08:00"))


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_typed(tmp_path: Path, lang: str) -> None:
    shutil.copytree(ROOT / "examples" / "matter-steel", tmp_path / "案")
    day = ("--as-of", "2026-11-21", "--lang", lang)
    code, out, _ = typed("plan", "案", *day, cwd=tmp_path)
    assert code == 0 and "2025-06-03" in out and ("内部步骤" in out) == (lang == "zh")
    out.encode("gbk")
    code, out, _ = typed("plan", "skip", "律师函", "案", "--by", "张示例", "--why", "先谈和解", *day, cwd=tmp_path)
    assert code == 0
    code, out, _ = typed(
        "plan", "hold", "案", "--until", "2026-12-31", "--by", "张示例", "--why", "和解谈判", *day, cwd=tmp_path
    )
    assert code == 0
    code, out, _ = typed("plan", "show", "案", *day, "--json", "--ics", "步骤.ics", cwd=tmp_path)
    data = json.loads(out)
    sue = next(s for s in data["steps"] if s["do"] == "sue")
    assert sue["standing"] == "blocked" and sue["until"] == "2026-12-31" and sue["on"] == "2027-01-04"
    assert "BEGIN:VEVENT" in (tmp_path / "步骤.ics").read_text("utf-8")
    journal = (tmp_path / "案" / "5-日志" / "journal.jsonl").read_text("utf-8")
    assert "张示例" in journal and "和解谈判" in journal


def test_a_record_needs_a_name_a_known_step_and_a_day_that_has_come(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "matter-steel", tmp_path / "案")
    for words, told in (
        (("done", "律师函", "案"), "LX-S021"),
        (("done", "发函", "案", "--by", "张示例"), "LX-S019"),
        (("done", "律师函", "案", "--by", "张示例", "--on", "2027-01-01"), "LX-S022"),
        (("skip", "律师函", "案", "--by", "张示例"), "LX-S023"),
        (("hold", "案", "--by", "张示例", "--why", "谈判", "--of", "订单9"), "LX-S018"),
        (("hold", "案", "--by", "张示例", "--why", "谈判", "--until", "2026-01-01"), "LX-S015"),
    ):
        code, out, _ = typed("plan", *words, "--as-of", "2026-11-21", cwd=tmp_path)
        assert code == 1 and told in out, (words, out)
    assert not (tmp_path / "案" / "2-整理" / "催收步骤.yaml").exists()


def test_records_are_added_and_what_a_person_wrote_there_stays(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "matter-steel", tmp_path / "案")
    place = tmp_path / "案" / "2-整理" / "催收步骤.yaml"
    place.parent.mkdir(exist_ok=True)
    place.write_text("# 我的批注\n已完成:\n  - {步骤: 电话, 日期: 2025-11-03, 经手人: 王例成}   # 没接\n", "utf-8")
    code, _, _ = typed("plan", "done", "律师函", "案", "--by", "张示例", "--as-of", "2026-11-21", cwd=tmp_path)
    text = place.read_text("utf-8")
    assert code == 0 and "# 我的批注" in text and "# 没接" in text and "张示例" in text
    place.write_text("已完成:\n  - {步骤: 电话}\n", "utf-8")
    code, out, _ = typed("plan", "案", "--as-of", "2026-11-21", cwd=tmp_path)
    assert code == 1 and "LX-S004" in out  # a record that cannot be read lets no reminder out


def test_due_tells_the_steps_apart_where_a_plan_was_chosen(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "matter-steel", tmp_path / "案")
    day = ("--as-of", "2026-11-21")
    _, out, _ = typed("due", "案", *day, cwd=tmp_path)
    assert "内部步骤" not in out
    typed("plan", "copy", "standard", "案", cwd=tmp_path)
    code, out, _ = typed("due", "案", *day, "--ics", "期限.ics", cwd=tmp_path)
    assert code == 0 and "不是法律期限" in out and "律师函" in out and "lexcollect plan 案" in out
    assert out.index("2028-05-23") < out.index("内部步骤")
    calendar = (tmp_path / "期限.ics").read_text("utf-8").replace("\r\n ", "")
    assert "【内部步骤】沈河案　律师函" in calendar and "主债务诉讼时效" in calendar
    (tmp_path / "案" / "催收计划.yaml").write_text("步骤: [", "utf-8")
    code, out, _ = typed("due", "案", *day, cwd=tmp_path)
    assert "2028-05-23" in out  # a plan that cannot be read hides no deadline


def test_today_over_all_matters(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        shutil.copytree(ROOT / "examples" / "matter-steel", tmp_path / "柜" / name)
    (tmp_path / "柜" / "坏").mkdir()
    (tmp_path / "柜" / "坏" / "案件.yaml").write_text("matter: [", "utf-8")
    day = ("--as-of", "2026-11-21")
    code, out, _ = typed("plan", "--all", "柜", *day, "--ics", "步骤.ics", "--json", cwd=tmp_path)
    data = json.loads(out)
    assert code == 0 and [(s["folder"], s["step"]) for s in data["steps"]] == [("乙", "律师函"), ("甲", "律师函")]
    assert {s["owner"] for s in data["steps"]} == {"张示例"}
    assert [(f["code"], f["where"]["file"]) for f in data["findings"]] == [("LX-S041", "坏")]
    code, out, _ = typed("plan", "--all", "柜", *day, cwd=tmp_path)
    out.encode("gbk")
    assert "不是法律期限" in out and "下一步" in out
    code, out, _ = typed("plan", "--all", ".", *day, "--json", cwd=tmp_path / "柜" / "坏")
    assert code == 0


def test_the_next_command_is_the_one_for_the_step(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "matter-steel", tmp_path / "案")
    _, out, _ = typed("plan", "案", "--as-of", "2026-11-21", cwd=tmp_path)
    assert "lexcollect draft 案 letter --as-of 2026-11-21" in out
