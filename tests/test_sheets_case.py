"""The form of the case file (案件信息.xlsx): what is typed there stands in 案件.yaml, remarks kept, and nothing else.

Facts: the case files of the examples and of every kind of debt. Question: what does the case file say after the form
was filled in, or only saved? Answers by hand.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lexcollect.casefile.facts import Fact, fields_of
from lexcollect.casefile.loader import in_english, parse_case
from lexcollect.casefile.models import Case
from lexcollect.layout import CASE, CASE_SHEET
from lexcollect.matter.creation import create
from lexcollect.matter.lock import hold
from lexcollect.matter.sheets import read_handed, take_in, write_sheets
from lexcollect.resources import resource
from lexcollect.sheets.case_book import ID, case_book, heads_of
from lexcollect.sheets.case_edits import case_edits
from lexcollect.sheets.case_grids import grids
from lexcollect.sheets.case_rows import Exhibits
from lexcollect.sheets.reading import read_book
from sheet_kit import Sheets
from test_every_kind import KINDS, case_text

NOW = datetime(2026, 11, 29, 10, 0, tzinfo=timezone(timedelta(hours=8)))
STEEL = (resource("examples") / "matter-steel" / CASE).read_text("utf-8")
EXAMPLES = sorted(path.parent.name for path in resource("examples").glob("*/案件.yaml"))


@pytest.fixture
def matter(tmp_path: Path) -> Path:
    """The steel example with its form; without a catalogue, so that exhibits are called by their ids."""
    folder = tmp_path / "案"
    create(folder)
    (folder / CASE).write_text(STEEL, "utf-8")
    with hold(folder, "test", NOW) as held:
        assert write_sheets(held).files == (CASE_SHEET,)
    return folder


class Form(Sheets):
    """The form opened by another program."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / CASE_SHEET)


def filled(folder: Path, change: Callable[[Form], None]) -> None:
    form = Form(folder)
    change(form)
    form.save()


def taken(folder: Path) -> Case:
    with hold(folder, "test", NOW) as held:
        handed = read_handed(folder, NOW.date())
        assert not any(one.stops for one in handed), [f.message("zh") for one in handed for f in one.findings]
        take_in(held, handed, "测试")
    case = parse_case((folder / CASE).read_bytes()).case
    assert case is not None
    return case


def edits_of(text: str, book: bytes) -> Any:
    read, found = read_book(book, "表", {grid.name: heads_of(grid) for grid in grids()}, ID)
    assert read is not None and not found
    return case_edits(read, in_english(text), Exhibits({}), "表")


def form_of(text: str) -> bytes:
    return case_book(text.encode(), in_english(text), parse_case(text).findings, Exhibits({}))


# --- nothing changed -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_form_of_an_example_saved_by_another_program_changes_nothing(name: str) -> None:
    text = (resource("examples") / name / CASE).read_text("utf-8")
    out = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(form_of(text))).save(out)
    edits = edits_of(text, out.getvalue())
    assert (edits.told, edits.changes, edits.findings) == ([], (), [])


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_of_every_kind_of_debt_changes_nothing(kind: str) -> None:
    text = case_text(kind)
    edits = edits_of(text, form_of(text))
    assert (edits.told, edits.changes, edits.findings) == ([], (), [])


