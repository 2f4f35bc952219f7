"""Reports made of matters: stages and what blocks them, suing, writing off, closed matters, costs and their limits."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from case_kit import case_with as case
from cli_run import typed
from lexcollect.law.texts import ArticleText, text_of
from lexcollect.law.trace import parse_citation
from lexcollect.reporting.figures.costs import Verdict, judged
from lexcollect.reporting.limits import read_limits
from lexcollect.reporting.stages import Stage, stage_of
from lexcollect.reporting.suits import latest_days, terms

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
AS_OF = date(2026, 11, 21)
DAY = ("--as-of", "2026-11-21")


def put(folder: Path, **more: Any) -> Path:
    """Write the steel matter with other facts, and return its folder."""
    data = yaml.safe_load((EXAMPLES / "matter-steel" / "案件.yaml").read_text("utf-8"))
    data |= more
    folder.mkdir(parents=True)
    (folder / "案件.yaml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    return folder


def asked(kind: str, folder: Path, *words: str) -> dict[str, dict[str, Any]]:
    """Return the tables of a report by their key."""
    _, out, _ = typed("report", kind, str(folder), *words, "--json", *DAY, cwd=EXAMPLES)
    found = json.loads(out)
    return {table["table"]: table for part in found["reports"] for table in part["tables"]}


SUIT = {"id": "诉", "kind": "suit", "date": "2026-03-01", "organ": "天津市北辰区人民法院"}


@pytest.mark.parametrize(
    ("facts", "stage", "since"),
    [
        ({}, Stage.OVERDUE, None),
        (
            {"communications": [{"id": "函", "kind": "letter", "date": "2025-05-20", "recipient": "乙"}]},
            Stage.DEMANDED,
            date(2025, 5, 20),
        ),
        ({"filings": [SUIT]}, Stage.SUIT, date(2026, 3, 1)),
        ({"filings": [{**SUIT, "date": "2026-12-01"}]}, Stage.OVERDUE, None),  # not yet
        (
            {"titles": [{"id": "判", "kind": "judgment", "served_on": "2026-08-01", "effective_on": "2026-08-17"}]},
            Stage.TITLE,
            date(2026, 8, 17),
        ),
        ({"insolvencies": [{"person": "乙", "accepted_on": "2026-09-01"}]}, Stage.INSOLVENCY, date(2026, 9, 1)),
        ({"closing": {"date": "2026-10-01"}}, Stage.CLOSED, date(2026, 10, 1)),
    ],
)
def test_where_does_the_matter_stand(facts: dict[str, Any], stage: Stage, since: date | None) -> None:
    assert stage_of(case(**facts), Decimal(100000), True, AS_OF) == (stage, since)


def test_a_matter_not_due_and_one_that_is_paid() -> None:
    assert stage_of(case(), Decimal(100000), False, AS_OF)[0] is Stage.NOT_DUE
    paid = case(payments=[{"date": "2026-01-05", "amount": "100000.00"}])
    assert stage_of(paid, Decimal(0), False, AS_OF) == (Stage.PAID, date(2026, 1, 5))


def test_enforcement_that_was_resumed_after_it_ended_runs() -> None:
    title = {"id": "判", "kind": "judgment", "served_on": "2024-01-02", "terminated_on": "2025-06-01"}
    first = {"id": "执", "kind": "enforcement", "date": "2024-03-01", "ended_on": "2025-06-01"}
    again = {"id": "恢", "kind": "enforcement", "date": "2026-02-01"}
    ended = case(titles=[title], filings=[first])
    assert stage_of(ended, Decimal(1), True, AS_OF) == (Stage.TERMINATED, date(2025, 6, 1))
    resumed = case(titles=[title], filings=[first, again])
    assert stage_of(resumed, Decimal(1), True, AS_OF) == (Stage.ENFORCEMENT, date(2026, 2, 1))


def test_progress_names_the_deadline_of_due_and_what_blocks(tmp_path: Path) -> None:
    """The steel matter: limitation until 2028-05-23; with an arbitration clause a suit is blocked (仲裁法)."""
    put(tmp_path / "柜" / "钢材")
    clause = yaml.safe_load((EXAMPLES / "matter-steel" / "案件.yaml").read_text("utf-8"))["contracts"]
    clause[0]["jurisdiction"] = {"kind": "arbitration", "text": "提交天津仲裁委员会仲裁", "clause": "第9条"}
    put(tmp_path / "柜" / "仲裁", contracts=clause)
    rows = {row["matter"]: row for row in asked("progress", tmp_path / "柜")["progress"]["rows"]}
    assert (rows["钢材"]["stage"], rows["钢材"]["act_by"], rows["钢材"]["blocks"]) == ("已催告", "2028-05-23", "")
    assert "约定仲裁（仲裁法" in rows["仲裁"]["blocks"] and "请向约定的仲裁机构申请仲裁" in rows["仲裁"]["blocks"]
    code, out, _ = typed("report", "progress", "柜", *DAY, cwd=tmp_path)
    assert code == 0 and "● 仲裁　受阻原因：约定仲裁" in out


def test_what_has_to_be_advanced_to_sue_over_the_steel() -> None:
    """1,359,193.80 claimed: acceptance 17,032.74, halved 8,516.37 (交纳办法 13, 16), preservation 5,000.00 (14)."""
    row = asked("suing", EXAMPLES / "matter-steel")["suing"]["rows"][0]
    assert row["claim"] == "1359193.80" and row["per_day"] == "425.80"
    assert (row["acceptance"], row["simplified"], row["preservation"]) == ("17032.74", "8516.37", "5000.00")
    assert (row["advance"], row["rate"]) == ("22032.74", "0.0162")


def test_no_suit_where_a_judgment_is_there() -> None:
    tables = asked("suing", EXAMPLES / "matter-enforcement")
    assert tables["suing"]["rows"] == []
    assert "已有裁判文书" in tables["left_out"]["rows"][0]["reason"]


def test_periods_are_those_of_the_law_and_run_one_after_the_other() -> None:
    """2026-11-21 is a Saturday; seven days end on 2026-11-28, a Saturday: Monday 2026-11-30 (民事诉讼法 85, 126)."""
    ends = latest_days(AS_OF)
    assert ends["filing"] == date(2026, 11, 30)
    assert ends["ordinary"] == date(2027, 5, 31)  # six months after 2026-11-30, 2027-05-30 is a Sunday
    assert ends["appeal"] == date(2027, 6, 15)
    for term in terms()[0]:
        found = text_of(term.cite)
        assert isinstance(found, ArticleText), term.cite
        number = {7: "七日", 5: "五日", 15: "十五日"}.get(term.days) or {2: "两个月", 3: "三个月", 6: "六个月"}[
            term.months
        ]
        assert number in found.text, term.step
    assert parse_citation("民事诉讼法 152") in {term.cite for term in terms()[0]}


def test_no_chance_of_winning_and_no_prediction() -> None:
    code, out, _ = typed("report", "suing", "matter-steel", *DAY, cwd=EXAMPLES)
    assert code == 0 and "不是预测" in out and "不预测胜诉率" in out


def test_write_off_needs_the_guarantor_to_be_pursued_first() -> None:
    """851,600.00 overdue for three years; the guarantee is kept for two orders: not lost yet."""
    tables = asked("writeoff", EXAMPLES / "matter-steel")
    row = tables["writeoff"]["rows"][0]
    assert (row["principal"], row["three_years"]) == ("851600.00", "851600.00")
    assert "三年" in row["grounds"] and "未核对" in row["grounds"] and "担保人还能追究" in row["lacks"]
    items = tables["items"]["rows"][0]
    assert (items["surety_free"], items["demanded"], items["approved"]) == ("×", "√", "待确认")


@pytest.mark.parametrize(
    ("amount", "due", "ground"),
    [("50000.00", "2025-11-21", "√"), ("50000.01", "2025-11-21", "×"), ("50000.00", "2025-11-22", "×")],
)
def test_a_small_debt_overdue_for_a_year(tmp_path: Path, amount: str, due: str, ground: str) -> None:
    obligation = {"id": "货款", "contract": "框架合同", "amount": amount, "due": {"day": due}}
    gone = {
        key: [] for key in ("payments", "deliveries", "invoices", "acknowledgements", "communications", "securities")
    }
    reason = {"unrecoverable": "债务人下落不明"}
    put(tmp_path / "小", obligations=[obligation], choices=reason, **gone)
    items = asked("writeoff", tmp_path)["items"]["rows"][0]
    assert (items["small_year"], items["reason"], items["demanded"]) == (ground, "√", "×")


CLOSED = {"date": "2026-10-31", "opened_on": "2026-01-01", "handler": "钱经办", "lessons": ["先查资信再赊销"]}


def test_closed_matters_are_summed_and_their_causes_counted(tmp_path: Path) -> None:
    root = tmp_path / "柜"
    put(root / "甲", closing={**CLOSED, "result": "partly", "causes": ["customer", "late_demand"]})
    put(root / "乙", closing={**CLOSED, "result": "written_off", "causes": ["customer"]})
    put(root / "丙", closing={**CLOSED, "date": "2026-12-31"})  # not closed yet on the day
    tables = asked("closing", root)
    row = tables["closing"]["rows"][0]
    assert (row["due"], row["received"], row["left"]) == ("1301600.00", "450000.00", "851600.00")
    assert (row["recovered"], row["days"], row["owner"]) == ("0.3457", 304, "钱经办")
    counts = {each["cause"]: (each["matters"], each["left"]) for each in tables["causes"]["rows"]}
    assert counts["客户准入失误"] == (2, "1703200.00") and counts["催收延误"] == (1, "851600.00")
    assert tables["closing"]["total"]["received"] == "900000.00"
    assert [each["lesson"] for each in tables["lessons"]["rows"]] == ["先查资信再赊销"] * 2
    bands = {each["band"]: each["principal"] for each in asked("ageing", root)["by_band"]["rows"]}
    assert bands["已结案"] == "1703200.00" and bands["逾期90天以上"] == "851600.00"


def test_costs_against_the_rules_of_thumb(tmp_path: Path) -> None:
    """1,301,600.00 pursued: 15 % are 195,240.00, 30 % are 390,480.00."""
    root = tmp_path / "柜"
    for name, amount in (("少", "195240.00"), ("多", "195240.01"), ("太多", "390480.01")):
        put(root / name, costs=[{"kind": "lawyer_fee", "amount": amount, "date": "2026-05-01"}])
    rows = {row["matter"]: row for row in asked("costs", root)["costs"]["rows"]}
    assert rows["少"]["pursued"] == "1301600.00"
    assert [rows[name]["verdict"][:4] for name in ("少", "多", "太多")] == ["在界限内", "超过界限", "建议比较"]
    _, out, _ = typed("report", "costs", "柜", *DAY, cwd=tmp_path)
    assert "经营规则，不是法律" in out


def test_repairs_are_told_beside_the_costs_and_in_no_sum_of_them(tmp_path: Path) -> None:
    """民法典 584: 18,600.00 of repair are damages among the debts; 900.00 of travel is what collecting cost."""
    travel = {"kind": "travel", "amount": "900.00", "date": "2026-05-01"}
    repair = {"kind": "repair", "title": "行车维修", "amount": "18600.00", "date": "2026-05-02"}
    later = {"kind": "repair", "title": "地坪修复", "amount": "100.00", "date": "2026-12-02"}
    put(tmp_path / "柜" / "甲", costs=[travel, repair, later])
    tables = asked("costs", tmp_path / "柜")
    assert tables["costs"]["rows"][0]["spent"] == "900.00"
    assert [(r["kind"], r["amount"]) for r in tables["cost_repairs"]["rows"]] == [("行车维修", "18600.00")]
    _, out, _ = typed("report", "costs", "柜", *DAY, cwd=tmp_path)
    assert "维修费（按赔偿损失请求，计入债权，不计入催收成本）" in out and "18,600.00" in out
    put(tmp_path / "柜二" / "甲", costs=[travel])
    assert "cost_repairs" not in asked("costs", tmp_path / "柜二")


def test_the_users_own_limits(tmp_path: Path) -> None:
    put(tmp_path / "柜" / "甲", costs=[{"kind": "travel", "amount": "900.00", "date": "2026-05-01"}])
    mine = tmp_path / "界限.yaml"
    mine.write_text(
        "title: 我们的\nsource: 内部制度\nverified_on: 2026-01-05\nrules:\n - {name: 每笔, per_debt: 299}\n", "utf-8"
    )
    code, out, _ = typed("report", "costs", "柜", "--limits", "界限.yaml", *DAY, cwd=tmp_path)
    assert code == 0 and "超过界限（每笔）" in out and "内部制度（2026-01-05" in out
    mine.write_text("title: 我们的\nverified_on: 2026-01-05\nrules:\n - {name: 每笔, per_debt: 很多}\n", "utf-8")
    code, out, _ = typed("report", "costs", "柜", "--limits", "界限.yaml", *DAY, cwd=tmp_path)
    assert code == 1 and "LX-R206" in out and "界限.yaml:4" in out


LIMITS = read_limits().rules
amounts = st.integers(0, 10**8).map(lambda n: Decimal(n) / 100)


@given(st.integers(1, 800), st.integers(1, 40), amounts, amounts)
def test_the_shipped_limits_say_what_the_issue_says(days: int, count: int, pursued: Decimal, spent: Decimal) -> None:
    """5 yuan a debt up to 30 days, 15 % over 60 days, 30 % asks whether others should collect."""
    found, _ = judged(days, count, pursued, spent, LIMITS)
    if not pursued:
        assert found is Verdict.NO_BASE
    elif spent > pursued * Decimal("0.30"):
        assert found is Verdict.CHECK
    elif (days <= 30 and spent > 5 * count) or (days > 60 and spent > pursued * Decimal("0.15")):
        assert found is Verdict.OVER
    else:
        assert found is (Verdict.NO_RULE if 30 < days <= 60 else Verdict.WITHIN)


def test_every_kind_has_its_page_and_its_options() -> None:
    for kind in ("ageing", "recovery", "dso", "costs", "progress", "suing", "writeoff", "closing", "all"):
        code, out, _ = typed("report", kind, "--help", cwd=EXAMPLES)
        assert code == 0 and "--xlsx" in out
        assert ("--sales" in out) is (kind in ("dso", "all")) and ("--limits" in out) is (kind in ("costs", "all"))


def test_all_reports_in_one(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "matter-steel", tmp_path / "钢材", ignore=shutil.ignore_patterns("inbox"))
    code, out, _ = typed("report", "all", ".", "--html", "报.html", *DAY, cwd=tmp_path)
    assert (
        code == 0 and len(re.findall(r"^■ ", out, re.M)) == 9
    )  # no sales: no DSO, which is named among what is left out
    assert "没有提供期内赊销额" in out
    out.encode("gbk")


def test_only_the_matters_of_one_person(tmp_path: Path) -> None:
    """--owner keeps those in charge; a matter that cannot be read is always named: nobody knows whose it is."""
    root = tmp_path / "柜"
    put(root / "甲", in_charge="张三")
    put(root / "乙", in_charge="李四")
    (root / "坏").mkdir()
    (root / "坏" / "案件.yaml").write_text("matter: [", "utf-8")
    tables = asked("ageing", root, "--owner", "张三")
    assert [row["matter"] for row in tables["by_matter"]["rows"]] == ["甲"]
    assert [row["matter"] for row in tables["left_out"]["rows"]] == ["坏"]
    owners = asked("ageing", root)["by_owner"]
    assert {row["owner"]: row["total"] for row in owners["rows"]} == {"张三": "851600.00", "李四": "851600.00"}
    assert owners["total"]["total"] == "1703200.00"


def test_the_overview_repeats_what_the_reports_say(tmp_path: Path) -> None:
    put(tmp_path / "柜" / "甲", costs=[{"kind": "travel", "amount": "900.00", "date": "2026-05-01"}])
    put(tmp_path / "柜" / "乙", closing={**CLOSED, "result": "partly"})
    tables = asked("all", tmp_path / "柜", "--from", "2024-01-01", "--to", "2024-12-31")
    rows = {row["item"]: row for row in tables["overview"]["rows"]}
    assert rows["未结案的本金余额"]["amount"] == "851600.00" and rows["逾期的债务人"]["count"] == 1
    assert rows["期内收回的逾期本金和回收率"]["amount"] == tables["recovery"]["total"]["received"] == "300000.00"
    assert rows["催收成本，占追收本金"]["amount"] == tables["costs"]["total"]["spent"] == "900.00"
    assert rows["已结案件收到款项，占应收"]["amount"] == tables["closing"]["total"]["received"]
    suing = next(row for item, row in rows.items() if item.startswith("可以起诉"))
    assert suing["amount"] == tables["suing"]["total"]["advance"] == "22032.74"


def test_the_next_step_is_that_of_the_plan(tmp_path: Path) -> None:
    put(tmp_path / "柜" / "甲")
    row = asked("progress", tmp_path / "柜")["progress"]["rows"][0]
    assert row["next"] == "律师函（计划 2025-06-03）" and row["alarm"] == "无"


def test_debts_in_two_moneys_have_tables_of_their_own(tmp_path: Path) -> None:
    """100,000.00 US dollars and 50,000.00 yuan are never one sum."""
    gone = {
        key: [] for key in ("payments", "deliveries", "invoices", "acknowledgements", "communications", "securities")
    }
    debts = [
        {"id": "甲", "contract": "框架合同", "amount": "100000.00", "currency": "USD", "due": {"day": "2026-10-31"}},
        {"id": "乙", "contract": "框架合同", "amount": "50000.00", "due": {"day": "2026-11-30"}},
    ]
    put(tmp_path / "柜" / "外币", obligations=debts, **gone)
    _, out, _ = typed("report", "all", "柜", "--json", *DAY, cwd=tmp_path)
    found = json.loads(out)["reports"]
    ageing = next(part for part in found if part["report"] == "ageing")["tables"]
    bands = {t["title"]: {r["band"]: r["principal"] for r in t["rows"]} for t in ageing if t["table"] == "by_band"}
    assert bands["按账龄段（CNY）"]["未到期"] == "50000.00" and bands["按账龄段（USD）"]["逾期1–30天"] == "100000.00"
    left = next(part for part in found if part["report"] == "left_out")["tables"][0]["rows"]
    assert any("币种不止人民币" in row["reason"] or "币" in row["reason"] for row in left)
