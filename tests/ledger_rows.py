"""Rows of ledgers for tests, made from plain values: no file is read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from lexcollect.ledgers.row import Action, DebtorKind, Ledger, LedgerRow, Limitation, LimitationState

AS_OF = date(2026, 11, 21)
#: What the creditor of the sample ledger has told once.
CREDITOR = """schema: lexcollect/case/1
当事人:
  - 编号: 我方
    身份: 债权人
    类型: 法人
    名称: 示例零售集团有限公司
    统一社会信用代码: 91120113FAKE00013M
    法定代表人: {姓名: 周范例, 职务: 执行董事}
    住所地: 天津市北辰区虚构路18号
    电话: 022-00000018
    收款账户: {户名: 示例零售集团有限公司, 开户行: 渤海湾示范银行天津北辰支行, 账号: "1200000000000000001"}
合同:
  - {编号: 零售分期, 案由: 买卖合同纠纷, 名称: 商品分期买卖合同}
  - {编号: 加盟货款, 案由: 买卖合同纠纷, 名称: 加盟供货合同}
  - {编号: 设备租赁, 案由: 租赁合同纠纷, 名称: 设备租赁合同}
  - {编号: 维修服务, 案由: 承揽合同纠纷, 名称: 设备维修合同}
选择:
  函件选择: {天数: 7}
"""


def row(number: int, **values: Any) -> LedgerRow:
    """Return a ready row of a company with one contract, with ``values`` in place of its own."""
    told: dict[str, Any] = {
        "number": number,
        "cells": (),
        "name": "济南市瑞通样例建材有限公司",
        "kind": DebtorKind.COMPANY,
        "ident": "91370102FAKE43363L",
        "phones": ("19900128811",),
        "address": "济南市样例区示例路296号",
        "business": "零售分期",
        "contract": f"SL2024{number:05d}",
        "sign": date(2024, 3, 1),
        "due": date(2024, 6, 1),
        "amount": Decimal("1000.00"),
        "paid": Decimal(0),
        "balance": Decimal("1000.00"),
        "limitation": Limitation(LimitationState.OK, expiry=date(2027, 6, 1)),
        "action": Action.READY,
    }
    return LedgerRow(**{**told, **values})


def ledger(*rows: LedgerRow) -> Ledger:
    """Return a ledger of these rows, read on ``AS_OF``."""
    return Ledger("台账.xlsx", "台账", AS_OF, "0" * 64, (1,), (), tuple(rows))
