"""Official forms of leases, property services and technology contracts: each row says what the complaint says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal as D
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from finance_lease import ACCELERATION, TERMINATION, finance_lease_with
from form_matters import BARE, MATTERS, form_fields, form_material
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.deadlines.matter import Matter
from lexcollect.documents.drafting import draft
from lexcollect.documents.forms import form_of
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import complaint
from loan import loan_with
from papers import material
from services import PROPERTY, service
from works import works_with


def filled(found: dict[str, Any], id: str) -> dict[str, str]:
    cell: dict[str, str] = found["各栏"].get(id, {}).get("填", {})
    return cell


def ticked(found: dict[str, Any], id: str) -> list[str]:
    boxes: list[str] = found["各栏"].get(id, {}).get("选", [])
    return boxes


def below(found: dict[str, Any], id: str) -> list[str]:
    lines: list[str] = found["各栏"].get(id, {}).get("文", [])
    return lines


def of(matter: Matter) -> dict[str, Any]:
    ids = dict.fromkeys(id for fact in facts_of(matter.case) for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    return PAPERS["form"].view()(Material(matter.case, matter.claims, exhibits)).fields


@pytest.mark.parametrize("number", [*MATTERS, *BARE])
def test_every_sum_asked_for_has_its_row(number: str) -> None:
    """Facts: one matter a form. Question: what of the complaint is missing in the rows. Answer: nothing.

    A sum that only the free text named would be lost where a court reads the rows.
    """
    material = form_material(number)
    found = form_fields(number)
    assert found["文本"] == number
    rows = " ".join(str(found["各栏"][id]) for id in found["各栏"] if id.startswith("C")).replace(",", "")
    missing = [h.title.render("zh") for h in material.claims.heads if f"{h.amount}" not in rows]
    assert missing == []
    whole = [row.id for row in form_of(number).rows.values() if row.head.lines[0] == "标的总额"]  # 28 has no such row
    told = [filled(found, id).get("total") or below(found, id)[0].split("元")[0] for id in whole]
    assert told == [f"{material.asked:,}" for _ in whole]


def of_a_sale() -> Material:
    """The steel matter, with a penalty in one sum and a repair asked for beside the price."""
    beside = (
        "  - {id: 定额, title: 违约金, contract: 框架合同, asked_as: 一次性违约金, amount: 50000, due: 2024-01-31}\n"
        "  - {id: 修理费, title: 修理费, contract: 框架合同, asked_as: 赔偿, amount: 7000, due: 2024-01-31}\n"
    )
    return material(("obligations:\n", f"obligations:\n{beside}"))


def of_a_loan() -> Material:
    matter = loan_with()
    return Material(matter.case, matter.claims, {})


def of_works() -> Material:
    matter = works_with(as_of=date(2026, 9, 30))
    return Material(matter.case, matter.claims, {})


ALL: dict[str, Callable[[], Material]] = {
    "06": of_a_sale,
    "09": of_a_loan,
    "13": of_works,
    **{number: partial(form_material, number) for number in (*MATTERS, *BARE)},
}


@pytest.mark.parametrize("number", ALL)
def test_every_request_of_the_complaint_is_found_in_the_rows(number: str) -> None:
    """A request stands in a row in its own words, or the row has every sum of it; the court's fees are a box."""
    found = PAPERS["form"].view()(ALL[number]()).fields
    assert found["文本"] == number
    rows = " ".join(str(cell) for id, cell in found["各栏"].items() if id.startswith("C"))
    for item in found["自述"]["C"][:-1]:
        words = item.partition(". ")[2].rstrip("；。")
        sums = re.findall(r"[\d,]+\.\d\d", words)
        assert words in rows or (sums and all(each in rows for each in sums)), words
    assert "案件受理费" in found["自述"]["C"][-1]


