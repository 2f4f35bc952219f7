"""What is wrong is called as its own group calls it, with the fact it belongs to; a blank entry is one step away."""

from __future__ import annotations

import pytest

from lexcollect.casefile import parse_case
from lexcollect.casefile.naming import fact_at, label_at
from lexcollect.findings import Finding
from lexcollect.matter.skeleton import is_own_remark

CASE = """\
格式: lexcollect/case/1
案名: 设备租赁
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 甲方示例有限公司, 住所地: 甲地}
  - {编号: 乙, 身份: 债务人, 类型: 法人, 名称: 乙方样例有限公司, 住所地: 乙地}
合同:
  - {编号: 合同, 案由: 租赁合同纠纷, 名称: 设备租赁合同, 签订日期: 2025-01-01, 期满日: 2025-12-31}
租金:
  - {编号: 租, 合同: 合同, 金额: 10000, 起: 2025-01-01, 止: 2025-12-31, 付款日: 5}
"""
#: The first row a file for a sale offers, as nobody touched it.
UNTOUCHED = "应收款:\n  - 编号: 订单一\n    合同: 合同\n    标题:\n    日期:\n    金额:\n"


def told(text: str, *codes: str) -> list[Finding]:
    return [f for f in parse_case(text).findings if f.code in codes]


@pytest.mark.parametrize(
    ("place", "label"),
    [
        (("contracts", 0, "cost_clause", "covers"), "承担的费用"),
        (("communications", 0, "covers"), "涉及订单"),
        (("payouts", 0, "channel"), "付款方式"),
        (("payments", 0, "channel"), "付款方式"),
        (("acknowledgements", 0, "channel"), "方式"),
        (("obligations", 1, "amount"), "金额"),
        (("nothing", 0, "amount"), "金额"),
        ((), ""),
    ],
)
def test_a_key_is_called_by_its_own_group(place: tuple[str | int, ...], label: str) -> None:
    assert label_at(place) == label


def test_a_missing_fact_is_told_with_whose_it_is() -> None:
    (found,) = told(CASE + "催收:\n  - {编号: 函一, 方式: 催款函, 日期: 2026-02-01}\n", "LX-C003")
    assert found.message("zh") == "往来“函一”缺少必填项“收件人”"
    assert found.message("en") == "communication “函一”: required key recipient is missing"


def test_a_fact_without_a_name_is_told_by_its_kind() -> None:
    (found,) = told(CASE + "付款:\n  - {日期: 2026-02-01}\n", "LX-C003")
    assert found.message("zh") == "付款缺少必填项“金额”" and found.where.field == "payments[1].amount（金额）"


def test_what_stands_in_no_entry_has_no_fact() -> None:
    assert fact_at({"matter": ""}, ("matter",)) == "" and fact_at(None, ("payments", 0, "date")) == ""


def test_the_untouched_row_of_a_sale_is_no_mistake_in_a_lease_that_has_its_rent() -> None:
    loaded = parse_case(CASE + UNTOUCHED)
    assert loaded.case is not None and len(loaded.case.obligations) == 12
    (found,) = told(CASE + UNTOUCHED, "LX-C360")
    assert "删去这一条" in found.remedy("zh") and not found.stops


def test_a_row_with_anything_in_it_is_still_asked_for_its_sum() -> None:
    begun = CASE + UNTOUCHED.replace("标题:", "标题: 水电费")
    assert told(begun, "LX-C360") == [] and told(begun, "LX-C003", "LX-C280") != []


def test_without_rent_the_untouched_row_must_be_filled_in() -> None:
    sale = CASE[: CASE.index("租金:")] + UNTOUCHED
    assert told(sale, "LX-C360") == [] and [f.message("zh") for f in told(sale, "LX-C003")] == [
        "应收款“订单一”缺少必填项“金额”"
    ]


@pytest.mark.parametrize(
    ("remark", "own"),
    [
        ("# 金额（元）", True),
        ("# 货物", True),
        ("# 订单号或简称", True),
        ("# sum in yuan", True),
        ("# 到期:  # 如 2024-03-27；这一笔自己的到期日；与合同的付款期限相同的不写", True),
        ("# 付款人: 乙", True),
        ("# 金额与对账单不符，待核", False),
        ("# 已经和客户核对过", False),
    ],
)
def test_a_remark_of_the_first_file_is_told_from_one_of_a_person(remark: str, own: bool) -> None:
    assert is_own_remark(remark) is own
