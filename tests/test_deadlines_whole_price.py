"""The whole price of an instalment sale: 民法典 634 and 买卖合同解释 27, counted by hand, then asked.

300,000 in five parts of 60,000, due on 2025-01-31, 02-28, 03-31, 04-30 and 05-31. On 2025-03-10 two are due: 120,000
of 300,000 is 40.0 %, one fifth and more. 70,000 on 02-15 leave 50,000 of the second: 16.7 %, less than one fifth.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

from lexcollect.casefile import parse_case
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.findings import Finding

HEAD = """schema: lexcollect/case/1
案名: 设备分期
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 虚构甲设备有限公司}
  - {编号: 乙, 身份: 债务人, 类型: 法人, 名称: 虚构乙制造有限公司}
合同:
  - {编号: 合同, 案由: CAUSE, 名称: 设备合同, 签订日期: 2024-12-01, 货物: 设备, 履行方式: 分期EARLY}
应收款:
"""
DUE = ("2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31")
PAID = "付款:\n  - {编号: 款, 日期: 2025-02-15, 金额: 70000}\n"
ASKED = "催收:\n  - {编号: 函, 类型: 催款函, 日期: 2025-03-03, 收件方: 乙, 送达日期: 2025-03-05, 状态: 签收}\n"
EARLY = ", 提前到期: {到期日: 2025-03-20}"


def matter(
    early: str = "", more: str = "", days: tuple[str, ...] = DUE, day: str = "2025-03-10", cause: str = ""
) -> Matter:
    rows = "".join(f"  - {{编号: 第{n}期, 合同: 合同, 金额: 60000, 到期: {due}}}\n" for n, due in enumerate(days, 1))
    text = HEAD.replace("EARLY", early).replace("CAUSE", cause or "买卖合同纠纷") + rows + more
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, date.fromisoformat(day))


def told(found: Matter) -> list[Finding]:
    return [f for f in found.agenda.findings if "LX-D041" <= f.code <= "LX-D043"]


def test_once_one_fifth_is_unpaid_the_whole_price_is_pointed_to() -> None:
    (note,) = told(matter())
    params = dict(note.params)
    assert (note.code, params["unpaid"], params["share"], params["later"]) == ("LX-D043", D(120000), "40.0", D(180000))


def test_below_one_fifth_nothing_is_proposed_and_the_whole_price_is_warned_of() -> None:
    assert not told(matter(more=PAID))
    found = matter(EARLY, ASKED + PAID, day="2025-03-25")
    (warned,) = told(found)
    params = dict(warned.params)
    assert (warned.code, str(params["day"]), params["unpaid"], params["share"]) == (
        "LX-D041",
        "2025-03-05",
        D(50000),
        "16.7",
    )
    assert params["later"] == D(180000) and "LX-D041" in {f.code for f in found.claims.findings}


def test_with_one_fifth_and_a_demand_the_whole_price_is_due_on_the_day_called() -> None:
    found = matter(EARLY, ASKED, day="2025-03-25")
    assert not told(found)
    assert [str(o.due.rolled) for o in found.account.obligations] == [*DUE[:2], *["2025-03-20"] * 3]


def test_two_parts_are_no_instalment_sale() -> None:
    found = matter(EARLY, ASKED, days=("2025-01-31", "2025-05-31"), day="2025-03-25")
    assert [f.code for f in told(found)] == ["LX-D042"]
    assert not told(matter(days=("2025-01-31", "2025-05-31")))


def test_no_sale_has_no_such_rule() -> None:
    assert not told(matter(cause="房屋租赁合同纠纷"))