@pytest.mark.parametrize("number", MATTERS)
def test_the_form_and_the_narrative_say_the_same_of_claims_contract_and_law(number: str) -> None:
    told = complaint.view(form_material(number)).fields
    found = form_fields(number)
    assert found["自述"]["C"] == [f"{item['序号']}. {item['内容']}" for item in told["诉讼请求"]]
    rows = str(found["各栏"])
    for said in (told["合同"]["订立"], told["合同"]["约定"], told["法律依据"], told["综述"], *told["占用费"]):
        assert said in rows, said


def test_premises_arrears_use_fee_and_return() -> None:
    """Form 11, the shop of test_premises_lease: rent left 9,959.68 + 27,000 + 27,000 = 63,959.68, loss 1,587.41.

    Paid in time: 27,000 on 5 January 2025, its last day, for January to March. The deposit of 18,000 is no payment of
    rent: 959.68 went to the loss, 17,040.32 to the rent. Arrears since 6 April 2025, the day after the last day.
    """
    found = form_fields("11")
    assert filled(found, "C1")["rent"] == "63,959.68"
    assert filled(found, "C1")["detail"].startswith("2025-04：尚欠9,959.68元；")
    assert filled(found, "C2")["interest"] == "1,587.41" and "penalty" not in filled(found, "C2")
    assert ticked(found, "C5") == ["是"] and filled(found, "C5")["content"].startswith("判令被告向原告返还一层商铺")
    assert "27,000.00元；自2026年4月1日起按每日300.00元" in filled(found, "C6")["content"]
    assert filled(found, "F11") == {
        "from": "2025年1月1日",
        "to": "2025年3月31日",
        "paid": "27,000.00",
        "paid_late": "0.00",
        "detail": "另以抵扣清偿租金17,040.32元",
    }
    assert filled(found, "F12") == {"from": "2025年4月6日", "to": "2026年3月31日", "amount": "63,959.68"}
    assert filled(found, "F10") == {"amount": "18,000.00元", "date": "2024年12月25日"}
    # The term ended by time: nobody asks to confirm a termination, and the lessee's rows are not the lessor's.
    assert not {"C3", "C4", "C8", "F8"} & found["各栏"].keys()


_FIRST = "designated_for: 2025-01, evidence: 流水}"
_SECOND = "\n  - {date: 2025-02-20, amount: 9000, designated_for: 2025-02, evidence: 流水}"
_PENALTY = "    late_penalty: {rate: 每日千分之一, clause: 第八条}\n"
_END = "    termination: {day: 2025-12-31, clause: 第九条, evidence: [抵扣通知]}\n"
MONTHLY = (
    ("amount: 27000, every: 季", "amount: 9000, every: 月"),
    (f"amount: 27000, {_FIRST}", f"amount: 9000, {_FIRST}{_SECOND}"),
    ("    overdue_loss: {markup: 50}\n", _PENALTY + _END),
    ("    ends_on: 2025-12-31", "    ends_on: 2026-12-31"),
)


def test_rent_by_the_month_and_a_termination_that_is_asked_for() -> None:
    """12 rents of 9,000: January in time; on 20 February 9,000, of which 126.00 (14 days) went to the penalty.

    Rent paid and left come to the rent of the year: 9,000 + 8,874.00 + 12,658.18 set off + 77,467.82 = 108,000.00.
    """
    found = form_fields("11", *MONTHLY)
    assert (ticked(found, "C4"), filled(found, "C4")) == (["是"], {"date": "2025年12月31日"})
    assert filled(found, "F5")["rent"] == "9,000.00" and ticked(found, "F8") == ["是"]
    paid = filled(found, "F11")
    assert (paid["from"], paid["to"]) == ("2025年1月1日", "2025年1月31日")
    assert (paid["paid"], paid["paid_late"]) == ("9,000.00", "8,874.00")
    left = [paid["paid"], paid["paid_late"], "12,658.18", filled(found, "C1")["rent"]]
    assert sum(D(each.replace(",", "")) for each in left) == D("108000.00")
    assert (
        "12,658.18" in paid["detail"] and "2025-05至2025-12共8期：每期尚欠9,000.00元" in filled(found, "C1")["detail"]
    )


