"""Duties of an office over a cabinet of matters: what is typed, what is told, what is kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cli_run import typed

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
DAY = ("--as-of", "2026-11-21")


@pytest.fixture
def cabinet(tmp_path: Path) -> Path:
    """Three matters and a broken one; 张示例 acts in the steel matter."""
    for name, example in (("钢材", "matter-steel"), ("二组/租赁", "matter-lease")):
        (tmp_path / name).mkdir(parents=True)
        shutil.copy(EXAMPLES / example / "案件.yaml", tmp_path / name / "案件.yaml")
    (tmp_path / "坏的").mkdir()
    (tmp_path / "坏的" / "案件.yaml").write_text("schema: lexcollect/case/1\nmatter: [", "utf-8")
    return tmp_path


def told(*words: str, cwd: Path) -> tuple[int, dict[str, Any]]:
    code, out, _ = typed(*words, *DAY, "--json", cwd=cwd)
    return code, json.loads(out)


def codes(data: dict[str, Any]) -> list[str]:
    return [f["code"] for f in data["findings"]]


def rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data["reports"][0]["tables"][0]["rows"]
    return found


def change(cabinet: Path, name: str, was: str, now: str) -> None:
    path = cabinet / name / "案件.yaml"
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, now), "utf-8")


# -- matters without a running date


def test_a_matter_that_cannot_be_read_is_named_first_because_nobody_knows_what_runs_in_it(cabinet: Path) -> None:
    code, data = told("office", "idle", ".", cwd=cabinet)
    assert code == 0 and [row["folder"] for row in rows(data)] == ["坏的"]
    assert codes(data) == ["LX-R100"]


def test_a_closed_matter_is_idle_and_nobody_is_warned(cabinet: Path) -> None:
    case = cabinet / "小" / "案件.yaml"
    case.parent.mkdir()
    case.write_text(
        json.dumps(
            {
                "schema": "lexcollect/case/1",
                "matter": "小案",
                "parties": [
                    {"id": "甲", "role": "creditor", "kind": "organisation", "name": "甲方示例有限公司"},
                    {"id": "乙", "role": "debtor", "kind": "organisation", "name": "乙方样例有限公司"},
                ],
                "contracts": [{"id": "合同", "cause": "买卖合同纠纷", "name": "合同", "signed_on": "2015-01-10"}],
                "obligations": [
                    {
                        "id": "货款",
                        "contract": "合同",
                        "date": "2015-01-15",
                        "amount": "1000.00",
                        "due": {"day": "2015-03-15"},
                    }
                ],
            },
            ensure_ascii=False,
        ),
        "utf-8",
    )
    _, data = told("office", "idle", ".", cwd=cabinet)
    by = {row["folder"]: row["why"] for row in rows(data)}
    assert by["小"] == "期限都已过" and codes(data).count("LX-R100") == 2
    text = case.read_text("utf-8")
    case.write_text(text[:-1] + ', "closing": {"date": "2026-10-01"}}', "utf-8")
    _, data = told("office", "idle", ".", cwd=cabinet)
    by = {row["folder"]: row["why"] for row in rows(data)}
    assert by["小"] == "已结案" and codes(data).count("LX-R100") == 1


# -- a second person's confirmation


def test_deadlines_are_confirmed_by_another_person_than_who_entered_them(cabinet: Path) -> None:
    _, data = told("office", "confirm", "钢材", cwd=cabinet)
    assert codes(data) == ["LX-R113"] and not data["confirmed"]
    code, data = told("office", "confirm", "钢材", "--by", "王例成", cwd=cabinet)
    assert code == 1 and codes(data) == ["LX-R111"]  # the journal names nobody who entered the facts
    code, data = told("office", "confirm", "钢材", "--by", "王 例成", "--entered-by", "王例成", cwd=cabinet)
    assert code == 1 and codes(data) == ["LX-R112"]
    code, data = told("office", "confirm", "钢材", "--by", "张示例", "--entered-by", "王例成", cwd=cabinet)
    assert code == 0 and data["confirmed"] and data["last"]["by"] == "张示例" and codes(data) == []
    journal = (cabinet / "钢材" / "5-日志" / "journal.jsonl").read_text("utf-8")
    assert data["digest"] in journal and "王例成" in journal


def test_what_changed_since_asks_again_with_old_and_new_day(cabinet: Path) -> None:
    told("office", "confirm", "钢材", "--by", "张示例", "--entered-by", "王例成", cwd=cabinet)
    change(cabinet, "钢材", "delivered_on: 2025-05-23", "delivered_on: 2025-05-26")
    code, data = told("office", "confirm", "钢材", cwd=cabinet)
    assert code == 0 and codes(data) == ["LX-R114"] and not data["confirmed"]
    assert {(c["old"], c["new"]) for c in data["changed"]} == {("2028-05-23", "2028-05-26")}


def test_a_remark_and_another_day_change_nothing_that_was_confirmed(cabinet: Path) -> None:
    told("office", "confirm", "钢材", "--by", "张示例", "--entered-by", "王例成", cwd=cabinet)
    change(cabinet, "钢材", "matter: 沈河案\n", "matter: 沈河案   # 复核过\n")
    code, out, _ = typed("office", "confirm", "钢材", "--as-of", "2027-01-15", "--json", cwd=cabinet)
    assert code == 0 and json.loads(out)["confirmed"]


def test_the_list_is_printed_to_be_signed_the_same_bytes_each_time(cabinet: Path) -> None:
    for name in ("单1.docx", "单2.docx"):
        code, out, _ = typed("office", "confirm", "钢材", "--docx", name, *DAY, cwd=cabinet)
        assert code == 0
        out.encode("gbk")
    assert (cabinet / "单1.docx").read_bytes() == (cabinet / "单2.docx").read_bytes()
    from docx import Document

    document = Document(str(cabinet / "单1.docx"))
    words = "\n".join(p.text for p in document.paragraphs)
    assert "内容摘要" in words
    assert [row.cells[0].text for row in document.tables[1].rows] == ["身份", "录入人", "复核人"]
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert "2028-05-23" in cells and any("EMS查询1" in cell for cell in cells)


# -- the entries of a day


def test_the_days_entries_name_who_changed_what_from_what_to_what(cabinet: Path) -> None:
    typed("plan", "hold", "钢材", "--by", "张示例", "--why", "和解谈判", "--until", "2026-12-31", *DAY, cwd=cabinet)
    journal = cabinet / "钢材" / "5-日志" / "journal.jsonl"
    day = json.loads(journal.read_text("utf-8").splitlines()[0])["when"][:10]
    with journal.open("a", encoding="utf-8") as stream:
        stream.write(
            '{"when": "'
            + day
            + 'T23:59:59", "values": [{"file": "案件.yaml", "place": ["payments", "付款一", "amount"],'
            ' "old": "300000.00", "new": "=1+1"}], "who": "王例成", "command": "log"}\n{"torn\n'
        )
    code, data = told("office", "day", ".", "--on", day, "--xlsx", "登记.xlsx", cwd=cabinet)
    assert code == 0 and codes(data) == ["LX-R130"]
    last = rows(data)[-1]
    assert (last["who"], last["old"], last["new"]) == ("王例成", "300000.00", "=1+1")
    assert any(row["who"] == "张示例" and "和解谈判" in row["new"] for row in rows(data))
    from openpyxl import load_workbook

    sheet = load_workbook(cabinet / "登记.xlsx").worksheets[0]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


# -- before a matter is put away


def test_a_matter_with_a_running_deadline_is_not_put_away_without_a_name_and_a_reason(cabinet: Path) -> None:
    before = sorted(p.name for p in (cabinet / "钢材").rglob("*"))
    code, data = told("office", "close", "钢材", cwd=cabinet)
    assert code == 1 and codes(data) == ["LX-R140"]
    assert {r["day"] for r in data["running"] if r["what"] == "deadline"} == {"2028-05-23", "2028-07-04"}
    assert sorted(p.name for p in (cabinet / "钢材").rglob("*")) == before
    code, data = told("office", "close", "钢材", "--why", "移交", cwd=cabinet)
    assert code == 1 and codes(data) == ["LX-R143"]
    code, data = told("office", "close", "钢材", "--by", "张示例", "--why", "移交他所", cwd=cabinet)
    assert code == 0 and codes(data) == ["LX-R141"] and data["recorded"]
    line = json.loads((cabinet / "钢材" / "5-日志" / "journal.jsonl").read_text("utf-8").splitlines()[-1])
    assert (line["who"], line["why"]) == ("张示例", "移交他所") and len(line["running"]) >= 2


def test_a_package_that_was_never_handed_in_and_a_letter_on_its_way_are_named(cabinet: Path) -> None:
    (cabinet / "钢材" / "4-证据包" / "v1").mkdir(parents=True)
    change(cabinet, "钢材", "    delivered_on: 2025-07-04\n    status: delivered\n", "    status: sent\n")
    _, data = told("office", "close", "钢材", cwd=cabinet)
    assert {"package", "letter", "owed", "closing"} <= {r["what"] for r in data["running"]}


# -- absences


def test_what_falls_into_an_absence_goes_to_the_deputy(cabinet: Path) -> None:
    away = ("--who", "张示例", "--from", "2028-05-01", "--to", "2028-05-31", "--deputy", "李代办", "--by", "王例成")
    code, data = told("office", "absent", ".", *away, cwd=cabinet)
    assert code == 0
    assert [(row["folder"], row["act_by"], row["deputy"]) for row in rows(data)] == [("钢材", "2028-05-23", "李代办")]
    told("office", "absent", ".", *away, cwd=cabinet)  # entered once
    assert (cabinet / "事务.yaml").read_text("utf-8").count("李代办") == 1
    _, out, _ = typed("due", "--all", ".", *DAY, cwd=cabinet)
    assert "张示例 2028-05-01 至 2028-05-31，由李代办代办，期限 1 项" in out
    other = ("--who", "李代办", "--from", "2028-05-20", "--to", "2028-06-10", "--deputy", "张示例")
    _, data = told("office", "absent", ".", *other, cwd=cabinet)
    assert codes(data).count("LX-R151") == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--who", "张示例"), "LX-R152"),
        (("--who", "张示例", "--from", "2028-05-01", "--to", "2028-05-31", "--deputy", "张 示例"), "LX-R150"),
        (("--who", "张示例", "--from", "2028-05-31", "--to", "2028-05-01", "--deputy", "李代办"), "LX-S015"),
    ],
)
def test_an_absence_that_cannot_be_so_is_refused(cabinet: Path, words: tuple[str, ...], code: str) -> None:
    exit, data = told("office", "absent", ".", *words, cwd=cabinet)
    assert exit == 1 and codes(data) == [code] and not (cabinet / "事务.yaml").exists()


def test_who_is_in_charge_follows_the_case_file(cabinet: Path) -> None:
    change(cabinet, "钢材", "matter: 沈河案\n", "matter: 沈河案\nin_charge: 赵主办\n")
    away = ("--who", "赵主办", "--from", "2028-05-01", "--to", "2028-05-31", "--deputy", "李代办")
    _, data = told("office", "absent", ".", *away, cwd=cabinet)
    assert [row["who"] for row in rows(data)] == ["赵主办"]


# -- conflicts


def test_an_opponent_who_asks_for_a_mandate_is_found_under_any_spelling(cabinet: Path) -> None:
    for name, like in (
        ("沈阳沈河样例重型机械有限公司", "名称相同"),
        ("沈阳沈河样例重型机械　有限公司", "名称相同"),
        ("91210103FAKE00021K", "证件号相同"),
        ("沈阳沈河样例重型机械股份有限公司", "名称相近，待核"),
    ):
        code, data = told("office", "conflicts", name, "--in", ".", cwd=cabinet)
        row = rows(data)[0]
        assert code == 0 and (row["like"], row["side"], row["folder"]) == (like, "■对方", "钢材"), name
        assert "LX-R163" in codes(data) and "LX-R164" in codes(data)  # one matter could not be read; nothing was kept


def test_somebody_on_both_sides_is_told_with_the_article(cabinet: Path) -> None:
    change(cabinet, "二组/租赁", "matter: ", "note: 无\nmatter: ")
    text = (cabinet / "二组" / "租赁" / "案件.yaml").read_text("utf-8")
    creditor = next(line.split("name:")[1].strip().split(",")[0] for line in text.splitlines() if "name:" in line)
    change(cabinet, "钢材", "name: 沈阳沈河样例重型机械有限公司", f"name: {creditor}")
    _, data = told("office", "conflicts", creditor, "--in", ".", "--by", "张示例", "--why", "拟接受委托", cwd=cabinet)
    assert data["both_sides"] and "LX-R160" in codes(data)
    kept = json.loads((cabinet / "利益冲突核对.jsonl").read_text("utf-8"))
    assert (kept["who"], kept["why"], kept["as_of"], kept["unread"]) == ("张示例", "拟接受委托", "2026-11-21", ["坏的"])


def test_an_old_name_in_the_remarks_is_found(cabinet: Path) -> None:
    change(
        cabinet,
        "钢材",
        "    legal_rep: {name: 吴样本",
        "    note: 曾用名：辽沈样例机器厂\n    legal_rep: {name: 吴样本",
    )
    _, data = told("office", "conflicts", "辽沈样例机器厂", "--in", ".", cwd=cabinet)
    assert rows(data)[0]["like"] == "曾用名相同"


def test_representatives_guarantors_agents_and_their_firm_are_looked_at(cabinet: Path) -> None:
    names = ("吴样本", "郑样例", "张示例", "天津样例律师事务所", "没有的人")
    _, data = told("office", "conflicts", *names, "--in", ".", cwd=cabinet)
    assert {row["asked"] for row in rows(data)} == set(names[:4])


# -- customers

CUSTOMERS = """客户:
  - 名称: 沈阳沈河样例重型机械有限公司
    等级: c
    信用额度: 500000
    黑名单原因: 拖欠三年
    决定人: 周范例
    日期: 2026-01-10
    复核日: 2026-07-10
  - {名称: 郑样例, 自然人: 是, 等级: B, 自动评定: 是, 黑名单原因: 拒不履行保证责任}
