"""The desk (案头): what a person does to a matter, undone, kept unsaved, saved.

Facts: 沈河案 with its 28 exhibits in five groups, 851,600.00 of principal, 1,359,193.80 together, limitation to
2028-05-23. Questions: what follows from each step, what is on disk before and after saving, what becomes of what
somebody else changed meanwhile? Answers by hand from the facts of the matter.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lexcollect.casefile.facts import fields_of
from lexcollect.casefile.models import Case
from lexcollect.findings import Refused
from lexcollect.layout import CASE, CATALOGUE, JOURNAL, UNSAVED
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.desk.moves import members
from lexcollect.matter.desk.steps import Gone, Lined, New, Step, Typed, from_plain, plain
from lexcollect.matter.writing import Conflicting
from lexcollect.sheets.case_grids import grids
from lexcollect.sheets.columns import OPEN_KEYS
from review_kit import NOW, desk_of, steel

PAYMENTS = "付款"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def matter(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))


def numbers(desk: Desk, group: int) -> dict[str, str]:
    """Return the exhibits of a group by id with their numbers."""
    return {row.id.removeprefix("item:"): row.cells["number"] for row in members(desk.lines, group)}


def total(desk: Desk) -> Decimal:
    answered = desk.answered
    assert answered is not None
    return answered.claims.total


def test_a_payment_of_ten_thousand_less_is_seen_at_once_and_gone_after_undo(matter: Path) -> None:
    desk = desk_of(matter)
    before = (matter / CASE).read_bytes()
    assert total(desk) == Decimal("1359193.80")
    desk.take(Typed(PAYMENTS, "payments/付款一", "金额", "290,000元"))
    # 10,000 more principal of order one from 2023-07-14: 1,227 days counted to 2026-11-21, at 0.05 % a day.
    assert total(desk) == Decimal("1359193.80") + 10_000 + Decimal("10000") * Decimal("0.0005") * 1227
    assert [one.shown for one in desk.differences] == ["payments.付款一.amount"]
    assert (matter / CASE).read_bytes() == before, "nothing is written before it is saved"
    assert desk.undo() and total(desk) == Decimal("1359193.80") and not desk.differences
    assert desk.redo() and desk.differences


def test_an_exhibit_put_first_counts_its_group_anew(matter: Path) -> None:
    desk = desk_of(matter)
    was = numbers(desk, 5)
    first, third = next(iter(was)), list(was)[2]
    desk.move([f"item:{third}"], 5, f"item:{first}")
    now = numbers(desk, 5)
    assert list(now)[:3] == [third, first, list(was)[1]]
    assert list(now.values()) == [f"5-{n}" for n in range(1, len(was) + 1)]


def test_several_exhibits_go_to_another_group_in_their_order(matter: Path) -> None:
    desk = desk_of(matter)
    two = list(numbers(desk, 3))[:2]
    desk.move([f"item:{id}" for id in two], 2)
    assert list(numbers(desk, 2))[-2:] == two
    assert next(iter(numbers(desk, 3).values())) == "3-1"


def test_nothing_stands_between_4_2_and_4_2a_so_the_group_is_counted_anew(matter: Path) -> None:
    desk = desk_of(matter)
    was = list(numbers(desk, 4))
    assert list(numbers(desk, 4).values()) == ["4-1", "4-2", "4-2a", "4-3"]
    desk.move([f"item:{was[0]}"], 4, f"item:{was[2]}")
    assert numbers(desk, 4) == {was[1]: "4-1", was[0]: "4-2", was[2]: "4-3", was[3]: "4-4"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 27), st.integers(1, 5), st.integers(0, 12)), min_size=1, max_size=6))
def test_whatever_is_dragged_where_it_lands_there_and_no_exhibit_is_lost(
    fresh: Path, moves: list[tuple[int, int, int]]
) -> None:
    desk = Desk(fresh, NOW.date(), read_only=False)
    everything = {row.id for row in desk.lines.rows}
    try:
        for which, group, at in moves:
            rows = [row.id for n in range(1, 6) for row in members(desk.lines, n)]
            going = rows[which % len(rows)]
            others = [row.id for row in members(desk.lines, group) if row.id != going]
            before = others[at] if at < len(others) else ""
            desk.move([going], group, before)
            wanted = [*others[:at], going, *others[at:]] if before else [*others, going]
            assert [row.id for row in members(desk.lines, group)] == wanted
            every = [row.cells["number"] for row in desk.lines.rows if row.cells.get("number")]
            assert len(every) == len(set(every)) == 28
        assert {row.id for row in desk.lines.rows} == everything
        while desk.undo():
            pass
        assert not desk.differences
    finally:
        (fresh / UNSAVED).unlink(missing_ok=True)


def test_a_new_payment_is_a_fact_with_an_id_that_nobody_typed(matter: Path) -> None:
    desk = desk_of(matter)
    desk.take(New(PAYMENTS, (("日期", "2026年5月6日"), ("金额", "1万元"), ("证据", "4-1"))))
    added = [one for one in desk.differences if one.place[:1] == ("payments",)]
    assert len(added) == 1 and isinstance(added[0].new, dict)
    assert added[0].new["date"] == "2026-05-06" and added[0].new["amount"] == "10000.00" and added[0].new["id"]
    desk.take(Gone(PAYMENTS, "payments/" + added[0].new["id"]))
    assert not [one for one in desk.differences if one.place[:1] == ("payments",)]


def test_a_file_nobody_submits_becomes_a_line_with_its_reason(matter: Path) -> None:
    desk = desk_of(matter)
    row = members(desk.lines, 3)[0]
    desk.take(Lined(((row.id, "submit", "否"), (row.id, "reason", "另案使用"))))
    left = desk.lines.row(f"file:{row.files[0]}")
    assert left is not None and left.cells["submit"] == "否" and left.cells["reason"] == "另案使用"


@pytest.mark.parametrize(
    "step",
    [
        Lined((("item:没有", "title", "x"),)),
        Lined((("item:微信", "number", "9-9"),)),
        Lined((("item:微信", "没有这列", "x"),)),
        Lined((("item:微信", "date", "2024-02-30"),)),
        Lined((("item:微信", "submit", "也许"),)),
        Typed("没有这表", "payments/付款一", "金额", "1"),
        Typed(PAYMENTS, "payments/没有", "金额", "1"),
        Typed(PAYMENTS, "payments/付款一", "没有这项", "1"),
        Typed(PAYMENTS, "payments/付款一", "附言", "长" * 30_000),
        Gone(PAYMENTS, "payments/没有"),
    ],
)
def test_a_step_that_cannot_be_done_is_told_and_changes_nothing(matter: Path, step: Step) -> None:
    desk = desk_of(matter)
    with pytest.raises(Refused) as refused:
        desk.take(step)
    assert refused.value.findings[0].message() and refused.value.findings[0].remedy()
    assert not desk.steps and not desk.differences


def test_a_wrong_amount_stays_where_it_was_typed_and_is_told_but_not_saved(matter: Path) -> None:
    desk = desk_of(matter)
    desk.take(Typed(PAYMENTS, "payments/付款一", "金额", "三十万左右"))
    assert desk.answered is None and any(one.stops and "三十万左右" in one.message() for one in desk.findings)
    with pytest.raises(Refused):
        desk.save("李样例", NOW)
    assert "三十万左右" not in (matter / CASE).read_text("utf-8")


def test_what_is_saved_is_what_was_shown_and_the_journal_names_who(matter: Path) -> None:
    desk = desk_of(matter)
    case, remark = (matter / CASE).read_text("utf-8"), "# 律师的备注，不要动\n"
    (matter / CASE).write_text(remark + case, "utf-8")
    desk = desk_of(matter)
    desk.take(Typed(PAYMENTS, "payments/付款一", "金额", "290000"))
    first = next(iter(numbers(desk, 5)))
    desk.move([f"item:{first}"], 5)
    shown = {one.shown: one.new for one in desk.differences}
    written = desk.save("李样例", NOW)
    assert {one.shown: one.new for one in written.differences} == shown
    text = (matter / CASE).read_text("utf-8")
    assert text == remark + case.replace("300000.00", "290000.00", 1)
    line = json.loads((matter / JOURNAL).read_text("utf-8").splitlines()[-1])
    assert (line["command"], line["who"]) == ("review", "李样例")
    assert {"file": CASE, "place": ["payments", "付款一", "amount"], "old": "300000.00", "new": "290000.00"} in line[
        "values"
    ]
    assert not desk.steps and not (matter / UNSAVED).exists()
    assert numbers(desk_of(matter), 5) == numbers(desk, 5)


def test_without_a_name_nothing_is_saved(matter: Path) -> None:
    desk = desk_of(matter)
    desk.take(Typed(PAYMENTS, "payments/付款一", "附言", "货款一"))
    with pytest.raises(Refused) as refused:
        desk.save("  ", NOW)
    assert [one.code for one in refused.value.findings] == ["LX-W109"]


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(matter: Path) -> None:
    desk = desk_of(matter)
    desk.take(Typed(PAYMENTS, "payments/付款一", "金额", "290000"))
    text = (matter / CASE).read_text("utf-8").replace("150000.00", "151000.00", 1)
    (matter / CASE).write_text(text, "utf-8")
    with pytest.raises(Conflicting) as conflict:
        desk.save("李样例", NOW)
    assert (matter / CASE).read_text("utf-8") == text
    places = {one.place: (one.base, one.theirs, one.ours) for one in conflict.value.conflicts}
    assert places[("payments", "付款一", "amount")] == ("300000.00", "300000.00", "290000.00")
    assert places[("payments", "付款二", "amount")] == ("150000.00", "151000.00", "150000.00")
    desk.read_again()
    desk.save("李样例", NOW)
    final = (matter / CASE).read_text("utf-8")
    assert "290000.00" in final and "151000.00" in final


def test_unsaved_steps_are_there_again_after_a_crash(matter: Path) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom datetime import date\n"
        "from lexcollect.matter.desk.draft import Desk\nfrom lexcollect.matter.desk.steps import Typed\n"
        "desk = Desk(Path(sys.argv[1]), date(2026, 11, 21))\n"
        "desk.take(Typed('付款', 'payments/付款一', '金额', '290000'))\nos.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(matter)], check=False, env=os.environ.copy())
    desk = desk_of(matter)
    assert not desk.steps
    found = desk.recover()
    assert found.steps == 1 and not found.findings
    assert [one.shown for one in desk.differences] == ["payments.付款一.amount"]


def test_unsaved_steps_on_a_file_changed_since_are_applied_anew_and_what_is_gone_is_told(matter: Path) -> None:
    desk = desk_of(matter)
    desk.take(Typed(PAYMENTS, "payments/付款一", "金额", "290000"))
    desk.take(Typed(PAYMENTS, "payments/付款二", "附言", "改"))
    other = Desk(matter, NOW.date())
    other.take(Gone(PAYMENTS, "payments/付款二"))
    unsaved = (matter / UNSAVED).read_bytes()
    other.save("王例成", NOW)
    desk_memory = json.loads(unsaved)
    desk_memory["steps"] = [plain(step) for step in desk.steps]
    (matter / UNSAVED).write_text(json.dumps(desk_memory), "utf-8")
    found = (again := desk_of(matter)).recover()
    assert found.steps == 1 and [one.code for one in found.findings] == ["LX-W107", "LX-W108"]
    assert [one.shown for one in again.differences] == ["payments.付款一.amount"]


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"schema": "x"}', b"\xff" * 50, b"[" * 100_000])
def test_a_broken_memory_is_set_aside_and_told(matter: Path, raw: bytes) -> None:
    (matter / UNSAVED).parent.mkdir(parents=True, exist_ok=True)
    (matter / UNSAVED).write_bytes(raw)
    found = desk_of(matter).recover()
    assert [one.code for one in found.findings] == ["LX-W106"]
    assert (matter / UNSAVED).with_name("unsaved-unread.json").read_bytes() == raw


def test_read_only_changes_nothing(matter: Path) -> None:
    desk = desk_of(matter, read_only=True)
    for doing in (
        lambda: desk.take(Typed(PAYMENTS, "payments/付款一", "金额", "1")),
        lambda: desk.save("李样例", NOW),
    ):
        with pytest.raises(Refused) as refused:
            doing()
        assert [one.code for one in refused.value.findings] == ["LX-W105"]
    assert not (matter / UNSAVED).exists()


def test_a_catalogue_of_which_nothing_changed_is_byte_for_byte_the_same(matter: Path) -> None:
    before = (matter / CATALOGUE).read_bytes()
    desk = desk_of(matter)
    first = next(iter(numbers(desk, 5)))
    desk.take(Lined(((f"item:{first}", "title", "另一个名称"),)))
    old = desk.undo() and desk.sources.catalogue
    assert old == before


def test_every_key_of_the_case_file_has_a_field(fresh: Path) -> None:
    """A key that no form can write fails here: all of them are columns of some table."""

    def keys(model: type, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
        found: set[tuple[str, ...]] = set()
        for field in fields_of(model):
            found |= keys(field.model, (*path, field.key)) if field.model is not None else {(*path, field.key)}
        return found

    written = {
        ((grid.group,) if grid.group else ()) + grid.below + column.path for grid in grids() for column in grid.columns
    }
    assert keys(Case) - written == {("schema",)}


STEPS = st.one_of(
    st.builds(
        Lined,
        st.lists(st.tuples(st.text(), st.sampled_from(OPEN_KEYS), st.text()), max_size=3).map(tuple),
    ),
    st.builds(Typed, st.text(), st.text(), st.text(), st.text()),
    st.builds(New, st.text(), st.lists(st.tuples(st.text(), st.text()), max_size=3).map(tuple), st.text()),
    st.builds(Gone, st.text(), st.text()),
)


@given(STEPS)
def test_a_step_survives_its_way_to_the_disk(step: Step) -> None:
    try:
        text = json.dumps(plain(step)).encode()
    except UnicodeEncodeError:
        return
    assert from_plain(json.loads(text)) == step


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda one: st.lists(one) | st.dictionaries(st.text(), one),
    )
)
def test_what_is_no_step_is_refused(data: object) -> None:
    with pytest.raises(ValueError):
        from_plain(data)


def test_a_long_day_of_steps_is_undone_to_the_first(matter: Path) -> None:
    """The files after the last sixty steps are kept; those before are made again from the steps."""
    desk = desk_of(matter)
    before = desk.sources.files
    for number in range(70):
        desk.take(Typed(PAYMENTS, "payments/付款一", "附言", f"第{number}次"))
    assert sum(one is None for one in desk._after) == 10
    for number in range(68, -1, -1):
        assert desk.undo()
        if number % 9 == 0:
            assert f"第{number}次" in desk.sources.case.decode("utf-8")
    assert desk.undo() and not desk.undo()
    assert desk.sources.files == before and not desk.differences
    for _ in range(3):
        assert desk.redo()
    assert "第2次" in desk.sources.case.decode("utf-8") and desk.can_redo


def test_what_is_dropped_is_gone_here_and_in_memory(matter: Path) -> None:
    desk = desk_of(matter)
    desk.take(Typed(PAYMENTS, "payments/付款一", "金额", "290000"))
    assert (matter / UNSAVED).exists()
    desk.drop()
    assert not desk.steps and not desk.can_redo and not (matter / UNSAVED).exists()
    assert total(desk) == Decimal("1359193.80") and desk_of(matter).recover().steps == 0


def test_reading_looks_once_at_each_state(matter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sums, days, rows and differences of one state are worked out once, however often a page shows them."""
    import lexcollect.matter.desk.draft as draft

    counted: list[str] = []
    for name in ("_answer", "lines_in", "data_in", "between"):
        real = getattr(draft, name)
        monkeypatch.setattr(draft, name, lambda *a, real=real, name=name, **k: (counted.append(name), real(*a, **k))[1])
    desk = desk_of(matter)
    desk.take(Typed(PAYMENTS, "payments/付款一", "金额", "290000"))
    counted.clear()
    for _ in range(5):
        _ = (desk.answered, desk.findings, desk.lines, desk.data, desk.rows, desk.differences, desk.saved_answers())
    assert counted.count("_answer") <= 2 and counted.count("between") == 1
    assert counted.count("lines_in") == counted.count("data_in") == 1