def test_finance_lease_all_rent_is_split_by_what_was_called_early() -> None:
    """Form 12, 30 November 2025: 4 rents had fallen due before 18 May 2025, 11 were called early (民法典 752).

    15.00 a day for each rent: 288 + 260 + 229 + 199 days to 30 November are 976 days, 14,640; 11 × 196 days 32,340;
    together 46,980.00. With the price of the option, 100.00, and 450,000.00 of rent: 497,080.00.
    """
    found = form_fields("12")
    assert filled(found, "C1") == {
        "due": "120,000.00",
        "undue": "330,000.00",
        "purchase_price": "100.00",
        "detail": "2025-02至2026-04共15期：每期尚欠30,000.00元",
    }
    charged = filled(found, "C2")
    assert (charged["penalty"], charged["base"], charged["from"]) == ("46,980.00", "450,000.00", "2025年12月1日")
    assert (
        "2025-06至2026-04共11期：2025-05-19至2025-11-30共196天，每期基数30,000.00元，计2,940.00元" in charged["detail"]
    )
    assert below(found, "C10") == ["497,080.00元（暂计至2025年11月30日）"]
    assert filled(found, "F13")["paid"] == "270,000.00" and filled(found, "F13")["to"] == "2025年1月31日"
    # 450,000.00 + 46,980.00
    assert filled(found, "F14")["total"] == "496,980.00"
    # All of the rent or termination, not both (融资租赁解释 10).
    assert not {"C3", "C4", "C5"} & found["各栏"].keys()


ENDED = (ACCELERATION, TERMINATION)


def test_a_finance_lease_that_ended_has_its_rows_four_and_five() -> None:
    """Facts: terminated on 18 May 2025, the thing worth 400,000. Rows 1 and 2 stay blank (民法典 752).

    The count is that of test_papers_finance_lease_ended: 120,000 due, 330,000 not due, 100 for the option, 2,880 of
    penalty to that day, together 452,980, less 400,000: 52,980.00 are asked for (融资租赁解释 11).
    """
    found = of(finance_lease_with(ENDED))
    assert not {"C1", "C2"} & found["各栏"].keys()
    assert (ticked(found, "C4"), filled(found, "C4")) == (["解除"], {"date": "2025年5月18日"})
    row = filled(found, "C5")
    assert [row[name] for name in ("rent", "due", "undue", "purchase_price", "penalty")] == [
        "450,000.00",
        "120,000.00",
        "330,000.00",
        "100.00",
        "2,880.00",
    ]
    assert row["date"] == "2025年5月18日" and "减去收回租赁物的价值400,000.00元" in row["detail"]
    said = below(found, "C5")
    assert "返还数控机床" in said[0] and said[1] == "判令被告一赔偿解除合同造成的损失52,980.00元"
    assert below(found, "C10") == ["52,980.00元（暂计至2025年11月30日）"]
    assert filled(found, "F14")["total"] == "452,880.00"  # 450,000 + 2,880: the rent that is left and its penalty


def test_without_the_value_of_the_thing_form_12_is_refused_as_the_narrative_is() -> None:
    matter = finance_lease_with(ENDED, (" 约定价值: 400000.00,", ""))
    view = PAPERS["form"].view()(Material(matter.case, matter.claims, {}))
    assert "LX-P090" in [f.code for f in view.findings if f.stops]


def test_property_fees_and_a_penalty_by_the_day() -> None:
    """Form 14: 3 × 3,600 = 10,800. 1.80 a day: 821, 639 and 455 days to 31 March 2026 are 1,477.80 + 1,150.20 + 819.00.

    Together 3,447.00. From 1 April 2026 on it runs on: the form has no blank for that, it is told below.
    """
    found = form_fields("14")
    assert filled(found, "C1") == {"date": "2026年3月31日", "amount": "10,800.00"}
    assert filled(found, "C2")["amount"] == "3,447.00" and ticked(found, "C2") == ["是"]
    assert below(found, "C2") == ["自2026年4月1日起以10,800.00元为基数，按每日万分之五计算至实际付清之日止"]
    assert filled(found, "F8")["amount"] == "10,800.00元" and filled(found, "F9")["amount"] == "3,447.00元"
    assert (
        len(below(found, "F9")) == 3
        and "2024-01-01至2026-03-31共821天，基数3,600.00元，计1,477.80元" in below(found, "F9")[0]
    )
    assert len(below(found, "F10")) == 1  # 民法典 944(2): called on to pay before the suit