"""


def test_limit_review_and_blacklist_are_looked_at_and_persons_are_protected(cabinet: Path) -> None:
    (cabinet / "客户.yaml").write_text(CUSTOMERS, "utf-8")
    code, data = told("office", "credit", ".", cwd=cabinet)
    assert code == 0
    assert codes(data) == ["LX-R171", "LX-R172", "LX-R173", "LX-R174", "LX-R175"]
    assert rows(data)[0]["owed"] == "1359193.80" and rows(data)[0]["grade"] == "C"
    _, out, _ = typed("office", "credit", "--help", cwd=cabinet)
    assert "--xlsx" not in out and "--docx" not in out  # there is no way out of the house


def test_a_slip_in_the_file_is_told_by_its_line(cabinet: Path) -> None:
    (cabinet / "客户.yaml").write_text(
        "客户:\n  - {名称: 甲, 等级: D}\n  - {等级: A}\n  - {名称: 乙, 额度: 1}\n", "utf-8"
    )
    code, data = told("office", "credit", ".", cwd=cabinet)
    assert code == 1
    assert [(f["code"], f["where"]["line"]) for f in data["findings"]] == [
        ("LX-S003", 2),
        ("LX-S004", 3),
        ("LX-S002", 4),
    ]


def test_notes_on_customers_among_raw_material_are_asked_about_and_never_packed(tmp_path: Path) -> None:
    raw = tmp_path / "inbox"
    raw.mkdir()
    (raw / "客户.yaml").write_text(CUSTOMERS, "utf-8")
    typed("new", "案", "--from", "inbox", "--no-input", cwd=tmp_path)
    catalogue = (tmp_path / "案" / "2-整理" / "证据目录.yaml").read_text("utf-8")
    assert "内部" in catalogue[catalogue.index("客户.yaml") :].split("\n")[1]


def test_the_overview_counts_what_waits(cabinet: Path) -> None:
    (cabinet / "客户.yaml").write_text(CUSTOMERS, "utf-8")
    told("office", "confirm", "钢材", "--by", "张示例", "--entered-by", "王例成", cwd=cabinet)
    code, data = told("office", ".", cwd=cabinet)
    assert code == 0
    assert data["counts"] == {"idle": 1, "never": 1, "changed": 0, "absent": 0, "credit": 5}
    code, out, _ = typed("office", ".", *DAY, cwd=cabinet)
    out.encode("gbk")
    assert "下一步" in out
