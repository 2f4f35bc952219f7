"""The schedule annex: rows, formulas that compute every figure again, text that stays text, files kept when edited."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc_run import asked
from lexcollect.casefile import Case, parse_case
from lexcollect.claims.account import account_of
from lexcollect.claims.schedule_sheet import workbook
from lexcollect.claims.schedule_table import Table, table_of
from lexcollect.documents.engine import check_template, field_names, load
from lexcollect.documents.papers import SCHEDULE
from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.views.schedule import view
from lexcollect.law.conventions import Conventions
from lexcollect.law.options import OPTIONS
from lexcollect.law.rules.parts import Part
from lexcollect.resources import resource
from outside import program
from sheet_formulas import Sheet
from steel import AS_OF, CASE_FILE, ORDER_1, steel_case, steel_text


def yearly_case() -> Case:
    """Return the steel matter with a yearly rate, so that the day basis matters."""
    assert "rate: 每日万分之五" in steel_text()
    case = parse_case(steel_text().replace("rate: 每日万分之五", "rate: 年利率14.6%")).case
    assert case is not None
    return case


def steel_table(as_of: date = AS_OF, **chosen: str) -> Table:
    return table_of(steel_case(), account_of(steel_case(), as_of, conventions=Conventions(**chosen)))  # type: ignore[arg-type]


def sheet_of(table: Table, *, values: bool = False) -> Sheet:
    return Sheet(openpyxl.load_workbook(io.BytesIO(workbook(table)), data_only=values).active)


def verdicts(sheet: Sheet) -> list[str]:
    return [v for v in sheet.values(f"M5:M{sheet.sheet.max_row}") if v]


def test_the_table_of_the_steel_matter() -> None:
    table = steel_table()
    assert (table.title, table.total, table.principal) == ("逾期付款违约金计算表", D("507593.80"), D("851600.00"))
    assert [(r.item, r.base, r.days, r.amount) for r in table.of(ORDER_1)] == [
        (ORDER_1, D("432000.00"), 24, D("5184.00")),
        (ORDER_1, D("132000.00"), 1227, D("80982.00")),
    ]
    assert table.accrued - table.paid == table.total


@pytest.mark.parametrize("rounding", OPTIONS["rounding"])
@pytest.mark.parametrize("year", OPTIONS["year"])
def test_every_formula_gives_our_figure_under_every_day_basis(year: str, rounding: str) -> None:
    case = yearly_case()
    conventions = Conventions(year=year, rounding=rounding)  # type: ignore[arg-type]
    table = table_of(case, account_of(case, AS_OF, conventions=conventions))
    sheet = sheet_of(table)
    rows = len(table.rows)
    for row in range(5, 5 + rows):
        figure, computed = sheet.value(f"K{row}"), sheet.value(f"L{row}")
        assert abs(figure - computed) < D("0.000001"), (row, figure, computed)
    last = sheet.sheet.max_row - len(table.foot) - 3 - bool(table.per_day)
    assert sheet.value(f"L{last}") == table.total
    assert set(verdicts(sheet)) == {"一致"}


@given(
    as_of=st.dates(date(2023, 6, 21), date(2026, 11, 21)),
    days=st.sampled_from(OPTIONS["payment_day"]),
    cutoff=st.sampled_from(OPTIONS["cutoff"]),
    span=st.sampled_from(OPTIONS["span"]),
)
@settings(max_examples=15, deadline=None)
def test_the_sheet_agrees_on_any_day(as_of: date, days: str, cutoff: str, span: str) -> None:
    table = steel_table(as_of, payment_day=days, cutoff=cutoff, span=span)
    assert set(verdicts(sheet_of(table))) <= {"一致"}


def test_payments_on_the_penalty_are_taken_off_by_formula() -> None:
    was, now = "order: [designated, oldest_principal, penalty, costs]", "order: [penalty, oldest_principal, costs]"
    assert was in steel_text()
    case = parse_case(steel_text().replace(was, now)).case
    assert case is not None
    account = account_of(case, AS_OF)
    table = table_of(case, account)
    paid_on_penalty = sum((p.amount for p in table.payments if p.charge), D(0))
    assert paid_on_penalty > 0
    assert table.total == table.accrued - paid_on_penalty == account.penalty
    assert set(verdicts(sheet_of(table))) == {"一致"}


def test_a_wrong_figure_is_found_by_the_line_the_sum_and_the_whole() -> None:
    table = steel_table()
    wrong = replace(table, rows=(replace(table.rows[0], amount=table.rows[0].amount + D("0.01")), *table.rows[1:]))
    found = verdicts(sheet_of(wrong))
    assert (found[0], found[-1]) == ("不一致", "不一致")
    assert found.count("不一致") == 2
    wrong = replace(table, total=table.total - D("0.01"))
    assert verdicts(sheet_of(wrong))[-1] == "不一致"


EARLY = ("{id: 付款一, date: 2023-07-14,", "{id: 付款一, date: 2023-06-01,")
LOSS = ("    late_penalty: {rate: 每日万分之五, clause: 第5.1条}\n", "    overdue_loss: {markup: 50}\n")


def changed(*changes: tuple[str, str], as_of: date = AS_OF) -> Table:
    text = steel_text()
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now)
    case = parse_case(text).case
    assert case is not None
    return table_of(case, account_of(case, as_of))


def test_a_payment_before_the_due_day_stands_on_the_day_it_was_made() -> None:
    # 300,000 came on 2023-06-01; the first order fell due on 2023-06-19 (a Monday) and takes it then: no penalty runs
    # on that part. The bank slip says 06-01, so does the sheet, and it says what happened on 06-19.
    table = changed(EARLY)
    first = next(p for p in table.payments if p.payment == "付款一")
    assert (first.day, first.item, first.amount) == (date(2023, 6, 1), ORDER_1, D("300000.00"))
    assert "付款早于到期日，2023-06-19到期时冲抵" in first.why
    assert [(r.base, r.first) for r in table.of(ORDER_1)] == [(D("132000.00"), date(2023, 6, 20))]
    cells = [[cell.value for cell in row] for row in sheet_of(table).sheet.iter_rows()]
    (row,) = [row for row in cells if "付款一" in row]
    assert row[3].date() == date(2023, 6, 1) and "2023-06-19到期时冲抵" in row[5]
    paid = view(table)["付款"][0]
    assert paid["日期"] == "2023年6月1日" and "2023-06-19到期时冲抵" in paid["理由"]
    assert steel_table().payments[0].day == date(2023, 7, 14)


def test_a_set_off_stands_in_the_schedule_as_a_set_off() -> None:
    # 民法典 568: 300,000 of 2023-07-14 is the creditor's own set-off, no money came.
    table = changed(("channel: 银行转账, memo: 货款, evidence: 回单0714", "kind: set_off, evidence: 回单0714"))
    assert [p.payment for p in table.payments] == ["付款一（抵销）", "付款二"]
    cells = [cell.value for row in sheet_of(table).sheet.iter_rows() for cell in row]
    assert "付款及抵销冲抵明细" in cells and "付款一（抵销）" in cells and "付款冲抵明细" not in cells
    fields = view(table)
    assert (fields["付款"][0]["付款"], fields["冲抵表题"]) == ("付款一（抵销）", "付款及抵销冲抵")
    assert view(steel_table())["冲抵表题"] == "付款冲抵"


def test_the_statutory_loss_says_article_rate_publication_and_other_readings() -> None:
    # 买卖合同解释 18(4). Breach of order 1 on 2023-06-20: LPR 3.55 % published that very day, plus 50 % is 5.325 %.
    table = changed(LOSS)
    assert (table.title, table.kind, table.rows[0].kind) == ("逾期付款损失计算表", "interest", "interest")
    assert (table.rows[0].base_rate, table.rows[0].published) == (D("0.0355"), date(2023, 6, 20))
    foot = [words.render("zh") for words in table.foot]
    (said,) = [words for words in foot if words.startswith("逾期付款损失依据") and ORDER_1 in words]
    assert "买卖合同解释第18条第4款" in said
    assert "一年期LPR为3.55%（2023-06-20公布），加计50%，年利率5.325%" in said
    others = [words for words in foot if words.startswith("逾期付款损失的另一种读法")]
    assert len(others) == 2 and "加计幅度的下限" in others[1] and "元（-" in others[1]
    assert (
        "同期LPR分段" in others[0] and "LPR已知至" in others[0]
    )  # no LPR is known to the as-of day: said, not dropped
    earlier = [words.render("zh") for words in changed(LOSS, as_of=date(2025, 3, 31)).foot]
    # LPR fell after the breaches: each day's own comes to less.
    assert [w for w in earlier if "同期LPR分段" in w and "元（-" in w]
    assert any("违约金" in words for words in foot) is False
    assert set(verdicts(sheet_of(table))) == {"一致"}
    # What the creditor signs and files names laws by their titles and days in words, and no reading but its own.
    filed = "".join(row["内容"] for row in view(table)["口径"])
    assert "《最高人民法院关于审理买卖合同纠纷案件适用法律问题的解释》第十八条" in filed
    assert "一年期LPR为3.55%（2023年6月20日公布），加计50%，年利率5.325%" in filed
    assert "另一种读法" not in filed and not re.search(r"\d{4}-\d\d-\d\d", filed)


#: A second contract that agreed no penalty, and 50,000 yuan owed under it.
SECOND_CONTRACT = (
    (
        "obligations:\n",
        (
            "  - {id: 二, cause: 买卖合同纠纷, name: 二, signed_on: 2023-03-01, overdue_loss: {markup: 50}}\n"
            "obligations:\n"
        ),
    ),
    (
        "deliveries:",
        "  - {id: 乙单, contract: 二, amount: 50000.00, due: {day: 2024-02-01, roll: none}}\ndeliveries:",
    ),
)


def test_penalty_and_loss_stand_side_by_side_each_under_its_name() -> None:
    # 50,000 × 5.175 % (LPR 3.45 % of 2024-01-22 plus 50 %) × 1,024 days ÷ 365 = 7,259.18.
    table = changed(*SECOND_CONTRACT)
    assert table.kind == "mixed"
    assert (table.left_of(Part.PENALTY), table.left_of(Part.INTEREST)) == (D("507593.80"), D("7259.18"))
    assert table.total == D("514852.98")
    sheet = sheet_of(table)
    words = [str(sheet.sheet.cell(row, 1).value) for row in range(1, sheet.sheet.max_row + 1)]
    assert "小计　乙单　逾期付款损失" in words and f"小计　{ORDER_1}　违约金" in words
    assert words.index("违约金合计") < words.index("逾期付款损失合计")
    assert sheet.value(f"L{words.index('违约金合计') + 1}") == D("507593.80")
    assert sheet.value(f"L{words.index('逾期付款损失合计') + 1}") == D("7259.18")
    assert set(verdicts(sheet)) == {"一致"}
    told = view(table)
    assert told["结论"].startswith(
        "计算至2026年11月21日，违约金507,593.80元、逾期付款损失7,259.18元，合计514,852.98元。"
    )
    assert [row["应收款"] for row in told["小计"]][-1] == "乙单（逾期付款损失）"


def test_a_loss_that_payments_took_whole_still_says_what_it_rested_on() -> None:
    # 50,000 and its loss of 41 days, 290.65, are paid with the 650,000 that name no debt: it is the unsecured one.
    paid = ("{id: 付款一, date: 2023-07-14, amount: 300000.00", "{id: 付款一, date: 2024-03-14, amount: 650000.00")
    table = changed(*SECOND_CONTRACT, paid)
    assert table.left_of(Part.INTEREST) == 0
    assert [p.amount for p in table.payments if p.part == "逾期付款损失"] == [D("290.65")]
    assert [w for w in table.foot if "买卖合同解释第18条第4款" in w.render("zh") and "乙单" in w.render("zh")]


def test_cells_carry_their_values_for_viewers_that_compute_nothing() -> None:
    table = steel_table()
    shown = sheet_of(table, values=True)
    assert [shown.value(f"L{row}") for row in range(5, 10)] == [row.amount for row in table.rows]
    assert set(verdicts(shown)) == {"一致"}


def test_identifiers_and_formula_like_texts_stay_text() -> None:
    table = steel_table()
    evil = '=HYPERLINK("http://example.invalid","x")'
    rows = tuple(replace(row, item=evil) for row in table.of(ORDER_1))
    sub = replace(table.subtotals[0], item=evil)
    changed = replace(table, rows=rows, subtotals=(sub,), total=sub.left, payments=(), matter="+1", creditor="@SUM(A1)")
    data = workbook(changed)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode("utf-8")
        names = archive.namelist()
    assert "HYPERLINK" not in xml  # it stands among the shared strings, not among the formulas
    assert not [name for name in names if "external" in name.lower() or name.endswith(".bin")]
    item = openpyxl.load_workbook(io.BytesIO(data)).active["B5"]
    assert (item.data_type, item.number_format) == ("s", "@")


def test_the_same_table_gives_the_same_bytes() -> None:
    assert workbook(steel_table()) == workbook(steel_table())


def test_conventions_stand_at_the_foot() -> None:
    sheet = sheet_of(steel_table())
    words = "\n".join(str(v) for v in sheet.values(f"A1:A{sheet.sheet.max_row}") if v)
    assert "算头不算尾" in words and "“暂计至”当日计入" in words and "每行四舍五入到分" in words
    assert "425.80 元" in words


def test_the_word_annex_says_the_same_as_the_sheet() -> None:
    table = steel_table()
    template = resource("templates") / SCHEDULE
    fields = view(table)
    assert check_template(template, field_names(fields)) == []
    words = "\n".join(paragraphs(load(template).render(fields)))
    for figure in ("432,000.00", "80,982.00", "507,593.80", "851,600.00", "算头不算尾", "每日0.05%"):
        assert figure in words, figure


#: Tells LibreOffice to compute everything anew when it opens an .xlsx, whatever values the file carries.
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""


def test_a_spreadsheet_program_recomputes_the_same_figures(tmp_path: Path) -> None:
    case = yearly_case()
    right = table_of(case, account_of(case, AS_OF, conventions=Conventions(year="actual")))
    wrong = replace(right, rows=(replace(right.rows[0], amount=right.rows[0].amount + 1), *right.rows[1:]))
    for name, table in (("right", right), ("wrong", wrong)):
        (tmp_path / f"{name}.xlsx").write_bytes(workbook(table))
    profile = tmp_path / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE, "utf-8")
    subprocess.run(
        [
            program("soffice"),
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "right.xlsx"),
            str(tmp_path / "wrong.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    computed = {
        name: list(csv.reader(io.StringIO((tmp_path / f"{name}.csv").read_text("utf-8"))))
        for name in ("right", "wrong")
    }
    lines = computed["right"][4 : 4 + len(right.rows)]
    assert [D(line[11].replace(",", "")) for line in lines] == [row.amount for row in right.rows]
    assert {line[12] for line in computed["right"] if line[12] in ("一致", "不一致")} == {"一致"}
    # The file claims 一致 everywhere; only a program that really computed finds the wrong figure.
    assert computed["wrong"][4][12] == "不一致"
    assert [line[12] for line in computed["wrong"] if line[12]][-1] == "不一致"


def _matter(tmp_path: Path) -> Path:
    folder = tmp_path / "matter"
    folder.mkdir()
    shutil.copyfile(CASE_FILE, folder / "案件.yaml")
    return folder


def test_the_annex_is_written_once_and_a_hand_edited_file_is_kept(tmp_path: Path) -> None:
    folder = _matter(tmp_path)
    code, screen = asked("calc", str(folder), "--annex")
    assert code == 0, screen
    annexes = folder / "3-文书" / "附件"
    assert sorted(p.name for p in annexes.iterdir()) == ["逾期付款违约金计算表.docx", "逾期付款违约金计算表.xlsx"]
    before = {p.name: p.read_bytes() for p in annexes.iterdir()}
    assert "没有变化" in asked("calc", str(folder), "--annex")[1]
    assert {p.name: p.read_bytes() for p in annexes.iterdir()} == before
    (annexes / "逾期付款违约金计算表.docx").write_bytes(b"edited")
    code, screen = asked("calc", str(folder), "--annex")
    assert "LX-M141" in screen
    assert (annexes / "逾期付款违约金计算表.docx").read_bytes() == b"edited"
    assert (annexes / "逾期付款违约金计算表(2).docx").read_bytes() == before["逾期付款违约金计算表.docx"]


def test_a_changed_fact_replaces_what_the_program_wrote(tmp_path: Path) -> None:
    folder = _matter(tmp_path)
    asked("calc", str(folder), "--annex")
    case = folder / "案件.yaml"
    case.write_text(case.read_text("utf-8").replace("300000", "310000"), "utf-8")
    assert asked("calc", str(folder), "--annex")[0] == 0
    annexes = folder / "3-文书" / "附件"
    assert len(list(annexes.iterdir())) == 2
    cells = openpyxl.load_workbook(annexes / "逾期付款违约金计算表.xlsx").active
    assert D(repr(cells["C6"].value)) == D("122000")


def test_a_link_that_leads_out_of_the_matter_is_not_followed(tmp_path: Path) -> None:
    folder = _matter(tmp_path)
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / "3-文书").mkdir()
    (folder / "3-文书" / "附件").symlink_to(outside, target_is_directory=True)
    code, screen = asked("calc", str(folder), "--annex")
    assert code == 3
    assert "LX-W003" in screen
    assert list(outside.iterdir()) == []


def test_an_annex_whose_table_does_not_add_up_is_not_handed_out(tmp_path: Path) -> None:
    folder = tmp_path / "案"
    own = folder / "templates" / SCHEDULE
    own.parent.mkdir(parents=True)
    shutil.copy(CASE_FILE, folder / "案件.yaml")
    with zipfile.ZipFile(resource("templates") / SCHEDULE) as old, zipfile.ZipFile(own, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace("{{ 合计.应计 }}".encode(), b"1.00"))
    code, screen = asked("calc", str(folder), "--annex")
    assert (code, "LX-P053" in screen) == (1, True), screen
    assert not list(folder.rglob("*.xlsx")) and not list((folder / "3-文书").rglob("*.docx"))
