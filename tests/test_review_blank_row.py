"""One step out of a blank row, a repair under 其他费用, a memo that names a month, a notice that arrived.

Facts: 大连设备租赁案, laid out for a sale before anybody knew that it is a lease. Questions: what does the page say of
the untouched 订单一, and what is told when it goes? Answers by hand.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from lexcollect.casefile.kinds import CostKind
from lexcollect.casefile.loader import parse_case
from lexcollect.findings import Finding
from lexcollect.layout import CASE
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.desk.remedies import Remedy, remedy_of
from review_kit import Page, steel

BLANK = """\
  - 编号: 订单一
    合同: 租赁合同
    标题:  # 订单号或简称
    日期:  # 下单的日期，服务写完成的日期；交货日、开票日写在下面，不知道就不写
    货物:  # 货物
    金额:  # 金额（元）
    # 到期:  # 如 2024-03-27；这一笔自己的到期日；与合同的付款期限相同的不写
"""
#: What somebody noted in the row is no help of ours.
NOTED = BLANK.replace("# 金额（元）", "# 等财务核对后再填")
REPAIR = "costs:\n  - {种类: 其他费用, 金额: 860, 日期: 2025-09-28, 用途: 油缸修理费, 证据: [维修发票]}\n"


@pytest.fixture(scope="module")
def lease(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("lease"), "lease")


def desk_with(fresh: Path, folder: Path, more: str, below: str = "") -> Desk:
    """Return the desk of a copy of the matter with ``more`` behind its last receivable."""
    matter = Path(shutil.copytree(fresh, folder / "案", symlinks=True))
    text = (matter / CASE).read_text("utf-8")
    at = text.index("\n", text.index("- {id: 维修费")) + 1
    text = text[:at] + more + text[at:]
    text = text.replace("\ncosts:\n", f"\n{below}", 1) if below and "\ncosts:\n" in text else text + below
    (matter / CASE).write_text(text, encoding="utf-8")
    return Desk(matter, date(2026, 11, 20))


def remedy_for(desk: Desk, code: str) -> tuple[Finding, Remedy]:
    (found,) = (one for one in desk.findings if one.code == code)
    remedy = remedy_of(desk, found)
    assert remedy is not None
    return found, remedy


def test_the_untouched_row_goes_by_one_step_and_none_of_its_remarks_is_listed(lease: Path, tmp_path: Path) -> None:
    desk = desk_with(lease, tmp_path, BLANK)
    assert not any(one.stops and one.code == "LX-C003" for one in desk.findings)
    found, remedy = remedy_for(desk, "LX-C360")
    assert "删去这一条" in found.remedy("zh") and remedy.told.render("zh") == "删去这一条没有填写的应收款"
    told = desk.take(remedy.step)
    assert "订单一" not in desk.sources.case.decode("utf-8")
    assert [one.code for one in told] == []
    assert "LX-C360" not in {one.code for one in desk.findings}


def test_what_a_person_noted_in_the_row_is_still_told_when_it_goes(lease: Path, tmp_path: Path) -> None:
    desk = desk_with(lease, tmp_path, NOTED)
    _, remedy = remedy_for(desk, "LX-C360")
    told = desk.take(remedy.step)
    assert [dict(one.params)["remark"] for one in told if one.code == "LX-W021"] == ["# 等财务核对后再填"]


def test_a_repair_under_other_costs_becomes_one_by_one_step_and_is_claimed(lease: Path, tmp_path: Path) -> None:
    desk = desk_with(lease, tmp_path, "", REPAIR)
    _, remedy = remedy_for(desk, "LX-M432")
    assert remedy.told.render("zh") == "把“油缸修理费”的类型改成“维修费”，按赔偿损失请求"
    desk.take(remedy.step)
    case = parse_case(desk.sources.case).case
    assert case is not None and not any(cost.kind is CostKind.OTHER for cost in case.costs)
    assert [o.amount for o in case.obligations if o.id == "油缸修理费"] == [860]
    assert "LX-M432" not in {one.code for one in desk.findings}


def changed_desk(fresh: Path, folder: Path, *changes: tuple[str, str]) -> Desk:
    """Return the desk of a copy of the matter in which each first word stands for the second."""
    matter = Path(shutil.copytree(fresh, folder / "案", symlinks=True))
    text = (matter / CASE).read_text("utf-8")
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now, 1)
    (matter / CASE).write_text(text, encoding="utf-8")
    return Desk(matter, date(2026, 11, 20))


def test_a_payment_whose_memo_names_a_month_is_given_that_debt_by_one_step(lease: Path, tmp_path: Path) -> None:
    desk = changed_desk(lease, tmp_path, ("memo: 12月租金, designated_for: 2024-12", "memo: 12月租金"))
    _, remedy = remedy_for(desk, "LX-M434")
    assert remedy.told.render("zh") == "把这笔付款的“指定清偿”写成“2024-12”"
    desk.take(remedy.step)
    case = parse_case(desk.sources.case).case
    assert case is not None and case.payments[0].designated_for == "2024-12"


def test_a_notice_that_arrived_ends_the_contract_by_one_step_and_then_the_rent(lease: Path, tmp_path: Path) -> None:
    line = "    termination: {day: 2025-08-04, clause: 第六条, ground: 欠付租金累计达两个月且经催告仍未支付, "
    desk = changed_desk(
        lease,
        tmp_path,
        (f"{line}evidence: [解除通知, EMS三, EMS查询二]}}\n", ""),
        ("last: 2025-08-04", "last: 2026-02-28"),
        ("{id: 解除连港, kind: letter", "{id: 解除连港, kind: 解除通知书"),
    )
    _, remedy = remedy_for(desk, "LX-M436")
    assert remedy.told.render("zh") == "把合同的解除日写成 2025-08-04"
    desk.take(remedy.step)
    _, remedy = remedy_for(desk, "LX-C153")
    assert remedy.told.render("zh") == "把租金的“止”改为 2025-08-04"
    desk.take(remedy.step)
    case = parse_case(desk.sources.case).case
    assert case is not None and case.contracts[0].termination is not None
    assert case.contracts[0].termination.day == case.rents[0].last == date(2025, 8, 4)


def test_a_cost_that_is_not_counted_stands_below_the_sums_with_the_reason(lease: Path, tmp_path: Path) -> None:
    fee = "costs:\n  - {种类: 律师费, 金额: 30000, 日期: 2025-10-28, 证据: [维修发票]}\n"
    body = Page(desk_with(lease, tmp_path, "", fee)).enter().get("/money").body
    assert "未计入：律师费 30,000.00 元；合同没有约定由对方承担这项费用" in body