def test_a_loss_from_late_payment_is_no_penalty_on_form_14() -> None:
    """Without a penalty clause the loss of 买卖合同解释 18(4) is asked for: told in row 4, not ticked."""
    matter = service(PROPERTY, ("    违约金: {标准: 每日万分之五, 条款: 第9条}\n", "    overdue_loss: {markup: 50}\n"))
    found = of(matter)
    assert "amount" not in filled(found, "C2") and ticked(found, "C2") == []
    assert any(line.startswith("判令被告支付逾期付款损失") for line in below(found, "C4"))


def test_form_14_has_no_block_for_a_company_and_is_refused() -> None:
    matter = service(
        PROPERTY,
        ("身份: 债务人, 类型: 自然人", "身份: 债务人, 类型: 公司"),
        ("公民身份号码: 33019919790512002X, 性别: 女, 出生日期: 1979-05-12, ", ""),
    )
    view = PAPERS["form"].view()(Material(matter.case, matter.claims, {}))
    assert "LX-P244" in [f.code for f in view.findings if f.stops]


def test_technology_fee_by_instalments() -> None:
    """Form 28: 120,000 due 31 October 2024, 20,000 paid on 20 November; 80,000 due 31 March 2025; 0.03 % a day.

    36.00 a day for 19 days are 684.00, taken first by the payment (民法典 561); 19,316.00 go to the fee, 100,684.00 are
    left. 30.2052 a day for 497 days to 31 March 2026 are 15,011.98; 24.00 a day for 365 days 8,760.00. Together
    23,771.98, principal 180,684.00.
    """
    found = form_fields("28")
    assert filled(found, "C2") == {"price": "180,684.00"}
    assert filled(found, "C3")["penalty"] == "23,771.98" and ticked(found, "C3") == ["有"]
    assert filled(found, "C3")["base"] == "180,684.00"
    assert ticked(found, "C6") == ["有"] and below(found, "C6") == ["判令被告支付律师费9,000.00元"]
    assert below(found, "F2") == ["受托方：江州云帆软件有限公司", "委托方：东湖样例商贸有限公司"]
    assert not {"C1", "C4", "J1", "R1"} & found["各栏"].keys()


#: Of the guarantor of the finance lease nobody entered the number.
NOT_ENTERED = ("证件号码：【待补：连样工的证件号码】",)


@pytest.mark.parametrize("number", [*MATTERS, *BARE])
def test_the_written_form_holds_every_row_once_and_no_seam(number: str, tmp_path: Path) -> None:
    result = draft(["form"], form_material(number), tmp_path, sources={"案件.yaml": "0" * 64})
    path = result.papers[0].path
    assert path is not None, [f.line("zh") for f in result.findings]
    lines = paragraphs(path.read_bytes())
    for row in form_of(number).rows.values():
        if row.number:
            assert lines.count(f"{row.number}. {row.head.lines[0]}") >= 1
    for seam in ("{", "None", "，，", "（）", "；；", "。；", "【待补"):
        assert not [line for line in lines if seam in line and line not in NOT_ENTERED], seam


def test_damages_stand_with_the_return_of_the_premises() -> None:
    """A repair of 3,000.00 asked for beside the rent (民法典 714) stands in row 5 of form 11, with the return."""
    line = "  - {id: 水电, title: 2025年水电费"
    extra = "  - {id: 修, title: 维修费, contract: 合同, asked_as: 维修费, amount: 3000, due: 2025-12-31}\n"
    found = form_fields("11", (line, extra + line))
    assert "返还一层商铺" in filled(found, "C5")["content"] and "维修费3,000.00元" in filled(found, "C5")["content"]