def test_libreoffice_saves_the_same(matter: Path, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not here")
    filled(matter, lambda form: form.put("付款", "payments/付款一", 金额=310000))
    (direct,) = read_handed(matter, NOW.date())
    profile, out = f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", tmp_path / "lo"
    for form, source in (("ods", matter / CASE_SHEET), ("xlsx", out / "案件信息.ods")):
        command = [soffice, profile, "--headless", "--convert-to", form, "--outdir", str(out), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    (matter / CASE_SHEET).write_bytes((out / "案件信息.xlsx").read_bytes())
    (through,) = read_handed(matter, NOW.date())
    assert (through.said, through.case, through.findings) == (direct.said, direct.case, direct.findings)
    assert [(one.name, one.head, one.old, one.new) for one in through.said] == [
        ("付款 付款一", "金额", "300000", "310000")
    ]


# --- what is typed ---------------------------------------------------------------------------------------------


def test_values_typed_as_people_type_them(matter: Path) -> None:
    def change(form: Form) -> None:
        form.put("付款", "payments/付款一", 金额=310000, 附言="货款（更正）")
        form.put("付款", "payments/付款二", 日期="2024年2月6日")
        form.put("当事人", "parties/津渤", 电话="022-00000019")

    filled(matter, change)
    before = (matter / CASE).read_text("utf-8")
    case = taken(matter)
    paid = {p.id: (p.amount, p.date.isoformat(), p.memo) for p in case.payments}
    assert paid["付款一"] == (Decimal("310000.00"), "2023-07-14", "货款（更正）")
    assert paid["付款二"][1] == "2024-02-06"
    assert case.parties[0].phone == "022-00000019"
    after = (matter / CASE).read_text("utf-8").split("\n")
    remarks = [line for line in before.split("\n") if line.strip().startswith("#")]
    assert remarks and all(line in after for line in remarks)
    assert len([line for line in before.split("\n") if line not in after]) == 3


def test_a_fact_added_in_an_empty_row_gets_an_id_and_its_exhibit(matter: Path) -> None:
    cells = {"日期": datetime(2024, 6, 1), "金额": 5000.5, "付款人": "沈河", "证据": "回单0714"}  # noqa: DTZ001
    filled(matter, lambda form: form.add("付款", **cells))
    last = taken(matter).payments[-1]
    assert (last.id, last.date.isoformat(), last.amount) == ("付款3", "2024-06-01", Decimal("5000.50"))
    assert tuple(last.evidence) == ("回单0714",)


def test_a_form_on_its_side_takes_another_party_and_loses_one(matter: Path) -> None:
    def change(form: Form) -> None:
        form.add("当事人", 编号="案外人甲", 身份="案外人", 类型="自然人", 名称="钱样例")
        form.put("合同", "contracts/框架合同", 付款冲抵·顺序="先到期本金、利息、违约金、费用")
        form.delete("代理人", "agents/张律师")
        form.put("选择", "choices", 函件选择·经办律师=None)

    filled(matter, change)
    case = taken(matter)
    assert [party.id for party in case.parties] == ["津渤", "沈河", "郑样例", "案外人甲"]
    order = case.contracts[0].appropriation.order  # type: ignore[union-attr]
    assert [str(rung.value) for rung in order] == ["oldest_principal", "interest", "penalty", "costs"]
    assert case.agents == ()


def test_a_column_of_a_form_taken_away_is_a_party_taken_away(matter: Path) -> None:
    filled(matter, lambda form: form.add("当事人", 编号="案外人甲", 身份="案外人", 类型="自然人", 名称="钱样例"))
    taken(matter)
    with hold(matter, "test", NOW) as held:
        write_sheets(held)
    filled(matter, lambda form: form.delete("当事人", "parties/案外人甲"))
    assert [party.id for party in taken(matter).parties] == ["津渤", "沈河", "郑样例"]


def test_a_row_taken_away_is_a_fact_taken_away(matter: Path) -> None:
    filled(matter, lambda form: form.delete("付款", "payments/付款二"))
    assert [p.id for p in taken(matter).payments] == ["付款一"]


def test_a_fact_known_by_its_position_is_the_one_that_was_meant(matter: Path) -> None:
    filled(matter, lambda form: form.put("交货", "deliveries/#3", 签收人="宋样"))
    before = parse_case(STEEL).case
    after = taken(matter)
    assert before is not None
    told = [
        (n, b.receiver, a.receiver) for n, (b, a) in enumerate(zip(before.deliveries, after.deliveries, strict=True))
    ]
    assert [(n, a) for n, b, a in told if b != a] == [(2, "宋样")]


def test_a_position_that_is_another_fact_now_is_left_alone(matter: Path) -> None:
    filled(matter, lambda form: form.put("交货", "deliveries/#2", 签收人="宋样"))
    text = (matter / CASE).read_text("utf-8")
    at = text.index("deliveries:") + len("deliveries:")
    (matter / CASE).write_text(
        text[:at] + "\n  - {obligation: DD-20230406, date: 2023-04-10, goods: 样品, quantity: 1吨}" + text[at:], "utf-8"
    )
    (handed,) = read_handed(matter, NOW.date())
    assert handed.empty and {f.code for f in handed.findings} == {"LX-W042"}


def test_a_nested_group_comes_and_goes(matter: Path) -> None:
    def change(form: Form) -> None:
        form.put("当事人", "parties/沈河", 收款账户·户名="甲", 收款账户·开户行="乙", 收款账户·账号="6222")
        bank = {"收款账户·户名": None, "收款账户·开户行": None, "收款账户·账号": None}
        form.put("当事人", "parties/津渤", **bank)

    filled(matter, change)
    case = taken(matter)
    by_id = {party.id: party for party in case.parties}
    assert by_id["沈河"].bank is not None and by_id["沈河"].bank.account_no == "6222"
    assert by_id["津渤"].bank is None


def test_a_fact_gets_another_id_and_what_refers_to_it_follows(matter: Path) -> None:
    def change(form: Form) -> None:
        form.put("应收款", "obligations/DD-20230821", 编号="第三单", 标题="第三份订单")
        form.put("付款", "payments/付款一", 指定清偿="DD-20230406")

    filled(matter, change)
    case = taken(matter)
    assert [o.id for o in case.obligations] == ["DD-20230406", "DD-20230602", "第三单"]
    assert case.obligations[2].title == "第三份订单"
    assert [p.designated_for for p in case.payments] == ["DD-20230406", "第三单"]
    assert [d.obligation for d in case.deliveries].count("第三单") == 2


def test_a_choice_is_taken_by_its_word(matter: Path) -> None:
    filled(matter, lambda form: form.put("催收", "communications/电话1103", 类型="电子邮件"))
    assert next(c for c in taken(matter).communications if c.id == "电话1103").kind.label == "电子邮件"


def test_what_the_loader_refuses_is_not_written(matter: Path) -> None:
    from lexcollect.findings import Refused

    filled(matter, lambda form: form.put("付款", "payments/付款一", 金额="三十万左右"))
    before = (matter / CASE).read_bytes()
    with hold(matter, "test", NOW) as held, pytest.raises(Refused):
        take_in(held, read_handed(matter, NOW.date()), "测试")
    assert (matter / CASE).read_bytes() == before


def test_both_sides_changed_one_value(matter: Path) -> None:
    filled(matter, lambda form: form.put("付款", "payments/付款一", 金额=310000))
    text = (matter / CASE).read_text("utf-8").replace("300000.00", "320000.00")
    (matter / CASE).write_text(text, "utf-8")
    (handed,) = read_handed(matter, NOW.date())
    assert [f.code for f in handed.findings] == ["LX-W042"] and handed.stops
    assert "310000" in handed.findings[0].message("zh") and "320000" in handed.findings[0].message("zh")


def test_findings_stand_beside_their_row(tmp_path: Path) -> None:
    text = STEEL.replace("91120113FAKE00013M", "91120113FAKE00013X")
    path = tmp_path / "form.xlsx"
    path.write_bytes(form_of(text))
    sheet = Sheets(path).book["当事人"]
    (beside,) = [row for row in sheet.iter_rows(values_only=True) if row[0] == "统一社会信用代码"]
    assert "信用代码" in beside[-1] and beside[-1].startswith("津渤：")


# --- every key -------------------------------------------------------------------------------------------------


def group_of(model: type[Fact], key: str) -> type[Fact]:
    found = next(field.model for field in fields_of(model) if field.key == key)
    assert found is not None
    return found


def leaves(model: type[Fact], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for field in fields_of(model):
        if field.model is None:
            yield (*path, field.key)
        elif field.many and path:
            yield from leaves(field.model, (*path, field.key, "*"))
        else:
            yield from leaves(field.model, (*path, field.key, *(("*",) if field.many else ())))


def test_every_key_of_the_case_file_has_a_column() -> None:
    columns = set()
    for grid in grids():
        place = (grid.group, *(("*",) if grid.group and not grid.below and grid.many else ())) if grid.group else ()
        if grid.below:
            many = next(field.many for field in fields_of(Case) if field.key == grid.group)
            place, model = (grid.group, *(("*",) if many else ())), group_of(Case, grid.group)
            for key in grid.below:
                listed = next(field.many for field in fields_of(model) if field.key == key)
                place, model = (*place, key, *(("*",) if listed else ())), group_of(model, key)
        columns |= {(*place, *column.path) for column in grid.columns}
    assert set(leaves(Case)) - columns == {("schema",)}
    assert columns - set(leaves(Case)) == set()


def test_tables_and_headings_are_unique_and_fit_a_workbook() -> None:
    names = [grid.name for grid in grids()]
    assert len(set(names)) == len(names) and max(map(len, names)) <= 31
    assert all(len(set(heads_of(grid))) == len(heads_of(grid)) for grid in grids())
